"""Walking the listings: nothing that they name is lost, however the site behaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from belta_scraper.replica import Replica
from belta_scraper.replica.switches import Fault, Request
from tests.crawling import Place


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(editions=["de"]) as replica:
        yield replica


@pytest.fixture
def place(tmp_path: Path, replica: Replica) -> Place:
    return Place(tmp_path, replica)


def kept(place: Place) -> set[tuple[str, int]]:
    return set(place.rows("select family, number from articles"))


def on_site(replica: Replica) -> set[tuple[str, int]]:
    return {(story.family, story.number) for story in replica.site("de").stories}


def asked_for(replica: Replica) -> list[str]:
    return [request.path for request in replica.requests]


@pytest.mark.parametrize("past_the_end", ["empty", "404", "page 1"])
@pytest.mark.parametrize("links", ["canonical", "relative", "own origin"])
def test_a_walk_ends_wherever_a_listing_ends(place: Place, replica: Replica, past_the_end: str, links: str) -> None:
    replica.switches.past_the_end = past_the_end  # type: ignore[assignment]
    replica.switches.links = links  # type: ignore[assignment]
    replica.switches.page_size = 7

    run = place.crawl("edition=de")

    assert run.returncode == 0, run.stderr
    assert kept(place) == on_site(replica)
    assert place.rows("select ended from walks where listing <> 'rss'") == [("end of listing",)]
    assert place.rows("select distinct state from entries") == [("kept",)]


@pytest.mark.parametrize("fragment", ["bare", "headed", "full page"])
@pytest.mark.parametrize("day_header", ["before item", "in item"])
@pytest.mark.parametrize("load_more", [True, False])
def test_every_entry_stands_under_the_day_it_was_published(
    place: Place, replica: Replica, fragment: str, day_header: str, load_more: bool
) -> None:
    replica.switches.fragment = fragment  # type: ignore[assignment]
    replica.switches.day_header = day_header  # type: ignore[assignment]
    replica.switches.load_more = load_more
    replica.switches.page_size = 7

    assert place.crawl("edition=de").returncode == 0

    days = {(story.family, story.number): story.published.date().isoformat() for story in replica.site("de").stories}
    listed = {
        (family, number): day for family, number, day in place.rows("select family, number, listed_on from entries")
    }
    assert {key: day for key, day in listed.items() if day is not None and day != days[key]} == {}
    assert all(listed.values())


def test_a_second_run_adds_nothing_and_asks_for_listings_only(place: Place, replica: Replica) -> None:
    assert place.crawl("edition=de").returncode == 0
    before = place.content()
    replica.forget_requests()

    run = place.crawl("edition=de")

    assert run.returncode == 0, run.stderr
    assert place.content() == before
    assert asked_for(replica) == ["/robots.txt", "/all_news/", "/rss/"]
    assert place.rows("select ended from walks where listing <> 'rss' order by id") == [
        ("end of listing",),
        ("settled ground",),
    ]


def test_three_pages_are_three_pages(place: Place, replica: Replica) -> None:
    replica.switches.page_size = 5

    run = place.crawl("edition=de", "pages=3")

    assert run.returncode == 0, run.stderr
    pages = [path.partition("?")[0] for path in asked_for(replica) if path.startswith("/all_news/")]
    assert set(pages) == {"/all_news/", "/all_news/page/2/", "/all_news/page/3/"}
    assert place.rows("select count(*) from articles") == [(15,)]


def test_a_look_at_the_first_pages_does_not_hide_what_lies_below(place: Place, replica: Replica) -> None:
    replica.switches.page_size = 5
    assert place.crawl("edition=de", "pages=1").returncode == 0

    assert place.crawl("edition=de").returncode == 0

    assert kept(place) == on_site(replica)


def test_new_articles_are_found_on_top(place: Place, replica: Replica) -> None:
    replica.switches.page_size = 10
    assert place.crawl("edition=de").returncode == 0
    for _ in range(12):
        replica.site("de").publish()
    replica.forget_requests()

    assert place.crawl("edition=de").returncode == 0

    assert kept(place) == on_site(replica)
    assert not [path for path in asked_for(replica) if "page/4" in path]


def test_a_listing_that_grows_while_it_is_read_loses_nothing(place: Place, replica: Replica) -> None:
    replica.switches.page_size = 5

    def another(request: Request) -> None:
        if request.path.startswith("/all_news/page/") and len(replica.site("de").stories) < 70:
            replica.site("de").publish()

    replica.before_answering = another
    assert place.crawl("edition=de").returncode == 0
    replica.before_answering = None
    # What was published while the run was on its way down is on top for the next.
    assert place.crawl("edition=de").returncode == 0

    assert kept(place) == on_site(replica)


def test_an_entry_that_slides_up_between_two_pages_is_found(place: Place, replica: Replica) -> None:
    replica.switches.page_size = 5
    taken_down: list[str] = []

    def take_the_top_down(request: Request) -> None:
        if request.path.startswith("/all_news/page/4/") and not taken_down:
            story = replica.site("de").listed[0]
            taken_down.append(story.path)
            replica.site("de").unlist(story)

    replica.before_answering = take_the_top_down
    assert place.crawl("edition=de").returncode == 0

    assert taken_down
    assert kept(place) == on_site(replica)


def test_a_page_worth_of_new_articles_does_not_end_a_walk(place: Place, replica: Replica) -> None:
    replica.switches.page_size = 5
    done: list[bool] = []

    def five_more(request: Request) -> None:
        if request.path.startswith("/all_news/page/3/") and not done:
            done.append(True)
            for _ in range(5):
                replica.site("de").publish()

    replica.before_answering = five_more
    first = place.crawl("edition=de")
    assert first.returncode == 0, first.stderr
    replica.before_answering = None
    assert place.crawl("edition=de").returncode == 0

    assert kept(place) == on_site(replica)


def test_a_listing_that_breaks_off_makes_the_run_incomplete_and_the_next_one_finishes(
    place: Place, replica: Replica
) -> None:
    replica.switches.page_size = 5
    replica.switches.faults["/all_news/page/4/"] = Fault(kind="status", status=500)

    broken = place.crawl("edition=de")

    assert broken.returncode == 3
    assert "Page 4 of all_news in de was answered with status 500" in broken.stdout
    assert place.rows("select outcome, exit_status from runs") == [("incomplete", 3)]

    replica.switches.faults.clear()
    assert place.crawl("edition=de").returncode == 0
    assert kept(place) == on_site(replica)


def test_a_pager_without_end_is_cut_and_the_next_run_goes_deeper(place: Place, replica: Replica) -> None:
    replica.switches.page_size = 5
    replica.switches.feed = "404"  # which would name what lies below the cut

    cut = place.crawl("edition=de", settings={"PAGES_AT_MOST": "3"})

    assert cut.returncode == 3
    assert "was cut after 3 pages with new entries" in cut.stdout
    first = len(kept(place))
    assert place.crawl("edition=de", settings={"PAGES_AT_MOST": "3"}).returncode == 3
    assert len(kept(place)) > first
    assert place.crawl("edition=de").returncode == 0
    assert kept(place) == on_site(replica)


def test_a_broken_link_costs_only_its_own_line(place: Place, replica: Replica) -> None:
    story = replica.site("de").listed[2]
    page = f"""<html><body><div id="inner">
      <div class="news_item lenta_item"><div class="date">10:00<a class="date_rubric" href="/sport/">Sport</a></div>
        <a href="http://[::1" title="Kaputt"><span class="lenta_item_title">Kaputt</span></a></div>
      <div class="news_item lenta_item"><div class="date">09:00<a class="date_rubric" href="/sport/">Sport</a></div>
        <a href="{story.path}" title="{story.headline}"><span class="lenta_item_title">{story.headline}</span></a></div>
    </div></body></html>"""
    replica.switches.faults["/all_news/"] = Fault(kind="body", body=page.encode())

    place.crawl("edition=de", "pages=1")

    assert kept(place) == {(story.family, story.number)}
    assert place.rows("select count(*) from problems where text like '%Kaputt%' or message like '%[::1%'") == [(1,)]


@pytest.mark.parametrize("body", [b"", b"<html><body><h1>Wartung</h1></body></html>"])
def test_a_first_page_that_lists_nothing_is_drift(place: Place, replica: Replica, body: bytes) -> None:
    replica.switches.faults["/all_news/"] = Fault(kind="body", body=body)

    run = place.crawl("edition=de")

    assert run.returncode == 4
    assert place.rows("select outcome from runs") == [("not understood",)]
    assert place.rows("select count(*) > 0 from problems") == [(1,)]


def test_a_range_of_days_is_requested_and_the_rest_only_listed(place: Place, replica: Replica) -> None:
    replica.switches.page_size = 7
    days = sorted({story.published.date() for story in replica.site("de").stories})
    since, until = days[1], days[2]

    run = place.crawl("edition=de", f"since={since}", f"until={until}")

    assert run.returncode == 0, run.stderr
    expected = {
        (story.family, story.number) for story in replica.site("de").stories if since <= story.published.date() <= until
    }
    assert kept(place) == expected
    assert place.rows("select ended from walks where listing <> 'rss'") == [("first day asked",)] or days[0] >= since


def test_a_section_is_walked_by_itself(place: Place, replica: Replica) -> None:
    run = place.crawl("edition=de", "section=sport")

    assert run.returncode == 0, run.stderr
    assert kept(place) == {
        (story.family, story.number) for story in replica.site("de").stories if story.section == "sport"
    }
