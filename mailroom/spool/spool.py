"""The spool: one folder and one database that hold everything a station must not forget."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from mailroom.domain.errors import DiskFull
from mailroom.spool.batches import Batches
from mailroom.spool.codec import Codec
from mailroom.spool.database import Database
from mailroom.spool.files import Reserve, make_folder
from mailroom.spool.imprints import Imprints
from mailroom.spool.items import Items
from mailroom.spool.mapping import Mapping
from mailroom.spool.paused import PausedBatch
from mailroom.spool.runs import Runs
from mailroom.spool.seals import Seals
from mailroom.spool.trays import Trays

_SPARE_SHARE = 8
"""The spare file is this part of the reserve: 64 MB of the usual 512."""


class Spool:
    """Safe to use from any thread. `workspace` may be moved as a whole while nobody uses it.

    Raises SpoolTooNew, NotDurable, DiskFull or DiskFailed when it cannot be trusted.
    """

    def __init__(
        self, workspace: Path, *, station: str, reserve_mb: int, now: Callable[[], dt.datetime]
    ) -> None:
        make_folder(workspace)
        self.workspace = workspace
        self._reserve = Reserve(
            workspace, reserve_mb=reserve_mb, spare_mb=reserve_mb // _SPARE_SHARE
        )
        self._database = self._opened(workspace / "spool.sqlite3")
        codec = Codec(workspace)
        mapping = Mapping(codec)
        self.seals = Seals(workspace / "outbox", codec)
        self.trays = Trays(self._database, now)
        self.items = Items(self._database, mapping, now)
        self.batches = Batches(self._database, mapping, station, now)
        self.imprints = Imprints(self._database)
        self.runs = Runs(self._database)
        self.paused = PausedBatch(self._database, mapping, now)

    @property
    def reserve(self) -> Reserve:
        return self._reserve

    def _opened(self, file: Path) -> Database:
        """On a disk that filled up, the spare file makes room for SQLite's own recovery."""
        try:
            return Database(file)
        except DiskFull:
            if not self._reserve.give_spare():
                raise
            return Database(file)

    def settings(self) -> dict[str, object]:
        return self._database.settings()

    def close(self) -> None:
        self._database.close()
