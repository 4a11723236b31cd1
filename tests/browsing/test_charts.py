"""Charts tell the truth: bars begin at zero, gaps of ours are hatched, every number is also in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from parsel import Selector

from data.plugins.draw_charts import bars, scale
from pipelines.archive.complete_days import CompleteDays
from pipelines.archive.opening import Archive
from tests.browsing.conftest import Site, configuration
from tests.browsing.invented import make_archive, put, put_entry
from tests.browsing.test_pages import words


@pytest.fixture
def walked_site(tmp_path: Path) -> Iterator[Site]:
    """The invented archive, after a walk down the German listing on the second of October."""
    make_archive(configuration(tmp_path) / "belta.db")
    with Archive(tmp_path / "belta.db") as archive:
        put(
            archive.db, "walks", run=1, edition="de", listing="all_news", started_at="2026-10-02T06:00:00Z",
            ended_at="2026-10-02T06:10:00Z", pages=4, ended="first day asked", reached_on="2026-09-27",
        )  # fmt: skip
        put_entry(archive.db, "de", 50, state="refused", listed_on="2026-09-28")
        put(archive.db, "run_counts", run=1, edition="ru", kept=7)
    site = Site(tmp_path)
    yield site
    site.close()


def figure(site: Site, heading: str, asked: str = "") -> Selector:
    page = Selector(site.page(f"/belta/-/charts{asked}"))
    (found,) = [section for section in page.css("section.figure") if words(section.css("h2")) == heading]
    return found


def numbers(chart: Selector) -> dict[str, list[str]]:
    return {words(row.css("th")): [words(cell) for cell in row.css("td")] for row in chart.css("tbody tr")}


def test_days_are_drawn_from_zero_and_those_that_are_not_complete_are_hatched(walked_site: Site) -> None:
    chart = figure(walked_site, "Articles per day: German", "?since=2026-09-25&until=2026-10-02")

    assert numbers(chart) == {
        "2026-09-25": ["0", "no"],  # before the day to which the walk went down
        "2026-09-26": ["0", "no"],
        "2026-09-27": ["0", "yes"],  # a zero that can be believed
        "2026-09-28": ["0", "no"],  # something listed is missing
        "2026-09-29": ["0", "yes"],
        "2026-09-30": ["1", "no"],
        "2026-10-01": ["0", "yes"],
        "2026-10-02": ["0", "no"],  # had not ended when the walk began
    }
    hatched = [
        words(bar.css("title"))
        for bar in chart.css("g.bar")
        if "hatch" in (bar.css("rect[fill]::attr(fill)").get() or "")
    ]
    assert [title[:10] for title in hatched] == ["2026-09-25", "2026-09-26", "2026-09-28", "2026-09-30", "2026-10-02"]
    assert all("(not complete)" in title for title in hatched)


def test_a_chart_agrees_with_the_question_of_the_same_name(walked_site: Site) -> None:
    asked = "?since=2026-09-01&until=2026-10-02"
    rows = walked_site.rows(f"/belta/articles_by_day.json{asked}")

    assert {row["edition"] for row in rows} == {"ru", "be", "en", "de", "es", "zh"}
    for row in rows:
        name = {"ru": "Russian", "be": "Belarusian", "en": "English", "de": "German", "es": "Spanish", "zh": "Chinese"}[
            row["edition"]
        ]
        drawn = numbers(figure(walked_site, f"Articles per day: {name}", asked))[row["day"]]
        assert drawn == [str(row["articles"]), "yes" if row["complete"] else "no"]


def test_a_chart_is_named_and_described_for_whoever_cannot_see_it(walked_site: Site) -> None:
    page = Selector(walked_site.page("/belta/-/charts"))

    assert len(page.css("svg")) == len(page.css("section.figure")) > 5
    for drawing in page.css("svg"):
        names = drawing.attrib["aria-labelledby"].split()
        assert [bool(words(drawing.xpath(f".//*[@id='{name}']"))) for name in names] == [True, True]
    assert len(page.xpath("//@id").getall()) == len(set(page.xpath("//@id").getall()))


def test_other_charts_count_what_the_archive_says(walked_site: Site) -> None:
    assert numbers(figure(walked_site, "Sections over time"))["2026-09"][0] == "6"  # of one hostile section, one
    assert numbers(figure(walked_site, "Edits and deletions over time", "?until=2026-10-31"))["2026-10"] == [
        "1",
        "1",
        "yes",
    ]
    assert numbers(figure(walked_site, "Languages of the Belarusian edition"))["2026-09"] == ["1", "no"]
    assert "100% of 1 articles are in Russian" in words(figure(walked_site, "Languages of the Belarusian edition"))
    assert numbers(figure(walked_site, "Run health", "?edition=ru")) == {"run 1, 2026-09-30, incomplete": ["7", "no"]}
    delays = numbers(figure(walked_site, "Delay between publication and first sight"))
    assert sum(int(cells[0]) for cells in delays.values()) == 7
    assert delays["1–3 h"][0] == "1"  # published at 08:00 UTC, first seen at 10:00; the next at 07:00


def test_nothing_is_drawn_of_the_time_before_the_archive_begins_unless_somebody_asks(walked_site: Site) -> None:
    assert list(numbers(figure(walked_site, "Articles per day: German"))) == ["2026-09-30"]
    assert list(numbers(figure(walked_site, "Articles per day: German", "?since=2026-09-29"))) == [
        "2026-09-29",
        "2026-09-30",
    ]


@pytest.mark.parametrize(
    "asked", ["?edition=nowhere&since=x&until=y", "?since=2030-01-01", "?since=0001-01-01", "?until=1900-01-01"]
)
def test_charts_are_drawn_whatever_is_asked(walked_site: Site, asked: str) -> None:
    assert walked_site.get(f"/belta/-/charts{asked}").status_code == 200


def test_an_archive_without_articles_has_nothing_to_draw(tmp_path: Path) -> None:
    with Archive(configuration(tmp_path) / "belta.db") as archive:
        assert archive.db
    site = Site(tmp_path)
    try:
        assert "There is nothing to draw" in words(site.page("/belta/-/charts"))
    finally:
        site.close()


@pytest.mark.parametrize(
    ("largest", "top", "lines"),
    [(0, 1, 2), (1, 1, 2), (4, 4, 5), (5, 6, 4), (99, 100, 5), (101, 150, 4), (1_000_001, 1_500_000, 4)],
)
def test_an_axis_begins_at_zero_and_ends_above_the_largest_value(largest: int, top: int, lines: int) -> None:
    found, ticks = scale(largest)

    assert ticks[0] == 0
    assert ticks[-1] == found >= largest
    assert len({after - before for before, after in pairwise(ticks)}) == 1
    assert 2 <= len(ticks) <= 6


def test_a_bar_is_as_high_as_its_value() -> None:
    drawing = Selector(
        str(bars({
            "key": "k", "title": "<i>", "summary": "s", "x_label": "x", "y_label": "y",
            "layers": [{"name": "a & b", "values": [2, 4, 0]}, {"name": "c", "values": [2, 0, 0]}],
            "bars": [{"label": str(n), "tick": str(n), "incomplete": n == 2} for n in range(3)],
        }))
    )  # fmt: skip

    heights = [[float(rect) for rect in bar.css("rect.series::attr(height)").getall()] for bar in drawing.css("g.bar")]
    assert heights == [[100.0, 100.0], [200.0], []]
    assert drawing.css("svg > title::text").get() == "<i>"
    assert re.search(r"url\(#k-hatch\)", drawing.css("g.bar")[2].get())


@pytest.mark.parametrize(
    ("day", "complete"),
    [("2024-05-01", False), ("2024-05-02", True), ("2024-05-03", False), ("2024-05-05", True), ("2024-05-06", False)],
)
def test_a_day_is_complete_where_one_walk_went_past_it_after_its_end(day: str, complete: bool) -> None:
    walks = [("de", "2024-05-02", "2024-05-04T20:00:00Z"), ("de", "2024-05-05", "2024-05-06T10:00:00Z")]

    assert CompleteDays(walks, [("de", "2024-05-03")])("de", day) is complete
    assert CompleteDays(walks, [])("ru", day) is False
