"""The line for cron prints what went wrong, and nothing else: cron mails what is printed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from belta_scraper.replica import Replica
from pipelines.archive.opening import Archive
from tests.crawling import QUICKLY, ROOT

CRONTAB = ROOT / "deploy" / "cron" / "belta-archive"
SCRAPY = Path(sys.executable).with_name("scrapy")


class Cron:
    """What cron does with a line of a crontab, but for the waiting."""

    def __init__(self, folder: Path) -> None:
        lines = CRONTAB.read_text(encoding="utf-8").splitlines()
        settings = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))
        self.archive = folder / "belta.db"
        # cron gives a command these and next to nothing else.
        self.environment = settings | {
            "HOME": str(folder),
            "LOGNAME": "belta-archive",
            "BELTA_ARCHIVE": str(self.archive),
            "BELTA_ARCHIVE_CAPTURES": str(folder / "captures"),
        }
        self.jobs = [re.split(r"\s+", line, maxsplit=6) for line in lines if re.match(r"[\d*]", line)]

    def run(self, what: str, replica: Replica | None = None) -> subprocess.CompletedProcess[str]:
        (command,) = (job[6] for job in self.jobs if f"scrapy {what}" in job[6])
        assert not re.search(r"(?<!\\)%", command), "cron would end the command at a bare %"
        command = command.replace("\\%", "%")
        command = command.replace("/opt/belta-archive", str(ROOT)).replace(".venv/bin/scrapy", str(SCRAPY))
        given = QUICKLY | {"EDITION_ORIGINS": json.dumps(replica.origins if replica else {"de": "http://127.0.0.1:9"})}
        options = " ".join(f"-s '{name}={value}'" for name, value in given.items())
        command = command.replace(f"scrapy {what}", f"scrapy {what} -a edition=de {options}")
        return subprocess.run(
            [self.environment["SHELL"], "-c", command], cwd=self.environment["HOME"], env=self.environment,
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip


@pytest.fixture
def cron(tmp_path: Path) -> Cron:
    return Cron(tmp_path)


def test_cron_understands_every_line(cron: Cron) -> None:
    assert [len(job) for job in cron.jobs] == [7] * len(cron.jobs)
    assert {job[5] for job in cron.jobs} == {"belta-archive"}
    for minute, hour, *days in (job[:5] for job in cron.jobs):
        assert all(0 <= int(at) < 60 for at in minute.split(","))
        assert hour == "*" or 0 <= int(hour) < 24
        assert all(day == "*" or 0 <= int(day) <= 7 for day in days)
    # cron passes over files with a dot in their name.
    assert "." not in CRONTAB.name
    assert CRONTAB.read_text(encoding="utf-8").endswith("\n")


def test_a_complete_run_fills_the_archive_and_is_mailed_to_nobody(cron: Cron) -> None:
    with Replica(editions=["de"]) as replica:
        run = cron.run("crawl listings", replica)

        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
        assert cron.archive.stat().st_size > 0
        assert len(replica.requests) > len(replica.site("de").stories)


def test_a_run_beside_another_is_mailed_to_nobody(cron: Cron) -> None:
    with Archive(cron.archive) as archive:
        archive.lock("somebody")

        run = cron.run("crawl listings")

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_a_run_that_went_wrong_is_mailed_as_it_was_said(cron: Cron) -> None:
    run = cron.run("crawl listings")

    assert "the connection was refused" in run.stdout
    assert run.stdout.endswith("the archive is as it was.\n")
    assert run.stderr == ""


def test_what_a_site_said_does_nothing_in_the_mail(cron: Cron) -> None:
    # A shell's echo would turn the escapes of a log line back into what they escape.
    cron.environment["BELTA_ARCHIVE"] = "/nowhere/a\\nb\\033[2J%s/belta.db"

    run = cron.run("crawl listings")

    assert "/nowhere/a\\nb\\033[2J%s" in run.stdout


def test_without_the_project_there_is_mail(cron: Cron) -> None:
    broken = [job[6].replace("/opt/belta-archive", "/nowhere") for job in cron.jobs]

    for command in broken:
        run = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, env=os.environ)
        assert run.stderr
