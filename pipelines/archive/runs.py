"""How did a run go: its row, its numbers per edition, and the verdict that is also the exit status?"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Literal, Self
from weakref import WeakKeyDictionary, ref

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from belta_scraper.editions import EDITIONS
from belta_scraper.memory import Scope

from . import manifests
from .expectations import SPIDERS, Expectations, days, drift, learned_from, measured_before
from .moments import MINSK, now, utc
from .opening import Archive
from .readers import versions_of_readers

Outcome = Literal["complete", "incomplete", "not understood", "could not run"]
EXIT_STATUS: dict[Outcome, int] = {"complete": 0, "could not run": 1, "incomplete": 3, "not understood": 4}

COUNTED = (
    "pages", "listed", "new_entries", "requested", "kept", "unchanged", "not_understood", "refused", "gone", "problems",
)  # fmt: skip
"""The columns of `run_counts`."""

STATISTICS = {
    "pages": "page/listing/read",
    "listed": "entry/listed",
    "new_entries": "entry/new",
    "requested": "article/requested",
    "kept": "article/kept",
    "unchanged": "article/unchanged",
    "not_understood": "article/not_understood",
    "refused": "article/refused",
    "gone": "article/gone",
    "walks_begun": "walk/begun",
    "walks_ended": "walk/ended",
}
"""Paths under which what is counted here stands in Scrapy's statistics while the run is at work."""

_VERSIONS_OF = ("belta-archive", "scrapy", "parsel", "dateparser", "sqlite-utils")
_RUNS: WeakKeyDictionary[Crawler, Run] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    reason: str | None = None
    """In one sentence, where the outcome is not `complete`."""

    @property
    def exit_status(self) -> int:
        return EXIT_STATUS[self.outcome]


@dataclass
class Run:
    """The run at work. Its row is written with the first thing it keeps, so that a run which
    reached nothing leaves no trace in the archive."""

    archive: Archive
    spider: str
    arguments: dict[str, str]
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    broken: list[str] = field(default_factory=list)
    """Why the run cannot be complete, a sentence each, in the order of happening."""
    misread: list[str] = field(default_factory=list)
    """Signs that pages refuse us or have changed, as above."""
    gave_nothing: dict[str, str] = field(default_factory=dict)
    """Editions, or files, that gave nothing at all, with the reason."""
    left_alone: set[str] = field(default_factory=set)
    """Editions that refused, failed or contradicted themselves, and were asked nothing more."""
    failed: str | None = None
    """Why the archive could not be written any further."""
    editions: tuple[str, ...] = ()
    """What the run was asked to cover; none for a run over files."""
    since: date | None = None
    until: date | None = None
    verdict: Verdict | None = None
    """Known when the run has ended."""
    crawler: ref[Crawler] | None = None
    """The crawl itself; weak, for it is the key under which its run is found."""
    folder: Path | None = None
    """Where the WARC files are, where no crawl says so."""
    started_at: str = field(default_factory=now)
    _id: int | None = None

    @classmethod
    def of(cls, crawler: Crawler) -> Run:
        """The run of a crawl, which its components share."""
        if crawler not in _RUNS:
            run = cls(archive=Archive.of(crawler), spider=crawler.spidercls.name, arguments={})
            run.crawler = ref(crawler)
            _RUNS[crawler] = run
        return _RUNS[crawler]

    @property
    def id(self) -> int:
        """The number of the run's row, written now if it was not yet."""
        if self._id is None:
            self.archive.begin()
            cursor = self.archive.db.execute(
                "insert into runs (spider, arguments, versions, started_at) values (?, ?, ?, ?)",
                [
                    self.spider,
                    json.dumps(self.arguments, ensure_ascii=False, sort_keys=True),
                    json.dumps({name: version(name) for name in _VERSIONS_OF} | versions_of_readers()),
                    self.started_at,
                ],
            )
            self._id = int(cursor.lastrowid or 0)
            manifests.sign_killed(self.archive.db, self._id, self._captures)
            # At once: a run that is killed must have left its row.
            self.archive.commit()
        return self._id

    @property
    def _crawler(self) -> Crawler | None:
        return self.crawler() if self.crawler else None

    @property
    def _captures(self) -> Path | None:
        """The folder of the run's WARC files."""
        crawler = self._crawler
        return Path(crawler.settings["CAPTURES"]) if crawler else self.folder

    @property
    def kept_something(self) -> bool:
        return self._id is not None

    def count(self, edition: str | None, name: str, number: int = 1) -> None:
        if edition is None:
            return
        self.counts[edition][name] += number
        crawler = self._crawler
        if crawler is not None and (path := STATISTICS.get(name)):
            crawler.stats.inc_value(path, number)
            crawler.stats.inc_value(f"{path}/{edition}", number)

    def fail(self, reason: str) -> None:
        """Stop the crawl at once: the archive, or the evidence, cannot be written any further."""
        if self.failed is not None:
            return
        self.failed = reason
        self.archive.rollback()
        crawler = self._crawler
        if crawler is not None and crawler.crawling:
            deferred_from_coro(crawler.engine.close_spider_async(reason="cannot write"))

    def judge(self, finish_reason: str) -> Verdict:
        """What became of the run."""
        if self.failed:
            return Verdict("incomplete" if self.kept_something else "could not run", self.failed)
        if self.gave_nothing and not self.kept_something:
            first, *others = self.gave_nothing.values()
            return Verdict("could not run", f"{len(others) + 1} editions gave nothing: {first}" if others else first)
        drifted = [*self.misread, *drift(self.counts), *self._signs()]
        if drifted:
            return Verdict("not understood", drifted[0])
        broken = [*self.gave_nothing.values(), *self.broken]
        if finish_reason != "finished":
            broken.insert(0, f"The run was stopped before its end ({finish_reason}).")
        if left := self._left_wanted():
            broken.append(f"{left} listed {'article is' if left == 1 else 'articles are'} still wanted.")
        refused = sum(count["refused"] for count in self.counts.values())
        if self.spider == "revisits" and refused:
            many = "One known article" if refused == 1 else f"{refused} known articles"
            broken.append(f"{many} could not be looked at again; `scrapy report` names the reasons.")
        return Verdict("incomplete", broken[0]) if broken else Verdict("complete")

    @cached_property
    def expectations(self) -> Expectations:
        """What this run is expected to meet, as earlier ones did."""
        if self.archive.is_new:
            return Expectations()
        return Expectations(learned=learned_from(self.archive.db), recent=measured_before(self.archive.db))

    def _signs(self) -> Iterator[str]:
        """What shows that the run's articles, or the days it listed, are not as they should be."""
        for edition in list(self.expectations.cases):
            yield from self.expectations.signs(edition)
        if self.spider != "listings" or self.since or self.until or self.archive.is_new:
            return
        if (crawler := self._crawler) is None:
            return
        elsewhere = crawler.settings.getdict("EDITION_ORIGINS")
        now_in_minsk = datetime.now(MINSK)
        today = now_in_minsk.date()
        # What is wrong with yesterday is told once, and not by each run of the day.
        midnight = utc(now_in_minsk.replace(hour=0, minute=0, second=0, microsecond=0))
        said = self.archive.db.execute(
            "select 1 from runs where spider = 'listings' and ended_at >= ? and arguments = ? limit 1",
            [midnight, json.dumps(self.arguments, ensure_ascii=False, sort_keys=True)],
        ).fetchone()
        if said:
            return
        for code in self.editions:
            if code not in elsewhere:  # a replica or a mirror is neither as large nor as fresh as the site
                yield from days(self.archive.db, code, today, floor=EDITIONS[code].healthy_day)

    def _left_wanted(self) -> int:
        if self.archive.is_new or not self.editions or self.spider != "listings":
            return 0
        row = self.archive.db.execute(
            f"select count(*) from entries where edition in ({','.join('?' * len(self.editions))}) "
            "and state = 'wanted' and (listed_on is null or listed_on between ? and ?)",
            [*self.editions, (self.since or date.min).isoformat(), (self.until or date.max).isoformat()],
        ).fetchone()
        return int(row[0])

    def end(self, finish_reason: str) -> Verdict:
        """Judge the run and write the verdict and the numbers into its row, if it has one."""
        self.verdict = self.judge(finish_reason)
        if self.kept_something:
            self.archive.begin()
            self.archive.db.execute(
                "update runs set ended_at = ?, outcome = ?, exit_status = ?, reason = ? where id = ?",
                [now(), self.verdict.outcome, self.verdict.exit_status, self.verdict.reason, self.id],
            )
            for edition, counts in self.counts.items():
                self.archive.db.execute(
                    f"insert into run_counts (run, edition, {', '.join(COUNTED)}) values (?, ?{', ?' * len(COUNTED)})",
                    [self.id, edition, *(counts[name] for name in COUNTED)],
                )
            if self.spider in SPIDERS:
                for edition, name, value, cases in self.expectations.as_rows():
                    self.archive.db.execute(
                        "insert into measures (run, edition, name, value, cases) values (?, ?, ?, ?, ?)",
                        [self.id, edition, name, value, cases],
                    )
            manifests.sign(self.archive.db, self.id, self._captures)
            self.archive.commit()
        return self.verdict


class KeepRuns:
    """Scrapy extension: ends the run's row and closes the archive when the spider closes."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.spider_error, signal=signals.spider_error)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:
        run = Run.of(self.crawler)
        scope = getattr(spider, "scope", None)
        if isinstance(scope, Scope):
            run.arguments, run.editions = scope.arguments, scope.editions
            run.since, run.until = scope.since, scope.until

    def spider_error(self, failure: Failure) -> None:
        # A mistake of ours in a callback: the page it was about has not been followed to its end.
        Run.of(self.crawler).broken.append(f"A spider failed: {failure.getErrorMessage()}.")

    def spider_closed(self, reason: str) -> None:
        run = Run.of(self.crawler)
        try:
            run.end(reason)
        except sqlite3.Error as error:
            run.archive.rollback()
            run.failed = run.archive.not_written(error)
            run.verdict = run.judge(reason)
        finally:
            run.archive.close()
