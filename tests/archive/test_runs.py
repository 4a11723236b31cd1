"""How a run went, in its row and in its exit status."""

from datetime import date

import pytest

from pipelines.archive.keep import ArticleKeeper
from pipelines.archive.ledger import Ledger
from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run
from tests.records import a_capture, an_article, an_entry


def listed(archive: Archive, run: Run, how: str, **entry: str) -> None:
    walk = Ledger(archive, run).begin_walk("de", "all_news")
    walk.listed(1, [an_entry(7, **entry)], a_capture())
    walk.end(how)  # type: ignore[arg-type]


def kept(archive: Archive) -> None:
    archive.db.execute("update entries set state = 'kept'")


def test_a_run_that_reached_the_end_and_kept_all_is_complete(archive: Archive, run: Run) -> None:
    listed(archive, run, "end of listing")
    kept(archive)

    verdict = run.end("finished")

    assert (verdict.outcome, verdict.exit_status) == ("complete", 0)
    assert list(archive.db.query("select outcome, exit_status, ended_at is not null as ended from runs")) == [
        {"outcome": "complete", "exit_status": 0, "ended": 1}
    ]
    assert list(archive.db.query("select edition, pages, listed, new_entries from run_counts")) == [
        {"edition": "de", "pages": 1, "listed": 1, "new_entries": 1}
    ]


@pytest.mark.parametrize("how", ["settled ground", "first day asked", "last page asked"])
def test_a_run_that_went_as_far_as_asked_is_complete(archive: Archive, run: Run, how: str) -> None:
    listed(archive, run, how)
    kept(archive)

    assert run.end("finished").outcome == "complete"


@pytest.mark.parametrize("how", ["cut", "broken off"])
def test_a_walk_that_did_not_reach_its_end_makes_the_run_incomplete(archive: Archive, run: Run, how: str) -> None:
    listed(archive, run, how)
    kept(archive)

    assert (run.end("finished").outcome, run.verdict and run.verdict.exit_status) == ("incomplete", 3)


def test_articles_still_wanted_make_the_run_incomplete(archive: Archive, run: Run) -> None:
    listed(archive, run, "end of listing")

    verdict = run.end("finished")

    assert (verdict.outcome, verdict.reason) == ("incomplete", "1 listed article is still wanted.")


def test_articles_wanted_outside_the_range_asked_for_are_not_owed_by_the_run(archive: Archive, run: Run) -> None:
    run.since, run.until = date(2026, 10, 1), date(2026, 10, 2)
    listed(archive, run, "first day asked", day_text="30.09.26")

    assert run.end("finished").outcome == "complete"


def test_a_run_that_was_stopped_is_incomplete(archive: Archive, run: Run) -> None:
    listed(archive, run, "end of listing")
    kept(archive)

    assert run.end("shutdown").reason == "The run was stopped before its end (shutdown)."


def test_a_run_that_reached_nothing_leaves_no_row(archive: Archive, run: Run) -> None:
    Ledger(archive, run).gave_nothing("de", "No network.")

    verdict = run.end("finished")

    assert (verdict.outcome, verdict.exit_status, verdict.reason) == ("could not run", 1, "No network.")
    assert archive.is_new


def test_one_edition_that_never_answered_makes_the_run_incomplete(archive: Archive, run: Run) -> None:
    listed(archive, run, "end of listing")
    kept(archive)
    Ledger(archive, run).gave_nothing("en", "eng.belta.by did not answer.")

    assert (run.end("finished").outcome, run.verdict and run.verdict.reason) == (
        "incomplete", "eng.belta.by did not answer.",
    )  # fmt: skip


def test_a_listing_that_cannot_be_read_is_drift(archive: Archive, run: Run) -> None:
    listed(archive, run, "not understood")

    assert (run.end("finished").outcome, run.verdict and run.verdict.exit_status) == ("not understood", 4)


@pytest.mark.parametrize(
    ("understood", "not_understood", "outcome"),
    [(200, 1, "complete"), (8, 2, "complete"), (7, 3, "not understood"), (0, 5, "not understood"), (0, 4, "complete")],
)
def test_a_run_that_cannot_read_many_of_its_pages_says_so(
    archive: Archive, run: Run, understood: int, not_understood: int, outcome: str
) -> None:
    listed(archive, run, "end of listing")
    kept(archive)
    run.count("de", "kept", understood)
    run.count("de", "not_understood", not_understood)

    assert run.end("finished").outcome == outcome


def test_a_run_that_needs_the_general_reader_for_many_articles_has_met_a_redesign(archive: Archive, run: Run) -> None:
    listed(archive, run, "end of listing")
    kept(archive)
    for number in range(10):
        ArticleKeeper(archive, run).keep(an_article(number + 100, reader="generic" if number < 3 else "article"))

    verdict = run.end("finished")

    assert verdict.outcome == "not understood"
    assert verdict.reason is not None
    assert "3 of 10 articles are in a design that no reader knows" in verdict.reason
