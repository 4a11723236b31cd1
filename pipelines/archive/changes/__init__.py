"""What changed between two wordings of an article, and what kind of change is each?

=====================  ==============================================================================
typography             White space, quotation marks, dashes and apostrophes in another form; letter case;
                       ё/е, Belarusian ў/у at a word's beginning; what prints nothing; width of Chinese marks;
                       digits grouped otherwise; a paragraph parted or joined.
figure                 Another number, sum, share, time or day, in digits or in letters; another currency or
                       measure. "12 тыс." for "12 000" is wording.
name                   Another person, place, organisation or title; one added, taken away or corrected.
                       Another case of it is wording.
quotation              Other words within quotation marks or behind the dash of a dialogue; marks that came
                       or went around them; another name of who says them.
headline               The headline, in whatever but typography.
paragraph added        A paragraph that became of none; the lead where there was none.
paragraph removed      The same the other way round.
wording                All else, commas too. A paragraph that moved is one row, with the same words twice.
=====================  ==============================================================================

A stretch of text has as many rows as it has kinds: a figure in a quotation is both, so that whoever asks for
figures gets all of them. What a text does not tell (whether a Chinese or German word is a name) is wording.

`paragraphs` finds which paragraph became of which, `grading` the differences of two; both by `in_step`.
`words`, `figures` (`numerals`), `names` and `quotations` read a text; `tables.toml` has the words they know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .grading import Kind, differences
from .names import Names
from .paragraphs import Pair, paired

__all__ = ["Change", "Kind", "Wording", "changes_between"]

Field = Literal["headline", "lead", "body"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    headline: str | None = None
    lead: str | None = None
    body: str = ""
    """Paragraphs separated by an empty line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    field: Field
    kind: Kind
    place: int | None = None
    """Paragraph of the body, from 1: in the later wording; in the earlier one if it was removed."""
    before: str | None = None
    after: str | None = None


def changes_between(before: Wording, after: Wording, language: str) -> tuple[Change, ...]:
    """Every change, graded: headline, lead, then the body in the order of the later wording."""
    if before == after:
        return ()
    language = language.partition("-")[0].lower()
    old, new = _paragraphs(before.body), _paragraphs(after.body)
    names = Names(language=language)
    names.learn(dict.fromkeys(text for text in (before.lead, after.lead, *old, *new) if text))
    changes = [
        *_of_headline(before.headline, after.headline, names),
        *_of_lead(before.lead, after.lead, names),
        *_of_body(old, new, names),
    ]
    return tuple(changes) or (_nothing_printed(before, after),)


def _paragraphs(body: str) -> list[str]:
    return [paragraph for paragraph in body.split("\n\n") if paragraph.strip()]


def _of_headline(before: str | None, after: str | None, names: Names) -> Iterator[Change]:
    if (before or "") == (after or ""):
        return
    if before and after and {kind for kind, *_ in differences(before, after, names)} <= {"typography"}:
        yield Change(field="headline", kind="typography", before=before, after=after)
    else:
        yield Change(field="headline", kind="headline", before=before, after=after)


def _of_lead(before: str | None, after: str | None, names: Names) -> Iterator[Change]:
    if (before or "") == (after or ""):
        return
    if before and after:
        for kind, old, new in differences(before, after, names):
            yield Change(field="lead", kind=kind, before=old, after=new)
    else:
        yield Change(field="lead", kind="paragraph added" if after else "paragraph removed", before=before, after=after)


def _of_body(old: Sequence[str], new: Sequence[str], names: Names) -> Iterator[Change]:
    pairs = sorted(paired(old, new), key=lambda pair: pair.after.start)
    kept = {i for pair in pairs for i in pair.before}
    for i, paragraph in enumerate(old):
        if i not in kept:
            yield Change(field="body", kind="paragraph removed", place=i + 1, before=paragraph)
    come = {j for pair in pairs for j in pair.after}
    rows: list[tuple[int, Change]] = [
        (j, Change(field="body", kind="paragraph added", place=j + 1, after=paragraph))
        for j, paragraph in enumerate(new)
        if j not in come
    ]
    for pair in pairs:
        rows += [(pair.after.start, change) for change in _of_pair(old, new, pair, names)]
    yield from (change for _, change in sorted(rows, key=lambda row: row[0]))


def _of_pair(old: Sequence[str], new: Sequence[str], pair: Pair, names: Names) -> Iterator[Change]:
    was, now = "\n\n".join(old[i] for i in pair.before), "\n\n".join(new[j] for j in pair.after)
    place = pair.after.start + 1
    if was != now:
        for kind, before, after in differences(was, now, names):
            yield Change(field="body", kind=kind, place=place, before=before, after=after)
    if pair.moved:  # every word is there, and the story is told in another order
        yield Change(field="body", kind="wording", place=place, before=was, after=now)


def _nothing_printed(before: Wording, after: Wording) -> Change:
    """Of two wordings that differ in what is nowhere printed: an empty headline and none, empty lines."""
    for field in ("headline", "lead"):
        if getattr(before, field) != getattr(after, field):
            return Change(field=field, kind="typography", before=getattr(before, field), after=getattr(after, field))
    return Change(field="body", kind="typography", before=before.body[:120], after=after.body[:120])
