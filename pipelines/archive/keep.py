"""The last step: what came of a page goes to its tables, once, in batches that are one transaction."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Literal, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from sqlite_utils import Database

from belta_scraper.errors import ArchiveNotUsable
from belta_scraper.items import Article, Capture, Check, Problem
from pipelines.sections import topic_of
from pipelines.text import body_digest_of, count_words, digest_of

from . import search
from .captures import keep_capture
from .doubts import Doubts
from .events import Debounce, found_again, not_found, write_event
from .expectations import GENERIC, SPIDERS, TURNED_AWAY
from .ledger import SAME_ENTRY, became
from .moments import local, now, utc
from .opening import Archive
from .revisions import compare
from .runs import Run

_SETTLED = (
    "url", "section", "section_text", "headline", "lead", "language", "language_detected", "language_confidence",
    "language_shares",
    "published_text", "published_at", "published_local", "published_on", "published_from", "dates_agree", "modified_at",
    "dateline_text", "dateline_place", "dateline_on", "agency", "byline_text", "image_url", "image_caption",
    "update_note", "end_mark",
)  # fmt: skip
"""Columns of `articles` that a fuller capture may fill and a new wording replaces."""


Met = Literal["same", "fuller", "another wording", "older wording", "poorer"]
"""`older wording`: than the present one, so already history; `poorer`: a text that reads differently from the page."""

_WORDING = "article, revision, seen_at, headline, lead, body, digest, reader, capture, run"


class KeepInArchive:
    """Scrapy pipeline: settings `ARCHIVE`, `ARCHIVE_BATCH` and `ARCHIVE_BATCH_SECONDS`."""

    def __init__(self, crawler: Crawler) -> None:
        self.run = Run.of(crawler)
        self.archive = self.run.archive
        self.batch = crawler.settings.getint("ARCHIVE_BATCH")
        self.batch_seconds = crawler.settings.getfloat("ARCHIVE_BATCH_SECONDS")
        self.pending = 0
        self.since = 0.0
        self.debounce = Debounce.from_settings(crawler.settings)
        self.doubts = Doubts(self.run, self.run.expectations) if self.run.spider in SPIDERS else None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: object) -> object:
        if self.run.failed:
            raise DropItem(self.run.failed)
        if self.doubts is not None:
            if isinstance(item, Article):
                self.run.expectations.measure(item)
            if self.doubts.takes(item):
                for edition in self.doubts.full:
                    self._keep_what_waited(edition)
                return item
        self._keep_in_batch(item)
        return item

    def _keep_in_batch(self, item: object) -> None:
        try:
            run = self.run.id
            self.archive.begin()
            with self.archive.db.atomic():
                self._keep(run, item)
            self._commit_when_due()
        except (sqlite3.Error, ArchiveNotUsable) as error:
            reason = self.archive.not_written(error)
            self.run.fail(reason)
            raise DropItem(reason) from error

    def _keep_what_waited(self, edition: str) -> None:
        if self.doubts is not None:
            for item in self.doubts.resolved(edition):
                self._keep_in_batch(item)

    def _keep(self, run: int, item: object) -> None:
        match item:
            case Article():
                ArticleKeeper(self.archive, self.run).keep(item)
            case Check():
                keep_check(self.archive, self.run, item, self.debounce)
            case Problem():
                keep_problem(self.archive, self.run, item)
            case Capture():
                keep_capture(self.archive.db, run, item)
            case _:
                raise TypeError(f"the archive keeps articles, checks, problems and captures, not {type(item).__name__}")

    def _commit_when_due(self) -> None:
        if self.pending == 0:
            self.since = time.monotonic()
        self.pending += 1
        if self.pending >= self.batch or time.monotonic() - self.since >= self.batch_seconds:
            self.archive.commit()
            self.pending = 0

    def close_spider(self) -> None:
        try:
            for edition in list(self.doubts.waiting if self.doubts else ()):
                if not self.run.failed:
                    self._keep_what_waited(edition)
            if not self.run.failed:
                self.archive.commit()
        except DropItem:  # the run has failed, and has said why
            pass
        except sqlite3.Error as error:
            self.archive.rollback()
            self.run.failed = self.archive.not_written(error)


def keep_problem(archive: Archive, run: Run, problem: Problem, article: int | None = None) -> None:
    """Write a problem, once for an article, and what it leaves of the ledger's entry."""
    db = archive.db
    capture = keep_capture(db, run.id, problem.capture) if problem.capture else None
    if not write_problem(db, run, problem, capture, article) or problem.leaves is None or problem.entry is None:
        return
    if problem.leaves in ("not understood", "gone"):
        run.count(problem.edition, problem.leaves.replace(" ", "_"))
    else:
        run.count(problem.edition, "refused")
        if problem.capture is not None and problem.capture.status == 200:
            run.count(problem.edition, TURNED_AWAY)
    if became(archive, problem.entry, problem.leaves, problem.message):
        given_up = f"Given up after repeated failures; the last one: {problem.message}"
        db.execute(
            "insert into problems (run, edition, url, step, message, found_at) values (?, ?, ?, 'ledger', ?, ?)",
            [run.id, problem.edition, problem.url, given_up, now()],
        )


def write_problem(db: Database, run: Run, problem: Problem, capture: int | None, article: int | None) -> bool:
    """Write a problem's row, unless it is open for the article already; whether it was not."""
    if article is not None:
        known = db.execute(
            "select 1 from problems where article = ? and +step = ? and message = ? and text is ? "
            "and resolved_at is null",
            [article, problem.step, problem.message, problem.text],
        ).fetchone()
        if known:
            return False
    db.execute(
        "insert into problems (run, edition, url, step, text, message, capture, article, found_at) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [run.id, problem.edition, problem.url, problem.step, problem.text, problem.message, capture, article, now()],
    )
    run.count(problem.edition, "problems")
    return True


def keep_check(archive: Archive, run: Run, check: Check, debounce: Debounce) -> None:
    """Write what a look at a known article showed, where that was no page to read."""
    db, entry = archive.db, check.entry
    capture = keep_capture(db, run.id, check.capture)
    row = db.execute(
        f"select id from articles where {SAME_ENTRY}",
        [entry.edition, entry.family, entry.number, entry.year],
    ).fetchone()
    if row is None:
        return
    article, at = int(row[0]), utc(check.capture.fetched_at)
    if check.found == "unchanged":
        found_again(db, run.id, article, at, capture)
        db.execute(
            "update articles set last_seen_at = max(last_seen_at, ?), last_checked_at = max(last_checked_at, ?) "
            "where id = ?",
            [at, at, article],
        )
        db.execute("update captures set article = ? where id = ?", [article, capture])
        db.execute("update entries set retry_at = null where article = ? and retry_at is not null", [article])
        run.count(entry.edition, "unchanged")
    elif not_found(db, run.id, article, check.found, at, check.detail, capture, debounce):
        run.count(entry.edition, "gone")


class ArticleKeeper:
    """Keeps one article: finds the row it belongs to, and writes what is new about it."""

    def __init__(self, archive: Archive, run: Run) -> None:
        self.archive = archive
        self.db = archive.db
        self.run = run

    def keep(self, article: Article, capture: int | None = None) -> None:
        """Write an article, its wording if that is new, and everything that hangs on it.

        `capture` is the row of the one that it was read from, where that has long been written.
        """
        if article.edition is None:
            # The step that could not tell the edition has said so; the capture stays, for reading again.
            for problem in article.problems:
                keep_problem(self.archive, self.run, problem)
            return
        if article.reader == GENERIC:
            self.run.count(article.edition, GENERIC)
        if capture is None:
            capture = keep_capture(self.db, self.run.id, article.capture)
        row = row_of(article)
        known = find_article(self.db, article, row)
        if known is None:
            article_id = self._insert(article, row, capture)
        else:
            article_id = self._meet_again(known, article, row, capture)
        self.db.execute("update captures set article = ? where id = ?", [article_id, capture])
        for problem in article.problems:
            keep_problem(self.archive, self.run, problem, article_id)
        if article.number is not None:
            self.db.execute(
                f"update entries set state = 'kept', article = ?, reason = null, retry_at = null where {SAME_ENTRY}",
                [article_id, article.edition, article.family, article.number, article.year],
            )

    def _insert(self, article: Article, row: dict[str, Any], capture: int) -> int:
        seen_at = utc(article.capture.fetched_at)
        row |= {
            "state": "live",
            "first_seen_at": seen_at,
            "last_seen_at": seen_at,
            "last_checked_at": seen_at,
            "revision": 1,
            "revised_at": seen_at,
            "capture": capture,
            "run": self.run.id,
        }
        cursor = self.db.execute(
            f"insert into articles ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values())
        )
        article_id = int(cursor.lastrowid or 0)
        write_event(self.db, self.run.id, article_id, "appeared", seen_at, capture=capture)
        self._keep_parts(article_id, article, capture)
        self._index(article_id, row)
        self.run.count(article.edition, "kept")
        return article_id

    def _meet_again(self, known: dict[str, Any], article: Article, row: dict[str, Any], capture: int) -> int:
        """Write what a further capture of a story adds to what we have of it."""
        article_id = int(known["id"])
        seen_at = utc(article.capture.fetched_at)
        later = seen_at >= known["last_seen_at"]
        found = self._met(known, row, capture, later=later)
        found_again(self.db, self.run.id, article_id, seen_at, capture)
        changed: dict[str, Any] = {
            "first_seen_at": min(known["first_seen_at"], seen_at),
            "last_seen_at": max(known["last_seen_at"], seen_at),
            "last_checked_at": max(known["last_checked_at"], seen_at),
        }
        if known["number"] is None and article.number is not None:
            changed |= {name: row[name] for name in ("key", "family", "number", "year", "url", "section")}
        if found == "poorer":
            # A text capture that reads differently is evidence, but no proof that the page was edited.
            problem = Problem(
                step="KeepInArchive",
                message="A text capture without address reads differently from the page; the page's wording stands.",
                url=known["url"],
                edition=article.edition,
                capture=article.capture,
            )
            keep_problem(self.archive, self.run, problem, article_id)
            self.run.count(article.edition, "unchanged")
        elif found == "another wording":
            self._shelve(known)
            changed |= {name: row[name] for name in _SETTLED if not (name == "url" and row["url"] is None)}
            changed |= {name: row[name] for name in ("body", "words", "digest", "body_digest", "reader")}
            changed |= {
                "revision": self._next_revision(article_id, known),
                "revised_at": seen_at,
                "capture": capture,
                "run": self.run.id,
            }
            self._reindex(known, row)
            self._grade(article_id, known, row, changed["revision"], row["language"] or row["edition"])
            write_event(self.db, self.run.id, article_id, "edited", seen_at, capture=capture)
            self.run.count(article.edition, "kept")
        elif found == "older wording":
            if self._shelve_older(known, row, seen_at, capture):
                self._grade_anew(article_id, row["language"] or row["edition"])
            self.run.count(article.edition, "kept")
        elif found == "fuller":
            changed |= {name: row[name] for name in _SETTLED if row[name] is not None}
            changed |= {"reader": row["reader"], "capture": capture, "run": self.run.id}
            changed["digest"] = digest_of(
                changed.get("headline", known["headline"]), changed.get("lead", known["lead"]), known["body"]
            )
            self._reindex(known, {**known, **changed})
            self.run.count(article.edition, "kept")
        else:
            changed |= {name: row[name] for name in _SETTLED if known[name] is None and row[name] is not None}
            self.run.count(article.edition, "unchanged")
        if later and row["url"] and known["url"] and row["url"] != known["url"] and known["number"] is not None:
            changed |= {name: row[name] for name in ("url", "section", "section_text")}
            detail = f"From {known['url']} to {row['url']}."
            write_event(self.db, self.run.id, article_id, "moved", seen_at, detail=detail, capture=capture)
        self.db.execute(
            f"update articles set {', '.join(f'{name} = ?' for name in changed)} where id = ?",
            [*changed.values(), article_id],
        )
        if found != "same" and "reader" in changed:
            self._keep_parts(article_id, article, capture)
        else:
            self._keep_dates(article_id, article, capture)
        return article_id

    def _met(self, known: dict[str, Any], row: dict[str, Any], capture: int, *, later: bool) -> Met:
        """What a further capture is to the article; `later`: than all that were met before it."""
        found = compare((known["headline"], known["lead"], known["body"]), (row["headline"], row["lead"], row["body"]))
        if found != "another wording":
            return found
        if row["number"] is None and known["number"] is not None:
            return "poorer"
        return "another wording" if later else "older wording"

    def _shelve(self, known: dict[str, Any]) -> None:
        """Move the present wording to the earlier ones."""
        self.db.execute(
            f"insert into earlier_wordings ({_WORDING}) "
            "select id, revision, revised_at, headline, lead, body, digest, reader, capture, run "
            "from articles where id = ?",
            [known["id"]],
        )

    def _shelve_older(self, known: dict[str, Any], row: dict[str, Any], seen_at: str, capture: int) -> bool:
        """Keep a wording that is older than the present one, unless it is kept already; whether it was not."""
        if self._is_shelved(int(known["id"]), row["digest"]):
            return False
        self.db.execute(
            f"insert into earlier_wordings ({_WORDING}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                known["id"], self._next_revision(int(known["id"]), known), seen_at, row["headline"], row["lead"],
                row["body"], row["digest"], row["reader"], capture, self.run.id,
            ],
        )  # fmt: skip
        return True

    def _is_shelved(self, article_id: int, digest: str) -> bool:
        found = self.db.execute(
            "select 1 from earlier_wordings where article = ? and digest = ? limit 1", [article_id, digest]
        ).fetchone()
        return found is not None

    def _next_revision(self, article_id: int, known: dict[str, Any]) -> int:
        last = self.db.execute("select max(revision) from earlier_wordings where article = ?", [article_id]).fetchone()[
            0
        ]
        return max(int(known["revision"]), int(last or 0)) + 1

    def _reindex(self, known: dict[str, Any], row: dict[str, Any]) -> None:
        search.forget(self.db, int(known["id"]), known["headline"], known["body"], known["language"] or "")
        self._index(int(known["id"]), row)

    def _index(self, article_id: int, row: dict[str, Any]) -> None:
        search.index(self.db, article_id, row["headline"], row["body"], row["language"] or "")

    def _grade(
        self, article: int, before: Mapping[str, Any], after: Mapping[str, Any], revision: int, language: str
    ) -> None:
        """Write how a wording differs from the one before it."""
        from .changes import Wording, changes_between  # its tables of words are for runs that meet an edit

        old, new = (Wording(headline=row["headline"], lead=row["lead"], body=row["body"]) for row in (before, after))
        for change in changes_between(old, new, language):
            self.db.execute(
                "insert into changes (article, revision, field, place, kind, before, after) "
                "values (?, ?, ?, ?, ?, ?, ?)",
                [article, revision, change.field, change.place, change.kind, change.before, change.after],
            )

    def _grade_anew(self, article: int, language: str) -> None:
        """Write how each wording differs from the one before it in time: one has been found between them."""
        self.db.execute("delete from changes where article = ?", [article])
        wordings = "select revision, headline, lead, body from revisions where article = ? order by seen_at, revision"
        for before, after in pairwise(list(self.db.query(wordings, [article]))):
            self._grade(article, before, after, after["revision"], language)

    def _keep_parts(self, article_id: int, article: Article, capture: int) -> None:
        """Write what hangs on the present wording: credits, pictures, tags, links, dates, its section."""
        db = self.db
        for table in ("credits", "images", "article_tags", "links"):
            db.execute(f"delete from {table} where article = ?", [article_id])
        for place, credit in enumerate(article.credits, 1):
            kind = "agency" if credit.role == "agency" else "person"
            db.execute("insert into people (name, kind) values (?, ?) on conflict do nothing", [credit.name, kind])
            db.execute(
                "insert into credits (article, person, role, place, text) "
                "select ?, id, ?, ?, ? from people where name = ? and kind = ?",
                [article_id, credit.role, place, credit.text, credit.name, kind],
            )
        for place, image in enumerate(article.images, 1):
            db.execute(
                "insert into images (article, place, url, caption, credit) values (?, ?, ?, ?, ?)",
                [article_id, place, image.url, image.caption, image.credit],
            )
        for place, tag in enumerate(article.tags, 1):
            db.execute(
                "insert into tags (edition, text, url) values (?, ?, ?) on conflict (edition, text) "
                "do update set url = excluded.url where url is null and excluded.url is not null",
                [article.edition, tag.text, tag.url],
            )
            db.execute(
                "insert into article_tags (article, tag, place) "
                "select ?, id, ? from tags where edition = ? and text = ? on conflict do nothing",
                [article_id, place, article.edition, tag.text],
            )
        for place, link in enumerate(article.links, 1):
            db.execute(
                "insert into links (article, place, url, text, embed) values (?, ?, ?, ?, ?)",
                [article_id, place, link.url, link.text, link.embed],
            )
        if article.edition is not None and article.section is not None:
            db.execute(
                "insert into sections (edition, slug, label, topic) values (?, ?, ?, ?) on conflict do nothing",
                [article.edition, article.section, article.section_text, topic_of(article.edition, article.section)],
            )
        self._keep_dates(article_id, article, capture)

    def _keep_dates(self, article_id: int, article: Article, capture: int) -> None:
        """Write every candidate date that was not known; what an earlier capture printed stays."""
        for candidate in article.candidates:
            value = None
            if candidate.at is not None:
                value = local(candidate.at)
            elif candidate.on is not None:
                value = candidate.on.isoformat()
            known = self.db.execute(
                "select id from dates where article = ? and source = ? and text = ?",
                [article_id, candidate.source, candidate.text],
            ).fetchone()
            if known:
                self.db.execute(
                    "update dates set value = ?1, agrees = ?2 where id = ?3 and (value is not ?1 or agrees is not ?2)",
                    [value, candidate.agrees, known[0]],
                )
            else:
                self.db.execute(
                    "insert into dates (article, source, text, value, agrees, capture) values (?, ?, ?, ?, ?, ?)",
                    [article_id, candidate.source, candidate.text, value, candidate.agrees, capture],
                )


def row_of(article: Article) -> dict[str, Any]:
    """The article as the columns of its table."""
    body = "\n\n".join(article.body or ())
    picture = article.images[0] if article.images else None
    published = article.published_at
    return {
        "key": key_of(article, body),
        "edition": article.edition,
        "family": article.family,
        "number": article.number,
        "year": article.year,
        "url": article.url,
        "section": article.section,
        "section_text": article.section_text,
        "headline": article.headline,
        "lead": article.lead,
        "body": body,
        "words": count_words(body, article.language or ""),
        "language": article.language,
        "language_detected": article.language_detected,
        "language_confidence": article.language_confidence,
        "language_shares": json.dumps(dict(article.language_shares)) if article.language_shares else None,
        "published_text": article.published_text,
        "published_at": utc(published) if published else None,
        "published_local": local(published) if published else None,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "published_from": article.published_from,
        "dates_agree": article.dates_agree,
        "modified_at": utc(article.modified_at) if article.modified_at else None,
        "dateline_text": article.dateline_text,
        "dateline_place": article.dateline_place,
        "dateline_on": article.dateline_on.isoformat() if article.dateline_on else None,
        "agency": article.agency,
        "byline_text": article.byline_text,
        "image_url": picture.url if picture else None,
        "image_caption": picture.caption if picture else None,
        "update_note": article.update_note,
        "end_mark": article.end_mark,
        "digest": digest_of(article.headline, article.lead, body),
        "body_digest": body_digest_of(body),
        "reader": article.reader,
    }


def find_article(db: Database, article: Article, row: dict[str, Any]) -> dict[str, Any] | None:
    """The row of the same story: under its key, or met before without its address, or with it."""
    known = _one(db, "key = ?", [row["key"]])
    if known is not None:
        return known
    # A text without address is the same story as one in the same minute under the same headline,
    # or, where it prints neither, as one with the same body.
    address = "number is null" if article.number is not None else "1"
    if row["headline"] is not None and row["published_at"] is not None:
        known = _one(
            db,
            f"{address} and edition = ? and published_at = ? and headline = ?",
            [row["edition"], row["published_at"], row["headline"]],
        )
    if known is None and row["body"]:
        bare = "1" if article.number is None and row["headline"] is None else "headline is null and number is null"
        known = _one(db, f"{bare} and edition = ? and body_digest = ?", [row["edition"], row["body_digest"]])
    return known


def _one(db: Database, where: str, values: list[Any]) -> dict[str, Any] | None:
    cursor = db.execute(f"select * from articles where {where} order by number is null, id limit 1", values)
    found = cursor.fetchone()
    return dict(zip((column[0] for column in cursor.description), found, strict=True)) if found else None


def key_of(article: Article, body: str) -> str:
    """What an article is known by: its address, or else edition, minute and headline, or else its text."""
    if article.number is not None:
        parts = [article.edition or "", article.family or "", str(article.number)]
        return "/".join([*parts, str(article.year)] if article.year else parts)
    if article.published_at is not None and article.headline is not None:
        moment = utc(article.published_at)
        return f"{article.edition}/text/{moment}/{digest_of(article.headline, None, '')[7:23]}"
    return f"{article.edition}/text/{digest_of(article.headline, None, body)[7:39]}"
