"""The archive as data: one field for labels and words, the open box, and what was found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, cast

from mailroom.domain.events import RoomTold
from mailroom.domain.ids import is_digits
from mailroom.domain.labels import LabelKind, NotALabel, parse_label
from mailroom.domain.shelves import (
    Box,
    BoxPaper,
    CloseBox,
    Closing,
    Contents,
    FileOriginal,
    FindOriginals,
    Original,
    PickOriginal,
    PrintBox,
    Pull,
    SeeBox,
    SeeBoxes,
    SeePulls,
)
from ui.filing import Said, why_not
from ui.work import Turn
from ui.writing import ENDS, is_foreign, is_scan_id, read_line, written


class Showing(StrEnum):
    """Which list stands beside the map."""

    BOX = "box"
    FOUND = "found"
    PULLS = "pulls"


@dataclass(frozen=True, slots=True)
class Unfiled:
    """Paper in somebody's hand that the register does not have in the box, and why."""

    scan_id: str
    why: Said


@dataclass(frozen=True, slots=True)
class Archive:
    """`field` is what is being written; `about` is the label, position or count that `said` names.

    `opening` is a box whose label was scanned and whose contents have not come yet.
    `unfiled` stays until the same label is filed or it is put aside: a quick hand scans on.
    """

    standing: RoomTold | None = None
    boxes: tuple[Box, ...] = ()
    contents: Contents | None = None
    opening: str = ""
    showing: Showing = Showing.BOX
    found: tuple[Original, ...] = ()
    pulls: tuple[Pull, ...] = ()
    chosen: int = 0
    field: str = ""
    is_counting: bool = False
    said: Said = Said.READY
    about: str = ""
    closing: Closing | None = None
    unfiled: tuple[Unfiled, ...] = ()

    @property
    def place(self) -> tuple[str | None, int | None]:
        """The box and the position that the map points at."""
        chosen = self.chosen_line
        if chosen is not None:
            return chosen.box, chosen.position
        if self.contents is None:
            return self.opening or None, None
        return self.contents.box.label, self.contents.box.items or None

    @property
    def target(self) -> str:
        """The box that the next item is laid into; empty when none is open."""
        return self.opening or (self.contents.box.label if self.contents else "")

    @property
    def chosen_line(self) -> Original | Pull | None:
        lines = self.lines
        if self.showing is Showing.BOX or not lines:
            return None
        return lines[min(self.chosen, len(lines) - 1)]

    @property
    def lines(self) -> tuple[Original | Pull, ...]:
        """What the list shows; of a box the latest first, since that is under the hand."""
        match self.showing:
            case Showing.FOUND:
                return self.found
            case Showing.PULLS:
                return self.pulls
            case Showing.BOX:
                return tuple(reversed(self.contents.originals)) if self.contents else ()

    def opened(self) -> Turn:
        again = (SeeBoxes(), SeePulls())
        box = (SeeBox(self.contents.box.label),) if self.contents else ()
        return Turn(self, (*again, *box))

    def told(self, told: RoomTold) -> "Archive":
        if told.situation:
            return _refused(self, told)
        take = _ANSWERS.get(type(told.question))
        return take(self, told) if take else self

    def pressed(self, key: str) -> Turn:
        if key in ENDS:
            return _entered(replace(self, field=""), read_line(self.field))
        if key in _STEPS and self.showing is not Showing.BOX:
            last = max(0, len(self.lines) - 1)
            return Turn(replace(self, chosen=min(max(self.chosen + _STEPS[key], 0), last)))
        if key in _KEYS:
            return _KEYS[key](self)
        return Turn(replace(self, field=written(self.field, key)))


def _say(work: Archive, said: Said, about: str = "") -> Archive:
    return replace(work, said=said, about=about)


def _entered(work: Archive, text: str) -> Turn:
    """A label does what it is for; anything else is looked for."""
    if not text or work.is_counting:
        return _counted(work, text) if text else Turn(work)
    label = text.upper()
    try:
        return _open(work, parse_label(label, LabelKind.BOX))
    except NotALabel:
        pass
    if is_foreign(label):
        return Turn(_say(work, Said.FOREIGN_LABEL))
    if not is_scan_id(label):
        return Turn(_say(work, Said.ASKING), (FindOriginals(text),))
    return _item(work, label)


def _open(work: Archive, box: str) -> Turn:
    """What lay open is left at once: the next item must not go into the one before."""
    known = work.contents if work.contents and work.contents.box.label == box else None
    fresh = replace(work, contents=known, opening=box, showing=Showing.BOX, closing=None)
    return Turn(_say(fresh, Said.ASKING, box), (SeeBox(box),))


def _item(work: Archive, scan_id: str) -> Turn:
    if work.showing is Showing.PULLS:
        return Turn(_say(work, Said.ASKING, scan_id), (PickOriginal(scan_id), SeePulls()))
    if not work.target:
        return Turn(_say(work, Said.ASKING), (FindOriginals(scan_id),))
    if not work.opening and work.contents and work.contents.box.sealed:
        return Turn(_unfiled(work, scan_id, Said.SEALED))
    back = _say(replace(work, showing=Showing.BOX), Said.ASKING, scan_id)
    return Turn(back, (FileOriginal(scan_id, work.target),))


def _counted(work: Archive, text: str) -> Turn:
    if work.contents is None or not is_digits(text) or len(text) > len("10000"):
        return Turn(_say(work, Said.NOT_A_COUNT))
    after = _say(replace(work, is_counting=False), Said.ASKING)
    return Turn(after, (CloseBox(work.contents.box.label, int(text)), SeeBoxes()))


def _seen(work: Archive, told: RoomTold) -> Archive:
    """Asked for by a label, or looked at again while it is open."""
    contents = cast("Contents", told.answer)
    label = contents.box.label
    if work.opening == label:
        said = Said.SEALED if contents.box.sealed else Said.OPENED
        return _say(replace(work, contents=contents, opening=""), said, label)
    if work.contents and work.contents.box.label == label:
        return replace(work, contents=contents)
    return work


def _filed(work: Archive, told: RoomTold) -> Archive:
    """The box is brought up to date here: the next label is already under the scanner."""
    original = cast("Original", told.answer)
    rest = tuple(one for one in work.unfiled if one.scan_id != original.scan_id.upper())
    work, at = replace(work, unfiled=rest), str(original.position)
    contents = work.contents
    if contents is None or contents.box.label != original.box:
        return _say(work, Said.FILED, at)
    if any(one.item == original.item for one in contents.originals):
        return _say(work, Said.FILED_BEFORE, at)
    box = replace(contents.box, items=max(contents.box.items, original.position or 0))
    lying = (*contents.originals, original)
    return _say(replace(work, contents=Contents(box, lying), closing=None), Said.FILED, at)


def _closed(work: Archive, told: RoomTold) -> Archive:
    closing = cast("Closing", told.answer)
    said = Said.CLOSED if closing.is_right else Said.COUNT_DIFFERS
    shown = replace(work, closing=closing, contents=closing.contents, showing=Showing.BOX)
    return _say(shown, said, closing.contents.box.label)


def _found(work: Archive, told: RoomTold) -> Archive:
    found = cast("tuple[Original, ...]", told.answer)
    if not found:
        return _say(work, Said.FOUND_NONE)
    shown = replace(work, found=found, showing=Showing.FOUND, chosen=0)
    return _say(shown, Said.FOUND, str(len(found)))


def _picked(work: Archive, told: RoomTold) -> Archive:
    scan_id = cast("PickOriginal", told.question).scan_id
    left = tuple(one for one in work.pulls if one.scan_id.upper() != scan_id)
    return _say(replace(work, pulls=left), Said.PICKED, scan_id)


def _unfiled(work: Archive, scan_id: str, why: Said) -> Archive:
    others = tuple(one for one in work.unfiled if one.scan_id != scan_id)
    return _say(replace(work, unfiled=(*others, Unfiled(scan_id, why))), why, scan_id)


def _refused(work: Archive, told: RoomTold) -> Archive:
    """A look that failed only ages what is shown; an act that failed is said."""
    question = told.question
    match question:
        case SeeBoxes():
            gone = told.answer is None
            return replace(work, standing=told, boxes=() if gone else work.boxes)
        case FileOriginal(scan_id=scan_id):
            return _unfiled(work, scan_id, why_not(told))
        case PickOriginal():
            return _say(work, why_not(told), question.scan_id)
        case SeeBox(label=label) if label == work.opening:
            shut = replace(work, opening="", contents=None)
            return _say(shut, why_not(told), label)
        case CloseBox() | FindOriginals() | PrintBox():
            return _say(work, why_not(told))
        case _:
            return work


def _left(work: Archive) -> Turn:
    """Out of counting, then of a list, then of the box: one step at a time."""
    if work.field or work.is_counting:
        return Turn(_say(replace(work, field="", is_counting=False), Said.READY))
    if work.showing is not Showing.BOX:
        return Turn(_say(replace(work, showing=Showing.BOX), Said.READY))
    if work.unfiled:
        return Turn(_say(replace(work, unfiled=work.unfiled[:-1]), Said.READY))
    return Turn(_say(replace(work, contents=None, opening="", closing=None), Said.READY))


def _count(work: Archive) -> Turn:
    if work.contents is None:
        return Turn(_say(work, Said.NO_BOX))
    if work.contents.box.sealed:
        return Turn(_say(work, Said.SEALED, work.contents.box.label))
    counting = replace(work, is_counting=True, field="", showing=Showing.BOX, closing=None)
    return Turn(_say(counting, Said.COUNT, work.contents.box.label))


def _print(work: Archive) -> Turn:
    """What is laid into a full box and what is stuck on it."""
    if work.contents is None:
        return Turn(_say(work, Said.NO_BOX))
    papers = tuple(PrintBox(work.contents.box.label, paper) for paper in BoxPaper)
    return Turn(_say(work, Said.ASKING), papers)


def _pull(work: Archive) -> Turn:
    shown = replace(work, showing=Showing.PULLS, chosen=0, is_counting=False, field="")
    return Turn(_say(shown, Said.READY), (SeePulls(),))


_STEPS: Final = {"Down": 1, "Up": -1}
_KEYS: Final[Mapping[str, Callable[[Archive], Turn]]] = {
    "Delete": _left,
    "Esc": lambda work: _left(work) if work.field or work.is_counting else Turn(work),
    "F3": _pull,
    "F4": _count,
    "F5": _print,
}
_ANSWERS: Final[Mapping[type, Callable[[Archive, RoomTold], Archive]]] = {
    SeeBoxes: lambda work, told: replace(
        work, standing=told, boxes=cast("tuple[Box, ...]", told.answer)
    ),
    SeePulls: lambda work, told: replace(work, pulls=cast("tuple[Pull, ...]", told.answer)),
    SeeBox: _seen,
    FileOriginal: _filed,
    CloseBox: _closed,
    FindOriginals: _found,
    PickOriginal: _picked,
    PrintBox: lambda work, told: _say(work, Said.PRINTED, cast("PrintBox", told.question).label),
}
