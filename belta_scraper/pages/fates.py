"""What becomes of an element in an article's body: story, chrome, or something nobody has seen?

A table. Each chrome row says why it is chrome; an element that no row knows is `unknown`, which is
kept and reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..items import BlockKind, Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    fate: Fate
    reason: str
    kind: BlockKind | None = None
    """Of the blocks inside; `None` leaves what stands around."""
    inline: bool = False
    """It is a part of the line around it."""
    embeds: bool = False
    """Chrome that shows a film or a post, which the archive keeps as a link."""


def _story(reason: str, kind: BlockKind | None = None, *, inline: bool = False) -> Rule:
    return Rule(fate="story", reason=reason, kind=kind, inline=inline)


def _chrome(reason: str, *, embeds: bool = False) -> Rule:
    return Rule(fate="chrome", reason=reason, embeds=embeds)


_INLINE = _story("runs on in its line", inline=True)
_BOX = _story("holds lines")
_UNKNOWN = Rule(fate="unknown", reason="no rule knows it")
_UNSEEN = _chrome("no reader of the page sees it", embeds=True)


def _each(names: str, rule: Rule) -> dict[str, Rule]:
    return dict.fromkeys(names.split(), rule)


_TAGS: dict[str, Rule] = {
    **_each("a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr picture q", _INLINE),
    **_each("rp rt ruby s samp small span strike strong sub sup time tt u var wbr", _INLINE),
    **_each("img amp-img br source track map area", _INLINE),
    **_each("p pre address hr div section article main center figure body html", _BOX),
    **_each("ul ol dl tbody thead tfoot colgroup col tr td th", _BOX),
    **_each("h1 h2 h3 h4 h5 h6", _story("heads a part of the story", "subheading")),
    **_each("li dt dd", _story("a line of a list", "list line")),
    "blockquote": _story("a quotation", "quotation"),
    "table": _story("a table; one with a single cell only holds something in place"),
    **_each("caption figcaption", _story("belongs to a picture or a table", "caption")),
    **_each("script style template head title link meta base svg math param noframes textarea", _UNSEEN),
    "noscript": _chrome("repeats for browsers without scripts what scripts show"),
    **_each("iframe amp-iframe amp-youtube object embed video audio", _UNSEEN),
    **_each("form input select option button fieldset", _chrome("asks the reader for something")),
    "nav": _chrome("leads elsewhere on the site"),
    "footer": _chrome("stands below every page"),
    "noindex": _chrome("advertising and counters, hidden from search engines"),
}

_CLASSES: dict[str, Rule] = {
    "invite_in_messagers": _chrome("asks to subscribe; stands below the body, and in it on the Chinese site"),
    "share": _chrome("social buttons"),
    "share_footer": _chrome("social buttons below the text, 2015"),
    "sh_p": _chrome("social buttons and the print link, 2015"),
    "social": _chrome("social buttons, before July 2015"),
    "print_icon": _chrome("the print link"),
    "news_tags_block": _chrome("tags, which are read by themselves"),
    "tags_title": _chrome("heads the tags"),
    "tag_item": _chrome("one tag"),
    "news_accent_block": _chrome("leads to other articles"),
    "news_in_rubric": _chrome("leads to other articles of the section, 2015"),
    "news_in_rubric_title": _chrome("heads the other articles of the section, 2015"),
    "video_add": _chrome("shows a film", embeds=True),
    "twitter-tweet": _chrome("a post of another site, kept as a link", embeds=True),
    "instagram-media": _chrome("a post of another site, kept as a link", embeds=True),
    "tiktok-embed": _chrome("a post of another site, kept as a link", embeds=True),
    **_each(
        "last_news last_news_item timeline tl_item popular_block popular_item sp_rubric_block lentaSlider news_item",
        _chrome("other news, beside the article"),
    ),
    "bans": _chrome("a banner"),
    "bannerLeftCol": _chrome("a banner"),
    "load_more": _chrome("asks for more of a listing"),
    "js-mediator-article": _story("the body, since 2019"),
    "inner_content": _story("holds the body, since 2019"),
    "text": _story("holds the body, 2019 to 2025"),
    "main_img": _story("the picture above the text"),
    "news_main_img": _story("the picture above the text"),
    "news_img_slide": _story("pictures above the text"),
    "img_doc": _story("the picture above the text, 2015"),
    "center_col": _story("holds an article without a body of its own, 2015"),
    "main_block": _story("holds an article, before July 2015"),
    "content_margin": _story("holds an article, since 2019"),
    "content_2_col_margin": _story("holds an article, since 2019"),
    "clear": _story("ends a row of floating pictures"),
}

_CLASS_BEGINS: dict[str, Rule] = {
    "fp_block": _chrome("a box of the home page"),
    "fp_": _chrome("a part of the home page"),
    "ya-share": _chrome("social buttons"),
    "yandex": _chrome("advertising"),
    "adfox": _chrome("advertising"),
    "person_": _chrome("a columnist, who is read by himself"),
    "Mso": _BOX,  # pasted from Word
    "WordSection": _BOX,
    "x_Mso": _BOX,
    "gmail_": _BOX,  # pasted from mail
    "align": _BOX,
}
_ID_BEGINS: dict[str, Rule] = {
    "yandex_ad": _chrome("advertising"),
    "adfox": _chrome("advertising"),
}
_BOXES = frozenset({"div", "section", "article", "main", "center", "figure", "aside", "ul", "ol", "dl"})
"""Elements whose class says what they are for; in others it says how they look."""

_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def fate_of(tag: str, classes: str | None, id_: str | None, style: str | None) -> Rule:
    """The rule for an element."""
    if style is not None and _NOT_SHOWN.search(style):
        return _UNSEEN
    return _rule(tag, classes or "", id_ or "")


@lru_cache(maxsize=2048)
def _rule(tag: str, classes: str, id_: str) -> Rule:
    rule = _TAGS.get(tag, _INLINE if ":" in tag else _UNKNOWN)  # Word's own elements have a colon
    if not classes and not id_:
        return rule
    names = classes.split()
    for name in names:
        if name in _CLASSES:
            return _fitted(_CLASSES[name], rule)
    for name in names:
        for begins, found in _CLASS_BEGINS.items():
            if name.startswith(begins):
                return _fitted(found, rule)
    for begins, found in _ID_BEGINS.items():
        if id_.startswith(begins):
            return _fitted(found, rule)
    if names and tag in _BOXES and rule.fate == "story":
        return _UNKNOWN
    return rule


def _fitted(rule: Rule, of_tag: Rule) -> Rule:
    """A class's rule, on a tag that may have a nature of its own."""
    if rule.fate == "story":
        return rule if of_tag.fate == "unknown" else of_tag
    return rule
