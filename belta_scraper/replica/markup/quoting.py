"""How does BelTA's template write text and attributes?"""

from __future__ import annotations

import html
import re

_WIDTH = 70


def text(value: str) -> str:
    return html.escape(value, quote=False)


def attribute(value: str) -> str:
    """An attribute's value with its quotes: single ones where the value holds a `"`.

    >>> print(attribute('Щи'), attribute('Щи да "каша"'))
    "Щи" 'Щи да "каша"'
    """
    if '"' in value and "'" not in value:
        return "'" + value.replace("&", "&amp;").replace("<", "&lt;") + "'"
    return '"' + html.escape(value) + '"'


def broken_lines(value: str) -> str:
    """The text as some listings print it: CR LF before and after, and at about every 70 characters."""
    wrapped = re.sub(rf"(.{{{_WIDTH}}}\S*) ", "\\1 \r\n", value)
    return f"\r\n {wrapped}\r\n "
