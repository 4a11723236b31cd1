"""Which articles does a listing announce, in which order, under which day, and where does it go on?"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.etree import _Element

from ..addresses import ArticleAddress
from ..editions import Edition
from ..errors import PageNotUnderstood
from ..items import Entry, Problem
from .listed import Line, LineWalk
from .outline import outline_of
from .paging import next_url
from .refusals import refuse_refusals, refuse_what_is_gone, says_it_refuses
from .selecting import text_of
from .tree import parse

STEP = "reading a listing"

_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body|title)\b", re.IGNORECASE)
_ARTICLE_MARKS = frozenset({"js-mediator-article", "sp_date", "date_full"})
_LONGEST_EMPTY = 300
"""Characters that an empty listing may say, such as that there is no news."""

_LONGEST_HEADING = 30
"""Characters of the heading above a list, where it is none that was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a page of a listing prints."""

    entries: tuple[Entry, ...]
    """As the list goes, then those found only in the blocks beside it."""
    next_url: str | None = None
    """The address that the page gives for what comes below; `None` where it gives none."""
    fragment: bool = False
    """A piece of a page, as the site sends to those who ask for more."""
    problems: tuple[Problem, ...] = ()


def read_listing(text: str, *, url: str, edition: Edition) -> Listing:
    """Read one page of a listing, or a fragment of one; an empty one has no entries.

    Raises `PageNotUnderstood` where the text is no listing, `PageRefusesUs` where the page says that
    it will not be read.
    """
    fragment = _WHOLE_PAGE.search(text[:5_000]) is None
    root = parse(text)
    outline = outline_of(root)
    refuse_what_is_gone(outline, url)
    walk = LineWalk(url=url, edition=edition, fragment=fragment)
    walk.over(root)
    if not _is_listing(walk, root):
        refuse_refusals(root, outline, url)
        raise PageNotUnderstood(f"Expected a listing at {url}, its lines in #inner, found {_found(root)}.")
    entries, problems = _entries(walk)
    return Listing(entries=entries, next_url=next_url(root, url, edition), fragment=fragment, problems=tuple(problems))


def looks_like_listing(root: _Element, *, url: str, edition: Edition) -> bool:
    """Whether a page that no article's reader knows is a listing."""
    walk = LineWalk(url=url, edition=edition, fragment=False)
    walk.over(root)
    return any(line.address is not None and line.known and not line.side for line in walk.lines)


def _is_listing(walk: LineWalk, root: _Element) -> bool:
    listed = [line for line in walk.lines if line.address is not None]
    proper = [line for line in listed if not line.side]
    if _is_article(root):
        return walk.inner is not None and any(line.known for line in proper)
    if proper:
        return True
    if walk.inner is not None:
        return len(text_of(walk.inner)) < _LONGEST_EMPTY or any(line.broken for line in walk.lines)
    if listed and urlsplit(walk.url).path in ("", "/"):
        return True  # the home page has nothing but blocks
    # A fragment past the end has no lines; it may still carry its heading.
    return walk.fragment and not listed and _says_only_its_heading(walk, root)


def _says_only_its_heading(walk: LineWalk, root: _Element) -> bool:
    said = text_of(root)
    if not said or said in walk.edition.chrome.list_heading:
        return True
    # Not every edition's captures have shown its heading; what the server says when it fails is another.
    headings = {text_of(each) for each in root.iter("h1", "h2", "h3")}
    return said in headings and len(said) <= _LONGEST_HEADING and not says_it_refuses(said)


def _is_article(root: _Element) -> bool:
    return any(_ARTICLE_MARKS.intersection((each.get("class") or "").split()) for each in root.iter("div", "span", "p"))


def _found(root: _Element) -> str:
    if _is_article(root):
        return "an article"
    said = text_of(root)[:80]
    return f"a page that begins with {said!r}" if said else "a page without a word"


def _entries(walk: LineWalk) -> tuple[tuple[Entry, ...], list[Problem]]:
    """The entries, each article once, the list before the blocks beside it; and what could not be read."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    unknown: Counter[str] = Counter()
    for line in sorted(walk.lines, key=lambda line: line.side):
        if line.address is None:
            problems.extend(_lost(walk, line))
            continue
        entry = _entry(line, line.address)
        if entry.url in entries:
            continue
        entries[entry.url] = entry
        if not line.side and entry.headline is None:
            message = "Expected a headline in a line of the listing, found none."
            problems.append(_problem(walk, message, line, url=entry.url))
        if not line.known and walk.inner is not None and not line.side:
            unknown[_markup(line.element)] += 1
    for markup, times in unknown.items():
        message = f"Expected lines that a rule knows, found {times} in {markup}; their articles are kept."
        problems.append(Problem(step=STEP, message=message, url=walk.url, edition=walk.edition.code))
    return tuple(entries.values()), problems


def _entry(line: Line, address: ArticleAddress) -> Entry:
    return Entry(
        edition=address.edition,
        url=address.url,
        family=address.family,
        number=address.number,
        year=address.year,
        section=address.section,
        headline=line.headline or line.title,
        teaser=line.teaser or None,
        section_text=line.rubric or None,
        time_text=line.time,
        day_text=None if line.side else line.day,
        image_url=line.image,
        from_side_block=line.side,
    )


def _lost(walk: LineWalk, line: Line) -> list[Problem]:
    """A line whose link cannot be read; one that leads to another site has none to read."""
    if line.side or line.elsewhere or not (line.known or line.broken) or not text_of(line.element):
        return []
    found = f"one that leads to none: {line.broken}" if line.broken else "no link"
    return [_problem(walk, f"Expected a line with a link to an article, found {found}.", line, url=walk.url)]


def _problem(walk: LineWalk, message: str, line: Line, *, url: str) -> Problem:
    return Problem(
        step=STEP,
        message=message,
        text=text_of(line.element)[:300] or None,
        url=url,
        edition=walk.edition.code,
    )


def _markup(element: _Element) -> str:
    return element.tag + "".join(f".{name}" for name in (element.get("class") or "").split())
