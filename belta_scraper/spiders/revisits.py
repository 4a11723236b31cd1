"""Look again at articles we have: new ones often, old ones rarely, and never more than a run may ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import timedelta
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from ..courtesy import RobotsForbid, in_words
from ..ending import LeftAlone
from ..errors import ArgumentNotUnderstood, PageIsGone, PageNotUnderstood, PageRefusesUs
from ..items import Article, Check, Entry, Problem, Sighting
from ..memory import Rung, Scope
from .arguments import count_named, editions_named, known_only
from .articles import ArticleSpider, CutOff, LeadsElsewhere, answered_with, said

CONTROLS_AT_MOST = 50
"""Articles of an edition that are looked at besides, each after one that is not found: if they are not either, it
is the host."""

CONTROLS_LOST = 2
"""As many of them that are not found: the host, or one of its machines, is out of order, and is left alone."""

CONTROLS_FIRST = 20
"""Their priority, for what they say is about the moment."""

QUEUE_AT_MOST = 50
"""Requests waiting, above which nothing more is taken from what is due."""

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SPAN = re.compile(r"([1-9]\d{0,4})([smhd])")


class RevisitsSpider(ArticleSpider):
    name = "revisits"
    argument_names = ("edition", "at_most")
    ladder: tuple[Rung, ...]
    at_most: int

    def __init__(self, **arguments: str) -> None:
        """Raises `ArgumentNotUnderstood`."""
        super().__init__()
        self.scope = self.understand(arguments)
        self.editions = editions_named(arguments.get("edition", ""))
        self.not_found: set[str] = set()
        self.controls: dict[str, set[str]] = {edition.code: set() for edition in self.editions}
        self.controls_lost: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.ladder = ladder_of(crawler.settings["REVISIT_LADDER"])
        asked = count_named(spider.scope.arguments.get("at_most", ""), "at_most")
        spider.at_most = asked or crawler.settings.getint("REVISITS_AT_MOST")
        return spider

    @classmethod
    def understand(cls, arguments: Mapping[str, str]) -> Scope:
        known_only(arguments, cls.argument_names, cls.name)
        count_named(arguments.get("at_most", ""), "at_most")
        editions = editions_named(arguments.get("edition", ""))
        return Scope(arguments=dict(arguments), editions=tuple(edition.code for edition in editions))

    @classmethod
    def check_settings(cls, settings: BaseSettings) -> None:
        """Raises `ArgumentNotUnderstood` for a ladder that is none, too."""
        super().check_settings(settings)
        ladder_of(settings["REVISIT_LADDER"])

    async def start(self) -> AsyncIterator[Any]:
        for edition in self.editions:
            due = list(self.memory.due(edition.code, self.ladder, self.at_most))
            self.crawler.stats.set_value(f"article/due/{edition.code}", len(due))
            for entry in due:
                await self.room_in_queue(QUEUE_AT_MOST)
                yield self.another_look(entry)

    def another_look(self, entry: Entry, *, control: bool = False) -> Request:
        self.memory.requested(entry)
        validators = self.memory.validators(entry.url)
        return Request(
            self.origins.to_request(entry.url),
            callback=self.parse_again,
            errback=self.not_answered,
            headers=validators.headers if validators else None,
            cb_kwargs={"entry": entry, "control": control},
            meta={"edition": entry.edition},
            priority=CONTROLS_FIRST if control else 0,
        )

    def parse_again(
        self, response: Response, entry: Entry, control: bool
    ) -> Iterator[Article | Check | Problem | Request]:
        """The article as it is now, or what was found in its place.

        A problem here puts off the next look; the article stays kept.
        """
        capture = self.captured(response)
        sighting: Sighting
        match response.status:
            case 304:
                self._was_answered(entry.edition)
                yield Check(entry=entry, capture=capture, found="unchanged", detail="The server says: not modified.")
                return
            case 404 | 410:
                sighting, detail = "missing", f"Answered with status {response.status}."
            case 200:
                try:
                    article = self.read(response, entry, capture)
                except LeadsElsewhere as elsewhere:
                    sighting, detail = "redirected away", str(elsewhere)
                except PageIsGone as gone:
                    sighting, detail = "soft 404", said(gone, response)
                except CutOff as cut:
                    yield self._problem(entry, str(cut), capture, leaves="wanted")
                    return
                except PageRefusesUs as refusal:
                    message = self._was_refused(entry, said(refusal, response))
                    yield self._problem(entry, message, capture, leaves="wanted")
                    return
                except PageNotUnderstood as misread:
                    self._was_answered(entry.edition)
                    yield self._problem(entry, said(misread, response), capture, leaves="not understood")
                    return
                else:
                    self._was_answered(entry.edition)
                    yield article
                    return
            case _:
                message = self._was_refused(entry, answered_with(response))
                yield self._problem(entry, message, capture, leaves="wanted")
                return
        self._was_answered(entry.edition)
        self.not_found.add(entry.url)
        yield Check(entry=entry, capture=capture, found=sighting, detail=detail)
        if control:
            self._control_was_lost(entry.edition, detail)
        yield from self._control(entry.edition)

    def _control(self, edition: str) -> Iterator[Request]:
        """A look at an article that must be there, after one that is not: an outage of the host is no deletion."""
        used = self.controls[edition]
        if edition in self.left_alone or len(used) >= CONTROLS_AT_MOST:
            return
        for entry in self.memory.lately_seen(edition, 2 * CONTROLS_AT_MOST):
            if entry.url not in used and entry.url not in self.not_found:
                used.add(entry.url)
                yield self.another_look(entry, control=True)
                return

    def _control_was_lost(self, edition: str, detail: str) -> None:
        self.controls_lost[edition] += 1
        if self.controls_lost[edition] >= CONTROLS_LOST and edition not in self.left_alone:
            self._leave_alone(edition)
            self.memory.turned_away(
                edition,
                f"Edition {edition}: articles that were there when last looked at are not either; that is taken for a "
                f"fault of the host, which was left alone. The last one: {detail}",
            )

    def not_answered(self, failure: Failure) -> Iterator[Problem]:
        """The problem of an article whose address gave no answer, which says nothing about the article."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy for every errback
        entry: Entry = request.cb_kwargs["entry"]
        if isinstance(failure.value, LeftAlone):
            return
        message = f"The article could not be looked at again: {in_words(failure.value)}."
        if not isinstance(failure.value, RobotsForbid):
            self._got_no_answer(entry.edition, message)
        yield self._problem(entry, message, None, leaves="wanted")


def ladder_of(setting: str) -> tuple[Rung, ...]:
    """A ladder as written in the settings. Raises `ArgumentNotUnderstood`.

    >>> [str(rung.every) for rung in ladder_of("2h:15m 7d:1d ever:180d")]
    ['0:15:00', '1 day, 0:00:00', '180 days, 0:00:00']
    """
    rungs: list[Rung] = []
    for rung in str(setting).split():
        until, _, every = rung.partition(":")
        below = rungs[-1].until if rungs else timedelta(0)
        age = None if until == "ever" else _span(until)
        pause = _span(every)
        if pause is None or (age is None and until != "ever") or below is None or (age is not None and age <= below):
            raise ArgumentNotUnderstood(_LADDER.format(setting))
        rungs.append(Rung(until=age, every=pause))
    if not rungs:
        raise ArgumentNotUnderstood(_LADDER.format(setting))
    return tuple(rungs)


_LADDER = (
    "REVISIT_LADDER wants ages that grow, each with a pause, such as '2h:15m 7d:1d ever:180d' "
    "(s seconds, m minutes, h hours, d days), not {!r}."
)


def _span(text: str) -> timedelta | None:
    found = _SPAN.fullmatch(text)
    return timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None
