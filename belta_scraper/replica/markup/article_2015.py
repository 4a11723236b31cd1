"""What did an article's page look like in the first skin of the CMS, July 2015 to about 2018?

Headline first, then rubric and date in one line; the body has no wrapper: its paragraphs stand
beside the headline in `div.center_col`, up to `div.clear`.
"""

from __future__ import annotations

from ..stories import Story
from ..view import View
from .article import byline, tags
from .blocks import below, beside, menus
from .body import body
from .frame import encoded
from .quoting import attribute, text

_SHORT_WEEKDAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")
_LATEST = 20
_IN_RUBRIC = 9


def article_2015(story: Story, view: View) -> bytes:
    words, day = view.words, view.today
    address = f"http://www.belta.by{story.path}" if view.code == "ru" else f"http://{view.edition.host}{story.path}"
    mobile = address.replace("http://", "http://m.").replace("m.www.", "m.")
    section = attribute(view.href(f"/{story.section}/"))
    months = view.edition.months
    header = f"{day.day} {months[day.month - 1]} {day.year}, {_SHORT_WEEKDAYS[day.weekday()]}"
    share = "".join(
        f'<a href="https://{network}/share?url={address}&amp;title=x" rel="nofollow" class="{name}">{name}</a>\t'
        for network, name in (("www.facebook.com", "f"), ("vk.com", "vk"), ("ok.ru", "ok"))
    )
    picture = ""
    if story.picture:
        caption = attribute(story.picture.caption)
        picture = (
            f'<div class="img_doc"><img src="{view.picture(story.picture.path)}" alt={caption} title={caption}></div>'
        )
    above, under = (menus(view), beside(view) + below(view)) if view.switches.chrome == "whole" else ("", "")
    whole = f"""<!DOCTYPE HTML>\r
<html lang="{words.locale.replace("_", "-")}" prefix="og: http://ogp.me/ns#">
<head>
	<title>{text(story.headline)}</title>
	<meta charset="UTF-8">
	<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
        <meta http-equiv="Content-Language" content="{view.code}">
        <link rel="icon" href="/desimages/fav.png" type="image/png">
        <link rel="alternate" media="only screen and (max-width: 640px)" href="{mobile}">
	<meta name="keywords" content={attribute(",".join(tag.text for tag in story.tags))}>
	<meta name="description" content={attribute(story.teaser or story.headline)}>
                    <meta property="og:locale" content="{words.locale}">
                            <meta property="og:site_name" content={attribute(words.site_name)}>
                            <meta property="og:title" content={attribute(story.headline)}>
                            <meta property="og:type" content="article">
                            <meta property="og:url" content="{address.rstrip("/")}">
                            <meta property="og:section" content={attribute(story.section_text)}>
                            <meta property="article:published_time" content="{story.published:%Y-%m-%d %H:%M:%S}">
                            <meta property="article:modified_time" content="{story.modified:%Y-%m-%d %H:%M:%S}">
{_tag_properties(story)}
</head>
<body>
    <a name="top" id="top"></a>
    <div class="all">
        <a href="{mobile}" class="to_full_hid" id="full_top" title="m">m</a>
        <div class="bans top_bans"><a href="{address}" rel="nofollow"><img src="/desimages/1.png" alt=""></a></div>
        <div class="top_line"><div class="header_date">{header}</div></div>
<!--advertisement-->
{above}<div class="inner_left_part" id="inner_left_part">
<div class="left_col_tb"><div class="left_col">
{_latest(story, view)}
<div class="bans bannerLeftCol"><noindex><img src="/desimages/1.png" alt=""></noindex></div>
</div>    <div class="center_col">
    <h1>{text(story.headline)}</h1>
    <div class="sp_date">
                <a href={section} title={attribute(story.section_text)}>{text(story.section_text)}</a>
        {story.published:%d.%m.%Y | %H:%M}
                        <div class="share">{share}</div>
    </div>
    <a class="print_icon" href="/printv{story.path}" title={attribute(words.print_version)}>{words.print_version}</a>
{picture}
{byline(story)}{body(story, view, "p")}
<p></p>
    <div class="clear"></div>
                {tags(story, view)}
                    <div class="sh_p"><div class="share_footer"><span>{words.more}: </span>{share}</div></div>
{_in_rubric(story, view)}
</div></div></div>
{under}<div class="footer"><div>{text(words.copyright.format(year=day.year))}<br>{text(words.terms)}</div>
<div><meta name="yandex-verification" content="0000000000000000"></div></div>
</div>
</body>
</html>
"""
    return encoded(view, whole)


def _tag_properties(story: Story) -> str:
    return "\n".join(f'\t<meta property="article:tag" content={attribute(tag.text)}>' for tag in story.tags)


def _latest(story: Story, view: View) -> str:
    items = "\n".join(
        f'<div class="last_news_item"><a href={attribute(view.href(other.path))} title={attribute(other.headline)}>'
        f'{text(other.headline)}</a><div class="news_rubric"><span class="fp_date">{other.published:%H:%M}</span> '
        f"{other.listed_under}</div></div>"
        for other in view.stories[:_LATEST]
        if other is not story
    )
    return (
        f'<div class="last_news last_news_sp"><div class="main_news_title">{view.words.latest}</div>'
        f'<div class="last_news_inner">\n{items}\n'
        f'<a class="all_news" href={attribute(view.href("/all_news/"))}>{view.words.all_news}</a></div></div>'
    )


def _in_rubric(story: Story, view: View) -> str:
    lines = "\n".join(
        f'<div class="news_in_rubric_item"><div class="news_in_rubric_date">{other.published:%d.%m.%Y}</div>'
        f"<a href={attribute(view.href(other.path))} title={attribute(other.headline)}>{text(other.headline)}</a></div>"
        for other in view.of_section(story.section)[:_IN_RUBRIC]
        if other is not story
    )
    return f'<div class="news_in_rubric">\n{lines}\n</div>'
