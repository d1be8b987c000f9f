import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.domain.items import Tray
from mailroom.spool.spool import Spool
from tests.pipeline.desk import NOW, CaptureDesk


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    spool = Spool(tmp_path / "desk", station="desk-1", reserve_mb=1, now=lambda: NOW)
    spool.trays.open(Tray("T1", dt.date(2026, 11, 20), "PostNord"), operator="anna")
    yield spool
    spool.close()


@pytest.fixture
def desk(spool: Spool) -> CaptureDesk:
    return CaptureDesk(spool)
