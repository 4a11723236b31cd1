"""How do we behave as a guest: whom do we ask, what does the host allow, and when do we wait?

Scrapy's own parts are used where they do what a good guest does. Some do not: requests can
leave the site after a retry, robots.txt that cannot be fetched counts as permission, `Retry-After` is
not read, and half a compressed body is handed on as a whole page.
"""

from __future__ import annotations

import asyncio
import logging
import random
import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.asyncio import call_later
from scrapy.utils.misc import build_from_crawler, load_object

from .addresses import kind_of
from .ending import LOOKS_UP_EVERY, LeftAlone, is_ending
from .origins import Origins

logger = logging.getLogger(__name__)

ROBOTS_BYTES_READ = 500 * 1024
"""RFC 9309, 2.5: a crawler must read at least this much of a robots.txt."""


MAY_PASS = (
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    OSError,
)
"""Failures worth another try in the same run. A name that does not resolve is none: without a network
each try would only delay the sentence that says so."""

FAILURES = (*MAY_PASS, CannotResolveHostError, DownloadCancelledError, UnsupportedURLSchemeError, IgnoreRequest)
"""All ways in which a request ends without an answer."""


class NotOurs(IgnoreRequest):
    """An address that is on no host of BelTA's, nor at a configured origin."""


class RobotsForbid(IgnoreRequest):
    """robots.txt does not allow this address."""


class RobotsUnreachable(IgnoreRequest):
    """robots.txt could not be fetched, which means stop (RFC 9309, 2.3.1.4)."""


class HostAsksToWait(IgnoreRequest):
    """The host refuses for longer than this run is willing to wait."""


class BodyCutOff(IgnoreRequest):
    """A compressed body that ends before its end."""


class StayWithBelta:
    """Downloader middleware: sends canonical addresses to their origin, and nothing anywhere else.

    The one exception is the archive of captures that the person named, of a spider with a `replay`.
    Retries and redirects are new requests, which pass it too. `meta["address"]` is the
    address as it would be at BelTA's own host: what WARC records and captures name. Beside it stand the
    `canonical` one, and the `kind` of page that it leads to.
    """

    def __init__(self, origins: Origins) -> None:
        self.origins = origins

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(_origins_of(crawler))

    def process_request(self, request: Request) -> Request | None:
        if self.origins.is_replay(request.url):
            request.meta["download_slot"] = self.origins.slot_of(request.url)
            return None
        url = self.origins.to_request(request.url)
        slot = self.origins.slot_of(url)
        if slot is None:
            raise NotOurs(f"{request.url} is on no host of BelTA's; no request leaves them.")
        if url != request.url:
            return request.replace(url=url, dont_filter=True)
        for stale in _OF_AN_ANSWER:
            request.meta.pop(stale, None)
        address = self.origins.at_beltas(url)
        request.meta["address"] = address
        request.meta["canonical"] = self.origins.canonical(url)
        request.meta["kind"] = kind_of(address)
        # Politeness belongs to the edition, wherever it answers.
        request.meta["download_slot"] = slot
        return None


_OF_AN_ANSWER = ("fetched_at", "warc_file", "warc_offset", "same_as", "digest", "size")
"""What is noted in `meta` of an answer, and must not pass to the next request."""


def _origins_of(crawler: Crawler) -> Origins:
    replay: str | None = getattr(crawler.spider, "replay", None)
    return Origins.from_setting(crawler.settings["EDITION_ORIGINS"], replay=replay)


class ObeyRobots:
    """Downloader middleware: robots.txt is obeyed, and one that cannot be fetched means stop.

    Scrapy's own lets concurrent first requests through, and goes on where robots.txt fails.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.agent = crawler.settings["USER_AGENT"]
        self.parser = load_object(crawler.settings["ROBOTSTXT_PARSER"])
        self.asked: dict[str, asyncio.Task[RobotParser | str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("robots"):
            return
        parts = urlsplit(request.url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self.asked:
            self.asked[root] = asyncio.ensure_future(self._fetch(root))
        # Shielded: one cancelled request must not cancel the rules of all.
        rules = await asyncio.shield(self.asked[root])
        if isinstance(rules, str):
            raise RobotsUnreachable(rules)
        if not rules.allowed(request.url, self.agent):
            raise RobotsForbid(f"robots.txt of {parts.netloc} does not allow {request.url}.")

    async def _fetch(self, root: str) -> RobotParser | str:
        """The rules of a host, or why there are none to go by."""
        asking = Request(f"{root}/robots.txt", meta={"robots": True}, priority=1000, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(asking)
        except FAILURES as error:
            return f"{root}/robots.txt could not be fetched ({in_words(error)}), which means stop."
        if response.status == 429 or response.status >= 500:
            return f"{root}/robots.txt was answered with status {response.status}, which means stop."
        # Any other refusal says that there are no rules (RFC 9309, 2.3.1.3).
        body = response.body[:ROBOTS_BYTES_READ] if response.status < 400 else b""
        rules: RobotParser = build_from_crawler(self.parser, self.crawler, body)
        self._keep_their_pace(rules, root)
        return rules

    def _keep_their_pace(self, rules: RobotParser, root: str) -> None:
        """Make a `Crawl-delay` longer than ours the pause between requests to the host."""
        delay = rules.crawl_delay(self.agent)
        name = _origins_of(self.crawler).slot_of(root + "/")
        if name is None or not delay:
            return
        slot = self.crawler.engine.downloader.slots.get(name)
        if slot is not None and slot.delay < float(delay):
            slot.delay = float(delay)


class LeaveAlone:
    """Downloader middleware: drops requests that are queued for an edition which the spider has left alone."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.origins = _origins_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        left_alone = getattr(self.crawler.spider, "left_alone", ())
        if left_alone and (edition := self.origins.edition_of(request.url)) and edition.code in left_alone:
            raise LeftAlone(f"edition {edition.code} has been left alone since it turned requests away")


class WaitWhenAsked:
    """Downloader middleware: tries again what may pass, later each time, and waits when a host says so.

    While a host is waited for, no request goes there, not even one that was queued before. Replaces
    Scrapy's `RetryMiddleware`, which tries three times within a hundredth of a second. Settings
    `RETRY_TIMES`, `RETRY_HTTP_CODES`, `RETRY_WAIT` (seconds, doubled at each try) and
    `RETRY_WAIT_AT_MOST`.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.times = settings.getint("RETRY_TIMES")
        self.codes = {int(code) for code in settings.getlist("RETRY_HTTP_CODES")}
        self.wait = settings.getfloat("RETRY_WAIT")
        self.longest = settings.getfloat("RETRY_WAIT_AT_MOST")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        # Sent before the host's next request leaves its queue; process_response comes after that.
        crawler.signals.connect(middleware.response_downloaded, signal=signals.response_downloaded)
        return middleware

    def response_downloaded(self, response: Response, request: Request) -> None:
        if response.status in (429, 503):
            asked = _retry_after(response) or 0.0
            if asked <= self.longest:
                self._hold(request, max(asked, self._pause(request.meta.get("retry_times", 0) + 1)))

    def process_response(self, request: Request, response: Response) -> Request | Response:
        cut_off = CUT_OFF in response.flags
        if response.status not in self.codes and not cut_off:
            return response
        asked = _retry_after(response) if response.status in (429, 503) else None
        if asked is not None and asked > self.longest:
            raise HostAsksToWait(f"the host asks to come back in {asked:.0f} seconds (status {response.status})")
        again = self._again(request, CUT_OFF if cut_off else f"status {response.status}")
        if again is None and cut_off:
            raise BodyCutOff("the compressed body ends before its end")
        return again or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if not isinstance(exception, MAY_PASS):
            return None
        again = self._again(request, type(exception).__name__)
        if again is None:
            return None
        until = monotonic() + self._pause(again.meta["retry_times"])
        while (left := until - monotonic()) > 0:
            if is_ending(self.crawler):
                return None
            await asyncio.sleep(min(left, LOOKS_UP_EVERY))
        return again

    def _again(self, request: Request, reason: str) -> Request | None:
        assert self.crawler.spider is not None
        return get_retry_request(request, spider=self.crawler.spider, reason=reason, max_retry_times=self.times)

    def _pause(self, tries: int) -> float:
        """Seconds before the try of this number, counted from 1; spread, so that hosts are not met in step."""
        return min(self.wait * 2.0 ** (tries - 1), self.longest) * random.uniform(0.8, 1.2)

    def _hold(self, request: Request, seconds: float) -> None:
        """Let nothing go to the request's host for a while, as Scrapy itself does between two requests."""
        downloader = self.crawler.engine.downloader
        slot = downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is None:
            return
        if slot.latercall:
            slot.latercall.cancel()
        slot.latercall = call_later(seconds, downloader._latercall, slot)


class WholeBodies:
    """Downloader middleware: flags a gzip body that ends before its end, for `WaitWhenAsked`.

    Stands before the body is unpacked: Scrapy hands on what it could unpack, and half a listing looks
    like a whole one.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        encoding = (response.headers.get("Content-Encoding") or b"").strip().lower()
        if encoding not in (b"gzip", b"x-gzip") or not response.body or _unpacks_whole(response.body):
            return response
        return response.replace(flags=[*response.flags, CUT_OFF])


CUT_OFF = "cut off"
"""Flag of a response whose body ends before its end."""


def _unpacks_whole(body: bytes) -> bool:
    """Whether a gzip body ends where it says; unpacked piece by piece, and not kept."""
    unpacking = zlib.decompressobj(wbits=31)
    try:
        while body and not unpacking.eof:
            unpacking.decompress(body, 64 * 1024)
            body = unpacking.unconsumed_tail
    except zlib.error:
        return False
    return unpacking.eof


def _retry_after(response: Response) -> float | None:
    """Seconds to wait, as the answer's `Retry-After` says: a number, or a date."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def in_words(error: BaseException | None) -> str:
    """Why a request failed, for a person.

    >>> in_words(CannotResolveHostError("DNS lookup failed: no results"))
    'its name cannot be resolved; is there a network?'
    """
    match error:
        case CannotResolveHostError():
            return "its name cannot be resolved; is there a network?"
        case DownloadConnectionRefusedError():
            return "the connection was refused"
        case DownloadTimeoutError():
            return "no answer in time"
        case ResponseDataLossError():
            return "the answer was cut off"
        case DownloadCancelledError():
            return "the answer is larger than DOWNLOAD_MAXSIZE"
    return str(error).rstrip(". ") or type(error).__name__
