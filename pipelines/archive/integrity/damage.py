"""What can be damaged in an archive, what does that mean, and what is to be done?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["file", "schema", "reference", "row", "text", "search", "capture", "manifest"]

MEANING: dict[Kind, str] = {
    "file": (
        "SQLite cannot read parts of the file, or finds its indexes out of step with its tables. Write nothing more "
        "into it; put a backup in its place, or save what can be read with `sqlite3 ARCHIVE .recover`."
    ),
    "schema": "A table, index or view is not as this release makes it: somebody or something has changed the schema.",
    "reference": "A row refers to another that is not there: rows were removed, or a number in one was changed.",
    "row": (
        "These rows are not what the archive wrote: the file was damaged, or somebody wrote into it with another tool. "
        "Compare them with a backup; the captures hold what the site said."
    ),
    "text": (
        "The text does not fit the digest that was taken of it when it was read. The capture it was read from holds "
        "it as it was."
    ),
    "search": (
        "Searches may miss articles, or find wrong ones. The index holds nothing of its own: after "
        "`sqlite3 ARCHIVE \"delete from about where key = 'search_terms'\"` the next run makes it anew."
    ),
    "capture": (
        "The evidence for what was read is damaged or not there. Put the files back from a backup; the articles "
        "themselves are not touched by it."
    ),
    "manifest": (
        "What a run signed when it ended is not what stands there now: rows or files were changed, or taken out, "
        "afterwards."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing that is not as it was written."""

    kind: Kind
    message: str
    """What was expected, and what was found, in one sentence."""
    table: str | None = None
    key: int | str | None = None
    """The row's id, or the first part of its key."""
    column: str | None = None
    """Where it can be told."""


Tell = Callable[[str, int, int], None]
"""Hears how far a check is: its name, how much is done, and of how much (0: not known)."""
