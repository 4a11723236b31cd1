"""What holds of every saved page, and of any tree at all."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from belta_scraper.errors import PageNotUnderstood
from belta_scraper.items import Article
from belta_scraper.pages import Listing
from belta_scraper.pages.blocks import read_blocks
from belta_scraper.pages.selecting import text_of
from belta_scraper.pages.tree import parse
from tests.pages.saved import SavedPage, in_json, printed_on, read, saved_pages

HTML = [page for page in saved_pages(suffix="html") if printed_on(page).get("raises") is None]
ARTICLES = [page for page in HTML if page.kind != "listing"]
BOTH = [page for page in saved_pages(suffix="html") if page.file.with_suffix(".txt").exists()]
TEXTS = [page for page in saved_pages(suffix="txt") if printed_on(page).get("raises") is None]


def unspaced(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("page", HTML, ids=str)
def test_every_letter_of_a_page_is_in_some_block_and_in_order(page: SavedPage) -> None:
    root = parse(page.text)

    accounted = "".join(block.text for block in read_blocks(root).blocks)

    assert unspaced(accounted) == unspaced(text_of(root))


_TAGS = ["p", "div", "span", "b", "a", "h2", "ul", "li", "table", "tr", "td", "blockquote", "br", "font", "aside",
         "noindex", "script", "figure", "figcaption", "img", "x-new", "o:p", "form"]  # fmt: skip
_CLASSES = ["", "", "text", "share", "news_accent_block", "clear", "never_seen", "MsoNormal", "fp_block_more"]
_PIECES = st.one_of(
    st.text(alphabet="абв xyz\n\u00a0.,«", max_size=8),
    st.builds("<{} class='{}'>".format, st.sampled_from(_TAGS), st.sampled_from(_CLASSES)),
    st.builds("</{}>".format, st.sampled_from(_TAGS)),
    st.just("<!-- words in a comment -->"),
)


@given(st.lists(_PIECES, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_every_letter_of_any_body_is_in_some_block_and_in_order(html: str) -> None:
    root = parse(f"<html><body>{html}</body></html>")

    accounted = "".join(block.text for block in read_blocks(root).blocks)

    assert unspaced(accounted) == unspaced(text_of(root))


@pytest.mark.parametrize("page", TEXTS, ids=str)
def test_every_letter_of_a_text_capture_is_in_a_block_or_a_field(page: SavedPage) -> None:
    article = read(page)
    assert isinstance(article, Article)
    printed = [block.text for block in article.blocks]
    fields = [article.headline, article.section_text, article.published_text]
    letters = unspaced("".join([*printed, *filter(None, fields)]))

    for word in page.text.split():
        # A breadcrumb's first stations, and a day of rendering, are no part of the article.
        assert word in letters or re.fullmatch(r"Главная|Новости|[\d|:.]+|верасня", word), word


def _more_chrome(html: str) -> str:
    """The same page with another day, other latest news, another counter and one box more."""
    news = '<div class="last_news"><a href="/sport/view/goals-9-2026/" title="Goals">Goals, goals, goals</a></div>'
    html = re.sub(r"<body([^>]*)>", lambda found: f"<body{found[1]}>{news}", html, count=1)
    html = re.sub(r", \d{1,2} (апреля|красавіка|April|Abril|Listopada|March) 2024", r", 3 \1 2025", html)
    html = re.sub(r"-2026( гг)?\.", "-2031.", html)
    return html.replace("</body>", f'{news}<img src="/count.gif" width="1" height="1"></body>')


def _more_chrome_in_the_body(html: str) -> str:
    box = (
        '<div class="news_accent_block"><a href="/x/">Read also</a></div><script>count(2)</script>'
        '<div class="invite_in_messagers">Follow us, please</div>'
        '<a rel="nofollow" href="https://www.facebook.com/sharer.php?u=2">f</a><div id="yandex_ad7">Buy oars</div>'
    )
    return re.sub(r'(<div (?:class="js-mediator-article"|itemprop="articleBody")>)', lambda found: found[1] + box, html)


def story_of(article: Article | Listing) -> dict[str, object]:
    assert isinstance(article, Article)
    story = tuple((block.kind, block.text) for block in article.blocks if block.fate != "chrome")
    same = ("headline", "lead", "section_text", "published_text", "update_note", "byline_text", "images", "tags")
    return {"story": story} | {name: getattr(article, name) for name in same}


@pytest.mark.parametrize("change", [_more_chrome, _more_chrome_in_the_body])
@pytest.mark.parametrize("page", ARTICLES, ids=str)
def test_a_change_of_chrome_changes_nothing_that_is_read(page: SavedPage, change: Callable[[str], str]) -> None:
    assert story_of(read(page, change(page.text))) == story_of(read(page))


@pytest.mark.parametrize("page", ARTICLES, ids=str)
def test_a_change_of_one_word_of_the_story_is_read(page: SavedPage) -> None:
    article = read(page)
    assert isinstance(article, Article)
    words = [word for block in article.blocks if block.fate == "story" for word in block.text.split() if word.isalpha()]
    unique = next((word for word in reversed(words) if page.text.count(word) == 1), None)
    if unique is None:
        assert not words or article.reader == "article since 2019"
        return

    assert story_of(read(page, page.text.replace(unique, "Ω"))) != story_of(article)


@pytest.mark.parametrize("page", BOTH, ids=str)
@pytest.mark.parametrize(
    "field",
    ["edition", "url", "number", "year", "section", "headline", "section_text", "published_text", "update_note"],
)
def test_a_page_and_its_text_agree_on_what_both_print(page: SavedPage, field: str) -> None:
    text = SavedPage(page.file.with_suffix(".txt"))

    assert printed_on(text).get(field) == printed_on(page).get(field)


@pytest.mark.parametrize("page", BOTH, ids=str)
def test_a_page_and_its_text_agree_on_the_story(page: SavedPage) -> None:
    text = SavedPage(page.file.with_suffix(".txt"))

    def story(saved: SavedPage) -> list[str]:
        blocks = printed_on(saved)["blocks"]
        return [block["text"] for block in blocks if block["fate"] == "story" and block["kind"] != "caption"]

    assert story(text) == story(page)


@pytest.mark.parametrize("page", saved_pages(), ids=str)
def test_reading_is_the_same_each_time(page: SavedPage) -> None:
    printed = printed_on(page)
    if "raises" in printed:
        with pytest.raises(PageNotUnderstood) as refused:
            read(page)
        assert str(refused.value) == printed["message"]
    else:
        assert in_json(read(page)) == printed
