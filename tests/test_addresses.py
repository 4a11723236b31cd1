"""BelTA's addresses, taken apart and put together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from belta_scraper.addresses import (
    ArticleAddress,
    FeedAddress,
    ListingAddress,
    article_linked,
    is_beltas,
    read_address,
)
from belta_scraper.editions import EDITIONS, YEARLESS_SECTIONS
from belta_scraper.errors import AddressNotUnderstood

ARTICLES = [
    # address, edition, section, family, number, year, slug
    ("https://deu.belta.by/economics/view/boote-77921-2025/", "de", "economics", "news", 77921, 2025, "boote"),
    ("https://deu.belta.by/economics/view/boote-77921-2025", "de", "economics", "news", 77921, 2025, "boote"),
    ("http://www.belta.by/regions/view/boote-153269-2015/", "ru", "regions", "news", 153269, 2015, "boote"),
    ("https://belta.by/society/view/vybory-2015.-rol-158510-2015/", "ru", "society", "news", 158510, 2015, "vybory-2015.-rol"),
    ("https://belta.by/sport/view/v%EF%BF%BEkartinah-452443-2021/", "ru", "sport", "news", 452443, 2021, "v%EF%BF%BEkartinah"),
    ("https://belta.by/sport/view/v\ufffekartinah-452443-2021/", "ru", "sport", "news", 452443, 2021, "v%EF%BF%BEkartinah"),
    ("https://chn.belta.by/president/view/-46258-2026/", "zh", "president", "news", 46258, 2026, ""),
    ("https://chn.belta.by/sport/view/igeo-2026-46348-2026/", "zh", "sport", "news", 46348, 2026, "igeo-2026"),
    ("https://chn.belta.by/sport/view/20262063-46345-2026/", "zh", "sport", "news", 46345, 2026, "20262063"),
    ("https://chn.belta.by/sport/view/20-20-46265-2026/", "zh", "sport", "news", 46265, 2026, "20-20"),
    ("https://belta.by/comments/view/o-sadah-10163/", "ru", "comments", "comments", 10163, None, "o-sadah"),
    ("https://belta.by/photonews/view/foto-12-2015/", "ru", "photonews", "photonews", 2015, None, "foto-12"),
    ("https://deu.belta.by/fotoreportage/view/boote-60650-2022/", "de", "fotoreportage", "news", 60650, 2022, "boote"),
    ("https://deu.belta.by/video/getRecord/760", "de", "video", "video", 760, None, ""),
    ("https://wap.belta.by/video_official/getRecord/22/", "ru", "video_official", "video", 22, None, ""),
    ("http://www.belta.by/ru/all_news/society/Lodki-na-prudu_i_711022.html", "ru", "society", "old", 711022, None, "Lodki-na-prudu"),
    ("https://belta.by/society/view/x-5-2024/?day=1&utm_source=y#top", "ru", "society", "news", 5, 2024, "x"),
    ("HTTPS://DEU.BELTA.BY/Sport/VIEW/x-5-2024/", "de", "sport", "news", 5, 2024, "x"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "edition", "section", "family", "number", "year", "slug"), ARTICLES)
def test_an_article_address_is_taken_apart_from_the_right(url, edition, section, family, number, year, slug) -> None:  # type: ignore[no-untyped-def]
    assert read_address(url) == ArticleAddress(
        edition=edition, section=section, family=family, number=number, year=year, slug=slug,
        rendering="mobile" if "wap." in url else "page",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("url", "rendering"),
    [
        ("https://eng.belta.by/printv/society/view/x-5-2024/", "print"),
        ("https://belta.by/amp/society/view/x-5-2024", "amp"),
        ("https://belta.by/special/society/view/x-5-2024", "special"),
        ("https://m.belta.by/society/view/x-5-2024", "mobile"),
        ("https://m.deu.belta.by/society/view/x-5-2024", "mobile"),
        ("https://wap.belta.by/special/society/view/x-5-2024", "special"),
    ],
)
def test_every_rendering_leads_to_the_canonical_address(url: str, rendering: str) -> None:
    address = read_address(url)

    assert isinstance(address, ArticleAddress)
    assert address.rendering == rendering
    assert address.url == f"https://{EDITIONS[address.edition].host}/society/view/x-5-2024/"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://belta.by/all_news", ListingAddress(edition="ru", listing="all_news")),
        ("https://belta.by/all_NeWS/", ListingAddress(edition="ru", listing="all_news")),
        (
            "https://deu.belta.by/all_news/page/4/?day=22&month=02&year=26/",
            ListingAddress(edition="de", listing="all_news", page=4),
        ),
        ("https://chn.belta.by/politics/page/11/", ListingAddress(edition="zh", listing="politics", page=11)),
        ("https://eng.belta.by/rss", FeedAddress(edition="en")),
        ("https://www.belta.by/rss/all/", FeedAddress(edition="ru", everything=True)),
    ],
)
def test_listings_and_feeds_have_addresses_too(url: str, address: ListingAddress | FeedAddress) -> None:
    assert read_address(url) == address
    assert read_address(address.url) == address


@pytest.mark.parametrize(
    "url",
    [
        "https://tv.belta.by/news-showbiz/view/x-495/",
        "https://example.org/society/view/x-5-2024/",
        "https://belta.by.example.org/society/view/x-5-2024/",
        "https://belta.by/",
        "https://belta.by/society/view/without-a-number/",
        "https://belta.by/society/view/",
        "https://belta.by/search/getResults/page/2/?query=x",
        "https://belta.by/images/storage/news/000023_97005_big.jpg",
        "https://belta.by/ru/all_news/topic_news/Slug_t_12.html",
        "https://belta.by/all_news/page/0/",
        "https://belta.by/robots.txt",
        "ftp://belta.by/society/view/x-5-2024/",
        "javascript:alert(1)",
        "http://[::1",
        "",
    ],
)
def test_what_follows_no_grammar_is_not_understood(url: str) -> None:
    with pytest.raises(AddressNotUnderstood):
        read_address(url)


SLUGS = st.from_regex(r"[a-z0-9.]{0,8}(-[a-z0-9.]{1,8}){0,3}", fullmatch=True)


@given(
    edition=st.sampled_from(sorted(EDITIONS)),
    section=st.sampled_from(["economics", "society", "republic-ch", "fotoreportage"]),
    slug=SLUGS,
    number=st.integers(0, 10**9),
    year=st.integers(1900, 2099),
)
def test_every_dated_address_made_is_read_back(edition: str, section: str, slug: str, number: int, year: int) -> None:
    made = ArticleAddress(edition=edition, section=section, family="news", number=number, year=year, slug=slug)

    assert read_address(made.url) == made


@given(
    edition=st.sampled_from(sorted(EDITIONS)),
    section=st.sampled_from(sorted(YEARLESS_SECTIONS - {"video"})),
    slug=SLUGS,
    number=st.integers(0, 10**9),
)
def test_every_yearless_address_made_is_read_back(edition: str, section: str, slug: str, number: int) -> None:
    made = ArticleAddress(edition=edition, section=section, family=section, number=number, slug=slug)

    assert read_address(made.url) == made


@given(st.text())
def test_no_text_breaks_the_grammar(text: str) -> None:
    for url in (text, f"https://belta.by/{text}", f"https://belta.by/society/view/{text}-5-2024/"):
        try:
            address = read_address(url)
        except AddressNotUnderstood:
            continue
        assert read_address(address.url).url == address.url


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("/sport/view/x-7-2024/", "https://deu.belta.by/sport/view/x-7-2024/"),
        ("view/x-7-2024/", None),  # relative to the listing: no such section
        ("https://deu.belta.by/sport/view/x-7-2024/", "https://deu.belta.by/sport/view/x-7-2024/"),
        ("https://belta.by/sport/view/x-7-2024/", "https://belta.by/sport/view/x-7-2024/"),
        ("//127.0.0.1:8004/sport/view/x-7-2024/", "https://deu.belta.by/sport/view/x-7-2024/"),
        ("http://127.0.0.1:8005/sport/view/x-7-2024/", None),
        ("https://tv.belta.by/sport/view/x-7/", None),
        ("http://[::1", None),
        ("mailto:desk@example.org", None),
        ("", None),
    ],
)
def test_a_link_on_the_pages_own_host_belongs_to_its_edition(href: str, found: str | None) -> None:
    address = article_linked(href, page_url="http://127.0.0.1:8004/all_news/", edition=EDITIONS["de"])

    assert (address.url if address else None) == found


def test_a_host_is_beltas_only_if_an_edition_answers_there() -> None:
    assert is_beltas("https://m.deu.belta.by/x")
    assert not is_beltas("https://img.belta.by/x.jpg")
    assert not is_beltas("https://belta.by.example.org/")
