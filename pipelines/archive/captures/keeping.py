"""How are the bytes of a capture kept, before its row is written?

Each answer of the site, and each record or file that is taken in, becomes a record in a WARC file of the
run. Where an earlier record of the same address holds the same bytes, packed in the same way, the new one
refers to it (`revisit`). What is taken in from a file in the folder of captures stays where it is.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from urllib.parse import quote
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from warcio.recordloader import ArcWarcRecord

from belta_scraper.errors import ArchiveNotUsable
from belta_scraper.items import Capture, Record

from ..runs import Run
from . import records
from .asked import Asked
from .rows import keep_capture
from .unchanged import Earlier, EarlierCaptures
from .writing import WarcFiles

_OF_THE_BLOCK = frozenset(
    {
        "content-length", "content-type", "warc-block-digest", "warc-payload-digest", "warc-type", "warc-target-uri",
        "warc-warcinfo-id", "warc-filename", "warc-truncated", "warc-segment-number", "warc-segment-origin-id",
        "warc-segment-total-length",
    }
)  # fmt: skip
"""Headers of a record that are made anew for its copy."""

_OF_A_REVISIT = frozenset(
    {"warc-profile", "warc-refers-to", "warc-refers-to-target-uri", "warc-refers-to-date", "warc-record-id"}
)
"""Headers of a record that do not hold for one with bytes of its own, or with none."""

_KEPT: WeakKeyDictionary[Crawler, KeptBytes] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the record of a capture is, and the earlier capture that it refers to."""

    place: tuple[str, int] | None
    """Name of the file, and where in it the record begins."""
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What was asked, and what was answered."""

    uri: str
    """The address that was asked for."""
    url: str | None
    """The capture's canonical address."""
    question: bytes
    """The request, to the empty line."""
    header: bytes
    """Status line and headers of the answer, to the empty line."""
    payload: bytes
    at: datetime
    ip_address: str | None

    @property
    def headers(self) -> dict[str, str]:
        """Of the answer's record."""
        return records.dated(self.at) | ({"WARC-IP-Address": self.ip_address} if self.ip_address else {})


def _unchanged(exchange: Exchange, profile: str, earlier: Earlier | None) -> ArcWarcRecord:
    original = earlier.original if earlier else None
    return records.unchanged(exchange.uri, exchange.header, exchange.headers, profile=profile, original=original)


class KeptBytes:
    """The bytes that a run keeps; settings `CAPTURES`, `CAPTURE_RESPONSES` and `CAPTURE_FILE_MB`."""

    def __init__(self, asked: Asked, run: Run, software: str) -> None:
        self.asked = asked
        self.run = run
        began = run.started_at.replace("-", "").replace(":", "")
        self.files = WarcFiles(asked.folder, f"belta-{run.spider}-{began}", asked.file_bytes, software)
        self.earlier = EarlierCaptures(run.archive, asked.folder)
        run.archive.before_commit.append(self._make_last)

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """Those of a crawl, which its components share."""
        if crawler not in _KEPT:
            settings = crawler.settings
            _KEPT[crawler] = cls(Asked.in_settings(settings), Run.of(crawler), settings["USER_AGENT"])
        return _KEPT[crawler]  # type: ignore[return-value]

    def keep_answer(self, exchange: Exchange, digest: str) -> Kept | None:
        """Write what was asked and what was answered; `None` where nothing can be written any more.

        `digest` is that of the capture's row: of the bytes after content decoding.
        """
        if self.run.failed:
            return None
        try:
            payload = exchange.payload
            earlier = None
            if payload:
                earlier = self.earlier.with_bytes(exchange.url, digest, records.payload_digest(payload))
            if earlier is None:
                told = records.answer(exchange.uri, exchange.header, payload, exchange.headers)
            else:
                told = _unchanged(exchange, records.SAME_BYTES, earlier)
            return Kept(self._append(exchange, told), earlier)
        except (OSError, sqlite3.Error, ArchiveNotUsable) as error:
            self._fail(error)
            return None

    def keep_not_modified(self, exchange: Exchange, etag: str | None, last_modified: str | None) -> Kept | None:
        """Write that a page is what it was when it was sent with a validator; with the capture of that, if there is."""
        if self.run.failed:
            return None
        try:
            earlier = self.earlier.with_validators(exchange.url, etag, last_modified)
            place = self._append(exchange, _unchanged(exchange, records.NOT_MODIFIED, earlier))
        except (OSError, sqlite3.Error, ArchiveNotUsable) as error:
            self._fail(error)
            return None
        # A record that refers to nothing leads to no bytes.
        return Kept(place if earlier else None, earlier)

    def _append(self, exchange: Exchange, told: ArcWarcRecord) -> tuple[str, int]:
        return self.files.append([told, records.question(exchange.uri, exchange.question, told)])

    def keep_taken(self, capture: Capture, record: Record) -> Capture | None:
        """Keep the bytes of a capture that is taken in, and its row; the capture with where they are.

        `None` where the archive refers to the record already.
        """
        if self.run.failed:
            return capture
        try:
            place = self._place_in_folder(record)
            if place is not None and self.earlier.has_record(*place):
                return None
            kept = self._taken(capture, record, place)
            warc_file, warc_offset = kept.place or (None, None)
            same_as = kept.earlier.capture if kept.earlier else None
            capture = replace(capture, warc_file=warc_file, warc_offset=warc_offset, same_as=same_as)
            # At once, so that a later record that says "as before" finds it.
            run = self.run.id
            self.run.archive.begin()
            keep_capture(self.run.archive.db, run, capture)
        except (OSError, sqlite3.Error, ArchiveNotUsable) as error:
            self._fail(error)
        return capture

    def _taken(self, capture: Capture, record: Record, place: tuple[str, int] | None) -> Kept:
        """Write a record of what is taken in, unless it lies in the folder of captures."""
        is_answer = record.kind in ("response", "revisit")
        holds_bytes = record.kind != "revisit"
        earlier = None
        if is_answer and not (place and holds_bytes):
            digest = records.payload_digest(record.payload)
            earlier = self.earlier.with_bytes(capture.url, capture.digest, digest)
        if place is not None and (holds_bytes or earlier is not None):
            return Kept(place, earlier)
        not_modified = capture.status == 304 and not holds_bytes
        if not self.asked.kinds or (not_modified and earlier is None):
            return Kept(None)
        own = {name: value for name, value in record.headers if name.lower() not in _OF_THE_BLOCK}
        if earlier is not None or not holds_bytes:
            own = {name: value for name, value in own.items() if name.lower() not in _OF_A_REVISIT}
        own.setdefault("WARC-Date", records.dated(capture.fetched_at)["WARC-Date"])
        uri = next((value for name, value in record.headers if name.lower() == "warc-target-uri"), None)
        uri = uri or capture.url or f"file:///{quote(capture.source)}"
        if earlier is not None:
            profile = records.NOT_MODIFIED if not_modified else records.SAME_BYTES
            told = records.unchanged(uri, record.http_header, own, profile=profile, original=earlier.original)
        elif is_answer and record.http_header:
            told = records.answer(uri, record.http_header, record.payload, own)
        else:
            kind = "resource" if is_answer else record.kind
            told = records.resource(kind, uri, record.payload, record.content_type, own)
        return Kept(self.files.append([told]), earlier)

    def _place_in_folder(self, record: Record) -> tuple[str, int] | None:
        """Where a record lies in the folder of captures; `None` where it lies elsewhere."""
        if record.file is None or record.offset is None:
            return None
        file, folder = record.file.resolve(), self.asked.folder.resolve()
        return (file.relative_to(folder).as_posix(), record.offset) if file.is_relative_to(folder) else None

    def _make_last(self) -> None:
        """Before rows that refer to a file are committed, the file itself is made to last.

        Raises `ArchiveNotUsable` where it cannot be, so that they are not.
        """
        try:
            self.files.make_last()
        except OSError as error:
            self._fail(error)
            raise ArchiveNotUsable(self.run.failed) from error

    def close(self) -> None:
        try:
            self.files.close()
        except OSError as error:  # what could not be made to last before cannot be now
            self._fail(error)

    def _fail(self, error: OSError | sqlite3.Error | ArchiveNotUsable) -> None:
        """Without evidence nothing is kept: the run stops here rather than archive what it cannot show."""
        if isinstance(error, OSError):
            why = error.strerror or str(error)
            self.run.fail(f"Captures cannot be written to {self.asked.folder} ({why}); set CAPTURES.")
        else:
            self.run.fail(self.run.archive.not_written(error))
