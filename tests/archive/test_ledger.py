"""The ledger: what was listed, and what became of it."""

from datetime import date

import pytest

from pipelines.archive import ledger
from pipelines.archive.ledger import Ledger, became
from pipelines.archive.opening import Archive, read_only
from pipelines.archive.runs import Run
from tests.records import a_capture, an_entry


@pytest.fixture
def memory(archive: Archive, run: Run) -> Ledger:
    return Ledger(archive, run)


def states(archive: Archive) -> dict[int, str]:
    return dict(archive.db.execute("select number, state from entries").fetchall())


def test_entries_are_written_before_anything_is_requested(memory: Ledger, archive: Archive) -> None:
    told = memory.begin_walk("de", "all_news").listed(1, [an_entry(8), an_entry(7)], a_capture())

    assert [(listed.new, listed.wanted, listed.ground) for listed in told] == [(True, True, False)] * 2
    # Another connection sees them: they are committed.
    reader = read_only(archive.path)
    assert reader.execute("select count(*) from entries where state = 'wanted'").fetchone() == (2,)
    reader.close()


def test_an_entry_is_listed_under_its_day_in_minsk(memory: Ledger, archive: Archive) -> None:
    (listed,) = memory.begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture())

    assert listed.day == date(2026, 9, 30)
    assert archive.db.execute("select listed_on, listed_at, day_text, time_text from entries").fetchone() == (
        "2026-09-30", "2026-09-30T09:00:00Z", "30.09.26", "12:00",
    )  # fmt: skip


def test_an_entry_whose_day_cannot_be_read_stays_without_one(memory: Ledger, archive: Archive) -> None:
    (listed,) = memory.begin_walk("de", "all_news").listed(1, [an_entry(7, day_text="31.06.26")], a_capture())

    assert listed.day is None
    assert archive.db.execute("select listed_on, day_text from entries").fetchone() == (None, "31.06.26")


def test_what_is_known_is_neither_new_nor_wanted_twice(memory: Ledger, archive: Archive) -> None:
    walk = memory.begin_walk("de", "all_news")
    walk.listed(1, [an_entry(7)], a_capture())
    became(archive, an_entry(7), "not understood", "no headline")

    (again,) = memory.begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture())

    assert (again.new, again.wanted) == (False, False)


def test_one_number_in_two_years_is_two_entries(memory: Ledger, archive: Archive) -> None:
    both = [an_entry(64024, year=2024, url="https://a/"), an_entry(64024, year=2023, url="https://b/")]

    told = memory.begin_walk("de", "all_news").listed(1, both, a_capture())

    assert [listed.new for listed in told] == [True, True]


def test_a_yearless_entry_is_known_again(memory: Ledger, archive: Archive) -> None:
    comment = an_entry(10163, family="comments", year=None)
    walk = memory.begin_walk("de", "all_news")
    walk.listed(1, [comment], a_capture())

    assert [listed.new for listed in walk.listed(1, [comment], a_capture())] == [False]


def test_what_an_earlier_run_left_wanted_is_given_newest_first(memory: Ledger, archive: Archive) -> None:
    memory.begin_walk("de", "all_news").listed(1, [an_entry(7), an_entry(9), an_entry(8)], a_capture())

    assert [entry.number for entry in memory.wanted("de")] == [9, 8, 7]
    assert next(memory.wanted("de")) == an_entry(9)
    assert list(memory.wanted("en")) == []


def test_a_range_of_days_takes_only_what_was_listed_in_it(memory: Ledger) -> None:
    entries = [an_entry(9, day_text="02.10.26"), an_entry(8, day_text="30.09.26"), an_entry(7, day_text=None)]
    memory.begin_walk("de", "all_news").listed(1, entries, a_capture())

    # Without a readable day it may belong to the range: nothing is lost.
    assert [entry.number for entry in memory.wanted("de", date(2026, 9, 29), date(2026, 10, 1))] == [8, 7]


def passed(memory: Ledger, numbers: list[int], *, since: date | None = None) -> list[bool]:
    """Whether each entry stands on settled ground for a walk that goes down to `since`."""
    walk = memory.begin_walk("de", "all_news", since)
    return [listed.ground for listed in walk.listed(1, [an_entry(number) for number in numbers], a_capture())]


def test_only_a_walk_that_reached_its_own_end_makes_settled_ground(memory: Ledger) -> None:
    broken = memory.begin_walk("de", "all_news")
    broken.listed(1, [an_entry(7)], a_capture())
    broken.end("broken off", "the network went away")
    assert passed(memory, [7]) == [False]

    asked = memory.begin_walk("de", "all_news")
    asked.listed(1, [an_entry(7)], a_capture())
    asked.end("last page asked")
    assert passed(memory, [7]) == [False]

    whole = memory.begin_walk("de", "all_news")
    whole.listed(1, [an_entry(7)], a_capture())
    whole.end("end of listing")
    assert passed(memory, [7, 8]) == [True, False]


def test_ground_settled_down_to_a_day_holds_for_walks_that_go_no_deeper(memory: Ledger) -> None:
    walk = memory.begin_walk("de", "all_news", date(2026, 9, 1))
    walk.listed(1, [an_entry(7)], a_capture())
    walk.end("first day asked")

    assert passed(memory, [7], since=date(2026, 9, 1)) == [True]
    assert passed(memory, [7], since=date(2026, 9, 15)) == [True]
    assert passed(memory, [7], since=date(2026, 8, 31)) == [False]
    assert passed(memory, [7]) == [False]


def test_ground_is_handed_on_by_walks_that_end_on_it(memory: Ledger) -> None:
    whole = memory.begin_walk("de", "all_news")
    whole.listed(1, [an_entry(7)], a_capture())
    whole.end("end of listing")
    next_day = memory.begin_walk("de", "all_news")
    next_day.listed(1, [an_entry(8), an_entry(7)], a_capture())
    next_day.end("settled ground")

    assert passed(memory, [8, 7]) == [True, True]


def test_each_listing_has_its_own_ground(memory: Ledger) -> None:
    sport = memory.begin_walk("de", "sport")
    sport.listed(1, [an_entry(7)], a_capture())
    sport.end("end of listing")

    assert passed(memory, [7]) == [False]


def test_a_side_block_names_an_article_but_holds_no_place(memory: Ledger, archive: Archive) -> None:
    walk = memory.begin_walk("de", "all_news")
    told = walk.listed(1, [an_entry(8), an_entry(7, from_side_block=True)], a_capture())

    assert [listed.wanted for listed in told] == [True, True]
    assert archive.db.execute("select count(*) from placements").fetchone() == (1,)


def test_a_failed_request_is_owed_again_later_each_time(memory: Ledger, archive: Archive) -> None:
    memory.begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture())

    became(archive, an_entry(7), "wanted", "status 503")
    assert [entry.number for entry in memory.wanted("de")] == [7]  # the next run may try at once
    became(archive, an_entry(7), "wanted", "status 503")
    assert list(memory.wanted("de")) == []
    assert archive.db.execute("select attempts, reason, retry_at > '2026' from entries").fetchone() == (
        2, "status 503", 1,
    )  # fmt: skip


def test_a_failed_request_is_not_owed_for_ever(memory: Ledger, archive: Archive) -> None:
    memory.begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture())

    given_up = [became(archive, an_entry(7), "wanted", "status 503") for _ in range(ledger.ATTEMPTS_AT_MOST)]

    assert given_up == [False] * (ledger.ATTEMPTS_AT_MOST - 1) + [True]
    assert states(archive) == {7: "refused"}


def test_the_numbers_that_never_appeared_are_ranges(memory: Ledger, archive: Archive) -> None:
    memory.begin_walk("de", "all_news").listed(1, [an_entry(number) for number in (7, 8, 12)], a_capture())

    assert list(archive.db.query("select first_missing, last_missing, missing from numbers_missing")) == [
        {"first_missing": 9, "last_missing": 11, "missing": 3}
    ]


def test_a_file_taken_in_is_known_by_name_and_bytes(memory: Ledger) -> None:
    memory.begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture(source="a.html", digest="sha256:1"))

    assert memory.has_capture("a.html", "sha256:1")
    assert not memory.has_capture("a.html", "sha256:2")
