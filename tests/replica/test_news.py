"""The invented news: enough of them, the same each time, in the language they claim, and nobody else's."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta

import pytest
from lingua import IsoCode639_1, Language, LanguageDetectorBuilder

from belta_scraper.addresses import ArticleAddress, read_address
from belta_scraper.editions import EDITIONS
from belta_scraper.replica.news import _BANKS, news
from belta_scraper.replica.news.tales import read_tales
from tests.real_captures import CAPTURES, NEEDED

every_edition = pytest.mark.parametrize("code", EDITIONS)


@every_edition
def test_an_edition_has_thirty_articles_or_more_on_six_days_running(code: str) -> None:
    stories = news(code).stories
    days = Counter(story.published.date() for story in stories)

    assert len(stories) >= (55 if code == "ru" else 30)
    assert sorted(days) == [date(2026, 9, 28) + timedelta(days=n) for n in range(6)]
    assert min(days.values()) >= 4


@every_edition
def test_the_same_seed_tells_the_same_news_and_another_tells_others(code: str) -> None:
    assert news(code) == news(code)
    assert news(code, seed=2) != news(code)


@every_edition
def test_no_two_headlines_of_an_edition_are_equal(code: str) -> None:
    headlines = Counter(story.headline for story in news(code, days=40, notices_a_day=5).stories)

    assert [headline for headline, times in headlines.items() if times > 1] == []


@every_edition
def test_the_news_may_end_on_any_day(code: str) -> None:
    stories = news(code, last_day=date(2027, 1, 2)).stories

    assert {story.year for story in stories if story.family == "news"} == {2026, 2027}
    assert stories[0].published.date() == date(2026, 12, 28)


@every_edition
def test_numbers_are_dense_but_for_one_and_not_in_order_of_time(code: str) -> None:
    week = news(code)
    numbers = [story.number for story in week.stories if story.family == "news"]

    assert set(range(min(numbers), max(numbers) + 1)) - set(numbers) == week.missing
    assert len(week.missing) == 1
    assert len(set(numbers)) == len(numbers)
    assert numbers != sorted(numbers)


@every_edition
def test_every_address_is_one_of_beltas(code: str) -> None:
    for story in news(code).stories:
        address = read_address(story.url)

        assert isinstance(address, ArticleAddress)
        assert (address.edition, address.section, address.family) == (code, story.section, story.family)
        assert (address.number, address.year, address.url) == (story.number, story.year, story.url)


@every_edition
def test_every_story_is_written_in_the_language_its_record_names(code: str) -> None:
    known = [getattr(IsoCode639_1, edition.language[:2].upper()) for edition in EDITIONS.values()]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*known).build()

    for story in news(code).stories:
        text = " ".join([story.headline, *story.paragraphs])
        found = detector.detect_language_of(text)

        assert isinstance(found, Language)
        assert found.iso_code_639_1.name.lower() == story.language[:2], story.headline


def test_the_belarusian_edition_carries_some_texts_in_russian() -> None:
    assert Counter(story.language for story in news("be").stories)["ru"] == 2


@every_edition
def test_an_article_has_a_quotation_figures_and_a_word_on_its_source(code: str) -> None:
    agencies = (*EDITIONS[code].agency_spellings, "БЕЛТА")
    for story in news(code).stories:
        if story.section in ("comments", "photonews", "fotoreportage"):
            continue
        whole = " ".join([story.dateline.text if story.dateline else "", *story.paragraphs])

        assert len(story.paragraphs) >= 3, story.headline
        assert re.search(r"[\"“„«]", whole), story.headline
        assert any(agency in whole for agency in agencies), story.headline


@every_edition
def test_a_dateline_names_the_day_of_publication_or_the_day_before(code: str) -> None:
    stories = news(code).stories
    apart = Counter(
        None if story.dateline is None else (story.published.date() - story.dateline.on).days for story in stories
    )

    assert set(apart) == {None, 0, 1}
    assert apart[0] > len(stories) * 3 / 4


def _forms(choices: str) -> set[str]:
    """Which forms of a Slavic noun the numbers of a slot ask for."""
    words = {
        "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9,
        "десять": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13, "четырнадцать": 14,
        "тридцать": 30, "сорок": 40, "пяць": 5, "шэсць": 6,
        "dwie": 2, "trzy": 3, "cztery": 4, "pięć": 5, "sześć": 6, "siedem": 7, "dziewięć": 9, "jedenaście": 11,
    }  # fmt: skip
    forms = set()
    for choice in choices.split("|"):
        number = words.get(choice, int(choice) if choice.isdecimal() else None)
        if number is None or 1000 < number < 2100:  # years agree with nothing
            continue
        last, tens = number % 10, number % 100
        teens = 10 < tens < 20
        forms.add("one" if last == 1 and not teens else "few" if last in (2, 3, 4) and not teens else "many")
    return forms


@pytest.mark.parametrize("code", ["ru", "be", "pl"])
def test_whichever_number_a_slot_takes_the_noun_behind_it_stays_right(code: str) -> None:
    bank = _BANKS[code].TALES + _BANKS[code].NOTICE
    units = r"\s*(?:кг|км|м\b|см|kg|cm|m\b|м,|[).,:;-]|razy|раз[ .])"
    if code == "pl":  # 21 of anything is "many" in Polish, 86 times is "razy" like 94 times
        slots = re.findall(rf"\{{(?:[a-z]+:)?([^{{}}]+\|[^{{}}]+)\}}(?!{units})", bank)
        forms = [_forms(slot) - {"one"} | ({"many"} if "one" in _forms(slot) else set()) for slot in slots]
    else:
        slots = re.findall(rf"\{{(?:[a-z]+:)?([^{{}}]+\|[^{{}}]+)\}}(?!{units})", bank)
        forms = [_forms(slot) for slot in slots]

    assert len(slots) > 20
    assert [slot for slot, found in zip(slots, forms, strict=True) if len(found) > 1] == []


def test_a_bank_with_an_unknown_directive_is_refused() -> None:
    with pytest.raises(ValueError, match="Unknown directive 'colour' in 'Headline'"):
        read_tales("=== society @ Minsk\nHeadline\n#colour red")


@NEEDED
def test_no_sentence_is_beltas_own() -> None:
    real = "\n".join(path.read_text() for path in sorted((CAPTURES / "text").glob("*.txt")))
    for name in ("2026-07-14-ru-all-news.json", "2026-08-chn-rss-items.json"):
        for item in json.loads((CAPTURES / name).read_text()):
            real += "\n" + "\n".join(str(value) for value in item.values())
    theirs = {part for sentence in re.split(r"[.!?。！？\n]", real) if len(part := _squeezed(sentence)) > 12}
    ours = {
        part
        for code in EDITIONS
        for story in news(code).stories
        for sentence in re.split(r"[.!?。！？\n]", "\n".join([story.headline, story.teaser or "", *story.paragraphs]))
        if len(part := _squeezed(sentence)) > 12
    }

    assert len(theirs) > 100
    assert theirs & ours == set()


def _squeezed(sentence: str) -> str:
    return re.sub(r"\W+", "", sentence).lower()
