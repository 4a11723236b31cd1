"""Of what a careful reader finds, how much was found, and of what was found, how much is right?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

Values = tuple[Hashable, ...]
"""What a field holds: nothing, one value, or several; their order does not count."""


def values(*found: Hashable) -> Values:
    """The values of a field, without those that are empty.

    >>> values(None), values("Minsk"), values(*("Ann", "Bob"))
    ((), ('Minsk',), ('Ann', 'Bob'))
    """
    return tuple(value for value in found if value not in (None, ""))


@dataclass(slots=True)
class Score:
    """Values of one field, over many articles."""

    articles: int = 0
    """In which the field is labelled, were it as having nothing."""
    agreeing: int = 0
    """Of these, the ones in which it holds what it should, and nothing else."""
    labelled: int = 0
    found: int = 0
    right: int = 0

    def add(self, expected: Values, found: Values) -> None:
        wanted, given = Counter(expected), Counter(found)
        self.articles += 1
        self.agreeing += wanted == given
        self.labelled += len(expected)
        self.found += len(found)
        self.right += (wanted & given).total()

    def __add__(self, other: Score) -> Score:
        return Score(
            self.articles + other.articles,
            self.agreeing + other.agreeing,
            self.labelled + other.labelled,
            self.found + other.found,
            self.right + other.right,
        )

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; `None` where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what is to be found that was found; `None` where there is nothing to find."""
        return self.right / self.labelled if self.labelled else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A field of one article that is not as labelled."""

    where: str
    field: str
    missing: Values
    wrong: Values

    def __str__(self) -> str:
        said = []
        if self.missing:
            said.append("expected " + " · ".join(_short(value) for value in self.missing))
        if self.wrong:
            said.append("found " + " · ".join(_short(value) for value in self.wrong))
        return f"{self.where}: {self.field}: {', '.join(said)}"


def _short(value: Hashable) -> str:
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:80]} … {text[-37:]}"


@dataclass(slots=True)
class Scores:
    """Scores by field and group (an edition), and every miss."""

    by_field: defaultdict[str, defaultdict[str, Score]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Score))
    )
    misses: list[Miss] = field(default_factory=list)

    def add(self, group: str, where: str, expected: Mapping[str, Values], found: Mapping[str, Values]) -> None:
        """Compare the fields that are labelled."""
        for name, labelled in expected.items():
            self.by_field[name][group].add(labelled, found[name])
            missing, wrong = Counter(labelled) - Counter(found[name]), Counter(found[name]) - Counter(labelled)
            if missing or wrong:
                self.misses.append(
                    Miss(where=where, field=name, missing=tuple(missing.elements()), wrong=tuple(wrong.elements()))
                )

    def groups(self) -> list[str]:
        """The groups, in the order in which they were met."""
        return list(dict.fromkeys(group for scores in self.by_field.values() for group in scores))


def total(scores: Iterable[Score]) -> Score:
    """All of them in one."""
    whole = Score()
    for score in scores:
        whole += score
    return whole


def percent(share: float | None) -> str:
    """A share for a table; rounded down, so that only what is whole shows as 100 %.

    >>> percent(0.99999), percent(1.0), percent(None)
    ('99.9 %', '100 %', '·')
    """
    if share is None:
        return "·"
    tenths = int(share * 1000)
    return "100 %" if tenths == 1000 else f"{tenths / 10:.1f} %"
