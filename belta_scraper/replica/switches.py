"""What can be changed about the replica while it runs?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field, fields, replace
from typing import Literal

from .stories import BodyMarkup

FaultKind = Literal[
    "status", "redirect", "close", "cut", "cut unnoticed", "slow", "drip", "charset", "challenge", "empty",
    "gzip", "half gzip", "body",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as the replica received it."""

    edition: str
    method: str
    path: str
    """With its query, as it stood in the request line."""
    headers: Mapping[str, str]
    """Names in lower case."""
    at: float
    """Seconds on the monotonic clock: for pauses between requests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with an answer.

    ======================  =================================================================
    kind                    the answer
    ======================  =================================================================
    `status`                `status`, with `Retry-After` if `retry_after` is given
    `redirect`              to `location`, with `status` (302 unless it is a 3xx)
    `close`                 the connection is closed before a byte is sent
    `cut`                   half the body under the whole body's Content-Length, then closed
    `cut unnoticed`         half the body under half the Content-Length
    `slow`                  the whole answer, after `seconds`
    `drip`                  the whole answer in small pieces that take `seconds` altogether
    `charset`               the whole answer, declared to be in `charset`
    `challenge`             a page that wants to see a browser, with status 200
    `empty`                 an empty body, with status 200
    `gzip`                  the whole body, compressed, whatever was accepted
    `half gzip`             half of the compressed body under a matching Content-Length
    `body`                  `body` instead, as `content_type`, with `status`
    ======================  =================================================================
    """

    kind: FaultKind = "status"
    status: int = 503
    retry_after: str | int | None = None
    times: int | None = None
    """How often each path suffers it before all is well; `None`: always."""
    seconds: float = 1.0
    location: str = "/"
    charset: str = "windows-1251"
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"


FaultKey = str | Callable[[Request], bool]
"""A path (with or without its query), or a question about the request."""


@dataclass(kw_only=True, slots=True)
class Switches:
    """How one edition's site behaves. Every field may be changed at any moment.

    The defaults are the plainest reading of what is known; `HABITS` says where an edition differs,
    so that a walk through all seven meets both readings of what is uncertain.
    """

    # Articles.
    skin: Literal["2019", "2015", "mobile"] = "2019"
    """Which skin article pages wear. `mobile` is also what a host `m.…` gets."""
    body_markup: BodyMarkup = "p"
    """`p`: every paragraph a `<p>`. `bare`: the first as bare text, the others nested `<div>`."""
    invite: Literal["sibling", "inside", "in body"] = "sibling"
    """Where the subscribe block stands: after the text, as the last thing of `inner_content`, or
    within the body itself."""
    articlebody: bool = False
    """The body carries `itemprop="articleBody"` as well."""
    mixed_encoding: bool = False
    """An advertisement's comment holds windows-1251 bytes in a page that is UTF-8."""
    missing: Literal["404", "410", "soft 404", "home"] = "404"
    """What an unknown article's address answers; `home`: a redirect to the home page."""
    any_slug: bool = False
    """An article also answers under another slug, if section, number and year are right."""

    # Around articles and listings.
    chrome: Literal["short", "whole"] = "short"
    """`whole`: every menu and block that a page of 2015 had, a quarter of a megabyte, for measuring: tests crawl
    thousands of pages, and what they ask of the chrome stands in the short one."""

    # Listings.
    page_size: int = 30
    links: Literal["canonical", "relative", "own origin"] = "canonical"
    """Addresses of articles and sections on every page."""
    day_header: Literal["before item", "in item"] = "before item"
    """Where `div.new_date` stands."""
    fragment: Literal["bare", "headed", "full page"] = "bare"
    """What `/all_news/page/N/` answers: items alone, below the heading "News", or a full page."""
    past_the_end: Literal["empty", "404", "page 1"] = "empty"
    """What a page behind the last one answers, in `/all_news` and in sections."""
    load_more: bool = True
    """Listings end in the button that fetches the next page."""
    section_pager: Literal["load_more", "p_next", "none"] = "load_more"
    lenta: Literal["2022", "2020"] = "2022"
    """Mark-up of listings: `news_item lenta_item`, or `lenta_info` as until 2021."""
    timeline: bool = True
    """The block `.tl_item` beside `/all_news`, which repeats its articles."""
    crlf: bool = False
    """Headlines and teasers of listings hold CR LF and stray blanks."""
    nested_teaser: bool = False
    """Every other teaser stands in a nested `div`."""

    # Pictures, feeds, robots, server.
    image_host: Literal["img", "own"] = "img"
    """Pictures are addressed on `img.belta.by`, or on this origin."""
    pictures: Literal["drawn", "404"] = "drawn"
    feed: Literal["200", "404"] = "200"
    robots: Literal["ordinary", "allow all", "disallow all", "404", "500", "closed", "page"] = "ordinary"
    """`page`: an HTML page with status 200."""
    validators: bool = False
    """Send `ETag` and `Last-Modified`, and answer 304."""
    compress: bool = False
    """Compress with gzip where the client accepts it."""
    cookies: bool = True
    """The load balancer's cookies."""

    faults: MutableMapping[FaultKey, Fault] = field(default_factory=dict)
    """What goes wrong, by path or by a question about the request; the first that fits applies."""


HABITS: Mapping[str, Mapping[str, object]] = {
    "ru": {"crlf": True, "nested_teaser": True, "mixed_encoding": True, "articlebody": True},
    "be": {"links": "relative", "invite": "inside", "past_the_end": "404"},
    "en": {"body_markup": "bare", "past_the_end": "page 1", "feed": "404", "fragment": "full page"},
    "de": {"body_markup": "bare", "day_header": "in item", "fragment": "headed"},
    "es": {"links": "own origin", "day_header": "in item", "section_pager": "p_next", "invite": "in body"},
    "pl": {"fragment": "full page", "section_pager": "none", "load_more": False},
    "zh": {"body_markup": "bare", "crlf": True, "invite": "inside", "robots": "allow all"},
}
"""Where an edition differs from the plainest reading, so that every reading is met somewhere."""


def habits(edition: str) -> Switches:
    """The switches of an edition as they stand at first."""
    return replace(Switches(), **HABITS[edition])  # type: ignore[arg-type]  # the table's values are of each field's type


class SwitchesOfAll(Switches):
    """Setting a field here sets it for every edition; faults given here are every edition's."""

    _members: tuple[Switches, ...] = ()

    def __init__(self, members: tuple[Switches, ...]) -> None:
        super().__init__()
        object.__setattr__(self, "_members", members)

    def __setattr__(self, name: str, value: object) -> None:
        if name not in {known.name for known in fields(Switches)}:
            raise AttributeError(f"There is no switch {name!r}.")
        object.__setattr__(self, name, value)
        if name != "faults":
            for member in self._members:
                setattr(member, name, value)
