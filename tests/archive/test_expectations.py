"""What a healthy run looks like, and the signs that the site has changed."""

import math
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from belta_scraper.items import Article, Block, Image, Problem, Tag
from pipelines.archive.doubts import Doubts
from pipelines.archive.expectations import (
    FIELDS,
    LENGTH,
    UNKNOWN_BLOCKS,
    WORDS,
    Expectations,
    Measure,
    days,
    drift,
    learned_from,
    measured_before,
)
from pipelines.archive.keep import ArticleKeeper, keep_problem
from pipelines.archive.ledger import Ledger
from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run
from tests.records import a_capture, an_article, an_entry

ON_WORKDAYS = {
    "a headline": 0.999, "a section": 0.99, "a publication date": 0.99, "a body": 0.93, "a dateline": 0.7,
    "a byline": 0.15, "a picture": 0.8, "tags": 0.6,
}  # fmt: skip
AT_WEEKENDS = ON_WORKDAYS | {"a body": 0.75, "a dateline": 0.5, "a byline": 0.3, "a picture": 0.95, "tags": 0.4}
"""Photo reports without a text, and interviews."""


def a_run(dice: random.Random, size: int, shares: Mapping[str, float], **faults: float) -> Expectations:
    """What a run over so many articles measures; the day's own shares lie about those given."""
    run = Expectations()
    todays = {
        name: min(1.0, max(0.0, share + dice.gauss(0, 0.05))) if share < 0.99 else share
        for name, share in shares.items()
    }
    length = dice.gauss(5.0, 0.1)
    for _ in range(size):
        for name in FIELDS:
            run._add("de", name, float(dice.random() < faults.get(name, todays[name])))
        if dice.random() < todays["a body"]:
            words = max(1.0, math.exp(dice.gauss(length, 0.8)) * faults.get("text left", 1.0))
            run._add("de", WORDS, words)
            run._add("de", LENGTH, math.log(words))
            run._add("de", UNKNOWN_BLOCKS, float(dice.random() < faults.get("with unknown blocks", 0.01)))
    return run


def history(dice: random.Random, edition_shares: Mapping[str, float] = ON_WORKDAYS) -> dict[str, dict[str, Measure]]:
    sums: dict[str, tuple[float, int]] = {}
    for number in range(80):
        shares = (
            edition_shares if number % 7 < 5 else {**edition_shares, "a body": 0.75, "a dateline": 0.5, "tags": 0.4}
        )
        for name, measure in a_run(dice, dice.choice([1, 2, 3, 5, 8, 30]), shares).measured("de").items():
            total, cases = sums.get(name, (0.0, 0))
            sums[name] = total + measure.value * measure.cases, cases + measure.cases
    return {"de": {name: Measure(total / cases, cases) for name, (total, cases) in sums.items()}}


@pytest.mark.parametrize("size", [1, 2, 4, 5, 8, 12, 20, 40, 150])
def test_healthy_runs_of_every_size_give_no_alarm(size: int) -> None:
    """Two thousand runs, on work days and at weekends, and not one sign."""
    alarms: list[str] = []
    for seed in range(4):
        dice = random.Random(seed)
        learned = history(dice)
        for number in range(500 if size < 100 else 100):
            run = a_run(dice, size, ON_WORKDAYS if number % 7 < 5 else AT_WEEKENDS)
            run.learned = learned
            alarms += run.signs("de")

    assert alarms == []


def test_an_edition_without_bylines_or_datelines_is_healthy() -> None:
    dice = random.Random(7)
    without = ON_WORKDAYS | {"a byline": 0.0, "a dateline": 0.01, "tags": 0.0}
    learned = history(dice, without)
    for _ in range(300):
        run = a_run(dice, dice.choice([3, 10, 60]), without)
        run.learned = learned
        assert list(run.signs("de")) == []


@pytest.mark.parametrize("size", [5, 20, 150])
def test_a_first_run_of_an_ordinary_edition_keeps_to_the_floors(size: int) -> None:
    dice = random.Random(size)
    assert [sign for _ in range(200) for sign in a_run(dice, size, ON_WORKDAYS).signs("de")] == []


@pytest.mark.parametrize(
    ("fault", "size", "named"),
    [
        ({"a headline": 0.0}, 5, "have a headline"),
        ({"a publication date": 0.0}, 5, "have a publication date"),
        ({"a section": 0.0}, 5, "have a section"),
        ({"a body": 0.0}, 10, "have a body"),
        ({"a headline": 0.5}, 30, "have a headline"),  # two designs at a time
        ({"a dateline": 0.0}, 25, "have a dateline"),
        ({"tags": 0.0}, 40, "have tags"),
        ({"a picture": 0.0}, 12, "have a picture"),
        ({"a byline": 0.0}, 80, "have a byline"),
        ({"text left": 0.5}, 250, "the reader's blocks"),
        ({"text left": 0.2}, 20, "the reader's blocks"),
        ({"with unknown blocks": 1.0}, 12, "unknown blocks"),
    ],
    ids=str,
)
def test_a_fault_of_every_article_is_told_and_names_what_moved(fault: dict[str, float], size: int, named: str) -> None:
    told = 0
    for seed in range(40):
        dice = random.Random(seed)
        signed = {"a byline": 0.4}  # by a person: in an edition that names its authors
        run = a_run(dice, size, (ON_WORKDAYS if seed % 7 < 5 else AT_WEEKENDS) | signed, **fault)
        run.learned = history(dice, ON_WORKDAYS | signed)
        told += any(named in sign for sign in run.signs("de"))

    assert told >= 38


@pytest.mark.parametrize("fault", ["a headline", "a publication date"])
def test_small_runs_are_judged_together_with_those_just_before(fault: str) -> None:
    """At a run every ten minutes hardly any has more than two articles."""
    dice = random.Random(3)
    learned = history(dice)
    recent: list[Expectations] = [a_run(dice, 1, ON_WORKDAYS) for _ in range(30)]

    def signs(run: Expectations) -> list[str]:
        run.learned = learned
        run.recent = {"de": {name: [before.measured("de")[name] for before in reversed(recent)] for name in FIELDS}}
        recent.append(run)
        return list(run.signs("de"))

    assert signs(a_run(dice, 1, ON_WORKDAYS)) == []
    silent = 0
    while not signs(a_run(dice, 1, ON_WORKDAYS, **{fault: 0.0})):
        silent += 1
    assert silent < 9
    assert signs(a_run(dice, 1, ON_WORKDAYS, **{fault: 1.0})) == []  # put right: no word of what was


# --- What is stored of a run that is not healthy ------------------------------------------------------

STORY = Block(kind="paragraph", fate="story", text="Das Boot liegt seit Mai im Trockenen.")


def read(number: int, **fields: Any) -> Article:
    given: dict[str, Any] = {
        "headline": f"Boot {number} schwimmt", "body": (f"Boot {number} liegt am Ufer.",) * 5, "blocks": (STORY,),
        "dateline_text": "MINSK, 30. September (BelTA) –", "images": (Image(url="https://img.belta.by/1.png"),),
        "tags": (Tag(text="Boote"),), "entry": an_entry(number), "capture": a_capture(digest=f"sha256:{number}"),
    }  # fmt: skip
    return replace(an_article(number), **(given | fields))


def outcome(archive: Archive, articles: list[Article]) -> tuple[list[int], list[int], list[str]]:
    """Numbers of the articles that are kept, of those left not understood, and why."""
    run = Run(archive=archive, spider="listings", arguments={}, editions=("de",))
    doubts = Doubts(run, run.expectations)
    kept: list[int] = []
    left: list[int] = []

    def keep(item: object) -> None:
        if isinstance(item, Article):
            archive.begin()
            ArticleKeeper(archive, run).keep(item)
            kept.append(item.number or 0)
        else:
            assert isinstance(item, Problem)
            assert item.leaves == "not understood"
            assert item.capture is not None
            assert item.entry is not None
            archive.begin()
            keep_problem(archive, run, item)
            left.append(item.entry.number)

    for article in articles:
        run.expectations.measure(article)
        if not doubts.takes(article):
            keep(article)
    for item in doubts.resolved("de"):
        keep(item)
    run.end("finished")
    return kept, left, run.misread


@pytest.fixture
def learned(archive: Archive) -> Archive:
    """An archive that has seen sixty articles."""
    kept, left, misread = outcome(archive, [read(number) for number in range(1, 61)])
    assert (len(kept), left, misread) == (60, [], [])
    assert archive.db.execute("select outcome from runs").fetchone() == ("complete",)
    return archive


def test_measures_are_kept_and_learned(learned: Archive) -> None:
    expected = learned_from(learned.db)["de"]

    assert expected["a headline"] == Measure(1.0, 60)
    assert expected["a byline"] == Measure(0.0, 60)
    assert expected[WORDS] == Measure(25.0, 60)
    assert set(measured_before(learned.db)["de"]) == set(expected)


def test_of_a_run_that_was_not_healthy_nothing_is_learned(learned: Archive) -> None:
    learned.db.execute("update runs set outcome = 'not understood'")
    learned.commit()

    assert learned_from(learned.db) == {}


@pytest.mark.parametrize(
    ("lost", "named"),
    [
        ({"headline": None}, "have a headline"),
        ({"published_on": None, "published_at": None, "published_text": None}, "have a publication date"),
        ({"body": None}, "have a body"),
    ],
    ids=["headline", "date", "body"],
)
@pytest.mark.parametrize("first_run", [True, False], ids=["first run", "learned"])
def test_articles_without_what_all_had_are_left_not_understood(
    archive: Archive, request: pytest.FixtureRequest, lost: dict[str, Any], named: str, first_run: bool
) -> None:
    if not first_run:
        request.getfixturevalue("learned")

    kept, left, misread = outcome(archive, [read(number, **lost) for number in range(101, 131)])

    floor_is_below = first_run and "body" in lost  # without history an edition of photo reports is possible
    assert (kept == []) is not floor_is_below
    assert left == ([] if floor_is_below else list(range(101, 131)))
    assert any(named in sign for sign in misread) is True or floor_is_below
    if not floor_is_below:
        row = archive.db.execute("select outcome, reason from runs order by id desc limit 1").fetchone()
        assert row[0] == "not understood"
        assert named in row[1]


def test_one_odd_article_among_many_is_kept_as_it_is(learned: Archive) -> None:
    articles = [read(number) for number in range(101, 121)]
    articles[3] = read(104, headline=None)

    kept, left, misread = outcome(learned, articles)

    assert (sorted(kept), left, misread) == (list(range(101, 121)), [], [])


def test_known_articles_of_which_half_the_text_is_no_longer_read_are_no_new_wordings(learned: Archive) -> None:
    """Not one revision is made of a change of the page."""
    halved = [read(number, body=(f"Boot {number} liegt am Ufer.",) * 2) for number in range(1, 31)]

    kept, left, misread = outcome(learned, halved)

    assert (kept, left) == ([], list(range(1, 31)))
    assert any("lost a large part of the text" in sign for sign in misread)
    assert learned.db.execute("select count(*) from earlier_wordings").fetchone() == (0,)


def test_a_few_articles_that_were_cut_by_their_editors_are_new_wordings(learned: Archive) -> None:
    articles = [read(number) for number in range(1, 31)]
    articles[3] = read(4, body=("Boot 4 liegt am Ufer.",))
    articles[9] = read(10, body=("Boot 10 liegt am Ufer.",))

    kept, left, misread = outcome(learned, articles)

    assert (len(kept), left, misread) == (30, [], [])
    assert learned.db.execute("select article from earlier_wordings order by 1").fetchall() == [(4,), (10,)]


@pytest.mark.parametrize(
    ("kept", "generic", "is_sign"),
    [
        (5, 1, False),
        (5, 2, False),
        (5, 3, True),
        (10, 2, False),
        (10, 3, True),
        (4, 4, False),
        (200, 40, False),
        (200, 60, True),
    ],
)
def test_many_articles_in_a_design_that_no_reader_knows_are_a_sign(kept: int, generic: int, is_sign: bool) -> None:
    assert bool(drift({"de": Counter(kept=kept, generic=generic)})) is is_sign


# --- Entries of a day ---------------------------------------------------------------------------------

TODAY = date(2026, 9, 30)  # a Wednesday


def listed(archive: Archive, run: Run, a_day: Mapping[date, int], *, crawled: date | None = None) -> None:
    """So many entries a day, listed on that day, or all of them on one."""
    memory, number = Ledger(archive, run), 0
    for day, many in a_day.items():
        moment = datetime.combine(crawled or day, datetime.min.time(), UTC) + timedelta(hours=12)
        entries = [an_entry(number + place, day_text=f"{day:%d.%m.%y}") for place in range(1, many + 1)]
        number += many
        memory.begin_walk("de", "all_news").listed(1, entries, a_capture(fetched_at=moment))


def weeks(many: int, *, sundays: int, until: date = TODAY) -> dict[date, int]:
    every = [until - timedelta(days=back) for back in range(70, 0, -1)]
    return {day: sundays if day.weekday() == 6 else many for day in every}


@pytest.mark.parametrize(
    ("a_day", "today", "floor", "told"),
    [
        (weeks(20, sundays=2), TODAY, None, None),
        (weeks(20, sundays=2), TODAY - timedelta(days=2), None, None),  # a Monday after a quiet Sunday
        (weeks(20, sundays=0), TODAY - timedelta(days=2), None, None),  # nothing on Sundays, ever
        (weeks(20, sundays=2) | {TODAY - timedelta(days=1): 11}, TODAY, None, None),
        (weeks(20, sundays=2) | {TODAY - timedelta(days=1): 9}, TODAY, None, "9 articles were listed on 2026-09-29"),
        (weeks(20, sundays=2) | {TODAY - timedelta(days=1): 0}, TODAY, None, "0 articles were listed on 2026-09-29"),
        ({TODAY - timedelta(days=1): 4}, TODAY, 10, "at least 10 are usual"),
        ({TODAY - timedelta(days=1): 6}, TODAY, 10, None),
        ({TODAY - timedelta(days=1): 1}, TODAY, None, None),  # nothing known yet
        ({TODAY - timedelta(days=4): 20, TODAY - timedelta(days=5): 20}, TODAY, None, "named nothing since 2026-09-26"),
        ({TODAY - timedelta(days=3): 20}, TODAY, None, None),
        ({}, TODAY, 10, None),
    ],
)
def test_a_day_with_far_fewer_entries_than_such_days_have_is_told(
    archive: Archive, run: Run, a_day: dict[date, int], today: date, floor: int | None, told: str | None
) -> None:
    listed(archive, run, {day: many for day, many in a_day.items() if day < today and many})

    signs = " ".join(days(archive.db, "de", today, floor=floor))

    assert (told or "nothing") in (signs or "nothing")


def test_a_listing_of_days_long_past_does_not_stand_still(archive: Archive, run: Run) -> None:
    listed(archive, run, weeks(5, sundays=5, until=date(2020, 1, 1)), crawled=TODAY)

    assert list(days(archive.db, "de", TODAY, floor=10)) == []
