"""Where an edition answers, and the way back to its canonical addresses."""

import pytest

from belta_scraper.errors import ArgumentNotUnderstood
from belta_scraper.origins import Origins

REPLICA = "http://127.0.0.1:8004"


def test_an_edition_elsewhere_is_asked_there_and_archived_under_its_own_address() -> None:
    origins = Origins({"de": REPLICA})

    assert origins.to_request("https://deu.belta.by/all_news/page/2/?day=1") == f"{REPLICA}/all_news/page/2/?day=1"
    assert origins.canonical(f"{REPLICA}/sport/view/x-7-2024") == "https://deu.belta.by/sport/view/x-7-2024/"
    assert origins.at_beltas(f"{REPLICA}/printv/sport/view/x-7-2024/") == (
        "https://deu.belta.by/printv/sport/view/x-7-2024/"
    )


def test_the_other_editions_are_asked_at_home() -> None:
    origins = Origins({"de": REPLICA})

    assert origins.to_request("https://eng.belta.by/all_news/") == "https://eng.belta.by/all_news/"


@pytest.mark.parametrize(
    ("url", "edition"),
    [
        (f"{REPLICA}/robots.txt", "de"),
        ("http://127.0.0.1:8005/robots.txt", None),
        ("https://127.0.0.1:8004/robots.txt", None),
        ("https://deu.belta.by/all_news/", None),  # it answers elsewhere
        ("https://eng.belta.by/all_news/", "en"),
        ("https://m.belta.by/all_news/", "ru"),
        ("https://img.belta.by/x.jpg", None),
        ("http://169.254.169.254/latest/meta-data/", None),
        ("file:///etc/passwd", None),
        ("http://[::1", None),
    ],
)
def test_only_beltas_hosts_and_the_configured_origins_are_ours_to_ask(url: str, edition: str | None) -> None:
    found = Origins({"de": REPLICA}).edition_of(url)

    assert (found.code if found else None) == edition


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("http://127.0.0.1:8080/belta/20260930090000id_/https://deu.belta.by/", True),
        ("http://127.0.0.1:8080/robots.txt", True),
        ("http://127.0.0.1:8081/belta/cdx", False),
        ("https://127.0.0.1:8080/belta/cdx", False),
        ("http://localhost:8080/belta/cdx", False),
        ("http://127.0.0.1/belta/cdx", False),
        ("http://[::1", False),
    ],
)
def test_of_an_archive_of_captures_exactly_the_origin_that_was_named_may_be_asked(url: str, ours: bool) -> None:
    origins = Origins(replay="http://127.0.0.1:8080/belta")

    assert origins.is_replay(url) is ours
    assert origins.slot_of(url) == ("127.0.0.1:8080" if ours else None)
    assert origins.edition_of(url) is None
    assert not Origins().is_replay(url)


def test_the_setting_may_come_as_json_from_a_command_line() -> None:
    assert Origins.from_setting('{"deu": "http://127.0.0.1:8004/"}').to_request("https://deu.belta.by/rss/") == (
        f"{REPLICA}/rss/"
    )
    assert Origins.from_setting("").to_request("https://deu.belta.by/rss/") == "https://deu.belta.by/rss/"


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ('{"fr": "http://127.0.0.1:8004"}', "choose among ru be en de es pl zh"),
        ('{"de": "127.0.0.1:8004"}', "an origin such as"),
        ('{"de": "http://127.0.0.1:8004/path"}', "an origin such as"),
        ('{"de": "file:///tmp"}', "an origin such as"),
        ("{de}", "wants JSON"),
        ("[1]", "maps editions to origins"),
    ],
)
def test_an_origin_that_is_none_is_answered_with_what_was_expected(setting: str, words: str) -> None:
    with pytest.raises(ArgumentNotUnderstood, match=words):
        Origins.from_setting(setting)
