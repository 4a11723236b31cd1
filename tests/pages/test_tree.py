"""A tree holds all that the page prints, or there is none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from belta_scraper.errors import PageNotUnderstood
from belta_scraper.pages.selecting import text_of
from belta_scraper.pages.tree import parse


@pytest.mark.parametrize("depth", [10, 300, 1900])
def test_deeply_nested_text_is_kept(depth: int) -> None:
    root = parse("<p>Above.</p>" + "<div>" * depth + "Deep." + "</div>" * depth + "<p>After.</p>")

    assert text_of(root) == "Above. Deep. After."


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</BODY >\n</HTML>\n"])
def test_what_follows_the_end_of_the_page_is_kept(end: str) -> None:
    assert text_of(parse(f"<html><body><p>Bread.</p>{end}<p>Salt.</p>")) == "Bread. Salt."


def test_what_would_be_lost_in_the_depth_is_refused_instead() -> None:
    with pytest.raises(PageNotUnderstood, match="deep in one another"):
        parse("<div>" * 2100 + "Deep." + "</div>" * 2100 + "<p>After.</p>")


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f"a{number}=1" for number in range(30_000)),
        " ".join(f'a{number}="1"' for number in range(30_000)),
        " ".join(f"a{number}='>'" for number in range(30_000)),
        " ".join(f"a{number}" for number in range(30_000)),
        " ".join(f"a{number} b{number} c{number}='<i>'" for number in range(10_000)),
        " ".join(f"a{number}=\"<b title=''>\"" for number in range(30_000)),
    ],
    ids=lambda attributes: attributes[:20],
)
@pytest.mark.parametrize("around", ["", "<div class='box' onclick=\"if (a > b) { go('there') }\">Salt</div>\n" * 2_000])
def test_a_tag_that_would_take_minutes_is_refused_at_once(attributes: str, around: str) -> None:
    begins = time.perf_counter()

    with pytest.raises(PageNotUnderstood, match="bytes, found one of"):
        parse(f"{around}<p {attributes}>Bread</p>{around}")

    assert time.perf_counter() - begins < 1


@pytest.mark.parametrize("text", ["x " * 100_000, "<p>a > b</p>" * 20_000, "<p title='>'>x</p>" * 10_000])
def test_much_text_is_no_such_tag(text: str) -> None:
    assert len(text_of(parse(text))) > 9_999


def test_a_picture_inside_an_attribute_is_no_such_tag() -> None:
    root = parse(f'<p>Boats <img src="data:image/png;base64,{"A/+=" * 40_000}"> dry.</p>')

    assert text_of(root) == "Boats dry."


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("", ""),
        ("<!", ""),
        ("<!-- nothing -->", ""),
        ("Bread", "Bread"),
        ("Bre\x00ad", "Bread"),
        ("\ud800Bread", "?Bread"),
        ("<meta charset=windows-1251><p>Хлеб", "Хлеб"),
        ("<p>\u202eХлеб\u202c</p>", "\u202eХлеб\u202c"),
        ("<p>1 < 2 & 3 &nbsp;&copy; &unknown;", "1 < 2 & 3 © &unknown;"),
    ],
)
def test_odd_text_is_parsed(text: str, printed: str) -> None:
    assert text_of(parse(text)) == printed


@given(st.text(max_size=200))
def test_any_text_has_a_tree(text: str) -> None:
    assert isinstance(parse(text).tag, str)
