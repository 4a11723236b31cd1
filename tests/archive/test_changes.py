"""What an editor did is graded as what it is, in all seven languages, whatever is done to a text."""

import random
import time
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.archive.changes import Change, Wording, changes_between

KINDS = {
    "typography", "wording", "figure", "name", "quotation", "headline", "paragraph added", "paragraph removed",
}  # fmt: skip
LANGUAGES = ("ru", "be", "en", "de", "es", "pl", "zh")


def kinds(changes: Iterable[Change]) -> str:
    return ", ".join(sorted({change.kind for change in changes}))


def of_bodies(before: str, after: str, language: str) -> tuple[Change, ...]:
    return changes_between(Wording(body=before), Wording(body=after), language)


# --- One sentence, before and after --------------------------------------------------------------

EDITED = {
    "ru": [
        ("В Гродно связали 64 шарфа.", "В Гродно связали 65 шарфов.", "figure"),
        ("Каравай весит 9 кг.", "Каравай весит 9,5 кг.", "figure"),
        ("Ярмарка откроется 3 октября.", "Ярмарка откроется 4 октября.", "figure"),
        ("Ярмарка откроется в среду.", "Ярмарка откроется в пятницу.", "figure"),
        ("Билет стоит 5 рублей.", "Билет стоит 5 долларов.", "figure"),
        ("Тираж составил 12 тыс. экземпляров.", "Тираж составил 12 млн экземпляров.", "figure"),
        ("Занята половина мест.", "Занята треть мест.", "figure"),
        ("Пришли двадцать два гребца.", "Пришли двадцать три гребца.", "figure"),
        ("В хоре 12 альтов и 13 басов.", "В хоре 13 альтов и 12 басов.", "figure"),
        ("Ночью было 5 градусов.", "Ночью было -5 градусов.", "figure"),
        ("Тираж составил 12 тыс. экземпляров.", "Тираж составил 12 000 экземпляров.", "wording"),
        ("В 2024 году собрали 5 тонн мёда.", "5 тонн мёда собрали в 2024 году.", "wording"),
        ("Собрали 1 200 яблок.", "Собрали 1200 яблок.", "typography"),
        ("Гости приехали из Полоцка.", "Гости приехали в Полоцк.", "wording"),
        ("Гости приехали из Полоцка.", "Гости приехали из Лепеля.", "name"),
        ("Тесто месила пекарь Инна Рогач.", "Тесто месила пекарь Алла Рогач.", "name"),
        ("Об этом рассказала пекарь.", "Об этом рассказала пекарь Инна Рогач.", "name"),
        ("Премию получил БелАЗ.", "Премию получил МАЗ.", "name"),
        ("Выставка «Сто зонтов» открыта.", "Выставка «Сто шляп» открыта.", "name"),
        ("Рогач обошла в финале Дубину.", "Дубина обошла в финале Рогач.", "name"),
        ("Выставка Сто зонтов открыта.", "Выставка «Сто зонтов» открыта.", "typography"),
        ('"Печь остыла", - сказал Антон Дуб.', '"Печь не остыла", - сказал Антон Дуб.', "quotation"),
        ('"Печь остыла", - сказал Антон Дуб.', "«Печь остыла», — сказал Антон Дуб.", "typography"),
        ('"Печь остыла", - сказал Антон Дуб.', '"Печь остыла", - сказал Пётр Рак.', "name, quotation"),
        ("Он назвал это чудом.", "Он назвал это «чудом».", "quotation"),
        ("- Печь остыла, - ответил пекарь.", "- Печь цела, - ответил пекарь.", "quotation"),
        ('"Ушло 3 часа", - сказал мастер.', '"Ушло 4 часа", - сказал мастер.', "figure, quotation"),
        ("Ждать нельзя идти.", "Ждать, нельзя идти.", "wording"),
        ("Ещё один подъём.", "Еще один подъем.", "typography"),
        ("президент клуба пришёл", "Президент клуба пришёл", "typography"),
        ("Прогулка удалась.", "Экскурсия удалась.", "wording"),
        ("Пришёл сторож Лев Сорока.", "Пришёл сторож Лев Дубина.", "name"),
        ("На пруду 9 лодок, они новые.", "На пруду 8 лодок, они старые.", "figure, wording"),
    ],
    "be": [
        ("У Гродне звязалі 64 шалікі.", "У Гродне звязалі 65 шалікаў.", "figure"),
        ("Бохан важыць 9 кг.", "Бохан важыць 9,5 кг.", "figure"),
        ("Кірмаш пачнецца 3 кастрычніка.", "Кірмаш пачнецца 3 лістапада.", "figure"),
        ("Кірмаш пачнецца ў чацвер.", "Кірмаш пачнецца ў пятніцу.", "figure"),
        ("Прыйшлі дваццаць два весляры.", "Прыйшлі дваццаць тры весляры.", "figure"),
        ("Тыраж склаў 12 тыс. асобнікаў.", "Тыраж склаў 12 000 асобнікаў.", "wording"),
        ("Госці прыехалі з Полацка.", "Госці прыехалі ў Полацк.", "wording"),
        ("Госці прыехалі з Полацка.", "Госці прыехалі з Лепеля.", "name"),
        ("Цеста мясіла пекар Іна Рагач.", "Цеста мясіла пекар Ала Рагач.", "name"),
        ("Выстава «Сто парасонаў» адкрыта.", "Выстава «Сто капелюшоў» адкрыта.", "name"),
        ('"Печ астыла", – сказаў Антон Дуб.', '"Печ не астыла", – сказаў Антон Дуб.', "quotation"),
        ('"Печ астыла", – сказаў Антон Дуб.', "«Печ астыла», - сказаў Антон Дуб.", "typography"),
        ('"Печ астыла", – сказаў Антон Дуб.', '"Печ астыла", – сказаў Пётр Рак.', "name, quotation"),
        ("Сям'я была ў лесе.", "Сям’я была ў лесе.", "typography"),
        ("Прыехалі на ўсход у лес.", "Прыехалі на усход ў лес.", "typography"),
        ("Шпацыр удаўся.", "Паход удаўся.", "wording"),
        ("Настаўніца пахваліла вучняў.", "Настаўніцы пахвалілі вучняў.", "wording"),
    ],
    "en": [
        ("A club in Grodno knitted 64 scarves.", "A club in Grodno knitted 65 scarves.", "figure"),
        ("The fair opens on 3 October.", "The fair opens on 4 October.", "figure"),
        ("The fair opens on Monday.", "The fair opens on Tuesday.", "figure"),
        ("The fair opens at 9 a.m. sharp.", "The fair opens at 9 p.m. sharp.", "figure"),
        ("A ticket costs $5.", "A ticket costs €5.", "figure"),
        ("Twenty-two rowers came.", "Twenty-three rowers came.", "figure"),
        ("A hundred and five guests came.", "105 guests came.", "wording"),
        ("They baked 1,200 rolls.", "They baked 1200 rolls.", "typography"),
        ("They baked 1,200 rolls.", "They baked 1.2 thousand rolls.", "wording"),
        ("The dough was made by Inna Rogach.", "The dough was made by Alla Rogach.", "name"),
        ("Guests arrived from Polotsk.", "Guests arrived from Lepel.", "name"),
        ("Guests arrived from Polotsk.", "Guests arrived from the capital.", "name"),
        ("He met Deputy Director Ann Lee.", "He met Director Ann Lee.", "wording"),
        ("The show “The Hundred Hats” is open.", "The show “The Hundred Keys” is open.", "name"),
        ("“The oven is cold,” Anton Dub said.", "“The oven is warm,” Anton Dub said.", "quotation"),
        ("“The oven is cold,” Anton Dub said.", '"The oven is cold," Anton Dub said.', "typography"),
        ("“The oven is cold,” Anton Dub said.", "“The oven is cold,” Peter Rak said.", "name, quotation"),
        ("The baker's oven is cold.", "The baker’s oven is cold.", "typography"),
        ("Gardeners grew roses.", "Florists grew roses.", "wording"),
        ("They may come back.", "They will come back.", "wording"),
    ],
    "de": [
        ("In Grodno entstanden 64 Schals.", "In Grodno entstanden 65 Schals.", "figure"),
        ("Der Laib wiegt 2,4 kg.", "Der Laib wiegt 2,7 kg.", "figure"),
        ("Der Markt öffnet am 3. Oktober.", "Der Markt öffnet am 4. Oktober.", "figure"),
        ("Der Markt öffnet am Montag.", "Der Markt öffnet am Dienstag.", "figure"),
        ("Es ruderten einundzwanzig Kinder.", "Es ruderten zweiundzwanzig Kinder.", "figure"),
        ("Gebacken wurden 1.200 Brötchen.", "Gebacken wurden 1200 Brötchen.", "typography"),
        ("Gebacken wurden 3 Mio. Brötchen.", "Gebacken wurden 3 Millionen Brötchen.", "wording"),
        ("Das sagte die Bäckerin Inna Rogatsch.", "Das sagte die Bäckerin Alla Rogatsch.", "name"),
        ("Bürgermeister Krause läutete.", "Bürgermeister Lehmann läutete.", "name"),
        ("Die Reise geht nach Polozk.", "Die Reise geht nach Linz.", "name"),
        ("Die Schau „Hundert Hüte“ ist offen.", "Die Schau „Hundert Schlüssel“ ist offen.", "name"),
        ("„Der Ofen ist kalt“, sagte Anton Dub.", "„Der Ofen ist warm“, sagte Anton Dub.", "quotation"),
        ("„Der Ofen ist kalt“, sagte Anton Dub.", "»Der Ofen ist kalt«, sagte Anton Dub.", "typography"),
        ("„Der Ofen ist kalt“, sagte Anton Dub.", "„Der Ofen ist kalt“, sagte Iwan Rak.", "name, quotation"),
        ("Der Bäcker öffnet den Laden.", "Der Gärtner öffnet den Laden.", "wording"),
        ("Die Mühle ist in Betrieb.", "Die Mühle ist in Gefahr.", "wording"),
        ("Dazu gab es eine Tasse Kaffee.", "Dazu gab es eine Tasse Tee.", "wording"),
        ("Das Boot ist groß.", "Das Boot ist gross.", "typography"),
        ("Ein Kind lachte am Ufer.", "Die Kinder lachten am Ufer.", "wording"),
        ("Das Minsker Fundbüro zieht um.", "Das Minsker Rathaus zieht um.", "wording"),
        ("Im September beginnt Schulsport.", "Im September beginnt Wassersport.", "wording"),
    ],
    "es": [
        ("En Grodno tejieron 64 bufandas.", "En Grodno tejieron 65 bufandas.", "figure"),
        ("La hogaza pesa 2,4 kg.", "La hogaza pesa 2,7 kg.", "figure"),
        ("La feria abre el 3 de octubre.", "La feria abre el 4 de octubre.", "figure"),
        ("La feria abre el lunes.", "La feria abre el martes.", "figure"),
        ("Remaron treinta y dos niños.", "Remaron treinta y tres niños.", "figure"),
        ("Creció un 5 por ciento.", "Creció un 5%.", "wording"),
        ("Hornearon 1.200 panes.", "Hornearon 1200 panes.", "typography"),
        ("La masa es de Inna Rógach.", "La masa es de Alla Rógach.", "name"),
        ("Vinieron desde Pólotsk.", "Vinieron desde Lépel.", "name"),
        ("La muestra “Cien Gorros” abre hoy.", "La muestra “Cien Llaves” abre hoy.", "name"),
        ("“El horno está frío”, dijo Antón Dub.", "“El horno está tibio”, dijo Antón Dub.", "quotation"),
        ("“El horno está frío”, dijo Antón Dub.", "«El horno está frío», dijo Antón Dub.", "typography"),
        ("“El horno está frío”, dijo Antón Dub.", "“El horno está frío”, dijo Iván Rak.", "name, quotation"),
        ("—El horno está frío —dijo el panadero.", "—El horno está tibio —dijo el panadero.", "quotation"),
        ("Los jardineros plantan rosas.", "Los jardineros riegan rosas.", "wording"),
        ("Unos vecinos trajeron pan.", "Unas vecinas trajeron pan.", "wording"),
    ],
    "pl": [
        ("W Grodnie powstały 64 szaliki.", "W Grodnie powstało 65 szalików.", "figure"),
        ("Bochenek waży 2,4 kg.", "Bochenek waży 2,7 kg.", "figure"),
        ("Targ rusza 3 października.", "Targ rusza 4 października.", "figure"),
        ("Targ rusza w poniedziałek.", "Targ rusza we wtorek.", "figure"),
        ("Przyszło dwudziestu dwóch wioślarzy.", "Przyszło dwudziestu trzech wioślarzy.", "figure"),
        ("Nakład to 12 tys. sztuk.", "Nakład to 12 000 sztuk.", "wording"),
        ("Goście przyjechali z Homla.", "Goście jadą do Homla.", "wording"),
        ("Goście przyjechali z Połocka.", "Goście przyjechali z Lepla.", "name"),
        ("Ciasto zagniotła Inna Rogacz.", "Ciasto zagniotła Alla Rogacz.", "name"),
        ("Wystawa „Sto parasoli” trwa.", "Wystawa „Sto kapeluszy” trwa.", "name"),
        ("„Piec ostygł” – powiedział Anton Dub.", "„Piec nie ostygł” – powiedział Anton Dub.", "quotation"),
        ("„Piec ostygł” – powiedział Anton Dub.", "„Piec ostygł” — powiedział Anton Dub.", "typography"),
        ("„Piec ostygł” – powiedział Anton Dub.", "„Piec ostygł” – powiedział Iwan Rak.", "name, quotation"),
        ("Spacer się udał.", "Wyjazd się udał.", "wording"),
        ("Dzieci niosą kosz.", "Dzieci niosą kosze.", "wording"),
    ],
    "zh": [
        ("格罗德诺织出64条围巾。", "格罗德诺织出65条围巾。", "figure"),
        ("面包重2.4公斤。", "面包重2.7公斤。", "figure"),
        ("面包重3公斤。", "面包重3吨。", "figure"),
        ("集市将于10月3日开幕。", "集市将于10月4日开幕。", "figure"),
        ("集市星期三开幕。", "集市星期五开幕。", "figure"),
        ("集市今天开幕。", "集市明天开幕。", "figure"),
        ("来了三十二名划手。", "来了三十三名划手。", "figure"),
        ("共有3万人参加。", "共有三万人参加。", "wording"),
        ("增长百分之五。", "增长5%。", "wording"),
        ("客人来自明斯克。", "客人来自莫吉廖夫。", "name"),
        ("客人来自北京。", "客人来自上海。", "name"),
        ("和面的是伊娜·罗加奇。", "和面的是阿拉·罗加奇。", "name"),
        ("馆长王芳说，书架很新。", "馆长李娜说，书架很新。", "name"),
        ("展出了《雾的词典》。", "展出了《雨的词典》。", "name"),
        ("师傅说：“炉子凉了。”", "师傅说：“炉子没凉。”", "quotation"),
        ("“炉子凉了。”师傅说。", "「炉子凉了。」师傅说。", "typography"),
        ("炉子凉了，面包好了！", "炉子凉了,面包好了!", "typography"),
        ("花园十分美丽。", "花园非常美丽。", "wording"),
        ("园丁种下玫瑰。", "园丁浇灌玫瑰。", "wording"),
    ],
}


@pytest.mark.parametrize(
    ("language", "before", "after", "expected"),
    [(language, *row) for language, rows in EDITED.items() for row in rows],
)
def test_an_edit_is_graded_as_what_it_is(language: str, before: str, after: str, expected: str) -> None:
    assert kinds(of_bodies(before, after, language)) == expected
    assert kinds(of_bodies(after, before, language)) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_table_of_a_dozen_edits(language: str) -> None:
    assert len(EDITED[language]) >= 12


def test_a_name_that_begins_a_sentence_is_known_from_the_rest_of_the_article() -> None:
    rest = "Книгу написала учительница Лукерья Зозуля."

    changes = of_bodies(f"{rest}\n\nЗозуля живёт у реки.", f"{rest}\n\nСоседка живёт у реки.", "ru")

    assert kinds(changes) == "name"


def test_a_figure_is_found_beside_a_rewritten_sentence_and_shown_with_its_words() -> None:
    before = "Музей часов открыли в старой ратуше. На первом этаже стоят 14 маятников."
    after = "Музей часов заработал в здании бывшей почты. На первом этаже стоят 15 маятников."

    changes = of_bodies(before, after, "ru")

    assert kinds(changes) == "figure, wording"
    figure = next(change for change in changes if change.kind == "figure")
    assert (figure.before, figure.after) == ("первом этаже стоят 14 маятников.", "первом этаже стоят 15 маятников.")


def test_differences_far_apart_are_rows_of_their_own_and_those_close_by_are_one() -> None:
    before = "One baker came. " + "The oven was warm and the street was still empty. " * 2 + "Nine loaves, 3 rolls."
    after = before.replace("One baker", "Two bakers").replace("Nine loaves, 3", "Six loaves, 5")

    figures = [change for change in of_bodies(before, after, "en") if change.kind == "figure"]

    assert [change.after for change in figures] == [
        "Two bakers came. The",
        "still empty. Six loaves, 5 rolls.",
    ]


# --- Paragraphs -----------------------------------------------------------------------------------

BREAD = "The bakery on the square opened at six, and the first loaf was sold a minute later."
TEA = "Tea is served on the upper floor, where the windows look over the river and the rowing club."
STARS = "On clear nights the baker puts a telescope on the roof and shows the rings of Saturn to anyone."
BOOKS = "A shelf by the door holds cookery books, which may be borrowed against a promise to return them."


def body(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def test_a_paragraph_that_came_and_one_that_went_are_shown_whole() -> None:
    assert of_bodies(body(BREAD, TEA), body(BREAD, STARS, TEA), "en") == (
        Change(field="body", kind="paragraph added", place=2, after=STARS),
    )
    assert of_bodies(body(BREAD, STARS, TEA), body(BREAD, TEA), "en") == (
        Change(field="body", kind="paragraph removed", place=2, before=STARS),
    )


def test_a_paragraph_that_another_took_the_place_of_was_removed() -> None:
    assert kinds(of_bodies(body(BREAD, TEA, BOOKS), body(BREAD, STARS, BOOKS), "en")) == (
        "paragraph added, paragraph removed"
    )


def test_a_paragraph_that_moved_is_wording_once_and_neither_added_nor_removed() -> None:
    assert of_bodies(body(BREAD, TEA, STARS), body(STARS, BREAD, TEA), "en") == (
        Change(field="body", kind="wording", place=1, before=STARS, after=STARS),
    )


def test_a_paragraph_that_moved_and_was_edited_is_told_to_have_done_both() -> None:
    later = STARS.replace("Saturn", "Jupiter")

    assert kinds(of_bodies(body(BREAD, TEA, STARS), body(later, BREAD, TEA), "en")) == "name, wording"


@pytest.mark.parametrize(("one", "other"), [(f"{BREAD} {TEA}", body(BREAD, TEA)), (body(BREAD, TEA), f"{BREAD} {TEA}")])
def test_a_paragraph_parted_or_joined_without_another_word_is_typography(one: str, other: str) -> None:
    assert kinds(of_bodies(body(STARS, one, BOOKS), body(STARS, other, BOOKS), "en")) == "typography"


def test_a_paragraph_that_was_parted_and_edited_shows_the_edit() -> None:
    changes = of_bodies(body(STARS, f"{BREAD} {TEA}"), body(STARS, BREAD.replace("six", "seven"), TEA), "en")

    assert kinds(changes) == "figure, typography"
    assert {change.place for change in changes} == {2}


def test_the_place_of_an_edit_is_that_of_the_later_wording() -> None:
    changes = of_bodies(body(BREAD, TEA), body(STARS, BREAD, TEA.replace("upper", "lower")), "en")

    assert [(change.kind, change.place) for change in changes] == [("paragraph added", 1), ("wording", 3)]


def test_lines_of_a_table_keep_their_rows() -> None:
    before, after = body("Loaves", "Rye 12", "Wheat 30", "Oat 7"), body("Loaves", "Rye 12", "Wheat 31", "Oat 7")

    assert [(change.kind, change.place) for change in of_bodies(before, after, "en")] == [("figure", 3)]


# --- Headline and lead ------------------------------------------------------------------------------


def test_a_headline_is_a_headline_whatever_changed_in_it_but_typography() -> None:
    before, after = Wording(headline="9 лодок вышли на «Старт»"), Wording(headline="8 лодок вышли на «Старт»")
    set_otherwise = Wording(headline='9 лодок вышли на "Старт"')

    assert changes_between(before, after, "ru") == (
        Change(field="headline", kind="headline", before=before.headline, after=after.headline),
    )
    assert kinds(changes_between(before, set_otherwise, "ru")) == "typography"


def test_the_lead_is_graded_as_a_paragraph_without_a_place() -> None:
    changes = changes_between(Wording(lead="Билетов осталось 40."), Wording(lead="Билетов осталось 14."), "ru")

    assert [(change.field, change.kind, change.place) for change in changes] == [("lead", "figure", None)]
    assert kinds(changes_between(Wording(), Wording(lead="Билетов нет."), "ru")) == "paragraph added"
    assert kinds(changes_between(Wording(lead="Билетов нет."), Wording(), "ru")) == "paragraph removed"


def test_what_is_nowhere_printed_is_typography_and_never_nothing() -> None:
    assert kinds(changes_between(Wording(), Wording(headline=""), "ru")) == "typography"
    assert kinds(of_bodies("Хлеб.\n\n\n\nСоль.", "Хлеб.\n\nСоль.", "ru")) == "typography"


# --- Any text at all --------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        "хлеб", "Анна", "Ковш", "Мінск", "12", "1,5", "три", "bread", "Brot", "im", "Lida", "面包", "三万", "说", "《雾》", "10月",
        "«", "»", '"', "„", "“", "”", "'", "- ", "—", ",", ".", "!", ":", "(", ")", " ", "\n\n", "\n", "\u00a0", "\u00ad", "\u200b",
        "е\u0301", "\ud800", "\x00", "\u2028", "№", "%", "руб.", "I", "½", "²", "😀", "A4",
    ]
)  # fmt: skip
TEXTS = st.lists(_PIECES, max_size=25).map("".join) | st.text(max_size=40)
WORDINGS = st.builds(Wording, headline=st.none() | TEXTS, lead=st.none() | TEXTS, body=TEXTS)
SPOKEN = st.sampled_from([*LANGUAGES, "zh-Hans", "uk", ""])


@settings(deadline=None)  # the first example loads the names of days
@given(WORDINGS, WORDINGS, SPOKEN)
def test_the_same_wordings_always_give_the_same_changes_and_equal_ones_none(
    before: Wording, after: Wording, language: str
) -> None:
    changes = changes_between(before, after, language)

    assert changes == changes_between(before, after, language)
    assert bool(changes) == (before != after)
    assert changes_between(after, after, language) == ()
    assert {change.kind for change in changes} <= KINDS


@settings(deadline=None)  # the first example loads the names of days
@given(WORDINGS, WORDINGS, SPOKEN)
def test_what_a_change_shows_stands_in_the_wordings(before: Wording, after: Wording, language: str) -> None:
    for change in changes_between(before, after, language):
        for shown, wording in ((change.before, before), (change.after, after)):
            printed = "".join((getattr(wording, change.field) or "").split())
            assert shown is None or "".join(shown.split()) in printed
        assert (change.place is None) == (change.field != "body") or change.kind == "typography"


@settings(deadline=None)  # the first example loads the names of days
@given(
    st.lists(st.sampled_from(["Хлеб", "Анна", "12", "1 000", "«Колос»", "печь", "面包", "三"]), min_size=2),
    SPOKEN,
    st.data(),
)
def test_white_space_alone_is_only_typography(words: list[str], language: str, data: st.DataObject) -> None:
    blanks = st.sampled_from([" ", "  ", "\u00a0", "\u202f", "\n", "\n\n", "\t"])
    before, after = ("".join(word + data.draw(blanks) for word in words) for _ in range(2))

    assert {change.kind for change in of_bodies(before, after, language)} <= {"typography"}


@pytest.mark.parametrize(
    ("unit", "language"),
    [
        ("а ", "ru"), ("Аа ", "ru"), ('"Аа" ', "ru"), ("- А, - б", "ru"), ("«", "ru"), ("'a ", "en"), ("1,1", "en"),
        ("two hundred and ", "en"), ("Wald ", "de"), ("sagte Aa Bb Cc Dd ", "de"), (" —a", "es"), ("阿·", "zh"),
        ("三", "zh"), ("师王五说", "zh"), ("e\u0301", "en"), ("123 ", "pl"), ("1\n\n", "ru"), ("ж.\n\n", "be"),
    ],
)  # fmt: skip
def test_a_long_text_of_one_thing_is_told_in_time(unit: str, language: str) -> None:
    text = unit * (60_000 // len(unit))

    began = time.process_time()
    changes = of_bodies(text, text[len(text) // 3 :] + "!", language)

    assert changes
    assert time.process_time() - began < 5


def test_a_megabyte_that_has_nothing_in_step_is_only_told_to_differ() -> None:
    dice = random.Random(6)
    before, after = (" ".join("".join(dice.choices("абвгд", k=4)) for _ in range(200_000)) for _ in range(2))

    began = time.process_time()
    changes = of_bodies(before, after, "ru")

    assert [(change.kind, change.before, change.after) for change in changes] == [("wording", before, after)]
    assert time.process_time() - began < 15


def test_twenty_thousand_words_of_junk_are_told_in_time() -> None:
    dice = random.Random(6)
    known = ["".join(dice.choices("абвгд", k=3)) for _ in range(60)]
    before, after = (" ".join(dice.choices(known, k=20_000)) for _ in range(2))

    began = time.process_time()

    assert kinds(of_bodies(before, after, "ru")) == "wording"
    assert time.process_time() - began < 5
