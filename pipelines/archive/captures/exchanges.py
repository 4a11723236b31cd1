"""What was asked of the site, and what did it answer, to the byte?

Scrapy's signal comes for every real exchange: after chunks were put together, before anything is unpacked,
redirected or tried again.
"""

from __future__ import annotations

import hashlib
import zlib
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Request, Response

from .keeping import Exchange, Kept, KeptBytes


class KeepCaptures:
    """Scrapy extension: keeps the bytes of exchanges, and says in `meta` where they are, and since when.

    A request whose `meta` has no `address` is about no page of the site, and is not kept; `kind` there is
    what the address leads to, `canonical` the address that the capture's row will have.
    """

    def __init__(self, kept: KeptBytes) -> None:
        self.kept = kept

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(KeptBytes.of(crawler))
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        if not extension.kept.asked.kinds:
            raise NotConfigured("CAPTURE_RESPONSES is none")
        crawler.signals.connect(extension.response_downloaded, signal=signals.response_downloaded)
        return extension

    def response_downloaded(self, response: Response, request: Request) -> None:
        meta = request.meta
        if "address" not in meta or meta.get("kind", "other") not in self.kept.asked.kinds:
            return
        meta["fetched_at"] = datetime.now(UTC)
        kept = self._keep(response, request)
        if kept is None:
            return
        meta["warc_file"], meta["warc_offset"] = kept.place or (None, None)
        if kept.earlier is not None:
            meta["same_as"] = kept.earlier.capture
            if response.status == HTTPStatus.NOT_MODIFIED:
                meta["digest"], meta["size"] = kept.earlier.digest, kept.earlier.size

    def _keep(self, response: Response, request: Request) -> Kept | None:
        not_modified = response.status == HTTPStatus.NOT_MODIFIED
        uri = request.meta["address"]
        exchange = Exchange(
            uri=uri,
            url=request.meta.get("canonical"),
            question=_question(request, uri),
            # The length in an answer without a body is that of the page that it speaks of.
            header=_header(response, length=None if not_modified else len(response.body)),
            payload=response.body,
            at=request.meta["fetched_at"],
            ip_address=str(response.ip_address) if response.ip_address else None,
        )
        if not_modified:
            etag = response.headers.get("ETag") or request.headers.get("If-None-Match")
            last_modified = response.headers.get("Last-Modified") or request.headers.get("If-Modified-Since")
            return self.kept.keep_not_modified(exchange, _text(etag), _text(last_modified))
        body = _unpacked(response.body, response.headers)
        return self.kept.keep_answer(exchange, f"sha256:{hashlib.sha256(body).hexdigest()}")

    def spider_closed(self) -> None:
        self.kept.close()


def _question(request: Request, uri: str) -> bytes:
    parts = urlsplit(uri)
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    first = f"{request.method} {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
    return first.encode() + _lines(request.headers) + b"\r\n"


def _header(response: Response, length: int | None = None) -> bytes:
    """Status line and headers as they came; of the words behind the number Scrapy tells the usual ones alone.

    Chunks are put together already: so their header goes, and the length is said instead.
    """
    headers = Headers(response.headers)
    if length is not None:
        headers.pop("Transfer-Encoding", None)
        headers["Content-Length"] = str(length)
    first = f"{response.protocol or 'HTTP/1.1'} {response.status} {_phrase(response.status)}".rstrip()
    return first.encode() + b"\r\n" + _lines(headers) + b"\r\n"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _lines(headers: Headers) -> bytes:
    return b"".join(b"%s: %s\r\n" % (name, value) for name, values in headers.items() for value in values)


def _text(value: bytes | None) -> str | None:
    return value.decode("latin-1") if value else None


def _unpacked(body: bytes, headers: Headers) -> bytes:
    """The bytes by which rows know a page: as the middleware will unpack them, where they can be."""
    encodings = b",".join(headers.getlist("Content-Encoding")).lower().split(b",")
    if not {encoding.strip() for encoding in encodings} & {b"gzip", b"x-gzip", b"deflate"}:
        return body
    for wbits in (47, -15):  # gzip or zlib, as the header says; or bare, as some servers send it
        try:
            return zlib.decompressobj(wbits=wbits).decompress(body)
        except zlib.error:
            continue
    return body
