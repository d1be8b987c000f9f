"""The screens look as approved; `python -m ui.screenshots --golden tests/ui/approved` approves."""

import pytest
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from tests.ui.golden import APPROVED, PART, differing_parts
from ui.screenshots import Shot, approved_shots, shrunk
from ui.style import FAMILY

SHOTS = tuple(approved_shots())
UNSEEN_PARTS = 5
"""Of a thousand: what another build of the same fonts and picture decoders may change."""


def approved(shot: Shot) -> QImage:
    picture = QImage(str(APPROVED / f"{shot.name}.jpg"))
    assert not picture.isNull(), f"nobody has approved {shot.name}"
    return picture


@pytest.mark.parametrize("shot", SHOTS, ids=[shot.name for shot in SHOTS])
def test_the_screen_looks_as_approved(shot: Shot):
    assert differing_parts(shrunk(shot.take()), approved(shot)) <= UNSEEN_PARTS


def test_every_approved_picture_is_of_a_screen_there_is():
    assert {file.stem for file in APPROVED.iterdir()} == {shot.name for shot in SHOTS}


def test_a_word_more_and_a_line_moved_would_be_seen():
    before = approved(SHOTS[4])
    written = before.copy()
    painter = QPainter(written)
    font = QFont(FAMILY)
    font.setPixelSize(11)
    painter.setFont(font)
    painter.drawText(320, 200, "Ett ord som inte ska finnas")
    painter.end()
    assert differing_parts(before, written) > UNSEEN_PARTS
    moved = QImage(before.size(), before.format())
    moved.fill(QColor("white"))
    painter = QPainter(moved)
    painter.drawImage(0, PART // 2, before)
    painter.end()
    assert differing_parts(before, moved) > UNSEEN_PARTS
