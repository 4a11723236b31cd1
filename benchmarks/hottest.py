"""Where does the time go: which ten places are the hottest of reading, of settling, of keeping?

    python -m benchmarks.hottest [reading | settling | keeping ...]

Places are functions, by the time spent in each itself, its callees left out. Under the profiler small
functions seem dearer than they are; how long something takes is for `benchmarks.speed` to say.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from cProfile import Profile
from datetime import UTC, datetime
from pathlib import Path
from pstats import Stats
from tempfile import TemporaryDirectory

from belta_scraper.editions import EDITIONS
from belta_scraper.items import Article
from belta_scraper.pages import decode, read_article
from pipelines.archive.opening import Archive

from .speed.keeping import articles_of, keep
from .speed.pages import Page, replica_pages
from .speed.peers import ROOT
from .steps import a_capture, settled
from .tables import a_table, console

HOTTEST = 10
_ROUNDS = 10
_CAPTURE = a_capture("a page", fetched_at=datetime(2026, 12, 20, tzinfo=UTC))

Profiled = tuple[Stats, int]
"""What the profiler saw, and of how many pages or articles."""


def reading(pages: Sequence[Page]) -> Profiled:
    return _profiled(lambda: [_read(page) for page in pages]), _ROUNDS * len(pages)


def settling(pages: Sequence[Page]) -> Profiled:
    articles = [_read(page) for page in pages]
    return _profiled(lambda: [settled(article) for article in articles]), _ROUNDS * len(pages)


def keeping(pages: Sequence[Page]) -> Profiled:
    articles = articles_of(pages, 400)
    with TemporaryDirectory() as folder, Archive(Path(folder) / "profiled.db") as archive:
        return _profiled(lambda: keep(archive, articles), rounds=1), len(articles)


PARTS: dict[str, Callable[[Sequence[Page]], Profiled]] = {
    "reading": reading,
    "settling": settling,
    "keeping": keeping,
}


def _read(page: Page) -> Article:
    return read_article(decode(page.body), url=page.url, edition=EDITIONS[page.edition], capture=_CAPTURE)


def _profiled(work: Callable[[], object], rounds: int = _ROUNDS) -> Stats:
    if rounds > 1:
        work()  # what is done once in a run is not what it is about
    profile = Profile()
    profile.enable()
    for _ in range(rounds):
        work()
    profile.disable()
    return Stats(profile)


def hottest(stats: Stats) -> list[tuple[str, int, float]]:
    """The places, with how often they were reached and their seconds, the hottest first."""
    found = [(_place(*function), calls, own) for function, (_, calls, own, *_) in stats.stats.items()]  # type: ignore[attr-defined]
    return sorted(found, key=lambda place: -place[2])[:HOTTEST]


def _place(file: str, line: int, name: str) -> str:
    """`belta_scraper/pages/tree.py:16 parse`; of what is built in, its name."""
    if file == "~":
        return name.strip("<>")
    path = Path(file)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return f"{path.relative_to(ROOT)}:{line} {name}"
    return f"{Path(*path.parts[-2:])}:{line} {name}"


def main(arguments: Sequence[str]) -> int:
    if unknown := set(arguments).difference(PARTS):
        print(f"There is no part {' '.join(sorted(unknown))}; choose among {' '.join(PARTS)}.", file=sys.stderr)
        return 2
    out, pages = console(), replica_pages(4)
    for part in arguments or PARTS:
        stats, many = PARTS[part](pages)
        whole: float = stats.total_tt  # type: ignore[attr-defined]
        table = a_table(
            f"{part.capitalize()}: {1000 * whole / many:.2f} ms each, profiled", ["place", "calls", "µs each", "share"]
        )
        for place, calls, own in hottest(stats):
            table.add_row(place, f"{calls / many:.1f}", f"{1e6 * own / many:.0f}", f"{own / whole:.0%}")
        out.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
