"""Which stretches of a text does somebody say, and which are only named in quotation marks?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Stretch = tuple[int, int]

_MARKS = re.compile("[\"＂«»‹›„“”‟‚‘’'「」『』]")
_SPACE_BEFORE_OPENING = frozenset(" \u00a0\n([{-–—/¿¡\"«„“‘'")
_ATTRIBUTION = re.compile(
    r"(?<=[,!?…»”“\"])\s?[-–—]\s(?=(?P<first>[^\W\d_]))[^\n]{1,200}?(?:[.,:!?]\s?[-–—]\s|(?P<end>$))"
)
"""Who speaks, between two dashes: `- уверена кассир. -`"""
_ATTRIBUTION_ES = re.compile(r"\s[—–](?=(?P<first>[^\W\d_]))[^\n—–]{1,200}(?:[—–]|(?P<end>$))")
_SPEECH = re.compile(r"^\s*[-–—]\s?(?=[^\W_]|[¿¡…«\"])")
_SENTENCE = re.compile(r"[.!?…][»”\"]?\s*$")
_ENDS_SPEECH = re.compile(r"[.!?…,。！？，]$")
_SPEECH_FOLLOWS = re.compile(r"\s?[,，]|\s[-–—]\s")
_LONGEST_TITLE, _MOST_WORDS = 80, 5


def spoken(text: str, language: str) -> list[Stretch]:
    """Stretches that somebody says, in their order: within quotation marks, or behind the dash of a dialogue.

    >>> text = 'В пекарне "Каравай" сказали: "Мука кончилась".'
    >>> [text[begin:end] for begin, end in spoken(text, "ru")]
    ['Мука кончилась']
    """
    stretches = [stretch for stretch in _within_marks(text, language) if not _only_named(text, stretch, language)]
    attribution = _ATTRIBUTION_ES if language == "es" else _ATTRIBUTION
    inner = [m.span() for m in attribution.finditer(text) if m["first"].islower() and m["end"] is None]
    if (dash := _SPEECH.match(text)) and language not in ("zh", "de"):
        between = [m.span() for m in attribution.finditer(text) if m["first"].islower()]
        talks = text[dash.end()].isupper() or text[dash.end()] in '¿¡…«"'
        if between or (language != "en" and talks and _SENTENCE.search(text)):
            stretches, inner = [(dash.end(), len(text))], between
    said: list[Stretch] = []
    for begin, end in _united(stretches):
        for cut, resumed in inner:
            if begin <= cut and resumed <= end:
                said.append((begin, cut))
                begin = resumed
        said.append((begin, end))
    return [(begin, end) for begin, end in said if begin < end]


def named(text: str, language: str) -> list[Stretch]:
    """Names and titles in quotation marks: the bakery "Каравай"; in Chinese, works between 《 and 》."""
    if language == "zh":
        return [found.span(1) for found in re.finditer("《([^《》]{1,40})》", text)]
    return [stretch for stretch in _within_marks(text, language) if _only_named(text, stretch, language)]


def _only_named(text: str, stretch: Stretch, language: str) -> bool:
    """Few words, the first with a capital, that end no sentence, and that nobody is said to say."""
    begin, end = stretch
    if language == "zh" or end - begin > _LONGEST_TITLE:
        return False
    inside = text[begin:end].strip()
    if not inside or len(inside.split()) > _MOST_WORDS:
        return False
    if not (inside[0].isupper() or inside[0].isdigit()) or _ENDS_SPEECH.search(inside):
        return False
    return _SPEECH_FOLLOWS.match(text, end + 1) is None and not text[max(0, begin - 4) : begin - 1].rstrip().endswith(
        ":"
    )


def _within_marks(text: str, language: str) -> list[Stretch]:
    """What stands within quotation marks; a mark that has no counterpart reaches to the end of the text."""
    stretches: list[Stretch] = []
    open_marks: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text):
        mark, place = found[0], found.start()
        role = _role(text, place, mark, open_marks[-1][0] if open_marks else "", language)
        if role == "opens":
            open_marks.append((mark, place + 1))
        elif role == "closes" and open_marks:
            stretches.append((open_marks.pop()[1], place))
        elif role == "closes" and not stretches:
            stretches.append((0, place))  # began in the paragraph before
    stretches += [(begin, len(text)) for mark, begin in open_marks if mark not in "'‘‚"]
    return stretches


def _role(text: str, place: int, mark: str, opened: str, language: str) -> Literal["opens", "closes", "neither"]:
    ahead, behind = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
    looks_opening = (ahead in _SPACE_BEFORE_OPENING or ahead.isspace()) and not behind.isspace()
    if mark in "„‚":
        return "opens"
    if mark in "'’‘":
        if ahead.isalnum() and behind.isalnum():
            return "neither"  # an apostrophe
        if mark == "‘" or (mark == "'" and not opened):
            return "closes" if opened == "‚" else "opens" if looks_opening and behind.isalnum() else "neither"
        return "closes" if opened in ("‘", "'", "‚") and opened else "neither"
    if language == "zh" and mark not in '"＂':
        return "opens" if mark in "“«‹「『" else "closes"
    if mark == "“" and opened == "„":
        return "closes"
    if mark in "「『":
        return "opens"
    if mark in "」』":
        return "closes"
    if opened and not looks_opening:
        return "closes"
    if mark in '"＂' and not opened:
        return "opens" if looks_opening or not behind.isspace() else "closes"
    return "opens" if looks_opening else "closes"


def _united(stretches: Iterable[Stretch]) -> list[Stretch]:
    united: list[Stretch] = []
    for begin, end in sorted(stretches):
        if united and begin <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((begin, end))
    return united
