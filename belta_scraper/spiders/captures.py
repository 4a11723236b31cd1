"""Take in captures instead of going to the site: WARC files, saved pages, plain text, or a Wayback-style archive."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..addresses import kind_of, read_address
from ..editions import TIME_ZONE, edition_named
from ..errors import AddressNotUnderstood, ArgumentNotUnderstood
from ..files import Held, Originals, Passed, files_at, is_warc, revisits_left, seen_in
from ..items import Problem
from ..memory import Scope
from ..replay import EARLIEST, Collection, Span
from .arguments import day_named, editions_named, known_only
from .replaying import Replays

_PASSED_AT_ONCE = 100
"""Records that are passed by before anything else in the process has its turn."""

_OF_FILES = ("path", "url")
_OF_A_REPLAY = ("replay", "since", "until")


class CapturesSpider(Replays):
    name = "captures"
    argument_names = ("edition", *_OF_FILES, *_OF_A_REPLAY)

    def __init__(self, **arguments: str) -> None:
        """Raises `ArgumentNotUnderstood`."""
        super().__init__()
        self.scope = self.understand(arguments)
        self.files: list[Path] = []
        self.set_aside: list[Path] = []
        self.foreign = 0
        if arguments.get("replay"):
            self.collection = Collection.at(arguments["replay"])
            self.replay = self.collection.base
            self.editions = editions_named(arguments.get("edition", ""))
            self.span = _span(arguments)
            return
        self.files, self.set_aside = files_at(Path(arguments["path"]).expanduser())
        self.edition = edition_named(arguments["edition"]) if arguments.get("edition") else None
        self.url = arguments.get("url") or None
        if len(self.files) == 1 and not is_warc(self.files[0]):
            self.only_file = self.files[0].name

    @classmethod
    def understand(cls, arguments: Mapping[str, str]) -> Scope:
        known_only(arguments, cls.argument_names, cls.name)
        is_replay = bool(arguments.get("replay"))
        if is_replay == bool(arguments.get("path")):
            raise ArgumentNotUnderstood(
                "captures wants either -a path=FILE_OR_FOLDER, or -a replay=ADDRESS of a collection of captures."
            )
        for name in _OF_FILES if is_replay else _OF_A_REPLAY:
            if arguments.get(name):
                raise ArgumentNotUnderstood(f"{name} goes with {'path' if is_replay else 'replay'}; leave it out.")
        if is_replay:
            Collection.at(arguments["replay"])
            editions_named(arguments.get("edition", ""))
            _span(arguments)
            return Scope(arguments=dict(arguments))
        files, _ = files_at(Path(arguments["path"]).expanduser())
        if arguments.get("edition"):
            edition_named(arguments["edition"])
        if url := arguments.get("url"):
            if len(files) != 1 or is_warc(files[0]):
                raise ArgumentNotUnderstood("url says where one saved file comes from; path names more than that.")
            try:
                read_address(url)
            except AddressNotUnderstood as error:
                raise ArgumentNotUnderstood(f"url wants the address of a BelTA page: {error}") from None
        return Scope(arguments=dict(arguments))

    async def start(self) -> AsyncIterator[Any]:
        if self.replay is not None:
            for request in self.replayed():
                yield request
            return
        async for item in self._taken_in():
            yield item

    async def _taken_in(self) -> AsyncIterator[Any]:
        """The items of every capture, file by file."""
        sizes = [file.stat().st_size for file in self.files]
        stats, originals, done = self.crawler.stats, Originals(), 0
        stats.set_value("capture/file/total", len(self.files))
        stats.set_value("capture/byte/total", sum(sizes))
        passed = 0
        for number, (file, size) in enumerate(zip(self.files, sizes, strict=True), 1):
            for found in seen_in(file, wants=_is_beltas_page, originals=originals):
                if isinstance(found, Passed):
                    passed += 1
                    self.foreign += found.capture
                else:
                    for item in self.items_of(found):
                        yield item
                if isinstance(found, Held | Passed):
                    stats.set_value("capture/byte/taken", done + min(found.warc_offset or 0, size))
                if not isinstance(found, Passed) or passed % _PASSED_AT_ONCE == 0:
                    # The engine takes as fast as we give: let it work off what it has.
                    await sleep(0)
            done += size
            stats.set_value("capture/byte/taken", done)
            stats.set_value("capture/file/taken", number)
        for found in revisits_left(originals):
            for item in self.items_of(found):
                yield item
            await sleep(0)
        if self.set_aside and self.taken:
            names = ", ".join(file.name for file in self.set_aside[:5])
            more = ", …" if len(self.set_aside) > 5 else ""
            message = f"{len(self.set_aside)} files of the folder were passed over for their names: {names}{more}."
            yield Problem(step=self.name, message=message)
        self._say_if_nothing_came()

    def _say_if_nothing_came(self) -> None:
        if self.taken or self.known:
            return
        if self.not_understood > 1:
            many = f"None of {self.not_understood} captures could be read; the problems say why."
            self.memory.gave_nothing("captures", many)
        elif not self.not_understood:
            none = f"{self.foreign:,} captures are there, and none" if self.foreign else "None of what is there"
            self.memory.gave_nothing("captures", f"{none} is of a page of BelTA's.")


def _is_beltas_page(url: str) -> bool:
    """Whether an address is an article's, a listing's or a feed's; not robots.txt, pictures, other people's sites."""
    return kind_of(url) != "other"


def _span(arguments: Mapping[str, str]) -> Span:
    """Days in Minsk, both ends included. Raises `ArgumentNotUnderstood`."""
    zone = ZoneInfo(TIME_ZONE)
    since, until = (day_named(arguments.get(name, ""), name) for name in ("since", "until"))
    if since and until and since > until:
        raise ArgumentNotUnderstood(f"since is later than until: {since} and {until}.")
    first = datetime.combine(since, time.min, zone).astimezone(UTC) if since else EARLIEST
    last = datetime.combine(until, time.max, zone).astimezone(UTC) if until else datetime.now(UTC) + timedelta(days=1)
    return Span(first, last.replace(microsecond=0))
