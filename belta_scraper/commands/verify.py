"""`scrapy verify`: is everything in the archive as it was written, and the evidence for it still there?

0 all is well; 1 it could not be looked at; 5 something is damaged.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import AbstractContextManager
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from pipelines.archive.integrity import MEANING, Captures, Damage, Kind, NotHeld, Tell, Verified, verify

from ..errors import CannotRun
from ..files import Unreadable, held_at
from ..log import complain, harmless
from ..progress import counting

DAMAGED = 5
"""The exit status where something is damaged."""

SHOWN_AT_MOST = 20
"""Findings of a kind that a person is shown; `--json` has them all."""


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  # Scrapy's own way to declare it

    def syntax(self) -> str:
        return "[options] [ARCHIVE]"

    def short_desc(self) -> str:
        return "Say whether everything in the archive is as it was written"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--captures", metavar="FOLDER", help="where the WARC files are (default: setting CAPTURES)")
        parser.add_argument("--quick", action="store_true", help="leave out the search index and the captures")
        parser.add_argument("--json", action="store_true", help="all findings as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1:
            raise UsageError("verify wants the path of one archive, or none.")
        assert self.settings is not None
        path = Path(args[0] if args else self.settings["ARCHIVE"])
        captures = Captures(folder=Path(opts.captures or self.settings["CAPTURES"]), body_at=body_at)
        try:
            with checking() as tell:
                found = verify(path, captures=None if opts.quick else captures, quick=opts.quick, tell=tell)
        except CannotRun as error:
            complain(error)
            self.exitcode = error.exit_status
            return
        if opts.json:
            print(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        else:
            print_findings(found, path, quick=opts.quick)
        self.exitcode = DAMAGED if found.damages else 0


def body_at(folder: Path, name: str, offset: int) -> bytes:
    """The bytes, after content decoding, of the record at an offset of a WARC file. Raises `NotHeld`."""
    held = held_at(folder, name, offset)
    if isinstance(held, Unreadable):
        raise NotHeld(held.reason)
    return held.body


def checking() -> AbstractContextManager[Tell]:
    """How far a check is, on a terminal."""
    return counting("checking the {}")


def print_findings(found: Verified, path: Path, *, quick: bool) -> None:
    """What a person needs to know, and to do."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)

    def line(words: str, style: str = "") -> None:
        console.print(escape(harmless(words)), style=style, soft_wrap=True)

    left_out = " (the search index and the captures were left out)" if quick else ""
    line(f"Looked at {path}: {found.articles:,} articles, {found.captures:,} captures{left_out}.")
    for kind, damages in groupby(sorted(found.damages, key=lambda damage: list(MEANING).index(damage.kind)), _kind):
        told = list(damages)
        console.print()
        line(MEANING[kind], "bold")
        for damage in told[:SHOWN_AT_MOST]:
            line(f"  {damage.message}")
        if len(told) > SHOWN_AT_MOST:
            line(f"  … and {len(told) - SHOWN_AT_MOST:,} more; --json names them all")
    console.print()
    for note in found.notes:
        line(f"Note: {note}")
    if found.damages:
        line("Something is damaged.", "bold red")
        return
    line("All is as it was written.", "bold green")
    if found.signed:
        run, digest = found.signed
        line(f"Run {run} signed everything up to its end with {digest}; noted elsewhere, that proves it later.")


def _kind(damage: Damage) -> Kind:
    return damage.kind
