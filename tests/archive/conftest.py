"""A fresh archive for every test, and a run at work on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "belta.db") as archive:
        yield archive


@pytest.fixture
def run(archive: Archive) -> Run:
    return Run(archive=archive, spider="listings", arguments={}, editions=("de",))
