"""How a station stands: what was looked at, and what it was like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from mailroom.domain.pages import PageFlag


class Matter(StrEnum):
    """In the order in which a person should look at them."""

    DISK = "disk"
    JOURNAL = "journal"
    SCANNER = "scanner"
    REGISTER = "register"
    BACKEND = "backend"
    BACKLOG = "backlog"
    VERSIONS = "versions"


class Grade(StrEnum):
    WELL = "well"
    LOOK = "look"
    """Work goes on; somebody should see to it today."""
    STOP = "stop"
    """Nothing can be scanned, or nothing can be trusted, until it is seen to."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`seen` are the figures by name; the sentence belongs to the console, keyed by `code`."""

    matter: Matter
    grade: Grade
    code: str
    seen: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True, slots=True)
class TrialPage:
    """One side of a trial sheet, and what is wrong with its picture."""

    file: Path
    width_px: int
    height_px: int
    dpi: int
    flags: tuple[PageFlag, ...] = ()
    streaks_mm: tuple[float, ...] = ()
