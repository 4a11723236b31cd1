"""Numbers that never appeared are told, and only those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from pipelines.archive.opening import Archive
from tests.browsing.invented import put, put_article, put_entry


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Archive(tmp_path_factory.mktemp("numbers") / "belta.db") as archive:
        put(
            archive.db,
            "runs",
            id=1,
            spider="listings",
            arguments="{}",
            versions="{}",
            started_at="2026-09-30T10:00:00Z",
        )
        put(archive.db, "walks", id=1, run=1, edition="de", listing="all_news", started_at="2026-09-30T10:00:00Z")
        yield archive.db


NUMBERS = st.sets(
    st.tuples(st.sampled_from(["de", "en"]), st.sampled_from([2025, 2026, None]), st.integers(1, 12)), max_size=12
)


@given(listed=NUMBERS, kept=NUMBERS)
@settings(max_examples=60, deadline=None)
def test_the_ranges_are_the_gaps_between_all_numbers_that_were_listed_or_kept(
    db: Database, listed: set[tuple[str, int | None, int]], kept: set[tuple[str, int | None, int]]
) -> None:
    db.execute("savepoint before")
    try:
        for edition, year, number in listed:
            put_entry(db, edition, number, year=year, state="wanted")
        for place, (edition, year, number) in enumerate(kept, start=1):
            put_article(db, place, edition, None, body="x", key=str(place), family="news", year=year)
            db.execute("update articles set number = ? where id = ?", [number, place])

        known = defaultdict(set)
        for edition, year, number in listed | kept:
            known[edition, year].add(number)
        expected = set()
        for (edition, year), numbers in known.items():
            in_order = sorted(numbers)
            for before, after in pairwise(in_order):
                if after > before + 1:
                    expected.add((edition, "news", year, before + 1, after - 1, after - before - 1))
        found = db.execute(
            "select edition, family, year, first_missing, last_missing, missing from numbers_missing"
        ).fetchall()
        assert sorted(found, key=repr) == sorted(expected, key=repr)
    finally:
        db.execute("rollback to before")
