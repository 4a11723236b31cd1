"""Which answer does a site give to a path, as long as nothing goes wrong?"""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, date
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from math import ceil
from urllib.parse import parse_qs, unquote, urlsplit

from .faults import NO_ANSWER, Answer
from .markup import listing
from .markup.article import article
from .markup.article_2015 import article_2015
from .markup.feed import feed
from .markup.frame import page
from .markup.renderings import amp, mobile, print_version, special
from .pictures import picture
from .site import Site
from .stories import Story
from .styles import SCRIPT, STYLES
from .switches import Request
from .view import View

_RENDERINGS = {"printv": print_version, "amp": amp, "special": special}
_FEED_LENGTH = 30
_ROBOTS = {
    "ordinary": "User-agent: *\nDisallow: /printv*\nDisallow: *getResults*\nDisallow: *extendedSearch*\nAllow: /\n",
    "allow all": "User-agent: *\nAllow: /\n",
    "disallow all": "User-agent: *\nDisallow: /\n",
}


def answer(site: Site, request: Request) -> Answer:
    """The good answer to a request."""
    view = site.view()
    split = urlsplit(request.path)
    segments = [segment.lower() for segment in split.path.split("/") if segment]
    found = _site_machinery(view, segments, split.path) or _listing(view, segments, split.query)
    return found or _article(site, view, split.path, request)


def finished(good: Answer, site: Site, request: Request) -> Answer:
    """The answer with what the front adds: cookies, validators, compression."""
    switches, headers = site.switches, dict(good.headers)
    if switches.cookies and good.status:
        headers["Set-Cookie"] = "ADC_CONN_539B3595F4E=0; path=/"
    if switches.validators and good.status == 200:
        tag = f'"{sha256(good.body).hexdigest()[:16]}"'
        changed = headers.get("Last-Modified")
        headers["ETag"] = tag
        if request.headers.get("if-none-match") == tag or (
            changed and "if-none-match" not in request.headers and _not_since(changed, request)
        ):
            return replace(good, status=304, body=b"", headers=headers)
    elif not switches.validators:
        headers.pop("Last-Modified", None)
    if switches.compress and "gzip" in request.headers.get("accept-encoding", "") and good.body:
        headers["Content-Encoding"] = "gzip"
        return replace(good, body=gzip.compress(good.body, mtime=0), headers=headers)
    return replace(good, headers=headers)


def _not_since(changed: str, request: Request) -> bool:
    since = request.headers.get("if-modified-since")
    return since is not None and parsedate_to_datetime(changed) <= parsedate_to_datetime(since)


def _site_machinery(view: View, segments: list[str], path: str) -> Answer | None:
    """Everything that is neither a listing nor an article."""
    match segments:
        case []:
            return Answer(body=listing.home(view))
        case ["robots.txt"]:
            return _robots(view)
        case [name] if name.startswith("sitemap"):
            return _bare(403)
        case ["rss"] | ["rss", "all" | "news"]:
            if view.switches.feed == "404":
                return _bare(404)
            stories = view.stories if "all" in segments else view.stories[:_FEED_LENGTH]
            return Answer(body=feed(view, stories), content_type="application/rss+xml; charset=utf-8")
        case ["styles", "styles.css"]:
            return Answer(body=STYLES.encode(), content_type="text/css; charset=utf-8")
        case ["jscript", "scripts.js"]:
            return Answer(body=SCRIPT.encode(), content_type="text/javascript; charset=utf-8")
        case ["images" | "uploads" | "desimages", *_]:
            if view.switches.pictures == "404":
                return _bare(404)
            return Answer(body=picture(unquote(path).lower()), content_type="image/png")
        case ["special"]:
            return Answer(status=302, headers={"Location": view.origin + "/"})
    return None


def _robots(view: View) -> Answer:
    match view.switches.robots:
        case "404":
            return _bare(404)
        case "500":
            return _bare(500)
        case "closed":
            return NO_ANSWER
        case "page":
            return Answer(body=listing.home(view))
        case rules:
            return Answer(body=_ROBOTS[rules].encode(), content_type="text/plain")


def _listing(view: View, segments: list[str], query: str) -> Answer | None:
    match segments:
        case [slug]:
            number = 1
        case [slug, "page", digits] if digits.isdecimal():
            number = max(1, int(digits))
        case _:
            return None
    if slug == "all_news":
        stories = view.stories
    elif slug in view.words.labels:
        stories = view.of_section(slug)
    else:
        return None
    size = view.switches.page_size
    pages = max(1, ceil(len(stories) / size))
    if number > pages:
        match view.switches.past_the_end:
            case "404":
                return _not_found(view)
            case "page 1":
                number = 1
    shown = stories[(number - 1) * size : number * size]
    if slug == "all_news":
        body = listing.all_news(view, number, shown, shown=_day_asked(query), more=number < pages)
    else:
        body = listing.section(view, slug, number, shown, more=number < pages)
    return Answer(body=body)


def _day_asked(query: str) -> date | None:
    """The day in the address's parameters; a slash stands inside the last value."""
    asked = {name: values[0].rstrip("/") for name, values in parse_qs(query).items()}
    try:
        return date(2000 + int(asked["year"]), int(asked["month"]), int(asked["day"]))
    except (KeyError, ValueError):
        return None


def _article(site: Site, view: View, path: str, request: Request) -> Answer:
    prefix, _, rest = path.lstrip("/").partition("/")
    render = _RENDERINGS.get(prefix.lower())
    found = site.found("/" + rest if render else path)
    match found:
        case Story():
            body = render(found, view) if render else _page(found, view, request)
            return Answer(body=body, headers={"Last-Modified": format_datetime(found.modified.astimezone(UTC), True)})
        case int():
            return _gone(view, found)
        case str():
            return Answer(status=301, headers={"Location": view.href(found)})
    match view.switches.missing:
        case "soft 404":
            return replace(_not_found(view), status=200)
        case "410":
            return _gone(view, 410)
        case "home":
            return Answer(status=302, headers={"Location": view.origin + "/"})
    return _not_found(view)


def _page(story: Story, view: View, request: Request) -> bytes:
    """An article's page in the skin of the day; hosts `m.…` show the mobile one."""
    if request.headers.get("host", "").startswith(("m.", "wap.")) or view.switches.skin == "mobile":
        return mobile(story, view)
    return article_2015(story, view) if view.switches.skin == "2015" else article(story, view)


def _gone(view: View, status: int) -> Answer:
    """An article taken down: a soft 404 too, where unknown addresses are answered so."""
    if view.switches.missing == "soft 404":
        return replace(_not_found(view), status=200)
    return replace(_not_found(view), status=status)


def _not_found(view: View) -> Answer:
    words = view.words.not_found
    content = f'<div class="content"><h1>404</h1><div class="error_text">{words}</div></div>'
    return Answer(status=404, body=page(view, title=f"404 {words}", head="", content=content))


def _bare(status: int) -> Answer:
    """The front's own page."""
    text = f"<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>\n"
    return Answer(status=status, body=text.encode(), content_type="text/html")
