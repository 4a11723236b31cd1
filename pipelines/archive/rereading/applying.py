"""How is what a reading changes written into the archive?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from belta_scraper.items import Article, Problem
from pipelines.sections import topic_of

from .. import search
from ..events import write_event
from ..keep import ArticleKeeper, write_problem
from ..moments import now
from ..opening import Archive
from ..runs import Run
from . import replaying
from .looking import IDENTITY, STEP, UNREADABLE, Change, Looked, is_taken
from .replaying import PARTS
from .stored import Stored

_OF_A_READING = frozenset(PARTS) - {"wordings", "changes"}
_SEARCHED = ("headline", "body", "language")
_WORDING = "revision, seen_at, headline, lead, body, digest, reader, capture"


def apply(archive: Archive, run: Run, looked: Looked) -> None:
    """Write what reading an article again changes; the old reading stays where it cannot be read any more."""
    db = archive.db
    if looked.unreadable:
        _write_problem(db, run, looked, (STEP, None, UNREADABLE.format(looked.unreadable)), None)
        return
    if looked.change is not None:
        _write_change(db, run, looked, looked.change)
    for capture in looked.joined:
        _join(db, looked.article, capture)


def keep_new(archive: Archive, run: Run, stored: Stored, article: Article) -> None:
    """Keep the article of a capture from which none could be read before."""
    ArticleKeeper(archive, run).keep(article, stored.id)
    _resolve_problems_of(archive.db, stored.id)


def _join(db: Database, article: int, capture: int) -> None:
    db.execute("update captures set article = ? where id = ?", [article, capture])
    db.execute(
        "update entries set state = 'kept', article = ?, reason = null, retry_at = null where state <> 'kept' and "
        "exists (select 1 from articles a where a.id = ? and a.edition = entries.edition and a.family = entries.family "
        "and a.number = entries.number and coalesce(a.year, 0) = coalesce(entries.year, 0))",
        [article, article],
    )
    _resolve_problems_of(db, capture)


def _resolve_problems_of(db: Database, capture: int) -> None:
    """Those that say why no article was read from a capture."""
    db.execute(
        "update problems set resolved_at = ? where run = (select run from captures where id = ?) and capture = ? "
        "and article is null and resolved_at is null",
        [now(), capture, capture],
    )


def _write_change(db: Database, run: Run, looked: Looked, change: Change) -> None:
    article, after = looked.article, change.replayed.snapshot
    columns = {name: value for name, (_, value) in change.fields.items() if name not in PARTS}
    if "key" in columns and is_taken(db, columns["key"], article):
        columns = {name: value for name, value in columns.items() if name not in IDENTITY}
    if (set(columns) - set(after.seen)) or _OF_A_READING & change.fields.keys():
        columns["run"] = run.id
        run.count(looked.edition, "kept")
    had = next(db.query("select headline, body, language from articles where id = ?", [article]))
    if columns:
        db.execute(
            f"update articles set {', '.join(f'{name} = ?' for name in columns)} where id = ?",
            [*columns.values(), article],
        )
    if any(name in columns for name in _SEARCHED):
        search.forget(db, article, had["headline"], had["body"], had["language"] or "")
        has = after.columns
        search.index(db, article, has["headline"], has["body"], has["language"] or "")
    if "section" in columns and columns["section"] is not None:
        section, label = after.columns["section"], after.columns["section_text"]
        db.execute(
            "insert into sections (edition, slug, label, topic) values (?, ?, ?, ?) on conflict do nothing",
            [looked.edition, section, label, topic_of(looked.edition, section)],
        )
    for part in PARTS.keys() & change.fields.keys():
        _write_part(db, run, looked, part, change.fields[part], change.replayed.tags)
    for at, capture in change.replayed.edited:
        write_event(db, run.id, article, "edited", at, capture=capture)
    for problem, capture in change.new.items():
        _write_problem(db, run, looked, problem, capture)
    for number in change.resolved.values():
        db.execute("update problems set resolved_at = ? where id = ?", [now(), number])


def _write_part(
    db: Database,
    run: Run,
    looked: Looked,
    part: str,
    both: tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]],
    tags: Mapping[str, str | None],
) -> None:
    article, (before, after) = looked.article, both
    match part:
        case "wordings":
            _write_wordings(db, run, article, before, after)
            return
        case "credits":
            db.execute("delete from credits where article = ?", [article])
            for name, kind, role, place, text in after:
                db.execute("insert into people (name, kind) values (?, ?) on conflict do nothing", [name, kind])
                db.execute(
                    "insert into credits (article, person, role, place, text) "
                    "select ?, id, ?, ?, ? from people where name = ? and kind = ?",
                    [article, role, place, text, name, kind],
                )
        case "tags":
            db.execute("delete from article_tags where article = ?", [article])
            for place, text in after:
                db.execute(
                    "insert into tags (edition, text, url) values (?, ?, ?) on conflict do nothing",
                    [looked.edition, text, tags.get(text)],
                )
                db.execute(
                    "insert into article_tags (article, tag, place) "
                    "select ?, id, ? from tags where edition = ? and text = ? on conflict do nothing",
                    [article, place, looked.edition, text],
                )
        case "images":
            _replace(db, article, "images", "place, url, caption, credit", after)
        case "links":
            _replace(db, article, "links", "place, url, text, embed", after)
        case "dates":
            _replace(db, article, "dates", "source, text, value, agrees, capture", after)
        case "changes":
            _replace(db, article, "changes", "revision, field, place, kind, before, after", after)


def _replace(db: Database, article: int, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    db.execute(f"delete from {table} where article = ?", [article])
    for row in rows:
        marks = ", ".join("?" * len(row))
        db.execute(f"insert into {table} (article, {columns}) values (?, {marks})", [article, *row])


def _write_wordings(
    db: Database, run: Run, article: int, before: list[tuple[Any, ...]], after: list[tuple[Any, ...]]
) -> None:
    """Write earlier wordings that are read otherwise, or that nobody had seen; none is ever taken away."""
    for row in after:
        if row in before:
            continue
        db.execute(
            f"insert into earlier_wordings (article, {_WORDING}, run) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "on conflict (article, revision) do update set headline = excluded.headline, lead = excluded.lead, "
            "body = excluded.body, digest = excluded.digest, reader = excluded.reader, capture = excluded.capture, "
            "run = excluded.run",
            [article, *row, run.id],
        )


def _write_problem(db: Database, run: Run, looked: Looked, problem: replaying.Problem, capture: int | None) -> None:
    step, text, message = problem
    found = Problem(step=step, text=text, message=message, url=looked.url, edition=looked.edition)
    write_problem(db, run, found, capture, looked.article)
