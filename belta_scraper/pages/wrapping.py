"""Was a text cut into lines of one width, so that a line's end is no paragraph's end?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .lines import SENTENCE_ENDS, Line, date_line, dateline_of

_WIDEST = 160
"""Characters. Nobody wraps at more; lines longer than this are paragraphs."""
_NARROWEST, _NARROWEST_CHINESE = 40, 20
"""Characters. Lines of menus and verses are shorter."""
_ENOUGH = 3
"""Lines cut in the middle of a sentence; where there are fewer, all must be as full as they could be."""


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines, joined to paragraphs where they were wrapped; as they are where they were not.

    Text was wrapped where a line that ends in the middle of a sentence has no room left for the first
    word of the line below.
    """
    width = max((len(line.text) for line in lines), default=0)
    chinese = sum(_is_chinese(line.text[0]) for line in lines) > len(lines) / 2
    if not (_NARROWEST_CHINESE if chinese else _NARROWEST) <= width <= _WIDEST:
        return list(lines)
    cut = [
        (above, below)
        for above, below in pairwise(lines)
        if not below.gap and len(above.text) > width / 2 and not above.text.endswith(SENTENCE_ENDS)
    ]
    broken = [below.text for above, below in cut if _is_full(above.text, below.text, width)]
    if len(broken) < 2 or len(broken) < (len(cut) if len(broken) < _ENOUGH else len(cut) / 2):
        return list(lines)
    if 4 * sum(text[0].islower() or _is_chinese(text[0]) for text in broken) < len(broken):
        return list(lines)  # lines of a list may be as long as one another, but none goes on in small letters
    joined: list[Line] = []
    above: Line | None = None
    for line in lines:
        if above is not None and joined and not line.gap and _is_full(above.text, line.text, width):
            last = joined[-1]
            space = "" if _is_chinese(above.text[-1]) or _is_chinese(line.text[0]) else " "
            joined[-1] = Line(text=last.text + space + line.text, gap=last.gap, heading=last.heading)
        else:
            joined.append(line)
        above = line
    return joined


def _is_full(above: str, below: str, width: int) -> bool:
    """Whether the first word below would not have fitted into the line above, whose text it may go on with."""
    if dateline_of(below) is not None or date_line(below) is not None:
        return False
    word = below[:1] if _is_chinese(below[0]) else below.split()[0]
    return len(above) > width / 2 and len(above) + 1 + len(word) > width


def _is_chinese(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
