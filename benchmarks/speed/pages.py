"""Which pages are measured?

The replica's, in the size and with the chrome of BelTA's own: menus and blocks of a quarter of a
megabyte around a text of some two thousand characters.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, replace
from pathlib import Path

from belta_scraper.editions import EDITIONS
from belta_scraper.pages import decode
from belta_scraper.replica import Part, Replica, Story
from belta_scraper.replica.markup.article import article
from belta_scraper.replica.markup.article_2015 import article_2015
from tests.real_captures import CAPTURES

LENGTH = 1_800
"""Characters of an article, counted as letters of an alphabet; an ideograph says as much as three of them."""
PARAGRAPH = 450
"""Characters of a paragraph, counted likewise. Those of the one real text at hand have 360 to 760."""
_OF_2015 = 4
"""Every fourth page is one of 2015."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it comes over the wire."""

    edition: str
    """Empty where the page must say it itself, as it must its address."""
    url: str
    body: bytes

    @property
    def text(self) -> str:
        return decode(self.body)


def replica_pages(of_each: int) -> list[Page]:
    """So many pages of each edition."""
    pages = []
    for code in EDITIONS:
        site = Replica(editions=[code]).site(code)
        site.switches.chrome = "whole"
        view = site.view()
        for place, story in enumerate(view.stories[:of_each]):
            render = article if (place + 1) % _OF_2015 else article_2015
            longer = _lengthened(story, [other for other in view.stories if other.language == story.language])
            url = f"https://{view.edition.host}{story.path}"
            pages.append(Page(edition=code, url=url, body=render(longer, view)))
    return pages


def _lengthened(story: Story, others: list[Story]) -> Story:
    """The story, told on with the words of others in paragraphs as long as BelTA's."""
    worth = 3 if story.edition == "zh" else 1
    blank = "" if story.edition == "zh" else " "
    parts = list(story.parts)
    length = worth * sum(len(part.text) for part in parts)
    taken: list[Part] = []
    for part in (part for other in others if other is not story for part in other.parts):
        if part.kind != "paragraph" or length >= LENGTH:
            continue
        taken.append(part)
        length += worth * len(part.text)
        if worth * sum(len(each.text) for each in taken) >= PARAGRAPH or length >= LENGTH:
            words, marked = blank.join(each.text for each in taken), blank.join(each.html for each in taken)
            parts.append(Part(kind="paragraph", text=words, html=marked))
            taken = []
    return replace(story, parts=tuple(parts))


def captured_pages() -> list[Page]:
    """Real pages, where a person has some; see `tests/real_captures.py`."""
    return [Page(edition="", url="", body=_unpacked(file)) for file in sorted(CAPTURES.glob("*.html*"))]


def _unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def written_to(folder: Path, pages: list[Page]) -> Path:
    """The pages as files, for those who read them in a process of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages):
        (folder / f"{number:04}.html").write_bytes(page.body)
        (folder / f"{number:04}.txt").write_text(page.text, encoding="utf-8", errors="replace")
    (folder / "pages.json").write_text(json.dumps([{"edition": page.edition, "url": page.url} for page in pages]))
    return folder
