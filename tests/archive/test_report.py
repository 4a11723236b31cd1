"""The report: what was listed on each day, what became of it, and what is missing."""

from collections.abc import Sequence
from datetime import date

import pytest

from belta_scraper.items import Entry
from belta_scraper.memory import WalkEnd
from pipelines.archive.ledger import Ledger, became
from pipelines.archive.opening import Archive
from pipelines.archive.report import Range, Report, report_on
from pipelines.archive.runs import Run
from tests.records import a_capture, an_entry

TODAY = date(2026, 10, 8)


@pytest.fixture
def memory(archive: Archive, run: Run) -> Ledger:
    return Ledger(archive, run)


def on(day: int, number: int) -> Entry:
    return an_entry(number, day_text=f"{day:02}.10.26")


def walk(memory: Ledger, entries: Sequence[Entry], end: WalkEnd | None, listing: str = "all_news") -> None:
    begun = memory.begin_walk("de", listing)
    begun.listed(1, entries, a_capture())
    if end is not None:
        begun.end(end)


def asked(archive: Archive, today: date = TODAY) -> Report:
    return report_on(archive.db, today=today)


def test_a_day_says_what_became_of_its_entries(memory: Ledger, archive: Archive) -> None:
    walk(memory, [on(2, number) for number in (5, 4, 3, 2, 1)], "end of listing")
    for number, state in ((5, "gone"), (4, "not understood"), (3, "refused"), (2, "kept")):
        became(archive, on(2, number), state, "a reason")  # type: ignore[arg-type]

    (day,) = asked(archive).days

    del day["whole"]
    assert day == {
        "edition": "de", "day": "2026-10-02", "listed": 5, "kept": 1, "not_understood": 1, "refused": 1, "gone": 1,
        "wanted": 1, "missing": 3,
    }  # fmt: skip


def test_days_that_no_walk_went_past_are_a_range(memory: Ledger, archive: Archive) -> None:
    walk(memory, [on(day, day) for day in (7, 5, 4, 3)], "last page asked")

    assert asked(archive).not_whole == [
        Range(edition="de", first_day="2026-10-07", last_day="2026-10-07"),
        Range(edition="de", first_day="2026-10-03", last_day="2026-10-05"),
    ]


def test_today_is_not_reproached_for_not_being_over(memory: Ledger, archive: Archive) -> None:
    walk(memory, [on(8, 8)], "last page asked")

    assert asked(archive).not_whole == []
    assert asked(archive, date(2026, 10, 9)).not_whole != []


def test_days_that_a_walk_went_past_are_whole(memory: Ledger, archive: Archive) -> None:
    walk(memory, [on(3, 3), on(2, 2)], "end of listing")

    # Walked on the machine's own day, which is after both.
    assert asked(archive).not_whole == []


def test_a_day_without_entries_between_others_is_named(memory: Ledger, archive: Archive) -> None:
    walk(memory, [on(7, 7), on(3, 3)], "end of listing")

    assert asked(archive).nothing_listed == [Range(edition="de", first_day="2026-10-04", last_day="2026-10-06")]


@pytest.mark.parametrize(
    ("end", "words"),
    [(None, "interrupted"), ("broken off", "broken off"), ("cut", "cut"), ("not understood", "not understood")],
)
def test_a_listing_whose_last_walk_broke_off_is_named(
    memory: Ledger, archive: Archive, end: WalkEnd | None, words: str
) -> None:
    walk(memory, [on(3, 3)], "end of listing", "sport")
    walk(memory, [on(3, 3)], end)

    assert [(row["listing"], row["ended"]) for row in asked(archive).broken_walks] == [("all_news", words)]


def test_a_later_walk_that_reaches_its_end_mends_a_broken_one(memory: Ledger, archive: Archive) -> None:
    walk(memory, [on(3, 3)], "broken off")
    walk(memory, [on(3, 3)], "end of listing")
    walk(memory, [on(3, 3)], "last page asked")  # a look at the first pages says nothing about those below

    assert asked(archive).broken_walks == []


def test_what_the_feed_alone_named_is_counted(memory: Ledger, archive: Archive) -> None:
    walk(memory, [on(3, 3)], "end of listing")
    walk(memory, [an_entry(3), an_entry(4, day_text=None, time_text=None)], "end of listing", "rss")

    assert asked(archive).only_in_the_feed == [{"edition": "de", "articles": 1}]


def test_a_report_can_be_about_one_edition_and_some_days(memory: Ledger, archive: Archive) -> None:
    walk(memory, [on(7, 7), on(3, 3)], "end of listing")

    some = report_on(archive.db, today=TODAY, edition="de", since=date(2026, 10, 4), until=date(2026, 10, 7))
    none = report_on(archive.db, today=TODAY, edition="zh")

    assert [row["day"] for row in some.days] == ["2026-10-07"]
    assert [row["edition"] for row in some.editions] == ["de"]
    assert none.days == none.incomplete_days == none.broken_walks == none.numbers_missing == []
