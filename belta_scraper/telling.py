"""How does the operator hear how a run went, without looking?

By a webhook (`TELL_URL`: a POST of JSON), by a command (`TELL_COMMAND`: the report on its standard
input), or both; `TELL_WHEN` says after which runs. Whoever cannot be told changes nothing about the
run: that is said on stderr. A run that was killed can tell nothing; systemd's `OnFailure=` does, and
the next run.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from http.client import HTTPException, HTTPMessage
from tempfile import TemporaryFile
from typing import IO, Literal, Self, get_args
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from .errors import ArchiveInUse, ArgumentNotUnderstood
from .log import harmless

When = Literal["never", "not complete", "always"]
WHEN: tuple[When, ...] = get_args(When)

NOTHING_TO_TELL = (0, ArchiveInUse.exit_status)
"""Exit statuses after which there is nothing to do for anybody: complete, and another run was at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is told of a run; of anything else, where `exit_status` is null."""

    outcome: str
    archive: str
    exit_status: int | None = None
    reason: str | None = None
    """In one sentence, where the outcome is not `complete`."""
    run_before: str | None = None
    """A sentence about the run before, where that one was killed."""
    spider: str | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    editions: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """The run's numbers, edition by edition, under the names of the archive's `run_counts`."""
    report: str = ""
    """As it stood on the terminal."""

    @property
    def text(self) -> str:
        """All of it in a line."""
        what = f"The archive {self.archive}:"
        if self.spider is not None:
            what = f"{self.spider} into {self.archive}: {self.outcome} (exit status {self.exit_status})."
        return harmless(" ".join(filter(None, (what, self.reason, self.run_before))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    url: str = ""
    command: tuple[str, ...] = ()
    when: When = "not complete"
    seconds: float
    """Until the webhook, or the command, is given up."""

    @classmethod
    def from_settings(cls, settings: Mapping[str, object]) -> Self:
        """Raises `ArgumentNotUnderstood`."""
        when = str(settings.get("TELL_WHEN") or "not complete")
        if when not in WHEN:
            raise ArgumentNotUnderstood(f"TELL_WHEN is one of {', '.join(WHEN)}; it cannot be {when!r}.")
        given = str(settings.get("TELL_TIMEOUT"))
        try:
            seconds = float(given)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds < threading.TIMEOUT_MAX:
            raise ArgumentNotUnderstood(f"TELL_TIMEOUT wants a number of seconds such as 30, not {given!r}.")
        return cls(
            url=_url(str(settings.get("TELL_URL") or "").strip()),
            command=_command(str(settings.get("TELL_COMMAND") or "").strip()),
            when=when,
            seconds=seconds,
        )

    @property
    def has_a_way(self) -> bool:
        return bool(self.url or self.command)

    def is_due(self, news: News) -> bool:
        """Whether the operator wants to hear this."""
        if not self.has_a_way or self.when == "never":
            return False
        return self.when == "always" or news.exit_status not in NOTHING_TO_TELL or news.run_before is not None

    def tell(self, news: News) -> list[str]:
        """Tell it by every way there is. Returns why that was not possible, a sentence each."""
        return [*self._post(news), *self._run(news)]

    def _post(self, news: News) -> Iterator[str]:
        if not self.url:
            return
        answered: list[str | None] = []
        # In a thread that is left behind: a socket's own timeout begins anew with every byte.
        thread = threading.Thread(target=lambda: answered.append(self._why_not_posted(news)), daemon=True)
        thread.start()
        thread.join(self.seconds)
        why_not = answered[0] if answered else f"no answer in {self.seconds:g} seconds"
        if why_not is not None:
            # Without its path: whoever knows a webhook's whole address may write there.
            yield harmless(f"The webhook at {urlsplit(self.url).hostname} (TELL_URL) was not told: {why_not}.")

    def _why_not_posted(self, news: News) -> str | None:
        body = json.dumps({"text": news.text} | asdict(news), ensure_ascii=False).encode("utf-8", "backslashreplace")
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "belta-archive"}
        asking = Request(self.url, data=body, headers=headers)  # noqa: S310  # http or https, `_url` has made sure
        try:
            with build_opener(_NoRedirect).open(asking, timeout=self.seconds):
                return None
        except HTTPError as error:
            with error:
                return f"it was answered with status {error.code}"
        except (OSError, HTTPException, ValueError) as error:
            return str(getattr(error, "reason", error)).rstrip(".") or type(error).__name__

    def _run(self, news: News) -> Iterator[str]:
        if not self.command:
            return
        told = {
            "BELTA_OUTCOME": news.outcome,
            "BELTA_EXIT_STATUS": "" if news.exit_status is None else str(news.exit_status),
            "BELTA_REASON": news.reason or "",
            "BELTA_ARCHIVE": news.archive,
        }
        environment = os.environ | {name: harmless(value) for name, value in told.items()}
        where = f"The command {self.command[0]} (TELL_COMMAND)"
        # Files, not pipes: a command may leave something running that keeps a pipe open.
        with TemporaryFile() as given, TemporaryFile() as said:
            given.write(f"{news.text}\n\n{news.report}".encode("utf-8", "backslashreplace"))
            given.seek(0)
            try:
                process = subprocess.Popen(  # noqa: S603  # what the operator has set, and no shell
                    self.command, stdin=given, stdout=said, stderr=said, env=environment, start_new_session=True
                )
            except OSError as error:
                yield harmless(f"{where} could not be run: {error.strerror or error}.")
                return
            try:
                status = process.wait(self.seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                yield harmless(f"{where} did not end in {self.seconds:g} seconds and was stopped.")
                return
            if status != 0:
                said.seek(0)
                words = said.read(1000).decode("utf-8", "replace").strip().partition("\n")[0]
                yield harmless(f"{where} ended with status {status}: {words or 'it said nothing'}.")


class _NoRedirect(HTTPRedirectHandler):
    """A webhook that answers with another address has not been told, and nobody else is."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _url(given: str) -> str:
    """Raises `ArgumentNotUnderstood`."""
    if not given:
        return ""
    try:
        split = urlsplit(given)
        usable = split.scheme in ("http", "https") and bool(split.hostname) and split.port != 0
    except ValueError:
        usable = False
    # The address itself is not repeated: it may hold a secret.
    if not usable or split.username is not None or not given.isascii() or not given.isprintable() or " " in given:
        raise ArgumentNotUnderstood(
            "TELL_URL wants an address such as https://hooks.example.org/archive, without a user's name or spaces."
        )
    return given


def _command(given: str) -> tuple[str, ...]:
    """Raises `ArgumentNotUnderstood`."""
    try:
        words = tuple(shlex.split(given))
    except ValueError as error:
        raise ArgumentNotUnderstood(f"TELL_COMMAND wants a command line; {given!r} is none ({error}).") from None
    if words and shutil.which(words[0]) is None:
        raise ArgumentNotUnderstood(f"TELL_COMMAND names {words[0]!r}, which cannot be run here; mend it, or PATH.")
    return words
