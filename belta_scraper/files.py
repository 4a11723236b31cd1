"""What captures does a path hold: WARC files, saved pages, plain text, singly or in folders?"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Literal

from .errors import ArgumentNotUnderstood, NotUnderstood

Form = Literal["page", "plain text"]

FILE_BYTES_AT_MOST = 64 * 2**20
"""A saved page of more is no page; WARC files may have any size."""

_WARC_NAMES = (".warc", ".warc.gz", ".wet", ".wet.gz", ".arc", ".arc.gz")
_NOT_CAPTURES = (
    ".json",
    ".jsonl",
    ".db",
    ".lock",
    ".md",
    ".py",
    ".yaml",
    ".csv",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".css",
    ".js",
)
"""In a folder, endings of what is no capture: the pictures and scripts of saved pages, labels, archives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One capture that a path holds."""

    source: str
    """The file's name, with the record's offset behind `#` where there is one."""
    body: bytes
    """After content decoding."""
    form: Form
    fetched_at: datetime
    """Of the record; of a file, when it was last written: the bytes came no later."""
    url: str | None = None
    status: int | None = None
    content_type: str | None = None
    warc_offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A file or record that could not be opened or unpacked, and why."""

    source: str
    reason: str


def files_at(path: Path) -> tuple[list[Path], list[Path]]:
    """The files of a path in the order of their names: those to take, and those passed over.

    A file given by itself is always taken. Raises `ArgumentNotUnderstood`.
    """
    if not path.exists():
        raise ArgumentNotUnderstood(f"There is nothing at {path}; path wants a file, or a folder of captures.")
    if path.is_file():
        return [path], []
    if not path.is_dir():
        raise ArgumentNotUnderstood(f"{path} is neither a file nor a folder; path wants one of them.")
    files = [file for file in sorted(path.rglob("*")) if file.is_file()]
    passed_over = [file for file in files if file.name.startswith(".") or file.name.lower().endswith(_NOT_CAPTURES)]
    set_aside = set(passed_over)
    taken = [file for file in files if file not in set_aside]
    if not taken:
        raise ArgumentNotUnderstood(f"The folder {path} holds no captures (WARC, HTML or text files).")
    return taken, passed_over


def is_warc(file: Path) -> bool:
    return file.name.lower().endswith(_WARC_NAMES)


def held_in(file: Path) -> Iterator[Held | Unreadable]:
    """The captures of one file; what cannot be read is told, and never costs the rest."""
    if is_warc(file):
        yield from _records_of(file)
        return
    try:
        yield _saved(file)
    except NotUnderstood as error:
        yield Unreadable(source=file.name, reason=str(error))
    except OSError as error:
        yield Unreadable(source=file.name, reason=f"{file} cannot be read: {error.strerror or error}.")


def _saved(file: Path) -> Held:
    """A saved page or a text. Raises `NotUnderstood`."""
    size = file.stat().st_size
    if size > FILE_BYTES_AT_MOST:
        raise NotUnderstood(f"{file} has {size:,} bytes, more than any page; it is not taken in.")
    body = file.read_bytes()
    if body.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(BytesIO(body)) as unpacking:
                body = unpacking.read(FILE_BYTES_AT_MOST + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise NotUnderstood(f"{file} is a gzip file that cannot be unpacked to its end: {error}.") from error
        if len(body) > FILE_BYTES_AT_MOST:
            raise NotUnderstood(f"{file} unpacks to more than any page has; it is not taken in.")
    if not body.strip():
        raise NotUnderstood(f"{file} is empty; expected a saved page or the text of one.")
    if _is_binary(body):
        raise NotUnderstood(f"{file} is a binary file; expected WARC, HTML or the text of a page.")
    start = body[:8192].replace(b"\x00", b"").lower()  # in UTF-16 every other byte of the markup is NUL
    markup = (
        start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<rss"))
        or b"<html" in start
        or b"<!doctype" in start
        or (b"<div" in start and b"</" in start)
    )
    return Held(
        source=file.name,
        body=body,
        form="page" if markup else "plain text",
        fetched_at=datetime.fromtimestamp(file.stat().st_mtime, UTC),
    )


def _is_binary(body: bytes) -> bool:
    """Whether bytes are no text in any encoding that pages come in.

    >>> _is_binary(bytes(range(200)))
    True
    """
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, which is half NULs
        return False
    start = body[:8192]
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in start)
    return odd > len(start) // 30


def _records_of(file: Path) -> Iterator[Held | Unreadable]:
    """The pages of a WARC file, and the texts of a WET file."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with file.open("rb") as stream:
            records = ArchiveIterator(stream, arc2warc=True)
            for record in records:
                if record.rec_type not in ("response", "resource", "conversion"):
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI")
                offset = records.offset  # asking for it by method would read the record to its end
                source = f"{file.name}#{offset}"
                try:
                    body = record.content_stream().read(FILE_BYTES_AT_MOST)
                except (OSError, EOFError, zlib.error, ValueError) as error:
                    yield Unreadable(source=source, reason=f"The record {source} cannot be unpacked: {error}.")
                    continue
                truncated = record.rec_headers.get_header("WARC-Truncated")
                if truncated or (record.raw_stream.limit > 0 and len(body) < FILE_BYTES_AT_MOST):
                    # A reader would take half a page for a whole one.
                    reason = f"The record {source} is cut off ({truncated or 'the file ends within it'})."
                    yield Unreadable(source=source, reason=reason)
                    continue
                headers = record.http_headers
                content_type = (headers or record.rec_headers).get_header("Content-Type")
                yield Held(
                    source=source,
                    body=body,
                    form="plain text" if record.rec_type == "conversion" else "page",
                    fetched_at=_moment(record.rec_headers.get_header("WARC-Date")),
                    url=url.strip("<>") if url else None,
                    status=_status(headers.get_statuscode()) if headers else None,
                    content_type=content_type,
                    warc_offset=offset,
                )
    except (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError) as error:
        # What stood before the damage has been taken in already.
        yield Unreadable(source=file.name, reason=f"{file} cannot be read any further: {error}.")


def _moment(text: str | None) -> datetime:
    moment = datetime.fromisoformat(text or "")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _status(text: str) -> int | None:
    return int(text) if text.isdigit() else None
