"""Measure everything, print one table, draw one picture."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.tables import console

from . import crawling, growth, keeping, report
from .contest import contest
from .pages import captured_pages, replica_pages, written_to
from .peers import OURS, PEERS, ROOT
from .plot import NoPlot, draw

PARTS = ("reading", "keeping", "crawling", "growth")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.speed", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"what to measure, of {', '.join(PARTS)}; by default all"
    )
    parser.add_argument("--quick", action="store_true", help="few pages, and two rounds")
    parser.add_argument("--without-peers", action="store_true", help="measure ours alone")
    parser.add_argument("--million", action="store_true", help="go on to an archive of a million articles")
    parser.add_argument("--table", type=Path, default=ROOT / "build/speed.md", help="where the table is written to")
    parser.add_argument("--plot", type=Path, default=ROOT / "build/speed.png", help="where the picture is drawn")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts).difference(PARTS):
        parser.error(f"there is no part {' '.join(sorted(unknown))}; choose among {', '.join(PARTS)}")
    parts = options.parts or PARTS
    out, begun = console(), time.monotonic()

    def tell(words: str) -> None:
        out.print(f"{time.monotonic() - begun:5.0f} s  {words}", soft_wrap=True)

    sections: list[tuple[str, list[report.Row]]] = []

    def done(title: str, rows: list[report.Row]) -> None:
        sections.append((title, rows))
        report.show(out, [(title, rows)])
        options.table.parent.mkdir(parents=True, exist_ok=True)
        options.table.write_text(report.as_markdown(sections), encoding="utf-8")

    pages = replica_pages(1 if options.quick else 6)
    few = 2 if options.quick else 3
    with TemporaryDirectory(prefix="belta-speed-") as folder:
        place = Path(folder)
        if "reading" in parts:
            contestants = OURS if options.without_peers else (*OURS, *PEERS)
            rounds = 2 if options.quick else 9
            took = contest(contestants, written_to(place / "pages", pages), rounds=rounds, tell=tell)
            done("Reading and settling", report.reading_rows(took, pages))
            if real := captured_pages() * 8:
                took = contest(OURS, written_to(place / "real", real), rounds=rounds, tell=tell)
                done("Reading and settling a real page", report.reading_rows(took, real))
        if "keeping" in parts:
            articles = keeping.articles_of(pages, 60 if options.quick else 1_000)
            kept = keeping.measure(articles, place, rounds=few, tell=tell)
            done("Keeping", report.keeping_rows(kept))
        if "crawling" in parts:
            try:
                crawls = crawling.measure(0 if options.quick else 500, place / "crawls", rounds=few, tell=tell)
                rows = report.crawling_rows(crawls)
            except crawling.CrawlFailed as error:
                rows = [report.Row(what="a crawl", measured=f"not measured: {error}")]
            done("Crawling over loopback", rows)
        if "growth" in parts:
            sizes = growth.SIZES[:2] if options.quick else growth.SIZES
            if options.million:
                sizes = (*sizes, 1_000_000)
            articles = keeping.articles_of(pages, 200)
            try:
                grown = growth.measure(sizes, articles, place / "growth", rounds=few, tell=tell)
                rows = report.growth_rows(grown)
                draw(grown, options.plot)
                out.print(f"Drawn in {options.plot}.", soft_wrap=True)
            except crawling.CrawlFailed as error:
                rows = [report.Row(what="an archive as it grows", measured=f"not measured: {error}")]
            except NoPlot as error:
                out.print(str(error), soft_wrap=True)
            done("Growing", rows)
    if len(sections) > 1:
        report.show(out, sections)
    out.print(f"Written to {options.table}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
