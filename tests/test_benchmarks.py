"""The figures that the project publishes of itself are measured as it says, and do not fall unnoticed."""

import json
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from belta_scraper.replica import Replica, Story
from belta_scraper.replica.markup.renderings import plain_text
from benchmarks import changes, languages, real, settling
from benchmarks.scoring import Score, Scores, total, values
from benchmarks.steps import STEPS
from pipelines.archive.changes.tables import listed
from tests.pages.saved import CORPUS
from tests.real_captures import CAPTURES, NEEDED


def test_no_recorded_figure_has_fallen(capsys: pytest.CaptureFixture[str]) -> None:
    status = settling.main(["--check"])

    assert status == 0, capsys.readouterr().out


def test_the_steps_are_those_of_the_settings_in_their_order() -> None:
    assert [type(step).__name__ for step in STEPS] == [
        "TidyText", "SettleLanguage", "ReadDates", "TakeDateline", "ReadBylines", "SettleSection",
    ]  # fmt: skip


# --- Counting -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "found", "precision", "recall", "agreeing"),
    [
        (values("Minsk"), values("Minsk"), 1, 1, 1),
        (values("Minsk"), values("Gomel"), 0, 0, 0),
        (values("Minsk"), (), None, 0, 0),
        ((), values("Minsk"), 0, None, 0),
        ((), (), None, None, 1),
        (("Ann", "Bob"), ("Bob",), 1, 0.5, 0),
        (("Ann",), ("Ann", "Ann"), 0.5, 1, 0),
    ],
)
def test_what_is_right_is_counted_against_what_is_labelled_and_what_was_found(
    expected: tuple[str, ...], found: tuple[str, ...], precision: float | None, recall: float | None, agreeing: int
) -> None:
    score = Score()
    score.add(expected, found)

    assert (score.precision, score.recall, score.agreeing, score.articles) == (precision, recall, agreeing, 1)
    assert total([score, score]).articles == 2


def figures(*found: str) -> settling.Figures:
    scores = Scores()
    for place in found:
        scores.add("de", "a page", {"dateline_place": values("Minsk")}, {"dateline_place": values(place)})
    return {"saved pages": settling.figures_of(scores)}


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (figures("Minsk", "Minsk"), ""),
        (figures("Minsk", "Minsk", "Minsk"), ""),
        (figures("Minsk", "Gomel"), "was 1.0000, is 0.5000"),
        (figures("Minsk", ""), "recall was 1.0000, is 0.5000"),
        (figures("", ""), "recall was 1.0000, is 0.0000"),
        ({}, "recorded, and no longer measured"),
    ],
)
def test_a_figure_that_falls_is_told(now: settling.Figures, words: str) -> None:
    told = list(settling.fallen(figures("Minsk", "Minsk"), now))

    assert bool(told) == bool(words)
    assert all(words in line for line in told)


def test_a_field_that_is_found_where_nothing_prints_it_is_told() -> None:
    recorded = figures("Minsk")
    now = deepcopy(recorded)
    invented = Scores()
    invented.add("de", "a page", {"lead": ()}, {"lead": values("Das Boot")})
    now["saved pages"] |= settling.figures_of(invented)

    assert list(settling.fallen(recorded, now)) == ["saved pages, lead: found where nothing prints it."]


def test_every_labelled_page_is_in_the_corpus() -> None:
    labels = json.loads(settling.LABELS.read_text(encoding="utf-8"))

    assert [page for page in labels if not (CORPUS / page / "why.toml").exists()] == []


# --- Real captures --------------------------------------------------------------------------------


def a_labelled_capture(folder: Path, **label: Any) -> Story:
    """An invented capture, labelled as the real ones are."""
    site = Replica(editions=["de"]).site("de")
    story = next(story for story in site.stories if story.dateline and not story.update_note and not story.end_mark)
    text = plain_text(story, site.view())
    (folder / "one.txt").write_text(text, encoding="utf-8")
    assert story.dateline is not None
    given = {
        "file": "one.txt", "url": None, "edition": "de", "kind": "article", "is_article": True,
        "section_text": story.section_text, "published_text": story.published_text,
        "published_at": story.published.replace(second=0).isoformat(), "headline": story.headline,
        "dateline_text": story.dateline.text, "dateline_place": story.dateline.place.upper(),
        "dateline_day_month": f"{story.dateline.on:%m-%d}", "agency": "BelTA", "byline_people": [],
        "body_first_words": story.paragraphs[0][:60], "body_last_words": story.paragraphs[-1][-60:], "end_mark": None,
        "body_paragraphs": len(story.paragraphs), "caption_lines": [], "chrome_lines": ["Projekte"],
    }  # fmt: skip
    (folder / "labels.jsonl").write_text(json.dumps(given | label) + "\n", encoding="utf-8")
    return story


def test_captures_whose_labels_are_all_read_are_all_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_labelled_capture(tmp_path)

    status = real.main([str(tmp_path)])

    assert (status, "All is right." in capsys.readouterr().out) == (0, True)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("headline", "Ein anderer Titel", "headline: expected 'Ein anderer Titel', found"),
        ("dateline_place", None, "dateline_place: found"),
        ("byline_people", ["Vera Grinko"], "people: expected 'vera grinko'"),
        ("body_paragraphs", 99, "paragraphs: expected 99, found"),
        ("edition", "pl", "edition: expected 'pl', found 'de'"),
    ],
)
def test_a_label_that_is_not_read_fails_unless_a_reason_is_stated(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    field: str,
    value: object,
    shown: str,
) -> None:
    a_labelled_capture(tmp_path, **{field: value})

    assert real.main([str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert shown in out
    assert "no reason is stated" in out

    name = shown.partition(":")[0]
    monkeypatch.setattr(real, "REASONS", {("one.txt", name): "the capture was cut there"})
    assert real.main([str(tmp_path)]) == 0
    assert "the capture was cut there" in capsys.readouterr().out


def test_a_listing_among_the_captures_is_to_be_refused_as_one(tmp_path: Path) -> None:
    a_labelled_capture(tmp_path, is_article=False, kind="list")

    assert real.main([str(tmp_path)]) == 1

    lines = "Nachrichten\n21\n.02.26\n14:06\nSport\nBoot ist dicht\nDrei Eimer genügten.\n13:44\nKultur\nOrgel klingt\n"
    (tmp_path / "one.txt").write_text(lines, encoding="utf-8")
    assert real.main([str(tmp_path)]) == 0


def test_a_folder_without_captures_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert real.main([str(tmp_path / "nothing")]) == 1
    assert "There are no captures to measure at" in capsys.readouterr().err


@NEEDED
def test_every_label_of_the_real_captures_is_right_or_has_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    status = real.main([str(CAPTURES)])

    assert status == 0, capsys.readouterr().out


# --- Languages ------------------------------------------------------------------------------------


def test_no_headline_or_paragraph_is_taken_for_one_of_another_language() -> None:
    about = languages.texts()

    verdict = languages.asked(languages.ours(), about, repeats=1)

    assert verdict.wrong == Counter()
    assert verdict.right.total() + verdict.untold == len(about)
    assert set(verdict.right) == {"ru", "be", "en", "de", "es", "pl", "zh"}


# --- Changes --------------------------------------------------------------------------------------


def test_no_grade_of_a_change_is_given_less_rightly_than_was_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    status = changes.main(["--check"])

    assert status == 0, capsys.readouterr().out


def test_a_grade_that_is_given_less_rightly_is_told() -> None:
    recorded: changes.Figures = {"ru": {"name": {"precision": 1.0, "recall": 0.5}, "exact": {"edits": 2, "right": 2}}}
    now: changes.Figures = {"ru": {"name": {"precision": None, "recall": 0.25}, "exact": {"edits": 2, "right": 1}}}

    assert list(changes.fallen(recorded, recorded)) == []
    assert list(changes.fallen(recorded, now)) == [
        "ru, name: precision was 1.0000, is None.", "ru, name: recall was 0.5000, is 0.2500.",
        "ru: 2 of 2 edits were graded exactly, now 1 of 2.",
    ]  # fmt: skip


@pytest.mark.parametrize("code", changes.banks())
def test_the_grader_is_measured_on_names_that_it_does_not_know(code: str) -> None:
    known = {*listed(code, "names"), *listed(code, "places")}
    lines = [line for line in changes.banks()[code].lines if line[0] in ("name", "speaker")]
    asked = {word for _, (_, *fillings) in lines for filling in fillings for word in filling.split()}

    assert asked
    assert not known & asked
