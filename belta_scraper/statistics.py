"""How much was asked for, read and not understood? A run's numbers, in Scrapy's statistics, in our words.

Each path counts the whole run; the same path with `/de` at its end counts one edition.

| path | counts |
|---|---|
| `page/listing/read` | pages of listings that were read |
| `page/article/read` | articles that were read, from the site or from captures |
| `entry/listed`, `entry/new` | entries met on listings; those never listed before |
| `article/due` | articles that the run means to request, set by a spider that knows it from the start |
| `article/requested` | articles that were requested |
| `article/answered` | of these, those that came to an end, read or not; and those taken in |
| `article/kept`, `article/unchanged` | articles written, new or reworded; met again as they were |
| `article/not_understood` | articles that no reader could read |
| `article/refused`, `article/gone` | articles that the site refused, or that could not be fetched; that are no more |
| `walk/begun`, `walk/ended` | walks down a listing |
| `problem/<step>` | what was not understood, by the step, the reader or the spider that says so |
| `capture/file/total`, `capture/file/taken` | files of captures: given; worked off (no editions) |
| `capture/byte/total`, `capture/byte/taken` | their bytes |

This module counts what the items say that leave a spider; what the archive makes of them,
`pipelines.archive.runs` counts, and files of captures are counted by the spider that reads them.
"""

from __future__ import annotations

from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector

from .items import Article, Check, Entry, Problem


class Statistics:
    """Scrapy extension."""

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler.stats)
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(extension.came, signal=signal)
        crawler.signals.connect(extension.spider_error, signal=signals.spider_error)
        return extension

    def came(self, item: object) -> None:
        match item:
            case Article():
                edition = item.edition or item.capture.edition
                self._count("article/answered", edition)
                self._count("page/article/read", edition)
                for problem in item.problems:
                    self._count(f"problem/{problem.step}", edition)
            case Check():
                self._count("article/answered", item.entry.edition)
            case Problem():
                self._count(f"problem/{item.step}", item.edition)
                if item.entry is not None:
                    self._count("article/answered", item.edition)

    def spider_error(self, response: object) -> None:
        """A mistake of ours in a callback: what was asked for has come to an end nevertheless."""
        if isinstance(response, Response) and isinstance(entry := response.cb_kwargs.get("entry"), Entry):
            self._count("article/answered", entry.edition)

    def _count(self, path: str, edition: str | None) -> None:
        self.stats.inc_value(path)
        if edition is not None:
            self.stats.inc_value(f"{path}/{edition}")
