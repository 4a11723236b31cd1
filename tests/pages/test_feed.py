"""What is read from a feed, whole or broken."""

import json
import time
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import PageIsGone, PageNotUnderstood, PageRefusesUs
from belta_scraper.items import CandidateDate
from belta_scraper.pages import Listing, decode, read_article, read_feed
from belta_scraper.replica import Replica
from belta_scraper.replica.answering import answer
from belta_scraper.replica.switches import Request
from pipelines.dates import ReadDates
from tests.real_captures import CAPTURES, NEEDED
from tests.records import a_capture, an_entry

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\r\n<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n<title>БЕЛТА</title>\n<link>https://belta.by/</link>\n'
    '<atom:link href="https://belta.by/rss/" rel="self"/>\n<description>Новости</description>\n'
)
TAIL = "\n</channel>\n</rss>\n"


def an_item(
    number: int = 1,
    *,
    title: str = "Пекарня испекла каравай",
    link: str | None = None,
    description: str = "<![CDATA[Каравай весит девять килограммов...]]>",
    more: str = "",
    end: str = "</item>",
) -> str:
    where = f"<link>https://belta.by/society/view/karavaj-{number}-2026/</link>" if link is None else link
    return (
        f"<item>\n<title>{title}</title>\n{where}\n<description>{description}</description>\n"
        f"<category>Общество</category>\n<pubDate>Fri, 14 Aug 2026 09:00:17 +0300</pubDate>{more}\n{end}\n"
    )


def feed_of(*items: str, head: str = HEAD, tail: str = TAIL) -> Listing:
    return read_feed(head + "".join(items) + tail, url="https://belta.by/rss/", edition=EDITIONS["ru"])


def numbers(listing: Listing) -> list[int]:
    return [entry.number for entry in listing.entries]


BROKEN = "Expected a feed of well-formed XML, found a broken one; its items are read one by one."


def test_an_item_is_an_entry() -> None:
    listing = feed_of(an_item(46258))
    (entry,) = listing.entries

    assert (entry.edition, entry.family, entry.number, entry.year, entry.section) == (
        "ru", "news", 46258, 2026, "society",
    )  # fmt: skip
    assert entry.url == "https://belta.by/society/view/karavaj-46258-2026/"
    assert entry.headline == "Пекарня испекла каравай"
    assert entry.teaser == "Каравай весит девять килограммов..."
    assert entry.section_text == "Общество"
    assert entry.feed_date_text == "Fri, 14 Aug 2026 09:00:17 +0300"
    assert (entry.time_text, entry.day_text, entry.from_side_block) == (None, None, False)
    assert (listing.next_url, listing.fragment, listing.problems) == (None, False, ())


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("<![CDATA[Каравай & соль]]>", "Каравай & соль"),
        ("Каравай &amp; соль", "Каравай & соль"),
        ("<![CDATA[Пекарня &quot;Заря&quot;]]>", 'Пекарня "Заря"'),  # escaped twice
        ("Пекарня &amp;quot;Заря&amp;quot;", 'Пекарня "Заря"'),
        ("Пекарня &#171;Заря&#187;", "Пекарня «Заря»"),
        ("\r\n Каравай\u00a0весит\r\n 9 кг ", "Каравай весит 9 кг"),
        ("<![CDATA[<b>Каравай</b> весит 9 кг]]>", "Каравай весит 9 кг"),
        ("<![CDATA[Мука: цена < 2 рублей]]>", "Мука: цена < 2 рублей"),
        ("Мука: 1 &lt; 2", "Мука: 1 < 2"),
    ],
)
def test_a_headline_is_read_as_a_reader_sees_it(title: str, headline: str) -> None:
    listing = feed_of(an_item(title=title))

    assert [entry.headline for entry in listing.entries] == [headline]
    assert not listing.problems


def test_a_description_may_hold_html_and_a_picture() -> None:
    (entry,) = feed_of(
        an_item(description='<![CDATA[<p><img src="/images/k.jpg"/>Первый.</p><p>Второй<br/>третий...</p>]]>')
    ).entries

    assert entry.teaser == "Первый. Второй третий..."
    assert entry.image_url == "https://belta.by/images/k.jpg"


def test_an_enclosed_picture_is_the_entrys_and_titles_of_other_vocabularies_are_not() -> None:
    more = (
        '<enclosure url="https://img.belta.by/k_big.jpg" type="image/jpeg" length="1"/><media:title>Фото</media:title>'
    )
    (entry,) = feed_of(an_item(title="", more=more)).entries

    assert entry.image_url == "https://img.belta.by/k_big.jpg"
    assert entry.headline is None


def test_a_rubric_that_the_edition_knows_is_preferred_to_key_words() -> None:
    item = an_item().replace("<category>", "<category>выпечка</category><category>")

    assert [entry.section_text for entry in feed_of(item).entries] == ["Общество"]


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("<link>https://belta.by/society/view/karavaj-7-2026</link>", 7),  # no slash behind it
        ("<link>\n https://belta.by/society/view/karavaj-7-2026/?utm_source=rss&amp;utm_medium=x \n</link>", 7),
        ("<link><![CDATA[https://www.belta.by/society/view/karavaj-7-2026/]]></link>", 7),
        ("<link>/society/view/karavaj-7-2026/</link>", 7),
        ('<link/><guid isPermaLink="true">https://belta.by/society/view/karavaj-7-2026/</guid>', 7),
        ("<link>https://belta.by/comments/view/karavaj-2026-10163/</link>", 10163),
    ],
)
def test_a_link_leads_to_an_article(link: str, number: int) -> None:
    listing = feed_of(an_item(link=link))

    assert numbers(listing) == [number]
    assert not listing.problems


def test_an_item_of_another_site_is_passed_over_and_one_that_leads_to_no_article_is_a_problem() -> None:
    listing = feed_of(
        an_item(link="<link>https://atom.belta.by/ru/belaes_ru/view/a-1/</link>"),
        an_item(link="<link>https://belta.by/all-rubric-news/viewSuzet/hleb-12/</link>"),
        an_item(link=""),
        an_item(4),
    )

    assert numbers(listing) == [4]
    assert len(listing.problems) == 2
    assert all("Каравай" in (problem.text or "") for problem in listing.problems)


def test_an_article_is_listed_once() -> None:
    listing = feed_of(an_item(1), an_item(2), an_item(1, title="Еще раз"))

    assert [(entry.number, entry.headline) for entry in listing.entries] == [
        (1, "Пекарня испекла каравай"),
        (2, "Пекарня испекла каравай"),
    ]


def test_an_empty_feed_has_no_entries() -> None:
    assert feed_of() == Listing(entries=())


# --- Broken ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "headline"),
    [
        (an_item(2, title="Каравай & соль"), "Каравай & соль"),
        (an_item(2, title="Мука: 1 < 2"), "Мука: 1 < 2"),
        (an_item(2, title="Пекарня &laquo;Заря&raquo;&nbsp;&mdash; у реки"), "Пекарня «Заря» — у реки"),
        (an_item(2, title="Каравай &zarja; соль"), "Каравай &zarja; соль"),
        (an_item(2, title="Каравай</titel><title>"), "Каравай"),
        (an_item(2, title="Каравай</b></p></p></p>"), "Каравай"),
        (an_item(2, title="<![CDATA[Каравай"), "Каравай"),
        (an_item(2, title="<i>Каравай"), "Каравай"),
        (an_item(2, title="<dc:x:y>Каравай</dc:x:y>"), "Каравай"),
        (an_item(2, title="Каравай", description="<p>Первый<br>второй &nbsp; <img src=x>"), "Каравай"),
        (an_item(2, title="Каравай", end=""), "Каравай"),
    ],
)
def test_a_broken_item_is_read_and_costs_the_others_nothing(item: str, headline: str) -> None:
    listing = feed_of(an_item(1), item, an_item(3))

    assert numbers(listing) == [1, 2, 3]
    assert listing.entries[1].headline == headline
    assert listing.entries[1].section_text == "Общество"
    assert [entry.headline for entry in listing.entries[::2]] == ["Пекарня испекла каравай"] * 2
    assert [problem.message for problem in listing.problems] == [BROKEN]


def test_letters_that_xml_forbids_are_left_out() -> None:
    listing = feed_of(an_item(title="Кара\x0bвай\x00 \ud800\ufffe весит"))

    assert [entry.headline for entry in listing.entries] == ["Каравай весит"]
    assert not listing.problems


@pytest.mark.parametrize("kept", range(0, len(an_item(462)), 7))
def test_a_feed_that_breaks_off_names_no_article_that_it_did_not_name(kept: int) -> None:
    listing = feed_of(an_item(1), an_item(4625)[:kept], tail="")

    assert numbers(listing) in ([1], [1, 4625])
    for entry in listing.entries:
        assert entry.headline == "Пекарня испекла каравай"
        assert entry.feed_date_text in (None, "Fri, 14 Aug 2026 09:00:17 +0300")
    assert listing.problems


def test_nothing_of_a_document_type_is_resolved_or_fetched(tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("солод", encoding="utf-8")
    doctype = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "мука"><!ENTITY b "&a;&a;&a;&a;">'
        f'<!ENTITY c SYSTEM "{secret.as_uri()}"><!ENTITY d SYSTEM "http://127.0.0.1:9/dtd">]>'
    )
    listing = feed_of(an_item(title="Каравай &a;&b;&c;&d;"), head=doctype + HEAD.partition("?>")[2])

    assert [entry.headline for entry in listing.entries] == ["Каравай &a;&b;&c;&d;"]


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("", PageRefusesUs, "an empty answer"),
        (" \r\n", PageRefusesUs, "an empty answer"),
        ("<!DOCTYPE html><html><body><h1>Все новости</h1></body></html>", PageNotUnderstood, "what begins with"),
        ("<html><title>404</title><body><h1>404</h1></body></html>", PageIsGone, "404"),
        ("<html><title>Just a moment...</title><body>x</body></html>", PageRefusesUs, "a refusal or a challenge"),
        ("<html><body>Хлеб<rss><item></item></rss></body></html>", PageNotUnderstood, "what begins with"),
        ('{"items": []}', PageNotUnderstood, "what begins with"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', PageNotUnderstood, "in Atom"),
    ],
)
def test_what_is_no_feed_is_refused(text: str, error: type[PageNotUnderstood], words: str) -> None:
    with pytest.raises(error, match=words):
        read_feed(text, url="https://belta.by/rss/", edition=EDITIONS["ru"])


@pytest.mark.parametrize(
    "junk", ["<![CDATA[", "&", "<", "</title>", "<title>", "&a", "<a b='", "]]>", "<!--", "<b ", "&#", "<media:"]
)
def test_a_hostile_item_takes_bounded_time_and_costs_nothing_but_itself(junk: str) -> None:
    begun = time.monotonic()

    listing = feed_of(an_item(1), f"<item>{junk * 200_000}</item>", an_item(3))

    assert numbers(listing) == [1, 3]
    assert time.monotonic() - begun < 5


@given(st.text(max_size=300))
def test_no_item_makes_the_reader_fail(text: str) -> None:
    listing = feed_of(an_item(1), f"<item><title>{text}</title><link>{text}</link>{text}</item>", an_item(3))

    assert {1, 3} <= set(numbers(listing))


# --- Whole feeds ----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", EDITIONS)
@pytest.mark.parametrize("path", ["/rss/", "/rss/all/"])
def test_the_replicas_feed_is_read_as_told(code: str, path: str) -> None:
    site = Replica(editions=[code]).site(code)
    site.switches.feed = "200"
    request = Request(edition=code, method="GET", path=path, headers={}, at=0)

    listing = read_feed(decode(answer(site, request).body), url=site.origin + path, edition=EDITIONS[code])

    told = site.stories if "all" in path else site.stories[:30]
    assert [entry.url for entry in listing.entries] == [story.url for story in told]
    for entry, story in zip(listing.entries, told, strict=True):
        assert (entry.headline, entry.section_text) == (story.headline, story.listed_under)
        assert entry.teaser == story.teaser or (story.teaser or "").startswith((entry.teaser or "").removesuffix("..."))
    assert not listing.problems


@NEEDED
def test_real_items_of_the_chinese_feed_are_read() -> None:
    items = json.loads((CAPTURES / "2026-08-chn-rss-items.json").read_text(encoding="utf-8"))
    text = "".join(
        f"<item><title>{escape(item['title'])}</title><link>{escape(item['link'])}</link>"
        f"<pubDate>{item['pubDate']}</pubDate></item>"
        for item in items
    )

    listing = read_feed(HEAD + text + TAIL, url="https://chn.belta.by/rss/", edition=EDITIONS["zh"])

    assert [entry.url for entry in listing.entries] == [item["link"] for item in items]
    assert [entry.headline for entry in listing.entries] == [" ".join(item["title"].split()) for item in items]
    assert [entry.feed_date_text for entry in listing.entries] == [item["pubDate"] for item in items]
    assert not listing.problems


# --- What becomes of the date ---------------------------------------------------------------------

PAGE = (
    '<html><body><div class="content_margin"><a href="/society/">Gesellschaft</a>{date}<h1>Boot ist dicht</h1>'
    '<div class="inner_content"><div class="js-mediator-article"><p>Das Boot liegt seit Mai im Trockenen.</p></div>'
    "</div></div></body></html>"
)


@pytest.mark.parametrize(
    ("date", "published_from"),
    [
        ('<div class="date_full">30 September 2026, 11:40</div>', "page: as printed"),
        ("", "feed: with its offset"),
    ],
)
def test_the_date_of_the_feed_is_a_candidate_of_its_article(date: str, published_from: str) -> None:
    entry = an_entry(7, time_text=None, day_text=None, feed_date_text="Wed, 30 Sep 2026 11:40:23 +0300")

    article = read_article(
        PAGE.format(date=date), url=entry.url, edition=EDITIONS["de"], capture=a_capture(), entry=entry
    )

    assert CandidateDate(source="feed", text="Wed, 30 Sep 2026 11:40:23 +0300") in article.candidates
    settled = ReadDates().settle(article)
    assert settled.published_from == published_from
    assert settled.published_at is not None
    assert settled.published_at.isoformat(timespec="minutes") == "2026-09-30T11:40+03:00"
    assert settled.dates_agree is True
