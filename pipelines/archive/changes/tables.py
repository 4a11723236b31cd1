"""Where are the words of the editions that the grader knows?"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_TABLES = tomllib.loads(files(__package__).joinpath("tables.toml").read_text(encoding="utf-8"))


def listed(language: str, name: str) -> list[str]:
    """The words of a list of `tables.toml`; none where a language has no need of it."""
    words: str = _TABLES.get(language, {}).get(name, "")
    return words.split()


def rows_of(language: str, name: str) -> list[str]:
    """The same, row by row; a row that begins with blanks goes on with the one before."""
    rows: str = _TABLES.get(language, {}).get(name, "")
    return re.sub(r"\n +", " ", rows).splitlines()


def patterns(name: str) -> dict[str, str]:
    """Patterns that are the same for every language, by what they tell."""
    table: dict[str, str] = _TABLES["every"][name]
    return table


def ends_in(language: str, name: str) -> re.Pattern[str]:
    """What words end in, as a pattern."""
    return re.compile(f"(?:{'|'.join(listed(language, name))})$")
