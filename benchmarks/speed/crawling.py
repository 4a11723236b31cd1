"""What does a whole crawl over loopback take, beside a bare Scrapy that requests the same pages?"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from belta_scraper.replica import Replica

from .peers import ROOT
from .server import served

EDITION = "de"
AT_ONCE = 8
"""Requests at a time. Of BelTA we make one at a time; here the machine is to be busy."""
_NOTICES_A_DAY = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """A process's seconds on the clock and of the processor, and the most memory that it held."""

    seconds: float
    of_processor: float
    megabytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawls:
    """Rounds of each way to crawl the same pages, and of the runs after them, which find nothing new."""

    pages: int
    pages_again: int
    bare: list[Took] = field(default_factory=list)
    ours: list[Took] = field(default_factory=list)
    with_captures: list[Took] = field(default_factory=list)
    bare_again: list[Took] = field(default_factory=list)
    ours_again: list[Took] = field(default_factory=list)


class CrawlFailed(Exception):
    """A crawl that was to be measured did not end well; the message has its last words."""


def a_site(articles: int) -> Replica:
    """A site with about so many articles, some thirty at least, on pages as large as BelTA's."""
    notices = _NOTICES_A_DAY if articles > _NOTICES_A_DAY else None
    replica = Replica(editions=[EDITION], days=max(6, articles // _NOTICES_A_DAY), notices_a_day=notices)
    replica.switches.chrome = "whole"
    return replica


def measure(articles: int, folder: Path, *, rounds: int, tell: Callable[[str], None]) -> Crawls:
    """Crawl a site in each way, in turn, each time into an archive of its own."""
    with served(a_site(articles), EDITION) as site:
        tell("A first crawl, for which each page is made, and a second one")
        asked: list[Path] = []
        for _ in range(2):
            site.asked.clear()
            ours(site.origin, folder / "first", captures=False)
            asked.append(_written(folder / f"paths-{len(asked)}.txt", site.asked))
        crawls = Crawls(pages=_many(asked[0]), pages_again=_many(asked[1]))
        for number in range(rounds):
            place = folder / f"round-{number}"
            tell(f"Round {number + 1} of {rounds}: {crawls.pages} pages, a bare Scrapy")
            crawls.bare.append(bare(site.origin, asked[0]))
            tell(f"Round {number + 1} of {rounds}: {crawls.pages} pages, ours without captures")
            crawls.ours.append(ours(site.origin, place / "without", captures=False))
            tell(f"Round {number + 1} of {rounds}: {crawls.pages} pages, ours with captures")
            crawls.with_captures.append(ours(site.origin, place / "with", captures=True))
            tell(f"Round {number + 1} of {rounds}: nothing new")
            crawls.bare_again.append(bare(site.origin, asked[1]))
            crawls.ours_again.append(ours(site.origin, place / "without", captures=False))
    return crawls


def _written(file: Path, paths: list[str]) -> Path:
    file.write_text("\n".join(paths), encoding="utf-8")
    return file


def _many(paths: Path) -> int:
    return len(paths.read_text(encoding="utf-8").split("\n"))


def ours(origin: str, place: Path, *, captures: bool) -> Took:
    """A crawl as an operator makes it, but for our pauses."""
    place.mkdir(parents=True, exist_ok=True)
    settings = {
        "ARCHIVE": str(place / "belta.db"),
        "CAPTURES": str(place / "captures"),
        "CAPTURE_RESPONSES": "all" if captures else "none",
        "EDITION_ORIGINS": json.dumps({EDITION: origin}),
        "CONCURRENT_REQUESTS_PER_DOMAIN": str(AT_ONCE),
        "CLOCK_CHECK": "False",  # invented archives may end later than today
        "DOWNLOAD_DELAY": "0",
        "AUTOTHROTTLE_ENABLED": "False",
    }
    options = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    return _run([sys.executable, "-m", "scrapy", "crawl", "listings", "-a", f"edition={EDITION}", *options], place)


def bare(origin: str, paths: Path) -> Took:
    command = [sys.executable, "-m", "benchmarks.speed.bare", origin, str(paths), str(AT_ONCE)]
    return _run(command, paths.parent)


def _run(command: list[str], place: Path) -> Took:
    """Run a command to its end, for its time and its memory. Raises `CrawlFailed`."""
    words = place / "words.txt"
    with words.open("w", encoding="utf-8") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-c", _WITH_ITS_USE, *command], cwd=ROOT, stdout=said, stderr=subprocess.STDOUT
        )
        status = process.wait()
        seconds = time.perf_counter() - begun
    *above, last = words.read_text(encoding="utf-8").strip().splitlines() or [""]
    if status:
        raise CrawlFailed(f"{' '.join(command[1:4])} ended with {status}: {' '.join(above)[-800:]}")
    of_processor, memory = map(float, last.split())
    return Took(
        seconds=seconds, of_processor=of_processor, megabytes=memory / (2**20 if sys.platform == "darwin" else 2**10)
    )


_WITH_ITS_USE = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:])
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(use.ru_utime + use.ru_stime, use.ru_maxrss)
sys.exit(status)
"""
"""Runs a command and says what it used. A process counts its parent's memory as its own at first: this one is small."""
