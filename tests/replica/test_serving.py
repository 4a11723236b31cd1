"""The replica over HTTP: its listings, its switches, its faults, its edits."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from parsel import Selector
from protego import Protego

from belta_scraper.addresses import ArticleAddress, read_address
from belta_scraper.editions import EDITIONS
from belta_scraper.origins import Origins
from belta_scraper.replica import Fault, Replica, Request

from .conftest import Fetch


def entries(page: str) -> list[str]:
    """Addresses of the articles of a listing, in its order."""
    return Selector(page).css(".news_item.lenta_item > a[title]::attr(href)").getall()


def get_page(page: str) -> str | None:
    """The address in the button's call, as the button gives it."""
    call = Selector(page).css(".load_more::attr(onclick)").get()
    return call.split("'")[1] if call else None


# Listings


def test_a_walk_by_the_button_passes_every_article_once_newest_first(replica: Replica, fetch: Fetch) -> None:
    replica.switches.page_size = 7
    replica.switches.links = "canonical"
    replica.switches.load_more = True
    for code, origin in replica.origins.items():
        walked: list[str] = []
        path: str | None = "/all_news/"
        while path:
            page = fetch(origin + path).text
            walked += entries(page)
            path = get_page(page)

        assert walked == [story.url for story in replica.site(code).stories]


def test_every_link_of_a_listing_to_this_host_answers(replica: Replica, fetch: Fetch) -> None:
    origins = Origins(replica.origins)
    for code, origin in replica.origins.items():
        page = fetch(f"{origin}/all_news/").text
        hrefs = set(
            Selector(page).css("#inner a::attr(href), .timeline a::attr(href), .main_menu a::attr(href)").getall()
        )
        asked = [origins.to_request(origin + href if href.startswith("/") else href) for href in hrefs]

        assert len(asked) > 30
        assert [url for url in asked if not url.startswith(origin)] == []
        assert [url for url in asked if fetch(url).status != 200] == []
        assert {read_address(url, edition=EDITIONS[code]).edition for url in asked if url != origin + "/"} == {code}


def test_the_first_link_of_an_item_is_its_rubric(german: Replica, fetch: Fetch) -> None:
    page = Selector(fetch(german.origins["de"] + "/all_news/").text)

    for item in page.css(".news_item.lenta_item"):
        assert item.css("a")[0].attrib["class"] == "date_rubric"
        assert item.css(".date::text").re_first(r"\d\d:\d\d")


def test_a_comment_is_listed_under_society_in_russian(replica: Replica, fetch: Fetch) -> None:
    page = Selector(
        fetch(replica.origins["ru"] + "/all_news/page/2/").text + fetch(replica.origins["ru"] + "/all_news/").text
    )
    items = page.xpath("//div[contains(@class, 'lenta_item')][a[contains(@href, '/comments/view/')]]")

    assert len(items) == 3
    assert set(items.css(".date_rubric::text").getall()) == {"Общество"}


def test_headlines_hold_line_breaks_where_the_switch_is_on(replica: Replica, fetch: Fetch) -> None:
    russian, german = (fetch(replica.origins[code] + "/all_news/").text for code in ("ru", "de"))

    assert '<span class="lenta_item_title">\r\n ' in russian
    assert '<span class="lenta_item_title">\r\n ' not in german


def test_a_page_opens_with_the_day_unless_the_address_names_it(german: Replica, fetch: Fetch) -> None:
    german.switches.page_size = 4
    origin = german.origins["de"]
    fifth = german.site("de").stories[4].published

    def days(query: str) -> tuple[int, bool]:
        page = Selector(fetch(f"{origin}/all_news/page/2/{query}").text)
        first = page.xpath("(//*[contains(@class, 'new_date') or contains(@class, 'lenta_item')])[1]/@class").get()
        return len(page.css(".new_date")), first == "new_date"

    with_its_own = days(f"?day={fifth:%d}&month={fifth:%m}&year={fifth:%y}/")
    with_another = days("?day=01&month=02&year=24/")

    assert with_its_own == (with_another[0] - 1, False)
    assert with_another[1]
    assert days("") == with_another


@pytest.mark.parametrize("placement", ["before item", "in item"])
def test_the_day_stands_before_the_item_or_in_it(german: Replica, fetch: Fetch, placement: str) -> None:
    german.switches.day_header = placement  # type: ignore[assignment]
    page = Selector(fetch(german.origins["de"] + "/all_news/").text)
    inside = page.css(".lenta_item > .new_date")

    assert len(page.css(".new_date")) == 6
    assert len(inside) == (6 if placement == "in item" else 0)
    assert page.css(".new_date .day::text").get() == "03"
    assert "".join(page.css(".new_date")[0].css(".month_year ::text").getall()) == ".10.26"


@pytest.mark.parametrize(("kind", "header", "heading"), [("bare", 0, 0), ("headed", 0, 1), ("full page", 1, 1)])
def test_a_further_page_is_a_fragment_or_a_full_page(
    german: Replica, fetch: Fetch, kind: str, header: int, heading: int
) -> None:
    german.switches.fragment = kind  # type: ignore[assignment]
    german.switches.page_size = 10
    page = Selector(fetch(german.origins["de"] + "/all_news/page/2/").text)

    assert len(page.css(".header_date")) == header
    assert len(page.css("h1")) == heading
    assert len(page.css(".lenta_item")) == 10


@pytest.mark.parametrize("path", ["/all_news/page/99/", "/society/page/99/"])
def test_a_page_past_the_end_is_empty_missing_or_the_first_again(german: Replica, fetch: Fetch, path: str) -> None:
    origin = german.origins["de"]
    first = Selector(fetch(origin + path.partition("page")[0]).text).css("#inner a[title]::attr(href)").getall()

    german.switches.past_the_end = "empty"
    empty = fetch(origin + path)
    german.switches.past_the_end = "404"
    missing = fetch(origin + path)
    german.switches.past_the_end = "page 1"
    again = fetch(origin + path)

    assert (empty.status, Selector(empty.text or "<p>").css(".news_item a::attr(href)").getall()) == (200, [])
    assert missing.status == 404
    assert again.status == 200
    assert Selector(again.text).css("#inner a[title]::attr(href)").getall() == first


@pytest.mark.parametrize(
    ("links", "start"), [("canonical", "https://deu.belta.by/"), ("relative", "/"), ("own origin", "http://127.0.0.1:")]
)
def test_links_are_canonical_relative_or_on_the_own_origin(
    german: Replica, fetch: Fetch, links: str, start: str
) -> None:
    german.switches.links = links  # type: ignore[assignment]

    hrefs = entries(fetch(german.origins["de"] + "/all_news/").text)

    assert hrefs
    assert [href for href in hrefs if not href.startswith(start)] == []


def test_a_sections_pages_hold_its_articles_in_order(replica: Replica, fetch: Fetch) -> None:
    replica.switches.page_size = 3
    replica.switches.past_the_end = "404"
    site = replica.site("es")
    walked: list[str] = []
    number = 1
    while (page := fetch(f"{site.origin}/society/page/{number}/")).status == 200:
        walked += Selector(page.text).css("#inner > .news_item > a[title]:first-child::attr(href)").getall()
        number += 1

    assert walked == [site.origin + story.path for story in site.stories if story.section == "society"]


def test_photographs_are_listed_in_a_column_of_their_own(replica: Replica, fetch: Fetch) -> None:
    page = Selector(fetch(replica.origins["en"] + "/photonews/").text)

    assert len(page.css("div.center_col > div > a")) == 2


def test_the_markup_of_2020_has_the_same_articles(german: Replica, fetch: Fetch) -> None:
    now = entries(fetch(german.origins["de"] + "/all_news/").text)
    german.switches.lenta = "2020"
    then = Selector(fetch(german.origins["de"] + "/all_news/").text)

    assert then.css(".lenta_info a.lenta_info_title::attr(href)").getall() == now


def test_the_timeline_repeats_the_newest_with_the_day_of_earlier_ones(german: Replica, fetch: Fetch) -> None:
    page = Selector(fetch(german.origins["de"] + "/all_news/").text)
    links = page.css(".tl_item > a[title]")
    clocks = page.css(".tl_date::text").getall()

    assert [link.attrib["href"] for link in links] == [story.url for story in german.site("de").stories[:10]]
    assert len(clocks[0]) == len("09:18")
    assert clocks[-1].startswith("02.10.26 ")


def test_the_home_page_shows_each_section(german: Replica, fetch: Fetch) -> None:
    page = Selector(fetch(german.origins["de"] + "/").text)

    assert page.css("a.block_title::text").getall() == [
        "Wirtschaft", "Gesellschaft", "Regionen", "Kultur", "Sport", "Fotoreportage",
    ]  # fmt: skip


# Feed, robots, pictures, other renderings


def test_the_feed_has_minsk_times_and_may_be_missing(replica: Replica, fetch: Fetch) -> None:
    feed = fetch(replica.origins["zh"] + "/rss/")
    items = Selector(feed.text, type="xml").css("item")
    stories = replica.site("zh").stories[:30]

    assert feed.headers["content-type"].startswith("application/rss+xml")
    assert items.css("link::text").getall() == [story.url for story in stories]
    dates = items.css("pubDate::text").getall()
    assert [parsedate_to_datetime(text) for text in dates] == [story.published for story in stories]
    assert all(text.endswith(":00 +0300") for text in dates)
    assert fetch(replica.origins["en"] + "/rss").status == 404


@pytest.mark.parametrize(
    ("rules", "status", "allowed", "printing"),
    [
        ("ordinary", 200, True, False),
        ("allow all", 200, True, True),
        ("disallow all", 200, False, False),
        ("404", 404, True, True),
        ("500", 500, False, False),
        ("page", 200, True, True),
    ],
)
def test_robots_txt_says_what_the_switch_says(
    german: Replica, fetch: Fetch, rules: str, status: int, allowed: bool, printing: bool
) -> None:
    german.switches.robots = rules  # type: ignore[assignment]
    reply = fetch(german.origins["de"] + "/robots.txt")
    parser = Protego.parse(reply.text)

    assert reply.status == status
    if status == 200:
        assert parser.can_fetch("/all_news/", "anyone") == allowed
        assert parser.can_fetch("/printv/sport/view/x-1-2026/", "anyone") == printing


def test_robots_txt_may_break_the_connection(german: Replica, fetch: Fetch) -> None:
    german.switches.robots = "closed"

    with pytest.raises(http.client.RemoteDisconnected):
        fetch(german.origins["de"] + "/robots.txt")


def test_sitemaps_are_forbidden(german: Replica, fetch: Fetch) -> None:
    assert fetch(german.origins["de"] + "/sitemap.xml").status == 403


def test_a_picture_is_a_png_or_missing(german: Replica, fetch: Fetch) -> None:
    picture = next(story.picture for story in german.site("de").stories if story.picture)
    first, second = (fetch(german.origins["de"] + picture.path) for _ in range(2))
    german.switches.pictures = "404"

    assert first.headers["content-type"] == "image/png"
    assert first.body.startswith(b"\x89PNG\r\n\x1a\n")
    assert first.body == second.body
    assert fetch(german.origins["de"] + picture.path).status == 404


@pytest.mark.parametrize("prefix", ["/printv", "/amp", "/special", ""])
def test_an_article_answers_in_its_renderings(german: Replica, fetch: Fetch, prefix: str) -> None:
    for story in german.site("de").stories:
        reply = fetch(german.origins["de"] + prefix + story.path)

        assert reply.status == 200
        assert story.paragraphs[-1] in reply.text.replace("&amp;", "&")


def test_the_mobile_host_shows_the_mobile_page(german: Replica, fetch: Fetch) -> None:
    story = german.site("de").stories[0]
    page = Selector(fetch(german.origins["de"] + story.path, Host="m.deu.belta.by").text)

    assert page.css(".full::text").getall() == ["Vollversion", "Vollversion"]
    assert page.css(".date::text").get() == f"{story.section_text} {story.published:%d.%m.%Y | %H:%M}"


@pytest.mark.parametrize(
    ("skin", "mark"), [("2019", ".js-mediator-article"), ("2015", ".center_col > .sp_date"), ("mobile", ".full")]
)
def test_the_same_story_wears_any_skin(german: Replica, fetch: Fetch, skin: str, mark: str) -> None:
    german.switches.skin = skin  # type: ignore[assignment]
    story = german.site("de").stories[0]
    page = Selector(fetch(german.origins["de"] + story.path).text)

    assert page.css(mark)
    assert page.css("h1::text").get() == story.headline


@pytest.mark.parametrize("place", ["sibling", "inside", "in body"])
def test_the_subscribe_block_stands_in_one_of_three_places(german: Replica, fetch: Fetch, place: str) -> None:
    german.switches.invite = place  # type: ignore[assignment]
    page = Selector(fetch(german.origins["de"] + german.site("de").stories[0].path).text)

    found = {
        "sibling": len(page.css(".content_margin > .invite_in_messagers")),
        "inside": len(page.css(".inner_content > .invite_in_messagers")),
        "in body": len(page.css(".js-mediator-article > .invite_in_messagers")),
    }
    assert found == {name: int(name == place) for name in found}


# Addresses that lead nowhere, and edits


def test_an_address_answers_in_any_case_with_or_without_its_last_slash(german: Replica, fetch: Fetch) -> None:
    path = german.site("de").stories[0].path

    assert [fetch(german.origins["de"] + form).status for form in (path, path.rstrip("/"), path.upper())] == [200] * 3


def test_an_unknown_article_is_missing_softly_or_leads_home(german: Replica, fetch: Fetch) -> None:
    url = german.origins["de"] + "/society/view/gibt-es-nicht-1-2026/"
    answers = {}
    for missing in ("404", "410", "soft 404", "home"):
        german.switches.missing = missing
        answers[missing] = fetch(url)

    assert {name: reply.status for name, reply in answers.items()} == {
        "404": 404, "410": 410, "soft 404": 200, "home": 302,
    }  # fmt: skip
    assert "Seite nicht gefunden" in answers["soft 404"].text
    assert answers["home"].headers["location"] == german.origins["de"] + "/"


def test_another_slug_answers_only_where_the_switch_is_on(german: Replica, fetch: Fetch) -> None:
    story = german.site("de").stories[0]
    url = f"{german.origins['de']}/{story.section}/view/anders-{story.number}-{story.year}/"
    before = fetch(url).status
    german.switches.any_slug = True

    assert (before, fetch(url).status) == (404, 200)
    assert fetch(url.replace(str(story.number), "1")).status == 404


def test_a_new_article_pushes_the_others_down(german: Replica, fetch: Fetch) -> None:
    german.switches.page_size = 5
    site, url = german.site("de"), german.origins["de"] + "/all_news/"
    before = entries(fetch(url).text)

    notice = site.publish()
    own = site.publish("Ein Testballon steigt auf", ["Er ist rot & rund."], section="sport")

    assert entries(fetch(url).text) == [own.url, notice.url, *before[:3]]
    assert own.number == notice.number + 1
    assert "Er ist rot &amp; rund." in fetch(site.origin + own.path).text
    assert entries(fetch(url + "page/2/").text)[:2] == before[3:]


def test_the_listing_may_shift_between_two_pages(german: Replica, fetch: Fetch) -> None:
    german.switches.page_size = 5
    url = german.origins["de"] + "/all_news/"

    def publish(request: Request) -> None:
        if "/page/2/" in request.path:
            german.site("de").publish()

    first = entries(fetch(url).text)
    german.before_answering = publish

    assert entries(fetch(url + "page/2/").text)[0] == first[-1]


def test_an_article_of_the_next_day_moves_the_day_of_rendering(german: Replica, fetch: Fetch) -> None:
    site = german.site("de")
    site.publish(at=datetime(2026, 10, 4, 7, 30, tzinfo=ZoneInfo("Europe/Minsk")))
    page = Selector(fetch(site.origin + "/all_news/").text)

    assert site.today == date(2026, 10, 4)
    assert "Sonntag, 4 Oktober 2026" in "".join(page.css(".header_date::text").getall())
    assert page.css(".new_date .day::text").get() == "04"


def test_an_edit_changes_the_text_and_the_time_of_modification_alone(german: Replica, fetch: Fetch) -> None:
    site = german.site("de")
    story = site.stories[3]

    edited = site.edit(story, paragraphs=["Nur noch ein Satz."], headline="Neuer Titel")
    page = Selector(fetch(site.origin + story.path).text)

    assert page.css("h1::text").get() == "Neuer Titel"
    assert "Nur noch ein Satz." in "".join(page.css(".js-mediator-article ::text").getall())
    assert edited.modified > story.modified
    assert (edited.published, edited.path) == (story.published, story.path)
    assert [other.key for other in site.stories].index(story.key) == 3


@pytest.mark.parametrize("status", [404, 410])
def test_a_removed_article_is_gone_from_page_and_listing_until_it_is_restored(
    german: Replica, fetch: Fetch, status: int
) -> None:
    site = german.site("de")
    story = site.stories[2]
    site.remove(story, status)
    gone, listed = fetch(site.origin + story.path).status, entries(fetch(site.origin + "/all_news/").text)
    site.restore(story)

    assert gone == status
    assert story.url not in listed
    assert fetch(site.origin + story.path).status == 200
    assert site.stories[2] == story


def test_a_removed_article_may_stay_listed(german: Replica, fetch: Fetch) -> None:
    site = german.site("de")
    story = site.stories[2]
    site.remove(story, keep_listed=True)

    assert fetch(site.origin + story.path).status == 404
    assert story.url in entries(fetch(site.origin + "/all_news/").text)


def test_an_unlisted_article_keeps_its_page(german: Replica, fetch: Fetch) -> None:
    site = german.site("de")
    story = site.stories[2]
    site.unlist(story)

    assert fetch(site.origin + story.path).status == 200
    assert story.url not in entries(fetch(site.origin + "/all_news/").text)


@pytest.mark.parametrize(("old_address", "status"), [("404", 404), ("410", 410), ("redirect", 301), ("both", 200)])
def test_a_moved_article_keeps_its_number_in_another_section(
    german: Replica, fetch: Fetch, old_address: str, status: int
) -> None:
    site = german.site("de")
    story = next(story for story in site.stories if story.section == "economics")
    moved = site.move(story, "society", old_address=old_address)  # type: ignore[arg-type]
    old, new = fetch(site.origin + story.path), fetch(site.origin + moved.path)

    assert (moved.number, moved.section_text) == (story.number, "Gesellschaft")
    assert (old.status, new.status) == (status, 200)
    assert old.headers.get("location") == (moved.url if status == 301 else None)
    assert moved.url in Selector(fetch(site.origin + "/society/").text).css("#inner a::attr(href)").getall()


def test_a_story_of_an_unknown_number_is_not_to_be_had(german: Replica) -> None:
    with pytest.raises(KeyError):
        german.site("de").story(1)


# Faults


def test_a_status_may_pass_after_a_few_times_on_each_path(german: Replica, fetch: Fetch) -> None:
    german.switches.faults[lambda request: "/view/" in request.path] = Fault(status=503, retry_after=7, times=2)
    one, other = (german.origins["de"] + story.path for story in german.site("de").stories[:2])
    replies = [fetch(one) for _ in range(3)]

    assert [reply.status for reply in replies] == [503, 503, 200]
    assert replies[0].headers["retry-after"] == "7"
    assert fetch(other).status == 503


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500, 503])
def test_any_status_can_be_had(german: Replica, fetch: Fetch, status: int) -> None:
    german.switches.faults["/all_news/"] = Fault(status=status)

    assert fetch(german.origins["de"] + "/all_news/?x=1").status == status
    assert "retry-after" not in fetch(german.origins["de"] + "/all_news/").headers


def test_a_fault_can_be_one_editions_and_is_over_when_it_is_taken_away(replica: Replica, fetch: Fetch) -> None:
    faults = replica.site("pl").switches.faults
    faults["/all_news/"] = Fault(status=500)

    assert fetch(replica.origins["pl"] + "/all_news/").status == 500
    assert fetch(replica.origins["en"] + "/all_news/").status == 200
    faults.clear()
    assert fetch(replica.origins["pl"] + "/all_news/").status == 200


def test_a_cut_body_is_noticed_only_where_its_length_was_announced(german: Replica, fetch: Fetch) -> None:
    url = german.origins["de"] + "/all_news/"
    whole = fetch(url).body
    german.switches.faults["/all_news/"] = Fault(kind="cut")
    with pytest.raises(http.client.IncompleteRead) as cut:
        fetch(url)
    german.switches.faults["/all_news/"] = Fault(kind="cut unnoticed")

    assert cut.value.partial == whole[: len(whole) // 2]
    assert fetch(url).body == whole[: len(whole) // 2]


def test_a_body_may_come_compressed_whole_or_by_half(german: Replica, fetch: Fetch) -> None:
    url = german.origins["de"] + "/all_news/"
    whole = fetch(url).body
    german.switches.faults["/all_news/"] = Fault(kind="gzip")
    packed = fetch(url)
    german.switches.faults["/all_news/"] = Fault(kind="half gzip")
    half = fetch(url)

    assert packed.headers["content-encoding"] == half.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == whole
    assert half.body == packed.body[: len(packed.body) // 2]


def test_the_other_faults_are_what_they_say(german: Replica, fetch: Fetch) -> None:
    url, faults = german.origins["de"] + "/all_news/", german.switches.faults
    whole = fetch(url)

    faults["/all_news/"] = Fault(kind="close")
    with pytest.raises(http.client.RemoteDisconnected):
        fetch(url)
    faults["/all_news/"] = Fault(kind="charset", charset="koi8-r")
    assert fetch(url).headers["content-type"] == "text/html; charset=koi8-r"
    faults["/all_news/"] = Fault(kind="challenge")
    challenge = fetch(url)
    assert (challenge.status, "Ihr Browser wird geprüft" in challenge.text) == (200, True)
    faults["/all_news/"] = Fault(kind="empty")
    assert (fetch(url).status, fetch(url).body) == (200, b"")
    faults["/all_news/"] = Fault(kind="redirect", status=307, location="http://127.0.0.2/")
    assert (fetch(url).status, fetch(url).headers["location"]) == (307, "http://127.0.0.2/")
    faults["/all_news/"] = Fault(kind="body", body=b"\x00\x01", content_type="application/pdf")
    assert (fetch(url).body, fetch(url).headers["content-type"]) == (b"\x00\x01", "application/pdf")
    faults.clear()
    assert fetch(url).body == whole.body


@pytest.mark.parametrize("kind", ["slow", "drip"])
def test_a_slow_answer_is_whole_in_the_end(german: Replica, fetch: Fetch, kind: str) -> None:
    url = german.origins["de"] + "/all_news/"
    whole = fetch(url).body
    german.switches.faults["/all_news/"] = Fault(kind=kind, seconds=0.3)  # type: ignore[arg-type]
    before = time.monotonic()

    assert fetch(url).body == whole
    assert 0.25 < time.monotonic() - before < 5


# Server


def test_two_replicas_answer_with_the_same_bytes(fetch: Fetch) -> None:
    pages = []
    for _ in range(2):
        with Replica() as running:
            running.switches.links = "canonical"
            paths = [(code, path) for code in EDITIONS for path in ("/", "/all_news/", "/rss/", "/society/")]
            paths += [(code, story.path) for code in EDITIONS for story in running.site(code).stories]
            pages.append([fetch(running.origins[code] + path).body for code, path in paths])

    assert pages[0] == pages[1]


def test_requests_are_remembered_with_edition_path_headers_and_time(replica: Replica, fetch: Fetch) -> None:
    fetch(replica.origins["be"] + "/all_news/?a=b", User_Agent="someone")
    fetch(replica.origins["zh"] + "/rss/", method="HEAD")
    first, second = replica.requests

    assert (first.edition, first.method, first.path) == ("be", "GET", "/all_news/?a=b")
    assert first.headers["user-agent"] == "someone"
    assert (second.edition, second.method) == ("zh", "HEAD")
    assert second.at >= first.at
    replica.forget_requests()
    assert replica.requests == ()


def test_a_connection_serves_many_requests_at_once_with_others(german: Replica) -> None:
    paths = [story.path for story in german.site("de").stories]
    failures: list[str] = []

    def read_all() -> None:
        connection = http.client.HTTPConnection(german.origins["de"].removeprefix("http://"), timeout=10)
        for path in paths:
            connection.request("GET", path)
            response = connection.getresponse()
            if response.status != 200 or b"</html>" not in response.read():
                failures.append(path)
        connection.close()

    readers = [threading.Thread(target=read_all) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert failures == []
    assert len(german.requests) == 4 * len(paths)


def test_validators_answer_304_to_what_has_not_changed(german: Replica, fetch: Fetch) -> None:
    german.switches.validators = True
    site = german.site("de")
    url = site.origin + site.stories[0].path
    first = fetch(url)
    again = fetch(url, If_None_Match=first.headers["etag"])
    since = fetch(url, If_Modified_Since=first.headers["last-modified"])
    site.edit(site.stories[0], headline="Anders")

    assert (again.status, again.body, since.status) == (304, b"", 304)
    assert fetch(url, If_None_Match=first.headers["etag"]).status == 200
    assert fetch(url, If_Modified_Since=first.headers["last-modified"]).status == 200


def test_pages_are_compressed_for_those_who_accept_it(german: Replica, fetch: Fetch) -> None:
    url = german.origins["de"] + "/all_news/"
    plain = fetch(url).body
    german.switches.compress = True
    packed = fetch(url, Accept_Encoding="gzip")

    assert gzip.decompress(packed.body) == plain
    assert fetch(url).body == plain


def test_the_load_balancer_sets_its_cookie(german: Replica, fetch: Fetch) -> None:
    url = german.origins["de"] + "/all_news/"
    cookie = fetch(url).headers["set-cookie"]
    german.switches.cookies = False

    assert cookie.startswith("ADC_CONN_539B3595F4E=")
    assert "set-cookie" not in fetch(url).headers


def test_a_switch_of_all_is_every_editions_and_an_unknown_one_is_refused(replica: Replica) -> None:
    replica.switches.page_size = 3

    assert {replica.site(code).switches.page_size for code in EDITIONS} == {3}
    with pytest.raises(AttributeError, match="There is no switch 'page_sise'"):
        replica.switches.page_sise = 3
    with pytest.raises(AttributeError):
        replica.site("de").switches.page_sise = 3  # type: ignore[attr-defined]


def test_a_replica_that_is_closed_answers_no_more_and_gives_its_port_back() -> None:
    with Replica(editions=["de"]) as running:
        port = int(running.origins["de"].rpartition(":")[2])
        kept = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        kept.request("GET", "/robots.txt")
        kept.getresponse().read()
    with pytest.raises(OSError):  # noqa: PT011 - refused, reset or closed, as the system likes
        _ask_again(kept)
    kept.close()

    with Replica(editions=["de"], ports={"de": port}) as again:
        assert again.origins["de"] == f"http://127.0.0.1:{port}"


def _ask_again(connection: http.client.HTTPConnection) -> None:
    connection.request("GET", "/robots.txt")
    connection.getresponse()


def test_a_port_that_is_taken_is_said_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, "-m", "belta_scraper.replica", "--port", str(port)],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    assert ended.returncode == 1
    assert ended.stderr.startswith("Cannot listen on 127.0.0.1: ")
    assert ended.stderr.count("\n") == 1


def test_a_person_gets_origins_whose_links_stay_on_this_machine(fetch: Fetch) -> None:
    running = subprocess.Popen([sys.executable, "-m", "belta_scraper.replica"], stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        lines = "".join(running.stdout.readline() for _ in range(len(EDITIONS) + 2))
        origins = json.loads(lines)
        page = Selector(fetch(origins["be"] + "/all_news/").text)
        links = page.css("a[title]::attr(href), img::attr(src)").getall()
        own = [link for link in links if link.startswith((*origins.values(), "/"))]
    finally:
        running.terminate()
        running.wait(timeout=10)
        if running.stdout is not None:
            running.stdout.close()

    assert list(origins) == list(EDITIONS)
    assert len(own) > 60
    assert {link for link in links if link not in own and "belta.by/" in link and "/view/" in link} == set()


def test_an_old_site_is_as_long_as_it_is_asked_to_be(fetch: Fetch) -> None:
    with Replica(editions=["en"], days=30, notices_a_day=10, last_day=date(2027, 1, 3)) as running:
        site = running.site("en")
        page = fetch(f"{site.origin}/all_news/page/11/").text

        assert len(site.stories) == 30 * 10 + 26
        assert len(entries(page)) == 26
        address = read_address(entries(page)[-1])
        assert isinstance(address, ArticleAddress)
        assert address.year == 2026
