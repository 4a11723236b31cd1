"""What a line is by itself."""

import pytest

from belta_scraper.editions import EDITIONS
from belta_scraper.pages.lines import (
    closes,
    closes_for_certain,
    date_line,
    dateline_of,
    ends_in_credit,
    is_caption,
    is_copyright,
    is_header_day,
    is_label,
    is_update_note,
    is_weather,
    lines_of,
)


@pytest.mark.parametrize(
    ("line", "date", "label", "headline_first", "editions"),
    [
        ("08 января 2026, 19:51", "08 января 2026, 19:51", None, False, "ru"),
        ("23 снежня 2022, 11:57", "23 снежня 2022, 11:57", None, False, "be"),
        ("04 траўня 2022, 11:57", "04 траўня 2022, 11:57", None, False, "be"),
        ("06 May 2020, 18:08", "06 May 2020, 18:08", None, False, "en"),
        ("13 Mai 2022, 13:36", "13 Mai 2022, 13:36", None, False, "de"),
        ("03 Octubre 2022, 14:12", "03 Octubre 2022, 14:12", None, False, "es"),
        ("03 Listopada 2024, 20:21", "03 Listopada 2024, 20:21", None, False, "pl"),
        ("2026 一月 27, 12:52", "2026 一月 27, 12:52", None, False, "zh"),
        ("2025 十二月 01, 09:00", "2025 十二月 01, 09:00", None, False, "zh"),
        ("18:09 29 November 2019", "18:09 29 November 2019", None, False, "de en"),
        ("Daily Snapshot 18:09 29 November 2019", "18:09 29 November 2019", "Daily Snapshot", False, "de en"),
        ("22.07.2015 | 10:26", "22.07.2015 | 10:26", None, True, ""),
        ("Wirtschaft 11.10.2018 | 16:37", "11.10.2018 | 16:37", "Wirtschaft", True, ""),
        ("В мире 10.01.2017 | 14:34", "10.01.2017 | 14:34", "В мире", True, ""),
        ("2018-10-07 15:08", "2018-10-07 15:08", None, True, ""),
        ("учора, 15:40", "учора, 15:40", None, False, ""),
    ],
)
def test_dates_of_publication(line: str, date: str, label: str | None, headline_first: bool, editions: str) -> None:
    printed = date_line(line)

    assert printed is not None
    assert (printed.text, printed.label, printed.headline_first) == (date, label, headline_first)
    assert " ".join(sorted(printed.editions)) == editions


@pytest.mark.parametrize(
    "line",
    [
        "flag Dienstag, 15 Oktober 2024",
        "Пятница, 26 апреля 2024, 10:20",
        "10 августа 2015, Пн",
        "19 May, 16:11",
        "19 September 2024",
        "Am 19 September 2024, 19:35, ging das Licht aus.",
        "19:35",
        "",
        "9" * 5000,
    ],
)
def test_what_is_no_date_of_publication(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize("code", EDITIONS)
def test_every_edition_prints_its_own_months(code: str) -> None:
    for month in EDITIONS[code].months:
        line = f"2026 {month} 05, 09:07" if code == "zh" else f"05 {month} 2026, 09:07"
        printed = date_line(line)
        assert printed is not None
        assert code in printed.editions


@pytest.mark.parametrize(
    ("line", "dateline", "editions"),
    [
        ("8 мая, Минск /Корр. БЕЛТА/. Хлеб", "8 мая, Минск /Корр. БЕЛТА/.", "ru"),
        ("22 декабря, Пекин /БЕЛТА - Синьхуа/. Хлеб", "22 декабря, Пекин /БЕЛТА - Синьхуа/.", "ru"),
        ("21 апреля, Минск /Рябина Лесная - БелТА/. Хлеб", "21 апреля, Минск /Рябина Лесная - БелТА/.", "ru"),
        ("4 мая, Мінск /Кар. БЕЛТА/. Хлеб", "4 мая, Мінск /Кар. БЕЛТА/.", "be"),
        ("16 чэрвеня, Гродна /Уладзімір Вярба - БЕЛТА/.", "16 чэрвеня, Гродна /Уладзімір Вярба - БЕЛТА/.", "be"),
        ("21 stycznia, Mińsk /Kor. BELTA/. Chleb", "21 stycznia, Mińsk /Kor. BELTA/.", "pl"),
        ("MINSK, 6 May (BelTA) – Bread", "MINSK, 6 May (BelTA) –", "en"),
        ("MINSK, 17 August (BelTA - Xinhua) – Bread", "MINSK, 17 August (BelTA - Xinhua) –", "en"),
        ("MINSK, 19. September (BelTA) – Brot", "MINSK, 19. September (BelTA) –", "de"),
        ("ST. PETERSBURG, 21. Dezember (BelTA) -Am Morgen", "ST. PETERSBURG, 21. Dezember (BelTA) -", "de"),
        ("MOGILJOW, 03. Oktober (BelTA) — Brot", "MOGILJOW, 03. Oktober (BelTA) —", "de"),
        ("PEKING, 1. März (BelTA) – Brot", "PEKING, 1. März (BelTA) –", "de"),
        ("ULÁN BATOR, 4 jun (BelTA). – Pan", "ULÁN BATOR, 4 jun (BelTA). –", "es"),
        ("MINSK, 7 may (BelTA) – Pan", "MINSK, 7 may (BelTA) –", "es"),
        ("MINSK, 7 de mayo (BelTA). – Pan", "MINSK, 7 de mayo (BelTA). –", "es"),
        ("MINSK, 12 Mai (BelTA) – Brot", "MINSK, 12 Mai (BelTA) –", "de"),
        ("7 октября, Минск (Корр. БЕЛТА). Хлеб", "7 октября, Минск (Корр. БЕЛТА).", "ru"),
        ("7 октября 2015 г., Минск /Корр. БЕЛТА/. Хлеб", "7 октября 2015 г., Минск /Корр. БЕЛТА/.", "ru"),
        ("白通社明斯克3月28日电。面包", "白通社明斯克3月28日电。", "zh"),
        ("白通社明斯克9月25日电 面包", "白通社明斯克9月25日电", "zh"),
    ],
)
def test_datelines_and_whose_they_are(line: str, dateline: str, editions: str) -> None:
    found = dateline_of(line)

    assert found is not None
    assert found.text == dateline
    assert " ".join(found.editions) == editions


@pytest.mark.parametrize(
    "line",
    [
        "MINSK, 6 May (XYZ) – Bread",
        "8 мая, Минск /Корр. Вести/. Хлеб",
        "Am 6. Mai (BelTA) war es kalt",
        "BelTA learned it on 6 May",
        "The bakers met in Minsk, 6 May (BelTA has learned)",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    found = dateline_of(line)

    assert found is None or not found.editions


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("flag Dienstag, 15 Oktober 2024", True),
        ("Dienstag, 26 Januar 2021", True),
        ("Флаг Субота, 27 красавіка 2024", True),
        ("Flag Friday, 29 March 2024", True),
        ("10 августа 2015, Пн", True),
        ("Птн, 3 Июль 2015", True),
        ("19 September 2024", False),
        ("Im Jahr 19 September 2024", False),
        ("15 Oktober 2024, 19:35", False),
    ],
)
def test_the_header_s_day(line: str, expected: bool) -> None:
    assert is_header_day(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(Обновлено 12:52)", True),
        ("/Будет дополнено/", True),
        ("/Wird ergänzt/.", True),
        ("(wird aktualisiert)", True),
        ("/To be updated/", True),
        ("（更新 12:52）", True),
        ("/Den vollständigen Text lesen Sie auf der russischen Seite/.", False),
        ("Обновлено 12:52", False),
        ("(фото Ивы Прибрежной, БЕЛТА)", False),
        ("/Корр. БЕЛТА/.", False),
    ],
)
def test_notes_of_an_update(line: str, expected: bool) -> None:
    assert is_update_note(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Archivfoto", True),
        ("Фото Ивы Прибрежной.", True),
        ("(фото Ивы Прибрежной, БЕЛТА)", True),
        ("На снимке: лодки у пруда.", True),
        ("Pictured: boats under snow.", True),
        ("Photo by Willow Reed", True),
        ("资料图", True),
        ("Фото из архива", True),
        ("Фото автора.", True),
        ("Foto aus dem Archiv", True),
        ("Фотографии сделали ученики.", False),
        ("Фото победителей разместят в библиотеке.", False),
        ("Photos were taken in the garden.", False),
        ("На снимке видно, как лодки стоят у пруда.", False),
        ("Fotografen ruderten mit.", False),
    ],
)
def test_captions_that_say_so(line: str, expected: bool) -> None:
    assert is_caption(line) is expected


def test_a_credit_at_the_end() -> None:
    assert ends_in_credit("Лодки у пруда. Фото Ивы Прибрежной.")
    assert ends_in_credit("Boats under snow. Photo by Willow Reed")
    assert not ends_in_credit("Лодки у пруда.")


@pytest.mark.parametrize(
    ("code", "line", "expected"),
    [
        ("de", "Abonnieren Sie uns auf", True),
        ("de", "Letzte Nachrichten", True),
        ("de", "Letzte Nachrichten aus Belarus", True),
        ("de", "Letzte Nachrichten kamen um zehn, dann ging das Licht aus.", False),
        ("de", "Nachrichten der Rubrik Wirtschaft", True),
        ("de", "Wetter", True),
        ("de", "Wetterfeste Boote", False),
        ("de", "Wetter gut, Boote trocken", False),
        ("ru", "Теги: пруд, лодки", True),
        ("de", "Alle Nachrichten", True),
        ("de", "Vollversion", True),
        ("en", "Follow us on:", True),
        ("en", "Subscribe to us", True),
        ("ru", "Подписывайтесь на нас в Telegram и Viber.", True),
        ("ru", "Последние новости о погоде порадовали садоводов.", False),
        ("ru", "Поделиться:", True),
        ("ru", "БЕЛТА – Новости Беларуси, © Авторское право принадлежит БЕЛТА, 1999-2026 гг.", True),
        ("zh", "订阅我们：", True),
        ("es", "Síguenos en", True),
        ("pl", "Świeże wiadomości z Białorusi", True),
    ],
)
def test_what_begins_the_chrome_below_an_article(code: str, line: str, expected: bool) -> None:
    assert closes(line, [EDITIONS[code].chrome]) is expected


def test_the_last_line_of_a_file_may_be_cut_short() -> None:
    chromes = [EDITIONS["de"].chrome]

    assert closes("Abonnieren Si", chromes, last=True)
    assert not closes("Abonnieren Si", chromes)
    assert not closes("Abo", chromes, last=True)
    assert closes("订阅", [EDITIONS["zh"].chrome], last=True)


@pytest.mark.parametrize(
    ("code", "line", "expected"),
    [
        ("de", "Letzte Nachrichten aus Belarus", True),
        ("de", "Letzte Nachrichten vom See", False),
        ("ru", "Подписывайтесь на нас в", True),
        ("ru", "Подписывайтесь на нас в Telegram, Viber", True),
        ("ru", "Последние новости из теплицы", False),
        ("en", "Follow us on:", True),
        ("en", "Latest news from Belarus' lighthouses", False),
    ],
)
def test_what_begins_the_chrome_letter_for_letter(code: str, line: str, expected: bool) -> None:
    assert closes(line, [EDITIONS[code].chrome])
    assert closes_for_certain(line, [EDITIONS[code].chrome]) is expected


def test_other_lines_by_themselves() -> None:
    assert is_copyright("BelTA – News, © Belarusian Telegraph Agency, 2010-2026. All rights reserved.")
    assert is_copyright("BelTA – News, © Belarusian Tele")
    assert not is_copyright("Фото © Ива Прибрежная")
    assert is_weather("Minsk heiter +12°C")
    assert is_weather("Minsk 0°C")
    assert not is_weather("In Minsk sind es heute 12°C.")
    assert is_label("科技/经济", EDITIONS["zh"])
    assert is_label("Новости компаний")
    assert not is_label("Boote am Steg sind trocken geblieben")


def test_lines_know_the_empty_lines_above_them() -> None:
    lines = lines_of("\n\n Eins \r\n\xa0\n\nZwei\tdrei\n")

    assert [(line.text, line.gap) for line in lines] == [("Eins", 2), ("Zwei drei", 2)]
