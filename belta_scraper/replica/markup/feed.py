"""What does the feed look like?"""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime
from html import escape

from ..stories import Story
from ..view import View

_LONGEST = 250


def feed(view: View, stories: Sequence[Story]) -> bytes:
    """RSS 2.0; times carry Minsk's offset."""
    items = "\n".join(_item(view, story) for story in stories)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
<channel>
<title>{escape(view.words.site_name)}</title>
<link>{view.canonical("/")}</link>
<description>{escape(view.words.all_news)}</description>
{items}
</channel>
</rss>
""".encode()


def _item(view: View, story: Story) -> str:
    teaser = story.teaser or ""
    if len(teaser) > _LONGEST:
        teaser = teaser[:_LONGEST] + "..."
    return f"""<item>
<title>{escape(story.headline)}</title>
<link>{escape(view.canonical(story.path))}</link>
<description><![CDATA[{teaser}]]></description>
<category>{escape(story.listed_under)}</category>
<pubDate>{format_datetime(story.published)}</pubDate>
</item>"""
