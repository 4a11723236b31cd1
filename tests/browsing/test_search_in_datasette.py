"""One box, seven languages: what is found, in which order, and how it is shown."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from datasette.utils import module_from_path
from parsel import Selector

from data.plugins.search_functions import excerpt_of, marked, search_terms
from tests.browsing.conftest import DATA, Site
from tests.browsing.invented import BOAT, CHESS, HOSTILE, LIBRARY, ORCHARD, READING_ROOM, TELESCOPE, TULIPS


def found(site: Site, query: str) -> list[int]:
    return [row["article"] for row in site.rows(f"/belta/search.json?{query}")]


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("q=библиотеки", [READING_ROOM]),
        ("q=БИБЛИОТЕКУ&edition=ru", [READING_ROOM]),
        ("q=игр", [READING_ROOM]),
        ("q=садам&edition=be", [ORCHARD]),
        ("q=图书馆", [LIBRARY]),
        ("q=夜间开放&edition=zh", [LIBRARY]),
        ("q=馆书", []),
        ("q=馆", [LIBRARY]),  # a single character, where another follows it
        ("q=图书*", [LIBRARY]),
        ("q=Booten", [BOAT]),
        ("q=boot", [BOAT]),
        ("q=tulipán", [TULIPS]),
        ("q=gwiazdy", [TELESCOPE]),
        ("q=Obserw*", [TELESCOPE]),
        ('q="ältestes Boot"', [BOAT]),
        ('q="Boot ältestes"', []),
        ("q=boot&edition=ru", []),
        ("q=boot&since=2026-10-01", []),
        ("q=boot&since=2026-09-30&until=2026-09-30", [BOAT]),
        ("q=boot&until=2026-09-29", []),
        ("q=boot библиотека", []),
        ("q=", []),
        ("q=***", []),
        ('q="', []),
        ("q=) OR (", []),
        ("q=NOT", []),
        ("q=headline:boot", []),
    ],
)
def test_a_search_finds(site: Site, query: str, articles: list[int]) -> None:
    assert found(site, query) == articles


def test_the_newest_stand_first(site: Site) -> None:
    assert found(site, "q=lights") == [HOSTILE, CHESS]


def test_a_word_in_the_headline_weighs_more_than_one_in_a_newer_text_for_whoever_asks_for_the_best(site: Site) -> None:
    assert found(site, "q=lights&sort=best") == [CHESS, HOSTILE]
    assert found(site, "q=lights&sort=best&edition=en&since=2026-09-30&until=2026-09-30") == [CHESS, HOSTILE]
    assert found(site, "q=lights&sort=best&until=2026-09-29") == []
    assert found(site, "q=obserwatorium&sort=best") == [
        TELESCOPE
    ]  # it has no date, and is found where none is asked for


def test_what_was_found_is_marked_in_the_page(site: Site) -> None:
    page = Selector(site.page("/belta/search?q=библиотеки"))

    assert page.css("li.entry mark::text").getall() == ["библиотека"]
    assert page.css("li.entry h3").attrib["lang"] == "ru"
    assert page.css("input[name=q]").attrib["value"] == "библиотеки"


def test_what_was_chosen_stays_chosen(site: Site) -> None:
    page = Selector(site.page("/belta/search?q=boot&edition=de&since=2026-09-01&sort=best"))

    assert page.css("main select[name=edition] option[selected]").attrib["value"] == "de"
    assert page.css("main select[name=sort] option[selected]").attrib["value"] == "best"
    assert page.css("main input[name=since]").attrib["value"] == "2026-09-01"


def test_a_search_without_an_answer_says_so(site: Site) -> None:
    assert "Nothing is found for" in site.page("/belta/search?q=<b>nonsense</b>")


@pytest.mark.parametrize(
    ("text", "query", "language", "html"),
    [
        (
            "Новая экономика, новые экономики",
            "экономику",
            "ru",
            "Новая <mark>экономика</mark>, новые <mark>экономики</mark>",
        ),
        ("Подъём моста", "подъем", "ru", "<mark>Подъём</mark> моста"),
        ("<b>bread</b> & breads", "bread", "en", "&lt;b&gt;<mark>bread</mark>&lt;/b&gt; &amp; <mark>breads</mark>"),
        ("市图书馆每晚十点闭馆", "图书馆", "zh-Hans", "市<mark>图书馆</mark>每晚十点闭馆"),
        ("市图书馆每晚十点闭馆", "馆", "zh-Hans", "市图书<mark>馆</mark>每晚十点闭<mark>馆</mark>"),
        ("Obserwatorium w nocy", "obserw*", "pl", "<mark>Obserwatorium</mark> w nocy"),
        ("two words here", '"two words"', "en", "<mark>two</mark> <mark>words</mark> here"),
        ("<mark>already</mark>", "x", "en", "&lt;mark&gt;already&lt;/mark&gt;"),
        ("nothing asked", "", "en", "nothing asked"),
        (None, "x", "en", ""),
    ],
)
def test_finds_are_marked_and_everything_else_is_text(text: str | None, query: str, language: str, html: str) -> None:
    assert str(marked(text, query, language)) == html


def test_an_excerpt_shows_where_the_word_stands() -> None:
    text = "Einleitung. " * 40 + "Das Boot schwimmt wieder. " + "Schluss. " * 60

    excerpt = excerpt_of(text, "Boote", "de")

    assert excerpt is not None
    assert "Das Boot schwimmt wieder." in excerpt
    assert excerpt.startswith("… Einleitung.")
    assert excerpt.endswith(" …")
    assert len(excerpt) < 300


def test_an_excerpt_of_a_text_without_the_word_is_its_beginning() -> None:
    assert excerpt_of("Ein kurzer Text.\n\nMit zwei Absätzen.", "Zebra", "de") == "Ein kurzer Text. Mit zwei Absätzen."
    assert excerpt_of(None, "Zebra", "de") is None


def test_a_search_in_no_language_asks_in_all_of_them() -> None:
    terms = search_terms("библиотеки", None)

    assert '"библиотек"' in terms  # the Russian stem
    assert '"библиотеки"' in terms  # as it stands, for languages that do not know the word
    assert search_terms("  ", None) == search_terms("", "ru") == '""'


@pytest.mark.parametrize("path", sorted((DATA / "plugins").glob("*.py")), ids=lambda path: path.stem)
def test_the_examples_in_a_plugin_hold(path: Path) -> None:
    results = doctest.testmod(module_from_path(str(path), name=path.stem))

    assert results.failed == 0
