"""How far is the run? A line per edition on a terminal; elsewhere, or in a log file, one line a minute.

Everything is taken from the run's statistics (`statistics` has their paths). Time left is said only
where it can be known: while a listing is still walked, nobody knows what its next page will name, and
what is known already takes that long at least.
"""

from __future__ import annotations

import logging
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self, TextIO

from rich import box
from rich.console import Console
from rich.filesize import decimal
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector
from scrapy.utils.asyncio import create_looping_call

from .editions import EDITIONS
from .log import NOTICE

logger = logging.getLogger(__name__)

REDRAWN_EVERY = 0.5
"""Seconds between two pictures on a terminal."""

RECENT = 120.0
"""Seconds over which a speed is measured: long enough for a slow host, short enough to show that one stalls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionProgress:
    edition: str
    pages: int
    """Of listings."""
    articles: int
    per_minute: float | None
    """Pages of both kinds, recently; `None` where it is too early to say."""
    waiting: int
    """Articles still to be answered, of those that are known to be wanted."""
    seconds_left: float | None
    """For those; `None` where not even that can be known."""
    more_may_come: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturesProgress:
    """How far a run over files is."""

    files: int
    files_taken: int
    size: int
    size_taken: int
    seconds_left: float | None


class Pace:
    """How fast something goes, measured over what was counted recently."""

    def __init__(self) -> None:
        self._counted: defaultdict[str, deque[tuple[float, int]]] = defaultdict(deque)

    def per_second(self, name: str, count: int, now: float) -> float | None:
        """Take note of a count, and say how fast it has grown of late; `None` in the first second."""
        counted = self._counted[name]
        counted.append((now, count))
        while len(counted) > 2 and counted[1][0] <= now - RECENT:
            counted.popleft()
        then, before = counted[0]
        return (count - before) / (now - then) if now - then >= 1 else None


class Look:
    """What the statistics say of how far a run is."""

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats
        self.pace = Pace()

    def editions(self, now: float) -> list[EditionProgress]:
        """Those of which anything is known, in their usual order."""
        return [self._edition(code, now) for code in EDITIONS if self._is_at_work_on(code)]

    def _is_at_work_on(self, code: str) -> bool:
        begun = ("walk/begun", "article/due", "article/requested", "page/article/read")
        return any(self._number(f"{path}/{code}") for path in begun)

    def _number(self, path: str) -> int:
        return int(self.stats.get_value(path, 0))

    def _edition(self, code: str, now: float) -> EditionProgress:
        pages, answered = self._number(f"page/listing/read/{code}"), self._number(f"article/answered/{code}")
        walks, due = self._number(f"walk/begun/{code}"), self._number(f"article/due/{code}")
        speed = self.pace.per_second(code, pages + answered, now)
        waiting = max(0, max(due, self._number(f"article/requested/{code}")) - answered)
        all_is_known = bool(due) or 0 < walks == self._number(f"walk/ended/{code}")
        return EditionProgress(
            edition=code,
            pages=pages,
            articles=self._number(f"page/article/read/{code}"),
            per_minute=None if speed is None else speed * 60,
            waiting=waiting,
            seconds_left=_left(waiting, speed),
            more_may_come=not all_is_known,
        )

    def captures(self, now: float) -> CapturesProgress | None:
        """`None` where the run takes in no files."""
        size, taken = self._number("capture/byte/total"), self._number("capture/byte/taken")
        if not size:
            return None
        return CapturesProgress(
            files=self._number("capture/file/total"),
            files_taken=self._number("capture/file/taken"),
            size=size,
            size_taken=taken,
            seconds_left=_left(size - taken, self.pace.per_second("captures", taken, now)),
        )


def _left(waiting: int, per_second: float | None) -> float | None:
    if waiting <= 0:
        return 0.0
    return waiting / per_second if per_second else None


class Progress:
    """Scrapy extension; setting `LOGSTATS_INTERVAL`: seconds between two lines in a log, 0 for none."""

    def __init__(self, crawler: Crawler, console: Console) -> None:
        self.look = Look(crawler.stats)
        self.began = time.monotonic()
        self.on_terminal = console.is_terminal and not console.is_dumb_terminal
        self.interval = crawler.settings.getfloat("LOGSTATS_INTERVAL")
        self.logs = self.interval > 0 and bool(crawler.settings.get("LOG_FILE") or not self.on_terminal)
        self.live = Live(console=console, auto_refresh=False, transient=True, redirect_stdout=False)
        self.pictures = create_looping_call(self._draw)
        self.lines = create_looping_call(self._log)
        self.logging_above: list[tuple[logging.StreamHandler[TextIO], TextIO]] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler, Console(stderr=True))
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self) -> None:
        if self.on_terminal:
            terminal = sys.stderr
            self.live.start()
            # A run that is killed must not leave its terminal without a cursor.
            self.live.console.show_cursor()
            self._log_above(terminal)
            self.pictures.start(REDRAWN_EVERY)
        if self.logs:
            self.look.editions(time.monotonic())
            self.lines.start(self.interval, now=False)

    def spider_closed(self) -> None:
        for call in (self.pictures, self.lines):
            if call.running:
                call.stop()
        for handler, stream in self.logging_above:
            handler.setStream(stream)
        self.live.stop()

    def _log_above(self, terminal: TextIO) -> None:
        """Let what is logged to the terminal scroll past above the picture, instead of through it."""
        for handler in logging.root.handlers:
            if isinstance(handler, logging.StreamHandler) and handler.stream is terminal:
                self.logging_above.append((handler, terminal))
                handler.setStream(sys.stderr)  # which leads through the picture while that stands

    def _draw(self) -> None:
        now = time.monotonic()
        editions, captures = self.look.editions(now), self.look.captures(now)
        self.live.update(_picture(editions, captures, now - self.began), refresh=True)

    def _log(self) -> None:
        now = time.monotonic()
        if line := in_one_line(self.look.editions(now), self.look.captures(now)):
            logger.log(NOTICE, "%s", line)


def _picture(editions: list[EditionProgress], captures: CapturesProgress | None, seconds: float) -> Table:
    """All that is known, for a terminal."""
    table = Table(box=box.SIMPLE_HEAD, caption=f"at work for {in_words(seconds)}", caption_justify="left")
    if captures:
        table.title, table.title_justify = _files(captures), "left"
    rows = [_numbers(row, captures is None) for row in editions]
    for heading in rows[0] if rows else ():
        table.add_column(heading, justify="left" if heading == "edition" else "right", min_width=4, no_wrap=True)
    for numbers in rows:
        table.add_row(*numbers.values())
    return table


def in_one_line(editions: list[EditionProgress], captures: CapturesProgress | None) -> str:
    """All that is known, for a log; empty where that is nothing."""
    told = [_files(captures)] if captures else []
    for row in editions:
        numbers = _numbers(row, captures is None).items()
        told += [", ".join(f"{name} {number}" for name, number in numbers)]
    return "; ".join(told)


def _numbers(row: EditionProgress, of_requests: bool) -> dict[str, str]:
    """What is said of an edition: of what is requested, too, where something is."""
    numbers = {
        "edition": row.edition,
        "listing pages": f"{row.pages:,}",
        "articles": f"{row.articles:,}",
        "pages a minute": "…" if row.per_minute is None else f"{row.per_minute:,.0f}",
    }
    if of_requests:
        numbers["waiting"] = f"{row.waiting:,}"
        numbers["time left"] = _time_left(row.seconds_left, row.more_may_come)
    return numbers


def _files(captures: CapturesProgress) -> str:
    files = f"{captures.files_taken:,} of {captures.files:,} files"
    sizes = f"{decimal(captures.size_taken)} of {decimal(captures.size)}"
    return f"{files}, {sizes}, time left {_time_left(captures.seconds_left)}"


def _time_left(seconds: float | None, more_may_come: bool = False) -> str:
    if seconds is None or (more_may_come and seconds == 0):
        return "not known"
    if seconds == 0:
        return "none"
    return f"{'at least' if more_may_come else 'about'} {in_words(seconds)}"


def in_words(seconds: float) -> str:
    """A span of time, no finer than a person wants to know it.

    >>> in_words(42), in_words(61), in_words(7300), in_words(200_000)
    ('42 s', '1 min', '2 h 1 min', '2 days 7 h')
    """
    whole = round(seconds)
    minutes, hours, days = whole // 60, whole // 3600, whole // 86400
    if days:
        return f"{days} {'day' if days == 1 else 'days'} {hours % 24} h"
    if hours:
        return f"{hours} h {minutes % 60} min"
    return f"{minutes} min" if minutes else f"{max(1, whole)} s"


@contextmanager
def counting(words: str = "{}", *, time_left: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """How far a command is that looks at one thing after the other, on a terminal; elsewhere nothing is shown.

    What is handed on is told what is being looked at, which stands in `words`, how many are done, and of how many.
    """
    console = Console(stderr=True)
    columns = [SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()]
    if time_left:
        columns.append(TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task, doing = shown.add_task("looking", total=None), ""

        def tell(what: str, done: int, total: int) -> None:
            nonlocal doing
            if what != doing:  # and so is the time that it takes
                doing = what
                shown.reset(task)
            shown.update(task, description=words.format(what), completed=done, total=total or None)

        yield tell
