"""Which words of a text are names of persons, places and organisations, whatever case they stand in?

Where nouns have no capital, a name has one within a sentence; a word that begins a sentence is a name if
the article has it as one elsewhere. In German a name is a noun that is known, does not look like one, or
stands where only names do. Chinese shows names of which the characters stand for sounds, works in 《》,
and persons between an office and a verb of saying. What a text does not tell is wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipelines.names import agency_named, read_name

from .figures import Item
from .numerals import LANGUAGES
from .quotations import named
from .tables import ends_in, listed
from .words import FOREIGN_NAME, HAN, Token, key_of, tokens_of

# --- One name in its cases ------------------------------------------------------------------------

_ENDINGS = {code: [ending.strip("-") for ending in listed(code, "case_endings")] for code in LANGUAGES}
_ALTERNATIONS = {code: [pair.split(":") for pair in listed(code, "alternations")] for code in LANGUAGES}
_FLEETING = re.compile(r"^(.+[^аеёиоуыэюяіaeiouyąę])[еоэьeі]([^аеёиоуыэюяіaeiouyąęьй])$")
_LONGEST_NAME = 40  # letters


@lru_cache(maxsize=50_000)
def roots_of(key: str, language: str) -> frozenset[str]:
    """What may be left of a word when the ending of its case is taken off; two cases share one.

    >>> bool(roots_of("гомеле", "ru") & roots_of("гомель", "ru"))
    True
    >>> bool(roots_of("марина", "ru") & roots_of("мария", "ru"))
    False
    """
    if language not in LANGUAGES or len(key) > _LONGEST_NAME:
        return frozenset([key])
    roots = {key}
    for ending in _ENDINGS[language]:
        root = key.removesuffix(ending)
        if (ending and root == key) or len(root) < (3 if len(key) > 4 else 2):
            continue
        roots.add(root)
        if found := _FLEETING.match(root) if language in ("ru", "be", "pl") else None:
            roots.add(found[1] + found[2])
        roots |= {root.removesuffix(soft) + hard for soft, hard in _ALTERNATIONS[language] if root.endswith(soft)}
    return frozenset(root.replace("ó", "o").replace("ў", "в") if language in ("pl", "be") else root for root in roots)


@lru_cache(maxsize=8)
def _known(language: str) -> frozenset[str]:
    """Roots of the names that are known where no capital tells."""
    return frozenset(root for name in listed(language, "names") for root in roots_of(key_of(name), language))


@lru_cache(maxsize=8)
def _no_names(language: str) -> frozenset[str]:
    return frozenset(map(key_of, listed(language, "no_names")))


# --- Names by how they are written and where they stand -------------------------------------------

_SENTENCE_ENDS = frozenset(".!?…:;\n")
_OPENS = frozenset("\"«„“‚‘'([{»”¿¡")
_ABBREVIATED = frozenset(listed("every", "abbreviated"))
_ROMAN = re.compile("[IVX]+")
_FOREIGN = re.compile(f"(?:{FOREIGN_NAME})")


def _certain(text: str, tokens: Sequence[Token], language: str) -> Iterator[int]:
    """Places of words that are names without looking at the rest of the article."""
    if language == "zh":
        return (place for place, token in enumerate(tokens) if _FOREIGN.fullmatch(token.text))
    return (_german_names if language == "de" else _names_by_capitals)(text, tokens, language)


def _names_by_capitals(text: str, tokens: Sequence[Token], language: str) -> Iterator[int]:
    shouted = _is_shouted(tokens)
    for place, token in enumerate(tokens):
        if token.kind != "word" or not token.text[0].isupper() or token.key in _no_names(language):
            continue
        if len(token.text) == 1:
            name = _is_initial(text, tokens, place)
        elif shouted and token.text.isupper():
            name = _is_known(token, language)
        else:
            name = _odd_capitals(token) or _is_known(token, language) or not _starts(text, tokens, place)
        if name:
            yield place


def _is_shouted(tokens: Sequence[Token]) -> bool:
    """Whether the text is in capitals, so that capitals tell nothing."""
    written = [token.text for token in tokens if token.kind == "word" and len(token.text) > 1]
    return len(written) > 2 and 2 * sum(map(str.isupper, written)) > len(written)


def _is_initial(text: str, tokens: Sequence[Token], place: int) -> bool:
    return text[tokens[place].end : tokens[place].end + 1] == "." and any(
        token.text[0].isupper() for token in tokens[place + 2 : place + 3]
    )


def _odd_capitals(token: Token) -> bool:
    """Capitals elsewhere than at the beginning: БелАЗ, BelTA, ООН."""
    return any(map(str.isupper, token.text[1:])) and _ROMAN.fullmatch(token.text) is None


def _is_known(token: Token, language: str) -> bool:
    return agency_named(token.text) is not None or bool(roots_of(token.key, language) & _known(language))


def _starts(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a sentence, or what stands in quotation marks, may begin with this word."""
    before = next((token for token in reversed(tokens[max(0, place - 3) : place]) if token.kind != "mark"), None)
    if before is None:
        return True
    gap = text[before.end : tokens[place].begin]
    if gap[-1:] in _OPENS:
        return True
    ends = _SENTENCE_ENDS.intersection(gap)
    abbreviated = before.key in _ABBREVIATED or (len(before.text) == 1 and before.text.isupper())
    return bool(ends) and not (ends == {"."} and abbreviated)


# --- German ---------------------------------------------------------------------------------------

_LOOKS_FOREIGN, _LOANED = ends_in("de", "looks_foreign"), ends_in("de", "loaned")
_NO_PLACE, _TITLE = ends_in("de", "no_place"), ends_in("de", "titles")
_SMALL_WORDS = frozenset(listed("de", "small_words"))
_SPEAKER = re.compile(
    rf"\b(?:{'|'.join(listed('de', 'says'))})(?: sich)? (?P<article>(?:der|die) )?(?:[a-zäöüß]{{4,}} )?"
    r"(?P<run>(?:[A-ZÄÖÜ][^\W\d_]+ ){1,3}[A-ZÄÖÜ][^\W\d_]+)"
)
"""`sagte die Bibliothekarin Alena Schumak`: the last two of three nouns, the last of two behind an article."""


def _german_names(text: str, tokens: Sequence[Token], language: str) -> Iterator[int]:
    shouted = _is_shouted(tokens)
    person = False  # whether the token before is a person's name
    for place, token in enumerate(tokens):
        beside = place > 0 and text[tokens[place - 1].end : token.begin] in (" ", "\u00a0", "-", "")
        noun = token.kind == "word" and token.text[0].isupper() and token.key not in _SMALL_WORDS
        if not noun or (shouted and token.text.isupper()):
            person = person and beside and token.key in ("von", "de", "van", ".")
            continue
        ahead = tokens[place - 1] if beside else None
        name = (
            (person and beside)
            or _is_known(token, language)
            or (not shouted and _odd_capitals(token))
            or (len(token.text) == 1 and _is_initial(text, tokens, place))
            or (_LOOKS_FOREIGN.search(token.key) is not None and _LOANED.search(token.key) is None)
            or (ahead is not None and _is_titled(ahead, token))
        )
        placed = ahead is not None and ahead.key in ("in", "nach", "aus", "bei")
        if name or (placed and _NO_PLACE.search(token.key) is None):
            yield place
        of_a_place = token.key.endswith("er") and token.key not in _known(language)  # Minsker Fundbüro
        person = name and not placed and not of_a_place
    begins = {token.begin: place for place, token in enumerate(tokens)}
    for found in _SPEAKER.finditer(text):
        run = [begins.get(found.start("run") + word.start()) for word in re.finditer(r"\S+", found["run"])]
        yield from filter(None, run[-2:] if len(run) > 2 or not found["article"] else run[-1:])


def _is_titled(ahead: Token, token: Token) -> bool:
    """Whether a noun stands behind one that tells who somebody is, or what: Bäckerin, Direktor, Frau, Firma."""
    title = ahead.text[0].isupper() and ahead.key not in _SMALL_WORDS and _TITLE.search(ahead.key)
    return bool(title) and _TITLE.search(token.key) is None


# --- Names of a whole article ----------------------------------------------------------------------

_EVIDENCE = 200_000
"""Characters of the two wordings in which names are looked for beforehand."""
_CHINESE_PERSON = re.compile(
    f"(?:(?<=[{''.join(listed('zh', 'offices'))}])|(?<!{HAN}))"
    f"(?P<name>{HAN}{{2,3}}?)(?={'|'.join(listed('zh', 'says'))})"
)


@dataclass(slots=True, kw_only=True)
class Names:
    """The names of one article, learned from both wordings."""

    language: str
    certain: set[str] = field(default_factory=set)
    """Roots of words that are names where they stand within a sentence."""
    common: set[str] = field(default_factory=set)
    """Words that stand somewhere without a capital."""
    spelled: dict[str, str] = field(default_factory=dict)
    """One form of each name, by root."""
    tokens: dict[str, list[Token]] = field(default_factory=dict)

    def tokens_of(self, text: str) -> list[Token]:
        """The tokens of a text of the article, which are wanted twice."""
        if text not in self.tokens:
            self.tokens[text] = tokens_of(text, self.language)
        return self.tokens[text]

    def learn(self, texts: Iterable[str]) -> None:
        """Look for what are names, and what are none, in texts of the article."""
        left = _EVIDENCE
        for text in texts:
            if (left := left - len(text)) < 0 or self.language == "zh":
                return
            tokens = self.tokens_of(text)
            for place in _certain(text, tokens, self.language):
                self.certain |= roots_of(tokens[place].key, self.language)
            self.common.update(token.key for token in tokens if token.text[0].islower())

    def of(self, text: str) -> list[Item]:
        """The names in a text: each word, each title in quotation marks, each Chinese name is one."""
        tokens = self.tokens_of(text)
        stretches = named(text, self.language)
        if self.language == "zh":
            stretches += [found.span("name") for found in _CHINESE_PERSON.finditer(text) if read_name(found["name"])]
        begins = {token.begin: place for place, token in enumerate(tokens)}
        ends = {token.end: place + 1 for place, token in enumerate(tokens)}
        spans = [(begins[begin], ends[end]) for begin, end in stretches if begin in begins and end in ends]
        items = [Item(begin=b, end=e, value=" ".join(token.key for token in tokens[b:e])) for b, e in spans]
        places = {
            *_certain(text, tokens, self.language),
            *filter(lambda at: self._is_one(tokens[at]), range(len(tokens))),
        }
        places.difference_update(place for begin, end in spans for place in range(begin, end))
        items += [Item(begin=place, end=place + 1, value=self._spelling(tokens[place].key)) for place in places]
        return sorted(items, key=lambda item: item.begin)

    def _is_one(self, token: Token) -> bool:
        """Whether a word that may only begin a sentence is a name elsewhere, and nowhere a common word."""
        capital = token.kind == "word" and token.text[0].isupper() and len(token.text) > 1
        none = token.key in self.common or token.key in _no_names(self.language)
        return capital and not none and not self.certain.isdisjoint(roots_of(token.key, self.language))

    def _spelling(self, key: str) -> str:
        """The same for a name in all its cases."""
        roots = sorted(roots_of(key, self.language), key=lambda root: (-len(root), root))
        spelling = next((self.spelled[root] for root in roots if root in self.spelled), key)
        for root in roots:
            self.spelled.setdefault(root, spelling)
        return spelling
