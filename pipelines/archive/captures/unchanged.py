"""Does the archive hold these bytes already, in a record that a new one can refer to?"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from ..opening import Archive
from .records import Original

_LOOKED_AT = 5
"""Earlier captures whose records are opened, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A capture whose record holds the bytes."""

    capture: int
    digest: str
    size: int
    original: Original


class EarlierCaptures:
    """What the archive has of an address. Setting `CAPTURES` says where the records lie."""

    def __init__(self, archive: Archive, folder: Path) -> None:
        self.archive = archive
        self.folder = folder
        self.known: dict[str, set[int]] = {}
        """Offsets of records that captures refer to, of the file that was asked for last."""

    def with_bytes(self, url: str | None, digest: str, payload_digest: str) -> Earlier | None:
        """The last capture of an address with these bytes, packed in the same way."""
        if url is None or self.archive.is_new:
            return None
        rows = self.archive.db.execute(
            "select id, digest, size, warc_file, warc_offset from captures where url = ? and digest = ? "
            "and same_as is null and warc_file is not null order by id desc limit ?",
            [url, digest, _LOOKED_AT],
        ).fetchall()
        return next((found for found in self._opened(rows) if found.original.payload_digest == payload_digest), None)

    def with_validators(self, url: str | None, etag: str | None, last_modified: str | None) -> Earlier | None:
        """The last capture of an address that was sent with a validator, which the server says still holds."""
        if url is None or self.archive.is_new:
            return None
        name, value = ("etag", etag) if etag else ("last_modified", last_modified)
        rows = self.archive.db.execute(
            "select holder.id, holder.digest, holder.size, holder.warc_file, holder.warc_offset from captures as sent "
            "join captures as holder on holder.id = coalesce(sent.same_as, sent.id) "
            f"where sent.url = ? and ltrim(sent.{name}, 'W/') = ltrim(?, 'W/') and holder.warc_file is not null "
            "order by sent.id desc limit ?",
            [url, value, _LOOKED_AT],
        ).fetchall()
        return next(self._opened(rows), None)

    def has_record(self, warc_file: str, warc_offset: int) -> bool:
        """Whether a capture refers to a record already."""
        if warc_file not in self.known:
            rows: list[tuple[int]] = []
            if not self.archive.is_new:
                # There is no index by file: one look for all records of a file that are asked for in turn.
                rows = self.archive.db.execute(
                    "select warc_offset from captures where warc_file = ?", [warc_file]
                ).fetchall()
            self.known = {warc_file: {offset for (offset,) in rows}}
        return warc_offset in self.known[warc_file]

    def _opened(self, rows: list[tuple[int, str, int, str, int]]) -> Iterator[Earlier]:
        for capture, digest, size, warc_file, warc_offset in rows:
            if original := _original(self.folder / warc_file, warc_offset):
                yield Earlier(capture=capture, digest=digest, size=size, original=original)


def _original(file: Path, offset: int) -> Original | None:
    """What is to be said of a record; `None` where it cannot be read, so that nothing refers to it."""
    try:
        with file.open("rb") as stream:
            stream.seek(offset)
            reader = DecompressingBufferedReader(stream)
            headers = ArcWarcRecordLoader().parse_record_stream(reader, no_record_parse=True).rec_headers
    except (OSError, EOFError, zlib.error, ValueError, ArchiveLoadFailed, StatusAndHeadersParserException):
        return None
    uri, date = headers.get_header("WARC-Target-URI"), headers.get_header("WARC-Date")
    if headers.get_header("WARC-Type") != "response" or not uri or not date:
        return None
    return Original(
        uri=uri,
        date=date,
        record_id=headers.get_header("WARC-Record-ID"),
        payload_digest=headers.get_header("WARC-Payload-Digest"),
    )
