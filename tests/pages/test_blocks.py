"""Everything in a body is story, known chrome, or reported."""

import pytest

from belta_scraper.items import Block, Image, Link
from belta_scraper.pages.blocks import Body, read_blocks
from belta_scraper.pages.fates import _CLASS_BEGINS, _CLASSES, _ID_BEGINS, _TAGS, fate_of
from belta_scraper.pages.tree import parse

URL = "https://belta.by/sport/view/lodki-7-2026/"


def body(html: str) -> Body:
    element = parse(f"<html><body>{html}</body></html>").find("body")
    assert element is not None
    return read_blocks(element, page_url=URL)


def told(html: str) -> list[tuple[str, str]]:
    """Kind and text of the story, fate and text of the rest."""
    return [(each.kind if each.fate == "story" else each.fate, each.text) for each in body(html).blocks]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>One</p><p>Two</p>", [("paragraph", "One"), ("paragraph", "Two")]),
        ("Bare<div>Box</div>tail", [("paragraph", "Bare"), ("paragraph", "Box"), ("paragraph", "tail")]),
        ("<div>A<div>B<div>C</div>D</div>E</div>", [("paragraph", letter) for letter in "ABCDE"]),
        ("One<br>two<br/><br />three", [("paragraph", "One"), ("paragraph", "two"), ("paragraph", "three")]),
        ("<p></p><p> </p><p>&nbsp;</p><p>One</p>", [("paragraph", "One")]),
        ("<p>A <b>bold</b><i>er</i> word<!-- no --> and <span>more</span></p>", [("paragraph", "A bolder word and more")]),
        ("<p>Before <script>f()</script>after</p>", [("paragraph", "Before after")]),
        ("<p><h2>Sails</h2>text</p>", [("subheading", "Sails"), ("paragraph", "text")]),
        ("<h3>Two<br>lines</h3>", [("subheading", "Two lines")]),
        ("<ul><li>one<li><p>two</p></ul>", [("list line", "one"), ("list line", "two")]),
        ("<blockquote><p>Quiet!</p></blockquote>", [("quotation", "Quiet!")]),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td></td><td>c</td></tr></table>", [("table", "a\tb\n\tc")]),
        ("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", [("paragraph", "One"), ("paragraph", "Two")]),
        (
            "<table><caption>Boats</caption><tr><td>a<table><tr><td>in</td></tr></table></td><td>b</td></tr></table>",
            [("table", "Boats\na in\tb")],
        ),
        ('<p class="MsoNormal"><o:p>One</o:p></p>', [("paragraph", "One")]),
        ('<div class="WordSection1"><p>One</p></div>', [("paragraph", "One")]),
        ('<p class="never-seen">One</p>', [("paragraph", "One")]),
        ('<div class="never-seen">One</div>two', [("unknown", "One"), ("paragraph", "two")]),
        ("<marquee>One</marquee>", [("unknown", "One")]),
        ('<div class="never-seen"><div class="share">f</div>One</div>', [("chrome", "f"), ("unknown", "One")]),
        ('One<div class="invite_in_messagers">Follow us<a>X</a></div>two',
         [("paragraph", "One"), ("chrome", "Follow usX"), ("paragraph", "two")]),
        ('<div class="fp_block_rubric">More</div>', [("chrome", "More")]),
        ('<div id="yandex_ad1">Oars for sale</div>', [("chrome", "Oars for sale")]),
        ("<noindex>Oars for sale</noindex>", [("chrome", "Oars for sale")]),
        ('<p style="display: none">Hidden</p>', [("chrome", "Hidden")]),
        ('<p>See <a rel="nofollow" href="https://t.me/x">the channel</a>.</p>', [("paragraph", "See the channel.")]),
        ('<a rel="nofollow" href="https://t.me/x">Telegram</a>', [("chrome", "Telegram")]),
        ('<a href="https://www.facebook.com/sharer.php?u=1">f</a>One', [("chrome", "f"), ("paragraph", "One")]),
        ('<a href="/x" title="Добавить БЕЛТА в избранное">*</a>', [("chrome", "*")]),
        ('<script class="text">f()</script>', []),
    ],
)  # fmt: skip
def test_what_becomes_of_an_element(html: str, blocks: list[tuple[str, str]]) -> None:
    assert told(html) == blocks


def test_a_block_says_where_it_stood() -> None:
    assert body('<p>One</p><div class="never seen before">Two</div>').blocks == (
        Block(kind="paragraph", fate="story", text="One", markup="p"),
        Block(kind="paragraph", fate="unknown", text="Two", markup="div.never.seen"),
    )


@pytest.mark.parametrize(
    ("html", "image"),
    [
        ('<img src="//img.belta.by/a.jpg">', Image(url="https://img.belta.by/a.jpg")),
        ('<img src="/blank.gif" data-src="/a.jpg">', Image(url="https://belta.by/a.jpg")),
        ('<img alt title src="/a.jpg">', Image(url="https://belta.by/a.jpg")),
        ('<img src="/a.jpg" alt="" title="Boats">', Image(url="https://belta.by/a.jpg", caption="Boats")),
        ('<figure><img src="/a.jpg"><figcaption>Boats<br>dry</figcaption></figure>',
         Image(url="https://belta.by/a.jpg", caption="Boats dry")),
        ('<table><tr><td>1</td><td><img src="/a.jpg"></td></tr></table>', Image(url="https://belta.by/a.jpg")),
        ('<img srcset="/a.jpg 2x, /b.jpg 3x">', Image(url="https://belta.by/a.jpg")),
        ('<img src="/count.gif" width="1" height="1">', None),
        ('<img src="/desimages/1.png">', None),
        ('<img src="data:image/png;base64,AA">', None),
        ('<img src="http://[::1">', None),
        ("<img>", None),
        ('<div class="share"><img src="/a.jpg"></div>', None),
    ],
)  # fmt: skip
def test_pictures_of_the_body(html: str, image: Image | None) -> None:
    assert body(html).images == (() if image is None else (image,))


@pytest.mark.parametrize(
    ("html", "link"),
    [
        ('<a href="/society/view/x-1-2026/">workshop</a>',
         Link(url="https://belta.by/society/view/x-1-2026/", text="workshop")),
        ('<iframe src="//www.youtube.com/embed/x"></iframe>', Link(url="https://www.youtube.com/embed/x", embed=True)),
        ('<iframe data-src="https://vk.com/video_ext.php?oid=1"></iframe>',
         Link(url="https://vk.com/video_ext.php?oid=1", embed=True)),
        ('<div class="video_add"><iframe src="https://x.by/1"></iframe></div>', Link(url="https://x.by/1", embed=True)),
        ('<blockquote class="twitter-tweet"><p>w</p><a href="https://twitter.com/a/status/1">d</a></blockquote>',
         Link(url="https://twitter.com/a/status/1", embed=True)),
        ('<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/1/"></blockquote>',
         Link(url="https://www.instagram.com/p/1/", embed=True)),
        ('<script async data-telegram-post="boats/7"></script>', Link(url="https://t.me/boats/7", embed=True)),
        ('<video><source src="/a.mp4"></video>', Link(url="https://belta.by/a.mp4", embed=True)),
        ('<div class="bans"><iframe src="https://ads.by/1"></iframe></div>', None),
        ('<noindex><iframe src="https://ads.by/1"></iframe></noindex>', None),
        ('<a href="#top">up</a>', None),
        ('<a href="javascript:f()">f</a>', None),
        ('<a href="http://[::1">broken</a>', None),
        ('<a href="/a_big.jpg"><img src="/a.jpg"></a>', None),
    ],
)  # fmt: skip
def test_links_and_embeds_of_the_body(html: str, link: Link | None) -> None:
    assert body(html).links == (() if link is None else (link,))


def test_only_what_stands_between_two_children() -> None:
    frame = parse("<div><h1>Boats</h1>loose<p>One</p><!-- c --><div class='share'>f</div><p>Below</p></div>").find(
        ".//div"
    )
    assert frame is not None

    found = read_blocks(frame, after=frame.find("h1"), before=frame.find("div"))

    assert [block.text for block in found.blocks] == ["loose", "One"]


@pytest.mark.parametrize("table", [_TAGS, _CLASSES, _CLASS_BEGINS, _ID_BEGINS])
def test_every_rule_gives_its_reason(table: dict[str, object]) -> None:
    assert all(len(getattr(rule, "reason", "")) > 5 for rule in table.values())


def test_a_class_of_the_story_makes_no_story_of_what_is_never_shown() -> None:
    assert fate_of("script", "text", None, None).fate == "chrome"
    assert fate_of("aside", "text", None, None).fate == "story"
