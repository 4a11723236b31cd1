"""How we behave as a guest, tried on a host that does not always."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from belta_scraper.replica import Replica
from belta_scraper.replica.switches import Fault, Request
from tests.crawling import Place


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(editions=["de"]) as replica:
        replica.switches.page_size = 8
        yield replica


@pytest.fixture
def place(tmp_path: Path, replica: Replica) -> Place:
    return Place(tmp_path, replica)


def everything(replica: Replica) -> int:
    return len(replica.site("de").stories)


@pytest.mark.parametrize("robots", ["500", "closed"])
def test_robots_that_cannot_be_fetched_mean_stop(place: Place, replica: Replica, robots: str) -> None:
    replica.switches.robots = robots  # type: ignore[assignment]

    run = place.crawl("edition=de")

    assert run.returncode == 1
    assert "robots.txt" in run.stderr
    assert "which means stop" in run.stderr
    assert {request.path for request in replica.requests} == {"/robots.txt"}
    assert not place.archive.exists()


@pytest.mark.parametrize("robots", ["404", "page", "allow all"])
def test_a_host_without_rules_may_be_read(place: Place, replica: Replica, robots: str) -> None:
    replica.switches.robots = robots  # type: ignore[assignment]

    assert place.crawl("edition=de", "pages=1").returncode == 0


def test_what_robots_forbid_is_not_requested(place: Place, replica: Replica) -> None:
    replica.switches.robots = "disallow all"

    run = place.crawl("edition=de")

    assert run.returncode == 1
    assert "does not allow" in run.stderr
    assert {request.path for request in replica.requests} == {"/robots.txt"}


def test_no_request_is_sent_before_the_rules_are_known(place: Place, replica: Replica) -> None:
    assert place.crawl("edition=de", "section=sport,society,economics").returncode == 0

    paths = [request.path for request in replica.requests]
    assert paths[0] == "/robots.txt"
    assert paths.count("/robots.txt") == 1


def test_one_request_at_a_time_goes_to_a_host(place: Place, replica: Replica) -> None:
    under_way = 0
    most = 0
    lock = threading.Lock()

    def slowly(request: Request) -> None:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.02)
        with lock:
            under_way -= 1

    replica.before_answering = slowly
    assert place.crawl("edition=de", "pages=1", settings={"DOWNLOAD_DELAY": "0"}).returncode == 0

    assert most == 1


def test_we_say_who_we_are_and_ask_for_what_warc_tools_can_unpack(place: Place, replica: Replica) -> None:
    assert place.crawl("edition=de", "pages=1").returncode == 0

    for request in replica.requests:
        assert request.headers["user-agent"].startswith("belta-archive/")
        assert request.headers["accept-encoding"] == "gzip, deflate"
        assert "cookie" not in request.headers
        assert "accept-language" not in request.headers


def test_a_passing_fault_costs_nothing(place: Place, replica: Replica) -> None:
    for kind in ("close", "cut", "half gzip"):
        story = replica.site("de").listed[("close", "cut", "half gzip").index(kind)]
        replica.switches.faults[story.path] = Fault(kind=kind, times=1)
    replica.switches.faults[replica.site("de").listed[3].path] = Fault(kind="status", status=503, times=2)

    run = place.crawl("edition=de")

    assert run.returncode == 0, run.stdout
    assert place.rows("select count(*) from articles") == [(everything(replica),)]


def test_a_host_that_asks_to_wait_is_left_alone_for_as_long(place: Place, replica: Replica) -> None:
    path = replica.site("de").listed[2].path
    replica.switches.faults[path] = Fault(kind="status", status=429, retry_after=1, times=1)

    assert place.crawl("edition=de").returncode == 0

    asked = replica.requests
    first = next(place_ for place_, request in enumerate(asked) if request.path == path)
    assert asked[first + 1].at - asked[first].at >= 0.9
    assert place.rows("select count(*) from articles") == [(everything(replica),)]


def test_a_host_that_asks_for_longer_than_we_wait_is_asked_again_by_the_next_run(
    place: Place, replica: Replica
) -> None:
    story = replica.site("de").listed[2]
    replica.switches.faults[story.path] = Fault(kind="status", status=503, retry_after=90_000)

    run = place.crawl("edition=de")

    assert run.returncode == 3
    assert place.rows("select state, attempts from entries where url = ?", story.url) == [("wanted", 1)]
    assert "90000 seconds" in place.rows("select reason from entries where url = ?", story.url)[0][0]

    replica.switches.faults.clear()
    assert place.crawl("edition=de").returncode == 0
    assert place.rows("select state from entries where url = ?", story.url) == [("kept",)]


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:9/",
        "file:///etc/passwd",
        "https://example.org/society/view/x-1-2026/",
        "data:text/html,<h1>x</h1>",
    ],
)
def test_a_redirect_off_beltas_hosts_is_not_followed(place: Place, replica: Replica, location: str) -> None:
    story = replica.site("de").listed[1]
    replica.switches.faults[story.path] = Fault(kind="redirect", location=location)

    run = place.crawl("edition=de")

    assert run.returncode == 3
    assert place.rows("select count(*) from articles where url = ?", story.url) == [(0,)]
    assert place.rows("select count(*) from articles") == [(everything(replica) - 1,)]
    assert place.rows("select state from entries where url = ?", story.url) == [("wanted",)]


def test_a_redirect_within_the_site_to_the_same_article_is_followed(place: Place, replica: Replica) -> None:
    site = replica.site("de")
    story = next(story for story in site.listed if story.section == "society" and story.year)
    listing_path = story.path
    site.move(story, "sport", old_address="redirect")
    replica.switches.faults["/all_news/"] = Fault(
        kind="body",
        body=f"""<html><div id="inner"><div class="news_item lenta_item"><div class="date">10:00
        <a class="date_rubric" href="/society/">Gesellschaft</a></div>
        <a href="{listing_path}" title="x"><span class="lenta_item_title">x</span></a></div></div></html>""".encode(),
    )

    assert place.crawl("edition=de", "pages=1").returncode == 0

    assert place.rows("select section from articles") == [("sport",)]


@pytest.mark.parametrize(
    ("fault", "state", "words"),
    [
        (Fault(kind="status", status=404), "gone", "status 404"),
        (Fault(kind="status", status=410), "gone", "status 410"),
        (Fault(kind="status", status=403), "wanted", "status 403"),
        (Fault(kind="challenge"), "wanted", ""),
        (Fault(kind="empty"), "wanted", ""),
        (Fault(kind="cut unnoticed"), "wanted", "ends before its end"),
        (Fault(kind="half gzip"), "wanted", "ends before its end"),
        (Fault(kind="redirect", location="/"), "not understood", "leads elsewhere"),
        (Fault(kind="body", body=b"x" * (5 * 2**20)), "wanted", "DOWNLOAD_MAXSIZE"),
    ],
    ids=lambda value: value.kind + str(value.status) if isinstance(value, Fault) else "",
)
def test_what_is_no_article_never_becomes_one_and_says_why(
    place: Place, replica: Replica, fault: Fault, state: str, words: str
) -> None:
    story = replica.site("de").listed[1]
    replica.switches.faults[story.path] = fault

    place.crawl("edition=de")

    assert place.rows("select count(*) from articles where url = ?", story.url) == [(0,)]
    (found, reason), = place.rows("select state, reason from entries where url = ?", story.url)  # fmt: skip
    assert found == state
    assert reason
    assert words in reason
    assert place.rows("select count(*) from articles") == [(everything(replica) - 1,)]


def test_pages_that_all_refuse_us_end_the_run_as_not_understood(place: Place, replica: Replica) -> None:
    replica.switches.faults[lambda request: "/view/" in request.path] = Fault(kind="challenge")

    run = place.crawl("edition=de")

    assert run.returncode == 4, run.stdout
    assert place.rows("select count(*) from articles") == [(0,)]


def test_every_exchange_is_kept_as_warc_before_the_row_that_refers_to_it(place: Place, replica: Replica) -> None:
    replica.switches.compress = True
    assert place.crawl("edition=de", "pages=1").returncode == 0

    (file,) = place.captures.iterdir()
    with file.open("rb") as stream:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(stream)
        ]
    bodies = {url: body for kind, url, body in records if kind == "response"}
    assert records[0][0] == "warcinfo"
    assert "https://deu.belta.by/robots.txt" in bodies
    for source, warc_file, size in place.rows("select source, warc_file, size from captures where status = 200"):
        assert warc_file == file.name
        assert len(bodies[source]) == size


def test_a_capture_leads_to_its_record(place: Place) -> None:
    assert place.crawl("edition=de", "pages=1").returncode == 0

    for source, name, offset in place.rows("select source, warc_file, warc_offset from captures"):
        with (place.captures / name).open("rb") as stream:
            stream.seek(offset)
            record = next(iter(ArchiveIterator(stream)))
            assert record.rec_type == "response"
            assert record.rec_headers.get_header("WARC-Target-URI") == source
