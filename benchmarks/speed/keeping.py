"""How many rows a second does keeping write, beside SQLite alone writing the same rows into the same tables?"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from belta_scraper import settings
from belta_scraper.editions import EDITIONS
from belta_scraper.items import Article
from belta_scraper.pages import read_article
from benchmarks.steps import a_capture, settled
from pipelines.archive.keep import ArticleKeeper
from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run
from pipelines.archive.search import stems_of, words_of

from .pages import Page

BATCH = settings.ARCHIVE_BATCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Rows that were written, the seconds of each round, and what they fill."""

    rows: int
    ours: list[float]
    alone: list[float]
    file_bytes: int
    text_bytes: int

    def a_second(self, seconds: Sequence[float]) -> list[float]:
        return [self.rows / each for each in seconds]


def articles_of(pages: Sequence[Page], many: int) -> list[Article]:
    """So many settled articles: the pages' own, under numbers of their own."""
    fetched_at = datetime(2026, 12, 20, tzinfo=UTC)
    read = [
        settled(
            read_article(
                page.text, url=page.url, edition=EDITIONS[page.edition],
                capture=a_capture(page.url, fetched_at=fetched_at),
            )
        )
        for page in pages
    ]  # fmt: skip
    articles = []
    for number in range(many):
        article = read[number % len(read)]
        own = 1_000_000 + number
        at = fetched_at + timedelta(seconds=number)
        url = f"{(article.url or '').rstrip('/')}-{own}-2026/"
        capture = replace(article.capture, url=url, source=url, fetched_at=at, digest=f"sha256:{own:064x}")
        articles.append(replace(article, number=own, year=2026, url=url, capture=capture))
    return articles


def measure(articles: Sequence[Article], folder: Path, *, rounds: int, tell: Callable[[str], None]) -> Keeping:
    ours, alone = [], []
    rows = file_bytes = 0
    for number in range(rounds):
        tell(f"Round {number + 1} of {rounds}: keeping {len(articles)} articles")
        kept = folder / f"kept-{number}.db"
        with Archive(kept) as archive:
            ours.append(sum(keep(archive, articles)))
        tell(f"Round {number + 1} of {rounds}: SQLite alone")
        batches = -(-len(articles) // BATCH)
        rows, seconds = _seconds_of_sqlite(kept, folder / f"alone-{number}.db", batches)
        alone.append(seconds)
        file_bytes = kept.stat().st_size
    text_bytes = sum(len("\n".join([article.headline or "", *(article.body or ())]).encode()) for article in articles)
    return Keeping(rows=rows, ours=ours, alone=alone, file_bytes=file_bytes, text_bytes=text_bytes)


def keep(archive: Archive, articles: Sequence[Article]) -> list[float]:
    """Keep articles as a run does; the seconds that each batch takes."""
    run = Run(archive=archive, spider="listings", arguments={}, editions=tuple(EDITIONS))
    assert run.id  # the archive, its schema and the run's row are made before the clock starts
    archive.commit()
    keeper, seconds = ArticleKeeper(archive, run), []
    for start in range(0, len(articles), BATCH):
        begun = time.perf_counter()
        archive.begin()
        for article in articles[start : start + BATCH]:
            with archive.db.atomic():
                keeper.keep(article)
        archive.commit()
        seconds.append(time.perf_counter() - begun)
    return seconds


def _seconds_of_sqlite(kept: Path, path: Path, batches: int) -> tuple[int, float]:
    """Rows of the kept archive, and the seconds in which SQLite writes them, in as many transactions."""
    with Archive(path) as archive:
        assert archive.db  # which makes the tables
        archive.commit()
    with closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as source:
        rows = {
            f"insert or ignore into {table} ({', '.join(columns)}) values ({', '.join('?' * len(columns))})":
            source.execute(f"select {', '.join(columns)} from {table}").fetchall()
            for (table,) in source.execute("select name from sqlite_master where type = 'table'").fetchall()
            if (columns := _columns(source, table))
        }  # fmt: skip
        found = source.execute("select id, headline, body, language from articles").fetchall()
    rows["insert into articles_fts (rowid, headline, body, headline_stems, body_stems) values (?, ?, ?, ?, ?)"] = [
        (
            article,
            *(" ".join(words_of(text or "")) for text in texts),
            *(" ".join(stems_of(text or "", language)) for text in texts),
        )
        for article, *texts, language in found
    ]
    with closing(sqlite3.connect(path, isolation_level=None)) as target:
        target.execute("pragma synchronous = full")
        begun = time.perf_counter()
        for batch in range(batches):
            target.execute("begin immediate")
            for statement, whole in rows.items():
                part = whole[batch * len(whole) // batches : (batch + 1) * len(whole) // batches]
                if part:
                    target.executemany(statement, part)
            target.execute("commit")
        return sum(map(len, rows.values())), time.perf_counter() - begun


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table of ours that can be written; none of search's, whose rows cannot be read back."""
    if table.startswith(("articles_fts", "_", "sqlite_")):
        return []
    found = connection.execute("select name from pragma_table_xinfo(?) where hidden = 0", [table])
    return [str(name) for (name,) in found]
