"""Text captures of every layout, and texts that are none."""

from pathlib import Path

import pytest

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import PageNotUnderstood
from belta_scraper.items import Article, CandidateDate
from belta_scraper.pages import read_plain_text
from tests.records import a_capture

BODY = "MINSK, 5. Mai (BelTA) – Der Bücherbus fährt wieder über die Dörfer.\nAn Bord ist auch eine Teekanne."
URL = "https://deu.belta.by/society/view/buecherbus-7-2024/"


def read(text: str, url: str | None = None, code: str | None = None) -> Article:
    return read_plain_text(text, capture=a_capture(), url=url, edition=EDITIONS[code] if code else None)


def story(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.fate == "story" and block.kind == "paragraph"]


def captions(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.kind == "caption"]


def head(article: Article) -> tuple[str | None, str | None, str | None]:
    return article.section_text, article.published_text, article.headline


HEADLINE = "Bücherbus fährt wieder"
LONG_HEADLINE = "„Wer ein Buch zurückbringt, bekommt einen Stempel in Form einer Eule.“ Ein Fahrer über Bücher, Dörfer und einen Kater, der jede Haltestelle kennt."


@pytest.mark.parametrize(
    ("above", "section", "date", "headline"),
    [
        ("Alle Nachrichten\nAlle Nachrichten\nKultur\n05 Mai 2024, 12:00\n\n" + HEADLINE, "Kultur", "05 Mai 2024, 12:00", HEADLINE),
        ("Alle Nachrichten\nAlle Nachrichten\n05 Mai 2024, 12:00\n" + HEADLINE, None, "05 Mai 2024, 12:00", HEADLINE),
        ("Kultur\n05 Mai 2024, 12:00\n" + HEADLINE, "Kultur", "05 Mai 2024, 12:00", HEADLINE),
        ("05 Mai 2024, 12:00\n" + HEADLINE, None, "05 Mai 2024, 12:00", HEADLINE),
        ("Kultur 05 Mai 2024, 12:00\n" + HEADLINE, "Kultur", "05 Mai 2024, 12:00", HEADLINE),
        ("05 Mai 2024, 12:00", None, "05 Mai 2024, 12:00", None),
        (HEADLINE + "\nKultur 05.05.2024 | 12:00", "Kultur", "05.05.2024 | 12:00", HEADLINE),
        (HEADLINE + "\nGesellschaft\n05.05.2024 | 12:00", "Gesellschaft", "05.05.2024 | 12:00", HEADLINE),
        (HEADLINE + "\nKultur\n05.05.2024 | 12:00", "Kultur", "05.05.2024 | 12:00", HEADLINE),
        ("Vollversion\n" + HEADLINE + "\n05.05.2024 | 12:00", None, "05.05.2024 | 12:00", HEADLINE),
        (HEADLINE + "\n2024-05-05 12:00", None, "2024-05-05 12:00", HEADLINE),
        ("Fotos\n12:00 05 Mai 2024\n" + HEADLINE, "Fotos", "12:00 05 Mai 2024", HEADLINE),
        ("Projekte\nStaatsorgane\nflag\nSonntag, 6 Mai 2024\nMinsk heiter +12°C\nAlle Nachrichten\nAlle Nachrichten\nKultur\n"
         "05 Mai 2024, 12:00\n" + HEADLINE, "Kultur", "05 Mai 2024, 12:00", HEADLINE),
        (HEADLINE + "\n09 верасня 2020, 01:03\nVor der Schule", None, None, HEADLINE),
        (HEADLINE + "\n05 Mai 2024, 12:00", None, "05 Mai 2024, 12:00", HEADLINE),
        ("Alle Nachrichten\nAlle Nachrichten\n05 Mai 2024, 12:00\n" + LONG_HEADLINE, None, "05 Mai 2024, 12:00", LONG_HEADLINE),
        ("Nie Gesehenes\nAlle Nachrichten\nAlle Nachrichten\nNeues Menü\nKultur\n05 Mai 2024, 12:00\n" + HEADLINE,
         "Kultur", "05 Mai 2024, 12:00", HEADLINE),
        ("", None, None, None),
        ("\n\n", None, None, None),
    ],
)  # fmt: skip
def test_the_head_of_a_page_is_taken_apart(
    above: str, section: str | None, date: str | None, headline: str | None
) -> None:
    article = read(f"{above}\n{BODY}")

    assert head(article) == (section, date, headline)
    assert story(article) == BODY.splitlines()
    assert article.edition == "de"
    expected = () if date is None else (CandidateDate(source="page", text=date),)
    assert article.candidates == expected


@pytest.mark.parametrize(
    "below",
    [
        "Abonnieren Sie uns auf\nX\nLetzte Nachrichten aus Belarus",
        "Abonnieren Sie uns auf\nTwitter\nLetzte Nachr",
        "Abonnieren Sie",
        "Druckversion\nNachrichten der Rubrik Kultur\nMühle mahlt wieder\n10:15\nLetzte Nachrichten\nWetter\nMinsk\nMinsk",
        "Nachrichten der Rubrik Kultur\nMühle mahlt wieder\nVollversion",
        "Nie gesehene Worte:\nTelegram\nX",
        "Folgen Sie uns\nTelegram",
        "Abon",
        "BelTA – Nachrichten aus Belarus, © Belarussische Tele",
        "Abonnieren Sie uns auf\nX\nLetzte Nachrichten aus Belarus\nMINSK, 5. Mai (BelTA) – Die Mühle mahlt wieder.",
        "BelTA – Nachrichten, © BelTA, 2010-2026. Alle Rechte vorbehalten.\nNutzungsbedingungen",
        "Letzte Nachrichten\nMühle mahlt wieder\nDer Müller hat das Rad selbst geschnitzt und im Winter dreimal neu eingesetzt.",
        "",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n\n"])
def test_the_closing_is_chrome_from_its_first_word_on(below: str, between: str) -> None:
    article = read(BODY + between + below)

    assert story(article) == BODY.splitlines()
    assert [block.text for block in article.blocks if block.fate == "chrome"] == below.splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "Letzte Nachrichten aus dem Bus: Der Kater ist wieder da.",
        "Wetterfest ist der Bus auch.",
        "„Alle Nachrichten sind gut“, sagte der Fahrer.",
        "X",
        "Der Fahrplan hängt an der Tür",
        "/Den vollständigen Text lesen Sie auf der russischen Seite/.",
        "Letzte Nachrichten aus dem Bus",
    ],
)
def test_what_could_be_story_stays_in_the_story(line: str) -> None:
    last = "Der Kater kennt den Fahrplan auswendig, steigt an jeder Haltestelle als Erster aus und wartet dann vor der Tür, bis alle Kinder da sind."

    assert story(read(f"{BODY}\n{line}\n{last}")) == [*BODY.splitlines(), line, last]


@pytest.mark.parametrize(
    ("small_print", "caption_lines", "note"),
    [
        ("Der Bus vor der Schule\nDer Bus vor der Schule", ["Der Bus vor der Schule"] * 2, None),
        ("Der Bus vor der Schule\n\n\nDer Bus vor der Schule\n", ["Der Bus vor der Schule"] * 2, None),
        ("Archivfoto", ["Archivfoto"], None),
        ("Der Bus. Foto: Weide Bach", ["Der Bus. Foto: Weide Bach"], None),
        (HEADLINE, [HEADLINE], None),
        ("Foto aus dem Archiv", ["Foto aus dem Archiv"], None),
        ("Der Bus vor der Schule", ["Der Bus vor der Schule"], None),
        ("(Aktualisiert 12:52)", [], "(Aktualisiert 12:52)"),
    ],
)
def test_small_print_between_headline_and_body(small_print: str, caption_lines: list[str], note: str | None) -> None:
    article = read(f"Kultur\n05 Mai 2024, 12:00\n{HEADLINE}\n{small_print}\n{BODY}")

    assert captions(article) == caption_lines
    assert article.update_note == note
    assert story(article) == BODY.splitlines()


def test_a_sentence_above_the_dateline_is_story() -> None:
    lead = "Ein Bus voller Bücher hat den Winter überstanden."

    assert story(read(f"Kultur\n05 Mai 2024, 12:00\n{HEADLINE}\n{lead}\n{BODY}")) == [lead, *BODY.splitlines()]


def test_a_programme_of_the_day_is_story_and_a_list_of_latest_news_is_not() -> None:
    programme = ["18:00", "Der Bus kommt", "19:00", "Ein Kater liest vor", "20:00", "Der Bus fährt"]
    latest = ["20:00", "Mühle mahlt wieder", "19:00", "Orgel im Rathaus", "18:00", "Eule im Turm"]

    assert story(read("\n".join([BODY, *programme]))) == [*BODY.splitlines(), *programme]
    assert story(read("\n".join([BODY, *latest]))) == BODY.splitlines()


def test_a_topic_block_is_chrome() -> None:
    body = "8 мая, Минск /Корр. БЕЛТА/. Лодки спустили на воду."
    for block in ('Новости темы\n"Лодки и люди"', 'Новости темы "Лодки и люди"'):
        assert story(read(f"{block}\n(Обновлено 12:52)\n{body}")) == [body]


def test_a_caption_below_a_photo_report() -> None:
    article = read(
        "Todas las noticias\nTodas las noticias\nFotos\n04 Junio 2024, 08:45\nFaroles\n"
        "Los faroles del parque se encienden al anochecer.\n\n\n\nUn farol junto al estanque\nSíguenos en\nX"
    )

    assert captions(article) == ["Un farol junto al estanque"]
    assert story(article) == ["Los faroles del parque se encienden al anochecer."]


TWICE = ["Der Bus hielt an jeder Mühle, und wer wollte, stieg mit Büchern ein.", "Am Abend war er leer."]


def test_an_end_printed_twice_is_no_caption() -> None:
    first = "Der Bücherbus fährt wieder, und wer ihn sieht, winkt ihm zu."
    above = f"Kultur\n05 Mai 2024, 12:00\n{HEADLINE}"

    assert story(read("\n".join([above, first, *TWICE, *TWICE]), code="de")) == [first, *TWICE, *TWICE]
    assert story(read("\n".join([above, *TWICE, *TWICE]), code="de")) == [*TWICE, *TWICE]


def test_captions_printed_twice_need_no_dateline() -> None:
    two = ["Der Bus", "Der Kater"]

    article = read("\n".join(["Kultur", "05 Mai 2024, 12:00", HEADLINE, *two, *two, *TWICE]), code="de")

    assert captions(article) == [*two, *two]
    assert story(article) == TWICE


def test_captions_of_several_pictures_below_a_photo_report() -> None:
    article = read(
        "Todas las noticias\nTodas las noticias\n04 Junio 2024, 08:45\nFaroles\n"
        "Los faroles del parque se encienden al anochecer.\n\n\n\nUn farol\n\n\n\nUna barca\n\n\n\nUn gato"
    )

    assert captions(article) == ["Un farol", "Una barca", "Un gato"]
    assert story(article) == ["Los faroles del parque se encienden al anochecer."]


def test_paragraphs_with_pictures_between_them_are_no_captions() -> None:
    paragraphs = ["Los faroles se encienden.", "Las barcas salen.", "El gato mira."]
    head = "Todas las noticias\nTodas las noticias\n04 Junio 2024, 08:45\nFaroles\n"

    assert story(read(head + "\n\n\n\n\n".join(paragraphs))) == paragraphs


def test_a_photo_report_of_one_line_has_it_as_its_text() -> None:
    article = read("All news\nAll news\n18:09 29 November 2019\nGeese\n\n\n\nGeese on the frozen pond\nSubscribe to us")

    assert story(article) == ["Geese on the frozen pond"]
    assert story(read("All news\nAll news\n18:09 29 November 2019\nGeese\nGeese\nSubscribe to us")) == ["Geese"]


def test_bullets_are_lines_of_a_list() -> None:
    kinds = [block.kind for block in read(BODY + "\n• Tee\n• Bücher").blocks]

    assert kinds == ["paragraph", "paragraph", "list line", "list line"]


def test_an_address_says_what_the_text_does_not() -> None:
    article = read(BODY, URL)

    assert (article.url, article.number, article.year, article.section) == (URL, 7, 2024, "society")
    assert article.candidates == (CandidateDate(source="address", text="2024"),)


def test_an_address_that_cannot_be_read_is_a_problem_and_no_more() -> None:
    article = read(BODY, "https://example.org/x")

    assert article.url is None
    assert "no edition's host" in article.problems[0].message


def test_a_text_of_another_edition_than_was_said_is_a_problem() -> None:
    article = read(BODY, code="en")

    assert article.edition == "en"
    assert "strings of another" in article.problems[0].message


def test_the_day_of_rendering_is_never_that_of_publication() -> None:
    printed = read(f"09 верасня 2020, 01:03\n{HEADLINE}\n{BODY}")
    in_print = read(f"05 Mai 2024, 12:00\n{HEADLINE}\n{BODY}", URL.replace("/society", "/printv/society"))
    in_header = read(f"flag Montag, 6 Mai 2024\nAlle Nachrichten\nAlle Nachrichten\n{BODY}")

    for article in (printed, in_print, in_header):
        assert article.published_text is None
        assert "page" not in {candidate.source for candidate in article.candidates}
    assert printed.headline == in_print.headline == HEADLINE


def test_a_text_that_does_not_say_its_edition_has_none() -> None:
    body = "MINSK, 5 Foo (BelTA) – The bus travels again."

    assert read(body).edition is None


WITHOUT_MARKS = (
    "Скамейки в парке покрасили в синий цвет. Садовники работали три дня и истратили сорок банок краски.\n"
    '"Теперь их видно с моста", - рассказал смотритель.'
)


def test_a_body_alone_without_any_mark_needs_an_address_or_an_edition() -> None:
    with pytest.raises(PageNotUnderstood, match="somebody else's"):
        read(WITHOUT_MARKS)

    assert story(read(WITHOUT_MARKS, code="ru")) == WITHOUT_MARKS.splitlines()
    assert story(read(WITHOUT_MARKS, "https://belta.by/society/view/x-1-2025/")) == WITHOUT_MARKS.splitlines()
    assert read(WITHOUT_MARKS.replace("рассказал", "рассказал БЕЛТА")).edition is None


ANY_EDITION = [None, "de"]


@pytest.mark.parametrize("code", ANY_EDITION)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "an empty file"),
        (" \n\n", "an empty file"),
        ("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02" * 20, "binary"),
        ("PK\x03\x04\ufffd\ufffd\ufffd\ufffd boat \ufffd\ufffd", "binary"),
        ("<html><body><p>Boote</p></body></html>", "mark-up"),
        ('[\n {\n  "time": "16:13",\n  "title": "Boote"\n }\n]', "source code"),
        ("def boats():\n    return 1\n\nprint(boats())", "source code"),
        ("# Boats\n\nCounts boats.\n\n## Use\n\nimport boats\n", "documentation"),
        ("Nachrichten\n21\n.02.26\n14:06\nSport\nBoote", "a listing"),
        ("28\n.05.25\n11:54\nSport\nBoote am Steg\n11:40\nKultur\nOrgel", "a listing"),
        ("All News\n19 May, 16:11\nBoats\n18 May, 09:00\nOars", "a listing"),
        ("Projekte\nStaatsorgane\nflag Montag, 6 Mai 2024\nAlle Nachrichten\nBoote am Steg\nOrgel im Rathaus\nEule im Turm",
         "home page"),
        ("Projects\nFlag Saturday, 20 April 2024\nAll news\nAll news\nOwls counted\nVolunteers counted owls in the park.",
         "home page"),
        ("Vollversion\nArchivfoto\nBoote am Steg\nSport 12.10.2018 | 12:00\nOrgel im Rathaus\nKultur 11.10.2018 | 16:37",
         "a listing"),
        ("Ошибка 404\nСтраница не найдена", "no such page"),
        ("Projekte\nflag Montag, 6 Mai 2024\nAlle Nachrichten\nAlle Nachrichten\n404\nSeite nicht gefunden", "no such page"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_named(text: str, found: str, code: str | None) -> None:
    with pytest.raises(PageNotUnderstood, match="Expected the text of an article") as refused:
        read(text, code=code)
    assert found in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "Laternen brennen an dem Teich,\nund Schatten liegen auf dem Glas,\ndie Boote schlafen alle gleich,\nund feucht ist das Gras.",
        "Einkaufen:\nBrot\nTee\nPaddel",
        "SEEDORF, 5. Mai - Seeblatt. Der Bücherbus fährt wieder über die Dörfer und hat auch eine Teekanne an Bord.",
        "Все новости\nПоследние новости\n5 мая 2024, 12:00\nЛодки спустили на воду\nЛодки спустили на воду, рассказал сторож газете.",
        "Permission is hereby granted, free of charge, to any person obtaining a copy of these boats.",
        "Copyright (c) 2010-2026 BelTA readers\nPermission is hereby granted, free of charge, to copy these boats.",
    ],
)
def test_a_text_of_somebody_else_s_is_refused(text: str) -> None:
    with pytest.raises(PageNotUnderstood):
        read(text)


SOMEBODY_ELSE = {
    "another dateline": "МИНСК, 8 мая. /Озеро/. В парке зажгут восемьдесят фонарей, сообщает БЕЛТА. Лодки выйдут на воду после заката.",
    "a dateline with dashes": "МОСКВА, 8 мая - Озеро. В парке зажгут восемьдесят фонарей, сообщает БЕЛТА. Лодки выйдут на воду.",
    "a dateline in brackets": "MINSK, May 8 (Seeblatt) -- Eighty lamps will be lit in a park, the director told BelTA on Monday.",
    "a Chinese dateline": "湖畔社明斯克5月8日电 白通社报道，明斯克公园将点亮80盏灯。日落后，小船将下水。",
    "introduced": "Eighty lamps will be lit in a Minsk park, the state news agency BelTA reported. Its director told BelTA so.",
    "introduced behind": "The BelTA news agency has learned of eighty lamps that will be lit in a park in Minsk on Friday.",
    "introduced, de": "In einem Park werden Laternen angezündet, sagte der Direktor der Nachrichtenagentur BelTA am Montag.",
    "introduced, be": "У парку запаляць восемдзясят ліхтароў, паведамляе дзяржаўнае агенцтва БЕЛТА. Лодкі спусцяць на ваду.",
    "cited": "В парке зажгут восемьдесят фонарей. Лодки выйдут на воду после заката, пишет БЕЛТА, и чай будет горячим.",
    "cited, zh": "据白通社报道，明斯克公园将点亮80盏灯。日落后，小船将下水，游客可以领取手电筒。",
    "named as source": "В парке зажгут восемьдесят фонарей. Лодки выйдут на воду после заката, а чай нальют всем.\nИсточник: БЕЛТА",
    "mentioned": "We went to a park in Minsk last week and saw eighty lamps. I had read about them on the BelTA website.",
}


@pytest.mark.parametrize("text", SOMEBODY_ELSE.values(), ids=list(SOMEBODY_ELSE))
def test_who_names_the_agency_need_not_be_the_agency(text: str) -> None:
    with pytest.raises(PageNotUnderstood, match="somebody else's"):
        read(f"{text}\n* * *")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Садовники высадили тысячу крокусов, передает корреспондент БЕЛТА. Поливать их будут школьники.", "ru"),
        ("Садовники высадили тысячу крокусов. Об этом БЕЛТА сообщили в дирекции парка, где ждут весну.", "ru"),
        ("Майстры прывезлі на кірмаш збанкі, перадае карэспандэнт БЕЛТА. Свісцёлкі чуваць па ўсім горадзе.", "be"),
        ("The planetarium will show a film about moths, BelTA learned from the director of the museum.", "en"),
        (
            "In der Werkstatt riecht es nach Leim und Papier, teilte die Meisterin der BelTA mit, die Drachen baut.",
            "de",
        ),
        ("El relojero limpió la torre y encontró dos nidos, comunicó a BelTA el ayuntamiento de la ciudad.", "es"),
        ("W bibliotece pojawiła się półka dla zaspanych, donosi korespondent BELTA z miasta nad rzeką.", "pl"),
        ("白通社从图书馆获悉，图书馆开始出借雨伞，每把雨伞附一本书，读者可以借到周末。", "zh"),
    ],
)
def test_the_agency_speaks_of_itself_in_its_own_words(text: str, code: str) -> None:
    article = read(f"{text}\n* * *")

    assert story(article) == [text, "* * *"]
    assert article.edition in (code, None)  # what the strings do not tell, the language will


def test_a_page_of_the_first_skin_needs_no_dateline() -> None:
    body = "Die Schmiede öffnet im Juni für Besucher. Wer mag, darf selbst den Blasebalg treten."
    menu = "Mobile Version\nProjekte\nServices\nStaatsorgane"

    for text in (
        f"{menu}\nSchmiede öffnet\nKultur 05.06.2018 | 09:12\n{body}",
        f"Schmiede öffnet\nKultur 05.06.2018 | 09:12\n{body}\nNachrichten der Rubrik Kultur\nOrgel spielt",
    ):
        assert head(read(text)) == ("Kultur", "05.06.2018 | 09:12", "Schmiede öffnet")
        assert story(read(text)) == [body]


def test_a_film_s_record_is_no_article() -> None:
    with pytest.raises(PageNotUnderstood, match="record of a film"):
        read(BODY, "https://deu.belta.by/video/getRecord/760/")
    with pytest.raises(PageNotUnderstood, match="record of a film"):
        read("Der Bücherbus fährt wieder.\nDer Bücherbus fährt wieder.", code="de")


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "pyproject.toml", "belta_scraper/editions.py", "Makefile"]
)
def test_the_project_s_own_files_are_no_articles(name: str) -> None:
    file = Path(__file__).parents[2] / name
    with pytest.raises(PageNotUnderstood):
        read(file.read_text(encoding="utf-8"))
