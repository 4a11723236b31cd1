"""What does every table and every column hold? `/<archive>/-/dictionary` says it all on one page.

It is made from the archive's own schema whenever it is asked for, so it cannot be out of date.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import NotFound, Response, hookimpl
from datasette.app import Datasette
from datasette.utils import tilde_decode
from datasette.utils.asgi import Request

COLUMNS = """
select m.name as "table", m.type, i.name as column, i.type as holds, i."notnull" as always, i.pk
from sqlite_master m join pragma_table_info(m.name) i
where m.type in ('table', 'view') and m.name not like 'articles\\_fts\\_%' escape '\\'
order by m.type, m.rowid, i.cid
"""


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    return [(r"^/(?P<database>[^/]+)/-/dictionary(?P<json>\.json)?$", dictionary_page)]


async def dictionary_page(datasette: Datasette, request: Request) -> Response:
    """The dictionary, as a page or as JSON."""
    name = tilde_decode(request.url_vars["database"])
    if name not in datasette.databases or not datasette.metadata("archive", database=name, fallback=False):
        raise NotFound(f"There is no archive called {name}.")
    await datasette.ensure_permissions(request.actor, [("view-database", name), "view-instance"])
    database = datasette.get_database(name)
    metadata = datasette.metadata(database=name) or {}
    words = metadata.get("tables", {})
    tables: dict[str, dict[str, Any]] = {}
    for row in (await database.execute(COLUMNS)).rows:
        table = row["table"]
        if words.get(table, {}).get("hidden") and table != "articles_fts":
            continue
        keys = {key["column"]: key["other_table"] for key in await database.foreign_keys_for_table(table)}
        described = tables.setdefault(
            table, {"kind": row["type"], "description": words.get(table, {}).get("description"), "columns": []}
        )
        described["columns"].append(
            {
                "name": row["column"],
                "type": row["holds"].lower() or "computed",
                "always": bool(row["always"] or row["pk"]),
                "refers_to": keys.get(row["column"]),
                "description": words.get(table, {}).get("columns", {}).get(row["column"]),
            }
        )
    if request.url_vars["json"]:
        return Response.json(tables)
    context = {"database": name, "metadata": metadata, "dictionary": tables}
    return Response.html(await datasette.render_template("dictionary.html", context, request=request))
