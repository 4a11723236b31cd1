"""What does a saved page or text hold, and what does it say of where and when it was saved?"""

from __future__ import annotations

import email
import email.policy
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path

from ..errors import NotUnderstood
from ..items import Record
from .coding import gunzipped
from .held import FILE_BYTES_AT_MOST, Held

_START = 8192
"""Bytes in which a file shows what it is."""

_NOTES = (
    # Browsers, `<!-- saved from url=(0042)https://… -->`; for a file they put about:internet there.
    re.compile(rb"<!-- saved from url=\(\d+\)(?P<url>https?://\S+)"),
    # SingleFile, which gives the time of JavaScript's Date: Mon Nov 23 2026 14:05:01 GMT+0300 (…)
    re.compile(
        rb"<!--\s+Page saved with SingleFile\s+url:\s*(?P<url>https?://\S+)"
        rb"(?:\s+saved date:\s*\w+ (?P<when>\w{3} \d\d \d{4} [\d:]{8} GMT[+-]\d{4}))?"
    ),
    # HTTrack: Mirrored from deu.belta.by/sport/ by HTTrack Website Copier/3.x […], Mon, 23 Nov 2026 11:05:01 GMT
    re.compile(rb"<!-- Mirrored from (?P<url>\S+) by HTTrack [^,]*, (?P<when>\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT)"),
)
"""What programs write into a page that they save."""

_MEMENTO = re.compile(r"https?://.+?/(?P<when>\d{14})(?:[a-z]{2}_)?/(?P<url>https?:/{1,2}.+)")
"""An address in a Wayback-style archive; some programs make one slash of two."""


def saved_at(file: Path) -> Held:
    """A saved page or a text. Raises `NotUnderstood`, and `OSError`."""
    stat = file.stat()
    if stat.st_size > FILE_BYTES_AT_MOST:
        raise NotUnderstood(f"{file} has {stat.st_size:,} bytes, more than any page; it is not taken in.")
    body = file.read_bytes()
    if body.startswith(b"\x1f\x8b"):
        try:
            body = gunzipped(body)
        except NotUnderstood as error:
            raise NotUnderstood(f"{file} is {error}.") from None
    url, when = None, None
    if file.name.lower().removesuffix(".gz").endswith((".mhtml", ".mht")):
        body, url, when = _page_of_mhtml(body, file)
    if not body.strip():
        raise NotUnderstood(f"{file} is empty; expected a saved page or the text of one.")
    if _is_binary(body):
        raise NotUnderstood(f"{file} is a binary file; expected WARC, HTML or the text of a page.")
    is_page = _is_markup(body)
    if is_page and url is None:
        url, when = _note_in(body)
    if url is not None and (memento := _MEMENTO.fullmatch(url)):
        url = re.sub(r"^(https?:)/+", r"\1//", memento["url"])
        when = datetime.strptime(memento["when"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return Held(
        source=file.name,
        body=body,
        form="page" if is_page else "plain text",
        fetched_at=when or datetime.fromtimestamp(stat.st_mtime, UTC),
        url=url,
        record=Record(kind="resource", payload=body, content_type="text/html" if is_page else "text/plain"),
    )


def _is_markup(body: bytes) -> bool:
    start = body[:_START].replace(b"\x00", b"").lower()  # in UTF-16 every other byte of the markup is NUL
    return (
        start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<rss"))
        or b"<html" in start
        or b"<!doctype" in start
        or (b"<div" in start and b"</" in start)
    )


def _is_binary(body: bytes) -> bool:
    """Whether bytes are no text in any encoding that pages come in.

    >>> _is_binary(bytes(range(200)))
    True
    """
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, which is half NULs
        return False
    start = body[:_START]
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in start)
    return odd > len(start) // 30


def _note_in(body: bytes) -> tuple[str | None, datetime | None]:
    """Where, and if it says so when, a page was saved.

    >>> _note_in(b"<!DOCTYPE html>\\n<!-- saved from url=(0029)https://deu.belta.by/all_news/ -->")
    ('https://deu.belta.by/all_news/', None)
    """
    start = body[:_START].replace(b"\x00", b"")
    for pattern in _NOTES:
        if found := pattern.search(start):
            url = unescape(found["url"].decode("utf-8", "replace"))
            if "://" not in url:
                url = f"https://{url}"
            return url, _moment(found.groupdict().get("when"))
    return None, None


def _moment(words: bytes | None) -> datetime | None:
    text = (words or b"").decode("ascii")
    try:
        if "GMT+" in text or "GMT-" in text:
            return datetime.strptime(text, "%b %d %Y %H:%M:%S GMT%z").astimezone(UTC)
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _page_of_mhtml(body: bytes, file: Path) -> tuple[bytes, str | None, datetime | None]:
    """The page in a file of a page and its parts, its address, and when it was saved. Raises `NotUnderstood`."""
    message = email.message_from_bytes(body, policy=email.policy.default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise NotUnderstood(f"{file} holds no page; expected one part of it to be text/html.")
    assert isinstance(page, EmailMessage)
    content = page.get_payload(decode=True)
    where = message.get("Snapshot-Content-Location") or page.get("Content-Location")
    when = _moment(str(message.get("Date", "")).encode("ascii", "replace"))
    url = str(where) if where and str(where).startswith("http") else None
    return content if isinstance(content, bytes) else b"", url, when
