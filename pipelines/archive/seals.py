"""Is every row what the archive itself wrote last?

SQLite's own checks see a broken page, but no changed word. So every committed row is *sealed*: four
bytes of its digest are kept. While the archive is written, the rows that are touched are noted, and
whoever commits calls `Sealer.seal` first, in the same transaction: every state that a reader or the
next run can ever see is sealed as a whole, at whatever moment a run is killed.

Seals lie in pages of 64, one for each id, or for each value of the first part of a key that is no
single id (`article_tags`: the tags of one article together), so that a row costs little more than
its four bytes. Four more are of the page itself: a damaged seal is not taken for a damaged row.

What is sealed are a row's columns that are not null, by their names, so that a column which a later
release adds leaves old rows their seals. A migration that writes rows anew seals them by `seal_all`.

A row that was damaged and is then updated, before anybody looked, is sealed as it then stands. Its
text is still told by the digest beside it (`articles.digest`), which seals do not replace.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any, Literal

from sqlite_utils import Database

SIZE = 4
"""Bytes of a seal: a damaged row passes once in four thousand million."""

PAGE = 64
"""Seals in a page."""

NONE = bytes(SIZE)
"""Stands where there is no row."""

Row = tuple[Any, ...]
Place = tuple[int, int]
"""A page, and a place in it."""

Found = Literal["intact", "changed", "unknown", "lost", "not to be read", "seal damaged"]
"""`unknown`: a row that the archive never wrote; `lost`: one that it wrote, and that is not there."""

_JSON: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: repr,
    float: repr,
    bytes: lambda value: f'{{"blob":"{value.hex()}"}}',
}
"""How a value is written; `json.dumps` takes as long to begin as a short row to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose rows are sealed, and how they are read for it."""

    name: str
    key: tuple[str, ...]
    by_number: bool
    """The first part of the key is a number: an id, or that of what the row belongs to."""
    columns: tuple[str, ...]
    """In the order of their names."""

    @property
    def by_id(self) -> bool:
        """Rows are known by one number, and new ones get a higher one than all before."""
        return self.by_number and len(self.key) == 1

    def select(self, where: str = "", order: str = "asc") -> str:
        """Rows by their key, its first part in front."""
        columns = ", ".join(f"[{name}]" for name in (self.key[0], *self.columns))
        by = ", ".join(f"[{name}] {order}" for name in self.key)
        return f"select {columns} from main.[{self.name}] {where} order by {by}"

    def place_of(self, first: int | str) -> Place:
        """Where the seal of the rows under a first part of the key stands."""
        if not self.by_number:
            return 0, sha256(str(first).encode("utf-8", "surrogateescape")).digest()[0] % PAGE
        return divmod(int(first), PAGE)

    def seal_of(self, rows: Iterable[Row]) -> bytes:
        """The seal of the rows in one place, as `select` gives them."""
        return _first_bytes(b"\n".join(canonical(self.columns, row[1:]) for row in rows))


def canonical(columns: Sequence[str], row: Sequence[Any]) -> bytes:
    """A row as bytes: JSON of its columns that are not null, in the order of their names.

    >>> canonical(["code", "healthy_day", "host"], ["de", None, "deu.belta.by"])
    b'{"code":"de","host":"deu.belta.by"}'
    """
    pairs = [
        f'"{name}":{_JSON[type(value)](value)}' for name, value in zip(columns, row, strict=True) if value is not None
    ]
    # Text that is no UTF-8 has not been written by us; it is digested as it stands.
    return f"{{{','.join(pairs)}}}".encode("utf-8", "surrogateescape")


def _first_bytes(content: bytes) -> bytes:
    first = sha256(content).digest()[:SIZE]
    return first if first != NONE else b"\0\0\0\1"


def tables_of(conn: sqlite3.Connection) -> list[Table]:
    """Every table with a key, but the seals; the search index is no table, and is checked in its own way."""
    names = conn.execute(
        "select name from pragma_table_list where schema = 'main' and type = 'table' "
        "and name <> 'seals' and substr(name, 1, 7) <> 'sqlite_' order by name"
    ).fetchall()
    tables = []
    for (table,) in names:
        columns = conn.execute("select name, type, pk from pragma_table_info(?, 'main') order by 1", [table]).fetchall()
        key = sorted((place, name, kind.lower()) for name, kind, place in columns if place)
        if key:
            tables.append(
                Table(
                    name=table,
                    key=tuple(name for _, name, _ in key),
                    by_number=key[0][2] == "integer",
                    columns=tuple(name for name, _, _ in columns),
                )
            )
    return tables


# --- Sealing ---------------------------------------------------------------------------------------


class Sealer:
    """Knows, from now on, which rows a connection touches, and seals them when asked to.

    Rows that are changed or removed are noted by temporary triggers, which are no part of the file. New
    ones are those behind the last id: a trigger on insert would double the time that an insert takes.
    """

    def __init__(self, db: Database) -> None:
        self.conn = db.conn
        self.tables = tables_of(self.conn)
        self.touched: list[set[int | str]] = [set() for _ in self.tables]
        """By table, first parts of keys. Of rows that were rolled back, too: to look at them again does no harm."""
        self.ends: list[int] = []
        """The last id of each table whose rows have one, as committed."""
        self.conn.execute("pragma recursive_triggers = on")  # `insert or replace` tells only so what it removes
        self.conn.create_function("note_touched", 2, lambda place, first: self.touched[place].add(first))
        for place, table in enumerate(self.tables):
            for event, sides in (("insert", ["new"]), ("update", ["new", "old"]), ("delete", ["old"])):
                if event == "insert" and table.by_id:
                    continue
                notes = " ".join(f"select note_touched({place}, {side}.[{table.key[0]}]);" for side in sides)
                name = f"[note {table.name} {event}]"
                self.conn.execute(f"create temp trigger {name} after {event} on main.[{table.name}] begin {notes} end")
        self.committed()

    def committed(self) -> None:
        """What was sealed has been committed: what is touched from now on is to be sealed next time."""
        for touched in self.touched:
            touched.clear()
        self.ends = [self._end(table) for table in self.tables]

    def _end(self, table: Table) -> int:
        if not table.by_id:
            return 0
        return int(self.conn.execute(f"select coalesce(max([{table.key[0]}]), 0) from [{table.name}]").fetchone()[0])

    @property
    def is_due(self) -> bool:
        """Whether there are rows that are not sealed yet."""
        return any(self.touched) or any(
            self._end(table) > end for table, end in zip(self.tables, self.ends, strict=True)
        )

    def seal(self) -> None:
        """Seal what was touched since the last commit, within the transaction that is open."""
        for table, touched, end in zip(self.tables, self.touched, self.ends, strict=True):
            if table.by_id:
                new = self.conn.execute(table.select(f"where [{table.key[0]}] > ?"), [end]).fetchall()
                old = {first for first in touched if int(first) <= end}
                if old or new:
                    self._seal(table, old | {row[0] for row in new}, self._rows(table, old) + new)
            elif touched:
                self._seal(table, touched, self._rows(table, touched))

    def _rows(self, table: Table, touched: set[int | str]) -> list[Row]:
        """The rows under some first parts of keys, as far as they are there."""
        if not touched:
            return []
        if not table.by_number:  # a table that is known by words is a short one
            return self.conn.execute(table.select()).fetchall()
        among = f"where [{table.key[0]}] in (select value from json_each(?))"
        return self.conn.execute(table.select(among), [json.dumps(sorted(touched))]).fetchall()

    def _seal(self, table: Table, touched: set[int | str], rows: Iterable[Row]) -> None:
        found = dict(_by_place(table, rows))
        for page, places in groupby(sorted({table.place_of(first) for first in touched}), itemgetter(0)):
            seals = _seals_of(self.conn, table, page)
            if seals is None:
                continue
            for _, place in places:
                rows_here = found.get((page, place))
                _put(seals, place, table.seal_of(rows_here) if rows_here else NONE)
            _write(self.conn, table, page, seals)


def seal_all(db: Database, tables: Iterable[Table]) -> None:
    """Seal every row of some tables as it stands, within the transaction that is open."""
    for table in tables:
        db.conn.execute("delete from seals where table_name = ?", [table.name])
        pages: defaultdict[int, bytearray] = defaultdict(lambda: bytearray(PAGE * SIZE))
        for (page, place), rows in _by_place(table, db.conn.execute(table.select())):
            _put(pages[page], place, table.seal_of(rows))
        for page, seals in pages.items():
            _write(db.conn, table, page, seals)


def seal_new(db: Database) -> None:
    """Seal the tables that have no seals yet; and the list of migrations, which has grown."""
    sealed = {name for (name,) in db.conn.execute("select distinct table_name from seals")} - {"_sqlite_migrations"}
    seal_all(db, [table for table in tables_of(db.conn) if table.name not in sealed])


def _seals_of(conn: sqlite3.Connection, table: Table, page: int) -> bytearray | None:
    """The seals of a page, to be changed; `None` where they are damaged, and stay as they are: a witness."""
    row = conn.execute("select digests from seals where table_name = ? and page = ?", [table.name, page]).fetchone()
    if row is None:
        return bytearray(PAGE * SIZE)
    return bytearray(row[0][:-SIZE]) if _is_intact(table, page, row[0]) else None


def _is_intact(table: Table, page: int, digests: object) -> bool:
    if not isinstance(digests, bytes) or len(digests) != (PAGE + 1) * SIZE:
        return False
    return digests[-SIZE:] == _own_seal(table, page, digests[:-SIZE])


def _own_seal(table: Table, page: int, seals: bytes | bytearray) -> bytes:
    return _first_bytes(f"{table.name} {page} ".encode() + seals)


def _put(seals: bytearray, place: int, seal: bytes) -> None:
    seals[place * SIZE : (place + 1) * SIZE] = seal


def _write(conn: sqlite3.Connection, table: Table, page: int, seals: bytearray) -> None:
    if any(seals):
        conn.execute(
            "insert into seals (table_name, page, digests) values (?, ?, ?) "
            "on conflict (table_name, page) do update set digests = excluded.digests",
            [table.name, page, seals + _own_seal(table, page, seals)],
        )
    else:
        conn.execute("delete from seals where table_name = ? and page = ?", [table.name, page])


def _by_place(table: Table, rows: Iterable[Row]) -> Iterator[tuple[Place, list[Row]]]:
    """Rows that are sealed together."""
    if table.by_number:
        for place, together in groupby(rows, lambda row: table.place_of(row[0])):
            yield place, list(together)
    else:
        places: defaultdict[Place, list[Row]] = defaultdict(list)
        for row in rows:
            places[table.place_of(row[0])].append(row)
        yield from places.items()


# --- Comparing -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Rows that are sealed together, held against their seal."""

    found: Found
    first: int | str | None
    """The first part of their key; `None` where nobody can say."""
    last: int | str | None = None
    """Where a whole range is meant, its other end; `None`: to the table's end."""
    rows: Sequence[Row] = ()
    seal: bytes = NONE
    """That of what the archive wrote."""
    reason: str = ""
    """Why rows are not to be read, in SQLite's words."""


def as_it_stands(conn: sqlite3.Connection) -> None:
    """Let a connection read text that is no UTF-8: damage that is to be told, not to be stopped by."""
    conn.text_factory = lambda text: str(text, "utf-8", "surrogateescape")


def compare(conn: sqlite3.Connection, table: Table) -> Iterator[Compared]:
    """Every row of a table, held against its seal; what SQLite cannot read is passed over, from both ends."""
    pages: dict[int, bytes] = dict(
        conn.execute("select page, digests from seals where table_name = ? order by page", [table.name])
    )
    damaged = {page for page, digests in pages.items() if not _is_intact(table, page, digests)}
    for page in sorted(damaged):
        yield Compared(found="seal damaged", first=page * PAGE, last=page * PAGE + PAGE - 1)
    read: defaultdict[int, int] = defaultdict(int)
    """Which places of a page have been read, a bit each."""
    ends: list[int | str | None] = [None, None]
    reason = ""
    for end, order in enumerate(("asc", "desc")):
        try:
            for (page, place), rows in _by_place(table, conn.execute(table.select(order=order))):
                if read[page] >> place & 1:
                    break
                read[page] |= 1 << place
                ends[end] = rows[0][0]
                if page not in damaged:
                    seal = pages.get(page, b"")[place * SIZE : (place + 1) * SIZE]
                    yield _judged(table, rows if order == "asc" else rows[::-1], seal or NONE)
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:  # the latter where a key is no number any more
            reason = reason or str(error)
        if not reason:
            break
    if reason:
        yield Compared(found="not to be read", first=ends[0], last=ends[1], reason=reason)
        return
    for page in sorted(pages.keys() - damaged):
        for place in range(PAGE):
            seal = pages[page][place * SIZE : (place + 1) * SIZE]
            if seal != NONE and not read[page] >> place & 1:
                yield Compared(found="lost", first=page * PAGE + place if table.by_number else None, seal=seal)


def _judged(table: Table, rows: Sequence[Row], seal: bytes) -> Compared:
    found: Found = "unknown" if seal == NONE else "intact" if table.seal_of(rows) == seal else "changed"
    return Compared(found=found, first=rows[0][0], rows=rows, seal=seal)
