"""What is a figure of several rounds worth, and how is it shown?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The median of several rounds, and the least and the greatest."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, rounds: Sequence[float]) -> Figure:
        return cls(middle=median(rounds), least=min(rounds), most=max(rounds))

    def shown(self, digits: int = 2) -> str:
        """`1.75 (1.71–1.80)`"""
        return f"{self.middle:.{digits}f} ({self.least:.{digits}f}–{self.most:.{digits}f})"


def ratios(these: Sequence[float], those: Sequence[float]) -> Figure:
    """How many times those these are, round by round: a machine that slows down slows both.

    >>> ratios([2.0, 4.2, 6.0], [1.0, 2.0, 3.0]).shown()
    '2.00 (2.00–2.10)'
    """
    return Figure.of([this / that for this, that in zip(these, those, strict=True)])
