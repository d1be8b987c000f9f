"""Profiles: how the feeder is set for envelopes and for contents."""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mailroom.domain.batches import BatchMode
from scanners.api import BatchRequest, Mode, Source


@dataclass(frozen=True, slots=True)
class Profile:
    """Envelopes are fed one side up unless `both_faces`; width and height in millimetres."""

    name: str
    mode: Mode = Mode.COLOUR
    duplex: bool = True
    both_faces: bool = False
    dpi: int = 300
    width_mm: float = 216.0
    height_mm: float = 356.0

    def is_duplex(self, mode: BatchMode, *, face: bool) -> bool:
        """Whether a sheet of this run has two sides to be captured."""
        envelope = mode is BatchMode.FACE or (mode is BatchMode.RESCAN and face)
        return self.both_faces if envelope else self.duplex

    def request(self, folder: Path, *, duplex: bool) -> BatchRequest:
        return BatchRequest(
            folder=folder,
            source=Source.FEEDER_DUPLEX if duplex else Source.FEEDER,
            mode=self.mode,
            dpi=self.dpi,
            width_mm=self.width_mm,
            height_mm=self.height_mm,
        )


_ALL = (
    Profile("letters"),
    Profile("letters_grey", mode=Mode.GREY),
    Profile("one_sided", duplex=False),
    Profile("both_faces", both_faces=True),
)
PROFILES: Final = MappingProxyType({profile.name: profile for profile in _ALL})
STANDARD: Final = _ALL[0]
