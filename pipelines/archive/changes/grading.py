"""How is the difference of two texts graded?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .figures import Item, figures_of
from .in_step import in_step
from .names import Names
from .quotations import spoken
from .words import DASHES, HAN, QUOTES, Token, unspaced

Kind = Literal[
    "typography", "wording", "figure", "name", "quotation", "headline", "paragraph added", "paragraph removed"
]


class Difference(NamedTuple):
    kind: Kind
    before: str
    after: str
    """The words concerned, as printed, with a few around them."""


def differences(before: str, after: str, names: Names) -> list[Difference]:
    """Each difference of two texts with its kind, in their order; those of a kind that stand close are one.

    A stretch that differs has as many kinds as it has reasons: a figure within a quotation is both. What a
    figure, a name and a quotation explain is not told once more as wording.
    """
    if max(len(before), len(after)) > _LONGEST:
        return [Difference("typography" if unspaced(before) == unspaced(after) else "wording", before, after)]
    a, b = _read(before, names), _read(after, names)
    rows = []
    for kind, hunks in _by_kind(_Comparison(a, b, names.language).graded()).items():
        changed = sum(hunk.a1 - hunk.a0 + hunk.b1 - hunk.b0 for hunk in hunks)
        rewritten = kind == "wording" and changed > _REWRITTEN * (len(a.tokens) + len(b.tokens))
        if rewritten or len(hunks) > _MOST_ROWS:
            hunks = [_Hunk(0, len(a.tokens), 0, len(b.tokens))]
        rows += [(hunk, kind, a.around(hunk.a0, hunk.a1), b.around(hunk.b0, hunk.b1)) for hunk in hunks]
    return [Difference(kind, old, new) for _, kind, old, new in sorted(rows)]


_LONGEST = 200_000
"""Characters of a text; a longer one is no paragraph of a story, and is only told to differ."""
_MOST_ROWS = 12
"""Stretches of one kind in a text; where there are more, the whole text is shown, once."""
_REWRITTEN = 0.6
"""Share of the words from which on the whole text is shown."""
_JOINED = 4
"""Fewer tokens than this between two of one kind, and they are shown as one."""


# --- What a text says -----------------------------------------------------------------------------

_AROUND, _AROUND_HAN = 3, 8
"""Tokens shown on each side of a difference; in Chinese most are single characters."""
_WIDEST = 120
"""Characters shown on each side at most, however long the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    text: str
    tokens: Sequence[Token]
    figures: Sequence[Item]
    names: Sequence[Item]
    said: Sequence[bool]
    """Whether each token is somebody's words."""
    explained: frozenset[int]
    """Places of tokens that are part of a figure or a name."""

    def gap(self, place: int) -> str:
        """What stands before a token, or behind the last: blanks, quotation marks, dashes."""
        begin = self.tokens[place - 1].end if place else 0
        return self.text[begin : self.tokens[place].begin if place < len(self.tokens) else len(self.text)]

    def around(self, begin: int, end: int) -> str:
        """These tokens and a few around them, as printed."""
        tokens = self.tokens
        more = _AROUND_HAN if re.search(HAN, self.text[:400]) else _AROUND
        inner = tokens[begin].begin if begin < len(tokens) else len(self.text)
        inner_end = tokens[end - 1].end if begin < end else inner
        start = tokens[begin - more].begin if begin > more else 0
        stop = tokens[end + more].begin if end + more < len(tokens) else len(self.text)
        return self.text[max(start, inner - _WIDEST) : min(stop, inner_end + _WIDEST)].strip()


def _read(text: str, names: Names) -> _Text:
    tokens = names.tokens_of(text)
    figures = figures_of(text, tokens, names.language)
    counted = _places(figures)
    named = [name for name in names.of(text) if not counted.issuperset(range(name.begin, name.end))]
    said = [False] * len(tokens)
    begins = [token.begin for token in tokens]
    for begin, end in spoken(text, names.language):
        for place in range(bisect_left(begins, begin), bisect_left(begins, end)):
            said[place] = True
    return _Text(
        text=text,
        tokens=tokens,
        figures=figures,
        names=named,
        said=said,
        explained=counted | _places(named),
    )


def _places(items: Sequence[Item]) -> frozenset[int]:
    return frozenset(place for item in items for place in range(item.begin, item.end))


# --- What differs ---------------------------------------------------------------------------------


class _Hunk(NamedTuple):
    """Tokens of the earlier text that gave way to tokens of the later."""

    a0: int
    a1: int
    b0: int
    b1: int


_Graded = tuple[Kind, _Hunk]


def _by_kind(graded: list[_Graded]) -> dict[Kind, list[_Hunk]]:
    by_kind: dict[Kind, list[_Hunk]] = defaultdict(list)
    for kind, hunk in sorted(graded, key=lambda one: one[1]):
        row = by_kind[kind]
        if row and hunk.a0 - row[-1].a1 < _JOINED and hunk.b0 - row[-1].b1 < _JOINED:
            row[-1] = _Hunk(row[-1].a0, max(row[-1].a1, hunk.a1), row[-1].b0, max(row[-1].b1, hunk.b1))
        else:
            row.append(hunk)
    return by_kind


class _Comparison:
    """Two texts, which of their tokens are in step, and what the rest means."""

    def __init__(self, a: _Text, b: _Text, language: str) -> None:
        self.a, self.b, self.language = a, b, language
        self.pairs = in_step([token.key for token in a.tokens], [token.key for token in b.tokens])
        self.ends = (len(a.tokens), len(b.tokens))

    def graded(self) -> list[_Graded]:
        hunks = list(self._hunks())
        spaced = unspaced(self.a.text) == unspaced(self.b.text)
        only_set = {hunk for hunk in hunks if spaced or self._only_set_otherwise(hunk)}
        graded: list[_Graded] = [("typography", hunk) for hunk in only_set]
        hunks = [hunk for hunk in hunks if hunk not in only_set]
        figures = {
            hunk
            for hunk, (old, new) in _unmatched(hunks, self.a, self.b, lambda text: text.figures).items()
            if (old and new and not _same_but_for_a_unit(old, new))
            or (not (old and new) and not all(item.doubtful for item in (*old, *new)))
        }
        there, was_there = ({name.value for name in text.names} for text in (self.b, self.a))
        names = {
            hunk  # a name that still stands elsewhere in the text has not gone
            for hunk, (old, new) in _unmatched(hunks, self.a, self.b, lambda text: text.names).items()
            if (old and new) or any(i.value not in there for i in old) or any(i.value not in was_there for i in new)
        }
        for hunk in hunks:
            said = any(self.a.said[hunk.a0 : hunk.a1]) or any(self.b.said[hunk.b0 : hunk.b1])
            if hunk in figures:
                graded.append(("figure", hunk))
            if hunk in names:
                graded.append(("name", hunk))
            if said or (hunk in names and self._tells_who_speaks(hunk)):
                graded.append(("quotation", hunk))
            if not (hunk in figures or hunk in names or said) or not self._explained(hunk, hunk in names):
                graded.append(("wording", hunk))
        moved = self._marks_moved()
        return graded + moved + self._set_otherwise(hunks, marks_too=not moved)

    def _hunks(self) -> Iterator[_Hunk]:
        i = j = 0
        for pi, pj in [*self.pairs, self.ends]:
            if i < pi or j < pj:
                yield _Hunk(i, pi, j, pj)
            i, j = pi + 1, pj + 1

    def _gaps(self) -> Iterator[tuple[int, int]]:
        """Places of tokens in step whose neighbours before them are in step too, and the ends of such texts."""
        last = (-1, -1)
        for i, j in [*self.pairs, self.ends]:
            if last == (i - 1, j - 1):
                yield i, j
            last = (i, j)

    # Typography

    def _only_set_otherwise(self, hunk: _Hunk) -> bool:
        a, b = self.a.tokens[hunk.a0 : hunk.a1], self.b.tokens[hunk.b0 : hunk.b1]
        if "".join(token.key for token in a) != "".join(token.key for token in b):
            return False
        if all(token.kind != "number" for token in (*a, *b)):
            return True
        # Between numbers, a dash says something and a blank does not.
        old, new = (unspaced(t.text[x[0].begin : x[-1].end]) for t, x in ((self.a, a), (self.b, b)))
        return old == new

    def _set_otherwise(self, hunks: list[_Hunk], *, marks_too: bool) -> list[_Graded]:
        """Tokens and gaps in step that are printed differently, unless the words beside them are why."""
        beside = {place for hunk in hunks for place in (hunk.a0 - 1, hunk.a1)}
        words = [
            _Hunk(i, i + 1, j, j + 1)
            for i, j in self.pairs
            if i not in beside and self.a.tokens[i].text != self.b.tokens[j].text
        ]
        gaps = [
            _Hunk(max(0, i - 1), i, max(0, j - 1), j)
            for i, j in self._gaps()
            if (old := self.a.gap(i)) != (new := self.b.gap(j))
            and (marks_too or _quotation_marks(old) == _quotation_marks(new))
        ]
        return [("typography", hunk) for hunk in (*words, *gaps)]

    # Quotations

    def _marks_moved(self) -> list[_Graded]:
        """Words in step that are somebody's in one text only, because quotation marks came or went."""
        if all(_quotation_marks(self.a.gap(i)) == _quotation_marks(self.b.gap(j)) for i, j in self._gaps()):
            return []
        return [("quotation", _Hunk(i, i + 1, j, j + 1)) for i, j in self.pairs if self.a.said[i] != self.b.said[j]]

    def _tells_who_speaks(self, hunk: _Hunk) -> bool:
        return _beside_speech(self.a, hunk.a0, hunk.a1) or _beside_speech(self.b, hunk.b0, hunk.b1)

    # Wording

    def _explained(self, hunk: _Hunk, name: bool) -> bool:
        """Whether figures, names and quotations are all that differs, but for endings and a small word."""
        old = self._unexplained(self.a, hunk.a0, hunk.a1, name)
        new = self._unexplained(self.b, hunk.b0, hunk.b1, name)
        if len(old) == len(new) and all(_agree(x.key, y.key) for x, y in zip(old, new, strict=True)):
            return True
        if name and not (old and new) and hunk.a0 < hunk.a1 and hunk.b0 < hunk.b1:
            # What stands against a name alone is what it replaced, or was replaced by.
            return sum(len(token.text) if self.language == "zh" else 1 for token in (*old, *new)) <= _COUNTERPART
        small = 1 if self.language == "zh" else 3
        return len(old) < 2 and len(new) < 2 and all(len(token.text) <= small for token in (*old, *new))

    def _unexplained(self, text: _Text, begin: int, end: int, name: bool) -> list[Token]:
        rest = []
        for place in range(begin, end):
            token = text.tokens[place]
            # A capital beside a name: the given name that begins a sentence, the surname that looks like a noun.
            beside = name and token.text[0].isupper() and not text.explained.isdisjoint((place - 1, place + 1))
            if place not in text.explained and token.kind != "mark" and not text.said[place] and not beside:
                rest.append(token)
        return rest


def _agree(one: str, other: str) -> bool:
    """Whether two words differ in no more than an ending: 64 шарфа, 65 шарфов."""
    stem = max(3, len(one) - 3, len(other) - 3)
    return one[:stem] == other[:stem]


_COUNTERPART = 4
"""Words, in Chinese characters, that may stand against a name."""
_NEAR = 12
"""Tokens between somebody's words and the name of who says them."""
_ENDS_SENTENCE = frozenset(".!?")


def _beside_speech(text: _Text, begin: int, end: int) -> bool:
    """Whether somebody's words end shortly before these tokens, or begin behind them, in one sentence."""
    for place in range(end, min(len(text.tokens), end + _NEAR)):
        if text.said[place]:
            return True
        if text.tokens[place].key in _ENDS_SENTENCE:
            break
    for place in range(begin - 1, max(-1, begin - _NEAR), -1):
        token = text.tokens[place]
        if text.said[place]:
            goes_on = text.text[token.end : token.end + _NEAR].lstrip(f"{QUOTES} \u00a0,，")[:1]
            return token.key not in _ENDS_SENTENCE or goes_on.islower() or goes_on in DASHES
        if token.key in _ENDS_SENTENCE:
            break
    return False


def _quotation_marks(gap: str) -> int:
    return sum(character in QUOTES and character not in "'`´’‘" for character in gap)


# --- Figures and names ------------------------------------------------------------------------------


class _Placed(NamedTuple):
    hunk: _Hunk
    item: Item
    following: str
    """The word behind it, by which what moved is known."""


_Items = Sequence[Item]


def _unmatched(
    hunks: Sequence[_Hunk], a: _Text, b: _Text, items_of: Callable[[_Text], _Items]
) -> dict[_Hunk, tuple[list[Item], list[Item]]]:
    """The items of each hunk that say what the other text does not say, neither there nor in another place."""
    old = [_Placed(hunk, *one) for hunk in hunks for one in _touched(a, items_of(a), hunk.a0, hunk.a1)]
    new = [_Placed(hunk, *one) for hunk in hunks for one in _touched(b, items_of(b), hunk.b0, hunk.b1)]
    old, new = _without_common(old, new, lambda one: (one.hunk, one.item.value, one.item.unit))
    old, new = _without_common(old, new, lambda one: (one.following, one.item.value, one.item.unit))
    # What stands against nothing may have moved to where nothing was.
    alone = {one.hunk for one in old} ^ {one.hunk for one in new}
    old, new = _without_common(old, new, lambda one: (one.hunk in alone or one.hunk, one.item.value, one.item.unit))
    found: dict[_Hunk, tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
    for side, rest in enumerate((old, new)):
        for one in rest:
            found[one.hunk][side].append(one.item)
    return found


def _touched(text: _Text, items: _Items, begin: int, end: int) -> Iterator[tuple[Item, str]]:
    """The items that lie between these places, reach there or stand beside, each with the word behind it.

    Beside, because what is put between a number and what it measures touches the number.
    """
    first = bisect_left(items, begin, key=lambda item: item.end)
    for item in items[first : bisect_right(items, end, lo=first, key=lambda item: item.begin)]:
        yield item, text.tokens[item.end].key if item.end < len(text.tokens) else ""


def _without_common(
    old: list[_Placed], new: list[_Placed], key: Callable[[_Placed], Hashable]
) -> tuple[list[_Placed], list[_Placed]]:
    """Both without what they have in common."""
    common = Counter(map(key, old)) & Counter(map(key, new))
    kept: tuple[list[_Placed], list[_Placed]] = ([], [])
    for side, rest in zip((old, new), kept, strict=True):
        left = common.copy()
        for one in side:
            if left[key(one)] > 0:
                left[key(one)] -= 1
            else:
                rest.append(one)
    return kept


def _same_but_for_a_unit(old: _Items, new: _Items) -> bool:
    """Whether the numbers are the same, and what they measure is only printed once."""
    return len(old) == len(new) and all(
        one.value == other.value and None in (one.unit, other.unit) for one, other in zip(old, new, strict=True)
    )
