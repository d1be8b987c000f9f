"""How this station stands: disk, journal, scanner, register, backend, backlog, versions."""

import datetime as dt
import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

from mailroom.domain.errors import ClockOff
from mailroom.domain.health import Finding, Grade, Matter
from mailroom.spool.spool import Spool
from mailroom.station.link import WatchedBackend
from mailroom.station.register import RegisterKeeper
from mailroom.station.scanning import Scanners
from mailroom.station.sortingtable import PolicyKeeper

_SHORT_OF_DISK = 2
"""Below this many times the reserve somebody should make room before the day is over."""
_LONG_BACKLOG = 50


@dataclass(frozen=True, slots=True)
class Examiner:
    """Looks and changes nothing. Reading the whole journal may take seconds."""

    spool: Spool
    register: RegisterKeeper
    policy: PolicyKeeper
    backend: WatchedBackend
    scanners: Scanners
    now: Callable[[], dt.datetime]

    def examine(self) -> tuple[Finding, ...]:
        """One finding per matter, in their order. Raises DiskFailed."""
        return (
            self._disk(),
            self._journal(),
            self._scanner(),
            self._of_register(),
            self._of_backend(),
            self._backlog(),
            _versions(self.policy.policy.name),
        )

    def _disk(self) -> Finding:
        free, reserve = self.spool.reserve.free_mb(), self.spool.reserve.reserve_mb
        seen: dict[str, str | int] = {"free_mb": free, "reserve_mb": reserve}
        if free <= reserve:
            return Finding(Matter.DISK, Grade.STOP, "full", seen)
        short = free < reserve * _SHORT_OF_DISK
        grade, code = (Grade.LOOK, "short") if short else (Grade.WELL, "room")
        return Finding(Matter.DISK, grade, code, seen)

    def _journal(self) -> Finding:
        broken = self.spool.items.first_break_in_journal()
        if broken is None:
            return Finding(Matter.JOURNAL, Grade.WELL, "whole")
        return Finding(Matter.JOURNAL, Grade.STOP, "broken", {"entry": broken})

    def _scanner(self) -> Finding:
        if not self.scanners.is_one_chosen:
            return Finding(Matter.SCANNER, Grade.STOP, "none")
        info, profile = self.scanners.chosen.info, self.scanners.profile.name.name
        seen: dict[str, str | int] = {"label": info.label, "driver": info.driver}
        return Finding(Matter.SCANNER, Grade.WELL, "chosen", {**seen, "profile": profile})

    def _of_register(self) -> Finding:
        day, checked = self.register.day, self.register.checked_at
        if day is None or checked is None:
            return Finding(Matter.REGISTER, Grade.STOP, "none")
        hours = int((self.now() - checked) / dt.timedelta(hours=1))
        seen: dict[str, str | int] = {"day": day.isoformat(), "hours": hours}
        if self.register.is_stale:
            return Finding(Matter.REGISTER, Grade.LOOK, "old", seen)
        return Finding(Matter.REGISTER, Grade.WELL, "fresh", seen)

    def _of_backend(self) -> Finding:
        if self.backend.is_online:
            return Finding(Matter.BACKEND, Grade.WELL, "answers")
        if self.backend.trouble == ClockOff.code:
            return Finding(Matter.BACKEND, Grade.STOP, "clock")
        return Finding(Matter.BACKEND, Grade.LOOK, "silent")

    def _backlog(self) -> Finding:
        waiting = self.spool.items.backlog()
        if not waiting:
            return Finding(Matter.BACKLOG, Grade.WELL, "empty")
        long = waiting >= _LONG_BACKLOG and self.backend.is_online
        grade, code = (Grade.LOOK, "long") if long else (Grade.WELL, "waiting")
        return Finding(Matter.BACKLOG, grade, code, {"items": waiting})


def _versions(policy: str) -> Finding:
    seen: dict[str, str | int] = {
        "mailroom": version("mailroom"),
        "policy": policy,
        "python": platform.python_version(),
    }
    return Finding(Matter.VERSIONS, Grade.WELL, "known", seen)
