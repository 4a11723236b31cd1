"""What does the page of an article show, beyond its row: dates, names, pictures, history, evidence?

An article has an address that can be cited, `/<archive>/-/article/de/politics/14080/2024`: what it is
known by, which is the same in every archive, unlike the number of its row. Behind it, `/revision/2` is
one wording for ever. The page of its row shows the same.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote, unquote

from datasette import NotFound, Response, hookimpl
from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted
from datasette.utils import tilde_decode
from datasette.utils.asgi import Request
from jinja2 import Environment

ROWS_AT_MOST = 200
"""Of each list; what is cut off is in the table that the page links to."""
DIFFERENCES_AT_MOST = 10
"""Wordings whose differences the page of an article spells out; the others have pages of their own."""
LONGEST_COMPARED = 200_000
"""Characters of a wording that is compared on the page of its article."""

ARTICLE = """
select a.*, e.name as edition_name, e.host, s.label as section_label, s.topic
from articles a
left join editions e on e.code = a.edition
left join sections s on s.edition = a.edition and s.slug = a.section
where a.{} = :of
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
        select revision, seen_at, headline, digest, reader, capture from revisions where article = :id
        order by seen_at, revision""",
    "changes": """
        select revision, field, place, kind, before, "after" from changes where article = :id
        order by revision, field = 'body', field = 'lead', place, id""",
    "events": "select event, at, detail, capture from events where article = :id order by at, id",
    "captures": """
        select id, fetched_at, status, url, source, digest, warc_file, warc_offset, same_as from captures
        where id in (
          select capture from articles where id = :id
          union select capture from earlier_wordings where article = :id
          union select capture from events where article = :id
          union select capture from dates where article = :id
          union select id from captures where article = :id
          union select c.id from captures c join articles a on a.url = c.url where a.id = :id
        ) order by fetched_at, id""",
    "listed": """
        select e.section_text, e.time_text, e.day_text, e.first_listed_at, e.last_listed_at, p.listing, p.best_place,
          p.first_seen_at, p.last_seen_at, p.left_at
        from entries e left join placements p on p.entry = e.id where e.article = :id
        order by p.listing, p.first_seen_at""",
}

WORDING = "select * from revisions where article = :id and revision = :revision"


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    def address_of(database: str, key: str, revision: int | None = None) -> str:
        address = f"{datasette.urls.database(database)}/-/article/{quote(key, safe='/:')}"
        return address if revision is None else f"{address}/revision/{revision}"

    env.globals["address_to_cite"] = address_of


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    return [
        (r"^/(?P<database>[^/]+)/-/article/(?P<key>.+)/revision/(?P<revision>\d{1,9})$", revision_page),
        (r"^/(?P<database>[^/]+)/-/article/(?P<key>.+)$", article_page),
    ]


async def article_page(datasette: Datasette, request: Request) -> Response:
    """The page of an article under the address that can be cited."""
    name, shown = await _asked_for(datasette, request)
    shown |= await parts_of(datasette.get_database(name), shown["id"])
    return await _page(datasette, request, "article.html", name, {"article": shown})


async def revision_page(datasette: Datasette, request: Request) -> Response:
    """One wording of an article, and how it differs from the one before it in time."""
    name, shown = await _asked_for(datasette, request)
    database, key = datasette.get_database(name), shown["id"]
    revisions = await _list_of(database, PARTS["revisions"], key)
    numbers = [row["revision"] for row in revisions]
    number = int(request.url_vars["revision"])
    if number not in numbers:
        raise NotFound(f"The archive has no revision {number} of this article; it has {', '.join(map(str, numbers))}.")
    place = numbers.index(number)
    context = {
        "article": shown,
        "wording": await _wording(database, key, number),
        "earlier": await _wording(database, key, numbers[place - 1]) if place else None,
        "before": revisions[place - 1] if place else None,
        "after": revisions[place + 1] if place + 1 < len(revisions) else None,
        "changes": [row for row in await _list_of(database, PARTS["changes"], key) if row["revision"] == number],
    }
    return await _page(datasette, request, "revision.html", name, context)


async def _asked_for(datasette: Datasette, request: Request) -> tuple[str, dict[str, Any]]:
    """The archive and the article that an address names. Raises `NotFound`."""
    name = tilde_decode(request.url_vars["database"])
    if name not in datasette.databases or not datasette.metadata("archive", database=name, fallback=False):
        raise NotFound(f"There is no archive called {name}.")
    await datasette.ensure_permissions(request.actor, [("view-database", name), "view-instance"])
    key = unquote(request.url_vars["key"])
    row = (await datasette.get_database(name).execute(ARTICLE.format("key"), {"of": key})).first()
    if row is None:
        raise NotFound(f"The archive has no article that is known as {key}.")
    return name, dict(row)


async def _page(
    datasette: Datasette, request: Request, template: str, database: str, context: dict[str, Any]
) -> Response:
    words = datasette.metadata(database=database) or {}
    context = {"database": database, "archive": True, "metadata": words, **context}
    return Response.html(await datasette.render_template(template, context, request=request))


@hookimpl
def extra_template_vars(
    datasette: Datasette, view_name: str, database: str | None, table: str | None, request: Request | None
) -> Callable[[], Awaitable[dict[str, Any]]]:
    async def variables() -> dict[str, Any]:
        if database is None or request is None or view_name not in ("table", "row", "database", "query"):
            return {}
        # In the pages of our archives alone: anybody else's table may be called articles, too.
        archive = bool(datasette.metadata("archive", database=database, fallback=False))
        if not archive or view_name != "row" or table != "articles":
            return {"archive": archive}
        source = datasette.get_database(database)
        row = (await source.execute(ARTICLE.format("id"), {"of": request.url_vars["pks"]})).first()
        return {"archive": archive, "article": {**dict(row), **await parts_of(source, row["id"])} if row else None}

    return variables


async def parts_of(database: Database, key: int) -> dict[str, Any]:
    """What hangs on an article; a list that took too long is empty, and named in `unanswered`."""
    parts: dict[str, Any] = {"unanswered": []}
    for name, sql in PARTS.items():
        try:
            parts[name] = await _list_of(database, sql, key)
        except QueryInterrupted:
            parts[name] = []
            parts["unanswered"].append(name)
    wordings: dict[int, dict[str, Any]] = {}
    for row in parts["revisions"][-DIFFERENCES_AT_MOST - 1 :] if len(parts["revisions"]) > 1 else []:
        wording = await _wording(database, key, row["revision"])
        if len(wording["body"]) <= LONGEST_COMPARED:
            wordings[row["revision"]] = wording
    return {**parts, "wordings": wordings}


async def _list_of(database: Database, sql: str, key: int) -> list[dict[str, Any]]:
    results = await database.execute(f"{sql} limit {ROWS_AT_MOST}", {"id": key})
    return [dict(row) for row in results.rows]


async def _wording(database: Database, key: int, revision: int) -> dict[str, Any]:
    results = await database.execute(WORDING, {"id": key, "revision": revision})
    return dict(results.rows[0])
