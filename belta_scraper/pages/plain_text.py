"""What does a text capture print: a page that has lost its mark-up and kept its lines?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..addresses import ArticleAddress, read_address
from ..editions import EDITIONS, Edition
from ..errors import AddressNotUnderstood, PageNotUnderstood
from ..items import Article, Block, BlockKind, CandidateDate, Capture, Problem
from .anatomy import Anatomy, take_apart
from .evidence import Evidence, evidence_of, is_prose, seems_to_be
from .lines import Line, lines_of
from .wrapping import unwrapped

READER = "plain text"

_BULLET = re.compile(r"[•▪●·‣■]\s")
_LEAST_TEASER = 200
"""Characters below which a single line may be all that a film's record prints."""


def read_plain_text(text: str, *, capture: Capture, url: str | None = None, edition: Edition | None = None) -> Article:
    """Read a text capture; what it does not print stays `None`.

    Raises `PageNotUnderstood`, with what the text seems to be, where it is not one article of BelTA's.
    """
    lines = unwrapped(lines_of(text.lstrip("\ufeff")))
    address, problems = _address(url, edition, capture)
    evidence = evidence_of(lines)
    if (other := seems_to_be(text, lines, evidence)) is not None:
        raise PageNotUnderstood(f"Expected the text of an article, found what seems to be {other}.")
    if address is not None and address.family == "video":
        raise PageNotUnderstood("Expected the text of an article, found the record of a film.")
    known = EDITIONS[address.edition] if address is not None else edition
    printed = take_apart(lines, evidence.edition or known)
    if evidence.prints_menu and not evidence.has_dateline and printed.published_text is None and address is None:
        raise PageNotUnderstood(
            "Expected the text of an article, found what seems to be a home page or another page of the site: "
            "its menu, and no date of publication below it."
        )
    _refuse_what_is_not_ours(lines, printed, evidence, known=known is not None)
    settled = known or evidence.edition
    if not _is_publication(printed, settled, address):
        printed = printed.without_date()
    if known is not None and evidence.certain and evidence.edition not in (None, known):
        message = f"Expected a text of the edition {known.code}, found the strings of another."
        problems.append(Problem(step=READER, message=message, url=url, edition=known.code, capture=capture))
    article = Article(
        capture=capture,
        reader=READER,
        edition=settled.code if settled else None,
        headline=printed.headline,
        section_text=printed.section_text,
        published_text=printed.published_text,
        update_note=update_note_of(lines, printed),
        blocks=tuple(blocks_of(lines, printed)),
        candidates=_candidates(printed),
        problems=tuple(problems),
    )
    return placed(article, address)


def _address(url: str | None, edition: Edition | None, capture: Capture) -> tuple[ArticleAddress | None, list[Problem]]:
    if url is None:
        return None, []
    try:
        address = read_address(url, edition=edition)
    except AddressNotUnderstood as error:
        code = edition.code if edition else None
        return None, [Problem(step=READER, message=str(error), text=url, edition=code, capture=capture)]
    return (address, []) if isinstance(address, ArticleAddress) else (None, [])


def placed(article: Article, address: ArticleAddress | None) -> Article:
    """The article with what its address says of it."""
    if address is None:
        return article
    year = () if address.year is None else (CandidateDate(source="address", text=str(address.year)),)
    return replace(
        article,
        edition=address.edition,
        url=address.url,
        family=address.family,
        number=address.number,
        year=address.year,
        section=address.section,
        candidates=(*article.candidates, *year),
    )


def _is_publication(printed: Anatomy, edition: Edition | None, address: ArticleAddress | None) -> bool:
    """Whether the printed date is that of publication.

    The print rendering prints the moment it was made, under a month's name of another edition.
    """
    if address is not None and address.rendering == "print":
        return False
    return edition is None or not printed.published_editions or edition.code in printed.published_editions


def _candidates(printed: Anatomy) -> tuple[CandidateDate, ...]:
    text = printed.published_text
    return () if text is None else (CandidateDate(source="page", text=text),)


def update_note_of(lines: Sequence[Line], printed: Anatomy) -> str | None:
    notes = [line.text for line, role in zip(lines, printed.roles, strict=True) if role == "note"]
    return " ".join(notes) or None


def blocks_of(lines: Sequence[Line], printed: Anatomy) -> list[Block]:
    """The lines that are no part by themselves, in order."""
    blocks = []
    for line, role in zip(lines, printed.roles, strict=True):
        if role == "story":
            kind: BlockKind = "list line" if _BULLET.match(line.text) else "paragraph"
            blocks.append(Block(kind=kind, fate="story", text=line.text))
        elif role == "caption":
            blocks.append(Block(kind="caption", fate="story", text=line.text))
        elif role in ("chrome", "topic", "note"):
            blocks.append(Block(kind="paragraph", fate="chrome", text=line.text))
    return blocks


def _refuse_what_is_not_ours(lines: Sequence[Line], printed: Anatomy, evidence: Evidence, *, known: bool) -> None:
    """Raise `PageNotUnderstood` unless something says that this is an article, and BelTA's."""
    roles = list(zip(lines, printed.roles, strict=True))
    story = [line.text for line, role in roles if role == "story"]
    prose = [line for line in story if is_prose(line)]
    if not story:
        raise PageNotUnderstood(
            "Expected the text of an article, found nothing but headlines and strings of the site, "
            "as a home page prints them, or the record of a film."
        )
    if evidence.has_dateline or (printed.published_text is not None and (evidence.certain or known)):
        return
    if len(set(story)) == 1 and len(story[0]) < _LEAST_TEASER and printed.published_text is None:
        raise PageNotUnderstood("Expected the text of an article, found one line, as the record of a film prints it.")
    if evidence.certain or known:
        if prose and len(prose) * 3 >= len(set(story)):
            return
        raise PageNotUnderstood(
            "Expected the text of an article, found what seems to be a home page or a list of headlines: "
            "no date of publication, no dateline and hardly a sentence."
        )
    if evidence.speaks_as_agency:
        # Who reprints an article keeps such words, and puts a head of his own above them.
        if printed.published_text is not None or printed.headline is not None:
            ours = evidence.site_strings > 1 or evidence.section_beside_date
        else:
            ours = 2 * sum(map(len, prose)) > sum(map(len, story))
        if ours:
            return
    found = "a text of somebody else's" if prose else "verses, headlines or notes"
    raise PageNotUnderstood(
        f"Expected a text of BelTA's, found what seems to be {found}: no dateline with its name, no strings of its "
        "site in their order, and no words in which it speaks of itself. "
        "A body alone is read where its address or edition is given."
    )
