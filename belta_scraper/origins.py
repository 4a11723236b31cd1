"""Where does an edition answer today: on BelTA's own host, or at a replica, a replay or a mirror?

The setting `EDITION_ORIGINS` maps an edition to another origin, `{"de": "http://127.0.0.1:8004"}`.
Requests go there; the archive always holds the canonical address.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

from .addresses import is_beltas, read_address
from .editions import EDITIONS, Edition, edition_named
from .errors import AddressNotUnderstood, ArgumentNotUnderstood


class Origins:
    """The editions' origins, and the way between an origin's addresses and the canonical ones."""

    def __init__(self, elsewhere: Mapping[str, str] | None = None, *, replay: str | None = None) -> None:
        """`replay` is an address in an archive of captures, the one place beside BelTA's that may be asked.

        Raises `ArgumentNotUnderstood` for an unknown edition or something that is no origin.
        """
        self._replay = _scheme_and_netloc(replay, whole=True) if replay else None
        self._origins = {code: f"https://{edition.host}" for code, edition in EDITIONS.items()}
        self._editions: dict[tuple[str, str], Edition] = {}
        for name, origin in (elsewhere or {}).items():
            edition = edition_named(name)
            if (place := _scheme_and_netloc(origin)) is None:
                raise ArgumentNotUnderstood(
                    f"EDITION_ORIGINS wants an origin such as http://127.0.0.1:8004 for {name}, not {origin!r}."
                )
            self._origins[edition.code] = "://".join(place)
            self._editions[place] = edition

    @classmethod
    def from_setting(cls, setting: object, *, replay: str | None = None) -> Origins:
        """From the setting's value: a mapping, or JSON as a command line gives it."""
        if isinstance(setting, str):
            try:
                setting = json.loads(setting) if setting.strip() else {}
            except json.JSONDecodeError:
                raise ArgumentNotUnderstood(
                    f'EDITION_ORIGINS wants JSON such as {{"de": "http://127.0.0.1:8004"}}, not {setting!r}.'
                ) from None
        if setting is None:
            setting = {}
        if not isinstance(setting, Mapping):  # Scrapy's own settings class is one too
            raise ArgumentNotUnderstood(f"EDITION_ORIGINS maps editions to origins, {setting!r} does not.")
        return cls({str(name): str(origin) for name, origin in setting.items()}, replay=replay)

    def edition_of(self, url: str) -> Edition | None:
        """The edition that answers at this address; `None` where it is not ours to ask."""
        if (place := _scheme_and_netloc(url, whole=True)) is None:
            return None
        if place in self._editions:
            return self._editions[place]
        if is_beltas(url):
            for code, edition in EDITIONS.items():
                if code not in self._elsewhere and _on_host_of(url, edition):
                    return edition
        return None

    def is_replay(self, url: str) -> bool:
        """Whether an address is in the archive of captures that is replayed."""
        return self._replay is not None and _scheme_and_netloc(url, whole=True) == self._replay

    def slot_of(self, url: str) -> str | None:
        """What is asked one request at a time, with a pause: an edition, wherever it answers, or the replay."""
        if self.is_replay(url):
            return urlsplit(url).netloc
        edition = self.edition_of(url)
        return edition.host if edition else None

    @property
    def _elsewhere(self) -> set[str]:
        return {edition.code for edition in self._editions.values()}

    def to_request(self, url: str) -> str:
        """The address at which a canonical one is to be asked for."""
        for edition in EDITIONS.values():
            if edition.code in self._elsewhere and _on_host_of(url, edition):
                split, origin = urlsplit(url), urlsplit(self._origins[edition.code])
                return urlunsplit((origin.scheme, origin.netloc, split.path, split.query, ""))
        return url

    def at_beltas(self, url: str) -> str:
        """The address that was asked for, as it would be at BelTA's own host; BelTA's own stay as they are."""
        place = _scheme_and_netloc(url, whole=True)
        edition = self._editions.get(place) if place else None
        if edition is None:
            return url
        split = urlsplit(url)
        return urlunsplit(("https", edition.host, split.path, split.query, ""))

    def canonical(self, url: str) -> str:
        """The canonical address of a page that was fetched at this one."""
        home = self.at_beltas(url)
        try:
            return read_address(home).url
        except AddressNotUnderstood:
            return home


def _scheme_and_netloc(url: str, *, whole: bool = False) -> tuple[str, str] | None:
    """Scheme and host with port of an origin, or (`whole`) of an address."""
    try:
        split = urlsplit(url.strip())
        port = split.port
    except ValueError:
        return None
    if split.scheme not in ("http", "https") or not split.hostname:
        return None
    if not whole and (split.path not in ("", "/") or split.query or split.fragment or split.username):
        return None
    host = f"[{split.hostname}]" if ":" in split.hostname else split.hostname.lower()
    default = {"http": 80, "https": 443}[split.scheme]
    return split.scheme, host if port in (None, default) else f"{host}:{port}"


def _on_host_of(url: str, edition: Edition) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    own = (edition.host, *edition.other_hosts)
    return host in own or any(host == prefix + name for prefix in ("m.", "wap.") for name in own)
