"""Which tree does a page's text hold, with nothing of it lost on the way?"""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

from ..errors import PageNotUnderstood

_TAG = re.compile(r"""<[A-Za-z](?:[^=>]++|=\s*+(?:"[^"]*+"?|'[^']*+'?)?)*+""")
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?)""")
_LONGEST_TAG = 50_000
"""Characters. libxml2 takes quadratic time over a tag's attributes: 21 seconds for a megabyte of them."""
_MOST_VALUES = 5_000
_PAGE_ENDS = re.compile(r"</(?:[Hh][Tt][Mm][Ll]|[Bb][Oo][Dd][Yy])\s*+>")
"""libxml2 drops in silence what follows the end of the page; browsers show it."""


def parse(text: str) -> _Element:
    """The root of the page's tree.

    Raises `PageNotUnderstood` where libxml2 would lose text in silence, or work on it for minutes.
    """
    _refuse_endless_tags(text)
    text = _PAGE_ENDS.sub("", text.replace("\x00", ""))  # libxml2 ends a text at NUL
    bytes_ = text.strip().encode(errors="replace")  # UTF-8 has no lone surrogates
    parser = etree.HTMLParser(recover=True, encoding="utf-8", huge_tree=True)
    try:
        root: _Element | None = etree.fromstring(bytes_, parser)
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


def _refuse_endless_tags(text: str) -> None:
    """Raise `PageNotUnderstood` for a tag with so many attributes that parsing it would not end.

    Long values alone, such as a picture inside `src`, are harmless.
    """
    for tag in _TAG.finditer(text):
        begins, ends = tag.span()
        if ends - begins > _LONGEST_TAG:
            bare, values = _VALUE.subn("=", tag[0])
            if len(bare) > _LONGEST_TAG or values > _MOST_VALUES:
                raise PageNotUnderstood(
                    f"Expected tags of at most {_LONGEST_TAG:,} characters, found one of {ends - begins:,}."
                )
