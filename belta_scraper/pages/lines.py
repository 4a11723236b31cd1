"""What is a line by itself: a date, a dateline, a note, a caption, or one of the site's own strings?

Text captures have nothing but lines to tell the parts of a page by, and pages have lines of these
kinds inside their bodies. Each function knows one kind and looks at one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..editions import EDITIONS, NETWORKS, Chrome, Edition
from .selecting import tidy

SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "”", "»", "“", '"', ")", "）", ";", ":", "：")

_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_MONTH = r"(?P<month>[^\W\d_]{3,12}|[一二三四五六七八九十]{1,2}月)\.?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a text, its white space in order."""

    text: str
    gap: int = 0
    """Empty lines above it."""
    heading: bool = False
    """The page's mark-up makes it its main heading."""


def lines_of(text: str) -> list[Line]:
    """The lines that hold anything, each with the number of empty lines above it."""
    lines, gap = [], 0
    for raw in text.splitlines():
        if line := tidy(raw):
            lines.append(Line(text=line, gap=gap))
            gap = 0
        else:
            gap += 1
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _DateForm:
    pattern: re.Pattern[str]
    headline_first: bool
    """In the rendering that prints this form, the headline stands above the date."""


def _date_form(form: str, *, headline_first: bool) -> _DateForm:
    label = r"(?:(?P<label>[^\d|:]{2,40}?)(?:\s\|)?\s)?"
    return _DateForm(pattern=re.compile(rf"{label}(?P<date>{form})"), headline_first=headline_first)


_TODAY = "сегодня|вчера|сёння|учора|today|yesterday|heute|gestern|hoy|ayer|dzisiaj|dziś|wczoraj|今天|昨天"
_DATE_FORMS = (
    _date_form(rf"\d{{1,2}} {_MONTH} \d{{4}},? {_CLOCK}", headline_first=False),  # 19 September 2024, 19:35
    _date_form(rf"\d{{4}} {_MONTH} \d{{1,2}},? {_CLOCK}", headline_first=False),  # 2026 一月 27, 12:52
    _date_form(rf"\d\d?\.\d\d\.\d{{4}}(?: ?\||,)? ?{_CLOCK}", headline_first=True),  # 22.07.2015 | 10:26
    _date_form(rf"\d{{4}}-\d\d-\d\d[ T]{_CLOCK}(?::\d\d)?", headline_first=True),  # 2018-10-07 15:08
    _date_form(rf"{_CLOCK},? \d{{1,2}} {_MONTH} \d{{4}}", headline_first=False),  # 18:09 29 November 2019
    _date_form(rf"(?i:{_TODAY}),? {_CLOCK}", headline_first=False),  # учора, 15:40
)
_LONGEST_DATE_LINE = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A line that gives a publication's day and minute, and maybe its section before them."""

    text: str
    label: str | None
    headline_first: bool
    editions: frozenset[str]
    """Editions that print the month so; empty where the month is a number."""


def date_line(line: str) -> DateLine | None:
    """The line as a date line, if it is nothing else.

    >>> date_line("Wirtschaft 11.10.2018 | 16:37").label
    'Wirtschaft'
    >>> date_line("flag Dienstag, 15 Oktober 2024") is None
    True
    """
    if len(line) > _LONGEST_DATE_LINE or not any(character.isdigit() for character in line):
        return None
    for form in _DATE_FORMS:
        if found := form.pattern.fullmatch(line):
            label = found["label"]
            if label is not None and _names_weekday(label):
                return None  # the header's date, which is the day of rendering
            parts = found.groupdict()
            return DateLine(
                text=found["date"],
                label=label.strip(" |") or None if label else None,
                headline_first=form.headline_first,
                editions=_editions_of_month(parts.get("month") or "", cut=False),
            )
    return None


@lru_cache(maxsize=512)
def _editions_of_month(word: str, *, cut: bool) -> frozenset[str]:
    """Codes of the editions that print a month so, in full or (`cut`) only its first letters."""
    word = word.casefold()
    return frozenset(
        code
        for code, names in _MONTHS.items()
        if word in names or (cut and len(word) > 2 and any(name.startswith(word) for name in names))
    )


_MONTHS = {code: tuple(month.casefold() for month in edition.months) for code, edition in EDITIONS.items()}
_MONTHS["be"] += ("траўня",)  # May has two names
_WEEKDAYS = frozenset(day.casefold() for edition in EDITIONS.values() for day in edition.chrome.weekdays)
_HEADER_DAY = re.compile(
    r"(?:[^\W\d]{3,6} )?(?:(?P<weekday>[^\W\d]{2,14}),? )?\d{1,2} [^\W\d]{3,12} \d{4}(?:, (?P<short>[^\W\d]{2,3}))?"
)


def _names_weekday(words: str) -> bool:
    return any(word.strip(",.") in _WEEKDAYS for word in words.casefold().split())


def is_header_day(line: str) -> bool:
    """Whether a line is the page header's date: a weekday, a day, and never a time of day.

    >>> [is_header_day(line) for line in ("10 августа 2015, Пн", "19 September 2024", "flag Montag, 6 Mai 2024")]
    [True, False, True]
    """
    if len(line) > 60 or (found := _HEADER_DAY.fullmatch(line)) is None:
        return False
    return found["short"] is not None or len(found["weekday"] or "????") <= 3 or _names_weekday(line)


# Datelines. Only their beginnings are told here, and whose they are; taking them apart is a step's work.
_DAY_FIRST = re.compile(
    r"\d{1,2} (?P<month>[^\W\d_]{3,12})(?: \d{4}(?: (?:года|г\.|г|roku|r\.))?)?,? ?(?P<place>[^/(,]{0,60}?) ?"
    r"(?:/(?P<credit>[^/]{3,120}?)/|\((?P<brackets>[^()]{3,60}?)\))\.? ?"
)
_PLACE_FIRST = re.compile(
    r"(?P<place>[^\W\d_][^()\d]{1,60}), ?\d{1,2}(?P<dot>\.?) ?(?:de )?(?P<month>[^\W\d_]{3,12})\.? "
    r"\((?P<credit>(?:[^()]{1,30} ?[-–/,] ?)?[^\W\d_]{3,5}(?: ?[-–/,] ?[^()]{1,30})?)\)"
    r"(?P<stop>\.?) ?[-–—]? ?"
)
_CHINESE = re.compile(r"白通社[^。，\d]{0,20}\d{1,2}月\d{1,2}日(?:电|讯)[。 ]?")
_AGENCY = re.compile("|".join(sorted({name for edition in EDITIONS.values() for name in edition.agency_spellings})))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Place, day and agency, with which a text begins."""

    text: str
    editions: frozenset[str]
    """Codes of the editions that print it so."""


@lru_cache(maxsize=1024)  # several readers of a page look at the same lines
def dateline_of(line: str) -> Dateline | None:
    """The dateline that a line begins with.

    >>> dateline_of("ULÁN BATOR, 4 jun (BelTA). – El viento").editions
    frozenset({'es'})
    """
    line = line[:400]
    if found := _CHINESE.match(line):
        return Dateline(text=found[0].strip(), editions=frozenset({"zh"}))
    if (found := _DAY_FIRST.match(line)) is not None and _AGENCY.search(credit := found["credit"] or found["brackets"]):
        editions = _editions_of_month(found["month"], cut=True) & {"ru", "be", "pl"}
        if len(editions) > 1:  # the month of May is the same word in Russian and Belarusian
            belarusian = "Кар." in credit or any(letter in found[0].lower() for letter in "іў")
            editions = editions - {"ru"} if belarusian else editions - {"be"}
        return Dateline(text=found[0].strip(), editions=editions)
    if (found := _PLACE_FIRST.match(line)) is not None and _AGENCY.search(found["credit"]):
        editions = _editions_of_month(found["month"], cut=True) & {"de", "en", "es"}
        if len(editions) > 1:
            # Only Spanish has its months in small letters, and only German a full stop behind the day.
            spanish = found["stop"] or found["month"].islower()
            editions &= {"es"} if spanish else {"de"} if found["dot"] else {"en"}
        return Dateline(text=found[0].strip(), editions=editions)
    return None


# Lines inside and around a body.
_UPDATE_NOTE = re.compile(
    r"[(/（]\s?(?=[^()/（）]{0,60}(?:обновл|дополн|продолж|ergänzt|ergänzung|aktualisier"  # seen
    r"|абноўл|дапоўн|працяг|updat|continu|ampli|actualiza|uzupełn|aktualiz|kontynu|更新|补充|待续))"  # by analogy
    r"[^()/（）]{4,60}\s?[)/）]\.?|（待续）",
    re.IGNORECASE,
)
_WHOLLY_QUOTED = re.compile(r"[\"„“«].{1,150}[\"“”»]")
_CAPTION = re.compile(
    r"archiv(?:foto|bild|e photo|e picture)(?:er|s)?\b.{0,60}|архивное фото.{0,60}|архіўнае фота.{0,60}|资料图.{0,40}"
    r"|(?:fotos? aus dem archiv|fotos? de archivo|zdjęcie archiwalne|(?:фото|фота) (?:из|з) .{0,20}архив?.).{0,40}"
    r"|\(?(?:фото|фота) (?:автора|аўтара|предоставлен[оы]? .{2,60})\)?\.?"
    r"|\(?(?:фото|фота)(?-i: [А-ЯЁІЎ][^\s,.]*\.?){1,4}(?:, [^\W\d_]{4,6})?\)?\.?"
    r"|(?:pictured|photos?(?: by)?|fotos?(?: de)?|im bild|auf dem (?:foto|bild)|на (?:снимке|фото)|на (?:здымку|фота)"
    r"|en la (?:foto|imagen)|na zdjęciu|zdjęcie|图为|图片来源)\s?[:：].{2,250}|photo by .{2,60}|图为.{2,60}",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"[.!?] ?(?:фото|фота|photo(?: by)?|foto(?: de)?|zdjęcie|fot\.|bild:?|摄影：?) ?[^.]{3,50}\.?$", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"©|авторское право|all rights reserved|版权所有|alle rechte|todos los derechos|wszelkie prawa", re.IGNORECASE
)
_OWN_NOTICE = re.compile(rf"(?:{_AGENCY.pattern})\s?[-–—,][^.©]{{0,60}}©")
"""The beginning of the site's notice, whose end, with the years, a capture may have cut off."""
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d")
_WEATHER = re.compile(r"[^\d]{2,40}\s[+−-]?\d{1,2}\s?°\s?C")
_CLOCK_ALONE = re.compile(_CLOCK)
_NETWORKS = frozenset(name.casefold() for name in NETWORKS)
_LONGEST_NETWORK = max(map(len, NETWORKS)) + len(":,.")
_BANNERS = frozenset(
    line for edition in EDITIONS.values() for line in edition.chrome.closing if line.isupper() and " " in line
)


def is_update_note(line: str) -> bool:
    """Whether a line says that the text was or will be changed, and nothing else."""
    return len(line) < 90 and _UPDATE_NOTE.fullmatch(line) is not None


def is_wholly_quoted(line: str) -> bool:
    return _WHOLLY_QUOTED.fullmatch(line) is not None


def is_caption(line: str) -> bool:
    """Whether a line says of itself that it belongs to a picture."""
    return len(line) < 300 and _CAPTION.fullmatch(line) is not None


def ends_in_credit(line: str) -> bool:
    """Whether a line names at its end who made a picture."""
    return len(line) < 300 and _CREDIT_AT_END.search(line) is not None


def is_caption_below(line: str, caption: str | None) -> bool:
    """Whether a line that stands directly below a picture belongs to it: its caption, maybe with who made it.

    >>> is_caption_below("Boats at dawn. Photo by Willow Reed", "Boats at dawn")
    True
    >>> is_caption_below("Boats at dawn were a sight that nobody forgot.", "Boats at dawn")
    False
    """
    if caption and line.startswith(caption):
        rest = line.removeprefix(caption).strip(" .,()")
        return not rest or is_caption(rest) or ends_in_credit(line)
    return ends_in_credit(line)


def is_copyright(line: str) -> bool:
    """Whether a line is the site's own notice of copyright; not whether it credits a picture."""
    if "©" not in line and "19" not in line and "20" not in line:
        return False  # no notice is without its sign or its years
    if len(line) >= 400 or _COPYRIGHT.search(line) is None:
        return False
    return _YEARS.search(line) is not None or _OWN_NOTICE.match(line) is not None


def is_banner(line: str) -> bool:
    return line in _BANNERS


def is_weather(line: str) -> bool:
    return _WEATHER.fullmatch(line) is not None


def is_clock(line: str) -> bool:
    """Whether a line is a time of day, as listings print beside their entries."""
    return len(line) <= len("00:00") and _CLOCK_ALONE.fullmatch(line) is not None


def is_network(line: str) -> bool:
    return len(line) <= _LONGEST_NETWORK and line.casefold().rstrip(":,.") in _NETWORKS


def is_label(line: str, edition: Edition | None = None) -> bool:
    """Whether a line can be a section's label: a known one, or a few words that are no sentence."""
    if edition is not None and line.lower() in edition.section_of_label:
        return True
    words = line.split()
    return (
        len(words) <= 3
        and len(line) <= 30
        and not line.endswith(SENTENCE_ENDS)
        and not any(character.isdigit() for character in line)
    )


def is_topic_heading(line: str, chromes: Iterable[Chrome]) -> bool:
    """Whether a line heads the block that names an article's topic."""
    return any(line.startswith(heading) for chrome in chromes for heading in chrome.topic_block) and len(line) < 150


def closes(line: str, chromes: Iterable[Chrome], *, last: bool = False) -> bool:
    """Whether a line begins the chrome after an article.

    Captures cut the last line of a file short, so there (`last`) the beginning of such a line does.

    >>> closes("Letzte Nachrichten aus Belarus", [EDITIONS["de"].chrome])
    True
    >>> closes("Letzte Nachrichten kamen um zehn, dann ging das Licht aus.", [EDITIONS["de"].chrome])
    False
    """
    if is_banner(line) or is_copyright(line):
        return True
    for chrome in chromes:
        if line == chrome.all_news or line in chrome.mobile:
            return True
        if not last and not line.startswith(chrome.closing):
            continue
        for string in chrome.closing:
            rest = line.removeprefix(string)
            follows = rest[:1] in ("", ":", "：") if " " not in string else not rest[:1].isalpha()
            if len(rest) < len(line) and follows and _may_follow(rest):
                return True
            if last and string.startswith(line) and len(line) >= _shortest_cut(line):
                return True
    return False


def closes_for_certain(line: str, chromes: Iterable[Chrome]) -> bool:
    """Whether a line is, letter for letter, one that begins the chrome after an article.

    Others that `closes` knows, such as `Letzte Nachrichten vom See`, may head a part of the story.
    """
    if is_banner(line) or is_copyright(line):
        return True
    for chrome in chromes:
        if line == chrome.all_news or line in chrome.mobile:
            return True
        if not line.startswith(chrome.closing):
            continue
        for string in chrome.closing:
            rest = line.removeprefix(string)
            if len(rest) < len(line) and all(is_network(word) or len(word) < 3 for word in rest.strip(".:：").split()):
                return True
    return False


def _shortest_cut(line: str) -> int:
    return _SHORTEST_CUT_CHINESE if "\u4e00" <= line[:1] <= "\u9fff" else _SHORTEST_CUT


_SHORTEST_CUT, _SHORTEST_CUT_CHINESE = 4, 2


def _may_follow(rest: str) -> bool:
    """Whether the rest of a line leaves it a string of the site's own, and no sentence of the story."""
    if len(rest) > 90:
        return False
    sentence = rest.endswith((".", "!", "?", "…", "。", "»", "“"))
    return not sentence or any(is_network(word.strip(".!,")) for word in rest.split())
