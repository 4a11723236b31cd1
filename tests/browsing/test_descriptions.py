"""Every table, view and column is described, and every question that people can click is answered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.utils import parse_metadata

from pipelines.archive.comments import read_comments
from pipelines.archive.opening import Archive
from tests.browsing.conftest import DATA, Site, configuration
from tests.browsing.invented import BOAT, CHESS, LIBRARY, ORCHARD, make_archive, put

METADATA = parse_metadata((DATA / "metadata.yaml").read_text(encoding="utf-8"))
OURS = METADATA["plugins"]["describe-archives"]
SHADOWS = ("articles_fts_",)
"""Tables that SQLite keeps for itself, behind the search index."""


def schema_of(path: Path) -> dict[str, list[str]]:
    """The columns of every table and view that the migrations make."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute("select name from sqlite_master where type in ('table', 'view')")
            if not name.startswith(SHADOWS)
        ]
        return {name: [row[1] for row in connection.execute(f"pragma table_info([{name}])")] for name in names}


def new_archive(path: Path) -> Path:
    with Archive(path) as archive:
        assert archive.db.table_names()
    return path


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    return schema_of(new_archive(tmp_path_factory.mktemp("new") / "new.db"))


def described(site: Site, database: str = "belta") -> dict[str, Any]:
    words: dict[str, Any] = site.get("/-/metadata.json").json()["databases"][database]
    return words


def test_every_table_view_and_column_is_described(site: Site, schema: dict[str, list[str]]) -> None:
    words = described(site)["tables"]

    silent = [name for name in schema if not words[name].get("description")]
    silent += [
        f"{name}.{column}" for name in schema for column in schema[name] if not words[name]["columns"].get(column)
    ]

    assert silent == []


def test_nothing_is_described_that_is_not_in_the_schema(schema: dict[str, list[str]]) -> None:
    strangers = [name for name in OURS["tables"] if name not in schema]
    for name, words in OURS["tables"].items():
        named = {*words.get("columns", {}), *words.get("facets", [])}
        named |= {words[key] for key in ("label_column", "sort", "sort_desc") if key in words}
        strangers += [f"{name}.{column}" for column in named if column not in schema.get(name, [])]
    everywhere = {column for columns in schema.values() for column in columns}
    strangers += [column for column in OURS["columns"] if column not in everywhere]

    assert strangers == []


def test_a_column_is_described_in_the_words_of_the_schema(site: Site) -> None:
    columns = described(site)["tables"]["articles"]["columns"]

    assert columns["published_from"] == "the candidate that won, and by which rule"


@pytest.mark.parametrize(
    ("sql", "words", "columns"),
    [
        ("CREATE TABLE a (  -- rows of a\n  b text, -- b's words\n  c text\n)", "rows of a", {"b": "b's words"}),
        ("CREATE TABLE a (\n  b text default '--', -- after two hyphens\n  unique (b)\n)", None, {"b": "after two hyphens"}),
        ("CREATE TABLE a (b text, c text) -- at the end", "at the end", {}),
        ("CREATE VIEW v as -- a view\nselect\n  x + 1 as y, -- one more\n  z\nfrom a", "a view", {"y": "one more"}),
        ("CREATE TABLE [a] (\n  [b] text, -- in brackets\n  \"c\" text -- in quotation marks\n)", None, {"b": "in brackets", "c": "in quotation marks"}),
    ],
)  # fmt: skip
def test_comments_at_the_ends_of_lines_are_read(sql: str, words: str | None, columns: dict[str, str]) -> None:
    assert read_comments(sql) == (words, columns)


@pytest.fixture
def site_of_three(tmp_path: Path) -> Iterator[Site]:
    folder = configuration(tmp_path)
    new_archive(folder / "belta.db")
    new_archive(folder / "any other name.db")
    with closing(sqlite3.connect(folder / "stamps.db")) as stamps:
        stamps.execute("create table articles (-- an album\n  id integer primary key, headline text, body text)")
        stamps.execute("insert into articles (headline, body) values ('A blue one', 'with perforation')")
        stamps.commit()
    site = Site(folder)
    yield site
    site.close()


def test_an_archive_is_described_whatever_its_file_is_called(site_of_three: Site) -> None:
    assert described(site_of_three, "any other name")["tables"] == described(site_of_three, "belta")["tables"]


def test_a_database_of_somebody_else_is_left_alone(site_of_three: Site) -> None:
    assert "stamps" not in site_of_three.get("/-/metadata.json").json()["databases"]
    assert "A blue one" in site_of_three.page("/stamps/articles")
    assert "with perforation" in site_of_three.page("/stamps/articles/1")
    assert "stamps" in site_of_three.page("/")


def test_helper_tables_are_hidden(site: Site) -> None:
    tables = {table["name"]: table["hidden"] for table in site.get("/belta.json").json()["tables"]}

    hidden = {name for name, is_hidden in tables.items() if is_hidden}
    assert hidden == {"_sqlite_migrations", "articles_fts", *(name for name in tables if name.startswith(SHADOWS))}


def test_articles_are_listed_the_newest_first(site: Site) -> None:
    moments = [row["published_at"] for row in site.rows("/belta/articles.json") if row["published_at"]]

    assert len(moments) > 3
    assert moments == sorted(moments, reverse=True)


def test_a_schema_that_grows_while_datasette_is_up_is_described(tmp_path: Path) -> None:
    folder = configuration(tmp_path)
    (folder / "belta.db").touch()
    site = Site(folder)
    try:
        assert "tables" not in site.get("/-/metadata.json").json()["databases"].get("belta", {})
        make_archive(folder / "belta.db")

        assert described(site)["tables"]["articles"]["description"]
        assert "Numbers missing" in site.page("/")
    finally:
        site.close()


@pytest.mark.parametrize("question", OURS["queries"])
def test_a_question_has_a_title_and_says_what_it_asks(question: str) -> None:
    assert OURS["queries"][question]["title"]
    assert len(OURS["queries"][question]["description"]) > 30


@pytest.mark.parametrize("question", OURS["queries"])
@pytest.mark.parametrize(
    "chosen", ["", "?edition=de", "?edition=nowhere", "?edition='", '?q="*&day=x&widest=x&role=%00&since=x']
)
def test_a_question_is_answered_whatever_is_chosen(site: Site, question: str, chosen: str) -> None:
    assert site.get(f"/belta/{question}{chosen}").status_code == 200
    assert site.get(f"/belta/{question}.json{chosen}").status_code == 200


@pytest.mark.parametrize("question", OURS["queries"])
def test_a_question_is_answered_of_an_archive_with_nothing_in_it(tmp_path: Path, question: str) -> None:
    new_archive(configuration(tmp_path) / "belta.db")
    site = Site(tmp_path)
    try:
        assert site.rows(f"/belta/{question}.json") == []
        assert "Nothing" in site.page(f"/belta/{question}") or question == "search"
    finally:
        site.close()


def answer(site: Site, question: str) -> list[dict[str, Any]]:
    return site.rows(f"/belta/{question}.json" if "?" not in question else f"/belta/{question.replace('?', '.json?')}")


def test_the_articles_of_the_last_day_are_told_in_the_order_of_the_clock(site: Site) -> None:
    rows = answer(site, "articles_of_a_day")

    assert len(rows) == 7  # the eighth carries no date
    assert [row["published"] for row in rows] == sorted(row["published"] for row in rows)
    assert answer(site, "articles_of_a_day?day=2020-01-01") == []


def test_coverage_counts_what_was_listed_and_kept(site: Site) -> None:
    german = [row for row in answer(site, "coverage_by_day?edition=de") if row["day"] == "2026-09-30"]

    assert [(row["listed"], row["kept"], row["missing"]) for row in german] == [(3, 1, 2)]


def test_incomplete_days_name_what_is_missing_and_why(site: Site) -> None:
    rows = answer(site, "incomplete_days")

    assert [(row["day"], row["edition"], row["missing"]) for row in rows] == [
        ("2026-09-30", "de", 2),
        ("2026-09-29", "ru", 1),
    ]
    assert rows[1]["a_reason"] == "No headline was found."


def test_numbers_that_never_appeared_are_missing(site: Site) -> None:
    missing = {
        (row["edition"], row["first_missing"], row["last_missing"])
        for row in answer(site, "numbers_missing_by_edition")
    }

    assert missing == {("ru", 12, 16), ("en", 16, 17), ("de", 22, 39)}
    assert answer(site, "numbers_missing_by_edition?widest=2") == [
        row for row in answer(site, "numbers_missing_by_edition") if row["missing"] <= 2
    ]


def test_contradictory_dates_are_told_with_what_contradicts(site: Site) -> None:
    (row,) = answer(site, "contradictory_dates")

    assert row["article"] == BOAT
    assert row["disagreeing"].startswith("meta: 2026-09-12")


def test_a_text_in_another_language_than_its_edition_is_told(site: Site) -> None:
    assert [(row["article"], row["language_detected"]) for row in answer(site, "language_mismatch")] == [
        (ORCHARD, "ru")
    ]


def test_problems_are_counted_by_step(site: Site) -> None:
    assert [(row["step"], row["times"]) for row in answer(site, "problems_by_step")] == [("TakeDateline", 2)]


def test_who_signs_is_counted_by_person_and_agency(site: Site) -> None:
    assert {(row["name"], row["kind"], row["roles"]) for row in answer(site, "who_signs")} == {
        ("Lotte Beispiel", "person", "author"),
        ("BelTA", "agency", "agency"),
    }
    assert [row["name"] for row in answer(site, "who_signs?role=agency")] == ["BelTA"]


def test_the_most_edited_and_the_gone_are_told(site: Site) -> None:
    assert [(row["article"], row["wordings"]) for row in answer(site, "most_edited")] == [(BOAT, 2)]
    assert [(row["article"], row["hours_stood"]) for row in answer(site, "gone")] == [(CHESS, 25.0)]


def test_sections_are_counted_by_month_under_one_topic(site: Site) -> None:
    rows = answer(site, "sections_over_time?edition=zh")

    assert [(row["month"], row["topic"], row["articles"]) for row in rows] == [("2026-09", "society", 1)]


def test_places_tags_and_standing_on_the_listing_are_counted(site: Site) -> None:
    assert {row["place"] for row in answer(site, "places_of_datelines")} == {"Минск", "明斯克"}
    assert [row["text"] for row in answer(site, "tags_in_use")] == ["jardines"]
    longest = answer(site, "longest_listed?edition=zh")
    assert [(row["article"], row["hours"]) for row in longest] == [(LIBRARY, 5.0)]


def test_runs_are_told_with_their_outcome_and_numbers(site: Site) -> None:
    (row,) = answer(site, "runs_and_outcomes")

    assert (row["outcome"], row["exit_status"], row["kept"], row["failed"]) == ("incomplete", 3, 1, 1)


def test_articles_are_counted_by_edition_section_and_topic(site: Site) -> None:
    editions = {
        row["edition"]: (row["articles"], row["first_on"], row["last_on"])
        for row in answer(site, "articles_by_edition")
    }
    assert editions == {
        "en": (2, "2026-09-30", "2026-09-30"),
        "pl": (1, None, None),
        **dict.fromkeys(("ru", "be", "de", "es", "zh"), (1, "2026-09-30", "2026-09-30")),
    }
    sections = answer(site, "articles_by_section?edition=de")
    assert [(row["section"], row["topic"], row["articles"]) for row in sections] == [("society", "society", 1)]
    topics = {(row["topic"], row["edition"]): row["articles"] for row in answer(site, "articles_by_topic")}
    assert topics["society", "ru"] == topics["society", "zh"] == topics["none", "pl"] == 1
    assert sum(topics.values()) == 8


def test_articles_are_counted_by_day_with_a_mark_where_the_day_is_complete(tmp_path: Path) -> None:
    make_archive(configuration(tmp_path) / "belta.db")
    with Archive(tmp_path / "belta.db") as archive:
        for edition in ("es", "de"):
            put(
                archive.db, "walks", run=1, edition=edition, listing="all_news", started_at="2026-10-01T06:00:00Z", pages=1,
                ended="settled ground", reached_on="2026-09-01",
            )  # fmt: skip
    site = Site(tmp_path)
    try:
        rows = {
            row["edition"]: (row["day"], row["articles"], row["complete"]) for row in answer(site, "articles_by_day")
        }
        assert rows["es"] == ("2026-09-30", 1, 1)
        assert rows["de"] == ("2026-09-30", 1, 0)  # two that were listed are missing
        assert rows["en"] == ("2026-09-30", 2, 0)  # nobody walked
        assert answer(site, "articles_by_day?since=2026-10-01") == []
    finally:
        site.close()


def test_agencies_and_what_somebody_signs_are_told(site: Site) -> None:
    assert {(row["agency"], row["edition"], row["articles"]) for row in answer(site, "agencies?edition=ru")} == {
        ("БЕЛТА", "ru", 1)
    }
    assert [(row["name"], row["role"], row["article"]) for row in answer(site, "articles_of_a_person?name=Lotte")] == [
        ("Lotte Beispiel", "author", BOAT)
    ]
    assert answer(site, "articles_of_a_person?name=otte") == answer(site, "articles_of_a_person") == []


def test_who_signs_what_can_be_asked_from_a_day_to_another(site: Site) -> None:
    assert {row["sections"] for row in answer(site, "who_signs?since=2026-09-30&until=2026-09-30")} == {"society"}
    assert answer(site, "who_signs?since=2026-10-01") == []


def test_what_was_edited_is_told_with_how_much_it_matters(site: Site) -> None:
    assert [
        (row["article"], row["edited_at"], row["wordings"], set(row["grades"].split(",")))
        for row in answer(site, "edited")
    ] == [(BOAT, "2026-10-01T08:00:00Z", 2, {"figure", "paragraph added"})]
    assert {(row["month"], row["kind"], row["changes"]) for row in answer(site, "changes_by_kind")} == {
        ("2026-10", "figure", 1), ("2026-10", "paragraph added", 1),
    }  # fmt: skip


def test_the_fastest_removed_stood_between_two_numbers_of_hours(site: Site) -> None:
    (row,) = answer(site, "fastest_removed")

    # Published at 05:00 UTC, last seen the next day at 06:00, found missing at 18:00.
    assert (row["article"], row["hours_at_least"], row["hours_at_most"]) == (CHESS, 25.0, 37.0)


def test_numbers_missing_are_those_of_the_year_that_is_asked_for(site: Site) -> None:
    assert answer(site, "numbers_missing_by_edition?year=2025") == []
    assert answer(site, "numbers_missing_by_edition?year=2026") == answer(site, "numbers_missing_by_edition")


@pytest.mark.parametrize("question", [name for name in OURS["queries"] if name != "search"])
def test_a_question_belongs_to_a_group_by_which_people_find_it(site: Site, question: str) -> None:
    assert OURS["queries"][question]["group"] in site.page("/")
