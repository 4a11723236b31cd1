"""Is every labelled field of the real captures right, or is there a reason?

    python -m benchmarks.real [FOLDER]

FOLDER (`../shared/captures`, or what `BELTA_CAPTURES` names) may hold

    labels.jsonl beside captures    what a careful reader found in each file named
    pages (.html, .html.gz)         measured against what their own mark-up states, which is hidden from the readers
    .json                           lines of listings and items of feeds, set in mark-up of ours

Exit status 1 if a labelled field is wrong without a stated reason, or if there is nothing to measure.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from belta_scraper.addresses import ArticleAddress, read_address
from belta_scraper.editions import EDITIONS
from belta_scraper.errors import DateNotUnderstood, NotUnderstood, PageNotUnderstood
from belta_scraper.items import Article, Entry
from belta_scraper.pages import decode, read_article, read_feed, read_listing, read_plain_text
from belta_scraper.pages.meta import first, meta_of
from belta_scraper.pages.outline import outline_of
from belta_scraper.pages.tree import parse
from pipelines.datelines import read_dateline
from pipelines.dates import day_in_year, read_feed_date, read_stamp
from pipelines.languages import identify
from pipelines.text import tidy

from .scoring import Scores, Values, values
from .steps import a_capture, settled
from .tables import console, scores_table

REASONS: Mapping[tuple[str, str], str] = {}
"""By file and field, why a labelled field is not read as labelled: what the capture itself makes impossible."""

LATE = datetime(2100, 1, 1, tzinfo=UTC)
"""When the captures are taken in, as far as their dates go: after every one of them, whatever this machine's clock."""

Compared = tuple[str, str, dict[str, Values], dict[str, Values]]
"""Edition, file, what is labelled, what was found."""


# --- Labelled captures ----------------------------------------------------------------------------


def labelled(folder: Path) -> Iterator[Compared]:
    """Every capture that a `labels.jsonl` beside it names."""
    for labels in sorted(folder.rglob("labels.jsonl")):
        for line in labels.read_text(encoding="utf-8").splitlines():
            if line.strip():
                label: dict[str, Any] = defaultdict(lambda: None, json.loads(line))
                yield _compared(label, labels.parent / label["file"])


def _compared(label: dict[str, Any], file: Path) -> Compared:
    text = decode(_unpacked(file))
    expected, found = _labels(label, text), dict.fromkeys(_labels(label, text), Values())
    kind = "article" if label["is_article"] else str(label["kind"])
    expected["kind"] = values(kind)
    try:
        article = settled(_read(file, text, label["url"]))
    except PageNotUnderstood as error:
        seems = "list" if "listing" in str(error) else "no article"
        found["kind"] = values(kind if seems == "no article" and kind not in ("article", "list") else seems)
    else:
        found |= _found(article, label)
        found["kind"] = values("article")
    return str(label["edition"]), file.name, expected, found


def _read(file: Path, text: str, url: str | None) -> Article:
    capture = a_capture(file.name, fetched_at=LATE, from_file=True)
    if ".htm" in file.name:
        return read_article(text, url=url or "", edition=None, capture=capture)
    return read_plain_text(text, capture=capture, url=url)


def _labels(label: dict[str, Any], text: str) -> dict[str, Values]:
    """What the label says of an article; nothing of what is none."""
    if not label["is_article"]:
        return {}
    at = label["published_at"]
    expected = {name: values(tidy(label[name] or "")) for name in _AS_PRINTED}
    expected |= {
        "published_at": values(datetime.fromisoformat(at) if at else None),
        "dateline_place": values((label["dateline_place"] or "").casefold()),
        "dateline day": values(label["dateline_day_month"]),
        "agency": values(label["agency"]),
        "people": tuple(name.casefold() for name in label["byline_people"] or ()),
        "paragraphs": values(label["body_paragraphs"]),
        "first words": values(tidy(label["body_first_words"] or "")),
        "last words": values(tidy(label["body_last_words"] or "")),
        "captions": tuple(map(tidy, label["caption_lines"] or ())),
        "chrome in body": (),
    }
    if label["body_span"]:
        start, end = label["body_span"]
        expected["every letter"] = values(_unspaced(text[start:end]))
    return {name: each for name, each in expected.items() if _KEYS.get(name, name) in label}


_KEYS = {
    "dateline day": "dateline_day_month",
    "people": "byline_people",
    "paragraphs": "body_paragraphs",
    "first words": "body_first_words",
    "last words": "body_last_words",
    "captions": "caption_lines",
    "chrome in body": "chrome_lines",
    "every letter": "body_span",
}
"""What labels call the fields that we call otherwise; one that a label does not have is not compared."""

_AS_PRINTED = ("edition", "section_text", "published_text", "headline", "dateline_text", "end_mark")


def _found(article: Article, label: dict[str, Any]) -> dict[str, Values]:
    body = article.body or ()
    whole = " ".join(body)
    start, end = tidy(label["body_first_words"] or ""), tidy(label["body_last_words"] or "")
    captions = [block.text for block in article.blocks if block.kind == "caption" and block.fate != "chrome"]
    chrome = set(map(tidy, label["chrome_lines"] or ()))
    return {name: values(tidy(getattr(article, name) or "")) for name in _AS_PRINTED} | {
        "published_at": values(article.published_at),
        "dateline_place": values((article.dateline_place or "").casefold()),
        "dateline day": values(_dateline_day(article)),
        "agency": values(article.agency),
        "people": tuple(
            credit.name.casefold() for credit in article.credits if credit.role not in ("agency", "photographer")
        ),
        "paragraphs": values(len(body)),
        "first words": values(start if whole.startswith(start) else whole[: len(start)]),
        "last words": values(end if whole.endswith(end) else whole[-len(end) :]),
        "captions": tuple(map(tidy, captions)),
        "chrome in body": tuple(line for line in body if line in chrome),
        "every letter": values(_unspaced(whole)),
    }


def _dateline_day(article: Article) -> str | None:
    """Month and day of the dateline, which has no year where nothing around it has one."""
    on = article.dateline_on
    edition = EDITIONS.get(article.edition or "")
    if on is None and article.dateline_text and edition is not None:
        dateline = read_dateline(article.dateline_text, edition.language)
        if dateline is not None:
            try:
                on = day_in_year(dateline.day, dateline.month, edition.language, 2024)
            except DateNotUnderstood:
                return None
    return None if on is None else f"{on:%m-%d}"


def _unspaced(text: str) -> str:
    return "".join(tidy(text).split())


# --- Pages that label themselves ------------------------------------------------------------------

_META = re.compile(r"<meta\b[^>]*\b(?:property|name)\s*=[^>]*>", re.IGNORECASE)


def pages(folder: Path, labelled_files: set[str]) -> Iterator[Compared]:
    """Saved pages, read without the mark-up that states what they print, against what it states."""
    for file in sorted((*folder.rglob("*.html"), *folder.rglob("*.html.gz"))):
        if file.name in labelled_files:
            continue
        text = decode(_unpacked(file))
        stated = meta_of(outline_of(parse(text)))
        url = first(stated, "og:url") or ""
        title, published = first(stated, "og:title"), first(stated, "article:published_time")
        expected = {
            "kind": values("article"),
            "headline": values(title),
            "section_text": values(first(stated, "og:section")),
            "published_at": values(read_stamp(published).at if published else None),
            "tags": tuple(stated.get("article:tag", ())),
            "pictures": values(_picture(first(stated, "og:image"))),
            "language_detected": values((first(stated, "og:locale") or "").partition("_")[0]),
        }
        expected = {name: stated_values for name, stated_values in expected.items() if stated_values}
        found = dict.fromkeys(expected, Values())
        try:
            capture = a_capture(file.name, fetched_at=LATE, from_file=True)
            article = settled(read_article(_META.sub("", text), url=url, edition=None, capture=capture))
        except NotUnderstood:
            pass
        else:
            found |= {
                "kind": values("article"),
                "headline": values(article.headline),
                "section_text": values(article.section_text),
                "published_at": values(article.published_at),
                "tags": tuple(tag.text for tag in article.tags),
                "pictures": values(*(_picture(image.url) for image in article.images[:1])),
                "language_detected": values((article.language_detected or "").partition("-")[0]),
            }
        address = _address(url)
        yield (address.edition if address else "?"), file.name, expected, found


def _picture(url: str | None) -> str | None:
    """A picture's name, whatever its size."""
    return url and re.sub(r"_(?:inmain|big|medium|small)(?=\.\w+$)", "", url.rpartition("/")[2])


def _unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


# --- Lines of listings, items of feeds ------------------------------------------------------------


def lines(folder: Path) -> Iterator[Compared]:
    """Real headlines, teasers, rubrics and addresses, one comparison for each."""
    for file in sorted(folder.rglob("*.json")):
        records = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(records, list):
            continue
        for record in records:
            url = isinstance(record, dict) and (record.get("url") or record.get("link"))
            if not url or "title" not in record:
                continue
            address = _address(url)
            entry = _entry(record, url, address.edition) if address else None
            edition = address.edition if address else "?"
            yield edition, f"{file.name}: {url}", _true_of(record, url, edition), _made_of(entry, address)


def _address(url: str) -> ArticleAddress | None:
    try:
        address = read_address(url)
    except NotUnderstood:
        return None
    return address if isinstance(address, ArticleAddress) else None


def _true_of(record: dict[str, str], url: str, edition: str) -> dict[str, Values]:
    expected = {"address": values(url.rstrip("/")), "headline": values(tidy(record["title"]))}
    if edition in EDITIONS:
        expected["language"] = values(EDITIONS[edition].language)
    if "description" in record:
        expected["teaser"] = values(tidy(record["description"]))
    if "category" in record:
        expected["section_text"] = expected["label known"] = values(record["category"])
    if "time" in record:
        expected["time"] = values(record["time"])
    if "pubDate" in record:
        expected["feed date"] = values(datetime.strptime(record["pubDate"], "%a, %d %b %Y %H:%M:%S %z"))
    return expected


def _made_of(entry: Entry | None, address: ArticleAddress | None) -> dict[str, Values]:
    if entry is None or address is None:
        return dict.fromkeys(
            ("address", "headline", "language", "teaser", "section_text", "label known", "time", "feed date"), Values()
        )
    labels = EDITIONS[address.edition].section_of_label
    label = entry.section_text or ""
    return {
        "address": values(address.url.rstrip("/")),
        "headline": values(entry.headline),
        "language": values(identify(f"{entry.headline}. {entry.teaser or ''}").language),
        "teaser": values(entry.teaser),
        "section_text": values(entry.section_text),
        "label known": values(label if label.lower() in labels else None),
        "time": values(entry.time_text),
        "feed date": values(read_feed_date(entry.feed_date_text).at if entry.feed_date_text else None),
    }


def _entry(record: dict[str, str], url: str, edition: str) -> Entry | None:
    """What the reader of feeds, or that of listings, makes of a record."""
    title, link = escape(record["title"]), escape(url)
    teaser, rubric = escape(record.get("description", "")), escape(record.get("category", ""))
    host = f"https://{EDITIONS[edition].host}"
    if "pubDate" in record:
        item = f"<item><title>{title}</title><link>{link}</link><description>{teaser}</description>"
        text = f'<rss version="2.0"><channel>{item}<pubDate>{record["pubDate"]}</pubDate></item></channel></rss>'
        listing = read_feed(text, url=f"{host}/rss/", edition=EDITIONS[edition])
    else:
        text = (
            f'<div id="inner"><div class="news_item lenta_item"><div class="date">{record.get("time", "")} '
            f'<a class="date_rubric" href="{host}/society/">{rubric}</a></div><a href="{link}" title="{title}">'
            f'<span class="lenta_item_title">{title}</span>\r\n<span class="lenta_textsmall">{teaser}</span></a>'
            "</div></div>"
        )
        listing = read_listing(text, url=f"{host}/all_news/", edition=EDITIONS[edition])
    return listing.entries[0] if listing.entries else None


# --- The table ------------------------------------------------------------------------------------


def scored(comparisons: Iterable[Compared]) -> Scores:
    scores = Scores()
    for edition, file, expected, found in comparisons:
        scores.add(edition, file, expected, found)
    return scores


def main(arguments: list[str]) -> int:
    given = arguments[0] if arguments else os.environ.get("BELTA_CAPTURES") or "../shared/captures"
    folder = Path(given)
    named = list(labelled(folder)) if folder.is_dir() else []
    parts = {
        "Captures with labels": scored(named),
        "Pages, against what their own mark-up states": scored(pages(folder, {file for _, file, _, _ in named})),
        "Lines of listings and items of feeds": scored(lines(folder)),
    }
    if not any(scores.by_field for scores in parts.values()):
        print(f"There are no captures to measure at {folder}; name a folder that holds some.", file=sys.stderr)
        return 1
    unexplained = 0
    out = console()
    for title, scores in parts.items():
        if scores.by_field:
            out.print(scores_table(scores, title))
        for miss in scores.misses:
            reason = REASONS.get((miss.where, miss.field))
            unexplained += reason is None
            out.print(f"  {miss}\n    {reason or 'no reason is stated'}", soft_wrap=True)
    out.print(f"{unexplained} labelled fields are wrong without a stated reason." if unexplained else "All is right.")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
