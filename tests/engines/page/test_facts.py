"""What a page's words say: numbers, addressee, place in a set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.engines.ocr.words import Line, Word, WordLayer
from mailroom.engines.page.facts import numbers_in, page_of, recipient_numbers


def _line(text: str, left: int, top: int, height: int = 40) -> Line:
    words: list[Word] = []
    for word in text.split():
        right = left + 22 * len(word)
        words.append(Word(word, left, top, right, top + height, top + 30.0, top + 30.0, 95.0))
        left = right + 14
    return Line(tuple(words))


def _layer(*lines: Line) -> WordLayer:
    return WordLayer(2480, 3508, 300, lines)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Org.nr 558388-0710 och 558229-5704", ("5583880710", "5582295704")),
        ("Kivra ID 5582295704", ("5582295704",)),
        ("Momsreg.nr SE558388071001", ("5583880710",)),
        ("558388\u20130710 igen 558388-0710", ("5583880710",)),
        ("558388-0711", ()),
        ("personnummer 191212-1212", ()),
        ("OCR 375681503763900012", ()),
    ],
)
def test_numbers(text: str, numbers: tuple[str, ...]):
    assert numbers_in(text) == numbers


@given(st.text(max_size=300))
def test_any_text_is_borne(text: str):
    assert all(len(number) == 10 for number in numbers_in(text))


def test_the_address_block_is_told_from_the_letterhead_and_the_body():
    layer = _layer(
        _line("Avsändaren AB 558388-0710", 200, 300),
        _line("Mottagaren AB", 1300, 600),
        _line("Kivra: 558229-5704", 1300, 660),
        _line("106 31 Stockholm", 1300, 720),
        _line("Kund: 557429-7486 har den 2026-08-28", 200, 1400),
    )
    assert recipient_numbers(layer) == ("5582295704",)


def test_an_address_beside_other_text_on_the_same_line():
    layer = _layer(
        Line(
            (*_line("Org.nr 558388-0710", 200, 660).words, *_line("558229-5704", 1300, 660).words)
        ),
        Line((*_line("Sidan AB", 200, 720).words, *_line("1O6 3l STOCKHOLM", 1300, 720).words)),
    )
    assert recipient_numbers(layer) == ("5582295704",)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sida 2 av 3", (2, 3)),
        ("Sid 1(4)", (1, 4)),
        ("Sida: 1/2", (1, 2)),
        ("Page 3 of 3", (3, 3)),
        ("2 / 3", (2, 3)),
        ("1 (1)", (1, 1)),
        ("Sida 141)", (1, 1)),
        ("Sida 3 av 2", None),
        ("0 / 3", None),
        ("Betala 1/3 nu", None),
        ("2026 / 10", None),
    ],
)
def test_places_at_the_pages_end(text: str, place: tuple[int, int] | None):
    assert page_of(_layer(_line(text, 1100, 3400))) == place


def test_a_share_in_the_middle_of_the_page_is_no_place():
    assert page_of(_layer(_line("1/3", 1100, 1700), _line("Sida 1 av 9", 200, 1800))) is None


def test_a_place_at_the_end_of_a_footer_line():
    footer = Line(
        (*_line("Org.nr 558388-0710", 200, 3400).words, *_line("2 (3)", 2100, 3400).words)
    )
    assert page_of(_layer(footer)) == (2, 3)
