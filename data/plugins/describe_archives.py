"""What does each table, view and column of an archive hold, in words?

Described is every database that carries our application id, whatever its file is called. The words
of the schema are the comments in its SQL, which SQLite keeps; `metadata.yaml` says, under this
plugin's name, what the schema does not. A database of anybody else is left to its own metadata.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import Database
from sqlite_utils import Database as Tables

from pipelines.archive.comments import read_comments
from pipelines.archive.schema import APPLICATION_ID, migrations

_described: WeakKeyDictionary[Datasette, dict[str, tuple[object, dict[str, Any] | None]]] = WeakKeyDictionary()


@hookimpl
def get_metadata(datasette: Datasette, key: str | None) -> dict[str, Any]:
    # "plugins" is asked for by ourselves, below; the others, dozens of times for a page: may this be seen?
    if key in ("plugins", "tables", "allow", "allow_sql"):
        return {}
    return {
        "databases": {
            name: words
            for name, database in datasette.databases.items()
            if database.path and (words := _words_of(datasette, database))
        }
    }


def _words_of(datasette: Datasette, database: Database) -> dict[str, Any] | None:
    """The metadata of an archive, read again when its file has changed; None for any other database."""
    known = _described.setdefault(datasette, {})
    state = _state(Path(database.path))
    if database.name not in known or known[database.name][0] != state:
        given = datasette.plugin_config("describe-archives") or {}
        known[database.name] = state, _describe(database, given)
    words = known[database.name][1]
    return _copy(words) if words else None


def _state(path: Path) -> tuple[tuple[int, int] | None, ...]:
    """What changes with a file and with what is written beside it until it is folded in."""
    return tuple(_stamp(file) for file in (path, path.with_name(path.name + "-wal")))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def _copy(words: dict[str, Any]) -> dict[str, Any]:
    """As deep as Datasette writes into what it is given."""
    return {
        key: {name: dict(value) for name, value in part.items()} if key in ("tables", "queries") else part
        for key, part in words.items()
    }


def _describe(database: Database, given: dict[str, Any]) -> dict[str, Any] | None:
    """Join what the schema's comments say with what `metadata.yaml` says of every archive."""
    try:
        connection = database.connect()
    except sqlite3.Error:
        return None
    try:
        if connection.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
            return None
        release = _release(connection)
        schema = connection.execute("select name, sql from sqlite_master where type in ('table', 'view')").fetchall()
        columns = {name: [row[1] for row in connection.execute(f"pragma table_info([{name}])")] for name, _ in schema}
    except sqlite3.Error:
        return None
    finally:
        connection.close()
    tables = {
        name: _describe_table(sql, columns[name], given.get("tables", {}).get(name, {}), given.get("columns", {}))
        for name, sql in schema
    }
    if release:  # its tables can be read, but our pages and questions are made for another schema
        return {"archive_of_release": release, "tables": tables}
    return {
        "archive": True,
        "description": given.get("description"),
        "tables": tables,
        "queries": {name: {"hide_sql": True, **query} for name, query in given.get("queries", {}).items()},
    }


_RELEASES = {migration.name for migration in migrations.pending(Tables(memory=True))}


def _release(connection: sqlite3.Connection) -> str | None:
    """Whether an archive was written by an `earlier` or a `later` release than this one; None for this one's."""
    if not connection.execute("select 1 from sqlite_master where name = '_sqlite_migrations'").fetchone():
        return "earlier"
    applied = {
        name
        for (name,) in connection.execute(
            "select name from _sqlite_migrations where migration_set = ?", [migrations.name]
        )
    }
    return "later" if applied - _RELEASES else "earlier" if _RELEASES - applied else None


def _describe_table(sql: str, columns: list[str], given: dict[str, Any], everywhere: dict[str, str]) -> dict[str, Any]:
    """A table's metadata: its own words first, then its comments, then what a name means everywhere."""
    words, comments = read_comments(sql)
    own = given.get("columns", {})
    described = {name: own.get(name) or comments.get(name) or everywhere.get(name) for name in columns}
    return {
        **({"description": words} if words else {}),
        **given,
        "columns": {name: description for name, description in described.items() if description},
    }
