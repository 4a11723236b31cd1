"""How well is each field settled, language by language, on the pages that the project owns?

    python -m benchmarks.settling             print precision and recall, and what is missed
    python -m benchmarks.settling --record    write them to settling.json, as the figures to hold
    python -m benchmarks.settling --check     fail, with exit status 1, where one has fallen below those

Measured are the replica's stories in every rendering, against what the replica says is true of them,
and the saved pages, against `saved_pages.json`: what a person found on each; a field that is not named
there was not labelled, one that is null or empty is not printed on the page.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from belta_scraper.editions import EDITIONS
from belta_scraper.errors import NotUnderstood
from belta_scraper.items import Article
from tests.pages.saved import CORPUS, SavedPage, read, saved_pages

from .replica_truth import found_in, told
from .scoring import Miss, Scores, Values, total, values
from .steps import a_capture, settled
from .tables import console, scores_table

RECORDED = Path(__file__).with_name("settling.json")
LABELS = Path(__file__).with_name("saved_pages.json")

LATE = datetime(2026, 11, 20, tzinfo=UTC)
"""After every date in the corpus: when the saved pages are taken to have been fetched."""

Figures = dict[str, dict[str, dict[str, dict[str, Any]]]]
"""By corpus, field and edition (or `all`): values labelled, found and right, precision and recall."""


# --- Saved pages ----------------------------------------------------------------------------------


def saved() -> Scores:
    """The saved pages that are labelled."""
    labels: dict[str, dict[str, Any]] = json.loads(LABELS.read_text(encoding="utf-8"))
    scores = Scores()
    for page in saved_pages():
        label = labels.get(str(page.folder.relative_to(CORPUS)))
        if label is not None:
            scores.add(page.edition.code, str(page), _labelled(label, page), _found(page))
    return scores


def _labelled(label: dict[str, Any], page: SavedPage) -> dict[str, Values]:
    expected = {}
    for name, value in label.items():
        if name == "modified_at" and page.file.suffix == ".txt":
            continue  # it stands in the mark-up alone
        if isinstance(value, list):
            expected[name] = tuple(value)
        elif value is not None and name in ("published_at", "modified_at"):
            expected[name] = values(datetime.fromisoformat(value))
        elif value is not None and name == "dateline_on":
            expected[name] = values(date.fromisoformat(value))
        else:
            expected[name] = values(value)
    return expected


def _found(page: SavedPage) -> dict[str, Values]:
    capture = a_capture(page.url or str(page), fetched_at=LATE, from_file=page.file.suffix == ".txt")
    article = Article(capture=capture, reader="none")
    try:
        printed = read(page)
    except NotUnderstood:
        pass  # nothing was found, then
    else:
        assert isinstance(printed, Article)
        article = settled(replace(printed, capture=capture))
    return found_in(article) | {"paragraphs": values(len(article.body or ()))}


# --- The replica ----------------------------------------------------------------------------------


def replica() -> Scores:
    """The replica's stories, each in every rendering."""
    scores = Scores()
    for each in told():
        scores.add(each.edition, each.where, each.expected, each.found)
    return scores


CORPORA = {"replica": replica, "saved pages": saved}


# --- Figures --------------------------------------------------------------------------------------


def figures_of(scores: Scores) -> dict[str, dict[str, dict[str, Any]]]:
    """The figures as they are recorded; a field that an edition has nowhere, and was found nowhere, is left out."""
    figures: dict[str, dict[str, dict[str, Any]]] = {}
    for name, by_edition in scores.by_field.items():
        every = {code: by_edition[code] for code in EDITIONS if code in by_edition} | {
            "all": total(by_edition.values())
        }
        figures[name] = {
            code: {
                "labelled": score.labelled,
                "found": score.found,
                "right": score.right,
                "precision": _rounded(score.precision),
                "recall": _rounded(score.recall),
            }
            for code, score in every.items()
            if score.labelled or score.found
        }
    return {name: by_edition for name, by_edition in figures.items() if by_edition}


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def fallen(recorded: Figures, measured: Figures) -> Iterator[str]:
    """What is worse than it was recorded, in words."""
    for corpus, fields in recorded.items():
        for name, by_edition in fields.items():
            for code, figures in by_edition.items():
                now = measured.get(corpus, {}).get(name, {}).get(code)
                if now is None:
                    yield f"{corpus}, {name}, {code}: recorded, and no longer measured."
                    continue
                for kind in ("precision", "recall"):
                    before, after = figures[kind], now[kind]
                    # Nothing found has no precision to fall; its recall has.
                    if before is not None and after is not None and after < before:
                        yield f"{corpus}, {name}, {code}: {kind} was {before:.4f}, is {after:.4f}."
        # A field that nothing prints is found where it is not, once figures appear for it.
        for name in measured.get(corpus, {}).keys() - fields.keys():
            if all(not figures["labelled"] for figures in measured[corpus][name].values()):
                yield f"{corpus}, {name}: found where nothing prints it."


def alike(misses: list[Miss]) -> Iterator[str]:
    """Misses, those that differ only in where they occurred told once."""
    seen = Counter((miss.field, miss.missing, miss.wrong) for miss in misses)
    for miss in misses:
        if times := seen.pop((miss.field, miss.missing, miss.wrong), 0):
            yield f"  {miss}" + (f" (and {times - 1} times more)" if times > 1 else "")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.settling", description=__doc__.partition("\n")[0])
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--record", action="store_true", help="write the figures to settling.json")
    what.add_argument("--check", action="store_true", help="fail where a figure is below the recorded one")
    options = parser.parse_args(arguments)
    measured = {corpus: measure() for corpus, measure in CORPORA.items()}
    figures = {corpus: figures_of(scores) for corpus, scores in measured.items()}
    out = console()
    if options.check:
        worse = list(fallen(json.loads(RECORDED.read_text(encoding="utf-8")), figures))
        for line in worse:
            out.print(line, soft_wrap=True)
        out.print(f"{len(worse)} figures have fallen." if worse else "No figure has fallen below the recorded one.")
        return 1 if worse else 0
    for corpus, scores in measured.items():
        out.print(scores_table(scores, f"{corpus.capitalize()}: articles in which a field is right"))
        for line in alike(scores.misses):
            out.print(line, soft_wrap=True)
    if options.record:
        RECORDED.write_text(_as_lines(figures), encoding="utf-8")
        out.print(f"Recorded in {RECORDED}.")
    return 0


def _as_lines(figures: Figures) -> str:
    """JSON with one line for each field and edition, so that a change shows as a line."""
    corpora = []
    for corpus, fields in figures.items():
        names = []
        for name, by_edition in fields.items():
            rows = [f"   {json.dumps(code)}: {json.dumps(row)}" for code, row in by_edition.items()]
            names.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(rows) + "\n  }")
        corpora.append(f" {json.dumps(corpus)}: {{\n" + ",\n".join(names) + "\n }")
    return "{\n" + ",\n".join(corpora) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
