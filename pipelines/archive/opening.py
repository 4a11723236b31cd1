"""How is an archive opened: is it one of ours, may we write it, and does nobody else?

One process writes at a time: it holds an advisory lock (`flock`, which the kernel releases when its
holder dies, however it dies) on a file beside the archive. The archive is in WAL mode, so readers
are never blocked and see whole batches only. SQLite before 3.51.3 can damage a WAL file when two
connections write or checkpoint at once; one writer with one connection, and readers with `mode=ro`,
never do.

Nothing is created or changed before the first write: a run that finds no network leaves the archive,
or its absence, as it was.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from urllib.parse import quote
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from sqlite_utils import Database

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import ArchiveInUse, ArchiveNotUsable

from . import search
from .moments import now
from .schema import APPLICATION_ID, bring_up_to_date, migrations
from .seals import Sealer

SQLITE_HEADER = b"SQLite format 3\x00"
WAIT_FOR_A_WRITER = 60.0
"""Seconds to wait where somebody else's tool holds a write lock on the archive."""

_OPEN: WeakKeyDictionary[Crawler, Archive] = WeakKeyDictionary()


class Archive:
    """One archive: its path, the lock, and the one connection that writes."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Raises `ArchiveNotUsable`, with what to do, where the path leads to no archive of ours."""
        self.path = Path(path)
        check(self.path)
        self.before_commit: list[Callable[[], None]] = []
        self._db: Database | None = None
        self._sealer: Sealer | None = None
        self._lock: int | None = None

    @classmethod
    def of(cls, crawler: Crawler) -> Archive:
        """The archive of a crawl, which its components share; setting `ARCHIVE`."""
        if crawler not in _OPEN:
            _OPEN[crawler] = cls(crawler.settings["ARCHIVE"])
        return _OPEN[crawler]

    @property
    def is_new(self) -> bool:
        """Whether nothing has ever been written here."""
        return self._db is None and (not self.path.exists() or self.path.stat().st_size == 0)

    @property
    def db(self) -> Database:
        """The connection, which creates the archive, or brings its schema up to date, when first used."""
        if self._db is None:
            self._db = self._open()
        return self._db

    def _open(self) -> Database:
        existed = self.path.exists()
        # Steps and spiders run in one thread, but a service may build and run a crawl in different ones.
        conn = sqlite3.connect(self.path, timeout=WAIT_FOR_A_WRITER, isolation_level=None, check_same_thread=False)
        try:
            # Rows are as long as articles: on SQLite's usual pages of 4 KiB each would fill one, and waste the rest.
            conn.execute("pragma page_size = 16384")
            conn.execute("pragma journal_mode = wal")
            conn.execute("pragma synchronous = full")
            conn.execute("pragma foreign_keys = on")
            conn.execute(f"pragma application_id = {APPLICATION_ID}")
            db = Database(conn)
            bring_up_to_date(db)
            self._sealer = Sealer(db)
            with db.atomic():
                self._write_facts(db)
                self._sealer.seal()
            self._sealer.committed()
        except sqlite3.Error as error:
            conn.close()
            if not existed:
                for suffix in ("", "-wal", "-shm"):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            raise ArchiveNotUsable(f"The archive {self.path} could not be written: {error}.") from error
        return db

    def _write_facts(self, db: Database) -> None:
        """The tables behind the codes, as today's code knows them."""
        for edition in EDITIONS.values():
            db.execute(
                "insert into editions (code, name, host, language, agency, healthy_day) values (?, ?, ?, ?, ?, ?) "
                "on conflict (code) do update set name = excluded.name, host = excluded.host, "
                "language = excluded.language, agency = excluded.agency, healthy_day = excluded.healthy_day "
                # What is as it was is not written again, nor sealed again.
                "where (name, host, language, agency, healthy_day) is not "
                "(excluded.name, excluded.host, excluded.language, excluded.agency, excluded.healthy_day)",
                [edition.code, edition.name, edition.host, edition.language, edition.agency, edition.healthy_day],
            )
            for section in edition.sections:
                db.execute(
                    "insert into sections (edition, slug, label, topic) values (?, ?, ?, ?) "
                    "on conflict (edition, slug) do update set "
                    "label = coalesce(excluded.label, label), topic = excluded.topic "
                    "where (label, topic) is not (coalesce(excluded.label, label), excluded.topic)",
                    [edition.code, section.slug, section.labels[0] if section.labels else None, section.topic],
                )
        db.execute(
            "insert into about (key, value, description) values ('created_at', ?, 'when this archive was begun') "
            "on conflict do nothing",
            [now()],
        )
        search.prepare(db)

    def lock(self, who: str) -> None:
        """Become the one writer. Raises `ArchiveInUse`, naming who is, and `ArchiveNotUsable`.

        `who` is told to whoever comes while we hold it.
        """
        lock_path = self.path.with_name(self.path.name + ".lock")
        while True:
            try:
                handle = os.open(lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            except OSError as error:
                raise ArchiveNotUsable(
                    f"The archive's folder cannot be written ({lock_path}: {error.strerror}); "
                    f"set ARCHIVE to a path in a folder you may write."
                ) from error
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                holder = os.read(handle, 1000).decode("utf-8", "replace").strip()
                os.close(handle)
                raise ArchiveInUse(
                    f"Another run is at work on {self.path} ({holder or 'it did not say which'}); nothing was done."
                ) from None
            # Its last holder may have removed the file between our opening and locking it.
            try:
                same = os.fstat(handle).st_ino == lock_path.stat().st_ino
            except FileNotFoundError:
                same = False
            if same:
                break
            os.close(handle)
        os.ftruncate(handle, 0)
        os.write(handle, f"{who}, process {os.getpid()}, since {now()}\n".encode())
        self._lock = handle

    def begin(self) -> None:
        """Begin the transaction that the next `commit` ends, unless one is open."""
        if not self.db.conn.in_transaction:
            self.db.execute("begin immediate")

    def commit(self) -> None:
        """Seal what was written since `begin`, and make it last; first, what the rows refer to (`before_commit`)."""
        if self._db is None or self._sealer is None:
            return
        if not self._db.conn.in_transaction and self._sealer.is_due:
            self.begin()  # what was written outside of one is sealed, too
        if self._db.conn.in_transaction:
            for make_last in self.before_commit:
                make_last()
            self._sealer.seal()
            self._db.commit()
            self._sealer.committed()

    def not_written(self, error: sqlite3.Error | ArchiveNotUsable) -> str:
        """Why the archive could not be written, in a sentence."""
        if isinstance(error, ArchiveNotUsable):
            return str(error)
        return f"The archive {self.path} could not be written: {error}."

    def rollback(self) -> None:
        """Forget what was written since `begin`."""
        if self._db is not None and self._db.conn.in_transaction:
            self._db.rollback()

    def close(self) -> None:
        """Close the connection and give up the lock; closing twice is fine."""
        try:
            self.commit()
        finally:
            if self._db is not None:
                self._db.close()
                self._db = None
            self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self.path.with_name(self.path.name + ".lock").unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_only(path: Path) -> Database:
    """An archive for reading, which a writer at work does not block. Raises `ArchiveNotUsable`."""
    if not path.exists():
        raise ArchiveNotUsable(f"There is no archive at {path}; `scrapy crawl listings` or `scrapy demo` makes one.")
    check(path, to_write=False)
    return Database(_connect_read_only(path))


def _connect_read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, timeout=WAIT_FOR_A_WRITER)


def check(path: Path, *, to_write: bool = True) -> None:
    """Say in one sentence why a path cannot be used as an archive; changes nothing.

    Raises `ArchiveNotUsable`.
    """
    if path.is_dir():
        raise ArchiveNotUsable(f"ARCHIVE names a folder, {path}; it must name a file, such as {path / 'belta.db'}.")
    if not path.parent.is_dir():
        raise ArchiveNotUsable(
            f"There is no folder {path.parent} for the archive {path.name}; make it, or set ARCHIVE."
        )
    if not path.exists():
        return
    if not path.is_file():
        raise ArchiveNotUsable(f"{path} is no ordinary file; set ARCHIVE to the path of an archive, or of a new file.")
    try:
        with path.open("rb") as file:
            header = file.read(len(SQLITE_HEADER))
    except OSError as error:
        raise ArchiveNotUsable(f"The archive {path} cannot be read: {error.strerror}.") from error
    if header and header != SQLITE_HEADER:
        raise ArchiveNotUsable(f"{path} is not an SQLite file, so no archive; set ARCHIVE to another path.")
    # The mode is asked as well as the system: to the superuser every file is writable.
    if to_write and not (os.access(path, os.W_OK) and path.stat().st_mode & 0o222):
        raise ArchiveNotUsable(f"The archive {path} is read-only; make it writable, or set ARCHIVE to another path.")
    if header:
        _check_content(path)


def _check_content(path: Path) -> None:
    try:
        with closing(_connect_read_only(path)) as conn:
            tables = {name for (name,) in conn.execute("select name from sqlite_master where type = 'table'")}
            application_id = conn.execute("pragma application_id").fetchone()[0]
            applied = set()
            if "_sqlite_migrations" in tables:
                applied = {
                    name
                    for (name,) in conn.execute(
                        "select name from _sqlite_migrations where migration_set = ?", [migrations.name]
                    )
                }
    except (sqlite3.Error, UnicodeError) as error:  # SQLite quotes a damaged schema in its messages
        raise ArchiveNotUsable(
            f"The archive {path} cannot be opened ({error}); it may be damaged: restore a copy, or set ARCHIVE."
        ) from error
    if tables and application_id != APPLICATION_ID:
        raise ArchiveNotUsable(
            f"{path} is an SQLite file, but not an archive of this project; set ARCHIVE to another path."
        )
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    if newer := sorted(applied - known):
        raise ArchiveNotUsable(
            f"The archive {path} was written by a newer release (it has {json.dumps(newer[0])}); update this project."
        )
