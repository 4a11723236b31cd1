"""Answers that no good server gives: each ends in a reason in the ledger, and never in an article."""

import gzip
import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from subprocess import CompletedProcess
from urllib.parse import urlsplit

import pytest

from belta_scraper.replica import Replica
from tests.crawling import Place

Misbehave = Callable[[socketserver.StreamRequestHandler], None]


@contextmanager
def in_front_of(replica: Replica, misbehaviour: Mapping[str, Misbehave]) -> Iterator[str]:
    """A server that hands on everything to the replica but some addresses, at which it misbehaves."""
    behind = urlsplit(replica.origins["de"]).netloc

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            line = self.rfile.readline(65536).decode("latin-1")
            headers = {}
            while (header := self.rfile.readline(65536)) not in (b"\r\n", b"\n", b""):
                name, _, value = header.decode("latin-1").partition(":")
                headers[name.strip()] = value.strip()
            asked = line.split(" ")[1] if " " in line else "/"
            with suppress(OSError):  # the client has gone, as it should have
                if misbehave := misbehaviour.get(asked):
                    misbehave(self)
                else:
                    self._hand_on(asked, headers)

        def _hand_on(self, asked: str, headers: dict[str, str]) -> None:
            with closing(HTTPConnection(behind)) as connection:
                connection.request("GET", asked, headers=headers)
                answer = connection.getresponse()
                body = answer.read()
            self.wfile.write(f"HTTP/1.1 {answer.status} {answer.reason}\r\n".encode())
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    self.wfile.write(f"{name}: {value}\r\n".encode("latin-1"))
            self.wfile.write(f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def _says(raw: bytes) -> Misbehave:
    return lambda handler: _write(handler, raw)


def _write(handler: socketserver.StreamRequestHandler, raw: bytes) -> None:
    handler.wfile.write(raw)


def endless(handler: socketserver.StreamRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        handler.wfile.write(b"10000\r\n" + b"<p>more</p>\n" * 5461 + b"abcd" + b"\r\n")


def drip(handler: socketserver.StreamRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(600):
        handler.wfile.write(b"<")
        handler.wfile.flush()
        time.sleep(0.1)


def _bomb() -> bytes:
    packed = gzip.compress(b"\0" * 200 * 2**20)
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
    )
    return head.encode() + packed


_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"

HOSTILE: dict[str, Misbehave] = {
    "an endless body": endless,
    "a body drop by drop": drip,
    "a bomb": _says(_bomb()),
    "less than announced": _says(_OK + b"Content-Length: 5000\r\n\r\n<html><body><h1>Kurz"),
    "no status line": _says(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 this is another protocol\r\n\r\n"),
    "no answer at all": _says(b""),
    "a header of a megabyte": _says(_OK + b"X-Large: " + b"a" * 2**20 + b"\r\nContent-Length: 0\r\n\r\n"),
    "a thousand cookies": _says(_OK + b"Set-Cookie: a=b\r\n" * 1000 + b"Content-Length: 0\r\n\r\n"),
    "a broken chunk": _says(_OK + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n<html>\r\n0\r\n\r\n"),
    "a picture": _says(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 8\r\n\r\n\x89PNG\r\n\x1a\n"),
    "an impossible status": _says(b"HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n"),
    "a redirect to nowhere": _says(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
    "a redirect to no address": _says(b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n"),
    "an encoding that is none": _says(_OK + b"Content-Encoding: zstd\r\nContent-Length: 6\r\n\r\n<html>"),
}


@dataclass(frozen=True)
class Crawled:
    place: Place
    run: CompletedProcess[str]
    address: Mapping[str, str]
    """Of the article at which the server behaved so."""
    stories: int


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """One crawl of a site that misbehaves at every second article, so that it is not left alone."""
    with Replica(editions=("de",)) as replica:
        listed = list({story.url: story for story in replica.site("de").listed}.values())
        hostile = dict(zip(HOSTILE, listed[::2], strict=False))
        assert len(hostile) == len(HOSTILE)
        misbehaviour = {story.path: HOSTILE[name] for name, story in hostile.items()}
        with in_front_of(replica, misbehaviour) as origin:
            place = Place(tmp_path_factory.mktemp("hostile"), replica)
            settings = {
                "EDITION_ORIGINS": json.dumps({"de": origin}), "DOWNLOAD_TIMEOUT": "2", "RETRY_TIMES": "1",
                "RETRY_WAIT": "0.05", "MEMUSAGE_LIMIT_MB": "700",
            }  # fmt: skip
            run = place.crawl("edition=de", settings=settings)
        yield Crawled(place, run, {name: story.url for name, story in hostile.items()}, len(listed))


@pytest.mark.parametrize("behaviour", HOSTILE)
def test_a_hostile_answer_costs_one_article_and_says_why(crawled: Crawled, behaviour: str) -> None:
    url = crawled.address[behaviour]

    ((state, reason),) = crawled.place.rows("select state, reason from entries where url = ?", url)

    assert state in ("wanted", "not understood"), (state, reason)
    assert reason
    assert reason.endswith(".")
    assert crawled.place.rows("select count(*) from articles where url = ?", url) == [(0,)]


def test_every_other_article_of_a_hostile_server_is_kept(crawled: Crawled) -> None:
    assert crawled.place.rows("select count(*) from articles") == [(crawled.stories - len(HOSTILE),)]


def test_a_run_against_a_hostile_server_is_incomplete_and_says_so(crawled: Crawled) -> None:
    assert crawled.run.returncode == 3, crawled.run.stdout + crawled.run.stderr
    assert "Traceback" not in crawled.run.stderr
