"""What does a BelTA address say, and which address leads to a given page?

The grammar, both ways::

    article     https://HOST/SECTION/view/SLUG-NUMBER[-YEAR]/
    record      https://HOST/video/getRecord/NUMBER/
    old CMS     http://www.belta.by/ru/all_news/SECTION/Slug_i_NUMBER.html      (until July 2015)
    listing     https://HOST/all_news/[page/N/]      https://HOST/SECTION/[page/N/]
    feed        https://HOST/rss/      https://HOST/rss/all/
    renderings  /printv/PATH  /amp/PATH  /special/PATH  m.HOST/PATH  wap.HOST/PATH

Slugs may be empty, numeric, or hold dots and percent-encoded U+FFFE, so numbers are read from the
right. Query parameters say nothing about an article and are dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

from .editions import EDITIONS, YEARLESS_SECTIONS, Edition
from .errors import AddressNotUnderstood

Rendering = Literal["page", "print", "amp", "special", "mobile"]
Kind = Literal["articles", "listings", "other"]

_EDITION_OF_HOST = {host: edition for edition in EDITIONS.values() for host in (edition.host, *edition.other_hosts)}
_MOBILE_PREFIXES = ("m.", "wap.")
_PATH_RENDERINGS: dict[str, Rendering] = {"printv": "print", "amp": "amp", "special": "special"}

_NUMBER_AND_YEAR = re.compile(r"(?:(?P<slug>.*)-)?(?P<number>\d{1,12})-(?P<year>(?:19|20)\d\d)", re.S)
_NUMBER = re.compile(r"(?:(?P<slug>.*)-)?(?P<number>\d{1,12})", re.S)
_OLD_ARTICLE = re.compile(r"(?P<slug>.*)_i_(?P<number>\d{1,12})\.html?", re.S | re.I)
_SECTION = re.compile(r"[a-z0-9][a-z0-9_-]*")
_NO_SECTION = frozenset({"all_news", "rss", "search", "all-rubric-news", "uploads", "images", "desimages", "meteo"})
"""First path segments that are site machinery, never rubrics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleAddress:
    """An article's address taken apart."""

    edition: str
    section: str
    family: str
    """`news` where the address has a year; else the number sequence it belongs to: the section's,
    `video`, or `old` for the CMS before July 2015."""
    number: int
    year: int | None = None
    slug: str = ""
    """As it stands in the path, percent-encoded."""
    rendering: Rendering = "page"

    @property
    def url(self) -> str:
        """The canonical address, of the ordinary rendering."""
        edition = EDITIONS[self.edition]
        if self.family == "old":
            return f"http://www.belta.by/ru/all_news/{self.section}/{self.slug}_i_{self.number}.html"
        if self.family == "video" and not self.slug:
            return f"https://{edition.host}/{self.section}/getRecord/{self.number}/"
        year = "" if self.year is None else f"-{self.year}"
        return f"https://{edition.host}/{self.section}/view/{self.slug}-{self.number}{year}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingAddress:
    """A listing's address taken apart."""

    edition: str
    listing: str
    """`all_news`, or a section's slug."""
    page: int = 1

    @property
    def url(self) -> str:
        page = "" if self.page == 1 else f"page/{self.page}/"
        return f"https://{EDITIONS[self.edition].host}/{self.listing}/{page}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """A feed's address taken apart."""

    edition: str
    everything: bool = False
    """`/rss/all` instead of `/rss`."""

    @property
    def url(self) -> str:
        return f"https://{EDITIONS[self.edition].host}/rss/{'all/' if self.everything else ''}"


Address = ArticleAddress | ListingAddress | FeedAddress


def read_address(url: str, *, edition: Edition | None = None) -> Address:
    """Take an absolute address apart.

    `edition` is for addresses on a host that is not BelTA's (a replica, a replay): they are read as
    that edition's. Raises `AddressNotUnderstood`.

    >>> address = read_address("https://chn.belta.by/sport/view/igeo-2026-46348-2026/")
    >>> address.slug, address.number, address.year
    ('igeo-2026', 46348, 2026)
    >>> read_address("https://m.deu.belta.by/economics/view/-5-2019?r=1").url
    'https://deu.belta.by/economics/view/-5-2019/'
    """
    try:
        split = urlsplit(url.strip())
        host = (split.hostname or "").rstrip(".").lower()
    except ValueError as error:
        raise AddressNotUnderstood(f"Not an address: {url!r} ({error}).") from None
    if split.scheme not in ("http", "https"):
        raise AddressNotUnderstood(f"Expected an http or https address, found {url!r}.")
    rendering: Rendering = "page"
    found = edition if edition is not None else _EDITION_OF_HOST.get(host)
    if found is None:
        for prefix in _MOBILE_PREFIXES:
            if host.startswith(prefix) and host.removeprefix(prefix) in _EDITION_OF_HOST:
                found, rendering = _EDITION_OF_HOST[host.removeprefix(prefix)], "mobile"
    if found is None:
        raise AddressNotUnderstood(f"{url!r} is on no edition's host.")
    segments = [quote(segment, safe="%!$&'()*+,;=:@~") for segment in split.path.split("/") if segment]
    if segments and segments[0].lower() in _PATH_RENDERINGS:
        rendering = _PATH_RENDERINGS[segments.pop(0).lower()]
    return _read_path(segments, found.code, rendering, url)


def _read_path(segments: list[str], edition: str, rendering: Rendering, url: str) -> Address:
    """The path's grammar, from the right."""
    match [segment.lower() for segment in segments]:
        case [section, "view", _] if _SECTION.fullmatch(section) and section not in _NO_SECTION:
            return _read_article(segments[2], section, edition, rendering, url)
        case ["video" | "video_official" as section, "getrecord", number] if number.isdecimal():
            return ArticleAddress(
                edition=edition, section=section, family="video", number=int(number), rendering=rendering
            )
        case ["ru", "all_news", section, _]:
            if old := _OLD_ARTICLE.fullmatch(segments[3]):
                return ArticleAddress(
                    edition=edition, section=section, family="old", number=int(old["number"]),
                    slug=old["slug"], rendering=rendering,
                )  # fmt: skip
        case ["rss"]:
            return FeedAddress(edition=edition)
        case ["rss", "all"]:
            return FeedAddress(edition=edition, everything=True)
        case [listing] if _is_listing(listing):
            return ListingAddress(edition=edition, listing=listing)
        case [listing, "page", page] if _is_listing(listing) and page.isdecimal() and int(page) > 0:
            return ListingAddress(edition=edition, listing=listing, page=int(page))
    raise AddressNotUnderstood(f"{url!r} is neither an article's nor a listing's address.")


def kind_of(url: str) -> Kind:
    """What an address leads to; a feed is a listing, robots.txt is other.

    >>> kind_of("https://belta.by/rss/"), kind_of("https://belta.by/robots.txt")
    ('listings', 'other')
    """
    try:
        return "articles" if isinstance(read_address(url), ArticleAddress) else "listings"
    except AddressNotUnderstood:
        return "other"


def _is_listing(name: str) -> bool:
    return name == "all_news" or (_SECTION.fullmatch(name) is not None and name not in _NO_SECTION)


def _read_article(name: str, section: str, edition: str, rendering: Rendering, url: str) -> ArticleAddress:
    """The last segment of an article's path: `SLUG-NUMBER[-YEAR]`."""
    # In a section without years, `foto-12-2015` is number 2015 of a slug that ends in a number.
    dated = None if section in YEARLESS_SECTIONS else _NUMBER_AND_YEAR.fullmatch(name)
    found = dated or _NUMBER.fullmatch(name)
    if found is None:
        raise AddressNotUnderstood(f"{url!r} does not end in a number, as article addresses do.")
    return ArticleAddress(
        edition=edition,
        section=section,
        family="news" if dated else section,
        number=int(found["number"]),
        year=int(dated["year"]) if dated else None,
        slug=found["slug"] or "",
        rendering=rendering,
    )


def article_linked(href: str, *, page_url: str, edition: Edition) -> ArticleAddress | None:
    """The article that a link on a page leads to; `None` where it leads anywhere else.

    A link to the page's own host belongs to the page's edition, whatever that host is: so a replica
    or a mirror is read like the site itself.

    >>> page = "http://127.0.0.1:8004/all_news/"
    >>> article_linked("/sport/view/x-7-2024", page_url=page, edition=EDITIONS["de"]).url
    'https://deu.belta.by/sport/view/x-7-2024/'
    """
    try:
        url = urljoin(page_url, href.strip())
        own = urlsplit(url).netloc.lower() == urlsplit(page_url).netloc.lower()
        address = read_address(url, edition=edition if own and not is_beltas(url) else None)
    except ValueError:  # AddressNotUnderstood, and what urllib says of a broken href
        return None
    return address if isinstance(address, ArticleAddress) else None


def is_beltas(url: str) -> bool:
    """Whether an address is on one of the editions' hosts, mobile renderings included."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    for prefix in _MOBILE_PREFIXES:
        host = host.removeprefix(prefix)
    return host in _EDITION_OF_HOST
