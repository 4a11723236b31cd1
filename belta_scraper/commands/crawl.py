"""`scrapy crawl`: Scrapy's own, with arguments checked first, a report at the end, and an exit status.

0 complete; 1 could not run; 3 incomplete; 4 not understood; 75 another run is at work.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from scrapy.commands import crawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from pipelines.archive.opening import Archive
from pipelines.archive.runs import EXIT_STATUS, Run

from ..errors import ArgumentNotUnderstood, CannotRun
from ..origins import Origins
from .report import print_report, read_report


class Command(crawl.Command):
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("crawl wants the name of one spider.")
        try:
            crawler = self._prepared(args[0], opts.spargs)
        except CannotRun as error:
            print(error, file=sys.stderr)
            self.exitcode = error.exit_status
            return
        assert self.crawler_process is not None
        archive = Archive.of(crawler)
        try:
            self.crawler_process.crawl(crawler, **opts.spargs)
            self.crawler_process.start()
        finally:
            archive.close()
        self._tell(crawler, archive.path)

    def _prepared(self, spider: str, arguments: Mapping[str, str]) -> Crawler:
        """The crawler, once it is sure that the run can begin. Raises `CannotRun`."""
        assert self.crawler_process is not None
        names = self.crawler_process.spider_loader.list()
        if spider not in names:
            raise ArgumentNotUnderstood(f"There is no spider {spider!r}; choose among {', '.join(sorted(names))}.")
        crawler = self._create_crawler(spider)
        if understand := getattr(crawler.spidercls, "understand", None):
            understand(arguments)
        Origins.from_setting(crawler.settings["EDITION_ORIGINS"])
        Archive.of(crawler).lock(f"scrapy crawl {spider}")
        return crawler

    def _tell(self, crawler: Crawler, path: Path) -> None:
        verdict = Run.of(crawler).verdict
        if verdict is None:  # the crawl did not even begin; Scrapy has said why
            self.exitcode = EXIT_STATUS["could not run"]
            return
        self.exitcode = verdict.exit_status
        if verdict.outcome == "could not run":
            print(f"{(verdict.reason or '').rstrip('.')}; the archive is as it was.", file=sys.stderr)
            return
        try:
            print_report(read_report(path), path)
        except CannotRun as error:
            print(error, file=sys.stderr)
        if failed := Run.of(crawler).failed:
            print(failed, file=sys.stderr)
