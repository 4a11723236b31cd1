"""Does a page answer instead of what was asked for: a challenge, a consent wall, nothing, "not found"?"""

from __future__ import annotations

import re
from itertools import islice

from lxml.etree import _Element

from ..errors import PageIsGone, PageRefusesUs
from .lines import dateline_of
from .outline import Outline
from .selecting import text_of, tidy

_NOT_FOUND = re.compile(
    r"(?:(?:error|ошибка|памылка|fehler|błąd|http)\W{0,3})?(?:404\b\W{0,4})?"
    r"(?:(?:page |seite |the page )?(?:was )?not found|страница не (?:найдена|существует)|не найдено"
    r"|старонка не (?:знойдзена|існуе)|(?:die )?seite (?:wurde )?nicht gefunden|página no encontrada"
    r"|(?:strona nie (?:została )?znaleziona|nie znaleziono strony)|找不到(?:页面|网页|该页)?"
    r"|页面(?:不存在|未找到)|404|404 error)"
    r"\W{0,3}",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"just a moment|attention required|access (?:to this page has been )?denied|доступ (?:запрещ[её]н|ограничен)"
    r"|\b(?:error|http|status|code|ошибка|код|fehler|błąd)\W{0,3}(?:403|429|50[0234])\b"
    r"|(?:^|· )(?:403|429|50[0234])(?=\W*$| ·|\s?[-–—:.])"
    r"|forbidden|too many requests|captcha|капч[аи]|ddos|are you (?:a )?(?:human|robot)"
    r"|вы не робот|не робот|checking your browser|проверка (?:браузера|безопасности)|security check"
    r"|request unsuccessful"
    r"|unusual traffic|подозрительн\w+ (?:трафик|запрос)|enable (?:javascript|cookies)|verify(?:ing)? you are human"
    r"|service (?:temporarily )?unavailable|bad gateway|gateway time-?out|internal server error"
    r"|временно недоступ|технические работы|maintenance|web application firewall|blocked",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"before you continue|cookie (?:consent|settings|policy)|we (?:value your privacy|use cookies)|privacy settings"
    r"|согласие на (?:обработку|использование)|мы используем (?:файлы )?cookie|файлы cookie|cookie-einstellungen"
    r"|zustimmung verwalten|ihrer? (?:zustimmung|einwilligung)|(?:su|tu) consentimiento|zgoda na (?:pliki )?cookie",
    re.IGNORECASE,
)
_CHALLENGE_MARKS = (
    "challenge-form", "challenge-platform", "cf-browser-verification", "cf_chl_", "g-recaptcha", "h-captcha",
    "hcaptcha.com", "ddos-guard", "smartcaptcha", "_Incapsula_", "servicepipe", "/aes.js",
)  # fmt: skip
_SHORT = 500
"""Characters of text within which a single word tells what a page is."""
_LONGEST_REFUSAL = 2_000
"""Characters of text above which a page says more than that it refuses us."""


def says_it_is_gone(heading: str) -> bool:
    """Whether a heading says that there is no such page.

    >>> says_it_is_gone("Ошибка 404"), says_it_is_gone("404 лодки вышли на озеро")
    (True, False)
    """
    return _NOT_FOUND.match(heading) is not None and _NOT_FOUND.fullmatch(_without_site(heading)) is not None


def says_it_refuses(text: str) -> bool:
    """Whether a few words say that the server fails, or will not serve us."""
    return _REFUSAL.search(text) is not None


def refuse_what_is_gone(outline: Outline, url: str) -> None:
    """Raise `PageIsGone` for a page whose title or heading says that there is no such page."""
    for heading in _headings(outline):
        if says_it_is_gone(heading):
            raise PageIsGone(f"Expected a page at {url}, found one that says {heading!r}.")


def refuse_refusals(root: _Element, outline: Outline, url: str) -> None:
    """Raise `PageRefusesUs` for a page that answers instead of the one asked for.

    For pages in which no reader found anything: an article about captchas is no refusal.
    """
    body = root.find("body")
    text = text_of(body if body is not None else root)
    scripts = " ".join(each.get("src") or each.text or "" for each in root.iter("script"))[:200_000]
    headings = _headings(outline)
    said = " · ".join([*headings, text[:300]])
    said_so = said if len(text) <= _SHORT else " · ".join(headings)
    ours = _is_article(root, outline)  # which may well be about a road that is blocked
    refusing = None if ours else _REFUSAL.search(said_so)
    if len(text) <= _LONGEST_REFUSAL:
        marked = [mark for mark in _CHALLENGE_MARKS if mark in scripts or _has_mark(root, mark)]
        if marked or refusing:
            raise PageRefusesUs(f"Expected a page at {url}, found a refusal or a challenge: {said[:200]!r}.")
        if not text:
            raise PageRefusesUs(f"Expected a page at {url}, found one without a word.")
    if not ours and _CONSENT.search(said_so):
        raise PageRefusesUs(f"Expected a page at {url}, found a wall that asks for consent: {said[:200]!r}.")


_MOST_ELEMENTS = 500


def _is_article(root: _Element, outline: Outline) -> bool:
    """Whether the page says of itself that it is an article, or prints a dateline of BelTA's."""
    for meta in outline.metas:
        if meta.get("property") == "article:published_time" or meta.get("name") == "mediator_published_time":
            return True
    paragraphs = islice(root.iter("p", "div", "td", "span"), _MOST_ELEMENTS)
    return any(dateline_of(tidy(each.text or "")) is not None for each in paragraphs)


def _headings(outline: Outline) -> list[str]:
    titles = [tidy("".join(str(piece) for piece in each.itertext())) for each in outline.titles[:1]]
    return [heading for heading in (*titles, *map(text_of, outline.headings)) if heading]


def _without_site(heading: str) -> str:
    """A title without the name of the site, which follows a bar or a dash."""
    return re.split(r"\s[|–—-]\s(?=[^|–—-]*(?:БЕЛТА|БелТА|BelTA|BELTA|白通社))", heading, maxsplit=1)[0]


def _has_mark(root: _Element, mark: str) -> bool:
    return any(
        mark in f"{each.get('id')} {each.get('class')} {each.get('action')}" for each in root.iter("div", "form")
    )
