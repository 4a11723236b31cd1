"""Walk the listings, newest first, down to settled ground, and request what they name.

A walk goes on while pages bring anything new, and ends where an earlier walk has been (settled
ground), where pages bring nothing new any more (status codes prove nothing: past its end an edition
may answer with an empty page, a 404, or page 1 again), or where the person asked it to.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from .. import pages
from ..addresses import FeedAddress, ListingAddress, read_address
from ..courtesy import in_words
from ..editions import Edition
from ..ending import LeftAlone
from ..errors import AddressNotUnderstood, ArgumentNotUnderstood, PageNotUnderstood
from ..items import Capture, Entry, Problem
from ..memory import Listed, Scope, Walk, WalkEnd
from .arguments import count_named, day_named, editions_named, known_only, sections_named
from .articles import ArticleSpider, content_type_of, said

BARREN_PAGES = 2
"""Pages in a row that bring nothing this walk has not met: as many end it. One may be an accident, when
a page's worth of new articles has pushed the list down while it was read."""

LOOKING_BACK = 20
"""Priority of reading a page again, before what it may show has slid further."""

QUEUE_AT_MOST = 200
"""Requests waiting, above which nothing more is taken from what earlier runs left."""

_Identity = tuple[str, int, int | None]


@dataclass
class _Descent:
    """How far one walk has come."""

    edition: Edition
    listing: str
    walk: Walk
    met: set[_Identity] = field(default_factory=set)
    page_before: frozenset[_Identity] = frozenset()
    day_text: str | None = None
    """The day separator last read: entries above a page's first separator stand under it."""
    barren: int = 0
    pages_with_new: int = 0
    looking_back: int = 0
    """Pages that are being read again."""
    end: tuple[WalkEnd, str | None] | None = None
    """How the walk ends, and why, once those have been read."""
    failed_looking_back: str | None = None
    last_with_entries: int = 1


class ListingsSpider(ArticleSpider):
    name = "listings"
    argument_names = ("edition", "section", "pages", "since", "until")
    pages_at_most: int

    def __init__(self, **arguments: str) -> None:
        """Raises `ArgumentNotUnderstood`."""
        super().__init__()
        self.scope = self.understand(arguments)
        self.editions = editions_named(arguments.get("edition", ""))
        self.listings = sections_named(arguments.get("section", ""), self.editions)
        self.last_page = count_named(arguments.get("pages", ""), "pages")
        self.asked: set[tuple[str, _Identity]] = set()
        """Whatever the addresses: an article that was filed elsewhere has two."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.pages_at_most = crawler.settings.getint("PAGES_AT_MOST")
        return spider

    @classmethod
    def understand(cls, arguments: Mapping[str, str]) -> Scope:
        known_only(arguments, cls.argument_names, cls.name)
        editions = editions_named(arguments.get("edition", ""))
        sections_named(arguments.get("section", ""), editions)
        count_named(arguments.get("pages", ""), "pages")
        since, until = day_named(arguments.get("since", ""), "since"), day_named(arguments.get("until", ""), "until")
        if since and until and since > until:
            raise ArgumentNotUnderstood(f"since ({since}) is later than until ({until}).")
        return Scope(
            arguments=dict(arguments),
            editions=tuple(edition.code for edition in editions),
            since=since,
            until=until,
        )

    async def start(self) -> AsyncIterator[Any]:
        """First what earlier runs left wanted, then the listings."""
        for edition in self.editions:
            for entry in self.memory.wanted(edition.code, self.scope.since, self.scope.until):
                await self.room_in_queue(QUEUE_AT_MOST)
                self.asked.add((entry.edition, _identity(entry)))
                yield self.article_request(entry)
        for edition in self.editions:
            sections = {section.slug for section in edition.sections}
            for listing in self.listings:
                if listing == "all_news" or listing in sections:
                    walk = self.memory.begin_walk(edition.code, listing, self.scope.since)
                    yield self._page_request(_Descent(edition, listing, walk), 1)

    def _second_witness(self, descent: _Descent) -> Iterator[Request]:
        """The feed, once the walk down the list of all news has ended: what only the feed names is requested too.

        It names the latest articles, so it says nothing about a range of days or pages.
        """
        if descent.listing != "all_news" or self.scope.until is not None or self.last_page is not None:
            return
        edition = descent.edition
        walk = self.memory.begin_walk(edition.code, "rss", self.scope.since)
        address = FeedAddress(edition=edition.code).url
        validators = walk.validators(address)
        yield Request(
            self.origins.to_request(address),
            callback=self.parse_feed,
            errback=self.feed_failed,
            headers=validators.headers if validators else None,
            cb_kwargs={"walk": walk, "edition": edition},
            meta={"edition": edition.code},
        )

    def parse_feed(self, response: Response, walk: Walk, edition: Edition) -> Iterator[Request | Problem]:
        """Request what the feed names and the listing did not; where there is none, nothing is lost."""
        if response.status == 304:
            walk.unchanged(self.captured(response))
            return
        capture = self.captured(response)
        if response.status in (404, 410):  # not every edition has one; the walk says that it was asked
            walk.listed(1, (), capture)
            walk.end("broken off")
            return
        if response.status != 200:
            walk.end("broken off")
            yield self._about_feed(f"The feed was answered with status {response.status}.", capture, edition)
            return
        try:
            text = pages.decode(response.body, content_type_of(response))
            feed = pages.read_feed(text, url=response.url, edition=edition)
        except PageNotUnderstood as misread:
            walk.end("not understood")
            yield self._about_feed(said(misread, response), capture, edition)
            return
        yield from self._requests(walk.listed(1, feed.entries, capture))
        walk.end("end of listing")
        yield from (replace(problem, capture=capture) for problem in feed.problems)

    def feed_failed(self, failure: Failure) -> Iterator[Problem]:
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy for every errback
        edition: Edition = request.cb_kwargs["edition"]
        request.cb_kwargs["walk"].end("broken off")
        if not isinstance(failure.value, LeftAlone):
            self.logger.info("The feed of %s could not be fetched: %s", edition.code, in_words(failure.value))
        yield from ()

    def _about_feed(self, message: str, capture: Capture, edition: Edition) -> Problem:
        address = FeedAddress(edition=edition.code).url
        return Problem(step=self.name, message=message, url=address, edition=edition.code, capture=capture)

    def _end(self, descent: _Descent, how: WalkEnd, reason: str | None = None) -> Iterator[Request]:
        """End the walk, if need be once the pages have been read that are being read again."""
        descent.end = (how, reason)
        if not descent.looking_back:
            descent.walk.end(how, reason)
            yield from self._second_witness(descent)

    def _has_looked_back(self, descent: _Descent, failed: str | None = None) -> Iterator[Request]:
        """Go on after a page was read again; where that failed, nobody knows what it showed."""
        descent.looking_back -= 1
        if failed is not None:
            descent.failed_looking_back = failed
        if descent.end is None:
            return
        how, reason = descent.end
        if descent.failed_looking_back is not None and how not in ("broken off", "not understood", "cut"):
            how, reason = "broken off", descent.failed_looking_back
        yield from self._end(descent, how, reason)

    def _page_request(self, descent: _Descent, page: int, url: str | None = None, *, again: bool = False) -> Request:
        descent.looking_back += again
        address = ListingAddress(edition=descent.edition.code, listing=descent.listing, page=page)
        validators = descent.walk.validators(address.url) if page == 1 and not again else None
        return Request(
            self.origins.to_request(url or address.url),
            callback=self.look_back if again else self.parse_listing,
            errback=self.listing_failed,
            headers=validators.headers if validators else None,
            cb_kwargs={"descent": descent, "page": page},
            meta={"edition": descent.edition.code},
            priority=LOOKING_BACK if again else 0,
        )

    def parse_listing(self, response: Response, descent: _Descent, page: int) -> Iterator[Request | Problem]:
        """Note a page's entries, request what is wanted of them, and go on or end the walk."""
        if response.status == 304:
            descent.walk.unchanged(self.captured(response))
            yield from self._second_witness(descent)
            return
        try:
            listing = self._read(response, descent, page)
        except _WalkEnds as end:
            capture = self.captured(response)
            yield Problem(
                step=self.name, message=end.reason, url=capture.url, edition=descent.edition.code, capture=capture
            )
            yield from self._end(descent, end.how, end.reason)
            return
        told = self._note(response, descent, page, listing)
        yield from self._requests(told)
        yield from (replace(problem, capture=self.captured(response)) for problem in listing.problems)
        main = [listed for listed in told if not listed.entry.from_side_block]
        here = frozenset(_identity(listed.entry) for listed in main)
        if descent.page_before and here and not here & descent.page_before:
            # Nothing proves that no entry slid up between the two fetches: see whether one did.
            yield self._page_request(descent, page - 1, again=True)
        if main:
            descent.last_with_entries = page
        descent.barren = 0 if here - descent.met else descent.barren + 1
        descent.met |= here
        descent.page_before = here
        descent.pages_with_new += any(listed.new for listed in main)
        if how := self._ends(descent, page, main):
            what = f"The walk of {descent.listing} in {descent.edition.code}"
            cut = f"{what} was cut after {self.pages_at_most} pages with new entries (PAGES_AT_MOST)."
            if how == "end of listing" and page > descent.last_with_entries:
                # Emptiness proves nothing where the host is out of order: see whether it still lists what it did.
                yield self._page_request(descent, descent.last_with_entries, again=True)
            yield from self._end(descent, how, cut if how == "cut" else None)
        else:
            yield self._page_request(descent, page + 1, self._next_url(listing.next_url, descent, page))

    def _read(self, response: Response, descent: _Descent, page: int) -> pages.Listing:
        """The page as read. Raises `_WalkEnds` where there is no going on from it."""
        where = f"Page {page} of {descent.listing} in {descent.edition.code}"
        missing = response.status in (404, 410)
        if missing and page > 1:
            return pages.Listing(entries=())
        if response.status != 200:
            how: WalkEnd = "not understood" if missing else "broken off"
            raise _WalkEnds(how, f"{where} was answered with status {response.status}.")
        try:
            text = pages.decode(response.body, content_type_of(response))
            listing = pages.read_listing(text, url=response.url, edition=descent.edition)
        except PageNotUnderstood as misread:
            raise _WalkEnds("not understood", f"{where} could not be read: {misread}") from misread
        if page == 1 and not listing.entries:
            raise _WalkEnds("not understood", f"{where} lists nothing.")
        return listing

    def _note(self, response: Response, descent: _Descent, page: int, listing: pages.Listing) -> list[Listed]:
        """Tell the ledger what a page lists, each entry under its day, and hear what it knows."""
        entries = []
        for entry in listing.entries:
            if entry.edition != descent.edition.code:
                # A link into another edition is discovery there, and holds no place on this listing.
                entries.append(replace(entry, from_side_block=True))
            elif entry.from_side_block:
                # Beside a section's list stand articles of all sections: for those there is all_news.
                if descent.listing == "all_news":
                    entries.append(entry)
            else:
                descent.day_text = entry.day_text or descent.day_text
                entries.append(replace(entry, day_text=descent.day_text))
        return descent.walk.listed(page, entries, self.captured(response))

    def _requests(self, told: list[Listed]) -> Iterator[Request]:
        """Requests of the articles that are wanted and lie in what was asked for, each once a run."""
        for listed in told:
            entry = listed.entry
            asked = entry.edition, _identity(entry)
            if not listed.wanted or asked in self.asked or entry.edition not in self.scope.editions:
                continue
            if not self._in_range(listed):
                continue
            self.asked.add(asked)
            yield self.article_request(entry)

    def _in_range(self, listed: Listed) -> bool:
        """Whether an entry was listed in the range asked for; without a day it may have been."""
        if listed.day is None:
            return True
        after = self.scope.since is None or listed.day >= self.scope.since
        return after and (self.scope.until is None or listed.day <= self.scope.until)

    def _ends(self, descent: _Descent, page: int, main: list[Listed]) -> WalkEnd | None:
        """How the walk ends with this page; `None` where it goes on."""
        if descent.barren >= BARREN_PAGES:
            return "end of listing"
        if main and all(listed.ground for listed in main):
            return "settled ground"
        days = [listed.day for listed in main if listed.day is not None]
        if self.scope.since and days and max(days) < self.scope.since:
            return "first day asked"
        if self.last_page is not None and page >= self.last_page:
            return "last page asked"
        if descent.pages_with_new >= self.pages_at_most:
            return "cut"
        return None

    def _next_url(self, printed: str | None, descent: _Descent, page: int) -> str | None:
        """The next page's address as printed, if that is what it is: paging is done by number.

        It carries the day of the last entry shown, which the site's own button sends too.
        """
        if printed is None:
            return None
        home = self.origins.at_beltas(printed)
        try:
            address = read_address(home)
        except AddressNotUnderstood:
            return None
        wanted = ListingAddress(edition=descent.edition.code, listing=descent.listing, page=page + 1)
        return home if address == wanted else None

    def look_back(self, response: Response, descent: _Descent, page: int) -> Iterator[Request]:
        """Read a page once more for entries that slid onto it when others above were taken down."""
        try:
            listing = self._read(response, descent, page)
            if not listing.entries:
                raise _WalkEnds("broken off", f"Page {page} of {descent.listing} listed nothing when read again.")
        except _WalkEnds as end:
            yield from self._has_looked_back(descent, end.reason)
            return
        # Under the days that it prints itself: the day carried from page to page is further down by now.
        entries = [entry for entry in listing.entries if not entry.from_side_block]
        yield from self._requests(descent.walk.listed(page, entries, self.captured(response)))
        yield from self._has_looked_back(descent)

    def listing_failed(self, failure: Failure) -> Iterator[Request]:
        """End the walk whose page was never answered."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy for every errback
        descent: _Descent = request.cb_kwargs["descent"]
        page = request.cb_kwargs["page"]
        where = f"Page {page} of {descent.listing} in {descent.edition.code}"
        reason = f"{where} could not be fetched: {in_words(failure.value)}."
        if request.callback == self.look_back:
            yield from self._has_looked_back(descent, reason)
            return
        if page == 1:
            self.memory.gave_nothing(descent.edition.code, reason)
        if page > 1:
            yield from self._end(descent, "broken off", reason)
        else:
            descent.walk.end("broken off", reason)


@dataclass
class _WalkEnds(Exception):
    """A page from which there is no going on."""

    how: WalkEnd
    reason: str


def _identity(entry: Entry) -> _Identity:
    return entry.family, entry.number, entry.year
