"""What is not believed until the run has shown itself healthy?

Three things might be said of an article that are about the site instead: that it lacks its headline or
its date, where nearly all others have theirs, that it has lost a large part of its text, where many others
have too (the page's make has changed), and that it is no longer
there, where none is (the host is out of order). They wait until enough of the edition has been seen,
at the latest for the end of the run. That an article is not there is believed only where something of
its edition was there afterwards, and not of many in a row: an outage may begin in the middle of a run,
and end there. A run that is killed meanwhile has lost nothing: the ledger still wants what it wanted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from belta_scraper.items import Article, Capture, Check, Entry, Problem
from pipelines.text import count_words

from .expectations import ENOUGH_TO_JUDGE, SHRUNK_TO, Expectations, outage
from .ledger import SAME_ENTRY
from .runs import Run

LOST_BY_SHARE = 0.2
"""Of the articles that were there, the share with less text than before above which the page must have changed."""

WAITING_AT_MOST = 200
"""Things of an edition that wait; by then the edition can be judged."""

Doubtful = Article | Problem | Check


@dataclass(frozen=True, slots=True)
class _Waiting:
    item: Doubtful
    after: int
    """How much of its edition was there before: what is followed by more is not the host's fault."""


class Doubts:
    """What waits, edition by edition."""

    def __init__(self, run: Run, expectations: Expectations) -> None:
        self.run = run
        self.expectations = expectations
        self.waiting: dict[str, list[_Waiting]] = defaultdict(list)
        self.articles_there: Counter[str] = Counter()
        self.shrunk: Counter[str] = Counter()

    def takes(self, item: object) -> bool:
        """Whether an item is to wait; if so, it does."""
        match item:
            case Article(edition=str(edition)):
                self.articles_there[edition] += 1
                has_shrunk = self._has_shrunk(item)
                self.shrunk[edition] += has_shrunk
                if not has_shrunk and not self.expectations.is_doubtful(item):
                    return False
            case Problem(leaves="gone", edition=str(edition)):
                pass
            case Check(found="unchanged"):
                self.articles_there[item.entry.edition] += 1
                return False
            case Check():
                edition = item.entry.edition
            case _:
                return False
        self.waiting[edition].append(_Waiting(item, self._there(edition)))
        return True

    def _there(self, edition: str) -> int:
        """How many articles and listing pages of an edition were there so far."""
        return self.articles_there[edition] + self.run.counts[edition]["pages"]

    @property
    def full(self) -> list[str]:
        return [edition for edition, waiting in self.waiting.items() if len(waiting) >= WAITING_AT_MOST]

    def resolved(self, edition: str) -> Iterator[Doubtful | Capture]:
        """What waited for an edition, as it is to be kept now."""
        waiting = self.waiting.pop(edition, [])
        signs = [*self.expectations.signs(edition), *self._signs_of_loss(edition)]
        self.run.misread += [sign for sign in signs if sign not in self.run.misread]
        missing: list[_Waiting] = []
        for each in waiting:
            item = each.item
            if isinstance(item, Article):
                yield _not_understood(item, signs[0]) if signs else item
            elif isinstance(item, Check) and self._is_gone(item.entry):
                yield item  # as before, so it says nothing about the host
            else:
                missing.append(each)
        in_order = not self._is_out(edition, missing)
        for each in missing:
            item = each.item
            if in_order and (self._is_credible(edition, each, missing) or self._was_tried(item)):
                yield item
            elif isinstance(item, Check):
                yield item.capture
            elif isinstance(item, Problem):
                yield replace(item, leaves="wanted", message=f"{item.message} It may be a fault of the host.")

    def _is_credible(self, edition: str, one: _Waiting, missing: list[_Waiting]) -> bool:
        """Whether something was there after an article was not, and but few in a row were not."""
        in_a_row = sum(each.after == one.after for each in missing)
        return one.after < self._there(edition) and in_a_row < ENOUGH_TO_JUDGE

    def _is_out(self, edition: str, missing: list[_Waiting]) -> bool:
        """Whether it is the host that is out of order, at least from some moment on."""
        there, pages = self.articles_there[edition], self.run.counts[edition]["pages"]
        listed = sum(isinstance(each.item, Problem) for each in missing)
        incredible = sum(
            isinstance(each.item, Check) and not self._is_credible(edition, each, missing) for each in missing
        )
        is_out = outage(listed, there, pages)
        if is_out or incredible > 1 or (incredible and not there + pages):
            self.run.misread.append(
                f"Edition {edition}: {len(missing)} articles were not found and {there} were; that is taken for a "
                "fault of the host, and says nothing about its articles."
            )
        return is_out or edition in self.run.left_alone

    def _signs_of_loss(self, edition: str) -> Iterator[str]:
        shrunk, there = self.shrunk[edition], self.articles_there[edition]
        if shrunk >= ENOUGH_TO_JUDGE and shrunk > LOST_BY_SHARE * there:
            yield (
                f"Edition {edition}: {shrunk} of {there} articles have lost a large part of the text that they had; it "
                "is no longer read (the reader's blocks)."
            )

    def _has_shrunk(self, article: Article) -> bool:
        """Whether a known article comes with much less text than it had."""
        if article.number is None or self.run.archive.is_new:
            return False
        row = self.run.archive.db.execute(
            f"select words from articles where {SAME_ENTRY}",
            [article.edition, article.family, article.number, article.year],
        ).fetchone()
        if row is None or not row[0]:
            return False
        words = count_words("\n\n".join(article.body or ()), article.language or "")
        return bool(words <= SHRUNK_TO * row[0])

    def _is_gone(self, entry: Entry) -> bool:
        row = self.run.archive.db.execute(
            f"select 1 from articles where {SAME_ENTRY} and state = 'gone'",
            [entry.edition, entry.family, entry.number, entry.year],
        ).fetchone()
        return row is not None

    def _was_tried(self, item: Doubtful) -> bool:
        """Whether an earlier run did not get the listed article either."""
        if not isinstance(item, Problem) or item.entry is None:
            return False
        entry = item.entry
        row = self.run.archive.db.execute(
            f"select attempts from entries where {SAME_ENTRY}",
            [entry.edition, entry.family, entry.number, entry.year],
        ).fetchone()
        return row is not None and row[0] > 0


def _not_understood(article: Article, sign: str) -> Problem:
    """In place of an article of a page whose make has changed: its capture can be read again."""
    return Problem(
        step="expectations",
        message=f"Not kept as an article, for the run is not healthy: {sign}",
        url=article.url,
        edition=article.edition,
        capture=article.capture,
        entry=article.entry,
        leaves="not understood",
    )
