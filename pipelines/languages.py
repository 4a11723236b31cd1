"""Which language is the text in, whatever the edition declares?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from belta_scraper.editions import EDITIONS
from belta_scraper.items import Article

from .step import Step
from .traits import ALPHABETS, FUNCTION_WORDS, Traits, traits_of

if TYPE_CHECKING:
    from lingua import LanguageDetector

# Fewer say nothing: a name or two would decide. An ideograph carries about three letters.
LETTERS_TO_TELL_BY_ALPHABET = 20
"""Cyrillic letters from which an alphabet can be told; the alphabets of ru, be and uk differ."""
LETTERS_TO_TELL_BY_MODEL = 40
IDEOGRAPHS_TO_TELL = 8
CONFIDENCE_TO_TELL = 0.9
"""Of the model, below which its answer is not kept."""
SHARE_TO_MENTION = 0.2
"""Of a text's letters in paragraphs of another language, from which a mixture is a problem."""

_SAMPLE = 6_000  # characters; more does not change the answer, and a model's time grows with words' length squared
_MAIN_SCRIPT = 0.6  # of the letters, ideographs counted threefold
_IDEOGRAPH_WEIGHT = 3

_LONG_WORD = re.compile(r"([^\W\d_]{40})(?=[^\W\d_])")

_MOST_FOREIGN = 0.005  # letters of a quoted name that the text's own alphabet lacks
_LEAST_FOREIGN = 0.01  # letters that must rule the other alphabets out; ы э ё ъ are 2 % of a Russian text

_FEWEST_FUNCTION_WORDS = 3
_LEAST_FUNCTION_WORDS = 0.08  # of all words; in prose of these languages a fifth to a half of them are such


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The language of a text, as BCP 47, and how sure that is (0 to 1); both `None` for too little text."""

    language: str | None = None
    confidence: float | None = None


def identify(text: str, *, likely: str | None = None) -> Identified:
    """The language of a text among those of the editions and Ukrainian.

    Letters decide what they can decide for certain, then function words do, and the model `lingua`, which
    takes ten times as long, decides the rest; a text that is too short, or that none is sure of, has no language.
    `likely` is the language of the text around, for which less has to speak, as long as nothing speaks for another.

    >>> identify("Бібліятэка адчынілася, і ўсе прыйшлі.")
    Identified(language='be', confidence=1.0)
    >>> identify("图书馆今天开门了，大家都来了。").language
    'zh-Hans'
    >>> identify("Minsk").language is None
    True
    """
    return _by_traits(traits_of(text[:_SAMPLE]), likely) or _by_model(text)


def _by_traits(traits: Traits, likely: str | None) -> Identified | None:
    """The language of a text as its letters and words tell it; `None` where only the model can."""
    han, cyrillic = traits["han"], traits["cyrillic"]
    latin = traits["letters"] - han - cyrillic - traits["other"]
    letters = traits["letters"] + (_IDEOGRAPH_WEIGHT - 1) * han
    if letters and _IDEOGRAPH_WEIGHT * han >= _MAIN_SCRIPT * letters:
        # Japanese and Korean are none of ours, but must not pass for Chinese.
        if han < IDEOGRAPHS_TO_TELL or traits["kana"] > han // 20:
            return Identified()
        return Identified(language="zh-Hans", confidence=round(_IDEOGRAPH_WEIGHT * han / letters, 4))
    if cyrillic >= max(LETTERS_TO_TELL_BY_ALPHABET, _MAIN_SCRIPT * letters):
        found = _by_alphabet(traits, likely)
        return found or (None if cyrillic >= LETTERS_TO_TELL_BY_MODEL else Identified())
    if latin >= max(LETTERS_TO_TELL_BY_MODEL, _MAIN_SCRIPT * letters):
        return _by_function_words(traits, likely)
    return Identified()


def _by_alphabet(traits: Traits, likely: str | None) -> Identified | None:
    """The one Cyrillic alphabet that a text keeps to; `None` where several would do, or none."""
    letters = traits["cyrillic"]
    foreign = {code: traits[f"not {code}"] for code in ALPHABETS}
    # Ukrainian is told from Russian by what a Russian text has, and that may be missing in a short one.
    if likely in ("ru", "be") and not foreign[likely] and letters >= LETTERS_TO_TELL_BY_MODEL:
        return Identified(language=likely, confidence=1.0)
    (own, strays), (_, next_strays), _ = sorted(foreign.items(), key=lambda item: item[1])
    # One letter alone could be a slip, unless a text of some length has no other.
    fewest = 1 if not strays and letters >= LETTERS_TO_TELL_BY_MODEL else 2
    ruled_out = next_strays >= max(fewest, _LEAST_FOREIGN * letters)
    if strays > _MOST_FOREIGN * letters or not ruled_out:
        return None
    return Identified(language=own, confidence=round(1 - strays / letters, 4))


def _by_function_words(traits: Traits, likely: str | None) -> Identified | None:
    """The one language whose function words hold a text together; `None` where several have some, or none enough."""
    told = {code: traits[code] for code in FUNCTION_WORDS}
    language = max(told, key=told.__getitem__)
    own = told[language]
    confidence = own / (sum(told.values()) or 1)
    fewest = 1 if language == likely else _FEWEST_FUNCTION_WORDS
    if own < max(fewest, _LEAST_FUNCTION_WORDS * traits["words"]) or confidence < CONFIDENCE_TO_TELL:
        return None
    return Identified(language=language, confidence=round(confidence, 4))


def _by_model(text: str) -> Identified:
    # The model is written in Rust, which has no lone surrogates.
    words = _LONG_WORD.sub(r"\1 ", text[:_SAMPLE].encode("utf-8", "ignore").decode())
    values = _detector().compute_language_confidence_values(words)
    if not values or values[0].value < CONFIDENCE_TO_TELL:
        return Identified()
    code = values[0].language.iso_code_639_1.name.lower()
    return Identified(language="zh-Hans" if code == "zh" else code, confidence=round(values[0].value, 4))


@cache
def _detector() -> LanguageDetector:
    """Built once, and only when needed: loading the models takes about a second."""
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(
        Language.RUSSIAN, Language.BELARUSIAN, Language.ENGLISH, Language.GERMAN, Language.SPANISH, Language.POLISH,
        Language.CHINESE, Language.UKRAINIAN,
    ).build()  # fmt: skip


def shares_of(paragraphs: Sequence[str]) -> dict[str, float]:
    """How much of a text is in which language, by the letters of paragraphs that can be told.

    >>> shares_of(["Бібліятэка адчынілася, і ўсе прыйшлі.", "Все пришли в библиотеку с утра, чтобы читать вслух."])
    {'be': 0.43, 'ru': 0.57}
    """
    return _shares([(text, traits_of(text)) for text in paragraphs], likely=None)


def _shares(paragraphs: Iterable[tuple[str, Traits]], likely: str | None) -> dict[str, float]:
    letters: Counter[str] = Counter()
    for text, traits in paragraphs:
        found = (_by_traits(traits, likely) or _by_model(text)).language
        if found is not None:
            letters[found] += traits["letters"]
    return {language: round(count / letters.total(), 2) for language, count in letters.items()}


_EDITION_OF_LANGUAGE = {edition.language: edition.code for edition in EDITIONS.values()}


class SettleLanguage(Step):
    """Declare the edition's language, and say beside it which one the text is in."""

    def settle(self, article: Article) -> Article:
        body = article.body or ()
        beginning = [paragraph[:_SAMPLE] for paragraph in body[:_PARAGRAPHS]]
        paragraphs = [(paragraph, traits_of(paragraph)) for paragraph in beginning]
        whole = [article.lead or "", *beginning, article.headline or ""]
        traits = sum((traits for _, traits in paragraphs), traits_of(f"{whole[0]} {whole[-1]}"))
        found = _by_traits(traits, None) or _by_model("\n".join(filter(None, whole)))
        told = partial(replace, article, language_detected=found.language, language_confidence=found.confidence)
        edition = article.edition or _EDITION_OF_LANGUAGE.get(found.language or "")
        if edition is None:
            reads_as = "is too short to tell" if found.language is None else f"reads as {found.language}"
            message = f"The edition could not be told, for the text {reads_as}; give -a edition=."
            return self.not_settled(told(language=None), message)
        declared = EDITIONS.get(edition)
        if declared is None:
            return self.not_settled(told(language=None), f"There is no edition {edition!r}; its language is not known.")
        shares = _shares(paragraphs, likely=found.language)
        ordered = tuple(sorted(shares.items(), key=lambda share: (-share[1], share[0])))
        article = told(edition=edition, language=declared.language, language_shares=ordered)
        if found.language not in (None, declared.language):
            return self.not_settled(
                article, f"Declared {declared.language}, reads as {found.language}.", _excerpt(body)
            )
        return self._mention_mixture(article, declared.language, body)

    def _mention_mixture(self, article: Article, declared: str, body: Sequence[str]) -> Article:
        if len(body) < 2:
            return article
        for language, share in article.language_shares:
            if language != declared and share >= SHARE_TO_MENTION:
                message = f"Declared {declared}, reads in part as {language} ({share:.0%} of the letters)."
                article = self.not_settled(article, message, _excerpt(body, language))
        return article


_PARAGRAPHS = 200


def _excerpt(paragraphs: Sequence[str], language: str | None = None) -> str | None:
    """The beginning of the text, or of its first paragraph in a language."""
    for paragraph in paragraphs[:_PARAGRAPHS]:
        if language is None or identify(paragraph).language == language:
            return paragraph[:200]
    return None
