"""What does the archive know of one fetch, or of one file that was taken in?"""

from __future__ import annotations

from sqlite_utils import Database

from belta_scraper.items import Capture

from ..moments import utc


def keep_capture(db: Database, run: int, capture: Capture) -> int:
    """The row of a capture, written now unless this run has written it already."""
    moment = utc(capture.fetched_at)
    known = db.execute(
        "select id from captures where run = ? and source = ? and fetched_at = ? and digest = ?",
        [run, capture.source, moment, capture.digest],
    ).fetchone()
    if known:
        return int(known[0])
    row = {
        "run": run,
        "edition": capture.edition,
        "url": capture.url,
        "source": capture.source,
        "fetched_at": moment,
        "status": capture.status,
        "content_type": capture.content_type,
        "digest": capture.digest,
        "size": capture.size,
        "warc_file": capture.warc_file,
        "warc_offset": capture.warc_offset,
        "etag": capture.etag,
        "last_modified": capture.last_modified,
        "same_as": capture.same_as,
    }
    cursor = db.execute(
        f"insert into captures ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values())
    )
    return int(cursor.lastrowid or 0)
