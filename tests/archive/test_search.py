"""Search in seven languages: inflected words, Chinese, and whatever a reader types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.archive import search
from pipelines.archive.keep import ArticleKeeper
from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run
from tests.records import an_article

# What is printed, and what is asked for: invented sentences.
FOUND = [
    ("ru", "Лодочники собрались у причала", "лодочник"),
    ("ru", "О состоянии экономики рассказал садовод", "экономика"),
    ("ru", "Ёжик пришёл в библиотеку", "ежик"),
    ("ru", "Ежик пришел в библиотеку", "ёжик"),
    ("ru", "В библиотеке открылась выставка", '"библиотека открылась"'),
    ("ru", "В библиотеке открылась выставка", "библ*"),
    ("be", "Выстава адкрылася ў гарадской бібліятэцы", "выставы"),
    ("be", "Юныя лыжніцы выйгралі эстафету", "эстафета"),
    ("be", "Лодкі вярнуліся ўвечары", "увечары"),
    ("en", "Rowers repaired the oldest boats", "boat"),
    ("de", "Die Ruderklubs flicken alte Boote", "boot"),
    ("es", "Los remeros arreglaron las barcas", "barca"),
    ("pl", "Wioślarze naprawili stare łodzie", "stara"),
    ("zh-Hans", "明斯克小学举办纸鹤展览", "纸鹤"),
    ("zh-Hans", "明斯克小学举办纸鹤展览", "明斯克"),
    ("zh-Hans", "展览将持续到2026年10月", "2026"),
]
NOT_FOUND = [
    ("ru", "Лодочники собрались у причала", "самолёт"),
    ("ru", "В библиотеке открылась выставка", '"выставка открылась"'),
    ("zh-Hans", "明斯克小学举办纸鹤展览", "鹤纸"),
    ("en", "Rowers repaired the oldest boats", "boat AND NOT rowers"),
]


def hits(archive: Archive, query: str) -> int:
    sql = "select count(*) from articles_fts where articles_fts match ?"
    return int(archive.db.execute(sql, [query]).fetchone()[0])


@pytest.mark.parametrize(("language", "printed", "asked"), FOUND)
def test_a_reader_finds_the_word_in_any_form(archive: Archive, language: str, printed: str, asked: str) -> None:
    archive.db.execute("select 1")
    search.index(archive.db, 1, None, printed, language)

    assert hits(archive, search.query_of(asked, language)) == 1


@pytest.mark.parametrize(("language", "printed", "asked"), NOT_FOUND)
def test_a_reader_does_not_find_what_is_not_there(archive: Archive, language: str, printed: str, asked: str) -> None:
    search.index(archive.db, 1, None, printed, language)

    assert hits(archive, search.query_of(asked, language)) == 0


def test_a_plain_sqlite3_user_finds_exact_words(archive: Archive) -> None:
    search.index(archive.db, 1, "Лодочники собрались", "О состоянии экономики", "ru")

    assert hits(archive, "экономики") == 1
    assert hits(archive, "headline : лодочники") == 1


@given(st.text())
def test_nothing_a_reader_types_is_an_error(text: str) -> None:
    from sqlite_utils import Database

    db = Database(memory=True)
    db.execute("create virtual table articles_fts using fts5(headline, body, headline_stems, body_stems, content='')")
    for language in ("ru", "be", "zh-Hans", "en"):
        if query := search.query_of(text, language):
            db.execute("select count(*) from articles_fts where articles_fts match ?", [query]).fetchone()
    db.close()


def test_an_archive_indexed_by_older_rules_is_indexed_anew(archive: Archive, run: Run) -> None:
    ArticleKeeper(archive, run).keep(an_article())
    archive.commit()
    archive.db.execute("insert into articles_fts (articles_fts) values ('delete-all')")
    archive.db.execute("update about set value = '0' where key = 'search_terms'")
    path = archive.path
    archive.close()

    with Archive(path) as again:
        assert hits(again, search.query_of("booten", "de")) == 1
        assert hits(again, search.query_of("boot", "de")) == 1
