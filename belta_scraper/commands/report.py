"""`scrapy report`: what is in the archive, and what is missing from it."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from scrapy.commands import ScrapyCommand

from pipelines.archive.moments import MINSK
from pipelines.archive.opening import read_only
from pipelines.archive.report import DAYS_SHOWN, Range, Report, report_on

from ..editions import EDITIONS, edition_named
from ..errors import ArchiveNotUsable, ArgumentNotUnderstood, CannotRun
from ..log import complain, harmless
from ..spiders.arguments import day_named

LINES_SHOWN = 12
"""Lines of a kind that a report has, unless all are asked for."""


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  # Scrapy's own way to declare it

    def short_desc(self) -> str:
        return "Say what is in the archive, and what is missing from it"

    def syntax(self) -> str:
        return "[ARCHIVE]"

    def long_desc(self) -> str:
        return (
            "Say what is in the archive, what was listed on each day and what became of it, and what is missing: days, "
            "numbers, walks that broke off, problems. With --json, all of it."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="all rows as JSON")
        parser.add_argument("--edition", default="", help="of one edition alone: ru be en de es pl zh")
        parser.add_argument("--since", default="", metavar="DAY", help="the first day, such as 2024-09-01")
        parser.add_argument("--until", default="", metavar="DAY", help="the last day")
        parser.add_argument("--all", action="store_true", help="every line, however many there are")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        path = Path(args[0] if args else self.settings["ARCHIVE"])
        try:
            if len(args) > 1:
                raise ArgumentNotUnderstood(f"report wants one archive at most, not {len(args)}.")
            since, until = day_named(opts.since, "--since"), day_named(opts.until, "--until")
            if since and until and since > until:
                raise ArgumentNotUnderstood(f"--since ({since}) is later than --until ({until}).")
            edition = edition_named(opts.edition).code if opts.edition else None
            report = read_report(path, edition=edition, since=since, until=until)
        except CannotRun as error:
            complain(error)
            self.exitcode = error.exit_status
            return
        if opts.json:
            print(json.dumps(asdict(report), ensure_ascii=False, indent=2))
            return
        shown = bool(since or until or opts.all)
        print_report(report, path, days=None if shown else DAYS_SHOWN, lines=None if opts.all else LINES_SHOWN)


def read_report(
    path: Path, *, edition: str | None = None, since: date | None = None, until: date | None = None
) -> Report:
    """Ask the archive at a path. Raises `CannotRun`."""
    db = read_only(path)
    try:
        return report_on(db, today=datetime.now(MINSK).date(), edition=edition, since=since, until=until)
    except sqlite3.Error as error:
        raise ArchiveNotUsable(
            f"The archive {path} cannot be asked ({error}); if an earlier release wrote it, any crawl into it brings "
            "it up to date, and otherwise `scrapy verify` says what is damaged."
        ) from error
    finally:
        db.close()


def print_report(report: Report, path: Path, *, days: int | None = DAYS_SHOWN, lines: int | None = LINES_SHOWN) -> None:
    """The report as a person likes to read it: so many of the latest days, so many lines of a kind; `None`: all."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(_editions(report))
    if report.days:
        console.print(_days(report, days))
        console.print(f"[dim]{_KEY}[/]\n", soft_wrap=True)
    words = [*_incomplete(report, lines), *_problems(report, lines)]
    if report.last_run:
        words.append(_last_run(report.last_run))
    words.append(f"\nThe archive is [bold]{_shown(str(path))}[/]; open it with [bold]{_shown(_opening(path))}[/].")
    for line in words:
        console.print(line, soft_wrap=True)


def _shown(text: str) -> str:
    """Text from anywhere, as rich prints it: neither its markup nor its control characters do anything."""
    return escape(harmless(text))


def _editions(report: Report) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title="Articles by edition", title_justify="left", title_style="bold")
    table.add_column("edition", no_wrap=True)
    table.add_column("days", no_wrap=True)
    fresh = {row["edition"]: row for row in report.run_counts}
    for heading in ("articles", "new or reworded", "edited", "gone", "wanted", "unread", "problems"):
        table.add_column(heading, justify="right")
    totals = [0] * 7
    known = {row["edition"]: row for row in report.editions}
    by_code = {code: known[code] for code in EDITIONS if code in known}
    for code, row in by_code.items():
        numbers = [
            row["articles"], fresh.get(code, {}).get("kept", 0), row["reworded"], row["gone"],
            row["wanted"] + row["refused"], row["not_understood"], row["problems"],
        ]  # fmt: skip
        totals = [total + number for total, number in zip(totals, numbers, strict=True)]
        first, last = row["first_day"], row["last_day"]
        days = "" if first is None else first if first == last else f"{first} – {last}"
        table.add_row(f"{code}  {row['name']}", days, *(_number(number) for number in numbers))
    table.add_section()
    table.add_row("all", "", *(_number(total) for total in totals), style="bold")
    return table


def _number(number: int) -> str:
    return f"{number:,}" if number else "·"


_KEY = (
    "24: all of 24 listed are kept, or known to be gone; 22 of 24: two are missing; "
    "24+: more may have been listed, for no walk has gone past that day yet."
)


def _days(report: Report, shown: int | None) -> Table:
    """What was listed on each day, and what of it is kept; a day's cell per edition."""
    table = Table(
        box=box.SIMPLE_HEAD,
        title="Listed by day",
        title_justify="left",
        title_style="bold",
    )
    table.add_column("day", no_wrap=True)
    editions = [code for code in EDITIONS if any(row["edition"] == code for row in report.days)]
    for code in editions:
        table.add_column(code, justify="right", no_wrap=True)
    cells = {(row["day"], row["edition"]): _cell(row) for row in report.days}
    for day in list(dict.fromkeys(row["day"] for row in report.days))[:shown]:
        table.add_row(day, *(cells.get((day, code), "·") for code in editions))
    return table


def _cell(row: dict[str, Any]) -> str:
    more = "" if row["whole"] else "+"
    if row["missing"]:
        return f"[bold red]{row['listed'] - row['missing']} of {row['listed']}{more}[/]"
    return f"{row['listed']}{more}"


def _incomplete(report: Report, shown: int | None) -> list[str]:
    kinds = [
        [_of_a_day(f"{row['day']} {row['edition']}", row) for row in report.incomplete_days],
        [_of_a_day(f"{row['edition']}, under no readable day", row) for row in report.without_a_day if row["missing"]],
        [f"{_span(found)}: no walk went past it; more may have been listed" for found in report.not_whole],
        [f"{_span(found)}: nothing was listed" for found in report.nothing_listed],
        [f"{row['edition']} {row['listing']}: {_broken(row)}" for row in report.broken_walks],
        [
            f"{row['edition']}: {row['articles']} articles were named by the feed alone"
            for row in report.only_in_the_feed
        ],
        [f"{_range(row)} never appeared" for row in report.numbers_missing],
    ]
    lines = [f"  {line}" for kind in kinds for line in _at_most(kind, shown)]
    if not lines:
        return ["[bold]Nothing is known to be missing.[/]"]
    return ["[bold]What is incomplete[/]", *(_shown(line) for line in lines)]


def _at_most(lines: list[str], shown: int | None) -> list[str]:
    if shown is None or len(lines) <= shown:
        return lines
    return [*lines[:shown], f"... and {len(lines) - shown} more like these (--all)"]


def _of_a_day(what: str, row: dict[str, Any]) -> str:
    became = ", ".join(
        f"{row[name]} {words}"
        for name, words in (
            ("wanted", "still wanted"), ("not_understood", "not understood"), ("refused", "refused"), ("gone", "gone"),
        )
        if row[name]
    )  # fmt: skip
    return f"{what}: {row['kept']} of {row['listed']} listed articles kept; {became}"


def _span(found: Range) -> str:
    days = found.first_day if found.first_day == found.last_day else f"{found.first_day} – {found.last_day}"
    return f"{days} {found.edition}"


def _broken(row: dict[str, Any]) -> str:
    how = {"cut": "cut after PAGES_AT_MOST pages", "not understood": "stopped by a page that could not be read"}
    what = how.get(row["ended"], row["ended"])
    return f"the last walk ({row['started_at']}) was {what}, after {row['pages']} pages"


def _range(row: dict[str, Any]) -> str:
    first, last = row["first_missing"], row["last_missing"]
    numbers = f"number {first}" if first == last else f"numbers {first}–{last}"
    year = f" of {row['year']}" if row["year"] else ""
    return f"{row['edition']} {row['family']}{year}: {numbers}"


def _problems(report: Report, shown: int | None) -> list[str]:
    if not report.problems:
        return ["[bold]No problems are open.[/]"]
    lines = ["[bold]Problems, the most frequent first[/]"]
    for row in report.problems:
        edition = f" ({row['edition']})" if row["edition"] else ""
        lines.append(f"  {row['times']:>4} × {row['step']}{edition}: {row['message']}")
    return [lines[0], *map(_shown, _at_most(lines[1:], shown))]


def _last_run(run: dict[str, Any]) -> str:
    outcome = run["outcome"] or "did not end: it was killed, or is still at work"
    reason = f" {run['reason']}" if run["reason"] else ""
    return "\n" + _shown(f"The last run ({run['spider']}, begun {run['started_at']}): {outcome}.{reason}")


def _opening(path: Path) -> str:
    """The one command that opens an archive."""
    here = Path.cwd() / "data"
    return "make browse" if path.absolute().parent == here else f"datasette {path}"
