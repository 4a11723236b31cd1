"""Does the search index say of every article what would be prepared for it today, and nothing else?

The index is copied into a temporary one, and beside it one is made anew from the articles. When each
has been merged into one piece, they must be the same, byte for byte. (FTS5's own comparison of an index
with its content adds up a checksum in which a flipped letter cancels itself out, for each word stands in
two columns here.) At last every term is asked for, for the ways to them are apart from the terms.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from .. import search
from .damage import Damage, Tell

_SHADOWS = ("data", "idx", "docsize", "config")

_NOT_IN_BOTH = """
select id, key, 'is not in the search index' from articles where id not in (select id from articles_fts_docsize)
union all
select id, null, 'is in the search index, and nowhere else' from articles_fts_docsize
where id not in (select id from articles)
order by 1
"""

_PREPARED = """
create temp view prepared as select
  id, words_of(headline) as headline, words_of(body) as body,
  stems_of(headline, language) as headline_stems, stems_of(body, language) as body_stems
from (
  select id, cast(headline as blob) as headline, cast(body as blob) as body,
         cast(coalesce(language, edition) as blob) as language
  from main.articles
)
"""

_INTO = "insert into temp.{} (rowid, headline, body, headline_stems, body_stems) "

_FURTHER = 2**63 - 1
"""A row that no article has."""

_AT_ONCE = 1000
"""Ids whose articles' terms are made before progress is told."""


def wrong_terms(conn: sqlite3.Connection, tell: Tell) -> Iterator[Damage]:
    """What is wrong with the index; article by article, where that can be told."""
    told: set[int] = set()
    for article, key, what in conn.execute(_NOT_IN_BOTH).fetchall():
        told.add(article)
        yield _damage(article, key, what)
    _copy(conn)
    _make_anew(conn, tell)
    try:
        if _are_the_same(conn):
            yield from _not_found(conn, tell)
            return
        indexed, anew = _digests(conn, "copied"), _digests(conn, "anew")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise
        indexed, anew = {}, {}
    keys = conn.execute("select id, key from articles order by id")
    differing = [(article, key) for article, key in keys if indexed.get(article) != anew.get(article)]
    for article, key in differing:
        if article not in told:
            yield _damage(article, key, "is indexed under other words than it holds")
    if not told and not differing:
        yield Damage(
            kind="search", message="The search index is damaged in itself: it does not find all that it holds."
        )


def _damage(article: int, key: str | None, what: str) -> Damage:
    called = f"articles {article} ({key})" if key else f"articles {article}"
    return Damage(kind="search", table="articles_fts", key=article, message=f"{called} {what}.")


def _copy(conn: sqlite3.Connection) -> None:
    """The index as it is, as `temp.copied`."""
    _create(conn, "copied")
    for shadow in _SHADOWS:
        conn.execute(f"delete from temp.copied_{shadow}")
        conn.execute(f"insert into temp.copied_{shadow} select * from main.articles_fts_{shadow}")


def _make_anew(conn: sqlite3.Connection, tell: Tell) -> None:
    """The index as it should be, as `temp.anew`."""
    conn.create_function("words_of", 1, lambda text: " ".join(search.words_of(_read(text))), deterministic=True)
    conn.create_function("stems_of", 2, lambda text, language: " ".join(search.stems_of(_read(text), _read(language))))
    conn.execute(_PREPARED)
    _create(conn, "anew")
    (last,) = conn.execute("select coalesce(max(id), 0) from articles").fetchone()
    for first in range(0, last + 1, _AT_ONCE):
        tell("search", first, last)
        between = [first, first + _AT_ONCE - 1]
        conn.execute(_INTO.format("anew") + "select * from temp.prepared where id between ? and ?", between)


def _create(conn: sqlite3.Connection, index: str) -> None:
    (sql,) = conn.execute("select sql from main.sqlite_master where name = 'articles_fts'").fetchone()
    conn.execute(sql.replace("articles_fts", f"temp.{index}", 1))


def _read(text: bytes | None) -> str:
    """Text as the archive has it; where it is damaged, what can be read of it: its row is told elsewhere."""
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else ""


def _are_the_same(conn: sqlite3.Connection) -> bool:
    conn.execute("insert into temp.copied (copied) values ('integrity-check')")
    for index in ("copied", "anew"):
        # Nothing would be merged where there is one piece only, and what is not merged is laid out otherwise.
        conn.execute("savepoint piece")
        conn.execute(_INTO.format(index) + f"values ({_FURTHER}, 'a', 'further', 'piece', '')")
        conn.execute("release piece")
        conn.execute("savepoint piece")
        conn.execute(f"insert into temp.{index} ({index}) values ('optimize')")
        conn.execute("release piece")
    return all(ours == other for ours, other in zip_longest(_content(conn, "copied"), _content(conn, "anew")))


def _not_found(conn: sqlite3.Connection, tell: Tell) -> Iterator[Damage]:
    """Terms that the index holds and does not find: the ways to them are no part of what has been compared."""
    conn.execute("create virtual table temp.terms using fts5vocab('main', 'articles_fts', 'row')")
    asked = "select count(*) from main.articles_fts where articles_fts match ?"
    asked_anew = f"select count(*) from temp.anew where anew match ? and rowid < {_FURTHER}"
    lost = 0
    for done, (term, articles) in enumerate(conn.execute("select term, doc from temp.terms")):
        if done % 1000 == 0:
            tell("search terms", done, 0)
        if conn.execute(asked, [f'"{term}"']).fetchone() != (articles,):
            lost += conn.execute(asked_anew, [f'"{term}"']).fetchone() == (articles,)
    if lost:
        message = (
            f"The search index is damaged in itself: it does not find {lost:,} words in every article that has them."
        )
        yield Damage(kind="search", table="articles_fts", message=message)


def _content(conn: sqlite3.Connection, index: str) -> Iterator[tuple[int, bytes]]:
    # Leaves and averages, whatever the number of the piece they belong to; 10 is the list of pieces.
    page = "id & 0x1fffffffff"
    yield from conn.execute(f"select {page}, block from temp.{index}_data where id <> 10 order by {page}")
    yield from conn.execute(f"select id, sz from temp.{index}_docsize order by id")


def _digests(conn: sqlite3.Connection, index: str) -> dict[int, int]:
    """For each article of an index, one number that stands for all its terms and where they stand."""
    conn.execute(f"create virtual table temp.{index}_terms using fts5vocab('temp', '{index}', 'instance')")
    digests: defaultdict[int, int] = defaultdict(int)
    for term, article, column, offset in conn.execute(f"select term, doc, col, offset from temp.{index}_terms"):
        digests[article] += hash((term, column, offset))
    return digests
