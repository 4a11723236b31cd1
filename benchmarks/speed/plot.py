"""How does cost grow with the archive, as a picture?"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from .growth import Grown


class NoPlot(Exception):
    """There is nothing to draw with; says what to install."""


def draw(grown: Sequence[Grown], path: Path) -> None:
    """Draw what was measured at each size. Raises `NoPlot` where matplotlib is missing."""
    try:
        matplotlib: Any = import_module("matplotlib")
    except ImportError:
        raise NoPlot(
            "No plot was drawn: pip install -c constraints.txt 'belta-archive[bench]' has matplotlib."
        ) from None
    matplotlib.use("agg")
    pyplot: Any = import_module("matplotlib.pyplot")
    figure, (runs, keeping) = pyplot.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    sizes = [each.articles for each in grown]
    for axes, title, unit, measured in (
        (runs, "A scheduled run that finds nothing new", "seconds", [each.again for each in grown]),
        (keeping, "Keeping a new article", "milliseconds", [each.keeping for each in grown]),
    ):
        middle = [each.middle for each in measured]
        spread = [[each.middle - each.least for each in measured], [each.most - each.middle for each in measured]]
        axes.errorbar(sizes, middle, yerr=spread, marker="o", capsize=3, color="#1f5f8b")
        axes.set(title=title, xlabel="articles in the archive", ylabel=unit, xscale="log")
        axes.set_ylim(bottom=0)
        axes.grid(alpha=0.3)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=150)
    pyplot.close(figure)
