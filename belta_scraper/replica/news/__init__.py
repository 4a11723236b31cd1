"""Which news does the replica print? Invented ones, the same for the same seed.

Each edition has a module with its bank of tales, written in its own language, and one notice of
the lost-property office, which can be told about any number of things: it fills longer histories,
and what is published while a test runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from ...editions import TIME_ZONE
from ..stories import Story
from . import be, de, en, es, pl, ru, zh
from .tales import Tale, read_tales
from .telling import Slot, family_of, tell

LAST_DAY = date(2026, 10, 3)
"""A Saturday."""
DAYS = 6
_MINSK = ZoneInfo(TIME_ZONE)
_BANKS = {"ru": ru, "be": be, "en": en, "de": de, "es": es, "pl": pl, "zh": zh}
_FIRST_NUMBERS = {"ru": 803_140, "be": 171_020, "en": 186_790, "de": 88_310, "es": 91_240, "pl": 31_570, "zh": 46_880}
_FIRST_YEARLESS = {"comments": 10_240, "photonews": 27_610}
_NOTICES_A_DAY = {"ru": 2}
_FIRST_NOTICE = 41
_MORNING, _EVENING = 8 * 60 + 5, 21 * 60 + 50
_NEIGHBOURS_SWAPPED = 0.2
"""How often two neighbouring numbers stand in the wrong order of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The news of one edition."""

    stories: tuple[Story, ...]
    """Oldest first."""
    missing: frozenset[int]
    """Numbers of news that were never given to an article."""
    notices: int
    """How many notices of the lost-property office have been told."""


def news(
    edition: str, *, last_day: date = LAST_DAY, days: int = DAYS, notices_a_day: int | None = None, seed: int = 1
) -> Week:
    """The news of an edition's last days, up to and including the last.

    The tales fall on the last six days (or all of them, if they are fewer), notices of the
    lost-property office on every day.
    """
    dice = Random(f"{seed} {edition}")
    tales = read_tales(_BANKS[edition].TALES)
    dice.shuffle(tales)
    a_day = _NOTICES_A_DAY.get(edition, 1) if notices_a_day is None else notices_a_day
    notice = notice_tale(edition)
    moments: list[tuple[datetime, Tale, int | None]] = []
    told = 0
    for back in reversed(range(days)):
        todays: list[tuple[Tale, int | None]] = [(tale, None) for tale in tales[back :: min(days, DAYS)] if back < DAYS]
        for _ in range(a_day):
            todays.insert(dice.randrange(len(todays) + 1), (notice, told))
            told += 1
        minutes = sorted(dice.sample(range(_MORNING, _EVENING), len(todays)))
        if len(minutes) > 3:
            minutes[1] = minutes[2]  # two articles of one minute
        midnight = datetime.combine(last_day - timedelta(days=back), time(), _MINSK)
        moments += [
            (midnight + timedelta(minutes=minute), tale, nth)
            for minute, (tale, nth) in zip(minutes, todays, strict=True)
        ]
    numbers, missing = _numbers(edition, [family_of(tale.section) for _, tale, _ in moments], dice)
    stories = [
        tell(tale, Slot(edition=edition, number=number, published=moment), dice, notice_words(edition, nth))
        for (moment, tale, nth), number in zip(moments, numbers, strict=True)
    ]
    return Week(stories=tuple(stories), missing=missing, notices=told)


def notice_tale(edition: str) -> Tale:
    """The notice of the lost-property office, to be told with `notice_words`."""
    return read_tales(_BANKS[edition].NOTICE)[0]


def notice_words(edition: str, nth: int | None) -> dict[str, str]:
    """What the nth notice is about; nothing for a tale that is no notice."""
    if nth is None:
        return {}
    things = _BANKS[edition].THINGS
    thing, where, detail = things[nth % len(things)]
    return {"number": str(_FIRST_NOTICE + nth), "thing": thing, "where": where, "detail": detail}


def _numbers(edition: str, families: list[str], dice: Random) -> tuple[list[int], frozenset[int]]:
    """A number for each article, dense in its family, with one gap among the news and some neighbours swapped."""
    following = {"news": _FIRST_NUMBERS[edition], **_FIRST_YEARLESS}
    skipped = _FIRST_NUMBERS[edition] + families.count("news") // 2
    numbers = []
    for family in families:
        if family == "news" and following[family] == skipped:
            following[family] += 1
        numbers.append(following[family])
        following[family] += 1
    for this in range(len(numbers) - 1):
        if families[this] == families[this + 1] and dice.random() < _NEIGHBOURS_SWAPPED:
            numbers[this], numbers[this + 1] = numbers[this + 1], numbers[this]
    return numbers, frozenset({skipped})
