"""The paper account: where every sheet of the batch at the feeder lies, as a person must see it."""

from dataclasses import dataclass
from enum import StrEnum

from mailroom.domain.pages import Page


class PaperPlace(StrEnum):
    CAPTURED = "captured"
    """Durable on disk: the sheet stays in the output stack."""
    IN_MACHINE = "in_machine"
    """In the paper path, without a usable picture: take it out and lay it back first."""
    FEED_AGAIN = "feed_again"
    """In the output stack, fetched ahead or spoilt, never counted: back into the tray."""
    REMOVED = "removed"
    """A separator, or a sheet that a person took out: it belongs to no item."""


class Witness(StrEnum):
    """Who else counted the sheets."""

    OPERATOR = "operator"
    IMPRINTER = "imprinter"
    """The numbers that the scanner printed on the sheets."""


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One physical sheet in the order fed. `page` is its front where that is durable."""

    place: PaperPlace
    fed: int
    """Its number in the account, from 1; also its place in the output stack."""
    item: str | None = None
    number: int | None = None
    """Its number within the item."""
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class CountDiffers:
    """`said` by the witness, `counted` by us, of sheets. For numbers: the two beside the gap."""

    witness: Witness
    said: int
    counted: int


@dataclass(frozen=True, slots=True)
class PaperAccount:
    """The sheets of a batch over all its runs: stops, refills and continuations included.

    A sheet that was fed again stands here once, at its last feeding. `paper_left` is whether the
    scanner still sees paper in its tray, None when it cannot tell. `at_stake` is how many
    captured sheets `CancelBatch` would give up.
    """

    sheets: tuple[PaperSheet, ...] = ()
    paper_left: bool | None = None
    expected: int | None = None
    differs: tuple[CountDiffers, ...] = ()
    at_stake: int = 0

    @property
    def stay(self) -> tuple[PaperSheet, ...]:
        return tuple(one for one in self.sheets if one.place is PaperPlace.CAPTURED)

    @property
    def go_back(self) -> tuple[PaperSheet, ...]:
        """Into the tray, in this order, those in the machine included."""
        back = (PaperPlace.FEED_AGAIN, PaperPlace.IN_MACHINE)
        return tuple(one for one in self.sheets if one.place in back)

    @property
    def in_tray(self) -> int | None:
        """How many of the expected sheets have not been fed; None when nobody counted."""
        if self.expected is None:
            return None
        return max(0, self.expected - len(self.sheets))
