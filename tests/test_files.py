"""What captures a path holds."""

import gzip
import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from belta_scraper.errors import ArgumentNotUnderstood
from belta_scraper.files import Held, Unreadable, files_at, held_in

PAGE = "<!doctype html><html><body><h1>Ruderklub flickt Boot</h1></body></html>"


def test_a_text_file_is_plain_text_of_its_last_writing(tmp_path: Path) -> None:
    file = tmp_path / "boote.txt"
    file.write_text("MINSK, 3. Mai (BelTA) – Ein Boot.", encoding="utf-8")
    os.utime(file, (1_700_000_000, 1_700_000_000))

    (held,) = held_in(file)

    assert isinstance(held, Held)
    assert (held.source, held.form, held.url) == ("boote.txt", "plain text", None)
    assert held.fetched_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_saved_page_is_known_by_its_markup(tmp_path: Path, encoding: str, packed: bool) -> None:
    body = PAGE.encode(encoding)
    file = tmp_path / "page"
    file.write_bytes(gzip.compress(body) if packed else body)

    (held,) = held_in(file)

    assert isinstance(held, Held)
    assert held.body == body
    assert held.form == "page"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (bytes(range(256)) * 10, "is a binary file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100), "is a binary file"),
        (b"SQLite format 3\x00" + bytes(100), "is a binary file"),
        (gzip.compress(PAGE.encode() * 100)[:60], "cannot be unpacked"),
        (b"\x1f\x8bnot gzip at all", "cannot be unpacked"),
        (gzip.compress(b""), "is empty"),
    ],
    ids=["nothing", "blanks", "bytes", "picture", "database", "half a gzip file", "no gzip file", "gzip of nothing"],
)
def test_what_is_no_capture_is_told_with_its_name(tmp_path: Path, body: bytes, words: str) -> None:
    file = tmp_path / "odd.txt"
    file.write_bytes(body)

    (told,) = held_in(file)

    assert isinstance(told, Unreadable)
    assert words in told.reason
    assert "odd.txt" in told.reason


def warc(path: Path, bodies: list[bytes], *, packed: bool = True) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed, warc_version="WARC/1.1")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a test"}))
        for number, body in enumerate(bodies):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"https://deu.belta.by/sport/view/x-{number}-2026/", "response", payload=io.BytesIO(body),
                    http_headers=headers, warc_headers_dict={"WARC-Date": "2026-09-30T09:00:00Z"},
                )
            )  # fmt: skip


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_file_gives_every_response_with_its_offset(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    warc(path, [PAGE.encode(), b"<html>two</html>"], packed=packed)

    first, second = held_in(path)

    assert isinstance(first, Held)
    assert isinstance(second, Held)
    assert first.source == f"{path.name}#{first.warc_offset}"
    assert (first.url, first.status, first.content_type) == (
        "https://deu.belta.by/sport/view/x-0-2026/", 200, "text/html",
    )  # fmt: skip
    assert first.fetched_at == datetime(2026, 9, 30, 9, tzinfo=UTC)
    assert second.body == b"<html>two</html>"


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_file_cut_off_by_a_kill_gives_all_records_but_the_last(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    warc(path, [PAGE.encode(), os.urandom(4000).hex().encode()], packed=packed)
    path.write_bytes(path.read_bytes()[:-2000])

    first, *rest = held_in(path)

    assert isinstance(first, Held)
    assert [type(told) for told in rest] == [Unreadable]


def test_damage_in_the_middle_of_a_warc_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    warc(path, [PAGE.encode(), os.urandom(4000).hex().encode(), b"<html>three</html>"])
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2 : len(damaged) // 2 + 40] = bytes(40)
    path.write_bytes(damaged)

    told = list(held_in(path))

    assert isinstance(told[0], Held)
    assert any(isinstance(one, Unreadable) for one in told)


def test_a_folder_gives_its_captures_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "labels.jsonl", ".hidden", "picture.png"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "c.txt").write_text("text", encoding="utf-8")

    taken, set_aside = files_at(tmp_path)

    assert [file.name for file in taken] == ["a.html", "b.txt", "c.txt"]
    assert [file.name for file in set_aside] == [".hidden", "labels.jsonl", "picture.png"]


def test_a_path_that_is_not_there_is_answered_with_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(ArgumentNotUnderstood, match=r"There is nothing at .*nowhere"):
        files_at(tmp_path / "nowhere")
    with pytest.raises(ArgumentNotUnderstood, match="holds no captures"):
        files_at(tmp_path)
