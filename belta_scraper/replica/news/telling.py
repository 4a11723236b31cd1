"""How does a tale become a story: with a day, a number and an address?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import md5
from random import Random
from typing import cast
from zlib import crc32

from ...editions import EDITIONS, YEARLESS_SECTIONS
from ..lettering import LETTERING, date_full
from ..slugs import slug_of, with_noncharacter
from ..stories import BodyMarkup, Dateline, Glue, Part, Picture, Story, StoryTag
from .datelines import dateline
from .tales import Filling, Tale

_UPDATED = {"ru": "(Обновлено {:%H:%M})", "be": "(Абноўлена {:%H:%M})"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When and under which number a tale is told."""

    edition: str
    number: int
    published: datetime


def family_of(section: str) -> str:
    """Which sequence of numbers a section's articles belong to."""
    return section if section in YEARLESS_SECTIONS else "news"


def tell(tale: Tale, slot: Slot, dice: Random, remembered: Mapping[str, str] | None = None) -> Story:
    """Tell a tale. The same dice give the same story."""
    language = tale.directive("language") or EDITIONS[slot.edition].language
    wording = language if language in EDITIONS else slot.edition  # whose grammar the text follows
    published, quirks = slot.published, frozenset(tale.directives.get("quirk", ()))
    filling = Filling(edition=wording, day=published.date(), dice=dice, remembered=dict(remembered or {}))
    headline = filling.fill(tale.headline)
    family = family_of(tale.section)
    label = tale.directive("label") or LETTERING[slot.edition].labels[tale.section]
    modified, note = _updated(tale, wording, published, dice)
    byline = tale.directive("byline")
    person = tale.directive("person")
    slug = slug_of(headline, keep_dots="slug with a dot" in quirks)
    return Story(
        edition=slot.edition,
        section=tale.section,
        section_text=label,
        listed_under=LETTERING[slot.edition].labels["society"] if tale.section == "comments" else label,
        family=family,
        number=slot.number,
        year=published.year if family == "news" else None,
        slug=with_noncharacter(slug) if "slug with U+FFFE" in quirks else slug,
        headline=headline,
        teaser=filling.fill(tale.teaser) if tale.teaser else None,
        parts=_addressed(tuple(filling.parts(tale)), slot),
        dateline=_dateline(tale, wording, published.date(), person),
        published=published,
        published_text=date_full(
            slot.edition, published, time_first=(slot.edition, tale.section) == ("en", "photonews")
        ),
        modified=modified,
        tags=tuple(
            StoryTag(text=text.strip(), number=crc32(text.strip().encode()) % 3000 + 1)
            for text in (tale.directive("tags") or "").split(",")
            if text.strip()
        ),
        picture=None if "no-picture" in tale.directives else _picture(slot, tale.directive("picture") or "", dice),
        topic=tale.directive("topic"),
        update_note=note,
        end_mark=tale.directive("end"),
        glue=cast("Glue", tale.directive("glue") or "none"),
        byline=byline,
        people=tuple(name for name in (byline and byline.partition(",")[0], person) if name),
        language=language,
        body_markup=cast("BodyMarkup | None", tale.directive("markup")),
        quirks=quirks,
    )


def _dateline(tale: Tale, wording: str, day: date, person: str | None) -> Dateline | None:
    if tale.place is None:
        return None
    form, credit = tale.directive("dateline") or "0", tale.directive("credit")
    if form == "yesterday":
        return dateline(wording, tale.place, day - timedelta(days=1), person=person, credit=credit)
    return dateline(wording, tale.place, day, variant=int(form), person=person, credit=credit)


def _updated(tale: Tale, wording: str, published: datetime, dice: Random) -> tuple[datetime, str | None]:
    if "updated" in tale.directives:
        modified = published + timedelta(minutes=dice.randrange(25, 110), seconds=dice.randrange(60))
        return modified, _UPDATED[wording].format(modified)
    if "edited the day after" in tale.directives.get("quirk", ()):
        modified = published + timedelta(days=1, minutes=-dice.randrange(20, 200), seconds=dice.randrange(1, 60))
        return modified, tale.directive("note")
    return published, tale.directive("note")


def _picture(slot: Slot, caption: str, dice: Random) -> Picture:
    """A lead picture: its path holds a code, a moment shortly before publication, and the number."""
    taken = int(slot.published.timestamp()) - dice.randrange(120, 2400)
    return Picture(
        path=f"/images/storage/news/with_archive/{slot.published.year}"
        f"/{dice.randrange(10, 60):06}_{taken}_{slot.number}_big.png",
        caption=caption,
    )


def _addressed(parts: tuple[Part, ...], slot: Slot) -> tuple[Part, ...]:
    """The parts, with a path for each picture among them."""
    named = []
    for place, part in enumerate(parts):
        if part.kind == "picture":
            name = md5(f"{slot.edition} {slot.number} {place}".encode(), usedforsecurity=False).hexdigest()
            path = f"/uploads/lotus/news/{slot.published.year}/{slot.number % 1000:06}_{name}_{place}.png"
            part = replace(part, url=path)
        named.append(part)
    return tuple(named)
