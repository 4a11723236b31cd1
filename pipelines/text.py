"""What does the text say, apart from how the page set it?"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from belta_scraper.items import Article, Block, CandidateDate, Image, Link, Tag

from .step import Step

# --- Letters -------------------------------------------------------------------------------------

_UNPRINTED = dict.fromkeys(
    [
        *(code for code in range(0x20) if not chr(code).isspace()),  # C0; tabs and line ends become blanks
        *(code for code in range(0x7F, 0xA0) if not chr(code).isspace()),  # DEL and C1
        0x00AD,  # soft hyphen
        0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A),  # bidi marks, overrides, isolates
        0x180E, 0x200B, 0x200C, 0x2060, 0xFEFF,  # zero width
        *range(0x2061, 0x2065), *range(0x206A, 0x2070),  # invisible operators, deprecated format characters
        0xFFF9, 0xFFFA, 0xFFFB,  # interlinear annotation
        *range(0xD800, 0xE000),  # lone surrogates: no file and no database can hold them
        *range(0xFDD0, 0xFDF0), *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
    ],
    None,
)  # fmt: skip

_EMOJI = "[\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\u20e3\U0001f000-\U0001faff\U000e0020-\U000e007f]"
_STRAY_JOINER = re.compile(f"(?<!{_EMOJI})\u200d|\u200d(?!{_EMOJI})")

_MARKS_IN_A_ROW = 30
"""As many combining marks as Unicode's stream-safe format allows; no language writes more."""


@cache  # and not made before it is needed, which in most runs is never
def _no_writing() -> re.Pattern[str]:
    """More marks in a row."""
    marks = "".join(map(chr, filter(lambda code: unicodedata.combining(chr(code)), range(0x300, 0x1F000))))
    return re.compile(f"[{marks}]{{{_MARKS_IN_A_ROW + 1}}}")


def tidy(text: str) -> str:
    """The text in composed letters, white space runs as one blank, without what prints nothing.

    Typographic characters stay as they are printed.

    >>> tidy("\\r\\n MINSK,\\u00a06\\u00a0May  (BelTA)\\u200b – Sour\\u00addough ")
    'MINSK, 6 May (BelTA) – Sourdough'
    """
    if not text.isprintable():  # nearly all are; what Python calls printable holds none of these
        text = text.translate(_UNPRINTED)
        if "\u200d" in text:
            text = _STRAY_JOINER.sub("", text)
    # Ordering a very long run of marks takes quadratic time; such a run is no writing and stays as it is.
    if not unicodedata.is_normalized("NFC", text) and _no_writing().search(text) is None:
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def _tidied(text: str | None) -> str | None:
    return None if text is None else tidy(text) or None


def _address(url: str) -> str:
    """An address as it stands, but for what no database can hold."""
    return url.translate(_UNPRINTED)


# --- Paragraphs ----------------------------------------------------------------------------------


def paragraphs_of(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The paragraphs that the blocks hold: story, and what nobody knows to be chrome.

    Captions belong to pictures and are left out. Each line of a table is a paragraph of its own.

    >>> story = Block(kind="paragraph", fate="story", text=" Bread is baked. ")
    >>> chrome = Block(kind="paragraph", fate="chrome", text="Follow us")
    >>> paragraphs_of([story, chrome])
    ('Bread is baked.',)
    """
    printed: list[str] = []
    for block in blocks:
        if block.fate == "chrome" or block.kind == "caption":
            continue
        lines = block.text.splitlines() if block.kind == "table" else [block.text]
        printed.extend(filter(None, map(tidy, lines)))
    return tuple(printed)


# A capture can print its end twice (seen once: the last two paragraphs of a German article of 2024).
# Refrains and short list lines are repeated on purpose, so a repetition must be long to be a slip.
_LONGEST_REPETITION = 50  # paragraphs
_SHORTEST_REPETITION = 60  # characters; an ideograph counts as three


def without_repeated_end(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs, with an end that is printed twice over printed once; only exact repetition counts.

    >>> end = ("The library opens at eight and closes when the last reader leaves.", "Tea is free.")
    >>> without_repeated_end(("New shelves arrived.", *end, *end)) == ("New shelves arrived.", *end)
    True
    """
    rest = tuple(paragraphs)
    while (length := _repetition_at_end(rest)) is not None:
        rest = rest[:-length]
    return rest


def _repetition_at_end(paragraphs: tuple[str, ...]) -> int | None:
    for length in range(min(len(paragraphs) // 2, _LONGEST_REPETITION), 0, -1):
        end = paragraphs[-length:]
        if end == paragraphs[-2 * length : -length] and sum(map(_breadth, end)) >= _SHORTEST_REPETITION:
            return length
    return None


def _breadth(text: str) -> int:
    return len(text) if text.isascii() else len(text) + 2 * len(_IDEOGRAPH.findall(text))


# --- Marks and notes ------------------------------------------------------------------------------

_END_MARK = re.compile(r"(?<!\d)\s*(?P<mark>[-–—]0[-–—])\s*\.?\s*$")
"""`-0-` after a blank or glued to the last word; after a digit it might be a score."""

_TO_COME = r"""
    будет\s(?:дополнен|обновл[её]н|продолжен)[аоы]? | дополняется | обновляется
  | (?:продолжение|подробности)\sследу[ею]т
  | будзе\s(?:дапоўнен|абноўлен|працягнут)[аоы]? | дапаўняецца | абнаўляецца | працяг\sбудзе
  | (?:to|will|is\sto)\sbe\s(?:continued|updated|supplemented) | (?:is\s)?being\supdated | more\sto\sfollow
  | wird\s(?:ergänzt|aktualisiert|fortgesetzt) | (?:ergänzung|fortsetzung)\sfolgt
  | (?:se|será|está\ssiendo|va\sa\sser)\s(?:actualiza(?:r[áa]|do|da|ndo)?|amplia(?:r[áa]|do|da)|completa(?:r[áa]|do|da))
  | continuará | habrá\s(?:una\s)?(?:ampliación|actualización)
  | (?:zostanie|będzie)\s(?:uzupełnion|zaktualizowan|aktualizowan|kontynuowan)[aey]
  | ciąg\sdalszy\snastąpi
  | (?:未完)?待续 | 待补充 | (?:持续|正在)?更新中 | 将(?:持续)?更新
"""
_UPDATED = r"""
    (?: обновл[её]н[оа] | дополнен[оа] | абноўлена | дапоўнена
      | updated? | aktualisiert | ergänzt | actualizad[oa] | actualización | ampliad[oa]
      | zaktualizowano | aktualizacja | uzupełniono | 已?更新(?:于|至)? )(?![^\W\d_])
"""
_CLOCK = r"[0-9]{1,2}[:：][0-9]{2}"
_FLAGS = re.VERBOSE | re.IGNORECASE


def _between_marks(words: str) -> str:
    """The words between slashes or brackets, with the full stop that may follow."""
    return rf"(?: /\s?(?:{words})\s?[.…]*\s?/ | [(（\[]\s?(?:{words})\s?[.…]*\s?[)）\]] )\s?\.?"


# Behind a sentence, "(updated)" and "(updated 12:52)" are notes; "(updated last spring)" may be the story's.
_NOTE = _between_marks(rf"{_TO_COME} | {_UPDATED}(?:[^/()（）\[\]]{{0,30}}?{_CLOCK}[^/()（）\[\]]{{0,12}}?)?")
_NOTE_AT_END = re.compile(rf"(?P<note>{_NOTE})\s*$", _FLAGS)
_NOTE_AT_START = re.compile(rf"(?P<note>{_NOTE})\s*", _FLAGS)
_NOTE_ALONE = re.compile(
    rf"""
    {_between_marks(rf"{_UPDATED}[^/()（）]{{0,60}}?")}
  | {_UPDATED}[^()/]{{0,30}}?{_CLOCK}[^()/]{{0,12}}
  | {_CLOCK}\s?(?:更新|обновлено|updated)\s?\.?
    """,
    _FLAGS,
)
_UPDATE_PREFIX = re.compile(r"(?P<note>UPDATE(?:\s?[0-9]{1,2})?|UPD\.?|ОБНОВЛЕНО|АБНОЎЛЕНА)\s?(?:[-–—]\s|[:.]\s)")

_LONGEST_NOTE = 400
_BETWEEN_SLASHES = re.compile(rf"/[^/\s].{{0,{_LONGEST_NOTE}}}/\s?\.?", re.S)
_EDITORS_NOTE = re.compile(
    r"[(（\[]\s?(?:Прим(?:ечание|\.)|Заўвага|Anm(?:erkung|\.)|Editor['’]s\snote|Note:|Nota\sde|Uwaga\sred|not\.|编者注)"
    r"[^()（）]{0,400}[)）\]]\.?",
    re.I,
)
_SIGNATURE_BETWEEN_SLASHES = re.compile(
    r"/(?:\S{1,30}\s){0,3}(?:БЕЛТА|BELTA|白通社)/\s?\.?"
    r"|/\s?(?:фото|фота|photo|foto|fot\.|автор|аўтар|by|von|por|autor|корр|кар\.|记者|摄影)\b.*",
    re.I | re.S,
)
"""Who signs is for another step to read."""


def take_marks(paragraphs: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Paragraphs without end mark and notes; the notes as printed, in their order; the end mark.

    >>> take_marks(["(Updated 12:52)", "The oven is warm again.-0-"])
    (('The oven is warm again.',), ('(Updated 12:52)',), '-0-')
    """
    kept: list[str] = []
    notes: list[str] = []
    end_mark: str | None = None
    for paragraph in paragraphs:
        rest, found, mark = _take_marks_of_one(paragraph)
        notes.extend(found)
        end_mark = mark or end_mark
        if rest:
            kept.append(rest)
    return tuple(kept), tuple(notes), end_mark


_CLOSING_MARKS = ("/", ")", "）", "]")
_LONGEST_END_MARK = len(" -0- . ")
_MARK_BEGINS_WITHIN = 150
"""Characters before the end of a paragraph; searching more would find nothing, and be slow."""


def _take_marks_of_one(paragraph: str) -> tuple[str, list[str], str | None]:
    before: list[str] = []
    after: list[str] = []
    end_mark: str | None = None
    begin, end = 0, len(paragraph)
    while begin < end:
        tail = max(begin, end - _MARK_BEGINS_WITHIN)
        if "0" in paragraph[max(begin, end - _LONGEST_END_MARK) : end] and (
            mark := _END_MARK.search(paragraph, tail, end)
        ):
            end_mark = end_mark or mark["mark"]
            end = mark.start()
        elif end - begin <= _LONGEST_NOTE and _is_note(whole := paragraph[begin:end].strip()):
            after.append(whole)
            end = begin
        elif _ends_in_brackets(paragraph[tail:end]) and (note := _NOTE_AT_END.search(paragraph, tail, end)):
            after.append(note["note"].strip())
            end = note.start()
        elif note := _NOTE_AT_START.match(paragraph, begin, end):
            before.append(note["note"].strip())
            begin = note.end()
        else:
            break
    return paragraph[begin:end].strip(), [*before, *reversed(after)], end_mark


def _ends_in_brackets(text: str) -> bool:
    """Whether there can be a note at the end of a text: of the few that have one, its end tells at a glance."""
    return text.rstrip(" .").endswith(_CLOSING_MARKS)


def _is_note(paragraph: str) -> bool:
    """Whether a paragraph as a whole is an editor's line and no part of the story."""
    if _NOTE_ALONE.fullmatch(paragraph) or _EDITORS_NOTE.fullmatch(paragraph):
        return True
    # An editor's line between slashes, e.g. one that points to the full text on the Russian site.
    return (
        " " in paragraph
        and _BETWEEN_SLASHES.fullmatch(paragraph) is not None
        and _SIGNATURE_BETWEEN_SLASHES.fullmatch(paragraph) is None
    )


_LONGEST_HEADLINE = 1_000


def take_headline_notes(headline: str) -> tuple[str, tuple[str, ...]]:
    """The headline without what says that the story was or will be updated, and those words.

    >>> take_headline_notes("UPDATE 1 - Curlers borrow brooms")
    ('Curlers borrow brooms', ('UPDATE 1',))
    >>> take_headline_notes("Kuppel öffnet (wird aktualisiert)")
    ('Kuppel öffnet', ('(wird aktualisiert)',))
    """
    rest, notes = headline, []
    while len(headline) <= _LONGEST_HEADLINE:
        if prefix := _UPDATE_PREFIX.match(rest):
            shorter, note = rest[prefix.end() :].lstrip(), prefix["note"]
        elif _ends_in_brackets(rest) and (end := _NOTE_AT_END.search(rest, max(0, len(rest) - _MARK_BEGINS_WITHIN))):
            shorter, note = rest[: end.start()].rstrip(), end["note"].strip()
        else:
            break
        if not shorter:  # a headline that is nothing else stays what it is
            break
        rest = shorter
        notes.append(note)
    return rest, tuple(notes)


def joined_notes(printed: str | None, more: Iterable[str]) -> str | None:
    """Notes joined by ` | `, each once.

    >>> joined_notes("UPDATE 1", ["(Updated 12:52)", "UPDATE 1"])
    'UPDATE 1 | (Updated 12:52)'
    """
    known = f" | {printed or ''} | "
    new = [note for note in dict.fromkeys(more) if f" | {note} | " not in known]
    return " | ".join([*filter(None, [printed]), *new]) or None


# --- Digests and words ----------------------------------------------------------------------------


def digest_of(headline: str | None, lead: str | None, body: Sequence[str] | str | None) -> str:
    """The digest of a wording: the same if and only if headline, lead and paragraphs are the same.

    The body may also be given as the archive holds it, paragraphs separated by an empty line.

    >>> digest_of("Bread", None, ("Mixed.", "Baked.")) == digest_of("Bread", "", "Mixed.\\n\\nBaked.")
    True
    >>> digest_of("Bread", None, ("Mixed.", "Baked.")) == digest_of("Bread", None, ("Mixed. Baked.",))
    False
    """
    return _sha256([headline or "", lead or "", _paragraphs(body)])


def body_digest_of(body: Sequence[str] | str | None) -> str:
    """The digest of the paragraphs alone."""
    return _sha256(_paragraphs(body))


def _paragraphs(body: Sequence[str] | str | None) -> list[str]:
    return list(filter(None, body.split("\n\n") if isinstance(body, str) else body or ()))


def _sha256(wording: Sequence[object]) -> str:
    # JSON keeps the parts apart: a blank moved from one paragraph to the next is another wording.
    written = json.dumps(wording, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"\w+(?:[-'’.,:]\w+)*")


def count_words(text: str, language: str | None) -> int:
    """Words of a text; in Chinese, its ideographs, and words and numbers between them.

    >>> count_words("Brot wird um 7.30 Uhr frisch-gebacken.", "de")
    6
    >>> count_words("图书馆有320本书。", "zh-Hans")
    7
    """
    if language is not None and language.startswith("zh"):
        others = _WORD.findall(_IDEOGRAPH.sub(" ", text))
        return len(_IDEOGRAPH.findall(text)) + len(others)
    return sum(1 for _ in _WORD.finditer(text))


# --- The step -------------------------------------------------------------------------------------


class TidyText(Step):
    """Fill `body` from the blocks, and clean every printed field, before anything is read in them."""

    def settle(self, article: Article) -> Article:
        printed = paragraphs_of(article.blocks) if article.blocks else tuple(_tidy_all(article.body or ()))
        kept, notes, end_mark = take_marks(printed)
        body = without_repeated_end(kept)
        headline, headline_notes = take_headline_notes(tidy(article.headline or ""))
        article = replace(
            article,
            headline=headline or None,
            lead=_tidied(article.lead),
            section_text=_tidied(article.section_text),
            published_text=_tidied(article.published_text),
            modified_text=_tidied(article.modified_text),
            byline_text=_tidied(article.byline_text),
            declared_language=_tidied(article.declared_language),
            update_note=joined_notes(_tidied(article.update_note), (*headline_notes, *notes)),
            end_mark=end_mark or _tidied(article.end_mark),
            body=body,
            images=tuple(map(_tidy_image, article.images)),
            tags=tuple(map(_tidy_tag, article.tags)),
            links=tuple(map(_tidy_link, article.links)),
            candidates=tuple(map(_tidy_candidate, article.candidates)),
        )
        if len(body) < len(kept):
            many = len(kept) - len(body)
            article = self.not_settled(
                article,
                f"The page prints its last paragraphs more than once; {many} that repeat those before them, "
                "word for word, were left out.",
                "\n\n".join(kept[len(body) :]),
            )
        return article


def _tidy_all(paragraphs: Iterable[str]) -> Iterator[str]:
    return filter(None, map(tidy, paragraphs))


def _tidy_image(image: Image) -> Image:
    return Image(url=_address(image.url), caption=_tidied(image.caption), credit=_tidied(image.credit))


def _tidy_tag(tag: Tag) -> Tag:
    return Tag(text=tidy(tag.text), url=None if tag.url is None else _address(tag.url))


def _tidy_link(link: Link) -> Link:
    return Link(url=_address(link.url), text=tidy(link.text), embed=link.embed)


def _tidy_candidate(candidate: CandidateDate) -> CandidateDate:
    text = tidy(candidate.text)
    return candidate if text == candidate.text else replace(candidate, text=text)
