"""What does the front page say of each archive: how fresh it is, what is in it, what is incomplete?

Every question here is answered from an index, and asked again only when the file has changed, so that
the page opens at once however large the archive is; one that takes longer all the same is left out, and
the page says so.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted

from belta_scraper.editions import EDITIONS as ORDER
from pipelines.archive.report import BROKEN_WALKS, LAST_RUN, WIDEST_GAP

PATIENCE = 500
"""Milliseconds for one question."""
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
MISSING = """
select count(*) as missing, count(distinct e.edition || coalesce(e.listed_on, '')) as days
from editions x cross join entries e on e.edition = x.code and e.state in ('wanted', 'not understood', 'refused')
"""

INCOMPLETE_DAYS = """
select e.edition, e.listed_on as day, count(*) as missing
from editions x
cross join entries e on e.edition = x.code and e.state in ('wanted', 'not understood', 'refused')
group by e.edition, e.listed_on order by day desc, e.edition limit 5
"""

NUMBERS_MISSING = f"""
select coalesce(sum(missing), 0) as missing from numbers_missing
where edition in (select code from editions) and missing <= {WIDEST_GAP}
  and year = cast(substr((select max(published_at) from articles), 1, 4) as integer)
"""

OPEN_PROBLEMS = "select count(*) as open from problems where resolved_at is null"


@hookimpl
def extra_template_vars(datasette: Datasette, view_name: str) -> Callable[[], Awaitable[dict[str, Any]]]:
    async def variables() -> dict[str, Any]:
        if view_name != "index":
            return {}
        names = [name for name in datasette.databases if is_archive(datasette, name)]
        return {
            "archives": [await summary(datasette, name) for name in names],
            "of_other_releases": {
                name: release
                for name in datasette.databases
                if (release := datasette.metadata("archive_of_release", database=name, fallback=False))
            },
        }

    return variables


def is_archive(datasette: Datasette, name: str) -> bool:
    """Whether `describe_archives` has told a database to be one of ours."""
    return bool(datasette.metadata("archive", database=name, fallback=False))


_summaries: WeakKeyDictionary[Database, tuple[object, dict[str, Any]]] = WeakKeyDictionary()


async def summary(datasette: Datasette, name: str) -> dict[str, Any]:
    """An archive in the few numbers and lists of the front page; None where counting took too long."""
    database = datasette.get_database(name)
    state = _state(Path(database.path))
    if database not in _summaries or _summaries[database][0] != state:
        _summaries[database] = state, await _summary(datasette, database, name)
    return _summaries[database][1]


def _state(path: Path) -> tuple[tuple[int, int] | None, ...]:
    """What changes with a file and with what is written beside it until it is folded in."""
    stats = [file.stat() if file.exists() else None for file in (path, path.with_name(path.name + "-wal"))]
    return tuple((stat.st_mtime_ns, stat.st_size) if stat else None for stat in stats)


async def _summary(datasette: Datasette, database: Database, name: str) -> dict[str, Any]:
    editions = await _ask(database, EDITIONS)
    missing = await _ask(database, MISSING)
    runs = await _ask(database, LAST_RUN)
    problems = await _ask(database, OPEN_PROBLEMS)
    numbers = await _ask(database, NUMBERS_MISSING)
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
        "incomplete_days": await _ask(database, INCOMPLETE_DAYS) or [],
        "missing": missing[0]["missing"] if missing else None,
        "days": missing[0]["days"] if missing else None,
        "numbers_missing": numbers[0]["missing"] if numbers else None,
        "broken_walks": await _ask(database, BROKEN_WALKS, [None, None]),  # of all editions
        "last_run": runs[0] if runs else None,
        "open_problems": problems[0]["open"] if problems else None,
        "questions": _by_group(queries.values()),
    }


def _by_group(queries: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for query in queries:
        if "group" in query:
            groups.setdefault(query["group"], []).append(query)
    return groups


async def _ask(database: Database, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]] | None:
    """The rows of an answer; None if it took too long."""
    try:
        results = await database.execute(sql, values, custom_time_limit=PATIENCE)
    except QueryInterrupted:
        return None
    return [dict(row) for row in results.rows]
