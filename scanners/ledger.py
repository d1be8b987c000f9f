"""Counts a batch's sheets: asked for, durable, and fed by the device without a durable page."""

from dataclasses import dataclass, field

from scanners.api import Side, Situation
from scanners.escl.status import EsclJob

# Sheets that are in the paper path, and in nobody's count of images, when this happens.
_SPOILT = {
    Situation.PAPER_JAM: 1,
    Situation.COVER_OPEN: 1,
    Situation.DOUBLE_FEED: 2,
}
# The device looks at the tray, its rollers and its ink before it moves a sheet.
_NOTHING_IN_TRANSIT = frozenset(
    {
        Situation.FEEDER_EMPTY,
        Situation.STOPPED,
        Situation.SHEET_NOT_TAKEN,
        Situation.IMPRINTER_EMPTY,
    }
)


@dataclass(slots=True)
class SheetLedger:
    sides: int
    """How many pages make a sheet whole: 1 or 2."""
    asked: int = 0
    pages: int = 0
    _sides_of: dict[int, set[Side]] = field(default_factory=dict[int, set[Side]])

    def ask(self, sheet: int) -> bool:
        """Whether this is the first time that the sheet is asked for."""
        first = sheet > self.asked
        self.asked = max(self.asked, sheet)
        return first

    def save(self, sheet: int, side: Side) -> None:
        self.pages += 1
        self._sides_of.setdefault(sheet, set()).add(side)

    @property
    def whole(self) -> int:
        return sum(len(sides) == self.sides for sides in self._sides_of.values())

    def lost(self, situation: Situation, job: EsclJob | None) -> int:
        """How many sheets the device may have fed beyond the whole ones.

        The device's own count is taken where it keeps one (drivers fetch ahead of us);
        without it, what was asked for and did not come.
        """
        if job is not None:
            return max(0, self._fed(situation, job) - self.whole)
        if situation in _NOTHING_IN_TRANSIT:
            return 0
        twin = 1 if situation is Situation.DOUBLE_FEED else 0
        return max(0, self.asked - self.whole) + (twin if self.asked else 0)

    def stuck(self, situation: Situation, lost: int) -> int:
        """How many of the lost sheets, the last ones, are in the paper path."""
        return min(lost, _SPOILT.get(situation, 0))

    def _fed(self, situation: Situation, job: EsclJob) -> int:
        images = job.completed + job.to_transfer
        fed = -(-images // self.sides)
        spoilt = _SPOILT.get(situation, 0)
        started = bool(job.to_transfer or images % self.sides)
        # A sheet of which one side is made is already in the count.
        return fed + max(0, spoilt - 1 if started else spoilt)
