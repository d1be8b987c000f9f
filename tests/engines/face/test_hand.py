"""Handwritten faces: whose they are is offered, and certain only when two engines say so."""

from pathlib import Path

import pytest

from mailroom.domain.decisions import Decision, Doubt
from mailroom.domain.evidence import Evidence, NumberMatch
from mailroom.domain.readings import Reader, ReadingKind
from mailroom.domain.sorting import decide
from mailroom.engines.face.outside import read_face
from tests.engines.faces import NOON, Face, draw, page, register

OURS, NAME = "5569173544", "Nordljus Teknik AB"
SLIP = "5568173544"
HANDS = {
    "steady": "/usr/share/fonts/truetype/fifthhorseman/dkg.ttf",
    "upright": "/usr/share/fonts/truetype/humor-sans/Humor-Sans.ttf",
    "slanted": "/usr/share/fonts/truetype/breip/Breip.ttf",
}
LOOSE = "/usr/share/fonts/truetype/sjfonts/SteveHand.ttf"


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return register(
        tmp_path, (OURS, NAME, "active"), ("5560004755", "Nordljus Teknik Holding AB", "active")
    )


def _read(tmp_path: Path, served: Path, face: Face) -> Evidence:
    return read_face(page(tmp_path, draw(face)), None, served)


@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS)
@pytest.mark.parametrize("turned_deg", [0, 180])
def test_the_right_company_is_offered_first(
    tmp_path: Path, served: Path, hand: str, turned_deg: int
):
    lines = (NAME, "Kivra-ID 556917-3544", "106 31 Stockholm")
    evidence = _read(tmp_path, served, Face(lines, font=hand, turned_deg=turned_deg))
    best = evidence.candidates[0]
    assert best.number == OURS
    assert best.number_match is NumberMatch.EXACT
    outcome = decide(evidence, at=NOON)
    assert isinstance(outcome, Doubt) or outcome.recipient is not None


@pytest.mark.parametrize(
    ("name", "skew_deg", "turned_deg"),
    [(NAME.upper(), 0, 0), (NAME.upper(), 0, 180), (NAME.upper(), 4.2, 0), (NAME, 2.5, 0)],
)
def test_loose_handwriting_is_found_whichever_way_up_it_seems(
    tmp_path: Path, served: Path, name: str, skew_deg: float, turned_deg: int
):
    lines = (name, "Org.nr 5569173544", "SE-106 31 Stockholm")
    face = Face(lines, sender=(), font=LOOSE, skew_deg=skew_deg, turned_deg=turned_deg, backing=246)
    evidence = _read(tmp_path, served, face)
    assert evidence.turned_deg == turned_deg
    assert evidence.candidates[0].number == OURS


def test_what_the_third_engine_read_stands_in_the_evidence(tmp_path: Path, served: Path):
    lines = (NAME, "Kivra-ID 556917-3544", "106 31 Stockholm")
    evidence = _read(tmp_path, served, Face(lines, font=HANDS["slanted"], noise=9.0))
    third = [one for one in evidence.readings if one.reader is Reader.OCR_THIRD]
    assert {one.kind for one in third} >= {ReadingKind.LINE}
    assert all(one.box is not None and 0 <= one.confidence <= 1 for one in third)


@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS)
def test_a_number_that_is_nobodys_stays_with_a_person(tmp_path: Path, served: Path, hand: str):
    lines = (NAME, f"Kivra-ID {SLIP}", "106 31 Stockholm")
    outcome = decide(_read(tmp_path, served, Face(lines, font=hand)), at=NOON)
    assert isinstance(outcome, Doubt)


@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS)
def test_anothers_name_beside_our_number_stays_with_a_person(
    tmp_path: Path, served: Path, hand: str
):
    lines = ("Bergströms Måleri AB", "Kivra-ID 556917-3544", "106 31 Stockholm")
    outcome = decide(_read(tmp_path, served, Face(lines, font=hand)), at=NOON)
    assert not isinstance(outcome, Decision)
