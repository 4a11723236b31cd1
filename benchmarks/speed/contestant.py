"""How do the contestants of one environment read the pages, round by round?

    python contestant.py FOLDER

Runs in any environment and imports nothing but what is asked for. For each line on standard input, which
names a contestant, it lets that one read every page once, and answers with the seconds that this took of
the processor.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))  # for ours; the others' environments have nothing of it


@dataclass(frozen=True)
class Page:
    body: bytes
    text: str
    edition: str
    url: str


Read = Callable[[Page], object]


def lxml_alone() -> Read:
    etree: Any = import_module("lxml.etree")
    return lambda page: etree.fromstring(page.body, etree.HTMLParser(recover=True, encoding="utf-8", huge_tree=True))


def a_selector() -> Read:
    parsel: Any = import_module("parsel")
    return lambda page: parsel.Selector(text=page.text)


def ours_reading() -> Read:
    from datetime import UTC, datetime

    from belta_scraper.editions import EDITIONS
    from belta_scraper.pages import decode, read_article
    from benchmarks.steps import a_capture

    capture = a_capture("a page", fetched_at=datetime(2026, 12, 20, tzinfo=UTC))
    return lambda page: read_article(
        decode(page.body), url=page.url, edition=EDITIONS.get(page.edition), capture=capture
    )


def ours_settling() -> Read:
    from benchmarks.steps import settled

    reading: Any = ours_reading()
    return lambda page: settled(reading(page))


def trafilatura_fast() -> Read:
    trafilatura: Any = import_module("trafilatura")
    return lambda page: trafilatura.extract(page.text, fast=True)


def trafilatura_whole() -> Read:
    trafilatura: Any = import_module("trafilatura")
    return lambda page: trafilatura.bare_extraction(page.text, url=page.url or None, with_metadata=True)


def readability() -> Read:
    module: Any = import_module("readability")

    def read(page: Page) -> object:
        document = module.Document(page.text)
        return document.title(), document.summary()

    return read


def goose() -> Read:
    goose3: Any = import_module("goose3")
    reader = goose3.Goose({"enable_image_fetching": False})
    return lambda page: reader.extract(raw_html=page.text)


def newspaper() -> Read:
    module: Any = import_module("newspaper")
    config = module.Config()
    config.fetch_images = False  # it would ask the network for their sizes

    def read(page: Page) -> object:
        article = module.Article(page.url, config=config)
        article.download(input_html=page.text)
        article.parse()
        return article

    return read


def news_please() -> Read:
    module: Any = import_module("newsplease")
    return lambda page: module.NewsPlease.from_html(page.text, url=page.url, fetch_images=False)


def fundus() -> Read:
    """What somebody who wants BelTA in fundus would write: its reader classes, its helpers, these pages' marks."""
    parser: Any = import_module("fundus.parser")
    helpers: Any = import_module("fundus.parser.utility")
    etree: Any = import_module("lxml.etree")
    body_ = "//div[contains(@class,'js-mediator-article')]"

    class Belta(parser.ParserProxy):  # type: ignore[misc]
        class V1(parser.BaseParser):  # type: ignore[misc]
            _paragraphs = etree.XPath(f"{body_}//p | {body_}/div[div] | //div[@class='center_col']/p")
            _subheadings = etree.XPath(f"{body_}//h2 | //div[@class='center_col']/h2")
            _topics = etree.XPath("//div[@class='news_tags_block']/a")

            @parser.attribute  # type: ignore[untyped-decorator]
            def body(self) -> Any:
                return helpers.extract_article_body_with_selector(
                    self.precomputed.doc, paragraph_selector=self._paragraphs, subheadline_selector=self._subheadings
                )

            @parser.attribute  # type: ignore[untyped-decorator]
            def authors(self) -> Any:
                return helpers.generic_author_parsing(self.precomputed.meta.get("author"))

            @parser.attribute  # type: ignore[untyped-decorator]
            def publishing_date(self) -> Any:
                return helpers.generic_date_parsing(self.precomputed.meta.get("article:published_time"))

            @parser.attribute  # type: ignore[untyped-decorator]
            def title(self) -> Any:
                return self.precomputed.meta.get("og:title")

            @parser.attribute  # type: ignore[untyped-decorator]
            def topics(self) -> Any:
                return helpers.generic_topic_parsing(
                    [helpers.normalize_whitespace(node.text_content()) for node in self._topics(self.precomputed.doc)]
                )

            @parser.attribute  # type: ignore[untyped-decorator]
            def images(self) -> Any:
                return helpers.image_extraction(
                    doc=self.precomputed.doc, paragraph_selector=self._paragraphs,
                    image_selector=etree.XPath("//div[contains(@class,'main_img') or @class='img_doc']//img"),
                )  # fmt: skip

    reader = Belta()()
    return lambda page: reader.parse(page.text, error_handling="catch")


READERS: dict[str, Callable[[], Read]] = {
    "lxml, parsing alone": lxml_alone,
    "parsel, a selector": a_selector,
    "ours, reading": ours_reading,
    "ours, reading and settling": ours_settling,
    "fundus, a reader written for these pages": fundus,
    "trafilatura, fast": trafilatura_fast,
    "trafilatura, with meta data": trafilatura_whole,
    "readability-lxml": readability,
    "goose3": goose,
    "newspaper4k": newspaper,
    "news-please": news_please,
}


def main(folder: Path) -> None:
    known = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
    pages = [
        Page(
            body=(folder / f"{number:04}.html").read_bytes(),
            text=(folder / f"{number:04}.txt").read_text(encoding="utf-8"),
            **page,
        )
        for number, page in enumerate(known)
    ]
    answers, sys.stdout = sys.stdout, sys.stderr  # some of the peers print
    readers: dict[str, Read] = {}
    for line in sys.stdin:
        name = line.strip()
        if name not in readers:
            readers[name] = READERS[name]()
        read = readers[name]
        begun = time.process_time()
        for page in pages:
            read(page)
        print(json.dumps({"seconds": time.process_time() - begun}), file=answers, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
