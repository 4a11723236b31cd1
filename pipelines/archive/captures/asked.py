"""What was asked to be kept of the bytes, and where? Settings, checked before the first request."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from scrapy.settings import BaseSettings

from belta_scraper.errors import ArgumentNotUnderstood

KINDS = ("articles", "listings", "other")
"""Answers, by what their address leads to; a feed is a listing, robots.txt is other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    folder: Path
    """Of the WARC files; setting `CAPTURES`."""
    kinds: frozenset[str]
    """Setting `CAPTURE_RESPONSES`; none: no bytes are kept, those of files neither."""
    file_bytes: int
    """A file that has as many is followed by another; setting `CAPTURE_FILE_MB`."""

    @classmethod
    def in_settings(cls, settings: BaseSettings) -> Self:
        """Raises `ArgumentNotUnderstood`."""
        return cls(
            folder=Path(settings["CAPTURES"]),
            kinds=_kinds(settings["CAPTURE_RESPONSES"]),
            file_bytes=_bytes(settings["CAPTURE_FILE_MB"]),
        )


def _kinds(setting: object) -> frozenset[str]:
    """
    >>> sorted(_kinds("listings, articles"))
    ['articles', 'listings']
    """
    words = setting.split(",") if isinstance(setting, str) else setting if isinstance(setting, (list, tuple)) else ()
    named = [str(word).strip().lower() for word in words]
    if named == ["all"]:
        return frozenset(KINDS)
    if named == ["none"]:
        return frozenset()
    if not named or not set(named) <= set(KINDS):
        raise ArgumentNotUnderstood(
            f"CAPTURE_RESPONSES wants all, none, or some of {', '.join(KINDS)} with commas between, not {setting!r}."
        )
    return frozenset(named)


def _bytes(setting: object) -> int:
    try:
        megabytes = float(str(setting))
    except ValueError:
        megabytes = 0.0
    if not 0 < megabytes < float("inf"):
        raise ArgumentNotUnderstood(f"CAPTURE_FILE_MB wants a number of megabytes above 0, not {setting!r}.")
    return int(megabytes * 2**20)
