"""Is a change given the grade of the edit that made it, in each language?

    python -m benchmarks.changes             print who took what for what, and what is missed
    python -m benchmarks.changes --record    write the figures to changes.json, as those to hold
    python -m benchmarks.changes --check     fail, with exit status 1, where one has fallen below those

The replica's stories are edited: sentences of `changes.txt` are put into them and altered, and their own
figures, quotations, paragraphs and headlines are changed, moved and set in other type. What an edit is
stands with the edit; nothing here asks the grader, or shares a table with it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, get_args

from belta_scraper.editions import EDITIONS
from belta_scraper.pages import decode, read_article
from belta_scraper.replica import Replica
from pipelines.archive.changes import Kind, Wording, changes_between
from pipelines.text import tidy

from .replica_truth import RENDERINGS
from .scoring import Score, percent, total
from .steps import a_capture, settled
from .tables import a_table, console

SENTENCES = Path(__file__).with_name("changes.txt")
RECORDED = Path(__file__).with_name("changes.json")
KINDS: tuple[str, ...] = get_args(Kind)
SEED = 20261003


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Two wordings, what was done to the first, and the grades that this should be given."""

    name: str
    language: str
    before: Wording
    after: Wording
    expected: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """The sentences of one language."""

    lines: list[tuple[str, list[str]]] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    """Words that may be put in anywhere."""
    surname: list[str] = field(default_factory=list)


# --- Sentences with a slot ------------------------------------------------------------------------

_EXPECTED = {
    "name": {"name"},
    "titled": {"name"},
    "figure": {"figure"},
    "word": {"wording"},
    "form": {"wording"},
    "said": {"quotation"},
    "saidfigure": {"figure", "quotation"},
    "speaker": {"name", "quotation"},
}
_TOLD = {
    "titled": "name in quotation marks", "form": "other case or number", "said": "quotation",
    "saidfigure": "figure in a quotation", "speaker": "who said it", "same": "said otherwise", "pair": "edited freely",
}  # fmt: skip


def banks() -> dict[str, Bank]:
    """The sentences by language."""
    found: dict[str, Bank] = {}
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            bank = found[line[4:]] = Bank()
        elif line and not line.startswith("#"):
            kind, _, rest = line.partition(": ")
            parts = [part.strip() for part in rest.split(" | ")]
            if kind in ("extra", "surname"):
                getattr(bank, kind).extend(parts)
            else:
                bank.lines.append((kind, parts))
    return found


def of_sentences(bank: Bank, code: str, stories: list[Wording], dice: Random) -> Iterator[Edit]:
    """Each sentence stands as a paragraph of its own in a story, then with the next filling in its slot."""
    for kind, (sentence, *fillings) in bank.lines:
        if kind in ("same", "pair"):
            pairs = [(fillings[0], fillings[1])]
            name, expected = _TOLD[kind], set(sentence.split())
        else:
            filled = [sentence.replace("{}", filling) for filling in fillings]
            pairs = [*pairwise(filled), (filled[-1], filled[0])] if len(filled) > 1 else []
            name, expected = _TOLD.get(kind, kind), _EXPECTED[kind]
        for before, after in pairs:
            story = dice.choice(stories)
            paragraphs = story.body.split("\n\n")
            # Alone, or behind another sentence of the same paragraph.
            place, alone = dice.randrange(len(paragraphs)), dice.random() < 0.5
            gap = "" if code == "zh" else " "
            texts = [
                "\n\n".join([*paragraphs[:place], s, *paragraphs[place:]])
                if alone
                else "\n\n".join([*paragraphs[:place], paragraphs[place] + gap + s, *paragraphs[place + 1 :]])
                for s in (before, after)
            ]
            yield Edit(
                name=name, language=code, expected=frozenset(expected),
                before=replace(story, body=texts[0]), after=replace(story, body=texts[1]),
            )  # fmt: skip


# --- Edits of the stories themselves ----------------------------------------------------------------

# From the first straight mark to the last, as they are also nested; between others.
_QUOTED = re.compile('".*"|[«„“][^«»„“”]{4,}[»“”]')


def _outside_quotations(text: str, found: re.Match[str]) -> bool:
    return not any(quoted.start() < found.start() < quoted.end() for quoted in _QUOTED.finditer(text))


def another_figure(text: str, dice: Random, _: Bank) -> str | None:
    places = [f for f in re.finditer(r"\d+", text) if _outside_quotations(text, f)]
    if not places:
        return None
    found = dice.choice(places)
    last = (int(found[0][-1]) + dice.randrange(1, 9)) % 10
    changed = found[0][:-1] + str(last or 9 if found[0][-1] != "9" else last or 4)
    return text[: found.start()] + changed + text[found.end() :]


def another_word_said(text: str, dice: Random, bank: Bank) -> str | None:
    quoted = [f for f in _QUOTED.finditer(text) if text.count('"') in (0, 2) and len(f[0]) > 14 and " - " not in f[0]]
    return _with_word_inside(text, dice.choice(quoted).span(), dice, bank) if quoted else None


def _with_word_inside(text: str, span: tuple[int, int], dice: Random, bank: Bank) -> str | None:
    word = dice.choice(bank.extra)
    if re.search("[\u4e00-\u9fff]", text):
        places = [f.end() for f in re.finditer("[了有在是已]", text[slice(*span)])]
        gap = ""
    else:
        places = [f.end() for f in re.finditer(r"(?<= )[^\W\d_A-ZА-Я]{4,}(?= [^\W\d_A-ZА-Я]{3})", text[slice(*span)])]
        gap = " "
    if not places:
        return None
    place = span[0] + dice.choice(places)
    return text[:place] + gap + word + text[place:]


def another_word(text: str, dice: Random, bank: Bank) -> str | None:
    rest = _QUOTED.sub(lambda f: "\0" * len(f[0]), text)
    longest = max(re.finditer("[^\0]+", rest), key=lambda f: len(f[0]), default=None)
    return None if longest is None else _with_word_inside(text, longest.span(), dice, bank)


_TYPE: tuple[Callable[[str], str], ...] = (
    lambda text: re.sub(r"\"([^\"]*)\"", r"«\1»", text),
    lambda text: re.sub(r"[„“]([^„“”]*)[“”]", r'"\1"', text),
    lambda text: re.sub(r" [-–] ", " — ", text),
    lambda text: re.sub(r" (?=\d)", "\u00a0", text),
    lambda text: re.sub(r"(?<=\d) ", "\u202f", text),
    lambda text: text.replace("ё", "е").replace("’", "'"),
    lambda text: re.sub(r"(?<=[^\W\d_]{4})(?=[^\W\d_]{4})", "\u00ad", text, count=3),
    lambda text: text.replace(". ", ".  "),
    lambda text: text.replace("，", ",").replace("：", ":").replace("（", "("),
    lambda text: text.replace("“", "「").replace("”", "」") if re.search("[\u4e00-\u9fff]", text) else text,
    lambda text: (
        re.sub(r"[0-9]", lambda f: chr(ord(f[0]) + 0xFEE0), text) if re.search("[\u4e00-\u9fff]", text) else text
    ),
)


def other_type(text: str, dice: Random, _: Bank) -> str:
    for set_otherwise in dice.sample(_TYPE, 4):
        text = set_otherwise(text)
    return text


_SURNAME = {
    "zh": re.compile("(?<=[·])(?P<surname>[\u4e00-\u9fff]{1,6}?)(?=[说，。]|回忆|表示|解释)"),
    "de": re.compile(r"(?:die|der|[a-z]+) [A-Z]\w+ [A-Z]\w+ (?P<surname>[A-Z]\w+)(?=[.,])"),
}
_SURNAME_ELSEWHERE = re.compile(
    r"(?<=[^\W\d_A-ZА-Я] )[A-ZА-ЯІЎ]\w+ (?P<surname>[A-ZА-ЯІЎŻŁ][^\W\d_A-ZА-Я]+)(?=[.,]| said)"
)
_SPEECH_ENDS = re.compile('["»”“][,，]? ?[-–—,]? ?[^.!?"]{0,70}$')


def another_person(text: str, language: str, dice: Random, bank: Bank) -> tuple[str, set[str]] | None:
    """A person's surname changed, where what that should be told as is beyond doubt."""
    found = _SURNAME.get(language, _SURNAME_ELSEWHERE).search(text)
    if found is None:
        return None
    quoted = re.search('["«„“]', text) is not None
    before = text[: found.start("surname")]
    if (
        quoted
        and not _SPEECH_ENDS.search(before)
        and not re.match("(?:说|解释|回忆说)?：“", text[found.end("surname") :])
    ):
        return None
    changed = before + dice.choice(bank.surname) + text[found.end("surname") :]
    return changed, {"name", "quotation"} if quoted else {"name"}


Alter = Callable[[str, Random, Bank], str | None]
_WITHIN: dict[str, tuple[Alter, frozenset[str]]] = {
    "figure": (another_figure, frozenset({"figure"})),
    "quotation": (another_word_said, frozenset({"quotation"})),
    "word": (another_word, frozenset({"wording"})),
    "other type": (other_type, frozenset({"typography"})),
    "figure and word": (
        lambda text, dice, bank: (once := another_figure(text, dice, bank)) and another_word(once, dice, bank),
        frozenset({"figure", "wording"}),
    ),
}


def of_stories(bank: Bank, code: str, stories: list[Wording], dice: Random) -> Iterator[Edit]:
    for story in stories:
        paragraphs = story.body.split("\n\n")
        for name, (alter, expected) in _WITHIN.items():
            place = dice.randrange(len(paragraphs))
            altered = alter(paragraphs[place], dice, bank)
            if altered is not None and altered != paragraphs[place]:
                body = "\n\n".join([*paragraphs[:place], altered, *paragraphs[place + 1 :]])
                yield Edit(name=name, language=code, before=story, after=replace(story, body=body), expected=expected)
        for place, paragraph in enumerate(paragraphs):
            if renamed := another_person(paragraph, code, dice, bank):
                body = "\n\n".join([*paragraphs[:place], renamed[0], *paragraphs[place + 1 :]])
                yield Edit(
                    name="another person", language=code, expected=frozenset(renamed[1]),
                    before=story, after=replace(story, body=body),
                )  # fmt: skip
        other = dice.choice([one for one in stories if one != story])
        for name, kind, changed in _of_paragraphs(paragraphs, other.body.split("\n\n")[0], code, dice):
            after = replace(story, body="\n\n".join(changed))
            yield Edit(name=name, language=code, before=story, after=after, expected=frozenset({kind}))
        yield from _of_headline(story, other, code, dice, bank)


def _of_paragraphs(paragraphs: list[str], new: str, code: str, dice: Random) -> Iterator[tuple[str, str, list[str]]]:
    place = dice.randrange(len(paragraphs))
    yield "paragraph added", "paragraph added", [*paragraphs[:place], new, *paragraphs[place:]]
    without = paragraphs[:place] + paragraphs[place + 1 :]
    if len(paragraphs) > 1:
        yield "paragraph removed", "paragraph removed", without
        yield "paragraphs joined", "typography", _joined(paragraphs, dice.randrange(len(paragraphs) - 1), code)
    if len(paragraphs) > 2:
        to = dice.choice([at for at in range(len(without) + 1) if at != place])
        yield "paragraph moved", "wording", [*without[:to], paragraphs[place], *without[to:]]
    sentences = re.split(
        r"(?<=[.!?][»”\"]) (?=[^\W\d_a-zа-я])|(?<=[.!?]) (?=[^\W\d_a-zа-я])|(?<=。)(?=[^”」])", paragraphs[place]
    )
    if len(sentences) > 1:
        at = dice.randrange(1, len(sentences))
        gap = "" if code == "zh" else " "
        parted = [gap.join(sentences[:at]), gap.join(sentences[at:])]
        yield "paragraph parted", "typography", [*paragraphs[:place], *parted, *paragraphs[place + 1 :]]


def _joined(paragraphs: list[str], place: int, code: str) -> list[str]:
    gap = "" if code == "zh" else " "
    return [*paragraphs[:place], paragraphs[place] + gap + paragraphs[place + 1], *paragraphs[place + 2 :]]


def _of_headline(story: Wording, other: Wording, code: str, dice: Random, bank: Bank) -> Iterator[Edit]:
    headline = story.headline or ""
    gap = "" if code == "zh" else " "
    headlines = {
        "headline": (other.headline, "headline"),
        "word in the headline": (headline + gap + dice.choice(bank.extra), "headline"),
        "headline in other type": (other_type(headline, dice, bank), "typography"),
    }
    for name, (changed, expected) in headlines.items():
        if changed != headline:
            after = replace(story, headline=changed)
            yield Edit(name=name, language=code, before=story, after=after, expected=frozenset({expected}))


# --- Only the page around the story changes ----------------------------------------------------------


_EVERY_STORY = 3  # reading a page takes longer than all else here


def of_pages(code: str) -> Iterator[Edit]:
    """Each story as read from one rendering of its page, then from another: nothing has changed."""
    view = Replica(editions=[code]).site(code).view()
    late = max(story.modified for story in view.stories) + timedelta(days=30)
    for place, story in enumerate(view.stories[::_EVERY_STORY]):
        wordings = []
        for rendering in (RENDERINGS[0], RENDERINGS[1 + place % 3]):
            url = rendering.url.format(host=view.edition.host, path=story.path)
            capture = a_capture(url, fetched_at=late)
            page = decode(rendering.render(story, view))
            article = settled(read_article(page, url=url, edition=view.edition, capture=capture))
            wordings.append(Wording(headline=article.headline, body="\n\n".join(article.body or ())))
        before, after = wordings
        yield Edit(name="page around it", language=code, before=before, after=after, expected=frozenset())


# --- Figures --------------------------------------------------------------------------------------


def edits(code: str) -> Iterator[Edit]:
    """Every edit in one language; the same each time."""
    dice = Random(f"{SEED} {code}")
    bank = banks()[code]
    stories = [
        Wording(headline=tidy(story.headline), body="\n\n".join(filter(None, map(tidy, story.paragraphs))))
        for story in Replica(editions=[code]).site(code).stories
        if story.language == EDITIONS[code].language
    ]
    yield from of_sentences(bank, code, stories, dice)
    yield from of_stories(bank, code, stories, dice)
    yield from of_pages(code)


@dataclass(slots=True)
class Tally:
    """What was made of the edits of one language, or of all."""

    made: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    given: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    scores: defaultdict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    misses: list[tuple[Edit, frozenset[str], list[str]]] = field(default_factory=list)

    def add(self, edit: Edit) -> None:
        changes = changes_between(edit.before, edit.after, edit.language)
        found = frozenset(change.kind for change in changes)
        self.made[edit.name] += 1
        self.exact[edit.name] += found == edit.expected
        self.given[edit.name].update(found or {"nothing"})
        for kind in KINDS:
            self.scores[kind].add(*(tuple({kind} & kinds) for kinds in (edit.expected, found)))
        if found != edit.expected:
            self.misses.append((edit, found, [f"{c.kind}: {c.before} -> {c.after}" for c in changes]))

    def plus(self, other: Tally) -> Tally:
        whole = Tally(made=self.made + other.made, exact=self.exact + other.exact)
        for one in (self, other):
            for name, counts in one.given.items():
                whole.given[name] += counts
            for kind, score in one.scores.items():
                whole.scores[kind] = total([whole.scores[kind], score])
        return whole


def measured() -> dict[str, Tally]:
    """By language, and `all`."""
    tallies: dict[str, Tally] = {}
    for code in EDITIONS:
        tallies[code] = Tally()
        for edit in edits(code):
            tallies[code].add(edit)
    whole = Tally()
    for tally in tallies.values():
        whole = whole.plus(tally)
    return tallies | {"all": whole}


Figures = dict[str, dict[str, dict[str, Any]]]


def figures_of(tallies: dict[str, Tally]) -> Figures:
    """By language and kind: edits that should get it, that got it, both; and edits graded exactly."""
    figures: Figures = {}
    for code, tally in tallies.items():
        figures[code] = {
            kind: {
                "labelled": score.labelled, "found": score.found, "right": score.right,
                "precision": _rounded(score.precision), "recall": _rounded(score.recall),
            }
            for kind, score in tally.scores.items()
        } | {"exact": {"edits": tally.made.total(), "right": tally.exact.total()}}  # fmt: skip
    return figures


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def fallen(recorded: Figures, now: Figures) -> Iterator[str]:
    """What is worse than it was recorded, in words."""
    for code, kinds in recorded.items():
        for kind, figures in kinds.items():
            for name in ("precision", "recall"):
                before, after = figures.get(name), now[code][kind].get(name)
                if before is not None and (after is None or after < before):
                    shown = after if after is None else f"{after:.4f}"
                    yield f"{code}, {kind}: {name} was {before:.4f}, is {shown}."
        was, is_now = kinds["exact"], now[code]["exact"]
        if is_now["right"] * was["edits"] < was["right"] * is_now["edits"]:
            told = f"{was['right']} of {was['edits']} edits were graded exactly"
            yield f"{code}: {told}, now {is_now['right']} of {is_now['edits']}."


def _print(tallies: dict[str, Tally], misses: int) -> None:
    out = console()
    for code, tally in tallies.items():
        headings = [kind.replace("paragraph", "¶") for kind in KINDS]
        table = a_table(f"{code}: edits made, and grades given", ["edit", "made", *headings, "nothing", "exact"])
        for name, made in tally.made.items():
            cells = [str(tally.given[name][kind] or "·") for kind in (*KINDS, "nothing")]
            table.add_row(name, str(made), *cells, percent(tally.exact[name] / made))
        for name in ("precision", "recall"):
            shares = [percent(getattr(tally.scores[kind], name)) for kind in KINDS]
            table.add_row(name, "", *shares, "", "")
        out.print(table)
    for code, tally in tallies.items():
        for edit, found, told in tally.misses[:misses]:
            expected = ", ".join(sorted(edit.expected)) or "nothing"
            out.print(f"{code}, {edit.name}: expected {expected}, found {', '.join(sorted(found))}", soft_wrap=True)
            for line in told:
                out.print("    " + line, soft_wrap=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.changes", description=__doc__.partition("\n")[0])
    parser.add_argument("--misses", type=int, default=5, help="how many misses of each language are told")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--record", action="store_true", help="write the figures to changes.json")
    what.add_argument("--check", action="store_true", help="fail where a figure is below the recorded one")
    options = parser.parse_args(arguments)
    tallies = measured()
    figures = figures_of(tallies)
    if options.check:
        worse = list(fallen(json.loads(RECORDED.read_text(encoding="utf-8")), figures))
        print("\n".join(worse) or "No figure has fallen below the recorded one.")
        return 1 if worse else 0
    _print(tallies, options.misses)
    if options.record:
        rows = [
            f" {json.dumps(code)}: {{\n"
            + ",\n".join(f"  {json.dumps(kind)}: {json.dumps(row)}" for kind, row in kinds.items())
            + "\n }"
            for code, kinds in figures.items()
        ]
        RECORDED.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
