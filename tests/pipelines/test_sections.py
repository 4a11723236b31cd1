"""The section is the address's, or the one whose label is printed; its topic is one across editions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from belta_scraper.editions import EDITIONS
from pipelines.sections import SettleSection, section_labelled, topic_of
from tests.pipelines.unsettled import unsettled, words_of_problems


@pytest.mark.parametrize("code", EDITIONS)
def test_every_label_of_every_edition_names_its_section(code: str) -> None:
    for section in EDITIONS[code].sections:
        for label in section.labels:
            for printed in (label, label.upper(), label.lower(), f"{label}:"):
                assert section_labelled(EDITIONS[code], printed) == section.slug


@pytest.mark.parametrize(
    ("edition", "section", "printed", "slug"),
    [
        pytest.param("de", None, "Wirtschaft", "economics", id="real print: a text capture"),
        pytest.param("ru", None, "Общество", "society", id="real print: wap"),
        pytest.param("zh", None, "科技/经济", "economics", id="real print: a label of two words"),
        pytest.param("ru", "comments", "Общество", "comments", id="real print: the address wins over the label"),
        pytest.param("de", "gardens", None, "gardens", id="invented: an address nobody knows"),
        pytest.param("de", None, None, None, id="nothing printed"),
    ],
)
def test_where_an_article_is_filed(edition: str, section: str | None, printed: str | None, slug: str | None) -> None:
    article = SettleSection().settle(unsettled(edition=edition, section=section, section_text=printed))

    assert (article.section, article.section_text) == (slug, printed)
    assert article.problems == ()
    assert SettleSection().settle(article) == article


def test_a_label_nobody_knows_is_a_problem() -> None:
    article = SettleSection().settle(unsettled(section_text="Gartenbau"))

    assert article.section is None
    assert "Gartenbau" in words_of_problems(article)
    assert SettleSection().settle(article) == article


def test_an_edition_does_not_read_anothers_labels() -> None:
    assert SettleSection().settle(unsettled(edition="de", section_text="Экономика")).section is None


@pytest.mark.parametrize(
    ("edition", "slug", "topic"),
    [
        ("de", "economics", "economy"), ("ru", "economics", "economy"), ("zh", "economics", "economy"),
        ("zh", "tech", "technology"), ("pl", "comments", "opinion"), (None, "sport", "sport"), ("xx", "sport", "sport"),
        ("de", "gardens", None), ("de", None, None), ("de", "", None),
    ],
)  # fmt: skip
def test_a_sections_topic_is_one_across_editions(edition: str | None, slug: str | None, topic: str | None) -> None:
    assert topic_of(edition, slug) == topic


@given(st.text(st.characters(exclude_categories=())), st.sampled_from([*EDITIONS, None, "xx"]))
def test_any_label_is_known_or_a_problem(printed: str, edition: str | None) -> None:
    article = SettleSection().settle(unsettled(edition=edition, section_text=printed))

    assert (article.section is None) == bool(article.problems) or edition not in EDITIONS
