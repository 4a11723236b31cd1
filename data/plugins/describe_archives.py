"""What does each table, view and column of an archive hold, in words?

Described is every database that carries our application id, whatever its file is called. The words
of the schema are the comments in its SQL, which SQLite keeps; `metadata.yaml` says, under this
plugin's name, what the schema does not. A database of anybody else is left to its own metadata.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import Database

from pipelines.archive.schema import APPLICATION_ID

# The last part of a line that is a comment; two hyphens inside quotation marks begin none.
_COMMENT = re.compile(r"""^(?P<sql>(?:[^'"-]|'[^']*'|"[^"]*"|-(?!-))*)--\s*(?P<words>.*\S)""")
_FIRST_NAME = re.compile(r"^\s+[\"\[]?(\w+)")
_NAME_AFTER_AS = re.compile(r"\bas\s+(\w+),?\s*$")

_described: WeakKeyDictionary[Datasette, dict[str, tuple[object, dict[str, Any] | None]]] = WeakKeyDictionary()


@hookimpl
def get_metadata(datasette: Datasette, key: str | None) -> dict[str, Any]:
    if key == "plugins":  # asked for by ourselves, below
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


def _state(path: Path) -> tuple[int, int] | None:
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
    return {
        "archive": True,
        "description": given.get("description"),
        "tables": tables,
        "queries": {name: {"hide_sql": True, **query} for name, query in given.get("queries", {}).items()},
    }


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


def read_comments(sql: str) -> tuple[str | None, dict[str, str]]:
    """What the SQL of a table or view says of itself, and of its columns, at the ends of its lines.

    >>> read_comments("CREATE TABLE pots (  -- of tea\\n  size real, -- litres\\n  colour text\\n)")
    ('of tea', {'size': 'litres'})
    >>> read_comments("CREATE VIEW big as  -- pots for two\\nselect\\n  size * 2 as cups,  -- of half a litre\\n  ...")
    ('pots for two', {'cups': 'of half a litre'})
    """
    words, columns = None, {}
    for number, line in enumerate(sql.splitlines()):
        if not (comment := _COMMENT.match(line)):
            continue
        if number == 0:
            words = comment["words"]
        elif name := _NAME_AFTER_AS.search(comment["sql"]) or _FIRST_NAME.match(comment["sql"]):
            columns[name[1]] = comment["words"]
    return words, columns
