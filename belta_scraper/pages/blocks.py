"""Of which blocks does an article's body consist, in order, and which pictures and links stand in it?

One walk over the tree, element by element and never recursive, so that every letter of the body ends
in some block: story, chrome, or unknown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.etree import _Element

from ..items import Block, BlockKind, Fate, Image, Link
from .fates import Rule, fate_of
from .selecting import BEGINS_A_LINE, NEVER_PRINTED, text_of, tidy

_SHARES = re.compile(
    r"sharer|/share\b|share\.php|/share\?|connect\.mail\.ru|addtofavorites|[?&]st\.cmd=addShare|intent/(?:tweet|post)"
    r"|^(?:viber|whatsapp|tg):",
    re.IGNORECASE,
)
_ADDS_TO_FAVOURITES = "в избранное"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What the walk over a body found."""

    blocks: tuple[Block, ...]
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    below_pictures: frozenset[int] = frozenset()
    """Which of the blocks stand directly below a picture."""

    @property
    def has_story(self) -> bool:
        return any(block.fate != "chrome" for block in self.blocks)

    @property
    def shows_something(self) -> bool:
        """Whether there are pictures, films or posts."""
        return bool(self.images) or any(link.embed for link in self.links)


def read_blocks(
    parent: _Element,
    *,
    page_url: str = "",
    after: _Element | None = None,
    before: _Element | None = None,
    but: Collection[_Element] = (),
) -> Body:
    """Read an element's content; with `after` and `before`, only what stands between two of its children.

    `but` names children that are left out.
    """
    return _Walk(page_url).over(parent, after, before, but)


@dataclass(slots=True)
class _Place:
    """Where the walk is: the innermost element that is no mere part of a line."""

    kind: BlockKind
    fate: Fate
    markup: str
    opened_by: _Element | None = None


@dataclass(slots=True)
class _Walk:
    page_url: str
    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    places: list[_Place] = field(default_factory=list)
    below_pictures: set[int] = field(default_factory=set)
    figure_begins: int | None = None
    """Number of pictures read when the figure that the walk is in began."""

    def over(
        self, parent: _Element, after: _Element | None, before: _Element | None, but: Collection[_Element]
    ) -> Body:
        self.places = [_Place(kind="paragraph", fate="story", markup=_selector(parent))]
        self.line.append((after.tail if after is not None else parent.text) or "")
        for child in _children(parent, after, before):
            if child in but:
                self._end_line()
            elif isinstance(child.tag, str):
                self._walk(child)
            self.line.append(child.tail or "")
        self._end_line()
        return Body(
            blocks=tuple(self.blocks),
            images=tuple(dict.fromkeys(self.images)),
            links=tuple(dict.fromkeys(self.links)),
            below_pictures=frozenset(self.below_pictures),
        )

    def _walk(self, top: _Element) -> None:
        """Walk one child of the body, to its end and without its tail."""
        walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if not self._open(element):
                    walk.skip_subtree()
                continue
            if event == "end":
                self._close(element)
            if element is not top and (tail := element.tail):
                self.line.append(tail)

    def _open(self, element: _Element) -> bool:
        """Begin an element; whether the walk goes on inside it."""
        place, tag = self.places[-1], element.tag
        rule = fate_of(tag, element.get("class"), element.get("id"), element.get("style"))
        if tag == "a" and rule.fate == "story" and self._shares(element):
            rule = _SHARE
        if rule.embeds:
            self._embeds(element)
        if rule.fate == "chrome":
            self._whole(element, "paragraph", "chrome", text_of(element))
            return False
        if tag == "table" and not _is_layout(element):
            self._whole(element, "table", place.fate, _table_text(element))
            self.images.extend(filter(None, (image_of(each, page_url=self.page_url) for each in element.iter("img"))))
            return False
        if tag == "br":
            self._break_line()
        elif tag in ("img", "amp-img"):
            if (image := image_of(element, page_url=self.page_url)) is not None:
                self.images.append(image)
                self.below_pictures.add(len(self.blocks))
        elif not rule.inline:
            self._end_line()
            kind = place.kind if rule.kind is None else rule.kind
            fate: Fate = "unknown" if rule.fate == "unknown" else place.fate
            self.places.append(_Place(kind, fate, _selector(element), element))
            if tag == "figure":
                self.figure_begins = len(self.images)
        if text := element.text:
            self.line.append(text)
        return True

    def _close(self, element: _Element) -> None:
        if self.places[-1].opened_by is element:
            self._end_line()
            self.places.pop()
            if element.tag == "figure":
                self.figure_begins = None
        elif element.tag == "a" and not self._shares(element):
            url, text = absolute(element.get("href"), self.page_url), text_of(element)
            if url is not None and text:
                self.links.append(Link(url=url, text=text))

    def _shares(self, link: _Element) -> bool:
        """Whether a link is one of the social buttons. A link inside a sentence is not, whatever its `rel`."""
        href = link.get("href") or ""
        if _SHARES.search(href) or _ADDS_TO_FAVOURITES in (link.get("title") or ""):
            return True
        if "nofollow" not in (link.get("rel") or "").split() or not _is_network(href):
            return False
        return not any(piece.strip() for piece in self.line) and not (link.tail or "").strip()

    # Lines.

    def _break_line(self) -> None:
        if self.places[-1].kind in ("subheading", "caption"):
            self.line.append(" ")
        else:
            self._end_line()

    def _end_line(self) -> None:
        if not self.line:
            return
        text = tidy("".join(self.line))
        self.line.clear()
        if not text:
            return
        place = self.places[-1]
        self.blocks.append(Block(kind=place.kind, fate=place.fate, text=text, markup=place.markup))
        if place.kind == "caption" and self.figure_begins is not None:
            for index in range(self.figure_begins, len(self.images)):
                if self.images[index].caption is None:
                    self.images[index] = replace(self.images[index], caption=text)

    def _whole(self, element: _Element, kind: BlockKind, fate: Fate, text: str) -> None:
        """Make one block of an element. If it prints nothing, it ends no line either."""
        if text:
            self._end_line()
            self.blocks.append(Block(kind=kind, fate=fate, text=text, markup=_selector(element)))

    def _embeds(self, element: _Element) -> None:
        for each in element.iter(etree.Element):
            if (url := absolute(_shown_by(each), self.page_url)) is not None:
                self.links.append(Link(url=url, embed=True))


_SHARE = Rule(fate="chrome", reason="a social button")


def _children(parent: _Element, after: _Element | None, before: _Element | None) -> Iterator[_Element]:
    siblings = parent.iterchildren() if after is None else after.itersiblings()
    for child in siblings:
        if child is before:
            return
        yield child


def _is_layout(table: _Element) -> bool:
    """Whether a table has but one cell and only holds something in place."""
    return sum(1 for _ in zip(table.iter("td", "th"), range(2), strict=False)) < 2


def _table_text(table: _Element) -> str:
    """A table's rows as lines, their cells joined by tabs; a table inside a cell is part of its text."""
    rows: list[list[list[str]]] = [[[]]]
    inside = 0
    walk = etree.iterwalk(table, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element.tag in NEVER_PRINTED:
                walk.skip_subtree()
                continue
            inside += element.tag == "table"
            if inside == 1 and element.tag in ("tr", "caption"):
                rows.append([[]])
            elif inside == 1 and element.tag in ("td", "th"):
                rows[-1].append([])
            else:
                rows[-1][-1].append(" " if element.tag in BEGINS_A_LINE else "")
            rows[-1][-1].append(element.text or "")
            continue
        inside -= event == "end" and element.tag == "table"
        if element is not table:
            rows[-1][-1].append(element.tail or "")
    lines = []
    for row in rows:
        stray, *cells = (tidy("".join(cell)) for cell in row)  # stray text stands in no cell
        lines.append("\t".join([stray, *cells] if stray else cells).rstrip("\t"))
    return "\n".join(filter(None, lines))


def _selector(element: _Element) -> str:
    """Where something stands, as a short selector."""
    return _selector_of(element.tag, element.get("class") or "", element.get("id"))


@lru_cache(maxsize=2048)
def _selector_of(tag: str, classes: str, id_: str | None) -> str:
    names = classes.split()
    return f"{tag}{''.join(f'.{name}' for name in names[:2])}" + (f"#{id_}" if id_ and not names else "")


def absolute(href: str | None, page_url: str) -> str | None:
    """The web address that an attribute leads to; `None` where it leads to none."""
    if not href or href.lstrip().startswith("#"):
        return None
    try:
        url = urljoin(page_url, href.strip())
        split = urlsplit(url)
    except ValueError:
        return None
    return url if split.scheme in ("http", "https") and split.hostname else None


def image_of(element: _Element, *, page_url: str) -> Image | None:
    """A picture with its caption; `None` for a counter's, or one without an address."""
    if element.get("width") in ("0", "1") or element.get("height") in ("0", "1"):
        return None
    source = element.get("data-src") or element.get("src") or (element.get("srcset") or "").split(" ")[0]
    if source.startswith("data:") or (url := absolute(source, page_url)) is None:
        return None
    if "/desimages/" in url:  # the site's own ornaments
        return None
    caption = tidy(element.get("alt") or "") or tidy(element.get("title") or "")
    return Image(url=url, caption=caption or None)


_SOURCES = {
    "iframe": ("src", "data-src"),
    "amp-iframe": ("src",),
    "embed": ("src",),
    "video": ("src",),
    "audio": ("src",),
    "object": ("data",),
}
_POSTS = frozenset({"twitter-tweet", "instagram-media", "tiktok-embed"})


def _shown_by(element: _Element) -> str | None:
    """The address of the film or the post that an element shows."""
    tag, classes = element.tag, (element.get("class") or "").split()
    if tag == "script":
        post = element.get("data-telegram-post")
        return f"https://t.me/{post}" if post else None
    if tag == "amp-youtube" and (film := element.get("data-videoid")):
        return f"https://www.youtube.com/watch?v={film}"
    if _POSTS.intersection(classes):
        links = [link.get("href") for link in element.iter("a") if link.get("href")]
        return element.get("data-instgrm-permalink") or element.get("cite") or (links[-1] if links else None)
    for name in _SOURCES.get(tag, ()):
        if element.get(name):
            return element.get(name)
    if tag in ("video", "audio"):
        return next((source.get("src") for source in element.iter("source") if source.get("src")), None)
    return None


_NETWORK_HOSTS = (
    "facebook.com", "vk.com", "twitter.com", "x.com", "t.me", "ok.ru", "instagram.com", "youtube.com", "viber.com",
    "tiktok.com", "whatsapp.com", "dzen.ru", "odnoklassniki.ru", "vkontakte.ru",
)  # fmt: skip


def _is_network(href: str) -> bool:
    host = (urlsplit(absolute(href, "") or "").hostname or "").removeprefix("www.")
    return host in _NETWORK_HOSTS or host.endswith(tuple(f".{name}" for name in _NETWORK_HOSTS))
