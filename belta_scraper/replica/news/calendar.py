"""How does an edition name a day within its sentences?

Every form here stays right wherever the tales put it: `{day}` after the prepositions and articles
its language needs, `{on}` as an adverbial of its own.
"""

from __future__ import annotations

from datetime import date

from ...editions import EDITIONS

_ON_WEEKDAY = {
    "ru": ("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"),
    "be": ("у панядзелак", "у аўторак", "у сераду", "у чацвер", "у пятніцу", "у суботу", "у нядзелю"),
    "en": ("on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday"),
    "de": ("am Montag", "am Dienstag", "am Mittwoch", "am Donnerstag", "am Freitag", "am Samstag", "am Sonntag"),
    "es": ("el lunes", "el martes", "el miércoles", "el jueves", "el viernes", "el sábado", "el domingo"),
    "pl": ("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę"),
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}
SHORT_SPANISH = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")


def day_named(edition: str, day: date) -> str:
    """Day and month, as a sentence takes them.

    >>> [day_named(code, date(2026, 10, 3)) for code in ("ru", "de", "es", "zh")]
    ['3 октября', '3. Oktober', '3 de octubre', '10月3日']
    """
    month = EDITIONS[edition].months[day.month - 1]
    match edition:
        case "zh":
            return f"{day.month}月{day.day}日"
        case "de":
            return f"{day.day}. {month}"
        case "es":
            return f"{day.day} de {month.lower()}"
        case "pl":
            return f"{day.day} {month.lower()}"
    return f"{day.day} {month}"


def on_weekday(edition: str, day: date) -> str:
    """The day of the week, as an adverbial.

    >>> on_weekday("pl", date(2026, 9, 29))
    'we wtorek'
    """
    return _ON_WEEKDAY[edition][day.weekday()]
