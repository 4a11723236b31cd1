"""Where do the parts of an article stand, in each design of the site?

Where designs differ only in where things stand, they are rows here; how things are read is in
`article.py`, once.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One design of the article page. Selectors are CSS, inside the frame."""

    reader: str
    frames: frozenset[str]
    """Classes of the elements that may hold the article."""
    needs: tuple[str, ...]
    """The frame holds one of these if it is this design."""
    headline: str
    date: str
    """Its text, but for links and boxes inside it, is the printed date. Empty where it has no element."""
    section: str
    """The rubric's link; where it has no class of its own, it is the link above the date."""
    body: str = ""
    """The class of its own that a body has, which tells the design where the frame has lost its name."""
    bodies: tuple[str, ...] = ()
    """The body; the first of these that holds any story. Without them it is what stands loose in the frame."""
    head: tuple[str, ...]
    """The elements above a body that stands loose in the frame."""
    tail: str
    """The first of these ends a body that stands loose in the frame."""
    pictures: frozenset[str]
    """Classes of the boxes of pictures above the body, or of the pictures themselves."""
    byline: str = ".person_fio[title]"
    tags: str = ".news_tags_block a"


SINCE_2019 = Layout(
    reader="article since 2019",
    frames=frozenset({"content_margin", "content_2_col_margin"}),
    needs=(".date_full", ".js-mediator-article", "[itemprop~=articleBody]", ".inner_content > .text"),
    headline="h1",
    date=".date_full",
    section="a.rubric",
    body="js-mediator-article",
    bodies=(".js-mediator-article", "[itemprop~=articleBody]", ".text", ".inner_content"),
    head=("h1", ".date_full"),
    tail=".news_tags_block, .invite_in_messagers, .news_accent_block",
    pictures=frozenset({"main_img", "news_img_slide", "news_main_img"}),
)

FIRST_SKIN = Layout(
    reader="article of 2015 to 2018",
    frames=frozenset({"center_col"}),
    needs=(".sp_date",),
    headline="h1",
    date=".sp_date",
    section=".sp_date > a",
    head=("h1", ".sp_date", ".img_doc"),
    tail=".news_tags_block, .sh_p, .news_in_rubric_title, .news_in_rubric",
    pictures=frozenset({"img_doc"}),
)

OLD_CMS = Layout(
    reader="article before July 2015",
    frames=frozenset({"main_block"}),
    needs=("h1",),
    headline="h1",
    date="",  # no dated article of this design was ever seen
    section="a.rubric",
    head=("h1",),
    tail=".social, .copyright",
    pictures=frozenset({"news_img"}),
)

LAYOUTS = (SINCE_2019, FIRST_SKIN, OLD_CMS)
"""In the order in which they are tried."""
