"""How many of these does the page hold, and is that how many it should?

A selection says how many matches it expects. None where one was expected, or two, is news about the
site, and never a silent `None`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml.etree import _Element
from parsel import Selector

from ..errors import PageNotUnderstood

NEVER_PRINTED = frozenset({"script", "style", "template", "head", "title", "noscript", "textarea", "svg", "math"})
"""Elements whose text no reader of the page sees."""


def only(document: Selector, css: str, what: str) -> Selector:
    """The one match. Raises `PageNotUnderstood` for none, and for more than one."""
    found = document.css(css)
    if len(found) != 1:
        raise PageNotUnderstood(f"Expected one {what} ({css}), found {len(found) or 'none'}.")
    return found[0]


def at_most_one(document: Selector, css: str, what: str) -> Selector | None:
    """The one match, or `None`. Raises `PageNotUnderstood` for more than one."""
    found = document.css(css)
    if len(found) > 1:
        raise PageNotUnderstood(f"Expected at most one {what} ({css}), found {len(found)}.")
    return found[0] if found else None


def at_least_one(document: Selector, css: str, what: str) -> list[Selector]:
    """All matches, in the order of the page. Raises `PageNotUnderstood` for none."""
    found = list(document.css(css))
    if not found:
        raise PageNotUnderstood(f"Expected at least one {what} ({css}), found none.")
    return found


def tidy(text: str) -> str:
    """A text with its white space in order: line ends, indentation and no-break spaces are one blank.

    >>> tidy("  Der Teich\\r\\n\\t ist\\xa0zugefroren ")
    'Der Teich ist zugefroren'
    """
    return " ".join(text.split())


def text_of(node: Selector | _Element, *, without: Iterable[_Element] = ()) -> str:
    """What a reader of the page sees of an element, in one line; but for the elements left out."""
    element: Any = node.root if isinstance(node, Selector) else node
    if isinstance(element, str):  # a selector of a text or an attribute
        return tidy(element)
    if element.tag in NEVER_PRINTED:
        return ""
    left_out = set(without)
    pieces: list[str] = [element.text or ""]
    below = element.iterchildren()
    open_elements: list[tuple[_Element, Iterator[_Element]]] = []
    while True:
        child = next(below, None)
        if child is None:
            if not open_elements:
                return tidy("".join(pieces))
            child, below = open_elements.pop()
            pieces.append(" " if child.tag in BEGINS_A_LINE else "")
            pieces.append(child.tail or "")
            continue
        if not isinstance(child.tag, str) or child.tag in NEVER_PRINTED or child in left_out:
            pieces.append(child.tail or "")
            continue
        if child.tag in BEGINS_A_LINE:
            pieces.append(" ")
        pieces.append(child.text or "")
        open_elements.append((child, below))
        below = child.iterchildren()


BEGINS_A_LINE = frozenset({"br", "p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "section", "article"})
"""Elements that begin a new line, so that what stands before them is not glued to what follows."""
