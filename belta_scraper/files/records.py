"""What captures does a WARC, WET, ARC or WACZ file hold?"""

from __future__ import annotations

import hashlib
import zipfile
from base64 import b32encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal, cast

from warcio.statusandheaders import StatusAndHeadersParser

from ..errors import NotUnderstood
from ..items import Record
from .coding import decoded
from .framing import Damage, Framed, RecordHeaders, framed
from .held import Held, Passed, Unreadable

WantsAddress = Callable[[str], bool]
"""Whether the record of an address is to be read."""

_CAPTURES = ("response", "resource", "conversion", "revisit")
_TEXT_TYPES = ("text/", "application/xhtml", "application/xml", "application/rss")
"""Of resources that have no address: those that may be saved pages."""


@dataclass(frozen=True, slots=True)
class WarcStream:
    """A file of records, or one that lies in a WACZ."""

    file: Path
    member: str | None = None

    @property
    def name(self) -> str:
        return self.file.name if self.member is None else f"{self.file.name}/{self.member}"

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        if self.member is None:
            with self.file.open("rb") as stream:
                yield stream
        else:
            with zipfile.ZipFile(self.file) as wacz, wacz.open(self.member) as packed:
                yield cast("BinaryIO", packed)

    def read_at(self, offset: int) -> Framed | Damage:
        """The one record at an offset. Raises `OSError`."""
        with self.open() as stream:
            stream.seek(offset)
            return next(framed(stream, lambda _: True), Damage(offset, "is not there: the file ends before it"))


@dataclass(slots=True)
class Originals:
    """Where the records are that hold bytes, so that a later record may say "as before" (`revisit`)."""

    places: dict[str, tuple[WarcStream, int]] = field(default_factory=dict)
    """By address and time, and by the digest of the payload."""
    waiting: list[tuple[WarcStream, int]] = field(default_factory=list)
    """Revisits that came before what they refer to."""

    def note(self, record: RecordHeaders, stream: WarcStream, offset: int) -> None:
        for key in _keys_of(record, "WARC-Target-URI", "WARC-Date"):
            self.places.setdefault(key, (stream, offset))

    def original_of(self, revisit: RecordHeaders) -> tuple[WarcStream, int] | None:
        """Where the bytes are that a revisit speaks of; `None` where nobody has shown them yet."""
        keys = _keys_of(revisit, "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date")
        return next((self.places[key] for key in keys if key in self.places), None)


def _keys_of(record: RecordHeaders, uri: str, date: str) -> list[str]:
    at, digest = record.get_header(date), record.get_header("WARC-Payload-Digest")
    where = record.get_header(uri) or record.get_header("WARC-Target-URI")
    return [*([f"{at} {where}"] if at else []), *([digest.lower()] if digest else [])]


def records_of(
    file: Path, wants: WantsAddress | None = None, originals: Originals | None = None
) -> Iterator[Held | Passed | Unreadable]:
    """The captures of a file, those of wanted addresses; what cannot be read is told, and costs nothing else.

    A `revisit` is given with the bytes it refers to, where `originals` knows them; others wait there.
    """
    if originals is None:
        originals = Originals()
    try:
        for stream in _streams_of(file):
            with stream.open() as opened:
                for found in framed(opened, _Wanted(wants)):
                    held = _read(found, stream, originals)
                    if held is not None:
                        yield held
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        # What stood before it has been given already. A WACZ may be locked, or packed in a way of its own.
        yield Unreadable(source=file.name, reason=f"{file} cannot be read any further: {error}.")


def revisits_left(originals: Originals) -> Iterator[Held | Unreadable]:
    """The revisits that waited for what they refer to, once all files have been seen."""
    waiting, originals.waiting = originals.waiting, []
    for stream, offset in waiting:
        try:
            held = _read(stream.read_at(offset), stream, originals)
        except OSError as error:
            held = Unreadable(source=f"{stream.name}#{offset}", reason=f"{stream.file} cannot be read: {error}.")
        if isinstance(held, Held | Unreadable):
            yield held
    for stream, offset in originals.waiting:
        source = f"{stream.name}#{offset}"
        yield Unreadable(
            source=source,
            reason=f"The record {source} says that a page was as before, and what was before is in none of the files.",
        )


def record_at(stream: WarcStream, offset: int) -> Held | Unreadable:
    """The capture of the record at an offset; its bytes are held against the digest that it was written with."""
    source = f"{stream.name}#{offset}"
    try:
        found = stream.read_at(offset)
    except FileNotFoundError:
        return Unreadable(source=source, reason=f"There is no file {stream.file}, which should hold {source}.")
    except OSError as error:
        return Unreadable(source=source, reason=f"{stream.file} cannot be read: {error.strerror or error}.")
    if isinstance(found, Framed) and not _Wanted(None)(found.headers):
        found = Damage(offset, f"holds no capture, it is of type {found.headers.get_header('WARC-Type')}")
    elif isinstance(found, Framed) and _type_of(found.headers) == "revisit":
        found = Damage(offset, "says that a page was as before; its bytes are in the record that it refers to")
    elif isinstance(found, Framed) and not _is_as_written(found):
        found = Damage(offset, "is damaged: its bytes are not those of its digest")
    held = _read(found, stream, Originals())
    assert isinstance(held, Held | Unreadable)
    return held


def _is_as_written(found: Framed) -> bool:
    """Whether a block has the digest that its record says; true where it says none that can be told."""
    algorithm, _, digest = (found.headers.get_header("WARC-Block-Digest") or "").partition(":")
    if algorithm.lower() not in ("sha1", "sha256"):
        return True
    computed = hashlib.new(algorithm.lower(), found.block)
    return digest.lower() in (b32encode(computed.digest()).decode().lower(), computed.hexdigest())


def _streams_of(file: Path) -> Iterator[WarcStream]:
    if not file.name.lower().endswith(".wacz"):
        yield WarcStream(file)
        return
    with zipfile.ZipFile(file) as wacz:
        names = [name for name in wacz.namelist() if name.lower().endswith((".warc", ".warc.gz"))]
    for name in names:
        yield WarcStream(file, name)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Whether a record may be a capture, and one that is wanted."""

    address: WantsAddress | None

    def __call__(self, record: RecordHeaders) -> bool:
        if _type_of(record) not in _CAPTURES:
            return False
        uri = _uri_of(record)
        if uri is None or not uri.lower().startswith(("http:", "https:")):
            # Of what has no address on the web only saved pages are wanted: no logs, screen shots, name servers.
            kind = (record.get_header("Content-Type") or "").lower()
            return (uri is None or uri.startswith("file:")) and kind.startswith(_TEXT_TYPES)
        return self.address is None or self.address(uri)


def _type_of(record: RecordHeaders) -> str:
    return (record.get_header("WARC-Type") or "").lower()


def _uri_of(record: RecordHeaders) -> str | None:
    uri = record.get_header("WARC-Target-URI")
    return uri.strip().strip("<>") if uri else None


def _read(found: Framed | Damage, stream: WarcStream, originals: Originals) -> Held | Passed | Unreadable | None:
    """The capture of a record; `None` where it waits for another."""
    if isinstance(found, Damage):
        source = f"{stream.name}#{found.offset}"
        return Unreadable(source=source, reason=f"The record {source} {found.reason}.")
    record = found.headers
    if not found.wanted:
        return Passed(warc_offset=found.offset, capture=_type_of(record) in _CAPTURES)
    revisit = _type_of(record) == "revisit"
    place: tuple[WarcStream, int] | None = None
    if revisit and (place := originals.original_of(record)) is None and found.place == 0:
        originals.waiting.append((stream, found.offset))
        return None
    source = f"{stream.name}#{found.offset}" + (f".{found.place}" if found.place else "")
    try:
        if not revisit:
            held = _held(found, stream, source)
        elif place is None:
            raise NotUnderstood("says that a page was as before, and what was before is in none of the files")
        else:
            held = _held_again(found, stream, source, place)
    except NotUnderstood as error:
        return Unreadable(source=source, reason=f"The record {source} {error}.")
    if not revisit and found.place == 0:
        originals.note(record, stream, found.offset)
    return held


@dataclass(frozen=True, slots=True)
class _Message:
    """An answer taken apart."""

    header: bytes
    payload: bytes
    status: int | None = None
    fields: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, name: str) -> str | None:
        return next((value for field, value in self.fields if field.lower() == name), None)


def _message(block: bytes) -> _Message:
    """The answer of a record's block; all of it is payload where it does not begin as an answer does."""
    if not block.startswith(b"HTTP/"):
        return _Message(b"", block)
    stream = BytesIO(block)
    read = StatusAndHeadersParser(["HTTP/"], verify=False).parse(stream)
    end = stream.tell()
    status = read.statusline.split(" ", 1)[0]
    return _Message(block[:end], block[end:], int(status) if status.isdigit() else None, tuple(read.headers))


def _held(found: Framed, stream: WarcStream, source: str) -> Held:
    """Raises `NotUnderstood`, in words that go on from "the record"."""
    record = found.headers
    if truncated := record.get_header("WARC-Truncated"):
        raise NotUnderstood(f"is cut off ({truncated})")  # a reader would take half a page for a whole one
    kind = cast('Literal["response", "resource", "conversion"]', _type_of(record))
    message = _message(found.block) if kind == "response" else _Message(b"", found.block)
    try:
        body = decoded(message.payload, message["content-encoding"], message["transfer-encoding"])
    except NotUnderstood as error:
        raise NotUnderstood(f"cannot be unpacked: it holds {error}") from None
    uri, type_of_block = _uri_of(record), record.get_header("Content-Type") or "application/octet-stream"
    is_text = kind == "conversion" or (kind == "resource" and type_of_block.lower().startswith("text/plain"))
    return Held(
        source=source,
        body=body,
        form="plain text" if is_text else "page",
        fetched_at=_moment(record.get_header("WARC-Date")),
        url=uri if uri and not uri.startswith("file:") else None,
        status=message.status,
        content_type=message["content-type"] if kind == "response" else type_of_block,
        etag=message["etag"],
        last_modified=message["last-modified"],
        warc_offset=found.offset if found.place == 0 else None,
        record=Record(
            kind=kind,
            payload=message.payload,
            content_type=type_of_block,
            http_header=message.header,
            headers=tuple(record.headers),
            file=stream.file if stream.member is None and found.place == 0 else None,
            offset=found.offset if stream.member is None and found.place == 0 else None,
        ),
    )


def _held_again(found: Framed, stream: WarcStream, source: str, place: tuple[WarcStream, int]) -> Held:
    """A revisit, with the bytes that it refers to. Raises `NotUnderstood`."""
    where, offset = place
    try:
        original = where.read_at(offset)
    except OSError as error:
        raise NotUnderstood(f"refers to one in {where.file}, which cannot be read ({error})") from None
    if isinstance(original, Damage):
        raise NotUnderstood(f"refers to {where.name}#{offset}, which {original.reason}")
    held, message = _held(original, where, source), _message(found.block)
    assert held.record is not None
    return replace(
        held,
        fetched_at=_moment(found.headers.get_header("WARC-Date")),
        url=_uri_of(found.headers) or held.url,
        status=message.status or held.status,
        content_type=message["content-type"] or held.content_type,
        etag=message["etag"],
        last_modified=message["last-modified"],
        warc_offset=found.offset if found.place == 0 else None,
        record=replace(
            held.record,
            kind="revisit",
            http_header=message.header or held.record.http_header,
            headers=tuple(found.headers.headers),
            file=stream.file if stream.member is None and found.place == 0 else None,
            offset=found.offset if stream.member is None and found.place == 0 else None,
        ),
    )


def _moment(text: str | None) -> datetime:
    """Raises `NotUnderstood`."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        raise NotUnderstood(f"has no date that can be read: {text!r}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
