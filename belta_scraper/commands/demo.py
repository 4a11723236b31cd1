"""`scrapy demo`: crawl a small BelTA with invented news, on this machine, and look at the result."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand

from ..replica import Replica


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
            # The real command, as an operator runs it; only the pauses between requests are left out.
            crawl = subprocess.run(  # noqa: S603
                [
                    sys.executable, "-m", "scrapy", "crawl", "listings",
                    "-s", f"EDITION_ORIGINS={json.dumps(replica.origins)}",
                    "-s", f"ARCHIVE={data / 'demo.db'}",
                    "-s", f"CAPTURES={data / 'captures-demo'}",
                    "-s", "DOWNLOAD_DELAY=0",
                    "-s", "AUTOTHROTTLE_ENABLED=False",
                ],
                check=False,
            )  # fmt: skip
        self.exitcode = crawl.returncode
