"""What tables does the archive have, and what is one row of each?

The schema is the archive's public interface: it is written for people who never read this code.
SQLite keeps the comments, and Datasette shows them. Names ending in `_at` are UTC
(`2024-09-19T16:35:00Z`), in `_local` Minsk time with its offset, in `_on` a calendar day in Minsk.
`_text` is as printed.

A change is a new migration below the others; none is ever edited once released. An archive of an
older release is brought up to date in one transaction, when it is first opened for writing.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from .. import seals
from . import browsing_release, first_release, second_release

migrations = Migrations("belta_archive")

APPLICATION_ID = 0x42655441
"""`BeTA` in SQLite's file header, by which an archive is told from any other SQLite file."""


@migrations(name="001_first_release")
def _first_release(db: Database) -> None:
    """The tables of the first release."""
    _run(db, first_release.SQL)


@migrations(name="002_changes_in_time")
def _changes_in_time(db: Database) -> None:
    """Placements as intervals, the words of events, validators, measures, seals."""
    for table, sql in second_release.REBUILT.items():
        _rebuild(db, table, sql)
    _run(db, second_release.SQL)


@migrations(name="003_quick_questions")
def _quick_questions(db: Database) -> None:
    """Indexes, and a quicker view of the numbers missing."""
    _run(db, browsing_release.SQL)


def bring_up_to_date(db: Database, *, stop_before: str | None = None) -> None:
    """Apply what an archive has not had yet: all of it (or all before a migration), or nothing.

    The connection's foreign keys are off meanwhile, for tables are made anew under their old names.
    """
    if not migrations.pending(db):
        return
    db.execute("pragma foreign_keys = off")
    db.execute("pragma legacy_alter_table = on")  # a table renamed here stays what others refer to
    try:
        with db.atomic():
            migrations.apply(db, stop_before=stop_before)
            if db.table("seals").exists():
                seals.seal_new(db)
            if broken := db.execute("pragma foreign_key_check").fetchall():
                raise sqlite3.IntegrityError(f"{len(broken)} rows refer to rows that are not there, in {broken[0][0]}")
    finally:
        db.execute("pragma legacy_alter_table = off")
        db.execute("pragma foreign_keys = on")


def _run(db: Database, sql: str) -> None:
    """Run statements one at a time: sqlite3's executescript would commit the migration's transaction."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement.strip())
            statement = ""


def _rebuild(db: Database, table: str, sql: str) -> None:
    """Make a table anew, with its rows: `alter table` would lose the comments."""
    had = [row[1] for row in db.execute(f"pragma table_info([{table}])")]
    for index in [row[1] for row in db.execute(f"pragma index_list([{table}])") if row[3] == "c"]:
        db.execute(f"drop index [{index}]")
    db.execute(f"alter table [{table}] rename to [{table}_before]")
    _run(db, sql)
    has = {row[1] for row in db.execute(f"pragma table_info([{table}])")}
    filled = second_release.FILLED.get(table, {})
    columns = [column for column in had if column in has] + list(filled)
    values = [column for column in had if column in has] + list(filled.values())
    db.execute(
        f"insert into [{table}] ({', '.join(columns)}) select {', '.join(values)} from [{table}_before] as before"
    )
    db.execute(f"drop table [{table}_before]")
