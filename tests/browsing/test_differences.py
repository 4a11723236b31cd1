"""A difference between two wordings loses no letter of either, and shows what changed where it changed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.plugins.show_differences import LONGEST_COMPARED, Part, differences, pieces_of

WORDS = st.lists(
    st.sampled_from(["Boot", "schwimmt", "12", "10", "图", "书", "馆", "ё", "—", ",", "im", "Mai"]), max_size=12
)
TEXTS = st.builds(lambda words, blank: blank.join(words), WORDS, st.sampled_from([" ", "", "\u00a0"]))


def wording(body: str, headline: str | None = "Boot", lead: str | None = None) -> dict[str, Any]:
    return {"headline": headline, "lead": lead, "body": body}


def unspaced(text: str) -> str:
    return "".join(text.split())


@given(earlier=TEXTS, later=TEXTS)
def test_the_pieces_give_back_both_texts(earlier: str, later: str) -> None:
    pieces = pieces_of(earlier, later)

    assert "".join(text for kind, text in pieces if kind != "del") == later
    assert unspaced("".join(text for kind, text in pieces if kind != "ins")) == unspaced(earlier)
    assert all(text for _, text in pieces)


@given(earlier=st.lists(TEXTS.filter(str.strip), max_size=6), later=st.lists(TEXTS.filter(str.strip), max_size=6))
def test_the_parts_give_back_every_paragraph_of_both_wordings(earlier: list[str], later: list[str]) -> None:
    parts = [
        part for part in differences(wording("\n\n".join(earlier)), wording("\n\n".join(later))) if part.field == "body"
    ]

    def letters(skipped: str) -> list[str]:
        return sorted(unspaced("".join(text for part in parts for kind, text in part.pieces if kind != skipped)))

    assert letters("del") == sorted(unspaced("".join(later)))
    assert letters("ins") == sorted(unspaced("".join(earlier)))
    assert not any(part.differs for part in parts) or earlier != later


@pytest.mark.parametrize(
    ("earlier", "later", "pieces"),
    [
        ("in 10 Tagen", "in 12 Tagen", [("same", "in "), ("del", "10 "), ("ins", "12 "), ("same", "Tagen")]),
        ("每晚十点闭馆", "每晚九点闭馆", [("same", "每晚"), ("del", "十"), ("ins", "九"), ("same", "点闭馆")]),
        ("Boot.", "Boot!", [("same", "Boot"), ("del", "."), ("ins", "!")]),
        ("", "neu", [("ins", "neu")]),
        ("alt", "", [("del", "alt")]),
        ("gleich", "gleich", [("same", "gleich")]),
    ],
)
def test_words_are_shown_as_taken_out_and_put_in(earlier: str, later: str, pieces: list[tuple[str, str]]) -> None:
    assert pieces_of(earlier, later) == pieces


def test_a_paragraph_of_endless_length_is_shown_whole_and_at_once() -> None:
    endless = "Boot " * LONGEST_COMPARED

    assert pieces_of(endless, endless + "!") == [("del", endless), ("ins", endless + "!")]


def parts_of(earlier: str, later: str, changes: list[dict[str, Any]] | None = None) -> list[Part]:
    return [part for part in differences(wording(earlier), wording(later), changes or []) if part.field == "body"]


def test_a_paragraph_that_was_taken_out_is_shown_where_it_stood_with_its_grade() -> None:
    parts = parts_of(
        "Der Kahn liegt am Ufer.\n\nHeute wird gestrichen.\n\nMorgen trocknet der Lack.",
        "Der Kahn liegt am Ufer.\n\nMorgen trocknet der Lack.",
        [{"field": "body", "place": 2, "kind": "paragraph removed"}],
    )

    assert [(part.place, part.pieces[0][0], list(part.grades)) for part in parts] == [
        (1, "same", []), (2, "del", ["paragraph removed"]), (2, "same", []),
    ]  # fmt: skip


def test_a_paragraph_that_moved_says_so() -> None:
    first, second, third = "Der Kahn liegt am Ufer.", "Heute wird er gestrichen.", "Morgen trocknet der Lack im Wind."

    moved = [
        part
        for part in parts_of("\n\n".join([first, second, third]), "\n\n".join([third, first, second]))
        if part.moved
    ]

    assert [part.pieces for part in moved] == [[("same", third)]]
    assert all(part.differs for part in moved)


def test_a_change_of_blanks_alone_is_told_though_no_colour_shows_it() -> None:
    (part,) = parts_of("200 m in 3 Minuten", "200\u00a0m in 3 Minuten")

    assert part.blanks
    assert part.differs


def test_a_headline_that_is_first_printed_later_is_put_in() -> None:
    (part,) = differences(wording("", headline=None), wording("", headline="Boot"))

    assert part.pieces == [("ins", "Boot")]
