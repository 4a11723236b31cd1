"""Each run signs what it added, and all that was signed before."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from belta_scraper.replica import Replica
from pipelines.archive import manifests
from pipelines.archive.keep import ArticleKeeper
from pipelines.archive.moments import utc
from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run
from tests.archive.looking import look, told
from tests.crawling import Place
from tests.records import NOON, a_capture, an_article


def a_run(path: Path, *numbers: int, hours: int = 0, ends: bool = True, **fields: Any) -> int:
    """A run that lists and keeps some articles, and ends; gives its number."""
    with Archive(path) as archive:
        run = Run(archive=archive, spider="listings", arguments={}, editions=("de",))
        archive.begin()
        for number in numbers:
            article = an_article(number, **fields)
            archive.db.execute(
                "insert into entries (edition, family, number, year, url, section, state, first_listed_at, last_listed_at, "
                "first_run) values ('de', 'news', ?, 2026, ?, 'society', 'wanted', ?, ?, ?) on conflict do nothing",
                [number, article.url, utc(NOON), utc(NOON), run.id],
            )
            capture = a_capture(source=article.url, fetched_at=NOON + timedelta(hours=hours))
            ArticleKeeper(archive, run).keep(replace(article, capture=capture))
        archive.commit()
        if ends:
            run.end("finished")
        return run.id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "belta.db"


def signed(path: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as conn:
        return [json.loads(content) for (content,) in conn.execute("select content from manifests order by run")]


def broken(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as conn:
        return [f"{found.run} {found.message}" for found in (*manifests.chain(conn), *manifests.kept(conn))]


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(sql)


def test_a_run_signs_what_it_added(path: Path) -> None:
    a_run(path, 7, 8)
    a_run(path, 9)

    first, second = signed(path)
    assert (first["captures"]["count"], first["events"]["count"], first["wordings"]["count"]) == (2, 2, 2)
    assert (second["captures"]["after"], second["captures"]["count"], second["entries"]["count"]) == (2, 1, 1)
    assert (second["runs"]["after"], second["runs"]["to"]) == (1, 2)
    assert broken(path) == []


def test_a_digest_can_be_made_again_by_anybody(path: Path) -> None:
    """With nothing but SQLite, JSON and SHA-256, as the documentation says."""
    a_run(path, 7)
    a_run(path, 8)

    previous = None
    with closing(sqlite3.connect(path)) as conn:
        for content, said, digest in conn.execute(
            "select content, previous, digest from manifests order by run"
        ).fetchall():
            assert said == previous
            assert digest == "sha256:" + hashlib.sha256(f"{previous or ''}\n{content}".encode()).hexdigest()
            previous = digest
            captures = json.loads(content)["captures"]
            conn.row_factory = sqlite3.Row
            rows = conn.execute("select * from captures where id > ? and id <= ?", [captures["after"], captures["to"]])
            lines = [
                json.dumps(
                    {k: row[k] for k in sorted(row.keys()) if row[k] is not None and k not in captures["without"]},
                    ensure_ascii=False,
                    separators=(",", ":"),
                )
                for row in rows
            ]
            conn.row_factory = None
            assert (
                captures["digest"]
                == "sha256:" + hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
            )


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("update captures set digest = 'sha256:00' where id = 2", "1 signs 2 rows of captures, 1 to 2; they are not those"),
        ("delete from captures where id = 3", "2 signs 1 rows of captures, 3 to 3"),
        ("update events set at = '2020-01-01T00:00:00Z' where id = 3", "2 signs 1 rows of events, 3 to 3"),
        ("update runs set reason = 'all well' where id = 1", "1 signs 1 rows of runs, 1 to 1"),
        ("delete from articles where id = 2", "1 signs 2 rows of articles, 1 to 2"),
        ("delete from entries where id = 3", "2 signs 1 rows of entries, 3 to 3"),
        ("update articles set digest = 'sha256:00' where id = 1", "1 signs 2 wordings; they are not those that stand there."),
        ("update articles set run = 1 where id = 3", "1 signs 2 wordings; they are not those that stand there."),
        ("update manifests set content = replace(content, '\"run\": 1', '\"run\": 9') where run = 1", "1 is not what was signed"),
        ("update manifests set digest = 'sha256:00' where run = 1", "1 is not what was signed"),
        ("update manifests set previous = null where run = 2", "2 is not what was signed"),
        ("delete from manifests where run = 1", "2 does not follow the manifest before it"),
        ("delete from manifests where run = 2", "2 is not there, though the run ended."),
        ("update manifests set content = '{' where run = 1", "1 is not what was signed"),
        ("update manifests set content = '[]' where run = 1", "1 is not what was signed"),
    ],
)  # fmt: skip
def test_what_was_signed_and_is_other_now_is_told_by_run(path: Path, sql: str, words: str) -> None:
    a_run(path, 7, 8)
    a_run(path, 9)
    change(path, sql)

    assert any(message.startswith(words) for message in broken(path)), broken(path)


def test_history_rewritten_with_all_its_digests_shows_in_the_last_one(path: Path) -> None:
    """Whoever noted the last digest elsewhere can tell; nobody else could."""
    a_run(path, 7)
    a_run(path, 8)
    with closing(sqlite3.connect(path)) as conn:
        noted = manifests.last_digest(conn)
    with Archive(path) as archive:
        archive.begin()
        archive.db.execute("update captures set status = 404 where id = 1")
        archive.db.execute("delete from manifests")
        for run in (1, 2):
            manifests.sign(archive.db, run, None)
        archive.commit()

    assert broken(path) == []
    with closing(sqlite3.connect(path)) as conn:
        assert manifests.last_digest(conn) != noted


def test_a_wording_that_a_later_run_makes_fuller_or_replaces_breaks_no_signature(path: Path) -> None:
    a_run(path, 7, headline=None)
    a_run(path, 7, hours=1)
    a_run(path, 7, hours=2, body=("Das Boot schwimmt.",))
    a_run(path, 7, hours=3, body=("Das Boot schwimmt.",))
    a_run(path, 7, hours=-3, body=("Das Boot liegt noch am Steg.",))

    assert [content["wordings"]["count"] for content in signed(path)] == [1, 1, 1, 0, 1]
    assert broken(path) == []


def test_a_killed_run_is_signed_by_the_next_before_that_adds_anything(path: Path) -> None:
    a_run(path, 7)
    a_run(path, 8, ends=False)
    assert len(signed(path)) == 1

    a_run(path, 9)

    _, killed, last = signed(path)
    assert (killed["run"], killed["ended_by"], killed["captures"]["count"]) == (2, 3, 1)
    assert (last["ended_by"], last["captures"]["count"], last["articles"]["count"]) == (None, 1, 1)
    assert broken(path) == []


def test_a_run_ends_though_the_manifest_before_is_damaged(path: Path) -> None:
    a_run(path, 7)
    change(path, "update manifests set content = substr(content, 2)")

    a_run(path, 8)

    assert broken(path)[0].startswith("1 is not what was signed")
    assert "2 " not in "".join(broken(path))


def test_a_run_that_kept_nothing_signs_nothing(path: Path) -> None:
    a_run(path, 7)
    with Archive(path) as archive:
        Run(archive=archive, spider="listings", arguments={}).end("finished")

    assert len(signed(path)) == 1


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(editions=["pl"], days=2) as replica:
        replica.switches.page_size = 10
        yield replica


def test_a_run_signs_its_warc_files_as_it_closed_them(tmp_path: Path, replica: Replica) -> None:
    place = Place(tmp_path, replica)
    assert place.crawl("edition=pl", "pages=1").returncode == 0

    (content,) = signed(place.archive)

    assert content["files"] == [
        {
            "name": file.name,
            "size": file.stat().st_size,
            "digest": "sha256:" + hashlib.sha256(file.read_bytes()).hexdigest(),
        }
        for file in sorted(place.captures.iterdir())
    ]
    assert len(content["files"]) == 1


def test_the_warc_file_of_a_killed_run_is_signed_as_it_was_found(tmp_path: Path, replica: Replica) -> None:
    place = Place(tmp_path, replica)
    replica.forget_requests()
    place.killed(lambda: place.archive.exists() and len(replica.requests) >= 6, "edition=pl")
    killed = {file.name: file.read_bytes() for file in place.captures.iterdir()}

    assert place.crawl("edition=pl").returncode == 0

    files = {file["name"]: file["digest"] for content in signed(place.archive) for file in content["files"]}
    for name, content in killed.items():
        assert files[name] == "sha256:" + hashlib.sha256(content).hexdigest()
    assert told(look(place)) == ""


def test_a_file_that_is_gone_when_it_should_be_signed_is_said_to_be(tmp_path: Path, replica: Replica) -> None:
    place = Place(tmp_path, replica)
    replica.forget_requests()
    place.killed(lambda: place.archive.exists() and len(replica.requests) >= 6, "edition=pl")
    shutil.rmtree(place.captures)

    assert place.crawl("edition=pl").returncode == 0

    (file,) = signed(place.archive)[0]["files"]
    assert file["not_read"] == "No such file or directory"
    assert f"There is no file {place.captures / file['name']}" in told(look(place))
