"""How is an archive copied while a run may be at work on it?

By `VACUUM INTO`: one statement that reads one moment of the archive, whatever is written meanwhile, and
writes a file without waste and without a write-ahead log, which opens from a read-only disk too.
(SQLite's backup interface copies page by page, broken ones as well, and begins again whenever another
process has committed.) The copy gets its name only when it has been checked and has reached the disk,
so there is never half a backup under a whole one's name. Nothing is written to the archive itself.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from belta_scraper.errors import CannotRun

from .integrity import Tell, Verified, verify
from .moments import now
from .opening import check, read_only


class BackupNotPossible(CannotRun):
    """A backup that was not made, or not to its end; the next move is the operator's."""


class NotReplaced(BackupNotPossible):
    """The archive is damaged, and the backup that it should have replaced is kept."""

    exit_status = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """A copy that was made."""

    path: Path
    size: int
    found: Verified
    """What was found when it was checked: a damaged archive's copy is damaged in the same places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """WARC files, beside a backup."""

    new: int
    size: int
    """Bytes of the new ones."""
    there_already: int
    missing: tuple[str, ...]
    """Files that the backup refers to, and that are not there."""


def back_up(archive: Path, target: Path, *, replace: bool, tell: Tell) -> BackedUp:
    """Copy an archive to a file, or into a folder under a name with the time; check the copy.

    Only with `replace` a file that is there already, and an archive too, is replaced. Raises `CannotRun`.
    """
    path = _path(archive, target, replace=replace)
    with _part(path.with_name(f".{archive.name}.part")) as part:
        try:
            _copy(archive, part, tell)
            found = verify(part, captures=None, quick=True, tell=tell)
            if found.damages and path.exists():
                raise NotReplaced(
                    f"The archive {archive} is damaged, so {path}, which may be whole, was left as it is; "
                    "`scrapy verify` says what is damaged, and another path takes a copy all the same."
                )
            size = part.stat().st_size
            _put_in_place(part, path, replace=replace)
        except (sqlite3.Error, OSError) as error:
            raise BackupNotPossible(
                f"The backup {path} could not be written: {error}; nothing was left there."
            ) from error
    return BackedUp(path=path, size=size, found=found)


def _path(archive: Path, target: Path, *, replace: bool) -> Path:
    """Where the copy goes. Raises `CannotRun`."""
    path = target / f"{archive.stem}-{now().replace(':', '')}{archive.suffix}" if target.is_dir() else target
    if not path.parent.is_dir():
        raise BackupNotPossible(f"There is no folder {path.parent} for the backup; make it, or name another.")
    if not path.exists():
        return path
    if archive.exists() and path.samefile(archive):
        raise BackupNotPossible(f"{path} is the archive itself; name another path for its backup.")
    if not replace:
        raise BackupNotPossible(f"{path} is there already; name a folder, another path, or give --replace.")
    check(path, to_write=False)
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise BackupNotPossible(f"{path} is written to as an archive ({log.name} is beside it); name another path.")
    return path


@contextmanager
def _part(path: Path) -> Iterator[Path]:
    """A file to write to, ours alone; gone when it has not been put in its place. Raises `BackupNotPossible`."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise BackupNotPossible(f"The folder {path.parent} cannot be written ({error.strerror}).") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise BackupNotPossible(f"Another backup into {path.parent} is at work; nothing was done.") from None
    try:
        os.ftruncate(handle, 0)  # what a backup that was killed has left
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(handle)


def _copy(archive: Path, part: Path, tell: Tell) -> None:
    with closing(read_only(archive).conn) as conn:
        (pages,) = conn.execute("pragma page_count").fetchone()
        (page_size,) = conn.execute("pragma page_size").fetchone()
        conn.set_progress_handler(lambda: tell("copy", part.stat().st_size // page_size, pages), 100_000)
        conn.execute("vacuum into ?", [str(part.absolute())])


def _put_in_place(part: Path, path: Path, *, replace: bool) -> None:
    """Let a whole file take its name, for good. Raises `OSError`."""
    _make_last(part)
    if replace:
        part.replace(path)
    else:
        try:
            path.hardlink_to(part)  # which fails, as renaming does not, if the name has been taken meanwhile
            part.unlink()
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            part.rename(path)
    _make_last(path.parent)


def _make_last(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# --- Captures --------------------------------------------------------------------------------------


def copy_captures(backup: Path, folder: Path, target: Path, tell: Tell) -> Copied:
    """Copy the WARC files that a backup refers to and that are not at the target yet. Raises `BackupNotPossible`."""
    with closing(read_only(backup).conn) as conn:
        names = [
            str(name)
            for (name,) in conn.execute(
                "select distinct warc_file from captures where warc_file is not null order by 1"
            )
        ]
    new, size, there, missing = 0, 0, 0, []
    for done, name in enumerate(names):
        tell("WARC files", done, len(names))
        source, copy = folder / name, target / name
        if not source.is_file() or not copy.resolve().is_relative_to(target.resolve()):
            missing.append(name)
        elif copy.exists() and copy.stat().st_size == source.stat().st_size:
            there += 1
        else:
            new, size = new + 1, size + _copy_file(source, copy)
    return Copied(new=new, size=size, there_already=there, missing=tuple(missing))


def _copy_file(source: Path, copy: Path) -> int:
    part = copy.with_name(f".{copy.name}.part")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, part)
        _put_in_place(part, copy, replace=True)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BackupNotPossible(f"The captures could not be copied to {copy.parent}: {error}.") from error
    return copy.stat().st_size
