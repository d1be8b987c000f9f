"""Profiles: how the feeder is set for envelopes and for contents."""

from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mailroom.domain.batches import BatchMode
from scanners.api import UNTUNED, BatchRequest, DoubleFeed, Mode, Source, Tuning


@dataclass(frozen=True, slots=True)
class Profile:
    """Envelopes are fed one side up unless `both_faces`.

    The window is what the device is asked to look at, in millimetres; one that the device cannot
    reach is cut to its own largest. The outside of mail is as large as the device allows, since a
    C4 envelope lies across where a letter stands.
    """

    name: str
    mode: Mode = Mode.COLOUR
    duplex: bool = True
    both_faces: bool = False
    dpi: int = 300
    page_mm: tuple[float, float] = (216.0, 356.0)
    outside_mm: tuple[float, float] = (365.0, 365.0)
    tuning: Tuning = UNTUNED
    max_sheets: int | None = None

    def for_doubles(self) -> "Profile":
        """For one sheet that only looks like two: detection is off for it."""
        tuning = replace(self.tuning, double_feed=DoubleFeed.OFF)
        return replace(self, tuning=tuning, max_sheets=1)

    def is_duplex(self, mode: BatchMode, *, face: bool) -> bool:
        """Whether a sheet of this run has two sides to be captured."""
        envelope = mode is BatchMode.FACE or (mode is BatchMode.RESCAN and face)
        return self.both_faces if envelope else self.duplex

    def request(self, folder: Path, mode: BatchMode, *, duplex: bool) -> BatchRequest:
        inside = (BatchMode.CONTENTS, BatchMode.INSERT)
        width_mm, height_mm = self.page_mm if mode in inside else self.outside_mm
        return BatchRequest(
            folder=folder,
            source=Source.FEEDER_DUPLEX if duplex else Source.FEEDER,
            mode=self.mode,
            dpi=self.dpi,
            width_mm=width_mm,
            height_mm=height_mm,
            tuning=self.tuning,
            max_sheets=self.max_sheets,
        )


_ALL = (
    Profile("letters"),
    Profile("letters_grey", mode=Mode.GREY),
    Profile("one_sided", duplex=False),
    Profile("both_faces", both_faces=True),
)
PROFILES: Final = MappingProxyType({profile.name: profile for profile in _ALL})
STANDARD: Final = _ALL[0]
