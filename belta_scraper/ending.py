"""What is not sent any more, once a run is to end, or an edition is to be left alone?"""

from __future__ import annotations

import asyncio
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

LOOKS_UP_EVERY = 0.2
"""Seconds between two looks at whether the run is to end."""


class LeftAlone(IgnoreRequest):
    """The edition refused, or failed, so often in a row that the run asks it nothing more."""


class EndAtOnce:
    """Scrapy extension: when a run is to end, what waits for its turn is not sent any more.

    Scrapy sends all that its downloader has taken, with the pause between each two: up to a minute.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.looking: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self) -> None:
        self.looking = asyncio.ensure_future(self._look_up())

    def spider_closed(self) -> None:
        if self.looking is not None:
            self.looking.cancel()

    async def _look_up(self) -> None:
        # There is no signal for the beginning of the end.
        while not is_ending(self.crawler):
            await asyncio.sleep(LOOKS_UP_EVERY)
        while True:
            for name in list(self.crawler.engine.downloader.slots):
                drop_waiting(self.crawler, name, "the run is ending")
            self._let_items_go()
            await asyncio.sleep(LOOKS_UP_EVERY)

    def _let_items_go(self) -> None:
        """Say that all items are through: Scrapy looks only after answers, and waits for ever for those of `start`."""
        slot, spider = self.crawler.engine.scraper.slot, self.crawler.spider
        if slot and spider and slot.closing is not None and not slot.closing.called and slot.is_idle():
            slot.closing.callback(spider)


def drop_waiting(crawler: Crawler, slot: str, reason: str) -> None:
    """Do not send what the downloader has taken for a slot and not sent yet."""
    taken = crawler.engine.downloader.slots.get(slot) if crawler.engine else None
    while taken is not None and taken.queue:
        _, waiting = taken.queue.popleft()
        waiting.errback(LeftAlone(reason))


def is_ending(crawler: Crawler) -> bool:
    """Whether the run has been told to end, by a signal or by itself."""
    slot = crawler.engine._slot if crawler.engine else None
    return slot is None or slot.closing is not None
