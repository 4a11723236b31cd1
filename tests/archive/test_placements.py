"""Where, and how long, an entry stood on a listing; and which days are whole."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from belta_scraper.items import Entry
from belta_scraper.memory import WalkEnd
from pipelines.archive.complete_days import CompleteDays
from pipelines.archive.ledger import Ledger, LedgerWalk
from pipelines.archive.moments import utc
from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run
from tests.records import NOON, a_capture, an_entry

SIZE = 3
"""Entries of a page."""


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with time_machine.travel(moment, tick=False):
        yield


class Listing:
    """A listing as it stands, newest first, and walks down it: one every hour."""

    def __init__(self, archive: Archive, run: Run, listing: str = "all_news") -> None:
        self.archive, self.listing = archive, listing
        self.memory = Ledger(archive, run)

    def next_run(self) -> None:
        self.memory = Ledger(self.archive, Run(archive=self.archive, spider="listings", arguments={}))

    def walk(
        self, hour: float, numbers: Sequence[int], *, pages: int | None = None, how: WalkEnd = "settled ground"
    ) -> LedgerWalk:
        """Walk down so many pages; all, where that is not said."""
        walk = self.memory.begin_walk("de", self.listing)
        cut = [numbers[start : start + SIZE] for start in range(0, len(numbers), SIZE)]
        for page, here in enumerate(cut[:pages], 1):
            self.read(walk, hour, page, here)
        with at(NOON + timedelta(hours=hour, minutes=5)):
            walk.end(how)
        return walk

    def read(self, walk: LedgerWalk, hour: float, page: int, numbers: Sequence[int]) -> None:
        moment = NOON + timedelta(hours=hour)
        with at(moment):
            walk.listed(page, [an_entry(number) for number in numbers], a_capture(fetched_at=moment))

    def intervals(self, number: int, listing: str | None = None) -> list[str]:
        """`1-3 left 4 place 2 best 1`: seen first and last, seen to have left, last place, best place."""
        rows = self.archive.db.execute(
            "select p.first_seen_at, p.last_seen_at, left_at, last_place, best_place from placements p "
            "join entries e on e.id = entry where number = ? and listing = ? order by p.first_seen_at",
            [number, listing or self.listing],
        ).fetchall()
        return [
            f"{_hour(first)}-{_hour(last)}{f' left {_hour(left)}' if left else ''} place {place} best {best}"
            for first, last, left, place, best in rows
        ]


def _hour(moment: str) -> str:
    return f"{(datetime.fromisoformat(moment) - NOON) // timedelta(hours=1)}"


@pytest.fixture
def listing(archive: Archive, run: Run) -> Listing:
    return Listing(archive, run)


def test_an_entry_that_stands_still_is_one_interval_however_often_it_is_met(listing: Listing, archive: Archive) -> None:
    for hour in range(20):
        listing.walk(hour, [3, 2, 1])

    assert listing.intervals(3) == ["0-19 place 1 best 1"]
    assert archive.db.execute("select count(*) from placements").fetchone() == (3,)


def test_an_entry_slides_down_as_others_come_and_keeps_its_best_place(listing: Listing, archive: Archive) -> None:
    listing.walk(0, [3, 2, 1])
    listing.walk(1, [5, 4, 3, 2, 1])
    listing.walk(2, [9, 8, 7, 6, 5, 4, 3, 2, 1])

    assert listing.intervals(3) == ["0-2 place 7 best 1"]
    assert archive.db.execute(
        "select first_page, last_page from placements p join entries e on e.id = entry where number = 3"
    ).fetchone() == (1, 3)


def test_an_entry_that_no_walk_came_down_to_is_not_said_to_have_left(listing: Listing) -> None:
    listing.walk(0, [3, 2, 1])
    listing.walk(1, [9, 8, 7, 6, 5, 4, 3, 2, 1], pages=2)

    assert listing.intervals(3) == ["0-0 place 1 best 1"]
    assert listing.intervals(1) == ["0-0 place 3 best 3"]


def test_an_entry_that_was_taken_off_has_left(listing: Listing) -> None:
    listing.walk(0, [4, 3, 2, 1])
    listing.walk(1, [5, 4, 2, 1])

    assert listing.intervals(3) == ["0-0 left 1 place 2 best 2"]
    assert listing.intervals(4) == ["0-1 place 2 best 1"]


def test_the_top_entry_that_was_taken_off_has_left(listing: Listing) -> None:
    listing.walk(0, [4, 3, 2, 1])
    listing.walk(1, [3, 2, 1])

    assert listing.intervals(4) == ["0-0 left 1 place 1 best 1"]


def test_the_last_entry_is_not_said_to_have_left_where_nothing_below_it_is_met(listing: Listing) -> None:
    listing.walk(0, [4, 3, 2, 1])
    listing.walk(1, [5, 4, 3, 2])

    assert listing.intervals(1) == ["0-0 place 4 best 4"]


def test_an_entry_that_comes_back_begins_another_interval(listing: Listing) -> None:
    listing.walk(0, [4, 3, 2, 1])
    listing.walk(1, [4, 2, 1])
    listing.walk(2, [4, 3, 2, 1])
    listing.walk(3, [4, 3, 2, 1])

    assert listing.intervals(3) == ["0-0 left 1 place 2 best 2", "2-3 place 2 best 2"]


def test_a_pinned_entry_stands_on_top_until_it_is_unpinned(listing: Listing) -> None:
    listing.walk(0, [1, 6, 5, 4, 3, 2])
    listing.walk(1, [1, 7, 6, 5, 4, 3, 2], pages=1)
    listing.walk(2, [8, 7, 6, 5, 4, 3, 2, 1], pages=1)
    assert listing.intervals(1) == ["0-1 left 2 place 1 best 1"]

    listing.walk(3, [8, 7, 6, 5, 4, 3, 2, 1])
    assert listing.intervals(1) == ["0-1 left 2 place 1 best 1", "3-3 place 8 best 8"]


def test_an_entry_on_several_listings_stands_on_each_for_itself(listing: Listing, archive: Archive, run: Run) -> None:
    sport = Listing(archive, run, "sport")
    listing.walk(0, [4, 3, 2, 1])
    sport.walk(0, [3, 1])
    sport.walk(1, [4, 1])
    listing.walk(1, [5, 4, 3, 2, 1])

    assert listing.intervals(3) == ["0-1 place 3 best 2"]
    assert listing.intervals(3, "sport") == ["0-0 left 1 place 1 best 1"]


def test_a_walk_that_broke_off_tells_only_of_what_it_passed(listing: Listing) -> None:
    listing.walk(0, [6, 5, 4, 3, 2, 1])
    listing.walk(1, [6, 4, 3], how="broken off")

    assert listing.intervals(5) == ["0-0 left 1 place 2 best 2"]
    assert listing.intervals(2) == ["0-0 place 5 best 5"]


def test_what_slid_up_between_two_pages_is_found_by_looking_back_and_has_not_left(listing: Listing) -> None:
    listing.walk(0, [6, 5, 4, 3, 2, 1])
    walk = listing.memory.begin_walk("de", "all_news")
    listing.read(walk, 1, 1, [6, 5, 4])
    # 6 is taken down: 3 slides onto page 1, and page 2 begins with 2.
    listing.read(walk, 1, 2, [2, 1])
    with at(NOON + timedelta(hours=1, minutes=5)):
        walk.end("end of listing")
    listing.read(walk, 1, 1, [5, 4, 3])

    assert listing.intervals(3) == ["0-1 place 3 best 3"]
    assert listing.intervals(2) == ["0-1 place 4 best 4"] or listing.intervals(2) == ["0-1 place 4 best 3"]


def test_an_older_capture_of_the_listing_lengthens_the_interval_backwards(listing: Listing) -> None:
    listing.walk(10, [4, 3, 2, 1])
    older = listing.memory.begin_walk("de", "all_news")
    listing.read(older, 5, 1, [3, 2, 1])

    assert listing.intervals(3) == ["5-10 place 2 best 1"]
    assert listing.intervals(4) == ["10-10 place 1 best 1"]


def test_an_older_capture_of_a_time_before_it_left_belongs_to_the_first_interval(listing: Listing) -> None:
    listing.walk(0, [4, 3, 2, 1])
    listing.walk(10, [4, 2, 1])
    listing.walk(20, [4, 3, 2, 1])
    between = listing.memory.begin_walk("de", "all_news")
    listing.read(between, 5, 1, [4, 3, 2])

    assert listing.intervals(3) == ["0-5 left 10 place 2 best 2", "20-20 place 2 best 2"]


def test_the_first_page_that_has_not_changed_is_met_again(listing: Listing, archive: Archive) -> None:
    listing.walk(0, [6, 5, 4, 3, 2, 1], how="end of listing")
    for hour in (1, 2):
        with at(NOON + timedelta(hours=hour)):
            listing.memory.begin_walk("de", "all_news").unchanged(a_capture(fetched_at=NOON + timedelta(hours=hour)))
    assert listing.intervals(5) == ["0-2 place 2 best 2"]
    assert listing.intervals(2) == ["0-0 place 5 best 5"]

    listing.walk(3, [7, 6, 4, 3, 2, 1])
    assert listing.intervals(5) == ["0-2 left 3 place 2 best 2"]
    assert listing.intervals(2) == ["0-3 place 5 best 5"]


def test_a_run_every_ten_minutes_for_years_costs_the_same_as_on_its_first_day(archive: Archive, run: Run) -> None:
    """Rows: one for each article on each listing. Steps: as many in the last walks as in the first ones."""
    listing = Listing(archive, run)
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    def cost(walks: range) -> int:
        nonlocal steps
        steps = 0
        archive.db.conn.set_progress_handler(step, 100)
        for number in walks:
            listing.next_run()
            listing.walk(number, range(number + 3, max(number - 12, 0), -1), how="settled ground")
        archive.db.conn.set_progress_handler(None, 0)
        return steps

    cost(range(30))
    early = cost(range(30, 60))
    cost(range(60, 360))
    late = cost(range(360, 390))

    assert late < 1.3 * early
    assert archive.db.execute("select count(*) - count(distinct entry) from placements").fetchone() == (0,)


# --- Whole days ---------------------------------------------------------------------------------------

DAY = date(2026, 9, 30)
END_OF_DAY = datetime(2026, 9, 30, 21, tzinfo=UTC)
"""Midnight in Minsk."""


def whole(archive: Archive) -> dict[str, int]:
    return dict(archive.db.execute("select day, whole from coverage where day is not null").fetchall())


def one_of(day: str, number: int) -> Entry:
    return an_entry(number, day_text=day)


ENTRIES = [one_of("30.09.26", 9), one_of("29.09.26", 8), one_of("28.09.26", 7)]


def walked(
    memory: Ledger, moment: datetime, how: WalkEnd | None, *, since: date | None = None, listing: str = "all_news"
) -> None:
    with at(moment):
        walk = memory.begin_walk("de", listing, since)
        walk.listed(1, ENTRIES, a_capture(fetched_at=moment))
        if how is not None:
            walk.end(how)


@pytest.mark.parametrize(
    ("moment", "how", "since", "days"),
    [
        (END_OF_DAY, "end of listing", None, "30 29 28"),
        (END_OF_DAY - timedelta(seconds=1), "end of listing", None, "29 28"),  # that day is not over
        (END_OF_DAY - timedelta(days=1, seconds=1), "end of listing", None, "28"),
        (END_OF_DAY, "first day asked", date(2026, 9, 29), "30 29"),
        (END_OF_DAY, "broken off", None, ""),
        (END_OF_DAY, "cut", None, ""),
        (END_OF_DAY, "last page asked", None, ""),
        (END_OF_DAY, "not understood", None, ""),
        (END_OF_DAY, None, None, ""),  # killed
        (END_OF_DAY, "settled ground", None, "30 29 28"),
    ],
)
def test_a_day_is_whole_where_a_walk_went_past_it_after_its_end(
    archive: Archive, run: Run, moment: datetime, how: WalkEnd | None, since: date | None, days: str
) -> None:
    walked(Ledger(archive, run), moment, how, since=since)

    said = {day for day, is_whole in whole(archive).items() if is_whole}
    assert said == {f"2026-09-{day}" for day in days.split()}
    complete = CompleteDays.of(archive.db)
    archive.db.execute("update entries set state = 'kept'")
    complete = CompleteDays.of(archive.db)
    assert {day for day in whole(archive) if complete("de", day)} == said


def test_ground_that_was_settled_down_to_a_day_makes_no_day_below_it_whole(archive: Archive, run: Run) -> None:
    memory = Ledger(archive, run)
    walked(memory, END_OF_DAY, "first day asked", since=date(2026, 9, 29))
    walked(memory, END_OF_DAY + timedelta(hours=1), "settled ground", since=date(2026, 9, 30))

    assert whole(archive) == {"2026-09-30": 1, "2026-09-29": 1, "2026-09-28": 0}


def test_a_walk_of_a_section_or_of_another_edition_makes_no_day_whole(archive: Archive, run: Run) -> None:
    walked(Ledger(archive, run), END_OF_DAY, "end of listing", listing="society")
    archive.begin()
    archive.db.execute("insert into walks (run, edition, listing, started_at, reached_on) values (1, 'en', 'all_news', ?, ?)",
                       [utc(END_OF_DAY), "0001-01-01"])  # fmt: skip
    archive.commit()

    assert set(whole(archive).values()) == {0}


def test_a_walk_that_ended_on_settled_ground_reached_as_far_as_that_ground(archive: Archive, run: Run) -> None:
    memory = Ledger(archive, run)
    walked(memory, END_OF_DAY, "end of listing")
    with at(END_OF_DAY + timedelta(days=1)):
        walk = memory.begin_walk("de", "all_news")
        walk.listed(1, [one_of("01.10.26", 10), *ENTRIES[:1]], a_capture(fetched_at=END_OF_DAY + timedelta(days=1)))
        walk.end("settled ground")

    assert whole(archive) == {"2026-10-01": 1, "2026-09-30": 1, "2026-09-29": 1, "2026-09-28": 1}
    assert archive.db.execute("select reached_on from walks order by id").fetchall() == [("0001-01-01",)] * 2


def test_an_unchanged_first_page_reaches_as_far_as_the_walk_before(archive: Archive, run: Run) -> None:
    memory = Ledger(archive, run)
    walked(memory, END_OF_DAY - timedelta(hours=1), "end of listing")
    assert whole(archive)["2026-09-30"] == 0

    with at(END_OF_DAY + timedelta(minutes=10)):
        memory.begin_walk("de", "all_news").unchanged(
            a_capture(fetched_at=END_OF_DAY + timedelta(minutes=10), status=304)
        )

    assert whole(archive)["2026-09-30"] == 1
