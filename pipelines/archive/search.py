"""Which terms does a text answer to, in seven languages, and which does a query ask for?

SQLite's tokenizer finds nothing inside a Chinese sentence and does not know that `экономики` is
`экономика`. So `articles_fts` indexes terms made here: words in small letters with ё/е folded (for
exact words), stems by Snowball (Belarusian, which no library stems, by a few suffix rules), and
pairs of neighbouring characters for Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer
from sqlite_utils import Database

TERMS_VERSION = "1"
"""Raise it when a text's terms change: archives are then indexed anew when next opened."""

_STEMMED = {"ru": "russian", "en": "english", "de": "german", "es": "spanish", "pl": "polish"}
_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_FOLDED = str.maketrans({"ё": "е", "’": "'", "ʼ": "'"})

# Endings of Belarusian nouns, adjectives and verbs, longest first; cut only where a stem of three
# letters or more is left, so that short words stay whole.
_BELARUSIAN_ENDINGS = (
    "аванняў", "аваннямі", "ванне", "ваннем", "ваннях", "асцямі", "асцяў", "асцях", "асцю", "асць", "асці",
    "ымі", "імі", "амі", "ямі", "ага", "яга", "аму", "яму", "аў", "яў", "оў", "ёў", "еў", "ам", "ям", "ом", "ем",
    "ах", "ях", "ай", "яй", "ой", "ей", "эй", "ую", "юю", "ая", "яя", "ое", "ае", "яе", "ыя", "ія", "ым", "ім",
    "ых", "іх", "ыць", "іць", "аць", "яць", "ўся", "ся", "цца", "ць", "ыў", "іў", "ла", "лі", "ло",
    "а", "я", "о", "е", "э", "у", "ю", "ы", "і", "ь", "й", "ў",
)  # fmt: skip


def fold(text: str) -> str:
    """Small letters, compatibility forms unified, ё as е.

    >>> fold("Подъём")
    'подъем'
    """
    return unicodedata.normalize("NFKC", text).lower().translate(_FOLDED)


def words_of(text: str) -> list[str]:
    """The words as printed, folded: what a plain `sqlite3` user can ask for."""
    return _WORD.findall(fold(text))


def stems_of(text: str, language: str) -> list[str]:
    """The terms under which a text, or a query, in this language (BCP 47) is found.

    >>> stems_of("экономики", "ru") == stems_of("экономика", "ru")
    True
    >>> stems_of("明斯克", "zh-Hans")
    ['明斯', '斯克']
    """
    primary = language.partition("-")[0]
    stems: list[str] = []
    for word in words_of(text):
        if _HAN.search(word):
            stems += _pairs(word)
        else:
            stems.append(_stem(word, primary))
    return stems


def _pairs(word: str) -> list[str]:
    """Neighbouring characters of each run of Chinese in a word; what stands between runs as it is."""
    terms: list[str] = []
    position = 0
    for run in _HAN.finditer(word):
        if between := word[position : run.start()]:
            terms.append(between)
        han = run.group()
        terms += [han[i : i + 2] for i in range(len(han) - 1)] or [han]
        position = run.end()
    if rest := word[position:]:
        terms.append(rest)
    return terms


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str) -> str:
    if language == "be":
        word = word.replace("ў", "у")
        for ending in _BELARUSIAN_ENDINGS:
            ending = ending.replace("ў", "у")
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word.removesuffix(ending)
        return word
    if language in _STEMMED:
        return str(_stemmer(language).stemWord(word))
    return word


@lru_cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    # Its own cache would only double ours.
    return Stemmer.Stemmer(_STEMMED[language], 0)


def query_of(text: str, language: str) -> str:
    """What a reader typed, as a query for FTS5: quoted parts are phrases, `*` ends the beginning of a word.

    Nothing a reader types is an error: every term is quoted for FTS5. Empty where no word was typed.

    >>> query_of("новости библиотека*", "ru")
    '{headline_stems body_stems} : "новост" AND {headline body} : "библиотека" *'
    """
    terms: list[str] = []
    for phrase, bare in re.findall(r'"([^"]*)"?|([^\s"]+)', text):
        if bare.endswith("*") and not _HAN.search(bare):
            if words := words_of(bare):
                terms.append(f'{{headline body}} : "{" ".join(words)}" *')
        elif stems := stems_of(phrase or bare, language):
            # Chinese is found by pairs: a single character where it begins one.
            one_character = len(stems) == len(stems[0]) == 1 and _HAN.fullmatch(stems[0])
            terms.append(f'{{headline_stems body_stems}} : "{" ".join(stems)}"{" *" if one_character else ""}')
    return " AND ".join(terms)


def index(db: Database, article: int, headline: str | None, body: str, language: str) -> None:
    """Make an article findable under its present wording."""
    db.execute(
        "insert into articles_fts (rowid, headline, body, headline_stems, body_stems) values (?, ?, ?, ?, ?)",
        [article, *_row(headline, body, language)],
    )


def forget(db: Database, article: int, headline: str | None, body: str, language: str) -> None:
    """Take a wording out of the index; it must be the one that was put in."""
    db.execute(
        "insert into articles_fts (articles_fts, rowid, headline, body, headline_stems, body_stems) "
        "values ('delete', ?, ?, ?, ?, ?)",
        [article, *_row(headline, body, language)],
    )


def _row(headline: str | None, body: str, language: str) -> list[str]:
    head = headline or ""
    texts = (words_of(head), words_of(body), stems_of(head, language), stems_of(body, language))
    return [" ".join(terms) for terms in texts]


def prepare(db: Database) -> None:
    """Index an archive anew if its terms were made by other rules than today's."""
    stored = db.execute("select value from about where key = 'search_terms'").fetchone()
    if stored and stored[0] == TERMS_VERSION:
        return
    db.execute("insert into articles_fts (articles_fts) values ('delete-all')")
    rows = db.execute("select id, headline, body, language, edition from articles")
    for article, headline, body, language, edition in rows:
        index(db, article, headline, body, language or edition)
    db.execute(
        "insert into about (key, value, description) values ('search_terms', ?, ?) "
        "on conflict (key) do update set value = excluded.value",
        [TERMS_VERSION, "rules by which articles_fts was made"],
    )
