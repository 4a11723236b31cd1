"""Datelines of every shape are taken off the text and taken apart; sentences that look alike are left alone."""

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from belta_scraper.editions import EDITIONS
from belta_scraper.items import CandidateDate, Credit
from pipelines.datelines import TakeDateline, place_in_use, read_dateline
from tests.pipelines.unsettled import LATE, settled, unsettled, words_of_problems

REST = "Лодки вышли на воду."


@pytest.mark.parametrize(
    ("code", "printed", "place", "day"),
    [
        pytest.param("ru", "8 мая, Минск /Корр. БЕЛТА/.", "Минск", "8 мая", id="real print: ru"),
        pytest.param("ru", "25 июня, Витебск /Корр. БЕЛТА/.", "Витебск", "25 июня", id="real print: ru, region"),
        pytest.param("be", "23 снежня, Мінск /Кар. БЕЛТА/.", "Мінск", "23 снежня", id="real print: be"),
        pytest.param("be", "4 мая, Мінск /Кар. БЕЛТА/.", "Мінск", "4 мая", id="real print: be, May"),
        pytest.param("en", "MINSK, 6 May (BelTA) –", "Minsk", "6 May", id="real print: en"),
        pytest.param("en", "MINSK, 17 August (BelTA) –", "Minsk", "17 August", id="real print: en, August"),
        pytest.param("de", "MINSK, 19. September (BelTA) –", "Minsk", "19. September", id="real print: de"),
        pytest.param(
            "de", "SCHITKOWITSCHI, 7. November (BelTA) -", "Schitkowitschi", "7. November", id="real print: hyphen",
        ),
        pytest.param("de", "MOGILJOW, 11. Oktober (BelTA) —", "Mogiljow", "11. Oktober", id="real print: em dash"),
        pytest.param("de", "MINSK, 03. Oktober (BelTA) -", "Minsk", "03. Oktober", id="real print: leading zero"),
        pytest.param("de", "CARACAS, 27. Juni (BelTA) –", "Caracas", "27. Juni", id="real print: 2012"),
        pytest.param("de", "CHATYN, 22. Juni (BelTA) –", "Chatyn", "22. Juni", id="real print: village"),
        pytest.param("de", "PEKING, 1. März (BelTA) –", "Peking", "1. März", id="real print: umlaut in the month"),
        pytest.param("es", "MINSK, 3 oct (BelTA). –", "Minsk", "3 oct", id="real print: es"),
        pytest.param("es", "MINSK, 10 feb (BelTA). –", "Minsk", "10 feb", id="real print: es, February"),
        pytest.param("es", "ULÁN BATOR, 4 jun (BelTA). –", "Ulán Bator", "4 jun", id="real print: two words, accent"),
        pytest.param("pl", "21 stycznia, Mińsk /Kor. BELTA/.", "Mińsk", "21 stycznia", id="real print: pl"),
        pytest.param("zh", "白通社明斯克4月19日电。", "明斯克", "4月19日", id="real print: zh"),
        pytest.param("ru", "8 мая, Минск /Корр. БелТА/.", "Минск", "8 мая", id="old spelling of the agency"),
        pytest.param("ru", "08 мая, Минск /Корр. БЕЛТА/.", "Минск", "08 мая", id="invented: ru, leading zero"),
        pytest.param("ru", "8 мая, Нью-Йорк /Корр. БЕЛТА/.", "Нью-Йорк", "8 мая", id="invented: hyphen"),
        pytest.param(
            "ru", "8 мая, Лидский район /Корр. БЕЛТА/.", "Лидский район", "8 мая", id="invented: a district",
        ),
        pytest.param(
            "ru", "8 мая, д. Малые Сады, Гомельская обл. /Корр. БЕЛТА/.", "д. Малые Сады, Гомельская обл.", "8 мая",
            id="invented: village and region",
        ),
        pytest.param("ru", "8 мая, МИНСК /БЕЛТА/.", "Минск", "8 мая", id="invented: ru in capitals"),
        pytest.param("ru", "8 мая, Минск /Собкор БЕЛТА/.", "Минск", "8 мая", id="invented: own correspondent"),
        pytest.param("ru", "8 мая, Минск /Корр. БЕЛТА/. -", "Минск", "8 мая", id="invented: ru with a dash"),
        pytest.param("ru", "8 мая, Минск (БЕЛТА) –", "Минск", "8 мая", id="invented: ru in round brackets"),
        pytest.param("en", "MINSK, 6 May 2012 (BelTA) –", "Minsk", "6 May 2012", id="invented: with the year"),
        pytest.param("en", "MINSK, May 6 (BelTA) –", "Minsk", "May 6", id="invented: month first"),
        pytest.param("en", "MINSK 6 May (BelTA) –", "Minsk", "6 May", id="invented: comma missing"),
        pytest.param("en", "Minsk, 6 May (BelTA) –", "Minsk", "6 May", id="invented: mixed case"),
        pytest.param("en", "minsk, 6 May (BELTA) –", "Minsk", "6 May", id="invented: small letters"),
        pytest.param("en", "MINSK, 6 May (BelTA).", "Minsk", "6 May", id="invented: no dash"),
        pytest.param("es", "SAN JOSÉ DE LAS LAJAS, 3 de octubre (BelTA). –", "San José de las Lajas", "3 de octubre",
                     id="invented: month in full"),
        pytest.param("de", "FRANKFURT AM MAIN, 9. Mai (BelTA) –", "Frankfurt am Main", "9. Mai", id="invented: small word"),
        pytest.param("zh", "白通社圣彼得堡12月21日电。", "圣彼得堡", "12月21日", id="invented: zh, another city"),
        pytest.param("zh", "白通社，明斯克，4月19日电：", "明斯克", "4月19日", id="invented: zh with commas"),
        pytest.param("zh", "（白通社明斯克4月19日电）", "明斯克", "4月19日", id="invented: zh in brackets"),
        pytest.param("zh", "白通社4月19日电。", "", "4月19日", id="invented: zh without place"),
        pytest.param("en", "MINSK/GOMEL, 6 May (BelTA) –", "Minsk/Gomel", "6 May", id="invented: two places"),
        pytest.param("ru", "МИНСК, 8 мая /Корр. БЕЛТА/.", "Минск", "8 мая", id="invented: ru, place first"),
        pytest.param("zh", "白通社明斯克2024年4月19日电。", "明斯克", "2024年4月19日", id="invented: zh with the year"),
    ],
)  # fmt: skip
def test_a_dateline_is_taken_apart(code: str, printed: str, place: str, day: str) -> None:
    for between in (" ", ""):  # the blank behind it goes missing
        dateline = read_dateline(f"{printed}{between}{REST}", EDITIONS[code].language)

        assert dateline is not None
        assert (dateline.text, dateline.place, dateline.day_text, dateline.rest) == (printed, place, day, REST)
        assert dateline.signature.agencies == ("BelTA",)
        assert dateline.signature.people == ()


@pytest.mark.parametrize(
    ("printed", "people", "agencies"),
    [
        pytest.param("22 декабря, Пекин /БЕЛТА - Синьхуа/. ", [], ["BelTA", "Xinhua"], id="real print: joint"),
        pytest.param(
            "21 апреля, Минск /Милена Ануфриенок - БЕЛТА/. ", ["Милена Ануфриенок"], ["BelTA"], id="real print: 2009",
        ),
        pytest.param(
            "16 чэрвеня, Гродна /Уладзімір Мацвееў - БЕЛТА/. ", ["Уладзімір Мацвееў"], ["BelTA"], id="real print: be",
        ),
        pytest.param("22 декабря, Пекин /БЕЛТА-Синьхуа/. ", [], ["BelTA", "Xinhua"], id="invented: hyphen alone"),
        pytest.param("22 декабря, Пекин /БЕЛТА/Синьхуа/. ", [], ["BelTA", "Xinhua"], id="invented: slash"),
        pytest.param("BEIJING, 6 May (BelTA – Xinhua) – ", [], ["BelTA", "Xinhua"], id="invented: en, joint"),
        pytest.param("22 декабря, Пекин /Синьхуа - БЕЛТА/. ", [], ["Xinhua", "BelTA"], id="invented: other order"),
        pytest.param("22 декабря, Москва /ТАСС/. ", [], ["TASS"], id="invented: a reprint"),
        pytest.param(
            "8 мая, Минск /Анна ЛИПКИНА, Пётр Ключ - БЕЛТА/. ", ["Анна Липкина", "Пётр Ключ"], ["BelTA"],
            id="invented: two, one in capitals",
        ),
        pytest.param("8 мая, Минск /Корр. БЕЛТА Анна Липкина/. ", ["Анна Липкина"], ["BelTA"], id="invented: behind"),
        pytest.param("8 мая, Минск /Анна Липкина/. ", ["Анна Липкина"], [], id="invented: no agency"),
        pytest.param("白通社北京12月22日电。记者王小明、李强报道。", ["王小明", "李强"], ["BelTA"], id="real print: zh, bylined"),
        pytest.param("MINSK, May 8 (Xinhua) -- ", [], ["Xinhua"], id="invented: a double dash"),
        pytest.param("白通社北京12月22日电（记者 王明）", ["王明"], ["BelTA"], id="invented: zh, reporter in brackets"),
        pytest.param("白通社/新华社北京12月22日电 ", [], ["BelTA", "Xinhua"], id="invented: zh, joint"),
        pytest.param("新华社北京12月22日电 ", [], ["Xinhua"], id="invented: zh, a reprint"),
    ],
)  # fmt: skip
def test_who_signs_a_dateline(printed: str, people: list[str], agencies: list[str]) -> None:
    dateline = read_dateline(printed + REST)

    assert dateline is not None
    assert dateline.text == printed.strip()
    assert list(dateline.signature.people) == people
    assert list(dateline.signature.agencies) == agencies


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("8 мая, Минск готовится к празднику цветов.", id="no agency"),
        pytest.param("8 мая в Минске откроют парк, сообщили БЕЛТА.", id="an agency in the sentence"),
        pytest.param("8 мая в Минске откроют парк /БЕЛТА/.", id="an agency between slashes behind a sentence"),
        pytest.param("8 мая, Минск откроет парк /БЕЛТА/.", id="a verb where the place should be"),
        pytest.param("8 мая, Минск /фото/. Парк.", id="another word between slashes"),
        pytest.param("31 июня, Минск /Корр. БЕЛТА/. Парк.", id="no day of the calendar"),
        pytest.param("8 лодок, Минск /Корр. БЕЛТА/. Парк.", id="no month"),
        pytest.param("On 6 May (BelTA) the oven was lit.", id="en: no place"),
        pytest.param("In Minsk, 6 May (BelTA) was a sunny day.", id="en: a preposition"),
        pytest.param("MINSK, 6 May (the day of the rowing cup) – Boats", id="en: brackets without agency"),
        pytest.param(
            "MINSK, 6 May (BelTA learned this from the press service of the club) – Boats", id="en: a sentence"
        ),
        pytest.param("Minsk hosted a fair on 6 May (BelTA). – It rained.", id="en: behind a sentence"),
        pytest.param("Am 19. September (BelTA) begann die Ernte.", id="de: no place"),
        pytest.param("MINSK, 19. September – Die Kuppel", id="de: no agency"),
        pytest.param("白通社4月19日报道，图书馆开门。", id="zh: no place"),
        pytest.param("白通社明斯克4月19日电视节目表", id="zh: a television programme"),
        pytest.param("白通社记者在明斯克4月19日电话采访了馆长。", id="zh: a telephone call"),
        pytest.param("9月9日，总统，图书馆", id="zh: no place that we know"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_paragraph_that_merely_names_a_day_and_a_place_is_none(paragraph: str) -> None:
    assert read_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("paragraph", "text", "rest"),
    [
        pytest.param(
            "白通社明斯克1月27日电 白通社报道。图书馆开门。", "白通社明斯克1月27日电 白通社报道。", "图书馆开门。", id="real print",
        ),
        pytest.param(
            "白通社明斯克9月25日电 图书馆开门。", "白通社明斯克9月25日电", "图书馆开门。", id="real print: 2017, a blank",
        ),
        pytest.param(
            "白通社明斯克2月11日电。记者王小明报道。图书馆开门。", "白通社明斯克2月11日电。记者王小明报道。", "图书馆开门。",
            id="real print: bylined",
        ),
        pytest.param(
            "白通社明斯克2月11日电。记者王小明、李强报道。", "白通社明斯克2月11日电。记者王小明、李强报道。", "", id="two reporters",
        ),
        pytest.param(
            "白通社明斯克2月11日电。（记者 王小明）图书馆开门。", "白通社明斯克2月11日电。（记者 王小明）", "图书馆开门。",
            id="a reporter in brackets behind the full stop",
        ),
        pytest.param(
            "白通社明斯克2月11日电。记者在现场报道。", "白通社明斯克2月11日电。", "记者在现场报道。", id="where, and not who",
        ),
        pytest.param(
            "白通社明斯克2月11日电。记者李强报道了开馆。", "白通社明斯克2月11日电。", "记者李强报道了开馆。", id="a sentence goes on",
        ),
        pytest.param(
            "白通社明斯克2月11日电。白通社报道的图书馆。", "白通社明斯克2月11日电。", "白通社报道的图书馆。", id="so does this one",
        ),
        pytest.param(
            "9月9日，明斯克，白通社记者从图书馆获悉。", "9月9日，明斯克，", "白通社记者从图书馆获悉。", id="older, and the agency's part of the story",
        ),
        pytest.param("9月9日，明斯克，图书馆开门。", "9月9日，明斯克，", "图书馆开门。", id="real print: older"),
    ],
)  # fmt: skip
def test_a_chinese_dateline_ends_where_it_is_printed_to(paragraph: str, text: str, rest: str) -> None:
    dateline = read_dateline(paragraph, "zh-Hans")

    assert dateline is not None
    assert (dateline.text, dateline.rest, dateline.place) == (text, rest, "明斯克")


_SHAPES = {
    "ru": "{day} {month}, Минск /Корр. БЕЛТА/. ", "be": "{day} {month}, Мінск /Кар. БЕЛТА/. ",
    "en": "MINSK, {day} {month} (BelTA) – ", "de": "MINSK, {day}. {month} (BelTA) – ",
    "es": "MINSK, {day} {short} (BelTA). – ", "pl": "{day} {small}, Mińsk /Kor. BELTA/. ",
    "zh": "白通社明斯克{number}月{day}日电。",
}  # fmt: skip


@pytest.mark.parametrize("number", range(1, 13))
@pytest.mark.parametrize("code", EDITIONS)
def test_every_edition_reads_back_every_dateline_it_can_print(code: str, number: int) -> None:
    month = EDITIONS[code].months[number - 1]
    for day in (1, 17, 28):
        published_on = date(2025, number, day)
        printed = _SHAPES[code].format(
            day=day, month=month, small=month.lower(), short=month[:3].lower(), number=number
        )
        article = TakeDateline().settle(unsettled(edition=code, body=(printed + REST,), published_on=published_on))

        assert article.dateline_text == printed.strip()
        assert article.dateline_on == published_on
        assert article.body == (REST,)
        assert article.problems == ()


@pytest.mark.parametrize(
    ("printed", "in_use"),
    [
        ("MINSK", "Minsk"), ("ST. PETERSBURG", "St. Petersburg"), ("ULÁN BATOR", "Ulán Bator"), ("Chatyn", "Chatyn"),
        ("NEW YORK", "New York"), ("RIO DE JANEIRO", "Rio de Janeiro"), ("LA HABANA", "La Habana"),
        ("ROSTOW AM DON", "Rostow am Don"), ("NUR-SULTAN", "Nur-Sultan"), ("KOMSOMOLSK-NA-AMURE", "Komsomolsk-na-Amure"),
        ("N'DJAMENA", "N'Djamena"), ("CÔTE D'IVOIRE", "Côte d'Ivoire"), ("WASHINGTON D.C.", "Washington D.C."),
        ("USA", "USA"), ("ŁÓDŹ", "Łódź"), ("МИНСК", "Минск"), ("КОМСОМОЛЬСК-НА-АМУРЕ", "Комсомольск-на-Амуре"),
        ("minsk", "Minsk"), ("д. Сады", "д. Сады"), ("明斯克", "明斯克"), ("", ""),
    ],
)  # fmt: skip
def test_a_place_is_given_its_form_in_use(printed: str, in_use: str) -> None:
    assert place_in_use(printed) == in_use


# --- The step -----------------------------------------------------------------------------------------------


def test_a_dateline_is_taken_off_settled_and_becomes_a_candidate() -> None:
    article = TakeDateline().settle(
        unsettled(
            edition="de",
            body=("MINSK, 19. September (BelTA) – Die Kuppel öffnet.", "Tee steht bereit."),
            published_on=date(2024, 9, 19),
            candidates=(CandidateDate(source="page", text="…", on=date(2024, 9, 19), agrees=True),),
        )
    )

    assert article.body == ("Die Kuppel öffnet.", "Tee steht bereit.")
    assert article.dateline_text == "MINSK, 19. September (BelTA) –"
    assert (article.dateline_place, article.dateline_on) == ("Minsk", date(2024, 9, 19))
    assert article.agency == "BelTA"
    assert article.credits == (Credit(name="BelTA", role="agency", text="MINSK, 19. September (BelTA) –"),)
    assert article.candidates[-1] == CandidateDate(
        source="dateline", text="19. September", on=date(2024, 9, 19), agrees=True
    )
    assert article.dates_agree is True


@pytest.mark.parametrize(
    "before",
    [
        ["Am Teich: die neue Bank"], ["Am Teich: die neue Bank"] * 2, ["Thema des Tages", '"Gärten"', "(12:52)"],
    ],
)  # fmt: skip
def test_lines_may_stand_before_the_paragraph_with_the_dateline(before: list[str]) -> None:
    article = TakeDateline().settle(unsettled(body=(*before, "MINSK, 6. Mai (BelTA) – Die Bank steht.")))

    assert article.body == (*before, "Die Bank steht.")
    assert article.dateline_place == "Minsk"


def test_a_dateline_far_down_belongs_to_the_story() -> None:
    body = (*["Ein Satz."] * 6, "MINSK, 6. Mai (BelTA) – So begann die Meldung von damals.")

    assert TakeDateline().settle(unsettled(body=body)).body == body


def test_a_dateline_that_is_a_paragraph_of_its_own_leaves_no_empty_one() -> None:
    article = TakeDateline().settle(unsettled(body=("MINSK, 6. Mai (BelTA) –", "Die Bank steht.")))

    assert article.body == ("Die Bank steht.",)


def test_a_joint_dateline_is_beltas_and_credits_both() -> None:
    article = TakeDateline().settle(unsettled(edition="ru", body=("22 декабря, Пекин /Синьхуа - БЕЛТА/. Сад открыт.",)))

    assert article.agency == "BelTA"
    assert [(credit.name, credit.role) for credit in article.credits] == [("Xinhua", "agency"), ("BelTA", "agency")]


def test_a_person_in_a_dateline_is_a_correspondent() -> None:
    article = TakeDateline().settle(unsettled(edition="ru", body=("8 мая, Минск /Анна ЛИПКИНА - БЕЛТА/. Сад открыт.",)))

    assert [(credit.name, credit.role) for credit in article.credits] == [
        ("Анна Липкина", "correspondent"), ("BelTA", "agency"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dateline", "published", "year", "captured", "on", "agrees"),
    [
        pytest.param("19. September", date(2024, 9, 19), None, LATE, date(2024, 9, 19), True, id="the same day"),
        pytest.param("18. September", date(2024, 9, 19), None, LATE, date(2024, 9, 18), True, id="the day before"),
        pytest.param("20. September", date(2024, 9, 19), None, LATE, date(2024, 9, 20), True, id="the day after"),
        pytest.param("31. Dezember", date(2025, 1, 1), None, LATE, date(2024, 12, 31), True, id="over New Year"),
        pytest.param("1. Januar", date(2024, 12, 31), None, LATE, date(2025, 1, 1), True, id="over New Year, ahead"),
        pytest.param("9. September", date(2024, 9, 19), None, LATE, date(2024, 9, 9), False, id="ten days before"),
        pytest.param("19. Oktober", date(2024, 9, 19), None, LATE, date(2024, 10, 19), False, id="a month after"),
        pytest.param("19. September", None, 2024, LATE, date(2024, 9, 19), None, id="the address's year"),
        pytest.param("19. September", None, None, LATE, None, None, id="no year"),
        pytest.param(
            "31. Dezember", None, 2025, datetime(2025, 1, 3, 9, 0, tzinfo=UTC), date(2024, 12, 31), None,
            id="the address's year, over New Year",
        ),
        pytest.param(
            "19. September", None, 2025, datetime(2025, 1, 3, 9, 0, tzinfo=UTC), None, None,
            id="the address's year, after the capture",
        ),
        pytest.param("29. Februar", date(2024, 2, 29), None, LATE, date(2024, 2, 29), True, id="leap day"),
        pytest.param("29. Februar", None, 2023, LATE, None, None, id="leap day in a common year"),
        pytest.param("19. September 2012", date(2012, 9, 19), None, LATE, date(2012, 9, 19), True, id="its own year"),
        pytest.param("19. September 2012", date(2024, 9, 19), None, LATE, date(2012, 9, 19), False, id="another year"),
    ],
)  # fmt: skip
def test_the_year_of_a_dateline(
    dateline: str, published: date | None, year: int | None, captured: datetime, on: date | None, agrees: bool | None
) -> None:
    page = () if published is None else (CandidateDate(source="page", text="…", on=published, agrees=True),)
    article = TakeDateline().settle(
        unsettled(
            body=(f"MINSK, {dateline} (BelTA) – Die Bank steht.",),
            published_on=published, year=year, captured_at=captured, candidates=page,
        )
    )  # fmt: skip

    assert article.dateline_on == on
    assert article.dates_agree is agrees
    assert ("contradict" in words_of_problems(article)) is (agrees is False)


def test_an_edition_that_opens_in_another_language_is_read_all_the_same() -> None:
    article = TakeDateline().settle(unsettled(edition="pl", body=("8 мая, Минск /Корр. БЕЛТА/. Zegar stoi.",)))

    assert (article.dateline_place, article.body) == ("Минск", ("Zegar stoi.",))


@pytest.mark.parametrize(
    "body",
    [
        ("MINSK, 6. Mai (BelTA) – MINSK, 6. Mai (BelTA) – Die Bank.",),
        ("MINSK, 6. Mai (BelTA) – GOMEL, 7. Mai (BelTA) – Die Bank.",),
        ("MINSK, 6. Mai (BelTA) –", "GOMEL, 7. Mai (BelTA) – Die Bank."),
        ("白通社明斯克1月27日电 白通社明斯克1月27日电 图书馆。",),
    ],
)
def test_taking_a_dateline_twice_changes_nothing(body: tuple[str, ...]) -> None:
    article = unsettled(*body, edition="zh" if "白" in body[0] else "de", published_text="27 Mai 2026, 12:00")
    once = TakeDateline().settle(settled(article))

    assert TakeDateline().settle(once) == once
    assert settled(once) == once


_PIECES = ["8", "мая", "Минск", "MINSK", "May", "/", "(", ")", ",", ".", "–", "БЕЛТА", "BelTA", "Корр.", "白通社", "月",
           "日电", "明斯克", "4", " ", "Синьхуа", "Анна Липкина"]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join) | st.text(max_size=120))
@example("8 мая, Минск /Корр. БЕЛТА/.")
def test_nothing_is_lost_when_a_dateline_is_taken_off(paragraph: str) -> None:
    dateline = read_dateline(paragraph)

    if dateline is not None:
        assert "".join((dateline.text + dateline.rest).split()) == "".join(paragraph.split())


@pytest.mark.parametrize(
    "paragraph",
    ["8 мая, " + "Минск " * 200_000, "A" * 1_000_000, "MINSK, 6 May (" * 70_000, "8 мая, Минск /" + "БЕЛТА " * 160_000,
     "白通社" * 330_000, "9" * 1_000_000],
    ids=lambda text: ascii(text[:12]),
)  # fmt: skip
def test_a_million_characters_are_searched_in_bounded_time(paragraph: str) -> None:
    begun = time.perf_counter()

    TakeDateline().settle(unsettled(body=(paragraph,) * 6))

    assert time.perf_counter() - begun < 5
