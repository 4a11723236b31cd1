"""What may a spider ask about the past, and what must it tell before it goes on?

The spiders know no database: they are given an object of this shape (setting `MEMORY`), which the
archive's ledger implements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from .items import Capture, Entry

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


class Walk(Protocol):
    """One walk down one listing, newest first."""

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

    def requested(self, entry: Entry) -> None:
        """Say that an entry's article is being requested."""
        ...

    def gave_nothing(self, asked: str, reason: str) -> None:
        """Say that something asked for, an edition or a file, gave nothing at all.

        A run in which everything asked for gave nothing leaves the archive as it was.
        """
        ...

    def has_capture(self, source: str, digest: str) -> bool:
        """Whether a file's bytes have been taken in already, under this name."""
        ...
