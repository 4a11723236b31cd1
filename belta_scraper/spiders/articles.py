"""How is an article requested, and what comes of the answer?

Shared by the spiders that go to the site. They take an article to be whatever the readers in `pages`
can read; all they know themselves is what the network says.
"""

from __future__ import annotations

import hashlib
from asyncio import sleep
from collections import Counter
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
from ..ending import LeftAlone, drop_waiting
from ..errors import ArgumentNotUnderstood, PageIsGone, PageNotUnderstood, PageRefusesUs
from ..items import Article, Capture, Entry, EntryState, Problem
from ..memory import Memory, Scope
from ..origins import Origins
from .arguments import known_only

SHORTEST_PAUSE = 0.001
"""Seconds between two requests to a host, at least."""

ARTICLES_FIRST = 10
"""Priority of articles over the next listing page, so that the queue stays as short as a page."""

TURNED_AWAY_AFTER = 10
"""Refusals, or failures, in a row after which an edition is left alone for the rest of the run."""

_NUMBERS = {"PAGES_AT_MOST": 1, "REVISITS_AT_MOST": 1, "GONE_AFTER_LOOKS": 1, "GONE_AFTER_HOURS": 0}
"""Settings that are numbers, and the least that each may be."""


class ArticleSpider(Spider):
    """A spider that requests articles."""

    argument_names: ClassVar[tuple[str, ...]] = ()
    scope: Scope
    origins: Origins
    memory: Memory
    left_alone: set[str]
    """Editions that are asked nothing more in this run; `courtesy.LeaveAlone` sees to it."""
    refusals: Counter[str]
    """How many pages of each edition in a row refused us."""
    failures: Counter[str]
    """How many requests to each edition in a row got no answer."""

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
        spider.left_alone = set()
        spider.refusals = Counter()
        spider.failures = Counter()
        spider.memory = cast("Memory", build_from_crawler(load_object(crawler.settings["MEMORY"]), crawler))
        return spider

    @classmethod
    def understand(cls, arguments: Mapping[str, str]) -> Scope:
        """What a run with these arguments is to cover. Raises `ArgumentNotUnderstood`."""
        known_only(arguments, cls.argument_names, cls.name)
        return Scope(arguments=dict(arguments))

    @classmethod
    def check_settings(cls, settings: BaseSettings) -> None:
        """Raises `ArgumentNotUnderstood` for a number that is none."""
        for name, fewest in _NUMBERS.items():
            try:
                number = float(settings[name])
            except (TypeError, ValueError):
                number = float("nan")
            if not fewest <= number < float("inf"):
                raise ArgumentNotUnderstood(f"{name} wants a number from {fewest}, not {settings[name]!r}.")

    async def room_in_queue(self, at_most: int) -> None:
        """Wait until no more than so many requests are waiting."""
        while len(self.crawler.engine.scheduler) > at_most:  # type: ignore[arg-type]
            await sleep(0.2)

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
            self._was_answered(entry.edition)
            yield self._problem(entry, answered_with(response), capture, leaves="gone")
            return
        if response.status != 200:
            yield self._problem(entry, self._was_refused(entry, answered_with(response)), capture, leaves="wanted")
            return
        try:
            article = self.read(response, entry, capture)
        except LeadsElsewhere as elsewhere:
            yield self._problem(entry, str(elsewhere), capture, leaves="not understood")
        except CutOff as cut:
            yield self._problem(entry, str(cut), capture, leaves="wanted")
        except PageIsGone as gone:
            self._was_answered(entry.edition)
            yield self._problem(entry, said(gone, response), capture, leaves="gone")
        except PageRefusesUs as refusal:
            message = self._was_refused(entry, said(refusal, response))
            yield self._problem(entry, message, capture, leaves="wanted")
        except PageNotUnderstood as misread:
            self._was_answered(entry.edition)
            yield self._problem(entry, said(misread, response), capture, leaves="not understood")
        else:
            self._was_answered(entry.edition)
            yield article

    def read(self, response: Response, entry: Entry, capture: Capture) -> Article:
        """The article of an answer with status 200.

        Raises `PageNotUnderstood` and its children, `LeadsElsewhere` and `CutOff`.
        """
        return read_answer(response.body, content_type_of(response), url=response.url, entry=entry, capture=capture)

    def _was_answered(self, edition: str) -> None:
        self.refusals[edition] = self.failures[edition] = 0

    def _was_refused(self, entry: Entry, message: str) -> str:
        """Count a refusal; after too many in a row the edition is left alone. Returns the message."""
        edition = entry.edition
        self.failures[edition] = 0
        self.refusals[edition] += 1
        if self.refusals[edition] >= TURNED_AWAY_AFTER and edition not in self.left_alone:
            self._leave_alone(edition)
            self.memory.turned_away(
                edition,
                f"Edition {edition} refused {TURNED_AWAY_AFTER} pages in a row and was left alone; the last time: "
                f"{message}",
            )
        return message

    def _leave_alone(self, edition: str) -> None:
        """Ask an edition nothing more, not even what waits for its turn."""
        self.left_alone.add(edition)
        drop_waiting(self.crawler, EDITIONS[edition].host, f"edition {edition} has been left alone")

    def article_failed(self, failure: Failure) -> Iterator[Problem]:
        """The problem of an article that was never answered."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy for every errback
        entry: Entry = request.cb_kwargs["entry"]
        if isinstance(failure.value, LeftAlone):  # not asked at all: it is owed as before
            return
        forbidden = isinstance(failure.value, RobotsForbid)
        message = f"The article could not be fetched: {in_words(failure.value)}."
        if not forbidden:
            self._got_no_answer(entry.edition, message)
        yield self._problem(entry, message, None, leaves="refused" if forbidden else "wanted")

    def _got_no_answer(self, edition: str, message: str) -> None:
        """Count a failure; after too many in a row the edition is left alone."""
        self.failures[edition] += 1
        if self.failures[edition] >= TURNED_AWAY_AFTER and edition not in self.left_alone:
            self._leave_alone(edition)
            self.memory.unreachable(
                edition,
                f"Edition {edition} gave no answer {TURNED_AWAY_AFTER} times in a row and was left alone; the last "
                f"time: {message}",
            )

    def _problem(self, entry: Entry, message: str, capture: Capture | None, leaves: EntryState | None) -> Problem:
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
            etag=header_of(response, "ETag"),
            last_modified=header_of(response, "Last-Modified"),
            # Of an answer "not modified", those of the bytes that it speaks of, where the archive has them.
            digest=response.meta.get("digest") or digest_of_bytes(response.body),
            size=response.meta.get("size", len(response.body)),
            warc_file=response.meta.get("warc_file"),
            warc_offset=response.meta.get("warc_offset"),
            same_as=response.meta.get("same_as"),
        )


def read_answer(body: bytes, content_type: str | None, *, url: str, entry: Entry, capture: Capture) -> Article:
    """The article of an answer with status 200 to what was asked for an entry.

    Raises `PageNotUnderstood` and its children, `LeadsElsewhere` and `CutOff`.
    """
    text = pages.decode(body, content_type)
    edition = EDITIONS[entry.edition]
    reached = article_linked(url, page_url=url, edition=edition)
    if reached is None or (reached.family, reached.number, reached.year) != (
        entry.family, entry.number, entry.year,
    ):  # fmt: skip
        raise LeadsElsewhere(f"The article's address leads elsewhere, to {capture.url or url}.")
    if "<html" in text[:4096].lower() and "</html" not in text.lower():
        raise CutOff("The page ends before its end; what was cut off cannot be known.")
    return pages.read_article(text, url=url, edition=edition, capture=capture, entry=entry)


class LeadsElsewhere(Exception):
    """An article's address that was redirected to another page."""


class CutOff(Exception):
    """A page that ends before its end."""


def answered_with(response: Response) -> str:
    """That an article's address was answered with another status than 200, in words."""
    return f"The article's address was answered with status {response.status}."


def said(misread: PageNotUnderstood, response: Response) -> str:
    """Why a page was not read. A problem has the address beside it: so the same words are counted as the same."""
    return str(misread).replace(response.url, "this address")


def digest_of_bytes(body: bytes) -> str:
    """As captures carry it."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def content_type_of(response: Response) -> str | None:
    """The header's words; `None` where there is none."""
    return header_of(response, "Content-Type")


def header_of(response: Response, name: str) -> str | None:
    """A header's words as they were sent; `None` where there is none."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
