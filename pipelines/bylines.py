"""Who signs the article, and in which role?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from belta_scraper.items import Article, Credit, Image, Role

from .names import BELTA, may_name_agency, nominative_of, read_signature
from .step import Step
from .text import joined_notes, tidy

# --- Labels ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    """Words that name the role of the person behind them."""

    roles: tuple[Role, ...]
    words: re.Pattern[str]
    declined: bool = False
    """Where no colon parts them, the name stands in the genitive: `Фото Дениса Костюченко`."""


# What parts a label from the name: a colon, a dash, a blank; nothing behind a full stop, or in Chinese. Ideographs
# have no case; told so, the ten patterns are compiled in a third of the time.
_END = (
    r"(?:(?P<colon>\s?[:：]\s?|\s[-–—]\s)|\s"
    r"|(?<=\.)(?=[^\W\d_])|(?-i:(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])))"
)


def _label(words: str, *roles: Role, declined: bool = False) -> _Label:
    return _Label(roles=roles, words=re.compile(rf"(?:{words}){_END}", re.VERBOSE | re.IGNORECASE), declined=declined)


_LABELS = (
    _label(
        r"текст\sи\sфото | фото\sи\sтекст | тэкст\sі\sфота | фота\sі\sтэкст | tekst\si\szdjęcia",
        "author", "photographer", declined=True,
    ),
    _label(
        r"""
        text\s(?:and|&)\sphotos?(?:\sby)? | photos?\sand\stext(?:\sby)? | text\sund\s(?:fotos?|bilder)(?:\svon)?
      | textos?\sy\sfotos?(?:\sde)? | tekst\si\sfot\. | 图文 | 文/图 | 文/摄
        """,
        "author", "photographer",
    ),
    _label(r"текст | тэкст | tekst", "author", declined=True),
    _label(
        r"""
        автор(?:ы|\sтекста)? | подготовил[аи]? | записал[аи]? | беседовал[аи]?
      | интервью\s(?:в[её]л|вела|подготовил[аи]?)
      | аўтар(?:ы|\sтэксту)? | падрыхтава(?:ў|ла|лі) | гутары(?:ў|ла|лі) | запіса(?:ў|ла|лі)
      | by | written\sby | authors? | story\sby | text(?:\sby)?
      | von | autor(?:in|innen|en)? | text(?:\svon)? | verfasser(?:in)?
      | por | autor(?:a|es|as)? | texto(?:\sde)?
      | autor(?:ka|zy)? | przygotował[ao]? | rozmawiał[ao]?
      | 作者 | 撰文 | 撰稿 | 文字 | 文
        """,
        "author",
    ),
    _label(
        r"""
        корреспонденты? | (?:соб|спец)\.?\s?корр?\.? | корр\. | кар\. | карэспандэнты?
      | correspondents? | reporters? | reported\sby | korrespondent(?:in|en)? | corresponsal(?:es)?
      | korespondent(?:ka|ci)? | kor\. | (?:白通社|本社)?记者 | 通讯员
        """,
        "correspondent",
    ),
    _label(r"фото(?:графии)? | фота(?:здымкі)? | zdjęci[ea]", "photographer", declined=True),
    _label(
        r"""
        фотограф | фотокорреспондент | фатограф | фотакарэспандэнт
      | photos?(?:\sby)? | photographs?(?:\sby)? | photographers? | pictures?\sby | photo\scredit
      | fotos?(?:\svon|\sde)? | bild(?:er)?(?:\svon)? | fotograf(?:in)? | fotógraf[oa] | fotografías?(?:\sde)?
      | fot\. | fotografi[ea] | 摄影(?:报道)? | 摄 | 图片 | 供图 | 图
        """,
        "photographer",
    ),
    _label(
        r"""
        редакторы? | рэдактары? | (?:edited|compiled)\sby | editors? | redakteur(?:in)? | editora | redaktor(?:ka)?
      | oprac(?:\.|ował[ao]?) | 责任编辑 | 责编 | 编辑 | 编译
        """,
        "editor",
    ),
    _label(
        r"""
        обозревател[ьи] | колумнист | аглядальні(?:к|ца) | калумніст | columnist | kolumnist(?:in)? | columnista
      | felietonist(?:a|ka) | 专栏作家 | 评论员
        """,
        "columnist",
    ),
    _label(
        r"""
        собеседни(?:к|ца) | гость(?:я)? | суразмоў(?:ца|ніца) | госць | interviewee | guest | gesprächspartner(?:in)?
      | gast | entrevistad[oa] | invitad[oa] | rozmówc(?:a|zyni) | gość | 受访者 | 嘉宾
        """,
        "interviewee",
    ),
)  # fmt: skip
_SECOND_LABEL = re.compile(
    r"(?<=[\s.,;|(（，；。])(?:фото|фота|photos?|fotos?|fot\.|zdjęcia|摄影)(?=[\s:：])"
    r"|(?<=[.,;|(（，；。]\s)[^\W\d_]{2,16}(?=\s?[:：])",
    re.IGNORECASE,
)
"""Where a second label begins inside a byline: a word for pictures, or a word with a colon."""
_IN_LABELS_OF_PICTURES = ("фот", "фат", "photo", "fot", "zdj", "bild", "摄", "图")


def _may_label_picture(text: str) -> bool:
    """Whether a text has letters that a word for pictures has, or a colon, as behind a label."""
    text = text.casefold()
    return ":" in text or "：" in text or any(map(text.__contains__, _IN_LABELS_OF_PICTURES))


def _label_of(segment: str) -> tuple[_Label | None, re.Match[str] | None]:
    """The longest label that a segment begins with."""
    best: tuple[_Label | None, re.Match[str] | None] = None, None
    for label in _LABELS:
        found = label.words.match(segment)
        if found is not None and (best[1] is None or found.end() > best[1].end()):
            best = label, found
    return best


# --- Bylines --------------------------------------------------------------------------------------

_LONGEST_BYLINE = 300
_BRACKETS = "()（）[]/|"
_INITIAL_AT_END = re.compile(r"\b[^\W\d_]\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """A byline taken apart."""

    credits: tuple[Credit, ...] = ()
    agencies: tuple[str, ...] = ()
    """Those that sign the text."""
    pictures_by: tuple[str, ...] = ()
    """Agencies that made the pictures and do not sign."""
    rest: tuple[str, ...] = ()
    """Words that are neither persons, agencies nor roles."""
    uncertain: tuple[str, ...] = ()
    """Names whose nominative, or whose part in the article, cannot be told for certain."""
    labelled: bool = False
    """A word says in which role."""

    @property
    def understood(self) -> bool:
        return bool(self.credits or self.agencies or self.pictures_by or self.uncertain)


def read_byline(printed: str, *, role: Role | None = "author") -> Byline:
    """Persons, roles and agencies of a byline.

    `role` is that of persons whom no word gives one; with `None`, they are among the uncertain. A
    name counts only in its nominative: where `Фото Александра Иванова` may mean a man or a woman,
    better none than wrong.

    >>> byline = read_byline("Иван ИВАНОВ, БЕЛТА. Фото: Анна Петрова")
    >>> [(credit.name, credit.role) for credit in byline.credits], byline.agencies
    ([('Иван Иванов', 'author'), ('Анна Петрова', 'photographer')], ('BelTA',))
    """
    credits_: list[Credit] = []
    agencies: list[str] = []
    pictures_by: list[str] = []
    rest: list[str] = []
    uncertain: list[str] = []
    labelled = False
    for segment in _segments(printed):
        roles: tuple[Role, ...]
        label, found = _label_of(segment)
        if label is None or found is None:
            roles, names, declined = ((role,) if role else ()), segment, False
        else:
            roles, names = label.roles, segment[found.end() :]
            declined = label.declined and found["colon"] is None
            labelled = True
        signature = read_signature(names if _INITIAL_AT_END.search(names) else names.strip(" ,;."))
        for name in signature.people:
            settled = nominative_of(name) if declined else name
            if settled is None or not roles:
                uncertain.append(name)
            else:
                credits_.extend(Credit(name=settled, role=each, text=segment) for each in roles)
        (pictures_by if roles == ("photographer",) else agencies).extend(signature.agencies)
        rest.extend(signature.rest)
    return Byline(
        credits=tuple(dict.fromkeys(credits_)),
        agencies=tuple(dict.fromkeys(agencies)),
        pictures_by=tuple(dict.fromkeys(pictures_by)),
        rest=tuple(rest),
        uncertain=tuple(uncertain),
        labelled=labelled,
    )


def _segments(printed: str) -> Iterator[str]:
    """The parts of a byline, each with at most one label, at its beginning."""
    text = " ".join(printed[: 2 * _LONGEST_BYLINE].split()).strip(_BRACKETS + " ")
    if len(text) > _LONGEST_BYLINE:
        return
    start = 0
    for second in _SECOND_LABEL.finditer(text) if _may_label_picture(text) else ():
        _, first = _label_of(text[start:])
        if first is not None and start + first.end() > second.start():
            continue  # `Текст и фото:` is one label
        if segment := text[start : second.start()].strip(_BRACKETS + " .,;，；。"):
            yield segment
        start = second.start()
    if segment := text[start:].strip(_BRACKETS + " ,;，；。"):
        yield segment


# --- Lines of the body ----------------------------------------------------------------------------

_LONGEST_CREDIT_LINE = 160
_STORY_BEHIND = 2
_STORY_BEFORE = 1
"""Paragraphs of the story that may stand between a credit line and the end, or the beginning."""
_REPORTERS_AT_START = re.compile(
    r"(?:白通社|本社)?记者\s?(?P<names>[\u4e00-\u9fff·]{2,12}(?:[、 和与][\u4e00-\u9fff·]{2,12}){0,3}?)\s?"
    r"(?:摄影)?(?:报道|摄|文)[。，：:]"
)
_CREDIT_OF_CAPTION = re.compile(
    r"(?:^|(?<=[.!?。！？)）]\s)|(?<=[。！？])|[(（/]\s?)"
    r"(?P<credit>(?:фото|фота|photos?(?:\sby)?|fotos?(?:\svon|\sde)?|fot\.|摄影|摄)\s?[:：]?\s?[^()（）/]{3,80}?)\s?[)）/]?\s?\.?$",
    re.IGNORECASE,
)


def read_credit_line(paragraph: str, *, role: Role | None = "author") -> Byline | None:
    """A paragraph of the body that is nothing but a credit, taken apart; `None` for a part of the story.

    >>> [credit.name for credit in read_credit_line("Фото Дениса Костюченко.").credits]
    ['Денис Костюченко']
    >>> read_credit_line("Фото попало в музей.") is None
    True
    """
    if len(paragraph) > _LONGEST_CREDIT_LINE or not _may_be_credit(paragraph):
        return None
    byline = read_byline(paragraph, role=role)
    if byline.rest or not byline.understood:
        return None
    # Without a word for the role, an agency must sign with the person: a name alone may be a heading.
    return byline if byline.labelled or (byline.agencies and byline.credits) else None


def _may_be_credit(line: str) -> bool:
    """Whether a line opens with a label, or holds one or an agency: of a story, few short paragraphs do."""
    label, _ = _label_of(line.strip(_BRACKETS + " "))
    return label is not None or _may_label_picture(line) or may_name_agency(line)


def _near_start(body: Sequence[str], role: Role | None) -> dict[int, Byline]:
    return _credit_lines(body, range(len(body)), _STORY_BEFORE, role)


def _near_end(body: Sequence[str], role: Role | None) -> dict[int, Byline]:
    return _credit_lines(body, range(len(body) - 1, -1, -1), _STORY_BEHIND, role)


_MOST_LINES_OF_SIGNATURE = 3


def _with_signature_in_one_line(body: tuple[str, ...], role: Role | None) -> tuple[str, ...]:
    """The body, its last lines joined where they are one signature: each but the last ends in a comma."""
    for lines in range(_MOST_LINES_OF_SIGNATURE, 1, -1):
        *above, last = body[-lines:] or ("",)
        if len(body) > lines and all(line.endswith(",") for line in above):
            joined = " ".join((*above, last))
            if read_credit_line(joined, role=role) is not None:
                return (*body[:-lines], joined)
    return body


def _credit_lines(
    body: Sequence[str], places: Iterable[int], story_between: int, role: Role | None
) -> dict[int, Byline]:
    """Credit lines met on the way from an end of the body, until so many other paragraphs are passed."""
    found: dict[int, Byline] = {}
    for place in places:
        byline = read_credit_line(body[place], role=role)
        if byline is not None:
            found[place] = byline
        elif (story_between := story_between - 1) < 0:
            break
    return found


# --- The step -------------------------------------------------------------------------------------

_SECTIONS_OF_COLUMNISTS = frozenset({"columnists", "opinions", "comments", "blogs"})


class ReadBylines(Step):
    """Tell persons, with their roles, from agencies and places, wherever the page names who made it."""

    def settle(self, article: Article) -> Article:
        article = self._read_printed(article)
        article = self._read_lines(article)
        article = self._read_reporters(article)
        return self._read_images(article)

    def _read_printed(self, article: Article) -> Article:
        """The byline that the page prints as such."""
        if article.byline_text is None:
            return article
        role = _role_without_label(article)
        for part in article.byline_text.split(" | "):
            byline = read_byline(part, role=role)
            if not byline.understood:
                article = self.not_settled(
                    article, "The byline names neither a person nor an agency that we know.", part
                )
            article = self._credited(article, byline, part)
        return article

    def _read_lines(self, article: Article) -> Article:
        """Lines near the body's ends that are nothing but credits; they leave the body."""
        role = _role_without_label(article)
        while True:  # what a line leaves behind may be the end of a signature in several lines
            body = _with_signature_in_one_line(article.body or (), role)
            lines = {**_near_end(body, role), **_near_start(body, role)}
            if lines and len(lines) == len(body):
                lines.pop(max(lines))  # an article that is nothing but credits keeps one
            if not lines:
                return article
            for place in sorted(lines):
                article = self._credited(article, lines[place], body[place])
            byline_text = joined_notes(article.byline_text, (body[place] for place in sorted(lines)))
            kept = tuple(text for place, text in enumerate(body) if place not in lines)
            article = replace(article, byline_text=byline_text, body=kept)

    def _read_reporters(self, article: Article) -> Article:
        """`记者王小明报道。` behind a Chinese dateline; it is a sentence, and stays in the body."""
        for paragraph in (article.body or ())[: _STORY_BEFORE + 1]:
            found = _REPORTERS_AT_START.match(paragraph[:_LONGEST_CREDIT_LINE])
            if found is not None:
                signature = read_signature(found["names"])
                article = _with_credits(
                    article, [Credit(name=name, role="correspondent", text=found[0]) for name in signature.people]
                )
        return article

    def _read_images(self, article: Article) -> Article:
        """Who made the pictures; a credit inside a caption is shown as the picture's, too."""
        images = tuple(map(_with_credit, article.images))
        captions = [block.text for block in article.blocks if block.kind == "caption" and block.fate != "chrome"]
        credits_ = [image.credit for image in images] + [_credit_in(tidy(caption)) for caption in captions]
        for credit in dict.fromkeys(filter(None, credits_)):
            byline = read_byline(credit, role="photographer")
            # An agency that made a picture does not sign the article.
            article = self._credited(article, replace(byline, agencies=()), credit)
        return article if images == article.images else replace(article, images=images)

    def _credited(self, article: Article, byline: Byline, printed: str) -> Article:
        for name in byline.uncertain:
            article = self.not_settled(
                article,
                f"{name}: neither the name's nominative nor the person's part can be told for certain.",
                printed,
            )
        article = _with_credits(article, byline.credits)
        if byline.agencies:
            article = _with_credits(
                article, [Credit(name=name, role="agency", text=printed) for name in byline.agencies]
            )
            if article.agency is None:
                article = replace(article, agency=BELTA if BELTA in byline.agencies else byline.agencies[0])
        return article


def _with_credit(image: Image) -> Image:
    credit = _credit_in(image.caption or "") if image.credit is None else None
    return image if credit is None else replace(image, credit=credit)


def _credit_in(caption: str) -> str | None:
    """The credit that ends a caption: `Rowers at dawn (photo by Anna Smith)`."""
    if not _may_label_picture(caption):
        return None
    found = _CREDIT_OF_CAPTION.search(caption[-_LONGEST_CREDIT_LINE:])
    if found is None or read_credit_line(found["credit"]) is None:
        return None
    return found["credit"]


def _role_without_label(article: Article) -> Role | None:
    """The part of a person whom no word gives one, by the kind of page."""
    kinds = {article.family, article.section}
    if kinds & _SECTIONS_OF_COLUMNISTS:
        return "columnist"
    # An interview's page names a person without saying whether he asks or answers.
    return None if "interview" in kinds else "author"


def _with_credits(article: Article, more: list[Credit] | tuple[Credit, ...]) -> Article:
    """The article with the credits that it has not yet: a name stands once in each role."""
    known = {(credit.name, credit.role) for credit in article.credits}
    new = []
    for credit in more:
        if (credit.name, credit.role) not in known:
            known.add((credit.name, credit.role))
            new.append(credit)
    return replace(article, credits=(*article.credits, *new)) if new else article
