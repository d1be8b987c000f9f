"""A whole station over light engines: real spool, capture, flow, outbox, pool and HTTP."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mailroom.engines.backendlink import BackendLink
from mailroom.engines.http import HttpBackend
from mailroom.engines.sandbox import WorkerPool
from mailroom.engines.stationkey import StationKey
from mailroom.pipeline.document import DocumentStage
from mailroom.spool.spool import Spool
from mailroom.station.parts import Parts, Rules
from mailroom.station.register import RegisterKeeper
from mailroom.station.service import LocalStation
from scanners.api import Scanner, ScannerInfo
from scanners.folder import FolderScanner
from scanners.host import batch_is_live
from tests.station import light


def clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class OneFolder:
    hopper: Path

    def known(self) -> Sequence[Scanner]:
        return (FolderScanner(self.hopper, ScannerInfo("hopper", "Hopper", "folder")),)

    def search(self) -> Sequence[Scanner]:
        return ()


def light_parts(
    workspace: Path,
    *,
    hopper: Path,
    url: str,
    key_file: Path,
    release_delay_s: float = 0.0,
    now: Callable[[], dt.datetime] = clock,
) -> Parts:
    spool = Spool(workspace, station="desk-1", reserve_mb=64, now=now)
    register = RegisterKeeper(workspace, max_age=dt.timedelta(hours=36), now=now)
    key, pinned = StationKey.open(key_file), workspace / "backend.key"
    link = BackendLink(url, station="desk-1", key=key, pinned=pinned, now=now)
    workers = WorkerPool(1)
    return Parts(
        rules=Rules("desk-1", dt.timedelta(seconds=release_delay_s)),
        spool=spool,
        register=register,
        backend=HttpBackend(link),
        scanners=OneFolder(hopper),
        workers=workers,
        read_face=light.read_face,
        decide=light.decide,
        document=DocumentStage(
            workers,
            lambda item: workspace / "work" / item.id,
            light.read_page,
            light.write_document,
            lambda: register.register.customers if register.register else {},
        ),
        boundary=lambda front: workers.submit_urgent(light.boundary, front).result(),
        is_live=batch_is_live,
        now=now,
    )


def light_station(workspace: Path, *, hopper: Path, url: str, key_file: Path) -> LocalStation:
    return LocalStation(light_parts(workspace, hopper=hopper, url=url, key_file=key_file))
