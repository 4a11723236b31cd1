"""The language that an edition declares, and the one that its text is in."""

import subprocess
import sys
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from belta_scraper.editions import EDITIONS
from pipelines import languages
from pipelines.languages import (
    IDEOGRAPHS_TO_TELL,
    LETTERS_TO_TELL_BY_ALPHABET,
    LETTERS_TO_TELL_BY_MODEL,
    SettleLanguage,
    identify,
    shares_of,
)
from pipelines.traits import traits_of
from tests.pipelines.unsettled import unsettled, words_of_problems

SENTENCES = {
    "ru": [
        "Библиотека на набережной открыла читальный зал под открытым небом.",
        "Школьники вырастили тыкву весом сорок килограммов, ее покажут на ярмарке.",
        "Часы на ратуше снова идут: мастер три дня искал пропавшую шестеренку.",
        "Гребной клуб приглашает всех, кто умеет плавать, на утреннюю тренировку.",
        "Хлеб пекут с шести утра, и запах слышен до самого моста.",
    ],
    "be": [
        "Бібліятэка на набярэжнай адкрыла чытальную залу пад адкрытым небам.",
        "Школьнікі вырасцілі гарбуз вагой сорак кілаграмаў, яго пакажуць на кірмашы.",
        "Гадзіннік на ратушы зноў ідзе: майстар тры дні шукаў згубленую шасцярню.",
        "Вяслярны клуб запрашае ўсіх, хто ўмее плаваць, на ранішнюю трэніроўку.",
        "Хлеб пякуць з шасці раніцы, і пах чуваць да самага моста.",
    ],
    "uk": [
        "Бібліотека на набережній відкрила читальну залу просто неба.",
        "Школярі виростили гарбуз вагою сорок кілограмів, його покажуть на ярмарку.",
        "Годинник на ратуші знову йде: майстер три дні шукав загублену шестерню.",
        "Веслувальний клуб запрошує всіх, хто вміє плавати, на ранкове тренування.",
        "Хліб печуть із шостої ранку, і запах чути аж до мосту.",
    ],
    "en": [
        "The library on the embankment has opened a reading room under the open sky.",
        "Pupils have grown a pumpkin of forty kilograms which will be shown at the fair.",
        "The town hall clock is going again after three days without a cogwheel.",
        "The rowing club invites everybody who can swim to its morning practice.",
        "Bread is baked from six in the morning, and one can smell it from the bridge.",
    ],
    "de": [
        "Die Bibliothek am Ufer hat einen Lesesaal unter freiem Himmel eröffnet.",
        "Schüler haben einen Kürbis von vierzig Kilogramm gezogen, er kommt auf den Markt.",
        "Die Uhr am Rathaus geht wieder: drei Tage fehlte ihr ein Zahnrad.",
        "Der Ruderklub lädt alle, die schwimmen können, zum Training am Morgen ein.",
        "Brot wird ab sechs Uhr gebacken, und man riecht es bis zur Brücke.",
    ],
    "es": [
        "La biblioteca del malecón ha abierto una sala de lectura al aire libre.",
        "Los alumnos han cultivado una calabaza de cuarenta kilos que irá a la feria.",
        "El reloj del ayuntamiento vuelve a andar: le faltaba una rueda desde hace tres días.",
        "El club de remo invita a todos los que saben nadar al entrenamiento matutino.",
        "El pan se hornea desde las seis de la mañana y se huele desde el puente.",
    ],
    "pl": [
        "Biblioteka nad rzeką otworzyła czytelnię pod gołym niebem.",
        "Uczniowie wyhodowali dynię o wadze czterdziestu kilogramów na jarmark.",
        "Zegar na ratuszu znów chodzi: przez trzy dni brakowało mu koła zębatego.",
        "Klub wioślarski zaprasza wszystkich, którzy umieją pływać, na poranny trening.",
        "Chleb piecze się od szóstej rano, a zapach czuć aż do mostu.",
    ],
    "zh-Hans": [
        "河边的图书馆开设了露天阅览室。",
        "学生们种出了四十公斤重的南瓜，将在集市上展出。",
        "市政厅的钟又走了：它三天来少了一个齿轮。",
        "划船俱乐部邀请所有会游泳的人参加晨练。",
        "面包从早上六点开始烤，香味一直飘到桥边。",
    ],
}


@pytest.mark.parametrize(
    ("language", "sentence"), [(code, each) for code, lines in SENTENCES.items() for each in lines]
)
def test_a_sentence_is_told_to_be_in_its_language(language: str, sentence: str) -> None:
    found = identify(sentence)

    assert found.language == language
    assert found.confidence is not None
    assert found.confidence >= 0.9


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("Minsk", None, id="a place"),
        pytest.param("Dinamo Minsk – Dinamo Brest 2:0", None, id="names and figures"),
        pytest.param("Taxi, Bus, Metro, Hotel, Radio, Zoo, Bar", None, id="words of everybody"),
        pytest.param("1234567890 " * 20, None, id="figures"),
        pytest.param("!?… " * 20, None, id="marks"),
        pytest.param("Мінск", None, id="a Belarusian letter, but a word"),
        pytest.param("白通社", None, id="a name in Chinese"),
        pytest.param("Το ρολόι του δημαρχείου δουλεύει ξανά μετά από τρεις ημέρες", None, id="Greek"),
        pytest.param("図書館は川のそばに読書室を開きました。パンは六時から焼きます。", None, id="Japanese"),
        pytest.param("도서관이 강가에 야외 열람실을 열었습니다. 빵은 여섯 시부터.", None, id="Korean"),
        pytest.param("пппппппппппппппппппппппп", None, id="one letter that all alphabets have"),
        pytest.param(
            "В парке прошла выставка роз; на табличке «Ўладзімір» – сорт, который вывели гродненские садоводы, чтобы он "
            "выдерживал морозы, и который теперь растет у фонтана, у ратуши и у моста через Неман.",
            "ru", id="a Belarusian name in a Russian text",
        ),
        pytest.param("白通社报道，WTA 1000系列赛今日开幕，选手们来自四十个国家。", "zh-Hans", id="Latin words in Chinese"),
        pytest.param("Хлеб печём с шести утра. The bread is baked from six in the morning", None, id="half and half"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_has_no_language(text: str, language: str | None) -> None:
    assert identify(text).language == language


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Die Bibliothek am Ufer hat einen Lesesaal unter freiem Himmel", LETTERS_TO_TELL_BY_MODEL),
        ("Бібліятэка на набярэжнай адкрыла чытальную залу", LETTERS_TO_TELL_BY_ALPHABET),
        ("河边的图书馆开设了露天阅览室", IDEOGRAPHS_TO_TELL),
    ],
)
def test_too_few_letters_have_no_language(text: str, letters: int) -> None:
    def beginning(count: int) -> str:
        seen = 0
        for place, character in enumerate(text):
            seen += character.isalpha()
            if seen == count:
                return text[: place + 1]
        raise AssertionError(count)

    assert identify(beginning(letters - 1)).language is None
    assert identify(beginning(letters)).language is not None


def test_certain_letters_need_no_model() -> None:
    # A fresh interpreter: here, other tests have loaded the model.
    program = (
        "import sys; from pipelines.languages import identify; "
        f"print([identify(text).language for text in {[SENTENCES[code][0] for code in ('ru', 'be', 'uk', 'zh-Hans')]!r}], "
        "'lingua' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert said.strip() == "['ru', 'be', 'uk', 'zh-Hans'] False"


def test_sentences_of_some_length_need_no_model_in_any_language() -> None:
    texts = [" ".join(lines) for lines in SENTENCES.values()]
    program = (
        "import sys; from pipelines.languages import identify; "
        f"print([identify(text).language for text in {texts!r}], 'lingua' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert said.strip() == f"{list(SENTENCES)!r} False"


@pytest.mark.parametrize("likely", [*SENTENCES, None])
@pytest.mark.parametrize("language", SENTENCES)
def test_the_language_around_a_sentence_does_not_hide_its_own(language: str, likely: str | None) -> None:
    assert {identify(sentence, likely=likely).language for sentence in SENTENCES[language]} == {language}


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("Glocken läuten am Sonntag, und alle kommen zur Kirmes herbei.", "de"),
        ("Wczoraj kucharz upiekł trzysta pączków dla sąsiadów.", "pl"),
        ("Tres barcas salieron del muelle antes de mediodía sin remos.", "es"),
        ("Three boats left the quay before noon, nobody knows why.", "en"),
        ("В субботу хор поет на мосту, начало концерта ровно в полдень.", "ru"),
    ],
)
def test_in_a_text_of_its_language_a_short_sentence_needs_no_model(
    monkeypatch: pytest.MonkeyPatch, text: str, likely: str
) -> None:
    monkeypatch.setattr(languages, "_by_model", lambda _: pytest.fail("the model was asked"))

    assert identify(text, likely=likely).language == likely


@pytest.mark.parametrize(
    "text",
    [
        "La bibliothèque sur le quai a ouvert une salle de lecture, et les lecteurs y restent jusqu'à minuit.",
        "La biblioteca sul lungofiume ha aperto una sala di lettura, e i lettori restano fino a mezzanotte.",
        "De bibliotheek aan de kade heeft een leeszaal geopend, en de lezers blijven tot middernacht.",
        "Biblioteket ved kajen har åbnet en læsesal, og læserne bliver der til midnat.",
        "Knihovna na nábřeží otevřela čítárnu pod širým nebem a čtenáři zůstávají do půlnoci.",
        "Real Madrid, Los Angeles Lakers, The Hague, Der Spiegel, Las Vegas, El Salvador",
    ],
)
def test_function_words_say_nothing_of_languages_that_no_edition_has(text: str) -> None:
    assert languages._by_function_words(traits_of(text), None) is None


@given(
    st.lists(
        st.text(st.characters(), max_size=60)
        | st.sampled_from([each for lines in SENTENCES.values() for each in lines]),
        max_size=4,
    )
)
def test_the_traits_of_a_text_are_the_sum_of_its_paragraphs(paragraphs: list[str]) -> None:
    whole = Counter[str]()
    for paragraph in paragraphs:
        whole.update(traits_of(paragraph))

    assert +whole == +traits_of("\n".join(paragraphs))


def test_a_text_of_two_languages_has_a_share_of_each() -> None:
    shares = shares_of([*SENTENCES["be"], *SENTENCES["ru"][:2], "Мінск"])

    assert set(shares) == {"be", "ru"}
    assert sum(shares.values()) == pytest.approx(1, abs=0.02)
    assert 0.6 < shares["be"] < 0.8


# --- The step -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", EDITIONS)
def test_an_edition_that_writes_its_language_has_no_problem(code: str) -> None:
    language = EDITIONS[code].language
    article = SettleLanguage().settle(unsettled(edition=code, body=tuple(SENTENCES[language])))

    assert (article.language, article.language_detected) == (language, language)
    assert article.problems == ()


@pytest.mark.parametrize(
    ("code", "text_in", "detected"),
    [
        ("be", "ru", "ru"),
        ("be", "uk", "uk"),
        ("zh", "en", "en"),
        ("de", "en", "en"),
        ("ru", "be", "be"),
        ("pl", "ru", "ru"),
    ],
)
def test_a_disagreement_is_kept_and_said(code: str, text_in: str, detected: str) -> None:
    article = SettleLanguage().settle(unsettled(edition=code, body=tuple(SENTENCES[text_in])))

    assert (article.language, article.language_detected) == (EDITIONS[code].language, detected)
    assert f"Declared {EDITIONS[code].language}, reads as {detected}" in words_of_problems(article)


def test_a_mixture_is_said_with_its_share() -> None:
    article = SettleLanguage().settle(unsettled(edition="be", body=(*SENTENCES["be"], *SENTENCES["ru"][:3])))

    assert "Declared be, reads in part as ru (" in words_of_problems(article)


def test_a_short_quotation_in_another_language_is_no_mixture() -> None:
    body = (*SENTENCES["be"], SENTENCES["ru"][4])

    assert SettleLanguage().settle(unsettled(edition="be", body=body)).problems == ()


@pytest.mark.parametrize("code", EDITIONS)
def test_a_text_that_does_not_say_its_edition_is_of_the_one_in_whose_language_it_is(code: str) -> None:
    body = tuple(SENTENCES[EDITIONS[code].language])
    article = SettleLanguage().settle(unsettled(from_file=True, body=body))

    assert (article.edition, article.language) == (code, EDITIONS[code].language)
    assert article.problems == ()


@pytest.mark.parametrize("body", [("Minsk.",), (), tuple(SENTENCES["uk"])], ids=["short", "empty", "Ukrainian"])
def test_an_edition_that_cannot_be_told_is_asked_for(body: tuple[str, ...]) -> None:
    article = SettleLanguage().settle(unsettled(from_file=True, body=body))

    assert (article.edition, article.language) == (None, None)
    assert "give -a edition=" in words_of_problems(article)


def test_an_empty_article_has_its_editions_language_and_no_other() -> None:
    article = SettleLanguage().settle(unsettled(edition="be"))

    assert (article.language, article.language_detected, article.language_confidence) == ("be", None, None)
    assert article.problems == ()


@given(
    st.lists(st.text(st.characters(exclude_categories=()), max_size=80) | st.sampled_from([each for lines in SENTENCES.values() for each in lines]), max_size=5),
    st.sampled_from([*EDITIONS, None, "fr"]),
)  # fmt: skip
def test_settling_a_language_twice_changes_nothing(body: list[str], code: str | None) -> None:
    once = SettleLanguage().settle(unsettled(edition=code, body=tuple(body)))

    assert SettleLanguage().settle(once) == once
    assert once.language in {None, *(edition.language for edition in EDITIONS.values())}


@pytest.mark.parametrize(
    "text", ["а" * 1_000_000, "a" * 1_000_000, "ab " * 330_000, "中" * 1_000_000, "\ud800" * 1_000_000]
)
def test_a_million_letters_are_told_in_bounded_time(text: str) -> None:
    begun = time.perf_counter()

    SettleLanguage().settle(unsettled(body=(text, text)))

    assert time.perf_counter() - begun < 20
