"""Dates are read as Minsk time, strictly, and every candidate is kept and compared."""

import time as clock
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import DateNotUnderstood
from belta_scraper.items import Article, CandidateDate
from pipelines.dates import (
    MINSK,
    ReadDates,
    Reading,
    agreement,
    day_near,
    in_minsk,
    listed_at,
    read_date,
    read_feed_date,
    read_image_time,
    read_stamp,
)
from tests.pipelines.unsettled import LATE, unsettled, words_of_problems
from tests.records import an_entry

# --- Every date that an edition can print ------------------------------------------------------------

_FORMS = {
    "day month year, time": "{day:02} {month} {year}, {hour:02}:{minute:02}",
    "no leading zero": "{day} {month} {year}, {hour:02}:{minute:02}",
    "no-break spaces": "{day:02}\xa0{month}\xa0{year},\xa0{hour:02}:{minute:02}",
    "time first": "{hour:02}:{minute:02} {day:02} {month} {year}",
    "no comma": "{day:02} {month} {year} {hour:02}:{minute:02}",
    "dotted, with a bar": "{day:02}.{number:02}.{year} | {hour:02}:{minute:02}",
    "dotted": "{day:02}.{number:02}.{year}, {hour:02}:{minute:02}",
    "as in AMP": "{year}-{number:02}-{day:02} {hour:02}:{minute:02}",
    "as in the mark-up": "{year}-{number:02}-{day:02} {hour:02}:{minute:02}:00",
}
_CHINESE_FORMS = {
    "year month day, time": "{year} {month} {day}, {hour:02}:{minute:02}",
    "no-break spaces": "{year}\xa0{month}\xa0{day:02},\xa0{hour:02}:{minute:02}",
    "time first": "{hour:02}:{minute:02} {year} {month} {day}",
    "with signs for year and day": "{year}年{number}月{day}日 {hour:02}:{minute:02}",
    **{name: form for name, form in _FORMS.items() if "{month}" not in form},
}
_CASES: dict[str, Callable[[str], str]] = {"as printed": str, "in capitals": str.upper, "in small letters": str.lower}
_NOMINATIVES = {
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "be": "студзень люты сакавік красавік май чэрвень ліпень жнівень верасень кастрычнік лістапад снежань",
    "pl": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}


@pytest.mark.parametrize("case", _CASES)
@pytest.mark.parametrize("number", range(1, 13))
@pytest.mark.parametrize("code", EDITIONS)
def test_every_edition_reads_back_every_date_it_can_print(code: str, number: int, case: str) -> None:
    edition = EDITIONS[code]
    months = [edition.months[number - 1]]
    if code in _NOMINATIVES:
        months.append(_NOMINATIVES[code].split()[number - 1])
    if (code, number) == ("be", 5):
        months.append("траўня")
    forms = _CHINESE_FORMS if code == "zh" else _FORMS

    for month in months:
        for name, form in forms.items():
            for day in (3, 12, 28):
                meant = datetime(2025, number, day, 7, 5, tzinfo=MINSK)
                printed = form.format(day=day, month=month, year=2025, number=number, hour=7, minute=5)
                assert read_date(_CASES[case](printed), edition, LATE).at == meant, (name, printed)


@pytest.mark.parametrize("code", EDITIONS)
def test_an_editions_sample_is_a_date_it_reads(code: str) -> None:
    assert read_date(EDITIONS[code].date_sample, EDITIONS[code], LATE).at is not None


@pytest.mark.parametrize(
    ("code", "printed", "meant"),
    [
        pytest.param("ru", "08 января 2026, 19:51", "2026-01-08T19:51:00+03:00", id="real print: ru"),
        pytest.param("be", "23 снежня 2022, 11:57", "2022-12-23T11:57:00+03:00", id="real print: be"),
        pytest.param("en", "06 May 2020, 18:08", "2020-05-06T18:08:00+03:00", id="real print: en"),
        pytest.param("de", "13 Mai 2022, 13:36", "2022-05-13T13:36:00+03:00", id="real print: de"),
        pytest.param("de", "19 September 2024, 19:35", "2024-09-19T19:35:00+03:00", id="real print: the first document"),
        pytest.param("es", "03 Octubre 2022, 14:12", "2022-10-03T14:12:00+03:00", id="real print: es"),
        pytest.param("pl", "03 Listopada 2024, 20:21", "2024-11-03T20:21:00+03:00", id="real print: pl"),
        pytest.param("zh", "2019 四月 19, 13:04", "2019-04-19T13:04:00+03:00", id="real print: zh 2019"),
        pytest.param("zh", "2026 一月 27, 12:52", "2026-01-27T12:52:00+03:00", id="real print: zh 2026"),
        pytest.param("ru", "22.07.2015 | 10:26", "2015-07-22T10:26:00+03:00", id="real print: first skin"),
        pytest.param("de", "11.10.2018 | 16:37", "2018-10-11T16:37:00+03:00", id="real print: mobile"),
        pytest.param("ru", "22.12.2017 | 17:31", "2017-12-22T17:31:00+03:00", id="real print: wap"),
        pytest.param("ru", "2018-10-07 15:08", "2018-10-07T15:08:00+03:00", id="real print: AMP"),
        pytest.param("en", "18:09 29 November 2019", "2019-11-29T18:09:00+03:00", id="real print: photonews"),
        pytest.param("ru", "3 июля 2026, 15:40", "2026-07-03T15:40:00+03:00", id="reported: fuzzy readers see March"),
        pytest.param("en", "03.07.2026", "2026-07-03", id="reported: US order makes it 7 March"),
        pytest.param("de", "03.07.2026 15:40", "2026-07-03T15:40:00+03:00", id="reported: US order, with time"),
        pytest.param("en", "Friday, 3 July 2026, 15:40", "2026-07-03T15:40:00+03:00", id="invented: weekday"),
        pytest.param("ru", "Птн, 3 Июль 2015", "2015-07-03", id="real print: old header, nominative"),
        pytest.param("es", "3 de julio de 2026, 15:40", "2026-07-03T15:40:00+03:00", id="reported: with de"),
        pytest.param("de", "3. März 2026, 15:40", "2026-03-03T15:40:00+03:00", id="reported: with a stop"),
        pytest.param("ru", "3 июля 2026 года", "2026-07-03", id="invented: with the word year"),
        pytest.param("en", "May 6, 2020, 18:08", "2020-05-06T18:08:00+03:00", id="invented: month first, in words"),
        pytest.param("de", "3 Juli 2026, 15:40:27", "2026-07-03T15:40:27+03:00", id="invented: seconds"),
        pytest.param("de", "29 Februar 2024", "2024-02-29", id="invented: leap day"),
        pytest.param("ru", "15 января 2010, 12:00", "2010-01-15T12:00:00+02:00", id="winter before 2011 was UTC+2"),
        pytest.param("ru", "15 июля 2010, 12:00", "2010-07-15T12:00:00+03:00", id="summer before 2011 was UTC+3"),
        pytest.param("ru", "26 октября 2014, 02:30", "2014-10-26T02:30:00+03:00", id="Russia's change, not Minsk's"),
    ],
)  # fmt: skip
def test_a_printed_date_is_minsk_time(code: str, printed: str, meant: str) -> None:
    reading = read_date(printed, EDITIONS[code], LATE)

    assert (reading.at or reading.on).isoformat() == meant
    assert reading.doubt is None


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        pytest.param("ru", "31 июня 2026", id="no day of the calendar"),
        pytest.param("de", "29 Februar 2023, 10:00", id="no leap year"),
        pytest.param("ru", "0 июня 2026", id="day 0"),
        pytest.param("ru", "3 июля 0000", id="year 0"),
        pytest.param("ru", "3 июля 1917, 10:00", id="before the agency"),
        pytest.param("ru", "3 июля 20266", id="five figures for a year"),
        pytest.param("ru", "3 июля 26", id="two figures for a year, beside a name"),
        pytest.param("ru", "3 июля", id="no year"),
        pytest.param("ru", "июль 2026", id="no day"),
        pytest.param("ru", "15:40", id="no day, only a time"),
        pytest.param("en", "12.31.2025", id="month and day exchanged"),
        pytest.param("en", "2025-13-01 10:00", id="month 13"),
        pytest.param("en", "07-03-2025", id="an order nobody prints"),
        pytest.param("ru", "3 июля 2026, 25:61", id="no time of day"),
        pytest.param("ru", "3 июля 2026, 24:00", id="24 o'clock"),
        pytest.param("ru", "3 июля 2026, 15:40, 16:40", id="two times of day"),
        pytest.param("ru", "3 июля, 15:40, 2026", id="a time inside the day"),
        pytest.param("en", "3 July 2026, 3:40 PM", id="a clock of twelve hours"),
        pytest.param("en", "3 July 2026, 15:40 GMT", id="a zone"),
        pytest.param("ru", "١٢ июля 2026", id="figures that are not ASCII"),
        pytest.param("ru", "１２ июля 2026", id="wide figures"),
        pytest.param("en", "09 верасня 2020, 01:03", id="real print: a Belarusian month on the English host"),
        pytest.param("en", "1783004400", id="a number"),
        pytest.param("en", "", id="nothing"),
        pytest.param("en", "wednesday", id="a weekday"),
        pytest.param("en", "3 days ago", id="counted backwards"),
        pytest.param("ru", "21 ноября 2026, 13:00", id="after the capture"),
        pytest.param("ru", "3 июля 9999, 10:00", id="a far year"),
        pytest.param("ru", "завтра, 10:00", id="tomorrow"),
        pytest.param("ru", "28 марта 2010, 02:30", id="an hour that the clocks skipped"),
        pytest.param("en", "Published in Minsk on 3 July 2026 by the library", id="a sentence"),
    ],
)  # fmt: skip
def test_what_is_no_certain_date_is_not_understood(code: str, printed: str) -> None:
    with pytest.raises(DateNotUnderstood):
        read_date(printed, EDITIONS[code], LATE)


@pytest.mark.parametrize(
    ("code", "word", "days"),
    [
        ("ru", "сегодня", 0), ("ru", "вчера", 1), ("ru", "Позавчера", 2), ("be", "сёння", 0), ("be", "учора", 1),
        ("be", "Ўчора", 1), ("en", "today", 0), ("en", "Yesterday", 1), ("de", "heute", 0), ("de", "gestern", 1),
        ("es", "hoy", 0), ("es", "ayer", 1), ("pl", "dzisiaj", 0), ("pl", "dziś", 0), ("pl", "wczoraj", 1),
        ("zh", "今天", 0), ("zh", "昨天", 1),
    ],
)  # fmt: skip
def test_a_relative_word_counts_from_the_capture_in_minsk(code: str, word: str, days: int) -> None:
    captured_at = datetime(2026, 7, 3, 22, 30, tzinfo=UTC)  # already 4 July in Minsk

    reading = read_date(f"{word}, 00:40", EDITIONS[code], captured_at)

    assert reading.at == datetime(2026, 7, 4 - days, 0, 40, tzinfo=MINSK)
    with pytest.raises(DateNotUnderstood):
        read_date(f"{word}, 00:40", EDITIONS[code], captured_at, capture_dates_itself=False)


def test_without_edition_a_date_is_read_where_all_languages_agree() -> None:
    assert read_date("19 September 2024, 19:35", None, LATE).on == date(2024, 9, 19)
    assert read_date("19.09.2024 | 19:35", None, LATE).on == date(2024, 9, 19)
    with pytest.raises(DateNotUnderstood):
        read_date("19 Setembro 2024", None, LATE)


def test_the_hour_that_the_clocks_showed_twice_is_a_day_with_a_doubt() -> None:
    reading = read_date("31 октября 2010, 02:30", EDITIONS["ru"], LATE)

    assert (reading.at, reading.on) == (None, date(2010, 10, 31))
    assert reading.doubt is not None
    assert "twice" in reading.doubt


@given(st.datetimes(datetime(1995, 1, 1), datetime(2026, 1, 1)))
def test_a_wall_clock_of_minsk_is_read_exactly_or_not_at_all(local: datetime) -> None:
    try:
        reading = in_minsk(local)
    except DateNotUnderstood:
        reading = Reading(on=local.date())
    if reading.at is not None:
        assert reading.at.astimezone(UTC).astimezone(MINSK).replace(tzinfo=None, fold=0) == local.replace(fold=0)
        assert reading.at.utcoffset() in (timedelta(hours=2), timedelta(hours=3))


@given(st.text(st.characters(exclude_categories=()), max_size=80), st.sampled_from([*EDITIONS, None]))
def test_any_text_is_read_or_not_understood(printed: str, code: str | None) -> None:
    try:
        reading = read_date(printed, EDITIONS[code] if code else None, LATE)
    except DateNotUnderstood:
        return
    assert 1918 <= reading.on.year <= 2026


_WORDS = [
    "2026",
    "3",
    "31",
    "03.07",
    "июля",
    "July",
    "一月",
    "月",
    "15:40",
    "25:61",
    ",",
    "|",
    "de",
    "GMT",
    "вчера",
    "год",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join), st.sampled_from(list(EDITIONS)))
def test_words_of_dates_in_any_order_are_read_or_not_understood(printed: str, code: str) -> None:
    try:
        reading = read_date(printed, EDITIONS[code], LATE)
    except DateNotUnderstood:
        return
    assert reading.on.day in (3, 31) or "вчера" in printed


@pytest.mark.parametrize("printed", ["9" * 1_000_000, "1:" * 500_000, "ж" * 1_000_000, " " * 1_000_000 + "3 июля 2026"])
def test_a_million_characters_are_no_date_and_take_no_time(printed: str) -> None:
    begun = clock.perf_counter()
    with pytest.raises(DateNotUnderstood):
        read_date(printed, EDITIONS["ru"], LATE)
    for read in (read_stamp, read_feed_date, read_image_time):
        with pytest.raises(DateNotUnderstood):
            read(printed)

    assert listed_at(printed, printed) == (None, None)
    assert clock.perf_counter() - begun < 5


# --- Other sources --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        pytest.param("2015-07-22 10:26:00", "2015-07-22T10:26:00+03:00", id="real print: no zone"),
        pytest.param("2026-10-02T11:54:00+00:00", "2026-10-02T11:54:00+03:00", id="real print: mediator's false zone"),
        pytest.param("2015-07-23 09:35:44", "2015-07-23T09:35:44+03:00", id="real print: seconds"),
        pytest.param("2026-10-02T11:54:00Z", "2026-10-02T11:54:00+03:00", id="invented: Z is as false"),
        pytest.param("2026-10-02T11:54:00+03:00", "2026-10-02T11:54:00+03:00", id="invented: Minsk's own offset"),
        pytest.param("2009-01-02T11:54:00+02:00", "2009-01-02T11:54:00+02:00", id="invented: Minsk's own, in 2009"),
        pytest.param("2026-10-02T11:54:00.000", "2026-10-02T11:54:00+03:00", id="invented: parts of a second"),
        pytest.param("2026-10-02", "2026-10-02", id="invented: a day"),
    ],
)
def test_dates_of_the_mark_up_are_minsk_time_whatever_they_claim(printed: str, meant: str) -> None:
    reading = read_stamp(printed)

    assert (reading.at or reading.on).isoformat() == meant


@pytest.mark.parametrize(
    "printed", ["2026-10-02T11:54:00+05:00", "2026-02-30 10:00:00", "2026-10-02 25:00:00", "0000-00-00 00:00:00", "now"]
)
def test_a_false_stamp_is_not_understood(printed: str) -> None:
    with pytest.raises(DateNotUnderstood):
        read_stamp(printed)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        pytest.param("Fri, 14 Aug 2026 09:00:00 +0300", "2026-08-14T09:00:00+03:00", id="real print"),
        pytest.param("Fri, 14 Aug 2026 06:00:00 GMT", "2026-08-14T09:00:00+03:00", id="invented: GMT"),
        pytest.param("14 Aug 2026 09:00 +0300", "2026-08-14T09:00:00+03:00", id="invented: short"),
        pytest.param("Fri, 31 Feb 2026 09:00:00 +0300", None, id="no day of the calendar"),
        pytest.param("Fri, 14 Aug 2026 09:00:00", None, id="no offset"),
        pytest.param("2026-08-14 09:00:00", None, id="another form"),
    ],
)
def test_a_feeds_date_says_its_offset(printed: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(DateNotUnderstood):
            read_feed_date(printed)
    else:
        at = read_feed_date(printed).at
        assert at is not None
        assert at.isoformat() == meant


@pytest.mark.parametrize(
    ("day_text", "time_text", "at", "on"),
    [
        pytest.param("21.02.26", "14:06", "2026-02-21T14:06:00+03:00", "2026-02-21", id="real print"),
        pytest.param("21 .02.26", "14:06", "2026-02-21T14:06:00+03:00", "2026-02-21", id="real print: with a blank"),
        pytest.param("21\n.02.26", "14:06", "2026-02-21T14:06:00+03:00", "2026-02-21", id="real print: two lines"),
        pytest.param("09.01.26", "00:00", "2026-01-09T00:00:00+03:00", "2026-01-09", id="midnight"),
        pytest.param(None, "14.07.26 23:59", "2026-07-14T23:59:00+03:00", "2026-07-14", id="real print: timeline"),
        pytest.param(None, "14:06", None, None, id="real print: only a time"),
        pytest.param("21.02.26", None, None, "2026-02-21", id="only a day"),
        pytest.param("21.02.2026", "14:06", "2026-02-21T14:06:00+03:00", "2026-02-21", id="invented: four figures"),
        pytest.param("31.02.26", "14:06", None, None, id="no day of the calendar"),
        pytest.param("21.02.26", "25:00", None, "2026-02-21", id="no time of day"),
        pytest.param(None, "19 May, 16:11", None, None, id="real print: no year"),
        pytest.param("02.21.26", "14:06", None, None, id="month and day exchanged"),
        pytest.param("31.10.10", "02:30", None, "2010-10-31", id="shown twice"),
        pytest.param("28.03.10", "02:30", None, "2010-03-28", id="skipped"),
        pytest.param(None, None, None, None, id="nothing"),
    ],
)
def test_a_listings_day_and_time(day_text: str | None, time_text: str | None, at: str | None, on: str | None) -> None:
    found_at, found_on = listed_at(day_text, time_text)

    assert (found_at and found_at.isoformat(), found_on and found_on.isoformat()) == (at, on)


@pytest.mark.parametrize(
    ("near", "meant"),
    [
        (date(2024, 12, 30), date(2024, 12, 31)), (date(2025, 1, 2), date(2024, 12, 31)),
        (date(2024, 3, 1), date(2023, 12, 31)), (date(2024, 9, 1), date(2024, 12, 31)),
    ],
)  # fmt: skip
def test_a_day_without_year_lies_in_the_nearest_year(near: date, meant: date) -> None:
    assert day_near("31", "снежня", "be", near) == meant


def test_a_leap_day_without_year_lies_in_a_leap_year() -> None:
    assert day_near("29", "февраля", "ru", date(2025, 2, 20)) == date(2024, 2, 29)
    assert day_near("30", "февраля", "ru", date(2025, 2, 20)) is None


# --- The step ---------------------------------------------------------------------------------------------


def dated(*candidates: tuple[str, str], **fields: object) -> Article:
    """A German article of 19 September 2024 with these candidates, after the step."""
    given = {"captured_at": datetime(2024, 10, 15, 9, 0, tzinfo=UTC), "edition": "de"} | fields
    article = unsettled(
        "Die Kuppel öffnet.",
        candidates=tuple(CandidateDate(source=source, text=text) for source, text in candidates),  # type: ignore[arg-type]
        **given,  # type: ignore[arg-type]
    )
    settled = ReadDates().settle(article)
    assert ReadDates().settle(settled) == settled
    return settled


PAGE = ("page", "19 September 2024, 19:35")
AT = datetime(2024, 9, 19, 19, 35, tzinfo=MINSK)


def test_the_page_wins_and_all_candidates_are_kept_in_order_of_trust() -> None:
    article = dated(
        ("image", "1726760000"), ("address", "2024"), ("listing", "19.09.24 19:35"),
        ("meta", "2024-09-19T19:35:00+00:00"), ("feed", "Thu, 19 Sep 2024 19:35:00 +0300"), PAGE,
    )  # fmt: skip

    assert [candidate.source for candidate in article.candidates] == [
        "page", "meta", "feed", "listing", "address", "image",
    ]  # fmt: skip
    assert (article.published_at, article.published_on) == (AT, date(2024, 9, 19))
    assert article.published_from == "page: as printed"
    assert article.dates_agree is True
    assert all(candidate.agrees for candidate in article.candidates)
    assert article.problems == ()


@pytest.mark.parametrize(
    ("candidates", "at", "won_by"),
    [
        ([("meta", "2024-09-19 19:35:00")], AT, "meta: Minsk time without zone"),
        ([("meta", "2024-09-19T19:35:00+00:00")], AT, "meta: +00:00 read as Minsk time"),
        ([("feed", "Thu, 19 Sep 2024 19:35:00 +0300"), ("listing", "19.09.24 19:30")], AT, "feed: with its offset"),
        ([("listing", "19.09.24 19:35")], AT, "listing: day and time of the listing"),
        ([("listing", "19:35")], None, None),
        ([("address", "2024"), ("image", "1726760000")], None, None),
        ([], None, None),
    ],
)  # fmt: skip
def test_the_most_trusted_candidate_wins_and_none_where_none_names_a_day(
    candidates: list[tuple[str, str]], at: datetime | None, won_by: str | None
) -> None:
    article = dated(*candidates)

    assert (article.published_at, article.published_from) == (at, won_by)
    assert (article.published_on is None) == (at is None)


@pytest.mark.parametrize(
    ("candidate", "agrees"),
    [
        pytest.param(("meta", "2024-09-19 19:35:00"), True, id="meta, the same"),
        pytest.param(("meta", "2024-09-19 21:35:00"), True, id="meta, two hours later"),
        pytest.param(("meta", "2024-09-19 21:36:00"), False, id="meta, more than two hours later"),
        pytest.param(("feed", "Thu, 19 Sep 2024 19:35:00 GMT"), False, id="feed with a false zone"),
        pytest.param(("listing", "19.09.24 19:36"), True, id="listing"),
        pytest.param(("listing", "18.09.24 19:35"), False, id="listing under another day"),
        pytest.param(("listing", "19:40"), True, id="listing without day"),
        pytest.param(("listing", "02:40"), False, id="listing without day, at another time"),
        pytest.param(("listing", "19 September, 19:35"), True, id="real print: listing without year"),
        pytest.param(("listing", "19 Mai, 16:11"), False, id="listing without year, another day"),
        pytest.param(("address", "2024"), True, id="address"),
        pytest.param(("address", "2023"), False, id="address of another year"),
        pytest.param(("image", "1720000000"), True, id="image of July"),
        pytest.param(("image", "1520000000"), False, id="image of 2018"),
    ],
)
def test_candidates_are_compared_with_the_winner(candidate: tuple[str, str], agrees: bool) -> None:
    article = dated(PAGE, candidate)

    assert article.candidates[1].agrees is agrees
    assert article.dates_agree is agrees
    assert ("contradict" in words_of_problems(article)) is not agrees
    assert article.published_at == AT


@pytest.mark.parametrize(
    ("printed", "year", "agrees"),
    [
        ("31 Dezember 2023, 23:50", "2024", True), ("01 Januar 2024, 00:10", "2023", True),
        ("20 Dezember 2023, 12:00", "2024", False), ("10 Januar 2024, 12:00", "2023", False),
    ],
)  # fmt: skip
def test_around_new_year_an_address_may_carry_the_other_year(printed: str, year: str, agrees: bool) -> None:
    assert dated(("page", printed), ("address", year)).dates_agree is agrees


def test_one_candidate_alone_agrees_with_nothing() -> None:
    assert dated(PAGE).dates_agree is None
    assert agreement([]) is None


def test_a_date_that_cannot_be_read_stays_beside_the_one_that_can() -> None:
    article = dated(("page", "31 Juni 2024, 19:35"), ("meta", "2024-09-19 19:35:00"))

    assert article.published_from == "meta: Minsk time without zone"
    assert article.candidates[0] == CandidateDate(source="page", text="31 Juni 2024, 19:35")
    assert "31 Juni 2024" in words_of_problems(article)


def test_the_crawl_never_dates_a_publication() -> None:
    article = dated(("page", "irgendwann"), ("meta", "bald"), ("feed", "-"), ("listing", "?"), ("address", "MMXXIV"))

    assert (article.published_at, article.published_on, article.published_from) == (None, None, None)
    assert len(article.problems) == 5


def test_a_date_after_its_capture_is_a_problem_and_one_within_a_day_is_a_clock_that_is_wrong() -> None:
    assert dated(("page", "16 Oktober 2024, 11:00")).published_at is not None
    late = dated(("page", "17 Oktober 2024, 11:00"))
    assert late.published_on is None
    assert "after the capture" in words_of_problems(late)


def test_the_minute_that_the_clocks_showed_twice_is_told_by_a_candidate_with_an_offset() -> None:
    article = dated(("page", "31 Oktober 2010, 02:30"), ("feed", "Sun, 31 Oct 2010 02:30:00 +0200"))

    assert article.published_at is not None
    assert article.published_at.astimezone(UTC) == datetime(2010, 10, 31, 0, 30, tzinfo=UTC)
    assert article.published_from == "page: as printed; minute from feed"
    assert "twice" in words_of_problems(article)


def test_printed_date_entry_and_address_are_candidates_even_where_no_reader_listed_them() -> None:
    entry = an_entry(day_text="19.09.24", time_text="19:35")

    article = dated(published_text=PAGE[1], entry=entry, year=2024)

    assert [(found.source, found.text) for found in article.candidates] == [
        PAGE, ("listing", "19.09.24 19:35"), ("address", "2024"),
    ]  # fmt: skip
    assert article.dates_agree is True


def test_relative_words_of_a_file_that_does_not_date_itself_are_not_understood() -> None:
    fetched = unsettled(edition="be", published_text="учора, 15:40")
    filed = unsettled(from_file=True, edition="be", published_text="учора, 15:40")

    assert ReadDates().settle(fetched).published_on == date(2026, 11, 19)
    assert ReadDates().settle(filed).published_on is None
    assert "учора" in words_of_problems(ReadDates().settle(filed))


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("2015-07-23 09:35:44", "2015-07-23T09:35:44+03:00"), ("23 Juli 2015, 09:35", "2015-07-23T09:35:00+03:00"),
        ("demnächst", None), (None, None),
    ],
)  # fmt: skip
def test_the_time_of_the_last_change(printed: str | None, meant: str | None) -> None:
    article = dated(modified_text=printed)

    assert (article.modified_at and article.modified_at.isoformat()) == meant
    assert bool(article.problems) is (printed == "demnächst")


@given(
    st.lists(
        st.builds(
            CandidateDate,
            source=st.sampled_from(["page", "meta", "feed", "listing", "address", "dateline", "image"]),
            text=st.text(st.characters(exclude_categories=()), max_size=40)
            | st.sampled_from(
                ["19 September 2024, 19:35", "2024-09-19 19:35:00", "19.09.24 19:35", "19:35", "2024", "1726760000",
                 "19 Mai, 16:11", "31 Oktober 2010, 02:30", "Thu, 19 Sep 2024 19:35:00 +0300"]
            ),
        ),
        max_size=6,
    ),
    st.sampled_from([*EDITIONS, None, "fr"]),
)  # fmt: skip
def test_reading_dates_twice_changes_nothing_and_no_candidate_is_lost(
    candidates: list[CandidateDate], code: str | None
) -> None:
    article = unsettled(edition=code, candidates=tuple(candidates))
    once = ReadDates().settle(article)

    assert ReadDates().settle(once) == once
    kept = {(candidate.source, candidate.text) for candidate in once.candidates}
    assert kept == {(candidate.source, candidate.text) for candidate in candidates}


@pytest.mark.parametrize("zone", ["America/Anchorage", "Pacific/Kiritimati"])
def test_the_machines_own_zone_changes_nothing(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", zone)
        clock.tzset()
        absolute = dated(PAGE)
        relative = ReadDates().settle(unsettled(edition="be", published_text="учора, 15:40"))
    clock.tzset()

    assert absolute.published_at == AT
    assert relative.published_on == date(2026, 11, 19)
