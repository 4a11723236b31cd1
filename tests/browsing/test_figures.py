"""The figures of the benchmarks are of the pages and the search as they are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import browsing, large_archive, searching
from tests.browsing.test_descriptions import OURS

ANSWERS = searching.answers()


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer.query.edition}-{answer.query.asked}")
def test_search_finds_what_it_should_or_a_reason_is_stated(answer: searching.Answer) -> None:
    excused = (answer.query.edition, answer.query.asked) in searching.REASONS

    assert (answer.archive == answer.query.found) is not excused


def test_search_is_shown_beside_sqlites_own_tokenizers_in_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert searching.main(["--check"]) == 0

    table = capsys.readouterr().out
    assert {answer.query.edition for answer in ANSWERS} == set(searching.TEXTS)
    right = {name: sum(getattr(one, name) == one.query.found for one in ANSWERS) for name in searching.INDEXES}
    assert right["archive"] > 1.5 * max(right["unicode61"], right["trigram"])
    assert f"{right['archive']}" in table.splitlines()[-5:][0] + table
    readme = (Path(searching.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert f"| right | | {len(ANSWERS)} | {right['archive']} | {right['unicode61']} | {right['trigram']} |" in readme


def test_an_answer_that_is_wrong_without_a_reason_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "REASONS", {})

    assert searching.main(["--check"]) == 1


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "belta.db"
    large_archive.make(path, 400)
    return path


def test_a_large_archive_is_one_of_ours_with_everything_that_hangs_on_articles(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        counted = {
            table: connection.execute(f"select count(*) from {table}").fetchone()[0]
            for table in (
                "articles",
                "entries",
                "dates",
                "events",
                "credits",
                "article_tags",
                "placements",
                "captures",
                "walks",
            )
        }
        found = connection.execute(
            "select count(*) from articles_fts where articles_fts match 'headline_stems : библиотек'"
        )
        assert found.fetchone()[0] > 0
        assert connection.execute("pragma foreign_key_check").fetchall() == []

    assert counted["articles"] == 400
    assert all(rows >= 400 for rows in counted.values())


def test_every_page_and_every_question_is_measured_and_none_fails(archive: Path) -> None:
    measured = browsing.measure(archive, rounds=1)

    names = {one.asked.name for one in measured}
    assert {f"question {name}" for name in OURS["queries"] if name != "search"} <= names
    assert {"front page", "article", "charts", "table articles"} <= names
    assert [one for one in measured if one.status != 200 or one.complaint] == []


def test_a_page_that_is_too_slow_is_told() -> None:
    asked = browsing.Asked(name="front page", path="/", at_most=0.1)

    good = browsing.Measured(asked=asked, seconds=0.05, work=0.05, status=200, complaint=False)
    assert good.good
    for bad in (
        browsing.Measured(asked=asked, seconds=0.2, work=0.05, status=200, complaint=False),
        browsing.Measured(asked=asked, seconds=0.05, work=0.05, status=500, complaint=False),
        browsing.Measured(asked=asked, seconds=0.05, work=0.05, status=200, complaint=True),
    ):
        assert not bad.good
