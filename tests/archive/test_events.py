"""What happened to an article: the looks that did not find it, and what they come to."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from belta_scraper.items import Article, Capture, Check, Problem, Sighting
from pipelines.archive.doubts import Doubts
from pipelines.archive.events import Debounce
from pipelines.archive.expectations import Expectations
from pipelines.archive.keep import ArticleKeeper, keep_check
from pipelines.archive.ledger import Ledger, became
from pipelines.archive.moments import utc
from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run
from tests.records import NOON, a_capture, an_article, an_entry

DEBOUNCE = Debounce(looks=3, over=timedelta(hours=24))

LETTERS: dict[str, Sighting] = {"m": "missing", "s": "soft 404", "r": "redirected away", "u": "unchanged"}


class Story:
    """An article, and the looks at it: a letter each, so many hours after it was first seen."""

    def __init__(self, archive: Archive, run: Run) -> None:
        self.archive, self.run = archive, run
        self.see(0)

    def at(self, hours: float) -> Capture:
        moment = NOON + timedelta(hours=hours)
        return a_capture(fetched_at=moment, digest=f"sha256:{hours}")

    def see(self, hours: float, **fields: object) -> None:
        self.archive.begin()
        ArticleKeeper(self.archive, self.run).keep(an_article(7, capture=self.at(hours), **fields))
        self.archive.commit()

    def look(self, letter: str, hours: float) -> None:
        if letter == "f":
            self.see(hours)
            return
        if letter == "e":
            self.see(hours, body=(f"Nach {hours} Stunden steht hier etwas anderes.",))
            return
        self.archive.begin()
        check = Check(entry=an_entry(7), capture=self.at(hours), found=LETTERS[letter], detail="Seen.")
        keep_check(self.archive, self.run, check, DEBOUNCE)
        self.archive.commit()

    def events(self) -> list[str]:
        rows = self.archive.db.execute("select event, at from events where article = 1 order by at, id").fetchall()
        return [f"{event} {_hours(at):g}" for event, at in rows if event != "appeared"]

    def one(self, columns: str) -> tuple[object, ...]:
        row: tuple[object, ...] = self.archive.db.execute(f"select {columns} from articles").fetchone()
        return row


def _hours(at: str) -> float:
    return (datetime.fromisoformat(at) - NOON) / timedelta(hours=1)


@pytest.fixture
def story(archive: Archive, run: Run) -> Story:
    return Story(archive, run)


@pytest.mark.parametrize(
    ("looks", "events", "state", "gone_after"),
    [
        ("f1 f2 u3", "", "live", None),
        ("m1", "missing 1", "live", None),
        ("m1 m2 m3", "missing 1|missing 2|missing 3", "live", None),  # often, but not for long
        ("m1 m30", "missing 1|missing 30", "live", None),  # for long, but not often
        ("m1 m13 m25", "missing 1|missing 13|missing 25|gone 25", "gone", 1),
        ("m1 m13 m24.9", "missing 1|missing 13|missing 24.9", "live", None),
        ("s1 m13 r25", "soft 404 1|missing 13|redirected away 25|gone 25", "gone", 1),
        ("r1 r13 r26 r200", "redirected away 1|redirected away 13|redirected away 26|gone 26", "gone", 1),
        ("m1 f2", "missing 1|flapped 2", "live", None),
        ("m1 u2", "missing 1|flapped 2", "live", None),
        ("m1 m2 m3 f4 m5 m17", "missing 1|missing 2|missing 3|flapped 4|missing 5|missing 17", "live", None),
        ("m1 f2 m13 m25", "missing 1|flapped 2|missing 13|missing 25", "live", None),  # a flap begins the count anew
        ("m1 f2 m13 m25 m37", "missing 1|flapped 2|missing 13|missing 25|missing 37|gone 37", "gone", 13),
        ("m1 m13 m25 m193 m361", "missing 1|missing 13|missing 25|gone 25", "gone", 1),  # known, and no news
        ("m1 m13 m25 f193", "missing 1|missing 13|missing 25|gone 25|restored 193", "live", None),
        ("m1 m13 m25 u193", "missing 1|missing 13|missing 25|gone 25|restored 193", "live", None),
        ("m1 m13 m25 e193", "missing 1|missing 13|missing 25|gone 25|restored 193|edited 193", "live", None),
        (
            "m1 m13 m25 f193 m200 m212 m230",
            "missing 1|missing 13|missing 25|gone 25|restored 193|missing 200|missing 212|missing 230|gone 230",
            "gone",
            200,
        ),
        ("e1 m2 f3", "edited 1|missing 2|edited 3|flapped 3", "live", None),  # the first wording again
        # Captures that are taken in later, of a moment before:
        ("f10 m5", "", "live", None),
        ("m10 m22 m34 f5", "missing 10|missing 22|missing 34|gone 34", "gone", 10),
        ("m10 m22 m34 f20", "missing 10|missing 22|missing 34|gone 34", "gone", 10),
        ("m10 m34 f20 m46", "missing 10|flapped 20|missing 34|missing 46", "live", None),
        ("m10 m10", "missing 10|missing 10", "live", None),
        ("f0 m0", "", "live", None),  # within the second in which it was there
    ],
)
def test_looks_come_to_events(story: Story, looks: str, events: str, state: str, gone_after: float | None) -> None:
    for look in looks.split():
        story.look(look[0], float(look[1:]))

    assert sorted(story.events()) == sorted(events.split("|")) if events else story.events() == []
    assert story.one("state") == (state,)
    gone_at = None if gone_after is None else utc(NOON + timedelta(hours=gone_after))
    assert story.one("gone_at") == (gone_at,)
    checked = max([0.0, *(float(look[1:]) for look in looks.split())])
    assert story.one("last_checked_at") == (utc(NOON + timedelta(hours=checked)),)


def test_the_last_text_of_an_article_that_is_gone_stays_and_is_found(story: Story, archive: Archive) -> None:
    before = story.one("headline, body, digest, revision")
    for hours in (1, 13, 25):
        story.look("m", hours)

    assert story.one("state, headline, body, digest, revision") == ("gone", *before)
    found = archive.db.execute("select rowid from articles_fts where articles_fts match 'Ruderklub'").fetchall()
    assert found == [(1,)]


def test_every_event_has_the_capture_that_shows_it(story: Story, archive: Archive) -> None:
    for look in ["m1", "f2", "m3", "s15", "r28", "e30"]:
        story.look(look[0], float(look[1:]))

    rows = archive.db.execute(
        "select event, at, fetched_at, detail from events left join captures on captures.id = capture"
    ).fetchall()
    assert len(rows) == 9
    assert all(at == fetched_at for _, at, fetched_at, _ in rows)
    assert [detail for event, _, _, detail in rows if event == "gone"] == [
        f"Not found at 3 looks since {utc(NOON + timedelta(hours=3))}: Seen."
    ]


# --- What is believed of a run ----------------------------------------------------------------------


CONTROLS_LOST = "....m.m.mm.m..m."


def missing(number: int, found: Sighting = "missing") -> Check:
    return Check(entry=an_entry(number), capture=a_capture(digest=f"sha256:{number}"), found=found, detail="Seen.")


def not_there(number: int) -> Problem:
    return Problem(
        step="listings", message="Status 404.", edition="de", entry=an_entry(number), capture=a_capture(), leaves="gone"
    )


def there(number: int) -> Article:
    return an_article(number)


def kept_of(run: Run, items: list[Article | Check | Problem | str]) -> Iterator[object]:
    """What is kept at once, and at the end, of what comes in this order; `page` is a listing page."""
    doubts = Doubts(run, Expectations())
    for item in items:
        if isinstance(item, str):
            run.count("de", "pages")
        elif not doubts.takes(item):
            run.count("de", "kept")
            yield item
    yield from doubts.resolved("de")


def believed(run: Run, items: list[Article | Check | Problem | str]) -> list[int]:
    """Numbers of articles of which it is kept that they were not there."""
    return [
        item.entry.number
        for item in kept_of(run, items)
        if isinstance(item, (Check, Problem)) and item.entry is not None and getattr(item, "leaves", "gone") == "gone"
    ]


@pytest.mark.parametrize(
    ("came", "of", "says_so"),
    [
        ("....m.", "m", False),
        ("m.", "m", False),
        (
            "m.m.m.m.m.m.m.m",
            "mmmmmmm",
            False,
        ),  # a series was taken down; the last one is believed when looked for again
        ("m.mm.mmm.mmmm.....", "mmmmmmmmmm", False),
        ("m", "", True),  # nothing was there
        ("mmm", "", True),
        ("mmmmmmmmmm", "", True),
        (".mmmmmmmmmm", "", True),
        ("..........m", "", False),  # might be the beginning of an outage: one is not called so
        ("..........mm", "", True),
        ("....................mmmmmmmmmmmm", "", True),  # began in the middle, and did not end
        ("....................mmmmmmmmmmmm........", "", True),  # began in the middle, and ended
        ("........m...........mmmmmmmmmmmm........", "m", True),  # as before, and one article is gone
        (CONTROLS_LOST, "", True),  # one of its machines is out of order: controls were lost
    ],
)
def test_that_articles_are_missing_is_believed_where_it_is_no_outage(
    archive: Archive, run: Run, came: str, of: str, says_so: bool
) -> None:
    items = [missing(number) if letter == "m" else there(number) for number, letter in enumerate(came, 1)]
    if came == CONTROLS_LOST:
        Ledger(archive, run).turned_away("de", "Articles that were there are not: a fault of the host.")

    found = believed(run, [*items])

    assert len(found) == len(of)
    assert any("fault of the host" in sign for sign in run.misread) is says_so


def test_articles_known_to_be_gone_say_nothing_about_the_host(archive: Archive, run: Run) -> None:
    archive.begin()
    for number in range(1, 31):
        article = an_article(number, headline=f"Boot {number}", body=(f"Boot {number}.",))
        ArticleKeeper(archive, run).keep(article)
    archive.db.execute("update articles set state = 'gone'")
    archive.commit()

    found = believed(run, [*map(missing, range(1, 31)), missing(50), there(51)])

    assert sorted(found) == [*range(1, 31), 50]
    assert run.misread == []


def test_the_capture_of_a_look_that_is_not_believed_is_kept(archive: Archive, run: Run) -> None:
    kept = list(kept_of(run, [missing(number) for number in range(1, 8)]))

    assert len(kept) == 7
    assert all(isinstance(item, Capture) for item in kept)


@pytest.mark.parametrize(
    ("came", "gone", "wanted"),
    [
        ("....m.", 1, 0),
        ("....mp", 1, 0),  # the listing goes on
        ("p....mp", 1, 0),
        ("p....m", 0, 1),
        ("p.....mmmmmmmm", 0, 8),
        ("p.....mmmmmmmm......p", 0, 8),
        ("pmmmmmmm.", 0, 7),
        ("pm", 0, 1),
        ("pm.m.m.m", 3, 1),
    ],
)
def test_a_listed_article_is_gone_at_once_only_where_the_host_is_in_order(
    archive: Archive, run: Run, came: str, gone: int, wanted: int
) -> None:
    numbered = enumerate(came, 1)
    items: list[Article | Check | Problem | str] = [
        "page" if letter == "p" else not_there(n) if letter == "m" else there(n) for n, letter in numbered
    ]

    kept = [item for item in kept_of(run, items) if isinstance(item, Problem)]

    assert [problem.leaves for problem in kept].count("gone") == gone
    assert [problem.leaves for problem in kept].count("wanted") == wanted


def test_a_listed_article_that_was_not_there_twice_is_wanted_still_where_nothing_is(archive: Archive, run: Run) -> None:
    Ledger(archive, run).begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture())
    became(archive, an_entry(7), "wanted", "It may be a fault of the host.")
    run = Run(archive=archive, spider="listings", arguments={})

    (kept,) = (item for item in kept_of(run, [not_there(7)]) if isinstance(item, Problem))

    assert kept.leaves == "wanted"


def test_an_edition_that_was_left_alone_for_other_reasons_says_nothing_of_its_articles(
    archive: Archive, run: Run
) -> None:
    Ledger(archive, run).unreachable("de", "It fell silent.")

    assert believed(run, [there(1), missing(2), there(3)]) == []
    assert run.misread == []


def test_a_listed_article_that_was_not_there_twice_is_gone(archive: Archive, run: Run) -> None:
    Ledger(archive, run).begin_walk("de", "all_news").listed(1, [an_entry(7)], a_capture())
    became(archive, an_entry(7), "wanted", "It may be a fault of the host.")

    (kept,) = (item for item in kept_of(run, ["page", not_there(7)]) if isinstance(item, Problem))

    assert kept.leaves == "gone"
