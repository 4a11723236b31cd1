"""A backup is a whole archive, or nothing is there; and the archive itself is never written to."""

import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from belta_scraper.errors import CannotRun
from belta_scraper.replica import Replica
from pipelines.archive import backup
from pipelines.archive.backup import BackedUp, back_up
from pipelines.archive.opening import Archive
from tests.archive.looking import look, some_of_everything, told
from tests.archive.test_released import content_of
from tests.crawling import ROOT, Place


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return some_of_everything(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def place(sound: Place, tmp_path: Path) -> Place:
    copy = Place(tmp_path / "house")
    copy.archive.parent.mkdir()
    shutil.copy(sound.archive, copy.archive)
    copy.captures.symlink_to(sound.captures)
    return copy


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder for backups."""
    (tmp_path / "shelf").mkdir()
    return tmp_path / "shelf"


def copied(place: Place, target: Path, *, replace: bool = False) -> BackedUp:
    return back_up(place.archive, target, replace=replace, tell=lambda name, done, total: None)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_has_every_row_and_is_one_file_that_opens_for_reading_only(place: Place, shelf: Path) -> None:
    before = place.archive.read_bytes()

    made = copied(place, shelf / "copy.db")

    assert content_of(made.path) == content_of(place.archive)
    assert made.found.damages == []
    assert names_in(shelf) == ["copy.db"]
    with closing(sqlite3.connect(f"file:{made.path}?mode=ro&immutable=1", uri=True)) as conn:
        assert conn.execute("pragma page_size").fetchone() == (16384,)
        assert conn.execute("pragma journal_mode").fetchone() == ("delete",)
        assert conn.execute("select count(*) > 0 from articles_fts where articles_fts match 'boote'").fetchone() == (1,)
    assert place.archive.read_bytes() == before


def test_a_backup_can_take_the_archives_place(place: Place, shelf: Path) -> None:
    with Replica(editions=["zh"], days=3) as replica:
        restored = Place(shelf, replica)
        copied(place, restored.archive)
        shutil.copytree(place.captures, restored.captures)

        assert restored.crawl("edition=zh").returncode == 0

        assert told(look(restored)) == ""
        assert restored.rows("select count(*) from articles") > place.rows("select count(*) from articles")


def test_a_folder_takes_backups_under_names_with_the_time(place: Place, shelf: Path) -> None:
    made = copied(place, shelf)

    assert made.path.parent == shelf
    assert made.path.name.startswith("belta-20")
    assert made.path.name.endswith("Z.db")
    assert ":" not in made.path.name


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        ("an archive", "is there already; name a folder, another path, or give --replace"),
        ("a letter", "is there already"),
        ("no folder", "There is no folder"),
        ("the archive", "is the archive itself"),
    ],
)
def test_nothing_that_is_there_is_overwritten(place: Place, shelf: Path, taken: str, words: str) -> None:
    target = {"no folder": shelf / "nowhere" / "copy.db", "the archive": place.archive}.get(taken, shelf / "copy.db")
    if taken == "an archive":
        copied(place, target)
    elif taken == "a letter":
        target.write_text("Dear aunt, the boat leaks again.", encoding="utf-8")
    before = target.read_bytes() if target.exists() else None

    with pytest.raises(CannotRun, match=words):
        copied(place, target)

    assert (target.read_bytes() if target.exists() else None) == before


def test_only_an_archive_is_replaced_and_only_when_asked(place: Place, shelf: Path) -> None:
    letter = shelf / "letter.db"
    letter.write_text("Dear aunt, the boat leaks again. " * 9, encoding="utf-8")
    with pytest.raises(CannotRun, match="is not an SQLite file"):
        copied(place, letter, replace=True)
    copied(place, shelf / "copy.db")
    with Archive(place.archive) as archive:
        archive.db.execute("update people set name = 'Greta Moos' where id = 1")

    copied(place, shelf / "copy.db", replace=True)

    assert content_of(shelf / "copy.db") == content_of(place.archive)
    assert names_in(shelf) == ["copy.db", "letter.db"]


def test_a_copy_that_is_at_work_as_an_archive_is_not_replaced(place: Place, shelf: Path) -> None:
    copied(place, shelf / "copy.db")
    with Archive(shelf / "copy.db") as archive:
        archive.db.execute("update people set name = 'Greta Moos' where id = 1")

        with pytest.raises(CannotRun, match="is written to as an archive"):
            copied(place, shelf / "copy.db", replace=True)


def test_a_damaged_archive_is_copied_to_a_new_name_but_replaces_no_backup(place: Place, shelf: Path) -> None:
    copied(place, shelf / "copy.db")
    whole = (shelf / "copy.db").read_bytes()
    with closing(sqlite3.connect(place.archive)) as conn, conn:
        conn.execute("update dates set text = 'long ago' where id = 7")

    with pytest.raises(CannotRun, match="which may be whole, was left as it is"):
        copied(place, shelf / "copy.db", replace=True)
    made = copied(place, shelf / "second.db")

    assert (shelf / "copy.db").read_bytes() == whole
    assert [damage.key for damage in made.found.damages] == [7]
    assert names_in(shelf) == ["copy.db", "second.db"]


def test_an_archive_that_cannot_be_read_through_leaves_nothing(place: Place, shelf: Path) -> None:
    content = bytearray(place.archive.read_bytes())
    content[16384 * 20 : 16384 * 30] = b"\xff" * (16384 * 10)
    place.archive.write_bytes(content)

    with pytest.raises(
        CannotRun, match="could not be written: database disk image is malformed; nothing was left there"
    ):
        copied(place, shelf / "copy.db")

    assert names_in(shelf) == []


def test_the_next_backup_clears_away_what_a_killed_one_left(place: Place, shelf: Path) -> None:
    (shelf / ".belta.db.part").write_bytes(b"half a backup")

    made = copied(place, shelf)

    assert names_in(shelf) == [made.path.name]


def test_a_second_backup_at_the_same_time_is_told_of_the_first(place: Place, shelf: Path) -> None:
    with backup._part(shelf / ".belta.db.part"), pytest.raises(CannotRun, match="Another backup into"):
        copied(place, shelf)


def test_a_file_system_without_hard_links_takes_backups_too(
    place: Place, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr(Path, "hardlink_to", no_links)

    copied(place, shelf / "copy.db")

    assert names_in(shelf) == ["copy.db"]


# --- The command ------------------------------------------------------------------------------------


def test_a_full_disk_is_said_in_one_sentence_and_leaves_nothing(place: Place, shelf: Path) -> None:
    run = subprocess.run(
        place.command("backup", str(shelf)),
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)),
    )  # fmt: skip

    assert run.returncode == 1
    assert "nothing was left there" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert names_in(shelf) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from pipelines.archive import backup

archive, target, where = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def dying_after(function):
    def call(*arguments, **options):
        function(*arguments, **options)
        die()
    return call

class Connection:
    def __init__(self, conn):
        self.conn = conn
    def __getattr__(self, name):
        return getattr(self.conn, name)
    def set_progress_handler(self, handler, every):
        self.conn.set_progress_handler(die, 2000)

if where == "copying":
    reading = backup.read_only
    def read_only(path):
        return type("Database", (), {"conn": Connection(reading(path).conn)})
    backup.read_only = read_only
elif where == "linked":
    Path.hardlink_to = dying_after(Path.hardlink_to)
else:
    setattr(backup, where, dying_after(getattr(backup, where)))
backup.back_up(archive, target, replace=False, tell=lambda *progress: None)
"""


@pytest.mark.parametrize("where", ["copying", "_copy", "verify", "_make_last", "linked", "_put_in_place"])
def test_a_backup_that_is_killed_leaves_no_half_file_under_a_name(place: Place, shelf: Path, where: str) -> None:
    target = shelf / "copy.db"

    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(place.archive), str(target), where], cwd=ROOT, check=False
    )

    assert killed.returncode == -signal.SIGKILL
    assert target.exists() == (where in ("linked", "_put_in_place"))
    if target.exists():
        assert content_of(target) == content_of(place.archive)
    copied(place, shelf / "next.db")
    assert not (shelf / ".belta.db.part").exists()
    assert content_of(shelf / "next.db") == content_of(place.archive)


def test_an_archive_is_backed_up_and_looked_at_while_a_run_is_at_work(tmp_path: Path, shelf: Path) -> None:
    with Replica(editions=["ru"]) as replica:
        replica.before_answering = lambda request: replica.pause(0.02)
        place = Place(tmp_path, replica)
        copies: list[Place] = []
        counts = [0]

        def copied_twice() -> bool:
            if kept_more_than(place, counts[-1]):
                copy = Place(shelf)
                copy.archive, copy.captures = copied(place, shelf / f"{len(copies)}.db").path, place.captures
                assert told(look(copy)) == ""
                assert told(look(place)) == ""
                copies.append(copy)
                counts.append(copy.rows("select count(*) from articles")[0][0])
            return len(copies) == 2

        run = place.stopped(signal.SIGCONT, copied_twice, "edition=ru")  # which stops nothing

        assert run.returncode == 0
        assert len(copies) == 2
        assert 0 < counts[1] < counts[2] <= len(replica.site("ru").stories)
        assert told(look(place)) == ""


def kept_more_than(place: Place, number: int) -> bool:
    if not place.archive.exists() or not place.rows("select 1 from sqlite_master where name = 'articles'"):
        return False
    return place.rows("select count(*) > ? from articles", number) == [(1,)]


def test_the_captures_go_with_it_and_later_only_the_new_ones(place: Place, shelf: Path) -> None:
    first = place.scrapy("backup", str(shelf), "--captures")
    files = names_in(place.captures)
    (shelf / "captures" / files[0]).unlink()

    second = place.scrapy("backup", str(shelf / "second.db"), "--captures")

    assert (first.returncode, second.returncode) == (0, 0)
    assert f"{len(files)} new WARC files" in first.stdout
    assert "1 new WARC files" in second.stdout
    assert f"{len(files) - 1} were there." in second.stdout
    looked = place.scrapy("verify", str(shelf / "second.db"), "--captures", str(shelf / "captures"))
    assert looked.returncode == 0, looked.stdout
    ours = {(shelf / "captures" / name).stat().st_ino for name in files}
    assert not ours & {(place.captures / name).stat().st_ino for name in files}


def test_captures_that_are_not_there_are_told(place: Place, shelf: Path) -> None:
    place.captures.unlink()

    run = place.scrapy("backup", str(shelf), "--captures")

    assert run.returncode == 1
    assert "WARC files are not in" in run.stderr
    assert len(names_in(shelf)) == 1


def test_no_file_is_written_outside_of_the_folder_whatever_an_archive_names(place: Place, shelf: Path) -> None:
    with Archive(place.archive) as archive:
        archive.db.execute("update captures set warc_file = '../stolen.warc.gz' where id = 1")
    (place.archive.parent / "stolen.warc.gz").write_bytes(b"x")

    run = place.scrapy("backup", str(shelf), "--captures")

    assert run.returncode == 1
    assert not (shelf / "stolen.warc.gz").exists()


def test_a_damaged_archive_is_said_to_be_by_status_and_words(place: Place, shelf: Path) -> None:
    with closing(sqlite3.connect(place.archive)) as conn, conn:
        conn.execute("update dates set text = 'long ago' where id = 7")

    run = place.scrapy("backup", str(shelf))

    assert run.returncode == 5
    assert "The archive is damaged, and so is its copy, in 1 places" in run.stderr
    assert len(names_in(shelf)) == 1
