"""All steps, in the order of the settings: from what a reader hands over to what is kept."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from belta_scraper.editions import EDITIONS
from belta_scraper.items import Article, CandidateDate, Entry, Image
from pipelines.datelines import place_in_use
from tests.pipelines.unsettled import LATE, settled, story, unsettled
from tests.real_captures import CAPTURES, LABELLED, NEEDED
from tests.records import an_entry

# What a careful reader finds in invented articles, one in each edition.
EXAMPLES: list[dict[str, Any]] = [
    {
        "edition": "ru", "section_text": "Общество", "published_text": "08 января 2026, 19:51",
        "headline": "Мастер вернул ратуше ее часы ", "printed": [
            "8 января, Минск /Корр. БЕЛТА/. Часы на ратуше снова идут, рассказал БЕЛТА часовщик.",
            "Шестеренку нашли под лестницей\xa0– ее унесла галка.  ", "Фото Дениса Костюченко.", "-0-",
        ],
        "section": "society", "published_at": "2026-01-08T19:51:00+03:00", "place": "Минск",
        "dateline_text": "8 января, Минск /Корр. БЕЛТА/.", "dateline_on": date(2026, 1, 8), "end_mark": "-0-",
        "body": ["Часы на ратуше снова идут, рассказал БЕЛТА часовщик.", "Шестеренку нашли под лестницей – ее унесла галка."],
        "people": ["Денис Костюченко"],
    },
    {
        "edition": "be", "section_text": "Спорт", "published_text": "01 студзеня 2023, 00:20",
        "headline": "Вясляры сустрэлі год на вадзе", "printed": [
            "31 снежня, Гродна /Ганна Вяслярка - БЕЛТА/. Вясляры сустрэлі Новы год на вадзе, з ліхтарамі і гарбатай.",
        ],
        "section": "sport", "published_at": "2023-01-01T00:20:00+03:00", "place": "Гродна",
        "dateline_text": "31 снежня, Гродна /Ганна Вяслярка - БЕЛТА/.", "dateline_on": date(2022, 12, 31),
        "body": ["Вясляры сустрэлі Новы год на вадзе, з ліхтарамі і гарбатай."], "people": ["Ганна Вяслярка"],
    },
    {
        "edition": "en", "section_text": "Society", "published_text": "02 October 2026, 11:54",
        "headline": "UPDATE 1 - Library opens reading room under the sky", "printed": [
            "(Updated 12:10)", "MINSK, 2 October (BelTA) – The library has opened a reading room under the sky.",
            "Tea is served from eight o'clock, and the owls are quiet by then.",
        ],
        "section": "society", "published_at": "2026-10-02T11:54:00+03:00", "place": "Minsk",
        "dateline_text": "MINSK, 2 October (BelTA) –", "dateline_on": date(2026, 10, 2),
        "update_note": "UPDATE 1 | (Updated 12:10)", "settled_headline": "Library opens reading room under the sky",
        "body": ["The library has opened a reading room under the sky.",
                 "Tea is served from eight o'clock, and the owls are quiet by then."],
    },
    {
        "edition": "de", "section_text": "Wirtschaft", "published_text": "21 Dezember 2024, 16:00",
        "headline": "Bäcker liefern Brot auf dem Wasser (wird aktualisiert)", "printed": [
            "ST. PETERSBURG, 21. Dezember (BelTA) -Am Kanal liefern die Bäcker ihr Brot mit dem Boot aus.",
            "„Es ist noch warm“, sagte der Ruderer, „und trocken“.", "/Wird ergänzt/.",
        ],
        "section": "economics", "published_at": "2024-12-21T16:00:00+03:00", "place": "St. Petersburg",
        "dateline_text": "ST. PETERSBURG, 21. Dezember (BelTA) -", "dateline_on": date(2024, 12, 21),
        "update_note": "(wird aktualisiert) | /Wird ergänzt/.",
        "settled_headline": "Bäcker liefern Brot auf dem Wasser",
        "body": ["Am Kanal liefern die Bäcker ihr Brot mit dem Boot aus.",
                 "„Es ist noch warm“, sagte der Ruderer, „und trocken“."],
    },
    {
        "edition": "es", "section_text": "Presidente", "published_text": "03 Octubre 2022, 14:12",
        "headline": "La feria de calabazas pesa cuarenta kilos", "printed": [
            "MINSK, 3 oct (BelTA). – Los alumnos llevaron a la feria una calabaza de cuarenta kilos.",
            "“Con ella haremos sopa para todos”, dijo la maestra.-0-",
        ],
        "section": "president", "published_at": "2022-10-03T14:12:00+03:00", "place": "Minsk",
        "dateline_text": "MINSK, 3 oct (BelTA). –", "dateline_on": date(2022, 10, 3), "end_mark": "-0-",
        "body": ["Los alumnos llevaron a la feria una calabaza de cuarenta kilos.",
                 "“Con ella haremos sopa para todos”, dijo la maestra."],
    },
    {
        "edition": "pl", "section_text": "Prezydent", "published_text": "21 Stycznia 2025, 09:05",
        "headline": "Zegar na rynku znów chodzi", "printed": [
            "21 stycznia, Mińsk /Kor. BELTA/. Zegar na rynku znów chodzi, bo zegarmistrz znalazł koło zębate.",
        ],
        "section": "president", "published_at": "2025-01-21T09:05:00+03:00", "place": "Mińsk",
        "dateline_text": "21 stycznia, Mińsk /Kor. BELTA/.", "dateline_on": date(2025, 1, 21),
        "body": ["Zegar na rynku znów chodzi, bo zegarmistrz znalazł koło zębate."],
    },
    {
        "edition": "zh", "section_text": "社会", "published_text": "2026 一月 27, 12:52",
        "headline": "图书馆开设露天阅览室", "printed": [
            "白通社明斯克1月27日电。记者王小明报道。河边的图书馆今日开设了露天阅览室。", "热茶从八点开始供应。",
        ],
        "section": "society", "published_at": "2026-01-27T12:52:00+03:00", "place": "明斯克",
        "dateline_text": "白通社明斯克1月27日电。记者王小明报道。", "dateline_on": date(2026, 1, 27),
        "body": ["河边的图书馆今日开设了露天阅览室。", "热茶从八点开始供应。"], "people": ["王小明"],
    },
]  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["edition"])
@pytest.mark.parametrize("says_edition", [True, False], ids=["edition given", "edition told by the text"])
def test_an_article_is_settled_field_by_field(example: dict[str, Any], says_edition: bool) -> None:
    article = settled(
        unsettled(
            *example["printed"],
            from_file=True, edition=example["edition"] if says_edition else None, headline=example["headline"],
            section_text=example["section_text"], published_text=example["published_text"],
        )
    )  # fmt: skip

    assert article.edition == example["edition"]
    assert article.language == article.language_detected == EDITIONS[example["edition"]].language
    assert article.section == example["section"]
    assert article.headline == example.get("settled_headline", example["headline"].strip())
    assert article.published_at is not None
    assert article.published_at.isoformat() == example["published_at"]
    assert article.published_from == "page: as printed"
    assert article.dateline_text == example["dateline_text"]
    assert article.dateline_place == example["place"]
    assert article.dateline_on == example["dateline_on"]
    assert article.dates_agree is True
    assert article.agency == "BelTA"
    assert list(article.body or ()) == example["body"]
    assert article.end_mark == example.get("end_mark")
    assert article.update_note == example.get("update_note")
    assert [credit.name for credit in article.credits if credit.role != "agency"] == example.get("people", [])
    assert article.problems == ()
    assert settled(article) == article


# --- Captures, where they lie beside the project ----------------------------------------------------


def handed_over(label: dict[str, Any]) -> Article:
    """A labelled capture as a reader would hand it over: its lines, without chrome."""
    text = (CAPTURES / "text" / label["file"]).read_bytes().decode("utf-8")
    begin, end = label["body_span"]
    begin -= len(label["dateline_text"] or "")
    while label["dateline_text"] and not text.startswith(label["dateline_text"], begin):
        begin -= 1
    if label["end_mark"] and text.startswith(label["end_mark"], end):
        end += len(label["end_mark"])
    lines = text[begin:end].splitlines()
    return unsettled(
        *filter(str.strip, lines),
        from_file=True, edition=label["edition"], headline=label["headline"], section_text=label["section_text"],
        published_text=label["published_text"],
    )  # fmt: skip


@NEEDED
@pytest.mark.parametrize("label", [each for each in LABELLED if each["is_article"]], ids=lambda label: label["file"])
def test_a_capture_is_settled_as_its_label_says(label: dict[str, Any]) -> None:
    article = settled(handed_over(label))
    body = " ".join(article.body or ())

    assert article.language_detected == EDITIONS[label["edition"]].language
    assert (article.published_at and article.published_at.isoformat()) == label["published_at"]
    assert article.dateline_text == label["dateline_text"]
    assert article.dateline_place == (label["dateline_place"] and place_in_use(label["dateline_place"]))
    if label["published_at"] and label["dateline_day_month"]:
        assert f"{article.dateline_on:%m-%d}" == label["dateline_day_month"]
    assert article.agency == label["agency"]
    assert [credit.name for credit in article.credits if credit.role != "agency"] == label["byline_people"]
    assert article.end_mark == label["end_mark"]
    assert body.startswith(label["body_first_words"])
    assert body.endswith(label["body_last_words"])
    assert len(article.body or ()) == label["body_paragraphs"]
    assert article.problems == ()
    assert settled(article) == article


@NEEDED
def test_the_document_that_this_project_was_born_from() -> None:
    article = settled(replace(handed_over(LABELLED[0]), edition=None))

    assert (article.edition, article.language, article.section) == ("de", "de", "economics")
    assert article.published_at == datetime(2024, 9, 19, 16, 35, tzinfo=UTC)
    assert article.published_at.isoformat() == "2024-09-19T19:35:00+03:00"
    assert article.dateline_text == "MINSK, 19. September (BelTA) –"
    assert (article.dateline_place, article.dateline_on, article.agency) == ("Minsk", date(2024, 9, 19), "BelTA")
    assert len(article.body or ()) == 4
    assert (article.body or ("",))[0].startswith("Die Region Gomel beabsichtigt")


# --- Properties ---------------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
_LINES = [
    "MINSK, 6 May (BelTA) – ", "8 мая, Минск /Корр. БЕЛТА/.", "白通社明斯克4月19日电。", "-0-", "/Wird ergänzt/.",
    "(Обновлено 12:52)", "Фото Дениса Костюченко.", "Фото Александра Иванова, БЕЛТА.", "UPDATE 1 - ", "Автор: Анна Петрова",
    "Die Bibliothek öffnet um acht und schließt, wenn der letzte Leser geht.", "记者王明报道。", "1726760000", "21.02.26",
    "19 September 2024, 19:35", "31 октября 2010, 02:30", "2026-10-02T11:54:00+00:00", "учора, 15:40", "Wirtschaft",
]  # fmt: skip
PRINTED = ANY_TEXT | st.sampled_from(_LINES) | st.lists(st.sampled_from(_LINES), max_size=3).map(" ".join)
SOURCES = st.sampled_from(["page", "meta", "feed", "listing", "address", "image"])


@given(
    st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(
                ["headline", "lead", "section_text", "published_text", "modified_text", "byline_text", "update_note"], PRINTED
            ),
            "blocks": st.lists(PRINTED.map(story), max_size=6).map(tuple),
            "edition": st.sampled_from([*EDITIONS, None]),
            "year": st.sampled_from([2010, 2024, 2026]),
            "family": st.sampled_from(["news", "interview", "columnists"]),
            "candidates": st.lists(st.builds(CandidateDate, source=SOURCES, text=PRINTED), max_size=4).map(tuple),
            "images": st.lists(st.builds(Image, url=ANY_TEXT, caption=PRINTED, credit=st.none() | PRINTED), max_size=2).map(tuple),
            "entry": st.builds(lambda day, clock: an_entry(day_text=day, time_text=clock), PRINTED, PRINTED),
        },
    ),
    st.booleans(),
)  # fmt: skip
def test_any_article_is_settled_and_settling_twice_changes_nothing(fields: dict[str, Any], from_file: bool) -> None:
    once = settled(unsettled(from_file=from_file, **fields))

    assert settled(once) == once
    assert all(paragraph.strip() == paragraph != "" for paragraph in once.body or ())
    assert once.published_on is None or once.published_on <= LATE.date().replace(day=21)
    assert (once.published_at is None) or once.published_from is not None
    for text in (once.headline, once.lead, once.update_note, once.byline_text, once.dateline_text, *(once.body or ())):
        (text or "").encode("utf-8")


@pytest.mark.parametrize(
    "text", ["8 мая, " * 140_000, "\u202e\x00\ud800 " * 250_000, "7" * 1_000_000, "А. " * 330_000, "(" * 1_000_000]
)
def test_a_million_characters_in_every_field_are_settled_in_bounded_time(text: str) -> None:
    begun = time.perf_counter()
    entry: Entry = an_entry(day_text=text, time_text=text)

    settled(
        unsettled(
            text, text, headline=text, lead=text, section_text=text, published_text=text, modified_text=text,
            byline_text=text, update_note=text, entry=entry, candidates=(CandidateDate(source="meta", text=text),),
            images=(Image(url=text, caption=text, credit=text),),
        )
    )  # fmt: skip

    assert time.perf_counter() - begun < 30
