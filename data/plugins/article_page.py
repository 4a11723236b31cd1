"""What does the page of an article show, beyond its row: dates, names, pictures, history, evidence?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request

ROWS_AT_MOST = 200
"""Of each list; what is cut off is in the table that the page links to."""

ARTICLE = """
select a.*, e.name as edition_name, e.host, s.label as section_label, s.topic
from articles a
left join editions e on e.code = a.edition
left join sections s on s.edition = a.edition and s.slug = a.section
where a.id = :id
"""

PARTS = {
    "credits": """
        select c.role, c.text, p.id as person, p.name, p.kind from credits c join people p on p.id = c.person
        where c.article = :id order by c.place""",
    "dates": "select source, text, value, agrees from dates where article = :id order by id",
    "images": "select url, caption, credit from images where article = :id order by place",
    "tags": """
        select t.id, t.text from article_tags x join tags t on t.id = x.tag where x.article = :id order by x.place""",
    "links": "select url, text, embed from links where article = :id order by place",
    "problems": "select step, message, text, found_at, resolved_at from problems where article = :id order by id",
    # The order of time, not of numbers: a wording taken from an older capture is numbered when it is found.
    "revisions": """
        select revision, seen_at, headline, reader, capture from revisions where article = :id
        order by seen_at, revision""",
    "changes": 'select revision, field, kind, before, "after" from changes where article = :id order by revision, id',
    "events": "select event, at, detail, capture from events where article = :id order by at, id",
    "captures": """
        select id, fetched_at, status, source, digest, warc_file, warc_offset from captures
        where id in (
          select capture from articles where id = :id
          union select capture from earlier_wordings where article = :id
          union select capture from events where article = :id
          union select capture from dates where article = :id
          union select c.id from captures c join articles a on a.url = c.url where a.id = :id
        ) order by fetched_at, id""",
    "listed": """
        select e.section_text, e.time_text, e.day_text, e.first_listed_at, e.last_listed_at, p.listing, p.best_place,
          p.first_seen_at, p.last_seen_at
        from entries e left join placements p on p.entry = e.id where e.article = :id order by p.listing""",
}


@hookimpl
def extra_template_vars(
    datasette: Datasette, view_name: str, database: str | None, table: str | None, request: Request | None
) -> Callable[[], Awaitable[dict[str, Any]]]:
    async def variables() -> dict[str, Any]:
        if database is None or request is None or view_name not in ("table", "row", "database"):
            return {}
        # In the pages of our archives alone: anybody else's table may be called articles, too.
        archive = bool(datasette.metadata("archive", database=database, fallback=False))
        if not archive or view_name != "row" or table != "articles":
            return {"archive": archive}
        return {"archive": archive, "article": await article(datasette, database, request.url_vars["pks"])}

    return variables


async def article(datasette: Datasette, database: str, key: str) -> dict[str, Any] | None:
    """An article with what hangs on it; a list that took too long is empty."""
    source = datasette.get_database(database)
    row = (await source.execute(ARTICLE, {"id": key})).first()
    if row is None:
        return None
    parts: dict[str, list[dict[str, Any]]] = {}
    for name, sql in PARTS.items():
        try:
            results = await source.execute(f"{sql} limit {ROWS_AT_MOST}", {"id": key})
        except QueryInterrupted:
            parts[name] = []
        else:
            parts[name] = [dict(found) for found in results.rows]
    return {**dict(row), **parts}
