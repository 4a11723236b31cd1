"""What is in the archive, and what is missing from it, in numbers and words?"""

from __future__ import annotations

from dataclasses import dataclass
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

INCOMPLETE_DAYS = """
select edition, day, listed, kept, missing from coverage where missing > 0 and day is not null
order by day desc, edition limit ?
"""

PROBLEMS = """
select step, message, count(*) as times, max(edition) as edition, max(url) as url
from problems where resolved_at is null group by step, message order by times desc, max(id) desc limit ?
"""

BROKEN_WALKS = """
select edition, listing, started_at, coalesce(ended, 'interrupted') as ended from walks
where run = (select max(id) from runs where spider = 'listings')
  and coalesce(ended, 'interrupted') in ('interrupted', 'broken off', 'not understood', 'cut')
order by edition
"""

LAST_RUN = "select id, spider, started_at, ended_at, outcome, exit_status, reason from runs order by id desc limit 1"

NUMBERS_MISSING = """
select edition, family, year, first_missing, last_missing, missing from numbers_missing
where missing <= ? order by edition, family, year, first_missing limit ?
"""

WIDEST_GAP = 50
"""Numbers in a row that may be called missing; a wider gap lies between two times that were crawled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The archive in numbers; lists of rows are dictionaries by column."""

    editions: list[dict[str, Any]]
    incomplete_days: list[dict[str, Any]]
    broken_walks: list[dict[str, Any]]
    numbers_missing: list[dict[str, Any]]
    problems: list[dict[str, Any]]
    last_run: dict[str, Any] | None
    run_counts: list[dict[str, Any]]
    """The last run's, per edition."""


def report_on(db: Database, *, rows_at_most: int = 12) -> Report:
    """Ask the archive."""
    last = next(iter(db.query(LAST_RUN)), None)
    counts = list(db.query("select * from run_counts where run = ?", [last["id"]])) if last else []
    return Report(
        editions=list(db.query(PER_EDITION)),
        incomplete_days=list(db.query(INCOMPLETE_DAYS, [rows_at_most])),
        broken_walks=list(db.query(BROKEN_WALKS)),
        numbers_missing=list(db.query(NUMBERS_MISSING, [WIDEST_GAP, rows_at_most])),
        problems=list(db.query(PROBLEMS, [rows_at_most])),
        last_run=last,
        run_counts=counts,
    )
