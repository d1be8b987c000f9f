"""Whom damaged readings may mean: ranked and proposed, and never more than that."""

import dataclasses
import datetime as dt

import pytest

from mailroom.domain.decisions import Decision, Doubt, DoubtReason
from mailroom.domain.evidence import Evidence, NumberMatch
from mailroom.domain.identification import is_offered, number_as_printed, ranked, reread
from mailroom.domain.likelihood import clue_in, likelihood_by_name, likelihood_of_digits
from mailroom.domain.readings import (
    GOES_ON,
    OUTSIDE_ZONE,
    SECOND_LOOK,
    Reader,
    Reading,
    ReadingKind,
)
from mailroom.domain.register import Customer, Register, Standing
from mailroom.domain.sorting import decide
from mailroom.domain.twins import Directory

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
NAMES = {
    "5569173544": "Svensson Bygg AB",
    "5668173544": "Svenssons Bygg AB",
    "7696000012": "Brf Solrosen 1",
    "7164000015": "Brf Solrosen 11",
    "5568402266": "Återbruk Åkerlund AB",
    "5590000013": "Fjällräv Design AB",
}
DIRECTORY = Directory(
    Register(
        "v2",
        dt.date(2026, 11, 20),
        {n: Customer(n, name, "AB", Standing.ACTIVE) for n, name in NAMES.items()},
    )
)


def read(
    kind: ReadingKind,
    text: str,
    reader: Reader = Reader.OCR,
    *,
    ignored: str | None = None,
    repaired: bool = False,
) -> Reading:
    return Reading(kind, text, "front", reader, 0.7, ignored=ignored, repaired=repaired)


def line(text: str, ignored: str | None = None) -> Reading:
    return read(ReadingKind.LINE, text, ignored=ignored)


def evidence(*readings: Reading, seen: tuple[str, ...] = ()) -> Evidence:
    return Evidence(
        readings=readings,
        turned_deg=0,
        address=None,
        address_lines=(),
        numbers_seen=seen,
        foreign_numbers=(),
        candidates=(),
        marks=(),
        sender=None,
        lights=(),
        register_version="v1",
    )


def first(*readings: Reading) -> str | None:
    found = ranked((), readings, DIRECTORY)
    return found[0].number if found and is_offered(found[0]) else None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Orgnr 55 91T3-5U44", "5591735?44"),
        ("Kivra S56917-3544", "5569173544"),
        ("16556917-3544", "5569173544"),
        ("Storgatan 5", None),
        ("Svensson Bygg AB", None),
    ],
)
def test_what_of_a_line_may_be_a_number(text: str, digits: str | None):
    clue = clue_in(text)
    assert (clue.digits if clue else None) == digits


def test_a_confusion_is_likelier_than_any_other_slip():
    whole = likelihood_of_digits("5569173544", "5569173544")
    confused = likelihood_of_digits("5569178544", "5569173544")
    other = likelihood_of_digits("5569179544", "5569173544")
    assert whole > confused > other > 0


@pytest.mark.parametrize("number", NAMES)
@pytest.mark.parametrize("at", range(10))
def test_one_confused_digit_still_finds_its_customer(number: str, at: int):
    wrong = {"0": "8", "1": "7", "2": "7", "3": "8", "4": "9"} | {
        "5": "6", "6": "8", "7": "1", "8": "3", "9": "4"
    }  # fmt: skip
    damaged = number[:at] + wrong[number[at]] + number[at + 1 :]
    assert first(line(f"Kivra {damaged}"), read(ReadingKind.NAME, NAMES[number])) == number


def test_name_and_half_a_number_together_tell_twins_apart():
    name = read(ReadingKind.NAME, "Brf Solrosen")
    assert first(name, line("7690012")) == "7696000012"
    assert first(name, line("716 0015")) == "7164000015"


def test_a_badly_written_name_alone_is_offered():
    assert first(read(ReadingKind.NAME, "Fjallrau Desiyn AB")) == "5590000013"
    assert first(read(ReadingKind.NAME, "Wxyz Qqq")) is None
    assert likelihood_by_name("Ater bruk Åkerlund AB", "Återbruk Åkerlund AB") > 15


def test_what_stands_elsewhere_offers_nobody():
    assert first(line("Kivra 556917-3544", OUTSIDE_ZONE)) is None


def test_nothing_ranked_in_is_ever_decided():
    found = evidence(line("Kivra 556917-8544"), read(ReadingKind.NAME, "Återbruk Åkerlund AB"))
    again = reread(found, DIRECTORY)
    assert again.candidates
    assert all(one.number_match is NumberMatch.NONE for one in again.candidates)
    assert isinstance(decide(again, at=NOON), Doubt)


def test_a_decision_follows_again_from_the_stored_readings():
    stored = evidence(
        read(ReadingKind.NUMBER, "5568402266"),
        read(ReadingKind.NUMBER, "5568402266", Reader.OCR_FIFTH),
        read(ReadingKind.NAME, "Återbruk Åkerlund AB", Reader.OCR_SECOND),
        seen=("5568402266",),
    )
    decision = decide(reread(stored, DIRECTORY), at=NOON)
    assert isinstance(decision, Decision)
    assert decision.recipient is not None
    assert decision.recipient.number == "5568402266"


def test_a_name_that_goes_on_speaks_for_nobody_when_replayed():
    stored = evidence(
        read(ReadingKind.NUMBER, "5568402266"),
        read(ReadingKind.NUMBER, "5568402266", Reader.OCR_SECOND),
        read(ReadingKind.NAME, "Återbruk Åkerlund AB", Reader.OCR_SECOND, ignored=GOES_ON),
        seen=("5568402266",),
    )
    assert isinstance(decide(reread(stored, DIRECTORY), at=NOON), Doubt)


def test_contradictions_are_never_ranked_away():
    """However likely others are, whoever a sound reading names stays among the candidates."""
    readings = (
        read(ReadingKind.NUMBER, "5668173544"),
        read(ReadingKind.NAME, "Återbruk Åkerlund AB"),
        *(line(f"Kivra {number}"[:-1]) for number in NAMES),
    )
    again = reread(evidence(*readings), DIRECTORY)
    speaking = {one.number for one in again.candidates if one.name_readers or one.number_readers}
    assert speaking == {"5668173544", "5568402266"}


def test_a_number_of_nobody_is_shown_as_it_stands_when_both_readings_have_it():
    name = read(ReadingKind.NAME, "Återbruk Åkerlund AB")
    once = evidence(name, line("Kivra 556840-2268"), seen=("5568402268",))
    twice = evidence(
        name,
        line("Kivra 556840-2268"),
        line("Kivra 556840-2268", SECOND_LOOK),
        seen=("5568402268",),
    )
    assert number_as_printed(reread(once, DIRECTORY)) is None
    assert number_as_printed(reread(twice, DIRECTORY)) == "5568402268"


def test_a_strangers_number_misread_once_into_a_customers_is_seen_by_the_other_reading():
    """What a simulation of three million found: the other reading misread as well."""
    stored = evidence(
        read(ReadingKind.NUMBER, "5568402266"),
        line("5568402266"),
        line("5588402766", SECOND_LOOK),
        read(ReadingKind.NAME, "Återbruk Åkerlund AB"),
        read(ReadingKind.NAME, "Återbruk Åkerlund AB", Reader.OCR_SECOND),
        seen=("5568402266",),
    )
    doubt = decide(reread(stored, DIRECTORY), at=NOON)
    assert isinstance(doubt, Doubt)
    assert doubt.reason is DoubtReason.CHECK_DIGIT
    agreeing = dataclasses.replace(
        stored, readings=(*stored.readings, read(ReadingKind.CODE, "5568402266", Reader.ZXING))
    )
    assert isinstance(decide(reread(agreeing, DIRECTORY), at=NOON), Decision)
