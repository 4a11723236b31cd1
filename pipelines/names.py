"""Who is this: a person, an agency, or neither, and what is the name's form in use?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from belta_scraper.editions import EDITIONS

# --- Agencies -------------------------------------------------------------------------------------

BELTA = "BelTA"

AGENCIES: dict[str, tuple[str, ...]] = {
    BELTA: tuple(dict.fromkeys(name for edition in EDITIONS.values() for name in edition.agency_spellings)),
    "Xinhua": ("Синьхуа", "Сіньхуа", "Xinhua", "新华社"),
    "TASS": ("ТАСС", "ИТАР-ТАСС", "TASS", "ITAR-TASS", "塔斯社"),
    "RIA Novosti": ("РИА Новости", "РІА Навіны", "RIA Novosti", "RIA Nowosti", "俄新社"),
    "Interfax": ("Интерфакс", "Інтэрфакс", "Interfax", "国际文传电讯社"),
    "Sputnik": ("Sputnik", "Спутник", "俄罗斯卫星通讯社"),
    "AZERTAC": ("АЗЕРТАДЖ", "AZERTAC", "阿塞拜疆国家通讯社"),
    "Kazinform": ("Казинформ", "Казінфарм", "Kazinform", "哈通社"),
    "UzA": ("УзА", "UzA"),
    "Kabar": ("Кабар", "Kabar"),
    "Khovar": ("Ховар", "Khovar"),
    "Moldpres": ("Молдпрес", "Moldpres"),
    "Ukrinform": ("Укринформ", "Укрінформ", "Ukrinform"),
    "Anadolu": ("Анадолу", "Анадолу Ажансы", "Anadolu", "Anadolu Agency", "阿纳多卢通讯社"),
    "Reuters": ("Рейтер", "Рейтерс", "Reuters", "路透社"),
    "AFP": ("АФП", "AFP", "France-Presse", "Франс Пресс", "法新社"),
    "AP": ("AP", "Associated Press", "Ассошиэйтед Пресс", "美联社"),
    "dpa": ("ДПА", "dpa", "德新社"),
    "PAP": ("ПАП", "PAP", "波通社"),
    "EFE": ("EFE", "ЭФЭ", "埃菲社"),
    "Prensa Latina": ("Prensa Latina", "Пренса Латина", "Прэнса Лаціна", "拉美社"),
    "IRNA": ("ИРНА", "IRNA", "伊通社"),
    "SANA": ("САНА", "SANA"),
    "KCNA": ("ЦТАК", "KCNA", "朝中社"),
    "VNA": ("ВИА", "VNA", "越通社"),
}
"""Agencies that BelTA signs with or reprints, by the form in use; how each is printed."""

_AGENCY_OF = {spelling.casefold(): agency for agency, spellings in AGENCIES.items() for spelling in spellings}
CHINESE_AGENCIES = tuple(name for names in AGENCIES.values() for name in names if "\u4e00" <= name[0] <= "\u9fff")

_WORD = re.compile(r"\w+")
_FIRST_WORDS = frozenset(_WORD.findall(spelling)[0] for spelling in _AGENCY_OF)

_QUOTES = "\"'«»„“”‚‘’"


def agency_named(printed: str) -> str | None:
    """The agency that a word or two name, in the form in use.

    >>> agency_named("БелТА"), agency_named("新华社"), agency_named("Минск")
    ('BelTA', 'Xinhua', None)
    """
    return _AGENCY_OF.get(printed.strip(f" .{_QUOTES}").casefold())


def may_name_agency(text: str) -> bool:
    """Whether a text has the first word of some agency's name."""
    return not _FIRST_WORDS.isdisjoint(_WORD.findall(text.casefold())) or any(map(text.__contains__, CHINESE_AGENCIES))


# --- Persons --------------------------------------------------------------------------------------


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_AFTER_THE_NAME = _words("оглы кызы улы")
_PARTICLES = frozenset(
    _words(
        """
        von van der den de da di du do dos das del della la le los las el al y e bin ibn abu ben
        фон ван дер де да ди ду ла ле эль аль ибн бен
        """
    )
).union(_AFTER_THE_NAME)
# Words with capitals that stand beside others in the names of offices, houses and towns.
_NO_NAME = frozenset(
    _words("""
    агентство академия администрация архив библиотека видео горисполком город группа дворец департамент дом завод
    институт интернет клуб компания комитет корреспондент министерство музей национальная национальный новости область
    облисполком палата парк площадь пресс пресс-служба пресс-центр район редакция республика сайт служба совет союз
    студия театр телеграм улица университет федерация фонд центр мид мчс мвд беларусь беларуси минск минска брест
    витебск гомель гродно могилев могилёв
    агенцтва акадэмія адміністрацыя архіў бібліятэка відэа гарвыканкам горад група палац дэпартамент завод інстытут
    кампанія камітэт міністэрства нацыянальная нацыянальны навіны вобласць аблвыканкам палата плошча прэс прэс-служба
    прэс-цэнтр раён рэдакцыя рэспубліка служба савет саюз студыя тэатр вуліца універсітэт федэрацыя цэнтр беларусі
    мінск мінска брэст віцебск гродна магілёў
    academy agency archive belarus brest center centre city club committee company correspondent council
    department district editorial executive festival gomel grodno group hall house images institute international
    internet library ministry minsk mogilev museum national news office palace park pictures press region republic
    school service square state street studio team telegram theater theatre university vitebsk wikipedia youtube
    agentur akademie amt archiv bibliothek gebiet gesellschaft grodno haus kirche komitee kreis ministerium mogiljow
    nachrichten nationalbibliothek palast presse presseamt pressestelle rathaus redaktion republik schule stadt straße
    universität verein witebsk zentrum
    academia agencia archivo asociación ayuntamiento belarús biblioteca centro ciudad club colegio comité consejo
    editorial escuela grupo instituto ministerio museo nacional noticias oficina parque plaza prensa redacción república
    servicio teatro universidad vítebsk
    agencja akademia archiwum białoruś biblioteka brześć centrum dom grupa homel instytut klub komitet miasto
    ministerstwo mińsk mohylew muzeum narodowa narodowy park plac prasowe redakcja republika rynek służba
    szkoła teatr uniwersytet witebsk zespół
    """)
)
_PLACES_OF_TWO_WORDS = frozenset(
    {
        "new york", "new delhi", "los angeles", "san francisco", "buenos aires", "tel aviv", "abu dhabi",
        "st. petersburg", "saint petersburg", "sankt petersburg", "san petersburgo", "united nations",
        "united states", "great britain", "hong kong", "kuala lumpur", "ulan bator", "ulán bator", "la habana",
        "la paz", "rio de janeiro", "addis ababa", "nowy jork", "nueva york", "новая зеландия", "новая зеландыя",
        "шри ланка", "красная поляна", "старые дороги", "старыя дарогі", "марьина горка", "мар'іна горка",
        "большая берестовица", "вялікая бераставіца", "нижний новгород", "великий новгород",
    }
)  # fmt: skip

_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,3}")
_GLUED_INITIALS = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_])")
_INNER_MARK = re.compile(r"([-'’ʼ])")
_HAN = re.compile("[\u4e00-\u9fff]+")
_HAN_FOREIGN = re.compile("[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,10}){1,3}")
# Without 于 and 向, which after 记者 are mostly "in" and "to".
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施文牛樊葛邢安齐伍庞"
    "颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁"
)
_DOUBLE_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "夏侯", "令狐")
_LONGEST_NAME = 80


def read_name(printed: str) -> str | None:
    """A person's name in normal case, given name first; `None` where it does not look like one.

    A single word is no name, unless it is Chinese.

    >>> read_name("Иван ИВАНОВ"), read_name("ИВАНОВ-ПЕТРОВ И.И."), read_name("王小明")
    ('Иван Иванов', 'И. И. Иванов-Петров', '王小明')
    >>> read_name("Минск") is None
    True
    """
    if len(printed) > _LONGEST_NAME:
        return None
    if _HAN.search(printed):
        return _read_chinese_name(printed.strip(" 。，."))
    words = _GLUED_INITIALS.sub(r"\1. ", printed.strip(" ,;:")).split()
    if words and words[-1].endswith(".") and not _INITIALS.fullmatch(words[-1]):
        words[-1] = words[-1].rstrip(".")
    if not 2 <= len(words) <= 5 or " ".join(words).casefold() in _PLACES_OF_TWO_WORDS:
        return None
    full = [word for word in words if not _INITIALS.fullmatch(word) and word not in _PARTICLES]
    if not all(_is_initials(word) or word in _PARTICLES or _is_name_word(word) for word in words):
        return None
    if not full or words[-1] in _PARTICLES.difference(_AFTER_THE_NAME):
        return None
    if all(_in_capitals(word) for word in full) and len(full) == len(words) and not _given_name(words):
        return None  # ОБЗОР ПРЕССЫ: a heading more likely than a name
    return " ".join(map(_normal_case, _given_name_first(words)))


def _read_chinese_name(printed: str) -> str | None:
    if _HAN_FOREIGN.fullmatch(printed):
        return printed
    name = printed.replace(" ", "") if re.fullmatch("[\u4e00-\u9fff] [\u4e00-\u9fff]", printed) else printed
    if not _HAN.fullmatch(name):
        return None
    if name.startswith(_DOUBLE_SURNAMES):
        return name if len(name) in (3, 4) else None
    return name if len(name) in (2, 3) and name[0] in _SURNAMES else None


def _is_initials(word: str) -> bool:
    return _INITIALS.fullmatch(word) is not None and word[0].isupper()


def _is_name_word(word: str) -> bool:
    parts = _INNER_MARK.split(word)[::2]
    return (
        all(part.isalpha() for part in parts)
        and word[0].isupper()
        and len(word) >= 2
        and parts[0].casefold() not in _NO_NAME
        and word.casefold() not in _NO_NAME
        and agency_named(word) is None
        # Beginning in capitals and going on in small letters, or the other way, is no name: 'БелАЗ', 'iPhone'.
        and all(
            _in_capitals(part) or part[1:].islower() or part[:2] in ("Mc", "Ma", "De") for part in parts if part[1:]
        )
    )


def _in_capitals(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    return len(letters) > 1 and all(character.isupper() for character in letters)


def _given_name(words: list[str]) -> bool:
    """Whether one of the words is a given name that our tables know."""
    return any(_normal_case(word) in _GIVEN_NAMES for word in words)


def _given_name_first(words: list[str]) -> list[str]:
    """`ИВАНОВ Иван`, `Иванов И. И.` in the other order; Cyrillic names alone are printed so."""
    if not "\u0400" <= words[0][0] <= "\u04ff":
        return words
    surname_in_capitals = _in_capitals(words[0]) and not any(map(_in_capitals, words[1:]))
    initials_follow = not _INITIALS.fullmatch(words[0]) and all(map(_INITIALS.fullmatch, words[1:]))
    return [*words[1:], words[0]] if surname_in_capitals or initials_follow else words


def _normal_case(word: str) -> str:
    """
    >>> _normal_case("ИВАНОВ-ПЕТРОВ"), _normal_case("O'NEILL"), _normal_case("ДАР'Я"), _normal_case("McLean")
    ('Иванов-Петров', "O'Neill", "Дар'я", 'McLean')
    """
    if not _in_capitals(word) or _INITIALS.fullmatch(word):
        return word
    parts = _INNER_MARK.split(word)
    settled = [parts[0].capitalize()]
    for mark, part in zip(parts[1::2], parts[2::2], strict=True):
        # In Belarusian an apostrophe only parts a consonant from е ё і ю я; elsewhere it begins anew.
        inside = mark != "-" and part[:1] in tuple("ЕЁІЮЯЇЄ")
        settled += [mark, part.lower() if inside else part.capitalize()]
    return "".join(settled)


# --- Signatures -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs together, in printed order."""

    people: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    """Pieces that are neither: places, offices, and what nobody foresaw."""


_STRONG = re.compile(r"\s*[,;、，；|/／]\s*|\s[-–—－]\s|(?<=[\u4e00-\u9fff])\s?[-－]\s?(?=[\u4e00-\u9fff])")
_WEAK = re.compile(r"\s(?:и|і|й|ды|and|&|und|y|e|i|oraz)\s")
_WEAK_CHINESE = re.compile("[和与及]| (?=[\u4e00-\u9fff])")


_LONGEST_SIGNATURE = 400


def read_signature(printed: str) -> Signature:
    """Persons and agencies of a signature, told apart.

    >>> read_signature("Иван ИВАНОВ и Анна Петрова - БЕЛТА, Минск")
    Signature(people=('Иван Иванов', 'Анна Петрова'), agencies=('BelTA',), rest=('Минск',))
    """
    people: list[str] = []
    agencies: list[str] = []
    rest: list[str] = []
    if len(printed) > _LONGEST_SIGNATURE:
        return Signature(rest=(printed,))
    for piece in filter(None, _STRONG.split(printed.strip())):
        _sort_piece(piece, people, agencies, rest)
    return Signature(
        people=tuple(dict.fromkeys(people)), agencies=tuple(dict.fromkeys(agencies)), rest=tuple(filter(None, rest))
    )


def _sort_piece(piece: str, people: list[str], agencies: list[str], rest: list[str]) -> None:
    if agency := agency_named(piece):
        agencies.append(agency)
        return
    joined = [agency_named(part) for part in piece.split("-")]  # БЕЛТА-Синьхуа
    if len(joined) > 1 and all(joined):
        agencies.extend(filter(None, joined))
        return
    first, _, others = piece.partition(" ")
    if agency_named(first) and others:  # БЕЛТА Иван Петров
        for part in (first, others):
            _sort_piece(part, people, agencies, rest)
        return
    chinese = _HAN.search(piece) is not None
    name = read_name(piece)
    if name is not None and (chinese or not _WEAK.search(piece)):
        people.append(name)
        return
    parts = [part.strip() for part in (_WEAK_CHINESE if chinese else _WEAK).split(piece)]
    if len(parts) > 1 and all(agency_named(part) or read_name(part) for part in parts):
        for part in parts:
            _sort_piece(part, people, agencies, rest)
    elif name is not None:  # José Ortega y Gasset
        people.append(name)
    else:
        rest.append(piece.strip())


# --- Cases ----------------------------------------------------------------------------------------

# `Фото Дениса Костюченко` has the name in the genitive. Given names whose case can be told, of the two
# languages that decline them here; a surname is brought back only where its ending leaves no choice.
_MEN_RU = _words("""
    Александр Алексей Анатолий Андрей Антон Артём Артем Артур Борис Вадим Валентин Валерий Василий Виктор Виталий
    Владимир Владислав Вячеслав Геннадий Георгий Григорий Денис Дмитрий Евгений Егор Иван Игорь Илья Кирилл
    Константин Леонид Максим Михаил Никита Николай Олег Павел Пётр Петр Роман Руслан Сергей Станислав Степан Тимофей
    Фёдор Федор Юрий Ярослав
""")
_WOMEN_RU = _words("""
    Александра Алина Алла Анастасия Анна Валентина Валерия Вера Вероника Виктория Галина Дарья Диана Евгения Екатерина
    Елена Жанна Инна Ирина Кристина Ксения Лариса Лилия Людмила Маргарита Марина Мария Милена Надежда Наталия Наталья
    Нина Оксана Олеся Ольга Полина Светлана София Софья Татьяна Юлия Яна
""")
_MEN_BE = _words("""
    Аляксандр Аляксей Анатоль Андрэй Антон Арцём Барыс Вадзім Валянцін Валерый Васіль Віктар Віталь Уладзімір Уладзіслаў
    Вячаслаў Генадзь Георгій Дзяніс Дзмітрый Яўген Ягор Іван Ігар Ілья Кірыл Канстанцін Леанід Максім Міхаіл Мікалай
    Алег Павел Пётр Раман Руслан Рыгор Сяргей Станіслаў Сцяпан Фёдар Юрый Яраслаў
""")
_WOMEN_BE = _words("""
    Аляксандра Алена Алеся Ала Аксана Анастасія Ганна Вера Вераніка Вікторыя Вольга Галіна Дар'я Ірына Кацярына Ксенія
    Лілія Людміла Марына Марыя Наталля Святлана Таццяна Юлія Яна
""")
_GIVEN_NAMES = frozenset({*_MEN_RU, *_WOMEN_RU, *_MEN_BE, *_WOMEN_BE})
_IRREGULAR = {
    "Павел": ("Павла", "Паўла"), "Пётр": ("Петра", "Пятра"), "Петр": ("Петра",), "Илья": ("Ильи",), "Ілья": ("Ільі",),
    "Никита": ("Никиты",), "Рыгор": ("Рыгора",), "Уладзіслаў": ("Уладзіслава",), "Вячаслаў": ("Вячаслава",),
    "Станіслаў": ("Станіслава",), "Яраслаў": ("Яраслава",),
}  # fmt: skip


def _genitives(name: str) -> tuple[str, ...]:
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    if name.endswith(("й", "ь")):
        return (name[:-1] + "я",)
    if name.endswith("я"):
        return (name[:-1] + ("і" if name in _WOMEN_BE else "и"),)
    if name.endswith("а"):
        belarusian = name in _WOMEN_BE and name not in _WOMEN_RU
        soft = "і" if belarusian else "и"
        return (name[:-1] + (soft if name[-2] in "гкх" else "ы"),)
    return (name + "а",)


def _by_genitive(names: Iterable[str]) -> dict[str, str]:
    return {genitive: name for name in names for genitive in _genitives(name)}


_MAN_OF_GENITIVE = _by_genitive((*_MEN_BE, *_MEN_RU))
_WOMAN_OF_GENITIVE = _by_genitive((*_WOMEN_BE, *_WOMEN_RU))

_MAN_GENITIVE_ENDINGS = (
    ("ского", "ский"), ("цкого", "цкий"), ("скага", "скі"), ("цкага", "цкі"),
    ("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"), ("ына", "ын"), ("іна", "ін"), ("ава", "аў"),
    ("ича", "ич"), ("іча", "іч"), ("ука", "ук"), ("юка", "юк"), ("ака", "ак"), ("яка", "як"), ("ика", "ик"),
    ("іка", "ік"), ("энкі", "энка"), ("енкі", "енка"), ("ко", "ко"),
)  # fmt: skip
_WOMAN_GENITIVE_ENDINGS = (
    ("ской", "ская"), ("цкой", "цкая"), ("скай", "ская"), ("цкай", "цкая"),
    ("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ыной", "ына"),
    ("авай", "ава"), ("овай", "ова"), ("евай", "ева"), ("ёвай", "ёва"), ("інай", "іна"), ("ынай", "ына"),
    ("ко", "ко"), ("энка", "энка"), ("енка", "енка"), ("ич", "ич"), ("іч", "іч"), ("ук", "ук"), ("юк", "юк"),
    ("ак", "ак"), ("як", "як"),
    ("ик", "ик"), ("ік", "ік"),
)  # fmt: skip
_BELARUSIAN_MEN = {"ов": "оў", "ев": "еў", "ёв": "ёў"}
_MAN_ENDINGS = (
    "ов", "ев", "ёв", "ин", "ын", "ін", "аў", "оў", "еў", "ёў", "ский", "цкий", "скі", "цкі", "ич", "іч", "ко",
    "энка", "енка", "ук", "юк", "ак", "як", "ик", "ік",
)  # fmt: skip
_WOMAN_ENDINGS = (
    "ова", "ева", "ёва", "ина", "ына", "іна", "ава", "ская", "цкая", "ко", "энка", "енка", "ич",
    "іч", "ук", "юк", "ак", "як", "ик", "ік",
)  # fmt: skip


def nominative_of(name: str) -> str | None:
    """The nominative of a Russian or Belarusian name that may stand in the genitive, if it is certain.

    >>> nominative_of("Дениса Костюченко"), nominative_of("Анны Ивановой")
    ('Денис Костюченко', 'Анна Иванова')

    A man's name in the genitive, or a woman's in the nominative:

    >>> nominative_of("Александра Иванова") is None
    True
    """
    words = name.split()
    if len(words) != 2:
        return None
    given, surname = words
    readings = set()
    if man := _MAN_OF_GENITIVE.get(given):
        belarusian = man in _MEN_BE and man not in _MEN_RU
        readings |= {(man, found) for found in _brought_back(surname, _MAN_GENITIVE_ENDINGS, belarusian)}
    if woman := _WOMAN_OF_GENITIVE.get(given):
        readings |= {(woman, found) for found in _brought_back(surname, _WOMAN_GENITIVE_ENDINGS, False)}
    if (given in _MEN_RU or given in _MEN_BE) and surname.endswith(_MAN_ENDINGS):
        readings.add((given, surname))
    if (given in _WOMEN_RU or given in _WOMEN_BE) and surname.endswith(_WOMAN_ENDINGS):
        readings.add((given, surname))
    if len(readings) != 1:
        return None
    return " ".join(readings.pop())


def _brought_back(surname: str, endings: tuple[tuple[str, str], ...], belarusian: bool) -> set[str]:
    for genitive, nominative in endings:
        if surname.endswith(genitive) and len(surname) > len(genitive) + 1:
            found = _BELARUSIAN_MEN.get(nominative, nominative) if belarusian else nominative
            return {surname.removesuffix(genitive) + found}
    return set()
