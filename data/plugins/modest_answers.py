"""How much may one question take? A second (`settings.json`), and no value beyond some megabytes.

The second does not stop a function of SQLite that builds one endless text: a hundred of those at once would
take the machine's memory. Nor does anybody need a second file attached.
"""

from __future__ import annotations

import sqlite3

from datasette import hookimpl

LONGEST_VALUE = 32_000_000
"""Bytes of a text or a row; a page of the site is refused long before."""


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
