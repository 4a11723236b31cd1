"""What does a listing look like: `/all_news/`, its further pages, a section's pages, the home page?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..stories import Story
from ..view import View
from .frame import latest, page, timeline
from .quoting import attribute, broken_lines, text


def all_news(view: View, number: int, stories: Sequence[Story], *, shown: date | None, more: bool) -> bytes:
    """A page of `/all_news/`.

    `shown` is the day of the address's parameters: the server takes it for the day of the last
    item already shown, so that an item of another day opens with a day header. `more`: a further
    page exists.
    """
    words = view.words
    items = "\n".join([*_items(view, stories, shown), *_button(view, "all_news", number, stories, more)])
    if number > 1 and view.switches.fragment != "full page":
        heading = f"<h1>{words.list_heading}</h1>\n" if view.switches.fragment == "headed" else ""
        return (heading + items).encode()
    content = f"""<div class="content">
<h1>{words.list_heading}</h1>
<style type="text/css">.lenta_item {{ padding: 6px 0 }}</style>
<div class="lenta_inner">
<div id="inner">
{items}
</div>
</div>
</div>
{timeline(view) if view.switches.timeline else ""}"""
    return page(view, title=words.all_news, head="", content=content)


def section(view: View, slug: str, number: int, stories: Sequence[Story], *, more: bool) -> bytes:
    """A page of a section."""
    label = view.words.labels[slug]
    pager = "\n".join(_pager(view, slug, number, stories, more))
    if slug in ("photonews", "fotoreportage"):
        lines = "\n".join(_photo_line(view, story) for story in stories)
        content = f'<div class="center_col"><h1>{label}</h1>\n{lines}\n{pager}</div>'
        return page(view, title=label, head="", content=content)
    lines = "\n".join(_section_item(view, story) for story in stories)
    content = f"""<div class="content">
<h1>{label}</h1>
<div id="inner">
{lines}
{pager if view.switches.section_pager == "load_more" else ""}
</div>
{pager if view.switches.section_pager == "p_next" else ""}
</div>
<div class="right_col">
{latest(view)}
</div>"""
    return page(view, title=label, head="", content=content)


def home(view: View) -> bytes:
    """The home page: the newest of everything, then the newest of each section."""
    blocks = []
    for slug, label in view.words.labels.items():
        lines = "\n".join(
            f'<div class="rubricNews_item"><a href={attribute(view.href(story.path))} '
            f"title={attribute(story.headline)}>{text(story.headline)}</a></div>"
            for story in view.of_section(slug)[:4]
        )
        title = f'<a class="block_title" href={attribute(view.href(f"/{slug}/"))}>{label}</a>'
        blocks.append(f'<div class="fp_block_{slug}">{title}\n{lines}\n</div>')
    joined = "\n".join(blocks)
    content = f'<div class="content">\n{joined}\n</div>\n<div class="right_col">\n{latest(view)}\n</div>'
    return page(view, title=view.words.site_name, head="", content=content)


def _items(view: View, stories: Sequence[Story], shown: date | None) -> Iterator[str]:
    for place, story in enumerate(stories):
        day = story.published.date()
        header = "" if day == shown else _day_header(day)
        shown = day
        write = _item if view.switches.lenta == "2022" else _item_of_2020
        if view.switches.day_header == "in item":
            yield write(view, story, place, header)
        else:
            yield header + write(view, story, place, "")


def _day_header(day: date) -> str:
    return (
        f'<div class="new_date"><div class="day">{day:%d}</div>'
        f'<div class="month_year"><span>.</span>{day:%m.%y}</div></div>\n'
    )


def _item(view: View, story: Story, place: int, header: str) -> str:
    """One item; its first link is the rubric's."""
    picture = ""
    if story.picture:
        url = view.picture(story.picture.path).replace("_big.", "_small.")
        picture = f'<span class="lenta_img"><img src="{url}" alt="" title=""></span>'
    return f"""<div class="news_item lenta_item">
{header}<div class="date">{story.published:%H:%M} {_rubric(view, story)}</div>
<a href={attribute(view.href(story.path))} title={attribute(story.headline)}>
{picture}<span class="lenta_item_title">{_printed(view, story.headline)}</span>
{_teaser(view, story, place, "span", "lenta_textsmall")}</a>
</div>"""


def _item_of_2020(view: View, story: Story, place: int, header: str) -> str:
    """One item as it was until 2021."""
    return f"""<div class="lenta_item">
{header}<div class="date">{story.published:%H:%M} {_rubric(view, story)}</div>
<div class="lenta_info">
<a class="lenta_info_title" href={attribute(view.href(story.path))} title={attribute(story.headline)}>\
{_printed(view, story.headline)}</a>
{_teaser(view, story, place, "div", "lenta_textsmall")}</div>
</div>"""


def _section_item(view: View, story: Story) -> str:
    return f"""<div class="news_item">
<a href={attribute(view.href(story.path))} title={attribute(story.headline)}>{_printed(view, story.headline)}</a>
<div class="date">{story.published:%d.%m.%y %H:%M}</div>
{_teaser(view, story, 0, "div", "rubric_item_text")}</div>"""


def _photo_line(view: View, story: Story) -> str:
    return (
        f"<div><a href={attribute(view.href(story.path))} title={attribute(story.headline)}>"
        f"{_printed(view, story.headline)}</a></div>"
    )


def _rubric(view: View, story: Story) -> str:
    slug = next(
        (slug for slug, label in view.words.labels.items() if story.listed_under == label or story.section == slug),
        story.section,
    )
    return f'<a class="date_rubric" href={attribute(view.href(f"/{slug}/"))}>{story.listed_under}</a>'


def _printed(view: View, words: str) -> str:
    return broken_lines(text(words)) if view.switches.crlf else text(words)


def _teaser(view: View, story: Story, place: int, tag: str, name: str) -> str:
    if story.teaser is None:
        return ""
    words = _printed(view, story.teaser)
    if view.switches.nested_teaser and place % 2:
        words = f"<div>{words}</div>"
    return f'<{tag} class="{name}">{words}</{tag}>\n'


def _button(view: View, listing: str, number: int, stories: Sequence[Story], more: bool) -> Iterator[str]:
    """The button that fetches the next page: it hands on the day of the last item shown."""
    if view.switches.load_more and more and stories:
        day = stories[-1].published
        query = f"day={day:%d}&amp;month={day:%m}&amp;year={day:%y}/"  # the slash is where the site has it
        call = f"return get_page('/{listing}/page/{number + 1}/?{query}','inner','1');"
        yield f'<div class="load_more" onclick="{call}">{view.words.more}</div>'


def _pager(view: View, slug: str, number: int, stories: Sequence[Story], more: bool) -> Iterator[str]:
    if view.switches.section_pager == "load_more":
        yield from _button(view, slug, number, stories, more)
    elif view.switches.section_pager == "p_next" and more:
        following = attribute(view.href(f"/{slug}/page/{number + 1}/"))
        yield f'<div class="pages"><a class="p_next" href={following}>&gt;</a></div>'
