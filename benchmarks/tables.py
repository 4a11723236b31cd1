"""How do figures look on a terminal?"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from .scoring import Score, Scores, percent, total


def console() -> Console:
    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 130)


def a_table(title: str, headings: Sequence[str]) -> Table:
    """An empty table whose first column names and whose others count."""
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold")
    for place, heading in enumerate(headings):
        table.add_column(heading, no_wrap=True, justify="right" if place else "left")
    return table


def scores_table(scores: Scores, title: str) -> Table:
    """Field by field: articles in which it is right, edition by edition, and precision and recall of its values."""
    groups = scores.groups()
    table = a_table(title, ["field", *groups, "right", "precision", "recall"])
    for name, by_group in scores.by_field.items():
        whole = total(by_group.values())
        cells = [_articles(by_group[group]) if group in by_group else "" for group in groups]
        table.add_row(name, *cells, _articles(whole), percent(whole.precision), percent(whole.recall))
    return table


def _articles(score: Score) -> str:
    """`12/12`: right, of the articles in which the field is labelled."""
    return f"{score.agreeing}/{score.articles}" if score.articles else ""
