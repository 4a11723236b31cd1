"""How many of these does the page hold, and is that how many it should?

A selection says how many matches it expects. None where one was expected, or two, is news about the
site, and never a silent `None`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from lxml.etree import XPath, _Element
from parsel import css2xpath

from ..errors import PageNotUnderstood

NEVER_PRINTED = frozenset({"script", "style", "template", "head", "title", "noscript", "textarea", "svg", "math"})
"""Elements whose text no reader of the page sees."""


_CLASSES = re.compile(r"\.[\w-]+(?:, \.[\w-]+)*")


@cache
def _compiled(css: str) -> XPath:
    """What parsel makes of the CSS; compiled once, since every page is asked for the same.

    Classes alone are asked for from the attributes' side: few elements have any, so that it takes a third of the time.
    """
    if _CLASSES.fullmatch(css) is None:
        return XPath(css2xpath(css))
    named = " or ".join(f"contains(concat(' ', normalize-space(), ' '), ' {name[1:]} ')" for name in css.split(", "))
    return XPath(f"descendant-or-self::*/@class[{named}]/..")


def every(element: _Element, css: str) -> list[_Element]:
    """All matches in an element, in the order of the page."""
    found: Any = _compiled(css)(element)  # a list: other answers are those of XPath, which CSS cannot ask
    return list(found)


def only(element: _Element, css: str, what: str) -> _Element:
    """The one match. Raises `PageNotUnderstood` for none, and for more than one."""
    found = every(element, css)
    if len(found) != 1:
        raise PageNotUnderstood(f"Expected one {what} ({css}), found {len(found) or 'none'}.")
    return found[0]


def at_most_one(element: _Element, css: str, what: str) -> _Element | None:
    """The one match, or `None`. Raises `PageNotUnderstood` for more than one."""
    found = every(element, css)
    if len(found) > 1:
        raise PageNotUnderstood(f"Expected at most one {what} ({css}), found {len(found)}.")
    return found[0] if found else None


def at_least_one(element: _Element, css: str, what: str) -> list[_Element]:
    """All matches, in the order of the page. Raises `PageNotUnderstood` for none."""
    found = every(element, css)
    if not found:
        raise PageNotUnderstood(f"Expected at least one {what} ({css}), found none.")
    return found


def tidy(text: str) -> str:
    """A text with its white space in order: line ends, indentation and no-break spaces are one blank.

    >>> tidy("  Der Teich\\r\\n\\t ist\\xa0zugefroren ")
    'Der Teich ist zugefroren'
    """
    return " ".join(text.split())


def text_of(element: _Element, *, without: Iterable[_Element] = ()) -> str:
    """What a reader of the page sees of an element, in one line; but for the elements left out."""
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
