"""Where does a page speak of itself: in which titles, main headings, meta data and links?"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Elements that every reader asks for, in the order of the page; some pages have their meta data in the body."""

    titles: list[_Element] = field(default_factory=list)
    headings: list[_Element] = field(default_factory=list)
    metas: list[_Element] = field(default_factory=list)
    links: list[_Element] = field(default_factory=list)


def outline_of(root: _Element) -> Outline:
    """The outline, found in one walk: a page has thousands of elements, and a handful of these."""
    outline = Outline()
    among = {"title": outline.titles, "h1": outline.headings, "meta": outline.metas, "link": outline.links}
    for element in root.iter(*among):
        among[element.tag].append(element)
    return outline
