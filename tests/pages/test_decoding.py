"""Bytes become text, and one bad byte costs nothing but itself."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from belta_scraper.pages import decode
from belta_scraper.pages.tree import parse

PAGE = '<html><head><meta charset="{}"></head><body><p>Хлеб и соль стоят на столе.</p></body></html>'
RUSSIAN = "Лодки спустили на воду.\nСторож посчитал вёсла."
CHINESE = "明斯克小学举办纸船展览。展览将持续到四月十日。"


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (RUSSIAN.encode(), None, RUSSIAN),
        (codecs.BOM_UTF8 + RUSSIAN.encode(), None, RUSSIAN),
        (RUSSIAN.encode("utf-16"), None, RUSSIAN),
        (RUSSIAN.encode("utf-16-le"), None, RUSSIAN),
        (RUSSIAN.encode("utf-16-be"), None, RUSSIAN),
        (CHINESE.encode("utf-16"), None, CHINESE),
        (CHINESE.encode(), None, CHINESE),
        (RUSSIAN.encode("windows-1251"), None, RUSSIAN),
        (RUSSIAN.encode("windows-1251"), "text/html; charset=windows-1251", RUSSIAN),
        (RUSSIAN.encode("windows-1251"), "text/html; charset=utf-8", RUSSIAN),  # a page saved anew, its header kept
        (RUSSIAN.encode(), "text/html; charset=windows-1251", RUSSIAN),  # the header is wrong, the bytes are not
        ("Grüße".encode("latin-1"), "text/plain; charset=iso-8859-1", "Grüße"),
        ("Grüße aus dem Ruderclub".encode("latin-1"), None, "Gr\ufffd\ufffde aus dem Ruderclub"),
        (RUSSIAN.encode()[:-1] + b"\xd0", None, RUSSIAN[:-1] + "\ufffd"),
        (b"", None, ""),
        (b"Bread", "text/html; charset=no-such-thing", "Bread"),
    ],
)
def test_bytes_say_themselves_what_they_are(body: bytes, content_type: str | None, text: str) -> None:
    assert decode(body, content_type) == text


@pytest.mark.parametrize("declared", ["utf-8", "windows-1251"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_a_page_is_decoded_whatever_it_declares(declared: str, encoding: str) -> None:
    assert "Хлеб и соль стоят на столе." in decode(PAGE.format(declared).encode(encoding))


def test_a_few_bytes_of_windows_1251_in_a_page_of_utf_8_cost_nothing_else() -> None:
    before, after = PAGE.format("UTF-8"), "<p>Соль досталась соседям.</p>"

    text = decode(before.encode() + b"<!-- \xdf\xed\xe4\xe5\xea\xf1.\xc4\xe8\xf0\xe5\xea\xf2 -->" + after.encode())

    assert text.startswith(before)
    assert text.endswith(after)


def test_what_is_utf_8_goes_to_the_parser_as_it_came() -> None:
    body = PAGE.format("windows-1251").encode()

    assert parse(decode(body)).findtext(".//p") == "Хлеб и соль стоят на столе."
    assert parse(decode(body).replace("соль", "сыр")).findtext(".//p") == "Хлеб и сыр стоят на столе."


@given(st.binary(max_size=500), st.sampled_from([None, "text/html", "text/html; charset=utf-16", "charset=\x00"]))
def test_any_bytes_become_some_text(body: bytes, content_type: str | None) -> None:
    assert isinstance(decode(body, content_type), str)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300).filter(lambda text: "\ufeff" not in text))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text
