"""The practice tray: mail with known answers, as it is put into the feeder."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from mailroom.domain.sorting import Category, Decision, UnscannableReason


class Outcome(StrEnum):
    """Where a known answer says an item must end; nobody is asked but where it says so."""

    DELIVERED = "delivered"
    SORTED = "sorted"
    WAITS = "waits"
    """A person has to decide; going on alone would be a fault."""
    HELD = "held"
    """Something is wrong with the contents; going on alone would be a fault."""


@dataclass(frozen=True, slots=True)
class PaperSheet:
    front: Path
    back: Path | None


@dataclass(frozen=True, slots=True)
class PracticeItem:
    """`recipient` is ten digits, or None where the machine may choose nobody.

    `person` is true where a person reads what a machine may not: the item may wait for the
    operator, who types the number, and must not go to anybody else meanwhile.
    """

    name: str
    face: PaperSheet
    contents: tuple[PaperSheet, ...]
    outcome: Outcome
    category: Category
    recipient: str | None
    reason: UnscannableReason | None
    person: bool = False

    def is_met_by(self, decision: Decision | None) -> bool:
        """Whether it was taken for what it is, and for whom, by whoever decided."""
        if decision is None or decision.category is not self.category:
            return False
        chosen = decision.recipient.number if decision.recipient else None
        if self.recipient is not None and chosen != self.recipient:
            return False
        return self.reason is None or decision.reason is self.reason


@dataclass(frozen=True, slots=True)
class PracticeTray:
    name: str
    postal_operator: str
    items: tuple[PracticeItem, ...]


def read_tray(folder: Path) -> PracticeTray:
    """Read `tray.json` of a practice tray. Raises OSError, ValueError, KeyError when it is torn."""
    told = json.loads((folder / "tray.json").read_text(encoding="utf-8"))
    return PracticeTray(
        name=told["tray"],
        postal_operator=told["postal_operator"],
        items=tuple(_item(folder / item["item"], item) for item in told["items"]),
    )


def _item(folder: Path, told: dict[str, Any]) -> PracticeItem:
    return PracticeItem(
        name=told["item"],
        face=_sheet(folder, told["face"], told["back"]),
        contents=tuple(_sheet(folder, *sides) for sides in told["sheets"]),
        outcome=Outcome(told["outcome"]),
        category=Category(told["category"]),
        recipient=told["recipient"],
        reason=UnscannableReason(told["reason"]) if told["reason"] else None,
        person=told.get("person", False),
    )


def _sheet(folder: Path, front: str, back: str | None = None) -> PaperSheet:
    return PaperSheet(folder / front, folder / back if back else None)
