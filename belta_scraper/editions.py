"""What is true of an edition: one row for each of the seven, with every fact that differs.

A fact here was seen in real pages unless its comment says otherwise; what was never seen is left
out rather than invented. Behaviour is elsewhere: this module is a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from .errors import ArgumentNotUnderstood

TIME_ZONE = "Europe/Minsk"
"""Of all editions, the foreign-language ones included: every printed time is Minsk time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A rubric: its slug in addresses, its printed label, and its topic across editions."""

    slug: str
    labels: tuple[str, ...]
    """As printed, the usual one first; empty where no page showed it."""
    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chrome:
    """The edition's fixed interface strings, for captures that kept no mark-up to tell chrome by."""

    menu: tuple[str, ...] = ()
    """Lines above the article."""
    all_news: str
    """Stands twice above the article; the section, the date and the headline follow."""
    list_heading: tuple[str, ...] = ()
    """Heads the text of a listing."""
    header_day: tuple[str, ...] = ()
    """Words before the header's date, which is the day of rendering and never of publication."""
    weekdays: tuple[str, ...]
    """With which the header's date begins, Monday first."""
    closing: tuple[str, ...] = ()
    """Begin the chrome that follows the article. Captures cut them short."""
    topic_block: tuple[str, ...] = ()
    """Head a block that names the topic in quotation marks, above the text."""
    mobile: tuple[str, ...] = ()
    """Lines of the mobile rendering."""
    breadcrumb: str = ""
    """Begins the line of a wap page that ends in the section's label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One language's BelTA site."""

    code: str
    name: str
    """In English, for reports."""
    host: str
    """Of canonical addresses."""
    host_code: str
    """The site's own code for the language, accepted wherever a person names an edition."""
    other_hosts: tuple[str, ...] = ()
    language: str
    """BCP 47."""
    agency: str
    """The agency's name as this edition prints it."""
    agency_spellings: tuple[str, ...]
    """All spellings met, the present one first."""
    date_sample: str
    """A publication date in the form this edition prints."""
    months: tuple[str, ...]
    """As printed in publication dates, January first; dateparser reads them all."""
    sections: tuple[Section, ...]
    chrome: Chrome
    healthy_day: int | None = None
    """Fewest entries of an ordinary day; `None` until a volume was measured."""
    section_of_label: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """Slug by printed label, in lower case."""

    def __post_init__(self) -> None:
        labels = {label.lower(): section.slug for section in self.sections for label in section.labels}
        object.__setattr__(self, "section_of_label", MappingProxyType(labels))


NETWORKS = ("X", "Twitter", "Telegram", "Facebook", "VK", "Instagram", "YouTube", "Viber", "TikTok")
"""Names that follow the subscribe line, each on a line of its own: Twitter until spring 2024, X since."""

YEARLESS_SECTIONS = frozenset(
    {
        "comments", "opinions", "interview", "columnists", "blogs", "photonews", "infographica", "posters",
        "video", "onlineconference", "briefing", "roundtable", "pressconference",
    }
)  # fmt: skip
"""Sections whose addresses carry no year and whose articles have number sequences of their own."""


def _sections(**labels: str | tuple[str, ...]) -> tuple[Section, ...]:
    """Rows for the slugs named, with the topics that hold across editions."""
    topics = {
        "president": "president", "politics": "politics", "economics": "economy", "society": "society",
        "regions": "regions", "incident": "incidents", "tech": "technology", "world": "world",
        "culture": "culture", "sport": "sport", "kaleidoscope": "miscellany", "events": "society",
        "newscompany": "companies", "opinions": "opinion", "comments": "opinion", "interview": "opinion",
        "columnists": "opinion", "blogs": "opinion", "photonews": "pictures", "fotoreportage": "pictures",
        "video": "video", "infographica": "infographics", "posters": "infographics",
        "onlineconference": "press centre", "briefing": "press centre", "roundtable": "press centre",
        "pressconference": "press centre", "azerbaijan": "projects", "republic-ch": "regions",
    }  # fmt: skip
    rows = []
    for name, printed in labels.items():
        slug = name.replace("_", "-")
        if isinstance(printed, str):
            printed = (printed,) if printed else ()
        rows.append(Section(slug=slug, labels=printed, topic=topics[slug]))
    return tuple(rows)


HEALTHY_SHARES: Mapping[str, float] = MappingProxyType({"a headline": 0.97, "a publication date": 0.95, "a body": 0.9})
"""Of an edition's article pages, the share that has each of these, until the archive has measured its own. Photo
reports and announcements have no body; every design seen prints a headline, and all but special projects a date."""


RU = Edition(
    code="ru",
    name="Russian",
    host="belta.by",
    host_code="ru",  # its host carries none
    other_hosts=("www.belta.by",),
    language="ru",
    agency="БЕЛТА",
    agency_spellings=("БЕЛТА", "БелТА"),  # the second until about 2015
    date_sample="08 января 2026, 19:51",
    months=(
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    sections=_sections(
        president="Президент", politics="Политика", economics="Экономика", society="Общество",
        regions="Регионы", incident="Происшествия", tech="Технологии", world="В мире", culture="Культура",
        sport="Спорт", kaleidoscope="Калейдоскоп", events="", newscompany="Новости компаний", azerbaijan="",
        opinions="Мнения", comments="Комментарии", interview="Интервью", blogs="Блоги", columnists="",
        photonews=("Фотоновости", "Фотохроника"), video="Видео", infographica="Инфографика", posters="",
        onlineconference="", briefing="", roundtable="", pressconference="",
    ),
    chrome=Chrome(
        menu=(
            "Проекты", "Сервисы", "Госорганы", "Сайты госорганов", "Новости Беларуси",
            "Белорусское телеграфное агентство", "Рубрики", "Пресс-центр", "Аналитика",
        ),
        all_news="Все новости",
        list_heading=("Новости",),
        header_day=("Флаг",),
        weekdays=("Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота", "Воскресенье"),
        closing=(
            "Подписывайтесь на нас", "Последние новости", "Топ-новости", "Версия для печати",
            "Новости рубрики", "Теги", "Поделиться", "БЕЛТА – Новости Беларуси, ©",
        ),
        topic_block=("Новости темы",),
        mobile=("Полная версия", "Мобильная версия"),
        breadcrumb="Главная Новости",
    ),
    healthy_day=60,  # 140 to 250 listed a day in July 2026, double listing included
)  # fmt: skip

BE = Edition(
    code="be",
    name="Belarusian",
    host="blr.belta.by",
    host_code="blr",
    language="be",
    agency="БЕЛТА",
    agency_spellings=("БЕЛТА",),
    date_sample="23 снежня 2022, 11:57",
    months=(
        "студзеня", "лютага", "сакавіка", "красавіка", "мая", "чэрвеня",
        "ліпеня", "жніўня", "верасня", "кастрычніка", "лістапада", "снежня",
    ),
    sections=_sections(
        president="", politics="", economics="", society="", regions="", world="", culture="", sport="Спорт",
    ),
    chrome=Chrome(
        menu=("Праекты",),  # by analogy; no real page showed the Belarusian menu
        all_news="Усе навіны",
        list_heading=("Навіны",),  # by analogy
        header_day=("Сцяг",),
        weekdays=("Панядзелак", "Аўторак", "Серада", "Чацвер", "Пятніца", "Субота", "Нядзеля"),
        closing=("Падпісвайцеся на нас", "Апошнія навіны"),  # by analogy, as above
    ),
)  # fmt: skip

EN = Edition(
    code="en",
    name="English",
    host="eng.belta.by",
    host_code="eng",
    language="en",
    agency="BelTA",
    agency_spellings=("BelTA", "BELTA"),
    date_sample="06 May 2020, 18:08",
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    sections=_sections(
        president="President", politics="Politics", economics=("Economy", "Economics"), society="Society",
        regions="", culture="", sport="Sport", photonews="Daily Snapshot", video="",
    ),
    chrome=Chrome(
        menu=("Projects", "Services", "Government Bodies"),
        all_news="All news",
        list_heading=("All News",),
        header_day=("Flag", "flag"),
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        closing=(
            "Subscribe to us", "Follow us on", "Recent news from Belarus", "Latest news from Belarus",
            "NUCLEAR POWER IN BELARUS AND WORLDWIDE", "BelTA – News from Belarus, ©",
        ),
        mobile=("Full version", "Mobile version"),
    ),
)  # fmt: skip

DE = Edition(
    code="de",
    name="German",
    host="deu.belta.by",
    host_code="deu",
    language="de",
    agency="BelTA",
    agency_spellings=("BelTA", "BELTA"),
    date_sample="19 September 2024, 19:35",
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni",
        "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
    sections=_sections(
        president="Präsident", economics="Wirtschaft", politics="Politik", society="Gesellschaft",
        regions="", culture="", sport="Sport", fotoreportage="", video="",
    ),
    chrome=Chrome(
        menu=("Mobile Version", "Projekte", "Services", "Staatsorgane"),
        all_news="Alle Nachrichten",
        list_heading=("Nachrichten",),
        header_day=("flag", "Flag"),
        weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        closing=(
            "Abonnieren Sie uns auf", "Letzte Nachrichten aus Belarus", "Letzte Nachrichten", "Druckversion",
            "Nachrichten der Rubrik", "Wetter",
        ),
        mobile=("Vollversion",),
    ),
)  # fmt: skip

ES = Edition(
    code="es",
    name="Spanish",
    host="esp.belta.by",
    host_code="esp",
    language="es",
    agency="BelTA",
    agency_spellings=("BelTA", "BELTA"),
    date_sample="03 Octubre 2022, 14:12",
    months=(
        "Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio",
        "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre",
    ),
    sections=_sections(
        president="Presidente", politics="", economics="", society="", regions="", culture="", sport="",
        fotoreportage="", video="",
    ),
    chrome=Chrome(
        menu=("Proyectos", "Órganos estatales"),
        all_news="Todas las noticias",
        list_heading=("Noticias",),  # by analogy
        header_day=("Flag", "flag"),
        weekdays=("Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo"),
        closing=("Síguenos en", "Top Noticias", "Últimas Noticias de Belarús"),
    ),
)  # fmt: skip

PL = Edition(
    code="pl",
    name="Polish",
    host="pol.belta.by",
    host_code="pol",
    language="pl",
    agency="BELTA",
    agency_spellings=("BELTA", "BelTA"),
    date_sample="03 Listopada 2024, 20:21",
    months=(
        "Stycznia", "Lutego", "Marca", "Kwietnia", "Maja", "Czerwca",
        "Lipca", "Sierpnia", "Września", "Października", "Listopada", "Grudnia",
    ),
    sections=_sections(
        president="Prezydent", politics="", economics="", society="", regions="", culture="", sport="",
    ),
    chrome=Chrome(
        menu=("Projekty", "Government Bodies"),  # the second was never translated
        all_news="Wszystkie wiadomości",
        list_heading=("Wiadomości",),  # by analogy
        header_day=("Flag", "flag"),
        weekdays=("Poniedziałek", "Wtorek", "Środa", "Czwartek", "Piątek", "Sobota", "Niedziela"),
        closing=("Świeże wiadomości z Białorusi",),
    ),
)  # fmt: skip

ZH = Edition(
    code="zh",
    name="Chinese",
    host="chn.belta.by",
    host_code="chn",
    language="zh-Hans",
    agency="白通社",
    agency_spellings=("白通社",),
    date_sample="2026 一月 27, 12:52",
    months=(
        "一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月",
    ),
    sections=_sections(
        president="总统", politics="政治", economics=("经济", "科技/经济"), society="社会", republic_ch="共和国",
    ),
    chrome=Chrome(
        menu=("专题", "便民信息"),
        all_news="全部新闻",
        list_heading=("新闻",),  # by analogy
        header_day=("Flag", "flag"),
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),  # English here
        closing=("订阅我们",),
    ),
    healthy_day=10,  # 20 to 45 a day in August 2026
)  # fmt: skip

EDITIONS: Mapping[str, Edition] = MappingProxyType({row.code: row for row in (RU, BE, EN, DE, ES, PL, ZH)})
"""The seven editions by code, in the order in which reports list them."""


def edition_named(name: str) -> Edition:
    """The edition of a code (`de`) or of its host's code (`deu`).

    Raises `ArgumentNotUnderstood`, with the choices.

    >>> edition_named("DEU").code
    'de'
    """
    wanted = name.strip().lower()
    for edition in EDITIONS.values():
        if wanted in (edition.code, edition.host_code):
            return edition
    raise ArgumentNotUnderstood(f"There is no edition {name!r}; choose among {' '.join(EDITIONS)}.")
