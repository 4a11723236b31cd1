"""What the benchmark of speed says is what it measured, of pages such as BelTA's, and nobody is left out in silence."""

from __future__ import annotations

import http.client
import sqlite3
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from belta_scraper.editions import EDITIONS
from belta_scraper.pages import read_article
from belta_scraper.replica import Replica, Request
from benchmarks import hottest
from benchmarks.speed import __main__ as speed
from benchmarks.speed import contest, crawling, figures, growth, keeping, pages, peers, plot, report
from benchmarks.speed.peers import OURS, Contestant
from benchmarks.speed.server import served
from tests.records import a_capture


@pytest.fixture(scope="module")
def of_each() -> list[pages.Page]:
    """A page of each edition."""
    return pages.replica_pages(1)


# --- Pages ----------------------------------------------------------------------------------------


def test_the_pages_are_as_large_as_beltas_and_say_as_much(of_each: list[pages.Page]) -> None:
    assert [page.edition for page in of_each] == list(EDITIONS)
    for page in of_each:
        article = read_article(page.text, url=page.url, edition=EDITIONS[page.edition], capture=a_capture())
        length = sum(len(block.text) for block in article.blocks if block.fate == "story")
        assert 150_000 < len(page.body) < 300_000
        assert 0.9 * pages.LENGTH < length * (3 if page.edition == "zh" else 1) < 1.6 * pages.LENGTH
        assert article.problems == ()


# --- The contest ----------------------------------------------------------------------------------


def test_ours_are_timed_round_by_round(tmp_path: Path, of_each: list[pages.Page]) -> None:
    folder = pages.written_to(tmp_path / "pages", of_each[:2])
    told: list[str] = []

    took = contest.contest(OURS, folder, rounds=2, tell=told.append)

    assert took.absent == {}
    assert list(took.seconds) == [contestant.name for contestant in OURS]
    assert all(len(seconds) == 2 and min(seconds) > 0 for seconds in took.seconds.values())
    assert told[-1] == f"Round 2 of 2: {OURS[-1].name}"


def test_one_who_cannot_be_installed_is_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, of_each: list[pages.Page]
) -> None:
    def no_environment(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(peers, "ROOT", tmp_path)
    monkeypatch.setattr(venv, "create", no_environment)
    folder = pages.written_to(tmp_path / "pages", of_each[:1])
    peer = Contestant(name="a peer", requirements=("a-peer==1",), environment="a-peer")

    took = contest.contest([OURS[0], peer], folder, rounds=1, tell=lambda _: None)

    assert took.absent == {"a peer": "an environment could not be made: the disk is full"}
    rows = report.reading_rows(
        contest.Contest(seconds={each.name: [1.0] for each in OURS}, absent=took.absent),
        of_each,
    )  # fmt: skip
    assert rows[-1] == report.Row(
        what="a peer", measured="not measured: an environment could not be made: the disk is full"
    )


def test_what_a_package_index_does_not_have_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / ".venv-bench-a-peer"
    monkeypatch.setattr(peers, "ROOT", tmp_path)
    monkeypatch.setattr(venv, "create", lambda place, **_: (place / "bin").mkdir(parents=True))
    monkeypatch.setenv("PIP_NO_INDEX", "1")

    def ours_in_its_place(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        return run([sys.executable, *command[1:]], **options)

    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", ours_in_its_place)

    with pytest.raises(peers.NotInstalled, match="pip could not install a-peer==1: ERROR: No matching distribution"):
        peers.python_of(Contestant(name="a peer", requirements=("a-peer==1",), environment="a-peer"), lambda _: None)
    assert not (place / ".ready").exists()


def test_one_who_breaks_is_named_and_the_others_go_on(tmp_path: Path, of_each: list[pages.Page]) -> None:
    folder = pages.written_to(tmp_path / "pages", of_each[:1])
    nobody = Contestant(name="nobody has written this reader")

    took = contest.contest([OURS[0], nobody, OURS[1]], folder, rounds=1, tell=lambda _: None)

    assert took.absent == {nobody.name: f"KeyError: '{nobody.name}'"}
    assert list(took.seconds) == [OURS[0].name, OURS[1].name]


def test_slow_ones_read_in_fewer_rounds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Quick:
        def __init__(self, *_: object) -> None:
            self.rounds = 0

        def round(self, contestant: Contestant) -> float:
            self.rounds += 1
            return float(self.rounds)

        def end(self) -> None:
            """It was never begun."""

    monkeypatch.setattr(contest, "_Environment", Quick)
    snail = Contestant(name="a snail", environment="snail", slow=True)

    took = contest.contest([OURS[0], snail], tmp_path, rounds=5, tell=lambda _: None)

    assert {name: len(seconds) for name, seconds in took.seconds.items()} == {
        OURS[0].name: 5,
        "a snail": contest.SLOW_ROUNDS,
    }


# --- Figures and the table ------------------------------------------------------------------------


def test_ratios_are_taken_round_by_round() -> None:
    assert figures.ratios([2.0, 4.2, 6.0], [1.0, 2.0, 3.0]).shown() == "2.00 (2.00–2.10)"


def test_the_table_says_what_is_reached_and_what_is_not() -> None:
    base, selector, reading, settling = (contestant.name for contestant in OURS)
    seconds = {base: [1.0], selector: [1.3], reading: [1.7], settling: [2.4], "newspaper4k": [72.0], "goose3": [36.0]}

    page = pages.Page(edition="de", url="", body=bytes(204_800))

    rows = report.reading_rows(contest.Contest(seconds=seconds, absent={}), [page] * 10)

    assert [(row.what, row.aim, row.reached) for row in rows] == [
        ("lxml, parsing alone (10 pages, 200 KB)", "", None),
        (selector, "", None),
        (reading, "≤ 1.8", True),
        (settling, "≤ 2.3", False),
        ("newspaper4k", "≥ 25 × ours", True),
        ("goose3", "", None),
    ]
    assert rows[0].measured == "1.00 · 100.00 ms a page"
    assert rows[4].measured == "72.00 (72.00–72.00) × the parse, 30.0 (30.0–30.0) × ours"
    table = report.as_markdown([("Reading", rows)])
    assert "| ours, reading and settling | 2.40 (2.40–2.40) × the parse | ≤ 2.3 | not reached |" in table


def test_crawls_are_compared_with_the_bare_one_in_pages_and_seconds() -> None:
    def took(seconds: float, megabytes: float = 100) -> list[crawling.Took]:
        return [crawling.Took(seconds=seconds, of_processor=seconds, megabytes=megabytes)]

    crawls = crawling.Crawls(
        pages=100, pages_again=2, bare=took(1), ours=took(2, 140), with_captures=took(4), bare_again=took(1),
        ours_again=took(1.4),
    )  # fmt: skip

    rows = report.crawling_rows(crawls)

    assert [row.reached for row in rows] == [None, False, False, None, None, True, True]
    assert rows[1].measured == "50 (50–50) pages a second, 0.50 (0.50–0.50) of the bare one's"
    assert rows[4].measured == "20.0 (20.0–20.0) ms a page"
    assert rows[-1].measured == "0.40 (0.40–0.40) s of 1.40 (1.40–1.40) s"


def grown(articles: int, seconds: float) -> growth.Grown:
    figure = figures.Figure(middle=seconds, least=seconds, most=seconds)
    return growth.Grown(articles=articles, megabytes=1.0, again=figure, keeping=figure)


def test_growth_is_that_from_the_smallest_archive_to_the_largest() -> None:
    *_, row = report.growth_rows([grown(1_000, 1.0), grown(10_000, 1.05), grown(100_000, 1.2)])

    assert (row.what, row.measured, row.reached) == ("nothing new, with 100,000 articles to 1,000", "1.20 ×", False)


def test_growth_is_drawn(tmp_path: Path) -> None:
    plot.draw([grown(1_000, 1.0), grown(10_000, 1.1)], tmp_path / "drawn" / "speed.png")

    assert (tmp_path / "drawn" / "speed.png").read_bytes().startswith(b"\x89PNG")


def test_without_anything_to_draw_with_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(plot, "import_module", missing)

    with pytest.raises(plot.NoPlot, match=r"pip install .*belta-archive\[bench\]"):
        plot.draw([grown(1_000, 1.0)], tmp_path / "speed.png")


# --- Keeping and crawling -------------------------------------------------------------------------


def test_sqlite_alone_writes_the_rows_that_keeping_wrote(tmp_path: Path, of_each: list[pages.Page]) -> None:
    articles = keeping.articles_of(of_each, 30)

    took = keeping.measure(articles, tmp_path, rounds=1, tell=lambda _: None)

    assert len({(article.edition, article.number) for article in articles}) == 30
    counts = []
    for name in ("kept-0.db", "alone-0.db"):
        with closing(sqlite3.connect(tmp_path / name)) as archive:
            counts.append(
                [
                    archive.execute(f"select count(*) from {table}").fetchone()[0]
                    for table in ("articles", "dates", "images", "article_tags", "captures", "seals", "articles_fts")
                ]
            )
    assert counts[0] == counts[1]
    assert counts[0][0] == 30
    assert took.rows > 10 * 30
    assert [row.reached is None for row in report.keeping_rows(took)] == [True, False, False]


@pytest.fixture
def site() -> Iterator[tuple[Replica, Any]]:
    replica = crawling.a_site(0)
    with served(replica, crawling.EDITION) as site:
        yield replica, site


def test_the_site_that_is_crawled_answers_as_the_replica_does_and_remembers_what_it_was_asked(
    site: tuple[Replica, Any],
) -> None:
    replica, running = site
    connection = http.client.HTTPConnection(running.origin.removeprefix("http://"), timeout=5)
    for path in ("/all_news/", "/no/such/view/page-1-2026/", "/all_news/"):  # one connection takes them all
        connection.request("GET", path)
        reply = connection.getresponse()
        request = Request(edition=crawling.EDITION, method="GET", path=path, headers={}, at=time.monotonic())
        expected = replica.answer(request)
        assert (reply.status, reply.read()) == (expected.status, expected.body)
    connection.close()

    assert running.asked == ["/all_news/", "/no/such/view/page-1-2026/", "/all_news/"]


def test_a_bare_scrapy_requests_each_page_once(tmp_path: Path, site: tuple[Replica, Any]) -> None:
    replica, running = site
    paths = ["/all_news/", *(story.path for story in replica.site(crawling.EDITION).stories[:5])]
    file = tmp_path / "paths.txt"
    file.write_text("\n".join(paths), encoding="utf-8")

    took = crawling.bare(running.origin, file)

    assert sorted(running.asked) == sorted(paths)
    assert took.seconds > 0
    assert took.of_processor > 0
    assert 30 < took.megabytes < 500


def test_a_crawl_that_fails_says_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(crawling.CrawlFailed, match=r"ended with 1: .*No such file or directory: .*nowhere"):
        crawling.bare("http://127.0.0.1:9", tmp_path / "nowhere")


# --- The commands ---------------------------------------------------------------------------------


def test_a_part_is_measured_and_its_table_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "speed.md"

    status = speed.main(["keeping", "--quick", "--table", str(table)])

    assert status == 0
    assert "Round 2 of 2: SQLite alone" in capsys.readouterr().out
    assert "| **Keeping** | | | |" in table.read_text(encoding="utf-8")


def test_an_unknown_part_is_answered_with_the_choices(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        speed.main(["eating"])

    assert "there is no part eating; choose among reading, keeping, crawling, growth" in capsys.readouterr().err


def test_the_hottest_places_of_settling_are_ten(capsys: pytest.CaptureFixture[str]) -> None:
    status = hottest.main(["settling"])

    out = capsys.readouterr().out
    assert status == 0
    assert "Settling: " in out
    assert "pipelines/traits.py:" in out
    assert len([line for line in out.splitlines() if line.rstrip().endswith("%")]) == hottest.HOTTEST


def test_an_unknown_part_has_no_hottest_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert hottest.main(["eating"]) == 2
    assert "There is no part eating; choose among reading settling keeping." in capsys.readouterr().err


# --- What a run does not load ---------------------------------------------------------------------

LOADED_WHERE_NEEDED = ("dateparser", "lingua", "trafilatura")


def test_what_a_run_with_nothing_new_does_not_need_is_not_loaded() -> None:
    program = (
        "import sys; from scrapy.utils.misc import load_object; from belta_scraper import settings; "
        "import belta_scraper.pages, belta_scraper.spiders.listings; "
        "[load_object(place)() for place in settings.ITEM_PIPELINES if 'archive' not in place]; "
        f"print([name for name in {LOADED_WHERE_NEEDED!r} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"
    assert all(map(import_module, LOADED_WHERE_NEEDED))
