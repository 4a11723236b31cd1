"""How does a story look in its other renderings: print, AMP, accessible, mobile, and as text without tags?"""

from __future__ import annotations

from ...editions import EDITIONS
from ..lettering import date_full, header_day
from ..stories import Story
from ..view import View
from .article import byline, lead_picture
from .body import body
from .frame import encoded, language_of
from .quoting import attribute, text


def print_version(story: Story, view: View) -> bytes:
    """For the printer: the date is the moment of rendering, on foreign hosts with a Belarusian month."""
    rendered = view.rendered
    stamp = date_full("be" if view.code not in ("ru", "be") else view.code, rendered)
    return _bare(
        view,
        story,
        f"""<div class="print_date">{stamp}</div>
<h1>{text(story.headline)}</h1>
<div class="text">{body(story, view, "p")}</div>
<div class="copyright">{text(view.words.copyright.format(year=rendered.year))}</div>""",
    )


def amp(story: Story, view: View) -> bytes:
    """For phones, as of 2018: headline, ISO-like date, body, copyright line."""
    return _bare(
        view,
        story,
        f"""<h1>{text(story.headline)}</h1>
<div class="date">{story.published:%Y-%m-%d %H:%M}</div>
{lead_picture(story, view)}<div class="text">{body(story, view, "p")}</div>
<div class="copyright">{text(view.words.copyright.format(year=view.today.year))}</div>""",
        html="html amp",
    )


def special(story: Story, view: View) -> bytes:
    """For readers with weak eyes: menus line by line, a trail in one line, headline, `dd.mm.yyyy | HH:MM`, body."""
    words = view.words
    menus = "".join(f"<div>{text(line)}</div>\n" for line in (words.site_name, words.projects, words.bodies))
    trail = (
        f"<a href={attribute(view.href('/special/'))}>{words.main_page}</a> {words.list_heading} {story.section_text}"
    )
    return _bare(
        view,
        story,
        f"""{menus}<div class="breadcrumbs">{trail}</div>
<h1>{text(story.headline)}</h1>
<div class="date">{story.published:%d.%m.%Y | %H:%M}</div>
<div class="text">{body(story, view, "p")}</div>""",
    )


def mobile(story: Story, view: View) -> bytes:
    """The host `m.…`: headline first, rubric and date in one line, the rubric's news below."""
    words = view.words
    others = "\n".join(
        f"<div><a href={attribute(view.href(other.path))}>{text(other.headline)}</a></div>"
        for other in view.of_section(story.section)[:5]
        if other is not story
    )
    full = f'<a class="full" href={attribute(view.canonical(story.path))}>{words.full_version}</a>'
    return _bare(
        view,
        story,
        f"""{full}
<h1>{text(story.headline)}</h1>
<div class="date">{text(story.section_text)} {story.published:%d.%m.%Y | %H:%M}</div>
{lead_picture(story, view)}{byline(story)}<div class="text">{body(story, view, "p")}</div>
<div class="rubric_news"><div>{words.of_rubric} {text(story.section_text)}</div>\n{others}</div>
{full}""",
    )


def plain_text(story: Story, view: View) -> str:
    """What a capture without tags keeps of the page: chrome line by line, the text, chrome again."""
    words, chrome = view.words, EDITIONS[view.code].chrome
    note = [story.update_note] if story.update_note else []
    before, after = (note, []) if story.update_note and story.update_note.startswith("(") else ([], note)
    opening = f"{story.dateline.text}{story.dateline.gap}" if story.dateline else ""
    lines = list(story.paragraphs)
    lines[0] = opening + lines[0]
    if story.end_mark:
        lines[-1] += (" " if story.glue == "blank" else "") + story.end_mark
    return "\n".join(
        [
            words.projects,
            words.bodies,
            f"{words.flag} {header_day(view.code, view.today)}",
            chrome.all_news,
            chrome.all_news,
            story.section_text,
            story.published_text,
            "",
            story.headline,
            "",
            "\n\n".join([*before, *lines, *after]),
            "",
            words.subscribe,
            words.network,
            words.latest,
        ]
    )


def _bare(view: View, story: Story, content: str, *, html: str = "html") -> bytes:
    whole = f"""<!DOCTYPE html>
<{html} lang="{language_of(view)}">
<head><title>{text(story.headline)}</title><meta charset="UTF-8"></head>
<body>
{content}
</body>
</html>
"""
    return encoded(view, whole)
