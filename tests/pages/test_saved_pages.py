"""Every saved page is read as a person read it, field by field."""

import pytest

from tests.pages.saved import (
    CORPUS,
    SavedPage,
    expected_on,
    printed_on,
    saved_pages,
    why,
    write_expectation,
)


def _leading(pages: list[SavedPage]) -> list[SavedPage]:
    """One page of each folder: a text saved beside its page is held against that page elsewhere."""
    return [page for page in pages if page.file.suffix == ".html" or not page.file.with_suffix(".html").exists()]


PAGES = _leading(saved_pages())
FIELDS = [(page, field) for page in PAGES if page.expectation.exists() for field in expected_on(page)]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_saved_page_comes_with_what_is_printed_on_it(page: SavedPage) -> None:
    if not page.expectation.exists():
        write_expectation(page)
        pytest.fail(f"Wrote {page.expectation}: read it against the page in a browser, correct it, keep both.")
    assert set(printed_on(page)) == set(expected_on(page))


@pytest.mark.parametrize(("page", "field"), FIELDS, ids=lambda part: str(part))
def test_it_is_read_as_printed(page: SavedPage, field: str) -> None:
    assert printed_on(page).get(field) == expected_on(page)[field]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_saved_page_says_why_it_was_kept(page: SavedPage) -> None:
    assert len(why(page.folder)["reason"]) > 10
    assert set(why(page.folder)) <= {"reason", "url"}


@pytest.mark.parametrize("edition", ["ru", "be", "en", "de", "es", "pl", "zh"])
def test_every_edition_has_a_listing_and_two_articles(edition: str) -> None:
    kinds = [page.kind for page in PAGES if page.folder.relative_to(CORPUS).parts[0] == edition]

    assert kinds.count("listing") >= 1
    assert len([kind for kind in kinds if kind not in ("listing", "refused", "text")]) >= 2
