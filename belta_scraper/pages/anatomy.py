"""Which line of a page is what, where nothing but the order of its lines can tell?

The orders met, from the first line to the last::

    since 2019             menu, header's day, "all news" twice, [section], date, headline, body, closing
    until 2019, mobile     menu, headline, [section] date, body, closing
    wap, /special/         menu, breadcrumb that ends in the section, headline, date, body
    AMP                    headline, date, body, credit, copyright
    body alone             [topic], [note of an update], body

Captions stand between headline and body, once or twice. Where a line could be story or chrome, it is
story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..editions import EDITIONS, Edition
from .lines import (
    SENTENCE_ENDS,
    DateLine,
    Line,
    closes,
    closes_for_certain,
    date_line,
    dateline_of,
    ends_in_credit,
    is_banner,
    is_caption,
    is_clock,
    is_header_day,
    is_label,
    is_network,
    is_topic_heading,
    is_update_note,
    is_weather,
    is_wholly_quoted,
)

Role = Literal["chrome", "section", "date", "headline", "topic", "note", "caption", "story"]

_AGENCY = frozenset(name.casefold() for edition in EDITIONS.values() for name in edition.agency_spellings)
_DEEPEST_HEAD = 250
"""Lines. The first skin puts its side column, with twenty headlines, above the article."""
_PROSE = 120
"""Characters from which on a line that ends a sentence is no headline and no label."""

_SMALL_PRINT = 8
"""Lines at the beginning of a text without dateline among which captions and the like stand."""
_GAP_OF_PICTURE = 3
"""Empty lines that a picture leaves at least."""
_LONGEST_CAPTION = 150
"""Characters. What is longer, above or below a text, may be a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anatomy:
    """What each line is, and the parts that stand by themselves."""

    roles: tuple[Role, ...]
    headline: str | None
    section_text: str | None
    published_text: str | None
    published_editions: frozenset[str]
    """Editions that print the date's month so; empty where that cannot be told."""

    def without_date(self) -> Anatomy:
        """The same, where the date turns out not to be that of publication: chrome then."""
        roles = tuple("chrome" if role == "date" else role for role in self.roles)
        return replace(self, roles=roles, published_text=None)


def take_apart(lines: Sequence[Line], edition: Edition | None) -> Anatomy:
    """Say what each line of a page with one article is; without an edition, by the strings of all."""
    return _Parts(lines, edition).taken()


def body_roles(lines: Sequence[Line], edition: Edition | None, headline: str | None) -> tuple[Role, ...]:
    """Say what each line of a body is whose page has told head and closing apart already."""
    parts = _Parts(lines, edition)
    parts.headline = headline
    ends = parts.closing(0, lists=False)
    parts.body(0, ends, hanging=False)
    parts.close(ends)
    return tuple(parts.roles)


class _Parts:
    def __init__(self, lines: Sequence[Line], edition: Edition | None) -> None:
        self.lines = lines
        self.edition = edition
        self.chromes = [edition.chrome] if edition else [each.chrome for each in EDITIONS.values()]
        self.all_news = {chrome.all_news for chrome in self.chromes}
        self.head_strings = {
            string.casefold()
            for chrome in self.chromes
            for string in (*chrome.menu, *chrome.mobile, *chrome.header_day, chrome.all_news)
        } | _AGENCY
        self.roles: list[Role] = ["story"] * len(lines)
        self.headline: str | None = None
        self.section: str | None = None
        self.date: DateLine | None = None

    def taken(self) -> Anatomy:
        begins = self._head()
        ends = self.closing(begins)
        self.close(ends)
        self.body(begins, ends, hanging=True)
        return Anatomy(
            roles=tuple(self.roles),
            headline=self.headline,
            section_text=self.section,
            published_text=self.date.text if self.date else None,
            published_editions=self.date.editions if self.date else frozenset(),
        )

    # The head: everything above the body.

    def _head(self) -> int:
        """Take the head apart; the index at which the body begins."""
        first_dateline = next((i for i, line in enumerate(self.lines) if dateline_of(line.text)), len(self.lines))
        head = range(min(first_dateline, _DEEPEST_HEAD, len(self.lines)))
        date_at = next((i for i in head if date_line(self.lines[i].text)), None)
        heading_at = next((i for i, line in enumerate(self.lines) if line.heading), None)
        if date_at is not None:
            self.date = date_line(self.lines[date_at].text)
            self.roles[date_at] = "date"
        top = max((i for i in head[: date_at if date_at is not None else None] if self._is_all_news(i)), default=-1) + 1
        if date_at is None and heading_at is None and not top:
            return self._head_of_body_alone(head)
        return self._head_of_page(top, date_at, heading_at, first_dateline)

    def _head_of_page(self, top: int, date_at: int | None, heading_at: int | None, first_dateline: int) -> int:
        """The head of a page that prints a date, a heading or its menu."""
        at = heading_at
        before = [i for i in range(top, date_at or 0) if i != heading_at and not self._is_head_string(i)]
        if date_at is not None and self.date is not None:
            below = None if self._is_dated_below(self.date) else self._headline_below(date_at + 1, top, first_dateline)
            if self.date.label is not None:
                self.section = self.date.label
            elif before and self._ends_in_label(before, at, headline_above=below is None):
                self.section = self.lines[before[-1]].text
                self.roles[before.pop()] = "section"
            if at is None and before and below is None:
                at = before.pop()
        begins = max(top, -1 if date_at is None else date_at + 1, -1 if at is None else at + 1)
        if date_at is None and at is None and self._is_known_label(begins):
            self.section = self.lines[begins].text
            self.roles[begins] = "section"
            begins += 1
        if at is None:
            at = self._headline_below(begins, top, first_dateline)
        for index in range(begins):
            if self.roles[index] == "story":
                self.roles[index] = "chrome"  # above the article, and none of its parts
        if at is not None:
            self.headline = self.lines[at].text
            self.roles[at] = "headline"
            self._section_of_breadcrumb(at)
        return begins

    def _is_dated_below(self, date: DateLine) -> bool:
        """Whether the date is of a form, or in a language, that stands below the headline: the print rendering's is."""
        foreign = self.edition is not None and bool(date.editions) and self.edition.code not in date.editions
        return date.headline_first or foreign

    def _ends_in_label(self, before: list[int], heading_at: int | None, *, headline_above: bool) -> bool:
        """Whether the last of these lines, which stand above the date, is the section's label."""
        last = self.lines[before[-1]].text
        if self._is_known_label(before[-1]):
            return True
        if not headline_above:
            return is_label(last) or (len(before) == 1 and len(last) < 40 and not last.endswith(SENTENCE_ENDS))
        if heading_at is not None:
            return is_label(last) and before[-1] > heading_at
        # It may be a short headline: a label has the headline above it, which is longer.
        return is_label(last) and len(before) > 1 and len(self.lines[before[-2]].text) > 1.5 * len(last)

    def _headline_below(self, begins: int, top: int, first_dateline: int) -> int | None:
        """The headline below the date: the first line that is none of the small print above a body."""
        for index in range(begins, min(first_dateline, begins + 6, len(self.lines))):
            line = self.lines[index].text
            if is_update_note(line) or is_caption(line) or self._is_topic(index):
                continue
            return index if self._can_be_headline(line, below_menu=top > 0) else None
        return None

    def _can_be_headline(self, line: str, *, below_menu: bool) -> bool:
        # Below the site's menu and the date stands the headline, be it a long sentence.
        prose = len(line) > _PROSE and line.endswith(SENTENCE_ENDS) and not below_menu
        return not prose and len(line) <= 300 and not closes(line, self.chromes)

    def _section_of_breadcrumb(self, headline_at: int) -> None:
        """Take the section from the trail of links above the headline, which ends in it."""
        if self.section is not None or headline_at == 0:
            return
        line = self.lines[headline_at - 1].text
        label = next((rest for each in self.chromes if (rest := _after_breadcrumb(line, each.breadcrumb))), None)
        if label is None and self.edition is not None:
            words = line.split()
            tails = [" ".join(words[at:]) for at in range(1, len(words))] if len(words) < 7 else []
            label = next((tail for tail in tails if tail.lower() in self.edition.section_of_label), None)
        if label is not None:
            self.section = label
            self.roles[headline_at - 1] = "section"

    def _head_of_body_alone(self, head: range) -> int:
        """Nothing but the site's own strings can stand above a body that stands alone."""
        begins = 0
        while begins in head and (self._is_head_string(begins) or is_network(self.lines[begins].text)):
            self.roles[begins] = "chrome"
            begins += 1
        return begins

    # The closing, and the body between.

    def closing(self, begins: int, *, lists: bool = True) -> int:
        """The index of the first line of the chrome that follows the article."""
        last = len(self.lines) - 1
        datelines = (i for i in range(begins, len(self.lines)) if dateline_of(self.lines[i].text))
        begins = next(datelines, begins)
        longest_below = _longest_below(self.lines)
        clocks = [i for i in range(begins, len(self.lines)) if is_clock(self.lines[i].text)]
        times = [self.lines[i].text.rjust(5, "0") for i in clocks]
        newest_first = len(clocks) > 2 and times == sorted(times, reverse=True) and times[0] > times[-1]
        for index in range(begins, len(self.lines)):
            line = self.lines[index].text
            sure = lists and " " in line and closes_for_certain(line, self.chromes)
            if (sure or longest_below[index] < _PROSE) and closes(line, self.chromes, last=index == last and index > 0):
                return index
            if is_network(line) and index > begins and longest_below[index] < _PROSE:
                return index - 1 if _heads_networks(self.lines[index - 1].text) else index
            if lists and newest_first and index == clocks[0] and longest_below[index] < 2 * _PROSE:
                return index  # a list of headlines whose own heading nobody has seen; a programme goes the other way
        return len(self.lines)

    def close(self, ends: int) -> None:
        for index in range(ends, len(self.lines)):
            self.roles[index] = "chrome"

    def body(self, begins: int, ends: int, *, hanging: bool) -> None:
        """Tell captions and small print from story.

        `hanging` where nothing but a line's place can tell that it is a caption, for its picture is not there.
        """
        dateline_at = next((i for i in range(begins, ends) if dateline_of(self.lines[i].text)), None)
        for index in range(begins, ends):
            line = self.lines[index].text
            if self.roles[index] != "story":
                continue
            if is_update_note(line):
                self.roles[index] = "note"
            elif is_banner(line):
                self.roles[index] = "chrome"
            elif is_caption(line):
                self.roles[index] = "caption"
            elif index < (begins + _SMALL_PRINT if dateline_at is None else dateline_at):
                if self._is_topic(index):
                    self.roles[index] = "topic"
                elif line == self.headline or (dateline_at is not None and self._hangs_above(line, hanging=hanging)):
                    self.roles[index] = "caption"
        for index in self._captions_twice(begins, ends, dateline_at):
            self.roles[index] = "caption"
        if hanging and dateline_at is None:
            self._captions_below(begins, ends)
        captions = [index for index in range(begins, ends) if self.roles[index] == "caption"]
        if hanging and captions and "story" not in self.roles[begins:ends]:
            self.roles[captions[-1]] = "story"  # the text of a photo report that says nothing else

    def _captions_twice(self, begins: int, ends: int, dateline_at: int | None) -> list[int]:
        """Lines printed twice between headline and text: captions. An end printed twice is a slip, and is story."""
        story = [index for index in range(begins, ends) if self.roles[index] == "story"]
        if dateline_at is not None:
            printed = Counter(self.lines[index].text for index in story if index < dateline_at)
            return [index for index in story if index < dateline_at and printed[self.lines[index].text] > 1]
        texts = [self.lines[index].text for index in story]
        for many in range(1, _SMALL_PRINT // 2 + 1):
            once, again = texts[:many], texts[many : 2 * many]
            if once == again and len(texts) > 2 * many and max(map(len, once)) < 2 * _PROSE:
                return story[: 2 * many]
        return []

    def _hangs_above(self, line: str, *, hanging: bool) -> bool:
        """A dateline opens the text: a line above it that is no sentence belongs to the picture between them."""
        is_sentence = len(line) >= _LONGEST_CAPTION or line.endswith(SENTENCE_ENDS)
        return ends_in_credit(line) or (hanging and not is_sentence)

    def _captions_below(self, begins: int, ends: int) -> None:
        """Captions stand below the text of a photo report, each behind its picture's empty lines."""
        last = ends - 1
        while "story" in self.roles[begins : max(begins, last)] and self._hangs_below(begins, last, ends):
            self.roles[last] = "caption"
            last -= 1

    def _hangs_below(self, begins: int, index: int, ends: int) -> bool:
        line = self.lines[index]
        if self.roles[index] != "story" or line.gap < _GAP_OF_PICTURE or len(line.text) >= _LONGEST_CAPTION:
            return False
        # Paragraphs of a text with pictures between them stand apart as far, but end as sentences do.
        usual = max((self.lines[i].gap for i in range(max(begins, 1), index)), default=0)
        return not line.text.endswith(SENTENCE_ENDS) or (index == ends - 1 and line.gap > usual)

    # Single lines.

    def _is_all_news(self, index: int) -> bool:
        return self.lines[index].text in self.all_news

    def _is_head_string(self, index: int) -> bool:
        line = self.lines[index].text
        return line.casefold() in self.head_strings or is_header_day(line) or is_weather(line)

    def _is_known_label(self, index: int) -> bool:
        if index >= len(self.lines):
            return False
        editions = [self.edition] if self.edition else EDITIONS.values()
        return any(self.lines[index].text.lower() in edition.section_of_label for edition in editions)

    def _is_topic(self, index: int) -> bool:
        """Whether a line heads a topic block, or names the topic below its heading."""
        if is_topic_heading(self.lines[index].text, self.chromes):
            return True
        return (
            index > 0
            and is_wholly_quoted(self.lines[index].text)
            and is_topic_heading(self.lines[index - 1].text, self.chromes)
        )


def _after_breadcrumb(line: str, breadcrumb: str) -> str | None:
    """The last station of a breadcrumb, whatever stands between its stations."""
    words, stations = line.split(), breadcrumb.split()
    words = [word for word in words if any(character.isalpha() for character in word)]
    if not stations or words[: len(stations)] != stations or len(words) > len(stations) + 4:
        return None
    return " ".join(words[len(stations) :]) or None


def _heads_networks(line: str) -> bool:
    """Whether a line above the name of a network asks to subscribe there, in words nobody has seen."""
    return len(line) < 60 and (
        line.endswith((":", "：")) or (len(line.split()) < 7 and not line.endswith(SENTENCE_ENDS))
    )


def _longest_below(lines: Sequence[Line]) -> list[int]:
    """For each line, the length of the longest line that ends a sentence below it."""
    longest, below = 0, [0] * len(lines)
    for index in range(len(lines) - 1, -1, -1):
        below[index] = longest
        if lines[index].text.endswith(SENTENCE_ENDS):
            longest = max(longest, len(lines[index].text))
    return below
