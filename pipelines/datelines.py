"""Which place, day and agency open the text?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import DateNotUnderstood
from belta_scraper.items import Article, CandidateDate, Credit

from .dates import DATELINE_TOLERANCE, MINSK, agreement, agrees, day_in_year, day_near, in_order
from .names import BELTA, CHINESE_AGENCIES, Signature, read_signature
from .step import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline taken apart."""

    text: str
    """As printed, the blank behind it left off."""
    place: str
    """In the form in use, in the language of the text; empty where a Chinese dateline names none."""
    day: str
    month: str
    """As printed: a name, or a number."""
    year: int | None = None
    """Rarely printed."""
    day_text: str
    """Day and month as printed."""
    signature: Signature
    rest: str
    """The paragraph behind it."""


# Bounded lengths and one place to begin keep every form linear. The dash is any of three, or none;
# blanks go missing; the day may have a leading zero.
_IN_NO_PLACE = r"\d()\n:;!?\"«»„“”"
_PLACE = rf"(?P<place>[^\W\d_][^{_IN_NO_PLACE}/]{{0,60}}?)"
_PLACES = rf"(?P<place>[^\W\d_][^{_IN_NO_PLACE}]{{0,60}}?)"  # MINSK/GOMEL; behind the day, a slash begins the credit
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_YEAR = r"(?:,?\s?(?P<year>[0-9]{4})(?:\s?(?:года|г\.|r\.|roku))?)?"
_CREDIT = (
    r"(?:/\s?(?P<slashes>[^/()]{2,80}?(?:/[^\W\d_]{2,20})?)\s?/|\(\s?(?P<brackets>[^()]{2,80}?)\s?\))"
    r"(?:\s?[.,:])?(?:\s?[-–—]{1,2})?"
)
_DAY_FIRST = re.compile(
    rf"(?P<date>(?P<day>[0-9]{{1,2}})\.?\s?{_MONTH}{_YEAR})\s?[,.]?\s?(?:[-–—]\s)?{_PLACE}\s?,?\s?{_CREDIT}"
)
"""`8 мая, Минск /Корр. БЕЛТА/.` in ru, be and pl."""
_PLACE_FIRST = re.compile(
    rf"{_PLACES}\s?(?P<comma>[,.])?\s?(?P<date>(?P<day>[0-9]{{1,2}})\.?\s?(?:de\s)?{_MONTH}{_YEAR})\s?,?\s?{_CREDIT}"
)
"""`MINSK, 19. September (BelTA) –` in en, de and es."""
_PLACE_MONTH_FIRST = re.compile(rf"{_PLACE}\s?,\s?(?P<date>{_MONTH}\s(?P<day>[0-9]{{1,2}}){_YEAR})\s?,?\s?{_CREDIT}")
_FORMS = (_DAY_FIRST, _PLACE_FIRST, _PLACE_MONTH_FIRST)

_AGENCY_ZH = "(?:" + "|".join(sorted(map(re.escape, CHINESE_AGENCIES), key=len, reverse=True)) + ")"
_CHINESE = re.compile(
    rf"[（(【]?\s?(?P<agencies>{_AGENCY_ZH}(?:\s?[/／、·\-－–—和与]?\s?{_AGENCY_ZH}){{0,2}})\s?[，,]?\s?"
    r"(?P<place>(?:(?![^0-9]{0,12}记者)[\u4e00-\u9fff·•]{2,15}?)?)\s?[，,]?\s?"
    r"(?P<date>(?:(?P<year>[0-9]{4})\s?年)?\s?(?P<month>[0-9]{1,2})\s?月\s?(?P<day>[0-9]{1,2})\s?日)\s?[电讯電](?![话视影力])"
    r"(?:\s?[（(]\s?(?P<reporters>[^（）()]{2,40})[）)])?\s?[）)】]?\s?[。.，,：:]?"
)
"""`白通社明斯克4月19日电。`"""
_REPORTED_ZH = re.compile(
    rf"\s?(?:{_AGENCY_ZH}报道。"
    rf"|[（(]?(?:{_AGENCY_ZH}|本社)?记者\s?(?P<reporters>[\u4e00-\u9fff·、 ]{{2,40}}?)\s?(?:[）)]。?|(?:摄影)?报道。))"
)
"""`记者王小明报道。`, a sentence that belongs to the dateline before it."""
_CHINESE_OLD = re.compile(
    r"(?P<date>(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日)\s?，\s?(?P<place>[\u4e00-\u9fff·]{2,8}?)\s?，"
    rf"(?:\s?(?P<agencies>{_AGENCY_ZH})(?:[电讯][。，]?|[。，]))?"
)
"""`9月9日，明斯克，`: no agency must follow, so the place must be one that we know."""
_PLACES_ZH = frozenset(
    re.findall(
        r"\S+",
        """
    明斯克 布列斯特 维捷布斯克 维帖布斯克 戈梅利 格罗德诺 莫吉廖夫 巴拉诺维奇 博布鲁伊斯克 鲍里索夫 平斯克 奥尔沙
    波洛茨克 莫济里 若季诺 索利戈尔斯克 日特科维奇 莫斯科 圣彼得堡 索契 喀山 北京 上海 广州 深圳 重庆 成都 西安
    哈尔滨 乌鲁木齐 香港 阿斯塔纳 阿拉木图 塔什干 撒马尔罕 比什凯克 杜尚别 阿什哈巴德 埃里温 巴库 第比利斯 基希讷乌
    基辅 华沙 维尔纽斯 里加 日内瓦 维也纳 柏林 伦敦 巴黎 纽约 华盛顿 哈瓦那 加拉加斯 河内 新德里 伊斯兰堡 德黑兰
    安卡拉 伊斯坦布尔 迪拜 阿布扎比 多哈 开罗 哈拉雷 乌兰巴托 平壤 东京 首尔 雅加达 曼谷 吉隆坡
""",
    )
)

_MOST_UNKNOWN_WORDS = 2  # beside the agency; more is a sentence in brackets
_LONGEST_DATELINE = 260

_POSITION = re.compile(
    r"\b(?:(?:соб|спец)\.?\s?)?(?:корр?|кар|kor)(?:\.|(?=\s|$))|\b(?:соб|спец)корр?(?:\.|(?=\s|$))"
    r"|\b(?:корреспондент|карэспандэнт|correspondent|korrespondent(?:in)?|corresponsal|korespondent(?:ka)?)\w{0,3}\b"
    r"|(?:本社)?记者",
    re.I,
)


def read_dateline(paragraph: str, language: str | None = None) -> Dateline | None:
    """The dateline that opens a paragraph; `None` for one that merely names a day and a place.

    >>> read = read_dateline("MINSK, 19. September (BelTA) – Die Kuppel öffnet.", "de")
    >>> read.text, read.place, read.signature.agencies, read.rest
    ('MINSK, 19. September (BelTA) –', 'Minsk', ('BelTA',), 'Die Kuppel öffnet.')
    >>> read_dateline("白通社明斯克4月19日电。图书馆开门。", "zh-Hans").place
    '明斯克'
    """
    head = paragraph[:_LONGEST_DATELINE]
    if found := _CHINESE.match(head):
        return _with_reporters(_taken_apart(found, paragraph, _chinese_signature(found)), paragraph)
    if found := _old_chinese(head):
        return _taken_apart(found, paragraph, _chinese_signature(found))
    for form in _FORMS:
        if (found := form.match(head)) and (signature := _signature(found)) is not None:
            # Without a comma, `On 6 May (BelTA) ...` has the same shape; places then stand in capitals.
            if not found.groupdict().get("comma", ",") and not found["place"].isupper():
                continue
            if _is_place(found["place"]) and _is_day(found["day"], found["month"], language):
                return _taken_apart(found, paragraph, signature)
    return None


def _old_chinese(head: str) -> re.Match[str] | None:
    found = _CHINESE_OLD.match(head)
    return found if found is not None and found["place"] in _PLACES_ZH else None


def _taken_apart(found: re.Match[str], paragraph: str, signature: Signature) -> Dateline:
    year = found.groupdict().get("year")
    return Dateline(
        text=paragraph[: found.end()].strip(),
        place=place_in_use(found["place"]),
        day=found["day"],
        month=found["month"],
        year=int(year) if year else None,
        day_text=found["date"].strip(),
        signature=signature,
        rest=paragraph[found.end() :].strip(),
    )


def _with_reporters(dateline: Dateline, paragraph: str) -> Dateline:
    """The dateline with the sentence that says who reports, where one follows that says nothing else."""
    found = _REPORTED_ZH.match(dateline.rest)
    if found is None:
        return dateline
    signature = dateline.signature
    if found["reporters"] is not None:
        reporters = read_signature(found["reporters"])
        if not reporters.people or reporters.rest:
            return dateline  # 记者在现场报道: where, and not who
        signature = replace(signature, people=tuple(dict.fromkeys((*signature.people, *reporters.people))))
    rest = dateline.rest[found.end() :]
    text = paragraph[: len(paragraph.rstrip()) - len(rest)]
    return replace(dateline, text=text.strip(), signature=signature, rest=rest.strip())


def _chinese_signature(found: re.Match[str]) -> Signature:
    groups = found.groupdict()
    agencies = ",".join(re.findall(_AGENCY_ZH, groups["agencies"] or ""))
    reporters = _POSITION.sub("", groups.get("reporters") or "").strip(" :：")
    return read_signature(f"{agencies},{reporters}")


def _signature(found: re.Match[str]) -> Signature | None:
    """Who signs in the brackets; `None` where they hold something else."""
    printed = found["slashes"] or found["brackets"]
    named_position = _POSITION.search(printed) is not None
    signature = read_signature(" ".join(_POSITION.sub(" ", printed).split()))
    unknown = sum(len(piece.split()) for piece in signature.rest)
    if unknown > _MOST_UNKNOWN_WORDS:
        return None
    # Between slashes a person may sign alone; in round brackets anybody may be named.
    alone = found["slashes"] is not None and (signature.people or named_position) and not unknown
    return signature if signature.agencies or alone else None


_KINDS_OF_PLACE = frozenset(
    ("район", "раён", "область", "вобласць", "сельсовет", "сельсавет", "край", "district", "region", "oblast", "rayon",
     "gebiet", "distrito", "región", "rejon", "obwód")
)  # fmt: skip


def _is_place(printed: str) -> bool:
    """Whether words can name a place: `8 мая, Минск откроет парк /БЕЛТА/` has the shape, but a verb in it."""
    words = printed.replace(",", " ").split()
    if len(words) == 1:
        return True  # now and then a place begins with a small letter
    return (
        len(words) <= 6
        and all(
            word[:1].isupper()
            or word.endswith(".")  # г. Минск, Гомельская обл.
            or word.lower() in _SMALL_WORDS | _KINDS_OF_PLACE
            or not word[:1].isalpha()
            for word in words
        )
        and words[0].lower() not in _SMALL_WORDS - {"el", "la", "las", "le", "los"}
    )


def _is_day(day: str, month: str, language: str | None) -> bool:
    return any(_in_year(day, month, tongue, 2024) is not None for tongue in _languages(language))


def _in_year(day: str, month: str, language: str, year: int) -> date | None:
    try:
        return day_in_year(day, month, language, year)
    except DateNotUnderstood:
        return None


def _languages(first: str | None) -> tuple[str, ...]:
    """All languages, the likeliest first: some articles open in the language they were translated from."""
    return tuple(dict.fromkeys(filter(None, (first, *(edition.language for edition in EDITIONS.values())))))


# --- Places ---------------------------------------------------------------------------------------

_SMALL_WORDS = frozenset(
    ("am", "an", "auf", "bei", "d'", "d’", "de", "del", "der", "den", "di", "do", "du", "el", "en", "i", "im", "in",
     "l'", "l’", "la", "las", "le", "los", "na", "nad", "on", "pod", "sur", "und", "upon", "y", "на")
)  # fmt: skip
_ABBREVIATED = frozenset({"USA", "UAE", "UK", "EU", "VAE", "EAU", "EE.UU", "США", "ОАЭ", "ЗША", "ААЭ"})
_PART_OF_PLACE = re.compile(r"([-\s'’./]+)")


def place_in_use(printed: str) -> str:
    """A place in the form in use: capitals become a name, anything else stays as printed.

    >>> place_in_use("ST. PETERSBURG"), place_in_use("ULÁN BATOR"), place_in_use("FRANKFURT AM MAIN")
    ('St. Petersburg', 'Ulán Bator', 'Frankfurt am Main')
    """
    printed = " ".join(printed.split()).strip(" ,–—-")
    parts = _PART_OF_PLACE.split(printed)
    settled = []
    for position, part in enumerate(parts):
        inside = 0 < position < len(parts) - 1
        elided = part + "".join(parts[position + 1 : position + 2]).strip()  # the d' of Côte d'Ivoire
        if {part, printed} & _ABBREVIATED or not part.isupper():
            settled.append(part)
        elif inside and {part.lower(), elided.lower()} & _SMALL_WORDS:
            settled.append(part.lower())
        else:
            settled.append(part.capitalize())
    name = "".join(settled)
    return name if " " in name else name[:1].upper() + name[1:]


# --- The step -------------------------------------------------------------------------------------

_PARAGRAPHS_SEARCHED = 6
"""A caption, printed twice, a topic and an update line can stand before the paragraph with the dateline."""


class TakeDateline(Step):
    """Take the dateline off the body, and settle place, day, agency and who signs there."""

    def settle(self, article: Article) -> Article:
        edition = EDITIONS.get(article.edition or "")
        language = edition.language if edition else article.language
        found = self._first_dateline(article, language)
        if found is None:
            return article
        body, dateline = found
        agencies = dateline.signature.agencies
        credits_ = (
            *(Credit(name=name, role="correspondent", text=dateline.text) for name in dateline.signature.people),
            *(Credit(name=name, role="agency", text=dateline.text) for name in agencies),
        )
        article = replace(
            article,
            body=body,
            dateline_text=dateline.text,
            dateline_place=dateline.place or None,
            agency=BELTA if BELTA in agencies else next(iter(agencies), article.agency),
            credits=tuple(dict.fromkeys((*article.credits, *credits_))),
        )
        return self._settle_day(article, dateline, language)

    def _first_dateline(self, article: Article, language: str | None) -> tuple[tuple[str, ...], Dateline] | None:
        """The body without its first dateline, and that dateline."""
        body = article.body or ()
        for place, paragraph in enumerate(body[:_PARAGRAPHS_SEARCHED]):
            dateline = read_dateline(paragraph, language)
            if dateline is None:
                continue
            if article.dateline_text not in (None, dateline.text):
                return None  # it was taken before; what looks like another belongs to the story
            rest = dateline.rest
            while (again := read_dateline(rest, language)) is not None and again.text == dateline.text:
                rest = again.rest
            return (*body[:place], *filter(None, [rest]), *body[place + 1 :]), dateline
        return None

    def _settle_day(self, article: Article, dateline: Dateline, language: str | None) -> Article:
        on = self._day(article, dateline, language)
        if on is not None and article.published_on is None and on > article.capture.fetched_at.astimezone(MINSK).date():
            article = self.not_settled(
                article, f"The dateline's day, in the year of the address, lies after the capture: {on}.", dateline.text
            )
            on = None
        candidate = CandidateDate(source="dateline", text=dateline.day_text, on=on)
        if on is not None and article.published_on is not None:
            candidate = replace(candidate, agrees=agrees(candidate, article.published_at, article.published_on))
        if candidate.agrees is False:
            article = self.not_settled(
                article,
                f"Dates contradict each other: the dateline's day, {on}, lies more than "
                f"{DATELINE_TOLERANCE.days} days from the day of publication, {article.published_on}.",
                dateline.text,
            )
        others = (known for known in article.candidates if known.source != "dateline")
        candidates = in_order((*others, candidate))
        return replace(article, dateline_on=on, candidates=candidates, dates_agree=agreement(candidates))

    def _day(self, article: Article, dateline: Dateline, language: str | None) -> date | None:
        """The dateline's day in the year in which it lies nearest to publication, or in the address's year."""
        for tongue in _languages(language):
            if _in_year(dateline.day, dateline.month, tongue, 2024) is None:
                continue
            if dateline.year is not None:
                return _in_year(dateline.day, dateline.month, tongue, dateline.year)
            if article.published_on is not None:
                return day_near(dateline.day, dateline.month, tongue, article.published_on)
            if article.year is None:
                return None
            on = _in_year(dateline.day, dateline.month, tongue, article.year)
            captured_on = article.capture.fetched_at.astimezone(MINSK).date()
            if on is not None and on > captured_on and (on.month, captured_on.month) == (12, 1):
                return _in_year(dateline.day, dateline.month, tongue, article.year - 1)
            return on
        return None
