"""What would change, or has changed, in numbers and with samples?"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from .looking import Looked, Lost, Tried

NAMED_AT_MOST = 1000
"""Articles and captures of a kind that are named one by one; all are counted."""

FOLLOWS = frozenset({"digest", "body_digest", "words", "key", "revision", "revised_at"})
"""Columns that change with others, and are not counted by themselves where those do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    edition: str
    field: str
    article: int
    url: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    article: int
    url: str | None
    reason: str


@dataclass
class Reread:
    """All that a person needs to know of what reading again changes."""

    samples_at_most: int = 3
    """Of each field of an edition."""
    applied: bool = False
    run: int | None = None
    articles: int = 0
    captures: int = 0
    changed: Counter[str] = field(default_factory=Counter)
    """Articles that change, by edition."""
    fields: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Articles of which a field changes, by edition and field."""
    samples: list[Sample] = field(default_factory=list)
    tried: int = 0
    """Captures that no article had been read from."""
    readable_now: Counter[str] = field(default_factory=Counter)
    """Of these, those that can be read now, by edition."""
    new_articles: Counter[str] = field(default_factory=Counter)
    unreadable_count: int = 0
    unreadable: list[Unreadable] = field(default_factory=list)
    """Articles that cannot be read any more, and stay as they are."""
    lost_count: int = 0
    lost: list[Lost] = field(default_factory=list)
    """Captures whose bytes are not there; their articles stay as they are."""
    problems_resolved: Counter[str] = field(default_factory=Counter)
    """By step."""
    problems_new: Counter[str] = field(default_factory=Counter)
    problem_samples: list[str] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not (self.changed or self.readable_now or self.problems_resolved or self.problems_new)

    def note(self, looked: Looked) -> None:
        self.articles += 1
        self.captures += looked.captures
        for lost in looked.lost:
            self.note_lost(lost)
        if looked.unreadable:
            self.unreadable_count += 1
            if len(self.unreadable) < NAMED_AT_MOST:
                self.unreadable.append(Unreadable(article=looked.article, url=looked.url, reason=looked.unreadable))
        if looked.change is None:
            return
        shown = [name for name in looked.change.fields if name not in FOLLOWS] or list(looked.change.fields)
        if shown:
            self.changed[looked.edition] += 1
        for name in shown:
            self.fields[looked.edition][name] += 1
            if self.fields[looked.edition][name] <= self.samples_at_most:
                before, after = shortened(*looked.change.fields[name])
                self.samples.append(
                    Sample(
                        edition=looked.edition,
                        field=name,
                        article=looked.article,
                        url=looked.url,
                        before=before,
                        after=after,
                    )
                )
        self.problems_resolved.update(step for step, _, _ in looked.change.resolved)
        for step, text, message in looked.change.new:
            self.problems_new[step] += 1
            if self.problems_new[step] <= self.samples_at_most:
                self.problem_samples.append(f"{step}: {message}" + (f" ({text[:80]})" if text else ""))

    def note_tried(self, tried: Tried) -> None:
        self.tried += tried.is_page
        if tried.lost is not None:
            self.note_lost(tried.lost)

    def note_lost(self, lost: Lost) -> None:
        self.lost_count += 1
        if len(self.lost) < NAMED_AT_MOST:
            self.lost.append(lost)

    def in_one_sentence(self) -> str:
        told = [f"{self.changed.total():,} of {self.articles:,} articles read otherwise"]
        if self.fields:
            by_field: Counter[str] = Counter()
            for counts in self.fields.values():
                by_field.update(counts)
            told[0] += f" ({', '.join(f'{name} {number:,}' for name, number in by_field.most_common())})"
        if self.readable_now:
            told.append(
                f"{self.readable_now.total():,} captures read for the first time, {self.new_articles.total():,} new "
                "articles"
            )
        if self.unreadable_count:
            told.append(f"{self.unreadable_count:,} articles that can no longer be read left as they were")
        if self.lost_count:
            told.append(f"{self.lost_count:,} captures whose bytes are not there")
        return "; ".join(told) + "."


_SHOWN = 120


def shortened(before: Any, after: Any) -> tuple[str | None, str | None]:
    """Two values as a person is shown them: of long ones, where they begin to differ.

    >>> shortened("A boat.", "A boot."), shortened(None, 3)
    (('A boat.', 'A boot.'), (None, '3'))
    >>> shortened("x" * 300 + "boat", "x" * 300 + "boot")[1][-5:]
    'xboot'
    """
    if isinstance(before, list) and isinstance(after, list):
        same = [row for row in before if row in after]
        before, after = ([row for row in rows if row not in same] for rows in (before, after))
        before, after = (
            "; ".join(" | ".join("–" if part is None else str(part) for part in row) for row in rows) or None
            for rows in (before, after)
        )
    one, two = (None if value is None else str(value) for value in (before, after))
    start = 0
    if one is not None and two is not None:
        while start < min(len(one), len(two)) and one[start] == two[start]:
            start += 1
    start = max(0, start - _SHOWN // 3)
    return _cut(one, start), _cut(two, start)


def _cut(text: str | None, start: int) -> str | None:
    if text is None:
        return None
    if len(text) <= _SHOWN:
        return text
    return ("… " if start else "") + text[start : start + _SHOWN] + (" …" if start + _SHOWN < len(text) else "")
