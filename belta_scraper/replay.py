"""What does a Wayback-style archive hold of a host, and how is it asked for the bytes?

Such an archive has an *index* (the CDX API), which lists its captures, and gives each capture as it came
at an address with `id_` in it. pywb answers with an object a line, the Wayback Machine with one array of
arrays, whose first row has the names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode, urlsplit

from .editions import Edition
from .errors import ArgumentNotUnderstood, NotUnderstood

ROWS_AT_ONCE = 10_000
"""Captures that one answer of the index may list."""

EARLIEST = datetime(1996, 1, 1, tzinfo=UTC)
"""No archive of the web holds anything older."""

_NAMES = {"original": "url", "statuscode": "status"}
"""The Wayback Machine's names of columns, and pywb's."""

_STAMP = "%Y%m%d%H%M%S"
_FAILURES = frozenset({"408", "425", "429"})
_ORIGINAL = "x-archive-orig-"
"""Stands before the names of headers of the capture, where the archive has some of its own."""
_OF_THE_CONTENT = frozenset({"content-type", "content-language", "last-modified", "etag", "location"})
"""Headers that are the capture's own without it, too."""
_OF_THE_WAY = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"})
"""Headers of the capture that do not hold for bytes that have been unpacked."""


@dataclass(frozen=True, slots=True)
class Memento:
    """One capture in the archive."""

    url: str
    """As it was captured."""
    at: datetime
    status: str | None
    """`None` where the index does not say: of one that is as before."""

    @property
    def shows_something(self) -> bool:
        """Whether it may be evidence: not one of a site that failed, or asked to come back later."""
        return self.status is None or not (self.status.startswith("5") or self.status in _FAILURES)


@dataclass(frozen=True, slots=True)
class IndexPage:
    """One answer of the index."""

    mementos: tuple[Memento, ...]
    rows: int
    """What it lists, readable or not."""
    resume: str | None = None
    """What to ask with for those that come after."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, to the second, both ends included."""

    since: datetime
    until: datetime

    @property
    def halves(self) -> tuple[Span, Span] | None:
        """`None` where it is a second."""
        seconds = int((self.until - self.since).total_seconds())
        if seconds < 1:
            return None
        middle = self.since + timedelta(seconds=seconds // 2)
        return Span(self.since, middle), Span(middle + timedelta(seconds=1), self.until)


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection of captures, known by its address: `http://127.0.0.1:8080/belta`."""

    base: str

    @classmethod
    def at(cls, address: str) -> Collection:
        """Raises `ArgumentNotUnderstood`."""
        try:
            split = urlsplit(address.strip())
            named = split.scheme in ("http", "https") and split.hostname and split.path.strip("/") and split.port != 0
        except ValueError:
            named = False
        if not named or split.query or split.fragment or split.username:
            raise ArgumentNotUnderstood(
                "replay wants the address of a collection of captures, such as http://127.0.0.1:8080/belta or "
                f"https://web.archive.org/web, not {address!r}."
            )
        return cls(address.strip().rstrip("/"))

    @property
    def indexes(self) -> tuple[str, str]:
        """Where its index may be: as with pywb, and as with the Wayback Machine."""
        split = urlsplit(self.base)
        return f"{self.base}/cdx", f"{split.scheme}://{split.netloc}/cdx/search/cdx"

    def address_of(self, memento: Memento) -> str:
        """Where a capture is given as it came."""
        return f"{self.base}/{memento.at.strftime(_STAMP)}id_/{memento.url}"


def question(index: str, host: str, span: Span, resume: str | None = None) -> str:
    """The address at which the index lists the captures of a host."""
    asked = {
        "url": host,
        "matchType": "host",
        "from": span.since.strftime(_STAMP),
        "to": span.until.strftime(_STAMP),
        "output": "json",
        "limit": str(ROWS_AT_ONCE),
        "showResumeKey": "true",
    }
    if resume is not None:
        asked["resumeKey"] = resume
    return f"{index}?{urlencode(asked)}"


def hosts_of(edition: Edition) -> tuple[str, ...]:
    """The hosts on which an edition was ever read; an index takes a name with and without `www.` for one."""
    hosts = dict.fromkeys(host.removeprefix("www.") for host in (edition.host, *edition.other_hosts))
    return tuple(prefix + host for host in hosts for prefix in ("", "m.", "wap."))


def read_index(body: str) -> IndexPage:
    """Read an answer of the index. Raises `NotUnderstood`.

    >>> read_index('{"url": "https://belta.by/", "timestamp": "20261125085213", "status": "200"}').mementos[0].at
    datetime.datetime(2026, 11, 25, 8, 52, 13, tzinfo=datetime.timezone.utc)
    """
    text = body.strip()
    resume: str | None = None
    try:
        if text.startswith("["):
            names, *rows = json.loads(text) or [[]]
            if len(rows) >= 2 and rows[-2] == [] and len(rows[-1]) == 1:
                resume = str(rows[-1][0])
                rows = rows[:-2]
            listed = [dict(zip([_NAMES.get(name, name) for name in names], row, strict=True)) for row in rows]
        else:
            listed = [json.loads(line) for line in text.splitlines()]
        mementos = tuple(memento for row in listed if (memento := _memento(row)))
    except (ValueError, TypeError, AttributeError, KeyError):
        raise NotUnderstood(f"expected an index of captures, found {text[:60]!r}") from None
    return IndexPage(mementos, len(listed), resume)


def _memento(row: Mapping[str, str]) -> Memento | None:
    """`None` of a line whose time nobody can read. Raises `KeyError` of one that is no capture's."""
    status = row.get("status")
    stamp, url = row["timestamp"], row["url"]
    try:
        at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Memento(url, at, None if status in (None, "", "-") else status)


def moment_of(header: str | None) -> datetime | None:
    """The time in a `Memento-Datetime`, by which an archive says that an answer is a capture's, and whose."""
    try:
        moment = parsedate_to_datetime(header or "")
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def as_captured(status_line: str, fields: list[tuple[str, str]], body: bytes) -> bytes:
    """Status line and headers of a capture, without what the archive put there for itself."""
    kept = {name for name, _ in fields if name.lower().startswith(_ORIGINAL)}
    own = {name.lower().removeprefix(_ORIGINAL) for name in kept}
    lines = [status_line]
    for name, value in fields:
        plain = name.lower().removeprefix(_ORIGINAL)
        if plain in _OF_THE_WAY:
            continue
        if name in kept:
            lines.append(f"{name[len(_ORIGINAL) :]}: {value}")
        elif plain in _OF_THE_CONTENT and plain not in own:
            lines.append(f"{name}: {value}")
    lines.append(f"Content-Length: {len(body)}")
    return "".join(f"{line}\r\n" for line in lines).encode("latin-1", "replace") + b"\r\n"


def packing_of(fields: list[tuple[str, str]]) -> str | None:
    """The `Content-Encoding` of the capture, where the archive names it under a name of its own."""
    return next((value for name, value in fields if name.lower() == f"{_ORIGINAL}content-encoding"), None)
