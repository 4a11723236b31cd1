"""`scrapy backup`: a consistent, checked copy of the archive, while a run may be at work.

0 done; 1 not done; 5 the archive is damaged: the copy is there and damaged too, or would have replaced
one that may be whole.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.filesize import decimal
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from pipelines.archive.backup import back_up, copy_captures

from ..errors import CannotRun
from ..log import complain, harmless
from .verify import DAMAGED, checking


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  # Scrapy's own way to declare it

    def syntax(self) -> str:
        return "[options] PATH"

    def short_desc(self) -> str:
        return "Copy the archive to a file, or into a folder under a name with the time"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--replace", action="store_true", help="let the copy take the place of an earlier one")
        parser.add_argument(
            "--captures", action="store_true", help="copy new WARC files too, into the folder captures beside the copy"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("backup wants one path: a folder, or a file that is not there yet.")
        assert self.settings is not None
        archive, folder = Path(self.settings["ARCHIVE"]), Path(self.settings["CAPTURES"])
        try:
            with checking() as tell:
                made = back_up(archive, Path(args[0]), replace=opts.replace, tell=tell)
            found = made.found
            _say(
                f"{archive} is backed up to {made.path}: {decimal(made.size)}, {found.articles:,} articles, "
                f"{found.captures:,} captures."
            )
            if opts.captures:
                target = made.path.parent / folder.name
                with checking() as tell:
                    copied = copy_captures(made.path, folder, target, tell)
                _say(
                    f"{copied.new:,} new WARC files ({decimal(copied.size)}) are copied to {target}; "
                    f"{copied.there_already:,} were there."
                )
                if copied.missing:
                    raise CannotRun(
                        f"{len(copied.missing)} WARC files are not in {folder}: {', '.join(copied.missing[:3])}."
                    )
        except CannotRun as error:
            complain(error)
            self.exitcode = error.exit_status
            return
        if found.damages:
            print(
                f"The archive is damaged, and so is its copy, in {len(found.damages)} places; "
                "`scrapy verify` names them. Keep earlier backups.",
                file=sys.stderr,
            )
            self.exitcode = DAMAGED


def _say(words: str) -> None:
    print(harmless(words))
