"""What does it cost to add to an archive, and to find nothing new, as the archive grows?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from belta_scraper.items import Article
from benchmarks import large_archive
from pipelines.archive.opening import Archive

from .crawling import EDITION, a_site, ours
from .figures import Figure
from .keeping import BATCH, keep
from .server import served

SIZES = (1_000, 10_000, 100_000)
"""Articles; a million, which takes some ten minutes to invent, where it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """An archive of one size, and what was measured on it."""

    articles: int
    megabytes: float
    again: Figure
    """Seconds of a scheduled run that finds nothing new."""
    keeping: Figure
    """Milliseconds for an article that is new."""


def measure(
    sizes: Sequence[int], articles: Sequence[Article], folder: Path, *, rounds: int, tell: Callable[[str], None]
) -> list[Grown]:
    grown = []
    with served(a_site(0), EDITION) as site:
        for size in sizes:
            place = folder / f"{size}"
            place.mkdir(parents=True)
            path = place / "belta.db"
            tell(f"An archive of {size:,} articles is invented")
            large_archive.make(path, size)
            with Archive(path) as archive:  # what its ledger still wants is nowhere to be had
                archive.db.execute("update entries set state = 'gone' where state <> 'kept'")
            megabytes = path.stat().st_size / 2**20
            tell(f"{size:,} articles: a first crawl, which finds some")
            ours(site.origin, place, captures=False)
            seconds = []
            for number in range(rounds):
                tell(f"{size:,} articles: crawl {number + 1} of {rounds} that finds nothing new")
                seconds.append(ours(site.origin, place, captures=False).seconds)
            tell(f"{size:,} articles: {len(articles)} are kept")
            with Archive(path) as archive:
                _, *batches = keep(archive, articles)  # the first reads what the others find in memory
            keeping = Figure.of([1000 * seconds / BATCH for seconds in batches])
            grown.append(Grown(articles=size, megabytes=megabytes, again=Figure.of(seconds), keeping=keeping))
            path.unlink()
    return grown
