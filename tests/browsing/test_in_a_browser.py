"""The pages in a real browser: they work, they look as they should, and nothing in them is refused or fails."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browsing.invented import BOAT, HOSTILE, LIBRARY

pytestmark = pytest.mark.browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        message = "There is no Chromium to look at the pages with; on Debian: apt install chromium."
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(archive_folder: Path) -> Iterator[str]:
    """Where Datasette serves, started as `make browse` starts it."""
    command = [
        str(Path(sys.executable).with_name("datasette")),
        str(archive_folder),
        "--host",
        "127.0.0.1",
        "--port",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        said = []
        for line in server.stderr:
            said.append(line)
            if running := re.search(r"running on (http://127\.0\.0\.1:\d+)", line):
                break
        else:
            pytest.fail("Datasette did not start:\n" + "".join(said))
        yield running[1]
        server.terminate()
        server.communicate()


@dataclass
class Visit:
    """A page, and everything that its browser complained about."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    page = context.new_page()
    page.set_default_timeout(5000)
    visit = Visit(page=page, address=address)
    page.on(
        "console",
        lambda message: visit.complaints.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("dialog", lambda dialog: visit.complaints.append(f"a dialog: {dialog.message}"))
    page.on(
        "request",
        lambda asked: visit.elsewhere.append(asked.url) if not asked.url.startswith((address, "data:")) else None,
    )
    yield visit
    context.close()
    assert visit.complaints == []
    assert visit.elsewhere == []


PAGES = [
    "/", "/belta", f"/belta/articles/{BOAT}", "/belta/-/article/de/news/21/2026", "/belta/-/article/de/news/21/2026/revision/2",
    f"/belta/articles/{HOSTILE}", "/belta/articles", "/belta/articles?_nocol=body", "/belta/search", "/belta/search?q=boot",
    "/belta/who_signs", "/belta/coverage_by_day", "/belta/-/charts", "/belta/-/dictionary", "/belta/events",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_in_the_light_in_the_dark_and_on_a_phone(visit: Visit, path: str) -> None:
    """axe finds no fault by the rules of WCAG 2.2 A and AA, nor by its own of good practice."""
    page = visit.go(path)
    found = {}
    for scheme, width in (("light", 1100), ("dark", 1100), ("light", 360)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 800})
        results = Axe().run(page)
        found[scheme, width] = [
            f"{violation['id']}: {node['html'][:160]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]

    assert found == {("light", 1100): [], ("dark", 1100): [], ("light", 360): []}


def test_a_reader_who_has_no_mouse_reaches_an_article_by_the_keyboard(visit: Visit) -> None:
    page = visit.go("/belta/search?q=boot")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    headline = page.locator("li.entry h3 a")
    for _ in range(30):
        page.keyboard.press("Tab")
        if headline.evaluate("link => link === document.activeElement"):
            break
    expect(headline).to_be_focused()
    assert headline.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("Ruderklub flickt sein ältestes Boot in 12 Tagen")


def test_a_reader_follows_the_history_of_an_article_to_a_wording_that_can_be_cited(visit: Visit) -> None:
    page = visit.go(f"/belta/articles/{BOAT}")
    colours = [
        page.locator(f".history {tag}").first.evaluate("piece => getComputedStyle(piece).backgroundColor")
        for tag in ("del", "ins")
    ]
    assert len({*colours, "rgba(0, 0, 0, 0)"}) == 3
    page.get_by_role("link", name="revision 1", exact=True).click()

    expect(page).to_have_url(f"{visit.address}/belta/-/article/de/news/21/2026/revision/1")
    expect(page.locator("h1")).to_have_text("Ruderklub flickt sein ältestes Boot in 10 Tagen")


def test_a_chart_is_drawn_in_the_colours_of_the_page(visit: Visit) -> None:
    page = visit.go("/belta/-/charts?since=2026-09-25&until=2026-10-01")
    bar = page.locator("#days-de ~ .chart-wrapper rect.series").first

    heights = bar.evaluate(
        "bar => [bar.getBoundingClientRect().height, bar.ownerSVGElement.getBoundingClientRect().height]"
    )
    assert heights[0] > heights[1] / 2
    fills = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        fills.append(bar.evaluate("bar => getComputedStyle(bar).fill"))
    assert len({*fills, "rgb(0, 0, 0)", "none"}) == 4
    page.get_by_text("The numbers").first.click()
    expect(page.locator("section.figure table").first).to_be_visible()


def test_a_record_is_saved_and_never_opened(visit: Visit) -> None:
    visit.go(f"/belta/articles/{BOAT}")
    response = visit.page.request.get(f"{visit.address}/belta/-/capture/{BOAT}.warc.gz")

    assert response.status == 404  # no file of captures lies beside this archive
    assert "is not beside this archive" in response.text()


def test_a_reader_comes_in_by_the_front_page_and_reads(visit: Visit) -> None:
    page = visit.go("/")
    page.get_by_role("link", name="图书馆延长夜间开放时间").click()

    expect(page).to_have_url(f"{visit.address}/belta/articles/{LIBRARY}")
    expect(page).to_have_title("图书馆延长夜间开放时间")
    expect(page.locator("h1")).to_have_attribute("lang", "zh-Hans")
    page.get_by_text("Every column of this row").click()
    expect(page.locator("th.col-published_from")).to_be_visible()


@pytest.mark.parametrize(
    ("asked", "headline", "marked"),
    [
        ("библиотеки", "В читальном зале открыли уголок для настольных игр", "библиотека"),
        ("图书馆", "图书馆延长夜间开放时间", "图书馆"),
    ],
)
def test_a_reader_searches_in_one_box(visit: Visit, asked: str, headline: str, marked: str) -> None:
    page = visit.go("/")
    page.get_by_role("searchbox", name="Search for").fill(asked)
    page.get_by_role("button", name="Search").click()

    expect(page.locator("ol li.entry h3")).to_have_text([headline])
    expect(page.locator("mark").first).to_have_text(marked)


def test_an_analyst_asks_a_question_and_one_in_sql(visit: Visit) -> None:
    page = visit.go("/")
    page.get_by_role("link", name="Who signs").click()
    page.get_by_label("edition").select_option("de")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("td.col-name")).to_have_text(["BelTA", "Lotte Beispiel"])

    page.get_by_role("link", name="change it").click()
    page.locator(".CodeMirror").wait_for()  # Datasette's editor, under our policy
    page.get_by_role("button", name="Run SQL").click()
    expect(page.locator("h1")).to_have_text("BelTA")
    expect(page.locator("td.col-name")).to_have_text(["BelTA", "Lotte Beispiel"])


def test_datasettes_own_menus_work_under_our_policy(visit: Visit) -> None:
    page = visit.go("/belta/credits")
    page.locator("th.col-role svg").click()
    page.get_by_text("Sort descending").click()

    expect(page).to_have_url(f"{visit.address}/belta/credits?_sort_desc=role")


@pytest.mark.parametrize(
    "path",
    [
        f"/belta/articles/{HOSTILE}",
        "/belta/articles",
        "/belta/articles?_nocol=body",
        "/",
        "/belta/search?q=lights",
        "/belta/problems",
    ],
)
def test_a_hostile_article_does_nothing(visit: Visit, path: str) -> None:
    page = visit.go(path)

    assert page.title() != "taken over"
    assert page.locator("main img, main iframe, main object, main embed").count() == 0
    assert page.locator('a[href^="javascript" i], a[href^="data" i]').count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/belta",
        f"/belta/articles/{BOAT}",
        f"/belta/articles/{HOSTILE}",
        "/belta/search?q=boot",
        "/belta/articles",
        "/belta/who_signs",
        "/belta/-/charts",
        "/belta/-/dictionary",
        "/belta/-/article/de/news/21/2026/revision/2",
    ],
)
def test_a_page_fits_on_a_phone(visit: Visit, path: str) -> None:
    visit.page.set_viewport_size({"width": 360, "height": 700})
    page = visit.go(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(
    "path", ["/", "/belta", f"/belta/articles/{BOAT}", "/belta/search?q=boot", "/belta/who_signs", "/nowhere"]
)
def test_text_stands_out_from_its_ground_in_the_light_and_in_the_dark(visit: Visit, path: str) -> None:
    """Every piece of text has at least the contrast (4.5 to 1) that WCAG asks for."""
    page = visit.go(path)
    faint = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        faint[scheme] = page.evaluate(CONTRAST)

    assert faint == {"light": [], "dark": []}
    if path == "/nowhere":
        visit.complaints.clear()  # that there is nothing here is what the browser complains of


CONTRAST = """() => {
  const channel = (value) => { value /= 255; return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4 };
  const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const colour = (text) => text.match(/[0-9.]+/g).map(Number);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const found = colour(getComputedStyle(element).backgroundColor);
      if (found.length < 4 || found[3] === 1) return found;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
  };
  const faint = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !element.checkVisibility() || ["SCRIPT", "STYLE", "OPTION"].includes(element.tagName)) continue;
    const [one, other] = [luminance(colour(getComputedStyle(element).color)), luminance(ground(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 4.5) faint.push(`${walk.currentNode.data.trim().slice(0, 40)} (${contrast.toFixed(2)})`);
  }
  return faint;
}"""
