"""`scrapy export`: the archive as Parquet, as lines of JSON or as CSV, for other tools."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from pipelines.archive.export import FORMATS, TABLES, Wanted, export

from ..errors import ArgumentNotUnderstood, CannotRun
from ..log import complain
from ..spiders.arguments import editions_named


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "FOLDER [--format parquet | jsonl | csv] [--tables NAMES] [--edition CODES] [--since DAY] [--until DAY]"

    def short_desc(self) -> str:
        return "Write the archive to a folder as Parquet, JSON lines or CSV, for other tools"

    def long_desc(self) -> str:
        return (
            "Write the tables of the archive to FOLDER, which appears when it is whole, in place of an earlier export. "
            "Parquet is cut by edition and year of publication. Articles carry day_complete: 0 where their day is not."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--format", default="jsonl", help="parquet, jsonl (the default) or csv")
        parser.add_argument("--tables", help=f"names with commas between; without it: {', '.join(TABLES)}")
        parser.add_argument("--edition", help="codes with commas between: ru be en de es pl zh")
        parser.add_argument("--since", help="first day of publication, such as 2024-09-19")
        parser.add_argument("--until", help="last day of publication")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        try:
            if len(args) != 1:
                raise ArgumentNotUnderstood(f"export wants one folder to write to, such as export/; got {len(args)}.")
            target = Path(args[0])
            counts = export(Path(self.settings["ARCHIVE"]), target, wanted(opts))
        except CannotRun as error:
            complain(error)
            self.exitcode = error.exit_status
            return
        width = max(map(len, counts))
        for table, rows in counts.items():
            print(f"{table:<{width}}  {rows:>9,} row{'' if rows == 1 else 's'}")
        print(f"The export is in {target}; {target / 'export.json'} says what every column holds.")


def wanted(opts: argparse.Namespace) -> Wanted:
    """What was asked for. Raises `ArgumentNotUnderstood`, with the choices."""
    if opts.format not in FORMATS:
        raise ArgumentNotUnderstood(f"There is no format {opts.format!r}; choose among {', '.join(FORMATS)}.")
    return Wanted(
        format=opts.format,
        tables=_names(opts.tables) or TABLES,
        editions=[edition.code for edition in editions_named(opts.edition)] if opts.edition else [],
        since=_day("since", opts.since),
        until=_day("until", opts.until),
    )


def _names(given: str | None) -> list[str]:
    return [name.strip() for name in (given or "").split(",") if name.strip()]


def _day(option: str, given: str | None) -> str | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise ArgumentNotUnderstood(f"--{option} wants a day such as 2024-09-19, not {given!r}.") from None
