"""No text of any kind breaks a reader or keeps it busy."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import NotUnderstood
from belta_scraper.pages import decode, read_article, read_listing, read_plain_text
from tests.pages.saved import saved_pages
from tests.records import a_capture

URLS = ["", "https://deu.belta.by/society/view/boote-7-2026/", "http://[::1", "https://belta.by/printv/x/view/y-1-2020"]


def as_article(text: str, url: str = URLS[1], code: str | None = None) -> object:
    return read_article(text, url=url, edition=EDITIONS[code] if code else None, capture=a_capture())


def as_listing(text: str, url: str = "https://deu.belta.by/all_news/", code: str | None = "de") -> object:
    return read_listing(text, url=url, edition=EDITIONS[code or "ru"])


def as_plain_text(text: str, url: str | None = None, code: str | None = None) -> object:
    return read_plain_text(text, capture=a_capture(), url=url or None, edition=EDITIONS[code] if code else None)


READERS = [as_article, as_listing, as_plain_text]

_STRANGE = st.text(
    st.one_of(st.characters(), st.sampled_from("\x00\ud800\udfff\u202e\u2066\u200b\ufeff\x1f\x1e\x85\u2028"))
)
_MARKUP = st.sampled_from(
    [
        "<div class='js-mediator-article'>", "<div class='content_margin'>", "<div class='date_full'>", "<h1>", "</h1>",
        "<div id='inner'>", "<div class='news_item lenta_item'>", "<div class='new_date'>", "</div>", "<p>", "<br>",
        "<a href='/sport/view/x-1-2024/' title='x'>", "<a href='http://[::1'>", "<a>", "</a>", "<table>", "<tr>", "<td>",
        "<div class='center_col'>", "<div class='sp_date'>", "<div class='main_block'>", "<html amp>", "<script>",
        "<meta property='og:url' content='http://[::1'>", "<img data-src='//[' alt title>", "<!--", "-->", "<![CDATA[",
        "<div class='load_more' onclick=\"get_page('http://[/page/2', 'inner')\">", "<iframe src='//['>", "<body", "&#0;",
        "<base href='http://[::1'>", "</html>", "<svg>", "<math>", "<frameset>", "<plaintext>", "<template>", "<select>",
    ]
)  # fmt: skip
_LINES = st.sampled_from(
    [
        "Alle Nachrichten", "Все новости", "19 September 2024, 19:35", "22.07.2015 | 10:26", "MINSK, 5. Mai (BelTA) – Brot.",
        "8 мая, Минск /Корр. БЕЛТА/. Хлеб.", "Wirtschaft", "X", "Abonnieren Sie uns auf", "(Обновлено 12:52)", "14:06", "",
        "Новости темы", '"Лодки"', "Главная Новости Общество", "flag Montag, 6 Mai 2024", "21", ".02.26", "Vollversion",
    ]
)  # fmt: skip


def survives(reader: Callable[..., object], text: str, url: str, code: str | None) -> None:
    with suppress(NotUnderstood):
        reader(text, url, code)


@pytest.mark.parametrize("reader", READERS)
@given(text=_STRANGE, url=st.sampled_from(URLS), code=st.sampled_from([None, "de", "zh"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused_in_words(
    reader: Callable[..., object], text: str, url: str, code: str | None
) -> None:
    survives(reader, text, url, code)


@pytest.mark.parametrize("reader", READERS)
@given(
    text=st.lists(st.one_of(_MARKUP, _STRANGE), max_size=30).map("".join),
    url=st.sampled_from(URLS),
    code=st.sampled_from([None, "de", "zh"]),
)
@settings(max_examples=250, deadline=None)
def test_any_markup_is_read_or_refused_in_words(
    reader: Callable[..., object], text: str, url: str, code: str | None
) -> None:
    survives(reader, text, url, code)


@given(
    text=st.lists(st.one_of(_LINES, st.text(max_size=20)), max_size=25).map("\n".join),
    url=st.sampled_from(URLS),
    code=st.sampled_from([None, "de", "ru"]),
)
@settings(max_examples=400, deadline=None)
def test_any_lines_are_read_or_refused_in_words(text: str, url: str, code: str | None) -> None:
    survives(as_plain_text, text, url, code)


@pytest.mark.parametrize("page", [page for page in saved_pages() if page.kind != "refused"], ids=str)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_a_damaged_page_is_read_or_refused_in_words(page: object, data: st.DataObject) -> None:
    from tests.pages.saved import SavedPage

    assert isinstance(page, SavedPage)
    body = page.file.read_bytes()
    begins = data.draw(st.integers(0, len(body)))
    ends = data.draw(st.integers(begins, min(len(body), begins + 300)))
    text = decode(body[:begins] + data.draw(st.binary(max_size=20)) + body[ends:])
    reader = as_plain_text if page.file.suffix == ".txt" else as_listing if page.kind == "listing" else as_article
    survives(reader, text, page.url or "", page.edition.code)


BIG = 1_000_000


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "text",
    [
        "x" * BIG,
        "слово " * (BIG // 6),
        "\n" * BIG,
        "a\n" * (BIG // 2),
        "=" * BIG,
        "(" * BIG,
        "/" * BIG,
        "<" * BIG,
        "<a" * (BIG // 2),
        "<p>" * (BIG // 3),
        "<div class='news_item'><a>" * (BIG // 26),
        "<br>x" * (BIG // 5),
        "<!--" * (BIG // 4),
        "MINSK, 5. Mai (" * (BIG // 15),
        "8 мая, Минск /" * (BIG // 14),
        "8 мая, Минск /Корр. БЕЛТА/.\n" * (BIG // 28),
        "19 September 2024, 19:35\n" * (BIG // 25),
        "Alle Nachrichten\n" * (BIG // 17),
        "14:06\n" * (BIG // 6),
        "Letzte Nachrichten x.\n" * (BIG // 22),
        '"' * BIG,
        "« " * (BIG // 2),
        '<a href="/sport/view/x-1-2024/" rel="nofollow">x</a>' * (BIG // 51),
        "<td>x<table>" * (BIG // 12),
        "<div class='text'>x</div>" * (BIG // 25),
        "\u0301" * BIG,
    ],
    ids=lambda text: repr(text[:16]),
)
def test_a_megabyte_of_anything_takes_no_longer_than_it_must(reader: Callable[..., object], text: str) -> None:
    begins = time.process_time()

    survives(reader, text, "", "de")

    assert time.process_time() - begins < 15
