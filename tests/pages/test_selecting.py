"""A selection says how many it expects."""

import pytest
from parsel import Selector

from belta_scraper.errors import PageNotUnderstood
from belta_scraper.pages.selecting import at_least_one, at_most_one, only, text_of

PAGE = Selector("<div><h1> Boats\r\n\tdry </h1><p>one<br>two<script>x()</script></p><p>three <b>four</b>.</p></div>")


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


def test_text_without_what_is_left_out() -> None:
    paragraph = PAGE.css("p")[1]

    assert text_of(paragraph, without=[paragraph.css("b")[0].root]) == "three ."


def test_the_text_of_an_attribute() -> None:
    assert text_of(Selector('<a title=" Bread\n">x</a>').css("a::attr(title)")[0]) == "Bread"
