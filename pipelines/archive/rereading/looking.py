"""What would reading some captures again change? Asks one archive, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from belta_scraper.errors import NotUnderstood
from belta_scraper.items import Article

from ..expectations import Expectations, learned_from
from ..keep import find_article, row_of
from .replaying import PARTS, Problem, Replay, Replayed, Snapshot, snapshot_of
from .stored import CaptureNotHeld, Identity, Stored, captures_of, history_of, steps_that_failed, unread

Read = Callable[[Stored], Article | None]
"""Reads and settles a capture; `None` where it is of no article. Raises `NotUnderstood` and `CaptureNotHeld`."""

Identify = Callable[[str], Identity | None]
"""Takes an article's address apart; `None` for the address of anything else."""

NOT_MODIFIED = 304

IDENTITY = ("key", "family", "number", "year")
"""Columns by which an article is known."""

STEP = "rereading"
"""Of a problem that says that today's readers cannot read what was read once."""

UNREADABLE = "What was read once can no longer be read, and stays as it was read then: {}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A capture whose bytes are not there, or are others."""

    capture: int
    article: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a reading changes of an article, and what it then is."""

    fields: dict[str, tuple[Any, Any]]
    """Columns, and what hangs on the article, before and after."""
    replayed: Replayed
    resolved: dict[Problem, int]
    """Problems that are no more, with their number."""
    new: dict[Problem, int]
    """Problems that there were not, with the capture that shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What became of one article."""

    article: int
    edition: str
    url: str | None
    captures: int = 0
    joined: tuple[int, ...] = ()
    """Captures of it that could not be read before."""
    change: Change | None = None
    unreadable: str | None = None
    """Why it cannot be read any more."""
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of one capture that no article had been read from."""

    capture: int
    edition: str | None = None
    is_page: bool = True
    """Of an article, or of what may be one; not a listing."""
    article: int | None = None
    """The one it is of, where the archive has that."""
    key: str | None = None
    """By what a new one is known; `None` where it cannot be read."""
    published_on: str | None = None
    resolves: tuple[str, ...] = ()
    """Steps of the problems that said why it could not be read."""
    lost: Lost | None = None


@dataclass
class Looker:
    """Looks at articles and captures of one archive."""

    db: Database
    read: Read
    identify: Identify
    replay: Replay = field(default_factory=Replay)
    _expectations: Expectations | None = None

    def look(self, article: int, joined: Sequence[int] = ()) -> Looked:
        """Read an article's captures again, and those that turn out to be of it."""
        edition, url = self.db.execute("select edition, url from articles where id = ?", [article]).fetchone()
        captures = captures_of(self.db, article, joined)
        read: list[tuple[Stored, Article | None]] = []
        lost: list[Lost] = []
        unreadable: str | None = None
        for stored in captures:
            if stored.capture.status == NOT_MODIFIED:
                read.append((stored, None))
                continue
            try:
                found = self.read(stored)
            except CaptureNotHeld as error:
                lost.append(Lost(capture=stored.id, article=article, reason=str(error)))
            except NotUnderstood as error:
                unreadable = unreadable or f"{stored.capture.source}: {error}"
            else:
                if found is None or found.edition is None:
                    unreadable = unreadable or f"{stored.capture.source} is no longer taken for an article of BelTA's."
                else:
                    read.append((stored, found))
        looked = Looked(
            article=article, edition=edition, url=url, captures=len(captures), joined=tuple(joined),
            unreadable=unreadable, lost=tuple(lost),
        )  # fmt: skip
        if lost or unreadable or not any(found for _, found in read):
            return looked
        replayed = self.replay.replay(history_of(self.db, article), read)
        before = snapshot_of(self.db, article)
        if is_taken(self.db, replayed.snapshot.columns["key"], article):
            # It reads like another article now. Both stay what they were known as.
            replayed.snapshot.columns.update({name: before.columns[name] for name in IDENTITY})
        change = _change(before, replayed, met_more=bool(joined))
        return Looked(
            article=article, edition=edition, url=url, captures=len(captures), joined=tuple(joined), change=change
        )

    def try_again(self, capture: int) -> Tried:
        """Read a capture that no article was read from."""
        stored = unread(self.db, capture, self.identify)
        if stored is None or stored.place is None:  # of something else; or nothing was kept that could be read
            return Tried(capture=capture, is_page=False)
        try:
            article = self.read(stored)
        except CaptureNotHeld as error:
            lost = Lost(capture=capture, article=None, reason=str(error))
            return Tried(capture=capture, edition=stored.capture.edition, lost=lost)
        except NotUnderstood:
            return Tried(capture=capture, edition=stored.capture.edition)
        if article is None:
            return Tried(capture=capture, edition=stored.capture.edition, is_page=False)
        if article.edition is None or self._is_doubted(capture, article):
            return Tried(capture=capture, edition=stored.capture.edition)
        row = row_of(article)
        known = find_article(self.db, article, row)
        return Tried(
            capture=capture,
            edition=article.edition,
            article=int(known["id"]) if known else None,
            key=row["key"],
            published_on=row["published_on"],
            resolves=steps_that_failed(self.db, capture),
        )

    def _is_doubted(self, capture: int, article: Article) -> bool:
        """Whether it still lacks that for the lack of which a run set it aside."""
        if "expectations" not in steps_that_failed(self.db, capture):
            return False
        if self._expectations is None:
            self._expectations = Expectations(learned=learned_from(self.db))
        return self._expectations.is_doubtful(article)


def is_taken(db: Database, key: str, article: int) -> bool:
    """Whether another article is known by a key."""
    return db.execute("select 1 from articles where key = ? and id <> ?", [key, article]).fetchone() is not None


def _change(before: Snapshot, replayed: Replayed, *, met_more: bool) -> Change | None:
    after = replayed.snapshot
    fields: dict[str, tuple[Any, Any]] = {
        name: (value, after.columns[name]) for name, value in before.columns.items() if value != after.columns[name]
    }
    fields |= {
        name: (before.parts[name], after.parts[name]) for name in PARTS if before.parts[name] != after.parts[name]
    }
    if met_more:
        fields |= _seen_longer(before.seen, after.seen)
    resolved = {problem: number for problem, number in before.problems.items() if problem not in after.problems}
    new = {problem: capture for problem, capture in after.problems.items() if problem not in before.problems}
    if not (fields or resolved or new):
        return None
    return Change(fields=fields, replayed=replayed, resolved=resolved, new=new)


def _seen_longer(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[Any, Any]]:
    """What captures that could not be read before say of when an article was there."""
    both = {name: (min if name == "first_seen_at" else max)(before[name], after[name]) for name in before}
    return {name: (before[name], value) for name, value in both.items() if value != before[name]}
