"""What the replica prints, against what its records say: each truth stands on each page that should show it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from parsel import Selector

from belta_scraper.editions import EDITIONS
from belta_scraper.replica import Replica, Site, Story
from belta_scraper.replica.lettering import LETTERING
from belta_scraper.replica.markup.article import article
from belta_scraper.replica.markup.article_2015 import article_2015
from belta_scraper.replica.markup.renderings import amp, mobile, plain_text, print_version, special
from belta_scraper.replica.view import View

RENDERINGS = [article, article_2015, amp, mobile, print_version, special]
every_edition = pytest.mark.parametrize("code", EDITIONS)
SITES = {code: Replica(editions=[code]).site(code) for code in EDITIONS}
"""Never started, never edited."""


def selector(page: bytes) -> Selector:
    return Selector(page.decode("utf-8", errors="replace"))


def squeezed(words: str) -> str:
    return " ".join(words.split())


def words_of(page: bytes, where: str = "//body") -> str:
    return squeezed(" ".join(selector(page).xpath(f"{where}//text()[not(parent::script)]").getall()))


def stands_in_order(lines: list[str], whole: str) -> bool:
    """Whether the lines stand in the text one after the other, blanks aside."""
    tight, at = re.sub(r"\s", "", whole), 0
    for line in lines:
        wanted = re.sub(r"\s", "", line)
        at = tight.find(wanted, at)
        if at < 0:
            return False
        at += len(wanted)
    return True


@every_edition
@pytest.mark.parametrize("render", RENDERINGS, ids=lambda render: render.__name__)
def test_headline_and_text_stand_on_the_page_in_their_order(code: str, render: Callable[[Story, View], bytes]) -> None:
    view = SITES[code].view()
    for story in view.stories:
        dateline = [story.dateline.text] if story.dateline else []
        whole = words_of(render(story, view))

        assert stands_in_order([story.headline, *dateline, *story.paragraphs], whole), story.headline


@every_edition
@pytest.mark.parametrize("body_markup", ["p", "bare"])
def test_the_body_holds_the_text_and_its_notes_and_nothing_else(code: str, body_markup: str) -> None:
    site = Replica(editions=[code]).site(code)
    site.switches.body_markup = body_markup  # type: ignore[assignment]
    site.switches.invite = "sibling"
    for story in site.stories:
        found = words_of(article(story, site.view()), "//div[contains(@class, 'js-mediator-article')]")
        captions = [part.text for part in story.parts if part.kind == "picture"]
        marks = [story.update_note or "", story.end_mark or "", story.dateline.text if story.dateline else ""]
        expected = "".join([*marks, *captions, *story.paragraphs])

        assert sorted(re.sub(r"\s", "", found)) == sorted(re.sub(r"\s", "", expected)), story.headline


@every_edition
def test_the_page_says_when_in_three_ways_one_of_them_false(code: str) -> None:
    view = SITES[code].view()
    for story in view.stories:
        page = selector(article(story, view))
        content = page.css("div.main > div.content_2_col > div.content_margin")
        minsk = story.published.strftime("%Y-%m-%d %H:%M:%S")

        assert content.css("div.date_full::text").get() == story.published_text
        assert page.css("[property='article:published_time']::attr(content)").get() == minsk
        assert page.css("[property='article:modified_time']::attr(content)").get() == str(story.modified)[:19]
        false = page.css("[name=mediator_published_time]::attr(content)").get()
        assert false == minsk.replace(" ", "T") + "+00:00"


@every_edition
def test_the_page_names_rubric_headline_tags_picture_and_byline(code: str) -> None:
    view = SITES[code].view()
    for story in view.stories:
        page = selector(article(story, view))
        content = page.css("div.content_margin")

        assert content.xpath("./a[1]/text()").get() == story.section_text
        assert content.css("h1::text").get() == story.headline
        assert page.css("title::text").get() == story.headline
        assert tuple(page.css(".news_tags_block a::text").getall()) == tuple(tag.text for tag in story.tags)
        assert page.css("[property='og:url']::attr(content)").get() == story.url.rstrip("/")
        picture = content.css(".main_img img::attr(src)").get()
        assert (picture is None) == (story.picture is None)
        assert picture is None or picture.endswith(f"_{story.number}_big.png")
        signed = page.css(".person_fio::attr(title)").get()
        assert signed == (story.byline.partition(",")[0] if story.byline else None)


@every_edition
def test_the_header_shows_the_day_of_rendering_and_never_that_of_publication(code: str) -> None:
    view = SITES[code].view()
    oldest = view.stories[-1]
    header = words_of(article(oldest, view), "//div[@class='header_date']")

    assert re.search(r"\b3\b.*2026", header)
    assert header.endswith("2026")
    assert "28" not in header


def test_the_header_is_in_the_editions_language_but_for_the_chinese_one() -> None:
    def header(code: str) -> str:
        view = SITES[code].view()
        return words_of(article(view.stories[0], view), "//div[@class='header_date']")

    assert header("de") == "Samstag, 3 Oktober 2026"
    assert header("pl") == "Sobota, 3 Października 2026"
    assert header("zh") == "Saturday, 3 October 2026"


@every_edition
def test_the_menu_prints_all_news_twice(code: str) -> None:
    view = SITES[code].view()
    menu = words_of(article(view.stories[0], view), "//div[@class='main_menu']")

    assert menu.count(EDITIONS[code].chrome.all_news) == 2


def test_the_first_skin_has_the_headline_first_and_a_body_without_wrapper() -> None:
    view = SITES["ru"].view()
    story = next(story for story in view.stories if any(part.kind == "subheading" for part in story.parts))
    column = selector(article_2015(story, view)).css("div.center_col")
    names = [element.root.tag for element in column.xpath("./*")]

    assert names[:2] == ["h1", "div"]
    assert f"{story.published:%d.%m.%Y | %H:%M}" in words_of(article_2015(story, view), "//div[@class='sp_date']")
    paragraphs = [squeezed(" ".join(p.xpath(".//text()").getall())) for p in column.xpath("./p | ./h2")]
    assert story.paragraphs[-1] in paragraphs


def test_the_printed_version_shows_the_rendering_under_a_belarusian_month() -> None:
    view = SITES["en"].view()
    printed = words_of(print_version(view.stories[-1], view), "//div[@class='print_date']")

    assert printed == "03 кастрычніка 2026, 22:00"


def test_windows_1251_stands_before_the_russian_text_and_harms_only_readers_of_bytes() -> None:
    view = SITES["ru"].view()
    page = article(view.stories[0], view)

    assert "Яндекс.Директ".encode("cp1251") in page.partition(b"<h1>")[0]
    with pytest.raises(UnicodeDecodeError):
        page.decode("utf-8")
    assert view.stories[0].headline in page.decode("utf-8", errors="replace")


def test_a_headline_with_straight_quotes_stands_in_single_quoted_attributes() -> None:
    view = SITES["ru"].view()
    story = next(story for story in view.stories if '"' in story.headline)

    page = article(story, view).decode("utf-8", errors="replace")

    assert f"<meta property=\"og:title\" content='{story.headline}'>" in page
    assert Selector(page).css("[property='og:title']::attr(content)").get() == story.headline


def with_quirk(site: Site, quirk: str) -> tuple[Story, str]:
    story = next(story for story in site.stories if quirk in story.quirks)
    return story, article(story, site.view()).decode("utf-8", errors="replace")


@pytest.mark.parametrize(
    ("code", "quirk", "sign"),
    [
        ("ru", "empty paragraphs", "<p></p>"),
        ("ru", "subheading within paragraph", "<p><h2>"),
        ("ru", "attributes alt title src", "<img alt title src="),
        ("ru", "data-src", "<img data-src="),
        ("ru", "no-break spaces", "1&nbsp;290"),
        ("ru", "slug with U+FFFE", "%EF%BF%BE"),
        ("ru", "slug with a dot", "/osenj-2026.-kukoljnyj"),
        ("zh", "MsoNormal", '<p class="MsoNormal"'),
    ],
)
def test_a_quirk_is_on_its_page(code: str, quirk: str, sign: str) -> None:
    _, page = with_quirk(SITES[code], quirk)

    assert sign in page


@every_edition
def test_some_article_of_each_edition_was_edited_the_day_after(code: str) -> None:
    story, _ = with_quirk(SITES[code], "edited the day after")

    assert (story.modified - story.published).days == 0
    assert story.modified.date() > story.published.date()
    assert story.modified.second > 0


def test_what_is_odd_in_chinese_addresses_is_there() -> None:
    slugs = [story.slug for story in SITES["zh"].stories]

    assert slugs.count("") > len(slugs) / 2
    assert "wta-1000" in slugs
    assert any(slug.replace("-", "").isdecimal() for slug in slugs)


def test_a_russian_photograph_has_a_slug_that_ends_in_a_year_before_a_number_without_one() -> None:
    paths = [story.path for story in SITES["ru"].stories if story.section == "photonews"]

    assert any(re.search(r"-2026-276\d\d/$", path) for path in paths)


def test_every_network_is_embedded_somewhere() -> None:
    hosts = {url.split("/")[2] for site in SITES.values() for story in site.stories for url in story.embeds}

    assert hosts >= {"www.youtube.com", "t.me", "x.com", "www.instagram.com"}


def test_english_photographs_print_the_time_first() -> None:
    story = next(story for story in SITES["en"].stories if story.section == "photonews")

    assert re.fullmatch(r"\d\d:\d\d \d\d (September|October) 2026", story.published_text)


@every_edition
def test_the_plain_text_of_a_page_has_its_chrome_line_by_line(code: str) -> None:
    view, words = SITES[code].view(), LETTERING[code]
    story = view.stories[0]
    lines = plain_text(story, view).splitlines()

    assert lines[3:9] == [words.all_news, words.all_news, story.section_text, story.published_text, "", story.headline]
    assert lines[-3:] == [words.subscribe, words.network, words.latest]
    assert stands_in_order(list(story.paragraphs), "\n".join(lines))
