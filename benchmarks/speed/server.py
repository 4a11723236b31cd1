"""Who serves the pages of a crawl that is measured, without taking the time that is measured?

The replica's answers, each made once and sent as often as it is asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Thread
from time import monotonic

from belta_scraper.replica import Replica, Request


@dataclass(slots=True)
class Served:
    """A site while it is served."""

    origin: str
    asked: list[str] = field(default_factory=list)
    """Every path so far, in the order of asking."""


@contextmanager
def served(replica: Replica, code: str) -> Iterator[Served]:
    """Serve one edition of a replica on loopback, in a thread of this process."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    site = Served(origin="")
    answers: dict[str, bytes] = {}

    class Connection(asyncio.Protocol):
        def __init__(self) -> None:
            self.transport: asyncio.Transport | None = None
            self.asked = b""

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self.transport = transport

        def data_received(self, data: bytes) -> None:
            self.asked += data
            while b"\r\n\r\n" in self.asked and self.transport is not None:
                head, _, self.asked = self.asked.partition(b"\r\n\r\n")
                path = head.split(b" ", 2)[1].decode("ascii")
                site.asked.append(path)
                if path not in answers:
                    answers[path] = _answer(replica, code, path)
                self.transport.write(answers[path])

    server = asyncio.run_coroutine_threadsafe(loop.create_server(Connection, "127.0.0.1", 0), loop).result()
    site.origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    replica.site(code).origin = site.origin
    try:
        yield site
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _answer(replica: Replica, code: str, path: str) -> bytes:
    given = replica.answer(Request(edition=code, method="GET", path=path, headers={}, at=monotonic()))
    lines = [
        f"HTTP/1.1 {given.status} {HTTPStatus(given.status).phrase}",
        f"Content-Type: {given.content_type}",
        f"Content-Length: {len(given.body)}",
        *(f"{name}: {value}" for name, value in given.headers.items()),
    ]
    return "\r\n".join(lines).encode("ascii") + b"\r\n\r\n" + given.body
