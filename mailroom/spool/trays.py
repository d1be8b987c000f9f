"""Trays: what arrived together, registered before anything of it is fed."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import select, text

from mailroom.domain.items import Tray
from mailroom.points import Point, reached
from mailroom.spool import journal
from mailroom.spool.database import Database
from mailroom.spool.mapping import time_text, tray_of
from mailroom.spool.tables import TrayRow


class Trays:
    def __init__(self, database: Database, now: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._now = now

    def open(self, tray: Tray, *, operator: str) -> Tray:
        """Register the tray, or go on with it as it was registered: the clock never moves."""
        with self._database.writing() as session:
            row = session.get(TrayRow, tray.id)
            if row is None:
                row = TrayRow(
                    id=tray.id,
                    arrived_on=tray.arrived_on,
                    postal_operator=tray.postal_operator,
                    expected=tray.expected,
                    opened_at="",
                )
                session.add(row)
            row.opened_at = time_text(self._now())
            entry = journal.Entry(row.opened_at, "tray_opened", tray.id, operator, {})
            journal.write(session, entry)
        reached(Point.TRAY_OPENED)
        return tray_of(row)

    def get(self, tray: str) -> Tray | None:
        with self._database.reading() as session:
            row = session.get(TrayRow, tray)
            return None if row is None else tray_of(row)

    def last(self) -> Tray | None:
        """The tray opened last, so that a restart goes on with it."""
        with self._database.reading() as session:
            latest = TrayRow.opened_at.desc(), text("rowid DESC")
            wanted = select(TrayRow).order_by(*latest).limit(1)
            row = session.scalars(wanted).first()
            return None if row is None else tray_of(row)
