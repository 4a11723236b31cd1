"""What leaves for other tools is what is here, whole, of one moment, and runs nothing."""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.dataset
import pytest

from pipelines.archive import export as exporting
from pipelines.archive.export import CannotExport, Wanted, export, harmless
from pipelines.archive.opening import Archive
from tests.browsing.invented import BOAT, HOSTILE, TELESCOPE, make_archive, put
from tests.crawling import ROOT, Place


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The invented archive, and a walk by which the day of its articles is complete in the Spanish edition alone."""
    path = tmp_path / "belta.db"
    make_archive(path)
    with Archive(path) as opened:
        for edition in ("es", "de"):
            put(
                opened.db, "walks", run=1, edition=edition, listing="all_news", started_at="2026-10-01T06:00:00Z", pages=1,
                ended="settled ground", reached_on="0001-01-01",
            )  # fmt: skip
    return path


def rows_of(path: Path, sql: str) -> list[dict[str, Any]]:
    with Archive(path) as opened:
        return list(opened.db.query(sql))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("table", exporting.TABLES)
def test_lines_of_json_give_back_every_row_as_it_was(archive: Path, tmp_path: Path, table: str) -> None:
    counts = export(archive, tmp_path / "out", Wanted(format="jsonl"))

    given = [
        {key: row[key] for key in row if key != "day_complete"} for row in lines(tmp_path / "out" / f"{table}.jsonl")
    ]
    kept = rows_of(archive, f"select * from {table}")
    assert sorted(map(repr, given)) == sorted(map(repr, kept))
    assert counts[table] == len(kept)


@pytest.mark.parametrize("table", exporting.TABLES)
def test_parquet_gives_back_every_row_with_its_types(archive: Path, tmp_path: Path, table: str) -> None:
    export(archive, tmp_path / "out", Wanted(format="parquet"))

    files = sorted((tmp_path / "out" / table).rglob("*.parquet"))
    given = [row for file in files for row in pyarrow.parquet.ParquetFile(file).read().to_pylist()]
    given = [{key: row[key] for key in row if key != "day_complete"} for row in given]
    assert sorted(map(repr, given)) == sorted(map(repr, rows_of(archive, f"select * from {table}")))


def test_parquet_is_cut_by_edition_and_year_of_publication_and_read_as_one_table(archive: Path, tmp_path: Path) -> None:
    export(archive, tmp_path / "out", Wanted(format="parquet"))

    folders = {
        str(file.parent.relative_to(tmp_path / "out")) for file in (tmp_path / "out" / "articles").rglob("*.parquet")
    }
    assert "articles/edition=de/published_year=2026" in folders
    assert "articles/edition=pl/published_year=__HIVE_DEFAULT_PARTITION__" in folders  # its one article has no date
    with duckdb.connect() as connection:
        counted = connection.execute(
            f"select edition, published_year, count(*) from '{tmp_path}/out/articles/**/*.parquet' "
            "where edition in ('en', 'pl') group by all order by all"
        ).fetchall()
    assert counted == [("en", 2026, 2), ("pl", None, 1)]
    read = pyarrow.dataset.dataset(tmp_path / "out" / "articles", partitioning="hive")
    assert read.count_rows() == 8
    assert read.schema.field("headline").type == pyarrow.string()
    assert read.schema.field("words").metadata[b"description"].startswith(b"words of the body")


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_an_article_carries_whether_its_day_is_complete(archive: Path, tmp_path: Path, kind: Any) -> None:
    export(archive, tmp_path / "out", Wanted(format=kind, tables=["articles"]))

    if kind == "parquet":
        with duckdb.connect() as connection:
            found = connection.execute(
                f"select edition, day_complete from '{tmp_path}/out/articles/**/*.parquet'"
            ).fetchall()
    elif kind == "csv":
        with (tmp_path / "out" / "articles.csv").open(encoding="utf-8", newline="") as file:
            found = [
                (row["edition"], int(row["day_complete"]) if row["day_complete"] else None)
                for row in csv.DictReader(file)
            ]
    else:
        found = [(row["edition"], row["day_complete"]) for row in lines(tmp_path / "out" / "articles.jsonl")]
    # Spanish: walked past and nothing missing; German: walked past, but two are wanted; Polish: no day.
    assert dict(found) == {"es": 1, "de": 0, "ru": 0, "be": 0, "en": 0, "zh": 0, "pl": None}


def test_no_cell_of_a_csv_is_a_formula(archive: Path, tmp_path: Path) -> None:
    formula = '=HYPERLINK("https://example.invalid/","free bread")'
    with Archive(archive) as opened:
        opened.db.execute(
            "update articles set headline = ?, end_mark = '-0-', words = -7 where id = ?", [formula, BOAT]
        )

    export(archive, tmp_path / "out", Wanted(format="csv", tables=["articles"]))

    with (tmp_path / "out" / "articles.csv").open(encoding="utf-8", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["id"] == str(BOAT)]
    assert row["headline"] == f"'{formula}"
    assert row["end_mark"] == "'-0-"
    assert row["words"] == "-7"  # a number is no formula
    assert row["body"].count("\n\n") == 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\ufeff=1", "＝1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["1 = 1", "Minsk", "", None, -1, 0.5, "'quoted'"])
def test_everything_else_stays_as_it_is(value: Any) -> None:
    assert harmless(value) == value


def test_editions_and_days_can_be_chosen(archive: Path, tmp_path: Path) -> None:
    wanted = Wanted(format="jsonl", editions=["de", "pl"])
    export(archive, tmp_path / "two", wanted)
    export(archive, tmp_path / "none", Wanted(format="jsonl", since="2026-10-01"))
    export(archive, tmp_path / "one", Wanted(format="jsonl", editions=["en"], since="2026-09-30", until="2026-09-30"))

    assert {row["id"] for row in lines(tmp_path / "two" / "articles.jsonl")} == {BOAT, TELESCOPE}
    assert {row["article"] for row in lines(tmp_path / "two" / "dates.jsonl")} == {BOAT}
    assert lines(tmp_path / "none" / "articles.jsonl") == []
    assert HOSTILE in {row["id"] for row in lines(tmp_path / "one" / "articles.jsonl")}


def test_an_export_says_what_every_column_holds(archive: Path, tmp_path: Path) -> None:
    export(archive, tmp_path / "out", Wanted(format="jsonl"))

    words = json.loads((tmp_path / "out" / "export.json").read_text(encoding="utf-8"))
    assert words["tables"]["articles"]["rows"] == 8
    assert words["tables"]["articles"]["columns"]["words"]["description"].startswith("words of the body")
    assert words["tables"]["coverage"]["columns"]["missing"]["type"] == "integer"


def test_an_export_takes_the_place_of_an_earlier_one_and_of_nothing_else(archive: Path, tmp_path: Path) -> None:
    export(archive, tmp_path / "out", Wanted(format="jsonl"))
    export(archive, tmp_path / "out", Wanted(format="csv", tables=["articles"]))
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"articles.csv", "export.json"}

    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "aunt.txt").write_text("Dear aunt")
    with pytest.raises(CannotExport, match="holds something else than an export"):
        export(archive, tmp_path / "letters", Wanted(format="csv"))
    with pytest.raises(CannotExport, match="is a file"):
        export(archive, tmp_path / "letters" / "aunt.txt", Wanted(format="csv"))
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["aunt.txt"]


def test_without_pyarrow_parquet_says_how_to_have_it(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)

    with pytest.raises(CannotExport, match=r"pip install -c constraints.txt -e '.\[export\]'"):
        export(archive, tmp_path / "out", Wanted(format="parquet"))
    export(archive, tmp_path / "out", Wanted(format="jsonl"))


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_on_a_full_disk_an_export_says_so_in_a_sentence_and_leaves_nothing(
    archive: Path, tmp_path: Path, kind: str
) -> None:
    with Archive(archive) as opened:  # more than fits, and does not shrink
        opened.db.execute("update articles set body = hex(randomblob(200000))")
    (tmp_path / "exports").mkdir()

    run = subprocess.run(
        Place(tmp_path).command("export", str(tmp_path / "exports" / "out"), "--format", kind),
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )  # fmt: skip

    assert run.returncode == 1
    assert "could not be written" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert list((tmp_path / "exports").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "export wants one folder to write to"),
        (["out", "--format", "xml"], "choose among jsonl, parquet, csv"),
        (["out", "--tables", "articles,gossip"], "There is no table 'gossip'; choose among"),
        (["out", "--edition", "fr"], "choose among"),
        (["out", "--since", "soon"], "--since wants a day such as 2024-09-19"),
    ],
)
def test_what_cannot_be_exported_is_answered_with_the_choices(
    archive: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    run = Place(tmp_path).scrapy("export", *[str(tmp_path / word) if word == "out" else word for word in arguments])

    assert run.returncode == 1
    assert words in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert not (tmp_path / "out").exists()


def test_the_command_says_what_it_wrote(archive: Path, tmp_path: Path) -> None:
    run = Place(tmp_path).scrapy("export", str(tmp_path / "out"), "--format", "parquet", "--edition", "deu")

    assert run.returncode == 0, run.stderr
    assert "articles              1 row\n" in run.stdout
    assert "export.json says what every column holds." in run.stdout


def test_an_export_holds_few_rows_in_memory_at_once(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "AT_ONCE", 3)
    batches: list[int] = []
    write = exporting._Lines.write

    def counted(self: exporting._Lines, rows: Sequence[tuple[Any, ...]]) -> None:
        batches.append(len(rows))
        write(self, rows)

    monkeypatch.setattr(exporting._Lines, "write", counted)

    export(archive, tmp_path / "out", Wanted(format="jsonl", tables=["dates", "sections"]))

    assert max(batches) == 3
    assert sum(batches) == sum(len(lines(tmp_path / "out" / f"{name}.jsonl")) for name in ("dates", "sections"))
