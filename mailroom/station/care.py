"""What a station looks after by itself: register, sorting table, connection, counters, disk."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from mailroom.domain.errors import MailroomError
from mailroom.domain.events import BackendChanged, CountersChanged, Event, PolicyChanged
from mailroom.domain.retries import BackOff
from mailroom.logs import log
from mailroom.spool.spool import Spool
from mailroom.station.desk import Desk
from mailroom.station.link import WatchedBackend
from mailroom.station.register import RegisterKeeper
from mailroom.station.sortingtable import PolicyKeeper

_REFRESH_ONLINE = dt.timedelta(minutes=10)
_REFRESH_OFFLINE = dt.timedelta(seconds=10)
_BEFORE = dt.datetime.min.replace(tzinfo=dt.UTC)

_FEEDING: Final = dt.timedelta(minutes=10)
"""By which a release may be put off while a sheet is fed again."""
_LONGEST_RETRY: Final = dt.timedelta(seconds=BackOff().longest_s)

_log = log("station")


@dataclass(slots=True)
class Care:
    """`look_after` and `count` run on loops of their own; announcements only when things move."""

    spool: Spool
    desk: Desk
    register: RegisterKeeper
    policy: PolicyKeeper
    backend: WatchedBackend
    announce: Callable[[Event], None]
    now: Callable[[], dt.datetime]
    release_delay: dt.timedelta
    _asked_at: dt.datetime = field(default=_BEFORE)
    _said: Event | None = field(default=None)
    _table: Event | None = field(default=None)
    _counted: Event | None = field(default=None)

    def look_after(self) -> bool:
        """Always False: there is never more to do at once."""
        wait = _REFRESH_ONLINE if self.backend.is_online else _REFRESH_OFFLINE
        if abs(self.now() - self._asked_at) >= wait:
            self._refresh()
        self._keep_time()
        self._keep_spare()
        self.say()
        return False

    def say(self) -> None:
        """How the backend, the register and the sorting table stand, if that has changed."""
        state = BackendChanged(
            online=self.backend.is_online,
            backlog=self.spool.items.backlog(),
            register_day=self.register.day,
            register_version=self.register.version,
            register_stale=self.register.is_stale,
            detail=self.backend.trouble,
        )
        if state != self._said:
            self._said = state
            self.announce(state)
        table = PolicyChanged(self.policy.policy)
        if table != self._table:
            self._table = table
            self.announce(table)

    def count(self) -> bool:
        """Announce the open tray's counters, if they have moved. Always False."""
        tray = self.desk.tray
        if tray is None:
            return False
        fed, kept, pages = self.spool.batches.sheets(tray.id)
        counters = self.desk.counters(sheets_fed=fed, sheets_in_items=kept, pages=pages)
        event = CountersChanged(counters)
        if event != self._counted:
            self._counted = event
            self.announce(event)
        return False

    def _refresh(self) -> None:
        self._asked_at = self.now()
        try:
            self.register.refresh(self.backend)
        except MailroomError as error:
            _log.warning("register_not_read", code=error.code)
        try:
            self.policy.refresh(self.backend)
        except MailroomError as error:
            _log.warning("policy_not_read", code=error.code)

    def _keep_time(self) -> None:
        """After a clock was set back no letter waits for a time that it will not soon reach."""
        now = self.now()
        grace, retry = now + self.release_delay + _FEEDING, now + _LONGEST_RETRY
        moved = self.spool.items.wait_no_longer(release=grace, retry=retry)
        if moved:
            _log.warning("clock_set_back", items=moved)

    def _keep_spare(self) -> None:
        try:
            if not self.spool.reserve.keep_spare():
                _log.warning("disk_short", free_mb=self.spool.reserve.free_mb())
        except MailroomError as error:
            _log.warning("disk_short", code=error.code)
