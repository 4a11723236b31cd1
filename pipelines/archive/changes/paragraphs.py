"""Which paragraph of one wording became of which paragraph of another?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product

from .in_step import in_step, longest_row
from .words import HAN, unspaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Paragraphs that are the same, or became of each other; several on one side were divided or joined."""

    before: range
    after: range
    moved: bool = False


_ALIKE_IN_PLACE = 0.3
"""Share of words in common from which a paragraph became of the one that stood in its place."""
_ALIKE_ELSEWHERE = 0.6
"""The same for one that stood elsewhere."""
_PART = 0.6
"""Share of a paragraph's words that were another's, from which it was parted from it."""
_SHORT = 5
"""Words of a line that, alone in its place, became of the line that stood there, whatever it says."""
_COMPARED = 20_000
"""Pairs of paragraphs; where there are more, only those in the same place among the rest are compared."""


def paired(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """The pairs, in the order of the earlier wording; paragraphs in no pair were removed, or added."""
    if unspaced("".join(before)) == unspaced("".join(after)):
        return _parted_otherwise(before, after)
    equal = in_step(before, after)
    partner = dict(equal)
    _pair_equal_elsewhere(before, after, partner)
    _pair_alike(before, after, equal, partner)
    in_order = set(longest_row(partner.items()))
    pairs = [
        Pair(before=range(i, i + 1), after=range(j, j + 1), moved=(i, j) not in in_order)
        for i, j in sorted(partner.items())
    ]
    pairs = _with_parts(before, after, pairs)
    mirrored = [replace(pair, before=pair.after, after=pair.before) for pair in pairs]
    parted = _with_parts(after, before, mirrored)
    return sorted((replace(pair, before=pair.after, after=pair.before) for pair in parted), key=_first)


def _parted_otherwise(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Pairs of paragraphs that differ in white space alone: cut where both wordings have a paragraph begin."""
    begins = [{0: 0}, {0: 0}]  # by the letters before it, where a paragraph begins
    for begin, paragraphs in zip(begins, (before, after), strict=True):
        letters = 0
        for place, paragraph in enumerate(paragraphs, start=1):
            letters += len(unspaced(paragraph))
            begin[letters] = place
    common = sorted(begins[0].keys() & begins[1].keys())
    return [
        Pair(before=range(begins[0][at], begins[0][to]), after=range(begins[1][at], begins[1][to]))
        for at, to in pairwise(common)
    ]


def _first(pair: Pair) -> int:
    return pair.before.start


def _pair_equal_elsewhere(before: Sequence[str], after: Sequence[str], partner: dict[int, int]) -> None:
    taken = set(partner.values())
    places = defaultdict(list)
    for j in reversed(range(len(after))):
        if j not in taken:
            places[after[j]].append(j)
    for i, paragraph in enumerate(before):
        if i not in partner and places.get(paragraph):
            partner[i] = places[paragraph].pop()


def _pair_alike(
    before: Sequence[str], after: Sequence[str], equal: list[tuple[int, int]], partner: dict[int, int]
) -> None:
    """Pair what is left by the words in common, the likest first."""
    taken = set(partner.values())
    # Between which of the paragraphs that are in step each of the others lies.
    old, new = (
        {place: bisect_left([pair[side] for pair in equal], place) for place in range(many) if place not in paired}
        for side, many, paired in ((0, len(before), partner), (1, len(after), taken))
    )
    places = Counter(old.values()), Counter(new.values())
    found = []
    for i, j in product(old, new) if len(old) * len(new) <= _COMPARED else zip(old, new, strict=False):
        here = old[i] == new[j]
        a, b = _bag(before[i]), _bag(after[j])
        alone = here and places[0][old[i]] == places[1][new[j]] == 1 and max(a.total(), b.total()) <= _SHORT
        likeness = _likeness(a, b)
        if alone or likeness >= (_ALIKE_IN_PLACE if here else _ALIKE_ELSEWHERE):
            found.append((-likeness, not here, i, j))
    for _, _, i, j in sorted(found):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)


def _with_parts(before: Sequence[str], after: Sequence[str], pairs: list[Pair]) -> list[Pair]:
    """The pairs, with paragraphs of the later side that were parted from a neighbour."""
    by_end = {pair.after.stop: pair for pair in pairs}
    by_start = {pair.after.start: pair for pair in pairs}
    taken = {j for pair in pairs for j in pair.after}
    left = [j for j in range(len(after)) if j not in taken]
    grown = {pair.before.start: pair for pair in pairs}
    for upwards in (False, True):
        for j in reversed(left) if upwards else left:
            pair = (by_start if upwards else by_end).get(j + 1 if upwards else j)
            if j in taken or pair is None or len(pair.before) > 1:
                continue
            over = _bag(before[pair.before.start])
            for place in pair.after:
                over = over - _bag(after[place])
            part = _bag(after[j])
            if (part & over).total() < max(1, _PART * part.total()):
                continue
            taken.add(j)
            wider = range(min(pair.after.start, j), max(pair.after.stop, j + 1))
            pair = replace(pair, after=wider)
            by_start[wider.start] = by_end[wider.stop] = grown[pair.before.start] = pair
    return list(grown.values())


_PIECE = re.compile(rf"(?=({HAN}{HAN}))|(?<!{HAN}){HAN}(?!{HAN})|(?:(?!{HAN})[^\W_])+")


@lru_cache(maxsize=4096)
def _bag(text: str) -> Counter[str]:
    """The words, and in Chinese the pairs of characters, by which paragraphs are held to be alike."""
    return Counter(found[1] or found[0] for found in _PIECE.finditer(text.casefold()))


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    both = a.total() + b.total()
    return 2 * (a & b).total() / both if both else 1.0
