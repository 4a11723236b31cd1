"""Which captures does a Wayback-style archive have, and which of them are still to be asked for?

One request is under way at a time, and captures come in the order of their making: so what refers to an
earlier one finds it, and no more waits in memory than one answer of the index lists.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from ..addresses import read_address
from ..courtesy import in_words
from ..editions import TIME_ZONE, Edition
from ..errors import AddressNotUnderstood, NotUnderstood
from ..files import Held, decoded
from ..items import Problem, Record
from ..replay import (
    ROWS_AT_ONCE,
    Collection,
    Memento,
    Span,
    as_captured,
    hosts_of,
    moment_of,
    packing_of,
    question,
    read_index,
)
from .taking import TakesIn

_INDEX_BYTES_AT_MOST = 64 * 2**20
"""A line of the index has a few hundred bytes."""

_AS_IT_IS = {"dont_redirect": True}
"""A capture may be a redirect, which leads out of the archive."""


class Replays(TakesIn):
    """A spider that can ask an archive of captures."""

    replay: str | None = None
    """The collection's address, the one place beside BelTA's that may be asked (`courtesy.StayWithBelta`)."""
    collection: Collection
    editions: tuple[Edition, ...]
    span: Span
    questions: deque[tuple[str, Span, str | None]]
    """What the index is still to be asked: host, time, and where in its answer to go on."""
    indexes: list[str]
    """Where the index may be."""
    listed_last: deque[Memento]
    """What the index listed, and is still to be asked for."""
    met: set[str]
    """Captures by their address in the archive: an index may list one twice."""
    owed = 0
    """Captures that another run may get."""
    is_found = False
    """Whether the index has answered."""

    def replayed(self) -> Iterator[Request]:
        """The first request; each further one comes of the answer to the last."""
        self.questions = deque((host, self.span, None) for edition in self.editions for host in hosts_of(edition))
        self.indexes = list(self.collection.indexes)
        self.listed_last = deque()
        self.met = set()
        yield from self._next()

    def _next(self) -> Iterator[Request]:
        while self.listed_last:
            memento = self.listed_last.popleft()
            if self._is_wanted(memento):
                yield Request(
                    self.collection.address_of(memento),
                    callback=self.given,
                    errback=self.not_given,
                    cb_kwargs={"memento": memento},
                    meta=dict(_AS_IT_IS),
                )
                return
        if self.questions:
            host, span, resume = self.questions[0]
            yield Request(
                question(self.indexes[0], host, span, resume),
                callback=self.listed,
                errback=self.not_listed,
                meta={**_AS_IT_IS, "download_maxsize": _INDEX_BYTES_AT_MOST},
            )
        else:
            self._say_what_is_missing()

    def listed(self, response: Response) -> Iterator[Any]:
        """The captures that an answer of the index lists, and the next question."""
        try:
            if response.status != 200:
                raise NotUnderstood(f"it was answered with status {response.status}")
            page = read_index(response.body.decode("utf-8", "replace"))
        except NotUnderstood as error:
            yield from self._no_index(str(error))
            return
        self.is_found = True
        host, span, _ = self.questions.popleft()
        if page.resume is not None:
            self.questions.appendleft((host, span, page.resume))
        elif page.rows >= ROWS_AT_ONCE and (halves := span.halves):
            # What was listed is only the beginning, and in the order of addresses: asked again, half by half.
            self.questions.extendleft((host, half, None) for half in reversed(halves))
            yield from self._next()
            return
        elif page.rows >= ROWS_AT_ONCE:
            message = (
                f"The index lists more than {ROWS_AT_ONCE:,} captures of {host} at {span.since}; the rest is left."
            )
            yield Problem(step=self.name, message=message, url=response.url)
        self.listed_last.extend(sorted(page.mementos, key=lambda memento: memento.at))
        yield from self._next()

    def not_listed(self, failure: Failure) -> Iterator[Any]:
        yield from self._no_index(in_words(failure.value), failed=True)

    def _no_index(self, reason: str, *, failed: bool = False) -> Iterator[Request]:
        """Go on elsewhere, where a question was not answered."""
        if not self.is_found and not failed and len(self.indexes) > 1:
            self.indexes.pop(0)  # the other kind of archive has its index there
        elif not self.is_found:
            self.questions.clear()
            self.memory.gave_nothing("replay", f"The index of {self.replay} could not be read: {reason.rstrip('.')}.")
            return
        else:
            host, _, _ = self.questions.popleft()
            self.memory.gave_nothing(host, f"The index of {self.replay} could not be read for {host}: {reason}.")
        yield from self._next()

    def _is_wanted(self, memento: Memento) -> bool:
        """Whether a capture is of a page, may show something, and has not been taken in yet."""
        try:
            address = read_address(memento.url)
        except AddressNotUnderstood:
            return False
        in_span = self.span.since <= memento.at <= self.span.until
        if not (in_span and memento.shows_something and address.edition in {each.code for each in self.editions}):
            return False
        where = self.collection.address_of(memento)
        if where in self.met:
            return False
        self.met.add(where)
        if self.memory.has_capture(where):
            self.known += 1
            return False
        return True

    def given(self, response: Response, memento: Memento) -> Iterator[Any]:
        """What comes of a capture that the archive gave."""
        at = moment_of(_text(response, "Memento-Datetime"))
        if at != memento.at:
            passing = response.status == HTTPStatus.TOO_MANY_REQUESTS or response.status >= 500
            self.owed += passing
            other = f"the capture of {at}" if at else f"status {response.status} and no capture"
            yield self._missing(memento, f"was answered with {other}")
        else:
            try:
                held = self._held(response, memento)
            except NotUnderstood as error:
                yield self._missing(memento, f"holds {error}")
            else:
                yield from self.items_of(held)
        yield from self._next()

    def not_given(self, failure: Failure) -> Iterator[Any]:
        self.owed += 1
        memento: Memento = failure.request.cb_kwargs["memento"]  # type: ignore[attr-defined]  # set by Scrapy
        yield self._missing(memento, f"could not be fetched: {in_words(failure.value)}")
        yield from self._next()

    def _missing(self, memento: Memento, why: str) -> Problem:
        where = self.collection.address_of(memento)
        return Problem(step=self.name, message=f"{where} {why}.", url=memento.url)

    def _held(self, response: Response, memento: Memento) -> Held:
        """Raises `NotUnderstood`."""
        fields = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        ]
        where, body = self.collection.address_of(memento), decoded(response.body, packing_of(fields))
        status_line = f"HTTP/1.1 {response.status} {_phrase(response.status)}".rstrip()
        return Held(
            source=where,
            body=body,
            form="page",
            fetched_at=memento.at,
            url=memento.url,
            status=response.status,
            content_type=_text(response, "X-Archive-Orig-Content-Type") or _text(response, "Content-Type"),
            etag=_text(response, "X-Archive-Orig-ETag") or _text(response, "ETag"),
            last_modified=_text(response, "X-Archive-Orig-Last-Modified") or _text(response, "Last-Modified"),
            record=Record(
                kind="response",
                payload=body,
                content_type="application/http; msgtype=response",
                http_header=as_captured(status_line, fields, body),
                headers=(("WARC-Target-URI", memento.url), ("WARC-Source-URI", where)),
            ),
        )

    def _say_what_is_missing(self) -> None:
        if self.owed:
            some = "1 capture" if self.owed == 1 else f"{self.owed:,} captures"
            self.memory.gave_nothing("replay", f"{some} of {self.replay} could not be fetched; ask again.")
        elif not (self.taken or self.known or self.not_understood):
            hosts = ", ".join(edition.host for edition in self.editions)
            first, last = (moment.astimezone(ZoneInfo(TIME_ZONE)) for moment in (self.span.since, self.span.until))
            between = f"between {first:%Y-%m-%d} and {last:%Y-%m-%d}"
            self.memory.gave_nothing("replay", f"{self.replay} has no capture of a page of {hosts} {between}.")


def _text(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
