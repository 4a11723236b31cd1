"""Stored captures are read again: the same code changes nothing, better code mends what it should."""

import json
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from belta_scraper.commands.reread import ReadAgain, asked_for, steps_in
from belta_scraper.errors import ArchiveInUse, ArgumentNotUnderstood, PageNotUnderstood
from belta_scraper.items import Article
from belta_scraper.replica import Replica
from belta_scraper.rereading import identity_of
from pipelines.archive.opening import Archive
from pipelines.archive.rereading import Read, Reread, Stored, many, reread
from tests.archive.looking import look, told
from tests.crawling import ROOT, Place

SETTINGS = Settings()
SETTINGS.setmodule("belta_scraper.settings")
STEPS = steps_in(SETTINGS)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Reading again opens no socket; tests that need a site to crawl say so."""
    if "site" not in request.fixturenames:

        def forbidden(*args: object, **kwargs: object) -> None:
            raise AssertionError("Reading again went to the network.")

        monkeypatch.setattr(socket, "socket", forbidden)
        monkeypatch.setattr(socket, "getaddrinfo", forbidden)


@pytest.fixture
def site() -> None:
    """A test that crawls before it reads again."""


def todays(place: Place) -> ReadAgain:
    return ReadAgain(folder=place.captures, steps=STEPS)


def again(place: Place, read: Read | None = None, *, write: bool = False, processes: int = 1, **given: Any) -> Reread:
    asked, read = asked_for(given), read or todays(place)
    return reread(
        place.archive, asked, read, identity_of, captures=place.captures, arguments=given, write=write,
        processes=processes,
    )  # fmt: skip


def everything(place: Place) -> str:
    """All rows of the archive, as a digest."""
    tables = [name for (name,) in place.rows("select name from sqlite_master where type = 'table' and sql is not null")]
    rows = {name: place.rows(f"select * from [{name}]") for name in sorted(tables)}
    return sha256(repr(rows).encode()).hexdigest()


def texts(place: Place) -> list[tuple[Any, ...]]:
    return place.rows(
        "select key, url, section, section_text, headline, lead, body, words, language, published_text, published_at, "
        "published_from, dates_agree, dateline_text, dateline_place, agency, byline_text, image_url, image_caption, "
        "revision, revised_at, digest, body_digest, reader, first_seen_at, last_seen_at from articles order by key"
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An archive of all seven editions, crawled once."""
    with Replica() as replica:
        place = Place(tmp_path_factory.mktemp("sound"), replica)
        run = place.crawl()
        assert run.returncode == 0, run.stdout + run.stderr
    return place


def copy_of(place: Place, folder: Path) -> Place:
    copy = Place(folder)
    shutil.copy(place.archive, copy.archive)
    copy.captures.symlink_to(place.captures)
    return copy


@pytest.fixture
def place(sound: Place, tmp_path: Path) -> Place:
    return copy_of(sound, tmp_path)


# --- The same code -----------------------------------------------------------------------------------


def test_the_same_code_changes_nothing_in_any_edition(place: Place) -> None:
    before = everything(place)

    for write in (False, True):
        found = again(place, write=write)

        assert found.changes_nothing, (found.fields, found.samples, found.problem_samples)
        assert found.articles == place.rows("select count(*) from articles")[0][0] > 200
        assert (found.unreadable, found.lost, found.run) == ([], [], None)
    assert everything(place) == before


def test_what_is_asked_for_is_read_and_nothing_else(place: Place) -> None:
    ((german, english),) = place.rows("select sum(edition = 'de'), sum(edition = 'en') from articles")
    ((day, count),) = place.rows(
        "select published_on, count(*) from articles where edition = 'de' group by 1 order by 1 limit 1"
    )
    ((number, url),) = place.rows("select id, url from articles where edition = 'zh' limit 1")

    assert again(place, edition="de,en").articles == german + english
    assert again(place, edition="de", until=day).articles == count
    assert again(place, article=str(number)).articles == 1
    assert again(place, article=url).articles == 1


def test_a_run_says_which_readers_it_had_and_they_are_the_same_as_long_as_the_code_is(place: Place) -> None:
    ((versions,),) = place.rows("select versions from runs")

    assert len(json.loads(versions)["readers"]) == 16
    assert {"lxml", "dateparser"} <= set(json.loads(versions))


def crawled(place: Place, spider: str, *arguments: str) -> None:
    given = [word for argument in arguments for word in ("-a", argument)]
    run = place.scrapy("crawl", spider, *given, settings={"REVISIT_LADDER": "ever:1m", "CLOCK_CHECK": "False"})
    assert run.returncode in (0, 3, 4), run.stdout + run.stderr


def as_if_hours_had_passed(place: Place) -> None:
    with Archive(place.archive) as archive:
        archive.db.execute(
            "update articles set last_seen_at = '2026-01-01T00:00:00Z', last_checked_at = '2026-01-01T00:00:00Z'"
        )


def test_nothing_changes_in_articles_that_were_edited_moved_removed_and_seen_again(tmp_path: Path, site: None) -> None:
    place = Place(tmp_path)
    with Replica(editions=["de", "zh"], days=1) as replica:
        place.replica = replica
        replica.switches.validators = True
        crawled(place, "listings")
        for nth in range(2):
            for code in ("de", "zh"):
                its = replica.site(code)
                first, second, third, fourth, *_ = its.stories
                its.edit(first, headline=f"{first.headline} {nth}")
                its.edit(fourth, paragraphs=[*fourth.paragraphs, "Danach gab es Kuchen."])
                if nth == 0:
                    its.remove(second, 404, keep_listed=True)
                its.move(third, ("economics", "culture", "sport")[nth])
                its.publish()
            as_if_hours_had_passed(place)
            crawled(place, "listings" if nth else "revisits")
        for _ in range(2):  # nothing has changed since the first of them
            as_if_hours_had_passed(place)
            crawled(place, "revisits")
    crawled(place, "captures", f"path={place.captures}")
    ((revisions, checks),) = place.rows(
        "select (select count(*) from earlier_wordings), sum(status = 304) from captures"
    )
    assert revisions >= 3
    assert checks

    found = again(place)

    assert found.changes_nothing, (found.fields, found.samples, found.problem_samples)


# --- Texts, pages, texts -------------------------------------------------------------------------------


def page_of(replica: Replica, code: str, path: str) -> bytes:
    with urllib.request.urlopen(replica.origins[code] + path) as answer:
        body: bytes = answer.read()
        return body


def saved_in_all_kinds(folder: Path, replica: Replica, code: str, order: Sequence[str]) -> None:
    """Stories as bare text, as text, for the printer, for phones, and as pages, to be taken in in an order."""
    for nth, story in enumerate([story for story in replica.site(code).listed if story.year][:9]):
        printer = story.path.replace(f"/{story.section}/", f"/printv/{story.section}/")
        kinds = {
            "bare.txt": "\n\n".join(story.paragraphs).encode(),
            "text.txt": "\n\n".join([story.headline, story.published_text, *story.paragraphs]).encode(),
            "print.html": page_of(replica, code, printer) if story.section in printer else b"<html></html>",
            "amp.html": page_of(replica, code, f"/amp{story.path}"),
            "page.html": page_of(replica, code, story.path),
        }
        for place, kind in enumerate(order):
            (folder / f"{place}-{nth}-{kind}").write_bytes(kinds[kind])


@pytest.mark.parametrize(
    ("code", "order"),
    [
        ("de", ("bare.txt", "text.txt", "print.html", "amp.html", "page.html")),
        ("zh", ("page.html", "text.txt", "bare.txt", "amp.html")),
        ("ru", ("text.txt", "amp.html", "page.html", "bare.txt", "print.html")),
    ],
)
def test_nothing_changes_in_what_was_met_as_text_and_as_page_and_under_its_address(
    tmp_path: Path, site: None, code: str, order: Sequence[str]
) -> None:
    place, folder = Place(tmp_path), tmp_path / "kinds"
    folder.mkdir()
    with Replica(editions=[code], days=1) as replica:
        place.replica = replica
        saved_in_all_kinds(folder, replica, code, order)
        crawled(place, "captures", f"path={folder}", f"edition={code}")
        crawled(place, "listings")
    several = "select count(*) >= 5 from (select article from captures where article is not null group by 1 having count(*) > 2)"
    assert place.rows(several) == [(1,)]

    found = again(place)

    assert found.changes_nothing, (found.fields, found.samples, found.problem_samples)
    assert found.readable_now.total() == 0
    before = everything(place)
    again(place, write=True)
    assert everything(place) == before


# --- Better code ---------------------------------------------------------------------------------------


def shouting(read: Read) -> Read:
    """As a reader that wrote every headline in capitals, left out the last paragraph, and knew no credits."""

    def worse(stored: Stored) -> Article | None:
        article = read(stored)
        if article is None:
            return None
        body = article.body or ()
        return replace(
            article, headline=(article.headline or "").upper(), body=body[:-1] if len(body) > 1 else body, credits=(),
            tags=(),
        )  # fmt: skip

    return worse


@pytest.fixture(scope="module")
def crawled_twice(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An archive with two wordings of some articles."""
    place = Place(tmp_path_factory.mktemp("twice"))
    with Replica(editions=["de", "zh"], days=1) as replica:
        place.replica = replica
        crawled(place, "listings")
        for code in ("de", "zh"):
            first, second, *_ = (story for story in replica.site(code).listed if story.year and story.dateline)
            replica.site(code).edit(first, headline=f"{first.headline} 12")
            replica.site(code).edit(second, paragraphs=[*second.paragraphs, "12, 13, 14."])
        as_if_hours_had_passed(place)
        crawled(place, "revisits")
    return place


@pytest.fixture
def edited(crawled_twice: Place, tmp_path: Path) -> Place:
    return copy_of(crawled_twice, tmp_path)


def test_a_mistake_of_a_reader_is_reported_mended_once_and_leaves_the_history_alone(edited: Place) -> None:
    place = edited
    good = texts(place)
    history = place.rows("select article, revision, seen_at from revisions order by 1, 2")
    events = place.rows("select article, event, at, capture from events order by id")
    changes = place.rows("select article, revision, field, place, kind, before, after from changes order by 1, 2, id")
    credited = place.content()["credits"], place.content()["tags"]
    assert len(history) > place.rows("select count(*) from articles")[0][0]

    # The archive as a worse reader would have left it.
    spoilt = again(place, shouting(todays(place)), write=True)
    assert {"headline", "body", "wordings", "credits", "tags"} - set(spoilt.fields["de"]) == set()
    assert texts(place) != good
    assert told(look(place)) == ""

    found = again(place)

    assert found.fields == spoilt.fields
    assert found.changed == spoilt.changed
    sample = next(one for one in found.samples if (one.edition, one.field) == ("de", "headline"))
    assert sample.before is not None
    assert sample.after is not None
    assert sample.before == sample.after.upper() != sample.after
    assert found.run is None

    mended = again(place, write=True)

    assert mended.fields == found.fields
    assert texts(place) == good
    assert (place.content()["credits"], place.content()["tags"]) == credited
    assert place.rows("select article, revision, seen_at from revisions order by 1, 2") == history
    assert place.rows("select article, event, at, capture from events order by id") == events
    assert (
        place.rows("select article, revision, field, place, kind, before, after from changes order by 1, 2, id")
        == changes
    )
    assert told(look(place)) == ""

    before = everything(place)
    assert again(place, write=True).changes_nothing
    assert everything(place) == before


def test_what_is_found_is_what_is_read_now(place: Place) -> None:
    again(place, shouting(todays(place)), write=True, edition="de")

    assert told(look(place)) == ""
    ((run, spider, arguments, outcome, reason),) = place.rows(
        "select id, spider, arguments, outcome, reason from runs order by id desc limit 1"
    )
    ((count,),) = place.rows("select count(*) from articles where edition = 'de'")
    assert (spider, json.loads(arguments), outcome) == ("reread", {"edition": "de"}, "complete")
    assert f"{count} of {count} articles read otherwise" in reason
    assert place.rows("select count(*), min(run) from articles where edition = 'de' and run = ?", run) == [(count, run)]
    assert place.rows("select count(*) from articles where edition <> 'de' and run = ?", run) == [(0,)]
    assert place.rows("select edition, kept from run_counts where run = ?", run) == [("de", count)]
    assert place.rows("select count(*) from manifests where run = ?", run) == [(1,)]


def test_problems_that_are_no_more_are_resolved_and_new_ones_written(place: Place) -> None:
    steps = tuple(step for step in STEPS if type(step).__name__ != "ReadBylines")
    ((unsettled,),) = place.rows("select count(*) from problems where step = 'ReadBylines'")
    assert unsettled

    found = again(place, ReadAgain(folder=place.captures, steps=steps), write=True)
    assert found.problems_resolved["ReadBylines"] == unsettled
    assert place.rows("select count(*) from problems where step = 'ReadBylines' and resolved_at is null") == [(0,)]

    back = again(place, write=True)
    assert back.problems_new["ReadBylines"] == unsettled
    assert place.rows("select count(*) from problems where step = 'ReadBylines' and resolved_at is null") == [
        (unsettled,)
    ]


# --- What could not be read, and what no longer can ----------------------------------------------------


def test_captures_that_were_not_understood_become_articles(tmp_path: Path, site: None) -> None:
    place = Place(tmp_path)
    with Replica(editions=["pl"], days=2) as replica:
        place.replica = replica
        crawled(place, "listings")
    whole = place.content()
    wanted = place.rows("select id, capture, url from articles order by id limit 4")
    with Archive(place.archive) as archive:
        archive.begin()
        for article, capture, url in wanted:
            _as_not_understood(archive, article, capture, url)
        archive.commit()

    found = again(place)
    assert (found.readable_now, found.new_articles) == ({"pl": 4}, {"pl": 4})
    assert found.problems_resolved == {"listings": 4}
    kept = again(place, write=True)
    assert (kept.readable_now, kept.new_articles) == ({"pl": 4}, {"pl": 4})

    now = place.content()
    assert now["articles"] == whole["articles"]
    assert now["entries"] == whole["entries"]
    # The feed, which came after them, has told of them since.
    assert [row for row in now["dates"] if row[1] != "feed"] == whole["dates"]
    assert place.rows("select count(*) from problems where step = 'listings' and resolved_at is null") == [(0,)]
    assert again(place, write=True).changes_nothing


def _as_not_understood(archive: Archive, article: int, capture: int, url: str) -> None:
    """The archive as a crawl leaves it that could not read a page."""
    db = archive.db
    for table in ("credits", "images", "article_tags", "links", "dates", "events", "changes"):
        db.execute(f"delete from {table} where article = ?", [article])
    db.execute("delete from problems where article = ?", [article])
    db.execute("update captures set article = null where id = ?", [capture])
    db.execute("update entries set article = null, state = 'not understood', reason = 'x' where article = ?", [article])
    db.execute("delete from articles where id = ?", [article])
    db.execute(
        "insert into problems (run, edition, url, step, message, capture, found_at) "
        "values (1, 'pl', ?, 'listings', 'Expected an article, found something else.', ?, '2026-10-01T00:00:00Z')",
        [url, capture],
    )


def test_an_edit_that_readers_could_not_see_is_a_revision_once_they_do(edited: Place) -> None:
    place = edited
    known = place.rows("select * from revisions order by 1, 2")
    changes = place.rows("select article, revision, field, place, kind, before, after from changes order by 1, 2, id")
    events = place.rows("select article, event, at, capture from events order by article, at, capture")
    twice = place.rows("select article, headline, lead, body, digest, seen_at, capture from earlier_wordings")
    assert len(twice) == 4
    with Archive(place.archive) as archive:  # as if the later capture had read like the earlier one
        archive.begin()
        for article, *had in twice:
            archive.db.execute(
                "update articles set headline = ?, lead = ?, body = ?, digest = ?, revised_at = ?, capture = ?, "
                "revision = 1 where id = ?",
                [*had, article],
            )
            for table in ("earlier_wordings", "changes"):
                archive.db.execute(f"delete from {table} where article = ?", [article])
            archive.db.execute("delete from events where article = ? and event = 'edited'", [article])
        archive.commit()

    found = again(place, write=True)

    assert found.changed.total() == 4
    run = f"{found.run}"
    without_run = "select article, revision, seen_at, headline, lead, body, digest, reader, capture from revisions"
    assert place.rows(f"{without_run} order by 1, 2") == [row[:-1] for row in known]
    assert place.rows("select count(*) from articles where run = ?", run) == [(4,)]
    assert place.rows("select article, event, at, capture from events order by article, at, capture") == events
    assert (
        place.rows("select article, revision, field, place, kind, before, after from changes order by 1, 2, id")
        == changes
    )
    before = everything(place)
    assert again(place, write=True).changes_nothing
    assert everything(place) == before


def test_an_older_capture_that_could_not_be_read_adds_an_older_wording(edited: Place) -> None:
    place = edited
    older = place.rows(
        "select article, capture, headline, lead, body, digest, seen_at from earlier_wordings order by 1"
    )
    later = dict(place.rows("select id, capture from articles"))
    with Archive(place.archive) as archive:  # as if the first answer had not been understood
        archive.begin()
        db = archive.db
        for article, capture, *_ in older:
            for table in ("earlier_wordings", "changes"):
                db.execute(f"delete from {table} where article = ?", [article])
            db.execute("delete from events where article = ? and event = 'appeared'", [article])
            db.execute("update events set event = 'appeared' where article = ? and event = 'edited'", [article])
            db.execute("update articles set revision = 1, first_seen_at = revised_at where id = ?", [article])
            db.execute("update dates set capture = ? where article = ?", [later[article], article])
            db.execute("update captures set article = null where id = ?", [capture])
        archive.commit()

    assert again(place).readable_now == {"de": 2, "zh": 2}
    found = again(place, write=True)

    assert found.readable_now == {"de": 2, "zh": 2}
    assert found.new_articles.total() == 0
    assert (
        place.rows(
            "select article, capture, headline, lead, body, digest, seen_at from earlier_wordings "
            "where revision = 2 order by 1"
        )
        == older
    )
    assert place.rows("select count(*) from changes where revision = 1") == place.rows("select count(*) from changes")
    assert place.rows(
        "select count(*) from captures where article is null and status = 200 and url like '%/view/%'"
    ) == [(0,)]
    before = everything(place)
    assert again(place, write=True).changes_nothing
    assert everything(place) == before


def test_what_can_no_longer_be_read_stays_as_it_was_and_a_problem_says_so(place: Place) -> None:
    before = texts(place)
    read = todays(place)

    def blind(stored: Stored) -> Article | None:
        if stored.capture.edition == "de":
            raise PageNotUnderstood("Expected an article, found a redesign.")
        return read(stored)

    found = again(place, blind, write=True)

    ((count,),) = place.rows("select count(*) from articles where edition = 'de'")
    assert found.unreadable_count == count
    assert "found a redesign" in found.unreadable[0].reason
    assert not found.changed
    assert texts(place) == before
    assert place.rows("select count(*) from problems where step = 'rereading' and resolved_at is null") == [(count,)]
    assert told(look(place)) == ""
    unchanged = everything(place)
    again(place, blind, write=True)
    assert everything(place) == unchanged

    assert again(place, write=True).problems_resolved == {"rereading": count}
    assert place.rows("select count(*) from problems where step = 'rereading' and resolved_at is null") == [(0,)]


def test_a_reader_that_fails_costs_one_article_and_not_the_others(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((url,),) = place.rows("select url from articles where edition = 'es' limit 1")
    settle = type(STEPS[0]).settle

    def failing(self: Any, article: Article) -> Article:
        if article.url == url:
            raise ZeroDivisionError("no boats")
        return settle(self, article)

    monkeypatch.setattr(type(STEPS[0]), "settle", failing)

    found = again(place, edition="es")

    assert [(article.url, "ZeroDivisionError: no boats" in article.reason) for article in found.unreadable] == [
        (url, True)
    ]
    assert found.changes_nothing


# --- Bytes that are not there --------------------------------------------------------------------------


def test_captures_that_are_lost_or_damaged_are_named_and_their_articles_left_alone(place: Place, sound: Place) -> None:
    place.captures.unlink()
    shutil.copytree(sound.captures, place.captures)
    with Archive(place.archive) as archive:
        archive.begin()
        archive.db.execute("update captures set digest = 'sha256:00' where article = 7")
        archive.commit()
    before = texts(place)

    found = again(place, shouting(todays(place)), write=True)

    assert [(lost.article, "are not those that were fetched" in lost.reason) for lost in found.lost] == [(7, True)]
    assert place.rows("select run from articles where id = 7") == [(1,)]
    assert place.rows("select outcome, exit_status from runs order by id desc limit 1") == [("incomplete", 3)]
    assert [row for row in before if row in texts(place)] != []

    for file in place.captures.iterdir():
        file.unlink()
    command = place.scrapy("reread", "--edition", "zh")
    assert command.returncode == 3
    assert "There is no file" in command.stdout
    assert "Traceback" not in command.stderr


# --- The command ---------------------------------------------------------------------------------------


def test_the_command_says_in_words_and_numbers_what_would_change(place: Place) -> None:
    again(place, shouting(todays(place)), write=True, edition="de")
    before = everything(place)

    run = place.scrapy("reread", "--edition", "de", "--samples", "1")

    assert run.returncode == 0, run.stderr
    assert "articles would be changed" in run.stdout
    assert "headline:" in run.stdout
    assert "Nothing was written; --apply does." in run.stdout
    assert everything(place) == before

    applied = json.loads(place.scrapy("reread", "-a", "edition=de", "--apply", "--json").stdout)
    assert applied["fields"]["de"]["headline"] == applied["changed"]["de"] == applied["articles"]
    assert applied["run"] == 3
    assert "Nothing changes." in place.scrapy("reread", "--apply").stdout


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"edition": "klingon"}, "klingon"),
        ({"since": "yesterday"}, "since"),
        ({"since": "2026-10-02", "until": "2026-10-01"}, "since is later than until"),
        ({"article": "https://example.org/x"}, "article wants an article's address"),
        ({"article": "https://deu.belta.by/all_news/"}, "article wants an article's address"),
    ],
)
def test_what_cannot_be_followed_is_said_in_one_sentence(given: dict[str, str], words: str) -> None:
    with pytest.raises(ArgumentNotUnderstood, match=words):
        asked_for(given)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-a", "colour=green"), "reread has no argument 'colour'"),
        (("--processes", "none"), "processes wants a whole number"),
        (("nowhere.db",), "There is no archive at nowhere.db"),
    ],
)
def test_the_command_says_it_and_makes_no_archive(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    run = Place(tmp_path).scrapy("reread", *arguments)

    assert run.returncode == 1, run.stderr
    assert words in run.stderr
    assert run.stderr.count("\n") == 1
    assert not (tmp_path / "belta.db").exists()


def test_another_run_at_work_is_not_disturbed(place: Place) -> None:
    with Archive(place.archive) as archive:
        archive.lock("a test")
        with pytest.raises(ArchiveInUse):
            again(place, write=True)
        assert again(place, edition="de").changes_nothing  # looking disturbs nobody
        assert place.scrapy("reread", "--apply").returncode == 75


def test_several_processes_find_what_one_finds(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "WORTH_A_PROCESS", 2)
    again(place, shouting(todays(place)), write=True, edition="de,zh")
    one, two = (again(place, processes=number) for number in (1, 2))

    assert two == one
    assert one.changed.total() > 50
    assert again(place, processes=2, write=True).changed == one.changed
    assert again(place).changes_nothing


def test_a_kill_in_the_middle_costs_nothing(place: Place, sound: Place) -> None:
    again(place, shouting(todays(place)), write=True)
    with subprocess.Popen(
        place.command("reread", "--apply", "--processes", "1"), cwd=ROOT, stdout=subprocess.DEVNULL
    ) as process:
        deadline = time.monotonic() + 60
        batches = "select count(*) from articles where run = (select max(id) from runs where id > 2)"
        while place.rows(batches)[0][0] < 100 and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    ((done, count),) = place.rows("select (select count(*) from articles where run = 3), count(*) from articles")
    assert 50 <= done < count
    assert told(look(place)) == ""

    found = again(place, write=True)

    assert found.changed.total() == count - done
    assert texts(place) == texts(sound)
    assert told(look(place)) == ""
    assert again(place).changes_nothing
