"""How every answer, and everything that is taken in, is kept to the byte."""

import errno
import gzip
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings
from warcio.archiveiterator import ArchiveIterator

from belta_scraper.errors import ArchiveNotUsable, ArgumentNotUnderstood
from belta_scraper.files import Held, held_at, held_in
from belta_scraper.items import Capture
from pipelines.archive.captures import Asked, KeepCaptures, KeptBytes, keep_capture
from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run
from tests import pywb, warcs

URL = "https://deu.belta.by/sport/view/ruderklub-7-2026/"
PAGE = "<html><body>Свежы хлеб, 面包, Brot</body></html>".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "captures"


@pytest.fixture
def kept(folder: Path, run: Run) -> Iterator[KeptBytes]:
    asked = Asked(folder=folder, kinds=frozenset({"articles", "listings", "other"}), file_bytes=2**30)
    kept = KeptBytes(asked, run, "a test")
    yield kept
    kept.close()


def exchanged(
    kept: KeptBytes, body: bytes = PAGE, *, url: str = URL, status: int = 200, kind: str = "articles",
    asked: dict[str, str] | None = None, **headers: str | list[str],
) -> dict[str, Any]:  # fmt: skip
    """Let an answer come, as Scrapy would; what its `meta` says afterwards."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(url, headers=asked, meta={"address": url, "canonical": url, "kind": kind})
    response = Response(
        url, status=status, headers=named, body=body, ip_address=ip_address("127.0.0.1"), protocol="HTTP/1.1"
    )
    KeepCaptures(kept).response_downloaded(response, request)
    return request.meta


def row(kept: KeptBytes, meta: dict[str, Any], body: bytes = PAGE, **more: Any) -> int:
    """Write the row of an answer, as a spider and the pipeline would."""
    capture = Capture(
        source=meta["address"], url=meta["canonical"], edition="de", fetched_at=meta["fetched_at"], status=200,
        digest=meta.get("digest") or f"sha256:{sha256(body).hexdigest()}", size=meta.get("size", len(body)),
        warc_file=meta["warc_file"], warc_offset=meta["warc_offset"], same_as=meta.get("same_as"),
    )  # fmt: skip
    kept.run.archive.begin()
    return keep_capture(kept.run.archive.db, kept.run.id, replace(capture, **more))


def records(folder: Path) -> list[Any]:
    """Type, headers and bytes of all records, as warcio reads them."""
    return [each for file in sorted(folder.glob("*.warc.gz")) for each in _records(file)]


def _records(file: Path) -> Iterator[Any]:
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream):
            yield record.rec_type, record.rec_headers, record.http_headers, record.raw_stream.read()


def check(folder: Path) -> None:
    """warcio finds no record whose bytes are not those of its digest."""
    files = [str(file) for file in sorted(folder.glob("*.warc.gz"))]
    assert files
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", *files], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "digest pass" in checked.stdout
    assert not checked.stderr


def test_an_answer_is_kept_as_it_came_with_what_was_asked(kept: KeptBytes, folder: Path) -> None:
    packed = gzip.compress(PAGE, mtime=0)
    meta = exchanged(
        kept, packed, url=URL + "?seite=1", asked={"User-Agent": "belta-archive", "Accept-Encoding": "gzip, deflate"},
        Content_Encoding="gzip", Content_Type="text/html", Set_Cookie=["a=1", "b=2"], X_Greeting="Прывітанне",
    )  # fmt: skip

    held = held_at(folder, meta["warc_file"], meta["warc_offset"])
    assert isinstance(held, Held)
    assert held.body == PAGE
    assert held.record is not None
    assert held.record.payload == packed
    lines = held.record.http_header.split(b"\r\n")
    assert lines[0] == b"HTTP/1.1 200 OK"
    assert {
        b"Content-Encoding: gzip", b"Set-Cookie: a=1", b"Set-Cookie: b=2",
        "X-Greeting: Прывітанне".encode(), b"Content-Length: %d" % len(packed),
    } <= set(lines)  # fmt: skip
    told = [(kind, headers["WARC-Target-URI"]) for kind, headers, _, _ in records(folder)]
    assert told == [("warcinfo", None), ("response", URL + "?seite=1"), ("request", URL + "?seite=1")]
    _, answer, question = records(folder)
    assert answer[1]["WARC-IP-Address"] == "127.0.0.1"
    assert question[1]["WARC-Concurrent-To"] == answer[1]["WARC-Record-ID"]
    assert question[1]["WARC-Date"] == answer[1]["WARC-Date"]
    assert question[2].statusline == "/sport/view/ruderklub-7-2026/?seite=1 HTTP/1.1"
    assert question[2]["Host"] == "deu.belta.by"
    assert question[2]["User-Agent"] == "belta-archive"
    check(folder)


@pytest.mark.parametrize("status", [200, 301, 404, 410, 451, 503, 599])
def test_the_status_is_the_real_one(kept: KeptBytes, folder: Path, status: int) -> None:
    meta = exchanged(kept, b"", status=status)

    held = held_at(folder, meta["warc_file"], meta["warc_offset"])

    assert isinstance(held, Held)
    assert (held.status, held.body) == (status, b"")


def test_an_unchanged_page_is_a_record_that_refers_to_the_first(kept: KeptBytes, folder: Path) -> None:
    first = exchanged(kept, Content_Type="text/html")
    number = row(kept, first)
    second = exchanged(kept, Content_Type="text/html", ETag='"b"')

    assert second["same_as"] == number
    (_, original, *_), _, (kind, revisit, header, payload), _ = records(folder)[1:]
    assert (kind, payload) == ("revisit", b"")
    assert revisit["WARC-Profile"].endswith("/revisit/identical-payload-digest")
    assert revisit["WARC-Refers-To-Target-URI"] == URL
    assert revisit["WARC-Refers-To-Date"] == original["WARC-Date"]
    assert revisit["WARC-Refers-To"] == original["WARC-Record-ID"]
    assert revisit["WARC-Payload-Digest"] == original["WARC-Payload-Digest"]
    assert header["ETag"] == '"b"'
    check(folder)
    # The third refers to the first as well: what a row leads to is never further than one step.
    row(kept, second)
    assert exchanged(kept, Content_Type="text/html")["same_as"] == number


def test_the_same_text_packed_otherwise_is_written_in_full(kept: KeptBytes, folder: Path) -> None:
    """A replay gives the bytes of the record that is referred to, so they must be the very same."""
    first = exchanged(kept, gzip.compress(PAGE, 1, mtime=0), Content_Encoding="gzip")
    row(kept, first)

    second = exchanged(kept, gzip.compress(PAGE, 9, mtime=1), Content_Encoding="gzip")

    assert "same_as" not in second
    held = held_at(folder, second["warc_file"], second["warc_offset"])
    assert isinstance(held, Held)
    assert held.body == PAGE


@pytest.mark.parametrize("loss", ["another address", "file gone", "record damaged", "another file there", "no row"])
def test_nothing_refers_to_what_is_not_there(kept: KeptBytes, folder: Path, loss: str) -> None:
    first = exchanged(kept)
    file = folder / first["warc_file"]
    number = None if loss == "no row" else row(kept, first)
    match loss:
        case "file gone":
            file.unlink()
        case "record damaged":
            file.write_bytes(b"\0" * file.stat().st_size)
        case "another file there":
            warcs.write(file, [warcs.response(URL, b"something else" * 100)] * 3)
    kept.close()
    kept.earlier.known.clear()

    second = exchanged(kept, url=URL.replace("7", "8") if loss == "another address" else URL)

    assert second.get("same_as") is None, number
    held = held_at(folder, second["warc_file"], second["warc_offset"])
    assert isinstance(held, Held)
    assert held.body == PAGE


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ({"If-None-Match": '"a"'}, {}),
        ({"If-None-Match": '"a"', "If-Modified-Since": "Wed, 30 Sep 2026 12:00:00 GMT"}, {"ETag": 'W/"a"'}),
        ({"If-Modified-Since": "Wed, 30 Sep 2026 12:00:00 GMT"}, {}),
    ],
    ids=["etag", "both", "date"],
)
def test_an_answer_that_nothing_was_modified_leads_to_the_bytes(
    kept: KeptBytes, folder: Path, asked: dict[str, str], answered: dict[str, str]
) -> None:
    first = exchanged(kept, ETag='"a"')
    number = row(kept, first, etag='"a"', last_modified="Wed, 30 Sep 2026 12:00:00 GMT")
    other = exchanged(kept, b"<html>another wording</html>")
    row(kept, other, b"<html>another wording</html>", etag='"c"', last_modified="Thu, 01 Oct 2026 12:00:00 GMT")

    meta = exchanged(kept, b"", status=304, asked=asked, **answered)

    assert (meta["same_as"], meta["digest"], meta["size"]) == (number, f"sha256:{sha256(PAGE).hexdigest()}", len(PAGE))
    kind, revisit, header, _ = records(folder)[-2]
    assert (kind, header.statusline) == ("revisit", "304 Not Modified")
    assert revisit["WARC-Profile"].endswith("/revisit/server-not-modified")
    assert revisit["WARC-Refers-To-Target-URI"] == URL
    assert revisit["WARC-Refers-To-Date"] == records(folder)[1][1]["WARC-Date"]
    check(folder)


def test_an_answer_that_nothing_was_modified_of_nothing_we_have_leads_nowhere(kept: KeptBytes, folder: Path) -> None:
    meta = exchanged(kept, b"", status=304, asked={"If-None-Match": '"a"'})

    assert meta["warc_file"] is None
    assert "same_as" not in meta
    assert records(folder)[1][0] == "revisit"


def test_a_file_that_has_grown_enough_is_followed_by_the_next(folder: Path, run: Run) -> None:
    kept = KeptBytes(Asked(folder=folder, kinds=frozenset({"other"}), file_bytes=4000), run, "a test")
    bodies = [sha256(bytes([number])).hexdigest().encode() * 20 for number in range(20)]
    metas = [exchanged(kept, body, kind="other") for body in bodies]
    kept.close()

    files = sorted(folder.iterdir())
    assert len(files) > 2
    assert [file.name[-13:] for file in files] == [f"{number:05}.warc.gz" for number in range(len(files))]
    assert all(4000 <= file.stat().st_size < 6000 for file in files[:-1])
    assert [kind for kind, *_ in records(folder)].count("warcinfo") == len(files)
    for meta, body in zip(metas, bodies, strict=True):
        held = held_at(folder, meta["warc_file"], meta["warc_offset"])
        assert isinstance(held, Held)
        assert held.body == body
    check(folder)


def test_only_what_was_asked_for_is_kept(folder: Path, run: Run) -> None:
    kept = KeptBytes(Asked(folder=folder, kinds=frozenset({"listings"}), file_bytes=2**30), run, "a test")

    assert "warc_file" not in exchanged(kept, kind="articles")
    assert "warc_file" not in exchanged(kept, kind="other")
    assert "warc_file" in exchanged(kept, kind="listings")
    kept.close()
    assert len(records(folder)) == 3


def test_an_exchange_about_no_page_of_the_site_is_not_kept(kept: KeptBytes, folder: Path) -> None:
    request = Request("http://127.0.0.1:1/belta/cdx")

    KeepCaptures(kept).response_downloaded(Response(request.url), request)

    assert not folder.exists()


class _FullDisk:
    """A file on a disk with room for so many bytes more."""

    def __init__(self, file: Any, room: int) -> None:
        self.file = file
        self.room = room

    def write(self, piece: memoryview) -> int:
        if self.room == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = self.file.write(piece[: self.room])
        self.room -= written
        return int(written)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@pytest.mark.parametrize("room", [0, 1, 300, 700])
def test_a_disk_that_is_full_leaves_whole_records_and_ends_the_run(kept: KeptBytes, folder: Path, room: int) -> None:
    exchanged(kept)
    whole = records(folder)
    kept.files._file = _FullDisk(kept.files._file, room)  # type: ignore[assignment]

    meta = exchanged(kept, sha256(b"x").hexdigest().encode() * 50)

    assert "warc_file" not in meta
    assert kept.run.failed is not None
    assert "No space left on device" in kept.run.failed
    assert "CAPTURES" in kept.run.failed
    assert [kind for kind, *_ in records(folder)] == [kind for kind, *_ in whole]
    check(folder)
    # Nothing is written any more, and nobody is told that it was.
    assert "warc_file" not in exchanged(kept)


def test_the_disk_is_waited_for_once_before_a_commit_and_not_for_each_record(
    kept: KeptBytes, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    assert kept.run.id
    monkeypatch.setattr("pipelines.archive.captures.writing.fsync", waited.append)
    archive.begin()
    for _ in range(10):
        row(kept, exchanged(kept))
    assert waited == []

    archive.commit()
    assert len(waited) == 2  # the file, and the folder that has its name
    archive.begin()
    archive.commit()
    assert len(waited) == 2
    row(kept, exchanged(kept))
    archive.commit()
    assert len(waited) == 3


def test_rows_are_not_committed_where_their_bytes_do_not_last(
    kept: KeptBytes, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    assert kept.run.id
    monkeypatch.setattr("pipelines.archive.captures.writing.fsync", fails)
    row(kept, exchanged(kept))

    with pytest.raises(
        ArchiveNotUsable, match=r"Captures cannot be written to .* \(Input/output error\); set CAPTURES"
    ):
        archive.commit()
    monkeypatch.undo()
    assert kept.run.failed
    assert archive.db.execute("select count(*) from captures").fetchone() == (0,)


@pytest.mark.parametrize(
    ("setting", "kinds"),
    [
        ("all", {"articles", "listings", "other"}), (" None ", set()), ("articles,listings", {"articles", "listings"}),
        (["other"], {"other"}),
    ],
)  # fmt: skip
def test_settings_say_what_is_kept(setting: object, kinds: set[str]) -> None:
    settings = BaseSettings({"CAPTURES": "x", "CAPTURE_RESPONSES": setting, "CAPTURE_FILE_MB": "0.5"})

    asked = Asked.in_settings(settings)

    assert set(asked.kinds) == kinds
    assert asked.file_bytes == 2**19


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAPTURE_RESPONSES", "pictures"), ("CAPTURE_RESPONSES", ""), ("CAPTURE_RESPONSES", "True"),
        ("CAPTURE_RESPONSES", "all,none"), ("CAPTURE_RESPONSES", None), ("CAPTURE_FILE_MB", "many"),
        ("CAPTURE_FILE_MB", "0"), ("CAPTURE_FILE_MB", "-1"), ("CAPTURE_FILE_MB", "inf"), ("CAPTURE_FILE_MB", "nan"),
    ],
)  # fmt: skip
def test_a_setting_that_says_something_else_is_answered_with_the_choices(name: str, value: object) -> None:
    given = {"CAPTURES": "x", "CAPTURE_RESPONSES": "all", "CAPTURE_FILE_MB": 1000, name: value}

    with pytest.raises(ArgumentNotUnderstood, match=f"{name} wants .* not {value!r}"):
        Asked.in_settings(BaseSettings(given))


# --- What is taken in ------------------------------------------------------------------------------


def taken(kept: KeptBytes, held: Held, *, url: str | None = None) -> Capture | None:
    """Take in what a file holds, as the spider does."""
    assert held.record is not None
    capture = Capture(
        source=held.source, url=url or held.url, edition="de", fetched_at=held.fetched_at, status=held.status,
        digest=f"sha256:{sha256(held.body).hexdigest()}", size=len(held.body),
    )  # fmt: skip
    return kept.keep_taken(capture, held.record)


def found_in(file: Path) -> list[Held]:
    return [held for held in held_in(file) if isinstance(held, Held)]


@pytest.mark.parametrize(
    ("name", "body", "form", "address"),
    [
        ("boot.txt", "MINSK, 3. Mai (BelTA) – Ein Boot.".encode(), "plain text", None),
        ("boot.html", PAGE, "page", None),
        ("Свежы хлеб 100%.html.gz", gzip.compress(PAGE), "page", None),
        ("boot.html", PAGE, "page", URL),
        ("wide.html", "<html>Свежы хлеб</html>".encode("utf-16"), "page", None),
    ],
    ids=["text", "page", "packed", "with its address", "in UTF-16"],
)
def test_a_file_is_kept_so_that_it_is_needed_no_more(
    tmp_path: Path, kept: KeptBytes, folder: Path, name: str, body: bytes, form: str, address: str | None
) -> None:
    file = tmp_path / name
    file.write_bytes(body)
    (held,) = found_in(file)

    capture = taken(kept, held, url=address)
    file.unlink()

    assert capture is not None
    assert capture.warc_file is not None
    assert capture.warc_offset is not None
    again = held_at(folder, capture.warc_file, capture.warc_offset)
    assert isinstance(again, Held)
    assert (again.body, again.form, again.url) == (held.body, form, address)
    assert again.fetched_at == held.fetched_at.replace(microsecond=0)
    assert records(folder)[1][0] == "resource"
    check(folder)


@pytest.mark.parametrize("name", ["theirs.warc.gz", "theirs.warc"])
def test_a_record_is_copied_with_its_own_headers(tmp_path: Path, kept: KeptBytes, folder: Path, name: str) -> None:
    block = warcs.answer(
        warcs.chunked(gzip.compress(PAGE)),
        "content-type:text/html", "Transfer-Encoding: chunked", "Content-Encoding: gzip", "X-Odd:   Прывітанне  ",
        status="200 Fein", protocol="HTTP/1.0",
    )  # fmt: skip
    theirs = warcs.record(
        "response", f"<{URL}>", block, version="1.0", WARC_IP_Address="10.0.0.7", WARC_Payload_Digest="sha1:WRONG",
        WARC_Warcinfo_ID="<urn:uuid:1>",
    )  # fmt: skip
    (held,) = found_in(warcs.write(tmp_path / name, [theirs]))

    capture = taken(kept, held)

    assert capture is not None
    again = held_at(folder, str(capture.warc_file), capture.warc_offset or 0)
    assert isinstance(again, Held)
    assert again.body == held.body == PAGE
    assert again.record is not None
    assert again.record.http_header + again.record.payload == block
    _, headers, _, _ = records(folder)[1]
    assert headers["WARC-Date"] == warcs.WHEN
    assert headers["WARC-IP-Address"] == "10.0.0.7"
    assert headers["WARC-Target-URI"] == URL
    assert headers["WARC-Warcinfo-ID"] is None
    check(folder)


def test_a_conversion_stays_one(tmp_path: Path, kept: KeptBytes, folder: Path) -> None:
    text = "MINSK, 3. Mai (BelTA) – Ein Boot.".encode()
    wet = warcs.record("conversion", URL, text, content_type="text/plain", WARC_Refers_To="<urn:uuid:1>")
    (held,) = found_in(warcs.write(tmp_path / "cc.wet.gz", [wet]))

    capture = taken(kept, held)

    assert capture is not None
    again = held_at(folder, str(capture.warc_file), capture.warc_offset or 0)
    assert isinstance(again, Held)
    assert (again.body, again.form) == (text, "plain text")
    assert records(folder)[1][1]["WARC-Refers-To"] == "<urn:uuid:1>"


def test_a_file_among_the_captures_stays_where_it_is_and_is_taken_in_once(kept: KeptBytes, folder: Path) -> None:
    (folder / "older").mkdir(parents=True)
    file = warcs.write(folder / "older" / "a.warc.gz", [warcs.response(URL, PAGE), warcs.response(URL, b"<html>2")])
    first, second = found_in(file)

    one, two = taken(kept, first), taken(kept, second)

    assert one is not None
    assert two is not None
    assert (one.warc_file, one.warc_offset) == ("older/a.warc.gz", 0)
    assert (two.warc_file, two.warc_offset) == ("older/a.warc.gz", second.warc_offset)
    again = held_at(folder, str(two.warc_file), two.warc_offset or 0)
    assert isinstance(again, Held)
    assert again.body == b"<html>2"
    assert [path for path in folder.rglob("*") if path.is_file()] == [file]
    kept.earlier.known.clear()
    assert taken(kept, first) is None


def test_what_cannot_be_read_by_itself_is_copied_from_among_the_captures_too(kept: KeptBytes, folder: Path) -> None:
    folder.mkdir()
    whole = folder / "whole.warc.gz"
    whole.write_bytes(gzip.compress(warcs.response(URL, b"<html>1") + warcs.response(URL, b"<html>2")))

    places = [capture.warc_file for held in found_in(whole) if (capture := taken(kept, held))]

    assert places[0] == "whole.warc.gz"
    assert places[1] != "whole.warc.gz"


def test_without_captures_nothing_is_written(tmp_path: Path, folder: Path, run: Run) -> None:
    kept = KeptBytes(Asked(folder=folder, kinds=frozenset(), file_bytes=2**30), run, "a test")
    (held,) = found_in(warcs.write(tmp_path / "a.warc.gz", [warcs.response(URL, PAGE)]))

    capture = taken(kept, held)

    assert capture is not None
    assert capture.warc_file is None
    assert not folder.exists()


def as_before(url: str, date: str, status: str = "200 OK") -> bytes:
    profile = "server-not-modified" if status.startswith("304") else "identical-payload-digest"
    return warcs.record(
        "revisit", url, warcs.answer(b"", "Transfer-Encoding: chunked", 'ETag: "b"', status=status), date=date,
        WARC_Profile=f"http://netpreserve.org/warc/1.1/revisit/{profile}", WARC_Refers_To_Date=warcs.WHEN,
        WARC_Refers_To_Target_URI=url,
    )  # fmt: skip


@pytest.mark.parametrize("where", ["elsewhere", "among the captures"])
@pytest.mark.parametrize("status", ["200 OK", "304 Not Modified"])
def test_a_record_that_says_as_before_leads_to_the_bytes(
    tmp_path: Path, kept: KeptBytes, folder: Path, where: str, status: str
) -> None:
    original, later = warcs.response(URL, PAGE), as_before(URL, "2026-10-01T09:00:00Z", status)
    place = tmp_path if where == "elsewhere" else folder
    place.mkdir(exist_ok=True)
    if where == "among the captures":  # as this project's own files have it, and as it is needed to refer to it
        original = original.replace(b"WARC-Date:", b"WARC-Payload-Digest: " + payload_digest(PAGE) + b"\r\nWARC-Date:")
    first, second = found_in(warcs.write(place / "a.warc.gz", [original, later]))

    one, two = taken(kept, first), taken(kept, second)

    assert one is not None
    assert two is not None
    assert one.same_as is None
    ((number,),) = kept.run.archive.db.execute("select id from captures where same_as is null").fetchall()
    assert two.same_as == number
    assert two.digest == one.digest
    if where == "among the captures":
        assert two.warc_file == "a.warc.gz"
    else:
        assert records(folder)[-1][1]["WARC-Profile"].endswith(
            "not-modified" if status.startswith("304") else "payload-digest"
        )
        check(folder)


def payload_digest(payload: bytes) -> bytes:
    from warcio.utils import Digester

    digester = Digester("sha1")
    digester.update(payload)
    return str(digester).encode()


# --- Played again by pywb --------------------------------------------------------------------------


@pywb.NEEDED
def test_pywb_plays_again_to_the_byte_what_came(tmp_path: Path, kept: KeptBytes, folder: Path) -> None:
    """Answers of the site, packed and not, a saved file, records of others, and what was as before."""
    long = PAGE * 50
    first = exchanged(kept, gzip.compress(long), Content_Encoding="gzip", Content_Type="text/html")
    bare = URL.replace("-7-", "-8-")
    exchanged(kept, PAGE, url=bare, Content_Type="text/html; charset=utf-8")
    (tmp_path / "saved.html").write_bytes(PAGE * 2)
    saved, in_pieces = URL.replace("-7-", "-9-"), URL.replace("-7-", "-10-")
    taken(kept, found_in(tmp_path / "saved.html")[0], url=saved)
    pieces = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    theirs = warcs.response(in_pieces, pieces, "Content-Type: text/html", "Transfer-Encoding: chunked")
    later, not_modified = "2026-10-01T09:00:00Z", "2026-10-02T09:00:00Z"
    records = [theirs, as_before(in_pieces, later), as_before(in_pieces, not_modified, "304 Not Modified")]
    for held in found_in(warcs.write(tmp_path / "theirs.warc.gz", records)):
        assert taken(kept, held) is not None
    kept.close()
    assert len(list(folder.iterdir())) == 1

    with pywb.replaying(tmp_path / "pywb", *folder.iterdir()) as base:
        moment = first["fetched_at"].strftime("%Y%m%d%H%M%S")
        assert gunzipped(pywb.as_it_came(base, moment, URL)) == long
        assert pywb.as_it_came(base, moment, bare) == PAGE
        assert pywb.as_it_came(base, moment, saved) == PAGE * 2
        for when in (warcs.WHEN, later):
            assert pywb.as_it_came(base, "".join(filter(str.isdigit, when)), in_pieces) == PAGE
        # The last one: nothing was modified, and pywb says so.
        assert pywb.status_of(base, "".join(filter(str.isdigit, not_modified)), in_pieces) == 304


def gunzipped(body: bytes) -> bytes:
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
