"""Where does a page say that its listing goes on?"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml.etree import _Element

from ..addresses import ListingAddress, is_beltas, read_address
from ..editions import Edition
from ..errors import AddressNotUnderstood

_GET_PAGE = re.compile(r"get_page\(\s*(?P<quote>['\"])(?P<path>.{1,500}?)(?P=quote)")
"""The site's own helper; the trailing slash of its path stands inside the last query value."""


def next_url(root: _Element, url: str, edition: Edition) -> str | None:
    """The address of what comes below: of the button for more, or of the pager's next page.

    A page put together from fragments has a button for each of them; the last one counts.
    """
    calls = (_GET_PAGE.search(element.get("onclick") or "") for element in root.iter("div", "a", "button", "span"))
    if paths := [call["path"] for call in calls if call is not None and "/page/" in call["path"]]:
        return _joined(url, paths[-1])
    own = _listing(url, edition)
    for link in root.iter("a"):
        there = _joined(url, link.get("href") or "")
        if there is None:
            continue
        if "p_next" in (link.get("class") or "").split() or "next" in (link.get("rel") or "").split():
            return there
        page = _listing(there, edition) if own is not None and "/page/" in there else None
        if own is not None and page is not None and (page.listing, page.page) == (own.listing, own.page + 1):
            return there
    return None


def _joined(url: str, path: str) -> str | None:
    try:
        return urljoin(url, path.strip())
    except ValueError:  # a broken address, such as "http://[::1"
        return None


def _listing(url: str, edition: Edition) -> ListingAddress | None:
    try:
        address = read_address(url, edition=None if is_beltas(url) else edition)
    except AddressNotUnderstood:
        return None
    return address if isinstance(address, ListingAddress) else None
