"""How is an archive of today's release made, small enough to be kept for the releases to come?

Run it from a checkout of the release, before the schema moves on; the archive is made by the code
that stands in the working folder:

    cd CHECKOUT && PYTHONPATH=. python .../tests/archive/released/make_released.py .../tests/archive/released/NAME

NAME is that of the release's last migration. `NAME.db.gz` is the archive, `NAME/` are its captures.
It has some of everything that an archive can hold: an edited article, one that is gone, entries left
wanted and not understood, open problems, a text without address, a walk that broke off, a run that
was killed.
"""

import gzip
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from belta_scraper.replica import Fault, Replica
from tests.crawling import Place

LAST_DAY = date(2026, 10, 3)

A_TEXT = """Alle Nachrichten
Alle Nachrichten
Sport
02 Oktober 2026, 10:20

Ruderklub zählt seine Boote

MINSK, 2. Oktober (BelTA) – Der Ruderklub hat am Steg zwölf Boote gezählt, eines mehr als im Frühjahr.
"""


def main(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = make(Path(folder))
        with closing(sqlite3.connect(place.archive, isolation_level=None)) as conn:
            conn.execute("pragma journal_mode = delete")
            conn.execute("vacuum")
        with gzip.GzipFile(f"{name}.db.gz", "wb", mtime=0) as packed:
            packed.write(place.archive.read_bytes())
        shutil.copytree(place.captures, name)


def make(folder: Path) -> Place:
    """Crawl a small site of three editions that changes meanwhile, in four runs, and take in a text."""
    with Replica(editions=["ru", "zh", "de"], last_day=LAST_DAY, days=2) as replica:
        replica.switches.page_size = 5
        for code in ("ru", "zh", "de"):
            shorten(replica, code)
        place = Place(folder / "made", replica)
        place.archive.parent.mkdir()

        unread, away, slow, edited = replica.site("ru").stories[1:5]
        replica.switches.faults[unread.path] = Fault(
            kind="body", body=b"<html><body><p>Nothing here.</p></body></html>"
        )
        replica.switches.faults[slow.path] = Fault(status=503)
        replica.site("ru").remove(away, 410, keep_listed=True)
        ended = place.crawl("edition=ru,zh")
        assert ended.returncode == 3, ended.stderr

        # The site edits an article; this release learns it from captures that another archive made.
        replica.site("ru").edit(edited, headline=f"{edited.headline} (уточнено)")
        elsewhere = Place(folder / "elsewhere", replica)
        elsewhere.archive.parent.mkdir()
        elsewhere.crawl("edition=ru")
        ended = place.take_in(elsewhere.captures)
        assert ended.returncode == 0, ended.stderr
        assert place.rows("select count(*) from revisions where revision = 2") == [(1,)]

        replica.switches.faults["/all_news/page/2/"] = Fault(status=500)
        broken = place.crawl("edition=de")
        assert broken.returncode == 3, broken.stderr
        assert place.rows("select count(*) from walks where ended = 'broken off'") == [(1,)]

        replica.switches.faults.clear()
        for site in map(replica.site, ("ru", "zh")):
            site.publish()
        replica.switches.faults["/all_news/page/2/"] = Fault(kind="slow", seconds=5)
        on_its_way = "select 1 from walks where ended is null"
        place.killed(lambda: bool(place.rows(on_its_way)), "edition=ru,zh")
        assert place.rows(on_its_way)

    text = folder / "boote.txt"
    text.write_text(A_TEXT, encoding="utf-8")
    ended = place.take_in(text)
    assert ended.returncode == 0, ended.stderr
    assert place.rows("select count(*) from articles where number is null") == [(1,)]
    for table in ("problems", "earlier_wordings", "images", "article_tags", "links", "credits", "dates", "placements"):
        assert place.rows(f"select count(*) > 0 from {table}") == [(1,)], table
    states = {state for (state,) in place.rows("select state from entries")}
    assert states >= {"kept", "wanted", "not understood", "gone"}, states
    return place


def shorten(replica: Replica, code: str) -> None:
    """Leave an edition its eight newest articles, and the newest that a film or a post is embedded in."""
    site = replica.site(code)
    first, *others = sorted(site.stories[8:], key=lambda story: not story.embeds)
    for story in others if first.embeds else [first, *others]:
        site.remove(story)


if __name__ == "__main__":
    main(sys.argv[1])
