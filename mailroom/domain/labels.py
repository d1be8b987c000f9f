"""Our own labels for shelves, boxes and consignments; anything else that is scanned is refused."""

import re
from enum import StrEnum
from typing import Final

from mailroom.domain.ids import Flaw, NotAnIdentifier, luhn_digit, luhn_ok

_LABEL: Final = re.compile(r"M([SBC])([0-9]{8})", re.ASCII)
_LARGEST: Final = 9_999_999


class LabelKind(StrEnum):
    SHELF = "S"
    BOX = "B"
    CONSIGNMENT = "C"


class NotALabel(NotAnIdentifier):
    pass


def label_of(kind: LabelKind, serial: int) -> str:
    """`MB00000174`: the kind, seven digits and their check digit. ValueError above ten million."""
    if not 0 < serial <= _LARGEST:
        raise ValueError("a serial has one to seven digits")
    digits = f"{serial:07}"
    return f"M{kind}{digits}{luhn_digit(digits)}"


def parse_label(text: str, kind: LabelKind) -> str:
    """The label as it is printed; raises NotALabel for another kind's and another system's."""
    written = text.strip().upper()
    shape = _LABEL.fullmatch(written)
    if shape is None:
        raise NotALabel(Flaw.SHAPE)
    if shape[1] != kind:
        raise NotALabel(Flaw.PREFIX)
    if not luhn_ok(shape[2]):
        raise NotALabel(Flaw.CHECK_DIGIT)
    return written
