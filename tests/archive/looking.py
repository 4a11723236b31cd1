"""An archive with some of everything, and a look at one."""

from pathlib import Path

from belta_scraper.commands.verify import body_at
from belta_scraper.replica import Replica
from pipelines.archive.integrity import Captures, Verified, verify
from pipelines.archive.opening import Archive
from tests.archive.test_released import NAMES, unpacked
from tests.crawling import Place


def look(place: Place, *, quick: bool = False, captures: bool = True) -> Verified:
    """What `scrapy verify` finds."""
    where = Captures(folder=place.captures, body_at=body_at) if captures and not quick else None
    return verify(place.archive, captures=where, quick=quick, tell=lambda name, done, total: None)


def told(found: Verified) -> str:
    return "\n".join(damage.message for damage in found.damages)


def some_of_everything(folder: Path) -> Place:
    """An archive that has rows in every table: begun by the first release, and crawled on by this one."""
    with Replica(editions=["zh"], days=2) as replica:
        place = unpacked(NAMES[0], folder, replica)
        crawled = place.crawl("edition=zh")
        assert crawled.returncode == 0, crawled.stderr
    with Archive(place.archive) as archive:
        archive.begin()
        for table, row in ROWS.items():
            marks = ", ".join("?" * len(row))
            archive.db.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", list(row.values()))
        archive.commit()
    return place


ROWS: dict[str, dict[str, object]] = {
    "changes": {"article": 1, "revision": 2, "field": "body", "kind": "figure", "before": "10", "after": "12"},
    "measures": {"run": 1, "edition": "ru", "name": "words of an invented body", "value": 140.5, "cases": 12},
}
"""Of tables that a crawl of so small a site may leave empty."""
