"""Readable: contrast, no truncated words, everything named, in both languages and sizes."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyleOptionViewItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Staged, settle
from ui.models.rows import RowRole
from ui.rehearsal.scenes import NAMES
from ui.style import PALETTES, Density, Look, Theme, contrast
from ui.texts.desk import ACCEPT, STEPS
from ui.texts.phrase import Language, Say
from ui.texts.sorting import CATEGORIES, STATES
from ui.verdict import Tone
from ui.widgets.crop_grid import PAPER, CropGrid
from ui.widgets.crop_view import CropView
from ui.widgets.item_strip import room_for_words
from ui.widgets.keycap import KeyCap
from ui.widgets.line_view import LinePainter, LineView
from ui.widgets.numpad import Numpad
from ui.widgets.page_strip import PageStrip
from ui.widgets.page_view import PageView
from ui.widgets.sent_picture import SentPicture
from ui.widgets.stack_view import StackView
from ui.widgets.trial import TrialView
from ui.widgets.words import Elided

SIZES = [(1366, 768), (1920, 1080)]
AA, AAA, SEEN = 4.5, 7.0, 3.0


@pytest.mark.parametrize("theme", [*Theme])
def test_every_text_colour_is_readable_on_what_it_stands_on(theme: Theme):
    colours = PALETTES[theme]
    least = AAA if theme is Theme.CONTRAST else AA
    pairs = [
        (colours.ink, colours.surface),
        (colours.ink, colours.raised),
        (colours.muted, colours.surface),
        (colours.muted, colours.raised),
        (colours.on_accent, colours.accent),
        (colours.on_accent, colours.accent_down),
    ]
    pairs += [(colours.ink, colours.canvas), (colours.muted, colours.canvas)]
    for ink in colours.tones.values():
        pairs += [(colours.muted, ink.fill)]
        pairs += [(ink.ink, ink.fill), (ink.ink, colours.surface), (colours.ink, ink.fill)]
    assert [(one, two) for one, two in pairs if contrast(one, two) < least] == []


@pytest.mark.parametrize("theme", [*Theme])
def test_every_edge_sign_and_chart_stands_out_from_what_it_stands_on(theme: Theme):
    """WCAG 1.4.11: what is needed to know a control or to read a drawing."""
    colours = PALETTES[theme]
    grounds = [colours.surface, colours.raised, colours.canvas]
    drawn = {colours.edge: grounds, colours.accent: grounds}
    drawn |= {ink.line: [*grounds, ink.fill] for ink in colours.tones.values()}
    drawn |= {ink.ink: [*grounds, ink.fill] for ink in colours.tones.values()}
    pairs = [(one, two) for one, below in drawn.items() for two in below]
    assert [(one, two) for one, two in pairs if contrast(one, two) < SEEN] == []


@pytest.mark.parametrize("theme", [*Theme])
def test_a_marked_digit_is_seen_on_its_paper_and_on_the_panel(staged: Staged, theme: Theme):
    """Paper is white in every theme: what is drawn on it cannot have the theme's own colours."""
    window = staged("review_digits", theme=theme).window
    grid = window.findChild(CropGrid)
    assert grid is not None
    drawn = grid.grab().toImage()
    down = range(0, drawn.height(), 16)
    across = range(drawn.width())
    seen = {drawn.pixelColor(x, y).name().upper() for y in down for x in across}
    colours = PALETTES[theme]
    assert {PAPER, colours.accent, PALETTES[Theme.LIGHT].accent} <= seen
    on_paper = [PALETTES[Theme.LIGHT].accent, *_doubted()]
    assert [one for one in on_paper if contrast(one, PAPER) < SEEN] == []
    assert contrast(colours.accent, colours.surface) >= SEEN


def _doubted() -> tuple[str, ...]:
    ink = PALETTES[Theme.LIGHT].tones[Tone.LOOK]
    return ink.line, ink.ink


def cut(label: QLabel) -> bool:
    """Whether some of the label's text cannot be seen."""
    room = label.contentsRect()
    metrics = QFontMetrics(label.font())
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    widest = max(metrics.horizontalAdvance(line) for line in label.text().split("\n"))
    return widest > room.width() + 1 or metrics.height() > room.height() + 2


def squeezed(button: QPushButton) -> bool:
    return button.sizeHint().width() > button.width() + 1


def overlapping(window: QWidget) -> list[str]:
    """Visible leaf labels that lie outside what contains them."""
    found = []
    for label in window.findChildren(QLabel):
        above = label.parentWidget()
        if label.isVisible() and above and not above.rect().contains(label.geometry()):
            found.append(label.text())
    return found


PICTURES = (KeyCap, StackView, TrialView, Numpad, PageStrip, PageView, CropView, SentPicture)


def unnamed(window: QWidget) -> list[str]:
    """Visible controls of which a screen reader could say nothing."""
    found: list[str] = []
    for kind in (QPushButton, QLineEdit, QComboBox, QAbstractSpinBox, QListView, *PICTURES):
        for one in window.findChildren(kind):
            inner = isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)
            said = one.accessibleName() or (one.text() if isinstance(one, QPushButton) else "")
            if one.isVisible() and not inner and not said:
                found.append(type(one).__name__)
    return found


def shortened(window: QWidget) -> list[str]:
    """Names and values that are seen only in part."""
    shown = (one for one in window.findChildren(Elided) if one.isVisible())
    return [one.text() for one in shown if not one.is_whole]


def outside(window: QWidget) -> list[str]:
    """Words of drawn rows that leave their row, or that its sign lies on."""
    found: list[str] = []
    for view in window.findChildren(LineView):
        painter = view.itemDelegate()
        assert isinstance(painter, LinePainter)
        wide = view.viewport().width() if view.isVisible() else 0
        for at in range(view.model().rowCount() if wide else 0):
            index = view.model().index(at, 0)
            row = QRect(QPoint(), painter.sizeHint(QStyleOptionViewItem(), index))
            said = index.data(RowRole.ROW)
            sign = painter.mark_place(said, wide) if said.mark else QRect()
            for part in painter.parts(said, wide):
                metrics = QFontMetrics(painter.font(is_strong=part.is_strong))
                flags = int(Qt.TextFlag.TextWordWrap) | int(part.side)
                needed = metrics.boundingRect(part.place, flags, part.text)
                within = row.contains(part.place) and part.place.contains(needed)
                if not within or needed.intersects(sign):
                    found.append(part.text)
    return found


def cut_words(window: QWidget) -> list[str]:
    """Everything that should be read and cannot be, whole."""
    labels = [one for one in window.findChildren(QLabel) if one.isVisible() and one.text()]
    assert labels
    buttons = [one for one in window.findChildren(QPushButton) if one.isVisible()]
    found = [one.text() for one in labels if not isinstance(one, Elided) and cut(one)]
    found += [one.text() for one in buttons if squeezed(one)]
    beyond = (
        one for one in labels if one.mapTo(window, one.rect().topRight()).x() > window.width()
    )
    return [*found, *(one.text() for one in beyond), *shortened(window), *outside(window)]


@pytest.mark.parametrize("language", [*Language])
@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_cut_and_every_control_has_a_name(staged: Staged, name: str, language: Language):
    window = staged(name, language).window
    for size in SIZES:
        window.resize(*size)
        settle()
        assert (window.width(), window.height()) == size
        assert cut_words(window) == []
        assert overlapping(window) == []
    assert unnamed(window) == []
    assert window.focusWidget() is not None


@pytest.mark.parametrize("language", [*Language])
@pytest.mark.parametrize("name", NAMES)
def test_letters_twice_as_large_cut_no_word_on_a_small_screen(
    staged: Staged, name: str, language: Language
):
    window = staged(name, language, (1366, 768), text_percent=200).window
    assert (window.width(), window.height()) == (1366, 768)
    assert cut_words(window) == []


@pytest.mark.parametrize("density", [*Density])
@pytest.mark.parametrize("language", [*Language])
def test_the_strip_has_room_for_every_word_it_says(language: Language, density: Density):
    look, say = Look(Theme.LIGHT, density), Say(language)
    metrics = QFontMetrics(look.font(look.sizes.small, QFont.Weight.DemiBold))
    said = [say(phrase) for phrase in (*CATEGORIES.values(), *STATES.values())]
    room = room_for_words(density)
    assert [word for word in said if metrics.horizontalAdvance(word) > room] == []


@pytest.mark.parametrize("size", SIZES, ids=["1366x768", "1920x1080"])
@pytest.mark.parametrize("language", [*Language])
def test_the_button_has_room_for_everything_it_may_say(
    staged: Staged, language: Language, size: tuple[int, int]
):
    say = Say(language)
    button = staged("proposal", language, size).window.desk.card.findChild(QPushButton)
    assert button is not None
    said = [say(phrase) for phrase in STEPS.values()]
    said += [say(ACCEPT, what=say(phrase)) for phrase in CATEGORIES.values()]
    metrics = QFontMetrics(button.font())
    widest = max(said, key=metrics.horizontalAdvance)
    button.setText(widest)
    assert button.sizeHint().width() <= button.width(), widest


@pytest.mark.parametrize("name", ["sign_in", "set_up", "candidates", "keys"])
def test_the_dark_theme_paints_too(staged: Staged, name: str):
    picture = staged(name, theme=Theme.DARK).window.grab().toImage()
    corner = picture.pixelColor(3, picture.height() // 2)
    assert corner.lightnessF() < 0.3


@pytest.mark.parametrize("theme", [*Theme])
def test_the_theme_and_the_text_size_change_by_one_key(staged: Staged, qtbot: QtBot, theme: Theme):
    window = staged("clear", theme=theme).window
    before = window.grab().toImage().pixelColor(3, 400)
    qtbot.keyClick(window.desk, Qt.Key.Key_F11)
    assert window.grab().toImage().pixelColor(3, 400) != before
    tall = window.desk.card.width()
    qtbot.keyClick(window.desk, Qt.Key.Key_Home)
    assert window.desk.card.width() > tall
