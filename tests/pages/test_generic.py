"""A page in a design that no reader knows: quality is lost, not the news."""

import sys

import pytest

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import PageNotUnderstood
from belta_scraper.items import Article, CandidateDate
from belta_scraper.pages import read_article
from tests.records import a_capture

URL = "https://deu.belta.by/society/view/muehle-99-2027/"
PARAGRAPHS = [
    "MINSK, 1. März (BelTA) – Die alte Mühle am Fluss mahlt wieder. Das Mehl reicht für zwölf Brote am Tag.",
    "Der Müller hat das Rad selbst geschnitzt und im Winter dreimal neu eingesetzt, weil das Eis es verschob.",
    "Am Sonntag dürfen Kinder den Sack halten und danach vom Brot kosten, so viel sie mögen.",
]
PAGE = f"""<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Mühle mahlt wieder</title>
<meta property="article:published_time" content="2027-03-01 09:00:00"><meta property="og:section" content="Gesellschaft">
<meta property="article:tag" content="Mühle"></head><body>
<header><nav><a href="/">Start</a><a href="/all_news">Alle Nachrichten</a></nav></header>
<article class="story"><h1 class="story__title">Mühle mahlt wieder</h1><time>01 März 2027, 09:00</time>
<div class="story__body">{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}</div></article>
<aside><h3>Mehr</h3><a href="/x">Noch eine Nachricht</a></aside><footer>BelTA 2027</footer></body></html>"""


def read(text: str, url: str = URL) -> Article:
    return read_article(text, url=url, edition=None, capture=a_capture())


@pytest.fixture
def _trafilatura() -> None:
    pytest.importorskip("trafilatura", reason="pip install 'belta-archive[generic]' enables the generic reader")


@pytest.mark.usefixtures("_trafilatura")
def test_a_redesign_is_read_and_marked() -> None:
    article = read(PAGE)

    assert article.reader == "generic"
    assert (article.edition, article.number, article.headline) == ("de", 99, "Mühle mahlt wieder")
    assert [block.text for block in article.blocks] == PARAGRAPHS
    assert article.published_text == "01 März 2027, 09:00"
    assert article.section_text == "Gesellschaft"
    assert [tag.text for tag in article.tags] == ["Mühle"]
    assert CandidateDate(source="meta", text="2027-03-01 09:00:00") in article.candidates
    assert "found by trafilatura" in article.problems[0].message


@pytest.mark.usefixtures("_trafilatura")
def test_of_several_dates_none_is_chosen() -> None:
    assert read(PAGE.replace("<aside>", "<aside><p>02 März 2027, 10:00</p>")).published_text is None


@pytest.mark.usefixtures("_trafilatura")
@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("<html><body><h1>Mühle</h1><p>Kurz.</p></body></html>", URL),
        ("<html><body><p>Kein Titel.</p></body></html>", URL),
        (PAGE.replace("BelTA", "XYZ"), "https://example.org/muehle"),
        (PAGE, "https://deu.belta.by/about/"),
    ],
)
def test_what_does_not_look_like_our_article_is_refused(text: str, url: str) -> None:
    if url.endswith("/about/"):
        text = text.replace("MINSK, 1. März (BelTA) – ", "")
    with pytest.raises(PageNotUnderstood, match="layout that no reader knows"):
        read(text, url)


def test_without_trafilatura_the_message_says_how_to_enable_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)

    with pytest.raises(PageNotUnderstood, match=r"pip install 'belta-archive\[generic\]'"):
        read(PAGE)


def test_it_never_overrides_one_of_ours() -> None:
    html = PAGE.replace('class="story__body"', 'class="js-mediator-article"')

    assert read(html).reader == "article since 2019"


def test_its_editions_labels_are_the_only_sections() -> None:
    assert "gesellschaft" in EDITIONS["de"].section_of_label
