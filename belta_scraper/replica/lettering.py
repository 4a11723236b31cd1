"""Which words does an edition's page print around its articles?

The strings that real pages showed are in `editions.py` and are taken from there; what no real page
showed is filled in here by analogy, because a page needs words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from ..editions import EDITIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """The words of one edition's pages."""

    locale: str
    site_name: str
    labels: Mapping[str, str]
    """Sections of this edition, in menu order, with their printed labels."""
    projects: str
    projects_list: tuple[str, ...]
    bodies: str
    bodies_list: tuple[str, ...]
    flag: str
    all_news: str
    list_heading: str
    main_page: str
    of_rubric: str
    """Heads the rubric's other news on mobile pages."""
    subscribe: str
    network: str = "X"
    latest: str
    top: str
    more: str
    tags: str
    topic: str
    print_version: str
    full_version: str
    pictured: str
    """Opens an in-body picture's caption."""
    not_found: str
    challenge: str
    copyright: str
    terms: str


LETTERING: Mapping[str, Lettering] = MappingProxyType(
    {
        "ru": Lettering(
            locale="ru_RU",
            site_name="Белорусское телеграфное агентство",
            labels={
                "economics": "Экономика", "society": "Общество", "regions": "Регионы", "incident": "Происшествия",
                "culture": "Культура",
                "sport": "Спорт", "tech": "Технологии", "kaleidoscope": "Калейдоскоп", "world": "В мире",
                "comments": "Комментарии", "photonews": "Фотоновости",
            },
            projects="Проекты",
            projects_list=("Осень в деталях", "Мой двор", "Карта библиотек"),
            bodies="Госорганы",
            bodies_list=("Служба погоды", "Почта", "Архивы"),
            flag="Флаг",
            all_news="Все новости",
            list_heading="Новости",
            main_page="Главная",
            of_rubric="Новости рубрики",
            subscribe="Подписывайтесь на нас в",
            latest="Последние новости",
            top="Топ-новости",
            more="Показать еще",
            tags="Теги",
            topic="Новости темы",
            print_version="Версия для печати",
            full_version="Полная версия",
            pictured="На снимке:",
            not_found="Страница не найдена",
            challenge="Проверяем ваш браузер",
            copyright="БЕЛТА – Новости Беларуси, © Авторское право принадлежит БЕЛТА, 1999-{year} гг.",
            terms="Гиперссылка на источник обязательна. Условия использования материалов.",
        ),
        "be": Lettering(
            locale="be_BY",
            site_name="Беларускае тэлеграфнае агенцтва",
            labels={
                "economics": "Эканоміка", "society": "Грамадства", "regions": "Рэгіёны", "culture": "Культура",
                "sport": "Спорт",
            },
            projects="Праекты",
            projects_list=("Восень у падрабязнасцях", "Мой двор"),
            bodies="Дзяржорганы",
            bodies_list=("Служба надвор’я", "Пошта"),
            flag="Сцяг",
            all_news="Усе навіны",
            list_heading="Навіны",
            main_page="Галоўная",
            of_rubric="Навіны рубрыкі",
            subscribe="Падпісвайцеся на нас у",
            latest="Апошнія навіны",
            top="Топ-навіны",
            more="Паказаць яшчэ",
            tags="Тэгі",
            topic="Навіны тэмы",
            print_version="Версія для друку",
            full_version="Поўная версія",
            pictured="На здымку:",
            not_found="Старонка не знойдзена",
            challenge="Правяраем ваш браўзер",
            copyright="БЕЛТА – Навіны Беларусі, © Аўтарскае права належыць БЕЛТА, 1999-{year} гг.",
            terms="Гіперспасылка на крыніцу абавязковая. Умовы выкарыстання матэрыялаў.",
        ),
        "en": Lettering(
            locale="en_GB",
            site_name="Belarusian Telegraph Agency",
            labels={
                "economics": "Economy", "society": "Society", "regions": "Regions", "culture": "Culture",
                "sport": "Sport", "photonews": "Daily Snapshot",
            },
            projects="Projects",
            projects_list=("Autumn in Detail", "Libraries on the Map"),
            bodies="Government Bodies",
            bodies_list=("Weather Service", "Post Office"),
            flag="Flag",
            all_news="All news",
            list_heading="All News",
            main_page="Main page",
            of_rubric="News of the section",
            subscribe="Follow us on:",
            latest="Latest news from Belarus",
            top="Top news",
            more="Load more",
            tags="Tags",
            topic="News on",
            print_version="Print version",
            full_version="Full version",
            pictured="Pictured:",
            not_found="Page not found",
            challenge="Checking your browser",
            copyright="BelTA – News from Belarus, © Belarusian Telegraph Agency, 2010-{year}. All rights reserved.",
            terms="When using our materials, reference to the source is required. Terms of Use",
        ),
        "de": Lettering(
            locale="de_DE",
            site_name="Belarussische Telegraphenagentur",
            labels={
                "economics": "Wirtschaft", "society": "Gesellschaft", "regions": "Regionen", "culture": "Kultur",
                "sport": "Sport", "fotoreportage": "Fotoreportage",
            },
            projects="Projekte",
            projects_list=("Herbst im Detail", "Bibliotheken auf der Karte"),
            bodies="Staatsorgane",
            bodies_list=("Wetterdienst", "Post"),
            flag="flag",
            all_news="Alle Nachrichten",
            list_heading="Nachrichten",
            main_page="Startseite",
            of_rubric="Nachrichten der Rubrik",
            subscribe="Abonnieren Sie uns auf",
            latest="Letzte Nachrichten aus Belarus",
            top="Wichtigste Nachrichten",
            more="Mehr anzeigen",
            tags="Tags",
            topic="Nachrichten zum Thema",
            print_version="Druckversion",
            full_version="Vollversion",
            pictured="Im Bild:",
            not_found="Seite nicht gefunden",
            challenge="Ihr Browser wird geprüft",
            copyright="BelTA – Nachrichten aus Belarus, © Belarussische Telegraphenagentur, 2010-{year}.",
            terms="Bei Verwendung unserer Texte ist die Quelle anzugeben. Nutzungsbedingungen",
        ),
        "es": Lettering(
            locale="es_ES",
            site_name="Agencia Telegráfica de Belarús",
            labels={
                "economics": "Economía", "society": "Sociedad", "regions": "Regiones", "culture": "Cultura",
                "sport": "Deporte", "fotoreportage": "Fotorreportaje",
            },
            projects="Proyectos",
            projects_list=("El otoño al detalle", "Mapa de bibliotecas"),
            bodies="Órganos estatales",
            bodies_list=("Servicio meteorológico", "Correos"),
            flag="Flag",
            all_news="Todas las noticias",
            list_heading="Noticias",
            main_page="Inicio",
            of_rubric="Noticias de la rúbrica",
            subscribe="Síguenos en",
            latest="Últimas Noticias de Belarús",
            top="Top Noticias",
            more="Ver más",
            tags="Etiquetas",
            topic="Noticias del tema",
            print_version="Versión para imprimir",
            full_version="Versión completa",
            pictured="En la foto:",
            not_found="Página no encontrada",
            challenge="Comprobando su navegador",
            copyright="BelTA – Noticias de Belarús, © Agencia Telegráfica de Belarús, 2010-{year}.",
            terms="Al usar nuestros materiales es obligatorio citar la fuente. Condiciones de uso",
        ),
        "pl": Lettering(
            locale="pl_PL",
            site_name="Białoruska Agencja Telegraficzna",
            labels={
                "economics": "Gospodarka", "society": "Społeczeństwo", "regions": "Regiony", "culture": "Kultura",
                "sport": "Sport",
            },
            projects="Projekty",
            projects_list=("Jesień z bliska", "Mapa bibliotek"),
            bodies="Government Bodies",
            bodies_list=("Służba pogodowa", "Poczta"),
            flag="Flag",
            all_news="Wszystkie wiadomości",
            list_heading="Wiadomości",
            main_page="Strona główna",
            of_rubric="Wiadomości rubryki",
            subscribe="Śledź nas na",
            latest="Świeże wiadomości z Białorusi",
            top="Najważniejsze",
            more="Pokaż więcej",
            tags="Tagi",
            topic="Wiadomości na temat",
            print_version="Wersja do druku",
            full_version="Pełna wersja",
            pictured="Na zdjęciu:",
            not_found="Nie znaleziono strony",
            challenge="Sprawdzamy przeglądarkę",
            copyright="BELTA – Wiadomości z Białorusi, © Białoruska Agencja Telegraficzna, 2023-{year}.",
            terms="Przy korzystaniu z materiałów należy podać źródło. Warunki korzystania",
        ),
        "zh": Lettering(
            locale="zh_CN",
            site_name="白俄罗斯通讯社",
            labels={"economics": "经济", "society": "社会"},
            projects="专题",
            projects_list=("秋日细节", "图书馆地图"),
            bodies="国家机关",
            bodies_list=("气象服务", "邮政"),
            flag="Flag",
            all_news="全部新闻",
            list_heading="新闻",
            main_page="首页",
            of_rubric="栏目新闻",
            subscribe="订阅我们：",
            latest="最新消息",
            top="头条新闻",
            more="更多",
            tags="标签",
            topic="专题新闻",
            print_version="打印版",
            full_version="完整版",
            pictured="图为",
            not_found="找不到页面",
            challenge="正在检查您的浏览器",
            copyright="白通社 – 白俄罗斯新闻，© 白俄罗斯通讯社 版权所有，2017-{year}年。",
            terms="使用本社材料须注明出处。使用条款",
        ),
    }
)  # fmt: skip


def date_full(edition: str, when: datetime, *, time_first: bool = False) -> str:
    """A date as the skin since 2019 prints it above the headline.

    >>> date_full("es", datetime(2026, 10, 3, 14, 12))
    '03 Octubre 2026, 14:12'
    >>> date_full("zh", datetime(2026, 1, 27, 12, 52))
    '2026 一月 27, 12:52'
    """
    month = EDITIONS[edition].months[when.month - 1]
    if time_first:  # as the English photographs of the day do
        return f"{when:%H:%M %d} {month} {when.year}"
    if edition == "zh":
        return f"{when.year} {month} {when:%d, %H:%M}"
    return f"{when:%d} {month} {when:%Y, %H:%M}"


def header_day(edition: str, day: date) -> str:
    """The day of rendering, as the header prints it; the Chinese edition prints it in English.

    >>> header_day("pl", date(2026, 10, 3))
    'Sobota, 3 Października 2026'
    """
    months = EDITIONS["en" if edition == "zh" else edition].months
    return f"{EDITIONS[edition].chrome.weekdays[day.weekday()]}, {day.day} {months[day.month - 1]} {day.year}"
