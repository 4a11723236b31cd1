"""Is everything in the archive as it was written, and the evidence for it still there?

Each module looks at one thing: `structure` at the file, its schema and what refers to what, `rows` at
every row and text (`columns` finds out which column of it was changed), `terms` at the search index,
`evidence` at the WARC files. `damage` says what each finding means, and what is to be done.

All is looked at as it stood at one moment, whatever a run at work writes meanwhile; nothing is written.
An archive of an earlier release has neither seals nor manifests yet; the rest of it is checked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from belta_scraper.errors import ArchiveNotUsable

from .. import manifests, search
from ..opening import read_only
from ..schema import migrations
from ..seals import as_it_stands, tables_of
from .damage import MEANING, Damage, Kind, Tell
from .evidence import Captures, NotHeld, damaged_captures, other_bytes, referred_to_by_nothing
from .rows import damaged_rows, damaged_texts, wording_gaps
from .structure import damaged_file, dangling_references, foreign_schema, made_like, schema_of
from .terms import wrong_terms

__all__ = ["MEANING", "Captures", "Damage", "Kind", "NotHeld", "Tell", "Verified", "verify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a look at an archive found."""

    damages: list[Damage]
    notes: list[str]
    """What is no damage, and worth knowing."""
    articles: int
    captures: int
    signed: tuple[int, str] | None
    """The last run that signed, and the digest with which it signed everything up to it."""


def verify(path: Path, *, captures: Captures | None, quick: bool = False, tell: Tell) -> Verified:
    """Look at an archive; `quick` leaves out what is written in no row: the search index and the captures.

    Raises `ArchiveNotUsable` where there is nothing that can be looked at.
    """
    db = read_only(path)
    with closing(db.conn) as conn:
        as_it_stands(conn)
        try:
            conn.execute("begin")
            return _Look(db, captures, quick, tell).verified()
        except (sqlite3.DatabaseError, UnicodeError) as error:
            raise ArchiveNotUsable(f"The archive {path} could not be looked at: {error}.") from error


class _Look:
    def __init__(self, db: Database, captures: Captures | None, quick: bool, tell: Tell) -> None:
        self.db = db
        self.conn = db.conn
        self.captures = captures
        self.quick = quick
        self.tell = tell
        self.notes: list[str] = []

    def verified(self) -> Verified:
        # The first read decides which moment is looked at.
        articles = self._count("articles")
        damages: list[Damage] = []
        for name, check in self._checks():
            self.tell(name, 0, 0)
            try:
                damages.extend(check)
            except (
                sqlite3.DatabaseError,
                ValueError,
                TypeError,
            ) as error:  # the latter where a value is of another kind
                if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
                    raise ArchiveNotUsable(
                        f"There is no room for what is looked up while checking the {name} ({error}); "
                        "name a folder that has, by SQLITE_TMPDIR."
                    ) from error
                damages.append(Damage(kind="file", message=f"The {name} cannot be checked any further: {error}."))
        sealed = self._is_sealed
        return Verified(
            damages=damages,
            notes=self.notes,
            articles=articles,
            captures=self._count("captures"),
            signed=manifests.last_digest(self.conn) if sealed else None,
        )

    @property
    def _is_sealed(self) -> bool:
        return self.db.table("seals").exists()

    def _count(self, table: str) -> int:
        return int(self.conn.execute(f"select count(*) from {table}").fetchone()[0])

    def _checks(self) -> Iterator[tuple[str, Iterator[Damage]]]:
        yield "file", damaged_file(self.conn)
        yield "references", dangling_references(self.conn)
        ours = schema_of(made_like(self.conn))
        yield "schema", foreign_schema(self.conn, ours)
        tables = [table for table in tables_of(self.conn) if table.name in ours]
        if others := sorted(schema_of(self.conn).keys() - ours.keys()):
            self.notes.append(f"Not part of an archive, and not checked: {', '.join(others)}.")
        if self._is_sealed:
            yield "rows", damaged_rows(self.conn, tables, self.tell)
            yield "manifests", _broken(self.conn)
        else:
            yield "texts", damaged_texts(self.conn, tables)
            release = migrations.pending(self.db)[0].name
            self.notes.append(
                f"An earlier release wrote this archive: its rows are sealed by the next run ({release})."
            )
        yield "wordings", wording_gaps(self.conn)
        if self.quick:
            return
        if self._terms == search.TERMS_VERSION:
            yield "search", wrong_terms(self.conn, self.tell)
        else:
            self.notes.append("The search index was made by rules of another release; the next run makes it anew.")
        if self.captures is not None:
            yield "captures", other_bytes(self.conn)
            signed = manifests.files_of(self.conn) if self._is_sealed else {}
            yield "captures", damaged_captures(self.conn, self.captures, signed, self.tell)
            if alone := referred_to_by_nothing(self.conn, self.captures.folder):
                named = f"{', '.join(alone[:3])}{', …' if len(alone) > 3 else ''}"
                folder = self.captures.folder
                self.notes.append(f"Files in {folder} that hold no capture of this archive: {len(alone)}, {named}.")

    @property
    def _terms(self) -> str | None:
        row = self.conn.execute("select value from about where key = 'search_terms'").fetchone()
        return str(row[0]) if row else None


def _broken(conn: sqlite3.Connection) -> Iterator[Damage]:
    for broken in (*manifests.chain(conn), *manifests.kept(conn)):
        message = f"The manifest of run {broken.run} {broken.message}"
        yield Damage(kind="manifest", table="manifests", key=broken.run, message=message)
