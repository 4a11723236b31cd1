"""`scrapy demo`: crawl a small BelTA with invented news, on this machine, and look at the result."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from time import sleep

from scrapy.commands import ScrapyCommand

from ..replica import Replica
from ..replica.site import Site


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  # Scrapy's own way to declare it

    def short_desc(self) -> str:
        return "Crawl a small BelTA with invented news into data/demo.db"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        data = Path(self.settings["ARCHIVE"]).parent
        with Replica() as replica:
            print("Crawling a small BelTA with invented news, in seven editions, on this machine ...", flush=True)
            crawl = _crawl("listings", replica, data)
            if crawl.returncode == 0:
                for code in replica.origins:
                    _rewrite_history(replica.site(code))
                print("Some of its articles are edited, and one of each edition is taken down. Looking again ...")
                sleep(1.1)  # the pause that the ladder below asks for
                crawl = _crawl("revisits", replica, data, *_WITHOUT_WAITING_FOR_DAYS)
        print(crawl.stdout, end="")
        self.exitcode = crawl.returncode


_WITHOUT_WAITING_FOR_DAYS = ("REVISIT_LADDER=ever:1s", "GONE_AFTER_LOOKS=1", "GONE_AFTER_HOURS=0")


def _crawl(spider: str, replica: Replica, data: Path, *settings: str) -> subprocess.CompletedProcess[str]:
    """The real command, as an operator runs it; only the pauses between requests are left out."""
    given = (
        f"EDITION_ORIGINS={json.dumps(replica.origins)}",
        f"ARCHIVE={data / 'demo.db'}",
        f"CAPTURES={data / 'captures-demo'}",
        "DOWNLOAD_DELAY=0",
        "AUTOTHROTTLE_ENABLED=False",
        *settings,
    )
    options = [word for setting in given for word in ("-s", setting)]
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "scrapy", "crawl", spider, *options], check=False, stdout=subprocess.PIPE, text=True
    )


def _rewrite_history(site: Site) -> None:
    """Change what a reader of the archive will want to see changed: a figure, a paragraph, a headline."""
    told = [story for story in site.listed if len(story.paragraphs) > 1 and story.family == "news"]
    edited, cut, renamed, removed, *_ = told
    first, *others = edited.paragraphs
    site.edit(edited, paragraphs=[_with_another_figure(first), *others, cut.paragraphs[-1]])
    site.edit(cut, paragraphs=cut.paragraphs[:-1])
    site.edit(renamed, headline=f"{renamed.headline} – {cut.headline}")
    site.remove(removed)


def _with_another_figure(text: str) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 2), text, count=1)
