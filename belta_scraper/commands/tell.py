"""`scrapy tell`: tell the operator something, the way a crawl does; for `OnFailure=`, and to try the way out."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import ScrapyCommand

from ..errors import ArgumentNotUnderstood, CannotRun
from ..log import complain
from ..telling import News, Telling


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  # Scrapy's own way to declare it

    def syntax(self) -> str:
        return "[options] WORDS"

    def short_desc(self) -> str:
        return "Tell the operator something by TELL_URL and TELL_COMMAND"

    def long_desc(self) -> str:
        return "Tell the operator something by TELL_URL and TELL_COMMAND; what is piped in goes along as the report."

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        try:
            telling = Telling.from_settings(self.settings)
            if not " ".join(args).strip():
                raise ArgumentNotUnderstood("tell wants the words that are to be told.")
            if not telling.has_a_way:
                raise ArgumentNotUnderstood("There is no way to tell anybody; set TELL_URL or TELL_COMMAND.")
        except CannotRun as error:
            complain(error)
            self.exitcode = error.exit_status
            return
        report = "" if sys.stdin.isatty() else sys.stdin.buffer.read().decode("utf-8", "replace")
        news = News(outcome="notice", archive=str(self.settings["ARCHIVE"]), reason=" ".join(args), report=report)
        if why_not := telling.tell(news):
            print(*why_not, sep="\n", file=sys.stderr)
            self.exitcode = 1
