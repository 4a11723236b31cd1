"""Is the file sound for SQLite, is its schema ours, and does every row that another refers to exist?"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database

from ..schema import bring_up_to_date, migrations
from .damage import Damage

MESSAGES_AT_MOST = 200

_PAGE = re.compile(r"[Pp]age (\d+)")
_INDEX = re.compile(r"\bindex (\S+)$")


def damaged_file(conn: sqlite3.Connection) -> Iterator[Damage]:
    """What SQLite's own check finds: broken pages, indexes out of step with their tables."""
    rows = conn.execute(f"pragma integrity_check({MESSAGES_AT_MOST})").fetchall()
    lines = [line for (message,) in rows for line in message.splitlines() if not line.startswith("***")]
    tables = dict(conn.execute("select name, tbl_name from sqlite_master where type = 'index'"))
    owners = _owners(conn, {int(page) for line in lines for page in _PAGE.findall(line)})
    for line in lines:
        if line == "ok":
            continue
        index = _INDEX.search(line)
        table = tables.get(index.group(1)) if index else None
        for page in _PAGE.findall(line):
            table = table or owners.get(int(page))
        yield Damage(kind="file", table=table, message=f"{line} (of {table})" if table and not index else line)


def _owners(conn: sqlite3.Connection, pages: set[int]) -> dict[int, str]:
    """Which table or index a page of the file belongs to, as far as SQLite can still tell."""
    if not pages:
        return {}
    try:
        return {page: name for page, name in conn.execute("select pageno, name from dbstat") if page in pages}
    except sqlite3.DatabaseError:  # SQLite was built without that table, or a page is broken that leads to others
        return {}


def dangling_references(conn: sqlite3.Connection) -> Iterator[Damage]:
    for table, rowid, parent, number in conn.execute("pragma foreign_key_check").fetchall():
        columns = [row[3] for row in conn.execute(f"pragma foreign_key_list([{table}])") if row[0] == number]
        row = "a row" if rowid is None else f"row {rowid}"
        message = f"In {table}, {row} refers by {', '.join(columns)} to a row of {parent} that is not there."
        yield Damage(kind="reference", table=table, key=rowid, column=", ".join(columns), message=message)


def foreign_schema(conn: sqlite3.Connection, ours: dict[str, str]) -> Iterator[Damage]:
    """Where the schema is not what its release made."""
    found = schema_of(conn)
    for name, sql in ours.items():
        if name not in found:
            yield Damage(kind="schema", table=name, message=f"There is no {name}, which every archive has.")
        elif found[name] != sql:
            yield Damage(kind="schema", table=name, message=f"{name} is defined in other words than this release's.")


def made_like(conn: sqlite3.Connection) -> sqlite3.Connection:
    """A new archive in memory, of the release that this one is of."""
    fresh = Database(memory=True)
    pending = migrations.pending(Database(conn))
    bring_up_to_date(fresh, stop_before=pending[0].name if pending else None)
    return fresh.conn


def schema_of(conn: sqlite3.Connection) -> dict[str, str]:
    """What every table, index and view is, by name; the search index's own tables are FTS5's affair."""
    defined = conn.execute(
        "select name, type || ' of ' || tbl_name || coalesce(': ' || sql, '') from main.sqlite_master "
        "where tbl_name not in (select name from pragma_table_list where type = 'shadow') "
        "and name not like 'sqlite\\_stat%' escape '\\'"  # what `analyze` counts
    )
    return {name: _in_letters(what) if "_sqlite_migrations" in name else what for name, what in defined}


def _in_letters(sql: str) -> str:
    """Without blanks and quotation marks: sqlite-utils may write its own table otherwise one day."""
    return re.sub(r"[\s\"`\[\]]", "", sql).lower()
