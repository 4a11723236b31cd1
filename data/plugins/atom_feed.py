"""How does somebody follow an answer? As an Atom feed of any table, question or SQL: put `.atom` behind its address.

Each row is an entry. Its title is its headline, name or first words; its moment the first of the columns
that say one; its address the article's, where it names one. What was printed is text in the feed, never
mark-up, and characters that XML cannot hold are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, tostring

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES_AT_MOST = 100
LONGEST = 500

MOMENTS = (
    "published", "published_at", "edited_at", "at", "gone_at", "found_at", "last_found_at", "seen_at", "fetched_at",
    "started_at", "present_wording_at", "first_listed_at", "day", "published_on", "month",
)  # fmt: skip
"""Columns that say when, the best first."""
TITLES = ("headline", "name", "title", "text", "message", "reason", "place", "topic", "agency", "step")
_NOT_OF_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MONTH = re.compile(r"\d{4}-\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    return {"extension": "atom", "render": render, "can_render": lambda: True}


def render(
    datasette: Datasette,
    request: Request,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    database: str,
    table: str | None,
    query_name: str | None,
    data: Mapping[str, Any],
) -> Response:
    """The feed of an answer."""
    # Datasette's own address of it: whoever asks names the host.
    itself = datasette.absolute_url(
        request, request.path + (f"?{request.query_string}" if request.query_string else "")
    )
    queries = datasette.metadata("queries", database=database) or {}
    words = [queries.get(query_name, {}).get("title", query_name)] if query_name else [table] if table else ["SQL"]
    words += [data["human_description_en"]] if data.get("human_description_en") else []
    words += [value for key, value in sorted((data.get("params") or {}).items()) if value and not key.startswith("_")]
    feed = Element("feed", {"xmlns": ATOM})
    _add(feed, "id", itself)
    _add(feed, "title", f"{datasette.metadata('title') or database}: {', '.join(map(str, words))}")
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": itself})
    html = re.sub(r"\.atom$", "", request.path)
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": datasette.absolute_url(request, html)})
    author = SubElement(feed, "author")
    _add(author, "name", str(datasette.metadata("title") or database))
    updated = _add(feed, "updated", "")
    moments = [_entry(feed, datasette, request, columns, row, database, table) for row in list(rows)[:ENTRIES_AT_MOST]]
    updated.text = max(moments, default="1970-01-01T00:00:00Z")
    return Response(
        tostring(feed, encoding="unicode", xml_declaration=False), content_type="application/atom+xml; charset=utf-8"
    )


def _entry(
    feed: Element,
    datasette: Datasette,
    request: Request,
    columns: Sequence[str],
    row: Mapping[str, Any],
    database: str,
    table: str | None,
) -> str:
    entry = SubElement(feed, "entry")
    values = {column: row[column] for column in columns}
    address = _address(datasette, values, database, table)
    moment = next((found for name in MOMENTS if (found := _moment(values.get(name)))), "1970-01-01T00:00:00Z")
    # What an entry is known by: the row it leads to, at its moment; or else what it says.
    known_by = [address, moment] if address else list(values.values())
    _add(entry, "id", f"urn:sha256:{sha256(repr(known_by).encode('utf-8', 'replace')).hexdigest()[:32]}")
    title = next((str(values[name]) for name in TITLES if values.get(name)), None)
    _add(entry, "title", _shortened(title or ", ".join(str(value) for value in values.values() if value is not None)))
    if address:
        SubElement(
            entry, "link", {"rel": "alternate", "type": "text/html", "href": datasette.absolute_url(request, address)}
        )
    _add(entry, "updated", moment)
    lines = [f"{name}: {_shortened(str(value))}" for name, value in values.items() if value is not None]
    _add(entry, "content", "\n".join(lines)).set("type", "text")
    return moment


def _address(datasette: Datasette, values: Mapping[str, Any], database: str, table: str | None) -> str | None:
    if isinstance(values.get("article"), int):
        return str(datasette.urls.row(database, "articles", str(values["article"])))
    if table and isinstance(values.get("id"), int):
        return str(datasette.urls.row(database, table, str(values["id"])))
    if not table and values.get("day") and _DAY.fullmatch(str(values["day"])):
        asked = urlencode({"day": values["day"], "edition": values.get("edition") or ""})
        return f"{datasette.urls.query(database, 'articles_of_a_day')}?{asked}"
    return None


def _moment(value: object) -> str | None:
    """A moment as Atom wants it, in UTC.

    >>> _moment("2024-09"), _moment("2024-09-19"), _moment("2024-09-19T19:35:00+03:00"), _moment("soon")
    ('2024-09-01T00:00:00Z', '2024-09-19T00:00:00Z', '2024-09-19T16:35:00Z', None)
    """
    text = str(value or "")
    try:
        moment = datetime.fromisoformat(f"{text}-01" if _MONTH.fullmatch(text) else text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _shortened(text: str) -> str:
    return f"{text[:LONGEST].rstrip()}…" if len(text) > LONGEST else text


def _add(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _NOT_OF_XML.sub("", text)
    return element
