"""Which readers and steps are these? A digest of all the code that decides what is read and settled.

A run notes it (`runs.versions`), so that of every article can be said what read it, and whether
today's code is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

_LIBRARIES = ("lxml", "dateparser", "lingua-language-detector", "trafilatura")
"""What reads and settles with us."""


@cache
def versions_of_readers() -> dict[str, str]:
    """The digest under `readers`, and the versions of the libraries under them that are installed."""
    found = {"readers": _digest()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # an extra that is not there
            continue
    return found


def _digest() -> str:
    """Of everything that decides, by name and content; in an installed egg or zip too."""
    digest = sha256()
    for name, content in sorted(_sources()):
        digest.update(f"{name}\n{sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def _sources() -> Iterator[tuple[str, bytes]]:
    reading = files("belta_scraper")
    yield from _under(reading / "pages", "pages")
    for name in ("addresses.py", "editions.py"):
        yield name, (reading / name).read_bytes()
    for step in files("pipelines").iterdir():
        if step.is_file():
            yield f"pipelines/{step.name}", step.read_bytes()


def _under(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for found in folder.iterdir():
        if found.is_file():
            if not found.name.endswith(".pyc"):
                yield f"{path}/{found.name}", found.read_bytes()
        elif found.name != "__pycache__":
            yield from _under(found, f"{path}/{found.name}")
