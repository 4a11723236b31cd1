"""A small Wayback Machine, scripted: its index with arrays and a key to go on with, its own headers, its habits."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Kept:
    """One capture."""

    stamp: str
    url: str
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


@dataclass
class Wayback:
    """Serves captures at `/web`, and lists them at `/cdx/search/cdx`."""

    kept: list[Kept]
    rows_at_once: int = 10_000
    gives_keys: bool = True
    robots: str = "User-agent: *\nDisallow:\n"
    instead: dict[str, Callable[[], tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    """Answers to paths, instead of the usual."""
    asked: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                status, headers, body = outer.answer(self.path)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        if path in self.instead:
            return self.instead[path]()
        if path == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, self.robots.encode()
        if path.startswith("/cdx/search/cdx?"):
            return 200, {"Content-Type": "application/json"}, self._index(parse_qs(urlsplit(path).query))
        for kept in self.kept:
            if path == f"/web/{kept.stamp}id_/{kept.url}":
                own = {"Memento-Datetime": _http_date(kept.stamp), "Server": "nginx", "x-ts": str(kept.status)}
                theirs = {f"X-Archive-Orig-{name}": value for name, value in kept.headers.items()}
                plain = {name: kept.headers[name] for name in ("Content-Type", "Location") if name in kept.headers}
                return kept.status, own | theirs | plain, kept.body
        return 404, {"Content-Type": "text/html"}, b"<html>The Wayback Machine has not archived that URL.</html>"

    def _index(self, asked: dict[str, list[str]]) -> bytes:
        host, first, last = asked["url"][0], asked["from"][0], asked["to"][0]
        found = sorted(
            (kept for kept in self.kept if first <= kept.stamp <= last and _is_on(kept.url, host)),
            key=lambda kept: (kept.url, kept.stamp),
        )
        begin = int(asked.get("resumeKey", ["0"])[0])
        end = begin + min(self.rows_at_once, int(asked["limit"][0]))
        rows: list[list[str]] = [
            [f"by,belta)/{kept.url}", kept.stamp, kept.url, "text/html", str(kept.status), "A" * 32, "1"]
            for kept in found[begin:end]
        ]
        if not rows:
            return b"[]\n"
        if self.gives_keys and end < len(found):
            rows += [[], [str(end)]]
        names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
        return json.dumps([names, *rows]).encode()


def _is_on(url: str, host: str) -> bool:
    return url.split("/")[2].partition(":")[0].removeprefix("www.") == host.removeprefix("www.")


def _http_date(stamp: str) -> str:
    return format_datetime(datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC), usegmt=True)
