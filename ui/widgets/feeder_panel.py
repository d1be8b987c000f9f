"""The feeder: ready, scanning with its count, or paused with what to put back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mailroom.domain.events import FeederChanged, FeederState
from mailroom.domain.paper import CountDiffers, PaperAccount
from ui.desk import Desk
from ui.pausing import account_of, choices
from ui.pictures import Picture, PictureStore
from ui.style import Density, Look
from ui.texts import desk as words
from ui.texts import machine, pausing
from ui.texts.phrase import Sayer
from ui.verdict import Shape, Tone
from ui.widgets.choices import Choice as Shown
from ui.widgets.choices import Choices
from ui.widgets.floating import Floating
from ui.widgets.marks import MarkView
from ui.widgets.stack_view import StackView
from ui.widgets.words import label, set_tone

FEEDER_LOOKS = {
    FeederState.ABSENT: (Tone.QUIET, Shape.BAR),
    FeederState.READY: (Tone.GO, Shape.RING),
    FeederState.SCANNING: (Tone.CALM, Shape.DOTS),
    FeederState.PAUSED: (Tone.LOOK, Shape.BAR),
}
_LISTED = 6
_TOP = Qt.AlignmentFlag.AlignTop


class PausePanel(Floating):
    """Stands over the page while the feeder is paused: a state, not an alarm.

    `chosen` carries the digit of a way out.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, say: Sayer, store: PictureStore) -> None:
        super().__init__()
        self._look, self._say = look, say
        set_tone(self, Tone.LOOK)
        self._mark = MarkView(look, 44)
        self._mark.show_mark(Tone.LOOK, Shape.BAR)
        self._what, self._do = label("heading", wraps=True), label("order", wraps=True)
        self._differs = label("strong", wraps=True)
        self._stack = StackView(look, say, store)
        self._again = label("strong", wraps=True)
        self._sheets = label("value", wraps=True)
        self._ways = Choices(look)
        self._ways.picked.connect(self._pick)
        self._keys: tuple[str, ...] = ()
        self._safe = label("small", wraps=True)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 18, 24, 16)
        row.setSpacing(20)
        row.addWidget(self._mark)
        row.setAlignment(self._mark, _TOP)
        column = QVBoxLayout()
        column.setSpacing(7)
        texts = (self._what, self._do, self._differs)
        for part in (*texts, self._stack, self._again, self._sheets, self._safe, self._ways):
            column.addWidget(part)
        row.addLayout(column, 1)

    def show_pause(self, desk: Desk) -> None:
        feeder, account = desk.feeder, account_of(desk)
        what, order = machine.SITUATIONS.get(feeder.situation or "", machine.UNKNOWN_SITUATION)
        self._what.setText(self._say(what))
        self._do.setText(self._say(order))
        differs = [self._differing(one) for one in account.differs]
        self._differs.setText("\n".join(differs))
        self._differs.setVisible(bool(differs))
        tight = self._look.density is Density.TIGHT
        self._stack.show_account(PaperAccount() if tight else account)
        self._show_again(desk, drawn=bool(account.sheets) and not tight)
        self._safe.setText(self._standing(desk, account))
        self._show_ways(desk)

    def arrived(self, picture: Picture) -> None:
        self._stack.arrived(picture)

    def _show_again(self, desk: Desk, *, drawn: bool) -> None:
        """Sheets that the picture does not show: of earlier batches, or where there is no room."""
        again = desk.feeder.feed_again
        sentence = machine.FEED_AGAIN if again else machine.FEED_AGAIN_NONE
        self._again.setText(self._say(sentence))
        self._sheets.setText("\n".join(self._sheet(desk, *sheet) for sheet in again[:_LISTED]))
        self._sheets.setVisible(bool(again) and not drawn)
        self._again.setVisible(not (again and drawn))

    def _show_ways(self, desk: Desk) -> None:
        """The first way is the large button's; the panel lists it where it covers the button."""
        covers = self._look.density is Density.TIGHT
        open_now = choices(desk)[0 if covers else 1 :]
        self._keys = tuple(choice.key for choice in open_now)
        at_stake = account_of(desk).at_stake
        self._ways.show_choices(
            tuple(
                Shown(choice.key, self._say(pausing.WAYS[choice.way], sheets=at_stake))
                for choice in open_now
            )
        )

    def _pick(self, place: int) -> None:
        self.chosen.emit(self._keys[place])

    def _differing(self, differs: CountDiffers) -> str:
        sentence = pausing.DIFFERS[differs.witness]
        return self._say(sentence, said=differs.said, counted=differs.counted)

    def _standing(self, desk: Desk, account: PaperAccount) -> str:
        saved = len(account.stay) or desk.feeder.sheets_in_batch
        parts = [self._say(machine.SHEETS_SAFE, sheets=saved)]
        if account.in_tray:
            parts.append(self._say(pausing.IN_TRAY, sheets=account.in_tray) + ".")
        elif account.paper_left:
            parts.append(self._say(pausing.PAPER_LEFT))
        return " ".join(parts)

    def _sheet(self, desk: Desk, item_id: str, sheet: int) -> str:
        item = desk.items.get(item_id)
        name = item.scan_id if item else self._say(words.NEW_ITEM)
        return self._say(machine.FEED_AGAIN_SHEET, sheet=sheet, scan_id=name)


class FeederStatus(QFrame):
    """The feeder in one line, for the top bar."""

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._mark = MarkView(look, 22)
        self._word = label("strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._word)
        self._count = label("heading")
        self._sheets = label("strong")
        row.addWidget(self._count)
        row.addWidget(self._sheets)

    def show_feeder(self, feeder: FeederChanged) -> None:
        tone, shape = FEEDER_LOOKS[feeder.state]
        self._mark.show_mark(tone, shape)
        word = self._say(machine.FEEDER_STATES[feeder.state])
        self._word.setText(word)
        running = feeder.state is FeederState.SCANNING
        for part in (self._count, self._sheets):
            part.setVisible(running)
        self._count.setText(str(feeder.sheets_in_batch))
        self._sheets.setText(self._say(words.SHEETS_NOW))
        self.setAccessibleName(f"{word} {feeder.sheets_in_batch}" if running else word)
