"""Text is cleaned of what prints nothing; marks and notes go to their own fields; nothing else is lost."""

import time
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from belta_scraper.items import Block, BlockKind, CandidateDate, Fate, Image, Link, Tag
from pipelines.text import (
    TidyText,
    body_digest_of,
    count_words,
    digest_of,
    joined_notes,
    paragraphs_of,
    take_headline_notes,
    take_marks,
    tidy,
    without_repeated_end,
)
from tests.pipelines.unsettled import story, unsettled, words_of_problems

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)  # NUL, bidi controls and lone surrogates too


@pytest.mark.parametrize(
    ("printed", "tidied"),
    [
        pytest.param("Лодка\r\n на воде", "Лодка на воде", id="real print: CR LF inside a headline"),
        pytest.param("03\xa0Октября\xa02022", "03 Октября 2022", id="real print: no-break spaces"),
        pytest.param(" MINSK, 6 May ", "MINSK, 6 May", id="real print: blanks at both ends"),
        pytest.param("\u3000展览今日开幕。", "展览今日开幕。", id="real print: ideographic space as indentation"),
        pytest.param("„Tee“, sagte sie – 'so'", "„Tee“, sagte sie – 'so'", id="typographic characters stay"),
        pytest.param("библиоте\u0438\u0306", "библиоте\u0439", id="reported: letters composed"),
        pytest.param("Gewächs\u00adhaus", "Gewächshaus", id="reported: soft hyphen"),
        pytest.param("a\u200bb\u200c\ufeff\u2060", "ab", id="reported: zero width"),
        pytest.param("\u202eabc\u202c \u2066x\u2069 \u200e", "abc x", id="invented: bidi overrides and isolates"),
        pytest.param("a\x00b\x1bc\x9dd\x7f", "abcd", id="invented: controls"),
        pytest.param("a\x0bb\x0cc\x85d\u2028e", "a b c d e", id="invented: every kind of line end"),
        pytest.param("lo\ud83dst", "lost", id="invented: lone surrogate"),
        pytest.param("a\ufffeb\uffffc", "abc", id="invented: noncharacters"),
        pytest.param("\U0001f469\u200d\U0001f33e grows", "\U0001f469\u200d\U0001f33e grows", id="joiner in an emoji"),
        pytest.param("a\u200db", "ab", id="joiner between letters"),
        pytest.param("1\ufe0f\u20e3 ❤️", "1\ufe0f\u20e3 ❤️", id="variation selectors stay"),
        pytest.param("damaged \ufffd letter", "damaged \ufffd letter", id="the mark of a damaged letter stays"),
    ],
)  # fmt: skip
def test_white_space_is_one_blank_and_nothing_invisible_is_kept(printed: str, tidied: str) -> None:
    assert tidy(printed) == tidied


@given(ANY_TEXT)
@example("e" + "\u0301" * 40)
@example("\u0344" * 29)
@example("\U0001f469\u200d\u200d\U0001f33e")
def test_tidying_twice_changes_nothing_and_every_text_can_be_written_to_a_file(text: str) -> None:
    once = tidy(text)

    assert tidy(once) == once
    assert once.encode("utf-8").decode("utf-8") == once
    assert not any(unicodedata.category(letter) == "Cc" for letter in once)


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=100))
def test_tidying_loses_no_letter(text: str) -> None:
    assert unicodedata.normalize("NFC", text) == tidy(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "7" * 1_000_000,
        " \t" * 500_000,
        "\u0315\u0300" * 500_000,  # marks in the wrong order: slow to put right
        "(" * 1_000_000,
        "/Wird " * 200_000,
        "-0" * 500_000,
        "(обновлено " * 90_000,
        "\u200d" * 1_000_000,
        "(updated 12:52) " * 60_000,
    ],
    ids=lambda text: ascii(text[:12]),
)  # fmt: skip
def test_a_million_characters_are_tidied_in_bounded_time(text: str) -> None:
    begun = time.perf_counter()

    TidyText().settle(unsettled(text, headline=text, lead=text, byline_text=text, published_text=text))

    assert time.perf_counter() - begun < 20


def test_a_hundred_thousand_equal_paragraphs_are_tidied_in_bounded_time() -> None:
    begun = time.perf_counter()

    TidyText().settle(unsettled(*["Ein Absatz wie alle anderen."] * 100_000))

    assert time.perf_counter() - begun < 20


# --- Paragraphs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fate", "kept"),
    [
        ("paragraph", "story", True), ("subheading", "story", True), ("list line", "story", True),
        ("quotation", "story", True), ("table", "story", True), ("paragraph", "unknown", True),
        ("paragraph", "chrome", False), ("caption", "story", False), ("caption", "unknown", False),
    ],
)  # fmt: skip
def test_a_body_is_story_and_what_nobody_knows_to_be_chrome(kind: BlockKind, fate: Fate, kept: bool) -> None:
    block = Block(kind=kind, fate=fate, text="Am Teich stehen Bänke.")

    assert paragraphs_of([block]) == (("Am Teich stehen Bänke.",) if kept else ())


def test_every_line_of_a_table_is_a_paragraph_and_a_wrapped_paragraph_is_one() -> None:
    blocks = [
        Block(kind="table", fate="story", text="Montag 8 Uhr\n\nDienstag 9 Uhr"),
        Block(kind="paragraph", fate="story", text="Die Zeile ist\nhart umbrochen."),
    ]

    assert paragraphs_of(blocks) == ("Montag 8 Uhr", "Dienstag 9 Uhr", "Die Zeile ist hart umbrochen.")


LONG = "Die Bibliothek öffnet um acht und schließt, wenn der letzte Leser geht."


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        pytest.param(["A.", "B.", LONG, "B.", LONG], ["A.", "B.", LONG], id="real print: the last two twice"),
        pytest.param(["A.", LONG, LONG], ["A.", LONG], id="invented: the last twice"),
        pytest.param([LONG, "A.", LONG, "A."], [LONG, "A."], id="invented: the whole text twice"),
        pytest.param([LONG] * 4, [LONG], id="invented: four times"),
        pytest.param(["Ура!", "Ура!"], ["Ура!", "Ура!"], id="a refrain stays"),
        pytest.param([LONG, "A.", LONG], [LONG, "A.", LONG], id="a repetition that does not end the text stays"),
        pytest.param(["A.", LONG, LONG + "!"], ["A.", LONG, LONG + "!"], id="almost the same stays"),
        pytest.param([LONG, LONG, "A."], [LONG, LONG, "A."], id="before the end, nothing is judged"),
        pytest.param(
            ["展览。", "老师说，孩子们折了整整一个月的纸鹤，展览将持续到四月十日。"] * 2,
            ["展览。", "老师说，孩子们折了整整一个月的纸鹤，展览将持续到四月十日。"],
            id="invented: Chinese, short in characters",
        ),
    ],
)
def test_an_end_printed_twice_is_kept_once(printed: list[str], kept: list[str]) -> None:
    assert without_repeated_end(printed) == tuple(kept)


def test_what_was_left_out_of_a_repeated_end_is_a_problem_with_its_words() -> None:
    article = TidyText().settle(unsettled("Am Anfang steht ein Satz.", LONG, LONG))

    assert article.body == ("Am Anfang steht ein Satz.", LONG)
    assert LONG in words_of_problems(article)


# --- Marks and notes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "rest", "mark"),
    [
        pytest.param("Вода теплая. -0-", "Вода теплая.", "-0-", id="real print: ru 2017"),
        pytest.param("admitió el abuelo.-0-", "admitió el abuelo.", "-0-", id="real print: es 2024, glued"),
        pytest.param("Das Boot schwimmt. -0-", "Das Boot schwimmt.", "-0-", id="real print: de 2021"),
        pytest.param("Das Boot schwimmt –0–", "Das Boot schwimmt", "–0–", id="invented: other dashes"),
        pytest.param("Das Boot schwimmt. -0-.", "Das Boot schwimmt.", "-0-", id="invented: with a full stop"),
        pytest.param("Матч закончился 3-0-", "Матч закончился 3-0-", None, id="invented: a score is no end mark"),
        pytest.param("Bei -0- Grad", "Bei -0- Grad", None, id="invented: inside a sentence"),
    ],
)
def test_an_end_mark_is_taken_off_in_any_edition(printed: str, rest: str, mark: str | None) -> None:
    assert take_marks([printed]) == ((rest,), (), mark)


def test_an_end_mark_can_be_a_paragraph_of_its_own() -> None:
    assert take_marks(["Das Boot schwimmt.", "-0-"]) == (("Das Boot schwimmt.",), (), "-0-")


@pytest.mark.parametrize(
    ("printed", "rest", "note"),
    [
        pytest.param("/Wird ergänzt/.", None, "/Wird ergänzt/.", id="real print: de"),
        pytest.param("/Habrá ampliación/", None, "/Habrá ampliación/", id="invented: es"),
        pytest.param("/Будет дополнено/", None, "/Будет дополнено/", id="real print: ru"),
        pytest.param("(Обновлено 12:52)", None, "(Обновлено 12:52)", id="real print: ru, before the dateline"),
        pytest.param(
            "Лодки вышли на воду. /Будет дополнено/.", "Лодки вышли на воду.", "/Будет дополнено/.",
            id="real print: behind the last sentence",
        ),
        pytest.param("Лодки вышли./Будет дополнено/", "Лодки вышли.", "/Будет дополнено/", id="invented: glued"),
        pytest.param("/Будзе дапоўнена/", None, "/Будзе дапоўнена/", id="by analogy: be"),
        pytest.param("/To be continued/", None, "/To be continued/", id="by analogy: en"),
        pytest.param("(to be updated)", None, "(to be updated)", id="by analogy: en, round brackets"),
        pytest.param("/Se actualizará/", None, "/Se actualizará/", id="by analogy: es"),
        pytest.param("/Zostanie uzupełnione/", None, "/Zostanie uzupełnione/", id="by analogy: pl"),
        pytest.param("（待续）", None, "（待续）", id="by analogy: zh"),
        pytest.param("图书馆开门。（更新中）", "图书馆开门。", "（更新中）", id="by analogy: zh, behind a sentence"),
        pytest.param("(Updated at 12:52)", None, "(Updated at 12:52)", id="by analogy: en with time"),
        pytest.param("Aktualisiert um 12:52 Uhr", None, "Aktualisiert um 12:52 Uhr", id="by analogy: de, no brackets"),
        pytest.param("(Абноўлена 8 мая, 12:52)", None, "(Абноўлена 8 мая, 12:52)", id="by analogy: be with day"),
        pytest.param("(Zaktualizowano 12:52)", None, "(Zaktualizowano 12:52)", id="by analogy: pl"),
        pytest.param(
            "(Обновлено 12:52) 8 мая, Минск /Корр. БЕЛТА/. Парк открыт.", "8 мая, Минск /Корр. БЕЛТА/. Парк открыт.",
            "(Обновлено 12:52)", id="invented: in one line with the dateline",
        ),
        pytest.param(
            "/Den vollständigen Text finden Sie auf der russischen Seite/",
            None,
            "/Den vollständigen Text finden Sie auf der russischen Seite/",
            id="reported: an editor's line between slashes",
        ),
        pytest.param(
            "(Anm. der Redaktion: Der Teich heißt anders.)", None, "(Anm. der Redaktion: Der Teich heißt anders.)",
            id="invented: an editor's note as a paragraph",
        ),
        pytest.param("/Фото: Анна Петрова/", "/Фото: Анна Петрова/", None, id="a credit between slashes is no note"),
        pytest.param(
            "Список растений вырос (дополнен весной).", "Список растений вырос (дополнен весной).", None,
            id="a remark of the story's",
        ),
        pytest.param(
            "The plan is on the wall (updated last spring).", "The plan is on the wall (updated last spring).", None,
            id="a remark of the story's, in English",
        ),
        pytest.param("(Updated with the club's answer)", None, "(Updated with the club's answer)", id="a line by itself"),
        pytest.param("/БЕЛТА/", "/БЕЛТА/", None, id="an agency between slashes is no note"),
        pytest.param("Обновленная площадь открыта", "Обновленная площадь открыта", None, id="a word that begins alike"),
        pytest.param("Updated rules apply.", "Updated rules apply.", None, id="a sentence of the story"),
        pytest.param(
            "Der Plan (wird aktualisiert) liegt aus.", "Der Plan (wird aktualisiert) liegt aus.", None,
            id="inside a sentence",
        ),
        pytest.param(
            "„Die Eule schlief“ (Anm. BELTA: nicht lange), sagte sie.",
            "„Die Eule schlief“ (Anm. BELTA: nicht lange), sagte sie.", None, id="a note inside a quotation stays",
        ),
    ],
)  # fmt: skip
def test_update_notes_leave_the_text_and_keep_their_words(printed: str, rest: str | None, note: str | None) -> None:
    kept, notes, _ = take_marks([printed])

    assert kept == (() if rest is None else (rest,))
    assert notes == (() if note is None else (note,))


@pytest.mark.parametrize(
    ("printed", "rest", "notes"),
    [
        pytest.param("UPDATE 1 - Curlers sweep slush", "Curlers sweep slush", ("UPDATE 1",), id="real print: en 2022"),
        pytest.param("Kuppel offen (wird aktualisiert)", "Kuppel offen", ("(wird aktualisiert)",), id="real print: de"),
        pytest.param("UPDATE: Curlers sweep", "Curlers sweep", ("UPDATE",), id="invented: colon"),
        pytest.param("Лодка нашлась (обновлено)", "Лодка нашлась", ("(обновлено)",), id="by analogy: ru"),
        pytest.param(
            "UPDATE 2 - Curlers sweep (updated)", "Curlers sweep", ("UPDATE 2", "(updated)"), id="invented: both",
        ),
        pytest.param("ДОСЬЕ: Городской парк", "ДОСЬЕ: Городской парк", (), id="real print: a kind of text stays"),
        pytest.param("UPDATE 1 - ", "UPDATE 1 - ", (), id="invented: nothing else"),
        pytest.param("Updated library opens", "Updated library opens", (), id="a word of the headline"),
    ],
)  # fmt: skip
def test_headlines_are_freed_of_update_words(printed: str, rest: str, notes: tuple[str, ...]) -> None:
    assert take_headline_notes(printed) == (rest, notes)


def test_several_notes_are_joined_and_each_stands_once() -> None:
    article = TidyText().settle(
        unsettled(
            "(Updated 12:52)",
            "The oven is warm.",
            "/To be continued/",
            headline="UPDATE 1 - Oven repaired",
            update_note="(Updated 12:52)",
        )
    )

    assert article.update_note == "(Updated 12:52) | UPDATE 1 | /To be continued/"
    assert article.body == ("The oven is warm.",)
    assert article.headline == "Oven repaired"


def test_a_note_that_holds_a_bar_is_not_added_again() -> None:
    note = "(Обновлено 10.01.2017 | 14:34)"

    assert joined_notes(joined_notes(None, [note]), [note]) == note


def test_every_printed_field_is_tidied() -> None:
    dirty = " Brot\r\n\x00 und\ud800 Salz "
    article = TidyText().settle(
        unsettled(
            headline=dirty, lead=dirty, section_text=dirty, byline_text=dirty, published_text=dirty,
            modified_text=dirty, update_note=dirty, declared_language=dirty,
            images=(Image(url="https://img.belta.by/a\x00.jpg", caption=dirty, credit=dirty),),
            tags=(Tag(text=dirty, url="https://belta.by/\ud800"),),
            links=(Link(url="https://belta.by/", text=dirty),),
            candidates=(CandidateDate(source="page", text=dirty),),
        )
    )  # fmt: skip

    printed = [
        article.headline, article.lead, article.section_text, article.byline_text, article.published_text,
        article.modified_text, article.update_note, article.declared_language, article.images[0].caption,
        article.images[0].credit, article.tags[0].text, article.links[0].text, article.candidates[0].text,
    ]  # fmt: skip
    assert set(printed) == {"Brot und Salz"}
    assert article.images[0].url == "https://img.belta.by/a.jpg"
    assert article.tags[0].url == "https://belta.by/"


def test_a_field_that_holds_only_blanks_holds_nothing() -> None:
    article = TidyText().settle(unsettled(headline=" \xa0", lead="\u200b", byline_text=""))

    assert (article.headline, article.lead, article.byline_text) == (None, None, None)


@given(st.lists(ANY_TEXT, max_size=6), ANY_TEXT)
@example(["(updated)", "-0-", "/Wird ergänzt/ -0-"], "UPDATE 1 - UPDATE 2 - (updated)")
@example(["text -0- /Wird ergänzt/ -0-"], "x (updated) (updated)")
def test_tidying_an_article_twice_changes_nothing(paragraphs: list[str], headline: str) -> None:
    once = TidyText().settle(unsettled(*paragraphs, headline=headline, lead=headline))

    assert TidyText().settle(once) == once
    assert TidyText().settle(replace(once, blocks=())) == replace(once, blocks=())


# --- Digests and words ----------------------------------------------------------------------------


def test_a_digest_changes_with_a_word_a_mark_and_a_paragraphs_end() -> None:
    wordings = [
        ("Boot", "Leck", ["Es schwimmt.", "Noch."]),
        ("Boot", "Leck", ["Es schwimmt!", "Noch."]),
        ("Boot", "Leck", ["Es schwimmt. Noch."]),
        ("Boot", None, ["Es schwimmt.", "Noch."]),
        ("Boot Leck", None, ["Es schwimmt.", "Noch."]),
        ("", "Boot", ["Leck", "Es schwimmt.", "Noch."]),
    ]

    assert len({digest_of(*wording) for wording in wordings}) == len(wordings)


def test_a_body_has_one_digest_as_paragraphs_and_as_the_archive_holds_it() -> None:
    assert body_digest_of(("Es schwimmt.", "Noch.")) == body_digest_of("Es schwimmt.\n\nNoch.")
    assert body_digest_of(()) == body_digest_of("") == body_digest_of(None)


@given(ANY_TEXT)
def test_any_text_has_a_digest(text: str) -> None:
    assert digest_of(text, text, (text,)).startswith("sha256:")


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Школьники из Санкт-Петербурга собрали 9,7 тонны яблок.", "ru", 7),
        ("Сям'я з дзвюх дзяцей", "be", 4),
        ("The caretaker's broom is red.", "en", 5),
        ("Um 7:30 Uhr – Brot.", "de", 4),
        ("", "de", 0),
        ("白通社明斯克。", "zh-Hans", 6),
        ("WTA 1000系列赛", "zh-Hans", 5),
        ("白通社", None, 1),
    ],
)
def test_words_are_counted_and_ideographs_in_chinese(text: str, language: str | None, words: int) -> None:
    assert count_words(text, language) == words


def test_blocks_are_kept_as_printed() -> None:
    printed = story(" Brot\r\n ")

    assert TidyText().settle(unsettled(blocks=(printed,))).blocks == (printed,)
