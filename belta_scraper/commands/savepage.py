"""`scrapy savepage`: copy a page into the corpus of saved pages, with the reason why it is kept."""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Spider
from scrapy.commands import ScrapyCommand
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from ..addresses import is_beltas
from ..courtesy import in_words
from ..editions import Edition, edition_named
from ..errors import ArgumentNotUnderstood, CannotRun
from ..files import Held, Unreadable, held_in, is_warc
from ..origins import Origins
from ..pages import decode
from ..spiders.articles import content_type_of

CORPUS = Path(__file__).parents[2] / "tests" / "saved_pages"

SHORTEST_REASON = 11
"""Characters: the corpus wants a reason that says something."""

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")

_REMINDER = """\
BelTA's texts are not ours to publish: keep the mark-up letter for letter, and put invented news into it.
Then run `make test`: it writes as_printed.json beside the page, and fails; hold that against the page in a
browser, correct it by hand, and commit both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What a person asked for."""

    source: str
    edition: Edition
    folder: Path
    reason: str
    refused: bool
    """A page that is kept because it must be refused may have any status."""
    url: str | None


class Command(ScrapyCommand):
    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "FILE | FILE.warc.gz#OFFSET | ADDRESS  --edition CODE --kind KIND --name WHAT-IS-SPECIAL --reason WORDS"

    def short_desc(self) -> str:
        return "Copy a page into the corpus of saved pages, with the reason why it is kept"

    def long_desc(self) -> str:
        return (
            "Copy a page into tests/saved_pages/EDITION/KIND/NAME/: a saved file, a record of a WARC file, or an "
            "address of BelTA's, which is requested once, under the same rules as in a crawl. Nothing is overwritten."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--edition", help="whose page it is: ru be en de es pl zh")
        parser.add_argument("--kind", help="article, listing, text, refused, or what else sets its pages apart")
        parser.add_argument("--name", help="what is special about it, in lower case: no-byline")
        parser.add_argument("--reason", help="why it is kept, in a sentence")
        parser.add_argument("--url", help="where a saved file comes from, if that is known")
        parser.add_argument("--corpus", type=Path, default=CORPUS, help="the folder of the corpus (tests/saved_pages)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            wanted = _understood(args, opts)
            is_address = wanted.source.lower().startswith(("http://", "https://"))
            held = self._fetched(wanted) if is_address else _held(wanted.source)
            file = _saved(held, wanted)
        except CannotRun as error:
            print(error, file=sys.stderr)
            self.exitcode = error.exit_status
            return
        print(f"Saved {file}.\n{_REMINDER}")

    def _fetched(self, wanted: _Wanted) -> Held:
        """The page at an address, requested once. Raises `CannotRun`."""
        assert self.settings is not None
        assert self.crawler_process is not None
        Origins.from_setting(self.settings["EDITION_ORIGINS"])
        answers: list[Held | str] = []
        self.crawler_process.crawl(_OnePage, url=wanted.source, answers=answers)
        self.crawler_process.start()
        answer = answers[0] if answers else "nobody answered"
        if isinstance(answer, str):
            raise CannotRun(f"{wanted.source} could not be fetched: {answer}.")
        return answer


class _OnePage(Spider):
    """One request, and its answer."""

    name = "savepage"

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        for kept in ("EXTENSIONS", "ITEM_PIPELINES"):  # nothing is archived
            settings.set(kept, {}, priority="spider")

    def __init__(self, url: str, answers: list[Held | str]) -> None:
        super().__init__()
        self.url = url
        self.answers = answers

    async def start(self) -> AsyncIterator[Any]:
        yield Request(self.url, callback=self.answered, errback=self.failed)

    def answered(self, response: Response) -> None:
        self.answers.append(
            Held(
                source=self.url,
                body=response.body,
                form="page",
                fetched_at=datetime.now(UTC),
                url=str(response.meta["address"]),
                status=response.status,
                content_type=content_type_of(response),
            )
        )

    def failed(self, failure: Failure) -> None:
        self.answers.append(in_words(failure.value))


def _understood(args: list[str], opts: argparse.Namespace) -> _Wanted:
    """Raises `ArgumentNotUnderstood` before anything is read or requested."""
    if len(args) != 1:
        raise ArgumentNotUnderstood("savepage wants one page: a file, FILE.warc.gz#OFFSET, or an address of BelTA's.")
    missing = [f"--{name}" for name in ("edition", "kind", "name", "reason") if not getattr(opts, name)]
    if missing:
        raise ArgumentNotUnderstood(f"savepage wants --edition, --kind, --name and --reason; add {', '.join(missing)}.")
    edition = edition_named(opts.edition)
    for name in ("kind", "name"):
        if not _WORD.fullmatch(value := getattr(opts, name)):
            raise ArgumentNotUnderstood(
                f"--{name} names a folder: small letters, figures and hyphens, such as no-byline, not {value!r}."
            )
    reason: str = opts.reason.strip()
    if len(reason) < SHORTEST_REASON or not reason.isprintable():
        raise ArgumentNotUnderstood(f"--reason says in one line why the page is kept; {reason!r} does not.")
    if not opts.corpus.is_dir():
        raise ArgumentNotUnderstood(f"There is no corpus of saved pages at {opts.corpus}; --corpus names its folder.")
    folder = opts.corpus / edition.code / opts.kind / opts.name
    if folder.exists():
        raise ArgumentNotUnderstood(f"{folder} is there already; give the page another --name.")
    url = args[0] if args[0].lower().startswith(("http://", "https://")) else opts.url
    if url:
        _check(url, edition)
    return _Wanted(
        source=args[0], edition=edition, folder=folder, reason=reason, refused=opts.kind == "refused", url=url or None
    )


def _check(url: str, edition: Edition) -> None:
    """Raises `ArgumentNotUnderstood` for an address that is not the edition's."""
    owner = Origins().edition_of(url) if is_beltas(url) and url.isprintable() else None
    if owner is None:
        raise ArgumentNotUnderstood(f"{url!r} is on no host of BelTA's; the corpus holds BelTA's pages alone.")
    if owner is not edition:
        raise ArgumentNotUnderstood(f"{url} is of the edition {owner.code}, not of {edition.code}; mend --edition.")


def _held(source: str) -> Held:
    """The page that a file, or one record of a WARC file, holds. Raises `ArgumentNotUnderstood`."""
    file, offset = Path(source), None
    if not file.exists() and (found := re.fullmatch(r"(?P<file>.+)#(?P<offset>\d+)", source, re.DOTALL)):
        file, offset = Path(found["file"]), int(found["offset"])
    if not file.is_file():
        raise ArgumentNotUnderstood(f"There is no file {file}; savepage wants one, FILE.warc.gz#OFFSET, or an address.")
    if not is_warc(file):
        if offset is not None:
            raise ArgumentNotUnderstood(f"{file} is no WARC file and has no records; name the file alone.")
        held = next(held_in(file))
    elif offset is not None:
        held = _record(file, offset)
    else:
        held = _only_page(file)
    if isinstance(held, Unreadable):
        raise ArgumentNotUnderstood(held.reason)
    return held


def _record(file: Path, offset: int) -> Held | Unreadable:
    """The record at an offset; what cannot be read before it is not asked for."""
    last: Held | Unreadable | None = None
    for last in held_in(file):
        if last.source == f"{file.name}#{offset}":
            return last
    if isinstance(last, Unreadable) and "#" not in last.source:  # the file breaks off before it gets there
        return last
    raise ArgumentNotUnderstood(f"{file} has no record with a page at {offset}; `warcio index {file}` lists them.")


def _only_page(file: Path) -> Held:
    """The one page of a WARC file. Raises `ArgumentNotUnderstood` where there are others, or none."""
    page: Held | None = None
    for held in held_in(file):
        if isinstance(held, Unreadable) or not _is_page(held) or held.status not in (None, 200):
            continue
        if page is not None:
            example = f"{file}#{page.warc_offset} ({page.url})"
            raise ArgumentNotUnderstood(f"{file} holds several pages; name one by its record's offset: {example}.")
        page = held
    if page is None:
        raise ArgumentNotUnderstood(f"{file} holds no page that was answered with status 200.")
    return page


def _is_page(held: Held) -> bool:
    kind = (held.content_type or _PAGES[0]).partition(";")[0].strip().lower()
    return kind in _PAGES and not (held.url or "").endswith("/robots.txt")


def _saved(held: Held, wanted: _Wanted) -> Path:
    """Write the page's folder, all of it or nothing. Raises `CannotRun`."""
    url = held.url or wanted.url
    if held.url:
        _check(held.url, wanted.edition)
    if not _is_page(held):
        raise ArgumentNotUnderstood(f"{held.source} is {held.content_type}, and no page: {held.url or 'no address'}.")
    if held.status not in (None, 200) and not wanted.refused:
        raise ArgumentNotUnderstood(
            f"{held.source} was answered with status {held.status}; such a page is saved with --kind refused alone."
        )
    if not held.body.strip():
        raise ArgumentNotUnderstood(f"{held.source} is empty; there is nothing to save.")
    name = "page.html" if held.form == "page" else "page.txt"
    why = {"reason": wanted.reason, **({"url": url} if url else {})}
    try:
        wanted.folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=wanted.folder.parent, prefix=".saving-") as made:
            whole = Path(made) / "page"
            whole.mkdir()
            (whole / name).write_bytes(_bytes_for_the_corpus(held))
            # A string of JSON is one of TOML too, as long as it is printable.
            lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in why.items()]
            (whole / "why.toml").write_text("".join(lines), encoding="utf-8")
            whole.rename(wanted.folder)
    except OSError as error:
        raise CannotRun(f"{wanted.folder} cannot be written: {error.strerror or error}.") from error
    return wanted.folder / name


def _bytes_for_the_corpus(held: Held) -> bytes:
    """The bytes as they are; but where only the answer's header tells their encoding, in UTF-8."""
    text = decode(held.body, held.content_type)
    return held.body if text == decode(held.body) else text.encode()
