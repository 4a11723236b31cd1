"""What did the person ask for? Spider arguments, checked before the first request."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from ..editions import EDITIONS, Edition, edition_named
from ..errors import ArgumentNotUnderstood


def known_only(arguments: Mapping[str, str], known: Collection[str], spider: str) -> None:
    """Raises `ArgumentNotUnderstood`, with the choices, for an argument the spider does not have."""
    for name in arguments:
        if name not in known:
            raise ArgumentNotUnderstood(f"{spider} has no argument {name!r}; it has {', '.join(sorted(known))}.")


def editions_named(names: str) -> tuple[Edition, ...]:
    """`de,en`: those editions, each once; empty: all seven."""
    if not names.strip():
        return tuple(EDITIONS.values())
    return tuple(dict.fromkeys(edition_named(name) for name in names.split(",") if name.strip()))


def sections_named(names: str, editions: Collection[Edition]) -> tuple[str, ...]:
    """`economics,sport`: the listings of those sections; empty: the listing of all news.

    A section must be known in one of the editions at least; an edition without it is not asked.
    """
    if not names.strip():
        return ("all_news",)
    known = {section.slug for edition in editions for section in edition.sections}
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip()))
    for name in wanted:
        if name != "all_news" and name not in known:
            raise ArgumentNotUnderstood(
                f"There is no section {name!r} in {' '.join(edition.code for edition in editions)}; "
                f"choose among {' '.join(sorted(known))}."
            )
    return wanted


def day_named(text: str, name: str) -> date | None:
    """`2024-09-19`; empty: none."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ArgumentNotUnderstood(f"{name} wants a day such as 2024-09-19, not {text!r}.") from None


def count_named(text: str, name: str) -> int | None:
    """A whole number from 1; empty: none."""
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit() and int(text) > 0):
        raise ArgumentNotUnderstood(f"{name} wants a whole number from 1, not {text!r}.")
    return int(text)
