"""Which articles does a feed announce, and when does it say that they were published?

RSS 2.0. A feed is XML, and one that is whole is read as such; of one that is not, every item is
read by itself, so that a broken one costs nothing but itself. Nothing is fetched, and no entity of a
feed's own is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import NoReturn
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element

from ..addresses import ArticleAddress, article_linked, is_beltas
from ..editions import Edition
from ..errors import PageNotUnderstood, PageRefusesUs
from ..items import Entry, Problem
from .blocks import absolute
from .listing import Listing
from .outline import outline_of
from .refusals import refuse_refusals, refuse_what_is_gone
from .selecting import text_of, tidy
from .tree import parse

STEP = "reading a feed"

_FEED = re.compile(r"<(?:[\w.-]+:)?(?:rss|RDF|channel)(?=[\s>/])")
_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_ITEM = re.compile(r"<item(?=[\s>/])")
_OTHER_FEED = re.compile(r"<(?:[\w.-]+:)?feed(?=[\s>])")
_END = "</item>"
_FIELD_ENDS = re.compile(r"</(?:title|link|guid|description|category|pubDate)\s*>|<enclosure\b[^<>]*>")
_MOST_AROUND = 100  # libxml2 gives up at 256 levels
_FIELDS = frozenset({"title", "link", "guid", "description", "category", "pubDate", "enclosure"})

_IN_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:(?P<number>#\d{1,7};|#x[0-9A-Fa-f]{1,6};)|(?P<name>\w{1,31});)?")
_NO_TAG = re.compile(r"<(?![A-Za-z_/!?])")
_MARKUP = re.compile(
    r"</?(?:a|b|blockquote|br|div|em|font|h\d|i|iframe|img|li|ol|p|span|strong|sub|sup|u|ul)\b[^<>]*>|&(?:#\w+|\w+);",
    re.IGNORECASE,
)
"""HTML within a field's text. Headlines hold a `<` now and then, which opens no element."""


def read_feed(text: str, *, url: str, edition: Edition) -> Listing:
    """Read a feed; an empty one has no entries.

    Raises `PageNotUnderstood` where the text is no feed, `PageRefusesUs` where it says that it will
    not be read, or says nothing.
    """
    if not text.strip():
        raise PageRefusesUs(f"Expected a feed at {url}, found an empty answer.")
    begins = _FEED.search(text)
    page = _PAGE.search(text)
    if begins is None or (page is not None and page.start() < begins.start()):
        _refuse(text, url)
    feed = _IN_NO_XML.sub("", text[begins.start() :])  # declarations before it are done with: the text is decoded
    reading = _Reading(url=url, edition=edition)
    whole = _parsed(feed, recover=False)
    if whole is not None:
        for item in whole.iter("{*}item"):
            reading.take(item)
    else:
        reading.problem("Expected a feed of well-formed XML, found a broken one; its items are read one by one.")
        for piece in _pieces(feed):
            reading.take_piece(piece)
    return Listing(entries=tuple(reading.entries.values()), problems=tuple(reading.problems))


def _refuse(text: str, url: str) -> NoReturn:
    """Say what it is instead of a feed. Raises `PageNotUnderstood`, always."""
    if _OTHER_FEED.search(text):
        raise PageNotUnderstood(f"Expected a feed at {url} in RSS, found one in Atom.")
    root = parse(text)
    outline = outline_of(root)
    refuse_what_is_gone(outline, url)
    refuse_refusals(root, outline, url)
    raise PageNotUnderstood(f"Expected a feed at {url}, found what begins with {tidy(text[:300])[:80]!r}.")


def _parsed(text: str, *, recover: bool) -> _Element | None:
    """The root element; `None` where there is none, or not one of well-formed XML."""
    parser = etree.XMLParser(
        recover=recover, encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        root: _Element | None = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    return root


# --- Broken feeds ---------------------------------------------------------------------------------


def _pieces(feed: str) -> Iterator[str]:
    """The text of each item, to its end tag or to where the next begins."""
    starts = [found.start() for found in _ITEM.finditer(feed)]
    for start, following in zip(starts, [*starts[1:], len(feed)], strict=True):
        piece = feed[start:following]
        end = piece.find(_END)
        yield piece if end < 0 else piece[: end + len(_END)]


def _mended(piece: str) -> str:
    """An item whose references and sections are well-formed, if not its tags.

    After its first error libxml2 drops references by name, so all become references by number.

    >>> _mended("<title>Brot & Salz &laquo;heute&raquo;: 5 < 6</title>")
    '<title>Brot &#38; Salz &#171;heute&#187;: 5 &#60; 6</title>'
    >>> _mended("<description><![CDATA[<b>Brot</b>]]></description>")
    '<description>&#60;b>Brot&#60;/b></description>'
    """
    before, *sections = piece.split("<![CDATA[")
    mended = [_references_mended(before)]
    for section in sections:
        inside, end, after = section.partition("]]>")
        if end:
            mended += [inside.replace("&", "&#38;").replace("<", "&#60;"), _references_mended(after)]
        else:
            mended.append(_references_mended(section))
    return "".join(mended)


def _references_mended(text: str) -> str:
    return _NO_TAG.sub("&#60;", _REFERENCE.sub(_by_number, text)).replace("]]>", "")


def _by_number(found: re.Match[str]) -> str:
    """A reference by number; one that names nothing is the text that it is."""
    if found["number"]:
        return found[0]
    letters = html5.get(f"{found['name']};")
    return "&#38;" + found[0][1:] if letters is None else "".join(f"&#{ord(letter)};" for letter in letters)


# --- Items ----------------------------------------------------------------------------------------


class _Reading:
    """A feed while it is read."""

    def __init__(self, *, url: str, edition: Edition) -> None:
        self.url = url
        self.edition = edition
        self.entries: dict[str, Entry] = {}
        """By address: each article once."""
        self.problems: list[Problem] = []

    def problem(self, message: str, text: str | None = None, url: str | None = None) -> None:
        self.problems.append(
            Problem(step=STEP, message=message, text=text, url=url or self.url, edition=self.edition.code)
        )

    def take_piece(self, piece: str) -> None:
        """Take an item of a broken feed."""
        if not piece.endswith(_END):
            # Half a field is worse than none: what is left of an address may be that of another article.
            piece = piece[: max((field.end() for field in _FIELD_ENDS.finditer(piece)), default=0)]
        # Each stray end tag closes one of these instead of the item itself.
        around = min(piece.count("</") + 1, _MOST_AROUND)
        item = _parsed(f"{'<item>' * around}{_mended(piece)}{'</item>' * around}", recover=True)
        assert item is not None  # it begins with a tag
        self.take(item)

    def take(self, item: _Element) -> None:
        """Take an item's entry, or say why there is none."""
        try:
            fields = _fields(item)
            address = self._address(fields)
            if address is None or address.url in self.entries:
                return
            entry = self._entry(fields, address)
        except PageNotUnderstood as error:
            words = tidy("".join(str(piece) for piece in item.itertext(etree.Element)))
            self.problem(str(error), words[:300] or None)
            return
        self.entries[entry.url] = entry
        if entry.headline is None:
            self.problem("Expected a headline in an item of the feed, found none.", url=entry.url)

    def _address(self, fields: _Fields) -> ArticleAddress | None:
        """The article's address; `None` for an item of another site. Raises `PageNotUnderstood`."""
        links = [link for name in ("link", "guid") for field in fields[name] if (link := tidy(_said(field)))]
        for link in links:
            if (address := article_linked(link, page_url=self.url, edition=self.edition)) is not None:
                return address
        if links and _leads_elsewhere(absolute(links[0], self.url), self.url):
            return None
        found = f"one that leads to {links[0]!r}" if links else "no link"
        raise PageNotUnderstood(f"Expected an item with a link to an article, found {found}.")

    def _entry(self, fields: _Fields, address: ArticleAddress) -> Entry:
        description = next((said for field in fields["description"] if (said := _said(field).strip())), "")
        rubrics = [rubric for field in fields["category"] if (rubric := _plain(_said(field)))]
        known = [rubric for rubric in rubrics if rubric.lower() in self.edition.section_of_label]
        return Entry(
            edition=address.edition,
            url=address.url,
            family=address.family,
            number=address.number,
            year=address.year,
            section=address.section,
            headline=next((said for field in fields["title"] if (said := _plain(_said(field)))), None),
            teaser=_plain(description) or None,
            section_text=next(iter([*known, *rubrics]), None),
            feed_date_text=next((said for field in fields["pubDate"] if (said := tidy(_said(field)))), None),
            image_url=self._picture(fields, description),
        )

    def _picture(self, fields: _Fields, description: str) -> str | None:
        """The item's picture: what it encloses, or the first within its description."""
        base = self.url if is_beltas(self.url) else f"https://{self.edition.host}/"
        for enclosure in fields["enclosure"]:
            if (enclosure.get("type") or "image").startswith("image"):
                return absolute(enclosure.get("url"), base)
        if "<img" in description.lower():
            for image in parse(description).iter("img"):
                return absolute(image.get("src"), base)
        return None


_Fields = dict[str, list[_Element]]


def _fields(item: _Element) -> _Fields:
    """An item's fields by name: its own children first, then what an unclosed one has swallowed.

    Other vocabularies have titles and links too, of pictures and of films.
    """
    namespace, _ = _name(item)
    fields: _Fields = {name: [] for name in _FIELDS}
    below = [element for element in item.iter(etree.Element) if element is not item]
    for element in sorted(below, key=lambda element: element.getparent() is not item):
        other, name = _name(element)
        if name in _FIELDS and other in ("", namespace):
            fields[name].append(element)
    return fields


def _name(element: _Element) -> tuple[str, str]:
    """The namespace and the name of an element, in a broken feed whatever stands there as such."""
    namespace, _, name = str(element.tag).rpartition("}")
    return namespace, name


def _said(field: _Element) -> str:
    """A field's text, without that of fields which it has swallowed."""
    pieces = [field.text or ""]
    for child in field:
        if isinstance(child.tag, str) and _name(child)[1] not in _FIELDS:
            pieces += [" " if child.tag in ("br", "p", "div") else "", _said(child)]
        pieces.append(child.tail or "")
    return "".join(pieces)


def _plain(text: str) -> str:
    """What a reader sees of a field, which may hold HTML. Raises `PageNotUnderstood`."""
    return text_of(parse(text)) if _MARKUP.search(text) else tidy(text)


def _leads_elsewhere(url: str | None, feed_url: str) -> bool:
    return url is not None and not is_beltas(url) and urlsplit(url).netloc.lower() != urlsplit(feed_url).netloc.lower()
