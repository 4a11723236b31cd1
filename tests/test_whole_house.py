"""One article all the way through, in seven editions: what the archive says is what the site says."""

import random
import signal
import urllib.request
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from belta_scraper.editions import EDITIONS
from belta_scraper.replica import Fault, Replica
from belta_scraper.replica.stories import Story
from tests.crawling import Place


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica() as replica:
        yield replica


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, replica: Replica) -> Place:
    """An archive of all seven editions, crawled once."""
    place = Place(tmp_path_factory.mktemp("house"), replica)
    run = place.crawl()
    assert run.returncode == 0, run.stdout + run.stderr
    return place


def story_rows() -> list[tuple[str, Story]]:
    with Replica() as replica:
        return [(code, story) for code in EDITIONS for story in replica.site(code).stories]


def test_every_story_of_every_edition_is_one_article(house: Place, replica: Replica) -> None:
    kept = set(house.rows("select edition, family, number, year, url from articles"))
    on_site = {
        (code, story.family, story.number, story.year, story.url)
        for code in EDITIONS
        for story in replica.site(code).stories
    }

    assert kept == on_site


@pytest.mark.parametrize("code", EDITIONS)
def test_an_article_says_what_was_printed(house: Place, replica: Replica, code: str) -> None:
    columns = (
        "headline, section, section_text, published_text, published_at, published_on, published_from, dates_agree, "
        "dateline_text, dateline_place, dateline_on, end_mark, language, body, reader"
    )
    for story in replica.site(code).stories:
        ((*values,),) = house.rows(f"select {columns} from articles where url = ?", story.url)
        row = dict(zip(columns.split(", "), values, strict=True))
        line = story.dateline
        assert row["headline"] == story.headline
        assert row["section"] == story.section
        assert row["section_text"] == story.section_text
        assert row["published_text"] == story.published_text
        assert row["published_at"] == story.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        assert row["published_on"] == story.published.date().isoformat()
        assert row["published_from"].startswith("page")
        assert row["dates_agree"] == 1
        assert row["dateline_text"] == (line.text if line else None)
        assert row["dateline_place"] == (line.place if line else None)
        assert row["dateline_on"] == (line.on.isoformat() if line else None)
        assert row["end_mark"] == story.end_mark
        assert row["language"] == EDITIONS[code].language
        assert unspaced(row["body"]) == unspaced("".join(story.paragraphs)), story.url
        assert row["reader"] != "generic"


def unspaced(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("code", EDITIONS)
def test_the_language_of_a_text_is_told_by_its_words(house: Place, replica: Replica, code: str) -> None:
    for story in replica.site(code).stories:
        ((detected,),) = house.rows("select language_detected from articles where url = ?", story.url)
        assert detected in (story.language, None), story.url
    ((told,),) = house.rows("select avg(language_detected is not null) from articles where edition = ?", code)
    assert told > 0.9


@pytest.mark.parametrize("code", EDITIONS)
def test_who_signs_is_told_apart_from_the_agency(house: Place, replica: Replica, code: str) -> None:
    for story in replica.site(code).stories:
        people = house.rows(
            "select name from credits join people on people.id = person join articles on articles.id = article "
            "where url = ? and kind = 'person' and role in ('author', 'correspondent', 'columnist') order by place",
            story.url,
        )
        assert [name for (name,) in people] == list(story.people), story.url
        if story.dateline:
            assert house.rows("select agency from articles where url = ?", story.url) == [("BelTA",)]


def test_tags_pictures_and_links_hang_on_their_article(house: Place, replica: Replica) -> None:
    for code in EDITIONS:
        for story in replica.site(code).stories:
            tags = house.rows(
                "select tags.text from article_tags join tags on tags.id = tag "
                "join articles on articles.id = article where articles.url = ? order by place",
                story.url,
            )
            assert [text for (text,) in tags] == [tag.text for tag in story.tags]
            embeds = house.rows(
                "select links.url from links join articles on articles.id = article "
                "where articles.url = ? and embed order by place",
                story.url,
            )
            assert [url for (url,) in embeds] == list(story.embeds)
            ((image,),) = house.rows("select image_url from articles where url = ?", story.url)
            if story.picture:
                assert image.endswith(story.picture.path)


def test_the_day_of_rendering_is_no_candidate(house: Place, replica: Replica) -> None:
    ((days,),) = house.rows("select count(distinct published_on) from articles")

    assert days >= 5
    assert house.rows("select count(*) from dates where agrees = 0") == [(0,)]


def test_every_listed_entry_is_accounted_for(house: Place) -> None:
    assert house.rows("select state, count(*) > 200 from entries group by state") == [("kept", 1)]
    assert house.rows("select count(*) from entries e join articles a on a.id = e.article and a.url = e.url") == (
        house.rows("select count(*) from entries")
    )


def test_a_number_that_was_never_given_is_named(house: Place, replica: Replica) -> None:
    for code in EDITIONS:
        missing = {
            number
            for first, last in house.rows(
                "select first_missing, last_missing from numbers_missing where edition = ? and family = 'news'", code
            )
            for number in range(first, last + 1)
        }
        assert set(replica.site(code).missing) <= missing


def test_the_foreign_keys_and_the_file_are_sound(house: Place) -> None:
    assert house.rows("pragma integrity_check") == [("ok",)]
    assert house.rows("pragma foreign_key_check") == []


def test_the_report_names_every_edition_and_the_one_command_that_opens_the_archive(house: Place) -> None:
    report = house.scrapy("report")

    assert report.returncode == 0
    for edition in EDITIONS.values():
        assert edition.name in report.stdout
    assert str(house.archive) in report.stdout
    assert f"datasette {house.archive}" in report.stdout


def test_the_same_captures_read_again_are_the_same_archive(house: Place, tmp_path: Path) -> None:
    """From the WARC files alone, without the site, the same articles come out."""
    again = Place(tmp_path)

    run = again.take_in(house.captures)

    assert run.returncode == 0, run.stdout + run.stderr
    assert again.content()["articles"] == house.content()["articles"]
    # The same captures once more add nothing.
    before = again.content()
    assert again.take_in(house.captures).returncode == 0
    assert again.content() == before


def test_a_captured_feed_tells_the_ledger_what_it_names(tmp_path: Path) -> None:
    with Replica(editions=["zh"]) as replica:
        with urllib.request.urlopen(f"{replica.origins['zh']}/rss/") as answer:
            (tmp_path / "feed.xml").write_bytes(answer.read())
        place = Place(tmp_path)

        run = place.take_in(tmp_path / "feed.xml", "url=https://chn.belta.by/rss/")

        assert run.returncode == 0, run.stderr
        named = set(place.rows("select family, number from entries where feed_date_text is not null"))
        assert named
        assert named <= {(story.family, story.number) for story in replica.site("zh").stories}


@pytest.mark.parametrize("seed", range(4))
def test_a_run_killed_at_any_moment_and_run_again_is_an_undisturbed_run(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    with Replica(editions=["pl"]) as replica:
        replica.switches.page_size = 10
        undisturbed = Place(tmp_path / "undisturbed", replica)
        disturbed = Place(tmp_path / "disturbed", replica)
        for place in (undisturbed, disturbed):
            place.archive.parent.mkdir()
        assert undisturbed.crawl("edition=pl").returncode == 0
        for _ in range(3):
            replica.forget_requests()
            after = dice.randrange(1, 40)
            disturbed.stopped(signal.SIGKILL, lambda after=after: len(replica.requests) >= after, "edition=pl")  # type: ignore[misc]

        assert disturbed.crawl("edition=pl").returncode == 0

        assert disturbed.content() == undisturbed.content()
        assert disturbed.rows("pragma integrity_check") == [("ok",)]


def test_a_run_that_is_asked_to_stop_keeps_what_it_has_and_says_that_it_is_incomplete(tmp_path: Path) -> None:
    with Replica(editions=["ru"]) as replica:
        place = Place(tmp_path, replica)

        process = place.stopped(signal.SIGTERM, lambda: len(replica.requests) >= 20, "edition=ru")

        assert process.returncode == 3
        assert place.rows("select outcome, exit_status from runs") == [("incomplete", 3)]
        ((kept,),) = place.rows("select count(*) from articles")
        assert kept >= 10
        assert place.crawl("edition=ru").returncode == 0
        assert place.rows("select count(*) from articles") == [(len(replica.site("ru").stories),)]


def test_a_second_run_on_the_same_archive_says_who_holds_it(tmp_path: Path) -> None:
    with Replica(editions=["ru"]) as replica:
        place = Place(tmp_path, replica)
        seconds: list[int] = []

        def second() -> bool:
            if len(replica.requests) < 2:
                return False
            run = place.crawl("edition=ru")
            seconds.append(run.returncode)
            assert "Another run is at work" in run.stderr
            return True

        # The first run is kept at work for as long as the second needs to say so.
        replica.switches.faults["/all_news/"] = Fault(kind="slow", seconds=20)
        place.stopped(signal.SIGTERM, second, "edition=ru")
        assert seconds == [75]


@pytest.mark.parametrize("kilobytes", [50, 400, 600, 900])
def test_a_disk_that_is_full_costs_nothing_that_was_committed(tmp_path: Path, kilobytes: int) -> None:
    with Replica(editions=["ru"]) as replica:
        place = Place(tmp_path, replica)

        full = place.crawl_with_files_no_larger_than(kilobytes * 1024, "edition=ru")

        assert full.returncode in (1, 3), full.stderr
        assert "written" in full.stderr
        assert "Traceback" not in full.stderr
        kept = place.rows("select key from articles") if place.archive.exists() else []
        if place.archive.exists():
            assert place.rows("pragma integrity_check") == [("ok",)]

        assert place.crawl("edition=ru").returncode == 0
        assert set(kept) <= set(place.rows("select key from articles"))
        assert place.rows("select count(*) from articles") == [(len(replica.site("ru").stories),)]
