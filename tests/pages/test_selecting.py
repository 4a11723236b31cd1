"""A selection says how many it expects."""

import pytest
from parsel import Selector

from belta_scraper.errors import PageNotUnderstood
from belta_scraper.pages.selecting import at_least_one, at_most_one, every, only, text_of
from belta_scraper.pages.tree import parse

PAGE = parse("<div><h1> Boats\r\n\tdry </h1><p>one<br>two<script>x()</script></p><p>three <b>four</b>.</p></div>")


def test_one_where_one_is_expected() -> None:
    assert text_of(only(PAGE, "h1", "headline")) == "Boats dry"


@pytest.mark.parametrize(("css", "found"), [("p", "2"), ("h2", "none")])
def test_none_and_two_are_news_about_the_site(css: str, found: str) -> None:
    with pytest.raises(PageNotUnderstood, match=rf"Expected one headline \({css}\), found {found}"):
        only(PAGE, css, "headline")


def test_at_most_one() -> None:
    assert at_most_one(PAGE, "h2", "subheading") is None
    found = at_most_one(PAGE, "h1", "headline")
    assert found is not None
    assert text_of(found) == "Boats dry"
    with pytest.raises(PageNotUnderstood, match="at most one paragraph"):
        at_most_one(PAGE, "p", "paragraph")


def test_at_least_one() -> None:
    assert [text_of(each) for each in at_least_one(PAGE, "p", "paragraph")] == ["one two", "three four."]
    with pytest.raises(PageNotUnderstood, match="at least one quotation"):
        at_least_one(PAGE, "blockquote", "quotation")


SELECTED = parse(
    "<div class='text wide'><a class='rubric'>1</a><p class='text'>2 <a href='/x'>3</a></p><p class=' text\n lead '>4</p>"
    "<p class='subtext'>5</p><section class='text-box'>6</section><span>7</span></div><p class=''>8</p>"
)


@pytest.mark.parametrize(
    "css",
    [
        "p", ".text", ".lead", ".wide", ".no-such", ".lead, .rubric", ".text, .lead", ".text-box", "p.text", "a.rubric",
        ".text a", ".text > a", ".text > p a", "[href]", ".text[class~=wide]", "h1, .rubric",
    ],
)  # fmt: skip
def test_the_same_is_found_as_parsel_finds(css: str) -> None:
    assert every(SELECTED, css) == [found.root for found in Selector(root=SELECTED).css(css)]


def test_text_without_what_is_left_out() -> None:
    paragraph = every(PAGE, "p")[1]

    assert text_of(paragraph, without=every(paragraph, "b")) == "three ."
