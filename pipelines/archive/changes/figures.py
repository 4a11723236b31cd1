"""Which numbers, sums and days does a text name, however they are written?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .numerals import (
    AND,
    CURRENCIES,
    NUMBERS,
    ONE,
    PER,
    chinese_number,
    day_named,
    doubtful_days,
    multiplier,
    part,
    unit,
)
from .words import Token, joined_to

_ROMAN = re.compile("[IVX]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A figure or a name: what an analyst looks for in a difference."""

    begin: int
    """Place of its first token."""
    end: int
    """Place behind its last."""
    value: str
    """Equal in items that say the same: `12 тыс. рублей` and `12 000 руб.`, a name in all its cases."""
    unit: str | None = None
    """What a number measures; the same number without a unit says nothing else."""
    doubtful: bool = False
    """Counts only where it stands against another: "one", "May", "half"."""


def figures_of(text: str, tokens: Sequence[Token], language: str) -> list[Item]:
    """Numbers with what multiplies and measures them, months and weekdays, in their order.

    >>> from .words import tokens_of
    >>> text = "12 тыс. рублей в мае"
    >>> [(figure.value, figure.unit) for figure in figures_of(text, tokens_of(text, "ru"), "ru")]
    [('12000', 'rouble'), ('may', None)]
    """
    figures: list[Item] = []
    place = 0
    while place < len(tokens):
        found = _number_at(text, tokens, place, language) or _day_at(text, tokens, place, language)
        if found is not None:
            figures.append(found)
        place = place + 1 if found is None else found.end
    return figures


def _number_at(text: str, tokens: Sequence[Token], place: int, language: str) -> Item | None:
    token = tokens[place]
    doubtful = False
    if token.kind == "mark" or (token.kind == "word" and _written_as_name(text, tokens, place, language)):
        return None
    if token.text == "百分之" and (
        share := _number_at(text, tokens, place + 1, language) if place + 1 < len(tokens) else None
    ):
        return Item(begin=place, end=share.end, value=share.value, unit="%")
    if token.kind == "number":
        value, end = token.key, place + 1
    elif token.key in NUMBERS.get(language, ()) or multiplier(token.key) >= 6 or token.key in ("тысяча", "тысяч"):
        total, end = _spelled_out(text, tokens, place, language)
        value = str(total)
    elif language == "zh" and (number := chinese_number(token.text)) is not None:
        value, end = number, place + 1
        doubtful = len(token.text) == 1 or token.text in ("千万", "万一", "一一", "百万")
    elif (
        token.key in ONE.get(language, ()) and joined_to(text, tokens, place + 1) and multiplier(tokens[place + 1].key)
    ):
        total, end = _spelled_out(text, tokens, place + 1, language)  # a hundred
        value = str(total)
    elif _ROMAN.fullmatch(token.text):
        return Item(begin=place, end=place + 1, value=token.text)
    elif token.key in ONE.get(language, ()) or part(token.key):
        return Item(begin=place, end=place + 1, value=part(token.key) or "1", doubtful=True)
    else:
        return None
    while joined_to(text, tokens, end) and (power := multiplier(tokens[end].key)):
        value, end = _times_ten_to(value, power), end + 1
    measured, end = _measure_at(text, tokens, end)
    begin = place
    if measured is None and joined_to(text, tokens, place) and unit(tokens[place - 1].key) in CURRENCIES:
        sign = tokens[place - 1].text
        if not sign.isalpha() or tokens[place - 1].end == token.begin:  # $5, Br5
            measured, begin = unit(tokens[place - 1].key), place - 1
    if doubtful and place and tokens[place - 1].text in ("第", "约", "周", "共"):
        doubtful = False
    return Item(begin=begin, end=end, value=value, unit=measured, doubtful=doubtful and measured is None)


def _written_as_name(text: str, tokens: Sequence[Token], place: int, language: str) -> bool:
    """Whether a number or a day is somebody's name, as its capital tells: дежурный Сорока, sąsiadka Maja."""
    capital = language in ("ru", "be", "es", "pl") and tokens[place].text[0].isupper()
    return capital and not tokens[place].text[1:2].isupper() and place > 0 and joined_to(text, tokens, place)


def _measure_at(text: str, tokens: Sequence[Token], end: int) -> tuple[str | None, int]:
    """What the number that ends here is measured in, and the place behind that."""
    for place in (end, end + 1):
        if not joined_to(text, tokens, place):
            break
        found = unit(tokens[place].key)
        if found == PER:
            if joined_to(text, tokens, place + 1) and tokens[place + 1].key in ("cent", "ciento"):
                return "%", place + 2
            break
        # A word may stand before a currency: 5 белорусских рублей.
        if found is not None and (place == end or found in CURRENCIES):
            return found, place + 1
    return None, end


def _spelled_out(text: str, tokens: Sequence[Token], place: int, language: str) -> tuple[int, int]:
    """The number whose first word stands here, and the place behind its last."""
    numbers, ones = NUMBERS.get(language, {}), ONE.get(language, frozenset())
    total, current, room, scale = 0, 0, 10**6, 18
    while True:
        key = tokens[place].key
        value = numbers.get(key)
        if value is None and current >= 20 and current % 10 == 0 and key in ones:
            value = 1
        if value is not None and value < room:
            current, room = current + value, _room_behind(value)
        elif (power := multiplier(key)) == 2 and current < 100:
            current, room = max(1, current) * 100, 100
        elif 2 < power < scale:
            total, current, room, scale = total + max(1, current) * 10**power, 0, 1000, power
        elif not (
            key in AND
            and current
            and joined_to(text, tokens, place + 1)
            and numbers.get(tokens[place + 1].key, room) < room
        ):
            return total + current, place
        place += 1
        if not joined_to(text, tokens, place):
            return total + current, place


def _room_behind(value: int) -> int:
    """What may follow a number word within its number is smaller than this: behind tens, ones."""
    if value >= 100:
        return 100 if value % 100 == 0 else 0
    return 10 if value >= 20 and value % 10 == 0 else 0


def _times_ten_to(value: str, power: int) -> str:
    """
    >>> _times_ten_to("1.5", 6), _times_ten_to("12", 3)
    ('1500000', '12000')
    """
    whole, _, rest = value.partition(".")
    if not (whole.lstrip("-") + rest).isdigit():
        return f"{value} e{power}"  # a fraction, a date
    sign = "-" if whole.startswith("-") else ""
    shifted = (whole.lstrip("-") + rest[:power].ljust(power, "0")).lstrip("0") or "0"
    return sign + shifted + (f".{rest[power:]}" if rest[power:] else "")


def _day_at(text: str, tokens: Sequence[Token], place: int, language: str) -> Item | None:
    token = tokens[place]
    value = day_named(token.key, language)
    if value is None:
        return None
    beside_number = (joined_to(text, tokens, place) and tokens[place - 1].kind == "number") or (
        joined_to(text, tokens, place + 1) and tokens[place + 1].kind == "number"
    )
    if not beside_number and (
        _written_as_name(text, tokens, place, language) or (len(token.key) < 4 and value != "may" and language != "zh")
    ):
        return None
    doubtful = not beside_number and (
        len(token.key) < 5 or token.key in doubtful_days(language) or "day" in value.split()
    )
    return Item(begin=place, end=place + 1, value=value, doubtful=doubtful)
