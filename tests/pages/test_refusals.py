"""Pages that answer instead of the one asked for, and pages that only sound like them."""

import pytest

from belta_scraper.errors import PageIsGone, PageRefusesUs
from belta_scraper.pages.outline import outline_of
from belta_scraper.pages.refusals import refuse_refusals, refuse_what_is_gone, says_it_is_gone, says_it_refuses
from belta_scraper.pages.tree import parse

URL = "https://deu.belta.by/society/view/boote-7-2026/"


def page(heading: str, text: str = "", head: str = "") -> str:
    return f"<html><head><title>{heading}</title>{head}</head><body><h1>{heading}</h1><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    "text",
    [
        page("500 Internal Server Error", "nginx"),
        page("503"),
        page("Ошибка 502", "Попробуйте позже"),
        page("429 Too Many Requests"),
        page("Just a moment..."),
        page("Before you continue", "Accept"),
        page("BelTA", "Wir bitten um Ihre Zustimmung."),
        page("БЕЛТА", "На сайте ведутся технические работы."),
    ],
)
def test_a_page_that_refuses_us(text: str) -> None:
    with pytest.raises(PageRefusesUs):
        refuse_refusals(root := parse(text), outline_of(root), URL)


@pytest.mark.parametrize(
    "text",
    [
        page("Boote", "Auf dem See liegen 500 Boote und 503 Ruder."),
        page("500 Boote auf dem See", "Sie liegen am Steg."),
        page("Boote: 429 am Steg", "Und 403 im Schuppen."),
        page("Zustimmung zum Gartenplan", "Der Plan wurde angenommen."),
        page("Streets blocked by snow", "MINSK, 8 May (BelTA) – The streets were blocked by snow."),
        page("Captcha", "x", '<meta property="article:published_time" content="2026-05-08 12:10:00">'),
    ],
)
def test_a_page_that_only_sounds_like_a_refusal(text: str) -> None:
    refuse_refusals(root := parse(text), outline_of(root), URL)


@pytest.mark.parametrize(
    "heading",
    [
        "404", "Ошибка 404", "Страница не найдена", "Старонка не знойдзена", "Page not found", "Seite nicht gefunden",
        "Página no encontrada", "Strona nie została znaleziona", "找不到页面", "404 Not Found | BelTA",
    ],
)  # fmt: skip
def test_a_heading_that_says_there_is_no_such_page(heading: str) -> None:
    assert says_it_is_gone(heading)
    with pytest.raises(PageIsGone):
        refuse_what_is_gone(outline_of(parse(page(heading))), URL)


@pytest.mark.parametrize("heading", ["404 Boote am Steg", "Страница не найдена в архиве", "Seite 404"])
def test_a_heading_that_says_something_else(heading: str) -> None:
    assert not says_it_is_gone(heading)
    refuse_what_is_gone(outline_of(parse(page(heading))), URL)


def test_a_few_words_of_a_server() -> None:
    assert says_it_refuses("Internal Server Error")
    assert not says_it_refuses("Nachrichten des Tages")
