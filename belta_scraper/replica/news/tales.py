"""What does a tale in the text banks say, before it is given a day?

A bank is plain text, so that a native reader can correct it without reading code::

    === SECTION @ PLACE            opens a tale; `@ -` where it has no dateline
    Headline
    > Teaser
    A paragraph is one line, with **bold**, [a link](https://...) and <br> where needed.
    ## A subheading
    * A line of a list
    " A quotation set apart
    [picture] Caption | credit     a picture within the text; the credit ends the caption
    [embed] https://...            a film or a post
    #directive words               what is special about this tale; see `Tale`

In every text, `{43|44|47}` is one of these, `{n:43|44|47}` the same remembered, `{n}` what was
remembered; `{day}`, `{day+2}`, `{on-1}` are days counted from the day of publication.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from ..stories import Part, PartKind
from .calendar import day_named, on_weekday

DIRECTIVES = frozenset(
    {
        "tags",        # a, b, c
        "picture",     # the lead picture's caption, or nothing
        "no-picture",
        "topic",       # the topic named above the text
        "note",        # an update note
        "updated",     # a time: the note that an article was updated then
        "end",         # an end mark
        "glue",        # blank | none | own line: how note and end mark hang on the text
        "person",      # signs in the dateline
        "credit",      # the dateline's credit, where it is no correspondent's
        "byline",      # a line below the headline; the person is the part before the comma
        "dateline",    # yesterday, or the number of a variant
        "label",       # a printed rubric other than the section's own
        "language",    # of the text, where it is not the edition's
        "markup",      # p | bare
        "quirk",       # a damage from the package's table
    }
)  # fmt: skip
_KINDS: dict[str, PartKind] = {"## ": "subheading", "* ": "list line", '" ': "quotation"}
_SLOT = re.compile(r"\{([^{}]+)\}")
_CHOICE = re.compile(r"(?:(?P<name>[a-z]+):)?(?P<choices>[^|]+(?:\|[^|]+)+)")
_DAY = re.compile(r"(day|on)([+-]\d+)?")
_SHORT_U = re.compile(r"([аеёіоуыэюя]) у (?=\w)")
"""Belarusian writes ў after a vowel; a slot may put one before an у."""
_LINK = re.compile(r"\[([^\]]+)\]\((\S+?)\)")


@dataclass(slots=True, kw_only=True)
class Tale:
    """One tale of a bank, its slots still open."""

    section: str
    place: str | None
    headline: str = ""
    teaser: str | None = None
    lines: list[tuple[str, str]] = field(default_factory=list)
    """Kind of part, text."""
    directives: dict[str, list[str]] = field(default_factory=dict)

    def directive(self, name: str) -> str | None:
        return self.directives[name][0] if name in self.directives else None


def read_tales(bank: str) -> list[Tale]:
    """The tales of a bank. Raises `ValueError` for a line that cannot be one of a tale."""
    tales: list[Tale] = []
    for line in filter(None, map(str.strip, bank.splitlines())):
        if line.startswith("==="):
            section, _, place = (word.strip() for word in line.removeprefix("===").partition("@"))
            tales.append(Tale(section=section, place=None if place == "-" else place))
            continue
        tale = tales[-1]
        if line.startswith("#") and not line.startswith("## "):
            name, _, words = line[1:].partition(" ")
            if name not in DIRECTIVES:
                raise ValueError(f"Unknown directive {name!r} in {tale.headline!r}.")
            tale.directives.setdefault(name, []).append(words.strip())
        elif not tale.headline:
            tale.headline = line
        elif line.startswith("> "):
            tale.teaser = line[2:]
        elif line.startswith(("[picture] ", "[embed] ")):
            kind, _, words = line.partition("] ")
            tale.lines.append((kind[1:], words))
        else:
            kind = next((kind for mark, kind in _KINDS.items() if line.startswith(mark)), "paragraph")
            tale.lines.append((kind, line if kind == "paragraph" else line.partition(" ")[2]))
    return tales


@dataclass(slots=True, kw_only=True)
class Filling:
    """Fills the slots of one tale, the same way throughout."""

    edition: str
    day: date
    dice: Random
    remembered: dict[str, str] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        filled = _SLOT.sub(lambda found: self._slot(found[1]), text)
        return _SHORT_U.sub("\\1 ў ", filled) if self.edition == "be" else filled

    def _slot(self, slot: str) -> str:
        if slot in self.remembered:
            return self.remembered[slot]
        if found := _DAY.fullmatch(slot):
            day = self.day + timedelta(days=int(found[2] or 0))
            return day_named(self.edition, day) if found[1] == "day" else on_weekday(self.edition, day)
        if (chosen := _CHOICE.fullmatch(slot)) is None:
            raise ValueError(f"{slot!r} is neither a choice, nor a day, nor remembered.")
        choice: str = self.dice.choice(chosen["choices"].split("|"))
        if chosen["name"]:
            self.remembered[chosen["name"]] = choice
        return choice

    def parts(self, tale: Tale) -> Iterator[Part]:
        for kind, line in tale.lines:
            filled = self.fill(line)
            if kind == "embed":
                yield Part(kind="embed", url=filled)
            elif kind == "picture":
                caption, _, credit = (words.strip() for words in filled.partition("|"))
                whole = " ".join(filter(None, (caption, credit)))
                yield Part(kind="picture", text=whole, html=html.escape(whole, quote=False), credit=credit or None)
            else:
                yield Part(kind=_KINDS_BY_NAME[kind], text=_plain(filled), html=_marked_up(filled))


_KINDS_BY_NAME: dict[str, PartKind] = {"paragraph": "paragraph", **{kind: kind for kind in _KINDS.values()}}


def _plain(text: str) -> str:
    text = re.sub(r"\s*<br>\s*", "\n", text.replace("**", ""))
    return _LINK.sub(r"\1", text)


def _marked_up(text: str) -> str:
    text = html.escape(text, quote=False).replace("&lt;br&gt;", "<br>")
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    return _LINK.sub(r'<a href="\2" target="_blank">\1</a>', text)
