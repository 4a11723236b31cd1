"""How are all figures shown together, with what they should be?"""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

from rich import box
from rich.console import Console
from rich.table import Table

from .contest import Contest
from .crawling import Crawls
from .figures import Figure, ratios
from .growth import Grown
from .keeping import Keeping
from .pages import Page
from .peers import OURS

_BASE, _SELECTOR, _READING, _SETTLING = (contestant.name for contestant in OURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    aim: str = ""
    reached: bool | None = None


def machine() -> str:
    """Where this was measured, in a sentence."""
    return (
        f"Python {platform.python_version()}, lxml {version('lxml')}, Scrapy {version('scrapy')}, "
        f"processors: {os.cpu_count()}. Medians, and in brackets the least and the greatest of all rounds."
    )


def reading_rows(contest: Contest, pages: Sequence[Page]) -> list[Row]:
    """Ratios to lxml's parse of the same pages, and how many times faster we are than the peers."""
    base, ours = contest.seconds[_BASE], contest.seconds[_SETTLING]
    size = sum(len(page.body) for page in pages) / len(pages)
    rows = [
        Row(
            what=f"{_BASE} ({len(pages)} pages, {size / 1024:.0f} KB)",
            measured=f"1.00 · {1000 * Figure.of(base).middle / len(pages):.2f} ms a page",
        )
    ]
    for name, seconds in contest.seconds.items():
        if name == _BASE:
            continue
        ratio, slower = ratios(seconds, base[: len(seconds)]), ratios(seconds, ours[: len(seconds)])
        measured = f"{ratio.shown()} × the parse"
        if name not in (_SELECTOR, _READING, _SETTLING):
            measured += f", {slower.shown(1)} × ours"
        if (most := _AT_MOST.get(name)) is not None:
            rows.append(Row(what=name, measured=measured, aim=f"≤ {most}", reached=ratio.middle <= most))
        elif (least := _TIMES_OURS.get(name)) is not None:
            rows.append(Row(what=name, measured=measured, aim=f"≥ {least} × ours", reached=slower.middle >= least))
        else:
            rows.append(Row(what=name, measured=measured))
    rows += [Row(what=name, measured=f"not measured: {why}") for name, why in contest.absent.items()]
    return rows


_AT_MOST = {_READING: 1.8, _SETTLING: 2.3}
_TIMES_OURS = {
    "fundus, a reader written for these pages": 1.7,
    "trafilatura, fast": 5,
    "trafilatura, with meta data": 5,
    "newspaper4k": 25,
    "news-please": 40,
}


def keeping_rows(keeping: Keeping) -> list[Row]:
    ours, alone = keeping.a_second(keeping.ours), keeping.a_second(keeping.alone)
    share = ratios(ours, alone)
    size = keeping.file_bytes / keeping.text_bytes
    return [
        Row(
            what="SQLite alone, the same rows in the same batches",
            measured=f"{Figure.of(alone).shown(0)} rows a second",
        ),
        Row(
            what="keeping",
            measured=f"{Figure.of(ours).shown(0)} rows a second, {share.shown()} of SQLite's",
            aim="≥ 0.50",
            reached=share.middle >= 0.5,
        ),
        Row(
            what="the archive's file, with search, to the plain text in it",
            measured=f"{size:.1f} ×",
            aim="≤ 1.6",
            reached=size <= 1.6,
        ),
    ]


def crawling_rows(crawls: Crawls) -> list[Row]:
    def a_second(took: Sequence[float]) -> list[float]:
        return [crawls.pages / seconds for seconds in took]

    bare = a_second([each.seconds for each in crawls.bare])
    rows = [Row(what=f"a bare Scrapy, {crawls.pages} pages", measured=f"{Figure.of(bare).shown(0)} pages a second")]
    for what, took, aim in (
        ("crawl, read, settle, keep, index", crawls.ours, 0.55),
        ("the same, with WARC captures", crawls.with_captures, 0.40),
    ):
        pages = a_second([each.seconds for each in took])
        share = ratios(pages, bare)
        rows.append(
            Row(
                what=what,
                measured=f"{Figure.of(pages).shown(0)} pages a second, {share.shown()} of the bare one's",
                aim=f"≥ {aim:.2f}",
                reached=share.middle >= aim,
            )
        )
    for what, took in (("a bare Scrapy", crawls.bare), ("ours without captures", crawls.ours)):
        milliseconds = Figure.of([1000 * each.of_processor / crawls.pages for each in took])
        rows.append(Row(what=f"of the processor's time, {what}", measured=f"{milliseconds.shown(1)} ms a page"))
    memory = ratios([each.megabytes for each in crawls.ours], [each.megabytes for each in crawls.bare])
    rows.append(
        Row(
            what="most memory, to the bare one's",
            measured=f"{memory.shown()} × ({Figure.of([each.megabytes for each in crawls.ours]).middle:.0f} MB)",
            aim="≤ 1.5",
            reached=memory.middle <= 1.5,
        )
    )
    more = Figure.of(
        [ours.seconds - bare.seconds for ours, bare in zip(crawls.ours_again, crawls.bare_again, strict=True)]
    )
    rows.append(
        Row(
            what=f"nothing new: beyond a bare Scrapy's {crawls.pages_again} pages",
            measured=f"{more.shown()} s of {Figure.of([each.seconds for each in crawls.ours_again]).shown()} s",
            aim="≤ 0.5 s",
            reached=more.middle <= 0.5,
        )
    )
    return rows


def growth_rows(grown: Sequence[Grown]) -> list[Row]:
    rows = [
        Row(
            what=f"an archive of {each.articles:,} articles ({each.megabytes:,.0f} MB)",
            measured=f"nothing new: {each.again.shown()} s; keeping an article: {each.keeping.shown(1)} ms",
        )
        for each in grown
    ]
    if len(grown) > 1:
        growth = grown[-1].again.middle / grown[0].again.middle
        rows.append(
            Row(
                what=f"nothing new, with {grown[-1].articles:,} articles to {grown[0].articles:,}",
                measured=f"{growth:.2f} ×",
                aim="≤ 1.1",
                reached=growth <= 1.1,
            )
        )
    return rows


def show(out: Console, sections: Sequence[tuple[str, Sequence[Row]]]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("what", "measured", "aim", ""):
        table.add_column(heading, overflow="fold", no_wrap=heading == "aim")
    for title, rows in sections:
        table.add_section()
        table.add_row(title, style="bold")
        for row in rows:
            table.add_row(row.what, row.measured, row.aim, _mark(row))
    out.print(table)


def as_markdown(sections: Sequence[tuple[str, Sequence[Row]]]) -> str:
    """The table as the README quotes it."""
    lines = [machine(), "", "| what | measured | aim | |", "|---|---|---|---|"]
    for title, rows in sections:
        lines.append(f"| **{title}** | | | |")
        lines += [f"| {row.what} | {row.measured} | {row.aim} | {_mark(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _mark(row: Row) -> str:
    return "" if row.reached is None else "✓" if row.reached else "not reached"
