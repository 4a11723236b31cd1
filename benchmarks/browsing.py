"""How long does a page of the archive take, when the archive is large?

    python -m benchmarks.browsing [--articles 100000] [--archive FILE] [--check]

Makes an archive of invented articles (`large_archive`) in a temporary folder, or takes one that is there,
and asks Datasette, configured as `make browse` has it, for every kind of page, every question that people can
click and searches of every kind, several times each; the median counts.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from datasette.app import Datasette
from rich.progress import Progress

from . import large_archive
from .tables import a_table, console

DATA = Path(__file__).parent.parent / "data"
CONFIGURATION = ("metadata.yaml", "settings.json", "plugins", "templates", "static")
ROUNDS = 5

FRONT, SEARCH, PAGE = 0.1, 0.2, 1.0
"""Seconds that the front page, a search and any page may take."""
WHOLE = {"coverage": 2.0, "numbers_missing": 2.0}
"""Views over the whole ledger, whose rows Datasette counts besides showing some, and gives up after a second; the
questions that ask them for a time or an edition have the second of any page."""

SEARCHES: tuple[tuple[str, dict[str, str]], ...] = (
    ("a word in a tenth of the articles", {"q": "библиотека"}),
    ("a word in nearly half of them", {"q": "белта"}),
    ("the same in one edition", {"q": "белта", "edition": "ru"}),
    ("the same in a month of long ago", {"q": "белта", "since": "2010-01-01", "until": "2010-01-31"}),
    ("the same where no article has it", {"q": "белта", "edition": "zh"}),
    ("two words", {"q": "библиотека минск"}),
    ("a phrase", {"q": '"в читальном зале"'}),
    ("the beginning of a word", {"q": "минск*"}),
    ("Chinese", {"q": "图书馆"}),
    ("a single Chinese character", {"q": "馆"}),
    ("a rare word", {"q": "Bode"}),
    ("a word that stands nowhere", {"q": "nowhere-at-all"}),
)
RANKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("a word in a tenth of the articles, the best first", {"q": "библиотека", "sort": "best"}),
    ("a word in nearly half of them, the best first", {"q": "белта", "sort": "best"}),
    ("the same in one edition, the best first", {"q": "белта", "edition": "ru", "sort": "best"}),
)
"""On demand: every hit must be weighed, so these have the second of any page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    name: str
    path: str
    at_most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    asked: Asked
    seconds: float
    """The median, by the clock on the wall."""
    work: float
    """The median of the processor's seconds, which other work on the machine does not change."""
    status: int
    complaint: bool
    """Whether the page says that something took too long."""

    @property
    def good(self) -> bool:
        return self.status == 200 and not self.complaint and self.seconds <= self.asked.at_most


def pages(datasette: Datasette, articles: int) -> Iterator[Asked]:
    """Every kind of page, every question, every kind of search."""
    yield Asked(name="front page", path="/", at_most=FRONT)
    yield Asked(name="archive", path="/belta", at_most=PAGE)
    yield Asked(name="article", path=f"/belta/articles/{articles // 2}", at_most=PAGE)
    yield Asked(name="charts", path="/belta/-/charts", at_most=PAGE)
    yield Asked(name="charts of an edition", path="/belta/-/charts?edition=be", at_most=PAGE)
    yield Asked(name="dictionary", path="/belta/-/dictionary", at_most=PAGE)
    for table in datasette.plugin_config("describe-archives")["tables"]:
        if table not in ("articles_fts", "_sqlite_migrations"):
            yield Asked(name=f"table {table}", path=f"/belta/{table}", at_most=WHOLE.get(table, PAGE))
    yield Asked(name="articles of an edition", path="/belta/articles?edition=ru", at_most=PAGE)
    yield Asked(name="articles of a section", path="/belta/articles?edition=de&section=culture", at_most=PAGE)
    for question in datasette.plugin_config("describe-archives")["queries"]:
        if question != "search":
            yield Asked(name=f"question {question}", path=f"/belta/{question}", at_most=PAGE)
    for name, asked in SEARCHES:
        yield Asked(name=f"search: {name}", path=f"/belta/search?{urlencode(asked)}", at_most=SEARCH)
    for name, asked in RANKED:
        yield Asked(name=f"search: {name}", path=f"/belta/search?{urlencode(asked)}", at_most=PAGE)


def measure(archive: Path, *, rounds: int = ROUNDS, tell: Callable[[str], None] = lambda _: None) -> list[Measured]:
    """Ask for everything, after one round that warms the file's pages."""
    with tempfile.TemporaryDirectory() as folder:
        for name in CONFIGURATION:
            (Path(folder) / name).symlink_to(DATA / name)
        (Path(folder) / "belta.db").symlink_to(archive.absolute())
        datasette = Datasette(config_dir=Path(folder))
        try:
            articles = _get(datasette, "/belta.json?sql=select+max(id)+as+newest+from+articles&_shape=array")[1]
            newest = int(articles.rpartition(":")[2].strip(" }]\n"))
            measured = []
            for asked in pages(datasette, newest):
                tell(asked.name)
                measured.append(_measure(datasette, asked, rounds))
            return measured
        finally:
            for database in datasette.databases.values():
                database.close()
            datasette.executor.shutdown()


def _measure(datasette: Datasette, asked: Asked, rounds: int) -> Measured:
    _get(datasette, asked.path)
    times, works = [], []
    status, text = 0, ""
    for _ in range(rounds):
        began, worked = time.perf_counter(), time.process_time()
        status, text = _get(datasette, asked.path)
        times.append(time.perf_counter() - began)
        works.append(time.process_time() - worked)
    complaint = "too long" in text or "timed out" in text
    return Measured(asked=asked, seconds=median(times), work=median(works), status=status, complaint=complaint)


def _get(datasette: Datasette, path: str) -> tuple[int, str]:
    response = asyncio.run(datasette.client.get(path))
    return response.status_code, response.text


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; with `--check`, the status is 1 where a page is slower than it may be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browsing")
    parser.add_argument("--articles", type=int, default=100_000, help="in the archive that is made; 100,000")
    parser.add_argument("--archive", type=Path, help="measure this one instead")
    parser.add_argument("--keep", type=Path, help="where to leave the archive that is made")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--check", action="store_true", help="fail where a page is slower than it may be")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, Progress(disable=not sys.stderr.isatty(), transient=True) as progress:
        archive = options.archive or options.keep or Path(folder) / "belta.db"
        if options.archive is None:
            task = progress.add_task("Inventing articles", total=options.articles)
            large_archive.make(archive, options.articles, tell=lambda done: progress.update(task, completed=done))
        asking = progress.add_task("Asking", total=None)
        measured = measure(
            archive, rounds=options.rounds, tell=lambda name: progress.update(asking, description=f"Asking: {name}")
        )
        size = archive.stat().st_size
    table = a_table(f"Milliseconds, the median of {options.rounds}; the archive has {size / 1e9:.1f} GB", HEADINGS)
    for one in measured:
        verdict = (
            ""
            if one.good
            else "took too long"
            if one.complaint
            else "too slow"
            if one.status == 200
            else f"status {one.status}"
        )
        table.add_row(
            one.asked.name,
            f"{one.seconds * 1000:,.0f}",
            f"{one.work * 1000:,.0f}",
            f"{one.asked.at_most * 1000:,.0f}",
            verdict,
        )
    console().print(table)
    return int(options.check and not all(one.good for one in measured))


HEADINGS = ("page", "takes", "of work", "may take", "")


if __name__ == "__main__":
    raise SystemExit(main())
