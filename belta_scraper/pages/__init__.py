"""What does a page print?

Reading, and nothing else: text in, print out. No reader knows where a page came from, what it means,
or what is kept of it. Readers are chosen by what a page contains, never by its date::

    decoding.py      bytes to text
    tree.py          text to a tree that lost nothing; outline.py has what every reader asks it for
    listing.py       the entries of a listing; listed.py walks its lines, paging.py finds what follows
    feed.py          the entries of a feed
    article.py       an article in one of the site's designs; layouts.py says where its parts stand
    renderings.py    an article for phones, printers, AMP: mark-up unknown, order of lines known
    generic.py       an article in a design that no reader knows
    plain_text.py    an article that has lost its mark-up; anatomy.py says which line is what
"""

from __future__ import annotations

from dataclasses import replace

from ..editions import Edition
from ..errors import PageNotUnderstood, PageRefusesUs
from ..items import Article, CandidateDate, Capture, Entry
from .article import Page, layout_of, read_layout
from .decoding import decode
from .feed import read_feed
from .generic import read_generic
from .listing import Listing, looks_like_listing, read_listing
from .outline import outline_of
from .plain_text import read_plain_text
from .refusals import refuse_refusals, refuse_what_is_gone
from .renderings import read_rendering, rendering_of, whole_body
from .tree import parse

__all__ = ["Listing", "decode", "read_article", "read_feed", "read_listing", "read_plain_text"]


def read_article(
    text: str, *, url: str, edition: Edition | None, capture: Capture, entry: Entry | None = None
) -> Article:
    """Read an article's page, with the reader that knows it.

    `url` is the address as fetched, `entry` the line of a listing that led to it. Raises
    `PageNotUnderstood` where nothing is there that an article must have, `PageRefusesUs` where the
    page answers instead of the article.
    """
    article = _read_article(text, url=url, edition=edition, capture=capture, entry=entry)
    if entry is None or entry.feed_date_text is None:
        return article
    return replace(article, candidates=(*article.candidates, CandidateDate(source="feed", text=entry.feed_date_text)))


def _read_article(text: str, *, url: str, edition: Edition | None, capture: Capture, entry: Entry | None) -> Article:
    where = url or "an address that the capture does not give"
    if not text or text.isspace():
        raise PageRefusesUs(f"Expected an article at {where}, found an empty page.")
    root = parse(text)
    outline = outline_of(root)
    refuse_what_is_gone(outline, where)
    page = Page.of(root, outline, url=url, edition=edition, capture=capture, entry=entry)
    if text.rfind("</html", -5_000) < 0 and "<html" in text[:5_000].lower() and "</html" not in text[-5_000:].lower():
        page.problem("Expected a page that ends in </html>; this one may have been cut short.")
    if (found := layout_of(root, outline.headings)) is not None:
        layout, frame = found
        return read_layout(page, frame, layout)
    body = whole_body(root, page.base)
    if (rendering := rendering_of(page, body)) is not None:
        try:
            return read_rendering(page, body, rendering)
        except PageNotUnderstood:
            refuse_refusals(root, outline, where)
            raise
    refuse_refusals(root, outline, where)
    if page.edition is not None and looks_like_listing(root, url=url, edition=page.edition):
        raise PageNotUnderstood(f"Expected an article at {where}, found a listing.")
    return read_generic(page, body, text)
