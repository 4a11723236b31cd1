"""How does the replica answer on loopback: one origin for each edition, in threads of this process?"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType
from typing import Any

from ..editions import EDITIONS
from .answering import answer, finished
from .faults import Answer, Faults, spoilt
from .lettering import LETTERING
from .news import DAYS, LAST_DAY, news
from .site import Site
from .switches import Request, SwitchesOfAll, habits

_ADDRESS = "127.0.0.1"
_PIECES = 20


class Replica:
    """A small BelTA on loopback, open from `with` to the end of its block.

    >>> with Replica(editions=["de"]) as replica:
    ...     replica.origins["de"].rpartition(":")[0], len(replica.site("de").stories) >= 30
    ('http://127.0.0.1', True)
    """

    def __init__(
        self,
        *,
        editions: Iterable[str] = tuple(EDITIONS),
        ports: Mapping[str, int] | None = None,
        last_day: date = LAST_DAY,
        days: int = DAYS,
        notices_a_day: int | None = None,
        seed: int = 1,
    ) -> None:
        """Write the news. `days` beyond the last six, and `notices_a_day`, make a larger site."""
        self._ports = dict(ports or {})
        self._sites = {
            code: Site(
                code,
                news(code, last_day=last_day, days=days, notices_a_day=notices_a_day, seed=seed),
                today=last_day,
                switches=habits(code),
            )
            for code in editions
        }
        self.switches = SwitchesOfAll(tuple(site.switches for site in self._sites.values()))
        """Of all editions; an edition's own are `site(code).switches`."""
        self.before_answering: Callable[[Request], None] | None = None
        """Called with each request before it is answered: for a site that changes between two pages."""
        self._faults = Faults()
        self._requests: list[Request] = []
        self._lock = Lock()
        self._servers: list[_Server] = []
        self._closing = Event()

    def site(self, code: str) -> Site:
        """An edition's site, to look up its truth or to edit it."""
        return self._sites[code]

    @property
    def origins(self) -> dict[str, str]:
        """Where each edition answers, as the setting `EDITION_ORIGINS` wants it."""
        return {code: site.origin for code, site in self._sites.items()}

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request so far, in the order of arrival."""
        with self._lock:
            return tuple(self._requests)

    def forget_requests(self) -> None:
        with self._lock:
            self._requests.clear()

    def __enter__(self) -> Replica:
        self._closing.clear()
        try:
            for code, site in self._sites.items():
                server = _Server(self, code, self._ports.get(code, 0))
                self._servers.append(server)
                site.origin = f"http://{_ADDRESS}:{server.server_port}"
        except OSError:
            self.close()
            raise
        for site in self._sites.values():
            site.neighbours = self.origins
        for server in self._servers:
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            server.serving = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop answering; connections that are still open are closed."""
        self._closing.set()
        ends = [Thread(target=server.end) for server in self._servers]
        for end in ends:
            end.start()
        for end in ends:
            end.join()
        self._servers.clear()

    def answer(self, request: Request) -> Answer:
        """What is sent for a request."""
        with self._lock:
            self._requests.append(request)
        if self.before_answering is not None:
            self.before_answering(request)
        site = self._sites[request.edition]
        good = answer(site, request)
        fault = self._faults.met(request, site.switches.faults, self.switches.faults)
        if fault is None:
            return finished(good, site, request)
        return spoilt(fault, replace(good, headers={}), LETTERING[request.edition].challenge)

    def pause(self, seconds: float) -> None:
        """Wait, but not longer than the replica lives."""
        self._closing.wait(seconds)


class _Server(ThreadingHTTPServer):
    """One edition's server. It closes what its clients keep open."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, replica: Replica, edition: str, port: int) -> None:
        self.replica, self.edition = replica, edition
        self.serving = False
        self._open: set[socket.socket] = set()
        self._open_lock = Lock()
        super().__init__((_ADDRESS, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._open_lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def end(self) -> None:
        if self.serving:
            self.shutdown()
        self.server_close()
        with self._open_lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # closed by its client meanwhile


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "Replica"
    sys_version = ""
    wbufsize = -1  # head and body leave in one piece
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Nothing: the replica keeps its requests in a list."""

    def _answer(self, *, with_body: bool) -> None:
        replica = self.server.replica
        request = Request(
            edition=self.server.edition,
            method=self.command,
            path=self.path,
            headers={name.lower(): value for name, value in self.headers.items()},
            at=monotonic(),
        )
        given = replica.answer(request)
        if given.before:
            replica.pause(given.before)
        if given.close:
            self.close_connection = True
        if not given.status:
            return
        self.send_response(given.status)
        self.send_header("Content-Type", given.content_type)
        for name, value in given.headers.items():
            self.send_header(name, value)
        if given.status != 304:
            self.send_header("Content-Length", str(len(given.body) if given.announced is None else given.announced))
        self.end_headers()
        if with_body:
            self._send(given)

    def _send(self, given: Answer) -> None:
        if not given.throughout:
            self.wfile.write(given.body)
            return
        size = max(1, len(given.body) // _PIECES)
        for start in range(0, len(given.body), size):
            self.wfile.write(given.body[start : start + size])
            self.wfile.flush()
            self.server.replica.pause(given.throughout / _PIECES)
