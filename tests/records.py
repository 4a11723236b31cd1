"""Invented captures, entries and articles, as readers and steps would hand them on."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from belta_scraper.items import Article, Capture, Credit, Entry

MINSK = ZoneInfo("Europe/Minsk")
NOON = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)


def a_capture(**fields: Any) -> Capture:
    given: dict[str, Any] = {
        "source": "https://deu.belta.by/society/view/boote-7-2026/",
        "url": "https://deu.belta.by/society/view/boote-7-2026/",
        "edition": "de",
        "fetched_at": NOON,
        "status": 200,
        "content_type": "text/html; charset=utf-8",
        "digest": "sha256:" + "0" * 64,
        "size": 1234,
    }
    return Capture(**(given | fields))


def an_entry(number: int = 7, **fields: Any) -> Entry:
    given: dict[str, Any] = {
        "edition": "de",
        "url": f"https://deu.belta.by/society/view/boote-{number}-2026/",
        "family": "news",
        "number": number,
        "year": 2026,
        "section": "society",
        "section_text": "Gesellschaft",
        "headline": f"Boot Nummer {number} ist wieder dicht",
        "time_text": "12:00",
        "day_text": "30.09.26",
    }
    return Entry(**(given | fields))


def an_article(number: int | None = 7, **fields: Any) -> Article:
    """Settled; `number=None` is a text capture that carries no address."""
    given: dict[str, Any] = {
        "capture": a_capture(),
        "reader": "article",
        "edition": "de",
        "headline": "Ruderklub flickt sein ältestes Boot",
        "body": ("Das Boot liegt seit Mai im Trockenen.", "Am Sonntag soll es wieder schwimmen."),
        "language": "de",
        "language_detected": "de",
        "language_confidence": 0.98,
        "published_text": "30 September 2026, 11:40",
        "published_at": datetime(2026, 9, 30, 11, 40, tzinfo=MINSK),
        "published_on": date(2026, 9, 30),
        "published_from": "page",
        "agency": "BelTA",
        "credits": (Credit(name="BelTA", role="agency", text="BelTA"),),
    }
    if number is not None:
        given |= {
            "url": f"https://deu.belta.by/society/view/boote-{number}-2026/",
            "family": "news",
            "number": number,
            "year": 2026,
            "section": "society",
            "section_text": "Gesellschaft",
        }
    else:
        given |= {"capture": a_capture(source="boote.txt", url=None, status=None), "reader": "plain text"}
    return Article(**(given | fields))
