"""One flipped byte anywhere is named by its row, or by its capture."""

import json
import random
import shutil
import signal
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from belta_scraper.errors import ArchiveNotUsable
from belta_scraper.replica import Replica
from pipelines.archive import search
from pipelines.archive.integrity import Damage
from pipelines.archive.integrity.columns import BYTES_AT_MOST
from pipelines.archive.integrity.rows import LOOKED_INTO
from pipelines.archive.opening import Archive
from pipelines.archive.seals import Table, tables_of
from tests.archive.looking import look, some_of_everything, told
from tests.archive.test_manifests import a_run
from tests.crawling import Place

FLIPS = 8
"""Bytes flipped in each table."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return some_of_everything(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def place(sound: Place, tmp_path: Path) -> Place:
    """A copy of an archive that has everything, to be damaged."""
    copy = Place(tmp_path)
    shutil.copy(sound.archive, copy.archive)
    copy.captures.symlink_to(sound.captures)
    return copy


@pytest.fixture
def raw(place: Place) -> Iterator[sqlite3.Connection]:
    """A connection such as any tool opens, that seals nothing."""
    with closing(sqlite3.connect(place.archive, isolation_level=None)) as conn:
        yield conn


def tables(path: Path) -> list[Table]:
    with closing(sqlite3.connect(path)) as conn:
        return tables_of(conn)


NAMES_OF_TABLES = [
    "_sqlite_migrations", "about", "article_tags", "articles", "captures", "changes", "credits", "dates",
    "earlier_wordings", "editions", "entries", "events", "images", "links", "manifests", "measures", "people",
    "placements", "problems", "run_counts", "runs", "sections", "tags", "walks",
]  # fmt: skip


def test_an_archive_with_some_of_everything_is_as_it_was_written(sound: Place) -> None:
    found = look(sound)

    assert told(found) == ""
    assert found.notes == []
    assert found.signed is not None


def test_every_table_is_sealed_and_has_rows_to_be_damaged(sound: Place) -> None:
    assert [table.name for table in tables(sound.archive)] == NAMES_OF_TABLES
    for table in NAMES_OF_TABLES:
        assert sound.rows(f"select count(*) > 0 from {table}") == [(1,)], table


@pytest.mark.parametrize("name", [name for name in NAMES_OF_TABLES if name != "_sqlite_migrations"])
def test_a_flipped_byte_is_named_by_table_row_and_column(place: Place, raw: sqlite3.Connection, name: str) -> None:
    dice = random.Random(name)
    (table,) = [table for table in tables(place.archive) if table.name == name]
    flipped = flip_some(raw, table, dice, FLIPS)

    damages = look(place, quick=True).damages

    looked = 0
    for damage in damages:
        if (damage.kind, damage.table) == ("row", name) and damage.key in flipped:
            column, before = flipped.pop(damage.key)
            if damage.column is not None:
                assert column in damage.column.split(", "), damage
            elif looked < LOOKED_INTO:
                assert len(str(before).encode()) > BYTES_AT_MOST, damage
            looked += 1
    assert not flipped, told_of(damages)


def flip_some(
    conn: sqlite3.Connection, table: Table, dice: random.Random, number: int
) -> dict[int | str, tuple[str, Any]]:
    """Flip a byte of one value in some rows that are sealed apart; by the first part of their keys, column and value."""
    rows = conn.execute(table.select()).fetchall()
    dice.shuffle(rows)
    flipped: dict[int | str, tuple[str, Any]] = {}
    places = set()
    for first, *values in rows:
        row = dict(zip(table.columns, values, strict=True))
        column = dice.choice([name for name, value in row.items() if value not in (None, "") and name not in table.key])
        if table.place_of(first) in places:
            continue
        places.add(table.place_of(first))
        this = " and ".join(f"[{key}] = ?" for key in table.key)
        given = "cast(? as text)" if isinstance(row[column], str) else "?"
        conn.execute(
            f"update [{table.name}] set [{column}] = {given} where {this}",
            [a_byte_flipped(row[column], dice), *(row[key] for key in table.key)],
        )
        flipped[first] = column, row[column]
        if len(flipped) == number:
            break
    return flipped


def a_byte_flipped(value: Any, dice: random.Random) -> Any:
    flip = dice.randrange(1, 256)
    if isinstance(value, int):
        return value ^ flip
    content = bytearray(value.encode() if isinstance(value, str) else struct.pack(">d", value))
    content[dice.randrange(len(content))] ^= flip
    return bytes(content) if isinstance(value, str) else struct.unpack(">d", content)[0]


def told_of(damages: list[Damage]) -> str:
    return "\n".join(damage.message for damage in damages)


def test_a_damaged_list_of_migrations_is_told(place: Place, raw: sqlite3.Connection) -> None:
    raw.execute("update _sqlite_migrations set applied_at = applied_at || '0' where id = 1")
    assert [damage.table for damage in look(place, quick=True).damages] == ["_sqlite_migrations"]

    raw.execute("update _sqlite_migrations set name = '001_thirst_release' where id = 1")
    with pytest.raises(ArchiveNotUsable, match="newer release"):
        look(place, quick=True)


@pytest.mark.parametrize(
    "name", ["articles", "dates", "article_tags", "earlier_wordings", "sections", "captures", "seals"]
)
def test_a_row_that_is_taken_out_is_told(place: Place, raw: sqlite3.Connection, name: str) -> None:
    raw.execute(
        f"delete from {name} where rowid = 1" if name in ("articles", "dates", "captures") else one_of(raw, name)
    )

    damages = look(place, quick=True).damages

    tables_told = {damage.table for damage in damages if damage.kind == "row"}
    assert tables_told == {"article_tags" if name == "seals" else name}, told_of(damages)


def one_of(conn: sqlite3.Connection, table: str) -> str:
    key = [row[1] for row in conn.execute(f"pragma table_info({table})") if row[5]]
    first = conn.execute(
        f"select {', '.join(key)} from {table} where table_name = 'article_tags'"
        if table == "seals"
        else f"select {', '.join(key)} from {table}"
    ).fetchone()
    return f"delete from {table} where " + " and ".join(
        f"{name} = {value!r}" for name, value in zip(key, first, strict=True)
    )


def test_a_row_that_somebody_put_in_is_told(place: Place, raw: sqlite3.Connection) -> None:
    raw.execute("insert into people (name, kind) values ('Greta Moos', 'person')")
    raw.execute(
        "insert into article_tags (article, tag, place) select article, (select max(id) from tags), 9 from article_tags limit 1"
    )

    found = look(place, quick=True)

    assert "(Greta Moos) was not written by the archive" in told(found)
    assert {damage.table for damage in found.damages} == {"people", "article_tags"}


def test_a_key_that_is_no_number_any_more_is_told(place: Place, raw: sqlite3.Connection) -> None:
    raw.execute("update article_tags set article = 'seven' where article = (select max(article) from article_tags)")
    raw.execute("update people set name = 'Xaver' where id = 1")

    found = look(place, quick=True)

    assert "Rows of article_tags" in told(found)
    assert "cannot be read" in told(found)
    assert "people 1 (Xaver)" in told(found)


def test_a_value_of_another_kind_is_told(place: Place, raw: sqlite3.Connection) -> None:
    raw.execute("update articles set body = x'00ff' where id = 2")
    raw.execute("update articles set headline = 7.5 where id = 3")
    raw.execute("update manifests set content = x'00'")
    raw.execute("update captures set warc_offset = 'here', warc_file = 5 where id = 4")

    found = look(place)

    keys = {(damage.table, damage.key) for damage in found.damages}
    assert {("articles", 2), ("articles", 3), ("captures", 4)} <= keys
    assert any(table == "manifests" for table, _ in keys)


def test_a_damaged_seal_is_not_taken_for_a_damaged_row(place: Place, raw: sqlite3.Connection) -> None:
    ((digests,),) = raw.execute("select digests from seals where table_name = 'dates' and page = 1").fetchall()
    dice = random.Random(7)
    changed = bytearray(digests)
    changed[dice.randrange(len(changed))] ^= 16
    raw.execute("update seals set digests = ? where table_name = 'dates' and page = 1", [bytes(changed)])

    (damage,) = look(place, quick=True).damages

    assert damage.message == "The seals of dates, 64 to 127, are damaged themselves; these rows cannot be checked."
    # A run that touches these rows does not cover it up.
    with Archive(place.archive) as archive:
        archive.db.execute("update dates set agrees = 1 where id = 64")
    assert damage in look(place, quick=True).damages


def test_what_the_archive_writes_is_sealed_however_it_is_written(place: Place) -> None:
    with Archive(place.archive) as archive:
        archive.db.execute("update people set name = name || '!'")
        archive.begin()
        archive.db.execute(
            "insert or replace into tags (id, edition, text) values (1, 'zh', 'new'), (2000, 'zh', 'far')"
        )
        archive.db.execute("update images set id = id + 5000 where id < 9")
        with pytest.raises(sqlite3.IntegrityError), archive.db.atomic():
            archive.db.execute("update people set name = 'twice'")
        archive.db.execute("delete from links where id = 1")
        archive.commit()
        archive.begin()
        archive.db.execute("delete from article_tags where article in (select article from article_tags limit 1)")
        archive.rollback()

    assert told(look(place)) == ""


# --- The file ---------------------------------------------------------------------------------------


def everything(path: Path) -> Any:
    """All that can be read out of a file and found in it; or why it cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
            conn.text_factory = bytes
            of_the_index = "(select name from pragma_table_list where type = 'shadow')"
            schema = conn.execute(f"select * from sqlite_master where tbl_name not in {of_the_index}").fetchall()
            tables = conn.execute(
                "select name from pragma_table_list where schema = 'main' and type = 'table' and name <> 'sqlite_schema'"
            ).fetchall()
            rows = [conn.execute(f"select * from [{name.decode()}]").fetchall() for (name,) in tables]
            conn.execute("create virtual table temp.terms using fts5vocab('main', 'articles_fts', 'instance')")
            terms = conn.execute("select term, doc, col, offset from temp.terms").fetchall()
            asked = "select rowid from articles_fts where articles_fts match ? order by rowid"
            found = [
                conn.execute(asked, [f'"{term.decode()}"']).fetchall() for term in sorted({term for term, *_ in terms})
            ]
            return schema, rows, terms, found
    except (sqlite3.Error, UnicodeError) as error:
        return str(error)


def is_told(place: Place) -> bool:
    try:
        return bool(look(place, captures=False).damages)
    except ArchiveNotUsable:
        return True


@pytest.mark.parametrize("seed", range(6))
def test_a_byte_flipped_anywhere_in_the_file_is_told_or_changes_nothing_that_can_be_read(
    place: Place, seed: int
) -> None:
    dice = random.Random(seed)
    whole = everything(place.archive)
    sound = place.archive.read_bytes()
    told_times = 0
    for _ in range(8):
        damaged = bytearray(sound)
        # Half of the file is white space that its pages have in reserve.
        used = [at for at in (dice.randrange(len(sound)) for _ in range(200)) if sound[at]]
        damaged[used[0]] ^= dice.randrange(1, 256)
        place.archive.write_bytes(damaged)

        damage_is_told = is_told(place)
        told_times += damage_is_told
        assert damage_is_told or everything(place.archive) == whole, used[0]
    assert told_times >= 4


def test_a_changed_text_is_told_by_its_own_digest_even_where_it_was_sealed_so(place: Place) -> None:
    with Archive(place.archive) as archive:
        archive.db.execute("update articles set body = body || '.' where id = 3")
        archive.db.execute("update articles set headline = headline || '?' where id = 5")
        archive.db.execute("update earlier_wordings set lead = 'Ganz anders.'")

    damages = [damage for damage in look(place).damages if damage.kind == "text"]

    assert [(damage.table, damage.key, damage.column) for damage in damages] == [
        ("articles", 3, "body"),
        ("articles", 5, "headline, lead, digest"),
        ("earlier_wordings", 11, "headline, lead, body, digest"),
    ]


def test_a_wording_that_is_missing_is_told(place: Place) -> None:
    with Archive(place.archive) as archive:
        archive.db.execute("update articles set revision = 4 where revision = 2")
        archive.db.execute("update articles set revision = 2 where id = 3")

    assert "has 2 wordings, and the last is number 4" in told(look(place))
    assert "has 1 wordings, and the last is number 2" in told(look(place))


def test_a_row_that_refers_to_nothing_is_told(place: Place, raw: sqlite3.Connection) -> None:
    raw.execute("update dates set capture = 99999 where id = 7")

    found = look(place, quick=True)

    assert "In dates, row 7 refers by capture to a row of captures that is not there." in told(found)
    assert "(18" not in told(found)
    assert {damage.kind for damage in found.damages} == {"reference", "row"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("drop index articles_published", "There is no articles_published, which every archive has."),
        ("drop view coverage", "There is no coverage, which every archive has."),
        ("drop table links", "There is no links, which every archive has."),
        ("alter table tags add column color text", "tags is defined in other words than this release's."),
    ],
)
def test_a_changed_schema_is_told(place: Place, raw: sqlite3.Connection, change: str, words: str) -> None:
    raw.execute(change)

    assert words in told(look(place, quick=True))


def test_what_an_analyst_adds_is_noted_and_is_no_damage(place: Place, raw: sqlite3.Connection) -> None:
    raw.execute("create view long_ones as select * from articles where words > 100")
    raw.execute("create table my_notes (id integer primary key, note text)")
    raw.execute("insert into my_notes (note) values ('read this')")

    found = look(place)

    assert told(found) == ""
    assert found.notes == ["Not part of an archive, and not checked: long_ones, my_notes."]


# --- The search index -------------------------------------------------------------------------------


def test_an_article_that_is_not_indexed_is_named(place: Place) -> None:
    with Archive(place.archive) as archive:
        row = archive.db.execute("select headline, body, language from articles where id = 4").fetchone()
        search.forget(archive.db, 4, *row)
        search.index(archive.db, 4000, *row)

    damages = look(place).damages

    assert [(damage.kind, damage.key) for damage in damages] == [("search", 4), ("search", 4000)]
    assert "is not in the search index" in damages[0].message
    assert "is in the search index, and nowhere else" in damages[1].message


def test_an_article_that_is_indexed_under_other_words_is_named(place: Place) -> None:
    with Archive(place.archive) as archive:
        row = archive.db.execute("select headline, body, language from articles where id = 4").fetchone()
        search.forget(archive.db, 4, *row)
        search.index(archive.db, 4, row[0], row[1] + " Nachtrag", row[2])

    (damage,) = look(place).damages

    assert (damage.kind, damage.key) == ("search", 4)
    assert "is indexed under other words than it holds" in damage.message


@pytest.mark.parametrize("seed", range(3))
def test_a_byte_flipped_in_the_index_is_told(place: Place, raw: sqlite3.Connection, seed: int) -> None:
    dice = random.Random(seed)
    blocks = raw.execute("select id, block from articles_fts_data where length(block) > 500").fetchall()
    for _ in range(10):
        block_id, block = dice.choice(blocks)
        changed = bytearray(block)
        changed[dice.randrange(4, len(changed))] ^= dice.randrange(1, 256)
        raw.execute("update articles_fts_data set block = ? where id = ?", [bytes(changed), block_id])

        assert {damage.kind for damage in look(place, captures=False).damages} == {"search"}
        raw.execute("update articles_fts_data set block = ? where id = ?", [block, block_id])


def test_a_letter_changed_in_a_term_is_told_though_the_term_stands_in_two_columns(
    place: Place, raw: sqlite3.Connection
) -> None:
    """The checksum by which FTS5 compares an index with its content cancels itself out here."""
    ((block_id, block),) = raw.execute("select id, block from articles_fts_data where instr(block, 'mand')").fetchall()
    raw.execute("update articles_fts_data set block = ? where id = ?", [block.replace(b"mand", b"mabd"), block_id])

    damages = look(place, captures=False).damages

    assert [damage.kind for damage in damages] == ["search"]
    assert "is indexed under other words than it holds" in damages[0].message


def test_a_way_to_a_term_that_leads_past_it_is_told(place: Place, raw: sqlite3.Connection) -> None:
    """A separator that is too small: every letter is still there, and FTS5's check of the structure is content."""
    separators = raw.execute("select segid, term from articles_fts_idx where length(term) > 2 order by 1, 2").fetchall()
    segment, term = separators[len(separators) // 2]
    (before,) = raw.execute(
        "select max(term) from articles_fts_idx where segid = ? and term < ?", [segment, term]
    ).fetchone()
    raw.execute("update articles_fts_idx set term = ? where segid = ? and term = ?", [before + b"\x01", segment, term])

    (damage,) = look(place, captures=False).damages

    assert "words in every article that has them" in damage.message


def test_an_index_by_other_rules_is_made_anew_by_the_next_run_and_no_damage(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "TERMS_VERSION", "tomorrow's")

    found = look(place)

    assert told(found) == ""
    assert found.notes == ["The search index was made by rules of another release; the next run makes it anew."]


# --- The captures -----------------------------------------------------------------------------------


@pytest.fixture
def captures(place: Place, sound: Place) -> Path:
    """The WARC files, to be damaged too."""
    place.captures.unlink()
    shutil.copytree(sound.captures, place.captures)
    return place.captures


@pytest.mark.parametrize("seed", range(12))
def test_a_byte_flipped_in_the_record_of_a_capture_is_named_by_the_capture(
    place: Place, captures: Path, seed: int
) -> None:
    dice = random.Random(seed)
    rows = place.rows("select id, warc_file, warc_offset from captures where warc_file is not null order by 2, 3")
    number = dice.randrange(len(rows))
    capture, name, offset = rows[number]
    content = bytearray((captures / name).read_bytes())
    end = content.find(b"\x1f\x8b\x08", offset + 1)
    # Behind the ten bytes that gzip begins with, which say when and on what system it was packed.
    content[dice.randrange(offset + 10, end if end > 0 else len(content))] ^= dice.randrange(1, 256)
    (captures / name).write_bytes(content)

    damages = look(place).damages

    assert capture in [damage.key for damage in damages if damage.table == "captures"], told_of(damages)


def test_a_byte_flipped_between_the_captures_is_named_by_the_file(place: Place, captures: Path) -> None:
    """The requests, and what describes the file, lie between the records that captures lead to."""
    ((run, content),) = place.rows("select run, content from manifests order by run desc limit 1")
    (file,) = json.loads(content)["files"]
    at = captures / file["name"]
    changed = bytearray(at.read_bytes())
    changed[30] ^= 1
    at.write_bytes(changed)

    (damage,) = look(place).damages

    assert damage.message == (
        f"{at} is not the file that run {run} left: its bytes have changed; none of its captures is touched."
    )


def test_a_file_that_is_missing_or_cut_off_is_named_once(place: Place, captures: Path) -> None:
    first, *_, last = sorted(captures.iterdir())
    first.unlink()
    last.write_bytes(last.read_bytes()[:9000])
    counts = dict(place.rows("select warc_file, count(*) from captures group by 1"))

    found = look(place)

    assert f"There is no file {first}, which has the records of {counts[first.name]} captures." in told(found)
    assert f"{last} is not the file that run" in told(found)
    assert "it has 9,000 bytes, and had" in told(found)
    assert sum(first.name in damage.message for damage in found.damages) == 1


def test_a_capture_whose_place_is_wrong_is_named(place: Place) -> None:
    with Archive(place.archive) as archive:
        archive.db.execute("update captures set warc_offset = warc_offset + 1 where id = 3")
        archive.db.execute("update captures set warc_offset = -5 where id = 4")
        archive.db.execute("update captures set warc_offset = 99000000 where id = 5")

    damages = look(place).damages

    assert {damage.key for damage in damages if damage.kind == "capture"} == {3, 4, 5}


def test_a_capture_that_is_said_to_be_as_an_earlier_one_and_is_not_is_named(place: Place) -> None:
    with Archive(place.archive) as archive:
        archive.db.execute("update captures set same_as = 2 where id = 5")

    assert "captures 5 is said to have the bytes of captures 2, whose digest is another." in told(look(place))


def test_files_that_no_capture_lies_in_are_noted(place: Place, captures: Path) -> None:
    (captures / "somebody-elses.warc.gz").write_bytes(b"")

    found = look(place)

    assert told(found) == ""
    assert found.notes == [f"Files in {captures} that hold no capture of this archive: 1, somebody-elses.warc.gz."]


# --- What a person is told --------------------------------------------------------------------------


def test_a_person_is_told_what_is_damaged_what_that_means_and_what_to_do(place: Place, raw: sqlite3.Connection) -> None:
    raw.execute("update dates set text = 'long ago' where id = 7")

    looked = place.scrapy("verify", str(place.archive))

    assert looked.returncode == 5
    assert "dates 7 (long ago) is not what the archive wrote." in looked.stdout
    assert "Compare them with a backup" in looked.stdout
    assert looked.stdout.rstrip().endswith("Something is damaged.")


def test_the_same_is_to_be_had_as_json_and_without_the_slow_parts(place: Place, raw: sqlite3.Connection) -> None:
    raw.execute("update dates set text = 'long ago' where id = 7")
    shutil.rmtree(place.captures, ignore_errors=True)

    looked = place.scrapy("verify", "--json", "--quick")

    assert looked.returncode == 5
    (damage,) = json.loads(looked.stdout)["damages"]
    assert (damage["kind"], damage["table"], damage["key"]) == ("row", "dates", 7)


def test_an_archive_that_is_whole_is_said_to_be_with_the_digest_to_note(place: Place) -> None:
    looked = place.scrapy("verify")

    assert looked.returncode == 0
    ((digest,),) = place.rows("select digest from manifests order by run desc limit 1")
    assert "All is as it was written." in looked.stdout
    assert digest in looked.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("verify", "nowhere.db"), 1, "There is no archive at nowhere.db"),
        (("verify", "README.md"), 1, "README.md is not an SQLite file"),
        (("verify", "a", "b"), 2, "verify wants the path of one archive, or none."),
    ],
)
def test_what_cannot_be_looked_at_is_said_in_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    looked = Place(tmp_path).scrapy(*arguments)

    assert looked.returncode == status
    assert words in looked.stderr
    assert looked.stdout == ""


def test_many_damaged_rows_are_counted_and_not_all_named(place: Place, raw: sqlite3.Connection) -> None:
    raw.execute("update dates set text = text || '?'")
    ((count,),) = raw.execute("select count(*) from dates").fetchall()

    damages = look(place, quick=True).damages

    assert len(damages) == 101
    assert damages[-1].message == f"{count - 100} further rows of dates are not what the archive wrote."


def test_a_file_of_which_pages_cannot_be_read_is_looked_at_beyond_them(place: Place, raw: sqlite3.Connection) -> None:
    pages = raw.execute(
        "select pageno from dbstat where name = 'articles' and pagetype = 'leaf' order by pageno"
    ).fetchall()
    assert len(pages) >= 2
    ((size,),) = raw.execute("pragma page_size").fetchall()
    raw.execute("update people set name = 'Xaver' where id = 1")
    content = bytearray(place.archive.read_bytes())
    content[(pages[1][0] - 1) * size : (pages[1][0] - 1) * size + 8] = b"\xff" * 8
    place.archive.write_bytes(content)

    found = look(place)

    assert "Rows of articles after" in told(found)
    assert "people 1 (Xaver)" in told(found)
    assert any(damage.kind == "file" for damage in found.damages)


@pytest.mark.parametrize(
    "words", [b"INDEX links_article on", b"TABLE changes", b"VIEW revisions", b"one graded difference"]
)
def test_a_damaged_definition_of_a_table_is_told(place: Place, words: bytes) -> None:
    content = bytearray(place.archive.read_bytes())
    content[content.index(words) + 8] = 0xB8
    place.archive.write_bytes(content)

    assert is_told(place)


# --- Whatever a run does, and whenever it dies ------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
def test_an_archive_is_sealed_as_a_whole_at_whatever_moment_its_run_is_killed(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    with Replica(editions=["pl"], days=2) as replica:
        replica.switches.page_size = 5
        place = Place(tmp_path, replica)
        for _ in range(2):
            replica.forget_requests()
            after = dice.randrange(3, 20)
            place.stopped(signal.SIGKILL, lambda after=after: len(replica.requests) >= after, "edition=pl")  # type: ignore[misc]
            if place.archive.exists():
                assert told(look(place)) == ""
        assert place.crawl("edition=pl").returncode == 0
        assert told(look(place)) == ""


def test_an_archive_stays_as_it_was_written_through_edits_removals_and_repetitions(tmp_path: Path) -> None:
    with Replica(editions=["zh"], days=2) as replica:
        place, again = Place(tmp_path / "house", replica), Place(tmp_path / "again")
        for each in (place, again):
            each.archive.parent.mkdir()
        site = replica.site("zh")
        assert place.crawl("edition=zh").returncode == 0
        first, second, third, *_ = site.stories
        site.edit(first, headline=f"{first.headline}!")
        site.remove(second, 404, keep_listed=True)
        site.move(third, "economics")
        site.publish()
        with Archive(place.archive) as archive:  # long ago
            archive.db.execute("update articles set last_seen_at = ?1, last_checked_at = ?1", ["2026-10-03T00:00:00Z"])
        revisits = place.scrapy("crawl", "revisits", "-a", "edition=zh", settings={"REVISIT_LADDER": "ever:1m"})
        assert revisits.returncode in (0, 3), revisits.stderr
        assert place.rows("select count(*) from revisions where revision = 2") == [(1,)]
        assert told(look(place)) == ""
        assert place.crawl("edition=zh").returncode == 0
        assert told(look(place)) == ""
        for _ in range(2):
            assert again.take_in(place.captures).returncode == 0
            assert told(look(again)) == ""


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_kept_in_whatever_order_is_sealed_and_signed(tmp_path: Path, seed: int) -> None:
    """New articles, further wordings of them, older and fuller ones, by runs of which some never end."""
    dice = random.Random(seed)
    place = Place(tmp_path)
    for _ in range(12):
        a_run(
            place.archive, *dice.sample(range(1, 150), dice.randrange(1, 9)), hours=dice.randrange(-40, 40),
            ends=dice.random() < 0.7, headline=dice.choice([None, "Ruderklub feiert", "Ruderklub tauft Boot"]),
            body=("Das Boot liegt seit Mai im Trockenen.", dice.choice(["Es ist dicht.", "Es leckt.", "Es schwimmt."])),
        )  # fmt: skip
        assert told(look(place)) == ""
    assert place.rows("select count(*) > 3 from earlier_wordings") == [(1,)]


def test_rows_of_a_transaction_that_failed_are_no_rows_and_those_after_it_are_sealed(place: Place) -> None:
    person = "insert into people (name, kind) values (?, 'person')"
    with Archive(place.archive) as archive:
        archive.begin()
        archive.db.execute(person, ["Greta Moos"])
        archive.db.execute("delete from links")
        archive.rollback()
        archive.begin()
        archive.db.execute(person, ["Xaver Moos"])
        archive.commit()
        archive.db.execute(person, ["Ida Moos"])
        archive.db.execute("delete from people where name = 'Ida Moos'")
        archive.db.execute(person, ["Ada Moos"])

    assert told(look(place)) == ""
    assert place.rows("select name from people where name like '% Moos'") == [("Xaver Moos",), ("Ada Moos",)]
