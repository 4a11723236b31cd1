"""What would an article be, had all its captures been read with today's readers?

Its captures are kept once more, in the order in which they were met, by the very code that keeps them in
a run, in an archive in memory. What they were to the article stays: a capture that brought another wording
does so again, under the same number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from belta_scraper.items import Article

from ..keep import ArticleKeeper, Met, keep_problem, row_of
from ..moments import utc
from ..opening import Archive
from ..runs import Run
from .stored import History, Stored

NOT_OF_A_READING = frozenset(
    {"id", "run", "state", "gone_at", "first_seen_at", "last_seen_at", "last_checked_at"}
)  # fmt: skip
"""Columns of `articles` that say when we looked, and not what we read."""

PARTS = {
    "credits": "select name, kind, role, place, credits.text from credits join people on people.id = person "
    "where article = ? order by place",
    "images": "select place, url, caption, credit from images where article = ? order by place",
    "tags": "select place, tags.text from article_tags join tags on tags.id = tag where article = ? order by place",
    "links": "select place, url, text, embed from links where article = ? order by place",
    "dates": "select source, text, value, agrees, capture from dates where article = ? order by source, text",
    "wordings": "select revision, seen_at, headline, lead, body, digest, reader, capture from earlier_wordings "
    "where article = ? order by revision",
    "changes": "select revision, field, place, kind, before, after from changes where article = ? order by id",
}
"""What hangs on an article, and follows from its reading."""

Problem = tuple[str, str | None, str]
"""Step, words and message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An article as it stands in an archive."""

    columns: dict[str, Any]
    seen: dict[str, Any]
    parts: dict[str, list[tuple[Any, ...]]]
    problems: dict[Problem, int]
    """That are not resolved, with their number, or that of the capture that showed them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    snapshot: Snapshot
    edited: list[tuple[str, int]]
    """Moment and capture of wordings that nobody had seen in captures that we had."""
    tags: dict[str, str | None]
    """Addresses of its tags."""


def snapshot_of(db: Database, article: int, *, problem: str = "id") -> Snapshot:
    columns = next(db.query("select * from articles where id = ?", [article]))
    problems = db.execute(
        f"select step, text, message, {problem} from problems where article = ? and resolved_at is null order by id",
        [article],
    )
    return Snapshot(
        columns={name: value for name, value in columns.items() if name not in NOT_OF_A_READING},
        seen={name: columns[name] for name in ("first_seen_at", "last_seen_at", "last_checked_at")},
        parts={name: db.execute(sql, [article]).fetchall() for name, sql in PARTS.items()},
        problems={(step, text, message): number for step, text, message, number in problems.fetchall()},
    )


class Replay(ArticleKeeper):
    """Keeps the captures of one article after the other, and forgets them again."""

    def __init__(self) -> None:
        archive = Archive(":memory:")
        super().__init__(archive, Run(archive=archive, spider="reread", arguments={}))
        self.run_id = self.run.id
        self.history = History(first=None, openers={}, last_revision=0)
        self.capture = 0
        """The one that is being kept."""

    def replay(self, history: History, read: Iterable[tuple[Stored, Article | None]]) -> Replayed:
        """The article as its captures make it; those without an article say that it was still there."""
        self.history = history
        self.archive.begin()
        try:
            return self._replayed(sorted(read, key=lambda each: (each[0].id != history.first, each[0].id)))
        finally:
            self.archive.rollback()

    def _replayed(self, read: list[tuple[Stored, Article | None]]) -> Replayed:
        article_id: int | None = None
        for stored, article in read:
            self.capture = stored.id
            seen_at = utc(stored.capture.fetched_at)
            self.db.execute(
                "insert into captures (id, run, source, fetched_at, digest, size) values (?, ?, ?, ?, ?, ?)",
                [stored.id, self.run_id, stored.capture.source, seen_at, stored.capture.digest, stored.capture.size],
            )
            if article is None:
                self.db.execute(
                    "update articles set last_seen_at = max(last_seen_at, ?), "
                    "last_checked_at = max(last_checked_at, ?) where id = ?",
                    [seen_at, seen_at, article_id],
                )
                continue
            row = row_of(article)
            if article_id is None:
                article_id = self._insert(article, row, stored.id)
            else:
                known = next(self.db.query("select * from articles where id = ?", [article_id]))
                self._meet_again(known, article, row, stored.id)
            for problem in article.problems:
                keep_problem(self.archive, self.run, problem, article_id)
        assert article_id is not None
        return self._seen(article_id)

    def _seen(self, article_id: int) -> Replayed:
        edited = self.db.execute("select at, capture from events where event = 'edited' order by id").fetchall()
        return Replayed(
            snapshot=snapshot_of(self.db, article_id, problem="capture"),
            edited=[(at, capture) for at, capture in edited if capture not in self.history.openers],
            tags=dict(self.db.execute("select text, url from tags").fetchall()),
        )

    def _met(self, known: dict[str, Any], row: dict[str, Any], capture: int, *, later: bool) -> Met:
        if capture in self.history.openers:
            return "another wording" if later else "older wording"
        return super()._met(known, row, capture, later=later)

    def _is_shelved(self, article_id: int, digest: str) -> bool:
        return self.capture not in self.history.openers and super()._is_shelved(article_id, digest)

    def _next_revision(self, article_id: int, known: dict[str, Any]) -> int:
        number = self.history.openers.get(self.capture)
        return number or max(super()._next_revision(article_id, known), self.history.last_revision + 1)

    def _index(self, article_id: int, row: dict[str, Any]) -> None:
        """Search is for archives that last."""

    def _reindex(self, known: dict[str, Any], row: dict[str, Any]) -> None:
        """As above."""
