"""A batch that has paused: what a person can have done with it, each in one transaction."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.domain.batches import Batch, BatchMode, BatchState
from mailroom.domain.errors import CommandRefused
from mailroom.domain.pages import SheetPlace
from mailroom.domain.paper import PaperAccount
from mailroom.spool import journal
from mailroom.spool.database import Database
from mailroom.spool.mapping import Mapping, time_text
from mailroom.spool.paper import account, at_stake, runs
from mailroom.spool.tables import BatchRow, ItemRow, PageRow, SheetRow


class PausedBatch:
    """The last batch of the station, while it is paused.

    Every order raises CommandRefused when none is, and returns the items that it changed.
    """

    def __init__(
        self, database: Database, mapping: Mapping, now: Callable[[], dt.datetime]
    ) -> None:
        self._database = database
        self._mapping = mapping
        self._now = now

    def batch(self) -> Batch:
        """Its last run. Raises CommandRefused."""
        with self._database.reading() as session:
            return self._mapping.batch(_paused(session))

    def account(self) -> PaperAccount | None:
        """The paper of the station's last batch, paused or not; None before the first."""
        with self._database.reading() as session:
            last = _last(session)
            return None if last is None else account(session, last, self._mapping)

    def save(self, operator: str) -> tuple[str, ...]:
        """What is here is all: the item being filled is closed, with what is still missing."""
        with self._database.writing() as session:
            row = _paused(session)
            self._end(session, row, "batch_saved", operator)
            item = _open_item(session, row)
            if item is None or not _has_contents(session, item):
                return ()
            item.closed = True
            item.revision += 1
            return (item.id,)

    def cancel(self, operator: str) -> tuple[str, ...]:
        """The contents fed into the item still open leave it; their captures are kept as proof."""
        with self._database.writing() as session:
            row = _paused(session)
            given_up = at_stake(session, row)
            item = _open_item(session, row)
            if item is not None:
                keys = [run.id for run in runs(session, row)]
                missing = [
                    one
                    for one in item.sheets
                    if one.number > 1
                    and one.place == SheetPlace.TO_FEED_AGAIN.value
                    and one.batch in keys
                ]
                for sheet in (*given_up, *missing):
                    sheet.item, sheet.place = None, SheetPlace.REMOVED.value
                item.revision += 1
            self._end(session, row, "batch_cancelled", operator, sheets=len(given_up))
            return () if item is None else (item.id,)

    def drop_last(self, operator: str) -> tuple[str, ...]:
        """The last captured sheet is to be fed again, first of all.

        Raises CommandRefused also for an item's outside, which is fed again as a page.
        """
        with self._database.writing() as session:
            row = _paused(session)
            sheet = _last_captured(session, row)
            item = _open_item(session, row)
            if sheet is None or item is None or sheet.item != item.id or sheet.number == 1:
                raise CommandRefused("no sheet to drop")
            sheet.place = SheetPlace.TO_FEED_AGAIN.value
            item.revision += 1
            self._note(session, "sheet_dropped", row.id, operator)
            return (item.id,)

    def _end(self, session: Session, row: BatchRow, what: str, operator: str, **facts: int) -> None:
        row.state, row.settled = BatchState.ENDED.value, True
        self._note(session, what, row.id, operator, **facts)

    def _note(self, session: Session, what: str, subject: str, operator: str, **facts: int) -> None:
        entry = journal.Entry(time_text(self._now()), what, subject, operator, {**facts})
        journal.write(session, entry)


def _last(session: Session) -> BatchRow | None:
    return session.scalars(select(BatchRow).order_by(BatchRow.begun_at.desc()).limit(1)).first()


def _paused(session: Session) -> BatchRow:
    row = _last(session)
    if row is None or row.state != BatchState.PAUSED.value:
        raise CommandRefused("no batch is paused")
    return row


def _open_item(session: Session, row: BatchRow) -> ItemRow | None:
    if row.item is None or row.mode not in (BatchMode.CONTENTS.value, BatchMode.STACK.value):
        return None
    item = session.scalars(select(ItemRow).where(ItemRow.id == row.item)).one()
    return None if item.closed else item


def _has_contents(session: Session, item: ItemRow) -> bool:
    """A stack's item may be an envelope alone."""
    wanted = select(PageRow.id).join(SheetRow, PageRow.sheet == SheetRow.id)
    inside = wanted.where(SheetRow.item == item.id, (SheetRow.number > 1) | item.stack)
    return session.scalars(inside.limit(1)).first() is not None


def _last_captured(session: Session, row: BatchRow) -> SheetRow | None:
    for run in reversed(runs(session, row)):
        wanted = select(SheetRow).where(
            SheetRow.batch == run.id, SheetRow.place == SheetPlace.CAPTURED.value
        )
        sheet = session.scalars(wanted.order_by(SheetRow.fed.desc()).limit(1)).first()
        if sheet is not None:
            return sheet
    return None
