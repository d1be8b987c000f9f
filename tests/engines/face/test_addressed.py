"""Two addresses hold a letter; a sender's postcode next door to ours does not."""

from pathlib import Path

import pytest

from mailroom.domain.decisions import Decision, Doubt, DoubtReason
from tests.engines.faces import Face, decided, register

OURS, NAME = "5569173544", "Nordljus Teknik AB"
ADDRESS = (NAME, "Kivra-ID 556917-3544", "106 31 STOCKHOLM")


def _sorted(tmp_path: Path, sender: tuple[str, ...]) -> Decision | Doubt:
    served = register(tmp_path, (OURS, NAME, "active"))
    return decided(tmp_path, Face(ADDRESS, sender=sender), served)


@pytest.mark.parametrize(
    "sender",
    [
        ("Stockholms universitet", "Universitetsvägen 10", "106 91 STOCKHOLM"),
        ("Storbanken AB", "105 34 STOCKHOLM"),
        ("Kontanten AB", "106 70 STOCKHOLM"),
    ],
    ids=lambda sender: sender[-1],
)
def test_a_sender_whose_postcode_is_nearly_ours_holds_nothing_up(
    tmp_path: Path, sender: tuple[str, ...]
):
    outcome = _sorted(tmp_path, sender)
    assert isinstance(outcome, Decision)
    assert outcome.recipient is not None
    assert outcome.recipient.number == OURS


def test_a_second_company_here_holds_the_letter(tmp_path: Path):
    outcome = _sorted(tmp_path, ("Fjällräven Finans AB", "106 31 STOCKHOLM"))
    assert isinstance(outcome, Doubt)
    assert outcome.reason is DoubtReason.TWO_NUMBERS


@pytest.mark.parametrize(
    "second",
    [
        ("Fjällräven Finans AB", "556917-0130"),
        ("Fjällräven", "Finans AB", "5S6gI7"),
    ],
    ids=["number misread", "number lost"],
)
def test_a_second_company_whose_town_is_cut_off_holds_the_letter(
    tmp_path: Path, second: tuple[str, ...]
):
    served = register(
        tmp_path, (OURS, NAME, "active"), ("5560160680", "Fjällräven Finans AB", "active")
    )
    outcome = decided(tmp_path, Face(ADDRESS, marks=second), served)
    assert isinstance(outcome, Doubt)
    assert outcome.reason is DoubtReason.TWO_NUMBERS


def test_a_customer_who_sends_the_letter_holds_nothing_up(tmp_path: Path):
    served = register(
        tmp_path, (OURS, NAME, "active"), ("5560160680", "Fjällräven Finans AB", "active")
    )
    sender = ("Fjällräven Finans AB", "Storgatan 4", "411 01 GÖTEBORG")
    outcome = decided(tmp_path, Face(ADDRESS, sender=sender), served)
    assert isinstance(outcome, Decision)
