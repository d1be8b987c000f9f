"""What a station is made of; the wiring chooses, the service uses."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mailroom.pipeline.ports import (
    BoundaryReader,
    Decider,
    DocumentStage,
    FaceDrawer,
    FaceReader,
    ImprintReader,
    Workers,
)
from mailroom.spool.spool import Spool
from mailroom.station.link import CentralBackend
from mailroom.station.profiles import ProfileBook, read_profiles
from mailroom.station.register import RegisterKeeper
from mailroom.station.room import RoomSource
from mailroom.station.scanning import ScannerSource
from mailroom.station.sortingtable import PolicyKeeper


@dataclass(frozen=True, slots=True)
class Rules:
    """How this station works.

    `review_after` is how long an item in doubt waits before the whole room is asked; None: never.
    """

    station: str
    release_delay: dt.timedelta
    document_threads: int = 1
    review_after: dt.timedelta | None = None
    review_every_s: float = 5.0


@dataclass(frozen=True, slots=True)
class Parts:
    """`is_live` says whether a batch folder's scanning child still lives."""

    rules: Rules
    spool: Spool
    register: RegisterKeeper
    policy: PolicyKeeper
    backend: CentralBackend
    scanners: ScannerSource
    workers: Workers
    read_face: FaceReader
    draw_face: FaceDrawer
    read_imprint: ImprintReader
    decide: Decider
    document: DocumentStage
    boundary: BoundaryReader
    is_live: Callable[[Path], bool]
    now: Callable[[], dt.datetime]
    room: RoomSource
    profiles: ProfileBook = field(default_factory=read_profiles)
