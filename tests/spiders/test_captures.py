"""Captures are taken in from files of all kinds, and from an archive of captures."""

import gzip
import json
import resource
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from warcio.archiveiterator import ArchiveIterator

from belta_scraper.errors import ArgumentNotUnderstood
from belta_scraper.files import Held, held_at
from belta_scraper.replica import Replica
from belta_scraper.spiders.captures import CapturesSpider
from tests import pywb, warcs
from tests.crawling import ROOT, Place
from tests.wayback import Kept, Wayback


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(editions=["de"]) as replica:
        yield replica


def fetched(replica: Replica, path: str) -> bytes:
    with urllib.request.urlopen(replica.origins["de"] + path) as answer:
        body: bytes = answer.read()
        return body


@pytest.fixture(scope="module")
def pages(replica: Replica) -> dict[str, bytes]:
    """Pages of five articles, by their addresses."""
    stories = [story for story in replica.site("de").listed if story.year][:5]
    return {story.url: fetched(replica, story.path) for story in stories}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def every_row_leads_to_its_bytes(place: Place) -> int:
    """Of all rows; how many there are."""
    rows = place.rows(
        "select row.digest, row.size, holder.warc_file, holder.warc_offset from captures as row "
        "join captures as holder on holder.id = coalesce(row.same_as, row.id)"
    )
    for digest, size, warc_file, warc_offset in rows:
        assert warc_file is not None
        held = held_at(place.captures, warc_file, warc_offset)
        assert isinstance(held, Held), held
        assert (f"sha256:{sha256(held.body).hexdigest()}", len(held.body)) == (digest, size)
    return len(rows)


def warcio_finds_no_fault(place: Place) -> None:
    files = [str(file) for file in place.captures.glob("*.warc.gz")]
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", *files], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def replay(place: Place, base: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    given = [word for argument in (f"replay={base}", *arguments) for word in ("-a", argument)]
    return place.scrapy("crawl", "captures", *given)


# --- A crawl ---------------------------------------------------------------------------------------


class Packed(BaseHTTPRequestHandler):
    """Sends a page packed, in pieces, and only if it has changed: as real servers do, and the replica does not."""

    protocol_version = "HTTP/1.1"
    pages: ClassVar[dict[str, bytes]] = {}
    asked: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        page = self.pages.get(self.path)
        self.asked.append((self.path, self.headers["If-None-Match"]))
        if page is None:
            self.send_error(404)
        elif self.headers["If-None-Match"] == '"seven"':
            self.send_response(304)
            self.send_header("ETag", '"seven"')
            self.end_headers()
        else:
            self.send_response(200)
            for name, value in {
                "Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip", "Transfer-Encoding": "chunked",
                "ETag": '"seven"', "Vary": "Accept-Encoding, Cookie", "X-Cache": "a, b",
            }.items():  # fmt: skip
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(warcs.chunked(page, 500).replace(b"Trailer: x\r\n", b""))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def packed(replica: Replica) -> Iterator[str]:
    """The origin of a server that has the first page of the listing, and its articles."""
    paths = ["/all_news/", *(story.path for story in replica.site("de").listed)]
    Packed.pages = {path: gzip.compress(fetched(replica, path), mtime=0) for path in paths}
    Packed.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Packed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_what_comes_packed_and_in_pieces_is_kept_as_it_came_and_then_as_before(tmp_path: Path, packed: str) -> None:
    """A page that came twice, pages of which the server said that they are unmodified, and all of it read again."""
    for name in ("crawled", "again"):
        (tmp_path / name).mkdir()
    place, again = Place(tmp_path / "crawled"), Place(tmp_path / "again")
    settings = {"EDITION_ORIGINS": json.dumps({"de": packed}), "REVISIT_LADDER": "ever:1s"}

    for _ in range(2):
        assert place.crawl("edition=de", "pages=1", settings=settings).returncode == 0
    assert place.scrapy("crawl", "revisits", "-a", "edition=de", settings=settings).returncode == 0

    columns = "id, warc_file, warc_offset, digest, size, etag, status, same_as"
    listing = f"select {columns} from captures where source = 'https://deu.belta.by/all_news/' order by id"
    (number, warc_file, warc_offset, digest, size, etag, status, same_as), second = place.rows(listing)
    held = held_at(place.captures, warc_file, warc_offset)
    assert isinstance(held, Held)
    assert held.record is not None
    assert held.record.payload == Packed.pages["/all_news/"]
    assert held.body == gzip.decompress(held.record.payload)
    header = held.record.http_header.decode()
    assert header.startswith("HTTP/1.1 200 OK\r\n")
    for line in ("Content-Encoding: gzip", "Vary: Accept-Encoding, Cookie", 'Etag: "seven"', "X-Cache: a, b"):
        assert f"\r\n{line}\r\n" in header
    assert "Transfer-Encoding" not in header
    assert (size, etag, status, same_as) == (len(held.body), '"seven"', 200, None)
    assert second[3:] == (digest, size, '"seven"', 200, number)
    ((articles,),) = place.rows("select count(*) from articles")
    assert articles > 20
    assert place.rows(
        "select count(*) from captures as row join captures as earlier on earlier.id = row.same_as "
        "where row.status = 304 and row.url = earlier.url and row.digest = earlier.digest and row.size = earlier.size"
    ) == [(articles,)]
    every_row_leads_to_its_bytes(place)
    warcio_finds_no_fault(place)

    assert again.take_in(place.captures).returncode == 0

    known = "select url, status, digest, size, etag, fetched_at from captures where url like '%/view/%' order by 1, 6"
    assert again.rows(known) == place.rows(known)
    assert len(again.rows(known)) == 2 * articles
    every_row_leads_to_its_bytes(again)
    warcio_finds_no_fault(again)


def test_a_crawl_that_is_killed_leaves_whole_records(place: Place, replica: Replica) -> None:
    place.replica = replica
    replica.forget_requests()
    place.killed(lambda: len(replica.requests) > 12, "edition=de")

    assert every_row_leads_to_its_bytes(place) > 0
    warcio_finds_no_fault(place)


# --- Files -----------------------------------------------------------------------------------------


def test_a_folder_of_all_kinds_is_taken_in_once_and_needed_no_more(
    tmp_path: Path, place: Place, replica: Replica, pages: dict[str, bytes]
) -> None:
    folder = tmp_path / "found" / "deeper"
    folder.mkdir(parents=True)
    (one, page_one), (two, page_two), (three, page_three), (four, page_four), (five, _) = pages.items()
    picture = warcs.response("https://deu.belta.by/images/a.png", b"\x89PNG", "Content-Type: image/png")
    others = warcs.response("https://example.org/sport/view/x-1-2026/", b"<html>x")
    listing = fetched(replica, "/all_news/")
    warcs.write(
        folder / "theirs.warc.gz",
        [
            picture,
            others,
            warcs.response(one, page_one),
            warcs.response("https://deu.belta.by/all_news/", listing),
            warcs.response("https://deu.belta.by/sport/view/weg-9-2026/", b"gone", status="404 Not Found"),
        ],
    )
    warcs.write(folder / "old.warc", [warcs.response(two, page_two)])
    (folder / "three.html.gz").write_bytes(gzip.compress(page_three))
    note = f"<!-- saved from url=({len(four):04})http://127.0.0.1:9/belta/20260930090000/{four} -->\n<html".encode()
    (folder / "four.htm").write_bytes(page_four.replace(b"<html", note, 1))
    text = "MINSK, 3. Mai (BelTA) – Im Park blühen die Kastanien. Der Ruderklub flickt seine Boote."
    wet = warcs.record("conversion", five, text.encode(), content_type="text/plain")
    warcs.write(folder / "cc.wet.gz", [wet])
    (folder / "style.css").write_text("a {}", encoding="utf-8")

    run = place.take_in(tmp_path / "found", "edition=de")

    assert run.returncode == 0, run.stdout + run.stderr
    assert {url for (url,) in place.rows("select url from articles")} == {one, two, three, four, five}
    assert place.rows("select fetched_at from captures where url = ? and source = 'four.htm'", four) == [
        ("2026-09-30T09:00:00Z",)
    ]
    assert place.rows("select status, url from captures where status = 404") == [
        (404, "https://deu.belta.by/sport/view/weg-9-2026/")
    ]
    assert place.rows("select count(*) > 5 from entries") == [(1,)]
    assert place.rows("select count(*) from problems where message like '%style.css%'") == [(1,)]
    before = place.rows("select * from captures"), place.rows("select count(*) from runs"), place.content()

    assert place.take_in(tmp_path / "found", "edition=de").returncode == 0

    assert (place.rows("select * from captures"), place.rows("select count(*) from runs"), place.content()) == before
    for file in folder.iterdir():
        file.unlink()
    assert every_row_leads_to_its_bytes(place) == 7
    warcio_finds_no_fault(place)


def test_from_the_files_of_a_crawl_alone_comes_what_the_crawl_knew(tmp_path: Path, replica: Replica) -> None:
    """Of a crawl that met pages which were as before, too."""
    for name in ("crawled", "again", "beside"):
        (tmp_path / name).mkdir()
    crawled, again, beside = (Place(tmp_path / name, replica) for name in ("crawled", "again", "beside"))
    for _ in range(2):
        assert crawled.crawl("edition=de", "pages=1", "section=sport").returncode == 0
    known = "select url, status, digest, size, fetched_at from captures where url not like '%robots%' order by 1, 5"
    assert crawled.rows("select count(*) > 0 from captures where same_as is not null") == [(1,)]
    assert every_row_leads_to_its_bytes(crawled) > 4
    warcio_finds_no_fault(crawled)

    assert again.take_in(crawled.captures).returncode == 0

    assert again.rows(known) == crawled.rows(known)
    assert again.rows("select count(*) from captures where same_as is not null") == crawled.rows(
        "select count(*) from captures where same_as is not null"
    )
    every_row_leads_to_its_bytes(again)
    warcio_finds_no_fault(again)

    # Into an archive beside the files nothing is copied; into their own, nothing is taken in again.
    beside.captures = crawled.captures
    files = sorted(crawled.captures.iterdir())
    assert beside.take_in(crawled.captures).returncode == 0
    assert beside.rows(known) == crawled.rows(known)
    every_row_leads_to_its_bytes(beside)
    rows = crawled.rows("select count(*) from captures")
    assert crawled.take_in(crawled.captures).returncode == 0
    assert crawled.rows("select count(*) from captures") == rows
    assert sorted(crawled.captures.iterdir()) == files


def test_a_damaged_record_is_a_problem_that_names_its_place(
    tmp_path: Path, place: Place, pages: dict[str, bytes]
) -> None:
    packed = [gzip.compress(warcs.response(url, page)) for url, page in pages.items()]
    packed[2] = packed[2][:500] + bytes(50) + packed[2][550:]
    (tmp_path / "hurt.warc.gz").write_bytes(b"".join(packed))

    run = place.take_in(tmp_path / "hurt.warc.gz")

    assert run.returncode == 0, run.stderr
    assert place.rows("select count(*) from articles") == [(4,)]
    ((message,),) = place.rows("select message from problems where step = 'captures'")
    assert f"hurt.warc.gz#{len(packed[0]) + len(packed[1])} is damaged" in message


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ([warcs.response("https://example.org/", b"x")] * 3, "3 captures are there, and none is of a page of BelTA's"),
        ([warcs.record("warcinfo", None, b"x")], "None of what is there is of a page of BelTA's"),
    ],
    ids=["of others", "of nobody"],
)
def test_a_file_with_nothing_of_beltas_is_answered_in_a_sentence(
    tmp_path: Path, place: Place, records: list[bytes], words: str
) -> None:
    run = place.take_in(warcs.write(tmp_path / "theirs.warc.gz", records))

    assert run.returncode == 1
    assert words in run.stderr
    assert "Traceback" not in run.stderr
    assert not place.archive.exists()
    assert not place.captures.exists()


def test_a_setting_that_is_not_understood_is_answered_before_anything_is_done(tmp_path: Path, place: Place) -> None:
    file = warcs.write(tmp_path / "a.warc.gz", [warcs.response("https://example.org/", b"x")])

    run = place.scrapy("crawl", "captures", "-a", f"path={file}", settings={"CAPTURE_RESPONSES": "pictures"})

    assert run.returncode == 1
    assert "CAPTURE_RESPONSES wants all, none, or some of articles, listings, other" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory, replica: Replica) -> Path:
    """A WARC file of all articles."""
    stories = [story for story in replica.site("de").stories if story.year]
    records = [warcs.response(story.url, fetched(replica, story.path)) for story in stories]
    return warcs.write(tmp_path_factory.mktemp("theirs") / "theirs.warc.gz", records)


def everything(replica: Replica) -> int:
    return sum(story.year is not None for story in replica.site("de").stories)


@pytest.mark.parametrize("kilobytes", [50, 1700])
def test_a_disk_that_is_full_while_captures_are_taken_in_costs_nothing_that_was_committed(
    place: Place, replica: Replica, theirs: Path, kilobytes: int
) -> None:
    size = kilobytes * 1024
    run = subprocess.run(
        place.command("crawl", "captures", "-a", f"path={theirs}", settings={"ARCHIVE_BATCH": "3"}),
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip

    assert run.returncode in (1, 3), run.stderr
    assert "written" in run.stderr
    assert "Traceback" not in run.stderr
    if place.archive.exists():
        assert place.rows("pragma integrity_check") == [("ok",)]
        every_row_leads_to_its_bytes(place)
    assert place.take_in(theirs).returncode == 0
    assert place.rows("select count(*) from articles") == [(everything(replica),)]
    every_row_leads_to_its_bytes(place)


def test_a_run_that_is_asked_to_stop_while_it_takes_in_ends_and_keeps_what_it_has(
    place: Place, replica: Replica, theirs: Path
) -> None:
    process = started(place, theirs)

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)

    assert process.returncode == 3
    assert place.rows("select outcome from runs") == [("incomplete",)]
    every_row_leads_to_its_bytes(place)
    assert place.take_in(theirs).returncode == 0
    assert place.rows("select count(*) from articles") == [(everything(replica),)]


def test_a_run_killed_while_it_takes_in_and_run_again_takes_in_everything_once(
    place: Place, replica: Replica, theirs: Path
) -> None:
    process = started(place, theirs)

    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)

    (left,) = place.captures.iterdir()
    with left.open("rb") as stream:
        assert sum(1 for _ in ArchiveIterator(stream)) > 1
    warcio_finds_no_fault(place)
    assert place.take_in(theirs).returncode == 0
    count = everything(replica)
    assert place.rows("select count(*), count(distinct source) from captures") == [(count, count)]
    assert place.rows("select count(*) from articles") == [(count,)]
    every_row_leads_to_its_bytes(place)


def started(place: Place, file: Path) -> "subprocess.Popen[str]":
    """A run that takes in a file, with the first of its records kept."""
    process = subprocess.Popen(
        place.command("crawl", "captures", "-a", f"path={file}", settings={"ARCHIVE_BATCH": "2"}),
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if place.archive.exists() and any(path.stat().st_size > 10_000 for path in place.captures.glob("*")):
            return process
        time.sleep(0.002)
    raise AssertionError("the run kept nothing")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "either -a path=FILE_OR_FOLDER, or -a replay=ADDRESS"),
        ({"path": "{file}", "replay": "http://127.0.0.1/belta"}, "either -a path"),
        ({"path": "{file}", "since": "2026-01-01"}, "since goes with replay"),
        ({"replay": "http://127.0.0.1/belta", "url": "https://deu.belta.by/"}, "url goes with path"),
        ({"replay": "127.0.0.1/belta"}, "replay wants the address of a collection"),
        ({"replay": "http://127.0.0.1:8080/"}, "replay wants the address of a collection"),
        ({"replay": "ftp://127.0.0.1/belta"}, "replay wants the address of a collection"),
        ({"replay": "http://127.0.0.1:99999/belta"}, "replay wants the address of a collection"),
        ({"replay": "http://127.0.0.1/belta", "since": "May"}, "since wants a day"),
        (
            {"replay": "http://127.0.0.1/belta", "since": "2026-02-01", "until": "2026-01-01"},
            "since is later than until",
        ),
        ({"replay": "http://127.0.0.1/belta", "edition": "xx"}, "There is no edition 'xx'"),
    ],
)
def test_an_argument_that_is_not_understood_is_answered(tmp_path: Path, arguments: dict[str, str], words: str) -> None:
    file = tmp_path / "a.html"
    file.write_text("<html>", encoding="utf-8")

    with pytest.raises(ArgumentNotUnderstood, match=words):
        CapturesSpider.understand({name: value.format(file=file) for name, value in arguments.items()})


# --- A Wayback-style archive -----------------------------------------------------------------------


@pywb.NEEDED
def test_what_pywb_holds_is_taken_in_as_if_from_the_site(tmp_path: Path, replica: Replica) -> None:
    for name in ("crawled", "replayed"):
        (tmp_path / name).mkdir()
    crawled, replayed = Place(tmp_path / "crawled", replica), Place(tmp_path / "replayed")
    for _ in range(2):
        assert crawled.crawl("edition=de", "pages=1", "section=sport,society").returncode == 0
    known = "select url, status, digest, size, fetched_at from captures where url not like '%robots%' order by 1, 5"

    with pywb.replaying(tmp_path / "pywb", *crawled.captures.iterdir()) as base:
        run = replay(replayed, base, "edition=de")

        assert run.returncode == 0, run.stdout + run.stderr
        assert replayed.content()["articles"] == crawled.content()["articles"]
        assert replayed.rows(known) == crawled.rows(known)
        every_row_leads_to_its_bytes(replayed)
        warcio_finds_no_fault(replayed)
        before = replayed.rows("select count(*) from captures"), sorted(replayed.captures.iterdir())

        assert replay(replayed, base, "edition=de").returncode == 0

        assert (replayed.rows("select count(*) from captures"), sorted(replayed.captures.iterdir())) == before


def captures(pages: dict[str, bytes]) -> list[Kept]:
    """One of each page, an hour apart."""
    return [Kept(f"20260930{hour:02}0000", url, page) for hour, (url, page) in enumerate(pages.items())]


def test_the_wayback_machines_index_is_read_to_its_end(place: Place, pages: dict[str, bytes]) -> None:
    with Wayback(captures(pages), rows_at_once=2) as wayback:
        run = replay(place, f"{wayback.origin}/web", "edition=de")

        assert run.returncode == 0, run.stdout + run.stderr
        assert {url for (url,) in place.rows("select url from articles")} == set(pages)
        assert place.rows("select min(fetched_at), max(fetched_at) from captures") == [
            ("2026-09-30T00:00:00Z", "2026-09-30T04:00:00Z")
        ]
        every_row_leads_to_its_bytes(place)
        assert wayback.asked[0] == "/robots.txt"
        assert [path for path in wayback.asked if path.startswith("/web/cdx")] == [wayback.asked[1]]
        given = [path for path in wayback.asked if "id_/" in path]
        assert len(given) == len(set(given)) == 5


def test_an_index_that_cannot_go_on_is_asked_in_smaller_pieces(place: Place, pages: dict[str, bytes]) -> None:
    pictures = [
        Kept(f"2026{month:02}{day:02}120000", f"https://deu.belta.by/images/{number}.png")
        for month in range(1, 11) for day in range(1, 29) for number in range(40)
    ]  # fmt: skip
    with Wayback(captures(pages) + pictures, gives_keys=False) as wayback:
        run = replay(place, f"{wayback.origin}/web", "edition=de")

        assert run.returncode == 0, run.stdout + run.stderr
        assert {url for (url,) in place.rows("select url from articles")} == set(pages)
        assert sum("id_/" in path for path in wayback.asked) == 5
        assert 5 < sum("/cdx?" in path for path in wayback.asked) < 40


def test_days_are_minsk_days(place: Place, pages: dict[str, bytes]) -> None:
    (one, first), (two, second), (three, third), *_ = pages.items()
    kept = [
        Kept("20260929205959", one, first), Kept("20260929210000", two, second),
        Kept("20260930205959", three, third), Kept("20260930210000", one, first),
    ]  # fmt: skip
    with Wayback(kept) as wayback:
        assert (
            replay(place, f"{wayback.origin}/web", "edition=de", "since=2026-09-30", "until=2026-09-30").returncode == 0
        )

    assert {url for (url,) in place.rows("select url from articles")} == {two, three}


def test_captures_that_show_nothing_are_not_asked_for_and_redirects_are_not_followed(
    place: Place, pages: dict[str, bytes]
) -> None:
    (one, first), (two, _), (three, _), (four, _), _ = pages.items()
    kept = [
        Kept("20260930000000", one.replace("https://", "http://").replace(".by/", ".by:80/"), first, headers={
            "Content-Type": "text/html; charset=utf-8", "ETag": '"a"', "Server": "Apache", "Content-Length": "7",
            "Content-Encoding": "gzip",
        }),
        Kept("20260930010000", two, b"busy", 503),
        Kept("20260930020000", three, b"", 301, {"Location": two, "Content-Type": "text/html"}),
        Kept("20260930030000", four, b"gone", 404),
        Kept("20260930040000", "https://deu.belta.by/images/a.png", b"png"),
        Kept("20260930050000", "https://deu.belta.by/robots.txt", b"User-agent: *"),
    ]  # fmt: skip
    with Wayback(kept) as wayback:
        run = replay(place, f"{wayback.origin}/web", "edition=de")

        assert run.returncode == 0, run.stdout + run.stderr
        assert place.rows("select url, status, etag from captures order by fetched_at") == [
            (one, 200, '"a"'), (three, 301, None), (four, 404, None),
        ]  # fmt: skip
        assert sum("id_/" in path for path in wayback.asked) == 3
    every_row_leads_to_its_bytes(place)
    ((warc_file, warc_offset),) = place.rows("select warc_file, warc_offset from captures where url = ?", one)
    held = held_at(place.captures, warc_file, warc_offset)
    assert isinstance(held, Held)
    assert held.record is not None
    header = held.record.http_header.decode().lower()
    assert "server: apache" in header
    assert f"content-length: {len(first)}" in header
    for own in ("memento", "x-archive", "x-ts", "nginx", "content-encoding"):
        assert own not in header
    assert dict(held.record.headers)["WARC-Source-URI"].startswith(f"{wayback.origin}/web/20260930000000id_/")


def test_a_capture_that_the_archive_does_not_give_is_a_problem(place: Place, pages: dict[str, bytes]) -> None:
    (one, first), (two, second), (three, third), (four, fourth), _ = pages.items()
    kept = [
        Kept("20260930000000", one, first), Kept("20260930010000", two, second), Kept("20260930020000", three, third),
        Kept("20260930030000", four, fourth),
    ]  # fmt: skip
    elsewhere = {"Memento-Datetime": "Tue, 29 Sep 2026 01:00:00 GMT", "Content-Type": "text/html"}
    with Wayback(kept) as wayback:
        wayback.instead = {
            f"/web/20260930010000id_/{two}": lambda: (404, {}, b"not archived"),
            f"/web/20260930020000id_/{three}": lambda: (200, elsewhere, third),
            f"/web/20260930030000id_/{four}": lambda: (502, {}, b""),
        }
        run = replay(place, f"{wayback.origin}/web", "edition=de")

        assert run.returncode == 3, run.stdout + run.stderr
        assert "1 capture of" in run.stdout
        assert {url for (url,) in place.rows("select url from articles")} == {one}
        told = {message.split("id_/")[1] for (message,) in place.rows("select message from problems")}
        assert told == {
            f"{two} was answered with status 404 and no capture.",
            f"{three} was answered with the capture of 2026-09-29 01:00:00+00:00.",
            f"{four} was answered with status 502 and no capture.",
        }
        wayback.instead.clear()

        assert replay(place, f"{wayback.origin}/web", "edition=de").returncode == 0

        assert {url for (url,) in place.rows("select url from articles")} == {one, two, three, four}


@pytest.mark.parametrize(
    ("robots", "path", "words"),
    [
        ("User-agent: *\nDisallow: /", "/web", "does not allow"),
        ("", "/no-such-thing", "could not be read"),
        ("", "/web", "has no capture of a page of pol.belta.by between 2026-01-01 and 2026-01-31"),
    ],
    ids=["robots forbid", "no index", "nothing there"],
)
def test_an_archive_that_cannot_be_asked_is_answered_in_a_sentence(
    place: Place, pages: dict[str, bytes], robots: str, path: str, words: str
) -> None:
    with Wayback(captures(pages), robots=robots) as wayback:
        if path != "/web":
            wayback.answer = lambda path: (404, {}, b"<html>none")  # type: ignore[method-assign]
        run = replay(place, f"{wayback.origin}{path}", "edition=pl", "since=2026-01-01", "until=2026-01-31")

    assert run.returncode == 1
    assert words in run.stderr
    assert "Traceback" not in run.stderr
    assert not place.archive.exists()
