"""Arguments are checked before the first request, and answered with the choices."""

import pytest

from belta_scraper.errors import ArgumentNotUnderstood
from belta_scraper.spiders.captures import CapturesSpider
from belta_scraper.spiders.listings import ListingsSpider


def test_without_arguments_all_news_of_all_editions_are_walked() -> None:
    spider = ListingsSpider()

    assert [edition.code for edition in spider.editions] == ["ru", "be", "en", "de", "es", "pl", "zh"]
    assert spider.listings == ("all_news",)
    assert spider.last_page is None
    assert (spider.scope.since, spider.scope.until) == (None, None)


def test_editions_sections_and_days_can_be_chosen() -> None:
    spider = ListingsSpider(
        edition="de, eng,de", section="sport,economics", pages="3", since="2024-09-01", until="2024-09-30"
    )

    assert [edition.code for edition in spider.editions] == ["de", "en"]
    assert spider.listings == ("sport", "economics")
    assert spider.last_page == 3
    assert (str(spider.scope.since), str(spider.scope.until)) == ("2024-09-01", "2024-09-30")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"edition": "fr"}, "no edition 'fr'; choose among ru be en de es pl zh"),
        ({"edition": "de,fr"}, "no edition 'fr'"),
        ({"section": "gossip"}, "no section 'gossip' in ru be en de es pl zh; choose among .*economics"),
        ({"edition": "zh", "section": "kaleidoscope"}, "no section 'kaleidoscope' in zh"),
        ({"pages": "0"}, "pages wants a whole number from 1, not '0'"),
        ({"pages": "-3"}, "pages wants a whole number"),
        ({"pages": "many"}, "pages wants a whole number"),
        ({"pages": "٣"}, "pages wants a whole number"),
        ({"since": "yesterday"}, "since wants a day such as 2024-09-19, not 'yesterday'"),
        ({"until": "2024-02-30"}, "until wants a day"),
        ({"since": "2024-10-01", "until": "2024-09-01"}, r"since \(2024-10-01\) is later than until"),
        ({"editon": "de"}, "listings has no argument 'editon'; it has edition, pages, section, since, until"),
    ],
)
def test_what_cannot_be_followed_is_answered_in_one_sentence(arguments: dict[str, str], words: str) -> None:
    with pytest.raises(ArgumentNotUnderstood, match=words):
        ListingsSpider(**arguments)
    with pytest.raises(ArgumentNotUnderstood, match=words):
        ListingsSpider.understand(arguments)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "captures wants either -a path="),
        ({"path": "/nowhere/at/all"}, "There is nothing at /nowhere/at/all"),
        ({"path": __file__, "edition": "fr"}, "no edition 'fr'"),
        ({"path": __file__, "url": "https://example.org/"}, "url wants the address of a BelTA page"),
        ({"path": __file__, "pages": "3"}, "captures has no argument 'pages'"),
    ],
)
def test_captures_that_cannot_be_taken_are_answered_before_anything_is_opened(
    arguments: dict[str, str], words: str
) -> None:
    with pytest.raises(ArgumentNotUnderstood, match=words):
        CapturesSpider.understand(arguments)
