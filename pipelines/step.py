"""What is a step? One question about an article, settled, or kept open with a `Problem`."""

from __future__ import annotations

from dataclasses import replace

from belta_scraper.items import Article, Problem


class Step:
    """Settle one question about an article; Scrapy runs the steps in the order of `ITEM_PIPELINES`.

    A step is pure: it reads no clock, opens nothing, and settling twice changes nothing, so that
    stored captures can be read again. What it cannot settle it leaves `None` and says so with
    `not_settled`; it never guesses and never raises on what was printed.
    """

    def process_item(self, item: object) -> object:
        return self.settle(item) if isinstance(item, Article) else item

    def settle(self, article: Article) -> Article:
        """The article with this step's fields filled."""
        raise NotImplementedError

    def not_settled(self, article: Article, message: str, text: str | None = None) -> Article:
        """The article with one problem more, once: settling again does not repeat it."""
        problem = Problem(
            step=type(self).__name__,
            message=message,
            text=text,
            url=article.url,
            edition=article.edition,
            capture=article.capture,
        )
        # The edition is left out of the comparison: it may have been settled since.
        if any((known.step, known.message, known.text) == (problem.step, message, text) for known in article.problems):
            return article
        return replace(article, problems=(*article.problems, problem))
