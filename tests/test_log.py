"""Nothing that comes from outside can forge a line of the log, or act on the terminal that shows it."""

import logging
import re
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from scrapy.settings import Settings

from belta_scraper.commands.report import print_report
from belta_scraper.log import HarmlessLog, harmless
from pipelines.archive.report import Report
from tests.crawling import Place

FORGED = "2026-11-25 08:00:00 [root] ERROR: the archive was emptied"
HOSTILE = {
    "line feed": f"Boats\n{FORGED}",
    "carriage return": f"Boats\r{FORGED}",
    "next line": f"Boats\x85{FORGED}",
    "line separator": f"Boats\u2028{FORGED}",
    "paragraph separator": f"Boats\u2029{FORGED}",
    "vertical tab and form feed": f"Boats\x0b\x0c{FORGED}",
    "escape sequence": f"Boats\x1b[2J\x1b]0;title\x07{FORGED}",
    "escape sequence in one character": f"Boats\x9b2J{FORGED}",
    "right to left": f"Boats\u202e{FORGED}\u2066\u200f",
    "null and delete": f"Boats\x00\x7f{FORGED}",
    "half a character": f"Boats\udcff{FORGED}",
    "invisible": f"Boats\ufeff\u2060{FORGED}",
}
ACTING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff\ufeff\u2060]")


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What a handler of anybody's writes, formatted as Scrapy formats it."""
    before, written = logging.getLogRecordFactory(), StringIO()
    HarmlessLog.update_pre_crawler_settings(Settings())
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("%(asctime)s [%(name)s] %(levelname)s: %(message)s"))
    logging.getLogger("boats").addHandler(handler)
    yield written
    logging.getLogger("boats").removeHandler(handler)
    logging.setLogRecordFactory(before)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_record_is_one_line_whatever_was_printed_on_a_page(log: StringIO, text: str) -> None:
    logging.getLogger("boats").warning("The page says %s", text)
    logging.getLogger("boats").warning(f"The page says {text}")

    written = log.getvalue()
    assert len(written.splitlines()) == 2, written
    assert not ACTING.search(written.replace("\n", ""))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_traceback_keeps_its_lines_and_no_message_in_it_can_begin_one(log: StringIO, text: str) -> None:
    try:
        try:
            raise KeyError(text)
        except KeyError as error:
            error.add_note(text)
            raise ValueError(text) from error
    except ValueError:
        logging.getLogger("boats").exception("Failed")

    first, *others = log.getvalue().splitlines()
    assert first.endswith("Failed")
    assert any("test_log.py" in line for line in others)
    assert all(line.startswith("    ") for line in others)
    assert not ACTING.search("".join([first, *others]))


@pytest.mark.parametrize(
    "text",
    ["Гребля: лодка «Ёлка»", "Лодкі ў Гродне — ранак", "白俄罗斯的图书馆", "łódź, año, straße", "no\xa0break", "👩‍🚀"],
)
def test_letters_of_every_edition_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_report_on_a_terminal_shows_what_would_act_there(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    problem = {"step": "ReadDates", "message": text, "times": 3, "edition": "de", "url": None}
    became = {"not_understood": 0, "refused": 0, "gone": 0, "wanted": 1, "missing": 1, "whole": 0}
    day = {"day": "2026-11-01", "edition": "de", "listed": 3, "kept": 2} | became
    edition = dict.fromkeys(("articles", "reworded", "gone", "wanted", "refused", "not_understood", "problems"), 0)
    report = Report(
        editions=[
            {"edition": code, "name": "x", "first_day": None, "last_day": None, "listed": 0} | edition
            for code in ("ru", "be", "en", "de", "es", "pl", "zh")
        ],
        days=[day],
        without_a_day=[],
        incomplete_days=[day],
        not_whole=[],
        nothing_listed=[],
        only_in_the_feed=[],
        broken_walks=[],
        numbers_missing=[],
        problems=[problem],
        last_run={"spider": "listings", "started_at": "x", "outcome": "incomplete", "reason": text},
        run_counts=[],
    )

    print_report(report, Path("belta.db"))

    lines = capsys.readouterr().out.splitlines()
    assert not any(line.startswith(FORGED) for line in lines)
    assert not ACTING.search("".join(lines))
    assert sum(FORGED in line for line in lines) == 2


def test_a_crawl_whose_arguments_hold_line_breaks_answers_in_one_line(tmp_path: Path) -> None:
    run = Place(tmp_path).crawl(f"section=gossip\n{FORGED}\x1b[2J", "edition=de")

    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1
    assert not ACTING.search(run.stderr.rstrip("\n"))


def test_a_log_file_of_a_crawl_holds_one_record_a_line(tmp_path: Path) -> None:
    place, log_file = Place(tmp_path), tmp_path / "log"
    # Scrapy's own records, too, some of which span lines: its settings, its components, its statistics.
    settings = {"LOG_FILE": str(log_file), "LOG_LEVEL": "DEBUG", "EDITION_ORIGINS": '{"de": "http://127.0.0.1:9"}'}

    run: subprocess.CompletedProcess[str] = place.crawl("edition=de", settings=settings)

    assert run.returncode == 1
    lines = log_file.read_text(encoding="utf-8").splitlines()
    assert any("Dumping Scrapy stats" in line for line in lines)
    assert not [line for line in lines if not re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[|    ", line)]
