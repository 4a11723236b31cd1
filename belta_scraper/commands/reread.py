"""`scrapy reread`: what would today's readers make of the captures that are kept? With `--apply`, make it so.

0 all was read; 1 could not run; 3 captures are not where they should be; 75 another run is at work.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.utils.conf import arglist_to_dict
from scrapy.utils.misc import load_object

from pipelines.archive.rereading import Asked, CaptureNotHeld, Reread, Stored, reread
from pipelines.step import Step

from ..addresses import ArticleAddress, read_address
from ..errors import AddressNotUnderstood, ArgumentNotUnderstood, CannotRun, NotUnderstood
from ..files import Unreadable, held_at
from ..items import Article
from ..log import complain, harmless
from ..progress import counting
from ..rereading import identity_of, read_fetched, read_taken
from ..spiders.arguments import count_named, day_named, editions_named
from ..spiders.articles import digest_of_bytes

INCOMPLETE = 3
"""The exit status where captures could not be read, for their bytes are not there."""

SHOWN_AT_MOST = 20
"""Articles or captures of a kind that a person is shown; `--json` has more."""

_SPIDER_ARGUMENTS = ("edition", "since", "until", "article")


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  # Scrapy's own way to declare it

    def syntax(self) -> str:
        return "[options] [ARCHIVE]"

    def short_desc(self) -> str:
        return "Say what today's readers would make of the captures that are kept, and make it so"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE",
                            help="the same as an option, as crawl takes them")  # fmt: skip
        parser.add_argument("--edition", metavar="CODES", help="only these editions, such as de,en")
        parser.add_argument("--since", metavar="DAY", help="only articles published on this day or later")
        parser.add_argument("--until", metavar="DAY", help="only articles published on this day or earlier")
        parser.add_argument("--article", metavar="ADDRESS_OR_ID", help="only this article")
        parser.add_argument("--apply", action="store_true", help="write what changes; without it nothing is written")
        parser.add_argument("--captures", metavar="FOLDER", help="where the WARC files are (default: setting CAPTURES)")
        parser.add_argument(
            "--samples", metavar="N", default="3", help="samples of each field of an edition (default: 3)"
        )
        parser.add_argument("--processes", metavar="N", help="how many read at once (default: one for each core)")
        parser.add_argument("--json", action="store_true", help="the report as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1:
            raise UsageError("reread wants the path of one archive, or none.")
        assert self.settings is not None
        path = Path(args[0] if args else self.settings["ARCHIVE"])
        captures = Path(opts.captures or self.settings["CAPTURES"])
        try:
            given = _given(opts)
            asked = asked_for(given)
            with counting(time_left=True) as tell:
                found = reread(
                    path,
                    asked,
                    ReadAgain(folder=captures, steps=steps_in(self.settings)),
                    identity_of,
                    captures=captures,
                    arguments=given,
                    write=opts.apply,
                    processes=count_named(opts.processes or "", "processes") or _cores(),
                    samples=_samples(opts.samples),
                    tell=tell,
                )
        except CannotRun as error:
            complain(error)
            self.exitcode = error.exit_status
            return
        except KeyboardInterrupt:
            print("Stopped; what had been written stays, and the same command goes on from there.", file=sys.stderr)
            self.exitcode = INCOMPLETE
            return
        if opts.json:
            print(json.dumps(vars(found), default=asdict, ensure_ascii=False, indent=2))
        else:
            print_report(found, path)
        self.exitcode = INCOMPLETE if found.lost_count else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAgain:
    """Reads and settles a capture with today's readers and steps; can be sent to another process."""

    folder: Path
    """Where the WARC files are."""
    steps: tuple[Step, ...]

    def __call__(self, stored: Stored) -> Article | None:
        """Raises `NotUnderstood` and `CaptureNotHeld`."""
        capture = stored.capture
        if stored.place is None:
            raise CaptureNotHeld(f"The bytes of captures {stored.id} ({capture.source}) were not kept.")
        held = held_at(self.folder, *stored.place)
        if isinstance(held, Unreadable):
            raise CaptureNotHeld(f"captures {stored.id}: {held.reason}")
        if digest_of_bytes(held.body) != capture.digest:
            raise CaptureNotHeld(f"captures {stored.id}: the bytes at {held.source} are not those that were fetched.")
        try:
            if stored.of_a_crawl:
                article: Article | None = read_fetched(held, capture, stored.entry)
            else:
                article = read_taken(held, capture, stored.arguments)
            if article is not None:
                for step in self.steps:
                    article = step.settle(article)
        except NotUnderstood:
            raise
        except Exception as error:
            # A mistake of ours in a reader or a step: it must not cost the other captures.
            raise NotUnderstood(f"a reader or a step failed ({type(error).__name__}: {error}).") from error
        return article


def steps_in(settings: BaseSettings) -> tuple[Step, ...]:
    """The steps of the recipe, in its order; not what keeps."""
    recipe = settings.getdict("ITEM_PIPELINES")
    found = [load_object(name) for name in sorted((n for n in recipe if recipe[n] is not None), key=recipe.__getitem__)]
    return tuple(step() for step in found if isinstance(step, type) and issubclass(step, Step))


def _given(opts: argparse.Namespace) -> dict[str, str]:
    """What was asked for, as options or as arguments. Raises `ArgumentNotUnderstood`."""
    try:
        given = arglist_to_dict(opts.spargs)
    except ValueError:
        raise ArgumentNotUnderstood("-a wants NAME=VALUE, such as -a edition=de.") from None
    for name in given:
        if name not in _SPIDER_ARGUMENTS:
            raise ArgumentNotUnderstood(
                f"reread has no argument {name!r}; choose among {', '.join(_SPIDER_ARGUMENTS)}."
            )
    given |= {name: value for name in _SPIDER_ARGUMENTS if (value := getattr(opts, name)) is not None}
    return {name: value for name, value in given.items() if value}


def asked_for(given: dict[str, str]) -> Asked:
    """Raises `ArgumentNotUnderstood`."""
    since, until = (day_named(given.get(name, ""), name) for name in ("since", "until"))
    if since and until and since > until:
        raise ArgumentNotUnderstood(f"since is later than until: {since} and {until}.")
    number, url = None, None
    if article := given.get("article"):
        if article.isascii() and article.isdigit():
            number = int(article)
        else:
            url = _address(article)
    editions = editions_named(given["edition"]) if given.get("edition") else ()
    return Asked(
        editions=tuple(edition.code for edition in editions), since=since, until=until, article=number, url=url
    )


def _address(article: str) -> str:
    try:
        address = read_address(article)
    except AddressNotUnderstood as error:
        raise ArgumentNotUnderstood(f"article wants an article's address, or its id in the archive: {error}") from None
    if not isinstance(address, ArticleAddress):
        raise ArgumentNotUnderstood(f"article wants an article's address, or its id in the archive, not {article!r}.")
    return address.url


def _samples(text: str) -> int:
    return 0 if text == "0" else count_named(text, "samples") or 0


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def print_report(found: Reread, path: Path) -> None:
    """What a person needs to know, and to do."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)

    def line(words: str, style: str = "") -> None:
        console.print(escape(harmless(words)), style=style, soft_wrap=True)

    line(f"Read {found.captures:,} captures of {found.articles:,} articles in {path} again.")
    if found.tried:
        line(f"Tried {found.tried:,} captures that no article had been read from.")
    for edition, counts in found.fields.items():
        console.print()
        line(
            f"{edition}: {found.changed[edition]:,} articles {'were' if found.applied else 'would be'} changed", "bold"
        )
        for field, number in counts.most_common():
            line(f"  {field}: {number:,}")
            for sample in found.samples:
                if (sample.edition, sample.field) == (edition, field):
                    line(f"    {sample.url or f'article {sample.article}'}")
                    line(f"      - {_shown(sample.before)}")
                    line(f"      + {_shown(sample.after)}")
    console.print()
    for edition, number in found.readable_now.items():
        done, new = "were" if found.applied else "can be", found.new_articles[edition]
        line(f"{edition}: {number:,} captures that were not understood {done} read now; {new:,} of them new articles.")
    for step, number in found.problems_resolved.items():
        line(f"{number:,} problems of {step} {'are' if found.applied else 'would be'} resolved.")
    for step, number in found.problems_new.items():
        line(f"{number:,} new problems of {step}.")
    for words in found.problem_samples:
        line(f"  {words}")
    _print_left_alone(found, line)
    if found.changes_nothing:
        line("Nothing changes." if found.applied else "Nothing would change.", "bold green")
    elif found.applied:
        line(f"That was written as run {found.run}.", "bold")
    else:
        line("Nothing was written; --apply does.", "bold")


def _print_left_alone(found: Reread, line: Callable[[str, str], None]) -> None:
    if found.unreadable_count:
        line(f"{found.unreadable_count:,} articles can no longer be read; they stay as they were read.", "bold red")
        for article in found.unreadable[:SHOWN_AT_MOST]:
            line(f"  {article.url or f'article {article.article}'}: {article.reason}", "")
    if found.lost_count:
        line(
            f"{found.lost_count:,} captures are not where they should be; their articles stay as they are.", "bold red"
        )
        for lost in found.lost[:SHOWN_AT_MOST]:
            line(f"  {lost.reason}", "")
        if found.lost_count > SHOWN_AT_MOST:
            line("  … and more; --json names them", "")


def _shown(value: str | None) -> str:
    return "nothing" if value is None else value
