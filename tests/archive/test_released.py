"""An archive that any earlier release made opens today, with everything in it.

`released/` has one small archive for each schema that was released; `make_released.py` there says how
they were made.
"""

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from belta_scraper.errors import ArchiveNotUsable
from belta_scraper.replica import Replica
from pipelines.archive import schema, seals, search
from pipelines.archive.opening import Archive
from tests.crawling import ROOT, Place

RELEASED = Path(__file__).parent / "released"
NAMES = sorted(path.name.removesuffix(".db.gz") for path in RELEASED.glob("*.db.gz"))

Content = dict[str, tuple[list[str], Counter[tuple[Any, ...]]]]

FACTS = {"editions", "sections", "about", "_sqlite_migrations"}
"""Tables that are written anew at every opening, from what today's code knows."""


def unpacked(name: str, folder: Path, replica: Replica | None = None) -> Place:
    """A released archive with its captures, as its release left them."""
    place = Place(folder, replica)
    place.archive.write_bytes(gzip.decompress((RELEASED / f"{name}.db.gz").read_bytes()))
    shutil.copytree(RELEASED / name, place.captures)
    return place


@pytest.fixture(params=NAMES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return unpacked(request.param, tmp_path)


def content_of(path: Path) -> Content:
    """Every row of every table, by the names of its columns."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
        tables = conn.execute(
            "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite%'"
        ).fetchall()
        return {
            table: (
                [row[1] for row in conn.execute(f"pragma table_info([{table}])")],
                Counter(conn.execute(f"select * from [{table}]").fetchall()),
            )
            for (table,) in tables
        }


def schema_of(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
        return conn.execute("select type, name, tbl_name, sql from sqlite_master order by 1, 2").fetchall()


def lost(before: Content, after: Content) -> dict[str, list[tuple[Any, ...]]]:
    """Rows that are not there any more, with the values of all the columns that they had."""
    missing = {}
    for table, (columns, rows) in before.items():
        names, there = after.get(table, ([], Counter()))
        places = [names.index(column) if column in names else -1 for column in columns]
        kept = Counter(
            tuple(row[place] if place >= 0 else "no such column" for place in places) for row in there.elements()
        )
        if gone := rows - kept:
            missing[table] = list(gone)
    return missing


@pytest.mark.parametrize("name", NAMES)
def test_it_is_called_after_the_last_migration_that_it_has_had(name: str, tmp_path: Path) -> None:
    place = unpacked(name, tmp_path)

    *_, (last,) = place.rows("select name from _sqlite_migrations order by id")
    assert last == name
    assert name in [migration.name for migration in schema.migrations.pending(Database(memory=True))]


def test_opening_loses_no_row_of_any_table(place: Place) -> None:
    before = content_of(place.archive)
    assert sum(rows.total() for _, rows in before.values()) > 500

    with Archive(place.archive) as archive:
        assert schema.migrations.pending(archive.db) == []

    after = content_of(place.archive)
    assert {table for table in lost(before, after) if table not in FACTS} == set()
    assert all(after[table][1].total() >= before[table][1].total() for table in FACTS)
    assert place.rows("pragma integrity_check") == [("ok",)]
    assert place.rows("pragma foreign_key_check") == []


def test_a_row_that_is_lost_would_be_told(place: Place) -> None:
    before = content_of(place.archive)
    with closing(sqlite3.connect(place.archive)) as conn, conn:
        conn.execute("delete from links where id = (select max(id) from links)")
        conn.execute("update dates set agrees = 0 where id = 3")

    assert {table: len(rows) for table, rows in lost(before, content_of(place.archive)).items()} == {
        "links": 1,
        "dates": 1,
    }


def test_an_archive_brought_up_to_date_has_the_schema_of_a_new_one(place: Place, tmp_path: Path) -> None:
    for path in (place.archive, tmp_path / "new.db"):
        with Archive(path) as archive:
            archive.db.execute("select 1")

    assert schema_of(place.archive) == schema_of(tmp_path / "new.db")


@pytest.mark.parametrize(
    ("asked", "language"),
    [("варежки", "ru"), ("图书馆", "zh"), ("Boot", "de"), ("почтовых ящиках", "ru"), ('"лодок"', "ru")],
)
def test_what_could_be_found_is_found(place: Place, asked: str, language: str) -> None:
    words = "select rowid from articles_fts where articles_fts match ? order by 1"
    query = search.query_of(asked, language)
    before = place.rows(words, query)

    with Archive(place.archive) as archive:
        assert archive.db.execute(words, [query]).fetchall() == before
    assert before or asked == '"лодок"'


def test_the_site_is_crawled_on_into_it(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).mkdir()
        with Replica(editions=["zh"], days=2) as replica:
            place = unpacked(name, tmp_path / name, replica)
            before = {url for (url,) in place.rows("select url from articles")}

            run = place.crawl("edition=zh")

            assert run.returncode == 0, run.stdout + run.stderr
            stories = {story.url for story in replica.site("zh").stories}
            assert {url for (url,) in place.rows("select url from articles")} == before | stories
            assert place.rows("select count(*) from revisions where revision = 2") == [(1,)]
            looked = place.scrapy("verify", str(place.archive))
            assert looked.returncode == 0, looked.stdout + looked.stderr


def test_before_it_is_brought_up_to_date_it_can_be_verified_and_a_report_says_what_to_do(place: Place) -> None:
    before = place.archive.read_bytes()

    looked, report = place.scrapy("verify", str(place.archive)), place.scrapy("report", str(place.archive))

    assert looked.returncode == 0, looked.stdout + looked.stderr
    assert "25 articles" in looked.stdout
    assert report.returncode in (0, 1)
    if report.returncode:
        assert "any crawl into it brings it up to date" in report.stderr
        assert len(report.stderr.strip().splitlines()) == 1
    assert place.archive.read_bytes() == before


def test_a_look_at_it_says_that_the_next_run_seals_its_rows(place: Place) -> None:
    found = json.loads(place.scrapy("verify", str(place.archive), "--json").stdout)

    assert found["damages"] == []
    assert any("An earlier release wrote this archive" in note for note in found["notes"])


@pytest.mark.parametrize("name", NAMES)
def test_a_migration_that_fails_leaves_the_archive_as_it_was(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = unpacked(name, tmp_path)
    before = content_of(place.archive), schema_of(place.archive)
    (steps := Steps(monkeypatch)).fail_at(None)
    shutil.copy(place.archive, tmp_path / "copy.db")
    with Archive(tmp_path / "copy.db") as archive:
        archive.db.execute("select 1")
    assert steps.taken >= 2

    for step in range(steps.taken):
        steps.fail_at(step)
        with pytest.raises(ArchiveNotUsable, match="no such luck"), Archive(place.archive) as archive:
            archive.db.execute("select 1")
        assert (content_of(place.archive), schema_of(place.archive)) == before
        assert place.rows("pragma foreign_key_check") == []

    steps.fail_at(None)
    with Archive(place.archive) as archive:
        assert lost(before[0], content_of(place.archive)).keys() <= FACTS
        assert schema.migrations.pending(archive.db) == []


class Steps:
    """Counts what a migration does, and lets one of its steps fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.taken = 0
        self.failing: int | None = None
        for module, function in ((schema, "_run"), (schema, "_rebuild"), (seals, "seal_new")):
            monkeypatch.setattr(module, function, self._stepping(getattr(module, function)))

    def fail_at(self, step: int | None) -> None:
        self.taken, self.failing = 0, step

    def _stepping(self, function: Any) -> Any:
        def stepping(*arguments: Any) -> None:
            function(*arguments)
            self.taken += 1
            if self.taken - 1 == self.failing:
                raise sqlite3.OperationalError("no such luck")

        return stepping


KILLED = """
import os, signal, sys
from pathlib import Path
from pipelines.archive import schema
from pipelines.archive.opening import Archive

path, step = Path(sys.argv[1]), int(sys.argv[2])

def dying(function):
    def call(*arguments):
        global step
        function(*arguments)
        step -= 1
        if step < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return call

schema._run, schema._rebuild = dying(schema._run), dying(schema._rebuild)
schema.seals.seal_new = dying(lambda db: globals().update(step=0))
Archive(path).db
"""


@pytest.mark.parametrize("step", [0, 1, 1000], ids=["at first", "then", "at last"])
@pytest.mark.parametrize("name", NAMES)
def test_a_migration_that_is_killed_leaves_the_archive_as_it_was(name: str, step: int, tmp_path: Path) -> None:
    place = unpacked(name, tmp_path)
    before = content_of(place.archive), schema_of(place.archive)

    killed = subprocess.run([sys.executable, "-c", KILLED, str(place.archive), str(step)], cwd=ROOT, check=False)

    assert killed.returncode == -9
    assert (content_of(place.archive), schema_of(place.archive)) == before
    with Archive(place.archive) as archive:
        assert schema.migrations.pending(archive.db) == []
    assert lost(before[0], content_of(place.archive)).keys() <= FACTS
