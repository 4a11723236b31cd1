"""Which text do these bytes hold?

Bytes become text before anything is parsed: libxml2, fed with bytes, takes a whole page for Latin-1
from the first byte on that is not UTF-8, and one advertisement in windows-1251 spoilt a real page so.
"""

from __future__ import annotations

import codecs
import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode

_ASCII = bytes(range(128))
_CYRILLIC_WORD = re.compile(rb"[\xa1-\xa3\xa8\xaf\xb2\xb3\xb8\xba\xbf-\xff]{3,}")
"""Three letters running, in windows-1251; text in Latin letters has its accents one by one."""
_SAMPLE = 200_000
"""Bytes that are looked at where a guess at the encoding has to be made."""


class Text(str):
    """A page's text which still has the bytes that it was, for the parser wants bytes."""

    in_utf_8: bytes


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page or a file; what cannot be decoded becomes U+FFFD, and nothing else is lost.

    Declarations are believed only where the bytes bear them out: what is valid UTF-8 is UTF-8, since
    no windows-1251 text is so by accident, and a page that is UTF-8 but for a few bytes stays UTF-8.

    >>> decode("Свежий хлеб".encode("windows-1251"))
    'Свежий хлеб'
    >>> decode("Свежий ".encode() + b"<!-- \\xdf\\xed -->" + "хлеб".encode())
    'Свежий <!-- \\ufffd\\ufffd -->хлеб'
    """
    encoding, mark = read_bom(body)
    if encoding is not None and mark is not None:
        return to_unicode(body[len(mark) :], encoding)
    sample = body[:_SAMPLE]
    if b"\0" in sample and (wide := _utf_16_without_mark(sample)) is not None:
        return to_unicode(body, wide)
    try:
        text = Text(body.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    else:
        text.in_utf_8 = body
        return text
    beyond = len(body.translate(None, delete=_ASCII))
    as_utf_8 = body.decode("utf-8", errors="replace")
    if as_utf_8.count("\ufffd") < beyond / 2:
        return as_utf_8
    declared = http_content_type_encoding(content_type) or html_body_declared_encoding(body)
    if declared is not None and not _is_utf(declared):
        return to_unicode(body, declared)
    in_words = sum(len(word) for word in _CYRILLIC_WORD.findall(body))
    return to_unicode(body, "windows-1251" if in_words > beyond / 2 else "utf-8")


def _is_utf(encoding: str) -> bool:
    return codecs.lookup(encoding).name.startswith("utf")


def _utf_16_without_mark(sample: bytes) -> str | None:
    """UTF-16 by its empty halves: of blanks, digits, line ends and Latin letters, one byte is zero."""
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    enough = len(sample) / 50
    if second > enough and second > 10 * first:
        return "utf-16-le"
    if first > enough and first > 10 * second:
        return "utf-16-be"
    return None
