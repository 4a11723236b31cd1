"""Which days are complete, by edition: nothing that was listed is missing, and nothing can be unlisted?

A day is complete where a walk down the listing of all news went past it after its end, in Minsk, and
every article that was listed on it is in the archive or known to be gone. The view `coverage` says the
same of the days on which something was listed; here every day is answered, and at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

from sqlite_utils import Database

WALKS = "select edition, reached_on, started_at from walks where listing = 'all_news' and reached_on is not null"

# A cross join keeps the order of the tables: by edition and state there are few entries, by edition and day all.
MISSING = """
select distinct e.edition, e.listed_on from editions x
cross join entries e on e.edition = x.code and e.state in ('wanted', 'not understood', 'refused')
where e.listed_on is not null
"""


class CompleteDays:
    """Answers by edition and day, from the rows of `WALKS` and `MISSING`."""

    def __init__(self, walks: Iterable[Any], missing: Iterable[Any]) -> None:
        self._missing = {(edition, day) for edition, day in missing}
        went: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for edition, reached_on, started_at in walks:
            went[edition].append((reached_on, started_at))
        self._reached: dict[str, list[str]] = {}
        self._latest: dict[str, list[str]] = {}
        for edition, walked in went.items():
            walked.sort()
            self._reached[edition] = [reached_on for reached_on, _ in walked]
            # The latest beginning among the walks that went down at least so far.
            self._latest[edition] = list(accumulate((started_at for _, started_at in walked), max))

    @classmethod
    def of(cls, db: Database) -> CompleteDays:
        return cls(db.execute(WALKS), db.execute(MISSING))

    def walked(self, edition: str) -> bool:
        """Whether any walk of the edition came to an end of its own."""
        return edition in self._reached

    def __call__(self, edition: str, day: str) -> bool:
        """Whether a day, `2024-09-19`, is complete."""
        place = bisect_right(self._reached.get(edition, ()), day)
        # A day ends at 21:00 UTC in Minsk; in winters before 2011 at 22:00, which no walk of ours saw.
        walked = place > 0 and self._latest[edition][place - 1] >= f"{day}T21:00:00Z"
        return walked and (edition, day) not in self._missing
