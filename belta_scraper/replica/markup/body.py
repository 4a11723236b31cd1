"""How is a story's text marked up within its page?"""

from __future__ import annotations

import html
import re
from itertools import groupby
from urllib.parse import urlsplit

from ..stories import BodyMarkup, Part, Story
from ..view import View
from .quoting import attribute, text

_BLANK_AFTER_FIGURE = re.compile(r"(?<=\d) (?=\w)")


def body(story: Story, view: View, markup: BodyMarkup) -> str:
    """The body: dateline, parts, notes and end mark."""
    pieces = [piece for piece in (_opening_note(story), *_parts(story, view, markup), *_closing(story)) if piece]
    if "no-break spaces" in story.quirks:
        pieces = [(kind, _BLANK_AFTER_FIGURE.sub("&nbsp;", piece)) for kind, piece in pieces]
    if markup == "p":
        dressed = [_paragraph(story, piece) if kind == "paragraph" else piece for kind, piece in pieces]
        if "empty paragraphs" in story.quirks:
            dressed = [line for piece in dressed for line in (piece, "<p></p>", "<p>&nbsp;</p>")]
        return "\r\n".join(dressed)
    # Bare text first, then nested <div>, with runs of empty ones between: as pasted from an editor.
    dressed = []
    for kind, piece in pieces:
        if kind == "paragraph" and not dressed:
            dressed.append(f"\n{piece}")
        elif kind == "paragraph":
            dressed.append(f"<div><div>{piece}</div>\n</div>")
        else:
            dressed.append(piece)
    return "<div><br></div>".join(dressed) + "\n"


def _paragraph(story: Story, piece: str) -> str:
    if "MsoNormal" in story.quirks:
        return f'<p class="MsoNormal" style="margin:0cm"><span lang="EN-US">{piece}</span></p>'
    return f"<p>{piece}</p>"


def _opening_note(story: Story) -> tuple[str, str] | None:
    note = story.update_note
    return ("paragraph", text(note)) if note and note.startswith("(") else None


def _parts(story: Story, view: View, markup: BodyMarkup) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    opening = f"{text(story.dateline.text)}{story.dateline.gap}" if story.dateline else ""
    for kind, run in groupby(story.parts, lambda part: part.kind):
        if kind == "list line":
            pieces.append(("list", "<ul>" + "\n".join(f"<li>{part.html}</li>" for part in run) + "</ul>"))
            continue
        for part in run:
            match kind:
                case "paragraph":
                    pieces.append(("paragraph", opening + part.html))
                    opening = ""
                case "subheading" if "subheading within paragraph" in story.quirks:
                    pieces.append(("paragraph", f"<h2>{part.html}</h2>"))
                case "subheading":
                    pieces.append(("subheading", f"<h2>{part.html}</h2>"))
                case "quotation":
                    pieces.append(("quotation", f"<blockquote>{part.html}</blockquote>"))
                case "picture":
                    pieces.append(("picture", _picture(story, part, view, markup)))
                case "embed":
                    pieces.append(("embed", _embed(part.url or "")))
    return _with_closers(story, pieces)


def _with_closers(story: Story, pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The end mark and a closing note that hang on the last paragraph."""
    if story.glue == "own line":
        return pieces
    blank = " " if story.glue == "blank" else ""
    closers = [mark for mark in (_closing_note(story), story.end_mark) if mark]
    if not closers:
        return pieces
    last = max(place for place, (kind, _) in enumerate(pieces) if kind == "paragraph")
    kind, piece = pieces[last]
    hanging = "".join(blank + text(mark) for mark in closers)
    return [*pieces[:last], (kind, piece + hanging), *pieces[last + 1 :]]


def _closing(story: Story) -> list[tuple[str, str]]:
    if story.glue != "own line":
        return []
    return [("paragraph", text(mark)) for mark in (_closing_note(story), story.end_mark) if mark]


def _closing_note(story: Story) -> str | None:
    return story.update_note if story.update_note and not story.update_note.startswith("(") else None


def _picture(story: Story, part: Part, view: View, markup: BodyMarkup) -> str:
    """A picture within the text, its caption as an ordinary line below it."""
    source = "data-src" if "data-src" in story.quirks else "src"
    url = view.picture(part.url or "")
    caption = attribute(part.text)
    image = f'<img {source}="{url}" alt={caption} title={caption}>'
    if not part.text:
        image = f'<img alt title {source}="{url}">'
    line = f"<em>{part.html}</em>" if part.html else ""
    if markup == "p":
        return f'<p><span class="news_img_slide">{image}</span></p>' + (f"\r\n<p>{line}</p>" if line else "")
    return f'<div class="news_img_slide">{image}</div>' + (f"<div>{line}</div>" if line else "")


def _embed(url: str) -> str:
    """A film or a post, as each network wants it embedded."""
    address = urlsplit(url)
    host = (address.hostname or "").removeprefix("www.")
    quoted = html.escape(url)
    match host:
        case "t.me":
            post = html.escape(address.path.strip("/"))
            widget = "https://telegram.org/js/telegram-widget.js?22"
            return f'<script async src="{widget}" data-telegram-post="{post}"></script>'
        case "x.com" | "twitter.com":
            return f'<blockquote class="twitter-tweet"><a href="{quoted}"></a></blockquote>'
        case "instagram.com":
            return f'<blockquote class="instagram-media" data-instgrm-permalink="{quoted}"></blockquote>'
    return f'<div class="video_add"><iframe width="560" height="315" src="{quoted}" allowfullscreen></iframe></div>'
