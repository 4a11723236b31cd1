"""What happened to an article, and when is it gone?

One look that does not find an article is evidence, and no more: a server stumbles, an address is
taken back an hour later. It counts as gone after several looks in a row, over some time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from scrapy.settings import BaseSettings
from sqlite_utils import Database

Event = Literal["appeared", "edited", "moved", "missing", "soft 404", "redirected away", "gone", "flapped", "restored"]

_NOT_FOUND = "('missing', 'soft 404', 'redirected away')"  # behind a plus: by article there are fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Debounce:
    """When an article that is not found counts as gone."""

    looks: int = 3
    over: timedelta = timedelta(hours=24)

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Debounce:
        return cls(
            looks=max(settings.getint("GONE_AFTER_LOOKS"), 1),
            over=timedelta(hours=settings.getfloat("GONE_AFTER_HOURS")),
        )


def write_event(
    db: Database,
    run: int,
    article: int,
    event: Event,
    at: str,
    *,
    capture: int,
    detail: str | None = None,
) -> None:
    db.execute(
        "insert into events (article, event, at, detail, capture, run) values (?, ?, ?, ?, ?, ?)",
        [article, event, at, detail, capture, run],
    )


def not_found(
    db: Database, run: int, article: int, event: Event, at: str, detail: str, capture: int, debounce: Debounce
) -> bool:
    """Write that a look did not find an article; whether it is thereby gone."""
    state, last_seen_at = db.execute("select state, last_seen_at from articles where id = ?", [article]).fetchone()
    if at <= last_seen_at:  # an older capture than one that shows it
        return False
    db.execute("update articles set last_checked_at = max(last_checked_at, ?) where id = ?", [at, article])
    if state == "gone":  # known, and looked for again; nothing has happened
        return False
    write_event(db, run, article, event, at, detail=detail, capture=capture)
    looks, first = db.execute(
        f"select count(*), min(at) from events where article = ? and at > ? and +event in {_NOT_FOUND}",
        [article, last_seen_at],
    ).fetchone()
    if looks < debounce.looks or datetime.fromisoformat(at) - datetime.fromisoformat(first) < debounce.over:
        return False
    db.execute("update articles set state = 'gone', gone_at = ? where id = ?", [first, article])
    write_event(
        db, run, article, "gone", at, detail=f"Not found at {looks} looks since {first}: {detail}", capture=capture
    )
    return True


def found_again(db: Database, run: int, article: int, at: str, capture: int) -> None:
    """Write that an article is there, where the last looks did not find it; call before `last_seen_at` is set."""
    state, last_seen_at, last_checked_at, gone_at = db.execute(
        "select state, last_seen_at, last_checked_at, gone_at from articles where id = ?", [article]
    ).fetchone()
    if at <= last_seen_at or (state == "gone" and at <= last_checked_at):  # an older capture
        return
    if state == "gone":
        db.execute("update articles set state = 'live', gone_at = null where id = ?", [article])
        write_event(db, run, article, "restored", at, detail=f"It had been gone since {gone_at}.", capture=capture)
        return
    looks, first = db.execute(
        f"select count(*), min(at) from events where article = ? and at > ? and at < ? and +event in {_NOT_FOUND}",
        [article, last_seen_at, at],
    ).fetchone()
    if looks:
        times = "one look" if looks == 1 else f"{looks} looks"
        write_event(db, run, article, "flapped", at, detail=f"Not found at {times} since {first}.", capture=capture)
