"""What does one edition's site hold, and how can it be edited while it runs?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from threading import RLock
from typing import Literal
from urllib.parse import quote, unquote

from ..addresses import ArticleAddress, read_address
from ..editions import EDITIONS
from ..errors import AddressNotUnderstood
from .lettering import LETTERING, date_full
from .news import Week, notice_tale, notice_words
from .news.telling import Slot, family_of, tell
from .slugs import slug_of
from .stories import Part, Story, StoryKey
from .switches import Switches
from .view import View

Departure = int | str
"""What an address answers whose article is gone: a status (404, 410), or the path it redirects to."""
OldAddress = Literal["404", "410", "redirect", "both"]


class Site:
    """The stories of one edition, newest first; every method may be called while pages are served."""

    def __init__(self, code: str, week: Week, *, today: date, switches: Switches) -> None:
        self.code = code
        self.origin = f"https://{EDITIONS[code].host}"
        """Where the site answers; the server says where, once it listens."""
        self.neighbours: dict[str, str] = {}
        """Where the other editions answer."""
        self.switches = switches
        self.today = today
        """The virtual day of rendering."""
        self.missing = week.missing
        """Numbers of news that were never given to an article."""
        self._stories = sorted(week.stories, key=_place, reverse=True)
        self._departed: dict[str, Departure] = {}
        self._second_addresses: dict[str, StoryKey] = {}
        self._unlisted: set[StoryKey] = set()
        self._notices = week.notices
        self._dice = Random(f"{code} {week.notices}")
        self._lock = RLock()

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories that can be read, in the order of listings."""
        with self._lock:
            return tuple(self._stories)

    @property
    def listed(self) -> tuple[Story, ...]:
        """The stories that stand on listings."""
        with self._lock:
            return tuple(story for story in self._stories if story.key not in self._unlisted)

    def story(self, number: int, *, family: str = "news", year: int | None = None) -> Story:
        """The story of a number. Raises `KeyError`."""
        for story in self.stories:
            if (story.family, story.number) == (family, number) and year in (None, story.year):
                return story
        raise KeyError(f"{self.code} has no {family} {number}.")

    def view(self) -> View:
        """The site as it stands at this moment."""
        with self._lock:
            return View(
                code=self.code,
                origin=self.origin,
                today=self.today,
                stories=self.listed,
                switches=self.switches,
                neighbours=self.neighbours,
            )

    def publish(
        self,
        headline: str | None = None,
        paragraphs: Sequence[str] = (),
        *,
        section: str = "society",
        at: datetime | None = None,
        teaser: str | None = None,
    ) -> Story:
        """Put a new article on top of the listings, three minutes after the newest, or at a given time.

        Without a headline it is a notice of the lost-property office.
        """
        with self._lock:
            when = at or self._stories[0].published + timedelta(minutes=3)
            family = family_of("society" if headline is None else section)
            slot = Slot(edition=self.code, number=self._following(family), published=when)
            if headline is None:
                words = notice_words(self.code, self._notices)
                story = tell(notice_tale(self.code), slot, self._dice, words)
                self._notices += 1
            else:
                label = LETTERING[self.code].labels.get(section, section)
                story = Story(
                    edition=self.code,
                    section=section,
                    section_text=label,
                    listed_under=label,
                    family=family,
                    number=slot.number,
                    year=when.year if family == "news" else None,
                    slug=slug_of(headline),
                    headline=headline,
                    teaser=teaser,
                    parts=_paragraphs(paragraphs or (headline,)),
                    dateline=None,
                    published=when,
                    published_text=date_full(self.code, when),
                    modified=when,
                    language=EDITIONS[self.code].language,
                )
            self._stories.append(story)
            self._stories.sort(key=_place, reverse=True)
            self.today = max(self.today, when.date())
            return story

    def edit(
        self, story: Story, *, paragraphs: Sequence[str] | None = None, at: datetime | None = None, **fields: object
    ) -> Story:
        """Change an article: its paragraphs, or any field of `Story`; returns it as it now stands.

        It is modified an hour after its last change, or at the time given.
        """
        with self._lock:
            now = self.story(story.number, family=story.family, year=story.year)
            changes: dict[str, object] = {"modified": at or now.modified + timedelta(hours=1, seconds=17), **fields}
            if paragraphs is not None:
                changes["parts"] = _paragraphs(paragraphs)
            if isinstance(moment := fields.get("published"), datetime):
                changes.setdefault("published_text", date_full(self.code, moment))
            changed = replace(now, **changes)  # type: ignore[arg-type]  # names are replace's to check
            self._stories[self._stories.index(now)] = changed
            self._stories.sort(key=_place, reverse=True)
            return changed

    def remove(self, story: Story, departure: Departure = 404, *, keep_listed: bool = False) -> None:
        """Take an article down; it may stay on the listings, as a link that leads nowhere."""
        with self._lock:
            now = self.story(story.number, family=story.family, year=story.year)
            self._departed[_normal(now.path)] = departure
            if not keep_listed:
                self._stories.remove(now)

    def restore(self, story: Story) -> Story:
        """Put an article back that was taken down."""
        with self._lock:
            self._departed.pop(_normal(story.path), None)
            if all(story.key != other.key for other in self._stories):
                self._stories.append(story)
                self._stories.sort(key=_place, reverse=True)
            return self.story(story.number, family=story.family, year=story.year)

    def unlist(self, story: Story) -> None:
        """Take an article off the listings; its own page stays."""
        with self._lock:
            self._unlisted.add(story.key)

    def move(self, story: Story, section: str, *, old_address: OldAddress = "redirect") -> Story:
        """File an article under another section; its number stays.

        The old address answers 404, redirects to the new one, or (`both`) shows the article too.
        """
        label = LETTERING[self.code].labels.get(section, section)
        with self._lock:
            moved = self.edit(story, section=section, section_text=label, listed_under=label)
            self._departed.pop(_normal(moved.path), None)
            if old_address == "both":
                self._second_addresses[_normal(story.path)] = moved.key
            else:
                self._departed[_normal(story.path)] = moved.path if old_address == "redirect" else int(old_address)
            return moved

    def found(self, path: str) -> Story | Departure | None:
        """What answers at the path of an article: the article, what became of it, or nothing."""
        with self._lock:
            asked = _normal(path)
            if asked in self._departed:
                return self._departed[asked]
            also = self._second_addresses.get(asked)
            for story in self._stories:
                if _normal(story.path) == asked or story.key == also:
                    return story
            return self._under_another_slug(path) if self.switches.any_slug else None

    def _under_another_slug(self, path: str) -> Story | None:
        try:
            address = read_address(self.origin + path, edition=EDITIONS[self.code])
        except AddressNotUnderstood:
            return None
        if not isinstance(address, ArticleAddress):
            return None
        for story in self._stories:
            if (story.section, *story.key) == (address.section, address.family, address.number, address.year):
                return story
        return None

    def _following(self, family: str) -> int:
        return max((story.number for story in self._stories if story.family == family), default=0) + 1


def _place(story: Story) -> tuple[datetime, int]:
    """Newest first, whatever the numbers say."""
    return story.published, story.number


def _paragraphs(paragraphs: Sequence[str]) -> tuple[Part, ...]:
    return tuple(
        Part(kind="paragraph", text=words, html=words.replace("&", "&amp;").replace("<", "&lt;"))
        for words in paragraphs
    )


def _normal(path: str) -> str:
    """Paths answer in any case, with or without their last slash, however they are escaped."""
    return quote(unquote(path.partition("?")[0])).rstrip("/").lower()
