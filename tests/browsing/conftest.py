"""Datasette as `make browse` starts it, over an invented archive."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from datasette.app import Datasette

from tests.browsing.invented import make_archive

DATA = Path(__file__).parents[2] / "data"
CONFIGURATION = ("metadata.yaml", "settings.json", "plugins", "templates", "static")


class Site:
    """Datasette without a server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.datasette = Datasette(config_dir=folder)

    def get(self, path: str) -> httpx.Response:
        response: httpx.Response = asyncio.run(self.datasette.client.get(path))
        return response

    def page(self, path: str) -> str:
        response = self.get(path)
        assert response.status_code == 200, response.text
        return response.text

    def rows(self, path: str) -> list[dict[str, Any]]:
        """The rows of a table or an answer."""
        response = self.get(f"{path}{'&' if '?' in path else '?'}_shape=array")
        assert response.status_code == 200, response.text
        rows: list[dict[str, Any]] = response.json()
        return rows

    def close(self) -> None:
        for database in self.datasette.databases.values():
            database.close()
        self.datasette.executor.shutdown()


def configuration(folder: Path) -> Path:
    """A folder like `data/`, without its archives."""
    for name in CONFIGURATION:
        (folder / name).symlink_to(DATA / name)
    return folder


@pytest.fixture(scope="session")
def archive_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = configuration(tmp_path_factory.mktemp("data"))
    make_archive(folder / "belta.db")
    return folder


@pytest.fixture(scope="session")
def site(archive_folder: Path) -> Iterator[Site]:
    site = Site(archive_folder)
    yield site
    site.close()


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Site]:
    site = Site(configuration(tmp_path))
    yield site
    site.close()
