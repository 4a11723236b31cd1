"""Invented articles as readers hand them to the steps, and the steps in their order."""

from datetime import UTC, datetime
from typing import Any

from belta_scraper.items import Article, Block
from pipelines.bylines import ReadBylines
from pipelines.datelines import TakeDateline
from pipelines.dates import ReadDates
from pipelines.languages import SettleLanguage
from pipelines.sections import SettleSection
from pipelines.step import Step
from pipelines.text import TidyText
from tests.records import a_capture

LATE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
STEPS: tuple[Step, ...] = (
    TidyText(), SettleLanguage(), ReadDates(), TakeDateline(), ReadBylines(), SettleSection(),
)  # fmt: skip


def unsettled(*paragraphs: str, captured_at: datetime = LATE, from_file: bool = False, **fields: Any) -> Article:
    """An article of these paragraphs; `from_file` for a capture that says neither address nor time."""
    origin = {"source": "garten.txt", "url": None, "status": None, "edition": None} if from_file else {}
    given: dict[str, Any] = {
        "capture": a_capture(fetched_at=captured_at, **origin),
        "reader": "plain text" if from_file else "article",
        "blocks": tuple(story(text) for text in paragraphs),
    }
    if not from_file:
        given["edition"] = "de"
    return Article(**(given | fields))


def story(text: str) -> Block:
    return Block(kind="paragraph", fate="story", text=text)


def settled(article: Article) -> Article:
    """The article after all steps."""
    for step in STEPS:
        article = step.settle(article)
    return article


def words_of_problems(article: Article) -> str:
    return "\n".join(f"{problem.step}: {problem.message} [{problem.text}]" for problem in article.problems)
