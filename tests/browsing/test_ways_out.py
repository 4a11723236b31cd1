"""What leaves by the pages: feeds, whole tables, the record of a capture, the dictionary."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from parsel import Selector
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from pipelines.archive.opening import Archive
from tests.browsing.conftest import Site, configuration
from tests.browsing.invented import BOAT, CHESS, HOSTILE, SCRIPT, make_archive
from tests.browsing.test_descriptions import OURS

ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def feed(site: Site, path: str) -> ElementTree.Element:
    response = site.get(path)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.text)


def texts(element: ElementTree.Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall(path, ATOM)]


@pytest.mark.parametrize("question", OURS["queries"])
def test_every_question_can_be_followed_as_a_feed(site: Site, question: str) -> None:
    answered = feed(site, f"/belta/{question}.atom?q=boot&name=Lotte")

    assert OURS["queries"][question]["title"] in texts(answered, "atom:title")[0]
    assert len(answered.findall("atom:entry", ATOM)) == len(site.rows(f"/belta/{question}.json?q=boot&name=Lotte"))
    for entry in answered.findall("atom:entry", ATOM):
        for needed in ("atom:id", "atom:title", "atom:updated"):
            assert texts(entry, needed)[0], needed
    identities = texts(answered, "atom:entry/atom:id")
    assert len(set(identities)) == len(identities)


def test_an_entry_of_a_feed_leads_to_its_article_at_its_moment(site: Site) -> None:
    (entry,) = feed(site, "/belta/edited.atom").findall("atom:entry", ATOM)

    link = entry.find("atom:link", ATOM)
    assert link is not None
    assert link.attrib["href"].endswith(f"/belta/articles/{BOAT}")
    assert texts(entry, "atom:title") == ["Ruderklub flickt sein ältestes Boot in 12 Tagen"]
    assert texts(entry, "atom:updated") == ["2026-09-30T02:00:00Z"]


def test_a_feed_holds_what_was_printed_as_text(site: Site) -> None:
    answered = feed(site, f"/belta/articles.atom?id={HOSTILE}")

    assert texts(answered, "atom:entry/atom:title")[0].startswith(SCRIPT)
    assert {element.tag.rpartition("}")[2] for element in answered.iter()} == {
        "feed", "id", "title", "link", "author", "name", "updated", "entry", "content",
    }  # fmt: skip


def test_characters_that_xml_cannot_hold_are_left_out_of_a_feed(site: Site) -> None:
    answered = feed(site, "/belta.atom?sql=select+'a'||char(1)||char(0xFFFE)||'b'+as+headline,+1+as+article")

    assert texts(answered, "atom:entry/atom:title") == ["ab"]


def test_a_whole_table_leaves_as_csv_row_by_row(site: Site) -> None:
    response = site.get("/belta/articles.csv?_stream=on&_size=max")
    rows = list(csv.DictReader(io.StringIO(response.text)))

    assert len(rows) == 8
    assert {row["id"]: row["headline"] for row in rows}[str(HOSTILE)].startswith(SCRIPT)


def test_a_whole_table_leaves_as_lines_of_json(site: Site) -> None:
    lines = site.get("/belta/articles.json?_shape=array&_nl=on").text.splitlines()

    assert len([json.loads(line) for line in lines]) == 8


def test_the_dictionary_says_what_every_column_holds(site: Site) -> None:
    tables = site.get("/belta/-/dictionary.json").json()
    page = Selector(site.page("/belta/-/dictionary"))

    assert {"articles", "revisions", "coverage", "numbers_missing"} <= set(tables)
    silent = [
        f"{name}.{column['name']}"
        for name, table in tables.items()
        for column in table["columns"]
        if not column["description"]
    ]
    assert silent == []
    assert len(page.css("section")) == len(tables)
    assert page.css('section[aria-labelledby=events] a[href="#captures"]')


@pytest.fixture
def site_with_records(tmp_path: Path) -> Iterator[Site]:
    """Two records in the file that the invented captures name, the second at another place than they say."""
    make_archive(configuration(tmp_path) / "belta.db")
    (tmp_path / "captures").mkdir()
    with (tmp_path / "captures" / "run-1.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
        for body in (b"first", b"<script>alert(1)</script>" * 9000):
            offset = file.tell()
            writer.write_record(
                writer.create_warc_record("https://en.example.invalid/", "resource", payload=BytesIO(body))
            )
    (tmp_path / "secret.txt").write_bytes(gzip.compress(b"secret"))
    with Archive(tmp_path / "belta.db") as archive:
        archive.db.execute("update captures set warc_offset = ? where id = ?", [offset, CHESS])
        archive.db.execute("update captures set warc_file = '../secret.txt', warc_offset = 0 where id = ?", [BOAT])
        archive.db.execute("update captures set warc_offset = 0 where id = ?", [HOSTILE])
    site = Site(tmp_path)
    yield site
    site.close()


@pytest.mark.parametrize(("capture", "body"), [(HOSTILE, b"first"), (CHESS, b"<script>alert(1)</script>" * 9000)])
def test_a_capture_leaves_as_its_record_to_be_saved_and_not_shown(
    site_with_records: Site, capture: int, body: bytes
) -> None:
    response = site_with_records.get(f"/belta/-/capture/{capture}.warc.gz")

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/warc"
    assert response.headers["content-disposition"] == f'attachment; filename="capture-{capture}.warc.gz"'
    assert response.headers["x-content-type-options"] == "nosniff"
    (record,) = [
        (record.rec_type, record.content_stream().read()) for record in ArchiveIterator(BytesIO(response.content))
    ]
    assert record == ("resource", body)


@pytest.mark.parametrize(
    ("capture", "said"),
    [(BOAT, "is not beside this archive"), (3, "has no record at byte 3000"), (4711, "no such capture")],
)
def test_a_record_that_cannot_be_had_is_answered_in_words(site_with_records: Site, capture: int, said: str) -> None:
    response = site_with_records.get(f"/belta/-/capture/{capture}.warc.gz")

    assert response.status_code == 404
    assert said in response.text
    assert "secret" not in response.content.decode("utf-8", "replace").replace("secret.txt", "")
