"""What a pen has written beside the address is heard, and says nothing more than it says."""

from pathlib import Path

import pytest

from mailroom.domain.decisions import Category, Decision, Doubt, DoubtReason, UnscannableReason
from tests.engines.faces import Face, decided, register

OURS, NAME = "5569173544", "Nordljus Teknik AB"
ADDRESS = (NAME, "Kivra-ID 556917-3544", "106 31 STOCKHOLM")
LOOSE = "/usr/share/fonts/truetype/sjfonts/SteveHand.ttf"
JOINED = "/usr/share/fonts/opentype/dancingscript/DancingScript-Regular.otf"


def _sorted(tmp_path: Path, face: Face) -> Decision | Doubt:
    served = register(tmp_path, (OURS, NAME, "active"))
    return decided(tmp_path, face, served)


@pytest.mark.parametrize("pen", [LOOSE, JOINED], ids=["loose", "joined"])
@pytest.mark.parametrize("note", ["Anbud", "Personligt", "Konfidentiellt"])
def test_a_note_that_asks_not_to_be_opened_waits_for_a_person(tmp_path: Path, note: str, pen: str):
    outcome = _sorted(tmp_path, Face(ADDRESS, note=note, pen=pen))
    assert isinstance(outcome, Doubt)
    assert outcome.reason is DoubtReason.DO_NOT_OPEN


@pytest.mark.parametrize("pen", [LOOSE, JOINED], ids=["loose", "joined"])
@pytest.mark.parametrize("note", ["REK", "Värde 5000 kr", "Rekommenderat"])
def test_a_note_of_a_service_is_never_opened(tmp_path: Path, note: str, pen: str):
    outcome = _sorted(tmp_path, Face(ADDRESS, note=note, pen=pen))
    decision = outcome.proposal if isinstance(outcome, Doubt) else outcome
    assert decision is not None
    assert decision.category is Category.UNSCANNABLE
    assert decision.reason is UnscannableReason.REGISTERED


@pytest.mark.parametrize("pen", [LOOSE, JOINED], ids=["loose", "joined"])
@pytest.mark.parametrize("note", ["Anbud", "Konfidentiellt", "Värde 5000 kr"])
def test_a_note_across_a_labels_edge_is_heard(tmp_path: Path, note: str, pen: str):
    outcome = _sorted(tmp_path, Face(ADDRESS, note=note, pen=pen, edged=True))
    assert isinstance(outcome, Doubt) or outcome.category is Category.UNSCANNABLE


def test_a_labels_edge_alone_holds_nothing_up(tmp_path: Path):
    outcome = _sorted(tmp_path, Face(ADDRESS, edged=True))
    assert isinstance(outcome, Decision)
    assert outcome.category is Category.SCANNABLE


@pytest.mark.parametrize("note", ["20/11", "Hälsningar Lars", "kopia"])
def test_any_other_note_holds_nothing_up(tmp_path: Path, note: str):
    outcome = _sorted(tmp_path, Face(ADDRESS, note=note, pen=JOINED))
    assert isinstance(outcome, Decision)
    assert outcome.category is Category.SCANNABLE


def test_the_end_of_a_name_written_in_one_stroke_is_missed(tmp_path: Path):
    """Nobody reads "i Helsingborg", whose letters hang together; the name is not whole."""
    lines = (NAME, "i Helsingborg", *ADDRESS[1:])
    outcome = _sorted(tmp_path, Face(lines, font=JOINED))
    assert isinstance(outcome, Doubt)
