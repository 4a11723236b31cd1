"""The replica's pages were written by another hand than the readers': what it says is true is what they read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from belta_scraper.editions import EDITIONS
from belta_scraper.items import Article, Entry
from belta_scraper.pages import decode, read_article, read_listing, read_plain_text
from belta_scraper.replica import Replica, Site, Story
from belta_scraper.replica.answering import answer
from belta_scraper.replica.markup.article import article
from belta_scraper.replica.markup.article_2015 import article_2015
from belta_scraper.replica.markup.renderings import amp, mobile, plain_text, print_version, special
from belta_scraper.replica.switches import Request
from belta_scraper.replica.view import View
from tests.records import a_capture

every_edition = pytest.mark.parametrize("code", EDITIONS)


@dataclass(frozen=True)
class Rendering:
    render: Callable[[Story, View], bytes]
    url: str
    date: str | None

    def __str__(self) -> str:
        return self.render.__name__

    def read(self, story: Story, view: View) -> Article:
        host = EDITIONS[story.edition].host
        url = self.url.format(host=host, path=story.path)
        text = decode(self.render(story, view))
        return read_article(text, url=url, edition=EDITIONS[story.edition], capture=a_capture())


RENDERINGS = [
    Rendering(article, "https://{host}{path}", "as printed"),
    Rendering(article_2015, "https://{host}{path}", "%d.%m.%Y | %H:%M"),
    Rendering(amp, "https://{host}/amp{path}", "%Y-%m-%d %H:%M"),
    Rendering(mobile, "http://m.{host}{path}", "%d.%m.%Y | %H:%M"),
    Rendering(special, "https://{host}/special{path}", "%d.%m.%Y | %H:%M"),
    Rendering(print_version, "https://{host}/printv{path}", None),
]


def squeezed(text: str) -> str:
    return "".join(text.split())


def story_read(read: Article) -> str:
    return squeezed("".join(block.text for block in read.blocks if block.fate != "chrome" and block.kind != "caption"))


def story_told(story: Story, *, glued_note: bool = True) -> str:
    """What a reader should find: dateline, paragraphs, end mark, and a note that hangs on the last of them."""
    note = story.update_note or ""
    hangs = glued_note and story.glue != "own line" and not note.startswith("(")
    opening = story.dateline.text if story.dateline else ""
    return squeezed("".join([opening, *story.paragraphs, note if hangs else "", story.end_mark or ""]))


@every_edition
@pytest.mark.parametrize("rendering", RENDERINGS, ids=str)
def test_headline_date_and_story_of_every_rendering(code: str, rendering: Rendering) -> None:
    view = Replica(editions=[code]).site(code).view()
    for story in view.stories:
        read = rendering.read(story, view)
        signed = squeezed(story.byline or "")
        date = story.published_text if rendering.date == "as printed" else rendering.date

        assert read.headline == story.headline
        assert story_read(read) in (story_told(story), signed + story_told(story)), story.headline
        expected = None if date is None else story.published.strftime(date).replace("\xa0", " ")
        assert read.published_text == expected
        assert (read.edition, read.family, read.number, read.year) == (code, *story.key)
        assert not [each.message for each in read.problems], story.headline


@every_edition
def test_nothing_that_is_read_is_taken_from_the_menus_and_blocks_of_a_whole_page(code: str) -> None:
    site = Replica(editions=[code]).site(code)
    short = site.view()
    site.switches = replace(short.switches, chrome="whole")
    whole = site.view()
    for story in short.stories[::5]:
        for rendering in RENDERINGS[:2]:
            assert len(rendering.render(story, whole)) > 150_000
            assert rendering.read(story, whole) == rendering.read(story, short)


@every_edition
@pytest.mark.parametrize("body_markup", ["p", "bare"])
@pytest.mark.parametrize("invite", ["sibling", "inside", "in body"])
def test_an_article_in_every_body_markup(code: str, body_markup: str, invite: str) -> None:
    site = Replica(editions=[code]).site(code)
    site.switches.body_markup = body_markup  # type: ignore[assignment]
    site.switches.invite = invite  # type: ignore[assignment]
    view = site.view()
    for story in view.stories:
        read = RENDERINGS[0].read(story, view)

        assert story_read(read) == story_told(story), story.headline
        assert read.section_text == story.section_text
        assert [tag.text for tag in read.tags] == [tag.text for tag in story.tags]
        assert sorted(link.url for link in read.links if link.embed) == sorted(story.embeds)
        if story.update_note and story.glue == "own line":
            assert read.update_note == story.update_note


@every_edition
def test_a_text_capture_of_every_story(code: str) -> None:
    view = Replica(editions=[code]).site(code).view()
    for story in view.stories:
        read = read_plain_text(plain_text(story, view), capture=a_capture())

        assert read.edition == code
        assert read.headline == story.headline
        assert read.section_text == story.section_text
        assert read.published_text == story.published_text.replace("\xa0", " ")
        assert story_read(read) == story_told(story, glued_note=False), story.headline


def pages_of(site: Site, origin: str) -> Iterator[tuple[str, str]]:
    """The listing's pages, as far as their buttons lead."""
    path = "/all_news/"
    for _ in range(60):
        request = Request(edition=site.view().code, method="GET", path=path, headers={}, at=0)
        text = decode(answer(site, request).body)
        yield origin + path, text
        listing = read_listing(text, url=origin + path, edition=site.view().edition)
        if listing.next_url is None or not listing.next_url.startswith(origin):
            return
        path = listing.next_url.removeprefix(origin)


@every_edition
def test_no_line_of_a_listing_comes_from_the_menus_and_blocks_of_a_whole_page(code: str) -> None:
    site = Replica(editions=[code]).site(code)

    def lines() -> list[list[Entry]]:
        read = (
            read_listing(text, url=url, edition=site.view().edition)
            for url, text in pages_of(site, f"https://{site.view().edition.host}")
        )
        return [[entry for entry in listing.entries if not entry.from_side_block] for listing in read]

    short = lines()
    site.switches.chrome = "whole"

    assert lines() == short


@every_edition
@pytest.mark.parametrize("links", ["canonical", "relative"])
@pytest.mark.parametrize("day_header", ["before item", "in item"])
@pytest.mark.parametrize("fragment", ["bare", "headed", "full page"])
@pytest.mark.parametrize("lenta", ["2022", "2020"])
def test_every_line_of_every_listing(code: str, links: str, day_header: str, fragment: str, lenta: str) -> None:
    site = Replica(editions=[code]).site(code)
    for name, value in {
        "links": links, "day_header": day_header, "fragment": fragment, "lenta": lenta, "page_size": 7,
        "load_more": True, "past_the_end": "empty", "crlf": True, "nested_teaser": True,
    }.items():  # fmt: skip
        setattr(site.switches, name, value)
    told = {story.url: story for story in site.stories}

    entries = []
    for url, text in pages_of(site, site.view().origin):
        listing = read_listing(text, url=url, edition=EDITIONS[code])
        assert not listing.problems
        entries += [entry for entry in listing.entries if not entry.from_side_block]

    assert [entry.url for entry in entries] == [story.url for story in site.stories]
    for entry in entries:
        story = told[entry.url]
        assert (entry.headline, entry.teaser, entry.section_text) == (story.headline, story.teaser, story.listed_under)
        assert entry.time_text == f"{story.published:%H:%M}"
        assert entry.day_text in (None, f"{story.published:%d.%m.%y}")


@every_edition
def test_every_section_in_its_order(code: str) -> None:
    site = Replica(editions=[code]).site(code)
    site.switches.page_size = 5
    for slug in {story.section for story in site.stories}:
        request = Request(edition=code, method="GET", path=f"/{slug}/", headers={}, at=0)
        text = decode(answer(site, request).body)

        listing = read_listing(text, url=f"http://127.0.0.1:8004/{slug}/", edition=EDITIONS[code])

        listed = [entry.url for entry in listing.entries if not entry.from_side_block]
        assert listed == [story.url for story in site.stories if story.section == slug][:5]
