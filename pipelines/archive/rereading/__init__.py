"""What would today's readers and steps make of the captures that are kept, and how is that written?

::

    stored.py      which captures an article was read from, and what was known then
    replaying.py   an article as its captures make it
    looking.py     what that changes
    many.py        the same by several processes
    applying.py    writing it
    report.py      telling it

First the captures that nothing could be read from are tried again, then every article is read again with
those that turn out to be of it; at last new articles are kept. One process writes, in batches that are
transactions: whoever is killed has lost a batch, and whoever comes again finds the rest.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from belta_scraper.errors import ArchiveNotUsable, CannotRun, NotUnderstood

from ..opening import Archive, read_only
from ..runs import Run, Verdict
from .applying import apply, keep_new
from .looking import Identify, Looked, Looker, Lost, Read, Tried
from .many import Workers
from .report import Reread, Sample, Unreadable
from .stored import CaptureNotHeld, Stored, not_read, unread

__all__ = ["Asked", "CaptureNotHeld", "Lost", "Read", "Reread", "Sample", "Stored", "Unreadable", "reread"]

T = TypeVar("T")

BATCH = 50
"""Articles that are looked at together, and written in one transaction."""

Tell = Callable[[str, int, int], None]
"""What is being done, how much of it is done, and how much there is to do (0: not known)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which articles are to be read again; without a word, all."""

    editions: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    """Days of publication, both included; articles under no readable day are of every span."""
    article: int | None = None
    url: str | None = None
    """Canonical address of one article."""

    def where(self) -> tuple[str, list[Any]]:
        """A condition on rows of `articles`."""
        told, values = ["1"], list[Any]()
        if self.editions:
            told.append(f"edition in ({', '.join('?' * len(self.editions))})")
            values += self.editions
        if self.since or self.until:
            told.append("(published_on is null or published_on between ? and ?)")
            values += [(self.since or date.min).isoformat(), (self.until or date.max).isoformat()]
        if self.article is not None:
            told.append("id = ?")
            values.append(self.article)
        if self.url is not None:
            told.append("url = ?")
            values.append(self.url)
        return " and ".join(told), values

    def takes(self, tried: Tried) -> bool:
        """Whether a capture that can be read now is of what was asked for."""
        if self.editions and tried.edition not in self.editions:
            return False
        if tried.published_on is None:
            return True
        return (self.since or date.min).isoformat() <= tried.published_on <= (self.until or date.max).isoformat()


class RereadRun(Run):
    """The run that writes what reading again changes."""

    found: Reread

    def judge(self, finish_reason: str) -> Verdict:
        if self.failed:
            return Verdict("incomplete" if self.kept_something else "could not run", self.failed)
        told = self.found.in_one_sentence()
        if finish_reason != "finished":
            return Verdict("incomplete", f"The run was stopped before its end ({finish_reason}): {told}")
        return Verdict("incomplete" if self.found.lost_count else "complete", told)


def reread(
    path: Path,
    asked: Asked,
    read: Read,
    identify: Identify,
    *,
    captures: Path,
    arguments: dict[str, str] | None = None,
    write: bool = False,
    processes: int = 1,
    samples: int = 3,
    tell: Tell | None = None,
) -> Reread:
    """Read again what is asked for, and with `write` keep what that changes.

    `read` must be something that can be sent to other processes where there are to be several; `captures` is
    the folder of WARC files. Raises `CannotRun`.
    """
    found = Reread(samples_at_most=samples, applied=write)
    _check(path)
    archive = Archive(path)
    if write:
        archive.lock("scrapy reread --apply")
    try:
        if write:
            archive.db  # noqa: B018  # which brings an archive of an earlier release up to date, before others look
        run = RereadRun(archive=archive, spider="reread", arguments=arguments or {}, folder=captures)
        run.found = found
        with closing(read_only(path)) as db:
            _check_release(db, path)
            with Workers(path, read, identify, processes) as workers:
                _Rereading(archive if write else None, run, db, asked, found, read, workers, tell).all()
    finally:
        archive.close()
    return found


def _check(path: Path) -> None:
    read_only(path).close()


def _check_release(db: Database, path: Path) -> None:
    if "article" not in {row[1] for row in db.execute("pragma table_info(captures)")}:
        raise ArchiveNotUsable(
            f"The archive {path} was written by an earlier release, which did not note which article a capture was "
            "read into; any run, and `scrapy reread --apply`, brings it up to date."
        )


@dataclass
class _Rereading:
    """One time of reading again."""

    archive: Archive | None
    """To be written; `None`: only looked at."""
    run: RereadRun
    db: Database
    """For reading."""
    asked: Asked
    found: Reread
    read: Read
    workers: Workers
    tell: Tell | None

    def all(self) -> None:
        try:
            joined, new = self._try_again()
            self._look(joined)
            self._keep_new(new)
        except (KeyboardInterrupt, CannotRun):
            self._end("stopped")
            raise
        except sqlite3.Error as error:
            self.run.fail(self.run.archive.not_written(error))
            self._end("cannot write")
            raise ArchiveNotUsable(self.run.failed or "") from error
        self._end("finished")

    def _say(self, what: str, done: int, total: int) -> None:
        if self.tell is not None:
            self.tell(what, done, total)

    def _end(self, reason: str) -> None:
        if self.archive is not None:
            self.run.end(reason)
            self.found.run = self.run.id if self.run.kept_something else None

    # --- Captures that nothing was read from -------------------------------------------------------

    def _try_again(self) -> tuple[dict[int, list[int]], list[int]]:
        """Of captures that can be read now: those of articles that are there, and the others."""
        joined: defaultdict[int, list[int]] = defaultdict(list)
        new: list[int] = []
        keys: set[str] = set()
        url = self.asked.url
        if self.asked.article is not None:
            row = self.db.execute("select url from articles where id = ?", [self.asked.article]).fetchone()
            if row is None or row[0] is None:
                return {}, []
            url = row[0]
        (total,) = self.db.execute("select count(*) from captures where article is null").fetchone()
        done = 0
        for tried in self.workers.try_again(_in_batches(not_read(self.db, url, self.asked.editions))):
            self.found.note_tried(tried)
            done += 1
            self._say("trying what could not be read", done, total)
            if tried.key is None or not self.asked.takes(tried):
                continue
            edition = tried.edition or ""
            self.found.readable_now[edition] += 1
            self.found.problems_resolved.update(tried.resolves)
            if tried.article is not None:
                joined[tried.article].append(tried.capture)
            else:
                new.append(tried.capture)
                self.found.new_articles[edition] += tried.key not in keys
                keys.add(tried.key)
        return dict(joined), new

    # --- Articles -----------------------------------------------------------------------------------

    def _look(self, joined: dict[int, list[int]]) -> None:
        where, values = self.asked.where()
        (total,) = self.db.execute(f"select count(*) from articles where {where}", values).fetchone()
        ids = (number for number in self._ids(where, values) if number not in joined)
        # Those first to which captures are joined, whatever span of days they are in.
        batches = _in_batches(list(joined.items()))
        others = _in_batches((number, list[int]()) for number in ids)
        for batch in (batches, others):
            for together in self.workers.look(batch):
                for looked in together:
                    self.found.note(looked)
                self._write(together)
                self._say("reading articles again", self.found.articles, total)

    def _ids(self, where: str, values: Sequence[Any]) -> Iterator[int]:
        last = 0
        while rows := self.db.execute(
            f"select id from articles where id > ? and {where} order by id limit 1000", [last, *values]
        ).fetchall():
            for (last,) in rows:
                yield last

    def _write(self, together: Sequence[Looked]) -> None:
        if self.archive is None:
            return
        for looked in together:
            if looked.change or looked.unreadable or (looked.joined and not looked.lost):
                self._begin()
                apply(self.archive, self.run, looked)
            elif not looked.lost:
                self.run.count(looked.edition, "unchanged")
        self.archive.commit()

    def _begin(self) -> None:
        assert self.archive is not None
        self.archive.begin()

    # --- New ones -----------------------------------------------------------------------------------

    def _keep_new(self, new: Sequence[int]) -> None:
        if self.archive is None:
            return
        looker = Looker(self.archive.db, self.read, self.workers.identify)
        for done, capture in enumerate(new, 1):
            tried = looker.try_again(capture)
            if tried.article is not None:  # kept a moment ago, from another capture
                looked = looker.look(tried.article, [capture])
                self._begin()
                apply(self.archive, self.run, looked)
            elif tried.key is not None:
                self._keep(unread(self.archive.db, capture, self.workers.identify))
            if done % BATCH == 0:
                self.archive.commit()
            self._say("keeping new articles", done, len(new))
        self.archive.commit()

    def _keep(self, stored: Stored | None) -> None:
        if self.archive is None or stored is None:
            return
        try:
            article = self.read(stored)
        except (NotUnderstood, CaptureNotHeld):  # it could be read a moment ago
            return
        if article is not None:
            _ = self.run.id
            self._begin()
            keep_new(self.archive, self.run, stored, article)


def _in_batches(of: Iterable[T]) -> Iterator[list[T]]:
    several = iter(of)
    while batch := list(islice(several, BATCH)):
        yield batch
