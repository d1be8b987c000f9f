"""What an operator can ask of the station; each is handed over at once and answered by events."""

import datetime as dt
from dataclasses import dataclass

from mailroom.domain.decisions import Category, UnscannableReason
from mailroom.domain.room import Question


@dataclass(frozen=True, slots=True)
class SignIn:
    user: str
    secret: str


@dataclass(frozen=True, slots=True)
class SignOut:
    pass


@dataclass(frozen=True, slots=True)
class FindScanners:
    pass


@dataclass(frozen=True, slots=True)
class ChooseScanner:
    scanner: str


@dataclass(frozen=True, slots=True)
class ChooseProfile:
    profile: str


@dataclass(frozen=True, slots=True)
class OpenTray:
    """`tray` is the number on the tray card; opening a known tray continues it."""

    tray: str
    arrived_on: dt.date
    postal_operator: str
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class ScanFace:
    """Feed one envelope's outside: a new item."""


@dataclass(frozen=True, slots=True)
class ScanContents:
    """Feed what lay inside, until the feeder is empty; then the item is closed.

    `expected` is how many sheets a person counted: on any other number the item stays open.
    """

    item: str
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class ScanStack:
    """Feed a stack: an envelope front or a separator sheet begins the next item.

    `expected` is how many sheets a person counted, separators among them.
    """

    expected: int | None = None


@dataclass(frozen=True, slots=True)
class ContinueBatch:
    """Feed on in the batch that has paused: after a refill, a jam cleared, a count put right.

    `keep_double` takes the first sheet without double-feed detection: two that belong together,
    a label, a folded sheet.
    """

    keep_double: bool = False


@dataclass(frozen=True, slots=True)
class SaveBatch:
    """The paused batch ends with what is here; a sheet still to be fed again holds its item."""


@dataclass(frozen=True, slots=True)
class CancelBatch:
    """Give up the contents that the paused batch fed into the item still open: `at_stake`."""


@dataclass(frozen=True, slots=True)
class DropLastSheet:
    """The last sheet that the paused batch captured goes back into the tray."""


@dataclass(frozen=True, slots=True)
class StopFeeder:
    pass


@dataclass(frozen=True, slots=True)
class CloseItem:
    item: str


@dataclass(frozen=True, slots=True)
class Accept:
    """Take the doubt's proposal."""

    item: str


@dataclass(frozen=True, slots=True)
class PickCandidate:
    item: str
    number: str


@dataclass(frozen=True, slots=True)
class TypeNumber:
    item: str
    number: str


@dataclass(frozen=True, slots=True)
class ChangeCategory:
    """`note` says why in the operator's words; `reason` is required for unscannable.

    `row` is the code of the sorting table's row that was chosen, empty for none.
    """

    item: str
    category: Category
    reason: UnscannableReason | None = None
    note: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class MarkBlank:
    item: str
    page: str
    blank: bool


@dataclass(frozen=True, slots=True)
class RescanPage:
    """Feed the sheet again; the page's new image takes the old one's place."""

    item: str
    page: str


@dataclass(frozen=True, slots=True)
class InsertPage:
    """Feed a sheet that was left out: it goes behind the sheet of this page."""

    item: str
    page: str


@dataclass(frozen=True, slots=True)
class PassPage:
    """A person has looked at a flagged page and takes it as it is."""

    item: str
    page: str


@dataclass(frozen=True, slots=True)
class ReleaseHold:
    """A person has looked and lets the item go on as it is, saying why."""

    item: str
    note: str


@dataclass(frozen=True, slots=True)
class Recall:
    """Take an item back within the release delay."""

    item: str


@dataclass(frozen=True, slots=True)
class CheckHealth:
    pass


@dataclass(frozen=True, slots=True)
class ScanTrialPage:
    """Feed one sheet that belongs to no item, to see what the scanner makes of it."""


@dataclass(frozen=True, slots=True)
class WriteSupportBundle:
    """A file for whoever helps: how the station stands and what it did, nothing read from mail."""


@dataclass(frozen=True, slots=True)
class AskRoom:
    """Ask about the whole room; RoomTold answers."""

    question: Question


Command = (
    SignIn
    | SignOut
    | FindScanners
    | ChooseScanner
    | ChooseProfile
    | OpenTray
    | ScanFace
    | ScanContents
    | ScanStack
    | ContinueBatch
    | SaveBatch
    | CancelBatch
    | DropLastSheet
    | StopFeeder
    | CloseItem
    | Accept
    | PickCandidate
    | TypeNumber
    | ChangeCategory
    | MarkBlank
    | RescanPage
    | InsertPage
    | PassPage
    | ReleaseHold
    | Recall
    | CheckHealth
    | ScanTrialPage
    | WriteSupportBundle
    | AskRoom
)
