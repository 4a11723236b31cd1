"""How is a value shown to a person: a moment, a day, a text that somebody else wrote, a reference?

Text of the archive is data: what could turn the page around it (characters that reverse the direction
of writing) is spelled out, and an address becomes a link only if it is one of the web.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import tilde_encode
from jinja2 import Environment
from markupsafe import Markup

from belta_scraper.editions import EDITIONS
from pipelines.archive.moments import MINSK

LONGEST_LABEL = 200
"""Characters of a headline shown where it stands for its article."""

# What reverses or hides text: controls but for tab and line ends, marks of direction, invisible blanks.
_TREACHEROUS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20]+", re.IGNORECASE)


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    env.filters |= {
        "plain": plain, "shortened": shortened, "moment": moment, "day": day, "language": language_of,
        "date_source": date_source, "named_fields": named_fields,
    }  # fmt: skip
    env.tests["web_address"] = is_web_address
    env.globals["site_title"] = lambda: datasette.metadata("title") or "Datasette"
    env.globals["edition_names"] = lambda: [(edition.code, edition.name) for edition in EDITIONS.values()]


def plain(value: object) -> str:
    """A value as text in which nothing is hidden and nothing reverses its surroundings.

    >>> plain("Bread \u202efor all")
    'Bread [U+202E RIGHT-TO-LEFT OVERRIDE]for all'
    """
    return _TREACHEROUS.sub(_spelled_out, "" if value is None else str(value))


def _spelled_out(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X} {unicodedata.name(found[0], '')}".rstrip() + "]"


def shortened(value: object, length: int = LONGEST_LABEL) -> str:
    """`plain`, and not longer than some characters."""
    text = "" if value is None else str(value)
    return plain(text[:length].rstrip() + "…") if len(text) > length else plain(text)


_UNNAMED = {
    '<select name="_filter_column': '<select aria-label="Column" name="_filter_column',
    '<select name="_filter_op': '<select aria-label="Comparison" name="_filter_op',
    '<input type="text" name="_filter_value': '<input aria-label="Value" type="text" name="_filter_value',
    '<select name="_sort"': '<select aria-label="Sort by" name="_sort"',
    "<h3>": "<h2>",
    "</h3>": "</h2>",
}


def named_fields(html: Markup) -> Markup:
    """Datasette's page of a table, its fields named for whoever cannot see it, its headings in their order.

    What was printed is escaped in it, so nothing of the archive can look like one of its tags.
    """
    page = str(html)
    for unnamed, named in _UNNAMED.items():
        page = page.replace(unnamed, named)
    return Markup(page)  # noqa: S704  # it was a page before


def is_web_address(value: object) -> bool:
    return isinstance(value, str) and _WEB_ADDRESS.fullmatch(value) is not None


def moment(value: object) -> str:
    """A moment of the archive in Minsk time; what is none stays as it is.

    >>> moment("2024-09-19T16:35:00Z")
    '19 September 2024, 19:35'
    """
    try:
        read = datetime.fromisoformat(str(value))
    except ValueError:
        return plain(value)
    if read.tzinfo is None:
        return day(value)
    local = read.astimezone(MINSK)
    return f"{day(local.date().isoformat())}, {local:%H:%M}"


def day(value: object) -> str:
    """A day of the archive in words.

    >>> day("2024-09-01")
    '1 September 2024'
    """
    try:
        read = date.fromisoformat(str(value)[:10])
    except ValueError:
        return plain(value)
    return f"{read.day} {_MONTHS[read.month - 1]} {read.year}"


SOURCES = {
    "page": "printed on the page",
    "listing": "printed on a listing",
    "meta": "in the page's mark-up",
    "feed": "in the feed",
    "address": "in its address",
    "dateline": "in the dateline",
    "image": "in a picture's address",
}


def date_source(value: object) -> str:
    """Where a date stood, and by which rule it was read, in words.

    >>> date_source("page: year of the address; minute from meta")
    "printed on the page (year of the address; minute in the page's mark-up)"
    """
    source, _, rule = str(value).partition(": ")
    words = SOURCES.get(source, source)
    rule = re.sub(r"\bminute from (\w+)", lambda found: f"minute {SOURCES.get(found[1], found[1])}", rule)
    rule = rule.removeprefix("as printed").removeprefix("; ")
    return plain(f"{words} ({rule})" if rule else words)


# Not strftime's: these pages are in English whatever the machine's locale is.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def language_of(edition: object) -> str:
    """The language of an edition's texts, for `lang` attributes; empty (unknown) for no edition of ours."""
    return EDITIONS[str(edition)].language if str(edition) in EDITIONS else ""


@hookimpl
def render_cell(
    row: Any, value: object, column: str, table: str | None, database: str, datasette: Datasette
) -> str | Markup | Callable[[], Awaitable[Markup]] | None:
    if isinstance(value, dict) and table is not None:
        return _reference(value, column, table, database, datasette)
    if table is None and value is not None and column in _LEADS_TO:
        return _answer(row, value, column, database, datasette)
    if isinstance(value, str) and _TREACHEROUS.search(value):
        return shortened(value, datasette.setting("truncate_cells_html"))
    return None


_LEADS_TO = {
    "article": ("article", "articles"),
    "headline": ("article", "articles"),
    "person": ("person", "people"),
    "name": ("person", "people"),
    "tag": ("tag", "tags"),
    "run": ("run", "runs"),
}
"""Columns of the answers to questions: which column holds the id of what they are about, and its table."""


def _answer(row: Any, value: object, column: str, database: str, datasette: Datasette) -> Markup | str:
    """The answers of questions lead to what they are about."""
    reference, table = _LEADS_TO[column]
    columns = row.keys()
    if reference not in columns or not isinstance(row[reference], int):
        return shortened(value)
    language = language_of(row["edition"]) if column == "headline" and "edition" in columns else "en"
    address = datasette.urls.row(database, table, str(row[reference]))
    return Markup('<a href="{}" lang="{}">{}</a>').format(address, language, shortened(value))


def _reference(
    value: dict[str, Any], column: str, table: str, database: str, datasette: Datasette
) -> Callable[[], Awaitable[Markup]] | None:
    """A link to the row referred to, by a label that is neither empty nor endless; Datasette's own if it is fine."""
    label = value["label"]
    if isinstance(label, str) and label.strip() and label == shortened(label):
        return None

    async def link() -> Markup:
        keys = await datasette.get_database(database).foreign_keys_for_table(table)
        other = next(key["other_table"] for key in keys if key["column"] == column)
        address = datasette.urls.row(database, other, tilde_encode(str(value["value"])))
        words = shortened(label).strip() or f"{other} {value['value']}"
        return Markup('<a href="{}">{}</a>&nbsp;<em>{}</em>').format(address, words, value["value"])

    return link
