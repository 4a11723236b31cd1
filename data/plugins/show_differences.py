"""How does one wording differ from another, paragraph by paragraph and word by word?

The template filter `differences` makes of two wordings a list of `Part`s to be shown in order; what
was taken out and what was put in are pieces of text, which the template colours and marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from datasette import hookimpl
from jinja2 import Environment

from pipelines.archive.changes.in_step import in_step
from pipelines.archive.changes.paragraphs import paired

Kind = Literal["same", "del", "ins"]
Grades = Mapping[tuple[str, int | None, bool], Sequence[str]]
"""By field, paragraph, and whether it is one of the earlier wording."""
LONGEST_COMPARED = 20_000
"""Characters of a paragraph that are compared word by word; a longer one is shown as taken out and put in."""

# Words, figures and marks, each with the blanks behind it; Chinese character by character.
_PIECE = re.compile(
    r"(?:[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|.)\s*", re.DOTALL
)


class Part(NamedTuple):  # no dataclass: Datasette loads a plugin as a module that Python does not know by name
    """The headline, the lead or a paragraph in two wordings."""

    field: str
    """headline, lead, body"""
    place: int | None
    """Paragraph of the later wording, from 1; of the earlier one if it was taken out; none for headline and lead."""
    pieces: Sequence[tuple[Kind, str]]
    grades: Sequence[str] = ()
    """How the archive grades the change: wording, figure, name ..."""
    moved: bool = False
    blanks: bool = False
    """Whether nothing but blanks differs, which no colour shows."""

    @property
    def differs(self) -> bool:
        return self.moved or self.blanks or any(kind != "same" for kind, _ in self.pieces)


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    env.filters["differences"] = differences


def differences(
    earlier: Mapping[str, Any], later: Mapping[str, Any], changes: Iterable[Mapping[str, Any]] = ()
) -> list[Part]:
    """The parts of two wordings (rows of `revisions`), with the grades of `changes` between them."""
    grades = _grades(changes)
    parts = [
        _part(name, None, earlier[name] or "", later[name] or "", grades.get((name, None, False), ()))
        for name in ("headline", "lead")
        if earlier[name] or later[name]
    ]
    return parts + list(_paragraphs(_split(earlier["body"]), _split(later["body"]), grades))


def _grades(changes: Iterable[Mapping[str, Any]]) -> Grades:
    grades: dict[tuple[str, int | None, bool], list[str]] = {}
    for change in changes:
        of_part = grades.setdefault((change["field"], change["place"], change["kind"] == "paragraph removed"), [])
        if change["kind"] not in of_part:
            of_part.append(change["kind"])
    return grades


def _part(
    field: str, place: int | None, earlier: str, later: str, grades: Sequence[str], *, moved: bool = False
) -> Part:
    pieces = pieces_of(earlier, later)
    blanks = earlier != later and all(kind == "same" for kind, _ in pieces)
    return Part(field, place, pieces, grades, moved, blanks)


def _split(body: str | None) -> list[str]:
    return [paragraph for paragraph in (body or "").split("\n\n") if paragraph.strip()]


def _paragraphs(before: list[str], after: list[str], grades: Grades) -> Iterator[Part]:
    """The paragraphs in the order of the later wording, each that was taken out where it had stood."""
    pairs = paired(before, after)
    was = {place: pair for pair in pairs for place in pair.after}
    kept = {place for pair in pairs for place in pair.before}
    taken_out = [
        (place, Part("body", place + 1, [("del", text)], grades.get(("body", place + 1, True), ())))
        for place, text in enumerate(before)
        if place not in kept
    ]
    for place, text in enumerate(after):
        pair = was.get(place)
        graded = grades.get(("body", place + 1, False), ())
        if pair is None:
            yield Part("body", place + 1, [("ins", text)], graded)
        elif place == pair.after.start:  # of a paragraph that was divided, the first carries the others
            while taken_out and not pair.moved and taken_out[0][0] < pair.before.start:
                yield taken_out.pop(0)[1]
            graded = list(dict.fromkeys(grade for j in pair.after for grade in grades.get(("body", j + 1, False), ())))
            earlier = "\n\n".join(before[i] for i in pair.before)
            later = "\n\n".join(after[j] for j in pair.after)
            yield _part("body", place + 1, earlier, later, graded, moved=pair.moved)
    for _, part in taken_out:
        yield part


def pieces_of(earlier: str, later: str) -> list[tuple[Kind, str]]:
    """Two texts as one: what both have, what only the earlier has, what only the later has.

    >>> pieces_of("in 10 Tagen", "in 12 Tagen")
    [('same', 'in '), ('del', '10 '), ('ins', '12 '), ('same', 'Tagen')]
    """
    if earlier == later:
        return [("same", later)] if later else []
    if max(len(earlier), len(later)) > LONGEST_COMPARED:
        return [(kind, text) for kind, text in (("del", earlier), ("ins", later)) if text]  # type: ignore[misc]
    before, after = _PIECE.findall(earlier), _PIECE.findall(later)
    common = in_step([piece.strip() for piece in before], [piece.strip() for piece in after])
    pieces: list[tuple[Kind, str]] = []

    def add(kind: Kind, texts: Sequence[str]) -> None:
        if text := "".join(texts):
            if pieces and pieces[-1][0] == kind:
                pieces[-1] = kind, pieces[-1][1] + text
            else:
                pieces.append((kind, text))

    i = j = 0
    for next_i, next_j in [*common, (len(before), len(after))]:
        add("del", before[i:next_i])
        add("ins", after[j:next_j])
        add("same", after[next_j : next_j + 1])
        i, j = next_i + 1, next_j + 1
    return pieces
