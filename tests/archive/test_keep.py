"""An article goes to its tables once, with every new wording of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from belta_scraper.items import Article, CandidateDate, Credit, Image, Link, Problem, Tag
from pipelines.archive.keep import ArticleKeeper, keep_problem
from pipelines.archive.ledger import Ledger
from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run
from tests.records import MINSK, NOON, a_capture, an_article, an_entry


@pytest.fixture
def keeper(archive: Archive, run: Run) -> ArticleKeeper:
    return ArticleKeeper(archive, run)


def rows(archive: Archive, sql: str) -> list[tuple[object, ...]]:
    return archive.db.execute(sql).fetchall()


def seen(article: Article, hours: int) -> Article:
    """The same, fetched so many hours after noon."""
    return replace(article, capture=replace(article.capture, fetched_at=NOON + timedelta(hours=hours)))


def test_an_article_is_one_row_as_printed_and_as_settled(keeper: ArticleKeeper, archive: Archive) -> None:
    keeper.keep(an_article())

    (row,) = archive.db.query("select * from articles")
    assert row["key"] == "de/news/7/2026"
    assert row["published_text"] == "30 September 2026, 11:40"
    assert row["published_at"] == "2026-09-30T08:40:00Z"
    assert row["published_local"] == "2026-09-30T11:40:00+03:00"
    assert row["published_on"] == "2026-09-30"
    assert row["body"] == "Das Boot liegt seit Mai im Trockenen.\n\nAm Sonntag soll es wieder schwimmen."
    assert row["words"] == 13
    assert (row["revision"], row["state"], row["first_seen_at"]) == (1, "live", "2026-09-30T09:00:00Z")
    assert rows(archive, "select event from events") == [("appeared",)]


def test_what_hangs_on_an_article_is_kept_in_order(keeper: ArticleKeeper, archive: Archive) -> None:
    keeper.keep(
        an_article(
            credits=(
                Credit(name="Greta Moos", role="author", text="Greta MOOS"),
                Credit(name="BelTA", role="agency", text="BelTA"),
            ),
            images=(Image(url="https://img.belta.by/a.jpg", caption="Das Boot"), Image(url="https://img.belta.by/b.jpg")),
            tags=(Tag(text="Boote", url="https://deu.belta.by/search/findTags/1"), Tag(text="Boote"), Tag(text="See")),
            links=(Link(url="https://example.org/film", embed=True),),
            candidates=(
                CandidateDate(source="page", text="30 September 2026, 11:40", at=datetime(2026, 9, 30, 11, 40, tzinfo=MINSK)),
                CandidateDate(source="dateline", text="30. September", on=date(2026, 9, 30), agrees=True),
                CandidateDate(source="address", text="2026"),
            ),
        )
    )  # fmt: skip

    assert rows(archive, "select name, kind, role, place, text from credits join people on people.id = person") == [
        ("Greta Moos", "person", "author", 1, "Greta MOOS"),
        ("BelTA", "agency", "agency", 2, "BelTA"),
    ]
    assert rows(archive, "select place, url, caption from images") == [
        (1, "https://img.belta.by/a.jpg", "Das Boot"),
        (2, "https://img.belta.by/b.jpg", None),
    ]
    assert rows(archive, "select tags.text from article_tags join tags on tags.id = tag order by place") == [
        ("Boote",), ("See",),
    ]  # fmt: skip
    assert rows(archive, "select url, embed from links") == [("https://example.org/film", 1)]
    assert rows(archive, "select source, value, agrees from dates order by id") == [
        ("page", "2026-09-30T11:40:00+03:00", None),
        ("dateline", "2026-09-30", 1),
        ("address", None, None),
    ]
    assert rows(archive, "select image_url, image_caption from articles") == [
        ("https://img.belta.by/a.jpg", "Das Boot")
    ]


def test_an_article_met_again_unchanged_adds_only_the_capture(keeper: ArticleKeeper, archive: Archive) -> None:
    keeper.keep(an_article())
    before = archive.db.execute("select digest, revision, revised_at from articles").fetchone()

    keeper.keep(seen(an_article(), hours=3))

    assert archive.db.execute("select digest, revision, revised_at from articles").fetchone() == before
    assert rows(archive, "select first_seen_at, last_seen_at from articles") == [
        ("2026-09-30T09:00:00Z", "2026-09-30T12:00:00Z")
    ]
    assert rows(archive, "select count(*) from revisions") == [(1,)]
    assert rows(archive, "select count(*) from captures") == [(2,)]
    assert rows(archive, "select event from events") == [("appeared",)]


def test_a_new_wording_is_a_revision_and_the_old_one_stays(keeper: ArticleKeeper, archive: Archive) -> None:
    keeper.keep(an_article())
    reworded = an_article(body=("Das Boot liegt seit Juni im Trockenen.", "Am Sonntag soll es wieder schwimmen."))

    keeper.keep(seen(reworded, hours=3))

    assert rows(archive, "select revision, seen_at, substr(body, 1, 26) from revisions order by revision") == [
        (1, "2026-09-30T09:00:00Z", "Das Boot liegt seit Mai im"),
        (2, "2026-09-30T12:00:00Z", "Das Boot liegt seit Juni i"),
    ]
    assert rows(archive, "select event, at from events order by id") == [
        ("appeared", "2026-09-30T09:00:00Z"),
        ("edited", "2026-09-30T12:00:00Z"),
    ]
    assert rows(archive, "select count(*) from articles_fts where articles_fts match 'juni'") == [(1,)]
    assert rows(archive, "select count(*) from articles_fts where articles_fts match 'mai'") == [(0,)]


def test_an_older_capture_taken_in_late_does_not_replace_the_present_wording(
    keeper: ArticleKeeper, archive: Archive
) -> None:
    keeper.keep(seen(an_article(), hours=3))
    older = seen(an_article(body=("Das Boot liegt auf dem Grund.",)), hours=0)

    keeper.keep(older)
    keeper.keep(older)

    assert rows(archive, "select revision, body like '%seit Mai%' from articles") == [(1, 1)]
    assert rows(archive, "select revision, seen_at, body from earlier_wordings") == [
        (2, "2026-09-30T09:00:00Z", "Das Boot liegt auf dem Grund.")
    ]
    assert rows(archive, "select first_seen_at from articles") == [("2026-09-30T09:00:00Z",)]


def test_a_text_without_address_becomes_one_article_with_its_page(keeper: ArticleKeeper, archive: Archive) -> None:
    keeper.keep(an_article(number=None))
    assert rows(archive, "select url, number from articles") == [(None, None)]

    keeper.keep(seen(an_article(), hours=3))

    assert rows(archive, "select key, url, revision from articles") == [
        ("de/news/7/2026", "https://deu.belta.by/society/view/boote-7-2026/", 1)
    ]


def test_a_page_known_already_gains_a_capture_from_its_text(keeper: ArticleKeeper, archive: Archive) -> None:
    keeper.keep(an_article())

    keeper.keep(seen(an_article(number=None), hours=3))

    assert rows(archive, "select count(*), max(number) from articles") == [(1, 7)]
    assert rows(archive, "select source from captures order by id") == [
        ("https://deu.belta.by/society/view/boote-7-2026/",), ("boote.txt",),
    ]  # fmt: skip


def test_a_text_that_prints_neither_headline_nor_date_is_known_by_its_words(
    keeper: ArticleKeeper, archive: Archive
) -> None:
    bare = an_article(number=None, headline=None, published_text=None, published_at=None, published_on=None)
    keeper.keep(bare)
    keeper.keep(seen(bare, hours=1))
    assert rows(archive, "select count(*) from articles") == [(1,)]

    keeper.keep(seen(an_article(), hours=3))

    # The page says more of the same wording: that is no edit.
    assert rows(archive, "select key, headline, published_on, revision from articles") == [
        ("de/news/7/2026", "Ruderklub flickt sein ältestes Boot", "2026-09-30", 1)
    ]
    assert rows(archive, "select event from events") == [("appeared",)]
    assert rows(archive, "select count(*) from articles_fts where articles_fts match 'ruderklub'") == [(1,)]


def test_a_text_that_reads_differently_does_not_rewrite_the_page(keeper: ArticleKeeper, archive: Archive) -> None:
    keeper.keep(an_article())

    keeper.keep(seen(an_article(number=None, body=("Das Boot liegt seit Mai im",)), hours=3))

    assert rows(archive, "select revision, body like '%schwimmen.' from articles") == [(1, 1)]
    assert rows(archive, "select step from problems") == [("KeepInArchive",)]


def test_two_stories_of_one_minute_are_two_articles(keeper: ArticleKeeper, archive: Archive) -> None:
    keeper.keep(an_article(number=None))
    keeper.keep(an_article(number=None, headline="Bäcker verschenkt Brezeln", body=("Sie waren zu klein.",)))

    assert rows(archive, "select count(*) from articles") == [(2,)]


def test_one_number_of_two_years_is_two_articles(keeper: ArticleKeeper, archive: Archive) -> None:
    keeper.keep(an_article(64024, year=2023))
    keeper.keep(an_article(64024, year=2024, headline="Ein anderes Boot", body=("Es ist neu.",)))

    assert rows(archive, "select key from articles order by key") == [("de/news/64024/2023",), ("de/news/64024/2024",)]


def test_the_ledger_learns_that_an_article_is_kept(keeper: ArticleKeeper, archive: Archive, run: Run) -> None:
    Ledger(archive, run).begin_walk("de", "all_news").listed(1, [an_entry(7), an_entry(8)], a_capture())

    keeper.keep(an_article(7))

    assert rows(archive, "select number, state, article from entries order by number") == [
        (7, "kept", 1), (8, "wanted", None),
    ]  # fmt: skip


def test_an_entry_listed_after_its_article_was_kept_is_not_wanted(
    keeper: ArticleKeeper, archive: Archive, run: Run
) -> None:
    keeper.keep(an_article(7))

    (listed,) = Ledger(archive, run).begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture())

    assert (listed.new, listed.wanted) == (True, False)


def test_a_problem_of_an_article_is_kept_once(keeper: ArticleKeeper, archive: Archive) -> None:
    problem = Problem(step="ReadDates", message="No such day.", text="31 Juni 2026", edition="de")

    keeper.keep(an_article(problems=(problem,)))
    keeper.keep(seen(an_article(problems=(problem,)), hours=3))

    assert rows(archive, "select step, text, message, article from problems") == [
        ("ReadDates", "31 Juni 2026", "No such day.", 1)
    ]


def test_an_article_whose_edition_is_unknown_is_a_problem_with_its_capture(
    keeper: ArticleKeeper, archive: Archive
) -> None:
    capture = a_capture(source="unknown.txt", url=None, edition=None)
    problem = Problem(step="SettleLanguage", message="The edition could not be told.", capture=capture)

    keeper.keep(an_article(number=None, edition=None, capture=capture, problems=(problem,)))

    assert rows(archive, "select count(*) from articles") == [(0,)]
    assert rows(archive, "select step, source from problems join captures on captures.id = capture") == [
        ("SettleLanguage", "unknown.txt")
    ]


def test_a_page_that_is_gone_leaves_its_entry_gone(archive: Archive, run: Run) -> None:
    Ledger(archive, run).begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture())

    keep_problem(
        archive,
        run,
        Problem(
            step="listings", message="Status 404.", url=an_entry(7).url, edition="de", entry=an_entry(7), leaves="gone",
            capture=a_capture(status=404),
        ),
    )  # fmt: skip

    assert rows(archive, "select state, reason from entries") == [("gone", "Status 404.")]
    assert run.counts["de"]["gone"] == 1


def test_giving_up_is_a_problem_of_its_own(archive: Archive, run: Run) -> None:
    Ledger(archive, run).begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture())

    for _ in range(20):
        keep_problem(
            archive, run, Problem(step="listings", message="Status 503.", url=an_entry(7).url, edition="de", entry=an_entry(7), leaves="wanted")
        )  # fmt: skip

    assert rows(archive, "select count(*) from problems where step = 'ledger' and message like 'Given up%'") >= [(1,)]
    assert rows(archive, "select state from entries") == [("refused",)]


def test_times_of_another_zone_are_kept_in_utc_and_in_minsk(keeper: ArticleKeeper, archive: Archive) -> None:
    keeper.keep(
        an_article(published_at=datetime(2009, 1, 5, 12, 0, tzinfo=MINSK), modified_at=datetime(2009, 7, 5, tzinfo=UTC))
    )

    assert rows(archive, "select published_at, published_local, modified_at from articles") == [
        ("2009-01-05T10:00:00Z", "2009-01-05T12:00:00+02:00", "2009-07-05T00:00:00Z")
    ]
