"""How does an archive look after twenty years: a million articles, with everything that hangs on them?

Invented from the replica's paragraphs, and written straight into the archive's own tables: fast, because
the terms of a paragraph are made once, however many articles it stands in. The vocabulary is small, so
each word is found in more articles than it would be in real ones, and each article names somebody rare.
"""

from __future__ import annotations

import json
import random
import sqlite3
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from belta_scraper.editions import EDITIONS
from belta_scraper.replica import Replica
from pipelines.archive.moments import MINSK, local, utc
from pipelines.archive.opening import Archive
from pipelines.archive.search import stems_of, words_of

SHARES = {"ru": 0.45, "be": 0.12, "en": 0.15, "de": 0.07, "es": 0.07, "pl": 0.06, "zh": 0.08}
"""Of the articles, by edition; about what the editions' volumes are to each other."""
YEARS = 20
LAST_DAY = date(2026, 9, 30)
PARAGRAPHS = (3, 9)
AT_ONCE = 20_000
"""Articles in a transaction."""

Row = dict[str, Any]
_SYLLABLES = [f"{consonant}{vowel}" for consonant in "bdgklmnrstvz" for vowel in "aeo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A headline or a paragraph, with the terms under which it is found."""

    printed: str
    words: str
    stems: str


def make(path: Path, articles: int, *, seed: int = 7, tell: Callable[[int], None] = lambda _: None) -> None:
    """Write a large archive to a path where there is none yet; `tell` hears how many articles stand in it."""
    inventor = _Inventor(random.Random(seed), articles)
    with Archive(path) as archive:
        connection = archive.db.conn
        connection.execute("pragma synchronous = off")  # an invented archive may be lost
        connection.execute("pragma cache_size = -400000")
        for table, rows in inventor.once():
            _insert(connection, table, rows)
        for start in range(0, articles, AT_ONCE):
            archive.begin()
            tables: dict[str, list[Row]] = defaultdict(list)
            for number in range(start, min(start + AT_ONCE, articles)):
                for table, row in inventor.article(number):
                    tables[table].append(row)
            for table, rows in tables.items():
                _insert(connection, table, rows)
            archive.commit()
            tell(min(start + AT_ONCE, articles))
        connection.execute("insert into articles_fts (articles_fts) values ('optimize')")
        connection.execute("pragma wal_checkpoint(truncate)")


def _insert(connection: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        groups[tuple(row)].append(tuple(row.values()))
    for columns, values in groups.items():
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"insert into {table} ({', '.join(columns)}) values ({marks})", values)


class _Inventor:
    def __init__(self, chance: random.Random, articles: int) -> None:
        self.chance = chance
        self.articles = articles
        self.codes = list(SHARES)
        self.weights = list(accumulate(SHARES.values()))
        self.numbers = dict.fromkeys(SHARES, 1000)
        self.headlines, self.paragraphs = _texts()
        self.sections = {code: [section.slug for section in EDITIONS[code].sections] for code in SHARES}
        self.labels = {
            code: {section.slug: next(iter(section.labels), None) for section in EDITIONS[code].sections}
            for code in SHARES
        }
        self.first_day = LAST_DAY - timedelta(days=YEARS * 365)
        self.days = YEARS * 365
        self.runs = self.days // 7
        self.people = 400
        self.tags = 300
        self.entry = self.placement = 0

    def once(self) -> Iterator[tuple[str, list[Row]]]:
        """What does not hang on an article: runs, walks, people, tags."""
        runs, counts, walks, measures = [], [], [], []
        for run in range(1, self.runs + 1):
            began = self._moment(self.first_day + timedelta(days=run * 7), 9 * 60)
            outcome = self.chance.choices(["complete", "incomplete", "not understood", None], [90, 7, 2, 1])[0]
            runs.append(
                {
                    "id": run,
                    "spider": "listings",
                    "arguments": "{}",
                    "versions": "{}",
                    "started_at": utc(began),
                    "ended_at": utc(began + timedelta(minutes=40)) if outcome else None,
                    "outcome": outcome,
                    "exit_status": {"complete": 0, "incomplete": 3, "not understood": 4}.get(outcome or ""),
                }
            )
            for code in self.codes:
                counts.append(
                    {
                        "run": run,
                        "edition": code,
                        "pages": 20,
                        "listed": 300,
                        "new_entries": 140,
                        "requested": 140,
                        "kept": 138,
                        "unchanged": 2,
                        "problems": 1,
                    }
                )
                walks.append(
                    {
                        "run": run,
                        "edition": code,
                        "listing": "all_news",
                        "started_at": utc(began),
                        "pages": 20,
                        "ended_at": utc(began + timedelta(minutes=30)),
                        "ended": "settled ground" if outcome == "complete" else "broken off",
                        "reached_on": "0001-01-01" if outcome == "complete" else None,
                    }
                )
                measures.append({"run": run, "edition": code, "name": "words of a body", "value": 140.0, "cases": 138})
        yield "runs", runs
        yield "run_counts", counts
        yield "walks", walks
        yield "measures", measures
        yield (
            "people",
            [
                {
                    "id": n,
                    "name": f"{self._name(n)} {self._name(n * 31)}" if n > 7 else f"Agency {n}",
                    "kind": "person" if n > 7 else "agency",
                }
                for n in range(1, self.people + 1)
            ],
        )
        yield (
            "tags",
            [
                {"id": 1 + place * self.tags + n, "edition": code, "text": self._name(n * 7 + place)}
                for place, code in enumerate(self.codes)
                for n in range(self.tags)
            ],
        )

    def article(self, number: int) -> Iterator[tuple[str, Row]]:
        """The rows of the article with the id one above this number, the oldest first."""
        chance, article = self.chance, number + 1
        place = min(bisect(self.weights, chance.random()), len(self.codes) - 1)
        code = self.codes[place]
        edition = EDITIONS[code]
        self.numbers[code] += 1 if chance.random() < 0.995 else chance.choice([2, 3, 40, 200])
        in_address = self.numbers[code]
        day = self.first_day + timedelta(days=int(self.days * (number / self.articles) ** 0.8))
        published = self._moment(day, chance.randrange(6 * 60, 23 * 60))
        seen = published + timedelta(minutes=chance.choice([4, 9, 20, 55, 180, 900]))
        section = self._zipf(self.sections[code])
        run = min(self.runs, max(1, (day - self.first_day).days // 7))
        headline = self._zipf(self.headlines[code])
        paragraphs = [self._zipf(self.paragraphs[code]) for _ in range(chance.randint(*PARAGRAPHS))]
        rare = self._name(self._rank(200_000))
        paragraphs[-1] = Text(
            printed=f"{paragraphs[-1].printed} {rare}",
            words=f"{paragraphs[-1].words} {rare.lower()}",
            stems=f"{paragraphs[-1].stems} {stems_of(rare, edition.language)[0]}",
        )
        body = "\n\n".join(text.printed for text in paragraphs)
        gone, edited, mismatch = chance.random() < 0.004, chance.random() < 0.02, code == "be" and chance.random() < 0.2
        agree = 0 if chance.random() < 0.003 else 1
        url = f"https://{edition.host}/{section}/view/story-{in_address}-{day.year}/"
        yield (
            "captures",
            {
                "id": article,
                "run": run,
                "edition": code,
                "url": url,
                "source": url,
                "fetched_at": utc(seen),
                "status": 200,
                "content_type": "text/html",
                "digest": f"sha256:{article:064x}",
                "size": 60_000,
                "warc_file": f"belta-{run}.warc.gz",
                "warc_offset": number % 1000 * 9000,
            },
        )
        yield (
            "articles",
            {
                "id": article,
                "key": f"{code}/news/{in_address}/{day.year}",
                "edition": code,
                "family": "news",
                "number": in_address,
                "year": day.year,
                "url": url,
                "section": section,
                "section_text": self.labels[code][section],
                "headline": headline.printed,
                "words": body.count(" ") + 1,
                "language": edition.language,
                "language_detected": "ru" if mismatch else edition.language,
                "language_confidence": 0.97,
                "language_shares": json.dumps({"ru": 1.0} if mismatch else {code: 0.98, "ru": 0.02}),
                "published_text": f"{published:%d.%m.%Y %H:%M}",
                "published_at": utc(published),
                "published_local": local(published),
                "published_on": day.isoformat(),
                "published_from": "page",
                "dates_agree": agree,
                "dateline_place": self._name(self._rank(60)),
                "dateline_on": day.isoformat(),
                "agency": "BelTA" if chance.random() < 0.7 else None,
                "state": "gone" if gone else "live",
                "first_seen_at": utc(seen),
                "last_seen_at": utc(seen + timedelta(days=3)),
                "last_checked_at": utc(seen + timedelta(days=30)),
                "gone_at": utc(seen + timedelta(days=30)) if gone else None,
                "revision": 2 if edited else 1,
                "digest": f"sha256:{article:064x}",
                "body_digest": f"sha256:{article:064x}",
                "revised_at": utc(seen + timedelta(hours=5) if edited else seen),
                "reader": "2019",
                "capture": article,
                "run": run,
                "body": body,
            },
        )
        yield (
            "articles_fts",
            {
                "rowid": article,
                "headline": headline.words,
                "body": " ".join(text.words for text in paragraphs),
                "headline_stems": headline.stems,
                "body_stems": " ".join(text.stems for text in paragraphs),
            },
        )
        yield from self._evidence(article, code, published, seen, run, agree, url)
        yield from self._history(article, headline, body, seen, run, edited=edited, gone=gone)
        yield from self._credits(article, place)
        yield from self._ledger(article, code, section, in_address, day, seen, run, url, headline.printed)

    def _evidence(
        self, article: int, code: str, published: datetime, seen: datetime, run: int, agree: int, url: str
    ) -> Iterator[tuple[str, Row]]:
        for source in ("page", "meta", "listing"):
            value = published if source != "meta" or agree else published - timedelta(days=9)
            yield (
                "dates",
                {
                    "article": article,
                    "source": source,
                    "text": f"{value:%d.%m.%Y %H:%M}",
                    "value": local(value),
                    "agrees": agree if source == "meta" else 1,
                    "capture": article,
                },
            )
        if self.chance.random() < 0.02:
            yield (
                "problems",
                {
                    "run": run,
                    "edition": code,
                    "url": url,
                    "step": self.chance.choice(["TakeDateline", "ReadBylines", "article"]),
                    "text": self._name(article),
                    "message": f"A box of kind {self._rank(30)} is unknown.",
                    "article": article,
                    "found_at": utc(seen),
                    "resolved_at": None if self.chance.random() < 0.3 else utc(seen + timedelta(days=90)),
                },
            )

    def _history(
        self, article: int, headline: Text, body: str, seen: datetime, run: int, *, edited: bool, gone: bool
    ) -> Iterator[tuple[str, Row]]:
        yield "events", {"article": article, "event": "appeared", "at": utc(seen), "capture": article, "run": run}
        if edited:
            yield (
                "earlier_wordings",
                {
                    "article": article,
                    "revision": 1,
                    "seen_at": utc(seen),
                    "headline": headline.printed,
                    "body": body[:-20],
                    "digest": f"sha256:{-article:064x}",
                    "reader": "2019",
                    "capture": article,
                    "run": run,
                },
            )
            yield (
                "events",
                {
                    "article": article,
                    "event": "edited",
                    "at": utc(seen + timedelta(hours=5)),
                    "capture": article,
                    "run": run,
                },
            )
            for _ in range(3):
                kind = self._zipf(
                    [
                        "wording",
                        "typography",
                        "figure",
                        "name",
                        "quotation",
                        "paragraph added",
                        "paragraph removed",
                        "headline",
                    ]
                )
                yield (
                    "changes",
                    {
                        "article": article,
                        "revision": 2,
                        "field": "headline" if kind == "headline" else "body",
                        "place": None if kind == "headline" else 1,
                        "kind": kind,
                        "before": "10",
                        "after": "12",
                    },
                )
        if gone:
            yield (
                "events",
                {
                    "article": article,
                    "event": "gone",
                    "at": utc(seen + timedelta(days=30)),
                    "capture": article,
                    "run": run,
                },
            )

    def _credits(self, article: int, place: int) -> Iterator[tuple[str, Row]]:
        chance = self.chance
        for n in range(1, chance.choice([1, 1, 1, 2, 3])):
            person = 7 + self._rank(self.people - 7)
            yield (
                "credits",
                {
                    "article": article,
                    "person": person,
                    "role": "author" if n == 1 else "photographer",
                    "place": n,
                    "text": "By",
                },
            )
        yield "credits", {"article": article, "person": 1 + place, "role": "agency", "place": 9, "text": "BelTA"}
        if chance.random() < 0.7:
            yield (
                "images",
                {
                    "article": article,
                    "place": 1,
                    "url": f"https://img.example.invalid/{article}.jpg",
                    "caption": "A garden",
                },
            )
        if chance.random() < 0.2:
            yield (
                "links",
                {"article": article, "place": 1, "url": "https://example.invalid/", "text": "more", "embed": 0},
            )
        first = 1 + place * self.tags
        for n, tag in enumerate({self._rank(self.tags) - 1 for _ in range(2)}):
            yield "article_tags", {"article": article, "tag": first + tag, "place": n + 1}

    def _ledger(
        self,
        article: int,
        code: str,
        section: str,
        number: int,
        day: date,
        seen: datetime,
        run: int,
        url: str,
        headline: str,
    ) -> Iterator[tuple[str, Row]]:
        chance = self.chance
        left = seen + timedelta(hours=chance.choice([2, 5, 9, 30]))
        missing = ["wanted", "not understood", "refused", "gone"][int(chance.random() * 400) :][:1]
        for state in ["kept", *missing]:
            self.entry += 1
            if state != "kept":
                self.numbers[code] += 1
                number = self.numbers[code]
            yield (
                "entries",
                {
                    "id": self.entry,
                    "edition": code,
                    "family": "news",
                    "number": number,
                    "year": day.year,
                    "url": url,
                    "section": section,
                    "headline": headline,
                    "time_text": "12:00",
                    "listed_on": day.isoformat(),
                    "state": state,
                    "first_listed_at": utc(seen),
                    "last_listed_at": utc(left),
                    "first_run": run,
                    "article": article if state == "kept" else None,
                },
            )
            for listing in ("all_news", section):
                self.placement += 1
                yield (
                    "placements",
                    {
                        "id": self.placement,
                        "entry": self.entry,
                        "listing": listing,
                        "first_seen_at": utc(seen),
                        "last_seen_at": utc(left),
                        "left_at": utc(left + timedelta(hours=1)),
                        "first_page": 1,
                        "last_page": 2,
                        "last_place": 30,
                        "best_place": 1 + number % 20,
                        "walk": min(run * 7, self.runs * 7),
                        "ground_on": "0001-01-01",
                    },
                )

    def _rank(self, among: int) -> int:
        """From 1 to a number, the small ones far more often."""
        return min(among, int(among ** self.chance.random()))

    def _zipf(self, among: list[Any]) -> Any:
        return among[self._rank(len(among)) - 1]

    @staticmethod
    def _name(number: int) -> str:
        syllables = ""
        while number or not syllables:
            number, rest = divmod(number, len(_SYLLABLES))
            syllables += _SYLLABLES[rest]
        return syllables.capitalize()

    @staticmethod
    def _moment(day: date, minute: int) -> datetime:
        return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=MINSK)


def _texts() -> tuple[dict[str, list[Text]], dict[str, list[Text]]]:
    """Headlines and paragraphs of the replica's stories, by edition."""
    replica = Replica()
    headlines: dict[str, list[Text]] = {}
    paragraphs: dict[str, list[Text]] = {}
    for code in SHARES:
        language = EDITIONS[code].language
        stories = replica.site(code).stories
        headlines[code] = [_text(story.headline, language) for story in stories]
        paragraphs[code] = [_text(paragraph, language) for story in stories for paragraph in story.paragraphs]
    return headlines, paragraphs


def _text(printed: str, language: str) -> Text:
    return Text(printed=printed, words=" ".join(words_of(printed)), stems=" ".join(stems_of(printed, language)))
