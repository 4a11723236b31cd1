"""What does the archive know of a capture that is to be read again, and in which order were an article's met?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from belta_scraper.items import Capture, Entry

from ..ledger import ENTRY, SAME_ENTRY

Identity = tuple[str, str, int, int | None]
"""Edition, family, number and year of an article's address."""

CRAWLS = ("listings", "revisits")
"""Spiders that went to the site, with the line of a listing in hand."""

_CAPTURE = """
select c.id, c.source, c.fetched_at, c.digest, c.size, c.url, c.edition, c.status, c.content_type,
  holder.warc_file, holder.warc_offset, r.spider, r.arguments, r.started_at
from captures c join runs r on r.id = c.run left join captures holder on holder.id = coalesce(c.same_as, c.id)
"""


class CaptureNotHeld(Exception):
    """The bytes of a capture are not where they should be, or are others; in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A capture, and all that was known when it was read."""

    id: int
    capture: Capture
    spider: str
    arguments: Mapping[str, str]
    """Of the run that took it in."""
    entry: Entry | None = None
    """The line of a listing that led to it, with the times that it was read with."""
    place: tuple[str, int] | None = None
    """File, and offset in it, of the record that holds its bytes."""

    @property
    def of_a_crawl(self) -> bool:
        return self.spider in CRAWLS


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What an article's captures were to it: this stays, whatever is read in them now."""

    first: int | None
    """The capture with which it appeared."""
    openers: Mapping[int, int]
    """Captures that brought another wording, with its number."""
    last_revision: int


def captures_of(db: Database, article: int, more: Sequence[int] = ()) -> list[Stored]:
    """An article's captures in the order in which they were met, and `more` that turn out to be of it."""
    rows = db.execute(f"{_CAPTURE} where c.article = ? order by c.id", [article]).fetchall()
    for capture in more:
        rows += db.execute(f"{_CAPTURE} where c.id = ?", [capture]).fetchall()
    own = _address_of(db, article)
    lines = db.execute(
        "select source, text, coalesce(capture, 0) from dates where article = ? and source in ('listing', 'feed') "
        "order by 3",
        [article],
    ).fetchall()
    return [_stored(row, _line_met(own, lines, row[0])) for row in rows]


def history_of(db: Database, article: int) -> History:
    """Which captures opened the wordings of an article."""
    wordings = db.execute(
        "select revision, seen_at, capture from revisions where article = ? order by revision", [article]
    ).fetchall()
    brought = db.execute(
        "select capture, at, event from events where article = ? and event in ('appeared', 'edited') "
        "and capture is not null order by id",
        [article],
    ).fetchall()
    openers: dict[int, int] = {}
    left = list(wordings)
    # A wording that was made fuller names the fuller capture; the event names the one that brought it.
    for exactly in (True, False):
        for capture, at, _ in brought:
            if capture in openers:
                continue
            for wording in left:
                if wording[1] == at and (not exactly or wording[2] == capture):
                    openers[capture] = wording[0]
                    left.remove(wording)
                    break
    for revision, _, capture in left:  # an older wording, that came as history
        openers.setdefault(capture, revision)
    first = next((capture for capture, _, event in brought if event == "appeared"), None)
    return History(first=first, openers=openers, last_revision=max((row[0] for row in wordings), default=0))


def not_read(db: Database, url: str | None, editions: Sequence[str]) -> Iterator[int]:
    """Captures that no article was read from, and that may hold one."""
    where = ["c.article is null", "(c.status is null or c.status = 200)"]
    values: list[Any] = []
    if url is not None:
        where.append("c.url = ?")
        values.append(url)
    if editions:
        where.append(f"(c.edition is null or c.edition in ({', '.join('?' * len(editions))}))")
        values += editions
    # What shows that an article was not there is evidence of that, whatever stands on it.
    evidence = set(db.execute("select capture from events where event in ('soft 404', 'redirected away')").fetchall())
    last = 0
    while True:
        rows = db.execute(
            f"select c.id from captures c where c.id > ? and {' and '.join(where)} order by c.id limit 500",
            [last, *values],
        ).fetchall()
        if not rows:
            return
        for row in rows:
            if row not in evidence:
                yield row[0]
        last = rows[-1][0]


def unread(db: Database, capture: int, identity: Callable[[str], Identity | None]) -> Stored | None:
    """A capture that no article was read from; `None` where its address is of something else."""
    row = db.execute(f"{_CAPTURE} where c.id = ?", [capture]).fetchone()
    url = row[5]
    if url is not None and identity(url) is None:
        return None
    # A problem names the address that was asked for, which may have led elsewhere.
    asked = next((problem[1] for problem in _problems_of(db, capture) if problem[1] is not None), url)
    who = identity(asked) if asked is not None else None
    entry: dict[str, Any] | None = None
    if who is not None:
        entry = next(db.query(f"{ENTRY} where {SAME_ENTRY}", list(who)), None)
    return _stored(row, Entry(**entry) if entry else None)


def _problems_of(db: Database, capture: int) -> list[tuple[str, str | None]]:
    """Step and address of what says why no article was read from a capture: its own run has said so."""
    found: list[tuple[str, str | None]] = db.execute(
        "select step, url from problems where run = (select run from captures where id = ?) and capture = ? "
        "and article is null and resolved_at is null",
        [capture, capture],
    ).fetchall()
    return found


def steps_that_failed(db: Database, capture: int) -> tuple[str, ...]:
    """The steps of those problems; one that the run's `expectations` wrote is about the run, not the page."""
    return tuple(step for step, _ in _problems_of(db, capture))


def _address_of(db: Database, article: int) -> Entry | None:
    row = next(db.query("select edition, url, family, number, year, section from articles where id = ?", [article]), {})
    return Entry(**row) if row and row["number"] is not None and row["url"] else None


def _line_met(own: Entry | None, lines: Sequence[tuple[str, str, int]], capture: int) -> Entry | None:
    """The line of a listing as it was when a capture was read; what was listed since is left out."""
    if own is None:
        return None
    met = {source: text for source, text, at in lines if at <= capture}
    return Entry(
        edition=own.edition,
        url=own.url,
        family=own.family,
        number=own.number,
        year=own.year,
        section=own.section,
        time_text=met.get("listing"),
        feed_date_text=met.get("feed"),
    )


def _stored(row: tuple[Any, ...], entry: Entry | None) -> Stored:
    (number, source, fetched_at, digest, size, url, edition, status, content_type, file, offset, spider, arguments,
     started_at) = row  # fmt: skip
    of_a_crawl = spider in CRAWLS
    capture = Capture(
        source=source,
        fetched_at=datetime.fromisoformat(fetched_at),
        taken_in_at=None if of_a_crawl else datetime.fromisoformat(started_at),
        digest=digest,
        size=size,
        url=url,
        edition=edition,
        status=status,
        content_type=content_type,
    )
    return Stored(
        id=number,
        capture=capture,
        spider=spider,
        arguments=json.loads(arguments),
        entry=entry if of_a_crawl else None,
        place=(file, offset) if file is not None and offset is not None else None,
    )
