"""What did each run add, and is it all still there?

A run ends with a *manifest*: digests of what it added that never changes again (its row, captures,
events, the wordings it kept, its WARC files), how many articles and entries came with it, and the
digest of the manifest before. So the last digest signs the whole history: whoever notes it elsewhere
can tell whether any of it was rewritten, even by somebody who sealed the rows anew.

A run that was killed wrote none; the next one writes it before it adds anything, with the WARC files
as found. What an archive held before there were manifests is covered by the first.

Captures, events, articles and entries are known by a range of ids, into which nothing is put later
and from which nothing is taken. A wording belongs to the run that kept it last, and leaves it when a
later run makes it fuller or reads it anew: of a run's wordings there may be fewer than it signed, and
while there are as many, they are the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from .moments import now
from .seals import canonical

NEVER_CHANGED = ("captures", "events")
"""Tables whose rows are signed as they are."""

MAY_CHANGE = {"captures": ["article"]}
"""Columns of these that say what was made of a row, not what it was: a capture may be read one day."""

NEVER_REMOVED = ("articles", "entries")
"""Tables whose rows change, and are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """Something that a manifest says, and that the archive does not."""

    run: int
    """Whose manifest it is."""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFile:
    """A WARC file as it was when its run ended."""

    run: int
    name: str
    size: int
    digest: str


# --- Signing ---------------------------------------------------------------------------------------


def sign(db: Database, run: int, folder: Path | None, *, ended_by: int | None = None) -> None:
    """Write the manifest of a run that ends, in the transaction that is open.

    `folder` is where its WARC files are; `ended_by` the run that found it killed.
    """
    conn = db.conn
    last = conn.execute("select run, content, digest from manifests order by run desc limit 1").fetchone()
    since, signed, previous = (int(last[0]), _read(last[1]), str(last[2])) if last else (0, {}, None)
    content = {
        "run": run,
        "signed_at": now(),
        "ended_by": ended_by,
        "runs": _signed(conn, "runs", since, run, ()),
        "wordings": _wordings(conn, since, run),
    }
    for table in (*NEVER_CHANGED, *NEVER_REMOVED):
        to = conn.execute(f"select coalesce(max(id), 0) from {table}").fetchone()[0]
        after = signed.get(table, {}).get("to", 0)
        if table in NEVER_CHANGED:
            content[table] = _signed(conn, table, after, to, MAY_CHANGE.get(table, ()))
        else:
            content[table] = _counted(conn, table, after, to)
    files = conn.execute(
        "select distinct warc_file from captures where run = ? and warc_file is not null order by 1", [run]
    )
    content["files"] = [_as_found(folder / name) for (name,) in files.fetchall()] if folder else []
    written = json.dumps(content, ensure_ascii=False)
    conn.execute(
        "insert into manifests (run, content, previous, digest) values (?, ?, ?, ?)",
        [run, written, previous, digest_of(previous, written)],
    )


def sign_killed(db: Database, run: int, folder: Path | None) -> None:
    """Write what a run that was killed could not, before the run that finds it so adds anything."""
    (before,) = db.conn.execute("select max(id) from runs where id < ?", [run]).fetchone()
    (signed,) = db.conn.execute("select coalesce(max(run), 0) from manifests").fetchone()
    if before is not None and before > signed:
        sign(db, before, folder, ended_by=run)


def digest_of(previous: str | None, content: str) -> str:
    """The digest of a manifest: of the digest before, a line's end, and its content."""
    return "sha256:" + sha256(f"{previous or ''}\n{content}".encode("utf-8", "surrogateescape")).hexdigest()


def _signed(conn: sqlite3.Connection, table: str, after: int, to: int, without: Sequence[str]) -> dict[str, Any]:
    """The rows after an id, and up to another, as a number and a digest; `without` some of their columns."""
    columns = {name for (name,) in conn.execute("select name from pragma_table_info(?)", [table])}
    names = sorted(columns.difference(without))
    rows = conn.execute(f"select {', '.join(names)} from {table} where id > ? and id <= ? order by id", [after, to])
    return {"after": after, "to": to, "without": list(without), **_digest(names, rows)}


def _counted(conn: sqlite3.Connection, table: str, after: int, to: int) -> dict[str, Any]:
    (count,) = conn.execute(f"select count(*) from {table} where id > ? and id <= ?", [after, to]).fetchone()
    return {"after": after, "to": to, "count": count}


def _wordings(conn: sqlite3.Connection, after: int, to: int) -> dict[str, Any]:
    """The wordings that runs kept."""
    names = "article", "digest", "revision"
    rows = conn.execute(
        f"select {', '.join(names)} from revisions where run > ? and run <= ? order by article, revision", [after, to]
    )
    return _digest(names, rows)


def _digest(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    digest, count = sha256(), 0
    for row in rows:
        digest.update(canonical(names, row) + b"\n")
        count += 1
    return {"count": count, "digest": f"sha256:{digest.hexdigest()}"}


def _as_found(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
            return {"name": file.name, "size": stream.tell(), "digest": f"sha256:{digest}"}
    except OSError as error:
        return {"name": file.name, "not_read": error.strerror}


# --- Checking --------------------------------------------------------------------------------------


def chain(conn: sqlite3.Connection) -> Iterator[Broken]:
    """What in the manifests themselves, and in how each follows the one before, is not as it was written."""
    previous: str | None = None
    last = 0
    for run, content, said_previous, digest in conn.execute(
        "select run, content, previous, digest from manifests order by run"
    ):
        if digest != digest_of(said_previous, content):
            yield Broken(run=run, message="is not what was signed: its content and its digest do not fit.")
        elif said_previous != previous:
            yield Broken(run=run, message="does not follow the manifest before it: one was changed, or taken out.")
        previous, last = digest, run
    unsigned = "select min(id) from runs where ended_at is not null and id > ?"
    if last and (run := conn.execute(unsigned, [last]).fetchone()[0]) is not None:
        yield Broken(run=run, message="is not there, though the run ended.")


def kept(conn: sqlite3.Connection) -> Iterator[Broken]:
    """What was signed and is not in the archive any more as it was."""
    since = 0
    for run, written in conn.execute("select run, content from manifests order by run").fetchall():
        content = _read(written)
        try:
            for table in ("runs", *NEVER_CHANGED, *NEVER_REMOVED):
                said = content[table]
                after, to = said["after"], said["to"]
                signed = "without" in said
                there = _signed(conn, table, after, to, said["without"]) if signed else _counted(conn, table, after, to)
                if there != said:
                    rows = f"{said['count']} rows of {table}, {after + 1} to {to}"
                    yield Broken(run=run, message=f"signs {rows}; they are not those that stand there.")
            said, there = content["wordings"], _wordings(conn, since, run)
            if there["count"] > said["count"] or (there != said and there["count"] == said["count"]):
                yield Broken(run=run, message=f"signs {said['count']} wordings; they are not those that stand there.")
        except (LookupError, TypeError):
            yield Broken(run=run, message="cannot be read.")
        since = run


def _read(written: str) -> dict[str, Any]:
    """The content of a manifest; nothing where it is damaged."""
    try:
        content = json.loads(written)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def files_of(conn: sqlite3.Connection) -> dict[str, SignedFile]:
    """The WARC files as their runs left them, by name; what cannot be read of a manifest is left out."""
    files = {}
    for run, written in conn.execute("select run, content from manifests order by run"):
        for file in _read(written).get("files", []):
            if isinstance(file, dict) and {"name", "size", "digest"} <= file.keys():
                name = file["name"]
                files[name] = SignedFile(run=run, name=name, size=file["size"], digest=file["digest"])
    return files


def last_digest(conn: sqlite3.Connection) -> tuple[int, str] | None:
    """The last run that is signed, and the digest that signs everything up to it."""
    row = conn.execute("select run, digest from manifests order by run desc limit 1").fetchone()
    return (int(row[0]), str(row[1])) if row else None
