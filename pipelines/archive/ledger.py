"""What was listed, and what became of each entry? Implements what spiders may ask (`Memory`).

Entries are written in one transaction with the page that listed them, before any of their articles
is requested; so a run may die at any moment, and the next one knows what it still owes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from belta_scraper.errors import ArchiveNotUsable, DateNotUnderstood
from belta_scraper.items import Capture, Entry, EntryState, Record
from belta_scraper.memory import Listed, Rung, Validators, WalkEnd
from pipelines.dates import listed_at, read_feed_date

from . import due
from .captures import KeptBytes, keep_capture
from .moments import now, utc
from .opening import Archive
from .runs import Run

TO_THE_END = date.min
"""`placements.ground_on` of an entry below which everything has been listed."""

FEED = "rss"

ATTEMPTS_AT_MOST = 10
"""After as many failed requests an entry is `refused`, with a problem that says so."""

FIRST_WAIT = timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=1)
LONGEST_WAIT_FOR_KEPT = timedelta(days=30)
"""Between two looks at an article that is kept, and whose page no look gets."""

_OWN_ENDS: frozenset[WalkEnd] = frozenset({"settled ground", "end of listing", "first day asked"})
_AS_ASKED: frozenset[WalkEnd] = _OWN_ENDS | {"last page asked"}

ENTRY = (
    "select edition, url, family, number, year, section, headline, teaser, section_text, time_text, day_text, "
    "feed_date_text, image_url from entries"
)
"""An entry as spiders know it, field by field."""

SAME_ENTRY = "edition = ? and family = ? and number = ? and coalesce(year, 0) = coalesce(?, 0)"


@dataclass
class LedgerWalk:
    """One walk down one listing; see `belta_scraper.memory.Walk`."""

    archive: Archive
    run: Run
    edition: str
    listing: str
    since: date | None
    _id: int | None = None
    _met: set[int] = field(default_factory=set)
    _starts: dict[int, int] = field(default_factory=lambda: {1: 0})
    """How many entries stand above each page."""
    _passed: dict[int, int] = field(default_factory=dict)
    """Of earlier walks, the lowest place there of an entry that this one met."""
    _left_at: str | None = None

    def listed(self, page: int, entries: Sequence[Entry], capture: Capture) -> list[Listed]:
        if self.run.failed:
            raise CloseSpider("cannot write")
        with self._page_written() as run:
            if self._id is None:
                self._id = self._begin(run)
            keep_capture(self.archive.db, run, capture)
            self.archive.db.execute("update walks set pages = max(pages, ?) where id = ?", [page, self._id])
            here = sum(not entry.from_side_block for entry in entries)
            # A page met without those above it is taken to be as long as they.
            place = self._starts.setdefault(page, (page - 1) * here)
            self._starts[page + 1] = place + here
            told = []
            for entry in entries:
                # Entries beside the listing proper are discovery: they hold no place on it.
                if not entry.from_side_block:
                    place += 1
                told.append(self._note(run, entry, page, place, utc(capture.fetched_at)))
        if capture.status in (200, None):  # not what stands behind the last page
            self.run.count(self.edition, "pages")
        return told

    @contextmanager
    def _page_written(self) -> Iterator[int]:
        """Write what a page says in one transaction, of the run whose number it gets; else end the crawl."""
        try:
            run = self.run.id
            self.archive.begin()
            yield run
            self.archive.commit()
        except (sqlite3.Error, ArchiveNotUsable) as error:
            # Nothing of the page is requested, for nothing of it could be written.
            self.run.fail(self.archive.not_written(error))
            raise CloseSpider("cannot write") from error

    def _begin(self, run: int) -> int:
        cursor = self.archive.db.execute(
            "insert into walks (run, edition, listing, since_on, started_at) values (?, ?, ?, ?, ?)",
            [run, self.edition, self.listing, self.since.isoformat() if self.since else None, now()],
        )
        return int(cursor.lastrowid or 0)

    def _note(self, run: int, entry: Entry, page: int, place: int, seen_at: str) -> Listed:
        """Write one entry and its placement."""
        moment, day = _listed(entry)
        printed = {
            "section_text": entry.section_text,
            "headline": entry.headline,
            "teaser": entry.teaser,
            "time_text": entry.time_text,
            "day_text": entry.day_text,
            "feed_date_text": entry.feed_date_text,
            "listed_at": utc(moment) if moment else None,
            "listed_on": day.isoformat() if day else None,
            "image_url": entry.image_url,
        }
        known = self.archive.db.execute(
            f"select id, state, retry_at, listed_on, url, last_listed_at from entries where {SAME_ENTRY}",
            [entry.edition, entry.family, entry.number, entry.year],
        ).fetchone()
        if known is None:
            entry_id, state = self._insert(run, entry, printed, seen_at)
            retry_at = None
        else:
            entry_id, state, retry_at, listed_on, url, last_listed_at = known
            if entry.url != url and seen_at >= last_listed_at:
                # Filed elsewhere: there it may be, though it was not at the old address.
                self.archive.db.execute(
                    "update entries set url = ?, section = ? where id = ?", [entry.url, entry.section, entry_id]
                )
                if state in ("gone", "refused", "not understood"):
                    state, retry_at = "wanted", None
                    self.archive.db.execute(
                        "update entries set state = 'wanted', attempts = 0, reason = null, retry_at = null "
                        "where id = ?",
                        [entry_id],
                    )
            day = day or (date.fromisoformat(listed_on) if listed_on else None)
            # What was printed first stays; only what was missing then is filled.
            filled = ", ".join(f"{name} = coalesce({name}, ?)" for name in printed)
            self.archive.db.execute(
                f"update entries set last_listed_at = max(last_listed_at, ?), {filled} where id = ?",
                [seen_at, *printed.values(), entry_id],
            )
        if entry_id not in self._met:
            self._met.add(entry_id)
            self.run.count(self.edition, "listed")
            self.run.count(self.edition, "new_entries", int(known is None))
        return Listed(
            entry=entry,
            new=known is None,
            wanted=state == "wanted" and (retry_at is None or retry_at <= now()),
            ground=not entry.from_side_block and self._place(entry_id, page, place, seen_at),
            day=day,
        )

    def _insert(self, run: int, entry: Entry, printed: dict[str, str | None], seen_at: str) -> tuple[int, EntryState]:
        """Write an entry listed for the first time; its article may have come from elsewhere before it."""
        article = self.archive.db.execute(
            f"select id from articles where {SAME_ENTRY}", [entry.edition, entry.family, entry.number, entry.year]
        ).fetchone()
        state: EntryState = "kept" if article else "wanted"
        row = printed | {
            "edition": entry.edition,
            "family": entry.family,
            "number": entry.number,
            "year": entry.year,
            "url": entry.url,
            "section": entry.section,
            "state": state,
            "first_listed_at": seen_at,
            "last_listed_at": seen_at,
            "first_run": run,
            "article": article[0] if article else None,
        }
        cursor = self.archive.db.execute(
            f"insert into entries ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values())
        )
        return int(cursor.lastrowid or 0), state

    def validators(self, url: str) -> Validators | None:
        """Of a listing's first page, where the walk that read it last came to its own end, as deep as this one."""
        last = None if self.archive.is_new else self._last_walk()
        if last is None:
            return None
        _, run, reached_on = last
        if reached_on is None or reached_on > (self.since or TO_THE_END).isoformat():
            return None
        row = self.archive.db.execute(
            "select etag, last_modified, fetched_at from captures where +url = ? and run = ? and status in (200, 304) "
            "order by id desc limit 1",
            [url, run],
        ).fetchone()
        return due.believed(*row) if row else None

    def _last_walk(self) -> tuple[int, int, str | None] | None:
        """The walk of this listing that was begun last, its run, and the day down to which it reached."""
        last: tuple[int, int, str | None] | None = self.archive.db.execute(
            "select id, run, reached_on from walks where edition = ? and listing = ? "
            "order by started_at desc, id desc limit 1",
            [self.edition, self.listing],
        ).fetchone()
        return last

    def unchanged(self, capture: Capture) -> None:
        """Let all stand that stood on the first page, and on ground settled as before."""
        with self._page_written() as run:
            db = self.archive.db
            last = self._last_walk()
            assert last is not None  # whose validators were sent
            walk, _, reached_on = last
            self._id = self._begin(run)
            keep_capture(db, run, capture)
            db.execute(
                "update placements set last_seen_at = ?, walk = ? where walk = ? and listing = ? and last_page = 1 "
                "and left_at is null",
                [utc(capture.fetched_at), self._id, walk, self.listing],
            )
            db.execute(
                "update walks set pages = 1, ended_at = ?, ended = 'settled ground', reached_on = ? where id = ?",
                [now(), reached_on, self._id],
            )
        self.run.count(self.edition, "pages")
        self.run.count(self.edition, "walks_ended")

    def _place(self, entry_id: int, page: int, place: int, seen_at: str) -> bool:
        """Write where an entry stood; whether it stands on ground settled deep enough for this walk."""
        db = self.archive.db
        last = db.execute(
            "select ground_on from placements where entry = ? and listing = ? order by id desc limit 1",
            [entry_id, self.listing],
        ).fetchone()
        # The interval that the moment lies in, or may lengthen: one that had not ended by then. What this very walk
        # took to have left may be met yet, where a page is read again.
        standing = db.execute(
            "select id, walk, last_place, last_seen_at from placements where entry = ? and listing = ? "
            "and (left_at is null or left_at > ? or left_at is ?) order by first_seen_at limit 1",
            [entry_id, self.listing, seen_at, self._left_at],
        ).fetchone()
        ground = last[0] if last else None
        if standing is None:
            db.execute(
                "insert into placements (entry, listing, first_seen_at, last_seen_at, first_page, last_page, "
                "last_place, best_place, walk, ground_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [entry_id, self.listing, seen_at, seen_at, page, page, place, place, self._id, ground],
            )
        else:
            interval, walk, last_place, last_seen_at = standing
            if seen_at >= last_seen_at:
                if walk != self._id:
                    self._passed[walk] = max(self._passed.get(walk, 0), last_place)
                db.execute(
                    "update placements set last_seen_at = ?, left_at = nullif(left_at, ?), last_page = ?, "
                    "last_place = ?, best_place = min(best_place, ?), walk = ? where id = ?",
                    [seen_at, self._left_at, page, place, place, self._id, interval],
                )
            else:  # an older capture of the listing
                db.execute(
                    "update placements set first_seen_at = min(first_seen_at, ?), best_place = min(best_place, ?) "
                    "where id = ?",
                    [seen_at, place, interval],
                )
        return ground is not None and bool(ground <= (self.since or TO_THE_END).isoformat())

    def end(self, how: WalkEnd, reason: str | None = None) -> None:
        self.run.count(self.edition, "walks_ended")
        if self.listing == FEED:  # a second witness: not every edition has one, and what it says is in the ledger
            pass
        elif how == "not understood":
            self.run.misread.append(reason or f"The listing {self.listing} of {self.edition} could not be read.")
        elif how not in _AS_ASKED:
            self.run.broken.append(reason or f"The walk of {self.listing} in {self.edition} was {how}.")
        if self._id is None or self.run.failed:  # not one page was read, or nothing can be written any more
            return
        self.archive.begin()
        self.archive.db.execute("update walks set ended_at = ?, ended = ? where id = ?", [now(), how, self._id])
        self._see_who_left()
        if how in _OWN_ENDS:
            self._settle(how)
        self.archive.commit()

    def _see_who_left(self) -> None:
        """End the intervals of entries that an earlier walk met above an entry of this one, and this one did not."""
        self._left_at = now()
        for walk, lowest in self._passed.items():
            self.archive.db.execute(
                "update placements set left_at = ? where walk = ? and listing = ? and left_at is null "
                "and last_place < ?",
                [self._left_at, walk, self.listing, lowest],
            )

    def _settle(self, how: WalkEnd) -> None:
        """Make all that this walk passed over settled ground, down to where it ended."""
        reached = self.since if how == "first day asked" else TO_THE_END
        if how == "settled ground":
            # No deeper than the ground it stopped on, which may end at a day.
            row = self.archive.db.execute(
                "select max(ground_on) from placements where walk = ? and ground_on <= ?",
                [self._id, (self.since or TO_THE_END).isoformat()],
            ).fetchone()
            reached = date.fromisoformat(row[0]) if row and row[0] else self.since
        depth = (reached or TO_THE_END).isoformat()
        self.archive.db.execute(
            "update placements set ground_on = min(coalesce(ground_on, '9999-12-31'), ?) where walk = ?",
            [depth, self._id],
        )
        self.archive.db.execute("update walks set reached_on = ? where id = ?", [depth, self._id])


def _listed(entry: Entry) -> tuple[datetime | None, date | None]:
    """The moment, and the day, under which a listing shows an entry, or which a feed gives it."""
    moment, day = listed_at(entry.day_text, entry.time_text)
    if day is None and entry.feed_date_text:
        try:
            announced = read_feed_date(entry.feed_date_text)
        except DateNotUnderstood:
            return None, None
        return announced.at, announced.on
    return moment, day


class Ledger:
    """What a spider may ask about the past; see `belta_scraper.memory.Memory`."""

    def __init__(
        self, archive: Archive, run: Run, soon: timedelta = timedelta(hours=12), kept: KeptBytes | None = None
    ) -> None:
        """`soon`: after how long a missing article is looked for again."""
        self.archive = archive
        self.run = run
        self.soon = soon
        self.kept = kept

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        soon = timedelta(hours=settings.getfloat("GONE_AFTER_HOURS")) / max(settings.getint("GONE_AFTER_LOOKS") - 1, 1)
        return cls(Archive.of(crawler), Run.of(crawler), soon, KeptBytes.of(crawler))

    def wanted(self, edition: str, since: date | None = None, until: date | None = None) -> Iterator[Entry]:
        if self.archive.is_new:
            return
        wanted = self.archive.db.execute(
            "select id from entries where state = 'wanted' and edition = ? and (retry_at is null or retry_at <= ?) "
            "and (listed_on is null or listed_on between ? and ?) order by number desc",
            [edition, now(), (since or date.min).isoformat(), (until or date.max).isoformat()],
        ).fetchall()
        for (entry_id,) in wanted:
            yield Entry(**next(self.archive.db.query(f"{ENTRY} where id = ?", [entry_id])))

    def begin_walk(self, edition: str, listing: str, since: date | None = None) -> LedgerWalk:
        self.run.count(edition, "walks_begun")
        return LedgerWalk(self.archive, self.run, edition, listing, since)

    def due(self, edition: str, ladder: Sequence[Rung], at_most: int) -> Iterator[Entry]:
        if not self.archive.is_new:
            yield from due.due(self.archive.db, edition, ladder, at_most, self.soon)

    def lately_seen(self, edition: str, at_most: int) -> Iterator[Entry]:
        yield from due.lately_seen(self.archive.db, edition, at_most)

    def validators(self, url: str) -> Validators | None:
        return due.validators(self.archive.db, url)

    def turned_away(self, edition: str, reason: str) -> None:
        self.run.left_alone.add(edition)
        self.run.misread.append(reason)

    def unreachable(self, edition: str, reason: str) -> None:
        self.run.left_alone.add(edition)
        self.run.broken.append(reason)

    def requested(self, entry: Entry) -> None:
        self.run.count(entry.edition, "requested")

    def gave_nothing(self, asked: str, reason: str) -> None:
        self.run.gave_nothing[asked] = reason

    def has_capture(self, source: str, digest: str | None = None) -> bool:
        if self.archive.is_new:
            return False
        row = self.archive.db.execute(
            "select 1 from captures where source = ? and digest = coalesce(?, digest) limit 1", [source, digest]
        ).fetchone()
        return row is not None

    def keep_taken(self, capture: Capture, record: Record) -> Capture | None:
        if self.kept is None:
            return capture
        kept = self.kept.keep_taken(capture, record)
        if self.run.failed:
            raise CloseSpider("cannot write")
        return kept


def became(archive: Archive, entry: Entry, state: EntryState, reason: str | None) -> bool:
    """Write what became of an entry; whether it has thereby been given up.

    `wanted` says that a request failed and is owed again: later each time, and not for ever. What is kept
    stays so, whatever a further look met, and is looked at later.
    """
    row = archive.db.execute(
        f"select id, attempts, state from entries where {SAME_ENTRY}",
        [entry.edition, entry.family, entry.number, entry.year],
    ).fetchone()
    if row is None:
        return False
    entry_id, attempts = row[0], row[1] + 1
    if row[2] == "kept":
        wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT_FOR_KEPT)
        archive.db.execute(
            "update entries set attempts = ?, retry_at = ? where id = ?",
            [attempts, utc(datetime.now(UTC) + wait), entry_id],
        )
        return False
    given_up = state == "wanted" and attempts >= ATTEMPTS_AT_MOST
    retry_at = None
    if state == "wanted" and attempts > 1:
        wait = min(FIRST_WAIT * 2 ** (attempts - 2), LONGEST_WAIT)
        retry_at = utc(datetime.now(UTC) + wait)
    archive.db.execute(
        "update entries set state = ?, attempts = ?, reason = ?, retry_at = ? where id = ?",
        ["refused" if given_up else state, attempts, reason, retry_at, entry_id],
    )
    return given_up
