"""A page goes into the corpus with one command, in the corpus' own form, or not at all."""

import tomllib
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from belta_scraper.files import Held, held_in
from belta_scraper.items import Article
from belta_scraper.pages import Listing
from belta_scraper.replica import Replica
from belta_scraper.replica.markup.renderings import plain_text
from tests.crawling import Place
from tests.pages import saved

REASON = 'a "columnist" without year \\ and without a picture'


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "saved_pages"
    folder.mkdir()
    monkeypatch.setattr(saved, "CORPUS", folder)
    return folder


def save(place: Place, corpus: Path, source: str, **options: str) -> CompletedProcess[str]:
    given = {"edition": "de", "kind": "article", "name": "no-byline", "reason": REASON} | options
    words = [word for name, value in given.items() if value for word in (f"--{name}", value)]
    return place.scrapy("savepage", source, *words, "--corpus", str(corpus))


def pages_in(corpus: Path) -> list[str]:
    return sorted(str(file.relative_to(corpus)) for file in corpus.rglob("*") if file.is_file())


def a_page(body: bytes | None = None) -> bytes:
    return body or (
        b"<html><body><div class='content_margin'><h1>Boot</h1><div class='js-mediator-article'><p>Das Boot "
        b"liegt seit Mai im Trockenen.</p></div></div></body></html>"
    )


def a_warc(path: Path, *pages: tuple[str, str, bytes], status: str = "200 OK") -> Path:
    """A WARC file of pages: address, content type, bytes."""
    from io import BytesIO

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, content_type, body in pages:
            headers = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=headers))
    return path


def test_a_page_of_a_crawl_is_saved_from_the_runs_warc_as_it_came(tmp_path: Path, corpus: Path) -> None:
    with Replica(editions=["de"]) as replica:
        place = Place(tmp_path, replica)
        assert place.crawl("edition=de", "pages=1").returncode == 0
        story = replica.site("de").stories[0]
    (warc,) = place.captures.glob("*.warc.gz")
    held = next(each for each in held_in(warc) if isinstance(each, Held) and each.url == story.url)

    run = save(place, corpus, f"{warc}#{held.warc_offset}")

    assert run.returncode == 0, run.stderr
    assert "invented news" in run.stdout
    assert pages_in(corpus) == ["de/article/no-byline/page.html", "de/article/no-byline/why.toml"]
    (page,) = saved.saved_pages()
    assert page.file.read_bytes() == held.body
    assert saved.why(page.folder) == {"reason": REASON, "url": story.url}
    assert (page.edition.code, page.kind, page.url) == ("de", "article", story.url)
    article = saved.read(page)
    assert isinstance(article, Article)
    assert article.headline == story.headline


def test_an_address_is_requested_once_as_in_a_crawl(tmp_path: Path, corpus: Path) -> None:
    with Replica(editions=["zh"]) as replica:
        place = Place(tmp_path, replica)
        site = replica.site("zh")

        run = save(place, corpus, "https://chn.belta.by/all_news/", edition="chn", kind="listing", name="of-today")

        assert run.returncode == 0, run.stderr
        assert [request.path for request in replica.requests] == ["/robots.txt", "/all_news/"]
    (page,) = saved.saved_pages("listing")
    listing = saved.read(page)
    assert isinstance(listing, Listing)
    assert listing.entries[0].url == site.stories[0].url
    assert not place.archive.exists()
    assert not place.captures.exists()


@pytest.mark.parametrize(
    ("path", "kind", "status", "words"),
    [
        ("/printv/society/view/x-1-2026/", "article", 1, "robots.txt"),
        ("/society/view/nothing-1-2026/", "article", 1, "status 404"),
        ("/society/view/nothing-1-2026/", "refused", 0, ""),
        ("/rss/", "article", 1, "application/rss+xml"),
    ],
)
def test_what_an_address_answers_is_saved_only_if_it_is_a_page(
    tmp_path: Path, corpus: Path, path: str, kind: str, status: int, words: str
) -> None:
    with Replica(editions=["de"]) as replica:
        run = save(Place(tmp_path, replica), corpus, f"https://deu.belta.by{path}", kind=kind)

    assert run.returncode == status, run.stderr
    assert words in run.stderr
    assert len(pages_in(corpus)) == (0 if status else 2)


def test_a_text_is_saved_as_text(tmp_path: Path, corpus: Path) -> None:
    site = Replica(editions=["pl"]).site("pl")
    file = tmp_path / "capture.txt"
    file.write_text(plain_text(site.stories[0], site.view()), encoding="utf-8")

    run = save(Place(tmp_path), corpus, str(file), edition="pol", kind="text", url=site.stories[0].url)

    assert run.returncode == 0, run.stderr
    assert pages_in(corpus) == ["pl/text/no-byline/page.txt", "pl/text/no-byline/why.toml"]
    (page,) = saved.saved_pages()
    article = saved.read(page)
    assert isinstance(article, Article)
    assert (article.headline, article.number) == (site.stories[0].headline, site.stories[0].number)


def test_a_page_whose_encoding_only_its_header_told_is_saved_so_that_it_can_still_be_read(
    tmp_path: Path, corpus: Path
) -> None:
    words = "Łódka żeglarza"
    page = a_page().replace(b"Boot<", words.encode("windows-1250") + b"<")
    warc = a_warc(
        tmp_path / "one.warc.gz",
        ("https://pol.belta.by/robots.txt", "text/plain", b"User-agent: *"),
        ("https://pol.belta.by/society/view/x-1-2026/", "text/html; charset=windows-1250", page),
    )

    run = save(Place(tmp_path), corpus, str(warc), edition="pl")  # its only page need not be named by its offset

    assert run.returncode == 0, run.stderr
    (kept,) = saved.saved_pages()
    assert words in kept.text


def test_nothing_is_overwritten(tmp_path: Path, corpus: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(a_page())
    assert save(Place(tmp_path), corpus, str(file)).returncode == 0
    before = {name: (corpus / name).read_bytes() for name in pages_in(corpus)}
    file.write_bytes(a_page().replace(b"Mai", b"Juni"))

    run = save(Place(tmp_path), corpus, str(file), reason="another reason altogether")

    assert run.returncode == 1
    assert "is there already" in run.stderr
    assert {name: (corpus / name).read_bytes() for name in pages_in(corpus)} == before


@pytest.mark.parametrize(
    ("source", "options", "words"),
    [
        ("/nowhere/page.html", {}, "There is no file /nowhere/page.html"),
        ("{folder}", {}, "There is no file"),
        ("{folder}/page.html", {"edition": "fr"}, "choose among ru be en de es pl zh"),
        ("{folder}/page.html", {"reason": ""}, "add --reason"),
        ("{folder}/page.html", {"reason": "odd"}, "says in one line why"),
        ("{folder}/page.html", {"name": "../../escape"}, "--name names a folder"),
        ("{folder}/page.html", {"kind": "Photo News"}, "--kind names a folder"),
        ("{folder}/page.html", {"url": "https://belta.by/society/view/x-1-2026/"}, "is of the edition ru, not of de"),
        ("{folder}/page.html#12", {}, "is no WARC file"),
        ("{folder}/empty.html", {}, "is empty"),
        ("{folder}/binary.html", {}, "is a binary file"),
        ("{folder}/two.warc.gz", {}, "holds several pages; name one by its record's offset"),
        ("{folder}/two.warc.gz#3", {}, "has no record with a page at 3"),
        ("{folder}/damaged.warc.gz#0", {}, "cut off"),
        ("{folder}/ours.warc.gz", {"edition": "es"}, "is of the edition de, not of es"),
        ("{folder}/theirs.warc.gz", {}, "is on no host of BelTA's"),
        ("{folder}/picture.warc.gz#0", {}, "image/png, and no page"),
        ("https://example.org/news/", {}, "is on no host of BelTA's"),
        ("https://deu.belta.by/all_news/", {"edition": "en"}, "is of the edition de, not of en"),
    ],
)
def test_what_cannot_be_saved_is_said_in_one_sentence_and_nothing_is_written(
    tmp_path: Path, corpus: Path, source: str, options: dict[str, str], words: str
) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "page.html").write_bytes(a_page())
    (given / "empty.html").write_bytes(b"\n")
    (given / "binary.html").write_bytes(bytes(range(256)) * 20)
    ours = ("https://deu.belta.by/society/view/x-1-2026/", "text/html", a_page())
    a_warc(given / "two.warc.gz", ours, ours)
    a_warc(given / "ours.warc.gz", ours)
    a_warc(given / "theirs.warc.gz", ("https://example.org/news/", "text/html", a_page()))
    a_warc(given / "picture.warc.gz", ("https://deu.belta.by/a.png", "image/png", b"\x89PNG"))
    whole = (given / "ours.warc.gz").read_bytes()
    (given / "damaged.warc.gz").write_bytes(whole[:-20])

    run = save(Place(tmp_path), corpus, source.format(folder=given), **options)

    assert run.returncode == 1, run.stdout
    assert words in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert not pages_in(corpus)


def test_without_a_network_it_says_so(tmp_path: Path, corpus: Path) -> None:
    place = Place(tmp_path)
    words = ["--edition", "de", "--kind", "article", "--name", "x", "--reason", REASON, "--corpus", str(corpus)]

    run = place.scrapy(
        "savepage",
        "https://deu.belta.by/all_news/",
        *words,
        settings={"EDITION_ORIGINS": '{"de": "http://127.0.0.1:9"}'},
    )

    assert run.returncode == 1
    assert "could not be fetched" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert not pages_in(corpus)


def test_a_reason_is_kept_word_for_word(tmp_path: Path, corpus: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(a_page())
    reason = "„Bild“ \\ \"quotes\" 'and' # — 图片, no byline"

    assert save(Place(tmp_path), corpus, str(file), reason=reason).returncode == 0

    (why,) = corpus.rglob("why.toml")
    assert tomllib.loads(why.read_text(encoding="utf-8")) == {"reason": reason}
