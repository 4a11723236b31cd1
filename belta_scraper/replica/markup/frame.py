"""What stands around every page: head, header, side blocks and footer."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from ..lettering import header_day
from ..stories import Story
from ..view import View
from .blocks import below, beside, menus
from .quoting import attribute, text

LATEST = 12
"""Articles in the block of latest news."""
_ELSEWHERE = {
    "ru": (
        ("https://photobelta.by/ru/photos?theme_id=48211&page=1", "Осень в парках: фотолента"),
        ("https://tv.belta.by/news-showbiz/view/tykvennyj-konkurs-495/", "Видео: тыквенный конкурс"),
        ("https://atom.belta.by/ru/belaes_ru/view/ekskursija-dlja-shkolnikov-6237/", "Экскурсия для школьников"),
    ),
    "be": (("https://photobelta.by/by/photos?theme_id=48212", "Восень у парках: фоталента"),),
    "en": (("https://photobelta.by/en/photos?theme_id=48213", "Autumn in the parks: photo tape"),),
    "de": (("https://photobelta.by/en/photos?theme_id=48214", "Herbst in den Parks: Bilder"),),
    "es": (("https://photobelta.by/en/photos?theme_id=48215", "Otoño en los parques: fotos"),),
    "pl": (("https://photobelta.by/en/photos?theme_id=48216", "Jesień w parkach: zdjęcia"),),
    "zh": (("https://photobelta.by/en/photos?theme_id=48217", "公园秋色：图集"),),
}
"""Links of the latest-news block that leave the edition's host."""
_LANGUAGES = {"ru": "Рус", "be": "Бел", "en": "Eng", "de": "Deu", "es": "Esp", "pl": "Pol", "zh": "中文"}
_ADVERTISEMENT = "<!-- Яндекс.Директ -->"


def page(view: View, *, title: str, head: str, content: str) -> bytes:
    """A whole page of the skin since 2019, with the mixed line ends it has."""
    whole = view.switches.chrome == "whole"
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language_of(view)}" prefix="og: http://ogp.me/ns#">',
        "<head>",
        f"\t<title>{text(title)}</title>",
        '\t<meta charset="UTF-8">',
        '\t<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r',
        '\t<meta name="viewport" content="width=device-width">\r',
        '\t<link rel="stylesheet" href="/styles/styles.css" type="text/css">',
        '\t<link rel="icon" href="/desimages/fav.png" type="image/png">',
        head,
        "</head>",
        "<body>",
        '<a name="top" id="top"></a>',
        '<div class="all">',
        _header(view),
        *([menus(view)] if whole else []),
        f'<div class="main">\r\n{content}\n</div>',
        *([beside(view), below(view)] if whole else []),
        _footer(view),
        "</div>",
        '<script type="text/javascript" src="/jscript/scripts.js"></script>',
        "</body>",
        "</html>",
        "",
    ]
    return encoded(view, "\n".join(lines))


def encoded(view: View, whole: str) -> bytes:
    """UTF-8, but for an advertisement's comment in windows-1251 where the switch asks for it."""
    mark = "<!--advertisement-->"
    before, found, after = whole.partition(mark)
    if not found:
        return whole.encode()
    comment = _ADVERTISEMENT.encode("cp1251") if view.switches.mixed_encoding else b""
    return before.encode() + comment + after.replace(mark, "").encode()


def language_of(view: View) -> str:
    """What `html lang` declares."""
    return "zh-CN" if view.code == "zh" else view.words.locale.replace("_", "-")


def _header(view: View) -> str:
    words = view.words
    langs = "".join(
        f'<div class="main_lang_item{" main_lang_selected" if code == view.code else ""}">'
        f'<a href="{view.home_of(code)}" title="{name}">{name}</a></div>\n'
        for code, name in _LANGUAGES.items()
    )
    menu = "".join(
        f'<div class="menu_item"><a href={attribute(view.href(f"/{slug}/"))} title="{label}">{label}</a></div>\n'
        for slug, label in words.labels.items()
    )
    all_news = f'<a class="all_news" href={attribute(view.href("/all_news/"))}>{words.all_news}</a>'
    return f"""<div class="top_line">
<div class="main_langs" id="main_langs">
{langs}</div>
<div class="logo"><a href={attribute(view.href("/"))} title={attribute(words.site_name)}>BelTA</a></div>
<div class="projects"><div class="menu_title">{words.projects}</div>{_drawer("project", words.projects_list)}</div>
<div class="gos"><div class="menu_title">{words.bodies}</div>{_drawer("body", words.bodies_list)}</div>
<div class="header_date"><img src="/desimages/flag.png" alt="{words.flag}"> {header_day(view.code, view.today)}</div>
</div>
<div class="main_menu">
{menu}<div class="menu_item menu_all">{all_news}</div>
<div class="mobile_menu">{all_news}</div>
</div>
<!--advertisement-->"""


def _drawer(name: str, items: tuple[str, ...]) -> str:
    """A menu that scripts fill: its entries are titles of pictures, no text."""
    return "".join(
        f'<a href="https://{name}{place}.belta.by/" rel="nofollow" title={attribute(item)}></a>'
        for place, item in enumerate(items, 1)
    )


def invite(view: View) -> str:
    """The subscribe block."""
    words = view.words
    return f"""<div class="invite_in_messagers">
{words.subscribe} <a href="https://x.com/belta" rel="nofollow" target="_blank">{words.network}</a>
<a href="viber://pa?chatURI=belta" rel="nofollow"><img src="/desimages/1.png" alt="" title=""></a>
</div>"""


def latest(view: View, *, but: Story | None = None) -> str:
    """The block of latest news: newest first, the article on the page among them, other hosts mixed in."""
    today = view.today
    lines = []
    for place, story in enumerate(view.stories[:LATEST]):
        if story is but and place == 0:
            continue  # an article does not head the list beside itself
        lines.append(
            f'<div class="last_news_item"><a href={attribute(view.href(story.path))} title={attribute(story.headline)}>'
            f"{text(story.headline)}{_markers(story)}</a>"
            f'<div class="news_rubric"><span class="fp_date">{_clock(story, today)}</span> '
            f"{story.listed_under}</div></div>"
        )
    for place, (url, title) in enumerate(_ELSEWHERE[view.code]):
        item = f'<div class="last_news_item"><a href={attribute(url)} title={attribute(title)}>{text(title)}</a></div>'
        lines.insert(2 + 3 * place, item)
    joined = "\n".join(lines)
    return f"""<div class="last_news last_news_sp">
<div class="main_news_title">{view.words.latest}</div>
<div class="last_news_inner">
{joined}
</div>
</div>"""


def _clock(story: Story, today: date) -> str:
    """`09:18`, or with the day where it is an earlier one."""
    return f"{story.published:%H:%M}" if story.published.date() == today else f"{story.published:%d.%m.%y %H:%M}"


def timeline(view: View) -> str:
    """The block of 2026 that repeats the newest articles beside the list."""
    items = "\n".join(
        f'<div class="tl_item"><a href={attribute(view.href(story.path))} title={attribute(story.headline)}>\r\n'
        f'<span class="tl_date">{_clock(story, view.today)}</span>\n\n\r\n '
        f'<div class="tl_news">{text(story.headline)}\r\n </div>\n'
        f'<div class="tl_node">{story.listed_under}</div></a></div>'
        for story in view.stories[:10]
    )
    return f'<div class="timeline"><div class="block_title">{view.words.top}</div>\n{items}\n</div>'


def _markers(story: Story) -> str:
    """Empty spans that tell of pictures and films."""
    kinds = {part.kind for part in story.parts}
    photo = '<span class="with_photo"></span>' if "picture" in kinds else ""
    return photo + ('<span class="with_video"></span>' if "embed" in kinds else "")


def _footer(view: View) -> str:
    words = view.words
    host = urlsplit(view.canonical("/")).hostname
    return f"""<div class="footer">
<noindex><!--noindex--><a href="https://www.belta.by/" rel="nofollow"></a><!--/noindex--></noindex>
<script type="text/javascript">
document.write('<a href="https://counter.example/?{host}" rel="nofollow"><!-- counter --></a>');
</script>
<div><meta name="yandex-verification" content="0000000000000000"></div>
<div class="copyright">{text(words.copyright.format(year=view.today.year))}<br>{text(words.terms)}</div>
</div>"""
