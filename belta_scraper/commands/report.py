"""`scrapy report`: what is in the archive, and what is missing from it."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from scrapy.commands import ScrapyCommand

from pipelines.archive.opening import read_only
from pipelines.archive.report import Report, report_on

from ..editions import EDITIONS
from ..errors import CannotRun


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  # Scrapy's own way to declare it

    def short_desc(self) -> str:
        return "Say what is in the archive, and what is missing from it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="the same numbers as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        path = Path(args[0] if args else self.settings["ARCHIVE"])
        try:
            report = read_report(path)
        except CannotRun as error:
            print(error, file=sys.stderr)
            self.exitcode = error.exit_status
            return
        if opts.json:
            print(json.dumps(asdict(report), ensure_ascii=False, indent=2))
        else:
            print_report(report, path)


def read_report(path: Path) -> Report:
    """Ask the archive at a path. Raises `CannotRun`."""
    db = read_only(path)
    try:
        return report_on(db)
    finally:
        db.close()


def print_report(report: Report, path: Path) -> None:
    """The report as a person likes to read it."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(_editions(report))
    lines = [*_incomplete(report), *_problems(report)]
    if report.last_run:
        lines.append(_last_run(report.last_run))
    lines.append(f"\nThe archive is [bold]{escape(str(path))}[/]; open it with [bold]{escape(_opening(path))}[/].")
    for line in lines:
        console.print(line, soft_wrap=True)


def _editions(report: Report) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title="Articles by edition", title_justify="left", title_style="bold")
    table.add_column("edition", no_wrap=True)
    table.add_column("days", no_wrap=True)
    fresh = {row["edition"]: row for row in report.run_counts}
    for heading in ("articles", "new or reworded", "edited", "gone", "wanted", "unread", "problems"):
        table.add_column(heading, justify="right")
    totals = [0] * 7
    by_code = {row["edition"]: row for row in report.editions}
    for code in EDITIONS:
        row = by_code[code]
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


def _incomplete(report: Report) -> list[str]:
    lines = [
        f"  {row['day']} {row['edition']}: {row['kept']} of {row['listed']} listed articles kept"
        for row in report.incomplete_days
    ]
    lines += [f"  {row['edition']} {row['listing']}: the last walk was {row['ended']}" for row in report.broken_walks]
    lines += [f"  {_range(row)} never appeared" for row in report.numbers_missing]
    if not lines:
        return ["[bold]Nothing is known to be missing.[/]"]
    return ["[bold]What is incomplete[/]", *(escape(line) for line in lines)]


def _range(row: dict[str, Any]) -> str:
    first, last = row["first_missing"], row["last_missing"]
    numbers = f"number {first}" if first == last else f"numbers {first}–{last}"
    year = f" of {row['year']}" if row["year"] else ""
    return f"{row['edition']} {row['family']}{year}: {numbers}"


def _problems(report: Report) -> list[str]:
    if not report.problems:
        return ["[bold]No problems are open.[/]"]
    lines = ["[bold]Problems, the most frequent first[/]"]
    for row in report.problems:
        edition = f" ({row['edition']})" if row["edition"] else ""
        lines.append(escape(f"  {row['times']:>4} × {row['step']}{edition}: {row['message']}"))
    return lines


def _last_run(run: dict[str, Any]) -> str:
    outcome = run["outcome"] or "did not end: it was killed, or is still at work"
    reason = f" {run['reason']}" if run["reason"] else ""
    return escape(f"\nThe last run ({run['spider']}, begun {run['started_at']}): {outcome}.{reason}")


def _opening(path: Path) -> str:
    """The one command that opens an archive."""
    here = Path.cwd() / "data"
    return "make browse" if path.absolute().parent == here else f"datasette {path}"
