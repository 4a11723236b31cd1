"""Take in captures instead of going to the site: WARC files, saved pages, plain text."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .. import pages
from ..addresses import ArticleAddress, FeedAddress, ListingAddress, read_address
from ..editions import EDITIONS, Edition, edition_named
from ..errors import AddressNotUnderstood, ArgumentNotUnderstood, NotUnderstood
from ..files import Held, Unreadable, files_at, held_in, is_warc
from ..items import Article, Capture, Problem
from ..memory import Scope
from .arguments import known_only
from .articles import ArticleSpider, digest_of_bytes


class CapturesSpider(ArticleSpider):
    name = "captures"
    argument_names = ("path", "edition", "url")

    def __init__(self, **arguments: str) -> None:
        """Raises `ArgumentNotUnderstood`."""
        super().__init__()
        self.scope = self.understand(arguments)
        self.files, self.set_aside = files_at(Path(arguments["path"]).expanduser())
        self.edition: Edition | None = edition_named(arguments["edition"]) if arguments.get("edition") else None
        self.url: str | None = arguments.get("url") or None
        self.taken = 0
        self.passed_over = 0
        self.not_understood = 0

    @classmethod
    def understand(cls, arguments: Mapping[str, str]) -> Scope:
        known_only(arguments, cls.argument_names, cls.name)
        if not arguments.get("path"):
            raise ArgumentNotUnderstood("captures wants -a path=FILE_OR_FOLDER.")
        files, _ = files_at(Path(arguments["path"]).expanduser())
        if arguments.get("edition"):
            edition_named(arguments["edition"])
        if url := arguments.get("url"):
            if len(files) != 1 or is_warc(files[0]):
                raise ArgumentNotUnderstood("url says where one saved file comes from; path names more than that.")
            try:
                read_address(url)
            except AddressNotUnderstood as error:
                raise ArgumentNotUnderstood(f"url wants the address of a BelTA page: {error}") from None
        return Scope(arguments=dict(arguments))

    async def start(self) -> AsyncIterator[Any]:
        """The items of every capture, file by file."""
        for file in self.files:
            for held in held_in(file):
                for item in self._items(held):
                    yield item
                # The engine takes as fast as we give: let it work off what it has.
                await sleep(0)
        if self.set_aside and self.taken:
            names = ", ".join(file.name for file in self.set_aside[:5])
            more = ", …" if len(self.set_aside) > 5 else ""
            message = f"{len(self.set_aside)} files of the folder were passed over for their names: {names}{more}."
            yield Problem(step=self.name, message=message)
        if self.not_understood > 1 and not self.taken and not self.passed_over:
            many = f"None of {self.not_understood} captures could be read; the problems say why."
            self.memory.gave_nothing("captures", many)

    def _items(self, held: Held | Unreadable) -> Iterator[Article | Problem | Capture]:
        """What comes of one capture: an article, what a listing names, or a problem."""
        if isinstance(held, Unreadable):
            yield from self._not_taken(held.reason, None)
            return
        capture = self._capture(held)
        if self.memory.has_capture(capture.source, capture.digest):
            self.passed_over += 1
            return
        try:
            item = self._read(held, capture)
        except NotUnderstood as error:
            yield from self._not_taken(f"{held.source}: {error}", capture)
            return
        except Exception as error:
            self.logger.exception("A reader failed on %s", held.source)
            yield from self._not_taken(f"{held.source}: a reader failed ({type(error).__name__}: {error}).", capture)
            return
        if item is None:
            self.passed_over += 1
        else:
            self.taken += 1
            yield item

    def _not_taken(self, reason: str, capture: Capture | None) -> Iterator[Problem]:
        """One unreadable file among many is a problem; a single one is an answer to who gave it."""
        self.not_understood += 1
        if len(self.files) == 1 and not is_warc(self.files[0]):
            self.memory.gave_nothing(self.files[0].name, reason)
        else:
            url, edition = (capture.url, capture.edition) if capture else (None, None)
            yield Problem(step=self.name, message=reason, url=url, edition=edition, capture=capture)

    def _capture(self, held: Held) -> Capture:
        url = self.url or held.url
        edition = self.edition
        if url is not None:
            try:
                address = read_address(url)
            except AddressNotUnderstood:
                pass
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
            digest=digest_of_bytes(held.body),
            size=len(held.body),
        )

    def _read(self, held: Held, capture: Capture) -> Article | Capture | None:
        """The article of a capture; the capture itself where it was a listing, whose entries are noted;
        `None` where it is none of BelTA's pages. Raises `NotUnderstood`."""
        url = self.url or held.url or ""
        edition = EDITIONS[capture.edition] if capture.edition else None
        if held.status is not None and held.status != 200:
            return capture if edition is not None else None
        text = pages.decode(held.body, held.content_type)
        if held.form == "plain text":
            return pages.read_plain_text(text, capture=capture, url=url or None, edition=edition)
        if url:
            try:
                address = read_address(url)
            except AddressNotUnderstood:
                return None  # robots.txt, pictures, other people's sites
            if not isinstance(address, ArticleAddress):
                return self._note_listing(text, url, address, capture)
        article = pages.read_article(text, url=url, edition=edition, capture=capture)
        # A saved page may say itself where it comes from.
        return replace(article, capture=replace(capture, url=article.url, edition=article.edition))

    def _note_listing(self, text: str, url: str, address: ListingAddress | FeedAddress, capture: Capture) -> Capture:
        """Write what a captured listing or feed names into the ledger: a walk of one page, which settles nothing."""
        edition = EDITIONS[address.edition]
        if isinstance(address, FeedAddress):
            name, page, listing = "rss", 1, pages.read_feed(text, url=url, edition=edition)
        else:
            name, page, listing = address.listing, address.page, pages.read_listing(text, url=url, edition=edition)
        walk = self.memory.begin_walk(address.edition, name)
        walk.listed(page, listing.entries, capture)
        walk.end("last page asked")
        return capture
