"""The operator hears how a run went, and nothing about the hearing changes the run."""

import json
import shlex
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from belta_scraper.commands.crawl import Command
from belta_scraper.errors import ArgumentNotUnderstood
from belta_scraper.replica import Replica
from belta_scraper.replica.switches import Fault
from belta_scraper.telling import News, Telling, When
from pipelines.archive.opening import Archive
from tests.crawling import Place

NOTHING_AT_HOME = "http://127.0.0.1:9"


class Webhook(ThreadingHTTPServer):
    """A webhook on loopback that keeps what it is told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Listening)
        self.told: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.status = 200
        self.location = ""
        self.drips = False
        self.url = f"http://127.0.0.1:{self.server_port}/secret-of-the-hook"


class _Listening(BaseHTTPRequestHandler):
    server: Webhook

    def do_POST(self) -> None:
        self.server.paths.append(self.path)
        self.server.headers.append(dict(self.headers))
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        if self.server.drips:
            for byte in b"HTTP/1.1 200 OK\r\nX-Slow: ":
                self.wfile.write(bytes([byte]))
                time.sleep(0.1)
            return
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        pass


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    with Webhook() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def writing(tmp_path: Path) -> tuple[str, Path]:
    """A command that writes down what it is told, and where it does."""
    file = tmp_path / "told"
    script = tmp_path / "a command.py"
    script.write_text(
        "import json, os, sys\n"
        "told = {name: value for name, value in os.environ.items() if name.startswith('BELTA_')}\n"
        f"open({str(file)!r}, 'a').write(json.dumps([told, sys.argv[1:], sys.stdin.read()]) + '\\n')\n"
    )
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(script))} 'for the operator' $HOME", file


def telling(**settings: object) -> Telling:
    return Telling.from_settings({"TELL_TIMEOUT": 30.0, "TELL_WHEN": "not complete"} | settings)


INCOMPLETE = News(
    outcome="incomplete",
    exit_status=3,
    reason="1 listed article is still wanted.",
    archive="/srv/belta.db",
    spider="listings",
    arguments={"edition": "de"},
    editions={"de": {"kept": 12}},
    report="Articles by edition\n  de 12\n",
)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"TELL_URL": "ftp://hooks.example.org/"}, "TELL_URL wants an address such as https://"),
        ({"TELL_URL": "file:///etc/passwd"}, "TELL_URL wants"),
        ({"TELL_URL": "hooks.example.org"}, "TELL_URL wants"),
        ({"TELL_URL": "https://"}, "TELL_URL wants"),
        ({"TELL_URL": "https://hooks.example.org:port/"}, "TELL_URL wants"),
        ({"TELL_URL": "https://me:pass@hooks.example.org/"}, "TELL_URL wants"),
        ({"TELL_URL": "https://hooks.example.org/\r\nHost: other"}, "TELL_URL wants"),
        ({"TELL_URL": "https://[::1/"}, "TELL_URL wants"),
        ({"TELL_COMMAND": "mail -s 'unclosed"}, "TELL_COMMAND wants a command line"),
        ({"TELL_COMMAND": "no-such-program operator@example.org"}, "TELL_COMMAND names 'no-such-program'"),
        ({"TELL_WHEN": "sometimes"}, "TELL_WHEN is one of never, not complete, always"),
        ({"TELL_TIMEOUT": "soon"}, "TELL_TIMEOUT wants a number of seconds"),
        ({"TELL_TIMEOUT": "0"}, "TELL_TIMEOUT wants"),
        ({"TELL_TIMEOUT": "nan"}, "TELL_TIMEOUT wants"),
    ],
)
def test_settings_that_could_tell_nobody_are_refused(settings: dict[str, str], words: str) -> None:
    with pytest.raises(ArgumentNotUnderstood, match=words) as refused:
        telling(**settings)

    assert "pass" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_they_are_refused_before_the_first_request(tmp_path: Path) -> None:
    with Replica(editions=["de"]) as replica:
        place = Place(tmp_path, replica)

        run = place.crawl("edition=de", settings={"TELL_WHEN": "sometimes"})

        assert run.returncode == 1
        assert len(run.stderr.strip().splitlines()) == 1, run.stderr
        assert replica.requests == ()
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("never", []),
        ("not complete", ["could not run 1", "incomplete 3", "not understood 4", "complete 0 killed"]),
        (
            "always",
            [
                "complete 0", "could not run 1", "incomplete 3", "not understood 4", "could not run 75",
                "complete 0 killed",
            ],
        ),
    ],
)  # fmt: skip
def test_the_operator_says_what_to_hear_of(when: When, told: list[str], webhook: Webhook) -> None:
    how = telling(TELL_URL=webhook.url, TELL_WHEN=when)
    news = {
        f"{outcome} {status}{' killed' if before else ''}": News(
            outcome=outcome, exit_status=status, archive="x", run_before=before
        )
        for outcome, status, before in [
            ("complete", 0, None), ("could not run", 1, None), ("incomplete", 3, None), ("not understood", 4, None),
            ("could not run", 75, None), ("complete", 0, "The run before was killed."),
        ]
    }  # fmt: skip

    assert [name for name, one in news.items() if how.is_due(one)] == told
    assert not any(telling(TELL_WHEN=when).is_due(one) for one in news.values()), "without a way nobody is told"


def test_a_webhook_gets_json(webhook: Webhook) -> None:
    assert telling(TELL_URL=webhook.url).tell(INCOMPLETE) == []

    assert webhook.paths == ["/secret-of-the-hook"]
    assert webhook.headers[0]["Content-Type"] == "application/json; charset=utf-8"
    assert webhook.told == [
        {
            "text": "listings into /srv/belta.db: incomplete (exit status 3). 1 listed article is still wanted.",
            "outcome": "incomplete",
            "exit_status": 3,
            "reason": "1 listed article is still wanted.",
            "run_before": None,
            "archive": "/srv/belta.db",
            "spider": "listings",
            "arguments": {"edition": "de"},
            "editions": {"de": {"kept": 12}},
            "report": "Articles by edition\n  de 12\n",
        }
    ]


def test_a_webhook_that_says_no_is_said_without_its_secret(webhook: Webhook) -> None:
    webhook.status = 500

    (why_not,) = telling(TELL_URL=webhook.url).tell(INCOMPLETE)

    assert why_not == "The webhook at 127.0.0.1 (TELL_URL) was not told: it was answered with status 500."


def test_a_webhook_that_leads_elsewhere_is_not_followed(webhook: Webhook) -> None:
    webhook.status, webhook.location = 307, "/elsewhere"

    (why_not,) = telling(TELL_URL=webhook.url).tell(INCOMPLETE)

    assert "status 307" in why_not
    assert webhook.paths == ["/secret-of-the-hook"]


def test_a_webhook_that_nobody_answers_is_said() -> None:
    (why_not,) = telling(TELL_URL=NOTHING_AT_HOME).tell(INCOMPLETE)

    assert why_not.startswith("The webhook at 127.0.0.1 (TELL_URL) was not told: ")
    assert "refused" in why_not


def test_a_webhook_that_answers_byte_by_byte_is_given_up_in_time(webhook: Webhook) -> None:
    webhook.drips = True
    begun = time.monotonic()

    (why_not,) = telling(TELL_URL=webhook.url, TELL_TIMEOUT="0.3").tell(INCOMPLETE)

    assert "no answer in 0.3 seconds" in why_not
    assert time.monotonic() - begun < 2


def test_a_command_gets_the_report_and_no_shell(writing: tuple[str, Path]) -> None:
    command, file = writing

    assert telling(TELL_COMMAND=command).tell(INCOMPLETE) == []

    told, arguments, given = json.loads(file.read_text())
    assert arguments == ["for the operator", "$HOME"]
    assert {name: told[name] for name in ("BELTA_OUTCOME", "BELTA_EXIT_STATUS", "BELTA_REASON", "BELTA_ARCHIVE")} == {
        "BELTA_OUTCOME": "incomplete",
        "BELTA_EXIT_STATUS": "3",
        "BELTA_REASON": "1 listed article is still wanted.",
        "BELTA_ARCHIVE": "/srv/belta.db",
    }
    assert given == f"{INCOMPLETE.text}\n\n{INCOMPLETE.report}"


def test_what_a_page_said_acts_neither_in_a_command_nor_in_a_line(writing: tuple[str, Path]) -> None:
    command, file = writing
    hostile = News(outcome="not understood", exit_status=4, archive="x", reason="Boats\0\n\x1b[2J$(rm)\udcff")

    assert telling(TELL_COMMAND=command).tell(hostile) == []

    told, _, given = json.loads(file.read_text())
    assert told["BELTA_REASON"] == "Boats\\x00\\n\\x1b[2J$(rm)\\udcff"
    assert given.splitlines()[0].endswith("Boats\\x00\\n\\x1b[2J$(rm)\\udcff")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("sh -c 'echo no mailbox >&2; exit 7'", "(TELL_COMMAND) ended with status 7: no mailbox."),
        ("sh -c 'kill -9 $$'", "ended with status -9: it said nothing."),
        ("sh -c 'sleep 30'", "did not end in 0.5 seconds and was stopped."),
        ("sh -c 'sleep 3 & exit 0'", None),
        ("true", None),
    ],
)
def test_a_command_that_fails_is_said_and_one_that_hangs_is_stopped(command: str, words: str | None) -> None:
    begun = time.monotonic()

    why_not = telling(TELL_COMMAND=command, TELL_TIMEOUT="0.5").tell(INCOMPLETE)

    assert time.monotonic() - begun < 5
    if words is None:
        assert why_not == []
    else:
        (said,) = why_not
        assert words in said


def test_when_one_way_fails_the_other_is_gone_all_the_same(writing: tuple[str, Path]) -> None:
    command, file = writing

    why_not = telling(TELL_URL=NOTHING_AT_HOME, TELL_COMMAND=command).tell(INCOMPLETE)

    assert len(why_not) == 1
    assert file.exists()


def test_an_incomplete_run_is_told_whole_and_a_complete_one_is_not(
    tmp_path: Path, webhook: Webhook, writing: tuple[str, Path]
) -> None:
    command, file = writing
    with Replica(editions=["de"]) as replica:
        place = Place(tmp_path, replica)
        settings = {"TELL_URL": webhook.url, "TELL_COMMAND": command}

        replica.switches.faults["/all_news/page/2/"] = Fault(kind="status", status=503)
        incomplete = place.crawl("edition=de", settings=settings | {"RETRY_TIMES": "0"})
        replica.switches.faults.clear()
        complete = place.crawl("edition=de", settings=settings)

    assert (incomplete.returncode, complete.returncode) == (3, 0), incomplete.stderr + complete.stderr
    (told,) = webhook.told
    assert (told["outcome"], told["exit_status"], told["archive"]) == ("incomplete", 3, str(place.archive))
    assert told["reason"] in told["text"]
    assert told["report"] == incomplete.stdout
    ((kept,),) = place.rows("select kept from run_counts where run = 1")
    assert told["editions"]["de"]["kept"] == kept > 0
    (line,) = file.read_text().splitlines()
    assert json.loads(line)[2] == f"{told['text']}\n\n{incomplete.stdout}"


def test_a_run_that_could_not_begin_is_told_and_the_webhook_changes_no_exit_status(
    tmp_path: Path, webhook: Webhook
) -> None:
    webhook.status = 404

    run = Place(tmp_path).crawl("edition=fr", settings={"TELL_URL": webhook.url})

    assert run.returncode == 1
    (told,) = webhook.told
    assert (told["outcome"], told["exit_status"], told["report"]) == ("could not run", 1, "")
    assert "choose among" in told["reason"]
    first, second = run.stderr.strip().splitlines()
    assert first == told["reason"]
    assert second.endswith("was not told: it was answered with status 404.")


def test_that_another_run_is_at_work_is_told_only_to_who_wants_to_hear_everything(
    tmp_path: Path, webhook: Webhook
) -> None:
    place = Place(tmp_path)
    with Archive(place.archive) as archive:
        archive.lock("somebody")

        assert place.crawl("edition=de", settings={"TELL_URL": webhook.url}).returncode == 75
        assert webhook.told == []
        settings = {"TELL_URL": webhook.url, "TELL_WHEN": "always"}
        assert place.crawl("edition=de", settings=settings).returncode == 75

    assert [told["exit_status"] for told in webhook.told] == [75]


def test_the_run_after_one_that_was_killed_says_so(tmp_path: Path, webhook: Webhook) -> None:
    with Replica(editions=["de"]) as replica:
        place = Place(tmp_path, replica)
        # By then the first listing is in the ledger, and with it the run's row.
        place.killed(lambda: len(replica.requests) > 5, "edition=de")

        run = place.crawl("edition=de", settings={"TELL_URL": webhook.url})
        again = place.crawl("edition=de", settings={"TELL_URL": webhook.url})

    assert (run.returncode, again.returncode) == (0, 0)
    ((begun,),) = place.rows("select started_at from runs where id = 1")
    words = f"The run before (listings, begun {begun}) did not end:"
    assert words in run.stdout
    assert words not in again.stdout
    (told,) = webhook.told
    assert (told["outcome"], told["run_before"][: len(words)]) == ("complete", words)


def test_a_run_that_had_nothing_to_do_leaves_no_row_of_a_run_that_never_ended(tmp_path: Path) -> None:
    with Replica(editions=["de"]) as replica:
        place = Place(tmp_path, replica)
        assert place.crawl("edition=de").returncode == 0

        # What was read a moment ago is not due to be looked at again.
        run = place.scrapy("crawl", "revisits", "-a", "edition=de")

    assert run.returncode == 0, run.stderr
    assert "did not end" not in run.stdout
    assert place.rows("select count(*) from runs where ended_at is null") == [(0,)]


def test_a_mistake_of_this_project_is_told_and_not_hidden(
    tmp_path: Path, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: Command, news: News) -> News:
        raise RuntimeError("a plank is missing")

    monkeypatch.setattr(Command, "_crawled", failing)
    command = Command()
    command.settings = {"TELL_URL": webhook.url, "TELL_TIMEOUT": 5, "ARCHIVE": "x"}  # type: ignore[assignment]
    options = type("Options", (), {"spargs": {}})

    with pytest.raises(RuntimeError, match="a plank is missing"):
        command.run(["listings"], options)  # type: ignore[arg-type]

    assert webhook.told[0]["exit_status"] == 1
    assert webhook.told[0]["reason"] == "It failed with RuntimeError: a plank is missing"


def test_anything_can_be_told_the_same_way(tmp_path: Path, webhook: Webhook, writing: tuple[str, Path]) -> None:
    command, file = writing
    place = Place(tmp_path)
    settings = {"TELL_URL": webhook.url, "TELL_COMMAND": command, "TELL_WHEN": "never"}

    told = place.scrapy("tell", "The backup failed.", settings=settings)

    assert (told.returncode, told.stderr) == (0, "")
    assert webhook.told[0]["text"] == f"The archive {place.archive}: The backup failed."
    assert webhook.told[0]["exit_status"] is None
    assert json.loads(file.read_text())[2] == f"The archive {place.archive}: The backup failed.\n\n"


@pytest.mark.parametrize(
    ("arguments", "settings", "words"),
    [
        (["tell", "Hello"], {}, "There is no way to tell anybody; set TELL_URL or TELL_COMMAND."),
        (["tell"], {"TELL_URL": NOTHING_AT_HOME}, "tell wants the words"),
        (["tell", "Hello"], {"TELL_URL": NOTHING_AT_HOME}, "was not told"),
    ],
)
def test_what_cannot_be_told_is_said(
    tmp_path: Path, arguments: list[str], settings: dict[str, str], words: str
) -> None:
    run = Place(tmp_path).scrapy(*arguments, settings=settings)

    assert run.returncode == 1
    assert words in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
