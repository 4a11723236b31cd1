"""How does the archive write a moment and a day?"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from belta_scraper.editions import TIME_ZONE

MINSK = ZoneInfo(TIME_ZONE)


def now() -> str:
    """This moment in UTC, to the second."""
    return utc(datetime.now(UTC))


def utc(moment: datetime) -> str:
    """An aware moment in UTC, to the second.

    >>> utc(datetime(2024, 9, 19, 19, 35, tzinfo=MINSK))
    '2024-09-19T16:35:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(moment: datetime) -> str:
    """An aware moment in Minsk time with its offset, to the second.

    >>> local(datetime(2024, 9, 19, 16, 35, tzinfo=UTC))
    '2024-09-19T19:35:00+03:00'
    """
    return moment.astimezone(MINSK).isoformat(timespec="seconds")
