"""Which identifier tells the editions' languages best, and at which price?

    python -m benchmarks.languages

Every headline and every paragraph of the replica is asked after, which are invented news. py3langid and
langdetect are no dependency of the project; they are measured where somebody has installed them.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter

from belta_scraper.editions import EDITIONS
from belta_scraper.replica import Replica
from pipelines.languages import identify
from pipelines.text import tidy

from .scoring import percent
from .tables import a_table, console

LANGUAGES = ("ru", "be", "en", "de", "es", "pl", "zh", "uk")
"""Those of the editions, and Ukrainian, which a text in Cyrillic letters may turn out to be."""
REPEATS = 3

Identifier = Callable[[str], str | None]


# --- Who is asked ---------------------------------------------------------------------------------


def ours() -> Identifier:
    return lambda text: identify(text).language


_SCRIPTS = {"zh": "[\u4e00-\u9fff]", "cyrillic": "[\u0400-\u04ff]", "latin": "[A-Za-zÀ-ɏ]"}
_OWN_LETTERS = {
    "cyrillic": (("be", "[ўЎ]"), ("uk", "[їєґЇЄҐ]"), ("ru", "[ъщиЪЩИ]"), ("be", "[іІ]"), ("ru", "[а-я]")),
    "latin": (("pl", "[ąęłśćżźń]"), ("de", "[äöüß]"), ("es", "[ñáíúé¿¡]"), ("en", "[a-z]")),
}


def letters_alone() -> Identifier:
    """The script, and the first of the letters that only one of the languages has."""

    def told(text: str) -> str | None:
        script = max(_SCRIPTS, key=lambda name: len(re.findall(_SCRIPTS[name], text)))
        for language, letters in _OWN_LETTERS.get(script, ((script, "."),)):
            if re.search(letters, text):
                return language
        return None

    return told


def lingua() -> Identifier:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in LANGUAGES]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()

    def told(text: str) -> str | None:
        language = detector.detect_language_of(text)
        return None if language is None else language.iso_code_639_1.name.lower()

    return told


def py3langid() -> Identifier:
    module = import_module("py3langid")
    module.set_languages(list(LANGUAGES))
    return lambda text: str(module.classify(text)[0])


def langdetect() -> Identifier:
    module = import_module("langdetect")
    module.DetectorFactory.seed = 0

    def told(text: str) -> str | None:
        try:
            return str(module.detect(text))
        except module.LangDetectException:
            return None

    return told


def identifiers() -> dict[str, Callable[[], Identifier]]:
    known: dict[str, Callable[[], Identifier]] = {"letters alone": letters_alone, "ours": ours, "lingua": lingua}
    more: dict[str, Callable[[], Identifier]] = {"py3langid": py3langid, "langdetect": langdetect}
    return known | {name: build for name, build in more.items() if find_spec(name)}


# --- What they say --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    kind: str
    language: str
    words: str


def texts() -> list[Text]:
    """Every headline and paragraph of the replica, once."""
    found: dict[Text, None] = {}
    for code in EDITIONS:
        for story in Replica(editions=[code]).site(code).stories:
            language = story.language.partition("-")[0]
            found[Text(kind="headlines", language=language, words=tidy(story.headline))] = None
            for part in story.parts:
                if part.kind == "paragraph":
                    found[Text(kind="paragraphs", language=language, words=tidy(part.text))] = None
    return list(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one identifier made of all texts of a kind."""

    right: Counter[str]
    """By language."""
    untold: int
    wrong: Counter[str]
    """By what was said instead, `be as ru`."""
    microseconds: float
    """For each text, in the fastest of several rounds."""


def asked(identifier: Identifier, about: Sequence[Text], *, repeats: int = REPEATS) -> Verdict:
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    untold = 0
    for text in about:
        told = identifier(text.words)
        if told is None:
            untold += 1
        elif told.partition("-")[0] == text.language:
            right[text.language] += 1
        else:
            wrong[f"{text.language} as {told}"] += 1
    rounds = []
    for _ in range(repeats):
        begun = perf_counter()
        for text in about:
            identifier(text.words)
        rounds.append(perf_counter() - begun)
    return Verdict(right=right, untold=untold, wrong=wrong, microseconds=min(rounds) / len(about) * 1e6)


def main() -> int:
    out = console()
    by_kind: defaultdict[str, list[Text]] = defaultdict(list)
    for text in texts():
        by_kind[text.kind].append(text)
    loaded: dict[str, tuple[Identifier, float]] = {}
    for name, build in identifiers().items():
        begun = perf_counter()
        identifier = build()
        identifier("The library has opened a reading room under the sky, and serves tea until midnight.")
        loaded[name] = identifier, perf_counter() - begun
    for kind, about in by_kind.items():
        verdicts = {name: asked(identifier, about) for name, (identifier, _) in loaded.items()}
        table = a_table(f"{kind.capitalize()}: told right", ["language", "texts", *verdicts])
        for language, many in Counter(text.language for text in about).items():
            table.add_row(language, str(many), *(percent(each.right[language] / many) for each in verdicts.values()))
        table.add_section()
        all_right = [percent(each.right.total() / len(about)) for each in verdicts.values()]
        table.add_row("all", str(len(about)), *all_right, style="bold")
        table.add_row("told wrong", "", *(str(each.wrong.total()) for each in verdicts.values()))
        table.add_row("not told", "", *(str(each.untold) for each in verdicts.values()))
        table.add_row("µs for a text", "", *(f"{each.microseconds:.0f}" for each in verdicts.values()))
        out.print(table)
        for name, each in verdicts.items():
            if each.wrong:
                most = ", ".join(f"{what} ({times})" for what, times in each.wrong.most_common(6))
                out.print(f"  {name} took {most}", soft_wrap=True)
    first = ", ".join(f"{name} {seconds * 1000:.0f}" for name, (_, seconds) in loaded.items())
    out.print(
        f"\nMilliseconds to the first answer, loading included: {first}; lingua's models are loaded once, for ours."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
