"""What does a page need to know of its site, at the moment it is rendered?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ..editions import EDITIONS, Edition
from .lettering import LETTERING, Lettering
from .stories import Story
from .switches import Switches

IMAGE_HOST = "https://img.belta.by"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One edition's site at one moment; the clock on it is the day of the newest article's."""

    code: str
    origin: str
    """Where this site answers, `http://127.0.0.1:8004`."""
    today: date
    stories: tuple[Story, ...]
    """In the order of listings, newest first."""
    switches: Switches
    neighbours: Mapping[str, str] = field(default_factory=dict)
    """Where the other editions answer, if they do so beside this one."""

    @property
    def edition(self) -> Edition:
        return EDITIONS[self.code]

    @property
    def words(self) -> Lettering:
        return LETTERING[self.code]

    @property
    def rendered(self) -> datetime:
        """When this page was rendered, for renderings that print it: ten at night, always."""
        return datetime(self.today.year, self.today.month, self.today.day, 22, 0)  # noqa: DTZ001 - only printed

    def href(self, path: str) -> str:
        """A path of this site, as its pages address it."""
        match self.switches.links:
            case "relative":
                return path
            case "own origin":
                return self.origin + path
        return self.canonical(path)

    def canonical(self, path: str) -> str:
        return f"https://{self.edition.host}{path}"

    def home_of(self, code: str) -> str:
        """Where the language bar leads."""
        if self.switches.links == "own origin" and code in self.neighbours:
            return self.neighbours[code] + "/"
        return f"https://{EDITIONS[code].host}/"

    def picture(self, path: str) -> str:
        return (self.origin if self.switches.image_host == "own" else IMAGE_HOST) + path

    def of_section(self, section: str) -> tuple[Story, ...]:
        return tuple(story for story in self.stories if story.section == section)
