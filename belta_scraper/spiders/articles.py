"""How is an article requested, and what comes of the answer?

Shared by the spiders that go to the site. They take an article to be whatever the readers in `pages`
can read; all they know themselves is what the network says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, Self, cast

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.utils.misc import build_from_crawler, load_object
from twisted.python.failure import Failure

from .. import pages
from ..addresses import article_linked
from ..courtesy import RobotsForbid, in_words
from ..editions import EDITIONS
from ..errors import PageIsGone, PageNotUnderstood, PageRefusesUs
from ..items import Article, Capture, Entry, EntryState, Problem
from ..memory import Memory, Scope
from ..origins import Origins
from .arguments import known_only

SHORTEST_PAUSE = 0.001
"""Seconds between two requests to a host, at least."""

ARTICLES_FIRST = 10
"""Priority of articles over the next listing page, so that the queue stays as short as a page."""


class ArticleSpider(Spider):
    """A spider that requests articles."""

    argument_names: ClassVar[tuple[str, ...]] = ()
    scope: Scope
    origins: Origins
    memory: Memory

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        # Without any pause Scrapy 2.19 sends all that is queued for a host at once, whatever the
        # concurrency: a request counts as under way only when its coroutine has begun.
        if settings.getfloat("DOWNLOAD_DELAY") < SHORTEST_PAUSE:
            # Above a command line's own priority: the process applies that once more later on.
            settings.set("DOWNLOAD_DELAY", SHORTEST_PAUSE, priority=SETTINGS_PRIORITIES["cmdline"] + 1)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.origins = Origins.from_setting(crawler.settings["EDITION_ORIGINS"])
        spider.memory = cast("Memory", build_from_crawler(load_object(crawler.settings["MEMORY"]), crawler))
        return spider

    @classmethod
    def understand(cls, arguments: Mapping[str, str]) -> Scope:
        """What a run with these arguments is to cover. Raises `ArgumentNotUnderstood`."""
        known_only(arguments, cls.argument_names, cls.name)
        return Scope(arguments=dict(arguments))

    def article_request(self, entry: Entry) -> Request:
        self.memory.requested(entry)
        return Request(
            self.origins.to_request(entry.url),
            callback=self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"entry": entry},
            meta={"edition": entry.edition},
            priority=ARTICLES_FIRST,
        )

    def parse_article(self, response: Response, entry: Entry) -> Iterator[Article | Problem]:
        """One article, or the problem that says why there is none and what that leaves of its entry."""
        capture = self.captured(response)
        if response.status in (404, 410):
            yield self._problem(entry, f"The article's address was answered with status {response.status}.", capture)
            return
        if response.status != 200:
            message = f"The article's address was answered with status {response.status}."
            yield self._problem(entry, message, capture, leaves="wanted")
            return
        text = pages.decode(response.body, content_type_of(response))
        edition = EDITIONS[entry.edition]
        reached = article_linked(response.url, page_url=response.url, edition=edition)
        if reached is None or (reached.family, reached.number, reached.year) != (
            entry.family, entry.number, entry.year,
        ):  # fmt: skip
            message = f"The article's address leads elsewhere, to {capture.url or response.url}."
            yield self._problem(entry, message, capture, leaves="not understood")
            return
        if "<html" in text[:4096].lower() and "</html" not in text.lower():
            message = "The page ends before its end; what was cut off cannot be known."
            yield self._problem(entry, message, capture, leaves="wanted")
            return
        try:
            yield pages.read_article(text, url=response.url, edition=edition, capture=capture, entry=entry)
        except PageNotUnderstood as misread:
            leaves: EntryState = "not understood"
            if isinstance(misread, PageIsGone):
                leaves = "gone"
            elif isinstance(misread, PageRefusesUs):
                leaves = "wanted"
            # The problem has the address beside it: so the same words are counted as the same.
            message = str(misread).replace(response.url, "this address")
            yield self._problem(entry, message, capture, leaves=leaves)

    def article_failed(self, failure: Failure) -> Iterator[Problem]:
        """The problem of an article that was never answered."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy for every errback
        entry: Entry = request.cb_kwargs["entry"]
        forbidden = isinstance(failure.value, RobotsForbid)
        message = f"The article could not be fetched: {in_words(failure.value)}."
        yield self._problem(entry, message, None, leaves="refused" if forbidden else "wanted")

    def _problem(self, entry: Entry, message: str, capture: Capture | None, leaves: EntryState = "gone") -> Problem:
        return Problem(
            step=self.name,
            message=message,
            url=entry.url,
            edition=entry.edition,
            capture=capture,
            entry=entry,
            leaves=leaves,
        )

    def captured(self, response: Response) -> Capture:
        """The record of this fetch."""
        edition = self.origins.edition_of(response.url)
        return Capture(
            source=str(response.meta.get("address", response.url)),
            url=self.origins.canonical(response.url),
            edition=edition.code if edition else None,
            fetched_at=response.meta.get("fetched_at") or datetime.now(UTC),
            status=response.status,
            content_type=content_type_of(response),
            digest=digest_of_bytes(response.body),
            size=len(response.body),
            warc_file=response.meta.get("warc_file"),
            warc_offset=response.meta.get("warc_offset"),
        )


def digest_of_bytes(body: bytes) -> str:
    """As captures carry it."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def content_type_of(response: Response) -> str | None:
    """The header's words; `None` where there is none."""
    value = response.headers.get("Content-Type")
    return value.decode("latin-1") if value else None
