"""The lines that `data/README.md` gives to analysts do what it says."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.browsing.conftest import DATA
from tests.browsing.invented import make_archive

README = (DATA / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sh|python|sql)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
SHELL = [block for kind, block in BLOCKS if kind == "sh"]
PYTHON = [block for kind, block in BLOCKS if kind == "python"]
DUCKDB = [block for kind, block in BLOCKS if kind == "sql" and ".parquet" in block]
QUESTIONS = [
    question
    for _, block in BLOCKS
    if ".parquet" not in block
    for question in re.findall(r'(?:^|")(select [^";]+)', block, re.MULTILINE)
]  # fmt: skip


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `data/belta.db` lies where the lines expect it."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "data").mkdir()
    make_archive(folder / "data" / "belta.db")
    return folder


def test_the_readme_has_a_line_for_each_tool() -> None:
    assert [kind for kind, _ in BLOCKS] == ["sh", "python", "python", "sql", "sql", "sh"]
    assert (len(QUESTIONS), len(DUCKDB)) == (4, 1)
    assert len(PYTHON) >= 1


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_in_it_can_be_asked_of_an_archive(checkout: Path, question: str) -> None:
    with closing(sqlite3.connect(checkout / "data" / "belta.db")) as archive:
        archive.execute("attach database ? as archive", [str(checkout / "data" / "belta.db")])
        archive.execute(question).fetchall()


@pytest.mark.parametrize("code", PYTHON)
def test_its_python_runs(checkout: Path, code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "ru" in done.stdout


@pytest.fixture(scope="module")
def said_by_the_shell(checkout: Path) -> str:
    """What its lines for the shell print, in a checkout whose environment is at hand."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "SCRAPY_SETTINGS_MODULE": "belta_scraper.settings",
    }
    said = []
    for line in SHELL:
        if shutil.which(line.split()[0], path=environment["PATH"]) is None:
            pytest.skip(f"There is no {line.split()[0]}; on Debian: apt install {line.split()[0]}")
        # The setting, for scrapy finds the archive of the checkout that it was installed from.
        command = f"{line.strip()} -s ARCHIVE=data/belta.db" if line.startswith("scrapy ") else line
        done = subprocess.run(
            ["sh", "-c", command], cwd=checkout, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    return "".join(said)


def test_its_shell_runs(said_by_the_shell: str) -> None:
    assert "2026-09-30" in said_by_the_shell
    assert re.search(r"articles +8 rows", said_by_the_shell)


@pytest.mark.parametrize("question", DUCKDB)
@pytest.mark.usefixtures("said_by_the_shell")
def test_its_question_to_duckdb_is_answered_from_the_export(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    monkeypatch.chdir(checkout)
    with duckdb.connect() as connection:
        counted = connection.execute(question).fetchall()

    assert ("de", 2026, 1, 13.0, 0) in counted
    assert sum(row[2] for row in counted) == 8


def test_it_names_every_file_that_lies_here() -> None:
    ours = {
        path.name + "/" * path.is_dir()
        for path in DATA.iterdir()
        if path.suffix not in (".db", ".lock") and path.name != "README.md"
    }
    ours -= {name for name in ours if name.startswith("captures") or ".db-" in name}

    assert [name for name in sorted(ours) if f"`{name}`" not in README] == []
