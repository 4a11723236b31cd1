"""What leaves a page: a capture, the entries of a listing, an article, a problem.

These frozen records are all that crosses the border between `belta_scraper`, which reads, and
`pipelines`, which interprets and keeps. Fields under *as printed* hold what BelTA printed, letter
for letter but for white space; fields under *as settled* are filled by the steps in `pipelines` and
stay `None` where nothing could be settled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

BlockKind = Literal["paragraph", "subheading", "list line", "quotation", "table", "caption"]
Fate = Literal["story", "chrome", "unknown"]
EntryState = Literal["wanted", "kept", "not understood", "refused", "gone"]
DateSource = Literal["listing", "page", "meta", "feed", "address", "dateline", "image"]
Sighting = Literal["unchanged", "missing", "soft 404", "redirected away"]
Role = Literal["author", "correspondent", "photographer", "editor", "columnist", "interviewee", "agency"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The record of one fetch, or of one file taken in."""

    source: str
    """The address asked for, or the file's name (`name.warc.gz#1024`: the record at that offset)."""
    fetched_at: datetime
    """When the bytes came (aware, UTC); for a file, when it was last written, as far as that is known."""
    taken_in_at: datetime | None = None
    """When a file was taken in (aware, UTC): the bytes came no later, whatever time the file bears."""
    digest: str
    """`sha256:` and the hexadecimal digest of the bytes after content decoding."""
    size: int
    """Bytes after content decoding."""
    url: str | None = None
    """The canonical address; `None` for a file that does not say where it comes from."""
    edition: str | None = None
    status: int | None = None
    """HTTP status; `None` for a file that carries none."""
    content_type: str | None = None
    etag: str | None = None
    """Validators, as the server sent them."""
    last_modified: str | None = None
    warc_file: str | None = None
    """Name of the WARC file under the `CAPTURES` folder that has its record, if one does."""
    warc_offset: int | None = None
    same_as: int | None = None
    """The archive's number of an earlier capture, whose record holds these bytes; `None`: its own does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The bytes of a capture that was taken in, with all that a WARC record says of them."""

    kind: Literal["response", "resource", "conversion", "revisit"]
    """`revisit`: the payload is that of an earlier record, which this one says was still the same."""
    payload: bytes
    """As it stands in the record: before any decoding."""
    content_type: str
    """Of the record's block: `text/plain` of a text, `application/http; msgtype=response` of an answer."""
    http_header: bytes = b""
    """Of an answer: status line and headers to the empty line, letter for letter."""
    headers: tuple[tuple[str, str], ...] = ()
    """The record's own, such as `WARC-Date`."""
    file: Path | None = None
    """The file that it lies in, where it can be read there by itself."""
    offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a listing: an article that the site says exists."""

    edition: str
    url: str
    """Canonical address of the article."""
    family: str
    number: int
    year: int | None
    section: str
    """Slug in the article's address; the rubric printed beside the entry is `section_text`."""
    headline: str | None = None
    teaser: str | None = None
    section_text: str | None = None
    time_text: str | None = None
    """As printed, mostly `HH:MM`."""
    day_text: str | None = None
    """The day separator above the entry as printed (`21.02.26`); `None` where none stood above it."""
    feed_date_text: str | None = None
    """`pubDate` of a feed, as printed; `None` for an entry of anything else."""
    image_url: str | None = None
    from_side_block: bool = False
    """True where the entry stood beside the listing proper: discovery, no evidence of its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that was not understood, kept with its address, its step and its words."""

    step: str
    """Where: the name of the step, the reader or the spider, in words."""
    message: str
    """What was expected and what was found, in one sentence."""
    text: str | None = None
    """The words that were not understood, as printed."""
    url: str | None = None
    edition: str | None = None
    capture: Capture | None = None
    entry: Entry | None = None
    """The ledger's entry that it is about."""
    leaves: EntryState | None = None
    """The state in which it leaves that entry; `None` leaves the entry alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a further look at a known article's address showed, where that was no page to read."""

    entry: Entry
    """The article looked for."""
    capture: Capture
    """The answer."""
    found: Sighting
    """`unchanged`: the server says so; `missing`: it answered 404 or 410; `soft 404`: a page that says so."""
    detail: str
    """In words: what was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of an article's body, in the order of the page."""

    kind: BlockKind
    fate: Fate
    text: str
    markup: str = ""
    """Where it stood, as a short selector (`div.share`); empty in text captures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that the body leads to: a link in the text, or an embedded film or post."""

    url: str
    text: str = ""
    embed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateDate:
    """One date that something on the page, or around it, gives for the article."""

    source: DateSource
    text: str
    """As printed, or as it stands in the mark-up or the address."""
    at: datetime | None = None
    """Settled: aware, Europe/Minsk; `None` where there is no time of day, or no reading it."""
    on: date | None = None
    """Settled: the day in Minsk, where the candidate names one."""
    agrees: bool | None = None
    """Settled: whether it agrees with the date that won; `None` where they cannot be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A person or an agency and its part in an article."""

    name: str
    """In the form in use: `Ivan Ivanov`, `BelTA`."""
    role: Role
    text: str
    """As printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published story in one edition, as read from one capture."""

    capture: Capture
    reader: str
    """Which page reader read it."""

    # Where it stands. A text capture has no address, so none of these need be known.
    edition: str | None = None
    url: str | None = None
    family: str | None = None
    number: int | None = None
    year: int | None = None
    section: str | None = None
    entry: Entry | None = None
    """The listing's line that led to it."""

    # As printed.
    headline: str | None = None
    lead: str | None = None
    section_text: str | None = None
    published_text: str | None = None
    modified_text: str | None = None
    byline_text: str | None = None
    update_note: str | None = None
    declared_language: str | None = None
    """What the page's own mark-up declares, e.g. `ru-RU`."""
    blocks: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()
    tags: tuple[Tag, ...] = ()
    links: tuple[Link, ...] = ()
    candidates: tuple[CandidateDate, ...] = ()
    """Printed by the reader; settled, and put in order of trust, by the steps."""

    # As settled.
    body: tuple[str, ...] | None = None
    """Paragraphs of the story, dateline and end marks taken off; `None` until the text is tidied."""
    language: str | None = None
    language_detected: str | None = None
    language_confidence: float | None = None
    language_shares: tuple[tuple[str, float], ...] = ()
    """How much of the text is in which language, by letters, the largest share first."""
    published_at: datetime | None = None
    """Aware, Europe/Minsk; `None` where no minute is printed."""
    published_on: date | None = None
    published_from: str | None = None
    dates_agree: bool | None = None
    modified_at: datetime | None = None
    dateline_text: str | None = None
    dateline_place: str | None = None
    dateline_on: date | None = None
    agency: str | None = None
    credits: tuple[Credit, ...] = ()
    end_mark: str | None = None
    problems: tuple[Problem, ...] = field(default=())
    """What reading and settling could not understand, in the order of finding."""
