"""What may a spider ask about the past, and what must it tell before it goes on?

The spiders know no database: they are given an object of this shape (setting `MEMORY`), which the
archive's ledger implements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from .items import Capture, Entry, Record

WalkEnd = Literal[
    "settled ground", "end of listing", "first day asked", "last page asked", "cut", "broken off", "not understood"
]
"""How a walk ended. The first three make what it passed over settled ground: for walks that go no
deeper than the first day asked, or for all. `last page asked` and `cut` (our own bound) say nothing
about what lies below, nor does a walk that broke off or met a page it could not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a run was asked to cover; spiders carry it as `scope`."""

    arguments: dict[str, str]
    """As the person gave them."""
    editions: tuple[str, ...] = ()
    """None where the run is over files."""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the ledger says of one entry, at the moment it was listed."""

    entry: Entry
    new: bool
    """Never listed before, by any run."""
    wanted: bool
    """Its article is still to be requested."""
    day: date | None
    """The day in Minsk under which it was listed, where that could be read."""
    ground: bool
    """An earlier walk of this listing passed it and reached, from there, at least as deep as this
    walk is asked to go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """By what a server can tell that a page is still as it was when it sent them (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """Of a request that wants an answer only if the page has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung of the ladder by which known articles are looked at again."""

    until: timedelta | None
    """Articles younger than this stand on it; `None`: all that are older than the rungs before."""
    every: timedelta


class Walk(Protocol):
    """One walk down one listing, newest first."""

    def validators(self, url: str) -> Validators | None:
        """Of the first page as last read; `None` where reading it once more might be needed."""
        ...

    def unchanged(self, capture: Capture) -> None:
        """Say that the first page is as it was, for the server said so; the walk has ended."""
        ...

    def listed(self, page: int, entries: Sequence[Entry], capture: Capture) -> list[Listed]:
        """Write a page's entries, before any of their articles is requested, in one transaction."""
        ...

    def end(self, how: WalkEnd, reason: str | None = None) -> None:
        """Say how the walk ended, and why where that was not its own end.

        Without it, the walk counts as broken off.
        """
        ...


class Memory(Protocol):
    def wanted(self, edition: str, since: date | None = None, until: date | None = None) -> Iterator[Entry]:
        """Entries of earlier runs whose articles are still to be requested, newest first.

        With days, only those listed in that range (both ends included) or under no readable day.
        """
        ...

    def begin_walk(self, edition: str, listing: str, since: date | None = None) -> Walk:
        """Begin a walk of the listing (`all_news`, or a section's slug), down to a day or to its end."""
        ...

    def due(self, edition: str, ladder: Sequence[Rung], at_most: int) -> Iterator[Entry]:
        """Known articles that are to be looked at again, the longest overdue first."""
        ...

    def lately_seen(self, edition: str, at_most: int) -> Iterator[Entry]:
        """Articles that were there when last looked at, the latest first: if they are not, it is the host."""
        ...

    def validators(self, url: str) -> Validators | None:
        """Of an article's page, as last read."""
        ...

    def turned_away(self, edition: str, reason: str) -> None:
        """Say that an edition refused so often in a row that the run has left it alone."""
        ...

    def unreachable(self, edition: str, reason: str) -> None:
        """Say that an edition failed to answer so often in a row that the run has left it alone."""
        ...

    def requested(self, entry: Entry) -> None:
        """Say that an entry's article is being requested."""
        ...

    def gave_nothing(self, asked: str, reason: str) -> None:
        """Say that something asked for, an edition or a file, gave nothing at all.

        A run in which everything asked for gave nothing leaves the archive as it was.
        """
        ...

    def has_capture(self, source: str, digest: str | None = None) -> bool:
        """Whether a file's bytes have been taken in already under this name; without a digest, any bytes."""
        ...

    def keep_taken(self, capture: Capture, record: Record) -> Capture | None:
        """Keep the bytes of a capture that is taken in, before anything refers to them.

        Gives back the capture with the place of its record; `None` where the archive refers to that already.
        """
        ...
