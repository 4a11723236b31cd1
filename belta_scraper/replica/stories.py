"""What is true of an invented article: the record with which tests compare what the archive kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ..editions import EDITIONS

PartKind = Literal["paragraph", "subheading", "list line", "quotation", "picture", "embed"]
BodyMarkup = Literal["p", "bare"]
Glue = Literal["own line", "blank", "none"]
"""How an end mark or a note hangs on the text: alone, after a blank, or with nothing between."""

StoryKey = tuple[str, int, int | None]
"""Family, number and year: what an article is known by within its edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of the body, in the order of the page."""

    kind: PartKind
    text: str = ""
    """Without mark-up; a picture's caption; `\\n` where the page breaks the line."""
    html: str = ""
    """The same with its mark-up."""
    url: str | None = None
    """Of a picture or an embed."""
    credit: str | None = None
    """Who made the picture, as printed within its caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Place, day and agency that open the text."""

    text: str
    """As printed, dash included, without the blank behind it."""
    place: str
    """In its ordinary case."""
    on: date
    agency: str
    person: str | None = None
    gap: str = " "
    """What stands between the dateline and the text: a blank, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The lead picture."""

    path: str
    """On the image host."""
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTag:
    text: str
    number: int

    @property
    def path(self) -> str:
        return f"/search/findTags/{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One invented article, whole."""

    edition: str
    section: str
    section_text: str
    """Rubric printed on the article's page."""
    listed_under: str
    """Rubric printed on listings; differs from the section in comments."""
    family: str
    number: int
    year: int | None
    """Of the address; `None` in sections whose addresses carry none."""
    slug: str
    """As it stands in the address, percent-encoded."""
    headline: str
    teaser: str | None
    parts: tuple[Part, ...]
    dateline: Dateline | None
    published: datetime
    """Aware, Europe/Minsk."""
    published_text: str
    """As printed on the article's page of the skin since 2019."""
    modified: datetime
    """Equal to `published` until somebody edits."""
    tags: tuple[StoryTag, ...] = ()
    picture: Picture | None = None
    topic: str | None = None
    """Named in quotation marks above the text."""
    update_note: str | None = None
    """As printed: above the text where it is in round brackets, below it otherwise."""
    end_mark: str | None = None
    glue: Glue = "none"
    byline: str | None = None
    """A line of its own below the headline, in comments and interviews."""
    people: tuple[str, ...] = ()
    """Who signs, in dateline or byline, in the ordinary case."""
    language: str
    """BCP 47, of this text: not always the edition's."""
    body_markup: BodyMarkup | None = None
    """Where this article keeps to a body mark-up of its own, whatever the switch says."""
    quirks: frozenset[str] = frozenset()
    """Names of what is odd about this article; see the table in the package's docstring."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The story's text, line by line: without dateline, notes, captions and end marks."""
        return tuple(part.text for part in self.parts if part.kind not in ("picture", "embed"))

    @property
    def embeds(self) -> tuple[str, ...]:
        """Addresses of embedded films and posts."""
        return tuple(part.url for part in self.parts if part.kind == "embed" and part.url)

    @property
    def key(self) -> StoryKey:
        return self.family, self.number, self.year

    @property
    def path(self) -> str:
        year = "" if self.year is None else f"-{self.year}"
        return f"/{self.section}/view/{self.slug}-{self.number}{year}/"

    @property
    def url(self) -> str:
        """The canonical address."""
        return f"https://{EDITIONS[self.edition].host}{self.path}"
