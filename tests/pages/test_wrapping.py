"""A line's end is no paragraph's end where the text was wrapped."""

import textwrap

import pytest

from belta_scraper.pages.lines import lines_of
from belta_scraper.pages.wrapping import unwrapped

PARAGRAPHS = [
    "Der Bücherbus fährt wieder über die Dörfer. An Bord sind zweitausend Bände und ein Kater, der jede Haltestelle kennt.",
    "Die Kinder in den Dörfern warten mit Körben. Wer ein Buch zurückbringt, bekommt einen Stempel in Form einer Eule.",
    "Im Winter fährt der Bus auf Schienen.",
]
CHINESE = "图书巴士再次驶过村庄车上有两千册图书一把茶壶和一只猫它记得所有的站名每到一站总是第一个下车孩子们提着篮子等候"


@pytest.mark.parametrize("width", [50, 60, 72])
@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["empty lines", "none"])
def test_wrapped_paragraphs_come_back(width: int, between: str) -> None:
    text = between.join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)

    assert " ".join(line.text for line in unwrapped(lines_of(text))) == " ".join(PARAGRAPHS)
    if between == "\n\n":
        assert [line.text for line in unwrapped(lines_of(text))] == PARAGRAPHS


def test_chinese_is_joined_without_blanks() -> None:
    text = "\n".join(textwrap.wrap(CHINESE * 2, 20))

    assert [line.text for line in unwrapped(lines_of(text))] == [CHINESE * 2]


def test_a_headline_is_not_joined_with_the_dateline_below_it() -> None:
    headline = "Bücherbus fährt wieder über alle Dörfer am großen See bei Minsk"
    body = textwrap.fill("MINSK, 5. Mai (BelTA) – " + " ".join(PARAGRAPHS), 66)

    lines = [line.text for line in unwrapped(lines_of(f"{headline}\n{body}"))]

    assert lines[0] == headline
    assert lines[1].startswith("MINSK, 5. Mai (BelTA) – Der Bücherbus")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "Projekte\nStaatsorgane\nAlle Nachrichten\nAlle Nachrichten\nKultur",
        "Laternen brennen an dem Teich,\nund Schatten liegen auf dem Glas,\ndie Boote schlafen alle gleich,\nund feucht ist schon das Gras.",
        "Die Tabelle der Kegler nach dem vierten Spieltag:\n" + "\n".join(
            f"{place}. {club} – {16 - place} Punkte, 3 Siege, 1 Remis, kein Tor" for place, club in enumerate(
                ("Feuerwehr", "Bäckerei", "Gärtnerei", "Bahnhof", "Müllerei"), start=1)),
        "",
        "Eins",
    ],
)  # fmt: skip
def test_lines_that_are_paragraphs_stay_apart(text: str) -> None:
    assert [line.text for line in unwrapped(lines_of(text))] == text.splitlines()
