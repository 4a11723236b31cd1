"""Text of the archive is data, and no page is a way in."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from parsel import Selector

from data.plugins.show_values import is_web_address, plain, shortened
from pipelines.archive.opening import Archive
from tests.browsing.conftest import DATA, Site, configuration
from tests.browsing.invented import BOAT, HOSTILE, OVERRIDE, SCRIPT, put, put_article

PAGES = [
    "/", "/belta", "/belta/articles", f"/belta/articles/{HOSTILE}", f"/belta/articles/{BOAT}", "/belta/articles?_nocol=body",
    "/belta/articles?_facet=byline_text&_facet=published_from", "/belta/problems", "/belta/images", "/belta/links", "/belta/events",
    "/belta/entries", "/belta/problems_by_step", "/belta/articles_of_a_day", "/belta/search?q=script", "/belta/search?q=%3Cscript%3E1",
    "/belta/search?q=sdrawkcab", "/belta?sql=select+*+from+articles", "/belta?sql=select+'%3Cscript%3E1'+as+headline,+1+as+article",
    "/belta/articles?_where=headline+like+'%25script%25'", "/nowhere", "/belta/%3Cscript%3E1%3C~2Fscript%3E", "/belta/articles/%3Cscript%3E",
    "/-/metadata", "/-/settings", "/-/plugins", "/belta/-/charts", "/belta/-/charts?edition=%3Cscript%3E&since=%22", "/belta/-/dictionary",
    "/belta/-/article/en/news/18/2026", "/belta/-/article/en/news/18/2026/revision/1", "/belta/-/article/%22%3E%3Cscript%3E1",
    "/belta/articles?_facet=section_text&_facet=headline", "/belta/edited", "/belta/fastest_removed", "/belta/articles_by_topic", "/belta/agencies",
]  # fmt: skip


def policy_of(headers: object) -> dict[str, str]:
    return dict(rule.strip().split(" ", 1) for rule in str(headers).split(";"))


@pytest.mark.parametrize("path", PAGES)
def test_no_page_lets_an_article_run_or_load_anything(site: Site, path: str) -> None:
    response = site.get(path)
    page = Selector(response.text)
    allowed = policy_of(response.headers["content-security-policy"])["script-src"].split()

    for script in page.css("script:not([src])"):
        digest = b64encode(sha256((script.xpath("text()").get() or "").encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed, script.get()
    for source in page.css(
        "script::attr(src), img::attr(src), link[rel=stylesheet]::attr(href), iframe::attr(src)"
    ).getall():
        assert source.startswith("/"), source
    for address in page.css("::attr(href), ::attr(action)").getall():
        assert re.match(r"(https?:/)?/|[?#]|$", address), address
    assert [name for element in page.xpath("//@*[starts-with(name(), 'on')]") for name in [element.get()]] == []
    assert page.css("i, main img, b:not(:empty)").getall() == []


@pytest.mark.parametrize("path", PAGES)
def test_what_turns_the_direction_of_writing_is_spelled_out(site: Site, path: str) -> None:
    assert OVERRIDE not in site.get(path).text


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/belta/articles.json",
        "/belta/articles.csv",
        "/static/archive.css",
        "/-/static/table.js",
        "/nowhere",
        "/robots.txt",
    ],
)
def test_every_answer_carries_the_headers_that_guard_the_browser(site: Site, path: str) -> None:
    headers = site.get(path).headers
    policy = policy_of(headers["content-security-policy"])

    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert len(headers.get_list("referrer-policy")) == 1


@pytest.mark.parametrize(
    "path", ["/", "/belta", "/belta/articles", f"/belta/articles/{BOAT}", "/belta/search", "/belta?sql=select+1"]
)
def test_nobody_is_asked_for_a_cookie(site: Site, path: str) -> None:
    assert "set-cookie" not in site.get(path).headers


@pytest.mark.parametrize(
    "sql",
    [
        "delete from articles",
        "insert into tags (edition, text) values ('de', 'x')",
        "drop table articles",
        "attach database '/etc/passwd' as p",
        "pragma journal_mode = delete",
        "vacuum into '/tmp/stolen.db'",
        "with x as (select 1) delete from articles",
        "select load_extension('x')",
        "select writefile('/tmp/x', 'y')",
    ],
)
def test_no_question_in_sql_writes_or_reaches_outside(site: Site, sql: str) -> None:
    before = len(site.rows("/belta/articles.json"))

    assert site.get(f"/belta?sql={sql}").status_code in (400, 403)
    assert len(site.rows("/belta/articles.json")) == before


@pytest.mark.parametrize(
    "sql",
    [
        "select hex(zeroblob(100000000))",
        "select replace(printf('%25.30000c','a'),'a',printf('%25.30000c','b'))",
    ],
)
def test_no_question_in_sql_builds_a_text_without_end(site: Site, sql: str) -> None:
    response = site.get(f"/belta?sql={sql}")

    assert response.status_code == 400
    assert "too big" in response.text


def test_no_question_that_people_can_click_writes(site: Site) -> None:
    for query in site.get("/belta.json").json()["queries"]:
        assert not query.get("write"), query["name"]


def test_robots_are_asked_to_stay_away(site: Site) -> None:
    assert site.get("/robots.txt").text.splitlines() == ["User-agent: *", "Disallow: /"]


def test_the_file_being_written_cannot_be_downloaded(site: Site) -> None:
    assert site.get("/belta.db").status_code == 403


def test_settings_name_only_what_datasette_knows_and_limit_a_question_to_a_second() -> None:
    settings = json.loads((DATA / "settings.json").read_text(encoding="utf-8"))

    assert settings["sql_time_limit_ms"] == 1000
    assert settings["max_returned_rows"] == 1000


def test_a_megabyte_in_a_cell_does_not_make_a_page_of_megabytes(site: Site) -> None:
    response = site.get(
        "/belta?sql=select+printf('%25.1000000c','a')+as+body,+printf('%25.1000000c','b')+as+headline,1+as+article"
    )

    assert response.status_code == 200
    assert len(response.text) < 50_000


def test_an_article_of_megabytes_spoils_no_page_but_its_own(tmp_path: Path) -> None:
    endless = "a" * 1_000_000
    with Archive(configuration(tmp_path) / "belta.db") as archive:
        put(
            archive.db,
            "runs",
            id=1,
            spider="listings",
            arguments="{}",
            versions="{}",
            started_at="2026-09-30T10:00:00Z",
        )
        put(archive.db, "walks", id=1, run=1, edition="en", listing="all_news", started_at="2026-09-30T10:00:00Z")
        put_article(
            archive.db, 1, "en", 11, headline=endless, body=f"{endless}\n\n" + "word " * 200_000, section_text=endless, lead=endless,
            agency=endless, byline_text=endless, dateline_place=endless,
        )  # fmt: skip
        for text in (endless, endless + "b"):
            put(
                archive.db,
                "problems",
                run=1,
                step="article",
                message=text,
                text=text,
                article=1,
                found_at="2026-09-30T10:00:00Z",
            )
    site = Site(tmp_path)
    try:
        for path in ("/", "/belta", "/belta/articles", "/belta/articles?_nocol=body", "/belta/search?q=word", "/belta/problems",
                     "/belta/agencies", "/belta/problems_by_step", "/belta/articles_of_a_day", "/belta/-/charts"):  # fmt: skip
            response = site.get(path)
            assert response.status_code == 200, path
            assert len(response.text) < 150_000, path
        assert site.get("/belta/articles/1").status_code == 200
        assert len(site.get("/belta/articles.atom").text) < 50_000
    finally:
        site.close()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bread\nand\tbutter", "Bread\nand\tbutter"),
        ("a\x00b", "a[U+0000]b"),
        ("\u202eabc", "[U+202E RIGHT-TO-LEFT OVERRIDE]abc"),
        ("\u2066abc\u2069", "[U+2066 LEFT-TO-RIGHT ISOLATE]abc[U+2069 POP DIRECTIONAL ISOLATE]"),
        ("zero\u200bwidth", "zero[U+200B ZERO WIDTH SPACE]width"),
        ("\x1b[31mred", "[U+001B][31mred"),
        ("👩\u200d🌾", "👩\u200d🌾"),  # a farmer, held together by a joiner
        (None, ""),
    ],
)
def test_characters_that_hide_or_reverse_are_spelled_out(text: str | None, shown: str) -> None:
    assert plain(text) == shown


def test_a_long_label_is_cut_before_it_is_spelled_out() -> None:
    assert shortened("a" * 300, 10) == "a" * 10 + "…"
    assert shortened(SCRIPT, 500) == SCRIPT


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://belta.by/society/view/x-1-2026/", True),
        ("HTTP://belta.by", True),
        ("javascript:alert(1)", False),
        (" https://belta.by", False),
        ("https://belta.by/ onclick=x", False),
        ("data:text/html,x", False),
        ("//belta.by/x", False),
        ("java\nscript:alert(1)", False),
        (None, False),
        (7, False),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(address: object, is_link: bool) -> None:
    assert is_web_address(address) is is_link
