"""What does a capture that the archive keeps say, read again as it was read when it came?

A page that was fetched is read with the line of the listing that led to it, one that was taken in with
what the person said who gave it; only readers and steps are today's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from . import pages
from .addresses import ArticleAddress, read_address
from .editions import EDITIONS, edition_named
from .errors import AddressNotUnderstood, NotUnderstood
from .files import Held
from .items import Article, Capture, Entry
from .spiders.articles import CutOff, LeadsElsewhere, read_answer


def identity_of(url: str) -> tuple[str, str, int, int | None] | None:
    """Edition, family, number and year of an article's address; `None` for any other."""
    try:
        address = read_address(url)
    except AddressNotUnderstood:
        return None
    if not isinstance(address, ArticleAddress):
        return None
    return address.edition, address.family, address.number, address.year


def read_fetched(held: Held, capture: Capture, entry: Entry | None) -> Article:
    """The article of a page that a crawl fetched. Raises `NotUnderstood`."""
    entry = entry or _asked_for(capture.source)
    try:
        return read_answer(held.body, capture.content_type, url=capture.source, entry=entry, capture=capture)
    except (LeadsElsewhere, CutOff) as error:
        raise NotUnderstood(str(error)) from None


def read_taken(held: Held, capture: Capture, arguments: Mapping[str, str]) -> Article | None:
    """The article of a page or a text that was taken in, with the arguments of that run; `None` where it is of
    something else. Raises `NotUnderstood`."""
    named = arguments.get("edition") if "path" in arguments else None
    edition = edition_named(named) if named else None
    # What a record says of its address; of a saved file, what it was found to be.
    is_record = "#" in capture.source or capture.source.startswith(("http://", "https://"))
    url = arguments.get("url") or (held.url if is_record else capture.url)
    if url is not None:
        try:
            address = read_address(url)
        except AddressNotUnderstood:
            url = None
        else:
            if not isinstance(address, ArticleAddress):
                return None
            edition = EDITIONS[address.edition]
    text = pages.decode(held.body, capture.content_type)
    if held.form == "plain text":
        article = pages.read_plain_text(text, capture=capture, url=url, edition=edition)
    else:
        article = pages.read_article(text, url=url or "", edition=edition, capture=capture)
    edition_read, url_read = article.edition or capture.edition, article.url or capture.url
    return replace(article, capture=replace(capture, url=url_read, edition=edition_read))


def _asked_for(url: str) -> Entry:
    """An entry that no listing names. Raises `NotUnderstood`."""
    address = read_address(url)
    if not isinstance(address, ArticleAddress):
        raise NotUnderstood(f"Expected the address of an article, found {url!r}.")
    return Entry(
        edition=address.edition,
        url=address.url,
        family=address.family,
        number=address.number,
        year=address.year,
        section=address.section,
    )
