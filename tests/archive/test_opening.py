"""An archive is opened only if it is one, and by one writer at a time."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from belta_scraper.errors import ArchiveInUse, ArchiveNotUsable
from pipelines.archive.opening import Archive, read_only


def test_nothing_is_created_before_the_first_write(tmp_path: Path) -> None:
    with Archive(tmp_path / "belta.db") as archive:
        archive.lock("a test")
        assert archive.is_new

    assert list(tmp_path.iterdir()) == []


def test_an_archive_has_its_facts_from_the_first_write_on(archive: Archive) -> None:
    assert archive.db.execute("select count(*) from editions").fetchone() == (7,)
    assert archive.db.execute("pragma journal_mode").fetchone() == ("wal",)
    assert archive.db.execute("select label from sections where edition = 'de' and slug = 'economics'").fetchone() == (
        "Wirtschaft",
    )


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "belta.db"
    for _ in range(2):
        with Archive(path) as archive:
            dump = list(archive.db.conn.iterdump())
    with Archive(path) as archive:
        assert list(archive.db.conn.iterdump()) == dump


@pytest.fixture
def unusable(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "belta.db"
    match request.param:
        case "folder":
            path.mkdir()
        case "no folder":
            path = tmp_path / "nowhere" / "belta.db"
        case "text":
            path.write_text("This is not SQLite, but a letter to an aunt.\n" * 20, encoding="utf-8")
        case "another database":
            with closing(sqlite3.connect(path)) as conn, conn:
                conn.execute("create table recipes (name text)")
        case "read-only":
            Archive(path).__enter__().db.close()
            path.chmod(0o444)
        case "newer":
            with Archive(path) as archive:
                archive.db.table("_sqlite_migrations").insert(
                    {"migration_set": "belta_archive", "name": "999_from_the_future", "applied_at": "2036-01-01"}
                )
        case "damaged":
            with Archive(path) as archive:
                archive.db.execute("select 1")
            path.write_bytes(path.read_bytes()[:5000])
        case "socket":
            path.symlink_to("/dev/null")
    return path


@pytest.mark.parametrize(
    ("unusable", "words"),
    [
        ("folder", "names a folder"),
        ("no folder", "There is no folder"),
        ("text", "is not an SQLite file"),
        ("another database", "not an archive of this project"),
        ("read-only", "is read-only"),
        ("newer", "written by a newer release"),
        ("damaged", "cannot be opened"),
        ("socket", "no ordinary file"),
    ],
    indirect=["unusable"],
)
def test_what_is_no_archive_is_refused_in_one_sentence_and_left_as_it_was(unusable: Path, words: str) -> None:
    before = unusable.read_bytes() if unusable.is_file() else None

    with pytest.raises(ArchiveNotUsable, match=words) as refusal:
        Archive(unusable)

    assert str(unusable.name) in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert (unusable.read_bytes() if unusable.is_file() else None) == before


def test_an_empty_file_is_a_new_archive(tmp_path: Path) -> None:
    path = tmp_path / "belta.db"
    path.touch()

    with Archive(path) as archive:
        assert archive.is_new
        assert archive.db.execute("select count(*) from articles").fetchone() == (0,)


def test_the_second_writer_is_told_who_holds_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "belta.db"
    with Archive(path) as first:
        first.lock("scrapy crawl listings")
        with pytest.raises(ArchiveInUse, match=r"scrapy crawl listings, process \d+, since 20"):
            Archive(path).lock("another")
    with Archive(path) as next_run:
        next_run.lock("another")


def test_a_writer_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "belta.db"
    holder = (
        "import os, signal, sys\n"
        "from pipelines.archive.opening import Archive\n"
        f"Archive({str(path)!r}).lock('killed')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", holder], check=False)
    assert killed.returncode == -9

    with Archive(path) as archive:
        archive.lock("the next run")


def test_readers_see_whole_batches_while_a_writer_is_at_work(archive: Archive) -> None:
    archive.db.execute("select 1")
    archive.begin()
    archive.db.execute("insert into runs (spider, arguments, versions, started_at) values ('x', '', '', '')")

    with closing(read_only(archive.path).conn) as reader:
        assert reader.execute("select count(*) from runs").fetchone() == (0,)
        archive.commit()
        assert reader.execute("select count(*) from runs").fetchone() == (1,)


def test_what_an_archive_knows_of_the_editions_is_not_written_again(tmp_path: Path) -> None:
    with Archive(tmp_path / "belta.db") as archive:
        archive.db.execute("update editions set agency = 'another' where code = 'de'")
        archive.db.execute("update sections set label = null where edition = 'de' and slug = 'sport'")
        archive.commit()

    with Archive(tmp_path / "belta.db") as archive:  # as after a release that knows them better
        assert archive.db.execute("select agency from editions where code = 'de'").fetchone() == ("BelTA",)
        assert archive.db.execute("select label from sections where edition = 'de' and slug = 'sport'").fetchone() == (
            "Sport",
        )

    with Archive(tmp_path / "belta.db") as archive:
        assert archive.db.conn.total_changes == 0
