"""Which elements of two sequences are in step?"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

CELLS = 4_000_000
"""Largest table of two stretches between which the longest common subsequence is looked for."""


def in_step(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Places of equal elements, increasing on both sides; exchanged sides give the same, exchanged.

    First what both begin and end with, then runs of three that each side has once, then single elements
    that it has once, and between those as many as possible. Never quadratic beyond `CELLS`: a longer
    stretch without such anchors has nothing in step.

    >>> in_step("abcd", "axcd")
    [(0, 0), (2, 2), (3, 3)]
    """
    if list(b) < list(a):
        return [(i, j) for j, i in in_step(b, a)]
    pairs: list[tuple[int, int]] = []
    _match(a, range(len(a)), b, range(len(b)), (3, 1), pairs)
    return pairs


def _match(
    a: Sequence[str],
    within_a: range,
    b: Sequence[str],
    within_b: range,
    widths: tuple[int, ...],
    pairs: list[tuple[int, int]],
) -> None:
    a0, a1, b0, b1 = within_a.start, within_a.stop, within_b.start, within_b.stop
    while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
        pairs.append((a0, b0))
        a0, b0 = a0 + 1, b0 + 1
    ends = 0
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
        ends, a1, b1 = ends + 1, a1 - 1, b1 - 1
    cells = (a1 - a0) * (b1 - b0)
    if cells and widths:
        for i, j in [*_anchors(a, range(a0, a1), b, range(b0, b1), widths[0]), (a1, b1)]:
            if i < a0 or j < b0:
                continue  # within what the anchor before has taken along
            _match(a, range(a0, i), b, range(b0, j), widths[1:], pairs)
            a0, b0 = i, j
            while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
                pairs.append((a0, b0))
                a0, b0 = a0 + 1, b0 + 1
    elif 0 < cells <= CELLS:
        pairs.extend((a0 + i, b0 + j) for i, j in _longest_common(a[a0:a1], b[b0:b1]))
    pairs.extend((a1 + k, b1 + k) for k in range(ends))


def _anchors(a: Sequence[str], within_a: range, b: Sequence[str], within_b: range, width: int) -> list[tuple[int, int]]:
    """Where runs of this width stand that both sides have exactly once, as many as keep one order."""
    once_a, once_b = _once(a, within_a, width), _once(b, within_b, width)
    return longest_row((i, once_b[run]) for run, i in once_a.items() if run in once_b)


def _once(sequence: Sequence[str], within: range, width: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for i in range(within.start, within.stop - width + 1):
        run = tuple(sequence[i : i + width])
        places[run] = -1 if run in places else i
    return {run: i for run, i in places.items() if i >= 0}


def longest_row(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """As many of the pairs as increase on both sides; no place may occur twice on a side.

    >>> longest_row([(0, 2), (1, 0), (2, 1)])
    [(1, 0), (2, 1)]
    """
    tails: list[int] = []
    last: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in sorted(pairs):
        at = bisect_left(tails, pair[1])
        before[pair] = last[at - 1] if at else None
        tails[at : at + 1], last[at : at + 1] = [pair[1]], [pair]
    row: list[tuple[int, int]] = []
    step = last[-1] if last else None
    while step is not None:
        row.append(step)
        step = before[step]
    return row[::-1]


def _longest_common(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence, a row of the usual table being the bits of one integer (Hyyrö 2004)."""
    whole = (1 << len(b)) - 1
    where: dict[str, int] = defaultdict(int)
    for j, element in enumerate(b):
        where[element] |= 1 << j
    rows = [whole]
    for element in a:
        row = rows[-1]
        met = row & where.get(element, 0)
        rows.append((row + met | row - met) & whole)
    pairs = []
    i, j = len(a), len(b)
    while i and j:
        if rows[i] >> j - 1 & 1:
            j -= 1
        elif rows[i - 1] >> j - 1 & 1:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        else:
            i -= 1
    return pairs[::-1]
