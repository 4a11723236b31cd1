"""Real captures of BelTA's pages, where they are at hand: measured against, never copied."""

import gzip
from typing import Any

import pytest

from belta_scraper.errors import PageNotUnderstood
from belta_scraper.items import Article
from belta_scraper.pages import decode, read_article, read_plain_text
from belta_scraper.pages.lines import dateline_of
from tests.real_captures import CAPTURES, LABELLED, NEEDED
from tests.records import a_capture

pytestmark = NEEDED


def capture_read(label: dict[str, Any]) -> Article:
    return read_plain_text(decode((CAPTURES / "text" / label["file"]).read_bytes()), capture=a_capture())


def body_of(article: Article) -> list[str]:
    """The story, its dateline and end mark taken off, as later steps do."""
    body = [block.text for block in article.blocks if block.fate != "chrome" and block.kind != "caption"]
    if body and (dateline := dateline_of(body[0])) is not None:
        body[0] = body[0].removeprefix(dateline.text).strip()
    if body:
        body[-1] = body[-1].removesuffix("-0-").strip()
    return body


ARTICLES = [label for label in LABELLED if label["is_article"]]


@pytest.mark.parametrize("field", ["edition", "headline", "section_text", "published_text"])
@pytest.mark.parametrize("label", ARTICLES, ids=lambda label: label["file"])
def test_a_text_capture_is_read_as_a_careful_reader_labelled_it(label: dict[str, Any], field: str) -> None:
    assert getattr(capture_read(label), field) == label[field]


@pytest.mark.parametrize("label", ARTICLES, ids=lambda label: label["file"])
def test_its_body_is_the_labelled_one(label: dict[str, Any]) -> None:
    body = body_of(capture_read(label))
    whole = " ".join(body)

    assert len(body) == label["body_paragraphs"]
    assert whole.startswith(label["body_first_words"].strip())
    assert whole.endswith(label["body_last_words"].strip())


@pytest.mark.parametrize("label", ARTICLES, ids=lambda label: label["file"])
def test_no_line_of_chrome_is_in_its_body(label: dict[str, Any]) -> None:
    assert not set(label["chrome_lines"]) & set(body_of(capture_read(label)))


@pytest.mark.parametrize("label", [each for each in LABELLED if not each["is_article"]], ids=lambda each: each["file"])
def test_what_is_no_article_is_refused_with_what_it_seems_to_be(label: dict[str, Any]) -> None:
    with pytest.raises(PageNotUnderstood, match="listing" if label["kind"] == "list" else "seems to be"):
        capture_read(label)


@pytest.mark.parametrize("url", ["", "http://www.belta.by/regions/view/g-153269-2015"])
def test_the_page_of_2015_is_read_whole(url: str) -> None:
    body = gzip.decompress((CAPTURES / "2015-08-10-ru-article-153269.html.gz").read_bytes())

    article = read_article(decode(body), url=url, edition=None, capture=a_capture())

    assert (article.edition, article.number, article.year, article.section) == ("ru", 153269, 2015, "regions")
    assert article.published_text == "22.07.2015 | 10:26"
    assert article.modified_text == "2015-07-23 09:35:44"
    assert article.section_text == "Регионы"
    assert article.declared_language == "ru-RU"
    assert article.headline is not None
    assert article.headline.startswith("График отключения горячей воды")
    assert article.headline.endswith("2015 году")
    assert [tag.text for tag in article.tags] == ["водоснабжение", "ЖКХ", "Минск"]
    assert [image.url.rpartition("/")[2] for image in article.images] == ["000023_97005_big.jpg"]
    assert {block.fate for block in article.blocks} == {"story"}
    assert [block.kind for block in article.blocks].count("subheading") == 2
    assert len(article.blocks) == 300
    assert article.blocks[-1].text.endswith("36, 37.")
    assert not article.problems
