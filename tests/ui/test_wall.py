"""The shift's wall is read from three metres: nothing on it is small, however many stations."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.conftest import Staged, settle
from tests.ui.test_look import cut_words
from ui.rehearsal.room import ALARMS, WALL
from ui.screens.wall import WallView
from ui.shift import Shift
from ui.style import Density, Look
from ui.texts.phrase import Language
from ui.widgets.line_view import LinePainter, LineView

LEAST_PX, LINES = 24, 1080
"""Ten minutes of arc for a small letter at three metres, on a screen of half a metre's height."""


def letters(wall: QWidget) -> set[int]:
    """The sizes of everything that is said on the wall."""
    shown = [one for one in wall.findChildren(QLabel) if one.isVisible() and one.text()]
    sizes = {one.fontInfo().pixelSize() for one in shown}
    for view in wall.findChildren(LineView):
        painter = view.itemDelegate()
        assert isinstance(painter, LinePainter)
        sizes |= {painter.font(is_strong=strong).pixelSize() for strong in (True, False)}
    return sizes


@pytest.mark.parametrize("scene", ["shift", "shift_stale", "shift_early"])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3840, 2160)])
def test_no_letter_on_the_wall_is_smaller_than_three_metres_need(
    staged: Staged, scene: str, size: tuple[int, int]
):
    window = staged(scene, size=size).window
    wall = window.findChild(WallView)
    assert wall is not None
    least = LEAST_PX * size[1] // LINES
    assert min(letters(wall)) >= least
    sentences = [one for one in window.frame.findChildren(QLabel) if one.text().count(".") > 1]
    assert all(one.font().pixelSize() >= least for one in sentences if one.isVisible())


@pytest.mark.parametrize("language", [*Language])
@pytest.mark.parametrize("count", [1, 4, 6])
def test_a_room_of_many_stations_has_room_on_the_wall(
    staged: Staged, language: Language, count: int
):
    window = staged("shift", language, (1920, 1080)).window
    wall = window.findChild(WallView)
    assert wall is not None
    busy = WALL.stations[0]
    stations = tuple(replace(busy, station=f"bord-{number + 1}") for number in range(count))
    wall.show_shift(Shift(wall=replace(WALL, stations=stations), alarms=ALARMS))
    settle()
    assert names_on(wall) == [one.station for one in stations]
    assert cut_words(window) == []
    assert wall.visibleRegion().boundingRect() == wall.rect()


def names_on(wall: WallView) -> list[str]:
    labels = wall.findChildren(QLabel)
    return [one.text() for one in labels if one.isVisible() and one.text().startswith("bord-")]


def test_letters_twice_as_large_are_no_smaller_on_the_wall():
    look = Look(text_percent=200)
    look.fit(1366, 768)
    assert look.density is Density.TIGHT
    assert look.sizes.far >= LEAST_PX * 768 // LINES
