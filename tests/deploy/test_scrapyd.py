"""scrapyd packs the project into an egg and starts `scrapy crawl` from it, with a number of its own."""

import configparser
import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from belta_scraper.replica import Replica
from tests.crawling import QUICKLY, ROOT


@pytest.fixture(scope="module")
def egg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages that the project names, and nothing beside them, in one file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = [name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]]
    path = tmp_path_factory.mktemp("eggs") / "1.egg"
    with zipfile.ZipFile(path, "w") as packed:
        for package in packages:
            for file in (*(ROOT / package).rglob("*.py"), *(ROOT / package).rglob("*.toml")):
                packed.write(file, file.relative_to(ROOT))
    return path


def from_the_egg(egg: Path, archive: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python as scrapyd does: far from the project, with the egg before everything else."""
    environment = os.environ | {
        "PYTHONPATH": str(egg),
        "SCRAPY_SETTINGS_MODULE": "belta_scraper.settings",
        "SCRAPY_PROJECT": "belta_archive",
        "BELTA_ARCHIVE": str(archive),
        "BELTA_ARCHIVE_CAPTURES": str(archive.parent / "captures"),
    }
    return subprocess.run(
        [sys.executable, *arguments], cwd=archive.parent, env=environment, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip


def test_the_target_is_on_this_machine_and_names_the_project() -> None:
    project = configparser.ConfigParser()
    project.read(ROOT / "scrapy.cfg")
    service = configparser.ConfigParser()
    service.read(ROOT / "deploy" / "scrapyd" / "scrapyd.conf")

    assert project["settings"]["default"] == "belta_scraper.settings"
    assert project["deploy"]["project"] == "belta_archive"
    bound = f"http://{service['scrapyd']['bind_address']}:{service['scrapyd']['http_port']}/"
    assert project["deploy"]["url"] == bound == "http://127.0.0.1:6800/"
    assert service["scrapyd"]["max_proc"] == "1"


def test_a_run_from_an_egg_fills_the_archive_that_the_environment_names(egg: Path, tmp_path: Path) -> None:
    archive, log_file = tmp_path / "belta.db", tmp_path / "job.log"
    where = from_the_egg(egg, archive, "-c", "import belta_scraper, pipelines; print(belta_scraper.__file__)")
    assert where.stdout.startswith(str(egg))
    with Replica(editions=["de"]) as replica:
        settings = QUICKLY | {"EDITION_ORIGINS": json.dumps(replica.origins), "LOG_FILE": str(log_file)}
        given = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]

        # As scrapyd puts it: settings first, its own number of the run among the arguments.
        run = from_the_egg(
            egg, archive, "-m", "scrapy", "crawl", "listings", *given, "-a", "_job=6f1c", "-a", "edition=de"
        )

    assert run.returncode == 0, run.stderr
    assert "Articles by edition" in run.stdout
    assert archive.exists()
    assert list((tmp_path / "captures").glob("*.warc.gz"))
    assert log_file.exists()


def test_without_an_archive_named_an_egg_says_what_to_set(egg: Path, tmp_path: Path) -> None:
    run = from_the_egg(
        egg, tmp_path / "belta.db", "-m", "scrapy", "crawl", "listings", "-s", f"ARCHIVE={egg}/data/b.db"
    )

    assert run.returncode == 1
    assert "set ARCHIVE" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
