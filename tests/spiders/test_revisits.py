"""Articles that we have, looked at again over days: what the archive says of what the site did with them.

One archive of seven editions lives through a fortnight; each story of the script has its own fate, and the tests ask what became
of it. Time is virtual: each command begins at the moment of its round.
"""

from __future__ import annotations

import random
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import ArgumentNotUnderstood
from belta_scraper.replica import Replica
from belta_scraper.replica.site import Site
from belta_scraper.replica.stories import Story
from belta_scraper.replica.switches import Fault, Request
from belta_scraper.spiders.revisits import ladder_of
from tests.crawling import Place

BEGIN = datetime(2026, 10, 4, 6, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

EVERY_ROUND = {"REVISIT_LADDER": "ever:1h"}
"""Everything is looked at in every round; which article is due when is the business of `test_due`."""


@dataclass
class Life:
    """An archive, its site, and what was done to its stories."""

    place: Place
    replica: Replica
    now: datetime = BEGIN
    outcomes: list[tuple[str, int, str]] = field(default_factory=list)

    def round(self, spider: str = "revisits", *, after: timedelta = 12 * HOUR, **settings: str) -> int:
        """Run a spider, so much later; its exit status."""
        self.now += after
        self.replica.forget_requests()
        run = self.place.crawl(spider=spider, at=self.now, settings=EVERY_ROUND | settings)
        assert "Traceback" not in run.stderr, run.stderr
        self.outcomes.append((spider, run.returncode, run.stdout + run.stderr))
        return run.returncode

    def events(self, story: Story) -> list[str]:
        rows = self.place.rows(
            "select event from events join articles on articles.id = article where edition = ? and family = ? "
            "and number = ? and event <> 'appeared' order by at, events.id",
            story.edition, story.family, story.number,
        )  # fmt: skip
        return [event for (event,) in rows]

    def article(self, story: Story, columns: str) -> tuple[Any, ...]:
        ((*row,),) = self.place.rows(
            f"select {columns} from articles where edition = ? and family = ? and number = ?",
            story.edition, story.family, story.number,
        )  # fmt: skip
        return tuple(row)


NEW_SENTENCE = {
    "ru": "Садовники обещают показать ещё 48 сортов груш.",
    "be": "Садоўнікі абяцаюць паказаць яшчэ 48 гатункаў груш.",
    "en": "The gardeners promise to show 48 more kinds of pears.",
    "de": "Die Gärtner wollen noch 48 weitere Birnensorten zeigen.",
    "es": "Los jardineros prometen mostrar otras 48 variedades de peras.",
    "pl": "Ogrodnicy obiecują pokazać jeszcze 48 odmian gruszek.",
    "zh": "园艺师们承诺再展示48个梨树品种。",
}


def plain(site: Site, place: int) -> Story:
    """A story of at least three paragraphs, the newest first."""
    fit = [
        story
        for story in site.stories
        if story.family == "news" and len(story.parts) >= 3 and {part.kind for part in story.parts} == {"paragraph"}
        and not story.quirks and story.update_note is None and not story.embeds
    ]  # fmt: skip
    return fit[place]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    with Replica() as replica:
        replica.switches.validators = True
        life = Life(Place(tmp_path_factory.mktemp("life"), replica), replica)
        assert life.round("listings", after=timedelta(0)) == 0, life.outcomes[-1]
        yield life


@dataclass(frozen=True)
class Script:
    """What is done to a story before each round: the number of the round, and the deed."""

    deeds: dict[int, Callable[[Site, Story], object]]
    events: str
    state: str = "live"
    revisions: int = 1


def take_down(site: Site, story: Story) -> None:
    site.remove(story)


def take_down_quietly(site: Site, story: Story) -> None:
    site.remove(story, "/")


def put_back(site: Site, story: Story) -> None:
    site.restore(story)


def add_a_paragraph(site: Site, story: Story) -> None:
    site.edit(
        story, paragraphs=[*(part.text for part in story.parts if part.kind == "paragraph"), NEW_SENTENCE[site.code]]
    )


def rename(site: Site, story: Story) -> None:
    site.edit(story, headline=f"{story.headline} 2.0")


ROUNDS = 6
SCRIPTS = {
    "edited": Script({1: add_a_paragraph}, "edited", revisions=2),
    "renamed": Script({2: rename}, "edited", revisions=2),
    "edited twice": Script({1: add_a_paragraph, 3: rename}, "edited, edited", revisions=3),
    "taken down": Script({1: take_down}, "missing, missing, missing, gone", "gone"),
    "taken down and put back": Script({1: take_down, 5: put_back}, "missing, missing, missing, gone, restored"),
    "flapped": Script({2: take_down, 3: put_back}, "missing, flapped"),
    "leads to the home page": Script(
        {1: take_down_quietly}, "redirected away, redirected away, redirected away, gone", "gone"
    ),
    "off the listings": Script({1: lambda site, story: site.unlist(story)}, ""),
    "left alone": Script({}, ""),
}
SECTION_OF = {"moved": "redirect", "moved, and the old address is dead": "404"}


@pytest.fixture(scope="module")
def lived(life: Life) -> dict[tuple[str, str], Story]:
    """The stories by edition and script, after all rounds of it."""
    cast: dict[tuple[str, str], Story] = {}
    for code in EDITIONS:
        for place, name in enumerate([*SCRIPTS, *SECTION_OF]):
            cast[code, name] = plain(life.replica.site(code), place)
    for number in range(1, ROUNDS + 1):
        for (code, name), story in cast.items():
            site = life.replica.site(code)
            if name in SCRIPTS and number in SCRIPTS[name].deeds:
                SCRIPTS[name].deeds[number](site, story)
            elif name in SECTION_OF and number == 2:
                section = "culture" if story.section != "culture" else "society"
                site.move(story, section, old_address=SECTION_OF[name])  # type: ignore[arg-type]
        if number == 3:
            life.round("listings", after=6 * HOUR)
        # Chrome changes in every round: the day in the header, the latest news beside each article.
        for code in EDITIONS:
            life.replica.site(code).publish(at=life.now.astimezone(plain(life.replica.site(code), 0).published.tzinfo))
        # One that is gone is looked for once a week: the last round is late.
        assert life.round(after=13 * HOUR if number < ROUNDS else 8 * DAY) == 0, life.outcomes[-1]
    return cast


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("code", EDITIONS)
def test_what_the_site_did_is_what_the_archive_says(
    life: Life, lived: dict[tuple[str, str], Story], code: str, name: str
) -> None:
    script, story = SCRIPTS[name], lived[code, name]

    assert ", ".join(life.events(story)) == script.events
    assert life.article(story, "state, revision") == (script.state, script.revisions)


@pytest.mark.parametrize("code", EDITIONS)
def test_an_article_that_moved_is_followed(life: Life, lived: dict[tuple[str, str], Story], code: str) -> None:
    for name in SECTION_OF:
        story = lived[code, name]
        now = life.replica.site(code).story(story.number, family=story.family, year=story.year)
        assert life.article(story, "state, url, section, revision") == ("live", now.url, now.section, 1), name
    assert life.events(lived[code, "moved"]) == ["moved"]
    assert life.events(lived[code, "moved, and the old address is dead"]) == ["missing", "flapped", "moved"]


@pytest.mark.parametrize("code", EDITIONS)
def test_an_edit_is_a_revision_with_its_capture_and_its_graded_changes(
    life: Life, lived: dict[tuple[str, str], Story], code: str
) -> None:
    ((kind, after, status, digests),) = life.place.rows(
        "select kind, after, captures.status, (select count(distinct digest) from revisions r where r.article = a.id) "
        "from changes join articles a on a.id = changes.article join captures on captures.id = a.capture where a.url = ?",
        lived[code, "edited"].url,
    )
    assert (kind, status, digests) == ("paragraph added", 200, 2)
    assert after == NEW_SENTENCE[code]
    assert life.place.rows(
        "select field, kind from changes join articles a on a.id = changes.article where a.url = ?",
        lived[code, "renamed"].url,
    ) == [("headline", "headline")]


def test_not_one_revision_is_made_of_chrome(life: Life, lived: dict[tuple[str, str], Story]) -> None:
    edited = {story.url for (_, name), story in lived.items() if name in ("edited", "renamed", "edited twice")}

    reworded = {url for (url,) in life.place.rows("select url from articles where revision > 1")}

    assert reworded == edited
    looks = life.place.rows(
        "select sum(unchanged) from run_counts join runs on runs.id = run where spider = 'revisits'"
    )
    assert looks[0][0] > 1000


def test_each_event_has_the_capture_that_shows_it(life: Life, lived: dict[tuple[str, str], Story]) -> None:
    seen = life.place.rows(
        "select event, captures.status, count(*) from events left join captures on captures.id = capture "
        "where event not in ('appeared', 'flapped', 'restored') group by 1, 2 order by 1, 2"
    )
    assert {(event, status) for event, status, _ in seen} == {
        ("edited", 200), ("gone", 200), ("gone", 404), ("missing", 404), ("moved", 200), ("redirected away", 200),
    }  # fmt: skip
    assert life.place.rows(
        "select count(*) from events join captures on captures.id = capture where at <> fetched_at"
    ) == [(0,)]


def test_the_last_text_stays_and_is_found(life: Life, lived: dict[tuple[str, str], Story]) -> None:
    story = lived["en", "taken down"]
    word = max(story.headline.split(), key=len).strip(".,:;\"'")
    run = life.place.rows(
        "select state from articles_fts f join articles a on a.id = f.rowid where articles_fts match ? and a.url = ?",
        f'headline:"{word.lower()}"', story.url,
    )  # fmt: skip
    assert run == [("gone",)]


def test_a_server_with_validators_is_asked_conditionally(life: Life, lived: dict[tuple[str, str], Story]) -> None:
    conditional = [request for request in life.replica.requests if "/view/" in request.path]
    assert conditional
    assert sum("if-none-match" in request.headers for request in conditional) > 0.9 * len(conditional)
    ((unchanged,),) = life.place.rows("select count(*) from captures where status = 304 and article is not null")
    assert unchanged > 5  # hardly a page is to the byte what it was: its chrome moves on


# --- The host is out of order ---------------------------------------------------------------------------


def of(code: str) -> Callable[[Request], bool]:
    return lambda request: request.edition == code and request.path != "/robots.txt"


OUTAGES: dict[str, tuple[str, Fault, int]] = {
    "404 for everything": ("ru", Fault(status=404), 4),
    "503": ("be", Fault(status=503), 4),
    "no answer": ("en", Fault(kind="close"), 3),
    "a soft 404 for everything": (
        "de", Fault(kind="body", body=b"<html><head><title>404</title></head><body><h1>404</h1></body></html>"), 4,
    ),
    "a challenge": ("es", Fault(kind="challenge"), 4),
    "all lead to the home page": ("pl", Fault(kind="redirect", location="/"), 4),
}  # fmt: skip


@pytest.fixture(scope="module")
def outage(life: Life, lived: dict[tuple[str, str], Story]) -> dict[str, list[tuple[Any, ...]]]:
    """Two days of outage, another one in each edition, and none in zh; events and states before and after."""
    before = life.place.rows("select article, event from events order by id")
    states = life.place.rows(
        "select id, state, revision, headline, body from articles where edition <> 'zh' order by id"
    )
    for code, fault, _ in OUTAGES.values():
        life.replica.site(code).switches.faults[of(code)] = fault
    statuses = [life.round(after=20 * HOUR, RETRY_TIMES="0") for _ in range(3)]
    for code, *_ in OUTAGES.values():
        life.replica.site(code).switches.faults.clear()
    assert statuses == [4, 4, 4]
    return {
        "events": life.place.rows("select article, event from events order by id")[len(before):],
        "changed": [
            row
            for row in life.place.rows("select id, state, revision, headline, body from articles where edition <> 'zh' order by id")
            if row not in states
        ],
    }  # fmt: skip


def test_an_outage_makes_no_event_and_no_deletion(life: Life, outage: dict[str, list[tuple[Any, ...]]]) -> None:
    assert outage == {"events": [], "changed": []}


def test_each_edition_that_was_out_is_named_and_the_others_went_on(
    life: Life, outage: dict[str, list[tuple[Any, ...]]]
) -> None:
    counts = dict(life.place.rows("select edition, unchanged from run_counts where run = (select max(id) from runs)"))
    assert counts["zh"] >= 20
    assert all(counts.get(code, 0) == 0 for code, *_ in OUTAGES.values())
    asked = [request.edition for request in life.replica.requests if "/view/" in request.path]
    # Left alone, and not asked for all there is: what the downloader had taken before the first control came is sent.
    most = {code: asked.count(code) for code, fault, _ in OUTAGES.values() if fault.kind != "redirect"}
    assert max(most.values()) <= 25, most
    ((reason,),) = life.place.rows("select reason from runs order by id desc limit 1")
    assert "Edition " in reason


def test_after_the_outage_all_is_as_before(life: Life, outage: dict[str, list[tuple[Any, ...]]]) -> None:
    before = life.place.rows("select count(*) from events")
    assert life.round(after=30 * DAY) == 0, life.outcomes[-1]
    assert life.place.rows("select count(*) from events") == before
    assert life.place.rows("select count(*) from entries where state <> 'kept'") == [(0,)]


def test_an_outage_that_begins_in_the_middle_of_a_run_makes_no_deletion(
    life: Life, outage: dict[str, list[tuple[Any, ...]]]
) -> None:
    before = life.place.rows("select count(*) from events")
    seen: list[str] = []

    def after_ten(request: Request) -> bool:
        seen.append(request.path)
        return request.edition == "ru" and len(seen) > 10

    life.replica.site("ru").switches.faults[after_ten] = Fault(status=404)
    status = life.round(after=DAY)
    life.replica.site("ru").switches.faults.clear()

    assert status == 4
    assert life.place.rows("select count(*) from events") == before
    assert "fault of the host" in life.outcomes[-1][2]


# --- Killed --------------------------------------------------------------------------------------------


def history(place: Place) -> list[tuple[Any, ...]]:
    return place.rows(
        "select key, state, a.revision, e.event, (select count(*) from revisions r where r.article = a.id) from articles a "
        "left join events e on e.article = a.id order by key, e.event, e.id"
    ) + place.rows(
        "select key, c.revision, field, kind, before, after from changes c join articles a on a.id = c.article order by 1, 2, 3, 4, 5"
    )


def test_a_look_round_killed_at_any_moment_and_made_again_is_an_undisturbed_one(tmp_path: Path) -> None:
    dice = random.Random(5)
    with Replica(editions=["pl"]) as replica:
        places = {name: Place(tmp_path / name, replica) for name in ("undisturbed", "disturbed")}
        for place in places.values():
            place.archive.parent.mkdir()
            assert place.crawl("edition=pl", at=BEGIN).returncode == 0
        site = replica.site("pl")
        for place_number, deed in enumerate([add_a_paragraph, rename, take_down, add_a_paragraph, take_down]):
            deed(site, plain(site, 2 * place_number))
        # Of what was taken down the first look is made: the events are those of one round, however often it was begun.
        for number in range(3):
            replica.forget_requests()
            after = dice.randrange(2, 30)
            places["disturbed"].stopped(
                signal.SIGKILL, lambda after=after: len(replica.requests) >= after, "edition=pl",  # type: ignore[misc]
                spider="revisits", at=BEGIN + 20 * DAY + number * 10 * HOUR / 60,
            )  # fmt: skip
        for place in places.values():
            assert place.crawl("edition=pl", spider="revisits", at=BEGIN + 21 * DAY).returncode == 0

        assert history(places["disturbed"]) == history(places["undisturbed"])
        assert places["disturbed"].rows("pragma integrity_check") == [("ok",)]


# --- Bad input -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        ([], {"REVISIT_LADDER": "soon"}, "REVISIT_LADDER wants ages that grow"),
        ([], {"GONE_AFTER_LOOKS": "often"}, "GONE_AFTER_LOOKS wants a number from 1"),
        (["at_most=0"], {}, "at_most wants a whole number"),
    ],
)  # fmt: skip
def test_bad_input_is_answered_in_one_sentence_before_the_first_request(
    life: Life, tmp_path: Path, arguments: list[str], settings: dict[str, str], said: str
) -> None:
    life.replica.forget_requests()

    run = Place(tmp_path, life.replica).crawl(*arguments, spider="revisits", settings=settings)

    assert run.returncode == 1
    assert said in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert life.replica.requests == ()


@pytest.mark.parametrize(
    "ladder",
    [
        "",
        "7d:1d 2h:15m",
        "2h",
        "2h:",
        ":15m",
        "2h:0m",
        "2h:15",
        "2h:-15m",
        "ever:1d 2h:15m",
        "ever:ever",
        "999999d:1d",
        "2h:15m,1d:2h",
        "2h:15m 2h:1d",
        "０２h:15m",
        "ever:180d ever:1d",
    ],
)
def test_a_ladder_that_is_none_is_refused(ladder: str) -> None:
    with pytest.raises(ArgumentNotUnderstood):
        ladder_of(ladder)


def test_no_more_is_looked_at_than_a_run_may_ask(life: Life) -> None:
    life.now += 400 * DAY
    life.replica.forget_requests()

    run = life.place.crawl("edition=zh,en", "at_most=3", spider="revisits", at=life.now, settings=EVERY_ROUND)

    assert run.returncode == 0, run.stderr
    asked = [request.edition for request in life.replica.requests if "/view/" in request.path]
    assert (asked.count("zh"), asked.count("en")) == (3, 3)
