"""The practice tray as paper: what is laid into the feeder, and which sheet a capture shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.request import Request, urlopen

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mailroom.demo.services import PracticeHopper
from mailroom.demo.tray import Outcome, PaperSheet, PracticeItem, PracticeTray
from tests.station.campaign import digest
from tests.station.paper import Letter

Picture = NDArray[np.float32]

_THUMB = (256, 256)
_ALIKE = 0.95
"""Correlation of a sheet with its capture; another sheet of the tray reaches 0.9 at the most."""
_NO_INK = 4.0
"""Grey levels by which an empty side's picture may vary."""
_OPENED = {Outcome.DELIVERED, Outcome.HELD}


@dataclass(frozen=True, slots=True)
class Laid:
    """One sheet under the name the campaign knows it by."""

    name: str
    paper: PaperSheet

    @property
    def sides(self) -> tuple[bytes, bytes]:
        return f"{self.name}/front".encode(), f"{self.name}/back".encode()

    def shown_by(self, captures: list[Path]) -> list[str]:
        """The digests of its sides, as far as the captures really show them."""
        papers = (self.paper.front, self.paper.back)
        return [
            digest(side) if _shows(capture, paper) else f"not {side!r}"
            for side, paper, capture in zip(self.sides, papers, captures, strict=False)
        ]


def _shows(capture: Path, paper: Path | None) -> bool:
    picture = picture_of(capture)
    if paper is None or _is_empty(picture_of(paper)):
        return _is_empty(picture)
    return likeness(picture, picture_of(paper)) > _ALIKE


def _is_empty(picture: Picture) -> bool:
    return float(picture.std()) < _NO_INK


def sheets_of(item: PracticeItem) -> Iterator[Laid]:
    """The face, then the contents."""
    for number, sheet in enumerate((item.face, *item.contents)):
        yield Laid(f"{item.name}/{number}", sheet)


def letters_of(tray: PracticeTray) -> list[Letter]:
    """Contents are fed only of what a station opens."""
    return [_letter(item) for item in tray.items]


def _letter(item: PracticeItem) -> Letter:
    face, *inside = sheets_of(item)
    opened = inside if item.outcome in _OPENED else []
    return Letter(item.name, face.sides[0], tuple(side for each in opened for side in each.sides))


@dataclass(frozen=True, slots=True)
class TrayFeeder:
    """The practice feeder, emptied before anything is laid into it."""

    url: str
    tray: PracticeTray

    def lay(self, sides: tuple[bytes, ...]) -> None:
        reset = Request(f"{self.url}/ctl/reset", b"{}")  # noqa: S310  our own loopback address
        with urlopen(reset, timeout=10):  # noqa: S310
            pass
        named = {each.sides[0]: each.paper for item in self.tray.items for each in sheets_of(item)}
        PracticeHopper(self.url).load([named[side] for side in sides if side in named])


def told_apart(capture: Path, among: list[Laid]) -> Laid:
    """Whose front the capture shows."""
    picture = picture_of(capture)
    return max(among, key=lambda laid: likeness(picture, picture_of(laid.paper.front)))


@cache
def picture_of(file: Path) -> Picture:
    """A captured file never changes, so one look is enough."""
    with Image.open(file) as image:
        image.draft("L", (800, 800))
        small = image.convert("L").resize(_THUMB, Image.Resampling.BOX)
    return np.asarray(small, np.float32)


def likeness(one: Picture, other: Picture) -> float:
    """Correlation, -1 to 1; an empty side is like nothing."""
    spread = float(one.std() * other.std())
    return float(((one - one.mean()) * (other - other.mean())).mean()) / spread if spread else 0.0
