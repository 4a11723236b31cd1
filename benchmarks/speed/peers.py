"""Who else reads news pages, and in which environment?

Some of them want an lxml older than ours, or conflict with one another, so that each has an environment of
its own, made when it is first needed and a package index can be reached.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """One way of reading a page; `contestant.py` knows it by its name."""

    name: str
    requirements: tuple[str, ...] = ()
    """What its environment needs; without any, it runs in ours."""
    environment: str = ""
    slow: bool = False
    """It takes so long that fewer rounds must do."""


OURS = (
    Contestant(name="lxml, parsing alone"),
    Contestant(name="parsel, a selector"),
    Contestant(name="ours, reading"),
    Contestant(name="ours, reading and settling"),
)
_HTML_CLEAN = "lxml_html_clean==0.4.6"  # what lxml 6 has no longer, and they have not yet asked for
_JIEBA = "jieba==0.42.1"  # for Chinese
PEERS = (
    Contestant(
        name="fundus, a reader written for these pages",
        requirements=("fundus==0.5.7", "curl_cffi<0.16"),  # with a later one it cannot be imported
        environment="fundus",
    ),
    Contestant(name="trafilatura, fast", requirements=("trafilatura==2.3.1", _HTML_CLEAN), environment="trafilatura"),
    Contestant(
        name="trafilatura, with meta data",
        requirements=("trafilatura==2.3.1", _HTML_CLEAN),
        environment="trafilatura",
        slow=True,
    ),
    Contestant(
        name="readability-lxml",
        requirements=("readability-lxml==0.9", _HTML_CLEAN),
        environment="readability-lxml",
        slow=True,
    ),
    Contestant(name="goose3", requirements=("goose3==3.1.22", _HTML_CLEAN), environment="goose3", slow=True),
    Contestant(
        name="newspaper4k",
        requirements=("newspaper4k==0.9.6", _JIEBA, _HTML_CLEAN),
        environment="newspaper4k",
        slow=True,
    ),
    Contestant(name="news-please", requirements=("news-please==1.6.16", _JIEBA), environment="news-please", slow=True),
)


class NotInstalled(Exception):
    """A peer cannot be measured here; says why, in one sentence."""


def python_of(contestant: Contestant, tell: Callable[[str], None]) -> Path:
    """The Python with which a contestant runs; its environment is made if there is none. Raises `NotInstalled`."""
    if not contestant.requirements:
        return Path(sys.executable)
    place = ROOT / f".venv-bench-{contestant.environment}"
    ready = place / ".ready"
    if not ready.exists() or ready.read_text(encoding="utf-8") != _wanted(contestant):
        tell(f"Setting up {place.name} (once) …")
        try:
            venv.create(place, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise NotInstalled(f"an environment could not be made: {error}") from error
        install = [str(place / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = subprocess.run([*install, *contestant.requirements], capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["pip says nothing"])[-1]
            raise NotInstalled(f"pip could not install {' '.join(contestant.requirements)}: {last}")
        ready.write_text(_wanted(contestant), encoding="utf-8")
    return place / "bin/python"


def _wanted(contestant: Contestant) -> str:
    return "\n".join(contestant.requirements)
