"""Are the bytes that everything was read from still in their WARC files, at their place?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from ..manifests import SignedFile
from .damage import Damage, Tell

TOLD_AT_MOST = 100
"""Damaged captures of a file that are named one by one."""


class NotHeld(ValueError):
    """A WARC file does not hold a capture where it should; the message says what is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captures:
    """Where WARC files are, and how a record is read."""

    folder: Path
    body_at: Callable[[Path, str, int], bytes]
    """The bytes, after content decoding, of the record in a file of the folder, at an offset. Raises `NotHeld`."""


def damaged_captures(
    conn: sqlite3.Connection, captures: Captures, signed: Mapping[str, SignedFile], tell: Tell
) -> Iterator[Damage]:
    """Files that are missing or not as their run left them, and captures whose bytes are others."""
    (total,) = conn.execute("select count(*) from captures where warc_file is not null").fetchone()
    done = 0
    # A capture that is the same as an earlier one has a record that says so, and no bytes of its own.
    same_as = "same_as" if _has_same_as(conn) else "null"
    rows = conn.execute(
        f"select warc_file, warc_offset, id, source, digest, {same_as} from captures where warc_file is not null "
        "order by warc_file, warc_offset, id"
    )
    for name, held in groupby(rows, itemgetter(0)):
        file = captures.folder / name
        if not file.is_file():
            count = sum(1 for _ in held)
            done += count
            message = f"There is no file {file}, which has the records of {count:,} captures."
            yield Damage(kind="capture", table="captures", column="warc_file", message=message)
            continue
        damaged = 0
        for _, offset, capture, source, digest, earlier in held:
            done += 1
            if done % 50 == 0:
                tell("captures", done, total)
            if earlier is not None or (found := _found(captures, name, offset, digest)) is None:
                continue
            damaged += 1
            if damaged <= TOLD_AT_MOST:
                message = f"captures {capture} ({source}): {found}."
                yield Damage(kind="capture", table="captures", key=capture, message=message)
        if damaged > TOLD_AT_MOST:
            message = f"{damaged - TOLD_AT_MOST:,} further captures in {name} are damaged."
            yield Damage(kind="capture", table="captures", message=message)
        if name in signed and (differs := _differs(file, signed[name].size, signed[name].digest)):
            others = f"{damaged:,} of its captures are damaged" if damaged else "none of its captures is touched"
            message = f"{file} is not the file that run {signed[name].run} left: {differs}; {others}."
            yield Damage(kind="capture", message=message)
    tell("captures", done, total)


def other_bytes(conn: sqlite3.Connection) -> Iterator[Damage]:
    """Captures that are said to be the same as an earlier one, and have another digest."""
    if _has_same_as(conn):
        for capture, earlier in conn.execute(
            "select c.id, c.same_as from captures c join captures e on e.id = c.same_as where e.digest <> c.digest"
        ).fetchall():
            message = f"captures {capture} is said to have the bytes of captures {earlier}, whose digest is another."
            yield Damage(kind="capture", table="captures", key=capture, column="same_as", message=message)


def referred_to_by_nothing(conn: sqlite3.Connection, folder: Path) -> list[str]:
    """WARC files of the folder that no capture lies in: a run was killed early, or they are another archive's."""
    known = {name for (name,) in conn.execute("select distinct warc_file from captures where warc_file is not null")}
    found = {file.relative_to(folder).as_posix() for file in folder.rglob("*.warc*") if file.is_file()}
    return sorted(found - known)


def _found(captures: Captures, name: str, offset: object, digest: str) -> str | None:
    """What is at the place of a capture, where it is not the bytes it had."""
    if not isinstance(offset, int) or offset < 0:
        return f"its place in {name} is said to be {offset!r}"
    try:
        body = captures.body_at(captures.folder, name, offset)
    except NotHeld as error:
        return str(error).rstrip(".")
    except OSError as error:
        return f"{name} cannot be read ({error.strerror})"
    if "sha256:" + sha256(body).hexdigest() != digest:
        return f"the bytes in {name} at {offset} are not those that were fetched"
    return None


def _differs(file: Path, size: int, digest: str) -> str | None:
    try:
        with file.open("rb") as stream:
            if "sha256:" + file_digest(stream, "sha256").hexdigest() == digest:
                return None
    except OSError as error:
        return f"it cannot be read ({error.strerror})"
    now = file.stat().st_size
    return "its bytes have changed" if now == size else f"it has {now:,} bytes, and had {size:,}"


def _has_same_as(conn: sqlite3.Connection) -> bool:
    """Archives of the first release have not."""
    found = conn.execute("select 1 from pragma_table_info('captures') where name = 'same_as'").fetchone()
    return found is not None
