"""The practice fi-7160 as a machine: hopper, one sheet in the path, output tray, and trouble."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Condition

from scanners.practice.fi7160.identity import Sensors
from scanners.practice.fi7160.sense import (
    EMPTY,
    NO_SENSE,
    SENSE_OF,
    SHEETS_SPOILT,
    FiFault,
    FiMoment,
    OrderedFault,
    Sense,
)
from scanners.practice.sheets import PracticeSheet, check_sheets


class CableOut(Exception):
    """The machine is not there any more; the connection ends without a word."""


@dataclass(frozen=True, slots=True)
class FiState:
    """`hopper` waits; `fed` have left it since it was switched on, spoilt sheets among them."""

    hopper: int
    fed: int


class Fi7160Machine:
    """All of it may be called from any thread."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._hopper: deque[PracticeSheet] = deque()
        self._output: list[PracticeSheet] = []
        self._faults: list[OrderedFault] = []
        self._standing: FiFault | None = None
        self._sheet: PracticeSheet | None = None
        self._button = False

    # --- what a person does at the machine

    def load(self, sheets: Sequence[PracticeSheet]) -> None:
        """Lay sheets behind those already waiting. Raises SheetUnreadable."""
        check_sheets(sheets)
        with self._changed:
            self._hopper.extend(sheets)

    def refeed(self, count: int) -> None:
        """Take the last `count` sheets out of the output tray and lay them first in the hopper."""
        with self._changed:
            for _ in range(min(count, len(self._output))):
                self._hopper.appendleft(self._output.pop())

    def clear(self) -> None:
        """Take stuck paper out, close the cover, change the ink, plug the cable in again."""
        with self._changed:
            self._standing, self._sheet = None, None
            self._faults.clear()
            self._changed.notify_all()

    def press_scan(self) -> None:
        with self._changed:
            self._button = True

    def unplug(self) -> None:
        """Pull the cable; `clear` puts it back."""
        with self._changed:
            self._standing = FiFault.GONE

    def order_fault(self, fault: OrderedFault) -> None:
        with self._changed:
            self._faults.append(fault)

    def state(self) -> FiState:
        with self._changed:
            return FiState(hopper=len(self._hopper), fed=len(self._output))

    # --- what the backend does

    @property
    def sheet(self) -> PracticeSheet | None:
        """The one in the path, to be read."""
        return self._sheet

    @property
    def standing(self) -> Sense | None:
        """The trouble that is not cleared yet."""
        return SENSE_OF.get(self._standing) if self._standing else None

    @property
    def is_unplugged(self) -> bool:
        return self._standing is FiFault.GONE

    def feed(self) -> Sense:
        """Take the next sheet into the path; NO_SENSE when it lies there. Raises CableOut."""
        with self._changed:
            self._sheet = None
            struck = self._strike(FiMoment.FEED, len(self._output) + 1)
            if struck:
                return struck
            if self._standing is FiFault.COVER_OPEN:
                return SENSE_OF[FiFault.COVER_OPEN]
            if not self._hopper:
                return EMPTY
            self._standing = None
            self._sheet = self._take()
            return NO_SENSE

    def halfway(self) -> Sense | None:
        """The trouble, if any, that strikes in the middle of the sheet. Raises CableOut."""
        with self._changed:
            return self._strike(FiMoment.READ, len(self._output))

    def discharge(self) -> None:
        with self._changed:
            self._sheet = None

    def sensors(self) -> Sensors:
        """A press of the button is told once."""
        with self._changed:
            pressed, self._button = self._button, False
            return Sensors(
                is_loaded=bool(self._hopper),
                is_fed=self._sheet is not None,
                is_open=self._standing is FiFault.COVER_OPEN,
                is_double_feed=self._standing is FiFault.DOUBLE_FEED,
                is_out_of_ink=self._standing is FiFault.NO_INK,
                scan_button=pressed,
            )

    def _strike(self, moment: FiMoment, sheet: int) -> Sense | None:
        due = (f for f in self._faults if f.moment is moment and f.sheet == sheet)
        fault = next(due, None)
        if fault is None:
            return None
        self._faults.remove(fault)
        self._standing = fault.kind
        self._sheet = None
        if fault.kind is FiFault.STALL:
            self._changed.wait_for(lambda: self._standing is not FiFault.STALL)
            raise CableOut
        if fault.kind is FiFault.GONE:
            raise CableOut
        if moment is FiMoment.FEED:
            for _ in range(min(SHEETS_SPOILT.get(fault.kind, 0), len(self._hopper))):
                self._take()
        return SENSE_OF[fault.kind]

    def _take(self) -> PracticeSheet:
        sheet = self._hopper.popleft()
        self._output.append(sheet)
        return sheet
