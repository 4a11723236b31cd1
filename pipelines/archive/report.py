"""What is in the archive, and what is missing from it, in numbers and words?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

PER_EDITION = """
select
  e.code as edition, e.name,
  coalesce(a.articles, 0) as articles, a.first_day, a.last_day,
  coalesce(a.reworded, 0) as reworded, coalesce(a.gone, 0) as gone,
  coalesce(l.listed, 0) as listed, coalesce(l.wanted, 0) as wanted,
  coalesce(l.not_understood, 0) as not_understood, coalesce(l.refused, 0) as refused,
  coalesce(p.problems, 0) as problems
from editions e
left join (
  select edition, count(*) as articles, min(published_on) as first_day, max(published_on) as last_day,
         sum(revision > 1) as reworded, sum(state = 'gone') as gone
  from articles group by edition
) a on a.edition = e.code
left join (
  select edition, count(*) as listed, sum(state = 'wanted') as wanted,
         sum(state = 'not understood') as not_understood, sum(state = 'refused') as refused
  from entries group by edition
) l on l.edition = e.code
left join (select edition, count(*) as problems from problems where resolved_at is null group by edition) p
  on p.edition = e.code
"""

DAYS = """
select edition, day, listed, kept, not_understood, refused, gone, wanted, missing, whole from coverage
where day is not null and day between ? and ? and (? is null or edition = ?) order by day desc, edition
"""

WITHOUT_A_DAY = """
select edition, listed, kept, not_understood, refused, gone, wanted, missing from coverage
where day is null and (? is null or edition = ?) order by edition
"""

ONLY_IN_THE_FEED = """
select edition, count(*) as articles from entries
where exists (select 1 from placements where entry = entries.id and listing = 'rss')
  and not exists (select 1 from placements where entry = entries.id and listing <> 'rss')
  and (? is null or edition = ?)
group by edition order by edition
"""

PROBLEMS = """
select step, message, count(*) as times, max(edition) as edition, max(url) as url
from problems where resolved_at is null and (? is null or edition = ?)
group by step, message order by times desc, max(id) desc limit ?
"""

BROKEN_WALKS = """
select edition, listing, started_at, coalesce(ended, 'interrupted') as ended, pages from walks
where id in (
  select max(id) from walks where coalesce(ended, '') <> 'last page asked' and listing <> 'rss'
  group by edition, listing
) and reached_on is null and (? is null or edition = ?)
order by edition, listing
"""

LAST_RUN = "select id, spider, started_at, ended_at, outcome, exit_status, reason from runs order by id desc limit 1"

NUMBERS_MISSING = """
select edition, family, year, first_missing, last_missing, missing from numbers_missing
where missing <= ? and (? is null or edition = ?) order by edition, family, year, first_missing limit ?
"""

WIDEST_GAP = 50
"""Numbers in a row that may be called missing; a wider gap lies between two times that were crawled."""


DAYS_SHOWN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Days that are the same in what is said of them."""

    edition: str
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The archive in numbers; lists of rows are dictionaries by column."""

    editions: list[dict[str, Any]]
    days: list[dict[str, Any]]
    """The coverage ledger: an edition's day each, the latest first."""
    without_a_day: list[dict[str, Any]]
    """As above, of entries that were listed under no readable day."""
    incomplete_days: list[dict[str, Any]]
    """Days of which something that was listed is missing."""
    not_whole: list[Range]
    """Past days that no walk went all the way past: more may have been listed on them than is known."""
    nothing_listed: list[Range]
    """Days between the first and the last of an edition on which nothing was listed."""
    broken_walks: list[dict[str, Any]]
    """Listings whose last walk did not come to an end of its own."""
    only_in_the_feed: list[dict[str, Any]]
    """How many articles no listing showed, but the feed named."""
    numbers_missing: list[dict[str, Any]]
    problems: list[dict[str, Any]]
    last_run: dict[str, Any] | None
    run_counts: list[dict[str, Any]]
    """The last run's, per edition."""


def report_on(
    db: Database,
    *,
    today: date,
    edition: str | None = None,
    since: date | None = None,
    until: date | None = None,
    rows_at_most: int = -1,
) -> Report:
    """Ask the archive; `today` is the day in Minsk, which is not over yet."""
    this = [edition, edition]
    last = next(iter(db.query(LAST_RUN)), None)
    counts = list(db.query("select * from run_counts where run = ?", [last["id"]])) if last else []
    asked = [(since or date.min).isoformat(), (until or date.max).isoformat()]
    days = list(db.query(DAYS, [*asked, *this]))
    over = [row for row in days if row["day"] < today.isoformat()]
    return Report(
        editions=[row for row in db.query(PER_EDITION) if edition in (None, row["edition"])],
        days=days,
        without_a_day=list(db.query(WITHOUT_A_DAY, this)),
        incomplete_days=[row for row in days if row["missing"]],
        not_whole=list(_ranges({(row["edition"], row["day"]) for row in over if not row["whole"]})),
        nothing_listed=list(_ranges(_days_between(days))),
        broken_walks=list(db.query(BROKEN_WALKS, this)),
        only_in_the_feed=list(db.query(ONLY_IN_THE_FEED, this)),
        numbers_missing=list(db.query(NUMBERS_MISSING, [WIDEST_GAP, *this, rows_at_most])),
        problems=list(db.query(PROBLEMS, [*this, rows_at_most])),
        last_run=last,
        run_counts=counts,
    )


def _days_between(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """The days of each edition that have no row, between its first and its last."""
    known: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        known[row["edition"]].add(row["day"])
    return {
        (edition, day) for edition, days in known.items() for day in _calendar(min(days), max(days)) if day not in days
    }


def _calendar(first: str, last: str) -> Iterator[str]:
    day = date.fromisoformat(first)
    while day.isoformat() <= last:
        yield day.isoformat()
        day += timedelta(days=1)


def _ranges(days: Iterable[tuple[str, str]]) -> Iterator[Range]:
    """Days that follow each other as ranges, edition by edition, the latest first."""
    found: list[Range] = []
    for edition, day in sorted(days):
        before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        if found and found[-1].edition == edition and found[-1].last_day == before:
            found[-1] = replace(found[-1], last_day=day)
        else:
            found.append(Range(edition=edition, first_day=day, last_day=day))
    yield from sorted(found, key=lambda found: found.last_day, reverse=True)
