"""Which number does a word write, what multiplies and measures numbers, and which day does a word name?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module

from .tables import listed, patterns, rows_of
from .words import NUMERAL, key_of

LANGUAGES = ("ru", "be", "en", "de", "es", "pl")
"""Those that write numbers in letters."""

# --- Numbers --------------------------------------------------------------------------------------


def _declined(rows: Iterable[str]) -> dict[str, int]:
    forms: dict[str, int] = {}
    for endings, words in (row.split(" | ") for row in rows if row):
        value = 0
        for word in words.split():
            if word.isdecimal():
                value = int(word)
            else:
                forms.update((key_of(word + ending.strip("-")), value) for ending in endings.split())
    return forms


def _german() -> dict[str, int]:
    """German writes a number below a million as one word."""
    ones = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
    teens = ["zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
    tens = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
    small = {word: value for value, word in enumerate([*ones, *teens])}
    for ten, word in enumerate(tens, start=2):
        small |= {one + "und" * bool(one) + word: 10 * ten + n for n, one in enumerate(ones)}
    numbers = dict(small)
    for name, factor in (("hundert", 100), ("tausend", 1000)):
        for n, one in enumerate(ones):
            numbers |= {f"{one}{name}{rest}": factor * max(1, n) + value for rest, value in small.items()}
    numbers |= {f"{word}tausend": 1000 * value for word, value in small.items() if value > 9}
    ordinals = {word + ("te" if value < 20 else "ste"): value for word, value in small.items() if value > 1}
    ordinals |= {"dritte": 3, "siebte": 7, "achte": 8}
    numbers |= {stem + ending: value for stem, value in ordinals.items() for ending in ("", "n", "r", "s", "m")}
    for word in ("", "ein", "achten"):  # an article; to respect
        del numbers[word]
    return {key_of(word): value for word, value in numbers.items()}


NUMBERS = {code: _declined(rows_of(code, "numbers")) for code in LANGUAGES} | {"de": _german()}
"""Cardinals and ordinals, by language and key."""
ONE = {code: frozenset(map(key_of, listed(code, "one"))) for code in LANGUAGES}
"""An article or a pronoun as often as a number."""
AND = frozenset({"y", "and"})
"""Within a number: treinta y cinco, a hundred and five."""

_HAN_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000}
_HAN_SCALES = {"万": 10_000, "亿": 100_000_000}
_LONGEST_HAN = 24


def chinese_number(written: str) -> str | None:
    """
    >>> chinese_number("三十五"), chinese_number("二〇二四"), chinese_number("一亿两千万"), chinese_number("三点五")
    ('35', '2024', '120000000', '3.5')
    """
    if not written or len(written) > _LONGEST_HAN or written[0] not in NUMERAL:
        return None
    whole, _, rest = written.partition("点")
    if rest:
        return f"{chinese_number(whole)}." + "".join(str(_HAN_DIGITS.get(digit, "")) for digit in rest)
    if all(character in _HAN_DIGITS for character in whole):
        return str(int("".join(str(_HAN_DIGITS[digit]) for digit in whole)))
    total = section = digit = 0
    for character in whole:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif power := _HAN_POWERS.get(character):
            section, digit = section + max(digit, 1) * power, 0
        elif scale := _HAN_SCALES.get(character):
            scaled = max(section + digit, 1) if character == "万" else max(total + section + digit, 1)
            total, section, digit = scaled * scale + (total if character == "万" else 0), 0, 0
        else:
            return None
    return str(total + section + digit)


# --- Behind numbers, in all languages at once: there, none of these has a second meaning ------------

CURRENCIES = frozenset({"rouble", "dollar", "euro", "yuan", "pound"})
PER = "per"
"""Is a percentage with what follows it: por ciento, per cent."""


def _one_of(name: str) -> tuple[list[str], re.Pattern[str]]:
    table = patterns(name)
    return list(table), re.compile("|".join(f"(?P<_{place}>{form})" for place, form in enumerate(table.values())))


_FORMS = {name: _one_of(name) for name in ("multipliers", "units", "parts")}


@lru_cache(maxsize=50_000)
def _told(name: str, key: str) -> str | None:
    told, forms = _FORMS[name]
    found = forms.fullmatch(key)
    return None if found is None or found.lastgroup is None else told[int(found.lastgroup[1:])]


def multiplier(key: str) -> int:
    """The power of ten by which a word multiplies; 0 if it does not."""
    return int(_told("multipliers", key) or 0)


def unit(key: str) -> str | None:
    """What a word or sign behind a number measures, in one form for all languages."""
    return _told("units", key)


def part(key: str) -> str | None:
    """The half, the third, the dozen, in one form for all languages."""
    return _told("parts", key)


# --- Days -----------------------------------------------------------------------------------------

_DAYS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_MONTHS = 12
_FROM_TODAY = ("0 day ago", "1 day ago", "in 1 day")
_CASE = re.compile("(?:[аеиіоуыюяьй]|ом|ем|ам|ой|ай|ей|a|u|ie|iem|em|s)$")


@lru_cache(maxsize=8)
def _days(language: str) -> dict[str, str]:
    """Names of days as dateparser knows them; of long ones also what is left in every case."""
    if language not in (*LANGUAGES, "zh"):
        return {}
    info = import_module(f"dateparser.data.date_translation_data.{language}").info
    # Of short forms only those of months: "mit", "die", "nie" are other words than Wednesday, Tuesday and Sunday.
    days = {
        key_of(form): day
        for place, day in reversed(list(enumerate(_DAYS)))
        for form in info[day]
        if len(form) > 3 or (len(form) == 3 and place < _MONTHS)
    }
    days |= {key_of(form): day for day in _FROM_TODAY for form in info["relative-type"].get(day, ())}
    days |= dict(pair.split(":") for pair in listed(language, "more_days"))
    return {**{_CASE.sub("", form): day for form, day in days.items() if len(form) > 5}, **days}


@lru_cache(maxsize=50_000)
def day_named(key: str, language: str) -> str | None:
    """The month, the weekday or the day counted from today of which this is a form.

    >>> day_named("понедельника", "ru"), day_named("mayo", "es"), day_named("учора", "be")
    ('monday', 'may', '1 day ago')
    """
    days = _days(language)
    return days.get(key) or (days.get(_CASE.sub("", key)) if len(key) > 5 else None)


@lru_cache(maxsize=8)
def doubtful_days(language: str) -> frozenset[str]:
    """Forms that are also other words."""
    return frozenset(listed(language, "doubtful_days"))
