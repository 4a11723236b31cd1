"""The feed as a second witness, and listings asked for with what their last answer sent."""

import urllib.request
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from belta_scraper.replica import Replica
from belta_scraper.replica.switches import Fault
from tests.crawling import Place

BEGIN = datetime(2026, 10, 4, 6, 0, tzinfo=UTC)
LATER = timedelta(minutes=10)


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(editions=["de"]) as replica:
        replica.switches.validators = True
        yield replica


@pytest.fixture
def place(tmp_path: Path, replica: Replica) -> Place:
    return Place(tmp_path, replica)


def asked_for(replica: Replica) -> Counter[str]:
    return Counter(request.path.partition("?")[0] for request in replica.requests)


def test_the_feed_is_a_witness_from_the_first_run_on(place: Place, replica: Replica) -> None:
    """What only the feed names is kept; what both name is asked for once; what stays as it was is not sent again."""
    site = replica.site("de")
    site.switches.timeline = False
    site.switches.page_size = 40
    hidden = site.stories[4]
    listing = replica_without(replica, hidden.path)
    site.switches.faults["/all_news/"] = Fault(kind="body", body=listing)

    first = place.crawl("edition=de", at=BEGIN)

    assert first.returncode == 0, first.stdout
    assert max(count for path, count in asked_for(replica).items() if "/view/" in path) == 1
    assert place.rows("select state from entries where url = ?", hidden.url) == [("kept",)]
    assert place.rows("select listing from placements p join entries e on e.id = entry where url = ?", hidden.url) == [
        ("rss",)
    ]
    assert place.rows("select listing, ended from walks order by id") == [
        ("all_news", "end of listing"),
        ("rss", "end of listing"),
    ]
    assert place.rows("select count(*) from articles") == [(len(site.stories),)]
    # An article whose edition's listing was out of order has the day that the feed gives it.
    assert place.rows("select listed_on, feed_date_text is not null from entries where url = ?", hidden.url) == [
        (hidden.published.date().isoformat(), 1)
    ]

    site.switches.faults.clear()
    assert place.crawl("edition=de", at=BEGIN + LATER).returncode == 0  # the page has another tag now
    replica.forget_requests()
    third = place.crawl("edition=de", at=BEGIN + 2 * LATER)

    assert third.returncode == 0, third.stdout
    assert asked_for(replica) == {"/robots.txt": 1, "/all_news/": 1, "/rss/": 1}
    assert [request.headers.get("if-none-match") is not None for request in replica.requests] == [False, True, True]
    assert place.rows("select status, count(*) from captures where run = 3 and url not like '%robots%' group by 1") == [
        (304, 2)
    ]
    assert place.rows("select listing, ended, pages from walks where run = 3 order by id") == [
        ("all_news", "settled ground", 1), ("rss", "settled ground", 1),
    ]  # fmt: skip

    # What is published between is found at once, by a listing that has changed.
    story = site.publish()
    assert place.crawl("edition=de", at=BEGIN + 3 * LATER).returncode == 0
    assert place.rows("select state from entries where url = ?", story.url) == [("kept",)]


def replica_without(replica: Replica, path: str) -> bytes:
    """The first page of the listing, without one article."""
    site = replica.site("de")
    story = next(story for story in site.stories if story.path == path)
    site.unlist(story)
    with urllib.request.urlopen(f"{site.origin}/all_news/") as answer:
        body: bytes = answer.read()
    site.restore(story)
    site._unlisted.discard(story.key)
    replica.forget_requests()
    return body


NO_FEEDS = {
    "ru": (Fault(status=500), True),
    "be": (Fault(kind="close"), False),
    "en": (Fault(status=404), False),  # not every edition has one
    "de": (Fault(kind="body", body=b"<html><body>Feed</body></html>"), True),
    "es": (Fault(kind="body", body=b"<?xml version='1.0'?><rss><channel><item><title>", content_type="text/xml"), True),
    "pl": (Fault(kind="empty"), True),
    "zh": (Fault(kind="redirect", location="/"), True),
}
"""What stands in the feed's place, and whether that is a problem to be told."""


def test_a_feed_that_is_none_costs_nothing(tmp_path: Path) -> None:
    with Replica() as replica:
        for code, (fault, _) in NO_FEEDS.items():
            replica.site(code).switches.faults["/rss/"] = fault
        place = Place(tmp_path, replica)

        run = place.crawl(at=BEGIN)

        assert run.returncode == 0, run.stdout
        assert place.rows("select edition, count(*) from articles group by 1 order by 1") == sorted(
            (code, len(replica.site(code).stories)) for code in NO_FEEDS
        )
        told = {edition for (edition,) in place.rows("select edition from problems where url like '%/rss%'")}
        assert told == {code for code, (_, is_problem) in NO_FEEDS.items() if is_problem}


def test_a_range_of_days_or_pages_does_not_ask_the_feed(place: Place, replica: Replica) -> None:
    assert place.crawl("edition=de", "pages=1", at=BEGIN).returncode == 0

    assert asked_for(replica)["/rss/"] == 0
