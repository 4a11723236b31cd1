"""A person sees how far a run is: on a terminal, or by a line a minute in its log."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.statscollectors import StatsCollector
from scrapy.utils.test import get_crawler

from belta_scraper import statistics
from belta_scraper.progress import Look, Pace, in_one_line
from belta_scraper.replica import Replica
from tests.crawling import ROOT, Place

LINE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[belta_scraper\.progress\] NOTICE: edition de, listing pages (\d+), "
    r"articles (\d+), pages a minute (?:…|[\d,]+), waiting (\d+), time left (?:not known|none|(?:at least|about) \d+ (?:s|min))"
)


@pytest.fixture
def stats() -> StatsCollector:
    return StatsCollector(get_crawler(Spider))


def after_a_minute(stats: StatsCollector, **counts: int) -> str:
    """What is said of an edition that was at nothing a minute ago."""
    look = Look(stats)
    stats.set_value("walk/begun/de", 1)
    look.editions(0.0)
    for name, number in counts.items():
        stats.set_value(f"{name.replace('_', '/')}/de", number)
    return in_one_line(look.editions(60.0), look.captures(60.0))


def test_nothing_is_said_before_anything_is_known(stats: StatsCollector) -> None:
    look = Look(stats)

    assert in_one_line(look.editions(0.0), look.captures(0.0)) == ""


def test_time_left_is_what_waits_at_the_pace_of_late(stats: StatsCollector) -> None:
    said = after_a_minute(
        stats, page_listing_read=10, article_requested=140, article_answered=20, page_article_read=19, walk_ended=1
    )

    assert said == ("edition de, listing pages 10, articles 19, pages a minute 30, waiting 120, time left about 4 min")


def test_while_a_listing_is_walked_time_left_is_only_known_to_be_no_less(stats: StatsCollector) -> None:
    said = after_a_minute(stats, page_listing_read=10, article_requested=140, article_answered=20)

    assert said.endswith("waiting 120, time left at least 4 min")


def test_while_a_listing_is_walked_and_nothing_waits_nothing_is_known(stats: StatsCollector) -> None:
    assert after_a_minute(stats, page_listing_read=10).endswith("waiting 0, time left not known")


def test_when_everything_is_answered_no_time_is_left(stats: StatsCollector) -> None:
    said = after_a_minute(stats, page_listing_read=10, article_requested=20, article_answered=20, walk_ended=1)

    assert said.endswith("waiting 0, time left none")


def test_where_a_spider_knows_what_is_due_that_is_what_waits(stats: StatsCollector) -> None:
    stats.set_value("article/due/de", 620)

    assert after_a_minute(stats, article_requested=50, article_answered=20).endswith(
        "waiting 600, time left about 30 min"
    )


def test_a_host_that_answers_nothing_leaves_the_end_unknown(stats: StatsCollector) -> None:
    look = Look(stats)
    stats.set_value("article/requested/de", 10)
    for minute in range(5):
        (row,) = look.editions(minute * 60.0)

    assert (row.per_minute, row.waiting, row.seconds_left) == (0.0, 10, None)


def test_a_pace_is_one_of_late() -> None:
    pace = Pace()
    assert pace.per_second("de", 0, 0.0) is None
    for second in range(1, 1001):
        fast = pace.per_second("de", second * 10, float(second))
    assert fast == pytest.approx(10)

    for second in range(1001, 1301):
        slow = pace.per_second("de", 10_000, float(second))

    assert slow == 0


def test_a_run_over_files_says_how_much_of_them_is_taken_in(stats: StatsCollector) -> None:
    look = Look(stats)
    stats.set_value("capture/byte/total", 3_000_000)
    stats.set_value("capture/file/total", 340)
    look.captures(0.0)
    stats.set_value("capture/byte/taken", 1_000_000)
    stats.set_value("capture/file/taken", 12)
    stats.set_value("page/article/read/be", 88)

    said = in_one_line(look.editions(60.0), look.captures(60.0))

    assert said == (
        "12 of 340 files, 1.0 MB of 3.0 MB, time left about 2 min; "
        "edition be, listing pages 0, articles 88, pages a minute …"
    )


def on_a_terminal(command: list[str]) -> tuple[int, str]:
    """Run a command as a person does. Returns its exit status, and every byte it wrote."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True,
        env=os.environ | {"TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    written = b""
    while True:
        try:
            read = os.read(ours, 65536)
        except OSError:  # how a terminal says that nobody is there any more
            break
        if not read:
            break
        written += read
    os.close(ours)
    return process.wait(60), written.decode()


def left_on_screen(written: str) -> list[str]:
    """The lines that stand on a terminal in the end."""
    lines, row, column = [""], 0, 0
    for piece in re.findall(r"\x1b\[\??[\d;]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", written):
        if piece == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif piece == "\r":
            column = 0
        elif piece.startswith("\x1b"):
            if piece.endswith("A"):
                row -= int(piece[2:-1] or 1)
            elif piece == "\x1b[2K":
                lines[row] = ""
            else:
                assert piece.endswith(("m", "h", "l")), piece
        else:
            lines[row] = lines[row][:column].ljust(column) + piece + lines[row][column + len(piece) :]
            column += len(piece)
    return [line.rstrip() for line in lines]


def test_on_a_terminal_the_picture_moves_and_leaves_the_report_alone(tmp_path: Path) -> None:
    with Replica(editions=["de", "pl"]) as replica:
        place = Place(tmp_path, replica)
        settings = {"DOWNLOAD_DELAY": "0.05", "LOG_LEVEL": "INFO"}

        status, written = on_a_terminal(place.command("crawl", "listings", "-a", "edition=de,pl", settings=settings))

    assert status == 0, written
    for code in ("de", "pl"):
        shown = {int(number) for number in re.findall(rf"\n {{2}}{code} +\d+ +(\d+)", written)}
        assert len(shown) > 2, written
        assert max(shown) <= len(replica.site(code).stories)
    assert "waiting" in written
    screen = left_on_screen(written)
    assert not [line for line in screen if "waiting" in line]
    assert any("Articles by edition" in line for line in screen)
    # What is logged meanwhile stands above the picture, line by line.
    assert any(re.match(r"\d{4}-.* \[scrapy\.core\.engine\] INFO: Spider opened$", line) for line in screen), screen
    assert any(re.match(r"\d{4}-.* \[scrapy\.core\.engine\] INFO: Closing spider", line) for line in screen), screen
    assert written.rfind("\x1b[?25h") > written.rfind("\x1b[?25l"), "the cursor is hidden"
    # And nobody is without a cursor for as long as a killed run would leave them.
    assert written.find("\x1b[?25h") < written.find("waiting")


def test_without_a_terminal_a_line_says_how_far_the_run_is(tmp_path: Path) -> None:
    with Replica(editions=["de"]) as replica:
        place = Place(tmp_path, replica)
        settings = {"DOWNLOAD_DELAY": "0.03", "LOGSTATS_INTERVAL": "0.2"}

        run = place.crawl("edition=de", settings=settings)

        told = [LINE.fullmatch(line) for line in run.stderr.splitlines()]
    assert len(told) > 2
    articles = [int(found[2]) for found in told if found]
    assert len(articles) == len(told), run.stderr
    assert articles == sorted(articles)
    assert 0 < articles[-1] <= len(replica.site("de").stories)


def test_with_a_log_file_the_lines_go_there_and_a_terminal_shows_the_picture_alone(tmp_path: Path) -> None:
    log_file = tmp_path / "log"
    with Replica(editions=["de"]) as replica:
        place = Place(tmp_path, replica)
        settings = {"DOWNLOAD_DELAY": "0.03", "LOGSTATS_INTERVAL": "0.2", "LOG_FILE": str(log_file)}

        status, written = on_a_terminal(place.command("crawl", "listings", "-a", "edition=de", settings=settings))

    assert status == 0, written
    assert "NOTICE" not in written
    assert "time left" in written
    lines = log_file.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 2
    assert all(LINE.fullmatch(line) for line in lines), lines


@pytest.fixture(scope="module")
def dumped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, dict[str, int]]:
    """A crawl, and the statistics that Scrapy dumps at its end."""
    tmp_path = tmp_path_factory.mktemp("dumped")
    log_file = tmp_path / "log"
    with Replica(editions=["ru"]) as replica:
        place = Place(tmp_path, replica)
        assert place.crawl("edition=ru", settings={"LOG_FILE": str(log_file), "LOG_LEVEL": "INFO"}).returncode == 0
    (line,) = (line for line in log_file.read_text(encoding="utf-8").splitlines() if "Dumping Scrapy stats" in line)
    return place, {path: int(number) for path, number in re.findall(r"'([\w/]+)': (\d+)", line)}


def test_the_statistics_say_what_the_archive_says_of_the_run(dumped: tuple[Place, dict[str, int]]) -> None:
    place, statistic = dumped
    ((pages, listed, new, requested, kept, unchanged, not_understood),) = place.rows(
        "select pages, listed, new_entries, requested, kept, unchanged, not_understood from run_counts"
    )

    for ending in ("", "/ru"):
        assert statistic[f"page/listing/read{ending}"] == pages
        assert statistic[f"entry/listed{ending}"] == listed
        assert statistic[f"entry/new{ending}"] == new
        assert statistic[f"article/requested{ending}"] == statistic[f"article/answered{ending}"] == requested
        assert statistic[f"article/kept{ending}"] == kept
        assert statistic.get(f"article/unchanged{ending}", 0) == unchanged
        assert statistic[f"page/article/read{ending}"] == kept + unchanged == requested - not_understood
        assert statistic[f"walk/begun{ending}"] == statistic[f"walk/ended{ending}"] >= 1
        for step, times in place.rows("select step, count(*) from problems where step like 'Read%' group by step"):
            assert statistic[f"problem/{step}{ending}"] == times


def test_every_statistic_of_ours_is_described(dumped: tuple[Place, dict[str, int]]) -> None:
    described = set(re.findall(r"`([\w/<>]+)`(?=[^|]*\|[^|]*\|\n)", statistics.__doc__ or ""))
    ours = {
        re.sub(r"/(ru|be|en|de|es|pl|zh)$", "", path)
        for path in dumped[1]
        if path.split("/")[0] in {"page", "entry", "article", "walk", "problem", "capture"}
    }

    assert {re.sub(r"^problem/.*", "problem/<step>", path) for path in ours} <= described
