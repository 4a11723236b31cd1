"""The files in `deploy/` name what is there, and do what they say."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from scrapy.settings import Settings

from tests.crawling import ROOT

DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
SERVICES = sorted(UNITS.glob("*.service"))
SCRAPY = str(Path(sys.executable).with_name("scrapy"))

PROGRAMS = {
    "/opt/belta-archive/.venv/bin/scrapy": SCRAPY,
    "WorkingDirectory=/opt/belta-archive": f"WorkingDirectory={ROOT}",
}
"""What the files take to be at the documented place, and where it is while tests run."""


def here(text: str, places: Mapping[str, str] = PROGRAMS) -> str:
    for there, place in places.items():
        text = text.replace(there, place)
    return text


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units, as they would be if the project stood where the tests run."""
    folder = tmp_path / "units"
    shutil.copytree(UNITS, folder)
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_text(here(file.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def analysed(*arguments: str, units: Path) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is needed to check units: apt install systemd")
    return subprocess.run(
        ["systemd-analyze", *arguments], cwd=units, capture_output=True, text=True, check=False, timeout=60,
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{units}:"},
    )  # fmt: skip


def verified(units: Path) -> subprocess.CompletedProcess[str]:
    # A template is verified under a name of its own.
    names = [path.name.replace("@.", "@some.") for pattern in ("*.service", "*.timer") for path in units.glob(pattern)]
    return analysed("verify", *(f"./{name}" for name in names), units=units)


def test_systemd_has_nothing_to_say_against_the_units(units: Path) -> None:
    check = verified(units)

    assert (check.returncode, check.stderr) == (0, "")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("belta-archive-listings.service", "SuccesExitStatus=75"),
        ("belta-archive-.service.d/guarded.conf", "ProtectSystem=stric"),
        ("tell-belta-archive@.service", "ExecStart=/nowhere/at/all"),
        ("belta-archive-listings.timer", "OnCalendar=sometimes"),
    ],
)
def test_a_mistake_in_any_of_them_would_be_seen(units: Path, file: str, line: str) -> None:
    text = (units / file).read_text(encoding="utf-8")
    section = "[Timer]" if file.endswith(".timer") else "[Service]"
    (units / file).write_text(text.replace(section, f"{section}\n{line}"), encoding="utf-8")

    assert verified(units).stderr


@pytest.mark.parametrize("service", [path.name for path in SERVICES if "@" not in path.name])
def test_the_services_of_the_archive_are_guarded(units: Path, service: str) -> None:
    # 2.0 of 10 ("OK"), whole: systemd's own measure of what a service could do if it were taken over.
    check = analysed("security", "--offline=true", "--threshold=20", f"./{service}", units=units)

    assert check.returncode == 0, check.stdout


def test_every_failure_is_told() -> None:
    guarded = (UNITS / "belta-archive-.service.d" / "guarded.conf").read_text(encoding="utf-8")

    assert "OnFailure=tell-belta-archive@%n.service" in guarded
    assert all(path.name.startswith(("belta-archive-", "tell-belta-archive@")) for path in SERVICES)


def test_every_timer_has_its_service() -> None:
    timers = sorted(UNITS.glob("*.timer"))

    assert timers
    assert [timer.with_suffix(".service").exists() for timer in timers] == [True] * len(timers)


def words_behind(command: str, text: str) -> set[str]:
    return set(re.findall(rf"\bscrapy {command}([a-z]+)", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DEPLOY)))
def test_every_command_spider_setting_and_variable_that_is_named_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    settings = Settings()
    settings.setmodule("belta_scraper.settings")
    ours = (ROOT / "belta_scraper" / "settings.py").read_text(encoding="utf-8")
    told = (ROOT / "belta_scraper" / "telling.py").read_text(encoding="utf-8")

    commands = {file.stem for file in (ROOT / "belta_scraper" / "commands").glob("*.py")}
    spiders = {file.stem for file in (ROOT / "belta_scraper" / "spiders").glob("*.py")}
    assert words_behind("", text) <= commands
    assert words_behind("crawl ", text) <= spiders
    assert all(name in settings for name in re.findall(r"-s ([A-Z_]+)=", text))
    for name in set(re.findall(r"BELTA_[A-Z_]+[A-Z]", text)):
        assert f'"{name}"' in ours + told or f"'{name}'" in ours, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DEPLOY)))
def test_no_file_names_a_place_but_the_documented_ones(path: Path) -> None:
    places = re.findall(
        r"(?<![\w.}…/:])/(?:opt|var|home|work|root|srv|tmp|mnt|usr/local)/[\w./-]*", path.read_text(encoding="utf-8")
    )

    known = (
        "/opt/belta-archive",
        "/opt/scrapyd",
        "/var/lib/belta-archive",
        "/var/backups/belta-archive",
        "/usr/local/bin",
    )
    assert [place for place in places if not place.startswith(known)] == []


def test_the_environment_is_read_alike_by_systemd_and_by_a_shell() -> None:
    text = (DEPLOY / "environment").read_text(encoding="utf-8")
    # With the lines that are only examples, too.
    whole = re.sub(r"^#(BELTA_\w+=)", r"\1", text, flags=re.MULTILINE)

    shell = subprocess.run(
        ["/bin/sh", "-c", "set -a; eval \"$0\"; env -0", whole], capture_output=True, text=True, check=True, env={}
    )  # fmt: skip
    read = dict(entry.split("=", 1) for entry in shell.stdout.split("\0") if entry)

    named = dict(line.split("=", 1) for line in whole.splitlines() if line and not line.startswith("#"))
    assert {name: read[name] for name in named} == {name: shlex.split(value)[0] for name, value in named.items()}
    assert shlex.split(read["BELTA_TELL_COMMAND"])[0] == "mail"
