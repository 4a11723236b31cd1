"""Which words, numbers and marks does a text have, and which are the same but for typography?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from .tables import listed, patterns

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"


class Token(NamedTuple):
    text: str
    key: str
    """Equal in tokens that differ in typography alone."""
    begin: int
    end: int
    kind: Literal["word", "number", "mark"]


QUOTES = "\"＂«»‹›„“”‟‚‘’‛'`´「」『』"
DASHES = "-‐‑‒–—―−⁃－﹣~～"
_NO_TOKEN = rf"\s\u0300-\u036f{QUOTES}\-{DASHES[1:]}"
# Control and format characters, lone surrogates, noncharacters: taken out before anything is looked for.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]"
)

_APOSTROPHES = "'’‘ʼ`´＇"
_GROUP = "[ \u00a0\u2009\u202f.,'’]"
_NUMBER = rf"(?:(?:(?<=[\s(])|^)[-−–+](?=\d))?(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:/]\d+)*)"
# Chinese shows no words. Taken together are names of which the characters only stand for sounds, numbers, what
# measures them, days named from today, and words that begin like a number.
NUMERAL = "〇零一二两三四五六七八九十百千万亿"
_FOREIGN = "".join(listed("zh", "foreign"))
_PART = f"[{_FOREIGN}安金高大白朱石邦]{{1,10}}"
FOREIGN_NAME = rf"{'|'.join(listed('zh', 'places'))}|{_PART}(?:[·•・‧]{HAN}(?:{_PART})?)+|[{_FOREIGN}]{{3,}}|{HAN}斯克"
_UNITS = "|".join(found for units in patterns("units").values() for found in re.findall(f"{HAN}{{2,}}", units))
_CHINESE = (
    rf"{FOREIGN_NAME}|{_UNITS}|百分之|十分(?!钟)|一[些直起样定]|[{NUMERAL}]+(?:点[{NUMERAL}]+)?|[今昨明前后去][天年日]"
)
_INNER = r"[^\W\d_]|[\u0300-\u036f]"  # digits behind letters are a number of their own: Br5
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<word>(?={HAN})(?:{_CHINESE})|{HAN}|[ap]\.m\.(?!\w)"
    rf"|[^\W\d_](?:(?!{HAN})(?:{_INNER})|[{_APOSTROPHES}](?=[^\W_])(?!{HAN}))*)|(?P<mark>[^{_NO_TOKEN}])"
)
# One character for one, so that places stay those of the printed text.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("。"): ".", ord("．"): ".", 0x3000: " "}
_CYRILLIC_OF_LATIN = str.maketrans("aceopxyikmthb", "асеорхуікмтнв")
_FOLDED = str.maketrans({"ё": "е", **dict.fromkeys(_APOSTROPHES, "'")})


def tokens_of(text: str, language: str) -> list[Token]:
    """Words, numbers and marks in their order. Quotation marks and dashes are none.

    >>> [token.key for token in tokens_of("Ждём 1 200 гостей!!", "ru")]
    ['ждем', '1200', 'гостей', '!']
    """
    tokens: list[Token] = []
    seen, places = text, None
    if _UNSEEN.search(text):
        places = [place for place, character in enumerate(text) if not _UNSEEN.match(character)]
        seen = _UNSEEN.sub("", text)
    for found in _TOKEN.finditer(seen.translate(_HALF_WIDTH)):
        begin, end = found.span()
        if places:
            begin, end = places[begin], places[end - 1] + 1
        printed = text[begin:end]
        if found["number"]:
            tokens.append(Token(printed, value_of(found[0], language), begin, end, "number"))
        elif found["word"]:
            tokens.append(Token(printed, key_of(found[0]), begin, end, "word"))
        elif not (tokens and tokens[-1].end == begin and tokens[-1].key == found[0]):  # !!
            key = unicodedata.normalize("NFKC", found[0])[:1]
            tokens.append(Token(printed, key, begin, end, "mark"))
    return tokens


@lru_cache(maxsize=50_000)
def key_of(word: str) -> str:
    """
    >>> key_of("Подъём") == key_of("подъем"), key_of("Кот") == key_of("Koт")  # the second K is Latin
    (True, True)
    """
    key = unicodedata.normalize("NFKC", word).casefold().translate(_FOLDED)
    if key.isascii():
        return key
    if re.search("[а-яіў]", key):
        key = key.translate(_CYRILLIC_OF_LATIN)
    return "у" + key[1:] if key.startswith("ў") else key  # Belarusian: ў after a vowel, у otherwise


_DECIMAL_POINT = ("en", "zh")


@lru_cache(maxsize=50_000)
def value_of(number: str, language: str) -> str:
    """A number as printed, in a form that does not depend on how its digits are set.

    >>> value_of("1 500,50", "ru"), value_of("1.500", "de"), value_of("1.500", "en"), value_of("09.00", "pl")
    ('1500.5', '1500', '1.5', '9.00')
    """
    sign = "-" if number[0] in DASHES else ""
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in number.lstrip(DASHES + "+"))
    digits = re.sub(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d)", "", digits)
    mark, grouping = (".", ",") if language in _DECIMAL_POINT else (",", ".")
    if re.fullmatch(rf"\d{{1,3}}(?:\{grouping}\d{{3}})+(?:\{mark}\d+)?", digits):
        digits = digits.replace(grouping, "")
    parts = re.split(r"([.,:/])", digits)
    decimal = len(parts) == 3 and parts[1] == mark
    parts[::2] = [
        part if place == 1 and len(parts) == 3 else part.lstrip("0") or "0" for place, part in enumerate(parts[::2])
    ]
    if decimal:
        parts[2] = parts[2].rstrip("0")
        if not parts[2]:
            parts = parts[:1]
    return sign + "".join("/" if part == "/" else "." if part in (",", ":") else part for part in parts)


def joined_to(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a token stands directly behind another, but for a blank, a hyphen or an abbreviation's point."""
    return 0 < place < len(tokens) and not text[tokens[place - 1].end : tokens[place].begin].strip(
        " \u00a0\u2009\u202f.-"
    )


def unspaced(text: str) -> str:
    return "".join(text.split())
