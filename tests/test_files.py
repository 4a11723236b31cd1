"""What captures a path holds."""

import gzip
import io
import os
import sys
import zipfile
from datetime import UTC, datetime
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from belta_scraper.errors import ArgumentNotUnderstood
from belta_scraper.files import (
    Held,
    Originals,
    Passed,
    Unreadable,
    files_at,
    held_at,
    held_in,
    revisits_left,
    seen_in,
)
from tests import warcs

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

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


def url(number: int) -> str:
    return f"https://deu.belta.by/sport/view/x-{number}-2026/"


def page(number: int) -> bytes:
    return b"<html><body>%d %s</body></html>" % (number, os.urandom(2000).hex().encode())


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("kind", ["zeros", "noise", "hole", "length"])
def test_damage_in_the_middle_of_a_warc_file_costs_no_record_but_the_damaged(
    tmp_path: Path, packed: bool, kind: str
) -> None:
    records = [warcs.response(url(number), page(number)) for number in range(5)]
    pieces = [gzip.compress(each) if packed else each for each in records]
    begin, third = sum(map(len, pieces[:2])), pieces[2]
    match kind:
        case "zeros":
            third = third[:100] + bytes(300) + third[400:]
        case "noise":
            third = os.urandom(len(third))
        case "hole":
            third = third[: len(third) // 2]
        case "length" if packed:
            third = gzip.compress(records[2].replace(b"Content-Length: ", b"Content-Length: 9"))
        case "length":
            third = third.replace(b"WARC/1.1", b"WARC?1.1")
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(b"".join([*pieces[:2], third, *pieces[3:]]))

    told = list(held_in(path))

    whole = {held.url for held in told if isinstance(held, Held)}
    lost = [each for each in told if isinstance(each, Unreadable)]
    if packed:
        assert whole == {url(0), url(1), url(3), url(4)}
        assert [each.source for each in lost] == [f"crawl.warc.gz#{begin}"]
        assert f"crawl.warc.gz#{begin}" in lost[0].reason
    else:
        # Nothing but its length says where an unpacked record ends: of these some are seen to be damaged.
        assert {url(0), url(1), url(4)} <= whole
        assert all("crawl.warc#" in each.reason for each in lost)


def test_a_byte_that_was_changed_in_a_packed_record_is_noticed_wherever_it_stands(tmp_path: Path) -> None:
    records = [warcs.response(url(number), page(number)) for number in range(2)]
    packed = [gzip.compress(each) for each in records]
    for at in range(20, len(packed[0]), 97):
        damaged = bytearray(packed[0])
        damaged[at] ^= 0x10
        path = tmp_path / "crawl.warc.gz"
        path.write_bytes(bytes(damaged) + packed[1])

        told = list(held_in(path))

        assert [type(each) for each in told] == [Unreadable, Held], at


def test_zeros_behind_the_last_record_are_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(warcs.response(url(1), page(1))) + bytes(200_000))

    assert [type(each) for each in held_in(path)] == [Held]


def test_a_warc_file_packed_as_a_whole_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "whole.warc.gz"
    path.write_bytes(gzip.compress(b"".join(warcs.response(url(number), page(number)) for number in range(4))))

    told = list(held_in(path))

    assert [held.url for held in told if isinstance(held, Held)] == [url(number) for number in range(4)]
    assert len({held.source for held in told}) == 4
    # Only the first can be read from its offset alone; what cannot is to be copied.
    assert [held.warc_offset for held in told if isinstance(held, Held)] == [0, None, None, None]


TEXT = "<html><body>Свежы хлеб, 面包</body></html>"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(TEXT.encode()), ["Content-Encoding: gzip"]),
        (gzip.compress(TEXT[:9].encode()) + gzip.compress(TEXT[9:].encode()), ["content-encoding:  x-gzip"]),
        (warcs.deflated(TEXT.encode()), ["Content-Encoding: deflate"]),
        (warcs.deflated(TEXT.encode(), bare=True), ["Content-Encoding: Deflate"]),
        (brotli.compress(TEXT.encode()), ["Content-Encoding: br"]),
        (zstd.compress(TEXT.encode()), ["Content-Encoding: zstd"]),
        (warcs.chunked(TEXT.encode()), ["Transfer-Encoding: chunked"]),
        (warcs.chunked(gzip.compress(TEXT.encode())), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (brotli.compress(gzip.compress(TEXT.encode())), ["Content-Encoding: gzip, br"]),
        (TEXT.encode(), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (TEXT.encode(), ["Content-Encoding: br"]),
        (TEXT.encode(), ["Content-Encoding: zstd"]),
        (TEXT.encode(), ["Content-Encoding: identity"]),
    ],
    ids=[
        "gzip", "two members", "deflate", "bare deflate", "brotli", "zstd", "chunks", "gzip in chunks", "twice",
        "unpacked already", "brotli unpacked already", "zstd unpacked already", "identity",
    ],
)  # fmt: skip
def test_a_page_is_unpacked_as_it_was_packed_for_the_way(tmp_path: Path, body: bytes, headers: list[str]) -> None:
    path = warcs.write(tmp_path / "crawl.warc.gz", [warcs.response(url(1), body, "Content-Type: text/html", *headers)])

    (held,) = held_in(path)

    assert isinstance(held, Held)
    assert held.body == TEXT.encode()
    assert held.record is not None
    assert held.record.payload == body


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (gzip.compress(TEXT.encode())[:-9], "Content-Encoding: gzip"),
        (warcs.deflated(TEXT.encode())[:-9], "Content-Encoding: deflate"),
        (brotli.compress(os.urandom(500).hex().encode())[:-20], "Content-Encoding: br"),
        (zstd.compress(os.urandom(500).hex().encode())[:-20], "Content-Encoding: zstd"),
        (warcs.chunked(TEXT.encode())[:-30], "Transfer-Encoding: chunked"),
    ],
    ids=["gzip", "deflate", "brotli", "zstd", "chunks"],
)
def test_half_a_page_is_never_taken_for_a_whole_one(tmp_path: Path, body: bytes, header: str) -> None:
    path = warcs.write(tmp_path / "crawl.warc", [warcs.response(url(1), body, header), warcs.response(url(2), b"two")])

    first, second = held_in(path)

    assert isinstance(first, Unreadable)
    assert "crawl.warc#0 cannot be unpacked" in first.reason
    assert isinstance(second, Held)


def test_a_record_that_its_writer_cut_off_is_told(tmp_path: Path) -> None:
    cut = warcs.record("response", url(1), warcs.answer(b"<html>half"), WARC_Truncated="length")
    path = warcs.write(tmp_path / "cc.warc.gz", [cut])

    (told,) = held_in(path)

    assert isinstance(told, Unreadable)
    assert "is cut off (length)" in told.reason


@pytest.mark.parametrize("date", [None, "yesterday", "2026"])
def test_a_record_without_a_time_is_told_and_costs_nothing_else(tmp_path: Path, date: str | None) -> None:
    records = [warcs.response(url(1), b"one", date=date), warcs.response(url(2), b"two")]
    path = warcs.write(tmp_path / "crawl.warc.gz", records)

    first, second = held_in(path)

    assert isinstance(first, Unreadable)
    assert "has no date that can be read" in first.reason
    assert isinstance(second, Held)


def test_nanoseconds_of_a_date_are_read(tmp_path: Path) -> None:
    path = warcs.write(tmp_path / "c.warc", [warcs.response(url(1), b"x", date="2026-09-30T09:00:00.123456789Z")])

    (held,) = held_in(path)

    assert isinstance(held, Held)
    assert held.fetched_at.replace(microsecond=0) == datetime(2026, 9, 30, 9, tzinfo=UTC)


def test_wgets_files_are_read(tmp_path: Path) -> None:
    """Old ones put addresses in brackets; their log and arguments are no captures."""
    arguments = "metadata://gnu.org/software/wget/warc/wget_arguments.txt"
    path = warcs.write(
        tmp_path / "wget.warc.gz",
        [
            warcs.record("warcinfo", None, b"software: Wget/1.19 (linux-gnu)\r\n", content_type="application/warc-fields"),
            warcs.record("request", f"<{url(1)}>", b"GET / HTTP/1.1\r\n\r\n"),
            warcs.record("response", f"<{url(1)}>", warcs.answer(warcs.chunked(TEXT.encode()), "Transfer-Encoding: chunked"), version="1.0"),
            warcs.record("metadata", "metadata://gnu.org/software/wget/warc/MANIFEST.txt", b"x", content_type="text/plain"),
            warcs.record("resource", arguments, b"wget -r", content_type="text/plain"),
        ],
    )  # fmt: skip

    (held,) = held_in(path)

    assert isinstance(held, Held)
    assert (held.url, held.body) == (url(1), TEXT.encode())


def test_common_crawls_text_is_plain_text(tmp_path: Path) -> None:
    path = warcs.write(
        tmp_path / "cc.wet.gz",
        [
            warcs.record("warcinfo", None, b"isPartOf: CC\r\n"),
            warcs.record("conversion", url(1), "MINSK, 3. Mai (BelTA) – Ein Boot.".encode(), content_type="text/plain"),
        ],
    )

    (held,) = held_in(path)

    assert isinstance(held, Held)
    assert (held.form, held.url, held.status) == ("plain text", url(1), None)


def test_an_arc_file_is_read(tmp_path: Path) -> None:
    """The form that came before WARC: the Internet Archive's until 2008."""
    block = warcs.answer(TEXT.encode())
    version = b"1 0 Internet\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://x.arc 0.0.0.0 20070515120000 text/plain %d\n" % len(version)
    one = b"http://www.belta.by/ru/all_news/society/Hleb_i_1.html 10.0.0.1 20070515120001 text/html %d\n" % len(block)
    for name, records in {
        "x.arc": [head + version + b"\n" + one + block + b"\n"],
        "x.arc.gz": [gzip.compress(head + version + b"\n"), gzip.compress(one + block + b"\n")],
    }.items():
        path = tmp_path / name
        path.write_bytes(b"".join(records))

        (held,) = held_in(path)

        assert isinstance(held, Held)
        assert (held.status, held.body, held.fetched_at) == (
            200,
            TEXT.encode(),
            datetime(2007, 5, 15, 12, 0, 1, tzinfo=UTC),
        )


def test_browsertrix_wacz_holds_several_warc_files(tmp_path: Path) -> None:
    path = tmp_path / "crawl.wacz"
    with zipfile.ZipFile(path, "w") as wacz:
        wacz.writestr("datapackage.json", "{}")
        for number in (1, 2):
            records = [
                warcs.response(url(number), brotli.compress(TEXT.encode()), "content-encoding: br"),
                warcs.record("resource", f"urn:text:{url(number)}", b"text", content_type="text/plain"),
                warcs.record("resource", f"urn:pageinfo:{url(number)}", b"{}", content_type="application/json"),
            ]
            wacz.writestr(f"archive/rec-{number}.warc.gz", b"".join(map(gzip.compress, records)))

    first, second = held_in(path)

    assert isinstance(first, Held)
    assert isinstance(second, Held)
    assert (first.source, first.url) == ("crawl.wacz/archive/rec-1.warc.gz#0", url(1))
    assert (second.source, second.body) == ("crawl.wacz/archive/rec-2.warc.gz#0", TEXT.encode())


def test_a_wacz_that_is_no_zip_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "crawl.wacz").write_bytes(b"PK\x03\x04 and nothing more")

    (told,) = held_in(tmp_path / "crawl.wacz")

    assert isinstance(told, Unreadable)
    assert "crawl.wacz" in told.reason


@pytest.mark.parametrize("name", ["crawl.warc.gz.open", "download", "crawl.txt.gz"])
def test_a_file_of_records_is_known_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(warcs.response(url(1), page(1))))

    (held,) = held_in(path)

    assert isinstance(held, Held)
    assert held.url == url(1)


def test_only_addresses_that_are_wanted_are_unpacked(tmp_path: Path) -> None:
    picture = warcs.response("https://deu.belta.by/a.png", b"\x89PNG", "Content-Type: image/png")
    path = warcs.write(tmp_path / "crawl.warc.gz", [picture, warcs.response(url(1), b"one")])

    passed, held = seen_in(path, wants=lambda address: "/view/" in address)

    assert isinstance(passed, Passed)
    assert isinstance(held, Held)


# --- As it was before ------------------------------------------------------------------------------


def as_before(number: int, *, of: str, digest: str | None = None, status: str = "200 OK") -> bytes:
    not_modified = status.startswith("304")
    profile = "server-not-modified" if not_modified else "identical-payload-digest"
    more = (
        {"WARC_Payload_Digest": digest}
        if digest
        else {"WARC_Refers_To_Date": of, "WARC_Refers_To_Target_URI": url(number)}
    )
    return warcs.record(
        "revisit", url(number), warcs.answer(b"", "Content-Type: text/html", 'ETag: "b"', status=status),
        date="2026-10-01T09:00:00Z", WARC_Profile=f"http://netpreserve.org/warc/1.1/revisit/{profile}", **more,
    )  # fmt: skip


@pytest.mark.parametrize("status", ["200 OK", "304 Not Modified"])
@pytest.mark.parametrize("by", ["date", "digest"])
@pytest.mark.parametrize("order", ["before", "after", "in another file", "in a later file"])
def test_a_page_that_was_as_before_is_given_with_its_bytes(tmp_path: Path, status: str, by: str, order: str) -> None:
    original = warcs.record("response", url(1), warcs.answer(TEXT.encode()), WARC_Payload_Digest="sha1:AAAA")
    later = as_before(1, of=warcs.WHEN, digest="SHA1:AAAA" if by == "digest" else None, status=status)
    match order:
        case "before":
            files = {"a.warc.gz": [original, later]}
        case "after":
            files = {"a.warc.gz": [later, original]}
        case "in another file":
            files = {"a.warc.gz": [original], "b.warc": [later]}
        case _:
            files = {"a.warc.gz": [later], "b.warc": [original]}
    originals = Originals()

    told = [
        each
        for name, records in files.items()
        for each in seen_in(warcs.write(tmp_path / name, records), originals=originals)
    ]
    told += revisits_left(originals)

    first, second = sorted((each for each in told if isinstance(each, Held)), key=lambda held: held.fetched_at)
    assert second.body == first.body == TEXT.encode()
    assert second.fetched_at == datetime(2026, 10, 1, 9, tzinfo=UTC)
    assert (first.status, second.status) == (200, int(status[:3]))
    assert (first.etag, second.etag) == (None, '"b"')


def test_a_page_that_was_as_before_without_what_was_before_is_told(tmp_path: Path) -> None:
    path = warcs.write(tmp_path / "a.warc.gz", [as_before(1, of="2020-01-01T00:00:00Z")])
    originals = Originals()

    assert list(seen_in(path, originals=originals)) == []
    (told,) = revisits_left(originals)

    assert isinstance(told, Unreadable)
    assert "what was before is in none of the files" in told.reason


# --- One record ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.warc"])
def test_one_record_is_read_at_its_place_alone(tmp_path: Path, name: str) -> None:
    bodies = [page(number) for number in range(3)]
    path = warcs.write(tmp_path / name, [warcs.response(url(number), body) for number, body in enumerate(bodies)])

    for held in list(held_in(path)):
        assert isinstance(held, Held)
        assert held.warc_offset is not None
        assert held_at(tmp_path, name, held.warc_offset) == held


def test_a_place_that_holds_no_bytes_is_told(tmp_path: Path) -> None:
    records = [
        warcs.record("warcinfo", None, b"software: x\r\n", content_type="application/warc-fields"),
        as_before(1, of=warcs.WHEN),
        warcs.record("response", url(1), warcs.answer(b"one"), WARC_Block_Digest="sha1:" + "A" * 32),
        warcs.response(url(2), b"two"),
    ]
    path = warcs.write(tmp_path / "crawl.warc.gz", records)
    offsets = [sum(len(gzip.compress(each)) for each in records[:number]) for number in range(5)]

    for offset, words in zip(
        offsets, ["of type warcinfo", "that a page was as before", "not those of its digest", None, "ends before it"],
        strict=True,
    ):  # fmt: skip
        told = held_at(tmp_path, path.name, offset)
        if words is None:
            assert isinstance(told, Held)
        else:
            assert isinstance(told, Unreadable)
            assert words in told.reason
            assert f"crawl.warc.gz#{offset}" in told.reason
    told = held_at(tmp_path, path.name, offsets[3] + 5)
    assert isinstance(told, Unreadable)
    told = held_at(tmp_path, "nowhere.warc.gz", 0)
    assert isinstance(told, Unreadable)
    assert "There is no file" in told.reason


# --- Saved pages -----------------------------------------------------------------------------------

SAVED = "https://deu.belta.by/sport/view/ruderklub-7-2026/"


@pytest.mark.parametrize(
    ("note", "address", "when"),
    [
        (f"<!-- saved from url=(0049){SAVED} -->", SAVED, None),
        ("<!-- saved from url=(0014)about:internet -->", None, None),
        (
            f"<!--\n Page saved with SingleFile \n url: {SAVED} \n saved date: Mon Nov 23 2026 14:05:01 GMT+0300 (Moskau) -->",
            SAVED, datetime(2026, 11, 23, 11, 5, 1, tzinfo=UTC),
        ),
        (
            "<!-- Mirrored from deu.belta.by/sport/view/a-7-2026/?a=1&amp;b=2 by HTTrack Website Copier/3.x [XR&CO'2014], Mon, 23 Nov 2026 11:05:01 GMT -->",
            "https://deu.belta.by/sport/view/a-7-2026/?a=1&b=2", datetime(2026, 11, 23, 11, 5, 1, tzinfo=UTC),
        ),
        (
            f"<!-- saved from url=(0094)https://web.archive.org/web/20260930090000/{SAVED} -->",
            SAVED, datetime(2026, 9, 30, 9, tzinfo=UTC),
        ),
        (f"<!-- saved from url=(0070)http://127.0.0.1:8080/belta/20260930090000mp_/{SAVED} -->", SAVED, datetime(2026, 9, 30, 9, tzinfo=UTC)),
        ("<!-- nothing is said -->", None, None),
    ],
    ids=["browser", "a file", "SingleFile", "HTTrack", "from the Wayback Machine", "from pywb", "nothing"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_what_a_program_noted_in_a_page_it_saved_is_its_address_and_time(
    tmp_path: Path, note: str, address: str | None, when: datetime | None, encoding: str
) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(f"<!doctype html>\n{note}\n<html><body>Boot</body></html>".encode(encoding))
    os.utime(file, (1_800_000_000, 1_800_000_000))

    (held,) = held_in(file)

    assert isinstance(held, Held)
    assert held.url == address
    assert held.fetched_at == (when or datetime.fromtimestamp(1_800_000_000, UTC))


def test_a_page_saved_with_its_parts_in_one_file_is_read(tmp_path: Path) -> None:
    saved = MIMEMultipart("related")
    saved["Snapshot-Content-Location"] = SAVED
    saved["Date"] = "Mon, 23 Nov 2026 11:05:01 -0000"
    part = MIMEText("<html><body>Свежы хлеб</body></html>", "html", "utf-8")
    part["Content-Location"] = SAVED
    saved.attach(part)
    saved.attach(MIMEImage(b"\x89PNG", "png"))
    for name, body in {"p.mhtml": saved.as_bytes(), "p.mht.gz": gzip.compress(saved.as_bytes())}.items():
        (tmp_path / name).write_bytes(body)

        (held,) = held_in(tmp_path / name)

        assert isinstance(held, Held)
        assert (held.url, held.form) == (SAVED, "page")
        assert held.body == "<html><body>Свежы хлеб</body></html>".encode()
        assert held.fetched_at == datetime(2026, 11, 23, 11, 5, 1, tzinfo=UTC)


def test_a_file_of_parts_without_a_page_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.mhtml").write_bytes(b"Subject: x\r\n\r\ntext")

    (told,) = held_in(tmp_path / "p.mhtml")

    assert isinstance(told, Unreadable)
    assert "holds no page" in told.reason


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
