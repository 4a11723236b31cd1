"""The corpus of saved pages: what each is, how it is read, and what is printed on it.

A saved page is a folder `saved_pages/<edition>/<kind>/<what-is-special>/` with

    page.html, page.txt   the page, as bytes; both where a story was saved with and without its mark-up
    why.toml              `reason`: why it was kept; `url`: where it comes from, if that is known
    as_printed.json       what a person read on it; written by the test where it is missing, then checked by hand

All words in the corpus are invented; the mark-up is BelTA's.
"""

import json
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from belta_scraper.editions import EDITIONS, Edition
from belta_scraper.errors import PageNotUnderstood
from belta_scraper.items import Article, Problem
from belta_scraper.pages import Listing, decode, read_article, read_listing, read_plain_text
from tests.records import a_capture

CORPUS = Path(__file__).parent.parent / "saved_pages"

_NOT_PRINTED = {"capture", "entry", "body", "language", "published_at", "published_on"}


@dataclass(frozen=True)
class SavedPage:
    file: Path

    def __str__(self) -> str:
        return f"{self.folder.relative_to(CORPUS)}/{self.file.suffix[1:]}"

    @property
    def folder(self) -> Path:
        return self.file.parent

    @property
    def edition(self) -> Edition:
        return EDITIONS[self.folder.relative_to(CORPUS).parts[0]]

    @property
    def kind(self) -> str:
        return self.folder.relative_to(CORPUS).parts[1]

    @property
    def url(self) -> str | None:
        return why(self.folder).get("url")

    @property
    def text(self) -> str:
        return decode(self.file.read_bytes())

    @property
    def expectation(self) -> Path:
        return self.folder / "as_printed.json"


@cache
def why(folder: Path) -> dict[str, str]:
    return tomllib.loads((folder / "why.toml").read_text(encoding="utf-8"))


def saved_pages(*kinds: str, suffix: str = "") -> list[SavedPage]:
    """All saved pages, or those of some kinds or of one form."""
    pages = [SavedPage(file) for file in sorted(CORPUS.rglob("page.*")) if file.suffix in (".html", ".txt")]
    return [page for page in pages if (not kinds or page.kind in kinds) and page.file.suffix.endswith(suffix)]


def read(page: SavedPage, text: str | None = None) -> Article | Listing:
    """Read a saved page, or a changed text in its place, as a spider would."""
    text = page.text if text is None else text
    if page.file.suffix == ".txt":
        return read_plain_text(text, capture=a_capture(), url=page.url)
    if page.kind == "listing":
        return read_listing(text, url=page.url or "", edition=page.edition)
    return read_article(text, url=page.url or "", edition=page.edition, capture=a_capture())


@cache
def printed_on(page: SavedPage) -> dict[str, Any]:
    """What our readers find on a saved page, in the form of `as_printed.json`."""
    try:
        printed: dict[str, Any] = in_json(read(page))
        return printed
    except PageNotUnderstood as refused:
        return {"raises": type(refused).__name__, "message": str(refused)}


def in_json(record: Any) -> Any:
    """Records as JSON, without what is not printed and what stands empty."""
    if isinstance(record, Problem):
        return record.message
    if isinstance(record, tuple):
        return [in_json(each) for each in record]
    if hasattr(record, "__dataclass_fields__"):
        found = {field.name: in_json(getattr(record, field.name)) for field in fields(record)}
        return {
            name: value
            for name, value in found.items()
            if value not in (None, [], "", False) and name not in _NOT_PRINTED
        }
    return record


def write_expectation(page: SavedPage) -> None:
    text = json.dumps(printed_on(page), ensure_ascii=False, indent=1)
    page.expectation.write_text(text + "\n", encoding="utf-8")


def expected_on(page: SavedPage) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(page.expectation.read_text(encoding="utf-8"))
    return expected
