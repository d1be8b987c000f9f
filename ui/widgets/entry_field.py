"""The number while it is typed: ten places, each judged, and what the register knows."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mailroom.domain.ids import org_number_text
from ui.entry import DIGITS, Cell, Entry, cells, flaw_of
from ui.style import Look
from ui.texts import desk as words
from ui.texts.machine import FLAWS
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import STANDING_LOOKS, Tone
from ui.widgets.choices import Choice, Choices
from ui.widgets.words import label, set_tone

_DASH_AFTER = 6
_CELL_TONES = {
    Cell.EMPTY: Tone.QUIET,
    Cell.NEXT: Tone.CALM,
    Cell.TYPED: Tone.QUIET,
    Cell.WRONG: Tone.STOP,
    Cell.RIGHT: Tone.GO,
}


class Digits(QWidget):
    """Ten cells with a gap where the dash is printed; a wrong digit is also underlined twice."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._entry = Entry()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entry(self, entry: Entry) -> None:
        self._entry = entry
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self._look.sizes.number + 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, dash = 4.0, 14.0
        width = min(float(self._look.px(44)), (self.width() - gap * (DIGITS - 1) - dash) / DIGITS)
        for place, cell in enumerate(cells(self._entry)):
            x = place * (width + gap) + (dash if place >= _DASH_AFTER else 0)
            self._paint_cell(painter, QRectF(x + 1, 1, width - 2, self.height() - 2), place, cell)
        painter.end()

    def _paint_cell(self, painter: QPainter, area: QRectF, place: int, cell: Cell) -> None:
        ink, colours = self._look.tone(_CELL_TONES[cell]), self._look.colours
        strong = cell in {Cell.NEXT, Cell.WRONG, Cell.RIGHT}
        painter.setPen(QPen(QColor(ink.line), 2 if strong else 1))
        plain = cell in {Cell.TYPED, Cell.NEXT}
        painter.setBrush(QColor(colours.surface if plain else ink.fill))
        painter.drawRoundedRect(area, 6, 6)
        if cell is Cell.WRONG:
            painter.setPen(QPen(QColor(ink.ink), 3))
            low = area.bottom() - 5
            painter.drawLine(
                round(area.left() + 6), round(low), round(area.right() - 6), round(low)
            )
        if place < len(self._entry.text):
            painter.setPen(QColor(ink.ink if strong else colours.ink))
            painter.setFont(self._look.font(self._look.sizes.number, QFont.Weight.DemiBold))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._entry.text[place])


class EntryField(QWidget):
    """`picked` carries the place of a suggestion."""

    picked = Signal(int)

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._title = label("caption")
        self._digits = Digits(look)
        self._name = label("value")
        self._verdict = label("strong", wraps=True)
        self._found = Choices(look)
        self._hint = label("small", wraps=True)
        self._found.picked.connect(self.picked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._title, self._digits, self._name, self._verdict, self._found, self._hint):
            column.addWidget(part)

    def show_entry(self, entry: Entry) -> None:
        by_number = entry.is_number or not entry.text
        self._title.setText(self._say(_title(entry)))
        self._digits.setVisible(by_number)
        self._digits.show_entry(entry)
        self._name.setVisible(not by_number)
        self._name.setText(entry.text + "▏")
        named = entry.is_full and entry.picked is not None
        sentence, tone = ("", Tone.QUIET) if named else self._judged(entry)
        self._verdict.setText(sentence)
        set_tone(self._verdict, tone)
        self._verdict.setVisible(bool(sentence))
        self._hint.setText(
            self._say(words.TYPE_CHOOSE if entry.suggestions else words.TYPE_CORRECT)
        )
        self._found.show_choices(
            tuple(_choice(entry, place) for place in range(len(entry.suggestions)))
        )

    def _judged(self, entry: Entry) -> tuple[str, Tone]:
        if not entry.is_number:
            nobody = not entry.suggestions and len(entry.text) > 1
            return (self._say(words.TYPE_NAME_NONE), Tone.LOOK) if nobody else ("", Tone.QUIET)
        flaw = flaw_of(entry.text)
        if flaw is not None:
            return self._say(FLAWS[flaw], digit=entry.text[0]), Tone.STOP
        if entry.confirm is not None:
            return self._say(words.CONFIRMS[entry.confirm]), Tone.STOP
        if entry.first is not None:
            sentence = words.TYPE_DIFFERED if entry.differed else words.TYPE_AGAIN
            return self._say(sentence), Tone.LOOK
        if len(entry.text) > 2 and not entry.suggestions:  # noqa: PLR2004  the third digit is in
            return self._say(words.TYPE_NONE), Tone.LOOK
        return self._say(words.TYPE_NEEDS, left=DIGITS - len(entry.text)), Tone.QUIET


def _title(entry: Entry) -> Phrase:
    if entry.first is not None:
        return words.TYPE_AGAIN_TITLE
    return words.TYPE_TITLE if entry.is_number or not entry.text else words.NAME_TITLE


def _choice(entry: Entry, place: int) -> Choice:
    customer = entry.suggestions[place]
    return Choice(
        key="",
        text=customer.name,
        beside=org_number_text(customer.number),
        mark=STANDING_LOOKS[customer.standing],
        chosen=place == entry.chosen,
    )
