"""What does a healthy run look like, and what are the signs that the site has changed or refuses us?

What a run measures of an edition's articles is kept (`measures`), and later runs expect what earlier
complete ones measured. Until an archive has measured enough, the floors of `editions.py` hold.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp, lgamma, log, sqrt

from sqlite_utils import Database

from belta_scraper.editions import HEALTHY_SHARES
from belta_scraper.items import Article
from pipelines.text import count_words

ENOUGH_TO_JUDGE = 5
"""Articles that an edition must have answered before their share says anything."""

ENOUGH_TO_LEARN = 50
"""Articles of earlier runs from which on their measures are expected, and no longer the floors."""

LEARNED_FROM = 1000
"""Complete runs that are looked back on: a week of runs every ten minutes, for weekends differ from other days."""

JUDGED_BY = 20
"""Articles by which an edition is judged: a run that met fewer takes those of the runs just before it, too."""

JUST_BEFORE = 200
"""Runs that are looked back on for them."""

VARIES_BY = 0.75
"""The share of a field varies from day to day and from run to run by about as many standard deviations of one article:
0.7 may well be 0.4 on a day of photo reports, 0.99 is hardly ever below 0.9."""

ALARM = 0.001
"""What chance would do so rarely, at the far end of what is healthy, is a sign."""

ALL_BUT = 0.98
"""No more than this is expected of a share, however often all had it: something odd comes sooner or later."""

RARE = 0.2
"""What no more of an edition's articles have may be missing from all of a day's."""

BODIES_VARY_BY = (0.3, 0.85)
"""The logarithm of a body's words: its mean from day to day, and its deviation from article to article."""

READABLE_SHARE = 0.8
"""Of the article pages that answered, the share that a healthy run understands."""

TURNED_AWAY = "turned away"
"""Counts pages that came with status 200 and were no article: challenges, consent walls, empty bodies."""

GENERIC = "generic"
"""Counts articles that no reader of ours knew, and a general one read: a redesign shows in it first."""

GENERIC_SHARE = 0.2
"""Of the articles read, the share above which the site's design must have changed."""

FIELDS = (
    "a headline", "a section", "a publication date", "a body", "a dateline", "a byline", "a picture", "tags",
)  # fmt: skip
"""What articles have or lack; each is measured as a share of them."""

READ_BY = {
    "a headline": "headline", "a section": "section_text", "a publication date": "published_text", "a body": "blocks",
    "a dateline": "blocks", "a byline": "byline_text", "a picture": "images", "tags": "tags",
}  # fmt: skip
"""The property of the page reader that reads it: where to look when its share falls."""

ALWAYS = 0.95
"""A field of so large a share is lacking in doubtful articles only: they wait for the run's verdict."""

WORDS = "words of a body"
LENGTH = "logarithm of words"
"""Told beside the words, for one long interview moves their mean by as much as a change of the page would."""
UNKNOWN_BLOCKS = "unknown blocks"
"""The share of bodies that have any."""

WEEKS_LOOKED_BACK_ON = 8
"""A day's entries are compared with those of the same weekday in as many weeks."""

STANDS_STILL_AFTER = timedelta(days=3)

SHRUNK_TO = 0.6
"""An article that is met again with no more of its words has lost a part: that is rare, and has its reasons."""

SPIDERS = ("listings", "revisits")
"""Whose runs are measured: files that are taken in may be of any time and make."""


@dataclass(frozen=True, slots=True)
class Measure:
    value: float
    cases: int


@dataclass
class Expectations:
    """What is expected of this run, and what it has measured so far, edition by edition."""

    learned: Mapping[str, Mapping[str, Measure]] = field(default_factory=dict)
    """Of earlier complete runs."""
    recent: Mapping[str, Mapping[str, list[Measure]]] = field(default_factory=dict)
    """Of the runs just before this one, whatever came of them, the latest first."""
    sums: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    cases: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def measure(self, article: Article) -> None:
        edition = article.edition or ""
        body = "\n\n".join(article.body or ())
        for name, has in zip(FIELDS, _has(article), strict=True):
            self._add(edition, name, float(has))
        if body:
            words = count_words(body, article.language or "")
            self._add(edition, WORDS, words)
            self._add(edition, LENGTH, log(max(words, 1)))
        story = [block for block in article.blocks if block.fate != "chrome"]
        if story:
            self._add(edition, UNKNOWN_BLOCKS, float(any(block.fate == "unknown" for block in story)))

    def _add(self, edition: str, name: str, value: float) -> None:
        self.sums[edition][name] += value
        self.cases[edition][name] += 1

    def measured(self, edition: str) -> dict[str, Measure]:
        cases = self.cases[edition]
        return {name: Measure(self.sums[edition][name] / number, number) for name, number in cases.items()}

    def expected(self, edition: str, name: str) -> Measure | None:
        """What healthy runs measured; where they were too few, the floor; `None` where there is none either."""
        learned = self.learned.get(edition, {}).get(name)
        if learned is not None and learned.cases >= ENOUGH_TO_LEARN:
            return learned
        floor = HEALTHY_SHARES.get(name)
        return Measure(floor, ENOUGH_TO_LEARN) if floor is not None else None

    def is_doubtful(self, article: Article) -> bool:
        """Whether an article lacks what nearly all of its edition have."""
        for name, has in zip(FIELDS, _has(article), strict=True):
            expected = None if has else self.expected(article.edition or "", name)
            if expected is not None and expected.value >= ALWAYS:
                return True
        return False

    def signs(self, edition: str) -> Iterator[str]:
        """Why what was measured of an edition's articles cannot be healthy, a sentence each."""
        for name, found in self.measured(edition).items():
            expected = self.expected(edition, name)
            if expected is None:
                continue
            judged = self._with_those_before(edition, name, found)
            if judged.cases < ENOUGH_TO_JUDGE:
                continue
            number = round(judged.value * judged.cases)
            if name in FIELDS:
                if (
                    expected.value >= RARE
                    and is_too_few(found, expected.value, 1.0)
                    and is_too_few(judged, expected.value)
                ):
                    yield (
                        f"Edition {edition}: {number} of {judged.cases} articles have {name}, where "
                        f"{expected.value:.0%} are expected; its place on the page has moved "
                        f"(the reader's {READ_BY[name]})."
                    )
            elif name == LENGTH:
                from_day_to_day, of_one = BODIES_VARY_BY
                if judged.value < expected.value - from_day_to_day - 3.5 * of_one / sqrt(judged.cases):
                    yield (
                        f"Edition {edition}: bodies have {exp(judged.value):.0f} words as a rule, where "
                        f"{exp(expected.value):.0f} are expected; a part of them is no longer read (the reader's "
                        "blocks)."
                    )
            elif name == UNKNOWN_BLOCKS and found.value and is_too_many(judged, expected.value):
                yield (
                    f"Edition {edition}: {number} of {judged.cases} bodies have unknown blocks, where "
                    f"{expected.value:.0%} are expected; the page has new boxes (the reader's blocks)."
                )

    def _with_those_before(self, edition: str, name: str, found: Measure) -> Measure:
        """What this run measured, and as much of the runs just before it as it takes to judge by."""
        cases, total = found.cases, found.value * found.cases
        for before in self.recent.get(edition, {}).get(name, ()):
            if cases >= JUDGED_BY:
                break
            cases, total = cases + before.cases, total + before.value * before.cases
        return Measure(total / cases, cases)

    def as_rows(self) -> list[tuple[str, str, float, int]]:
        """Edition, name, value, cases."""
        return [
            (edition, name, round(measure.value, 4), measure.cases)
            for edition in self.cases
            for name, measure in self.measured(edition).items()
        ]


def _has(article: Article) -> tuple[bool, ...]:
    """In the order of `FIELDS`."""
    return (
        bool(article.headline), bool(article.section_text), article.published_on is not None, bool(article.body),
        article.dateline_text is not None, article.byline_text is not None, bool(article.images), bool(article.tags),
    )  # fmt: skip


def is_too_few(found: Measure, expected: float, alarm: float = ALARM) -> bool:
    """Whether so small a share can be no chance, where so large a one is expected.

    >>> is_too_few(Measure(0.0, 5), 0.97), is_too_few(Measure(0.8, 5), 0.97), is_too_few(Measure(0.5, 200), 0.97)
    (True, False, True)
    """
    expected = min(expected, ALL_BUT)
    lowest = max(expected - VARIES_BY * sqrt(expected * (1 - expected)), 0.4 * expected)
    return found.value < lowest and _chance(round(found.value * found.cases), found.cases, lowest) < alarm


def is_too_many(found: Measure, expected: float) -> bool:
    """Whether so large a share can be no chance, where so small a one is expected.

    >>> is_too_many(Measure(1.0, 5), 0.02), is_too_many(Measure(0.2, 5), 0.02)
    (True, False)
    """
    return is_too_few(Measure(1 - found.value, found.cases), 1 - max(expected, 0.02))


def _chance(number: int, of: int, share: float) -> float:
    """The chance that at most so many of all have what each has by that share."""
    if share >= 1:
        return float(number >= of)
    if share <= 0:
        return 1.0
    ways = (lgamma(of + 1) - lgamma(k + 1) - lgamma(of - k + 1) + k * log(share) + (of - k) * log(1 - share)
            for k in range(number + 1))  # fmt: skip
    return sum(exp(way) for way in ways)


def learned_from(db: Database) -> dict[str, dict[str, Measure]]:
    """What the archive's latest complete runs measured, each as heavy as its cases."""
    rows = db.execute(
        "select edition, name, sum(value * cases) / sum(cases), sum(cases) from measures where run in ("
        "select id from runs where outcome = 'complete' and spider in (select value from json_each(?)) "
        "order by id desc limit ?) group by edition, name having sum(cases) > 0",
        [json.dumps(SPIDERS), LEARNED_FROM],
    ).fetchall()
    learned: dict[str, dict[str, Measure]] = defaultdict(dict)
    for edition, name, value, cases in rows:
        learned[edition][name] = Measure(value, cases)
    return dict(learned)


def measured_before(db: Database) -> dict[str, dict[str, list[Measure]]]:
    """What the archive's latest runs measured, run by run, the latest first."""
    rows = db.execute(
        "select edition, name, value, cases from measures where run in ("
        "select id from runs where spider in (select value from json_each(?)) order by id desc limit ?) "
        "and cases > 0 order by run desc",
        [json.dumps(SPIDERS), JUST_BEFORE],
    ).fetchall()
    recent: dict[str, dict[str, list[Measure]]] = defaultdict(lambda: defaultdict(list))
    for edition, name, value, cases in rows:
        recent[edition][name].append(Measure(value, cases))
    return recent


def days(db: Database, edition: str, today: date, *, floor: int | None) -> Iterator[str]:
    """Signs in the number of entries: yesterday had far fewer than such days have, or the listing stands still.

    `floor`: fewest entries of an ordinary day, for as long as the archive has not seen enough weeks.
    """
    newest, fresh, oldest = db.execute(
        "select max(listed_on), max(julianday(first_listed_at) - julianday(listed_on) < 2), "
        "(select min(listed_on) from entries where edition = ?1) from entries "
        "where edition = ?1 and listed_on = (select max(listed_on) from entries where edition = ?1)",
        [edition],
    ).fetchone()
    if newest is None:
        return
    if fresh and date.fromisoformat(newest) < today - STANDS_STILL_AFTER:
        yield f"Edition {edition}: its listing has named nothing since {newest}; it used to be asked on the day itself."
    yesterday = today - timedelta(days=1)
    if newest < yesterday.isoformat() and not fresh:  # the walks of this archive are about days long past
        return
    weeks = [yesterday - timedelta(weeks=weeks) for weeks in range(1, WEEKS_LOOKED_BACK_ON + 1)]
    before = [_listed_on(db, edition, day) for day in weeks if day.isoformat() >= oldest]
    usual = min(before) if len(before) >= WEEKS_LOOKED_BACK_ON // 2 else floor
    number = _listed_on(db, edition, yesterday)
    if usual is not None and number < usual / 2:
        yield (
            f"Edition {edition}: {number} articles were listed on {yesterday}, where at least {usual} are usual on a "
            f"{yesterday:%A}; the listing may show but a part of them."
        )


def _listed_on(db: Database, edition: str, day: date) -> int:
    row = db.execute("select count(*) from entries where edition = ? and listed_on = ?", [edition, day.isoformat()])
    return int(row.fetchone()[0])


def drift(counts: Mapping[str, Counter[str]]) -> list[str]:
    """Why a run's numbers cannot be those of a healthy run, a sentence each; none if they can."""
    signs = []
    for edition, count in counts.items():
        understood = count["kept"] + count["unchanged"]
        answered = understood + count["not_understood"] + count[TURNED_AWAY]
        if answered >= ENOUGH_TO_JUDGE and understood < READABLE_SHARE * answered:
            signs.append(
                f"Edition {edition}: only {understood} of {answered} article pages could be read; "
                "its pages have changed, or refuse us."
            )
        if (
            understood >= ENOUGH_TO_JUDGE
            and count[GENERIC] > GENERIC_SHARE * understood
            and _chance(understood - count[GENERIC], understood, ALL_BUT) < ALARM
        ):
            signs.append(
                f"Edition {edition}: {count[GENERIC]} of {understood} articles are in a design that no reader knows; "
                "what a general one made of them is kept."
            )
    return signs


def outage(missing: int, there: int, listed: int) -> bool:
    """Whether so many addresses answered 404 that it is the host, and says nothing about its articles.

    `there` counts the articles of the same run that were there, `listed` its listing pages.

    >>> outage(1, 40, 0), outage(1, 0, 2), outage(1, 0, 0), outage(30, 12, 2)
    (False, False, True, True)
    """
    if missing < ENOUGH_TO_JUDGE:
        return missing > 0 and not there and not listed
    return missing > there
