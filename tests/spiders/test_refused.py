"""An edition that refuses, fails, or falls silent: it is left alone, the others are not, and nothing is forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from belta_scraper.replica import Replica
from belta_scraper.replica.switches import Fault, Request
from belta_scraper.spiders.articles import TURNED_AWAY_AFTER
from tests.crawling import Place

BEGIN = datetime(2026, 10, 4, 6, 0, tzinfo=UTC)


def articles_of(code: str) -> Callable[[Request], bool]:
    return lambda request: request.edition == code and "/view/" in request.path


@dataclass(frozen=True)
class Refusal:
    fault: Fault
    said: str
    tried_at_most: int = TURNED_AWAY_AFTER + 2
    """The one that was on its way comes through; while tries that failed wait for the next, others are begun."""


REFUSED, SILENT = f"refused {TURNED_AWAY_AFTER} pages in a row", f"gave no answer {TURNED_AWAY_AFTER} times in a row"
REFUSALS = {
    "ru": Refusal(Fault(kind="challenge"), REFUSED),
    "be": Refusal(Fault(status=403), REFUSED),
    "en": Refusal(Fault(status=429), REFUSED, 32),
    "de": Refusal(Fault(kind="empty"), REFUSED),
    "es": Refusal(Fault(kind="close"), SILENT, 32),
}


def test_editions_that_turn_us_away_are_left_alone_and_the_others_go_on(tmp_path: Path) -> None:
    with Replica() as replica:
        for code, refusal in REFUSALS.items():
            replica.switches.faults[articles_of(code)] = refusal.fault
        place = Place(tmp_path, replica)
        whole = [(code, len(replica.site(code).stories)) for code in sorted(replica.origins)]

        run = place.crawl(at=BEGIN, settings={"RETRY_TIMES": "1"})

        assert run.returncode == 4, run.stdout
        kept = place.rows("select edition, count(*) from articles group by 1 order by 1")
        assert kept == [row for row in whole if row[0] not in REFUSALS]
        for code, refusal in REFUSALS.items():
            tried = {request.path for request in replica.requests if articles_of(code)(request)}
            assert TURNED_AWAY_AFTER <= len(tried) <= refusal.tried_at_most, code
            # Those that were asked for have one attempt behind them, the others none; all are wanted.
            attempts = dict(place.rows("select attempts, count(*) from entries where edition = ? group by 1", code))
            assert set(attempts) == {0, 1}, code
            assert TURNED_AWAY_AFTER <= attempts[1] <= len(tried), code
        assert place.rows(
            "select state, count(*) > 100 from entries where edition in ('ru', 'be', 'en', 'de', 'es') group by 1"
        ) == [("wanted", 1)]

        replica.switches.faults.clear()
        again = place.crawl(at=BEGIN + timedelta(hours=1))

        assert again.returncode == 0, again.stdout
        assert place.rows("select edition, count(*) from articles group by 1 order by 1") == whole


@pytest.mark.parametrize(
    ("fault", "exit_status", "said"), [(Fault(kind="close"), 3, SILENT), (Fault(kind="challenge"), 4, REFUSED)]
)
def test_one_edition_that_falls_silent_makes_the_run_incomplete_and_one_that_refuses_is_not_understood(
    tmp_path: Path, fault: Fault, exit_status: int, said: str
) -> None:
    with Replica(editions=["de"]) as replica:
        replica.switches.faults[articles_of("de")] = fault
        place = Place(tmp_path, replica)

        run = place.crawl("edition=de", at=BEGIN, settings={"RETRY_TIMES": "0"})

        assert run.returncode == exit_status, run.stdout
        assert said in run.stdout


def test_a_few_refusals_among_many_answers_are_no_streak(tmp_path: Path) -> None:
    with Replica(editions=["de"]) as replica:
        seen: list[str] = []

        def every_other(request: Request) -> bool:
            if "/view/" in request.path:
                seen.append(request.path)
            return "/view/" in request.path and len(seen) % 3 == 0

        replica.switches.faults[every_other] = Fault(status=403)
        place = Place(tmp_path, replica)

        run = place.crawl("edition=de", at=BEGIN)

        assert run.returncode == 3
        assert "still wanted" in run.stdout
        assert {request.path for request in replica.requests if "/view/" in request.path} == {
            story.path for story in replica.site("de").stories
        }


def test_articles_that_say_they_do_not_exist_are_gone_and_no_refusal(tmp_path: Path) -> None:
    with Replica(editions=["de"]) as replica:
        site = replica.site("de")
        site.switches.missing = "soft 404"
        taken = site.stories[3:7]
        for story in taken:
            site.remove(story, keep_listed=True)
        place = Place(tmp_path, replica)

        run = place.crawl("edition=de", at=BEGIN)

        assert run.returncode == 0, run.stdout
        gone = {url for (url,) in place.rows("select url from entries where state = 'gone'")}
        assert gone == {story.url for story in taken}


def test_an_outage_of_404_in_the_middle_of_a_walk_is_not_the_end_of_the_listing(tmp_path: Path) -> None:
    with Replica(editions=["de"]) as replica:
        replica.switches.page_size = 5
        place = Place(tmp_path, replica)
        out = False

        def is_out(request: Request) -> bool:
            nonlocal out
            out = out or request.path.startswith("/all_news/page/3/")
            return out

        replica.switches.faults[is_out] = Fault(status=404)
        first = place.crawl("edition=de", at=BEGIN)
        replica.switches.faults.clear()

        assert first.returncode in (3, 4), first.stdout
        assert place.rows("select count(*) from walks where reached_on is not null") == [(0,)]
        assert place.crawl("edition=de", at=BEGIN + timedelta(hours=1)).returncode == 0
        assert place.rows("select count(*) from articles") == [(len(replica.site("de").stories),)]
        assert place.rows("select distinct state from entries") == [("kept",)]


def test_a_page_that_could_not_be_read_again_leaves_no_settled_ground(tmp_path: Path) -> None:
    with Replica(editions=["de"]) as replica:
        replica.switches.page_size = 5
        place = Place(tmp_path, replica)
        assert place.crawl("edition=de", at=BEGIN).returncode == 0
        looks = 0

        def slide(request: Request) -> None:
            """Between two pages, a page's worth of news: the second shares nothing with the first."""
            if request.path.startswith("/all_news/page/2/"):
                site = replica.site("de")
                site.unlist(site.listed[0])

        def second_look(request: Request) -> bool:
            nonlocal looks
            looks += request.path.partition("?")[0] == "/all_news/"
            return looks > 1 and request.path.partition("?")[0] == "/all_news/"

        for _ in range(5):
            replica.site("de").publish()
        replica.before_answering = slide
        replica.switches.faults[second_look] = Fault(status=500)
        run = place.crawl("edition=de", at=BEGIN + timedelta(hours=1))

        assert looks > 1
        assert run.returncode == 3, run.stdout
        assert place.rows(
            "select ended, reached_on from walks where listing = 'all_news' order by id desc limit 1"
        ) == [("broken off", None)]
