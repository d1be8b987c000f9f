import datetime as dt

import pytest

from mailroom.domain.evidence import NumberMatch
from mailroom.domain.matching import NameRead, NumberRead, candidates_of
from mailroom.domain.names import discriminators, literal, may_be, plain, says_more, tells_otherwise
from mailroom.domain.readings import Reader
from mailroom.domain.register import Customer, Register, Standing
from mailroom.domain.twins import Directory

NAMES = {
    "5569173544": "Svensson Bygg AB",
    "5668173544": "Svenssons Bygg AB",
    "5560004755": "Svensson Bygg Holding AB",
    "7696000012": "Brf Solrosen 1",
    "7164000015": "Brf Solrosen 11",
    "9696000018": "Bostadsrättsföreningen Solrosen 1",
    "5568402266": "Återbruk Åkerlund AB",
}
DIRECTORY = Directory(
    Register(
        "v1",
        dt.date(2026, 11, 20),
        {n: Customer(n, name, "AB", Standing.ACTIVE) for n, name in NAMES.items()},
    )
)


def best(number: str, name: str, *, repaired: bool = False):
    numbers = [NumberRead(number, Reader.OCR, repaired)] if number else []
    return candidates_of(numbers, [NameRead(name, Reader.OCR_SECOND)], DIRECTORY)[0]


@pytest.mark.parametrize("number", NAMES)
def test_every_name_read_as_it_stands_is_its_own_customers(number: str):
    candidate = best(number, NAMES[number].upper())
    assert (candidate.number, candidate.name_equal) == (number, True)
    assert candidate.name_readers == (Reader.OCR_SECOND,)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("5569173544", "Svenssons Bygg AB"),
        ("5569173544", "Svensson Bygg Holding AB"),
        ("7696000012", "Brf Solrosen 11"),
        ("7696000012", "Bostadsrättsföreningen Solrosen 1"),
        ("5569173544", "Svensson 8ygg AB"),
    ],
)
def test_a_twins_name_never_supports(number: str, name: str):
    assert not best(number, name).name_readers


def test_damaged_names_with_no_rival_still_support():
    candidate = best("5568402266", "Aterbruk Akerlumd AB")
    assert candidate.name_readers == (Reader.OCR_SECOND,)
    assert not candidate.name_equal


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("Brf Solrosem 11", True), ("Brf Solrosen 1l", False), ("Brf Solrosen 1", False)],
    ids=["a sign that both have", "the sign that parts them", "the twin's"],
)
def test_a_name_misread_is_nearest_to_whom_its_other_signs_say(name: str, *, nearest: bool):
    candidate = best("7164000015", name)
    assert (candidate.number, candidate.name_readers) == ("7164000015", ())
    assert candidate.name_nearest == ((Reader.OCR_SECOND,) if nearest else ())


def test_twins_are_known():
    twins = {n for n in NAMES if DIRECTORY.has_twin(DIRECTORY.register.customers[n])}
    assert twins == set(NAMES) - {"5568402266"}


def test_a_repaired_number_is_said_to_be_one():
    assert best("5568402266", "x", repaired=True).number_match is NumberMatch.REPAIRED


def test_plain_names():
    assert plain("Bostadsrättsföreningen Björken 23") == "brf bjorken 23"
    assert literal("Bostadsrättsföreningen Björken") == "bostadsrattsforeningen bjorken"
    assert discriminators(plain("Alm Holding i Visby AB")) == ("ab", "holding", "i", "visby")
    assert may_be("svenssom bygg ab", "svensson bygg ab")
    assert not may_be("svensson bygg ab", "svensson bygg holding ab")


@pytest.mark.parametrize(
    "read",
    [
        "AB Hammaren Däck i Loleå",
        "AB Hamaren Däck iLulea",
        "A6 Hanmarcn Dack i Lule",
        "AB Hammaren Däck 2",
    ],
)
def test_a_longer_name_says_more(read: str):
    assert says_more(plain(read), plain("AB Hammaren Däck"))


@pytest.mark.parametrize(
    "read", ["AB Hammaren Däck", "AB Hammaren Däck l.", "AB Hammaren", "Glasmästarn AB i Luleå"]
)
def test_dirt_a_part_and_another_name_say_no_more(read: str):
    assert not says_more(plain(read), plain("AB Hammaren Däck"))


@pytest.mark.parametrize(
    ("read", "otherwise"),
    [
        ("Roslag Fastigheter AB", True),
        ("Roslag Fastigheter II AB", True),
        ("Roslag Fastigheter I AB", False),
        ("Roslag Fastigheter", False),
        ("Roslag Fastigheter HAB", False),
        ("Roslag Fastigheter 1 AB", False),
        ("Oslag Fastighet AB", False),
    ],
)
def test_a_numeral_lost_before_the_legal_form_tells_otherwise(read: str, *, otherwise: bool):
    assert tells_otherwise(plain(read), plain("Roslag Fastigheter I AB")) is otherwise


def test_another_figure_tells_otherwise():
    own = plain("Solvind Fastighetsbolaget Pilen 38 AB")
    assert tells_otherwise(plain("SOLVIND FASTIGHETSBOLAGET PILEN 36 AB"), own)
    assert tells_otherwise(plain("SOLVIND FASTIGHETSBO1AGET PILEN 36 AB"), own)
    assert not tells_otherwise(plain("SOLVIND FASTIGHETSBOLAGET PILEN 3B AB"), own), "a slip"
    assert not tells_otherwise(plain("SOLVIND FASTIGHETSBOLAGET PILEN 38 AB"), own)
    assert not tells_otherwise(plain("Solvind Elnätsbolaget Pilen 36 AB"), own), "no such name"
