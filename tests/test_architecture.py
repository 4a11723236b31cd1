"""Who may import whom: reading, interpreting and keeping are three places."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("belta_scraper", "pipelines")


def imports_of(path: Path) -> set[str]:
    """Full names of the modules that a file imports, relative imports resolved."""
    package = path.relative_to(ROOT).parent.parts
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return names


def modules_under(*places: str) -> list[Path]:
    return [path for place in places for path in sorted((ROOT / place).rglob("*.py"))]


def reaches(names: set[str], *modules: str) -> set[str]:
    return {name for name in names for module in modules if name == module or name.startswith(module + ".")}


READING = modules_under("belta_scraper/pages")
STEPS = sorted((ROOT / "pipelines").glob("*.py"))
ARCHIVE = modules_under("pipelines/archive")
SITE = [path for path in modules_under("belta_scraper") if "commands" not in path.parts]


@pytest.mark.parametrize("path", SITE, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_knows_the_website_does_not_interpret_or_keep(path: Path) -> None:
    assert not reaches(imports_of(path), "pipelines", "sqlite_utils", "sqlite3", "dateparser", "belta_scraper.commands")


@pytest.mark.parametrize("path", READING, ids=lambda path: str(path.relative_to(ROOT)))
def test_reading_knows_neither_scrapy_nor_spiders(path: Path) -> None:
    assert not reaches(
        imports_of(path), "scrapy", "belta_scraper.spiders", "belta_scraper.memory", "belta_scraper.settings"
    )


@pytest.mark.parametrize("path", STEPS, ids=lambda path: str(path.relative_to(ROOT)))
def test_steps_see_neither_html_nor_the_network_nor_the_database(path: Path) -> None:
    names = imports_of(path)

    assert not reaches(names, "parsel", "lxml", "scrapy", "sqlite_utils", "sqlite3", "pipelines.archive")
    ours = reaches(names, "belta_scraper")
    assert ours == reaches(ours, "belta_scraper.editions", "belta_scraper.errors", "belta_scraper.items")


@pytest.mark.parametrize("path", ARCHIVE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_archive_sees_no_html_and_no_address_grammar(path: Path) -> None:
    ours = reaches(imports_of(path), "belta_scraper", "parsel", "lxml")

    assert ours == reaches(
        ours, "belta_scraper.editions", "belta_scraper.errors", "belta_scraper.items", "belta_scraper.memory"
    )


def test_the_table_of_facts_and_the_records_import_nothing_of_ours_but_errors() -> None:
    for name in ("editions", "items", "errors"):
        assert reaches(imports_of(ROOT / f"belta_scraper/{name}.py"), *PACKAGES) <= {
            "belta_scraper.errors", "belta_scraper.errors.ArgumentNotUnderstood",
        }  # fmt: skip


@pytest.mark.parametrize("path", modules_under(*PACKAGES), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_room_is_an_attic(path: Path) -> None:
    assert path.stem.strip("_") not in {"utils", "util", "common", "helpers", "helper", "misc"}
