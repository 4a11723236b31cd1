"""A listing's lines, whichever of them are broken."""

import pytest

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import PageIsGone, PageNotUnderstood, PageRefusesUs
from belta_scraper.items import Entry
from belta_scraper.pages import Listing, read_listing

URL = "https://deu.belta.by/all_news/"
DAY = '<div class="new_date"><div class="day">21</div><div class="month_year"><span>.</span>02.26</div></div>'


def line(number: int, *, day: str = "", href: str | None = None, headline: str = "Boote") -> str:
    href = f"/sport/view/boote-{number}-2026/" if href is None else href
    return f"""<div class="news_item lenta_item">{day}<div class="date">14:0{number} <a class="date_rubric"
 href="/sport/">Sport</a></div><a href="{href}" title="{headline}"><span class="lenta_item_title">{headline}</span>
 <span class="lenta_textsmall"></span></a></div>"""


def page(inner: str, around: str = "") -> str:
    return f'<html><body>{around}<div class="lenta_inner"><div id="inner">{inner}</div></div></body></html>'


def listed(text: str, url: str = URL, code: str = "de") -> Listing:
    return read_listing(text, url=url, edition=EDITIONS[code])


def days(listing: Listing) -> list[str | None]:
    return [entry.day_text for entry in listing.entries]


def numbers(listing: Listing) -> list[int]:
    return [entry.number for entry in listing.entries]


def test_a_line_is_read_whole() -> None:
    html = line(7, day=DAY, headline=" Boote\r\n  am\xa0Steg ").replace('textsmall">', 'textsmall">Trocken.')

    assert listed(page(html)).entries == (
        Entry(
            edition="de", url="https://deu.belta.by/sport/view/boote-7-2026/", family="news", number=7, year=2026,
            section="sport", headline="Boote am Steg", teaser="Trocken.", section_text="Sport", time_text="14:07",
            day_text="21.02.26",
        ),
    )  # fmt: skip


@pytest.mark.parametrize("wrap", [page, str], ids=["full page", "fragment"])
def test_a_day_holds_from_its_separator_on_in_both_placements(wrap: object) -> None:
    assert callable(wrap)
    before = listed(wrap(line(1) + DAY + line(2) + line(3)))
    inside = listed(wrap(line(1) + line(2, day=DAY) + line(3)))

    assert days(before) == days(inside) == [None, "21.02.26", "21.02.26"]


def test_a_fragment_is_told_from_a_page() -> None:
    assert listed(line(1)).fragment
    assert not listed(page(line(1))).fragment


def test_lines_before_the_first_day_have_none() -> None:
    assert days(listed(line(1) + line(2))) == [None, None]


@pytest.mark.parametrize(
    "broken",
    [
        line(2, href="http://[::1"),
        line(2, href=" "),
        line(2, href="/sport/view/no-number/"),
        line(2).replace('href="/sport/view/boote-2-2026/"', ""),
    ],
)
def test_one_bad_line_costs_only_itself_and_is_a_problem(broken: str) -> None:
    listing = listed(page(line(1) + broken + line(3)))

    assert numbers(listing) == [1, 3]
    assert len(listing.problems) == 1
    assert "Expected a line with a link to an article" in listing.problems[0].message
    assert "Boote" in (listing.problems[0].text or "")
    assert listing.problems[0].edition == "de"


@pytest.mark.parametrize("href", ["https://tv.belta.by/x/view/y-495/", "http://photobelta.by/ru/photos?theme_id=1"])
def test_a_line_that_leads_to_another_site_is_no_problem(href: str) -> None:
    listing = listed(page(line(1) + line(2, href=href) + line(3)))

    assert numbers(listing) == [1, 3]
    assert not listing.problems


def test_a_line_without_a_headline_is_kept_and_reported() -> None:
    listing = listed(page(line(1) + line(2, headline="  ") + line(3)))

    assert numbers(listing) == [1, 2, 3]
    assert [problem.url for problem in listing.problems] == ["https://deu.belta.by/sport/view/boote-2-2026/"]


def test_a_line_that_is_never_closed_does_not_swallow_the_next() -> None:
    listing = listed(
        page(line(1).removesuffix("</div>") + line(2) + line(3, href="x").removesuffix("</div>") + line(4))
    )

    assert numbers(listing) == [1, 2, 4]


def test_a_title_cut_by_its_own_quotation_marks_is_read_from_the_text() -> None:
    html = '<div class="news_item"><a href="/sport/view/x-1-2026/" title="Der "Hecht" schwimmt">Der "Hecht" schwimmt</a></div>'

    assert listed(page(html)).entries[0].headline == 'Der "Hecht" schwimmt'


def test_an_article_listed_twice_is_one_entry_and_the_list_comes_first() -> None:
    timeline = "".join(
        f'<div class="tl_item"><a href="/sport/view/boote-{number}-2026/" title="Boote"><span class="tl_date">{date}'
        '</span><span class="tl_news">Boote</span><span class="tl_node">Sport</span></a></div>'
        for number, date in ((1, "14:01"), (9, "20.02.26 23:59"))
    )
    listing = listed(page(line(1, day=DAY), around=timeline))

    assert numbers(listing) == [1, 9]
    assert [entry.from_side_block for entry in listing.entries] == [False, True]
    assert listing.entries[0].time_text == "14:01"
    assert (listing.entries[1].time_text, listing.entries[1].day_text) == ("20.02.26 23:59", None)


def test_lines_in_a_markup_nobody_has_seen_are_kept_and_reported_once() -> None:
    html = "".join(
        f'<ul class="new_list"><li><a href="/sport/view/boote-{n}-2026/" title="Boote {n}">x</a></li>'
        f'<li><a href="/sport/view/boote-{n + 1}-2026/">Boote {n + 1}</a></li></ul>'
        for n in (1, 3)
    )
    listing = listed(page(html))

    assert [entry.headline for entry in listing.entries] == [f"Boote {number}" for number in (1, 2, 3, 4)]
    assert [problem.message for problem in listing.problems] == [
        "Expected lines that a rule knows, found 4 in ul.new_list; their articles are kept."
    ]


@pytest.mark.parametrize(
    "text",
    [
        page(""), page("<p>Keine Nachrichten</p>"), "", " \n", "<div></div>", "<!-- end -->", "<div>Nachrichten</div>",
        "<h1>Nachrichten des Tages</h1>",
    ],
)  # fmt: skip
def test_an_empty_listing_is_one_without_entries(text: str) -> None:
    assert listed(text).entries == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<html><body><h1>Über uns</h1><p>Seit 1918.</p></body></html>", "begins with 'Über uns Seit 1918.'"),
        ("Seit 1918.", "begins with"),
        ("Internal error", "begins with"),
        ('{"news": []}', "begins with"),
        (page("<p>Ein neuer Auftritt.</p>" * 40), "begins with"),
        ('<html><body><h1>x</h1><div class="date_full">1</div><div class="js-mediator-article">y</div></body></html>', "an article"),
    ],
)  # fmt: skip
def test_what_is_no_listing_says_what_was_found(text: str, found: str) -> None:
    with pytest.raises(PageNotUnderstood, match="Expected a listing at ") as refused:
        listed(text)
    assert found in str(refused.value)


def test_side_blocks_alone_are_no_listing_but_on_the_home_page() -> None:
    html = '<html><body><div class="last_news_item"><a href="/sport/view/x-1-2026/" title="x">x</a></div></body></html>'

    assert listed(html, "https://deu.belta.by/").entries[0].from_side_block
    with pytest.raises(PageNotUnderstood):
        listed(html)


def test_a_page_that_refuses_us_is_no_empty_listing() -> None:
    with pytest.raises(PageRefusesUs):
        listed("<html><head><title>Access denied</title></head><body></body></html>")
    with pytest.raises(PageRefusesUs):
        listed("<h1>Internal Server Error</h1>")
    with pytest.raises(PageRefusesUs, match="without a word"):
        listed("<html><body></body></html>")
    with pytest.raises(PageIsGone):
        listed("<html><head><title>404</title></head><body><h1>404</h1></body></html>")


def test_a_replica_is_read_as_the_site_is() -> None:
    listing = listed(page(line(1)), "http://127.0.0.1:8004/all_news/")

    assert listing.entries[0].url == "https://deu.belta.by/sport/view/boote-1-2026/"


def test_pictures_keep_their_canonical_address() -> None:
    html = line(1).replace(
        '<span class="lenta_item_title"', '<span class="lenta_img"><img data-src="/i/1.jpg"></span><span'
    )

    assert listed(page(html), "http://127.0.0.1:8004/all_news/").entries[0].image_url == "https://deu.belta.by/i/1.jpg"


@pytest.mark.parametrize(
    ("more", "url", "following"),
    [
        ("""<div class="load_more" onclick="return get_page('/all_news/page/2/?day=21&amp;month=02&amp;year=26/','inner','1');">""",
         "https://deu.belta.by/all_news/", "https://deu.belta.by/all_news/page/2/?day=21&month=02&year=26/"),
        ("""<div class="load_more" onclick='get_page("/all_news/page/2/", "inner")'>""",
         "http://127.0.0.1:8004/all_news/", "http://127.0.0.1:8004/all_news/page/2/"),
        ("""<div onclick="get_page('/all_news/page/2/')"></div><div onclick="get_page('/all_news/page/3/')"></div>""",
         "https://deu.belta.by/all_news/", "https://deu.belta.by/all_news/page/3/"),
        ('<a class="p_next" href="/sport/page/3">weiter</a>',
         "https://deu.belta.by/sport/page/2/", "https://deu.belta.by/sport/page/3"),
        ('<a rel="next" href="?page=3">weiter</a>', "https://deu.belta.by/sport/", "https://deu.belta.by/sport/?page=3"),
        ('<a href="/sport/page/1/">1</a><a href="/sport/page/2/">2</a><a href="/sport/page/3/">3</a>',
         "https://deu.belta.by/sport/", "https://deu.belta.by/sport/page/2/"),
        ('<a href="/politics/page/2/">2</a>', "https://deu.belta.by/sport/", None),
        ("""<div onclick="return get_page('/meteo/blockInner/14','fp_weather_info', 0)">""", URL, None),
        ('<a class="p_next" href="http://[::1">weiter</a>', URL, None),
        ("", URL, None),
    ],
)  # fmt: skip
def test_where_the_page_says_it_goes_on(more: str, url: str, following: str | None) -> None:
    assert listed(page(line(1)) + more, url).next_url == following
