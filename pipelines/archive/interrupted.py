"""Was the run before killed? It could not say so itself: its row was begun and never ended."""

from __future__ import annotations

from sqlite_utils import Database

BEFORE = "select spider, started_at from runs where ended_at is null and id = (select max(id) from runs where id < ?)"


def run_before(db: Database, run: int) -> str | None:
    """A sentence about the run before this one, if that was killed."""
    row = db.execute(BEFORE, [run]).fetchone()
    if row is None:
        return None
    spider, started_at = row
    return (
        f"The run before ({spider}, begun {started_at}) did not end: it, or its machine, was stopped from outside. "
        "What it had written is kept, and what it owed is still wanted."
    )
