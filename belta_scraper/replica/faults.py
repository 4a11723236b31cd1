"""What becomes of a good answer when something goes wrong?"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock

from .switches import Fault, FaultKey, Request

PAGE = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent."""

    status: int = 200
    body: bytes = b""
    content_type: str = PAGE
    headers: Mapping[str, str] = field(default_factory=dict)
    announced: int | None = None
    """Content-Length, where it is not the body's."""
    close: bool = False
    """Close the connection afterwards; with no status, instead of an answer."""
    before: float = 0.0
    """Seconds until the answer begins."""
    throughout: float = 0.0
    """Seconds over which the body is sent."""


NO_ANSWER = Answer(status=0, close=True)


class Faults:
    """Which fault a request meets, and how often each path has met it."""

    def __init__(self) -> None:
        self._suffered: dict[tuple[int, str, str], int] = {}
        self._known: dict[int, Fault] = {}  # keeps each fault alive, so that no other gets its id
        self._lock = Lock()

    def met(self, request: Request, *tables: Mapping[FaultKey, Fault]) -> Fault | None:
        """The first fault that fits and has not yet happened often enough; it happens now."""
        bare = request.path.partition("?")[0]
        for table in tables:
            for key, fault in tuple(table.items()):
                fits = key in (request.path, bare) if isinstance(key, str) else key(request)
                if fits and self._happens(fault, request):
                    return fault
        return None

    def _happens(self, fault: Fault, request: Request) -> bool:
        with self._lock:
            self._known[id(fault)] = fault
            suffered = self._suffered.get((id(fault), request.edition, request.path), 0)
            if fault.times is not None and suffered >= fault.times:
                return False
            self._suffered[id(fault), request.edition, request.path] = suffered + 1
            return True


def spoilt(fault: Fault, good: Answer, challenge: str) -> Answer:
    """What is sent instead of a good answer."""
    body, half = good.body, good.body[: len(good.body) // 2]
    match fault.kind:
        case "status":
            retry = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
            page = f"<html><head><title>{fault.status}</title></head><body>{fault.status}</body></html>"
            return Answer(status=fault.status, body=page.encode(), headers=retry)
        case "redirect":
            status = fault.status if fault.status in (301, 302, 303, 307, 308) else 302
            return Answer(status=status, headers={"Location": fault.location})
        case "close":
            return NO_ANSWER
        case "cut":
            return _changed(good, body=half, announced=len(body), close=True)
        case "cut unnoticed":
            return _changed(good, body=half)
        case "slow":
            return _changed(good, before=fault.seconds)
        case "drip":
            return _changed(good, throughout=fault.seconds)
        case "charset":
            return _changed(good, content_type=f"{good.content_type.partition(';')[0]}; charset={fault.charset}")
        case "challenge":
            return Answer(body=_challenge(challenge))
        case "empty":
            return _changed(good, status=200, body=b"")
        case "gzip" | "half gzip":
            packed = gzip.compress(body, mtime=0)
            packed = packed if fault.kind == "gzip" else packed[: len(packed) // 2]
            return _changed(good, body=packed, headers={**good.headers, "Content-Encoding": "gzip"})
        case "body":
            status = 200 if fault.status == Fault().status else fault.status
            return Answer(status=status, body=fault.body, content_type=fault.content_type)


def _changed(answer: Answer, **fields: object) -> Answer:
    return replace(answer, **fields)  # type: ignore[arg-type]  # names and types are the callers' above


def _challenge(words: str) -> bytes:
    return f"""<!DOCTYPE html>
<html><head><title>{words}</title><meta name="robots" content="noindex"></head>
<body><noscript>JavaScript</noscript><h1>{words}</h1>
<form id="challenge-form" action="/cdn-challenge" method="POST"><input type="hidden" name="token" value="0"></form>
<script>document.getElementById("challenge-form").submit();</script></body></html>
""".encode()
