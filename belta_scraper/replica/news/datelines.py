"""How does an edition open a text: place, day and agency?"""

from __future__ import annotations

from datetime import date

from ..stories import Dateline
from .calendar import SHORT_SPANISH, day_named

VARIANTS = 6
"""Of printing; most datelines are printed as the first."""

_GERMAN_ENDS = ((" –", " "), (" -", " "), (" —", " "), (" -", ""), (" –", " "), (" –", ""))
_CREDITS = {"ru": "Корр. БЕЛТА", "be": "Кар. БЕЛТА", "pl": "Kor. BELTA"}
_AGENCIES = {"ru": "БЕЛТА", "be": "БЕЛТА", "pl": "BELTA", "zh": "白通社"}


def dateline(
    edition: str, place: str, on: date, *, variant: int = 0, person: str | None = None, credit: str | None = None
) -> Dateline:
    """Make a dateline as the edition prints it.

    `variant` chooses among the slips that pages showed: other dashes, a missing blank, a leading
    zero. A person signs in the Slavic editions and the Chinese one, where that was seen; `credit`
    stands for the whole of what is printed between the slashes.

    >>> dateline("de", "Pinsk", date(2026, 10, 3)).text
    'PINSK, 3. Oktober (BelTA) –'
    >>> dateline("ru", "Пинск", date(2026, 10, 3), person="Анна Кот").text
    '3 октября, Пинск /Анна Кот - БЕЛТА/.'
    >>> dateline("zh", "平斯克", date(2026, 10, 3)).text
    '白通社平斯克10月3日电。'
    """
    agency = _AGENCIES.get(edition, "BelTA")
    gap = " "
    if edition in _CREDITS:
        credit = credit or (f"{person} - {agency}" if person else _CREDITS[edition])
        text = f"{day_named(edition, on)}, {place} /{credit}/."
    elif edition == "zh":
        gap = " " if variant == 1 else ""
        stop = "" if variant == 1 else "。"
        text = f"白通社{place}{on.month}月{on.day}日电{stop}"
        if variant == 2:
            text += "白通社报道。"
        elif person:
            text += f"记者{person}报道。"
    elif edition == "es":
        gap = "" if variant == 1 else " "
        text = f"{place.upper()}, {on.day} {SHORT_SPANISH[on.month - 1]} (BelTA). –"
    elif edition == "de":
        end, gap = _GERMAN_ENDS[variant]
        day = f"{on:%d}. {day_named('de', on).split()[1]}" if variant == 4 else day_named("de", on)
        text = f"{place.upper()}, {day} (BelTA){end}"
    else:
        end = (" –", " -", " –", " —", " –", " –")[variant]
        text = f"{place.upper()}, {day_named(edition, on)} (BelTA){end}"
    return Dateline(text=text, place=place, on=on, agency=agency, person=person, gap=gap)
