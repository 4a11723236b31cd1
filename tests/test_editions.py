"""The table of editions."""

import pytest

from belta_scraper.editions import EDITIONS, Edition, edition_named
from belta_scraper.errors import ArgumentNotUnderstood


def test_there_are_seven_editions() -> None:
    assert list(EDITIONS) == ["ru", "be", "en", "de", "es", "pl", "zh"]


@pytest.mark.parametrize(("name", "code"), [("de", "de"), ("deu", "de"), (" CHN ", "zh"), ("blr", "be")])
def test_an_edition_is_named_by_its_code_or_its_hosts(name: str, code: str) -> None:
    assert edition_named(name).code == code


def test_an_unknown_edition_is_answered_with_the_choices() -> None:
    with pytest.raises(ArgumentNotUnderstood, match="choose among ru be en de es pl zh"):
        edition_named("fr")


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=str)
def test_no_label_of_an_edition_names_two_sections(edition: Edition) -> None:
    labels = [label.lower() for section in edition.sections for label in section.labels]

    assert len(labels) == len(set(labels)) == len(edition.section_of_label)


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=str)
def test_an_edition_has_twelve_months_and_seven_weekdays(edition: Edition) -> None:
    assert len(set(edition.months)) == 12
    assert len(set(edition.chrome.weekdays)) == 7
