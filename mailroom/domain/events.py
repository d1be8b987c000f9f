"""What the station tells its listeners; every event is a fact that is already durable."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mailroom.domain.health import Finding, TrialPage
from mailroom.domain.items import Item, Tray
from mailroom.domain.pages import Page
from mailroom.domain.paper import PaperAccount
from mailroom.domain.policy import Policy
from mailroom.domain.room import Question


class FeederState(StrEnum):
    ABSENT = "absent"
    """No scanner, or it is switched off."""
    READY = "ready"
    SCANNING = "scanning"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Scanner:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ItemChanged:
    item: Item


@dataclass(frozen=True, slots=True)
class PageCaptured:
    """A page is durable and can be shown, while the feeder goes on."""

    item: str
    page: Page


@dataclass(frozen=True, slots=True)
class FeederChanged:
    """`situation` is a scanner situation code (`paper_jam`, `feeder_empty`, ...) when paused.

    `feed_again` names sheets, by item and sheet number, that must go back into the tray. `account`
    is the batch's paper after a stop, sheet by sheet; None while it runs and when none is known.
    Beyond the scanner's own situations there are `interrupted` (a crash) and `count_differs`.
    """

    state: FeederState
    sheets_in_batch: int = 0
    situation: str | None = None
    feed_again: tuple[tuple[str, int], ...] = ()
    account: PaperAccount | None = None


@dataclass(frozen=True, slots=True)
class SensorsChanged:
    """What the resting scanner feels; None where it has no such sensor or does not answer."""

    scanner: str
    paper_loaded: bool | None = None
    cover_open: bool | None = None
    ink_low: bool | None = None
    answers: bool = True
    """False while the scanner is switched off or out of reach."""


@dataclass(frozen=True, slots=True)
class ScanButtonPressed:
    """Somebody pressed the scanner's own button: the desk does what its scan key would do."""

    scanner: str


@dataclass(frozen=True, slots=True)
class Counters:
    """Of this tray: items by fate, sheets fed and sheets in items (they must balance)."""

    items: int = 0
    doubtful: int = 0
    scanned: int = 0
    sorted_out: int = 0
    held: int = 0
    waiting: int = 0
    delivered: int = 0
    sheets_fed: int = 0
    sheets_in_items: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class CountersChanged:
    counters: Counters


@dataclass(frozen=True, slots=True)
class BackendChanged:
    """`backlog` counts items that wait for a receipt. `register_day` is None before the first."""

    online: bool
    backlog: int
    register_day: dt.date | None
    register_version: str | None
    register_stale: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """The sorting table in force on this station."""

    policy: Policy


@dataclass(frozen=True, slots=True)
class SignedIn:
    user: str | None
    """None after signing out."""


@dataclass(frozen=True, slots=True)
class TrayOpened:
    tray: Tray


@dataclass(frozen=True, slots=True)
class ProfileName:
    """What the desk shows of a profile; `key` is its function key, empty for none."""

    name: str
    label_sv: str
    label_en: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class ScannersFound:
    """`locked` says that an administrator has fixed the profile: it cannot be chosen."""

    scanners: tuple[Scanner, ...]
    chosen: str | None
    profiles: tuple[str, ...]
    profile: str | None
    names: tuple[ProfileName, ...] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A command could not be done. `code` keys the console's sentence, e.g. `disk_full`."""

    code: str
    item: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class HealthChecked:
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class TrialScanned:
    """What one sheet looked like; it belongs to no item. `situation` is None when all went well."""

    pages: tuple[TrialPage, ...]
    seconds: float
    situation: str | None = None


@dataclass(frozen=True, slots=True)
class BundleWritten:
    file: Path


@dataclass(frozen=True, slots=True)
class RoomTold:
    """What the room answered, as it stood at `at`; what is to be done is in `situation`'s words.

    With a `situation` (an error's code) the answer is the last one known, None when there is none.
    `detail` is the backend's own number for why it refused.
    """

    question: Question
    answer: object | None
    at: dt.datetime | None
    situation: str = ""
    detail: str = ""


Event = (
    ItemChanged
    | PageCaptured
    | FeederChanged
    | SensorsChanged
    | ScanButtonPressed
    | CountersChanged
    | BackendChanged
    | PolicyChanged
    | SignedIn
    | TrayOpened
    | ScannersFound
    | Refused
    | HealthChecked
    | TrialScanned
    | BundleWritten
    | RoomTold
)
