"""What an article's page says of itself, and what it says that is not so."""

import pytest

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import PageIsGone, PageNotUnderstood, PageRefusesUs
from belta_scraper.items import Article, CandidateDate, Entry
from belta_scraper.pages import read_article
from tests.records import a_capture, an_entry

URL = "https://deu.belta.by/society/view/boote-7-2026/"


def page(
    body: str = "<p>MINSK, 3. Februar (BelTA) – Die Boote sind trocken.</p>",
    *,
    head: str = "",
    date: str = "03 Februar 2026, 09:02",
    above: str = '<a href="/society/">Gesellschaft</a>',
    headline: str = "<h1>Boote am Steg</h1>",
    around: str = "",
) -> str:
    return f"""<!DOCTYPE html><html lang="de"><head><title>Boote am Steg</title>{head}</head><body>
<div class="content_margin">{above}<div class="date_full">{date}</div>{headline}<div class="inner_content">{around}
<div class="text"><div class="js-mediator-article">{body}</div></div></div></div></body></html>"""


def read(text: str, url: str = URL, code: str | None = "de", entry: Entry | None = None) -> Article:
    edition = EDITIONS[code] if code else None
    return read_article(text, url=url, edition=edition, capture=a_capture(), entry=entry)


def story(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.fate != "chrome"]


def messages(article: Article) -> str:
    return " ".join(problem.message for problem in article.problems)


def test_where_an_article_stands_comes_from_its_address() -> None:
    article = read(page(), "http://127.0.0.1:8004/society/view/boote-7-2026?r=1")

    assert (article.edition, article.url, article.family) == ("de", URL, "news")
    assert (article.number, article.year, article.section) == (7, 2026, "society")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:url" content="http://deu.belta.by/society/view/boote-7-2026">',
        f'<link rel="canonical" href="{URL}">',
        '<link rel="alternate" media="only screen" href="http://m.deu.belta.by/society/view/boote-7-2026/">',
    ],
)
def test_a_saved_page_without_an_address_says_where_it_stands(head: str) -> None:
    article = read(page(head=head), url="", code=None)

    assert (article.edition, article.url) == ("de", URL)


def test_other_languages_are_no_address_of_this_article() -> None:
    article = read(
        page(head='<link rel="alternate" hreflang="en" href="https://eng.belta.by/x/view/y-9-2026/">'), "", None
    )

    assert article.url is None


def test_a_page_that_says_it_is_another_article_is_a_problem() -> None:
    other = '<meta property="og:url" content="https://deu.belta.by/society/view/kuchen-8-2026/">'

    article = read(page(head=other))

    assert article.number == 7
    assert "Expected the article 7" in messages(article)


def test_every_date_is_a_candidate_and_none_is_believed() -> None:
    head = """<meta property="article:published_time" content="2026-02-03 09:02:00">
        <meta name="mediator_published_time" content="2026-02-03T09:02:00+00:00">
        <meta property="article:modified_time" content="2026-02-04 10:11:12">"""
    picture = (
        '<div class="main_img"><img src="/images/storage/news/with_archive/2026/000022_1770098520_7_big.jpg"></div>'
    )

    article = read(page(head=head, around=picture), entry=an_entry(7, day_text="03.02.26", time_text="09:02"))

    assert article.candidates == (
        CandidateDate(source="page", text="03 Februar 2026, 09:02"),
        CandidateDate(source="meta", text="2026-02-03 09:02:00"),
        CandidateDate(source="meta", text="2026-02-03T09:02:00+00:00"),
        CandidateDate(source="address", text="2026"),
        CandidateDate(source="listing", text="03.02.26 09:02"),
        CandidateDate(source="image", text="1770098520"),
    )
    assert article.modified_text == "2026-02-04 10:11:12"


def test_a_picture_of_another_article_dates_nothing() -> None:
    picture = (
        '<div class="main_img"><img src="/images/storage/news/with_archive/2026/000022_1770098520_6_big.jpg"></div>'
    )

    assert "image" not in {candidate.source for candidate in read(page(around=picture)).candidates}


def test_a_line_without_a_day_gives_its_time_alone() -> None:
    article = read(page(), entry=an_entry(7, day_text=None, time_text="09:02"))

    assert CandidateDate(source="listing", text="09:02") in article.candidates


@pytest.mark.parametrize("url", ["https://deu.belta.by/printv/society/view/boote-7-2026/", URL])
def test_the_moment_of_printing_is_never_a_date_of_publication(url: str) -> None:
    article = read(page(date="09 верасня 2020, 01:03"), url)

    assert article.published_text is None
    assert "page" not in {candidate.source for candidate in article.candidates}


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("03&nbsp;Februar&nbsp;2026,\n 09:02", "03 Februar 2026, 09:02"),
        ("<span>03 Februar 2026</span>, <b>09:02</b>", "03 Februar 2026, 09:02"),
        ("<a href='/society/'>Gesellschaft</a> 03.02.2026 | 09:02<div class='share'>f</div>", "03.02.2026 | 09:02"),
        ("Gesellschaft 03.02.2026 | 09:02", "03.02.2026 | 09:02"),
        ("heute, 09:02", "heute, 09:02"),
    ],
)
def test_the_date_is_read_as_printed(printed: str, text: str) -> None:
    assert read(page(date=printed)).published_text == text


@pytest.mark.parametrize(
    ("above", "label"),
    [
        ('<a href="/society/">Gesellschaft</a>', "Gesellschaft"),
        ('<a class="rubric" href="/society/">Gesellschaft</a>', "Gesellschaft"),
        ('<div><a href="/">Start</a> <a href="/society/">Gesellschaft</a></div>', "Gesellschaft"),
        ("", None),
        ("<p>Kein Link</p>", None),
    ],
)
def test_the_section_is_the_link_above_the_date(above: str, label: str | None) -> None:
    assert read(page(above=above)).section_text == label


def test_a_page_without_a_date_is_read_and_reported() -> None:
    article = read(page().replace('<div class="date_full">03 Februar 2026, 09:02</div>', ""))

    assert article.headline == "Boote am Steg"
    assert article.published_text is None
    assert "date of publication" in messages(article)


def test_a_date_whose_element_has_another_name_is_known_by_its_form() -> None:
    renamed = page().replace("date_full", "published")
    two = renamed.replace("<h1>", "<p>04 Februar 2026, 10:00</p><h1>")

    assert (read(renamed).published_text, read(renamed).section_text) == ("03 Februar 2026, 09:02", "Gesellschaft")
    assert "date of publication" in messages(read(renamed))
    assert read(two).published_text is None


@pytest.mark.parametrize(
    ("headline", "head", "read_as", "problem"),
    [
        ("<h1>Boote am Steg</h1>", "", "Boote am Steg", ""),
        ("<h1> Boote\r\n am&nbsp;Steg </h1>", "", "Boote am Steg", ""),
        ("<h1></h1><h1>Boote am Steg</h1>", "", "Boote am Steg", "found 2"),
        ("", '<meta property="og:title" content="Boote am Steg">', "Boote am Steg", "found none"),
        ("", "", None, "found none"),
    ],
)
def test_the_headline(headline: str, head: str, read_as: str | None, problem: str) -> None:
    article = read(page(headline=headline, head=head))

    assert article.headline == read_as
    assert (problem in messages(article)) if problem else not article.problems


def test_a_heading_inside_the_body_is_no_headline() -> None:
    article = read(page("<p>Eins.</p><h1>Zwischentitel</h1><p>Zwei.</p>"))

    assert article.headline == "Boote am Steg"
    assert [block.kind for block in article.blocks] == ["paragraph", "subheading", "paragraph"]
    assert not article.problems


def test_the_teaser_is_a_lead_only_where_it_is_printed_above_the_text() -> None:
    head = '<meta property="og:description" content="Die Boote sind trocken.">'

    assert read(page(head=head)).lead is None
    assert read(page(head=head, around="<p>Die Boote sind trocken.</p>")).lead == "Die Boote sind trocken."


def test_a_line_that_repeats_a_picture_s_caption_is_its_caption() -> None:
    article = read(page('<p><img src="/a.jpg" alt="Boote im Schnee"></p><p>Boote im Schnee</p><p>Es taut.</p>'))

    assert [(block.kind, block.text) for block in article.blocks] == [
        ("caption", "Boote im Schnee"), ("paragraph", "Es taut."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("alt", "line", "is_its"),
    [
        ("Boote im Schnee", "Boote im Schnee. Foto: Weide Bach", True),
        ("Boote im Schnee", "Boote im Schnee (Foto: Weide Bach)", True),
        ("Лодки в снегу", "Лодки в снегу (фото Ивы Прибрежной, БЕЛТА)", True),
        ("", "Boote im Schnee. Foto: Weide Bach", True),
        ("Boote im Schnee", "Boote im Schnee sah man lange nicht.", False),
        ("", "Boote im Schnee", False),
    ],
)
def test_a_line_directly_below_a_picture_may_add_who_made_it(alt: str, line: str, is_its: bool) -> None:
    below = read(page(f'<div><img src="/a.jpg" alt="{alt}"></div><div><em>{line}</em></div><div>Es taut.</div>'))
    further = read(page(f'<div><img src="/a.jpg" alt="{alt}"></div><div>Es taut.</div><div><em>{line}</em></div>'))

    assert [block.kind for block in below.blocks] == ["caption" if is_its else "paragraph", "paragraph"]
    assert [block.kind for block in further.blocks] == ["paragraph", "paragraph"]


def test_a_line_that_is_all_the_text_is_text_though_it_repeats_a_caption() -> None:
    article = read(page('<p><img src="/a.jpg" alt="Boote im Schnee"></p><p>Boote im Schnee</p>'))

    assert [block.kind for block in article.blocks] == ["paragraph"]


def test_a_short_line_above_the_dateline_is_kept() -> None:
    dated = "MINSK, 3. Februar (BelTA) – Die Boote sind trocken."

    assert [block.kind for block in read(page(f"<p>Am Steg</p><p>{dated}</p>")).blocks] == ["paragraph", "paragraph"]


def test_sentences_beside_the_body_are_reported() -> None:
    beside = "Ein Satz, der neben dem Text steht, wo niemand ihn erwartet, geht nicht verloren."
    html = page().replace('<div class="text">', f'<div class="text"><p>{beside}</p><div class="clear"></div>')

    article = read(html)

    assert beside not in story(article)
    assert [problem.text for problem in article.problems] == [beside]


@pytest.mark.parametrize("note", ["/Wird ergänzt/.", "(Aktualisiert 12:52)", "(wird aktualisiert)"])
def test_a_note_of_an_update_is_no_paragraph(note: str) -> None:
    article = read(page(f"<p>Die Boote sind trocken.</p><p>{note}</p>"))

    assert article.update_note == note
    assert story(article) == ["Die Boote sind trocken."]


@pytest.mark.parametrize("css", ["js-mediator-article", "text", "inner_content"])
def test_the_body_is_found_where_some_of_its_wrappers_are_missing(css: str) -> None:
    body = "<p>Die Boote sind trocken.</p>"
    wrapped = f"<div class='{css}'>{body}</div>"
    html = page("").replace('<div class="js-mediator-article"></div>', wrapped if css != "inner_content" else body)

    assert story(read(html)) == ["Die Boote sind trocken."]


def test_a_body_that_has_lost_its_frame_is_still_read() -> None:
    html = page().replace("content_margin", "something_new")

    article = read(html)

    assert (article.headline, article.published_text) == ("Boote am Steg", "03 Februar 2026, 09:02")
    assert article.reader == "article since 2019"


def test_two_bodies_are_one_text() -> None:
    html = page().replace(
        "</div></div></div></div></body>", '</div><div class="js-mediator-article">Zwei.</div></div></div></div></body>'
    )

    assert story(read(html))[1:] == ["Zwei."]


def test_an_unknown_box_is_kept_and_reported_once_per_kind() -> None:
    article = read(page('<p>Eins.</p><div class="quiz">A?</div><p>Zwei.</p><div class="quiz">B?</div>'))

    assert story(article) == ["Eins.", "A?", "Zwei.", "B?"]
    assert len(article.problems) == 1
    assert "div.quiz" in article.problems[0].message
    assert article.problems[0].text == "A?"


def test_letters_lost_in_decoding_are_reported() -> None:
    assert "2 characters that cannot" in messages(read(page("<p>B\ufffd\ufffdte am Steg.</p>")))


def test_a_page_cut_short_is_reported() -> None:
    assert "</html>" in messages(read(page().removesuffix("</div></div></body></html>")))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", PageRefusesUs),
        (" \n", PageRefusesUs),
        ("<html><body></body></html>", PageRefusesUs),
        ("<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>", PageRefusesUs),
        ("<html><head><title>Attention Required!</title></head><body><p>Why have I been blocked?</p></body></html>",
         PageRefusesUs),
        ('<html><body><div class="g-recaptcha"></div><p>Bitte bestätigen.</p></body></html>', PageRefusesUs),
        ("<html><head><title>DDoS-Guard</title></head><body>Проверка браузера</body></html>", PageRefusesUs),
        ("<html><head><title>Service unavailable</title></head><body>Технические работы</body></html>", PageRefusesUs),
        (page("<p></p>"), PageRefusesUs),
        (page("<script>x()</script>"), PageRefusesUs),
        ("<html><head><title>404</title></head><body>x</body></html>", PageIsGone),
        ("<html><head><title>Ошибка 404. Страница не найдена | БЕЛТА</title></head><body>x</body></html>", PageIsGone),
        (page(headline="<h1>Seite nicht gefunden</h1>"), PageIsGone),
        ("Die Boote sind trocken.", PageNotUnderstood),
        ("<html><body><h1>Impressum</h1><p>Kurz.</p></body></html>", PageNotUnderstood),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused(text: str, error: type[PageNotUnderstood]) -> None:
    with pytest.raises(error) as refused:
        read(text)
    assert type(refused.value) is error
    assert str(refused.value).startswith("Expected ")


@pytest.mark.parametrize("headline", ["404 Boote am Steg", "Captcha lernt rudern", "Zugang verweigert: Blocked!"])
def test_an_article_about_refusals_is_none(headline: str) -> None:
    assert read(page(headline=f"<h1>{headline}</h1>")).headline == headline


def test_a_photo_report_without_a_word_is_an_article() -> None:
    article = read(page('<p><img src="/1.jpg" alt="Boote"></p>'), "https://deu.belta.by/fotoreportage/view/x-8-2026/")

    assert [image.caption for image in article.images] == ["Boote"]
    assert not story(article)
