"""`scrapy crawl`: Scrapy's own, with arguments checked first, a report at the end, and an exit status.

0 complete; 1 could not run; 3 incomplete; 4 not understood; 75 another run is at work.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from scrapy.commands import crawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from pipelines.archive import clock
from pipelines.archive.captures import Asked
from pipelines.archive.interrupted import run_before
from pipelines.archive.opening import Archive, read_only
from pipelines.archive.runs import COUNTED, EXIT_STATUS, Run

from ..errors import ArgumentNotUnderstood, CannotRun
from ..log import complain
from ..origins import Origins
from ..telling import News, Telling
from .report import print_report, read_report


class Command(crawl.Command):
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("crawl wants the name of one spider.")
        assert self.settings is not None
        opts.spargs.pop("_job", None)  # scrapyd's number of the run
        try:
            telling = Telling.from_settings(self.settings)
        except CannotRun as error:
            complain(error)
            self.exitcode = error.exit_status
            return
        news = News(
            outcome="could not run",
            exit_status=EXIT_STATUS["could not run"],
            archive=str(self.settings["ARCHIVE"]),
            spider=args[0],
            arguments=opts.spargs,
        )
        try:
            news = self._crawled(news)
        except BaseException as error:
            news = replace(news, reason=f"It failed with {type(error).__name__}: {error}")
            raise
        finally:
            self.exitcode = news.exit_status or 0
            if telling.is_due(news):
                for why_not in telling.tell(news):
                    complain(why_not)

    def _crawled(self, news: News) -> News:
        """Crawl, and say on the terminal how that went. Returns what there is to tell elsewhere."""
        assert self.crawler_process is not None
        try:
            crawler = self._prepared(news.spider or "", news.arguments)
        except CannotRun as error:
            complain(error)
            return replace(news, exit_status=error.exit_status, reason=str(error))
        archive, run = Archive.of(crawler), Run.of(crawler)
        try:
            self.crawler_process.crawl(crawler, **news.arguments)
            self.crawler_process.start()
        finally:
            archive.close()
        if run.verdict is None:
            return replace(news, reason="The crawl did not begin; its log says why.")
        news = replace(
            news,
            outcome=run.verdict.outcome,
            exit_status=run.verdict.exit_status,
            reason=run.verdict.reason,
            editions={code: {name: counts[name] for name in COUNTED} for code, counts in run.counts.items()},
        )
        if news.outcome == "could not run":
            complain(f"{(news.reason or '').rstrip('.')}; the archive is as it was.")
            return news
        try:
            news = self._reported(news, archive.path, run)
        except CannotRun as error:
            complain(error)
        if run.failed:
            complain(run.failed)
        return news

    def _prepared(self, spider: str, arguments: Mapping[str, str]) -> Crawler:
        """The crawler, once it is sure that the run can begin. Raises `CannotRun`."""
        assert self.crawler_process is not None
        names = self.crawler_process.spider_loader.list()
        if spider not in names:
            raise ArgumentNotUnderstood(f"There is no spider {spider!r}; choose among {', '.join(sorted(names))}.")
        crawler = self._create_crawler(spider)
        if understand := getattr(crawler.spidercls, "understand", None):
            understand(arguments)
        if check_settings := getattr(crawler.spidercls, "check_settings", None):
            check_settings(crawler.settings)
        Origins.from_setting(crawler.settings["EDITION_ORIGINS"])
        Asked.in_settings(crawler.settings)
        archive = Archive.of(crawler)
        if crawler.settings.getbool("CLOCK_CHECK"):
            clock.check(archive.path, datetime.now(UTC))
        archive.lock(f"scrapy crawl {spider}")
        return crawler

    def _reported(self, news: News, path: Path, run: Run) -> News:
        """Print the report. Returns the news with it. Raises `CannotRun`."""
        if run.kept_something:  # a run that kept nothing has no row, and must not get one now
            db = read_only(path)
            try:
                news = replace(news, run_before=run_before(db, run.id))
            finally:
                db.close()
        report, as_text = read_report(path), StringIO()
        print_report(report, path)
        with redirect_stdout(as_text):
            print_report(report, path)
        if news.run_before:
            print(news.run_before)
        return replace(news, report=as_text.getvalue())
