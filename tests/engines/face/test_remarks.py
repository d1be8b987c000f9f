"""What a pen has written beside the address is heard, and says nothing more than it says."""

from math import sin
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageDraw

from mailroom.domain.decisions import Category, Decision, Doubt, DoubtReason, UnscannableReason
from mailroom.domain.sorting import decide
from mailroom.engines.face import remarks
from mailroom.engines.face.outside import read_face
from mailroom.engines.workers.sandbox import WorkerPool
from tests.engines.faces import NOON, Face, decided, draw, page, register

OURS, NAME = "5569173544", "Nordljus Teknik AB"
TOWN = "106 31 STOCKHOLM"
ADDRESS = (NAME, "Kivra-ID 556917-3544", TOWN)
WAIT_S = 60
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


@pytest.mark.parametrize(
    "marks",
    [
        ("LÄMNAS UT", "PERSONLIGEN"),
        ("ENDAST TILL", "ADRESSATEN"),
        ("EGENHÄNDIG", "UTLÄMNING"),
        ("ÖPPNAS ENDAST AV", "ADRESSATEN"),
    ],
)
def test_a_label_that_says_it_on_two_lines_is_never_opened(tmp_path: Path, marks: tuple[str, ...]):
    outcome = _sorted(tmp_path, Face(ADDRESS, marks=marks))
    assert isinstance(outcome, Doubt) or outcome.category is Category.UNSCANNABLE


def test_what_is_left_of_rek_brev_above_the_name_waits_for_a_person(tmp_path: Path):
    outcome = _sorted(tmp_path, Face(("brev", *ADDRESS)))
    assert isinstance(outcome, Doubt)


def test_a_word_that_nobody_can_read_waits_for_a_person(tmp_path: Path):
    """Loops of a pen, as large as a word and in its place."""
    looped = draw(Face(ADDRESS))
    pen = ImageDraw.Draw(looped)
    for at in range(9):
        x, y = 140 + 46 * at, 700 + 14 * (at % 3)
        pen.arc((x, y, x + 38, y + 30 + 22 * (at % 2)), 30 + 40 * at, 300 + 40 * at, 30, 5)
    served = register(tmp_path, (OURS, NAME, "active"))
    seen = read_face(page(tmp_path, looped), None, served)
    outcome = decide(seen, at=NOON)
    assert isinstance(outcome, Doubt)
    assert outcome.reason is DoubtReason.DO_NOT_OPEN


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


@pytest.fixture
def nothing_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("there is nothing written by hand")

    monkeypatch.setattr(remarks, "read_by_hand", asked)


@pytest.mark.usefixtures("nothing_by_hand")
def test_a_senders_line_above_the_address_is_read_once(tmp_path: Path):
    lines = ("Avs: Papper och Penna AB, Box 1, 411 01 GÖTEBORG", *ADDRESS)
    assert isinstance(_sorted(tmp_path, Face(lines)), Decision)


@pytest.mark.usefixtures("nothing_by_hand")
def test_a_wave_too_low_for_a_pen_is_not_read(tmp_path: Path):
    waved = draw(Face(ADDRESS))
    wave = [(300 + at, 900 + round(9 * sin(at / 9))) for at in range(240)]
    ImageDraw.Draw(waved).line(wave, 40, 3)
    served = register(tmp_path, (OURS, NAME, "active"))
    seen = read_face(page(tmp_path, waved), None, served)
    assert isinstance(decide(seen, at=NOON), Decision)


def _postmarked(tmp_path: Path, waves: int) -> Decision | Doubt:
    """Wavy strokes as high as a pen's words, close below each other at the upper right."""
    marked = draw(Face(ADDRESS))
    pen = ImageDraw.Draw(marked)
    for row in range(waves):
        wave = [(1150 + at, 200 + 40 * row + round(14 * sin(at / 27))) for at in range(300)]
        pen.line(wave, 60, 4)
    served = register(tmp_path, (OURS, NAME, "active"))
    return decide(read_face(page(tmp_path, marked), None, served), at=NOON)


@pytest.mark.usefixtures("nothing_by_hand")
def test_a_postmarks_waves_are_not_read(tmp_path: Path):
    assert isinstance(_postmarked(tmp_path, 5), Decision)


@pytest.mark.usefixtures("nothing_by_hand")
def test_two_strokes_are_no_postmark(tmp_path: Path):
    with pytest.raises(AssertionError, match="written by hand"):
        _postmarked(tmp_path, 2)


def test_a_face_scribbled_all_over_costs_a_worker_no_more_than_its_limits(tmp_path: Path):
    """Frames by the dozen and hundreds of strokes: bounded work, and the letter is not lost."""
    scribbled = draw(Face(ADDRESS))
    pen, chance = ImageDraw.Draw(scribbled), np.random.default_rng(4)
    for _ in range(60):
        x, y = (int(at) for at in chance.integers(60, (1500, 1200)))
        wide, high = (int(side) for side in chance.integers((360, 120), (900, 400)))
        pen.rectangle((x, y, x + wide, y + high))
    for _ in range(400):
        x, y = (int(at) for at in chance.integers(60, (1900, 1300)))
        across, down = (int(reach) for reach in chance.integers((-200, -60), (200, 60)))
        pen.line(((x, y), (x + across, y + down)), 40, 4)
    served = register(tmp_path, (OURS, NAME, "active"))
    pool = WorkerPool(1)
    try:
        seen = pool.submit(read_face, page(tmp_path, scribbled), None, served).result(WAIT_S)
    finally:
        pool.close()
    assert isinstance(decide(seen, at=NOON), Doubt)
