"""What does search find, in each language, that SQLite's own tokenizers do not?

    python -m benchmarks.searching [--check]

Every language has texts invented for it and queries with the texts that they should find; the same texts
are indexed by the archive, by `unicode61` (words as they stand) and by `trigram` (any three characters).
"""

from __future__ import annotations

import argparse
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlite_utils import Database

from belta_scraper.editions import EDITIONS
from pipelines.archive import search

from .tables import a_table, console

TEXTS: dict[str, tuple[str, ...]] = {
    "ru": (
        "В библиотеке открыли подъём на крышу, откуда видны звёзды.",
        "Читатели библиотек собрали книги о погоде для экономического музея.",
        "Ёлку в парке украсили бубликами, экономика праздника удивила пекаря.",
        "Пекари испекли новые бублики для минского оркестра.",
    ),
    "be": (
        "У садзе выспелі яблыкі, і ўся школа прыйшла па іх.",
        "Школьнікі запісалі песні аб яблыках у бібліятэцы.",
        "Ва ўсіх бібліятэках адкрылі гурткі вышыўкі.",
        "Майстры ўпрыгожылі ганак бібліятэкі птушкамі.",
    ),
    "en": (
        "The library lends out umbrellas along with books.",
        "Libraries in three towns have opened reading rooms.",
        "A runner ran up the stairs of the tower.",
        "Bakers baked bagels for the orchestra's concert.",
    ),
    "de": (
        "Der Ruderklub flickt sein ältestes Boot.",
        "Zwei Boote liegen seit Mai im Trockenen.",
        "In den Bibliotheken leiht man Regenschirme aus.",
        "Die Bäcker der Straße backen Brezeln für die Größten.",
    ),
    "es": (
        "Los jardineros plantaron tulipanes en el parque.",
        "El jardín abre un tulipán gigante a los lectores.",
        "Las bibliotecas prestan paraguas y canciones.",
        "Una canción del orfeón despertó al panadero.",
    ),
    "pl": (
        "Obserwatorium zaprasza na noc gwiazd.",
        "Gwiazdy nad Witebskiem oglądali miłośnicy z tramwaju.",
        "W bibliotekach czytano książki o źródłach rzek.",
        "Książka o łódkach trafiła do biblioteki.",
    ),
    "zh": (
        "图书馆延长夜间开放时间，读者可以借用台灯。",
        "明斯克的面包师为音乐会烤了面包。",
        "市民在公园里看星星，图书馆送来了毯子。",
        "总统公园的郁金香开放了。",
    ),
}


class Query(NamedTuple):
    edition: str
    asked: str
    found: tuple[int, ...]
    """The texts that should be found, from 1."""
    shows: str


QUERIES = (
    Query("ru", "библиотека", (1, 2), "another case, and the plural"),
    Query("ru", "экономика", (3,), "a noun, and not the adjective of its root"),
    Query("ru", "подъем", (1,), "е for ё"),
    Query("ru", "ёлка", (3,), "ё at the beginning, another case"),
    Query("ru", "звезды", (1,), "е for ё, in the middle"),
    Query("ru", "бублик", (3, 4), "singular and plural"),
    Query("ru", '"новые бублики"', (4,), "a phrase"),
    Query("ru", "библ*", (1, 2), "the beginning of a word"),
    Query("ru", "книга погода", (2,), "two words, both in another form"),
    Query("be", "яблык", (1, 2), "another number and case"),
    Query("be", "бібліятэка", (2, 3, 4), "three cases"),
    Query("be", "ўпрыгожылі", (4,), "ў at the beginning"),
    Query("be", "упрыгожылі", (4,), "у for ў"),
    Query("be", "школа", (1,), "a word, and not a longer one that begins alike"),
    Query("be", "бібл*", (2, 3, 4), "the beginning of a word"),
    Query("en", "library", (1, 2), "singular and plural"),
    Query("en", "libraries", (1, 2), "plural and singular"),
    Query("en", "baker", (4,), "singular for plural"),
    Query("en", "orchestra", (4,), "before an apostrophe"),
    Query("en", '"reading rooms"', (2,), "a phrase"),
    Query("en", "umbr*", (1,), "the beginning of a word"),
    Query("de", "Boote", (1, 2), "singular and plural"),
    Query("de", "Bibliothek", (3,), "another case"),
    Query("de", "strasse", (4,), "ss for ß"),
    Query("de", '"ältestes Boot"', (1,), "a phrase"),
    Query("de", "Regensch*", (3,), "the beginning of a word"),
    Query("es", "tulipán", (1, 2), "singular and plural, with its accent"),
    Query("es", "tulipan", (1, 2), "without its accent"),
    Query("es", "canción", (3, 4), "singular and plural"),
    Query("es", "biblioteca", (3,), "singular for plural"),
    Query("pl", "gwiazda", (1, 2), "three forms"),
    Query("pl", "książka", (3, 4), "singular and plural"),
    Query("pl", "biblioteka", (3, 4), "another case"),
    Query("pl", "łódka", (4,), "another case"),
    Query("zh", "图书馆", (1, 3), "a word inside a sentence"),
    Query("zh", "总统", (4,), "a word of two characters"),
    Query("zh", "公园", (3, 4), "a word of two characters, in two sentences"),
    Query("zh", "馆", (1, 3), "a single character"),
    Query("zh", "书图", (), "what does not stand there"),
    Query("zh", "面包 音乐会", (2,), "two words"),
)


REASONS = {
    ("be", "бібліятэка"): "Before -цы the stem itself changes (-тэка, -тэцы); the suffix rules do not follow it.",
    ("es", "tulipan"): "Without its accent, the stemmer takes the end of the word for one of a verb.",
}
"""What the archive does not find yet, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    query: Query
    archive: tuple[int, ...]
    unicode61: tuple[int, ...]
    trigram: tuple[int, ...]


def answers() -> list[Answer]:
    """Every query, asked of the three indexes."""
    ours, words, trigrams = _ours(), _other("unicode61"), _other("trigram")
    return [
        Answer(
            query=query,
            archive=_ask(ours, query, lambda query: search.query_of(query.asked, EDITIONS[query.edition].language)),
            unicode61=_ask(words, query, _plainly),
            trigram=_ask(trigrams, query, _plainly),
        )
        for query in QUERIES
    ]


def _numbered() -> Iterator[tuple[int, str, str]]:
    for place, (edition, texts) in enumerate(TEXTS.items()):
        for number, text in enumerate(texts, start=1):
            yield place * 100 + number, edition, text


def _ours() -> sqlite3.Connection:
    """An index as the archive has it: its columns, its terms."""
    db = Database(memory=True)
    db.execute(
        "create virtual table articles_fts using fts5(headline, body, headline_stems, body_stems, content = '', "
        'tokenize = "unicode61 remove_diacritics 0")'
    )
    for number, edition, text in _numbered():
        search.index(db, number, None, text, EDITIONS[edition].language)
    return db.conn


def _other(tokenizer: str) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"create virtual table articles_fts using fts5(body, tokenize = '{tokenizer}')")
    connection.executemany(
        "insert into articles_fts (rowid, body) values (?, ?)", [(number, text) for number, _, text in _numbered()]
    )
    return connection


def _plainly(query: Query) -> str:
    """What was asked, in the words of FTS5 itself, each quoted as its documentation says."""
    parts = re.findall(r'"[^"]*"|[^\s"]+', query.asked)
    return " ".join(
        part if part.startswith('"') else f'"{part.rstrip("*")}"{" *" if part.endswith("*") else ""}' for part in parts
    )


def _ask(connection: sqlite3.Connection, query: Query, terms: Callable[[Query], str]) -> tuple[int, ...]:
    rows = connection.execute(
        "select rowid from articles_fts where articles_fts match ? order by rowid", [terms(query)]
    ).fetchall()
    first = list(TEXTS).index(query.edition) * 100
    return tuple(row - first for (row,) in rows if first < row < first + 100)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; with `--check`, the status is 1 where the archive's answer is wrong and no reason is stated."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--check", action="store_true", help="fail where the archive finds something else than it should"
    )
    options = parser.parse_args(arguments)
    table = a_table(
        "Texts found, of those that should be", ["query", "shows", "should", "archive", "unicode61", "trigram"]
    )
    found = answers()
    for answer in found:
        marks = [_mark(answer.query.found, one) for one in (answer.archive, answer.unicode61, answer.trigram)]
        table.add_row(
            f"{answer.query.edition}  {answer.query.asked}", answer.query.shows, _texts(answer.query.found), *marks
        )
    right = [sum(getattr(answer, name) == answer.query.found for answer in found) for name in INDEXES]
    table.add_section()
    table.add_row("right", "", str(len(found)), *map(str, right))
    console().print(table)
    unexplained = 0
    for answer in found:
        reason = REASONS.get((answer.query.edition, answer.query.asked))
        if (answer.archive == answer.query.found) == (reason is None):
            continue
        print(f"{answer.query.asked} ({answer.query.edition}): {reason or 'wrong, and no reason is stated.'}")
        unexplained += reason is None or answer.archive == answer.query.found
    return int(options.check and unexplained > 0)


INDEXES = ("archive", "unicode61", "trigram")


def _texts(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def _mark(should: Sequence[int], found: Sequence[int]) -> str:
    return f"{_texts(found)} {'✓' if tuple(should) == tuple(found) else '✗'}"


if __name__ == "__main__":
    raise SystemExit(main())
