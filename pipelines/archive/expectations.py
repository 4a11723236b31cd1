"""What does a healthy run look like, and what are the signs that the site has changed or refuses us?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

ENOUGH_TO_JUDGE = 5
"""Articles that an edition must have answered before their share says anything."""

READABLE_SHARE = 0.8
"""Of the article pages that answered, the share that a healthy run understands."""

TURNED_AWAY = "turned away"
"""Counts pages that came with status 200 and were no article: challenges, consent walls, empty bodies."""

GENERIC = "generic"
"""Counts articles that no reader of ours knew, and a general one read: a redesign shows in it first."""

GENERIC_SHARE = 0.2
"""Of the articles read, the share above which the site's design must have changed."""


def drift(counts: Mapping[str, Counter[str]]) -> list[str]:
    """Why a run's numbers cannot be those of a healthy run, a sentence each; none if they can."""
    signs = []
    for edition, count in counts.items():
        understood = count["kept"] + count["unchanged"]
        answered = understood + count["not_understood"] + count[TURNED_AWAY]
        if answered >= ENOUGH_TO_JUDGE and understood < READABLE_SHARE * answered:
            signs.append(
                f"Edition {edition}: only {understood} of {answered} article pages could be read; "
                "its pages have changed, or refuse us."
            )
        if understood >= ENOUGH_TO_JUDGE and count[GENERIC] > GENERIC_SHARE * understood:
            signs.append(
                f"Edition {edition}: {count[GENERIC]} of {understood} articles are in a design that no reader knows; "
                "what a general one made of them is kept."
            )
    return signs
