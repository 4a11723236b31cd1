"""How does the archive leave for other tools: as Parquet, as lines of JSON, as CSV?

An export is a folder: for each table a file or, as Parquet, files by edition and year of publication
(`articles/edition=ru/published_year=2024/`), and `export.json`, which says what every column holds and
how many rows there are. Rows are read and written in batches, however many there are; all tables show one
moment of the archive; and the folder appears under its name when it is whole.

Articles carry `day_complete`: 0 where something that was listed on their day is missing, or where nobody
has walked down to that day since it ended, so that a gap of ours is not taken for silence of the agency.
"""

from __future__ import annotations

import csv
import json
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO, get_args

from sqlite_utils import Database

from belta_scraper.errors import CannotRun

from .comments import read_comments
from .complete_days import CompleteDays
from .moments import now
from .opening import read_only

if TYPE_CHECKING:
    import pyarrow

Format = Literal["jsonl", "parquet", "csv"]
FORMATS: tuple[str, ...] = get_args(Format)

TABLES = (
    "articles", "revisions", "changes", "events", "dates", "people", "credits", "images", "tags", "article_tags",
    "links", "sections", "coverage",
)  # fmt: skip
"""What an export holds unless it is told otherwise."""

AT_ONCE = 2_000
"""Rows in memory, and in a row group of Parquet."""
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""How partitioned folders are called where there is no value."""
DESCRIPTION = "export.json"

Value = int | float | str | None
Kind = Literal["integer", "real", "text"]
_KINDS: dict[str, Kind] = {"integer": "integer", "real": "real"}
"""By type as declared in the schema; everything else is text."""


class CannotExport(CannotRun):
    """An export that cannot be written; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    name: str
    type: Kind
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    name: str
    description: str
    columns: Sequence[Column]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asked for."""

    format: Format
    tables: Sequence[str] = TABLES
    editions: Sequence[str] = ()
    """All of them, where none is named."""
    since: str | None = None
    until: str | None = None
    """Days of publication; articles without one are left out where either is given."""


def export(archive: Path, target: Path, wanted: Wanted) -> dict[str, int]:
    """Write an export, in place of an earlier one; returns the number of rows by table.

    Raises `CannotExport`, or `ArchiveNotUsable`, and leaves nothing behind.
    """
    _check_target(target)
    if wanted.format == "parquet":
        _need_pyarrow()
    with closing(read_only(archive)) as db:
        db.conn.text_factory = lambda text: text.decode("utf-8", "replace")
        db.execute("begin")  # from here on, whatever a run at work writes, one moment is read
        tables = [_table(db, name) for name in _known(db, wanted.tables)]
        partial = target.with_name(f".{target.name}.partial")
        shutil.rmtree(partial, ignore_errors=True)  # left by an export that was killed
        try:
            partial.mkdir(parents=True)
            counts = {table.name: _write(db, table, partial, wanted) for table in tables}
            _describe(db, tables, counts, partial, wanted)
            _put_in_place(partial, target)
        except OSError as error:
            raise CannotExport(
                f"The export could not be written to {target} ({error.strerror or error}); nothing was changed: make "
                "room, or name another folder."
            ) from error
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return counts


def _check_target(target: Path) -> None:
    if target.is_dir() and any(target.iterdir()) and not (target / DESCRIPTION).is_file():
        raise CannotExport(f"The folder {target} holds something else than an export; name a new folder.")
    if target.exists() and not target.is_dir():
        raise CannotExport(f"{target} is a file; an export is a folder: name a new one.")


def _need_pyarrow() -> None:
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise CannotExport(
            "Parquet needs pyarrow, which is not installed: pip install -c constraints.txt -e '.[export]', or ask for "
            "--format jsonl or csv."
        ) from error


def _known(db: Database, names: Sequence[str]) -> Sequence[str]:
    known = {
        name
        for (name,) in db.execute("select name from sqlite_master where type in ('table', 'view')")
        if not name.startswith(("articles_fts", "_", "sqlite_"))
    }
    if strangers := [name for name in names if name not in known]:
        raise CannotExport(f"There is no table {strangers[0]!r}; choose among {', '.join(sorted(known))}.")
    return list(dict.fromkeys(names))


def _table(db: Database, name: str) -> Table:
    sql = db.execute("select sql from sqlite_master where name = ?", [name]).fetchone()[0]
    words, comments = read_comments(sql)
    columns: list[Column] = []
    kind: Kind
    for _, column, declared, *_ in db.execute(f"pragma table_info([{name}])"):
        kind = _KINDS.get(declared.lower() or _type_of_values(db, name, column), "text")
        columns.append(Column(name=column, type=kind, description=comments.get(column, "")))
    if name == "articles":
        columns.append(
            Column(name="day_complete", type="integer", description="1 where its day is complete, by coverage")
        )
    return Table(name=name, description=words or "", columns=columns)


def _type_of_values(db: Database, table: str, column: str) -> str:
    """The type of a column that a view computes, and does not declare."""
    found = db.execute(f"select typeof([{column}]) from [{table}] where [{column}] is not null limit 1").fetchone()
    return str(found[0]) if found else "text"


def _write(db: Database, table: Table, folder: Path, wanted: Wanted) -> int:
    """Write a table; returns the number of its rows."""
    complete = CompleteDays.of(db) if table.name == "articles" else None
    names = {column.name for column in table.columns}
    by_article = table.name == "articles" or "article" in names
    if wanted.format != "parquet":
        with _writer(wanted.format, table, folder / f"{table.name}.{wanted.format}") as file:
            return sum(
                _copy(_rows(db, table, sql, values, complete), file)
                for _, sql, values in _parts(db, table, wanted, by_article)
            )
    count = 0
    for place, sql, values in _parts(db, table, wanted, by_article):
        path = folder / table.name / place
        path.mkdir(parents=True, exist_ok=True)
        with _writer("parquet", table, path / "part-0.parquet") as file:
            written = _copy(_rows(db, table, sql, values, complete), file)
        if not written and place:
            shutil.rmtree(path)
        count += written
    return count


def _parts(db: Database, table: Table, wanted: Wanted, by_article: bool) -> Iterator[tuple[str, str, list[Any]]]:
    """The parts of a table that are one file of Parquet each: its folder, the query, the query's values."""
    columns = ", ".join(f"t.[{column.name}]" for column in table.columns if column.name != "day_complete")
    codes = wanted.editions or [code for (code,) in db.execute("select code from editions order by code")]
    if not by_article:
        where, values = "", []
        if wanted.editions and any(column.name == "edition" for column in table.columns):
            where, values = f" where t.edition in ({', '.join('?' * len(codes))})", list(codes)
        yield "", f"select {columns} from [{table.name}] t{where}", values
        return
    since, until = wanted.since or "0001-01-01", wanted.until or "9999-12-31"
    for code in codes:
        first, last = db.execute(
            "select min(published_on), max(published_on) from articles where edition = ?", [code]
        ).fetchone()
        for year in range(int(first[:4]), int(last[:4]) + 1) if first else ():
            span = [max(since, f"{year}-01-01"), min(until, f"{year}-12-31")]
            sql = _of_articles(table, columns, "edition = ? and published_on between ? and ?", "published_on, id")
            yield f"edition={code}/published_year={year}", sql, [code, *span]
        if wanted.since is None and wanted.until is None:
            sql = _of_articles(table, columns, "edition = ? and published_on is null", "id")
            yield f"edition={code}/published_year={NO_YEAR}", sql, [code]


def _of_articles(table: Table, columns: str, where: str, order: str) -> str:
    """A query for some articles, or for what hangs on them, which a view over both answers as quickly as a table."""
    if table.name == "articles":
        return f"select {columns} from articles t where {where} order by {order}"
    return f"select {columns} from [{table.name}] t where t.article in (select id from articles where {where})"


def _rows(
    db: Database, table: Table, sql: str, values: list[Any], complete: CompleteDays | None
) -> Iterator[tuple[Value, ...]]:
    cursor = db.execute(sql, values)
    if complete is None:
        yield from cursor
        return
    names = [column.name for column in table.columns]
    edition, day = names.index("edition"), names.index("published_on")
    for row in cursor:
        yield (*row, None if row[day] is None else int(complete(row[edition], row[day])))


def _copy(rows: Iterator[tuple[Value, ...]], file: _Writer) -> int:
    count = 0
    while batch := list(islice(rows, AT_ONCE)):
        file.write(batch)
        count += len(batch)
    return count


class _Writer(ABC):
    def __init__(self, table: Table, path: Path) -> None:
        self.table = table
        self.path = path

    @abstractmethod
    def __enter__(self) -> _Writer: ...

    @abstractmethod
    def __exit__(self, *_: object) -> None: ...

    @abstractmethod
    def write(self, rows: Sequence[tuple[Value, ...]]) -> None: ...


class _Lines(_Writer):
    """One object of JSON in a line."""

    file: TextIO

    def __enter__(self) -> _Lines:
        self.file = self.path.open("w", encoding="utf-8", newline="\n")
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, rows: Sequence[tuple[Value, ...]]) -> None:
        names = [column.name for column in self.table.columns]
        self.file.writelines(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)


class _Cells(_Lines):
    """CSV, in which no text is a formula to a spreadsheet."""

    def __enter__(self) -> _Cells:
        self.file = self.path.open("w", encoding="utf-8", newline="")
        self.cells = csv.writer(self.file)
        self.cells.writerow([column.name for column in self.table.columns])
        return self

    def write(self, rows: Sequence[tuple[Value, ...]]) -> None:
        self.cells.writerows([harmless(value) for value in row] for row in rows)


def harmless(value: Value) -> Value:
    """A value that a spreadsheet shows and does not run: before what it would take for a formula, an apostrophe.

    >>> harmless("=HYPERLINK(...)"), harmless("-0-"), harmless(-7)
    ("'=HYPERLINK(...)", "'-0-", -7)
    """
    if isinstance(value, str) and value.lstrip(" \ufeff").startswith(
        ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    ):
        return f"'{value}"
    return value


class _Parquet(_Writer):
    def __enter__(self) -> _Parquet:
        import pyarrow
        import pyarrow.parquet

        types = {"integer": pyarrow.int64(), "real": pyarrow.float64(), "text": pyarrow.string()}
        self.schema: pyarrow.Schema = pyarrow.schema(
            [
                pyarrow.field(column.name, types[column.type], metadata={"description": column.description})
                for column in self.table.columns
            ],
            metadata={"description": self.table.description},
        )
        self.file = pyarrow.parquet.ParquetWriter(self.path, self.schema, compression="zstd")
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, rows: Sequence[tuple[Value, ...]]) -> None:
        import pyarrow

        columns = [
            pyarrow.array([_of_type(value, column.type) for value in values], type=field.type)
            for column, field, values in zip(self.table.columns, self.schema, zip(*rows, strict=True), strict=True)
        ]
        self.file.write_table(pyarrow.Table.from_arrays(columns, schema=self.schema))


def _of_type(value: Value, kind: str) -> Value:
    """SQLite keeps whatever it is given; what is not of its column's type becomes text, or nothing where none fits."""
    if value is None or kind == "text":
        return value if value is None or isinstance(value, str) else str(value)
    return value if isinstance(value, int | float) else None


def _writer(format: Format, table: Table, path: Path) -> _Writer:  # noqa: A002  # the command's own word
    return {"jsonl": _Lines, "csv": _Cells, "parquet": _Parquet}[format](table, path)


def _describe(db: Database, tables: Sequence[Table], counts: dict[str, int], folder: Path, wanted: Wanted) -> None:
    words = {
        "made_at": now(),
        "format": wanted.format,
        "editions": list(wanted.editions) or "all",
        "since": wanted.since,
        "until": wanted.until,
        "archive": {row["key"]: row["value"] for row in db.query("select key, value from about")},
        "tables": {
            table.name: {
                "rows": counts[table.name],
                "description": table.description,
                "columns": {
                    column.name: {"type": column.type, "description": column.description} for column in table.columns
                },
            }
            for table in tables
        },
    }
    (folder / DESCRIPTION).write_text(json.dumps(words, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _put_in_place(partial: Path, target: Path) -> None:
    """Give the folder its name; the export that had it goes."""
    earlier = target.with_name(f".{target.name}.earlier")
    shutil.rmtree(earlier, ignore_errors=True)
    if target.exists():
        target.rename(earlier)
    partial.rename(target)
    shutil.rmtree(earlier, ignore_errors=True)
