"""Persons and agencies are told from everything else; what is not certainly a name is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.names import AGENCIES, agency_named, may_name_agency, nominative_of, read_name, read_signature


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("БЕЛТА", "BelTA"), ("БелТА", "BelTA"), ("BelTA", "BelTA"), ("BELTA", "BelTA"), ("白通社", "BelTA"),
        ("Belta", "BelTA"), ("БЕЛТА.", "BelTA"), ("Синьхуа", "Xinhua"), ("Xinhua", "Xinhua"), ("新华社", "Xinhua"),
        ("ТАСС", "TASS"), ("TASS", "TASS"), ('РИА "Новости"', None), ("РИА Новости", "RIA Novosti"),
        ("Минск", None), ("", None), ("Анна Липкина", None),
    ],
)  # fmt: skip
def test_an_agency_has_one_name_in_all_its_spellings(printed: str, agency: str | None) -> None:
    assert agency_named(printed) == agency


@pytest.mark.parametrize("spelling", [spelling for spellings in AGENCIES.values() for spelling in spellings])
def test_no_line_that_an_agency_signs_is_passed_over(spelling: str) -> None:
    assert all(map(may_name_agency, [spelling, spelling.upper(), f"Анна Петрова, {spelling}.", f"({spelling}-БЕЛТА)"]))


def test_a_line_of_a_story_names_no_agency() -> None:
    assert not may_name_agency("Am Sonntag soll das Boot wieder schwimmen; drei Eimer genügten.")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        pytest.param("Милена Ануфриенок", "Милена Ануфриенок", id="real print"),
        pytest.param("Уладзімір Мацвееў", "Уладзімір Мацвееў", id="real print: be"),
        pytest.param("Иван ИВАНОВ", "Иван Иванов", id="reported: surname in capitals"),
        pytest.param("ИВАНОВ Иван", "Иван Иванов", id="surname first, in capitals"),
        pytest.param("ИВАНОВ Иван Иванович", "Иван Иванович Иванов", id="with a patronymic"),
        pytest.param("Иванов И.И.", "И. И. Иванов", id="initials behind"),
        pytest.param("И.Иванов", "И. Иванов", id="initials glued"),
        pytest.param("И. И. ИВАНОВ", "И. И. Иванов", id="initials before"),
        pytest.param("ИВАН ИВАНОВ", "Иван Иванов", id="all in capitals, a given name that we know"),
        pytest.param("Анна ПЕТРОВА-СИДОРОВА", "Анна Петрова-Сидорова", id="double surname"),
        pytest.param("Дар'я ЯЦЫНА", "Дар'я Яцына", id="be: apostrophe"),
        pytest.param("ДАР'Я ЯЦЫНА", "Дар'я Яцына", id="be: apostrophe in capitals"),
        pytest.param("Sean O'NEILL", "Sean O'Neill", id="en: apostrophe"),
        pytest.param("Anna McLean", "Anna McLean", id="en: capital inside"),
        pytest.param("Ludwig van der Brücke", "Ludwig van der Brücke", id="de: particles"),
        pytest.param("José Ortega y Huerta", "José Ortega y Huerta", id="es: and inside a name"),
        pytest.param("Karl-Heinz MÜLLER", "Karl-Heinz Müller", id="de: double given name"),
        pytest.param("Łukasz ŻÓŁĆ", "Łukasz Żółć", id="pl"),
        pytest.param("Рустам Садовод оглы", "Рустам Садовод оглы", id="a word behind the name"),
        pytest.param("王小明", "王小明", id="zh: three characters"),
        pytest.param("王明", "王明", id="zh: two characters"),
        pytest.param("王 明", "王明", id="zh: a blank between"),
        pytest.param("欧阳小明", "欧阳小明", id="zh: double surname"),
        pytest.param("伊万·伊万诺夫", "伊万·伊万诺夫", id="zh: a foreign name"),
        pytest.param("Минск", None, id="one word"),
        pytest.param("Иван", None, id="only a given name"),
        pytest.param("БЕЛТА", None, id="an agency"),
        pytest.param("ОБЗОР ПРЕССЫ", None, id="a heading in capitals"),
        pytest.param("Новости Беларуси", None, id="words with capitals"),
        pytest.param("Пресс-служба МЧС", None, id="an office"),
        pytest.param("пресс-служба клуба", None, id="small letters"),
        pytest.param("Rathaus Minsk", None, id="de: a house"),
        pytest.param("National Library", None, id="en: a house"),
        pytest.param("Getty Images", None, id="en: a company"),
        pytest.param("Красная Площадь", None, id="ru: a square"),
        pytest.param("New York", None, id="a place of two words"),
        pytest.param("Иван Иванов 2", None, id="a figure"),
        pytest.param("Иван Иванов, директор", None, id="a comma"),
        pytest.param("明斯克", None, id="zh: a place"),
        pytest.param("图书馆", None, id="zh: a word"),
        pytest.param("于北京", None, id="zh: in Beijing"),
        pytest.param("И. И.", None, id="only initials"),
        pytest.param("van der", None, id="only particles"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_name_is_given_its_normal_case(printed: str, name: str | None) -> None:
    assert read_name(printed) == name


@pytest.mark.parametrize(
    ("printed", "people", "agencies", "rest"),
    [
        pytest.param("Иван ИВАНОВ, БЕЛТА", ["Иван Иванов"], ["BelTA"], [], id="reported"),
        pytest.param("Иван Иванов и Анна Петрова", ["Иван Иванов", "Анна Петрова"], [], [], id="ru: и"),
        pytest.param("Іван Іваноў і Ганна Пятрова", ["Іван Іваноў", "Ганна Пятрова"], [], [], id="be: і"),
        pytest.param("Anna Smith and John Miller", ["Anna Smith", "John Miller"], [], [], id="en: and"),
        pytest.param("Anna Schmidt und Karl Müller", ["Anna Schmidt", "Karl Müller"], [], [], id="de: und"),
        pytest.param("Ana López y Luis Pérez", ["Ana López", "Luis Pérez"], [], [], id="es: y"),
        pytest.param("Jan Kowal i Anna Nowak", ["Jan Kowal", "Anna Nowak"], [], [], id="pl: i"),
        pytest.param("王明和李强", ["王明", "李强"], [], [], id="zh: 和"),
        pytest.param("王明、李小强", ["王明", "李小强"], [], [], id="zh: 、"),
        pytest.param("王明 李强", ["王明", "李强"], [], [], id="zh: a blank"),
        pytest.param("王和平", ["王和平"], [], [], id="zh: 和 inside a name"),
        pytest.param("Анна Петрова, Минск, БЕЛТА", ["Анна Петрова"], ["BelTA"], ["Минск"], id="a place is no person"),
        pytest.param("Anna Smith, New York", ["Anna Smith"], [], ["New York"], id="a place of two words"),
        pytest.param("Иван и Мария Ивановы", [], [], ["Иван и Мария Ивановы"], id="a couple is left alone"),
        pytest.param("БЕЛТА-Синьхуа", [], ["BelTA", "Xinhua"], [], id="a joint signature"),
        pytest.param("Иван Иванов и БЕЛТА", ["Иван Иванов"], ["BelTA"], [], id="a person and an agency"),
        pytest.param("Иванов-Петров Ивана", ["Иванов-Петров Ивана"], [], [], id="a hyphen joins"),
        pytest.param("", [], [], [], id="nothing"),
    ],
)
def test_who_signs_together(printed: str, people: list[str], agencies: list[str], rest: list[str]) -> None:
    signature = read_signature(printed)

    assert list(signature.people) == people
    assert list(signature.agencies) == agencies
    assert list(signature.rest) == rest


@pytest.mark.parametrize(
    ("printed", "nominative"),
    [
        pytest.param("Дениса Костюченко", "Денис Костюченко", id="real print"),
        ("Сергея Иванова", "Сергей Иванов"), ("Андрея Лесного", None), ("Павла Петрова", "Павел Петров"),
        ("Ильи Саковича", "Илья Сакович"), ("Игоря Савчука", "Игорь Савчук"), ("Дмитрия Полевского", "Дмитрий Полевский"),
        ("Анны Ивановой", "Анна Иванова"), ("Ольги Полевской", "Ольга Полевская"), ("Марии Савчук", "Мария Савчук"),
        ("Александры Ивановой", "Александра Иванова"), ("Денис Костюченко", "Денис Костюченко"),
        ("Анна Иванова", "Анна Иванова"), ("Дзяніса Касцючэнкі", "Дзяніс Касцючэнка"),
        ("Уладзіслава Іванова", "Уладзіслаў Іваноў"), ("Ганны Пятровай", "Ганна Пятрова"), ("Вольгі Шаўчук", "Вольга Шаўчук"),
        pytest.param("Александра Иванова", None, id="a man's genitive, or a woman's nominative"),
        pytest.param("Валентина Костюченко", None, id="as before, with a name that is not declined"),
        pytest.param("Сергея Зайца", None, id="a vowel may be missing"),
        pytest.param("Игоря Дюма", None, id="a foreign name"),
        pytest.param("Полуэкта Иванова", None, id="a given name that we do not know"),
        pytest.param("И. Иванова", None, id="an initial has no case"),
        pytest.param("Ивана Ивановича Иванова", None, id="three words"),
        pytest.param("", None, id="nothing"),
    ],
)  # fmt: skip
def test_a_name_in_the_genitive_is_brought_back_only_where_that_is_certain(
    printed: str, nominative: str | None
) -> None:
    assert nominative_of(printed) == nominative


@given(st.text(st.characters(exclude_categories=()), max_size=120))
def test_any_text_is_a_name_or_none_and_a_name_read_twice_is_the_same(text: str) -> None:
    name = read_name(text)

    if name is not None:
        assert read_name(name) == name
    read_signature(text)
    nominative_of(text)
