"""Separator sheets: what a printed sheet between two items tells the station to do."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_HEAD: Final = "MAILROOM:"
_NAME: Final = re.compile(r"[A-Za-z0-9_.\- ]{1,24}")
"""What every one of the sheet's codes can hold: Code 128 knows no other letters."""


class SeparatorKind(StrEnum):
    ITEM = "NEXT"
    """The sheets that follow are the next item's."""
    TRAY = "TRAY"
    """And they lay in the tray of this name."""
    FACES = "FACES"
    """Each sheet that follows is the outside of an item of its own, until another separator."""
    PROFILE = "PROFILE"
    """And they are fed with the profile of this name."""

    @property
    def is_named(self) -> bool:
        return self in (SeparatorKind.TRAY, SeparatorKind.PROFILE)


@dataclass(frozen=True, slots=True)
class Separator:
    """`name` is a tray's card number or a profile's name, empty for the other kinds."""

    kind: SeparatorKind
    name: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError for a name that cannot be printed, is missing, or is none's."""
        wanted = _NAME if self.kind.is_named else re.compile("")
        if not wanted.fullmatch(self.name):
            raise ValueError(self.name)

    @property
    def payload(self) -> str:
        """What its codes hold: `MAILROOM:NEXT`, `MAILROOM:TRAY:T42`."""
        return _HEAD + self.kind.value + (f":{self.name}" if self.name else "")


def parse_separator(payload: str) -> Separator | None:
    """None for every code that is not exactly one of ours."""
    kind, _, name = payload.removeprefix(_HEAD).partition(":")
    try:
        separator = Separator(SeparatorKind(kind), name)
    except ValueError:
        return None
    return separator if separator.payload == payload else None
