"""A run whose clock is behind the archive would write history out of order."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from belta_scraper.errors import ArchiveNotUsable
from belta_scraper.replica import Replica
from pipelines.archive.clock import TOLERANCE, ClockSetBack, check
from pipelines.archive.moments import utc
from pipelines.archive.opening import Archive
from tests.crawling import Place

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive without a run."""
    with Archive(tmp_path / "belta.db") as archive:
        assert archive.db.table("runs").exists()
    return tmp_path / "belta.db"


def write(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(sql, values)


def a_run(path: Path, started: datetime, ended: datetime | None = None, spider: str = "listings") -> None:
    write(
        path,
        "insert into runs (spider, arguments, versions, started_at, ended_at) values (?, '{}', '{}', ?, ?)",
        spider, utc(started), utc(ended) if ended else None,
    )  # fmt: skip


def a_capture(path: Path, fetched: datetime) -> None:
    write(
        path,
        "insert into captures (run, source, fetched_at, digest, size) values ((select max(id) from runs), 'x', ?, 'x', 1)",
        utc(fetched),
    )


def test_an_archive_that_is_not_there_yet_or_knows_of_no_run_is_behind_nobody(tmp_path: Path, path: Path) -> None:
    check(tmp_path / "none.db", datetime(1970, 1, 1, tzinfo=UTC))
    check(path, datetime(1970, 1, 1, tzinfo=UTC))
    (tmp_path / "empty.db").touch()
    check(tmp_path / "empty.db", datetime(1970, 1, 1, tzinfo=UTC))
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("moment", [datetime(1970, 1, 1, tzinfo=UTC), NOON - timedelta(days=30), NOON - 2 * TOLERANCE])
def test_a_clock_behind_the_last_run_is_refused(path: Path, moment: datetime) -> None:
    a_run(path, NOON - timedelta(hours=1), NOON)

    with pytest.raises(ClockSetBack) as refused:
        check(path, moment)

    assert refused.value.exit_status == 1
    assert utc(moment) in str(refused.value)
    assert "2026-11-25T12:00:00Z" in str(refused.value)
    assert "CLOCK_CHECK=False" in str(refused.value)


@pytest.mark.parametrize("moment", [NOON - TOLERANCE, NOON, NOON + timedelta(days=4000)])
def test_a_clock_that_is_a_little_behind_or_ahead_is_none_of_our_business(path: Path, moment: datetime) -> None:
    a_run(path, NOON - timedelta(hours=1), NOON)

    check(path, moment)


def test_of_a_run_that_was_killed_its_last_capture_is_known(path: Path) -> None:
    a_run(path, NOON - timedelta(days=1))
    a_capture(path, NOON)

    with pytest.raises(ClockSetBack):
        check(path, NOON - timedelta(hours=1))


def test_when_a_file_was_saved_says_nothing_of_our_clock(path: Path) -> None:
    a_run(path, NOON - timedelta(days=1), NOON - timedelta(days=1), spider="captures")
    a_capture(path, NOON + timedelta(days=4000))

    check(path, NOON)


def test_one_run_under_a_right_clock_puts_right_what_a_wrong_one_left(path: Path) -> None:
    a_run(path, NOON + timedelta(days=4000), NOON + timedelta(days=4000))
    with pytest.raises(ClockSetBack):
        check(path, NOON)

    a_run(path, NOON, NOON)  # gone on with, once, by CLOCK_CHECK=False

    check(path, NOON)


def test_an_archive_that_cannot_be_read_is_said(path: Path) -> None:
    a_run(path, NOON)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 60_000)

    with pytest.raises(ArchiveNotUsable):
        check(path, NOON)


def test_a_crawl_under_a_clock_set_back_is_refused_before_the_first_request(tmp_path: Path) -> None:
    with Replica(editions=["de"]) as replica:
        place = Place(tmp_path, replica)
        assert place.crawl("edition=de", "pages=1").returncode == 0
        write(place.archive, "update runs set started_at = '2999-01-01T00:00:00Z', ended_at = '2999-01-01T00:10:00Z'")
        before = place.content(), place.rows("select * from runs")
        replica.forget_requests()

        refused = place.crawl("edition=de")

        assert refused.returncode == 1
        assert len(refused.stderr.strip().splitlines()) == 1, refused.stderr
        assert "put the clock right" in refused.stderr
        assert replica.requests == ()
        assert (place.content(), place.rows("select * from runs")) == before
        assert not list(tmp_path.glob("*.lock"))

        assert place.crawl("edition=de", settings={"CLOCK_CHECK": "False"}).returncode == 0
        assert place.crawl("edition=de").returncode == 0
