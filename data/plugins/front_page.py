"""What does the front page say of each archive: how fresh it is, what is in it, what is incomplete?

Every question here is answered from an index, so that the page opens at once however large the archive
is; one that takes longer all the same is left out, and the page says so.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted

from belta_scraper.editions import EDITIONS as ORDER
from pipelines.archive.report import BROKEN_WALKS, LAST_RUN, WIDEST_GAP

PATIENCE = 300
"""Milliseconds for one question."""
LITTLE_PATIENCE = 50
"""For a question that no index answers: a large archive's front page does without it."""

EDITIONS = """
select
  e.code, e.name, e.language, e.host,
  (select count(*) from articles where edition = e.code) as articles,
  (select min(published_on) from articles where edition = e.code) as first_day,
  (select max(published_on) from articles where edition = e.code) as last_day
from editions e
"""

NEWEST = """
select id, edition, headline, published_at, published_local, coalesce(section_text, section) as section
from articles where published_at is not null order by published_at desc limit 12
"""

# A cross join keeps the order of the tables: by edition and state there are few entries, by edition and day all.
INCOMPLETE_DAYS = """
select e.edition, e.listed_on as day, count(*) as missing
from editions x
cross join entries e on e.edition = x.code and e.state in ('wanted', 'not understood', 'refused')
group by e.edition, e.listed_on order by day desc, e.edition
"""

NUMBERS_MISSING = f"select coalesce(sum(missing), 0) as missing from numbers_missing where missing <= {WIDEST_GAP}"

OPEN_PROBLEMS = "select count(*) as open from problems where resolved_at is null"


@hookimpl
def extra_template_vars(datasette: Datasette, view_name: str) -> Callable[[], Awaitable[dict[str, Any]]]:
    async def variables() -> dict[str, Any]:
        if view_name != "index":
            return {}
        names = [name for name in datasette.databases if is_archive(datasette, name)]
        return {"archives": [await summary(datasette, name) for name in names]}

    return variables


def is_archive(datasette: Datasette, name: str) -> bool:
    """Whether `describe_archives` has told a database to be one of ours."""
    return bool(datasette.metadata("archive", database=name, fallback=False))


async def summary(datasette: Datasette, name: str) -> dict[str, Any]:
    """An archive in the few numbers and lists of the front page; None where counting took too long."""
    database = datasette.get_database(name)
    editions = await _ask(database, EDITIONS)
    incomplete = await _ask(database, INCOMPLETE_DAYS)
    runs = await _ask(database, LAST_RUN)
    problems = await _ask(database, OPEN_PROBLEMS)
    numbers = await _ask(database, NUMBERS_MISSING, LITTLE_PATIENCE)
    queries = await datasette.get_canned_queries(name, None)
    if editions:
        in_order = list(ORDER)
        editions.sort(key=lambda row: in_order.index(row["code"]) if row["code"] in ORDER else len(in_order))
    return {
        "name": name,
        "title": datasette.metadata("title", database=name, fallback=False) or name,
        "description": datasette.metadata("description", database=name, fallback=False),
        "editions": editions,
        "articles": sum(row["articles"] for row in editions) if editions is not None else None,
        "newest": await _ask(database, NEWEST),
        "incomplete_days": incomplete,
        "missing": sum(row["missing"] for row in incomplete) if incomplete is not None else None,
        "numbers_missing": numbers[0]["missing"] if numbers else None,
        "broken_walks": await _ask(database, BROKEN_WALKS),
        "last_run": runs[0] if runs else None,
        "open_problems": problems[0]["open"] if problems else None,
        "questions": [query for query_name, query in queries.items() if query_name != "search"],
    }


async def _ask(database: Database, sql: str, patience: int = PATIENCE) -> list[dict[str, Any]] | None:
    """The rows of an answer; None if it took too long."""
    try:
        results = await database.execute(sql, custom_time_limit=patience)
    except QueryInterrupted:
        return None
    return [dict(row) for row in results.rows]
