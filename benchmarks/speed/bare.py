"""What does Scrapy alone take for the pages of a crawl? It requests them, and does nothing with them.

python -m benchmarks.speed.bare ORIGIN FILE_OF_PATHS AT_ONCE
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response


class Bare(Spider):
    name = "bare"

    def __init__(self, origin: str, paths: list[str]) -> None:
        super().__init__()
        self.addresses = [origin + path for path in paths]

    async def start(self) -> AsyncIterator[Request]:
        for address in self.addresses:
            yield Request(address, dont_filter=True)

    def parse(self, response: Response) -> None:
        """Nothing: the page has come, and that is all."""


def main(origin: str, paths: Path, at_once: int) -> None:
    process = CrawlerProcess(
        {
            "CONCURRENT_REQUESTS_PER_DOMAIN": at_once,
            "HTTPERROR_ALLOW_ALL": True,
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "COOKIES_ENABLED": False,
        }
    )
    process.crawl(Bare, origin=origin, paths=paths.read_text(encoding="utf-8").split("\n"))
    process.start()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
