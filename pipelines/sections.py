"""Under which section is it filed, and what is that section's topic in every edition?"""

from __future__ import annotations

from dataclasses import replace

from belta_scraper.editions import EDITIONS, Edition
from belta_scraper.items import Article

from .step import Step

_TOPICS = {section.slug: section.topic for edition in EDITIONS.values() for section in edition.sections}


def topic_of(edition: str | None, slug: str | None) -> str | None:
    """The topic of a section, one word across editions; `None` for a section nobody has met.

    Slugs are the same English words in every edition, so one that is known anywhere is known.

    >>> topic_of("de", "economics"), topic_of("zh", "tech"), topic_of("de", "gardens")
    ('economy', 'technology', None)
    """
    row = EDITIONS.get(edition or "")
    own = {section.slug: section.topic for section in row.sections} if row else {}
    return own.get(slug or "") or _TOPICS.get(slug or "")


def section_labelled(edition: Edition, printed: str) -> str | None:
    """The slug of a section by the label that an edition prints.

    >>> section_labelled(EDITIONS["de"], "WIRTSCHAFT:")
    'economics'
    """
    return edition.section_of_label.get(printed.strip(" :/|>").lower())


class SettleSection(Step):
    """Settle the section: the address's slug, or else the one whose label is printed."""

    def settle(self, article: Article) -> Article:
        edition = EDITIONS.get(article.edition or "")
        if article.section is not None or article.section_text is None or edition is None:
            return article
        slug = section_labelled(edition, article.section_text)
        if slug is None:
            message = f"No section of the {edition.name} edition has this label."
            return self.not_settled(article, message, article.section_text)
        return replace(article, section=slug)
