from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from belta_scraper.replica import Replica


@dataclass(frozen=True, kw_only=True)
class Reply:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")


Fetch = Callable[..., Reply]


def _fetch(url: str, *, method: str = "GET", **headers: str) -> Reply:
    """One request on a connection of its own; keyword arguments become headers."""
    split = urlsplit(url)
    assert split.hostname == "127.0.0.1"
    connection = http.client.HTTPConnection(split.netloc, timeout=10)
    try:
        path = split.path + (f"?{split.query}" if split.query else "")
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        return Reply(
            status=response.status,
            body=body,
            headers={name.lower(): value for name, value in response.getheaders()},
        )
    finally:
        connection.close()


@pytest.fixture
def fetch() -> Fetch:
    return _fetch


@pytest.fixture
def replica() -> Iterator[Replica]:
    """A replica of all seven editions, as it stands at first."""
    with Replica() as running:
        yield running


@pytest.fixture
def german() -> Iterator[Replica]:
    """A replica of the German edition alone, with its habits put aside."""
    with Replica(editions=["de"]) as running:
        running.switches.day_header = "before item"
        running.switches.fragment = "bare"
        yield running
