"""What does an article's page print?

One way of reading for every design of the site; where the parts stand is in `layouts.py`, and which
element of a body is story in `fates.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element

from ..addresses import ArticleAddress
from ..editions import EDITIONS, Edition
from ..errors import PageNotUnderstood, PageRefusesUs
from ..items import Article, Block, CandidateDate, Capture, Entry, Image, Problem, Tag
from .anatomy import body_roles
from .blocks import Body, absolute, image_of, read_blocks
from .evidence import is_prose
from .layouts import LAYOUTS, Layout
from .lines import Line, date_line, dateline_of, is_caption_below
from .meta import Meta, article_at, candidates_of, declared_language, first, meta_of, stated_address
from .outline import Outline
from .selecting import at_least_one, at_most_one, every, only, text_of, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page on its way to being read, with all that is known around it."""

    root: _Element
    outline: Outline
    meta: Meta
    url: str
    address: ArticleAddress | None
    edition: Edition | None
    capture: Capture
    entry: Entry | None = None
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        root: _Element,
        outline: Outline,
        *,
        url: str,
        edition: Edition | None,
        capture: Capture,
        entry: Entry | None,
    ) -> Page:
        meta = meta_of(outline)
        fetched, own = article_at(url, edition), stated_address(outline, meta)
        address = fetched or own
        if address is not None:
            edition = EDITIONS[address.edition]
        page = cls(
            root=root, outline=outline, meta=meta, url=url, address=address, edition=edition, capture=capture,
            entry=entry,
        )  # fmt: skip
        if own is not None and address is not None and (own.family, own.number) != (address.family, address.number):
            page.problem(f"Expected the article {address.number}, found a page that says it is {own.url}.")
        return page

    @property
    def where(self) -> str:
        """The address, in words."""
        return self.url or "an address that the capture does not give"

    @property
    def base(self) -> str:
        """The address that relative links start from."""
        return self.address.url if self.address is not None else self.url

    def problem(self, message: str, text: str | None = None) -> None:
        self.problems.append(
            Problem(
                step="reading an article",
                message=message,
                text=text,
                url=self.address.url if self.address is not None else self.url or None,
                edition=self.edition.code if self.edition else None,
                capture=self.capture,
            )
        )

    def one(self, frame: _Element, css: str, what: str, *, needed: bool) -> _Element | None:
        """The one match; where there are none or several, the first, if any, and a problem."""
        try:
            return only(frame, css, what) if needed else at_most_one(frame, css, what)
        except PageNotUnderstood as error:
            self.problem(str(error))
            return next(iter(every(frame, css)), None)

    def article(self, reader: str, *, images: tuple[Image, ...] = (), published_text: str | None = None) -> Article:
        """What every reader can say of an article: where it stands, and what its mark-up states."""
        address = self.address
        printed = [CandidateDate(source="page", text=published_text)] if published_text is not None else []
        pictures = [*(image.url for image in images), *self.meta.get("og:image", [])]
        return Article(
            capture=self.capture,
            reader=reader,
            edition=self.edition.code if self.edition else None,
            url=address.url if address else None,
            family=address.family if address else None,
            number=address.number if address else None,
            year=address.year if address else None,
            section=address.section if address else None,
            entry=self.entry,
            published_text=published_text,
            modified_text=first(self.meta, "article:modified_time"),
            declared_language=declared_language(self.root, self.meta),
            images=images,
            candidates=(*printed, *candidates_of(self.meta, address, self.entry, pictures)),
        )


def layout_of(root: _Element, headings: Iterable[_Element]) -> tuple[Layout, _Element] | None:
    """The design of a page, and the element that holds its article; `None` for a design that is no row."""
    around = [box for heading in headings for box in reversed(list(heading.iterancestors()))]
    if (frame := _frame_among(around, LAYOUTS[0])) is not None:
        return LAYOUTS[0], frame  # nearly all pages are of the first row, and its frame holds the heading
    boxes = [box for box in root.iter(*_BOXES) if _marks(box.get("class") or "")]
    for layout in LAYOUTS:
        if (frame := _frame_among(boxes, layout)) is not None:
            return layout, frame
        # The frame may have lost its name; a body that has kept its own is enough.
        if any(layout.body in _marks(box.get("class") or "") for box in boxes):
            body = root.find("body")
            return layout, body if body is not None else root
    return None


def _frame_among(boxes: Iterable[_Element], layout: Layout) -> _Element | None:
    for box in boxes:
        marks = _marks(box.get("class") or "")
        if not marks.isdisjoint(layout.frames) and any(every(box, css) for css in layout.needs):
            return box
    return None


_BOXES = ("div", "section", "article", "main", "td", "body")
_MARKS = frozenset(name for layout in LAYOUTS for name in (*layout.frames, layout.body))


@lru_cache(maxsize=2048)
def _marks(classes: str) -> frozenset[str]:
    """Those of an element's classes that tell a design."""
    return _MARKS.intersection(classes.split())


def read_layout(page: Page, frame: _Element, layout: Layout) -> Article:
    """Read an article in one of the designs of the site.

    Raises `PageRefusesUs` where the design is there and the article is not.
    """
    bodies, body = _body(page, frame, layout)
    headline = _headline(page, frame, layout, bodies)
    published_text, section_text = _date_and_section(page, frame, layout)
    images = _images(page, frame, layout, body)
    blocks, update_note, dated = _settled(page, body, headline, images, looks_for_date=published_text is None)
    if not any(block.fate != "chrome" for block in blocks) and not body.shows_something and not images:
        raise PageRefusesUs(f"Expected an article at {page.where}, found its page without a text.")
    lead = _lead(page, frame, bodies)
    _report_beside(page, bodies, body, lead)
    article = page.article(layout.reader, images=images, published_text=published_text or dated)
    tags = tuple(Tag(text=text_of(tag), url=absolute(tag.get("href"), page.base)) for tag in every(frame, layout.tags))
    columnist = page.one(frame, layout.byline, "columnist", needed=False)
    signed = "" if columnist is None else tidy(columnist.get("title") or "") or text_of(columnist)
    return replace(
        article,
        headline=headline,
        lead=lead,
        section_text=section_text or first(page.meta, "og:section", "article:section"),
        update_note=update_note,
        byline_text=signed or None,
        blocks=blocks,
        tags=tags or tuple(Tag(text=text) for text in page.meta.get("article:tag", [])),
        links=body.links,
        problems=tuple(page.problems),
    )


def _body(page: Page, frame: _Element, layout: Layout) -> tuple[list[_Element], Body]:
    """The elements that hold the body, and what stands in them."""
    found: list[tuple[list[_Element], Body]] = []
    for css in layout.bodies:
        elements = _outermost(every(frame, css))
        found.append((elements, _joined([read_blocks(element, page_url=page.base) for element in elements])))
        if found[-1][1].has_story:
            return found[-1]
    for elements, body in found:
        if body.shows_something:
            return elements, body
    heads = (_child(frame, every(frame, css)[:1]) for css in layout.head)
    after = max((child for child in heads if child is not None), key=frame.index, default=None)
    ends = [child for each in every(frame, layout.tail) if (child := _child(frame, [each])) is not None]
    before = next((child for child in ends if after is None or frame.index(child) > frame.index(after)), None)
    return [], read_blocks(frame, page_url=page.base, after=after, before=before)


def _outermost(elements: list[_Element]) -> list[_Element]:
    among = set(elements)
    return [each for each in elements if among.isdisjoint(each.iterancestors())]


def _joined(bodies: list[Body]) -> Body:
    if len(bodies) == 1:
        return bodies[0]
    return Body(
        blocks=tuple(block for body in bodies for block in body.blocks),
        below_pictures=frozenset(
            sum(len(before.blocks) for before in bodies[:at]) + index
            for at, body in enumerate(bodies)
            for index in body.below_pictures
        ),
        images=tuple(image for body in bodies for image in body.images),
        links=tuple(link for body in bodies for link in body.links),
    )


def _child(frame: _Element, found: list[_Element]) -> _Element | None:
    """The child of the frame that is, or holds, what was found."""
    element = found[0] if found else None
    while element is not None and (parent := element.getparent()) is not frame:
        element = parent
    return element


def _headline(page: Page, frame: _Element, layout: Layout, bodies: list[_Element]) -> str | None:
    try:
        found = at_least_one(frame, layout.headline, "headline")
    except PageNotUnderstood as error:
        page.problem(str(error))
        found = []
    above = [each for each in found if not any(outer in bodies for outer in each.iterancestors())]
    if len(above) > 1:
        page.problem(f"Expected one headline ({layout.headline}) above the body, found {len(above)}.")
    for each in (*above, *(each for each in page.outline.headings if each not in found)):
        if text := text_of(each):
            return text
    return first(page.meta, "og:title")


def _date_and_section(page: Page, frame: _Element, layout: Layout) -> tuple[str | None, str | None]:
    """The date and the section's label as printed, the date only where it is that of publication."""
    if not layout.date:
        return None, None
    element = page.one(frame, layout.date, "date of publication", needed=True)
    if element is None:
        element = _date_by_its_form(frame, layout)
    if element is None:
        return None, None
    text = text_of(element, without=[each for each in element.iter("a", "div") if each is not element])
    label = next((text_of(each) for each in every(frame, layout.section)), None)
    if label is None:
        above = (link for each in element.itersiblings(preceding=True) for link in reversed(list(each.iter("a"))))
        label = next(filter(None, map(text_of, above)), None)
    printed = date_line(text)
    if printed is not None and printed.label is not None:
        text, label = printed.text, label or printed.label
    return (text or None) if page_prints_publication(page, text) else None, label or None


def _date_by_its_form(frame: _Element, layout: Layout) -> _Element | None:
    """The only element above the body whose text is a date of publication, where the class for it has another name."""
    found: dict[str, _Element] = {}
    bodies = {each for css in layout.bodies for each in every(frame, css)}
    for element in islice(frame.iter("div", "span", "p", "time"), _MOST_ABOVE):
        if element in bodies:
            break
        if len(element) == 0 and (text := text_of(element)) and date_line(text) is not None:
            found.setdefault(text, element)
    return next(iter(found.values())) if len(found) == 1 else None


def page_prints_publication(page: Page, text: str) -> bool:
    """Whether a printed date is that of publication.

    The print rendering prints the moment it was made, under a month's name of another edition.
    """
    if page.address is not None and page.address.rendering == "print":
        return False
    printed = date_line(text)
    return not (printed and printed.editions and page.edition and page.edition.code not in printed.editions)


def _settled(
    page: Page, body: Body, headline: str | None, images: tuple[Image, ...], *, looks_for_date: bool
) -> tuple[tuple[Block, ...], str | None, str | None]:
    """The blocks with small print and captions told from story, the note of an update, and a date that stands loose."""
    blocks = body.blocks
    settled = list(blocks)
    told = [index for index, block in enumerate(blocks) if block.fate != "chrome"]
    roles = body_roles([Line(text=blocks[index].text) for index in told], page.edition, headline)
    notes, dated = [], None
    for index, role in zip(told, roles, strict=True):
        block = blocks[index]
        if role in ("chrome", "topic", "note"):
            settled[index] = replace(block, fate="chrome")
        elif role == "caption":
            settled[index] = replace(block, kind="caption")
        if role == "note":
            notes.append(block.text)
    if looks_for_date and told and (printed := date_line(blocks[told[0]].text)) is not None:
        settled[told[0]] = replace(blocks[told[0]], fate="chrome")
        dated = printed.text if page_prints_publication(page, printed.text) else None
    _tell_captions(settled, body, images)
    _report(page, settled)
    return tuple(settled), " ".join(notes) or None, dated


def _tell_captions(blocks: list[Block], body: Body, images: tuple[Image, ...]) -> None:
    """Tell the lines that belong to pictures, unless the page says nothing else."""
    captions = {image.caption for image in images if image.caption is not None}
    possible = (*captions, None)
    story = [index for index, block in enumerate(blocks) if block.fate != "chrome" and block.kind != "caption"]
    belong = [
        index
        for index in story
        if blocks[index].text in captions
        or (index in body.below_pictures and any(is_caption_below(blocks[index].text, each) for each in possible))
    ]
    if len(belong) < len(story):
        for index in belong:
            blocks[index] = replace(blocks[index], kind="caption")


def _report(page: Page, blocks: list[Block]) -> None:
    """Say once for each unknown element that it was met, and whether letters were lost in decoding."""
    unknown: dict[str, str] = {}
    for block in blocks:
        if block.fate == "unknown":
            unknown.setdefault(block.markup, block.text)
    for markup, text in unknown.items():
        page.problem(f"Expected elements that a rule knows, found {markup} in the body; its text is kept.", text[:200])
    lost = sum(block.text.count("\ufffd") for block in blocks if block.fate != "chrome")
    if lost:
        page.problem(f"Expected text that can be decoded, found {lost} characters that cannot.")


def _report_beside(page: Page, bodies: list[_Element], body: Body, lead: str | None) -> None:
    """Say that sentences stand beside the body, where nobody expects them: they are left out."""
    inside = {block.text for block in body.blocks} | {lead}
    for parent in dict.fromkeys(each.getparent() for each in bodies):
        if parent is None:
            continue
        for block in read_blocks(parent, page_url=page.base, but=bodies).blocks:
            is_text = is_prose(block.text) or dateline_of(block.text) is not None
            if block.fate == "story" and block.kind == "paragraph" and is_text and block.text not in inside:
                page.problem("Expected the whole text inside the body, found a part of it beside.", block.text[:200])


def _images(page: Page, frame: _Element, layout: Layout, body: Body) -> tuple[Image, ...]:
    """Pictures above the body and in it, each once."""
    pictures = (each for each in frame.iter("img", "amp-img") if _is_above(each, frame, layout))
    above = [image_of(each, page_url=page.base) for each in pictures]
    images: dict[str, Image] = {}
    for image in (*above, *body.images):
        if image is not None and (image.url not in images or images[image.url].caption is None):
            images[image.url] = image
    return tuple(images.values())


def _is_above(picture: _Element, frame: _Element, layout: Layout) -> bool:
    """Whether a picture stands in, or is, one of the boxes for pictures above a body."""
    element: _Element | None = picture
    while element is not None and element is not frame:
        if not layout.pictures.isdisjoint((element.get("class") or "").split()):
            return True
        element = element.getparent()
    return False


_MOST_ABOVE = 200
"""Elements above a body among which a lead is looked for."""


def _lead(page: Page, frame: _Element, bodies: list[_Element]) -> str | None:
    """The teaser, where it is printed between headline and body: elsewhere it stands in the mark-up alone."""
    teaser = first(page.meta, "og:description", "description")
    if teaser is None or not bodies:
        return None
    start = re.sub(r"\W*$", "", teaser)
    around = {outer for body in bodies for outer in body.iterancestors()}
    for element in islice(frame.iter("div", "p", "h2", "h3", "span", "strong"), _MOST_ABOVE):
        if element in bodies:
            return None
        if element in around:
            continue
        if (text := text_of(element)) and len(text) < 2 * len(teaser) and text.startswith(start):
            return text
    return None
