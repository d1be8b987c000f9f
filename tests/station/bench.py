"""A whole station over light engines: real spool, capture, flow, outbox, pool and HTTP."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from mailroom.domain.events import FeederChanged
from mailroom.domain.items import Item, ItemState
from mailroom.engines.face.drawing import draw_face
from mailroom.engines.link.http import HttpBackend
from mailroom.engines.link.room import HttpRoom
from mailroom.engines.link.session import BackendLink
from mailroom.engines.link.stationkey import StationKey
from mailroom.engines.page.imprint import read_imprint
from mailroom.engines.settled import write_settled
from mailroom.engines.workers.sandbox import WorkerPool
from mailroom.pipeline.document import DocumentStage
from mailroom.pipeline.proof import Proving
from mailroom.spool.spool import Spool
from mailroom.station.commands import ScanContents, ScanFace
from mailroom.station.parts import Parts, Rules
from mailroom.station.profiles import ProfileBook, read_profiles
from mailroom.station.register import RegisterKeeper
from mailroom.station.service import LocalStation
from mailroom.station.sortingtable import PolicyKeeper
from scanners.api import Scanner, ScannerInfo
from scanners.folder import FolderScanner
from scanners.host import batch_is_live
from tests.station import light, paper
from tests.station.central import Central
from tests.station.hand import Hand

_UNDECIDED = frozenset({ItemState.CAPTURED, ItemState.READ})


def clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class OneFolder:
    hopper: Path

    def known(self) -> Sequence[Scanner]:
        return (
            FolderScanner(self.hopper, ScannerInfo("hopper", "Hopper", "folder"), settle_s=0.1),
        )

    def search(self) -> Sequence[Scanner]:
        return ()


@dataclass(frozen=True, slots=True)
class OneScanner:
    scanner: Scanner

    def known(self) -> Sequence[Scanner]:
        return (self.scanner,)

    def search(self) -> Sequence[Scanner]:
        return ()


def light_parts(  # noqa: PLR0913  a test names only what it is about
    workspace: Path,
    *,
    hopper: Path,
    url: str,
    key_file: Path,
    release_delay_s: float = 0.0,
    reserve_mb: int = 64,
    profiles: ProfileBook | None = None,
    scanner: Scanner | None = None,
    review_after: dt.timedelta | None = None,
    feeder_every_s: float = 60.0,
    now: Callable[[], dt.datetime] = clock,
) -> Parts:
    spool = Spool(workspace, station="desk-1", reserve_mb=reserve_mb, now=now)
    register = RegisterKeeper(workspace, max_age=dt.timedelta(hours=36), now=now)
    key, pinned = StationKey.open(key_file), workspace / "backend.key"
    link = BackendLink(url, station="desk-1", key=key, pinned=pinned, now=now)
    workers = WorkerPool(1)
    return Parts(
        rules=Rules(
            "desk-1",
            dt.timedelta(seconds=release_delay_s),
            review_after=review_after,
            review_every_s=0.1,
            feeder_every_s=feeder_every_s,
        ),
        spool=spool,
        register=register,
        policy=PolicyKeeper(workspace),
        backend=HttpBackend(link),
        scanners=OneScanner(scanner) if scanner else OneFolder(hopper),
        workers=workers,
        read_face=light.read_face,
        draw_face=draw_face,
        read_imprint=read_imprint,
        decide=light.decide,
        document=DocumentStage(
            workers,
            lambda item: workspace / "work" / item.id,
            light.read_page,
            light.write_document,
            lambda: register.register.customers if register.register else {},
            Proving("desk-1", key.public, key.sign, write_settled, now, {"mailroom": "test"}),
        ),
        boundary=lambda front: workers.submit_urgent(light.boundary, front).result(),
        is_live=batch_is_live,
        now=now,
        room=HttpRoom(url),
        profiles=profiles or read_profiles(),
    )


def light_station(workspace: Path, *, hopper: Path, url: str, key_file: Path) -> LocalStation:
    return LocalStation(light_parts(workspace, hopper=hopper, url=url, key_file=key_file))


class Bench:
    """A desk in a test: station, feeder, operator. Closing and opening is a restart."""

    review_after: dt.timedelta | None = None
    feeder_every_s = 60.0

    def __init__(self, folder: Path, central: Central) -> None:
        self.workspace = folder / "desk"
        self.hopper = folder / "hopper"
        self.hopper.mkdir()
        self.central = central
        self.tray = f"T{uuid4().hex[:8]}"
        self.chance = paper.seeded(self.tray)

    def open(
        self,
        *,
        release_delay_s: float = 0.0,
        reserve_mb: int = 64,
        sign_in: bool = True,
        profiles: ProfileBook | None = None,
        scanner: Scanner | None = None,
    ) -> None:
        parts = light_parts(
            self.workspace,
            hopper=self.hopper,
            url=self.central.url,
            key_file=self.central.practice.key_file,
            release_delay_s=release_delay_s,
            reserve_mb=reserve_mb,
            profiles=profiles,
            scanner=scanner,
            review_after=self.review_after,
            feeder_every_s=self.feeder_every_s,
            now=self.now,
        )
        self.spool = parts.spool
        self.station = LocalStation(parts)
        self.station.start()
        self.hand = Hand(self.station)
        if sign_in:
            self.hand.sign_in(self.tray)

    def now(self) -> dt.datetime:
        return clock()

    def close(self) -> None:
        self.station.close()

    def face(self, code: str) -> Item:
        """Feed one envelope: the item, decided or in doubt."""
        paper.lay(self.hopper, (paper.picture(self.chance, code),))
        before = set(self.hand.items)
        self.hand.feed(ScanFace())
        (key,) = set(self.hand.items) - before
        waiting = [state for state in ItemState if state not in _UNDECIDED]
        return self.hand.item_in(*waiting, item=key)

    def contents(self, item: Item, sides: int) -> FeederChanged:
        paper.lay(self.hopper, tuple(paper.picture(self.chance) for _ in range(sides)))
        return self.hand.feed(ScanContents(item.id))

    def contents_without_closing(self, item: Item) -> None:
        """Three sides: the second sheet lacks its back, so the item stays open."""
        feeder = self.contents(item, 3)
        assert feeder.situation == "page_damaged"
        assert feeder.feed_again == ((item.id, 3),)
