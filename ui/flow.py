"""What one key does next: the step that the state of the desk makes the likely one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mailroom.domain.events import FeederState
from mailroom.domain.items import Item, ItemState
from mailroom.domain.sorting import DoubtReason
from mailroom.station.commands import Accept, Command, RescanPage, ScanContents, ScanFace, ScanStack
from ui.desk import Desk, shown_page
from ui.pausing import choices


class Step(StrEnum):
    """What the large button says, and what Space does."""

    SET_UP = "set_up"
    ACCEPT = "accept"
    TYPE_OR_CHOOSE = "type_or_choose"
    SAY_WHY = "say_why"
    TO_SUPERVISOR = "to_supervisor"
    RESCAN = "rescan"
    SCAN_FACE = "scan_face"
    SCAN_STACK = "scan_stack"
    SCAN_CONTENTS = "scan_contents"
    CONTINUE = "continue"
    WAIT_FEEDER = "wait_feeder"
    WAIT_READING = "wait_reading"
    NO_SCANNER = "no_scanner"


@dataclass(frozen=True, slots=True)
class Next:
    """The step and, when one key is enough for it, its command."""

    step: Step
    command: Command | None = None


_READING: Final = frozenset({ItemState.CAPTURED, ItemState.READ})


def next_step(desk: Desk) -> Next:
    """The one thing to do now; a stopped feeder comes first, then the item, then new paper."""
    if desk.tray is None or (desk.scanners and desk.scanner is None):
        return Next(Step.SET_UP)
    if desk.feeder.state is FeederState.PAUSED:
        batch = choices(desk)
        return Next(Step.CONTINUE, batch[0].command if batch else desk.fed or _feed(desk))
    item_step = _for_item(desk, desk.item) if desk.item else None
    if item_step is not None:
        return item_step
    if desk.feeder.state is FeederState.SCANNING:
        return Next(Step.WAIT_FEEDER)
    if desk.feeder.state is FeederState.ABSENT:
        return Next(Step.NO_SCANNER)
    return _new_paper(desk)


def _for_item(desk: Desk, item: Item) -> Next | None:
    match item.state:
        case ItemState.DOUBTFUL:
            return _for_doubt(desk, item)
        case ItemState.HELD:
            return Next(Step.SAY_WHY)
        case ItemState.REFUSED:
            return Next(Step.TO_SUPERVISOR)
        case ItemState.OPENING if _awaits_contents(desk, item):
            return Next(Step.SCAN_CONTENTS, ScanContents(item.id))
        case state if state in _READING and not desk.is_stack:
            return Next(Step.WAIT_READING)
        case _:
            return None


def _awaits_contents(desk: Desk, item: Item) -> bool:
    """Never in a stack: what lies in the feeder then begins with an envelope of its own."""
    return desk.feeder.state is FeederState.READY and not item.closed and not desk.is_stack


_FED_AGAIN = frozenset({DoubtReason.UNREADABLE_IMAGE, DoubtReason.RESCAN_ASKED})


def _for_doubt(desk: Desk, item: Item) -> Next:
    page, doubt = shown_page(desk), item.doubt
    if doubt is not None and doubt.reason in _FED_AGAIN and page is not None:
        return Next(Step.RESCAN, RescanPage(item.id, page.id))
    if doubt is not None and doubt.proposal is not None:
        return Next(Step.ACCEPT, Accept(item.id))
    return Next(Step.TYPE_OR_CHOOSE)


def _new_paper(desk: Desk) -> Next:
    return Next(Step.SCAN_STACK if desk.is_stack else Step.SCAN_FACE, _feed(desk))


def _feed(desk: Desk) -> Command:
    return ScanStack() if desk.is_stack else ScanFace()
