"""What should be found in the replica's pages, rendering by rendering?

The replica was written by another hand than the readers, and says itself what is true of its stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from belta_scraper.editions import EDITIONS
from belta_scraper.items import Article
from belta_scraper.pages import decode, read_article, read_plain_text
from belta_scraper.replica import Replica, Story
from belta_scraper.replica.markup.article import article
from belta_scraper.replica.markup.article_2015 import article_2015
from belta_scraper.replica.markup.renderings import amp, mobile, plain_text, print_version, special
from belta_scraper.replica.stories import BodyMarkup
from belta_scraper.replica.view import View
from pipelines.names import agency_named
from pipelines.text import tidy

from .scoring import Values, values
from .steps import a_capture, settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One way in which a story is printed, and which of its fields it prints."""

    name: str
    render: Callable[[Story, View], bytes]
    url: str = "https://{host}{path}"
    dated: bool = True
    """It prints the time of publication."""
    labelled: bool = True
    """It prints the rubric."""
    signed: bool = True
    """It prints a byline below the headline."""
    lead_picture: bool = True
    tagged: bool = False
    """It prints tags, and its mark-up has the time of the last change."""


def _with_body(markup: BodyMarkup) -> Callable[[Story, View], bytes]:
    def render(story: Story, view: View) -> bytes:
        return article(story, replace(view, switches=replace(view.switches, body_markup=markup)))

    return render


def _text(story: Story, view: View) -> bytes:
    return plain_text(story, view).encode()


RENDERINGS = (
    Rendering(name="page, paragraphs", render=_with_body("p"), tagged=True),
    Rendering(name="page, bare text", render=_with_body("bare"), tagged=True),
    Rendering(name="page of 2015", render=article_2015, tagged=True),
    Rendering(name="mobile", render=mobile, url="https://m.{host}{path}"),
    Rendering(name="AMP", render=amp, url="https://{host}/amp{path}", labelled=False, signed=False),
    Rendering(
        name="print", render=print_version, url="https://{host}/printv{path}",
        dated=False, labelled=False, signed=False, lead_picture=False,
    ),
    Rendering(name="special", render=special, url="https://{host}/special{path}", signed=False, lead_picture=False),
    Rendering(name="text", render=_text, url="", signed=False, lead_picture=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story in one rendering: what is true of it, and what was made of it."""

    edition: str
    where: str
    expected: dict[str, Values]
    found: dict[str, Values]


def told(*, every: int = 1) -> Iterator[Told]:
    """Every story in every rendering; or each in one of `every` renderings, in turn."""
    for code in EDITIONS:
        site = Replica(editions=[code]).site(code)
        view = site.view()
        late = max(story.modified for story in view.stories) + timedelta(days=30)
        for place, story in enumerate(view.stories):
            for turn, rendering in enumerate(RENDERINGS):
                if (place + turn) % every:
                    continue
                yield Told(
                    edition=code,
                    where=f"{code} {rendering.name} {story.family} {story.number}",
                    expected=_true_of(story, rendering, view),
                    found=found_in(_read(story, rendering, view, late)),
                )


def _read(story: Story, rendering: Rendering, view: View, late: datetime) -> Article:
    text = decode(rendering.render(story, view))
    if not rendering.url:
        return settled(read_plain_text(text, capture=a_capture("story.txt", fetched_at=late, from_file=True)))
    url = rendering.url.format(host=view.edition.host, path=story.path)
    capture = a_capture(url, fetched_at=late)
    return settled(read_article(text, url=url, edition=view.edition, capture=capture))


def _true_of(story: Story, rendering: Rendering, view: View) -> dict[str, Values]:
    dateline = story.dateline
    pages = bool(rendering.url)
    pictures = [part for part in story.parts if part.kind == "picture"] if pages else []
    lead = story.picture if rendering.lead_picture else None
    lead_caption = lead.caption if lead and "attributes alt title src" not in story.quirks else None
    return {
        "headline": values(tidy(story.headline)),
        "lead": (),  # none of the renderings prints the teaser
        "section": values(story.section),
        "section_text": values(story.section_text if rendering.labelled else None),
        "published_at": values(_minute(story.published) if rendering.dated else None),
        "modified_at": values(story.modified if rendering.tagged else None),
        "dateline_text": values(tidy(dateline.text) if dateline else None),
        "dateline_place": values(dateline.place if dateline else None),
        "dateline_on": values(dateline.on if dateline else None),
        "agency": values(agency_named(dateline.agency) if dateline else None),
        "people": story.people if rendering.signed else values(dateline.person if dateline else None),
        "body": tuple(tidy(line) for paragraph in story.paragraphs for line in paragraph.split("\n")),
        "update_note": values(story.update_note),
        "end_mark": values(story.end_mark),
        "language": values(view.edition.language),
        "language_detected": values(story.language),
        "tags": tuple(tag.text for tag in story.tags) if rendering.tagged else (),
        "pictures": values(
            view.picture(lead.path) if lead else None, *(view.picture(part.url or "") for part in pictures)
        ),
        "captions": values(lead_caption, *(part.text for part in pictures)),
        "picture credits": values(*(_credit(part.credit) for part in pictures)),
        "embeds": story.embeds if pages else (),
    }


def found_in(article: Article) -> dict[str, Values]:
    """A settled article's fields, in the form in which they are compared."""
    return {
        "headline": values(article.headline),
        "lead": values(article.lead),
        "section": values(article.section),
        "section_text": values(article.section_text),
        "published_at": values(_minute(article.published_at) if article.published_at else None),
        "published_on": values(article.published_on),
        "modified_at": values(article.modified_at),
        "dateline_text": values(article.dateline_text),
        "dateline_place": values(article.dateline_place),
        "dateline_on": values(article.dateline_on),
        "agency": values(article.agency),
        "people": tuple(credit.name for credit in article.credits if credit.role not in ("agency", "photographer")),
        "photographers": tuple(credit.name for credit in article.credits if credit.role == "photographer"),
        "body": article.body or (),
        "update_note": values(article.update_note),
        "end_mark": values(article.end_mark),
        "language": values(article.language),
        "language_detected": values(article.language_detected),
        "tags": tuple(tag.text for tag in article.tags),
        "pictures": tuple(image.url for image in article.images),
        "captions": values(*(image.caption for image in article.images)),
        "picture credits": values(*(_credit(image.credit) for image in article.images)),
        "embeds": tuple(link.url for link in article.links if link.embed),
    }


def _minute(moment: datetime) -> datetime:
    """Pages print no seconds."""
    return moment.replace(second=0, microsecond=0)


def _credit(printed: str | None) -> str | None:
    """Whether a credit's full stop belongs to it nobody can say."""
    return printed and printed.rstrip(".")
