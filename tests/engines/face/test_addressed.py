"""Two addresses hold a letter; a sender's postcode next door to ours does not."""

import datetime as dt
from pathlib import Path

import pytest

from mailroom.domain.decisions import Decision, Doubt, DoubtReason
from mailroom.domain.sorting import decide
from mailroom.engines.face.outside import read_face
from tests.engines.faces import Face, draw, page, register

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
OURS, NAME = "5569173544", "Nordljus Teknik AB"
ADDRESS = (NAME, "Kivra-ID 556917-3544", "106 31 STOCKHOLM")


def _sorted(tmp_path: Path, sender: tuple[str, ...]) -> Decision | Doubt:
    served = register(tmp_path, (OURS, NAME, "active"))
    face = page(tmp_path, draw(Face(ADDRESS, sender=sender)))
    return decide(read_face(face, None, served), at=NOON)


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
