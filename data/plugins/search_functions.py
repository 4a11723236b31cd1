"""How does SQL in the browser search the archive, and how is what was found shown?

* `search_terms(text, language)` is what a reader typed, as a query for `articles_fts`; without a
  language, in all of the editions'.
* `excerpt_of(text, query, language)` is the part of a text where the query is first met.
* The template filter `marked` makes of a text a piece of HTML in which what was found is marked.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from datasette import hookimpl
from jinja2 import Environment
from markupsafe import Markup, escape

from belta_scraper.editions import EDITIONS
from pipelines.archive.search import query_of, stems_of, words_of

EXCERPT_LENGTH = 260
BEFORE_THE_FIND = 90
NO_WORDS = '""'
"""The phrase of no words; FTS5 takes the empty string for a mistake."""

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_TERM = re.compile(r'\{(\w+) \w+\} : "([^"]*)"')
_SPACE = re.compile(r"\s+")


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    conn.create_function("search_terms", 2, search_terms, deterministic=True)
    conn.create_function("excerpt_of", 3, excerpt_of, deterministic=True)


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    env.filters["marked"] = marked


def search_terms(text: str | None, language: str | None) -> str:
    """A query for FTS5; where no word was typed, one that nothing answers.

    >>> search_terms("библиотеки", "ru")
    '({headline_stems body_stems} : "библиотек")'
    """
    languages = [language] if language else [edition.language for edition in EDITIONS.values()]
    queries = dict.fromkeys(query_of(str(text or ""), each) for each in languages)
    return " OR ".join(f"({query})" for query in queries if query) or NO_WORDS


def excerpt_of(text: str | None, query: str | None, language: str | None) -> str | None:
    """Some words of a text before and after the first find; its beginning where there is none."""
    if text is None:
        return None
    first = next(_finds(text, str(query or ""), language or ""), None)
    start = max(0, first[0] - BEFORE_THE_FIND) if first else 0
    if start:
        # From a whole word; where there are no blanks, as in Chinese, from anywhere.
        blank = _SPACE.search(text, start, start + BEFORE_THE_FIND // 2)
        start = blank.end() if blank else start
    end = min(len(text), start + EXCERPT_LENGTH)
    if end < len(text):
        end = _end_of_word_before(text, end)
    excerpt = _SPACE.sub(" ", text[start:end]).strip()
    return ("… " if start else "") + excerpt + (" …" if end < len(text) else "")


def _end_of_word_before(text: str, end: int) -> int:
    """Where the last whole word before a place ends, if that is near; the place itself if not."""
    return next((place for place in range(end, max(0, end - 30), -1) if text[place].isspace()), end)


def marked(text: str | None, query: str | None, language: str | None) -> Markup:
    """The text, escaped, with what the query finds in it between <mark> and </mark>."""
    text = text or ""
    pieces: list[Markup] = []
    done = 0
    for start, end in _finds(text, query or "", language or ""):
        pieces += [escape(text[done:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        done = end
    pieces.append(escape(text[done:]))
    return Markup("").join(pieces)


def _finds(text: str, query: str, language: str) -> Iterator[tuple[int, int]]:
    """Beginning and end of each find, in order, those that touch as one."""
    stems, beginnings = _wanted(query, language)
    if not stems and not beginnings:
        return
    start = end = 0
    for word in _WORD.finditer(text):
        for found_start, found_end in _finds_in_word(word, language, stems, beginnings):
            if end and found_start > end:
                yield start, end
                start = found_start
            elif not end:
                start = found_start
            end = found_end
    if end:
        yield start, end


def _finds_in_word(
    word: re.Match[str], language: str, stems: frozenset[str], beginnings: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    if not _HAN.search(word[0]):
        folded, stemmed = _terms_of(word[0], language)
        if not stems.isdisjoint(stemmed) or folded.startswith(beginnings):
            yield word.span()
        return
    # Chinese is found by pairs of characters, or by a single one.
    for place in range(len(word[0])):
        pair = word[0][place : place + 2]
        if pair in stems:
            yield word.start() + place, word.start() + place + len(pair)
        elif pair[0] in stems:
            yield word.start() + place, word.start() + place + 1


@lru_cache(maxsize=50_000)
def _terms_of(word: str, language: str) -> tuple[str, frozenset[str]]:
    """A word in small letters, and its stems."""
    return next(iter(words_of(word)), ""), frozenset(stems_of(word, language))


@lru_cache(maxsize=100)
def _wanted(query: str, language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The stems that a query asks for, and the beginnings of words."""
    stems: set[str] = set()
    beginnings: list[str] = []
    for column, terms in _TERM.findall(query_of(query, language)):
        if column.endswith("_stems"):
            stems.update(terms.split())
        else:
            beginnings += terms.split()
    return frozenset(stems), tuple(beginnings)
