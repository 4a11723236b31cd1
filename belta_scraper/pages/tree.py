"""Which tree does a page's text hold, with nothing of it lost on the way?"""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

from ..errors import PageNotUnderstood
from .decoding import Text

_PAGE_ENDS = re.compile(rb"</(?:[Hh][Tt][Mm][Ll]|[Bb][Oo][Dd][Yy])\s*+>")
"""libxml2 drops in silence what follows the end of the page; browsers show it."""


def parse(text: str) -> _Element:
    """The root of the page's tree.

    Raises `PageNotUnderstood` where libxml2 would lose text in silence, or work on it for minutes.
    """
    # UTF-8 has no lone surrogates.
    page = text.in_utf_8 if isinstance(text, Text) else text.encode(errors="replace")
    if b"\x00" in page:
        page = page.replace(b"\x00", b"")  # libxml2 ends a text at NUL
    if _may_hold_endless_tag(page):
        _refuse_endless_tags(page)
    parser = etree.HTMLParser(recover=True, encoding="utf-8", huge_tree=True, collect_ids=False)
    try:
        root: _Element | None = etree.fromstring(_PAGE_ENDS.sub(b"", page), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or not isinstance(root.tag, str):  # nothing at all, or "<!" and the like alone
        return etree.Element("html")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise PageNotUnderstood(
            "Expected a page whose elements stand at most some 2,000 deep in one another; "
            "this one is nested deeper, and what stands below that, and after it, would be lost."
        )
    return root


# --- Endless tags ---------------------------------------------------------------------------------

_TAG = re.compile(rb"""<[A-Za-z](?:[^=>]++|=\s*+(?:"[^"]*+"?|'[^']*+'?)?)*+""")
_VALUE = re.compile(rb"""=\s*+(?:"[^"]*+"?|'[^']*+'?)""")
_LONGEST_TAG = 50_000
"""Bytes. libxml2 takes quadratic time over a tag's attributes: 21 seconds for a megabyte of them."""
_MOST_VALUES = 10_000

_MARKS = b"<>=\"'"
_ALL_BUT_MARKS = bytes(set(range(256)).difference(_MARKS))
_ENDS_IN_VALUE = re.compile(rb"""="[^">]*+>|='[^'>]*+>""")


def _may_hold_endless_tag(page: bytes) -> bool:
    """Whether it is worth looking for such a tag; of nearly all pages this says no, in a tenth of the time.

    A tag ends at the first `>` that stands in none of its values. So one with thousands of attributes has
    a stretch without any `>`, the longer the fewer of the page's values hold one.
    """
    marks = page.translate(None, _ALL_BUT_MARKS)
    stretch = _MOST_VALUES // (len(_ENDS_IN_VALUE.findall(marks)) + 1)
    return stretch == 0 or any(page.find(b">", at, at + stretch) < 0 for at in range(0, len(page) - stretch, stretch))


def _refuse_endless_tags(page: bytes) -> None:
    """Raise `PageNotUnderstood` for a tag with so many attributes that parsing it would not end.

    Long values alone, such as a picture inside `src`, are harmless.
    """
    for tag in _TAG.finditer(page):
        begins, ends = tag.span()
        if ends - begins > _LONGEST_TAG:
            bare, values = _VALUE.subn(b"=", tag[0])
            if len(bare) > _LONGEST_TAG or values > _MOST_VALUES:
                raise PageNotUnderstood(
                    f"Expected tags of at most {_LONGEST_TAG:,} bytes, found one of {ends - begins:,}."
                )
