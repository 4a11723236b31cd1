"""Seals: every committed row is what the archive wrote, however it was written."""

import pytest

from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run
from pipelines.archive.seals import compare, tables_of


def unsealed(archive: Archive) -> list[tuple[str, object]]:
    conn = archive.db.conn
    return [
        (table.name, compared.first)
        for table in tables_of(conn)
        for compared in compare(conn, table)
        if compared.found != "intact"
    ]


@pytest.mark.parametrize("changed", [[0], [1], [0, 1, 2], [2, 0]], ids=str)
def test_rows_changed_before_they_were_ever_committed_are_sealed_as_they_stand(
    archive: Archive, run: Run, changed: list[int]
) -> None:
    capture = "insert into captures (run, source, fetched_at, digest, size) values (?, 'a', 'now', 'x', 1)"
    ids = [archive.db.execute(capture, [run.id]).lastrowid for _ in range(3)]
    archive.commit()
    for _ in range(2):
        archive.begin()
        ids = [archive.db.execute(capture, [run.id]).lastrowid for _ in range(3)]
        for place in changed:
            archive.db.execute("update captures set size = size + 1 where id = ?", [ids[place]])
        archive.commit()

    assert unsealed(archive) == []
    assert archive.db.execute("select count(*) from captures").fetchone() == (9,)


def test_rows_of_earlier_and_of_this_commit_are_sealed_together(archive: Archive, run: Run) -> None:
    capture = "insert into captures (run, source, fetched_at, digest, size) values (?, 'a', 'now', 'x', 1)"
    archive.begin()
    before = archive.db.execute(capture, [run.id]).lastrowid
    archive.commit()

    archive.begin()
    after = archive.db.execute(capture, [run.id]).lastrowid
    archive.db.execute("update captures set size = 2 where id in (?, ?)", [before, after])
    archive.db.execute("delete from captures where id = ?", [after])
    archive.commit()

    assert unsealed(archive) == []
