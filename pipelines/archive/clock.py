"""Can this machine's clock be right, seen from what the archive has been told so far?

Every row carries the moment at which it was written. A run under a clock that was set back would
write history out of order: articles seen before they were listed, wordings replaced by earlier ones.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from belta_scraper.errors import ArchiveNotUsable, CannotRun

from .moments import utc
from .opening import read_only

TOLERANCE = timedelta(minutes=10)
"""Clocks are put right by seconds, and two machines that work on one archive differ by little more."""

LATEST = """
select max(at) from (
  select max(started_at, coalesce(ended_at, '')) as at from runs where id = (select max(id) from runs)
  union all
  select fetched_at from captures join runs on runs.id = run and spider <> 'captures'  -- not when a file was saved
  where captures.id = (select max(id) from captures)
)
"""
"""The moment of what was written last; not the latest moment of all, so that one run under a right clock
puts right what a run under a wrong one, set far into the future, has left behind."""


class ClockSetBack(CannotRun):
    """The machine's clock is behind the archive; the next move is the operator's."""


def check(path: Path, moment: datetime) -> None:
    """Refuse a moment before the archive's last record. Raises `ClockSetBack`, and `ArchiveNotUsable`."""
    latest = _latest(path)
    if latest is not None and utc(moment + TOLERANCE) < latest:
        raise ClockSetBack(
            f"This machine's clock says {utc(moment)}, but the archive's last record is of {latest}: put the clock "
            "right; if it is right and that record is wrong, go on once with -s CLOCK_CHECK=False."
        )


def _latest(path: Path) -> str | None:
    if not path.exists() or path.stat().st_size == 0:
        return None
    db = read_only(path)
    try:
        row = db.execute(LATEST).fetchone() if db.table("runs").exists() else None
    except sqlite3.Error as error:
        raise ArchiveNotUsable(f"The archive {path} cannot be read: {error}.") from error
    finally:
        db.close()
    return str(row[0]) if row and row[0] else None
