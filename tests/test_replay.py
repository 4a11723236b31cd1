"""What an archive of captures lists, and how it is asked."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import NotUnderstood
from belta_scraper.replay import (
    Collection,
    Memento,
    Span,
    as_captured,
    hosts_of,
    moment_of,
    question,
    read_index,
)

NOON = datetime(2026, 9, 30, 12, tzinfo=UTC)
URL = "https://deu.belta.by/sport/view/x-7-2026/"

OBJECTS = "\n".join(
    json.dumps({"urlkey": "by,belta", "timestamp": stamp, "url": URL, "mime": mime, "digest": "A", **more})
    for stamp, mime, more in [
        ("20260930120000", "text/html", {"status": "200"}),
        ("20260930120001", "warc/revisit", {}),
        ("20260930120002", "text/html", {"status": "404"}),
    ]
)
ARRAYS = json.dumps(
    [
        ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"],
        ["by,belta", "20260930120000", URL, "text/html", "200", "A", "1"],
        ["by,belta", "20260930120001", URL, "warc/revisit", "-", "A", "1"],
        ["by,belta", "20260930120002", URL, "text/html", "404", "A", "1"],
    ]
)


@pytest.mark.parametrize(
    "answer", [OBJECTS, OBJECTS + "\n", ARRAYS], ids=["pywb", "pywb, a line more", "Wayback Machine"]
)
def test_the_index_of_either_kind_lists_the_same(answer: str) -> None:
    page = read_index(answer)

    assert page.rows == 3
    assert page.resume is None
    assert page.mementos == tuple(
        Memento(URL, NOON + timedelta(seconds=seconds), status) for seconds, status in enumerate(["200", None, "404"])
    )


@pytest.mark.parametrize(("answer", "rows"), [("", 0), ("[]", 0), ("[]\n", 0), (ARRAYS.split("],")[0] + "]]", 0)])
def test_an_index_may_list_nothing(answer: str, rows: int) -> None:
    assert read_index(answer).rows == rows


def test_an_index_says_where_to_go_on() -> None:
    page = read_index(json.dumps([*json.loads(ARRAYS), [], ["by%2Cbelta+2026"]]))

    assert (len(page.mementos), page.rows, page.resume) == (3, 3, "by%2Cbelta+2026")
    assert "resumeKey=by%252Cbelta%2B2026" in question("http://x/cdx", "belta.by", Span(NOON, NOON), page.resume)


def test_a_line_whose_time_cannot_be_read_costs_nothing_else() -> None:
    page = read_index(OBJECTS.replace("20260930120001", "2026"))

    assert (len(page.mementos), page.rows) == (2, 3)


@pytest.mark.parametrize(
    "answer",
    ["<html>not found</html>", "[1, 2]", "{}", '{"url": "x"}', "null", '[["a"], ["b", "c"]]', "[", "by,belta 2026 x"],
)
def test_what_is_no_index_is_told(answer: str) -> None:
    with pytest.raises(NotUnderstood, match="expected an index of captures, found"):
        read_index(answer)


@pytest.mark.parametrize(
    ("status", "shows"),
    [("200", True), (None, True), ("301", True), ("404", True), ("410", True), ("403", True), ("503", False), ("429", False), ("408", False)],
)  # fmt: skip
def test_a_capture_of_a_failure_shows_nothing(status: str | None, shows: bool) -> None:
    assert Memento(URL, NOON, status).shows_something is shows


@pytest.mark.parametrize("seconds", [0, 1, 2, 3, 59, 86_400, 10**9 + 1])
def test_halves_of_a_span_leave_out_no_second_and_hold_none_twice(seconds: int) -> None:
    span = Span(NOON, NOON + timedelta(seconds=seconds))

    if seconds == 0:
        assert span.halves is None
        return
    assert span.halves is not None
    first, second = span.halves
    assert (first.since, second.until) == (span.since, span.until)
    assert second.since - first.until == timedelta(seconds=1)
    assert first.since <= first.until
    assert second.since <= second.until


def test_every_host_of_an_edition_is_asked_for_once() -> None:
    assert hosts_of(EDITIONS["ru"]) == ("belta.by", "m.belta.by", "wap.belta.by")
    assert len({host for edition in EDITIONS.values() for host in hosts_of(edition)}) == 21


def test_a_collection_knows_its_addresses() -> None:
    collection = Collection.at(" https://web.archive.org/web/ ")

    assert collection.indexes == ("https://web.archive.org/web/cdx", "https://web.archive.org/cdx/search/cdx")
    assert collection.address_of(Memento(URL, NOON, "200")) == f"https://web.archive.org/web/20260930120000id_/{URL}"


def test_of_an_archives_answer_only_the_captures_own_headers_are_kept() -> None:
    fields = [
        ("Server", "nginx"), ("Date", "today"), ("Content-Type", "text/html"), ("Memento-Datetime", "then"),
        ("Link", "<x>"), ("X-Archive-Orig-Server", "Apache"), ("X-Archive-Orig-Content-Type", "text/html; charset=utf-8"),
        ("X-Archive-Orig-Content-Encoding", "gzip"), ("X-Archive-Orig-Content-Length", "7"), ("Last-Modified", "once"),
    ]  # fmt: skip

    assert as_captured("HTTP/1.1 200 OK", fields, b"four").decode().splitlines() == [
        "HTTP/1.1 200 OK", "Server: Apache", "Content-Type: text/html; charset=utf-8", "Last-Modified: once",
        "Content-Length: 4", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "moment"),
    [("Wed, 30 Sep 2026 12:00:00 GMT", NOON), ("Wed, 30 Sep 2026 15:00:00 +0300", NOON), ("Wed, 30 Sep 2026 12:00:00 -0000", NOON), ("soon", None), ("", None), (None, None)],
)  # fmt: skip
def test_an_answer_says_of_which_moment_it_is(header: str | None, moment: datetime | None) -> None:
    assert moment_of(header) == moment
