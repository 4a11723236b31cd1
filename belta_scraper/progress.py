"""How far is the crawl? A line per edition on a terminal, where there is one."""

from __future__ import annotations

import sys
from typing import Self

from rich.console import Console
from rich.progress import MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response

from .items import Article


class Progress:
    """Scrapy extension: what is answered and read, edition by edition, on stderr."""

    def __init__(self, console: Console) -> None:
        self.bars = Bars(
            TextColumn("{task.description}"),
            MofNCompleteColumn(),
            TextColumn("answered, {task.fields[articles]} articles read"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self.tasks: dict[str, TaskID] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not sys.stderr.isatty():
            raise NotConfigured
        extension = cls(Console(stderr=True))
        connect = crawler.signals.connect
        connect(extension.spider_opened, signal=signals.spider_opened)
        connect(extension.request_scheduled, signal=signals.request_scheduled)
        connect(extension.response_received, signal=signals.response_received)
        connect(extension.item_scraped, signal=signals.item_scraped)
        connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self) -> None:
        self.bars.start()

    def _task(self, name: str) -> TaskID:
        if name not in self.tasks:
            self.tasks[name] = self.bars.add_task(name, total=0, articles=0)
        return self.tasks[name]

    def request_scheduled(self, request: Request) -> None:
        if edition := request.meta.get("edition"):
            task = self._task(edition)
            self.bars.update(task, total=(self.bars.tasks[task].total or 0) + 1)

    def response_received(self, response: Response, request: Request) -> None:
        if edition := request.meta.get("edition"):
            self.bars.advance(self._task(edition))

    def item_scraped(self, item: object) -> None:
        if isinstance(item, Article):
            task = self._task(item.edition or item.capture.source)
            self.bars.update(task, articles=self.bars.tasks[task].fields["articles"] + 1)

    def spider_closed(self) -> None:
        self.bars.stop()
