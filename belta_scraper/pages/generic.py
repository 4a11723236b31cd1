"""What does a page print whose layout no reader of ours knows?

A redesign then costs quality, not the news: trafilatura finds the text, and the article says that
this reader read it. It never overrides one of ours.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from ..addresses import is_beltas
from ..editions import EDITIONS
from ..errors import PageNotUnderstood
from ..items import Article, Block, Tag
from .article import Page, page_prints_publication
from .blocks import Body
from .evidence import evidence_of, is_prose
from .lines import date_line, is_network, lines_of
from .meta import first
from .selecting import text_of

READER = "generic"

_LEAST = 60
"""Characters; below, trafilatura finds footers and notices."""


def read_generic(page: Page, body: Body, text: str) -> Article:
    """Read any page that looks like an article of BelTA's. Raises `PageNotUnderstood` where it does not."""
    where = f"Expected an article at {page.where}, found a layout that no reader knows"
    headline = next((heading for each in page.outline.headings if (heading := text_of(each))), None)
    headline = headline or first(page.meta, "og:title")
    if headline is None:
        raise PageNotUnderstood(f"{where}, and no headline.")
    try:
        trafilatura = import_module("trafilatura")
    except ImportError:
        raise PageNotUnderstood(f"{where}; pip install 'belta-archive[generic]' lets such pages be read.") from None
    extracted = trafilatura.extract(text, include_comments=False, include_tables=True, favor_precision=True) or ""
    lines = [line for line in lines_of(extracted) if line.text != headline and not is_network(line.text)]
    evidence = evidence_of(lines)
    whole = sum(len(line.text) for line in lines)
    prose = sum(len(line.text) for line in lines if is_prose(line.text))
    if whole < _LEAST or 2 * prose < whole:
        raise PageNotUnderstood(f"{where}, and no text of any length in it.")
    if page.address is None and not evidence.has_dateline and first(page.meta, "og:type") != "article":
        raise PageNotUnderstood(f"{where}, and nothing that says it is an article.")
    if not (is_beltas(page.url) or page.edition is not None or evidence.names_agency):
        raise PageNotUnderstood(f"{where}, and nothing that says it is BelTA's.")
    edition = page.edition or evidence.edition
    page.problem("Expected a layout that a reader knows; the text was found by trafilatura and may lack parts.")
    return replace(
        page.article(READER, published_text=_date(page, body)),
        edition=edition.code if edition else None,
        headline=headline,
        section_text=_section(page),
        blocks=tuple(Block(kind="paragraph", fate="story", text=line.text) for line in lines),
        tags=tuple(Tag(text=tag) for tag in page.meta.get("article:tag", [])),
        problems=tuple(page.problems),
    )


def _date(page: Page, body: Body) -> str | None:
    """The only line of the page that is a date of publication; where there are several, none can be chosen."""
    dates = {printed.text for block in body.blocks if (printed := date_line(block.text)) is not None}
    date = dates.pop() if len(dates) == 1 else None
    return date if date is not None and page_prints_publication(page, date) else None


def _section(page: Page) -> str | None:
    """The section as the mark-up states it, if it is one of the edition's labels."""
    stated = first(page.meta, "og:section", "article:section")
    editions = [page.edition] if page.edition else EDITIONS.values()
    return stated if stated and any(stated.lower() in each.section_of_label for each in editions) else None
