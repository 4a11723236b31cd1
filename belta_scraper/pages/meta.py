"""What does a page say of itself in its mark-up, and which article does it say it is?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from ..addresses import ArticleAddress, read_address
from ..editions import Edition
from ..errors import AddressNotUnderstood
from ..items import CandidateDate, Entry
from .outline import Outline
from .selecting import tidy

Meta = Mapping[str, list[str]]
"""The contents of the page's `meta` elements by name, in the order of the page."""

_PICTURE = re.compile(r"/with_archive/(?P<year>\d{4})/+\d+_(?P<at>\d{9,10})_(?P<number>\d+)_")


def meta_of(outline: Outline) -> Meta:
    """Contents by `property`, `name`, `itemprop` or `http-equiv`, in lower case."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for element in outline.metas:
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name and (content := tidy(element.get("content") or "")):
            found[name.strip().lower()].append(content)
    return dict(found)


def first(meta: Meta, *names: str) -> str | None:
    """The content of the first of these names that the page has."""
    return next((meta[name][0] for name in names if name in meta), None)


def declared_language(root: _Element, meta: Meta) -> str | None:
    html = root if root.tag == "html" else root.find("html")
    declared = html.get("lang") if html is not None else None
    return tidy(declared or "") or first(meta, "content-language")


def stated_address(outline: Outline, meta: Meta) -> ArticleAddress | None:
    """The article that the page says it is. Saved pages come without an address, and say it so."""
    stated = [*meta.get("og:url", []), *_links(outline)]
    return next((address for url in stated if (address := article_at(url, None)) is not None), None)


def _links(outline: Outline) -> Iterator[str]:
    for link in outline.links:
        rel = (link.get("rel") or "").lower().split()
        mobile = "alternate" in rel and link.get("media")  # other alternates are feeds, and other languages
        if mobile or "canonical" in rel or "amphtml" in rel:
            yield link.get("href") or ""


def article_at(url: str, edition: Edition | None) -> ArticleAddress | None:
    """The article's address, if this is one; on a host that is not BelTA's, only with an edition."""
    try:
        address = read_address(url)
    except AddressNotUnderstood:
        if edition is None:
            return None
        try:
            address = read_address(url, edition=edition)
        except AddressNotUnderstood:
            return None
    return address if isinstance(address, ArticleAddress) else None


def candidates_of(
    meta: Meta, address: ArticleAddress | None, entry: Entry | None, pictures: list[str]
) -> list[CandidateDate]:
    """What the page's mark-up, its address, its pictures and its listing give as its date."""
    found = [
        CandidateDate(source="meta", text=text)
        for name in ("article:published_time", "mediator_published_time")
        for text in meta.get(name, [])[:1]
    ]
    if address is not None and address.year is not None:
        found.append(CandidateDate(source="address", text=str(address.year)))
    if entry is not None and entry.time_text is not None:
        text = entry.time_text if entry.day_text is None else f"{entry.day_text} {entry.time_text}"
        found.append(CandidateDate(source="listing", text=text))
    for url in pictures:
        picture = _PICTURE.search(url)
        # A picture taken over from another article has that article's number, and its time.
        if picture is not None and (address is None or int(picture["number"]) == address.number):
            found.append(CandidateDate(source="image", text=picture["at"]))
            break
    return found
