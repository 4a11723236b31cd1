"""Is a text without mark-up an article of BelTA's, of which edition, and if not, what does it seem to be?

Other agencies print days, menus and "all news" too. What only BelTA prints is its name in a dateline,
in a notice of copyright or in a menu, its menu's order, and its header's day after the flag.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..editions import EDITIONS, Edition
from .lines import (
    SENTENCE_ENDS,
    Line,
    date_line,
    dateline_of,
    is_clock,
    is_copyright,
    is_header_day,
)
from .refusals import says_it_is_gone

_NAME = f"(?:{'|'.join(sorted({name for each in EDITIONS.values() for name in each.agency_spellings}))})"
_SPELLINGS = re.compile(_NAME)
_FULL_NAMES = ("белорусское телеграфное агентство", "belarusian telegraph agency")

# How the agency speaks of itself: it learns, and is told.
_SPEAKS = re.compile(
    rf"""
    корреспондент\w{{0,12}}\s{_NAME} | (?:сообщ|рассказ|поясн|уточн|отмет|подчеркн|переда)\w{{0,12}}\s{_NAME}
  | {_NAME}\s(?:сообщили|рассказал[аи]?|пояснил[аи]?|стало\sизвестно) | (?:интервью|журналист\w{{0,3}})\s{_NAME}
  | карэспандэнт\w{{0,12}}\s{_NAME} | (?:паведам|расказа|перада|удакладн)\w{{0,12}}\s{_NAME}
  | {_NAME}\s(?:паведамілі|расказал[аі])
  | {_NAME}\s(?:has\s)?(?:learn(?:ed|t)|informs) | {_NAME}\swas\s(?:told|informed) | (?:told|informed)\s{_NAME}
  | {_NAME}['’]?s?\s(?:correspondent|reporter) | interview\s(?:with|to)\s{_NAME}
  | \b(?:der|die|mit)\s{_NAME} | {_NAME}-korrespondent | korrespondent(?:in)?\s(?:der\s|von\s)?{_NAME}
  | \binforma\s{_NAME} | \w{{3}}(?:ó|jo|ron)\sa\s{_NAME} | corresponsal\sde\s{_NAME}
  | (?:korespondent|dziennikar)\w{{0,12}}\s{_NAME} | \b(?:donosi|informuje)\s{_NAME}
  | (?:poinformowa|powiedzia|przekaza|opowiedzia)\w{{0,12}}\s{_NAME}
  | {_NAME}(?:记者|讯|报道|(?:从[^。，]{{1,20}})?获悉) | (?:告诉|向|接受){_NAME}
    """,
    re.VERBOSE | re.IGNORECASE,
)
# How others speak of it: they introduce it, or name it as their source.
_SPOKEN_OF = re.compile(
    rf"""
    (?:агентств|агенцтв|agenc|agentur|通讯社|news\sservice)\w{{0,12}}[^\w.!?]{{1,3}}(?:\w{{1,30}}[^\w.!?]{{1,3}})?{_NAME}
  | {_NAME}[^\w.!?]{{1,3}}(?:\w{{1,30}}\s){{0,3}}(?:news\s)?(?:agency|agencia|agencja|agentur|агентство|агенцтва)
  | (?:according\sto|citing|laut|según|według|паводле|по\s(?:данным|информации|сообщению)|со\sссылкой\sна|пишет|піша)
    \s(?:the\s|der\s)?{_NAME}
  | (?:source|quelle|fuente|źródło|источник|крыніца|来源)\s?[:：]\s?{_NAME} | {_NAME}\s?(?:zufolge|пишет|称)
  | 据[^。，]{{0,12}}{_NAME}
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Datelines of others, by the same shapes: MINSK (Seeblatt) -, МИНСК, 8 мая. /Озеро/, Minsk, 8 mai - Seeblatt.
_SIGNED_BY = re.compile(
    r"[^\W\d_][\w.'’-]{1,30}(?: [^\W\d_][\w.'’-]{1,30})?(?:[,.] ?[^()/]{1,30}?)?\s?"
    r"(?:\((?P<brackets>[^()]{2,40})\)\.?\s?[-–—]|/(?P<slashes>[^/]{2,40})/)"
    r"|[^\W\d_][^()/!?\n]{1,40}\d{1,2}\.? [^\W\d_]{3,12}\.? ?[-–—.] ?(?P<words>[^\W\d_]\w+(?:[- ]\w+)?)\s?[.–—-]"
    r"|(?P<chinese>[\u4e00-\u9fff]{2,8}社)[^。，]{0,12}\d{1,2}月\d{1,2}日[电讯]"
)
_LINES_SIGNED = 3
"""Lines at the top of a text among which a dateline is looked for."""


_COMMON = frozenset(
    {
        "новости", "рубрики", "теги", "поделиться", "аналитика", "пресс-центр", "последние новости", "все новости",
        "новости беларуси", "версия для печати", "services", "projects", "all news", "nachrichten", "wetter",
        "letzte nachrichten", "alle nachrichten", "druckversion", "навіны", "noticias", "wiadomości", "新闻",
    }
)  # fmt: skip
"""Strings of the site that others print as well, so that they say nothing of whose a text is."""


def _strings() -> dict[str, dict[str, int]]:
    """The editions that print a string, and how much it says for each of them."""
    known: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for code, edition in EDITIONS.items():
        chrome = edition.chrome
        for string in (*chrome.menu, *chrome.list_heading, *chrome.mobile, *chrome.closing, *chrome.topic_block):
            known[string.casefold()][code] = 1
        known[chrome.all_news.casefold()][code] = 3
    return dict(known)


_STRINGS = _strings()
_LONGEST_STRING = max(map(len, _STRINGS)) + 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a text says of where it comes from."""

    edition: Edition | None
    """The edition whose strings it prints; `None` where it prints none, or those of two alike."""
    certain: bool
    """It prints what only BelTA prints."""
    site_strings: int
    """Lines that are strings of that edition's site, and of few others."""
    names_agency: bool
    speaks_as_agency: bool
    """It speaks of the agency as the agency itself does, and in no line as others do."""
    section_beside_date: bool
    """It prints `Sport 14.01.2020 | 11:32`, as pages until 2019 and for phones do."""
    prints_menu: bool
    """It prints the line that leads to all news twice, as every page since 2019 does above its article's date."""
    has_dateline: bool


def evidence_of(lines: Sequence[Line]) -> Evidence:
    texts = [line.text for line in lines]
    datelines = [found for text in texts if (found := dateline_of(text)) is not None]
    dates = [(text, date) for text in texts if (date := date_line(text)) is not None]
    score: Counter[str] = Counter()
    strings: Counter[str] = Counter()
    for dateline in datelines:
        score.update(dict.fromkeys(dateline.editions, 4))
    for _, dated in dates:
        score.update(dict.fromkeys(dated.editions, 1))
    for text in texts:
        if "白通社" in text:
            score["zh"] += 1
        for code, worth in _editions_printing(text).items():
            score[code] += worth
            strings[code] += text.casefold() not in _COMMON
        if is_header_day(text):
            score.update({code: 1 for code, days in _WEEKDAYS.items() if any(day in text.casefold() for day in days)})
    best = score.most_common(2)
    names_agency = any(map(_SPELLINGS.search, texts))
    site_strings = max(strings.values(), default=0)
    # The form of pages until 2019; others print it, too, so that some strings must stand with it.
    dotted = [dated for text, dated in dates if " | " in text]
    section_beside_date = any(dated.label is not None for dated in dotted)
    enough = 2 if names_agency or section_beside_date else 4
    prints_menu = any(above == text and text.casefold() in _ALL_NEWS for above, text in pairwise(texts))
    return Evidence(
        edition=EDITIONS[best[0][0]] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None,
        certain=(
            bool(datelines)
            or prints_menu
            or any(map(_only_beltas, texts))
            or (bool(dotted) and (site_strings >= enough or _names_section_again(lines)))
        ),
        site_strings=site_strings,
        names_agency=names_agency,
        speaks_as_agency=names_agency and _speaks_as_agency(texts),
        section_beside_date=section_beside_date,
        prints_menu=prints_menu,
        has_dateline=bool(datelines),
    )


def _only_beltas(text: str) -> bool:
    """Whether nobody but BelTA prints a line: its notice, its full name, its header's day behind the flag."""
    if text.casefold() in _FULL_NAMES:
        return True
    if is_copyright(text):
        return _SPELLINGS.search(text) is not None or any(name in text.casefold() for name in _FULL_NAMES)
    return is_header_day(text) and text.split()[0].casefold() in _FLAGS


def _names_section_again(lines: Sequence[Line]) -> bool:
    """Whether more news of the section is offered below an article, as pages until 2019 and for phones do."""
    labels = set()
    for above, line in pairwise(lines):
        date = date_line(line.text)
        if date is not None and " | " in line.text:
            labels.add(date.label or above.text)
        elif any(line.text == f"{offer} {label}" for offer in _OFFERS_OF_SECTION for label in labels):
            return True
    return False


_OFFERS_OF_SECTION = ("Новости рубрики", "Nachrichten der Rubrik")


def _speaks_as_agency(texts: Sequence[str]) -> bool:
    for text in texts[:_LINES_SIGNED]:
        signed = _SIGNED_BY.match(text[:200])
        if signed is not None and not any(_SPELLINGS.search(each) for each in signed.groups() if each):
            return False
    named = [text for text in texts if _SPELLINGS.search(text)]
    return any(map(_SPEAKS.search, named)) and not any(map(_SPOKEN_OF.search, named))


_ALL_NEWS = frozenset(edition.chrome.all_news.casefold() for edition in EDITIONS.values())
_FLAGS = frozenset({"flag", "флаг", "сцяг"})
_WEEKDAYS = {code: tuple(day.casefold() for day in edition.chrome.weekdays) for code, edition in EDITIONS.items()}


def _editions_printing(line: str) -> dict[str, int]:
    """What a line says for each edition, as one of the site's strings or their beginning."""
    if len(line) > _LONGEST_STRING:
        return {}
    folded = line.casefold()
    if (exact := _STRINGS.get(folded)) is not None:
        return exact
    if line.endswith((".", "!", "?", "。")):
        return {}
    for string, editions in _STRINGS.items():
        if " " in string and folded.startswith(string):
            return editions
    return {}


# What else a text may be.
_CODE = re.compile(
    r"#{1,6} \S|```|import \w+$|from \S+ import\b|(?:def|class|function|const|let|var|return|public|fn)\b.*[({:;'\")]$"
    r"|\$ \S|>>> |//|/\*|\* \[|- \[|- `|\|.*\|$|<[!?/]?\w|@\w|[{}\[\]();,]+$|\"[^\"]+\"\s?:|\w+\s?=\s?\S"
    r"|(?:sudo |pip |npm |git |make )\w|\w[\w.]*\(.*\);?$|return \S+$"
)
_WEB_ADDRESS = re.compile(r"\W{0,3}(?:https?://|www\.\w)")
_DAY_ALONE = re.compile(r"\.\d\d\.\d\d|\d\d\.\d\d\.\d\d")
_DAY_AND_CLOCK = re.compile(r"\d{1,2} [^\W\d]{3,12},? \d\d:\d\d")
_DEEPEST_ERROR = 30
"""Lines, those of a menu among them, below which nothing says any more that a page does not exist."""
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")


def seems_to_be(text: str, lines: Sequence[Line], evidence: Evidence) -> str | None:
    """What a text is, in words, if it is something else than one article; `None` where it may be one."""
    if not lines:
        return "an empty file"
    sample = text[:100_000]
    if len(_NO_TEXT.findall(sample)) > len(sample) / 50:
        return "a binary file, or text in an encoding that cannot be told"
    if re.search(r"<(?:html|body|head|div)\b|</(?:p|a|div|span)>", sample, re.IGNORECASE):
        return "a page with its mark-up"
    code = sum(_is_code(line.text) for line in lines)
    if code >= 2 and code > len(lines) / 5:
        return "source code, data or documentation"
    dates = sum(date_line(line.text) is not None for line in lines)
    if not evidence.has_dateline and dates > 1 and dates > sum(is_prose(line.text) for line in lines):
        return "a listing"
    if not evidence.has_dateline and not dates:
        if any(says_it_is_gone(line.text) for line in lines[:_DEEPEST_ERROR]):
            return "a page that says there is no such page"
        clocks = sum(is_clock(line.text) for line in lines)
        days = sum(_DAY_ALONE.fullmatch(line.text) is not None for line in lines)
        dated = sum(_DAY_AND_CLOCK.fullmatch(line.text) is not None for line in lines)
        if clocks > 1 or (clocks and days) or dated > 1 or (days and evidence.site_strings):
            return "a listing"
    return None


def _is_code(line: str) -> bool:
    if _CODE.match(line) or _WEB_ADDRESS.match(line):
        return True
    return line.endswith(("{", "}", ");", ") ;")) or (line.endswith(";") and "=" in line)


def is_prose(line: str) -> bool:
    """Whether a line is a sentence or more."""
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in line[:60]) > 12
    return len(line) >= (18 if chinese else 60) and line.endswith(SENTENCE_ENDS)
