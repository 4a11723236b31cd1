"""Which known articles are looked at again, and when."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from belta_scraper.items import Problem
from belta_scraper.memory import Rung
from belta_scraper.spiders.revisits import ladder_of
from pipelines.archive import due
from pipelines.archive.keep import ArticleKeeper, keep_problem
from pipelines.archive.ledger import Ledger, became
from pipelines.archive.moments import utc
from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run
from tests.records import NOON, a_capture, an_article, an_entry

LADDER = ladder_of("2h:15m 1d:2h 7d:1d 60d:14d ever:180d")
SOON = timedelta(hours=12)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with time_machine.travel(moment, tick=False):
        yield


def numbers_due(archive: Archive, moment: datetime, at_most: int = 100, ladder: tuple[Rung, ...] = LADDER) -> list[int]:
    with at(moment):
        return [entry.number for entry in due.due(archive.db, "de", ladder, at_most, SOON)]


def known(
    archive: Archive,
    run: Run,
    number: int = 7,
    *,
    published: datetime | None = NOON,
    seen: datetime = NOON,
    checked: datetime | None = None,
    state: str = "live",
    listed: bool = True,
) -> None:
    """An article, last found at one moment and last looked for at another."""
    if listed:
        Ledger(archive, run).begin_walk("de", "all_news").listed(1, [an_entry(number)], a_capture(fetched_at=seen))
    article = an_article(
        number,
        published_at=published,
        published_on=published.date() if published else None,
        capture=a_capture(fetched_at=seen),
        headline=f"Boot {number}",
    )
    archive.begin()
    ArticleKeeper(archive, run).keep(article)
    archive.db.execute(
        "update articles set last_checked_at = ?, state = ? where number = ?", [utc(checked or seen), state, number]
    )
    archive.commit()


@pytest.mark.parametrize(
    ("age_when_looked_at", "pause", "is_due"),
    [
        (0 * MINUTE, 14 * MINUTE, False),
        (0 * MINUTE, 15 * MINUTE, True),
        (100 * MINUTE, 19 * MINUTE, True),
        (100 * MINUTE, 21 * MINUTE, False),  # two hours old by now: on the next rung
        (2 * HOUR, 119 * MINUTE, False),
        (2 * HOUR, 2 * HOUR, True),
        (1 * DAY, 23 * HOUR, False),
        (1 * DAY, 24 * HOUR, True),
        (8 * DAY, 13 * DAY, False),
        (8 * DAY, 14 * DAY, True),
        (70 * DAY, 179 * DAY, False),
        (70 * DAY, 180 * DAY, True),
        (4000 * DAY, 200 * DAY, True),
    ],
    ids=str,
)
def test_an_article_is_looked_at_the_more_often_the_newer_it_is(
    archive: Archive, run: Run, age_when_looked_at: timedelta, pause: timedelta, is_due: bool
) -> None:
    looked_at = NOON + age_when_looked_at
    known(archive, run, seen=looked_at)
    archive.db.execute("update articles set first_seen_at = ?", [utc(NOON)])

    assert numbers_due(archive, looked_at + pause) == ([7] if is_due else [])


def test_an_article_of_long_ago_that_was_crawled_today_is_old(archive: Archive, run: Run) -> None:
    known(archive, run, published=NOON - 900 * DAY)

    assert numbers_due(archive, NOON + DAY) == []
    assert numbers_due(archive, NOON + 180 * DAY) == [7]


@pytest.mark.parametrize("published", [None, NOON + 400 * DAY], ids=["none", "in the future"])
def test_an_article_without_a_credible_date_is_as_old_as_our_knowledge_of_it(
    archive: Archive, run: Run, published: datetime | None
) -> None:
    known(archive, run, published=published)
    assert numbers_due(archive, NOON + 15 * MINUTE) == [7]

    archive.db.execute("update articles set last_seen_at = ?1, last_checked_at = ?1", [utc(NOON + 30 * DAY)])
    assert numbers_due(archive, NOON + 31 * DAY) == []


def test_one_that_was_missing_is_looked_for_soon_whatever_its_age(archive: Archive, run: Run) -> None:
    known(archive, run, published=NOON - 900 * DAY, checked=NOON + HOUR)

    assert numbers_due(archive, NOON + HOUR + SOON - MINUTE) == []
    assert numbers_due(archive, NOON + HOUR + SOON) == [7]


def test_one_that_is_gone_is_looked_for_once_a_week(archive: Archive, run: Run) -> None:
    known(archive, run, checked=NOON + HOUR, state="gone")

    assert numbers_due(archive, NOON + 6 * DAY) == []
    assert numbers_due(archive, NOON + HOUR + 7 * DAY) == [7]


def test_what_is_overdue_by_the_most_pauses_comes_first_and_a_budget_is_kept(archive: Archive, run: Run) -> None:
    known(archive, run, 1, published=NOON - 30 * DAY, seen=NOON - 20 * DAY)  # 1.4 pauses of 14 days
    known(archive, run, 2, seen=NOON)  # 4 pauses of a quarter of an hour
    known(archive, run, 3, published=NOON - 3 * DAY, seen=NOON - 2 * DAY)  # 2 days

    assert numbers_due(archive, NOON + HOUR) == [2, 3, 1]
    assert numbers_due(archive, NOON + HOUR, at_most=2) == [2, 3]


def test_another_edition_and_a_text_without_address_are_not_looked_at(archive: Archive, run: Run) -> None:
    known(archive, run)
    archive.db.execute("update articles set edition = 'en'")
    archive.begin()
    ArticleKeeper(archive, run).keep(an_article(None, body=("Ein anderer Text steht hier.",)))
    archive.commit()

    assert numbers_due(archive, NOON + 400 * DAY) == []


def test_a_ladder_that_ends_leaves_older_articles_alone(archive: Archive, run: Run) -> None:
    known(archive, run)

    assert numbers_due(archive, NOON + HOUR, ladder=ladder_of("2h:15m")) == [7]
    assert numbers_due(archive, NOON + 3 * HOUR, ladder=ladder_of("2h:15m")) == []


def test_an_article_whose_page_no_look_gets_is_put_off_and_does_not_stand_before_the_others(
    archive: Archive, run: Run
) -> None:
    known(archive, run)
    moment = NOON + HOUR
    pauses = []
    always = ladder_of("ever:15m")
    for _ in range(12):
        assert numbers_due(archive, moment, ladder=always) == [7]
        with at(moment):
            assert not became(archive, an_entry(7), "wanted", "status 503")
        begun = moment
        while numbers_due(archive, moment, ladder=always) == []:
            moment += 10 * MINUTE if moment - begun < DAY else DAY
        pauses.append(moment - begun)

    assert pauses[:3] == [10 * MINUTE, 20 * MINUTE, 40 * MINUTE]
    assert pauses == sorted(pauses)
    assert 6 * DAY < pauses[-1] <= 31 * DAY
    assert archive.db.execute("select state from entries").fetchone() == ("kept",)


def test_what_is_kept_stays_kept_whatever_a_further_look_met(archive: Archive, run: Run) -> None:
    known(archive, run)
    for state in ("not understood", "refused", "gone", "wanted"):
        became(archive, an_entry(7), state, "a page of another make")

        assert archive.db.execute("select state from entries").fetchone() == ("kept",)


def test_a_look_that_finds_it_ends_the_waiting(archive: Archive, run: Run) -> None:
    known(archive, run)
    became(archive, an_entry(7), "wanted", "status 503")
    assert archive.db.execute("select retry_at is null from entries").fetchone() == (0,)

    known(archive, run, seen=NOON + HOUR)

    assert archive.db.execute("select retry_at is null from entries").fetchone() == (1,)


def test_an_article_that_is_not_found_is_looked_for_where_a_listing_names_it(archive: Archive, run: Run) -> None:
    known(archive, run)
    moved = "https://deu.belta.by/culture/view/boote-7-2026/"
    walk = Ledger(archive, run).begin_walk("de", "all_news")
    walk.listed(1, [an_entry(7, url=moved, section="culture")], a_capture(fetched_at=NOON + HOUR))

    with at(NOON + 2 * HOUR):
        (entry,) = due.due(archive.db, "de", LADDER, 10, SOON)
        assert entry.url != moved  # it may well be there still
    archive.db.execute("update articles set last_checked_at = ?", [utc(NOON + 2 * HOUR)])
    with at(NOON + DAY):
        (entry,) = due.due(archive.db, "de", LADDER, 10, SOON)
    assert (entry.url, entry.section) == (moved, "society")


def test_an_entry_that_was_gone_is_wanted_under_a_new_address(archive: Archive, run: Run) -> None:
    memory = Ledger(archive, run)
    memory.begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture())
    became(archive, an_entry(7), "gone", "status 404")
    moved = an_entry(7, url="https://deu.belta.by/culture/view/boote-7-2026/", section="culture")

    (old,) = memory.begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture(fetched_at=NOON + HOUR))
    (new,) = memory.begin_walk("de", "all_news").listed(1, [moved], a_capture(fetched_at=NOON + 2 * HOUR))

    assert (old.wanted, new.wanted) == (False, True)
    assert [entry.url for entry in memory.wanted("de")] == [moved.url]


def test_controls_are_the_articles_that_were_seen_last(archive: Archive, run: Run) -> None:
    known(archive, run, 1, seen=NOON)
    known(archive, run, 2, seen=NOON + 2 * HOUR)
    known(archive, run, 3, seen=NOON + HOUR)
    known(archive, run, 4, seen=NOON, checked=NOON + 3 * HOUR)  # was not found
    known(archive, run, 5, seen=NOON, checked=NOON + 3 * HOUR, state="gone")

    assert [entry.number for entry in due.lately_seen(archive.db, "de", 2)] == [2, 3]
    assert [entry.number for entry in due.lately_seen(archive.db, "de", 9)] == [2, 3, 1]


# --- Validators -------------------------------------------------------------------------------------

URL = "https://deu.belta.by/society/view/boote-7-2026/"
LONG_AGO = "Tue, 01 Sep 2026 08:00:00 GMT"


def answered(archive: Archive, run: Run, moment: datetime, *, article: bool = True, **fields: str) -> None:
    capture = a_capture(fetched_at=moment, digest=f"sha256:{utc(moment)}", **fields)
    archive.begin()
    if article:
        ArticleKeeper(archive, run).keep(an_article(7, capture=capture))
    else:
        keep_problem(archive, run, Problem(step="revisits", message="A challenge.", capture=capture))
    archive.commit()


def asked_with(archive: Archive) -> dict[str, str]:
    found = due.validators(archive.db, URL)
    return found.headers if found else {}


def test_a_page_is_asked_for_with_what_its_last_readable_answer_sent(archive: Archive, run: Run) -> None:
    assert asked_with(archive) == {}
    answered(archive, run, NOON, etag='"a"', last_modified=LONG_AGO)
    assert asked_with(archive) == {"If-None-Match": '"a"', "If-Modified-Since": LONG_AGO}

    answered(archive, run, NOON + HOUR, etag='"challenge"', article=False)
    assert asked_with(archive)["If-None-Match"] == '"a"'

    answered(archive, run, NOON + 2 * HOUR)  # without validators: those of the wording before say nothing of this one
    assert asked_with(archive) == {}


@pytest.mark.parametrize(
    ("last_modified", "is_used"),
    [
        ("Wed, 30 Sep 2026 08:58:59 GMT", True),
        ("Wed, 30 Sep 2026 08:59:30 GMT", False),  # may be changed once more within that second
        ("Wed, 30 Sep 2026 09:00:00 GMT", False),
        ("Wed, 30 Sep 2026 12:00:00 GMT", False),  # a clock in Minsk, called Greenwich
        ("gestern", False),
        ("", False),
    ],
)
def test_a_page_that_had_just_been_changed_is_asked_for_whole(
    archive: Archive, run: Run, last_modified: str, is_used: bool
) -> None:
    answered(archive, run, NOON, last_modified=last_modified)

    assert bool(asked_with(archive)) is is_used


def test_a_tag_holds_even_if_the_page_had_just_been_changed(archive: Archive, run: Run) -> None:
    answered(archive, run, NOON, etag='"a"', last_modified="Wed, 30 Sep 2026 09:00:00 GMT")

    assert asked_with(archive)["If-None-Match"] == '"a"'


def test_in_a_large_archive_what_is_due_is_told_at_once(archive: Archive, run: Run) -> None:
    """Of 60,000 articles; a full archive has a million and more, in seven editions."""
    known(archive, run, listed=False)
    archive.begin()
    columns = [
        row[1] for row in archive.db.execute("pragma table_info(articles)") if row[1] not in ("id", "key", "number")
    ]
    others = [
        name for name in columns if name not in ("published_at", "first_seen_at", "last_seen_at", "last_checked_at")
    ]
    archive.db.execute(
        f"""
        with recursive n(i) as (select 100 union all select i + 1 from n where i < 60100)
        insert into articles (key, number, published_at, first_seen_at, last_seen_at, last_checked_at, {", ".join(others)})
        select 'de/news/' || i || '/2026', i, t, t, u, u, {", ".join(others)} from (
          select i, strftime('%Y-%m-%dT%H:%M:%SZ', '2026-09-30', '-' || (i / 30) || ' days') as t,
            strftime('%Y-%m-%dT%H:%M:%SZ', '2026-09-30', '-' || (i % 100) || ' days') as u from n
        ), articles where number = 7
        """
    )
    archive.commit()
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    archive.db.conn.set_progress_handler(step, 1000)
    assert len(numbers_due(archive, datetime(2026, 9, 30, 12, tzinfo=UTC), at_most=500)) > 0
    archive.db.conn.set_progress_handler(None, 0)
    assert steps < 1000, f"{steps} thousand steps of SQLite's machine"
