"""The sheet ledger's questions: which sheets must be fed again, and which runs asked for them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.domain.batches import Batch, BatchMode, BatchState, SheetAgain
from mailroom.domain.pages import SheetPlace
from mailroom.spool.tables import BatchRow, PageRow, SheetRow


def waiting_sheet(session: Session, item: str, batch: str) -> str | None:
    """The item's first sheet to feed again that this batch has not begun to fill."""
    begun = select(PageRow.sheet).where(PageRow.batch == batch)
    wanted = select(SheetRow.id).where(
        SheetRow.item == item,
        SheetRow.place == SheetPlace.TO_FEED_AGAIN.value,
        SheetRow.id.not_in(begun),
        SheetRow.batch != batch,
    )
    return session.scalars(wanted.order_by(SheetRow.number).limit(1)).first()


def settle(session: Session, batch: Batch) -> BatchRow | None:
    """Whatever earlier runs of this kind asked to feed again is in this one.

    Sheets that belonged to no item are taken as fed, but not by a run for one known sheet.
    Returns the run that this one goes on with, if there is one.
    """
    if batch.mode is not BatchMode.RESCAN:
        loose = select(SheetRow).where(
            SheetRow.item.is_(None), SheetRow.place == SheetPlace.TO_FEED_AGAIN.value
        )
        for sheet in session.scalars(loose):
            sheet.place = SheetPlace.REMOVED.value
    wanted = select(BatchRow).where(
        BatchRow.state == BatchState.PAUSED.value,
        BatchRow.settled.is_(False),
        BatchRow.tray == batch.tray,
        BatchRow.mode == batch.mode.value,
    )
    before: BatchRow | None = None
    for row in session.scalars(wanted.order_by(BatchRow.begun_at)):
        if batch.mode in (BatchMode.FACE, BatchMode.STACK) or row.item == batch.item:
            row.settled = True
            before = row
    return before


def again(session: Session) -> tuple[SheetAgain, ...]:
    """Named sheets first, then for every unsettled run the place where it broke off."""
    waiting = session.scalars(
        select(SheetRow)
        .where(SheetRow.place == SheetPlace.TO_FEED_AGAIN.value)
        .order_by(SheetRow.item, SheetRow.number)
    )
    named = [SheetAgain(row.item, row.number) for row in waiting]
    unsettled = session.scalars(
        select(BatchRow)
        .where(BatchRow.state == BatchState.PAUSED.value, BatchRow.settled.is_(False))
        .order_by(BatchRow.begun_at)
    )
    named += [_break_of(session, row) for row in unsettled]
    return tuple(dict.fromkeys(named))


def _break_of(session: Session, batch: BatchRow) -> SheetAgain:
    if batch.sheet is not None:
        return SheetAgain(batch.item, session.get_one(SheetRow, batch.sheet).number)
    if batch.mode == BatchMode.FACE.value or batch.item is None:
        fed = select(func.max(PageRow.fed)).where(PageRow.batch == batch.id)
        return SheetAgain(None, (session.scalars(fed).one() or 0) + 1)
    last = select(func.max(SheetRow.number)).where(
        SheetRow.item == batch.item, SheetRow.place != SheetPlace.TO_FEED_AGAIN.value
    )
    return SheetAgain(batch.item, (session.scalars(last).one() or 0) + 1)
