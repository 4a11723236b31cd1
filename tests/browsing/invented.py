"""An archive with a few invented articles, and with everything that a page has to show or to withstand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipelines.archive import search
from pipelines.archive.opening import Archive

SCRIPT = "<script>document.title = 'taken over'</script>"
OVERRIDE = "\u202e"
"""Whatever follows is written from right to left."""

READING_ROOM, BOAT, LIBRARY, ORCHARD, CHESS, TULIPS, TELESCOPE, HOSTILE = range(1, 9)
"""Ids of the articles."""


def make_archive(path: Path) -> None:
    with Archive(path) as archive:
        archive.begin()
        _fill(archive.db)
        archive.commit()


def put(db: Database, table: str, **columns: Any) -> int:
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    return int(db.execute(f"insert into {table} ({names}) values ({marks})", list(columns.values())).lastrowid or 0)


def put_article(db: Database, article: int, edition: str, number: int | None, **columns: Any) -> None:
    """An article with its capture; what is not said is that of an ordinary one of the last day of September."""
    url = f"https://{edition}.example.invalid/society/view/story-{number}-2026/" if number else None
    languages = {"zh": "zh-Hans"}
    row: dict[str, Any] = {
        "id": article,
        "key": f"{edition}/news/{number}/2026" if number else f"{edition}/text/{article}",
        "edition": edition,
        "family": "news" if number else None,
        "number": number,
        "year": 2026 if number else None,
        "url": url,
        "section": "society" if number else None,
        "section_text": None,
        "words": len(columns["body"].split()),
        "language": languages.get(edition, edition),
        "language_detected": languages.get(edition, edition),
        "language_confidence": 0.97,
        "published_text": f"30 September 2026, {article + 3:02}:00",
        "published_at": f"2026-09-30T0{article}:00:00Z",
        "published_local": f"2026-09-30T{article + 3:02}:00:00+03:00",
        "published_on": "2026-09-30",
        "published_from": "page",
        "dates_agree": 1,
        "first_seen_at": "2026-09-30T10:00:00Z",
        "last_seen_at": "2026-10-01T10:00:00Z",
        "last_checked_at": "2026-10-01T10:00:00Z",
        "revision": 1,
        "digest": f"sha256:{article:064}",
        "body_digest": f"sha256:{article + 100:064}",
        "revised_at": "2026-09-30T10:00:00Z",
        "reader": "article",
        "run": 1,
    }
    row |= columns
    row["capture"] = put(
        db, "captures", run=1, edition=edition, url=url, source=url or "story.txt", fetched_at="2026-09-30T10:00:00Z",
        status=200 if url else None, digest=f"sha256:{article:064}", size=4321, warc_file="run-1.warc.gz", warc_offset=article * 1000,
    )  # fmt: skip
    put(db, "articles", **row)
    search.index(db, article, row.get("headline"), row["body"], row["language"])
    put(db, "events", article=article, event="appeared", at=row["first_seen_at"], capture=row["capture"], run=1)
    if row["published_text"]:
        put(
            db,
            "dates",
            article=article,
            source="page",
            text=row["published_text"],
            value=row["published_local"],
            agrees=1,
        )
    if number:
        put_entry(db, edition, number, state="kept", article=article, headline=row.get("headline"))


def put_entry(db: Database, edition: str, number: int, **columns: Any) -> int:
    row = {
        "edition": edition,
        "family": "news",
        "number": number,
        "year": 2026,
        "url": f"https://{edition}.example.invalid/society/view/story-{number}-2026/",
        "section": "society",
        "listed_on": "2026-09-30",
        "time_text": "12:00",
        "day_text": "30.09.26",
        "first_listed_at": "2026-09-30T10:00:00Z",
        "last_listed_at": "2026-09-30T15:00:00Z",
        "first_run": 1,
    }
    entry = put(db, "entries", **(row | columns))
    put(
        db, "placements", entry=entry, listing="all_news", first_seen_at="2026-09-30T10:00:00Z",
        last_seen_at="2026-09-30T15:00:00Z", left_at="2026-09-30T16:00:00Z", first_page=1, last_page=1, last_place=number % 10 + 5, best_place=number % 10 + 1, walk=1,
    )  # fmt: skip
    return entry


def _fill(db: Database) -> None:
    put(
        db, "runs", id=1, spider="listings", arguments="{}", versions="{}", started_at="2026-09-30T09:58:00Z",
        ended_at="2026-09-30T10:05:00Z", outcome="incomplete", exit_status=3, reason="2 listed articles are still wanted.",
    )  # fmt: skip
    put(db, "run_counts", run=1, edition="de", pages=3, listed=4, new_entries=4, requested=4, kept=1, not_understood=1)
    put(
        db, "walks", id=1, run=1, edition="de", listing="all_news", started_at="2026-09-30T09:58:00Z",
        ended_at="2026-09-30T10:05:00Z", pages=3, ended="broken off",
    )  # fmt: skip
    _fill_articles(db)
    _fill_history(db)
    _fill_parts(db)
    put_entry(db, "de", 40, state="wanted")
    put_entry(db, "de", 41, state="wanted")
    put_entry(db, "ru", 17, state="not understood", reason="No headline was found.", listed_on="2026-09-29")


def _fill_articles(db: Database) -> None:
    put_article(
        db, READING_ROOM, "ru", 11, section_text="Общество",
        headline="В читальном зале открыли уголок для настольных игр",
        body="Игры можно взять на стойке у входа.\n\nПервый турнир библиотека обещает в субботу, сообщает БЕЛТА.",
        dateline_text="30 сентября, Минск /Корр. БЕЛТА/.", dateline_place="Минск", dateline_on="2026-09-30", agency="БЕЛТА",
    )  # fmt: skip
    put_article(
        db, BOAT, "de", 21, section_text="Gesellschaft", headline="Ruderklub flickt sein ältestes Boot in 12 Tagen",
        body="Das Boot liegt seit Mai im Trockenen.\n\nAm Sonntag soll es wieder schwimmen.", dates_agree=0, revision=2,
        revised_at="2026-10-01T08:00:00Z", byline_text="Von Lotte Beispiel",
    )  # fmt: skip
    put_article(
        db, LIBRARY, "zh", 31, section_text="社会", headline="图书馆延长夜间开放时间",
        body="从下周起,市图书馆每晚十点闭馆。\n\n读者可以在阅览室借用台灯。", dateline_text="白通社明斯克9月30日电。", dateline_place="明斯克",
    )  # fmt: skip
    put_article(
        db, ORCHARD, "be", 13, headline="Яблыневы сад чакае гасцей",
        body="Посетители могут сами собрать яблоки и взвесить их у ворот.", language_detected="ru", language_confidence=0.91,
    )  # fmt: skip
    put_article(
        db, CHESS, "en", 15, section_text="Society", headline="Chess club leaves its lights on", body="Nobody remembers why.",
        state="gone", gone_at="2026-10-02T06:00:00Z", last_seen_at="2026-10-01T06:00:00Z",
    )  # fmt: skip
    put_article(db, TULIPS, "es", 16, headline="El parque planta tulipanes", body="Los bulbos llegan en octubre.")
    put_article(
        db, TELESCOPE, "pl", None, headline=None, body="Obserwatorium zaprasza na noc gwiazd.", published_at=None,
        published_local=None, published_on=None, published_text=None, published_from=None, dates_agree=None, reader="plain text",
    )  # fmt: skip
    put_article(
        db, HOSTILE, "en", 18, headline=f"{SCRIPT} & {OVERRIDE}sdrawkcab",
        body=f"{SCRIPT}\n\n<img src=x onerror=alert(1)> {OVERRIDE}thgin lla no era sthgil ehT\n\nThe lights are on.", lead="<b>bold</b>", section=f'"><i>{SCRIPT}',
        section_text=f"{OVERRIDE}{SCRIPT}", agency=SCRIPT, byline_text=SCRIPT, published_from=SCRIPT,
    )  # fmt: skip


def _fill_history(db: Database) -> None:
    put(
        db, "earlier_wordings", article=BOAT, revision=1, seen_at="2026-09-30T10:00:00Z",
        headline="Ruderklub flickt sein ältestes Boot in 10 Tagen", body="Das Boot liegt seit Mai im Trockenen.",
        digest="sha256:9", reader="article", capture=2, run=1,
    )  # fmt: skip
    for field, place, kind, before, after in (
        ("headline", None, "figure", "10", "12"),
        ("body", 2, "paragraph added", None, "Am Sonntag soll es wieder schwimmen."),
    ):
        put(
            db, "changes", article=BOAT, revision=2, field=field, place=place, kind=kind, before=before, after=after,
        )  # fmt: skip
    put(db, "events", article=BOAT, event="edited", at="2026-10-01T08:00:00Z", capture=2, run=1)
    put(
        db, "events", article=CHESS, event="missing", at="2026-10-01T18:00:00Z", detail="The site answered 404.", capture=5, run=1,
    )  # fmt: skip
    put(db, "events", article=CHESS, event="gone", at="2026-10-02T06:00:00Z", detail="404", capture=5, run=1)
    put(
        db,
        "dates",
        article=BOAT,
        source="meta",
        text="2026-09-12T12:00:00+00:00",
        value="2026-09-12T12:00:00+03:00",
        agrees=0,
    )
    put(db, "dates", article=BOAT, source="dateline", text="31. September")
    put(db, "dates", article=BOAT, source="address", text="2026", agrees=1)


def _fill_parts(db: Database) -> None:
    lotte = put(db, "people", name="Lotte Beispiel", kind="person")
    agency = put(db, "people", name="BelTA", kind="agency")
    put(db, "credits", article=BOAT, person=lotte, role="author", place=1, text="Von Lotte Beispiel")
    put(db, "credits", article=BOAT, person=agency, role="agency", place=2, text="BelTA")
    put(
        db,
        "images",
        article=TULIPS,
        place=1,
        url="https://img.example.invalid/tulips.jpg",
        caption="Tulipanes",
        credit="Foto: Ana",
    )
    put(db, "images", article=HOSTILE, place=1, url="javascript:alert(1)", caption=SCRIPT)
    put(db, "links", article=HOSTILE, place=1, url="javascript:alert(2)", text="Click", embed=0)
    put(db, "links", article=HOSTILE, place=2, url="data:text/html,<script>1</script>", text="Click", embed=1)
    tag = put(db, "tags", edition="es", text="jardines", url="https://es.example.invalid/search/findTags/7")
    put(db, "article_tags", article=TULIPS, tag=tag, place=1)
    for article, edition in ((BOAT, "de"), (HOSTILE, "en")):
        put(
            db, "problems", run=1, edition=edition, url=SCRIPT if article == HOSTILE else None, step="TakeDateline",
            text="31. September" if article == BOAT else SCRIPT, message="A day of the calendar was expected.",
            article=article, found_at="2026-09-30T10:00:00Z",
        )  # fmt: skip
