"""Which menus and blocks stand around a page that has all of them?

In number and weight those of the page of 2015 that is known whole: a quarter of a megabyte, of which a
fifth is indentation, and some 1,800 elements, around a text of two kilobytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle, islice

from ..stories import Story
from ..view import View
from .quoting import attribute, text

_INDENTED = "\r\n" + 36 * " "
_IN_DRAWER = 46
_IN_MENU = 5
"""Articles below each section of the menu."""
_TAGS = 8
_IN_SLIDER = 10
_CITIES = 24
_PANELS = 12
_IN_PANEL = 6


def menus(view: View) -> str:
    """Above the page's content: projects, and the menu of sections with the newest of each."""
    drawers = (_drawer(names) for names in (view.words.projects_list, view.words.bodies_list))
    sections = (_section(view, slug, label) for slug, label in islice(cycle(view.words.labels.items()), 10))
    return f'<div class="projects_menu">{_lines(drawers)}</div>\n<div class="menu" id="menu">{_lines(sections)}</div>'


def beside(view: View) -> str:
    """In the right column: a slider with top news, the weather, and news of companies."""
    top = (f'<div class="lenta_item">{_with_picture(view, story)}</div>' for story in _newest(view, _IN_SLIDER))
    cities = (f'<option value="{number}">{number:02}</option>' for number in range(_CITIES))
    companies = (
        f'<div class="lenta_item">{_with_picture(view, story)}'
        f'<span class="fp_date">{story.published:%d.%m.%Y}</span></div>'
        for story in _newest(view, _IN_SLIDER)
    )
    return "\n".join(
        [
            f'<div class="topNewsBlockIn"><div class="lentaSlider" id="lentaRubric">{_lines(top)}</div></div>',
            f'<div class="pogoda_block"><form action="/meteo/"><select>{_lines(cities)}</select></form></div>',
            f'<div class="fp_newsConmpanyBlock"><div id="newsCompany">{_lines(companies)}</div></div>',
        ]
    )


def below(view: View) -> str:
    """Below the page's content: most read, panels of comments and of the press centre, and the menu once more."""
    panels = (_panel(view, number) for number in range(_PANELS))
    popular = (
        f'<div class="popular_item">{_with_picture(view, story)}</div>' for story in _newest(view, 3 * _IN_SLIDER)
    )
    menu = (
        f'<div class="bottom_item"><a href={attribute(view.href(f"/{slug}/"))}><span>{label}</span></a></div>'
        for slug, label in islice(cycle(view.words.labels.items()), 40)
    )
    return f"""<div class="table_1200"><div class="popular_block">{_lines(popular)}</div></div>
<div class="press_block"><div class="press_content">{_lines(panels)}</div></div>
<div class="bottom_menu">{_lines(menu)}</div>"""


def _drawer(names: tuple[str, ...]) -> str:
    links = (
        f'<li><a href="https://project{place}.belta.by/" title={attribute(name)} rel="nofollow">{text(name)}</a></li>'
        for place, name in enumerate(islice(cycle(names), _IN_DRAWER), 1)
    )
    return f"<ul>{_lines(links)}</ul>"


def _section(view: View, slug: str, label: str) -> str:
    """A section of the menu, with its newest articles and its tags."""
    stories = islice(cycle(view.of_section(slug) or view.stories), _IN_MENU)
    news = (
        f'<div class="h_menu_inmain">{_with_picture(view, story)}'
        f'<div class="h_menu_date"><span class="fp_date">{story.published:%H:%M}</span></div></div>'
        for story in stories
    )
    tags = islice(cycle([tag for story in view.stories for tag in story.tags]), _TAGS)
    tape = (
        f"<a href={attribute(view.href(tag.path))} title={attribute(tag.text)}>{text(tag.text)}</a>" for tag in tags
    )
    return (
        f'<div class="menu_item"><a href={attribute(view.href(f"/{slug}/"))} title={attribute(label)}>{label}</a>'
        f'<div class="h_menu_drop"><div class="h_menu_lenta">{_lines(news)}</div>'
        f'<div class="h_menu_tags_tape">{_lines(tape)}</div></div></div>'
    )


def _panel(view: View, number: int) -> str:
    lines = (
        f'<div class="press_item">{_with_picture(view, story)}'
        f'<div class="press_text"><span>{text(story.teaser or story.headline)}</span></div></div>'
        for story in islice(cycle(view.stories), number * _IN_PANEL, (number + 1) * _IN_PANEL)
    )
    return f'<div class="press_wrap" id="op_{number}_info">{_lines(lines)}</div>'


def _with_picture(view: View, story: Story) -> str:
    """A link to an article, below its picture."""
    address, title = attribute(view.href(story.path)), attribute(story.headline)
    url = view.picture(story.picture.path).replace("_big.", "_small.") if story.picture else "/desimages/1.png"
    return (
        f'<a href={address} title={title}>{_INDENTED}<img src="{url}" alt={title} title={title}>{_INDENTED}</a>'
        f"<a href={address} title={title}>{_INDENTED}<span>{text(story.headline)}</span>{_INDENTED}</a>"
    )


def _newest(view: View, many: int) -> Iterator[Story]:
    return islice(cycle(view.stories), many)


def _lines(pieces: Iterable[str]) -> str:
    return "".join(_INDENTED + piece for piece in pieces) + _INDENTED
