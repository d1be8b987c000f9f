"""How a station stands: what was looked at, and what it was like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


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
    """One side of a trial sheet. `findings` are codes of what is wrong with the picture."""

    file: Path
    width_px: int
    height_px: int
    dpi: int
    findings: tuple[str, ...] = ()
    streaks_mm: tuple[float, ...] = ()
