"""What is one capture that a file holds?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ..items import Record

Form = Literal["page", "plain text"]

FILE_BYTES_AT_MOST = 64 * 2**20
"""A saved page of more is no page; WARC files may have any size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One capture that a path holds."""

    source: str
    """The file's name, with the record's offset behind `#` where there is one."""
    body: bytes
    """After content decoding."""
    form: Form
    fetched_at: datetime
    """Of the record; of a file, what the page says of its saving, or when it was last written: the bytes
    came no later."""
    url: str | None = None
    status: int | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    warc_offset: int | None = None
    record: Record | None = None
    """What a copy of it needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A record that was passed by: no capture, or one of an address that is not wanted."""

    warc_offset: int
    capture: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A file or record that could not be opened or unpacked, and why."""

    source: str
    reason: str
