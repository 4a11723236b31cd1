"""Is every row what the archive wrote, every text what its digest says, and no wording missing?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from pipelines.text import body_digest_of, digest_of

from ..seals import PAGE, Compared, Row, Table, compare
from .columns import found_out
from .damage import Damage, Tell

TOLD_AT_MOST = 100
"""Damaged rows of a table that are named one by one."""

LOOKED_INTO = 3
"""Of them, those whose damaged column is looked for: each may take some seconds."""

_NAMES = ("key", "url", "text", "name", "label", "source")
"""Columns by which a person knows a row, the best first."""

_GAPS = """
select id, key, coalesce(earlier, 0) + 1 as wordings, max(revision, coalesce(last, 0)) as last from articles
left join (select article, count(*) as earlier, max(revision) as last from earlier_wordings group by article)
  on article = id
where coalesce(earlier, 0) + 1 <> max(revision, coalesce(last, 0))
"""


def damaged_rows(conn: sqlite3.Connection, tables: Sequence[Table], tell: Tell) -> Iterator[Damage]:
    """Rows that do not fit their seals, and texts that do not fit their digests."""
    pages = dict(conn.execute("select table_name, count(*) from seals group by 1"))
    total, done = PAGE * sum(pages.get(table.name, 0) for table in tables), 0
    for table in tables:
        damaged = 0
        for compared in compare(conn, table):
            done += 1
            if done % 1000 == 0:
                tell("rows", min(done, total), total)
            wrong = next(filter(None, (wrong_text(table, row) for row in compared.rows)), None)
            if compared.found == "intact" and wrong is None:
                continue
            damaged += 1
            if damaged <= TOLD_AT_MOST:
                yield _damage(table, compared, wrong, look=damaged <= LOOKED_INTO)
        if damaged > TOLD_AT_MOST:
            further = f"{damaged - TOLD_AT_MOST:,} further rows of {table.name} are not what the archive wrote."
            yield Damage(kind="row", table=table.name, message=further)


def damaged_texts(conn: sqlite3.Connection, tables: Sequence[Table]) -> Iterator[Damage]:
    """Texts that do not fit their digests, where rows are not sealed yet."""
    for table in tables:
        if table.name in ("articles", "earlier_wordings"):
            for row in conn.execute(table.select()):
                if wrong := wrong_text(table, row):
                    yield _text_damage(table, row, wrong)


def wording_gaps(conn: sqlite3.Connection) -> Iterator[Damage]:
    """Articles whose revisions are not numbered from 1 without a gap."""
    for article, key, wordings, last in conn.execute(_GAPS):
        message = f"articles {article} ({key}) has {wordings} wordings, and the last is number {last}."
        yield Damage(kind="text", table="articles", key=article, message=message)


def wrong_text(table: Table, row: Row) -> str | None:
    """The columns of a wording that do not fit its digests; `None` where all is well, or no text is meant."""
    if table.name not in ("articles", "earlier_wordings"):
        return None
    values = dict(zip(table.columns, row[1:], strict=True))
    headline, lead, body = values["headline"], values["lead"], values["body"]
    for name, text in (("headline", headline), ("lead", lead), ("body", body)):
        if not isinstance(text, str | None):
            return name
    fits = digest_of(headline, lead, body) == values["digest"]
    if table.name == "articles" and body_digest_of(body) != values["body_digest"]:
        return "body_digest" if fits else "body"
    if not fits:
        return "headline, lead, digest" if table.name == "articles" else "headline, lead, body, digest"
    return None


def _damage(table: Table, compared: Compared, wrong: str | None, *, look: bool) -> Damage:
    match compared.found:
        case "intact":
            return _text_damage(table, compared.rows[0], wrong or "")
        case "changed":
            return _changed(table, compared, wrong, look=look)
        case "unknown":
            row = _called(table, compared.first, compared.rows[0])
            message = f"{row} was not written by the archive, or its seal has been taken away."
        case "lost" if compared.first is None:
            message = f"A row of {table.name} that the archive wrote is not there."
        case "lost":
            message = f"{_called(table, compared.first)}, which the archive wrote, is not there."
        case "seal damaged":
            which = f", {compared.first} to {compared.last}," if table.by_number else ""
            message = f"The seals of {table.name}{which} are damaged themselves; these rows cannot be checked."
        case "not to be read":
            after = "" if compared.first is None else f" after {compared.first}"
            before = "" if compared.last is None else f" before {compared.last}"
            message = f"Rows of {table.name}{after}{' and' if after and before else ''}{before} cannot be read."
            message = f"{message[:-1]} ({compared.reason})."
    return Damage(kind="row", table=table.name, key=compared.first, message=message)


def _changed(table: Table, compared: Compared, wrong: str | None, *, look: bool) -> Damage:
    found = found_out(table, compared.rows, compared.seal) if look else None
    row = _called(table, compared.first, found.row if found else compared.rows[0])
    if found:
        now = dict(zip(table.columns, found.row[1:], strict=True))[found.column]
        message = f"{row}: {found.column} is {_shortly(now)}; the archive wrote {_shortly(found.value)}."
    elif wrong:
        message = f"{row}: {wrong} is not what the archive wrote."
    else:
        message = f"{row} is not what the archive wrote."
    column = found.column if found else wrong
    return Damage(kind="row", table=table.name, key=compared.first, column=column, message=message)


def _text_damage(table: Table, row: Row, wrong: str) -> Damage:
    message = f"{_called(table, row[0], row)}: {wrong} does not fit the digest that was taken of it."
    return Damage(kind="text", table=table.name, key=row[0], column=wrong, message=message)


def _called(table: Table, first: int | str | None, row: Row | None = None) -> str:
    """A row as a person would look it up."""
    called = f"{table.name} {first}" if len(table.key) == 1 else f"{table.name} of {table.key[0]} {first}"
    values = dict(zip(table.columns, row[1:], strict=True)) if row else {}
    names = [str(values[name]) for name in _NAMES if values.get(name) is not None and values[name] != first]
    return f"{called} ({_shortly(names[0])[1:-1]})" if names else called


def _shortly(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 100 else f"{shown[:60]} … {shown[-30:]}"
