"""Marks to kinds of item: labels against sentences, words against pictures."""

import dataclasses

import pytest

from mailroom.domain.decisions import UnscannableReason
from mailroom.domain.evidence import Evidence, Mark, MarkKind
from mailroom.domain.kinds import marketing_in, unscannable_in
from mailroom.domain.marks import marks_in, stands_alone

BARE = Evidence(
    readings=(),
    turned_deg=0,
    address=None,
    address_lines=(),
    numbers_seen=(),
    foreign_numbers=(),
    candidates=(),
    marks=(),
    sender=None,
    lights=(),
    register_version="v1",
)


def face(*lines: str, picture: float | None = None) -> Evidence:
    """As recognition marks printed lines."""
    marks = [
        Mark(kind, phrase, 0.95, "front", alone=stands_alone(line, phrase))
        for line in lines
        for kind, phrase in marks_in(line)
    ]
    if picture is not None:
        marks.append(Mark(MarkKind.PICTURE, "picture", picture, "front"))
    return dataclasses.replace(BARE, marks=tuple(marks))


@pytest.mark.parametrize(
    ("line", "phrase", "alone"),
    [
        ("REKLAM", "reklam", True),
        ("B REKLAM", "reklam", True),
        ("Adresserad reklam", "adresserad reklam", True),
        ("Ingen reklam, tack", "reklam", False),
        ("Varubrev", "varubrev", True),
        ("Skicka tillbaka som varubrev", "varubrev", False),
    ],
)
def test_a_label_is_a_line_that_says_nothing_else(line: str, phrase: str, alone: bool):  # noqa: FBT001  a table's column
    assert stands_alone(line, phrase) is alone


@pytest.mark.parametrize("line", ["REKLAM", "Direktreklam", "Adresserad reklam"])
def test_the_label_that_advertising_has_to_carry_is_enough(line: str):
    assert marketing_in(face(line)).certain


@pytest.mark.parametrize(
    "lines",
    [
        ("Erbjudande",),
        ("Ingen reklam, tack",),
        ("ADR",),
        ("Din faktura och ett erbjudande inuti", "Bara denna vecka: 30 % rabatt"),
        ("REKLAM", "Samhällsinformation"),
        ("REKLAM", "Faktura"),
        ("REKLAM", "Kronofogden"),
        ("REKLAM", "Personligt"),
    ],
)
def test_less_than_that_or_anything_against_it_is_not(lines: tuple[str, ...]):
    assert not marketing_in(face(*lines)).certain


def test_words_and_a_picture_together_are_enough():
    words = "Stor utförsäljning", "Bara denna vecka"
    assert marketing_in(face(*words, picture=0.2)).certain
    assert not marketing_in(face(*words)).certain


@pytest.mark.parametrize(
    "line",
    [
        "Höstrea på allt!",
        "Nu halva priset på markiser",
        "Exklusivt erbjudande",
        "Kampanj! Köp 3 betala för 2",
        "Bara denna vecka: 30 % rabatt",
    ],
)
def test_a_sale_beside_a_picture_is_enough(line: str):
    assert marketing_in(face(line, picture=0.2)).certain
    assert not marketing_in(face(line, picture=0.1)).certain
    assert not marketing_in(face(line, "Din faktura", picture=0.2)).certain


def test_a_sale_under_a_label_is_enough():
    assert marketing_in(face("Erbjudande", "Nu halva priset på markiser")).certain
    assert not marketing_in(face("Ett erbjudande", "Nu halva priset på markiser")).certain


def test_an_offer_inside_beside_a_picture_is_not():
    assert not marketing_in(face("Nyheter och ett erbjudande inuti", picture=0.2)).certain


def test_advertising_to_nobody_is_told_by_one_letter():
    assert marketing_in(face("Adresserad reklam")).addressed
    assert not marketing_in(face("Oadresserad reklam")).addressed


def test_a_picture_alone_says_nothing_against_an_authority():
    assert marketing_in(face(picture=0.4)).likely
    assert not marketing_in(face("Skatteverket", picture=0.4)).likely


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("LÄMNAS ENDAST UT TILL ADRESSATEN", UnscannableReason.PERSONAL_PICKUP),
        ("LAMNAS ENDAST UT TILL ADRESSATE", UnscannableReason.PERSONAL_PICKUP),
        ("ID-kontroll", UnscannableReason.PERSONAL_PICKUP),
        ("Mot uppvisande av legitimation", UnscannableReason.PERSONAL_PICKUP),
        ("USB-minne", UnscannableReason.ODD_FORMAT),
    ],
)
def test_other_words_for_what_is_never_opened(line: str, reason: UnscannableReason):
    found = unscannable_in(face(line))
    assert found is not None
    assert (found.reason, found.sure) == (reason, True)


def test_a_sure_sign_goes_before_a_weak_one():
    marks = (
        Mark(MarkKind.CARD, "relief", 0.7, "front"),
        Mark(MarkKind.PARCEL, "code", 0.98, "front", alone=True),
    )
    found = unscannable_in(dataclasses.replace(BARE, marks=marks))
    assert found is not None
    assert (found.reason, found.sure) == (UnscannableReason.PACKAGE, True)
