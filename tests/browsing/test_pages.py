"""What a reader sees: the front page, an article, a list, a page that is not there."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from parsel import Selector, SelectorList

from pipelines.archive.opening import Archive
from tests.browsing.conftest import Site, configuration
from tests.browsing.invented import (
    BOAT,
    CHESS,
    LIBRARY,
    ORCHARD,
    READING_ROOM,
    TELESCOPE,
    TULIPS,
    make_archive,
    put,
    put_article,
)


def words(html: str | Selector | SelectorList[Selector]) -> str:
    """The text of a page, or of parts of it, with single blanks, and none before a comma or a full stop."""
    part = Selector(html) if isinstance(html, str) else html
    text = " ".join(part.xpath(".//text()[not(parent::script or parent::style)]").getall())
    return re.sub(r"\s+(?=[.,:;)])|(?<=\()\s+", "", re.sub(r"\s+", " ", text)).strip()


def test_the_front_page_says_what_is_here_and_how_fresh_it_is(site: Site) -> None:
    page = words(site.page("/"))

    assert "Every article of the seven language editions" in page
    assert "8 articles" in page
    assert "As of 30 September 2026, 13:05 Minsk time, when the last run (listings) ended incomplete" in page


def test_the_front_page_counts_every_edition_in_the_order_of_the_reports(site: Site) -> None:
    rows = Selector(site.page("/")).css("table.editions tbody tr")

    assert [words(row.css("th")).split()[0] for row in rows] == ["ru", "be", "en", "de", "es", "pl", "zh"]
    assert [words(row.css("td")[0]) for row in rows] == ["1", "1", "2", "1", "1", "1", "1"]


def test_the_front_page_says_what_is_incomplete(site: Site) -> None:
    banner = words(Selector(site.page("/")).css(".banner"))

    assert "3 listed articles are not in the archive" in banner
    assert "de 30 September 2026 (2), ru 29 September 2026 (1)" in banner
    assert "The last walk down all_news of de did not reach its end: broken off." in banner
    assert "25 of BelTA's numbers of this year never appeared" in banner
    assert "2 things were not understood" in banner


def test_the_front_page_has_three_doors_and_each_leads_somewhere(site: Site) -> None:
    page = Selector(site.page("/"))

    assert [words(door) for door in page.css(".door > h3")] == ["Search", "Read", "Count"]
    for address in page.css(".door a::attr(href), .door form::attr(action)").getall():
        assert site.get(address).status_code == 200, address


def test_a_folder_without_an_archive_says_how_to_make_one(empty_site: Site) -> None:
    page = words(empty_site.page("/"))

    assert "There is no archive here yet" in page
    assert "make demo" in page
    assert "make crawl" in page


def test_an_archive_in_which_nothing_was_kept_says_so(tmp_path: Path) -> None:
    with Archive(configuration(tmp_path) / "belta.db") as archive:
        assert archive.db
    site = Site(tmp_path)
    try:
        page = words(site.page("/"))
        assert "No run has kept anything yet." in page
        assert "0 articles" in page
    finally:
        site.close()


@pytest.mark.parametrize(
    ("ended_at", "outcome", "said"),
    [
        ("2026-09-30T10:05:00Z", "complete", "ended complete"),
        (None, None, "has not ended: it is at work, or was killed"),
    ],
)
def test_the_front_page_says_how_the_last_run_ended(
    tmp_path: Path, ended_at: str | None, outcome: str | None, said: str
) -> None:
    with Archive(configuration(tmp_path) / "belta.db") as archive:
        put(
            archive.db,
            "runs",
            spider="listings",
            arguments="{}",
            versions="{}",
            started_at="2026-09-30T10:00:00Z",
            ended_at=ended_at,
            outcome=outcome,
        )
    site = Site(tmp_path)
    try:
        assert said in words(site.page("/"))
    finally:
        site.close()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("delete from _sqlite_migrations where id = (select max(id) from _sqlite_migrations)", "an earlier release"),
        (
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('belta_archive', '999_flying', '')",
            "a later release",
        ),
    ],
)
def test_an_archive_of_another_release_says_so_and_can_be_read(tmp_path: Path, change: str, said: str) -> None:
    make_archive(configuration(tmp_path) / "belta.db")
    with closing(sqlite3.connect(tmp_path / "belta.db")) as archive:
        archive.execute(change)
        archive.commit()
    site = Site(tmp_path)
    try:
        assert f"This archive was written by {said}" in words(site.page("/"))
        assert f"This archive was written by {said}" in words(site.page("/belta"))
        assert "Ruderklub" in site.page(f"/belta/articles/{BOAT}")
        assert site.get("/belta/search").status_code == 404
    finally:
        site.close()


def test_the_front_page_is_told_anew_when_the_archive_has_changed(tmp_path: Path) -> None:
    make_archive(configuration(tmp_path) / "belta.db")
    site = Site(tmp_path)
    try:
        assert "8 articles" in words(site.page("/"))
        with Archive(tmp_path / "belta.db") as archive:  # while it is open, what is written lies beside the file
            archive.begin()
            put_article(archive.db, 9, "en", 19, headline="Ferry paints its bell", body="It is blue now.")
            archive.db.commit()
            assert "9 articles" in words(site.page("/"))
    finally:
        site.close()


def test_what_is_true_of_one_file_is_said_of_that_file_alone(tmp_path: Path) -> None:
    configuration(tmp_path)
    for name in ("demo.db", "belta.db"):
        with Archive(tmp_path / name) as archive:
            assert archive.db
    site = Site(tmp_path)
    try:
        sections = {
            section.css("h2 a::text").get(): words(section)
            for section in Selector(site.page("/")).css("section.archive")
        }
        assert "invented news" in sections["Demonstration"]
        assert "invented" not in sections["BelTA"]
    finally:
        site.close()


def test_an_article_shows_its_text_in_paragraphs_in_its_own_language(site: Site) -> None:
    page = Selector(site.page(f"/belta/articles/{READING_ROOM}"))

    assert page.css("h1").attrib["lang"] == "ru"
    assert words(page.css("h1")) == "В читальном зале открыли уголок для настольных игр"
    assert [words(paragraph) for paragraph in page.css(".text p")] == [
        "30 сентября, Минск /Корр. БЕЛТА/. Игры можно взять на стойке у входа.",
        "Первый турнир библиотека обещает в субботу, сообщает БЕЛТА.",
    ]
    assert words(page.css(".dateline")) == "30 сентября, Минск /Корр. БЕЛТА/."
    assert page.css("title::text").get() == "В читальном зале открыли уголок для настольных игр"


def test_a_chinese_article_is_marked_as_simplified_chinese(site: Site) -> None:
    assert Selector(site.page(f"/belta/articles/{LIBRARY}")).css("h1").attrib["lang"] == "zh-Hans"


def test_an_article_says_who_signs_and_when_it_was_published(site: Site) -> None:
    facts = words(Selector(site.page(f"/belta/articles/{BOAT}")).css(".facts"))

    assert "Published 30 September 2026, 05:00 Minsk time, printed on the page" in facts
    assert "author Lotte Beispiel" in facts
    assert "agency BelTA" in facts


def test_contradicting_dates_are_shown_in_plain_words(site: Site) -> None:
    page = Selector(site.page(f"/belta/articles/{BOAT}"))

    assert "dates contradict each other" in words(page.css(".kicker"))
    assert (
        words(page.css("tr.disagrees"))
        == "in the page's mark-up 2026-09-12T12:00:00+00:00 12 September 2026, 12:00 contradicts the date above"
    )
    assert "in the dateline 31. September could not be read" in words(page.css(".evidence"))
    assert "in its address 2026 names no day agrees" in words(page.css(".evidence"))


def test_problems_are_shown_with_the_words_that_were_not_understood(site: Site) -> None:
    evidence = words(Selector(site.page(f"/belta/articles/{BOAT}")).css(".evidence"))

    assert "TakeDateline: A day of the calendar was expected. 31. September" in evidence


def test_the_history_tells_wordings_changes_events_and_places_on_listings(site: Site) -> None:
    page = Selector(site.page(f"/belta/articles/{BOAT}"))
    history = [words(item) for item in page.css(".history > li")]

    assert len(history) == 2
    assert "revision 1" in history[0]
    assert "in 10 Tagen" in history[0]
    assert "revision 2, the wording above" in history[1]
    evidence = words(page.css(".evidence"))
    assert "1 October 2026, 11:00 · edited" in evidence
    assert (
        "On the listing all_news from 30 September 2026, 13:00 to 30 September 2026, 18:00, at best in place 2"
        ", gone from there by 30 September 2026, 19:00; printed there: 30.09.26 12:00." in evidence
    )


def test_the_history_shows_what_was_taken_out_and_put_in_with_its_grade(site: Site) -> None:
    parts = Selector(site.page(f"/belta/articles/{BOAT}")).css(".history .part")

    assert [words(part.css(".part-name")) for part in parts] == ["headline figure", "paragraph 2 paragraph added"]
    assert words(parts[0].css(".part-text")) == (
        "Ruderklub flickt sein ältestes Boot in [taken out: 10 ] [put in: 12 ] Tagen"
    )
    assert words(parts[1].css("ins")) == "[put in: Am Sonntag soll es wieder schwimmen. ]"
    assert parts.css(".part-text").attrib["lang"] == "de"


def test_an_article_can_be_cited_by_what_it_is_known_by_in_every_archive(site: Site) -> None:
    by_row, cited = (
        Selector(site.page(f"/belta/articles/{BOAT}")),
        Selector(site.page("/belta/-/article/de/news/21/2026")),
    )

    assert words(cited.css(".article")) == words(by_row.css(".article"))
    assert words(cited.css(".history")) == words(by_row.css(".history"))
    for page in (by_row, cited):
        assert page.css("link[rel=canonical]").attrib["href"] == "/belta/-/article/de/news/21/2026"
    for address in cited.css("main a::attr(href)").getall():
        assert address.startswith(("http", "#")) or site.get(address).status_code in (200, 404), address


def test_an_article_without_an_address_can_be_cited_too(site: Site) -> None:
    (row,) = site.rows(f"/belta/articles.json?id={TELESCOPE}")

    assert "noc gwiazd" in site.page(f"/belta/-/article/{row['key']}")


def test_every_wording_has_an_address_of_its_own_and_says_how_it_came_about(site: Site) -> None:
    first = Selector(site.page("/belta/-/article/de/news/21/2026/revision/1"))
    second = Selector(site.page("/belta/-/article/de/news/21/2026/revision/2"))

    assert words(first.css("h1")) == "Ruderklub flickt sein ältestes Boot in 10 Tagen"
    assert words(first.css(".text")) == "Das Boot liegt seit Mai im Trockenen."
    assert "until revision 2 was, 1 October 2026, 11:00" in words(first.css(".facts"))
    assert "This is the earliest wording that the archive has." in words(first.css(".evidence"))
    assert words(second.css("h1")) == "Ruderklub flickt sein ältestes Boot in 12 Tagen"
    assert "sha256:" in words(second.css(".facts"))
    assert [words(part.css(".part-name")) for part in second.css(".part")] == [
        "headline figure", "paragraph 1", "paragraph 2 paragraph added",
    ]  # fmt: skip
    assert first.css("h1").attrib["lang"] == second.css(".part-text").attrib["lang"] == "de"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/belta/-/article/de/news/4711/2026", "no article that is known as de/news/4711/2026"),
        ("/belta/-/article/de/news/21/2026/revision/3", "no revision 3 of this article; it has 1, 2"),
        ("/nowhere/-/article/de/news/21/2026", "no archive called nowhere"),
    ],
)
def test_an_address_that_cites_nothing_says_so(site: Site, path: str, said: str) -> None:
    response = site.get(path)

    assert response.status_code == 404
    assert said in words(response.text)


def test_a_contradiction_is_told_in_a_sentence(site: Site) -> None:
    warning = words(Selector(site.page(f"/belta/articles/{BOAT}")).css(".message-warning"))

    assert warning == (
        "The dates of this article contradict each other. Believed is the one printed on the page; against it stand "
        "12 September 2026, 12:00 in the page's mark-up. Every date it carries"
    )


def test_every_capture_is_told_with_its_address_and_its_bytes(site: Site) -> None:
    page = words(Selector(site.page(f"/belta/articles/{CHESS}")))

    assert (
        "30 September 2026, 13:00 read for the wording above 200 https://en.example.invalid/society/view/story-15-2026/"
        in page
    )
    assert "run-1.warc.gz from byte 5,000" in page


def test_an_article_that_is_gone_says_so_and_keeps_its_last_text(site: Site) -> None:
    page = Selector(site.page(f"/belta/articles/{CHESS}"))

    assert "The site no longer shows this article: it was found gone on 2 October 2026, 09:00" in words(
        page.css(".message-warning")
    )
    assert words(page.css(".text")) == "Nobody remembers why."


def test_a_text_in_another_language_than_its_edition_says_so(site: Site) -> None:
    page = Selector(site.page(f"/belta/articles/{ORCHARD}"))

    assert "The edition is in be, the text seems to be in ru (confidence 0.91)." in words(page.css(".message-warning"))


def test_pictures_and_tags_are_links(site: Site) -> None:
    page = Selector(site.page(f"/belta/articles/{TULIPS}"))

    picture = page.css('a[href="https://img.example.invalid/tulips.jpg"]')
    assert picture.attrib["rel"] == "noopener noreferrer nofollow"
    assert page.css("main img") == []
    assert words(page.css(".tags a")) == "jardines"
    assert site.get(page.css(".tags a::attr(href)").get() or "").status_code == 200


def test_a_text_capture_without_headline_and_date_says_so(site: Site) -> None:
    page = words(site.page(f"/belta/articles/{TELESCOPE}"))

    assert "(no headline is printed)" in page
    assert "No date could be settled" in page
    assert "Obserwatorium zaprasza na noc gwiazd." in page


def test_articles_are_a_list_to_read_with_their_marks(site: Site) -> None:
    entries = {words(entry.css("h3")): entry for entry in Selector(site.page("/belta/articles")).css("li.entry")}

    assert len(entries) == 8
    assert "gone" in words(entries["Chess club leaves its lights on"])
    assert "edited" in words(entries["Ruderklub flickt sein ältestes Boot in 12 Tagen"])
    assert "in ru" in words(entries["Яблыневы сад чакае гасцей"])
    assert entries["图书馆延长夜间开放时间"].css("h3").attrib["lang"] == "zh-Hans"
    assert "(no headline)" in entries


def test_articles_are_a_table_for_whoever_chooses_columns(site: Site) -> None:
    page = Selector(site.page("/belta/articles?_nocol=body"))

    assert page.css("li.entry") == []
    assert "published_from" in page.css("th::attr(data-column)").getall()


def test_the_answers_of_questions_lead_to_the_articles(site: Site) -> None:
    page = Selector(site.page("/belta/contradictory_dates"))

    assert page.css("td.col-headline a").attrib["href"] == f"/belta/articles/{BOAT}"
    assert page.css("td.col-headline a").attrib["lang"] == "de"


def test_a_reference_to_an_article_without_headline_is_still_a_link(site: Site) -> None:
    page = Selector(site.page(f"/belta/events?article={TELESCOPE}"))

    assert words(page.css("td.col-article a")) == f"articles {TELESCOPE}"


def test_an_article_that_is_not_there_is_a_page_that_says_so(site: Site) -> None:
    response = site.get("/belta/articles/4711")

    assert response.status_code == 404
    assert "There is nothing here" in words(response.text)


def test_a_question_that_takes_too_long_is_answered_in_plain_words(site: Site) -> None:
    endless = "with recursive n(i) as (select 1 union all select i %2B 1 from n) select max(i) from n"

    response = site.get(f"/belta?sql={endless}&_timelimit=20")

    assert response.status_code == 400
    assert "That question takes too long" in words(response.text)


def test_a_missing_page_leaves_no_traceback_in_the_log(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    site.get("/nowhere/%1b%5b2J/at-all")

    said = capfd.readouterr()
    assert "Traceback" not in said.out + said.err
    assert "\x1b" not in said.out + said.err
