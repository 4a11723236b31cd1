"""What does an article print whose mark-up nobody has seen: AMP, mobile, for the visually impaired, for printers?

Of these renderings only the order of their lines is known, so their lines are read as those of a
text capture are, with the main heading as the only help.
"""

from __future__ import annotations

from dataclasses import replace

from lxml.etree import _Element

from ..editions import EDITIONS
from ..errors import PageNotUnderstood
from ..items import Article, Block, Tag
from .anatomy import take_apart
from .article import Page, page_prints_publication
from .blocks import Body, read_blocks
from .evidence import evidence_of
from .lines import SENTENCE_ENDS, Line
from .selecting import text_of, tidy

_FULL_VERSIONS = frozenset(edition.chrome.mobile[0] for edition in EDITIONS.values() if edition.chrome.mobile)
_BREADCRUMBS = tuple(edition.chrome.breadcrumb for edition in EDITIONS.values() if edition.chrome.breadcrumb)


def _close_links(blocks: list[Block], told: list[int], left_out: set[int], links: set[str]) -> None:
    """Tell the list of other articles below the text, which consists of links, and its heading."""
    closed = False
    for index in reversed([each for each in told if each not in left_out]):
        block = blocks[index]
        if block.fate == "chrome":
            continue
        is_heading = closed and len(block.text) < 60 and not block.text.endswith(SENTENCE_ENDS)
        if block.text not in links and not is_heading:
            return
        closed = block.text in links
        blocks[index] = replace(block, fate="chrome")


def rendering_of(page: Page, body: Body) -> str | None:
    """Which rendering a page is, by its address or by what only such pages print; `None` for the ordinary one."""
    if page.address is not None and page.address.rendering != "page":
        return page.address.rendering
    html = page.root
    if html.get("amp") is not None or html.get("⚡") is not None:
        return "amp"
    for block in body.blocks[:20]:
        if block.text in _FULL_VERSIONS:
            return "mobile"
        if block.text.startswith(_BREADCRUMBS):
            return "special"
    return None


def whole_body(root: _Element, base: str) -> Body:
    """Everything that a page prints."""
    body = root.find("body")
    return read_blocks(body if body is not None else root, page_url=base)


def read_rendering(page: Page, body: Body, rendering: str) -> Article:
    """Read a rendering by its lines. Raises `PageNotUnderstood` where they are no article's."""
    headings = set(map(text_of, page.outline.headings))
    told = [index for index, block in enumerate(body.blocks) if block.fate != "chrome"]
    lines = [
        Line(text=tidy(body.blocks[index].text), heading=body.blocks[index].text in headings and len(headings) == 1)
        for index in told
    ]
    edition = page.edition or evidence_of(lines).edition
    printed = take_apart(lines, edition)
    date = printed.published_text
    if date is not None and (rendering == "print" or not page_prints_publication(page, date)):
        printed = printed.without_date()
    blocks: list[Block] = list(body.blocks)
    captions = {image.caption for image in body.images}
    left_out = set()
    notes = []
    for index, role in zip(told, printed.roles, strict=True):
        block = blocks[index]
        if role in ("headline", "section", "date"):
            left_out.add(index)
        elif role == "caption" or (role == "story" and block.text in captions):
            blocks[index] = replace(block, fate="story", kind="caption")
        else:
            blocks[index] = replace(block, fate="story" if role == "story" else "chrome")
        if role == "note":
            notes.append(block.text)
    _close_links(blocks, told, left_out, {link.text for link in body.links if not link.embed})
    kept = tuple(block for index, block in enumerate(blocks) if index not in left_out)
    if printed.headline is None or not any(block.fate == "story" for block in kept):
        raise PageNotUnderstood(
            f"Expected an article in its {rendering} rendering at {page.where}, found no headline with a text below it."
        )
    story = [block.text for block in kept if block.fate == "story"]
    article = page.article(rendering, images=body.images, published_text=printed.published_text)
    return replace(
        article,
        edition=edition.code if edition else None,
        headline=printed.headline,
        section_text=printed.section_text,
        update_note=" ".join(notes) or None,
        blocks=kept,
        tags=tuple(Tag(text=text) for text in page.meta.get("article:tag", [])),
        links=tuple(link for link in body.links if link.embed or any(link.text in text for text in story)),
        problems=tuple(page.problems),
    )
