"""What does an article's page look like, in the skin since 2019?"""

from __future__ import annotations

from datetime import datetime

from ..stories import Story
from ..view import View
from .body import body
from .frame import invite, latest, page
from .quoting import attribute, text


def article(story: Story, view: View) -> bytes:
    """The page of an article."""
    switches = view.switches
    section = attribute(view.href(f"/{story.section}/"))
    content = f"""<div class="content_2_col">
<div class="content_margin">
<a href={section} title={attribute(story.section_text)}>{text(story.section_text)}</a>
<div class="date_full">{story.published_text}</div>
<h1>{text(story.headline)}</h1>
<div class="inner_content">
{byline(story)}<div class="text">
{lead_picture(story, view)}{topic(story, view)}<div class="js-mediator-article"\
{' itemprop="articleBody"' if switches.articlebody else ""}>\
{body(story, view, story.body_markup or switches.body_markup)}\
{invite(view) if switches.invite == "in body" else ""}</div>
</div>
{invite(view) if switches.invite == "inside" else ""}</div>
{invite(view) if switches.invite == "sibling" else ""}
<div class="clear"></div>
{tags(story, view)}</div>
</div>
<div class="right_col">
<style type="text/css">.last_news_item {{ margin: 0 0 8px }}</style>
{latest(view, but=story)}
</div>"""
    return page(view, title=story.headline, head=head(story, view), content=content)


def head(story: Story, view: View) -> str:
    """The article's meta data, with the mediator's false offset."""
    picture = view.picture(story.picture.path).replace("_big.", "_inmain.") if story.picture else None
    summary = story.teaser or story.headline
    mobile = view.canonical(story.path).replace("://", "://m.")
    properties = [
        ("og:locale", view.words.locale),
        ("og:site_name", view.words.site_name),
        ("og:title", story.headline),
        ("og:type", "article"),
        ("og:url", view.canonical(story.path).rstrip("/")),
        *([("og:image", picture)] if picture else []),
        ("og:description", summary),
        ("og:section", story.section_text),
        ("article:published_time", f"{story.published:%Y-%m-%d %H:%M:%S}"),
        ("article:modified_time", f"{story.modified:%Y-%m-%d %H:%M:%S}"),
        *(("article:tag", tag.text) for tag in story.tags),
    ]
    names = [
        ("mediator", f"{view.code}-{story.number}"),
        ("mediator_published_time", _as_if_utc(story.published)),
        ("keywords", ",".join(tag.text for tag in story.tags)),
        ("description", summary),
    ]
    return "\n".join(
        [f"\t<meta property={attribute(name)} content={attribute(value)}>" for name, value in properties]
        + [f"\t<meta name={attribute(name)} content={attribute(value)}>" for name, value in names]
        + [f'\t<link rel="alternate" media="only screen and (max-width: 640px)" href={attribute(mobile)}>']
    )


def _as_if_utc(minsk: datetime) -> str:
    """Minsk time under the offset of Greenwich, as the site writes it."""
    return f"{minsk:%Y-%m-%dT%H:%M:%S}+00:00"


def byline(story: Story) -> str:
    if story.byline is None:
        return ""
    name, _, rest = story.byline.partition(", ")
    described = f'<div class="person_post">{text(rest)}</div>' if rest else ""
    return f'<div class="person"><div class="person_fio" title={attribute(name)}>{text(name)}</div>{described}</div>\n'


def lead_picture(story: Story, view: View) -> str:
    if story.picture is None:
        return ""
    caption = attribute(story.picture.caption)
    if "attributes alt title src" in story.quirks:
        return f'<div class="main_img"><img alt title src="{view.picture(story.picture.path)}"></div>\n'
    url = view.picture(story.picture.path)
    return f'<div class="main_img"><picture><img src="{url}" alt={caption} title={caption}></picture></div>\n'


def topic(story: Story, view: View) -> str:
    if story.topic is None:
        return ""
    return (
        f'<div class="news_accent_block">{view.words.topic} <br><a href={attribute(view.href("/all-rubric-news/"))}>'
        f'"{text(story.topic)}"</a></div>\n'
    )


def tags(story: Story, view: View) -> str:
    if not story.tags:
        return ""
    links = ", \t".join(
        f"<a href={attribute(view.href(tag.path))} title={attribute(tag.text)}>{text(tag.text)}</a>"
        for tag in story.tags
    )
    return f'<div class="news_tags_block"><div class="tags_title">{view.words.tags}</div>\n{links}\n</div>\n'
