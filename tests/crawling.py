"""Running the real commands against the replica, as an operator would."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from belta_scraper.replica import Replica

ROOT = Path(__file__).parent.parent

QUICKLY = {
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "False",
    "RETRY_WAIT": "0.05",
    "DOWNLOAD_TIMEOUT": "5",
}
"""What tests change about our conduct: only how long we wait."""

VIRTUAL_CLOCK = Path(__file__).parent / "virtual_clock"


def environment(at: datetime | None) -> dict[str, str]:
    """That of a command which begins at a moment, and whose warnings are errors too."""
    given = os.environ | {"PYTHONWARNINGS": "error::DeprecationWarning", "COLUMNS": "120"}
    return given | {"PYTHONPATH": str(VIRTUAL_CLOCK), "BELTA_MOMENT": at.isoformat()} if at else given


class Place:
    """A folder with an archive in it, and the commands that work on it."""

    def __init__(self, folder: Path, replica: Replica | None = None) -> None:
        self.archive = folder / "belta.db"
        self.captures = folder / "captures"
        self.replica = replica

    def command(self, *arguments: str, settings: Mapping[str, str] | None = None) -> list[str]:
        given = {"ARCHIVE": str(self.archive), "CAPTURES": str(self.captures), **QUICKLY}
        if self.replica is not None:
            given["EDITION_ORIGINS"] = json.dumps(self.replica.origins)
        given |= settings or {}
        options = [word for name, value in given.items() for word in ("-s", f"{name}={value}")]
        return [sys.executable, "-m", "scrapy", *arguments, *options]

    def scrapy(
        self, *arguments: str, settings: Mapping[str, str] | None = None, at: datetime | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, at a moment; its warnings are errors too."""
        return subprocess.run(
            self.command(*arguments, settings=settings),
            cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, env=environment(at),
        )  # fmt: skip

    def crawl_with_files_no_larger_than(self, size: int, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a crawl that can write no file beyond a size, as on a disk that is full."""
        given = [word for argument in arguments for word in ("-a", argument)]
        return subprocess.run(
            self.command("crawl", "listings", *given),
            cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        )  # fmt: skip

    def crawl(
        self,
        *arguments: str,
        spider: str = "listings",
        settings: Mapping[str, str] | None = None,
        at: datetime | None = None,
    ) -> subprocess.CompletedProcess[str]:
        given = [word for argument in arguments for word in ("-a", argument)]
        return self.scrapy("crawl", spider, *given, settings=settings, at=at)

    def take_in(self, path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        given = [word for argument in (f"path={path}", *arguments) for word in ("-a", argument)]
        return self.scrapy("crawl", "captures", *given)

    def stopped(
        self,
        signal_number: int,
        when: Callable[[], bool],
        *arguments: str,
        spider: str = "listings",
        at: datetime | None = None,
    ) -> subprocess.Popen[str]:
        """Run a crawl and send it a signal as soon as something has happened."""
        given = [word for argument in arguments for word in ("-a", argument)]
        process = subprocess.Popen(
            self.command("crawl", spider, *given),
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(at),
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while not when() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal_number)
        process.communicate(timeout=60)
        return process

    def killed(self, when: Callable[[], bool], *arguments: str) -> None:
        assert self.stopped(signal.SIGKILL, when, *arguments).returncode == -signal.SIGKILL

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.archive}?mode=ro", uri=True)) as conn:
            return conn.execute(sql, values).fetchall()

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """What the archive says of the site, without when and by which run it learned it."""
        return {
            "articles": self.rows(
                "select key, url, section, section_text, headline, lead, body, language, published_text, published_at, "
                "published_from, dates_agree, dateline_text, dateline_place, dateline_on, agency, byline_text, "
                "update_note, end_mark, state, revision, digest, reader from articles order by key"
            ),
            "entries": self.rows(
                "select edition, family, number, year, url, section, section_text, headline, teaser, time_text, "
                "listed_on, state from entries order by edition, family, number, year"
            ),
            "dates": self.rows(
                "select key, source, text, value, agrees from dates join articles on articles.id = article "
                "where source <> 'listing' order by 1, 2, 3"
            ),
            "credits": self.rows(
                "select key, name, kind, role, place, text from credits join articles on articles.id = article "
                "join people on people.id = person order by key, place"
            ),
            "tags": self.rows(
                "select key, tags.text, place from article_tags join articles on articles.id = article "
                "join tags on tags.id = tag order by key, place"
            ),
        }
