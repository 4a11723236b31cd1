"""How are the bytes themselves kept? As WARC, the archivists' format, one file per run.

`KeepCaptures` listens to Scrapy's signal for every real exchange (before decompression, redirects
and retries) and writes request and response, flushed before the row that refers to them: a run that
was killed leaves a file whose records, each compressed by itself, can be read up to the last one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from os import fsync
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self
from urllib.parse import urlsplit, urlunsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Request, Response
from sqlite_utils import Database

from belta_scraper.items import Capture

from .moments import utc
from .runs import Run

if TYPE_CHECKING:  # warcio is loaded with the first response: a run over files does not need it
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

_NOT_OF_THE_MESSAGE = frozenset({"transfer-encoding", "connection", "keep-alive", "content-length"})
"""Headers about the transfer, which Scrapy has undone; the length is written anew."""


def keep_capture(db: Database, run: int, capture: Capture) -> int:
    """The row of a capture, written now unless this run has written it already."""
    moment = utc(capture.fetched_at)
    known = db.execute(
        "select id from captures where run = ? and source = ? and fetched_at = ? and digest = ?",
        [run, capture.source, moment, capture.digest],
    ).fetchone()
    if known:
        return int(known[0])
    cursor = db.execute(
        "insert into captures (run, edition, url, source, fetched_at, status, content_type, digest, size, "
        "warc_file, warc_offset) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            run, capture.edition, capture.url, capture.source, moment, capture.status, capture.content_type,
            capture.digest, capture.size, capture.warc_file, capture.warc_offset,
        ],
    )  # fmt: skip
    return int(cursor.lastrowid or 0)


class KeepCaptures:
    """Scrapy extension: a WARC file of the run's exchanges; settings `CAPTURES` and `CAPTURE_RESPONSES`."""

    def __init__(self, crawler: Crawler, folder: Path) -> None:
        self.crawler = crawler
        self.folder = folder
        self.file: BinaryIO | None = None
        self.writer: WARCWriter | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("CAPTURE_RESPONSES"):
            raise NotConfigured
        extension = cls(crawler, Path(crawler.settings["CAPTURES"]))
        crawler.signals.connect(extension.response_downloaded, signal=signals.response_downloaded)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        Run.of(crawler).archive.before_commit.append(extension.make_last)
        return extension

    def response_downloaded(self, response: Response, request: Request) -> None:
        try:
            offset = self._write(response, request)
        except OSError as error:
            # Without evidence nothing is kept: the run stops here rather than archive what it cannot show.
            self._fail(error)
            return
        request.meta["warc_file"], request.meta["warc_offset"] = Path(self._file().name).name, offset

    def _write(self, response: Response, request: Request) -> int:
        from warcio.statusandheaders import StatusAndHeaders

        file, writer = self._file(), self._writer()
        moment = datetime.now(UTC)
        request.meta["fetched_at"] = moment
        address = request.meta.get("address", request.url)
        parts = urlsplit(address)
        dated = {"WARC-Date": utc(moment)}
        if response.ip_address:
            dated["WARC-IP-Address"] = str(response.ip_address)
        offset = file.tell()
        status = f"{response.status} {_phrase(response.status)}"
        answer = writer.create_warc_record(
            address,
            "response",
            payload=BytesIO(response.body),
            http_headers=_headers(status, response.protocol or "HTTP/1.1", response.headers, len(response.body)),
            warc_headers_dict=dated,
        )
        asked = writer.create_warc_record(
            address,
            "request",
            http_headers=StatusAndHeaders(
                f"{request.method} {urlunsplit(('', '', parts.path or '/', parts.query, ''))} HTTP/1.1",
                [("Host", parts.netloc), *_pairs(request.headers)],
                is_http_request=True,
            ),
            warc_headers_dict={"WARC-Date": utc(moment), "WARC-Concurrent-To": answer.rec_headers["WARC-Record-ID"]},
        )
        writer.write_record(answer)
        writer.write_record(asked)
        file.flush()
        return offset

    def _file(self) -> BinaryIO:
        if self.file is None:
            run = Run.of(self.crawler)
            self.folder.mkdir(parents=True, exist_ok=True)
            began = run.started_at.replace("-", "").replace(":", "")
            serial = 0
            while self.file is None:
                name = f"belta-{run.spider}-{began}-{serial:05}.warc.gz"
                try:
                    self.file = (self.folder / name).open("xb")
                except FileExistsError:  # another archive's run of the same second writes to the same folder
                    serial += 1
        return self.file

    def _writer(self) -> WARCWriter:
        if self.writer is None:
            from warcio.warcwriter import WARCWriter

            self.writer = WARCWriter(self._file(), gzip=True, warc_version="WARC/1.1")
            self.writer.write_record(
                self.writer.create_warcinfo_record(
                    Path(self._file().name).name,
                    {
                        "software": self.crawler.settings["USER_AGENT"],
                        "format": "WARC File Format 1.1",
                        "robots": "obey",
                    },
                )
            )
        return self.writer

    def make_last(self) -> None:
        """Before rows that refer to the file are committed, the file itself is made to last."""
        if self.file is not None:
            fsync(self.file.fileno())

    def spider_closed(self) -> None:
        file, self.file = self.file, None
        if file is None:
            return
        try:
            file.close()
        except OSError as error:  # what could not be flushed before cannot be now
            self._fail(error)

    def _fail(self, error: OSError) -> None:
        Run.of(self.crawler).fail(f"Captures cannot be written to {self.folder} ({error.strerror}); set CAPTURES.")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]


def _headers(status: str, protocol: str, headers: Headers, length: int) -> StatusAndHeaders:
    from warcio.statusandheaders import StatusAndHeaders

    kept = [(name, value) for name, value in _pairs(headers) if name.lower() not in _NOT_OF_THE_MESSAGE]
    return StatusAndHeaders(status, [*kept, ("Content-Length", str(length))], protocol=protocol)
