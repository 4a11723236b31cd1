"""Which slug does BelTA make of a headline?"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

_LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "й": "j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch",
        "ъ": "", "ы": "y", "ь": "j", "э": "e", "ю": "ju", "я": "ja", "ß": "ss", "ł": "l", "’": "", "'": "",
    }
)  # fmt: skip
_LONGEST = 100


def slug_of(headline: str, *, keep_dots: bool = False) -> str:
    """Transliterate, drop what is no letter or digit, cut at a word's end near 100 characters.

    >>> slug_of('Щи да "каша": 9,7% – наша пища')
    'schi-da-kasha-97-nasha-pischa'
    >>> slug_of("明斯克举办WTA 1000级纸鹤展")
    'wta-1000'
    """
    plain = headline.lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFD", plain).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9.\s-]" if keep_dots else r"[^a-z0-9\s-]", "", plain)
    slug = re.sub(r"[\s-]+", "-", words).strip("-.")
    if len(slug) > _LONGEST:
        slug = slug[: slug.rindex("-", 0, _LONGEST + 1)]
    return slug


def with_noncharacter(slug: str) -> str:
    """The slug with U+FFFE before its second word, as a pasted headline once left it there."""
    first, _, rest = slug.partition("-")
    return f"{first}-{quote(chr(0xFFFE))}{rest}"
