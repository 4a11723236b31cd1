"""Is this the wording we have, a new one, or the same with something added that we did not know?"""

from __future__ import annotations

from typing import Literal

Comparison = Literal["same", "fuller", "another wording"]


def compare(
    had: tuple[str | None, str | None, str],
    has: tuple[str | None, str | None, str],
) -> Comparison:
    """Compare two wordings: headline, lead and body, as settled.

    What one of them does not carry at all (a text capture has no headline) is no difference; where
    only the second carries it, the second is fuller.

    >>> compare((None, None, "Rain."), ("Weather", None, "Rain."))
    'fuller'
    """
    fuller = False
    for before, after in zip(had, has, strict=True):
        if before == after or after is None:
            continue
        if before is not None:
            return "another wording"
        fuller = True
    return "fuller" if fuller else "same"
