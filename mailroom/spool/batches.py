"""Batches and the sheets they feed: where every sheet is, at every moment."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from mailroom.domain.batches import (
    Batch,
    BatchMode,
    BatchState,
    Filling,
    RunEnd,
    ScannedPage,
    SheetAgain,
    Slot,
)
from mailroom.domain.items import Item, ItemState
from mailroom.domain.pages import Page, SheetPlace
from mailroom.domain.separators import Separator
from mailroom.points import Point, reached
from mailroom.spool import journal
from mailroom.spool.database import Database
from mailroom.spool.ledger import again, settle, waiting_sheet
from mailroom.spool.mapping import Mapping, current_pages, time_text
from mailroom.spool.paper import COUNT_DIFFERS, fed
from mailroom.spool.shelving import Shelving
from mailroom.spool.tables import BatchRow, ItemRow, PageRow, SheetRow, TrayRow

FEEDER_EMPTY = "feeder_empty"
STOPPED = "stopped"


class Batches:
    """The rows are the truth about paper.

    A sheet is to be fed again until all its sides are durable, so a crash leaves nothing to mark.
    """

    def __init__(
        self, database: Database, mapping: Mapping, station: str, now: Callable[[], dt.datetime]
    ) -> None:
        self._database = database
        self._mapping = mapping
        self._shelving = Shelving(station, now)
        self._now = now

    def begin(self, batch: Batch) -> None:
        """Commit the intent to feed; what earlier runs of its kind asked for is now being fed."""
        with self._database.writing() as session:
            before = settle(session, batch)
            expected = batch.expected
            if expected is None and before is not None:
                expected = before.expected
            session.add(
                BatchRow(
                    id=batch.id,
                    tray=batch.tray,
                    mode=batch.mode.value,
                    folder=self._mapping.codec.path_text(batch.folder),
                    duplex=batch.duplex,
                    dpi=batch.dpi,
                    operator=batch.operator,
                    begun_at=time_text(batch.begun_at),
                    item=batch.item,
                    sheet=batch.sheet,
                    state=batch.state.value,
                    situation=None,
                    continues=before.id if before else None,
                    expected=expected,
                    faces=before.faces if before else False,
                    imprint=batch.imprint,
                )
            )
            self._journal(session, "batch_begun", batch.id, batch.operator)
        reached(Point.BATCH_BEGUN)

    def unfinished(self) -> tuple[Batch, ...]:
        """Batches whose row says that they feed: all of them are another process's past."""
        with self._database.reading() as session:
            wanted = select(BatchRow).where(BatchRow.state == BatchState.FEEDING.value)
            rows = session.scalars(wanted.order_by(BatchRow.begun_at))
            return tuple(self._mapping.batch(row) for row in rows)

    def filling(self, batch: str) -> Filling:
        with self._database.reading() as session:
            row = session.get_one(BatchRow, batch)
            return Filling(row.item, row.tray, row.faces, row.parted)

    def open_stack_item(self, tray: str) -> str | None:
        """The item that an interrupted stack left open."""
        with self._database.reading() as session:
            wanted = select(ItemRow.id).where(
                ItemRow.tray == tray, ItemRow.stack, ItemRow.closed.is_(False)
            )
            return session.scalars(wanted.order_by(ItemRow.place.desc()).limit(1)).first()

    def slot_of(self, batch: str, fed: int) -> Slot | None:
        """Where this fed sheet went; None when nothing of it is known yet."""
        with self._database.reading() as session:
            of_page = select(PageRow.sheet).where(PageRow.batch == batch, PageRow.fed == fed)
            wanted = select(SheetRow).where(
                or_(
                    SheetRow.id.in_(of_page),
                    and_(SheetRow.batch == batch, SheetRow.fed == fed),
                )
            )
            sheet = session.scalars(wanted).one_or_none()
            return None if sheet is None else Slot(item=sheet.item, sheet=sheet.id)

    def has(self, page: ScannedPage) -> bool:
        with self._database.reading() as session:
            wanted = select(PageRow.id).where(
                PageRow.batch == page.batch, PageRow.fed == page.fed, PageRow.back == page.back
            )
            return session.scalars(wanted).first() is not None

    def face_to_feed_again(self, tray: str, batch: str) -> Slot | None:
        """A face whose other side never became durable, other than this batch's own."""
        with self._database.reading() as session:
            begun = select(PageRow.sheet).where(PageRow.batch == batch)
            wanted = (
                select(SheetRow)
                .join(ItemRow, SheetRow.item == ItemRow.id)
                .where(
                    ItemRow.tray == tray,
                    ItemRow.state == ItemState.CAPTURED.value,
                    ~ItemRow.stack,
                    SheetRow.number == 1,
                    SheetRow.place == SheetPlace.TO_FEED_AGAIN.value,
                    SheetRow.id.not_in(begun),
                )
            )
            row = session.scalars(wanted.order_by(ItemRow.place).limit(1)).first()
            return None if row is None else Slot(item=row.item, sheet=row.id)

    def sheet_to_feed_again(self, item: str, batch: str) -> str | None:
        """The item's first sheet that waits for its pages, other than this batch's own."""
        with self._database.reading() as session:
            return waiting_sheet(session, item, batch)

    def adopt(self, page: ScannedPage, slot: Slot) -> tuple[Item | None, tuple[Page, ...], bool]:
        """The page's row, its sheet's and if need be its item's, in one transaction.

        Returns the item, the pages of it that can be seen from now on, and whether the sheet is
        whole now. A sheet fed again shows its earlier pages until then.
        """
        with self._database.writing() as session:
            batch = session.get_one(BatchRow, page.batch)
            sheet = self._shelving.sheet_for(session, batch, page.fed, slot)
            again = (sheet.batch, sheet.fed) != (page.batch, page.fed)
            row = self._shelving.put(session, sheet, page, self._mapping.codec.path_text(page.file))
            whole = self._shelving.is_whole(batch, sheet, page)
            if whole:
                self._shelving.finish(session, batch, sheet, page)
            seen = {one.id for one in current_pages(sheet)} if again and whole else {row.id}
            item = self._item(session, sheet.item)
        reached(Point.PAGE_ADOPTED)
        return item, tuple(one for one in item.pages if one.id in seen) if item else (), whole

    def keep_place(self, batch: str, fed: int, slot: Slot) -> None:
        """A fed sheet without a usable page keeps its place in the item, to be fed again."""
        with self._database.writing() as session:
            row = session.get_one(BatchRow, batch)
            sheet = self._shelving.sheet_for(session, row, fed, slot)
            sheet.batch, sheet.fed = batch, fed

    def set_aside(self, page: ScannedPage, separator: Separator | None) -> None:
        """A sheet of no item: a separator, which closes the item before it, or a surplus.

        What the separator says of the sheets that follow holds from the same transaction on.
        """
        place = SheetPlace.TO_FEED_AGAIN if separator is None else SheetPlace.REMOVED
        with self._database.writing() as session:
            batch = session.get_one(BatchRow, page.batch)
            sheet = self._shelving.loose_sheet(session, page, place)
            self._shelving.put(session, sheet, page, self._mapping.codec.path_text(page.file))
            if separator is not None:
                self._shelving.part(session, batch, separator)
        reached(Point.PAGE_ADOPTED)

    def end(self, batch: Batch, run: RunEnd) -> tuple[str | None, tuple[str, ...]]:
        """End the run: how it ended after all, and the items it closed.

        Sheets that may have been fed without a durable page become sheets to feed again. After a
        run of contents that emptied the feeder those are all that is missing. A feeder that ran
        empty at another number of sheets than a person counted pauses the batch, COUNT_DIFFERS.
        """
        with self._database.writing() as session:
            row = session.get_one(BatchRow, batch.id)
            if batch.mode is BatchMode.CONTENTS and row.item is not None:
                self._shelving.expect(session, row, run.lost)
            row.lost, row.stuck, row.paper_left = run.lost, run.stuck, run.paper_left
            situation = run.situation
            if situation is None and row.continues and not _has_fed(session, row):
                # Nothing was laid in yet: the batch waits on.
                situation = FEEDER_EMPTY
            elif situation is None and row.parted and _fed_in_vain(session, row):
                situation = STOPPED
            elif situation is None and row.expected not in (None, fed(session, row)):
                situation = COUNT_DIFFERS
            row.state = (BatchState.PAUSED if situation else BatchState.ENDED).value
            row.situation = situation
            row.ended_at = time_text(self._now())
            emptied = run.ran_empty and batch.mode is BatchMode.CONTENTS
            row.settled = not situation or (emptied and run.situation is not None)
            closed = () if situation else self._shelving.close_filled(session, row)
            self._journal(session, "batch_ended", batch.id, batch.operator, situation=situation)
        reached(Point.BATCH_ENDED)
        return situation, closed

    def to_feed_again(self) -> tuple[SheetAgain, ...]:
        """What must go back into the tray.

        The last one named for an unfinished run stands for itself and every sheet after it.
        """
        with self._database.reading() as session:
            return again(session)

    def settle_item(self, item: str) -> None:
        """A person says that nothing more of this item is to be fed."""
        with self._database.writing() as session:
            for row in session.scalars(select(BatchRow).where(BatchRow.item == item)):
                row.settled = True

    def sheets(self, tray: str) -> tuple[int, int, int]:
        """Of a tray: whole sheets fed, sheets in items, and pages. Separators are no mail."""
        with self._database.reading() as session:
            fed = session.scalars(
                select(func.count(func.distinct(PageRow.sheet)))
                .join(BatchRow, PageRow.batch == BatchRow.id)
                .join(SheetRow, PageRow.sheet == SheetRow.id)
                .outerjoin(ItemRow, SheetRow.item == ItemRow.id)
                .where(
                    func.coalesce(ItemRow.tray, BatchRow.tray) == tray,
                    SheetRow.place != SheetPlace.REMOVED.value,
                )
            ).one()
            rows = session.scalars(
                select(SheetRow)
                .join(ItemRow, SheetRow.item == ItemRow.id)
                .where(ItemRow.tray == tray, SheetRow.place == SheetPlace.CAPTURED.value)
            ).all()
            return fed, len(rows), sum(len(current_pages(row)) for row in rows)

    def _item(self, session: Session, item: str | None) -> Item | None:
        if item is None:
            return None
        session.flush()
        session.expire_all()
        row = session.scalars(select(ItemRow).where(ItemRow.id == item)).one()
        return self._mapping.item(row, session.get_one(TrayRow, row.tray))

    def _journal(
        self, session: Session, what: str, subject: str, actor: str, **facts: str | int | None
    ) -> None:
        at = time_text(self._now())
        journal.write(session, journal.Entry(at, what, subject, actor, facts))


def _has_fed(session: Session, row: BatchRow) -> bool:
    wanted = select(PageRow.id).where(PageRow.batch == row.id).limit(1)
    return session.scalars(wanted).first() is not None


def _fed_in_vain(session: Session, row: BatchRow) -> bool:
    wanted = select(SheetRow.id).where(
        SheetRow.batch == row.id,
        SheetRow.item.is_(None),
        SheetRow.place == SheetPlace.TO_FEED_AGAIN.value,
    )
    return session.scalars(wanted.limit(1)).first() is not None
