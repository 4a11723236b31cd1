"""When was it published, and do the dates that a page gives agree?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from belta_scraper.editions import EDITIONS, TIME_ZONE, Edition
from belta_scraper.errors import DateNotUnderstood
from belta_scraper.items import Article, CandidateDate, DateSource

from .step import Step
from .text import tidy

MINSK = ZoneInfo(TIME_ZONE)

TRUST: tuple[DateSource, ...] = ("page", "meta", "feed", "listing", "address", "dateline", "image")
"""Candidates in the order in which they are believed. Only the first four can win."""
_CAN_WIN = TRUST[:4]

CLOCK_SKEW = timedelta(days=1)
"""How far a date may lie after its capture: clocks differ, and a page may announce tomorrow's day."""
MINUTE_TOLERANCE = timedelta(hours=2)
"""Two candidates with a minute agree within this: stories are re-timed, false zones shift by three hours."""
NEW_YEAR_TOLERANCE = timedelta(days=2)
"""An address may carry the year that begins, or has ended, so few days away."""
IMAGE_TOLERANCE = timedelta(days=90)
"""Pictures are replaced, and taken from the shelf: coarse evidence."""
DATELINE_TOLERANCE = timedelta(days=3)
"""A dateline's day is seen a day or more before and after publication."""

_FIRST_YEAR = 1918  # the agency's first; an earlier year is a slip
_LONGEST_DATE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a printed date says."""

    at: datetime | None = None
    """Aware, Europe/Minsk; `None` where no minute is printed, or the clock showed it twice."""
    on: date
    rule: str = "as printed"
    """By which rule it was read, in a few words."""
    doubt: str | None = None
    """What is left open, in one sentence."""


# --- Minsk time -----------------------------------------------------------------------------------


def in_minsk(local: datetime, rule: str = "as printed") -> Reading:
    """A reading of a Minsk wall clock.

    Minsk had summer time until 2011. The hour that the clock showed twice each autumn is read as a
    day without minute, for half the time any choice would be wrong; the hour that it skipped each
    spring raises `DateNotUnderstood`.

    >>> in_minsk(datetime(2010, 1, 15, 12, 0)).at.isoformat()
    '2010-01-15T12:00:00+02:00'
    >>> in_minsk(datetime(2010, 10, 31, 2, 30)).at is None
    True
    """
    at = local.replace(tzinfo=MINSK)
    if at.astimezone(UTC).astimezone(MINSK).replace(tzinfo=None) != local:
        raise DateNotUnderstood(f"Minsk's clocks skipped {local:%H:%M} on {local:%d.%m.%Y}, for summer time began.")
    if at.utcoffset() != at.replace(fold=1).utcoffset():
        doubt = f"Minsk's clocks showed {local:%H:%M} twice on {local:%d.%m.%Y}, for summer time ended."
        return Reading(on=local.date(), rule=rule, doubt=doubt)
    return Reading(at=at, on=local.date(), rule=rule)


def _plausible(reading: Reading, captured_at: datetime) -> Reading:
    """The reading; raises `DateNotUnderstood` if it lies before the agency or after the capture."""
    if reading.on.year < _FIRST_YEAR:
        raise DateNotUnderstood(f"A date of {reading.on.year} lies before the agency's first year, {_FIRST_YEAR}.")
    if reading.on > _minsk_day(captured_at + CLOCK_SKEW) or (reading.at and reading.at > captured_at + CLOCK_SKEW):
        raise DateNotUnderstood(f"{reading.on} lies after the capture, which is of {_minsk_day(captured_at)}.")
    return reading


def _minsk_day(moment: datetime) -> date:
    return moment.astimezone(MINSK).date()


# --- Printed days ---------------------------------------------------------------------------------

_NAME = r"[^\W\d_]{3,15}"
_D = r"(?P<day>[0-9]{1,2})"
_Y = r"(?P<year>[0-9]{4})"
_YEAR_WORD = rf"{_Y}(?:\s?(?:года|год|г|roku|r|р)\.?)?"
_DAY_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        # 19 September 2024; 3. März 2024; 3 de julio de 2024; Птн, 3 Июль 2015; 3 июля 2026 года
        rf"(?:[^\W\d_]{{2,14}}[.,]{{0,2}}\s)?{_D}(?:\.|st|nd|rd|th)?\s?(?:de\s)?(?P<month>{_NAME})\.?,?\s(?:de\s)?{_YEAR_WORD}",
        rf"(?P<month>{_NAME})\.?\s{_D}(?:st|nd|rd|th)?,?\s{_Y}",  # May 6, 2020
        rf"{_Y}\s?年?\s?(?P<month>[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}})\s?月\s?{_D}\s?日?",  # 2026 一月 27
        rf"{_D}(?P<mark>[./])(?P<month>[0-9]{{1,2}})(?P=mark){_Y}",  # 22.07.2015
    )
)
_STRICT = {
    "DATE_ORDER": "DMY",
    "PREFER_LOCALE_DATE_ORDER": False,
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
    "RETURN_AS_TIMEZONE_AWARE": False,
}


def read_day(printed: str, language: str) -> date:
    """Read a day printed with its year.

    dateparser knows the names of months; the figures must be where BelTA prints them, so that
    nothing is guessed. Raises `DateNotUnderstood`.

    >>> read_day("03 Listopada 2024", "pl"), read_day("2026 一月 27", "zh-Hans")
    (datetime.date(2024, 11, 3), datetime.date(2026, 1, 27))
    """
    for form in _DAY_FORMS:
        if len(printed) <= _LONGEST_DATE and (found := form.fullmatch(printed)):
            day, month, year = found["day"], found["month"], found["year"]
            month_first = "月" in printed
            read = _dateparsers_day(f"{year} {month}月 {day}" if month_first else printed, language)
            if read is None or (read.day, read.year) != (int(day), int(year)):
                break
            if month.isascii() and month.isdigit() and read.month != int(month):
                break
            return read
    raise DateNotUnderstood(f"No day of the calendar, with day, month and year in {language}: {printed[:80]!r}.")


@lru_cache(maxsize=4096)  # a run prints few days, again and again
def _dateparsers_day(printed: str, language: str) -> date | None:
    import dateparser  # here, for a run with nothing new reads no date

    try:
        read = dateparser.parse(printed, languages=[language], settings=_STRICT)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None  # it has raised each of these on text that is no date
    return None if read is None else read.date()


@lru_cache(maxsize=1024)
def _dateparsers_relative_day(word: str, language: str, today: date) -> date | None:
    import dateparser

    settings = {"PARSERS": ["relative-time"], "RELATIVE_BASE": datetime.combine(today, time(12))}
    try:
        read = dateparser.parse(word, languages=[language], settings=settings)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None
    return None if read is None else read.date()


def day_near(day: str, month: str, language: str, near: date) -> date | None:
    """A day printed without its year, in the year in which it lies nearest to another day.

    >>> day_near("31", "Dezember", "de", near=date(2024, 1, 1))
    datetime.date(2023, 12, 31)
    """
    possible = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            possible.append(day_in_year(day, month, language, year))
        except DateNotUnderstood:  # 29 February in a common year, or no day at all
            continue
    return min(possible, key=lambda on: abs(on - near), default=None)


def day_in_year(day: str, month: str, language: str, year: int) -> date:
    """A day printed without its year, in the year given. Raises `DateNotUnderstood`."""
    chinese = month.isascii() and month.isdigit()
    return read_day(f"{year:04} {month}月 {day}" if chinese else f"{day} {month} {year:04}", language)


# --- Printed dates --------------------------------------------------------------------------------

_CLOCK = re.compile(
    r"(?<![0-9:.])(?:(?:в|ў|у|at|um|o|o\sgodz\.|a\slas)\s)?"
    r"(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})(?:[:：](?P<second>[0-9]{2}))?(?![0-9:：])",
    re.I,
)
_STAMP = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T\s](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?:[.,][0-9]{1,9})?)?"
    r"\s?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_SEPARATORS = " ,;|·–—-"
_WORD = re.compile(r"[^\W\d_]{2,20}")


def read_date(
    printed: str, edition: Edition | None, captured_at: datetime, *, capture_dates_itself: bool = True
) -> Reading:
    """Read a date as an edition's pages print it, as Minsk time.

    Without edition, every language is tried, and what they read must be one and the same. Words
    such as "yesterday" count from the capture; they say nothing (`capture_dates_itself`) where all that
    is known of the capture is when it was made at the latest. Raises `DateNotUnderstood`.

    >>> captured_at = datetime(2026, 1, 27, 12, 0, tzinfo=UTC)
    >>> read_date("16 июля 2025, 12:30", EDITIONS["ru"], captured_at).at.isoformat()
    '2025-07-16T12:30:00+03:00'
    >>> read_date("учора, 15:40", EDITIONS["be"], captured_at).at.isoformat()
    '2026-01-26T15:40:00+03:00'
    """
    text = " ".join(printed[: 4 * _LONGEST_DATE].split())
    if len(text) > _LONGEST_DATE:
        raise DateNotUnderstood(f"{_expected(edition)}, not {text[:80]!r} and more.")
    if _STAMP.fullmatch(text):
        return _plausible(read_stamp(text), captured_at)
    clocks = list(_CLOCK.finditer(text))
    if len(clocks) > 1:
        raise DateNotUnderstood(f"{_expected(edition)}, not {text!r} with two times of day.")
    day_text = text
    if clocks:
        day_text = f"{text[: clocks[0].start()]} {text[clocks[0].end() :]}".strip(_SEPARATORS)
    languages = [edition.language] if edition else [row.language for row in EDITIONS.values()]
    days = {on for language in languages if (on := _day(day_text, language, captured_at, capture_dates_itself))}
    if len(days) != 1:
        raise DateNotUnderstood(f"{_expected(edition)}, not {text!r}.")
    on = days.pop()
    if not clocks:
        return _plausible(Reading(on=on), captured_at)
    try:
        clock = _time_of(clocks[0])
    except ValueError:
        raise DateNotUnderstood(f"{clocks[0][0]!r} is no time of day, in {text!r}.") from None
    return _plausible(in_minsk(datetime.combine(on, clock)), captured_at)


def _time_of(found: re.Match[str]) -> time:
    """The time of day that a match names; raises `ValueError` for 25:61."""
    return time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))


def _expected(edition: Edition | None) -> str:
    if edition is None:
        return "Some edition prints its dates so that only one day can be meant"
    return f"The {edition.name} edition prints dates like {edition.date_sample!r}"


def _day(printed: str, language: str, captured_at: datetime, capture_dates_itself: bool) -> date | None:
    try:
        return read_day(printed, language)
    except DateNotUnderstood:
        if not capture_dates_itself or not _WORD.fullmatch(printed):
            return None
    today = _minsk_day(captured_at)
    on = _dateparsers_relative_day(printed, language, today)
    return on if on is not None and on <= today else None


def read_stamp(printed: str) -> Reading:
    """Read a date of the mark-up: Minsk time, whatever zone it claims.

    `article:published_time` has no zone; mediator's `+00:00` is false and stands for Minsk time. An
    offset that is Minsk's own says the same; any other was never seen and raises `DateNotUnderstood`.

    >>> read_stamp("2026-10-02T11:54:00+00:00").at.isoformat()
    '2026-10-02T11:54:00+03:00'
    """
    found = _STAMP.fullmatch(printed.strip())
    if found is None:
        raise DateNotUnderstood(f"The mark-up gives dates like '2015-07-22 10:26:00', not {printed[:80]!r}.")
    try:
        on = date.fromisoformat(found["day"])
        clock = _time_of(found) if found["hour"] else None
    except ValueError:
        raise DateNotUnderstood(f"{printed.strip()!r} is no day of the calendar, or no time of day.") from None
    if clock is None:
        return Reading(on=on)
    zone = found["zone"]
    rule = "Minsk time without zone" if zone is None else f"{zone} read as Minsk time"
    reading = in_minsk(datetime.combine(on, clock), rule)
    if zone not in (None, "Z", "+00:00", "+0000", "-00:00", "-0000") and reading.at is not None:
        claimed = datetime.fromisoformat(f"2000-01-01T00:00{zone}").utcoffset()
        if claimed != reading.at.utcoffset():
            raise DateNotUnderstood(f"Minsk's clocks were not at {zone} then, as {printed.strip()!r} claims.")
    return reading


_FEED = re.compile(
    r"(?:[A-Z][a-z]{2},\s)?[0-9]{1,2}\s[A-Z][a-z]{2}\s[0-9]{4}\s[0-9]{2}:[0-9]{2}(?::[0-9]{2})?\s"
    r"(?:[+-][0-9]{4}|GMT|UTC|UT)"
)


def read_feed_date(printed: str) -> Reading:
    """Read a feed's date (RFC 822), which says its offset. Raises `DateNotUnderstood`.

    >>> read_feed_date("Fri, 14 Aug 2026 09:00:00 +0300").at.isoformat()
    '2026-08-14T09:00:00+03:00'
    """
    text = " ".join(printed[: 4 * _LONGEST_DATE].split())
    if not _FEED.fullmatch(text):
        raise DateNotUnderstood(f"Feeds give dates like 'Fri, 14 Aug 2026 09:00:00 +0300', not {text[:80]!r}.")
    try:
        at = parsedate_to_datetime(text.replace("UTC", "+0000").replace(" UT", " +0000"))
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(MINSK)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        raise DateNotUnderstood(f"{text!r} is no day of the calendar, or no time of day.") from None
    return Reading(at=at, on=at.date(), rule="with its offset")


def read_image_time(printed: str) -> Reading:
    """Read the timestamp of a picture's path: seconds since 1970. Raises `DateNotUnderstood`.

    >>> read_image_time("1726763700").at.isoformat()
    '2024-09-19T19:35:00+03:00'
    """
    if not re.fullmatch(r"[0-9]{9,10}", printed.strip()):
        raise DateNotUnderstood(f"Paths of pictures hold seconds such as '1726763700', not {printed[:80]!r}.")
    at = datetime.fromtimestamp(int(printed), MINSK)
    return Reading(at=at, on=at.date(), rule="seconds since 1970")


_LISTED_DAY = re.compile(r"([0-9]{1,2})\s?\.\s?([0-9]{1,2})\s?\.\s?((?:20)?[0-9]{2})")
_DAY_WITHOUT_YEAR = re.compile(rf"{_D}\.?\s(?:de\s)?(?P<month>{_NAME})\.?")


def listed_at(day_text: str | None, time_text: str | None) -> tuple[datetime | None, date | None]:
    """The moment, and the day, under which a listing shows an entry.

    The day comes from the separator above the entry (`21.02.26`), or stands before the time as in
    the timeline (`14.07.26 23:59`). Without a day, a time says nothing; nothing here is guessed.

    >>> listed_at("21.02.26", "14:06")[0].isoformat()
    '2026-02-21T14:06:00+03:00'
    >>> listed_at(None, "14:06")
    (None, None)
    """
    day, clock = _listed_day(day_text or ""), _listed_clock(time_text or "")
    if day is None:
        day = _listed_day(_CLOCK.sub("", (time_text or "")[: 2 * _LONGEST_DATE]).strip(_SEPARATORS + "\n\r\t"))
    if day is None or clock is None:
        return None, day
    try:
        return in_minsk(datetime.combine(day, clock)).at, day
    except DateNotUnderstood:
        return None, day


def _listed_day(text: str) -> date | None:
    if len(text) > _LONGEST_DATE or not (found := _LISTED_DAY.fullmatch(" ".join(text.split()))):
        return None
    day, month, year = found.groups()
    try:
        on = date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
    except ValueError:
        return None
    return on


def _listed_clock(text: str) -> time | None:
    clocks = list(_CLOCK.finditer(text[: 2 * _LONGEST_DATE]))
    if len(clocks) != 1:
        return None
    try:
        return _time_of(clocks[0])
    except ValueError:
        return None


# --- Candidates -----------------------------------------------------------------------------------


def in_order(candidates: Iterable[CandidateDate]) -> tuple[CandidateDate, ...]:
    """Candidates in order of trust, each once."""
    return tuple(sorted(dict.fromkeys(candidates), key=lambda candidate: TRUST.index(candidate.source)))


def agreement(candidates: Sequence[CandidateDate]) -> bool | None:
    """Whether candidates agree; `None` where fewer than two can be compared.

    >>> winner = CandidateDate(source="page", text="…", on=date(2024, 9, 19), agrees=True)
    >>> agreement([winner]), agreement([winner, CandidateDate(source="address", text="2023", agrees=False)])
    (None, False)
    """
    compared = [candidate.agrees for candidate in candidates if candidate.agrees is not None]
    return all(compared) if len(compared) > 1 else None


def agrees(candidate: CandidateDate, published_at: datetime | None, published_on: date) -> bool | None:
    """Whether a candidate agrees with the date that won; `None` where they cannot be compared."""
    match candidate.source:
        case "address":
            if not re.fullmatch("[0-9]{4}", candidate.text):
                return None
            before, after = published_on - NEW_YEAR_TOLERANCE, published_on + NEW_YEAR_TOLERANCE
            return before.year <= int(candidate.text) <= after.year
        case "image":
            return None if candidate.on is None else abs(candidate.on - published_on) <= IMAGE_TOLERANCE
        case "dateline":
            return None if candidate.on is None else abs(candidate.on - published_on) <= DATELINE_TOLERANCE
    if candidate.at is not None and published_at is not None:
        return abs(candidate.at - published_at) <= MINUTE_TOLERANCE
    if candidate.on is not None:
        return candidate.on == published_on
    clock = _listed_clock(candidate.text) if candidate.source == "listing" else None
    if clock is None or published_at is None:
        return None
    apart = timedelta(hours=published_at.hour - clock.hour, minutes=published_at.minute - clock.minute)
    return min(abs(apart), timedelta(days=1) - abs(apart)) <= MINUTE_TOLERANCE


class ReadDates(Step):
    """Read every date that the page and its surroundings give, and settle on the most trusted."""

    def settle(self, article: Article) -> Article:
        rules: dict[DateSource, str] = {}
        candidates = []
        for candidate in _with_surroundings(article):
            at, on = None, None
            try:
                reading = self._read(candidate, article)
            except DateNotUnderstood as error:
                article = self.not_settled(article, f"{candidate.source.capitalize()}: {error}", candidate.text)
            else:
                if reading is not None:
                    at, on = reading.at, reading.on
                    rules.setdefault(candidate.source, reading.rule)
                    if reading.doubt:
                        article = self.not_settled(article, reading.doubt, candidate.text)
            candidates.append(CandidateDate(source=candidate.source, text=candidate.text, at=at, on=on))
        article = self._settle_publication(article, candidates, rules)
        return self._settle_modification(article)

    def _read(self, candidate: CandidateDate, article: Article) -> Reading | None:
        """What a candidate says; `None` where it has no full date to say. Raises `DateNotUnderstood`."""
        captured_at = article.capture.taken_in_at or article.capture.fetched_at
        match candidate.source:
            case "page":
                edition = EDITIONS.get(article.edition or "")
                # A file that carries no status says nothing of its time but the latest it can be.
                dated = article.capture.status is not None
                return read_date(candidate.text, edition, captured_at, capture_dates_itself=dated)
            case "meta":
                return _plausible(read_stamp(candidate.text), captured_at)
            case "feed":
                return _plausible(read_feed_date(candidate.text), captured_at)
            case "image":
                return _plausible(read_image_time(candidate.text), captured_at)
            case "listing":
                return self._read_listing(candidate.text, captured_at)
            case "dateline":  # has no year; the next step settles it
                return None if candidate.on is None else Reading(at=candidate.at, on=candidate.on)
            case "address":
                if not re.fullmatch("[0-9]{4}", candidate.text.strip()):
                    raise DateNotUnderstood(f"Addresses end in a year, not in {candidate.text[:80]!r}.")
        return None

    def _read_listing(self, text: str, captured_at: datetime) -> Reading | None:
        at, on = listed_at(None, text)
        if on is not None:
            return _plausible(Reading(at=at, on=on, rule="day and time of the listing"), captured_at)
        day_text = _CLOCK.sub("", text[: 2 * _LONGEST_DATE]).strip(_SEPARATORS)
        if _listed_clock(text) is not None and (not day_text or _DAY_WITHOUT_YEAR.fullmatch(day_text)):
            return None  # only a time; or `1 March, 17:47`, as old section pages print
        raise DateNotUnderstood(f"Listings print days like '21.02.26' and times like '14:06', not {text[:80]!r}.")

    def _settle_publication(
        self, article: Article, candidates: list[CandidateDate], rules: dict[DateSource, str]
    ) -> Article:
        able = [candidate for source in _CAN_WIN for candidate in candidates if candidate.source == source]
        winner = next((candidate for candidate in able if candidate.on is not None), None)
        if winner is None or winner.on is None:
            return replace(
                article, candidates=in_order(candidates), published_at=None, published_on=None, published_from=None,
                dates_agree=None,
            )  # fmt: skip
        published_at, published_from = winner.at, f"{winner.source}: {rules[winner.source]}"
        if published_at is None:
            # A day without minute, or with one that the clock showed twice: another candidate may know.
            for candidate in able:
                if candidate.at is not None and candidate.on == winner.on:
                    published_at, published_from = candidate.at, f"{published_from}; minute from {candidate.source}"
                    break
        compared = []
        for candidate in candidates:
            near = self._in_year_of(candidate, article, winner.on)
            agreeing = near == winner or agrees(near, published_at, winner.on)
            compared.append(CandidateDate(source=near.source, text=near.text, at=near.at, on=near.on, agrees=agreeing))
        for candidate in compared:
            if candidate.agrees is False and candidate.source != "dateline":
                article = self.not_settled(
                    article,
                    f"Dates contradict each other: {candidate.source} gives {_shown(candidate)}, "
                    f"{winner.source} gives {_shown(winner)}.",
                    candidate.text,
                )
        settled = in_order(compared)
        return replace(
            article, candidates=settled, published_at=published_at, published_on=winner.on,
            published_from=published_from, dates_agree=agreement(settled),
        )  # fmt: skip

    def _in_year_of(self, candidate: CandidateDate, article: Article, day: date) -> CandidateDate:
        """A listing's date without year, as old section pages print, in the year of publication."""
        edition = EDITIONS.get(article.edition or "")
        if candidate.source != "listing" or candidate.on is not None or edition is None:
            return candidate
        found = _DAY_WITHOUT_YEAR.fullmatch(_CLOCK.sub("", candidate.text[: 2 * _LONGEST_DATE]).strip(_SEPARATORS))
        clock = _listed_clock(candidate.text)
        if found is None or clock is None:
            return candidate
        on = day_near(found["day"], found["month"], edition.language, day)
        if on is None:
            return candidate
        try:
            return replace(candidate, on=on, at=in_minsk(datetime.combine(on, clock)).at)
        except DateNotUnderstood:
            return replace(candidate, on=on)

    def _settle_modification(self, article: Article) -> Article:
        if article.modified_text is None:
            return replace(article, modified_at=None)
        try:
            reading = read_date(
                article.modified_text, EDITIONS.get(article.edition or ""),
                article.capture.taken_in_at or article.capture.fetched_at,
                capture_dates_itself=article.capture.status is not None,
            )  # fmt: skip
        except DateNotUnderstood as error:
            article = self.not_settled(article, f"Time of the last change: {error}", article.modified_text)
            return replace(article, modified_at=None)
        return replace(article, modified_at=reading.at)


def _with_surroundings(article: Article) -> tuple[CandidateDate, ...]:
    """The article's candidates, and those that stand in other fields of it."""
    sources = {candidate.source for candidate in article.candidates}
    more = []
    if article.published_text and "page" not in sources:
        more.append(CandidateDate(source="page", text=article.published_text))
    if article.entry is not None and "listing" not in sources:
        listed = tidy(f"{article.entry.day_text or ''} {article.entry.time_text or ''}")
        if listed:
            more.append(CandidateDate(source="listing", text=listed))
    if article.year is not None and "address" not in sources:
        more.append(CandidateDate(source="address", text=str(article.year)))
    return in_order((*article.candidates, *more))


def _shown(candidate: CandidateDate) -> str:
    if candidate.at is not None:
        return candidate.at.isoformat(timespec="minutes")
    return candidate.text if candidate.on is None else candidate.on.isoformat()
