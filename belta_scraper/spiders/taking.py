"""What comes of one capture that is taken in: an article, what a listing names, or a problem?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from .. import pages
from ..addresses import FeedAddress, ListingAddress, read_address
from ..editions import EDITIONS, Edition
from ..errors import AddressNotUnderstood, NotUnderstood
from ..files import Held, Unreadable
from ..items import Article, Capture, Entry, Problem
from .articles import ArticleSpider, digest_of_bytes


@dataclass(frozen=True, slots=True)
class _ListingRead:
    """What a captured listing or feed names."""

    edition: str
    listing: str
    page: int
    entries: tuple[Entry, ...]


class TakesIn(ArticleSpider):
    """A spider that is given captures which somebody else, or an earlier run, made."""

    edition: Edition | None = None
    """Of captures that do not say."""
    url: str | None = None
    """Where a capture comes from that does not say."""
    taken = 0
    known = 0
    not_understood = 0
    only_file: str | None = None
    """The name of the one saved page or text, where that is all that was asked for."""

    def items_of(self, held: Held | Unreadable) -> Iterator[Article | Problem | Capture]:
        """What comes of one capture: an article, what a listing names, or a problem."""
        if isinstance(held, Unreadable):
            yield from self._not_taken(held.reason, None)
            return
        capture = self._capture(held)
        if self.memory.has_capture(capture.source, capture.digest):
            self.known += 1
            return
        read: Article | _ListingRead | None = None
        reason: str | None = None
        try:
            read = self._read(held, capture)
        except NotUnderstood as error:
            reason = f"{held.source}: {error}"
        except Exception as error:
            self.logger.exception("A reader failed on %s", held.source)
            reason = f"{held.source}: a reader failed ({type(error).__name__}: {error})."
        if isinstance(read, Article):
            # A saved page may say itself where it comes from.
            capture = replace(capture, url=read.url or capture.url, edition=read.edition or capture.edition)
        if reason is None or self.only_file is None:
            kept = self.memory.keep_taken(capture, held.record) if held.record is not None else capture
            if kept is None:
                self.known += 1
                return
            capture = kept
        if reason is not None:
            yield from self._not_taken(reason, capture)
            return
        self.taken += 1
        match read:
            case Article():
                yield replace(read, capture=capture)
            case _ListingRead():
                self._note(read, capture)
                yield capture
            case None:
                yield capture

    def _not_taken(self, reason: str, capture: Capture | None) -> Iterator[Problem]:
        """One unreadable file among many is a problem; a single one is an answer to who gave it."""
        self.not_understood += 1
        if self.only_file is not None:
            self.memory.gave_nothing(self.only_file, reason)
        else:
            url, edition = (capture.url, capture.edition) if capture else (None, None)
            yield Problem(step=self.name, message=reason, url=url, edition=edition, capture=capture)

    def _capture(self, held: Held) -> Capture:
        url, edition = self.url or held.url, self.edition
        if url is not None:
            try:
                address = read_address(url)
            except AddressNotUnderstood:
                url = None  # what a program noted in a page that it saved may be anything
            else:
                edition, url = EDITIONS[address.edition], address.url
        return Capture(
            source=held.source,
            url=url,
            edition=edition.code if edition else None,
            fetched_at=held.fetched_at,
            taken_in_at=datetime.now(UTC),
            status=held.status,
            content_type=held.content_type,
            etag=held.etag,
            last_modified=held.last_modified,
            digest=digest_of_bytes(held.body),
            size=len(held.body),
        )

    def _read(self, held: Held, capture: Capture) -> Article | _ListingRead | None:
        """What a capture holds; nothing where it is the answer that a page is gone, has moved, or is as it was.

        Raises `NotUnderstood`.
        """
        if held.status is not None and held.status != 200:
            return None
        url = self.url or held.url if capture.url is not None else None
        edition = EDITIONS[capture.edition] if capture.edition else None
        text = pages.decode(held.body, held.content_type)
        if held.form == "plain text":
            return pages.read_plain_text(text, capture=capture, url=url, edition=edition)
        if url is not None:
            match read_address(url):
                case FeedAddress(edition=code):
                    feed = pages.read_feed(text, url=url, edition=EDITIONS[code])
                    return _ListingRead(code, "rss", 1, tuple(feed.entries))
                case ListingAddress(edition=code, listing=name, page=page):
                    listing = pages.read_listing(text, url=url, edition=EDITIONS[code])
                    return _ListingRead(code, name, page, tuple(listing.entries))
        return pages.read_article(text, url=url or "", edition=edition, capture=capture)

    def _note(self, read: _ListingRead, capture: Capture) -> None:
        """Write what a captured listing names into the ledger: a walk of one page, which settles nothing."""
        walk = self.memory.begin_walk(read.edition, read.listing)
        walk.listed(read.page, read.entries, capture)
        walk.end("last page asked")
