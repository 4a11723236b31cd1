"""Which known articles are to be looked at again, and which must be there?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from sqlite_utils import Database

from belta_scraper.items import Entry
from belta_scraper.memory import Rung, Validators

from .moments import utc

GONE_EVERY = timedelta(days=7)
"""How often a gone article is looked for: it may come back."""

JUST_CHANGED = timedelta(minutes=1)

# Where it was not found it may have been filed elsewhere: a listing names the new address.
_URL = "case when a.state = 'live' and a.last_checked_at = a.last_seen_at then a.url else coalesce(e.url, a.url) end"
_ENTRY = (
    f"select a.edition, {_URL} as url, a.family, a.number, a.year, a.section, e.headline, e.teaser, e.section_text, "
    "e.time_text, e.day_text, e.feed_date_text, e.image_url from articles a left join entries e on e.article = a.id "
)
_KNOWN = "a.edition = ? and a.number is not null and a.url is not null"
# What bears a moment to come, or one misread, is at least as old as our knowledge of it.
_AGE_FROM = "min(coalesce(a.published_at, a.first_seen_at), a.first_seen_at)"


def due(db: Database, edition: str, ladder: Sequence[Rung], at_most: int, soon: timedelta) -> Iterator[Entry]:
    """Articles to be looked at again, those first that are overdue by the most of their pauses.

    One that was missing when last looked at is looked for again `soon`, and one that is gone rarely,
    whatever its age.
    """
    now = datetime.now(UTC)
    found: list[tuple[float, int]] = []
    older_than = timedelta(0)
    for rung in ladder:
        newest, oldest = utc(now - older_than), utc(now - rung.until) if rung.until else ""
        if older_than == timedelta(0):
            newest = "9999"  # what was seen under a clock that ran ahead is new
        found += _overdue(
            db,
            "indexed by articles_age" if rung.until else "indexed by articles_checked",
            f"{_KNOWN} and a.state = 'live' and a.last_checked_at = a.last_seen_at and {_AGE_FROM} > ? "
            f"and {_AGE_FROM} <= ?",
            [edition, oldest, newest],
            rung.every,
            now,
            at_most,
        )
        older_than = rung.until or older_than
    missing = f"{_KNOWN} and a.state = 'live' and a.last_checked_at > a.last_seen_at"
    found += _overdue(db, "indexed by articles_missing", missing, [edition], soon, now, at_most)
    gone = f"{_KNOWN} and a.state = 'gone'"
    found += _overdue(db, "indexed by articles_gone_of_edition", gone, [edition], GONE_EVERY, now, at_most)
    for _, article in sorted(found, reverse=True)[:at_most]:
        yield Entry(**next(db.query(f"{_ENTRY} where a.id = ? limit 1", [article])))


def _overdue(
    db: Database, by: str, where: str, values: list[str], every: timedelta, now: datetime, at_most: int
) -> list[tuple[float, int]]:
    """How many pauses have passed since each was looked at, and which article it is."""
    rows = db.execute(
        f"select a.id, a.last_checked_at from articles a {by} where {where} and a.last_checked_at <= ? "
        "and not exists (select 1 from entries where article = a.id and retry_at > ?) "
        "order by a.last_checked_at limit ?",
        [*values, utc(now - every), utc(now), at_most],
    ).fetchall()
    return [((now - datetime.fromisoformat(checked)) / every, article) for article, checked in rows]


def lately_seen(db: Database, edition: str, at_most: int) -> Iterator[Entry]:
    """Articles that were there when last looked at, the latest first."""
    rows = db.execute(
        f"select a.id from articles a where {_KNOWN} and a.state = 'live' and a.last_checked_at = a.last_seen_at "
        "order by a.last_checked_at desc limit ?",
        [edition, at_most],
    ).fetchall()
    for (article,) in rows:
        yield Entry(**next(db.query(f"{_ENTRY} where a.id = ? limit 1", [article])))


def validators(db: Database, url: str) -> Validators | None:
    """Of an article's page, as the last answer that could be read sent them."""
    row = db.execute(
        "select etag, last_modified, fetched_at from captures where url = ? and article is not null and status = 200 "
        "order by id desc limit 1",
        [url],
    ).fetchone()
    return believed(*row) if row else None


def believed(etag: str | None, last_modified: str | None, fetched_at: str) -> Validators | None:
    """Validators by which a page can be asked for again.

    A page that had just been changed when it was sent may have been changed once more since, within the same
    second: its date alone says nothing (RFC 9110, 8.8.2.2).

    >>> believed(None, "Wed, 30 Sep 2026 08:00:00 GMT", "2026-09-30T09:00:00Z") is not None
    True
    >>> believed(None, "Wed, 30 Sep 2026 09:00:00 GMT", "2026-09-30T09:00:00Z") is not None
    False
    """
    if etag is None and last_modified is not None:
        try:
            changed = parsedate_to_datetime(last_modified)
        except ValueError:
            return None
        if changed.replace(tzinfo=UTC) > datetime.fromisoformat(fetched_at) - JUST_CHANGED:
            return None
    return Validators(etag=etag, last_modified=last_modified) if etag or last_modified else None
