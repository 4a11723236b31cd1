"""What does a text show of its language: how many letters of which script, how many words of which language?

Counts, so that those of a whole are the sum of its parts', and each paragraph is looked at once.
"""

from __future__ import annotations

import re
from collections import Counter

Traits = Counter[str]
"""
`letters`, and of these `han`, `cyrillic` and `other`; the rest are Latin. `kana`: those of `other` that
Japanese and Korean texts have. `not ru`, `not be`, `not uk`: Cyrillic letters that an alphabet lacks.
`words`, and of these `en`, `de`, `es`, `pl`: function words, and letters, that only one of them has.
"""

ALPHABETS = {
    "ru": frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "be": frozenset("абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
    "uk": frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
}

# Words that hold sentences together, each of only one of the languages that an edition writes in Latin
# letters. Those that Italian, Portuguese, Dutch, Danish or Czech texts are full of as well are left out.
FUNCTION_WORDS = {
    "en": """
        the of and is are for that with from at has have had been were be it its this these those which their they she
        there after into more than when where while or but if what would can could about between during until since our
        we you said told
    """,
    "de": """
        der die das und den von mit ist im auf für nicht ein eine einem einen einer eines dem des zu zum zur sich auch
        wird wurde wurden werden bei nach aus sind hat haben über vor nur noch oder sie ich wir bis durch unter
        zwischen seit sein seine ihre ihren diese dieser diesem dass sagte kann
    """,
    "es": """
        el los las del y con por una su sus más también según desde hasta fue fueron han este pero muy cuando donde
        entre sobre ha había hace será está están años día días dijo
    """,
    "pl": """
        w się że jest przez dla oraz który która które których są był była było były został została będzie także jak
        tym tego jego jej lub przy podczas czy roku ze
    """,
}
_OWN_LETTERS = {"de": "ß", "es": "ñ¿¡", "pl": "łśźżńć"}
"""Letters and marks that none of the others has say as much as a word."""

# Runs, for a run of letters is found as fast as a letter.
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]+")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-zÀ-ÖØ-öø-ɏ]+")

_LANGUAGE_OF = {word: language for language, words in FUNCTION_WORDS.items() for word in words.split()}
_ALPHABETS_WITHOUT = {
    letter: lacking
    for letter in map(chr, range(0x400, 0x500))
    if (lacking := [code for code, alphabet in ALPHABETS.items() if letter not in alphabet])
}
_TELLING_LETTER = re.compile(f"[{''.join(_ALPHABETS_WITHOUT)}]")


def traits_of(text: str) -> Traits:
    """Count the traits of a text.

    >>> found = traits_of("Бібліятэка адчынілася, and all of the readers came.")
    >>> found["letters"], found["cyrillic"], found["not be"], found["not ru"], found["en"]
    (42, 20, 0, 3, 3)
    """
    text = text.lower()
    words = _WORD.findall(text)
    beyond = "".join(_BEYOND_ASCII.findall(text))
    not_cyrillic = _CYRILLIC.sub("", beyond)
    elsewhere = _HAN.sub("", not_cyrillic)
    traits = Traits(
        letters=sum(map(len, words)),
        words=len(words),
        cyrillic=len(beyond) - len(not_cyrillic),
        han=len(not_cyrillic) - len(elsewhere),
        other=sum(map(len, _OTHER_LETTER.findall(elsewhere))),
        kana=sum(map(len, _KANA_OR_HANGUL.findall(elsewhere))),
    )
    for letter, count in Counter(_TELLING_LETTER.findall(beyond)).items():
        for code in _ALPHABETS_WITHOUT[letter]:
            traits[f"not {code}"] += count
    traits.update(filter(None, map(_LANGUAGE_OF.get, words)))
    for code, letters in _OWN_LETTERS.items():
        traits[code] += sum(map(elsewhere.count, letters))
    return traits
