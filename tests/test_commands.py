"""What a person at the command line is told, and with which exit status."""

import json
from pathlib import Path

import pytest

from belta_scraper.replica import Replica
from tests.crawling import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_the_spiders_are_listed(place: Place) -> None:
    assert place.scrapy("list").stdout.split() == ["captures", "listings", "revisits"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["crawl", "listings", "-a", "edition=fr"], "choose among ru be en de es pl zh"),
        (["crawl", "listings", "-a", "section=gossip"], "choose among"),
        (["crawl", "listings", "-a", "since=soon"], "a day such as 2024-09-19"),
        (["crawl", "listing"], "There is no spider 'listing'; choose among captures, listings, revisits."),
        (["crawl", "captures"], "captures wants either -a path="),
        (["crawl", "captures", "-a", "path=/nowhere"], "There is nothing at /nowhere"),
        (["crawl", "listings", "-s", "EDITION_ORIGINS={]"], "EDITION_ORIGINS wants JSON"),
        (["crawl", "revisits", "-a", "at_most=none"], "at_most wants a whole number from 1"),
        (["crawl", "revisits", "-s", "REVISIT_LADDER=2h:15m 1h:1d"], "ages that grow"),
        (["report"], "There is no archive at"),
        (["report", "--since", "soon"], "a day such as 2024-09-19"),
        (["report", "--edition", "fr"], "choose among ru be en de es pl zh"),
        (["report", "--since", "2026-02-01", "--until", "2026-01-01"], "later than"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_and_nothing_is_changed(
    place: Place, arguments: list[str], words: str
) -> None:
    run = place.scrapy(*arguments)

    assert run.returncode == 1
    assert words in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert not list(place.archive.parent.iterdir())


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.mkdir(), "names a folder"),
        (lambda path: path.write_text("not a database " * 10), "is not an SQLite file"),
    ],
)
def test_a_path_that_leads_to_no_archive_is_refused(place: Place, spoil, words: str) -> None:  # type: ignore[no-untyped-def]
    spoil(place.archive)

    run = place.crawl("edition=de")

    assert run.returncode == 1
    assert words in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr


def test_without_a_network_a_crawl_says_so_in_one_sentence_and_leaves_the_archive_as_it_was(place: Place) -> None:
    run = place.crawl("edition=de", settings={"EDITION_ORIGINS": '{"de": "http://127.0.0.1:9"}'})

    assert run.returncode == 1
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert "; the archive is as it was." in run.stderr
    assert not list(place.archive.parent.iterdir())


def test_without_a_network_an_archive_that_was_there_stays_as_it_was(tmp_path: Path) -> None:
    with Replica(editions=["de"]) as replica:
        place = Place(tmp_path, replica)
        assert place.crawl("edition=de", "pages=1").returncode == 0
    before = place.content(), place.rows("select * from runs")

    # The replica is gone: nothing answers there any more.
    assert place.crawl("edition=de").returncode == 1

    assert (place.content(), place.rows("select * from runs")) == before


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("binary.txt", bytes(range(256)) * 20, "is a binary file"),
        ("letter.txt", b"Dear aunt,\n\nthe boat leaks again. Could you send the blue paint?\n\nYours, G.\n", ""),
        ("page.html", b"<html><body><p>Nothing here.</p></body></html>", ""),
    ],
)
def test_a_single_file_that_is_no_page_is_answered_and_changes_nothing(
    place: Place, tmp_path: Path, name: str, body: bytes, words: str
) -> None:
    file = tmp_path / "given" / name
    file.parent.mkdir()
    file.write_bytes(body)

    run = place.take_in(file)

    assert run.returncode == 1, run.stdout
    assert name in run.stderr
    assert words in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert not place.archive.exists()


def test_one_unreadable_file_in_a_folder_is_a_problem_and_the_others_are_kept(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:03}.txt").write_text(
            "Alle Nachrichten\nAlle Nachrichten\nSport\n"
            f"{number % 28 + 1:02} Mai 2024, 10:{number:02}\n\nBoot Nummer {number} schwimmt wieder\n\n"
            f"MINSK, {number % 28 + 1}. Mai (BelTA) – Boot Nummer {number} liegt wieder am Steg.\n",
            encoding="utf-8",
        )
    (folder / "013.txt").write_bytes(bytes(range(256)) * 20)

    run = place.take_in(folder)

    assert run.returncode == 0, run.stderr
    assert place.rows("select count(*) from articles") == [(29,)]
    assert place.rows("select count(*) from problems where message like '%013.txt%'") == [(1,)]


def test_the_report_is_also_to_be_had_as_json(tmp_path: Path) -> None:
    with Replica(editions=["zh"]) as replica:
        place = Place(tmp_path, replica)
        assert place.crawl("edition=zh").returncode == 0

        report = json.loads(place.scrapy("report", "--json").stdout)

        (row,) = [row for row in report["editions"] if row["edition"] == "zh"]
        assert row["articles"] == len(replica.site("zh").stories)
        assert report["last_run"]["outcome"] == "complete"
