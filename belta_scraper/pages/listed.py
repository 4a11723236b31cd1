"""Which lines does a page with a listing have, and of which parts does each consist?

One walk over the page. The innermost open line is on top of a stack, so that a line that was never
closed does not swallow those below it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element

from ..addresses import ArticleAddress, article_linked, is_beltas, read_address
from ..editions import Edition
from ..errors import AddressNotUnderstood
from .blocks import absolute
from .selecting import NEVER_PRINTED, text_of, tidy

# The classes by which lines and their parts are known, in all designs since 2015.
LINES = frozenset({"news_item", "lenta_info"})
FRAGMENT_LINES = frozenset({"lenta_item"})
"""In a whole page without `news_item` beside it, a line of the top news beside the listing (2015)."""
SIDE_LINES = frozenset(
    {"tl_item", "last_news_item", "popular_item", "sp_rb_item", "sp_rb_main_item", "fp_r_title", "rubricNews_item"}
)
PARENTS_OF_SIDE_LINES = frozenset({"news_in_rubric_col"})
SIDE_BOXES = frozenset({"last_news", "news_in_rubric", "popular_block", "sp_rubric_block", "lentaSlider"})

HEADLINES = frozenset({"lenta_item_title", "lenta_info_title", "tl_news", "last_news_title_main"})
TEASERS = frozenset({"lenta_textsmall"})
RUBRICS = frozenset({"date_rubric", "tl_node", "news_rubric", "rubric"})
TIMES = frozenset({"date", "tl_date", "fp_date", "news_in_rubric_date", "news_block_date", "news_date"})
DAYS = frozenset({"new_date"})
_PARTS = HEADLINES | TEASERS | RUBRICS | TIMES | DAYS
_KNOWN = LINES | FRAGMENT_LINES | SIDE_LINES
_NO_LINES = frozenset({"load_more", "clear"}) | DAYS | SIDE_BOXES


@dataclass(slots=True)
class Line:
    """A line while it is read."""

    element: _Element
    day: str | None
    side: bool
    """It stands beside the listing proper."""
    known: bool
    """A rule knows its mark-up."""
    address: ArticleAddress | None = None
    headline: str | None = None
    title: str | None = None
    """Of the link: the headline where nothing else is marked as such."""
    teaser: str | None = None
    rubric: str | None = None
    time: str | None = None
    image: str | None = None
    broken: str | None = None
    """A link that cannot be read."""
    elsewhere: bool = False
    """It leads to another site, as some lines do."""


@dataclass(slots=True)
class LineWalk:
    url: str
    edition: Edition
    fragment: bool
    inner: _Element | None = None
    """The element that holds the listing, since 2019 at the latest."""
    lines: list[Line] = field(default_factory=list)
    _day: str | None = None
    _frames: list[_Element] = field(default_factory=list)
    """Open elements whose children are lines, the innermost last."""
    _side_boxes: list[_Element] = field(default_factory=list)
    _open: list[Line] = field(default_factory=list)

    @property
    def base(self) -> str:
        """The canonical host, which pictures are on whatever replica or mirror the page came from."""
        return self.url if is_beltas(self.url) else f"https://{self.edition.host}/"

    def over(self, root: _Element) -> None:
        self.inner = next((each for each in root.iter(etree.Element) if each.get("id") == "inner"), None)
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._close(element)
            elif element.tag in NEVER_PRINTED:
                walk.skip_subtree()
            else:
                self._enter(element, frozenset((element.get("class") or "").split()))

    def _enter(self, element: _Element, classes: frozenset[str]) -> None:
        if element is self.inner or ("center_col" in classes and self.inner is None):
            self._frames.append(element)
        elif self._is_line(element, classes):
            line = Line(element, self._day, self._is_side(classes), known=bool(classes & _KNOWN))
            self.lines.append(line)
            self._open.append(line)
        if classes & SIDE_BOXES:
            self._side_boxes.append(element)
        if classes & DAYS:
            self._begin_day(element)
        elif self._open:
            self._part(self._open[-1], element, classes)

    def _close(self, element: _Element) -> None:
        for stack in (self._frames, self._side_boxes):
            if stack and stack[-1] is element:
                stack.pop()
        if self._open and self._open[-1].element is element:
            self._open.pop()

    def _is_line(self, element: _Element, classes: frozenset[str]) -> bool:
        if classes & _KNOWN:
            return not self._is_part(classes)
        parent = element.getparent()
        if parent is None or classes & _NO_LINES:
            return False
        # Sections of their own kind print bare boxes; so may a design that nobody has seen.
        if self._frames and parent is self._frames[-1]:
            return True
        return bool(PARENTS_OF_SIDE_LINES.intersection((parent.get("class") or "").split()))

    def _is_part(self, classes: frozenset[str]) -> bool:
        """Whether an element is the inner box of the open line. A line that was never closed holds its own kind."""
        if not self._open or self._open[-1].address is not None:
            return False
        outer = frozenset((self._open[-1].element.get("class") or "").split())
        return self._open[-1].known and not outer & classes

    def _is_side(self, classes: frozenset[str]) -> bool:
        if self._side_boxes or classes & SIDE_LINES:
            return True
        if self._frames:
            return False
        return self.inner is not None or not classes & (LINES | FRAGMENT_LINES if self.fragment else LINES)

    def _begin_day(self, separator: _Element) -> None:
        """A day's separator stands before its first line, or is that line's first child."""
        self._day = "".join(text_of(separator).split()) or None
        if self._open and self._open[-1].address is None:
            self._open[-1].day = self._day

    def _part(self, line: Line, element: _Element, classes: frozenset[str]) -> None:
        if element.tag == "a":
            self._link(line, element, classes)
        elif element.tag == "img" and line.image is None:
            line.image = absolute(element.get("data-src") or element.get("src"), self.base)
        if classes & HEADLINES:
            line.headline = line.headline or _own_text(element)
        elif classes & TEASERS:
            line.teaser = line.teaser or _own_text(element)
        elif classes & RUBRICS:
            line.rubric = line.rubric or _own_text(element)
        elif classes & TIMES:
            line.time = line.time or _own_text(element, links=False).strip("| ") or None

    def _link(self, line: Line, link: _Element, classes: frozenset[str]) -> None:
        href = link.get("href")
        address = article_linked(href, page_url=self.url, edition=self.edition) if href else None
        if address is None:
            if not classes & RUBRICS:
                self._other_link(line, link, href)
            return
        if line.address is not None and line.address.url != address.url:
            if line.known:
                return  # a link inside a teaser
            # A box of a design nobody has seen holds several lines.
            line = Line(line.element, self._day, line.side, known=False)
            self.lines.append(line)
            self._open[-1] = line
        line.address = address
        title = tidy(link.get("title") or "")
        if any('"' in name for name in link.keys()):  # noqa: SIM118 - an element is no mapping
            title = ""  # the headline's own quotation marks cut its attribute short
        line.title = line.title or title or _own_text(link) or None

    def _other_link(self, line: Line, link: _Element, href: str | None) -> None:
        """A link that leads to no article: to the rubric, to another site, or nowhere that we could read."""
        if href is not None and href.strip().lower().startswith(("#", "javascript:", "mailto:", "tel:")):
            return
        where = absolute(href, self.url)
        if where is not None and self._leads_elsewhere(where):
            line.elsewhere = True
        elif where is None or not self._is_read(where):
            if line.known or href is None or "/view/" in href or where is None:
                line.broken = line.broken or tidy(etree.tostring(link, encoding="unicode", with_tail=False))[:300]
        elif line.rubric is None:
            line.rubric = text_of(link) or None

    def _leads_elsewhere(self, url: str) -> bool:
        return not is_beltas(url) and urlsplit(url).netloc.lower() != urlsplit(self.url).netloc.lower()

    def _is_read(self, url: str) -> bool:
        try:
            read_address(url, edition=None if is_beltas(url) else self.edition)
        except AddressNotUnderstood:
            return False
        return True


def _own_text(element: _Element, *, links: bool = True) -> str:
    """An element's text, without that of the known parts inside it, or without its links either."""
    inside = [
        each
        for each in element.iter(etree.Element)
        if each is not element
        and ((not links and each.tag == "a") or _PARTS.intersection((each.get("class") or "").split()))
    ]
    return text_of(element, without=inside)
