"""What do the steps, in the order of the settings, make of an article?"""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.utils.misc import load_object

from belta_scraper import settings
from belta_scraper.items import Article, Capture
from pipelines.step import Step

_PLACES = sorted(settings.ITEM_PIPELINES, key=lambda place: settings.ITEM_PIPELINES[place])
STEPS: tuple[Step, ...] = tuple(
    component()
    for component in map(load_object, _PLACES)
    if isinstance(component, type) and issubclass(component, Step)
)
"""All of the recipe but the last, which keeps."""


def settled(article: Article) -> Article:
    for step in STEPS:
        article = step.settle(article)
    return article


def a_capture(source: str, *, fetched_at: datetime, from_file: bool = False) -> Capture:
    """The record of a page that a benchmark reads; of a file, it says neither address nor status."""
    return Capture(
        source=source,
        fetched_at=fetched_at.astimezone(UTC),
        taken_in_at=fetched_at.astimezone(UTC) if from_file else None,
        status=None if from_file else 200,
        digest="sha256:" + "0" * 64,
        size=0,
    )
