"""The lines that `data/README.md` gives to analysts do what it says."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browsing.conftest import DATA
from tests.browsing.invented import make_archive

README = (DATA / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sh|python|sql)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
SHELL = [block for kind, block in BLOCKS if kind == "sh" and shutil.which(block.split()[0])]
PYTHON = [
    block
    for kind, block in BLOCKS
    if kind == "python" and all(find_spec(name) for name in re.findall(r"^import (\w+)", block, re.MULTILINE))
]
QUESTIONS = [
    question
    for _, block in BLOCKS
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
    assert [kind for kind, _ in BLOCKS] == ["sh", "python", "python", "sql", "sql"]
    assert len(QUESTIONS) == 5
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


@pytest.mark.parametrize("line", SHELL)
def test_its_shell_runs(checkout: Path, line: str) -> None:
    done = subprocess.run(["sh", "-c", line], cwd=checkout, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "2026-09-30" in done.stdout


def test_it_names_every_file_that_lies_here() -> None:
    ours = {
        path.name + "/" * path.is_dir()
        for path in DATA.iterdir()
        if path.suffix not in (".db", ".lock") and path.name != "README.md"
    }
    ours -= {name for name in ours if name.startswith("captures") or ".db-" in name}

    assert [name for name in sorted(ours) if f"`{name}`" not in README] == []
