"""The archive on the screen: what is scanned is seen, papers open, the map and the list hold."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from mailroom.domain.events import RoomTold
from mailroom.domain.shelves import BoxPaper, FileOriginal, PrintBox, SeeBox
from mailroom.station.commands import AskRoom
from tests.ui.conftest import Staged, settle
from tests.ui.test_window import Begin, visible_texts
from ui.models import lines, parcels
from ui.models.rows import RowList
from ui.rehearsal.archive import BOXES, CONTENTS, FOUND, NEXT, OPEN, PULLS, original, store
from ui.rehearsal.dispatch import OUTGOING, PACKED
from ui.style import Look
from ui.texts.phrase import Language, Say
from ui.widgets.shelf_map import ShelfMap, shelves_of
from ui.work import Place

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


class Opener(QObject):
    """Stands for the person's own program for PDFs."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Path] = []

    @Slot(QUrl)
    def show_file(self, url: QUrl) -> None:
        self.files.append(Path(url.toLocalFile()))


def test_labels_scanned_at_a_guns_pace_open_and_file(bench: Begin, qtbot: QtBot):
    at = bench()
    at.station.announce(*store())
    at.console.window.rooms.go(Place.ARCHIVE)
    settle()
    qtbot.keyClicks(at.console.window.frame, f"{OPEN.label}\r{NEXT.scan_id}\r")
    asked = [one.question for one in at.station.asked if isinstance(one, AskRoom)]
    assert asked[-2:] == [SeeBox(OPEN.label), FileOriginal(NEXT.scan_id, OPEN.label)]


def test_the_screen_says_where_it_went_and_what_did_not_go(staged: Staged):
    said = visible_texts(staged("archive"))
    assert "Arkiverat på plats 38" in said
    assert f"Låda {OPEN.label}" in said
    said = visible_texts(staged("archive_refused"))
    assert "Inte arkiverat, ta ur lådan" in said
    assert FOUND[1].scan_id in said
    said = visible_texts(staged("archive_count"))
    assert "Du räknade 39, registret säger 37" in said


def test_a_click_chooses_what_the_map_points_at(staged: Staged, qtbot: QtBot):
    console = staged("archive_found")
    (view,) = (one for one in console.window.frame.findChildren(QListView) if one.isVisible())
    place = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    (map_,) = (one for one in console.window.frame.findChildren(ShelfMap) if one.isVisible())
    assert str(FOUND[2].box) in map_.accessibleName()
    assert view.currentIndex().row() == 2


def test_a_paper_is_opened_once_and_not_again_when_it_has_aged(staged: Staged):
    console, opener = staged("archive"), Opener()
    QDesktopServices.setUrlHandler("file", opener, "show_file")
    asked = PrintBox(OPEN.label, BoxPaper.CONTENTS)
    at = RoomTold(asked, b"%PDF-1.4", None)
    console.window.rooms.happened(at)
    console.window.rooms.happened(RoomTold(asked, b"%PDF-1.4", None, "backend_unreachable"))
    QDesktopServices.unsetUrlHandler("file")
    (file,) = opener.files
    assert (file.name, file.read_bytes()) == (f"{OPEN.label}-contents.pdf", b"%PDF-1.4")
    file.unlink()
    file.parent.rmdir()


def test_a_full_disk_is_said_and_the_same_paper_can_be_printed_again(
    staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    console = staged("archive")
    nowhere = tmp_path / "gone"
    monkeypatch.setattr("tempfile.tempdir", str(nowhere))
    asked = PrintBox(OPEN.label, BoxPaper.CONTENTS)
    console.window.rooms.happened(RoomTold(asked, b"%PDF-1.4", None))
    settle()
    assert "disken är full" in visible_texts(console)
    console.window.rooms.press("Down")
    settle()
    assert "disken är full" not in visible_texts(console)
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "show_file")
    nowhere.mkdir()
    console.window.rooms.happened(RoomTold(asked, b"%PDF-1.4", None))
    QDesktopServices.unsetUrlHandler("file")
    assert len(opener.files) == 1


def test_a_disk_that_fills_while_a_paper_is_written_leaves_nothing_behind(tmp_path: Path):
    """A limit on what this process may write stands for the last block of a disk."""
    program = (
        "import resource, sys, tempfile\n"
        "from ui.papers import open_paper\n"
        "tempfile.tempdir = sys.argv[1]\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try: open_paper('paper', bytes(5000))\n"
        "except OSError: print('full')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert (ran.stdout, [*tmp_path.iterdir()]) == ("full\n", [])


def test_the_map_never_leaves_the_place_out(qtbot: QtBot):
    drawn = ShelfMap(Look())
    qtbot.addWidget(drawn)
    drawn.resize(240, 170)
    before = drawn.grab().toImage()
    drawn.show_place(shelves_of(BOXES, "nowhere"), BOXES[-1].label, 3, "said")
    after = drawn.grab().toImage()
    drawn.show_place(shelves_of(BOXES, "nowhere"), None, None, "said")
    assert len({before.cacheKey(), after.cacheKey()}) == 2
    assert after != drawn.grab().toImage()
    assert [len(shelf.boxes) for shelf in shelves_of(BOXES, "nowhere")] == [4, 4, 4]


def test_the_list_of_lines_keeps_qts_own_rules():
    model = RowList()
    tester = QAbstractItemModelTester(model, _FATAL)
    for known in (CONTENTS.originals, PULLS, (), (original(3),)):
        model.show_rows([lines.row_of(line, Say(Language.EN)) for line in known])
        assert model.rowCount() == len(known)
        said = [str(model.index(row).data()) for row in range(model.rowCount())]
        assert all(line.scan_id in text for line, text in zip(known, said, strict=True))
    del tester


def test_dispatchs_list_keeps_qts_own_rules():
    model = RowList()
    tester = QAbstractItemModelTester(model, _FATAL)
    for known in (OUTGOING, PACKED, ()):
        model.show_rows([parcels.row_of(line, Say(Language.SV)) for line in known])
        assert model.rowCount() == len(known)
        assert all(model.index(row).data() for row in range(len(known)))
    del tester


def test_the_rule_is_said_beside_what_is_scanned(staged: Staged):
    assert "Över 20 kg går den med bud" in visible_texts(staged("dispatch"))
    assert "adressen är utomlands" in visible_texts(staged("dispatch_held"))
    assert "Avsändarens gatuadress" in visible_texts(staged("dispatch_sender"))
