"""Putting a captured page in its place: sheet and item rows, within the caller's transaction."""

import datetime as dt
from collections.abc import Callable
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.domain.batches import BatchMode, ScannedPage, Slot
from mailroom.domain.decisions import DoubtReason
from mailroom.domain.items import HoldReason, ItemState
from mailroom.domain.pages import PageRole, SheetPlace
from mailroom.domain.separators import Separator, SeparatorKind
from mailroom.spool import journal
from mailroom.spool.mapping import flags_text, time_text
from mailroom.spool.tables import BatchRow, CounterRow, ItemRow, PageRow, SheetRow, TrayRow

_SIDES = 2
_EXPECTED = "-expected-"
_DOCUMENTED = frozenset({ItemState.DOCUMENTED.value, ItemState.RELEASING.value})
_LEFT = frozenset({ItemState.SENDING.value, ItemState.DELIVERED.value, ItemState.REFUSED.value})


class Shelving:
    def __init__(self, station: str, now: Callable[[], dt.datetime]) -> None:
        self._station = station
        self._now = now

    def sheet_for(self, session: Session, batch: BatchRow, fed: int, slot: Slot) -> SheetRow:
        """The sheet that was fed, made when nothing of it is known yet."""
        if slot.sheet is not None:
            return session.get_one(SheetRow, slot.sheet)
        item = self._new_item(session, batch, slot) if slot.new_item else slot.item
        sheet = SheetRow(
            id=f"{batch.id}-{fed:05d}",
            item=item,
            number=_make_room(session, slot) or _last_number(session, item) + 1,
            place=SheetPlace.TO_FEED_AGAIN.value,
            batch=batch.id,
            fed=fed,
        )
        session.add(sheet)
        session.flush()
        if slot.stack:
            batch.item = item
        return sheet

    def part(self, session: Session, batch: BatchRow, separator: Separator) -> None:
        """The item before the separator is closed, and what it says holds for what follows."""
        if batch.item is not None:
            self.close(session, batch.item)
        batch.item = None
        batch.faces = separator.kind is SeparatorKind.FACES
        batch.parted = separator.kind is SeparatorKind.PROFILE
        if separator.kind is SeparatorKind.TRAY:
            self._turn_to(session, batch, separator.name)

    def _turn_to(self, session: Session, batch: BatchRow, tray: str) -> None:
        """A tray that nobody has registered came with the one before it."""
        now = time_text(self._now())
        row = session.get(TrayRow, tray)
        if row is None:
            before = session.get_one(TrayRow, batch.tray)
            row = TrayRow(
                id=tray,
                arrived_on=before.arrived_on,
                postal_operator=before.postal_operator,
                expected=None,
                opened_at=now,
            )
            session.add(row)
            session.flush()
        row.opened_at, batch.tray = now, tray
        entry = journal.Entry(now, "tray_opened", tray, batch.operator, {"batch": batch.id})
        journal.write(session, entry)

    def loose_sheet(self, session: Session, page: ScannedPage, place: SheetPlace) -> SheetRow:
        """A sheet of no item; a separator's two sides are one sheet."""
        key = f"{page.batch}-{page.fed:05d}"
        sheet = session.get(SheetRow, key)
        if sheet is None:
            sheet = SheetRow(
                id=key,
                item=None,
                number=page.fed,
                place=place.value,
                batch=page.batch,
                fed=page.fed,
            )
            session.add(sheet)
            session.flush()
        return sheet

    def put(self, session: Session, sheet: SheetRow, page: ScannedPage, file: str) -> PageRow:
        row = PageRow(
            id=f"{page.batch}-{page.fed:05d}-{'back' if page.back else 'front'}",
            sheet=sheet.id,
            batch=page.batch,
            fed=page.fed,
            back=page.back,
            role=_role(sheet, back=page.back).value,
            file=file,
            sha256=page.sha256,
            width_px=page.width_px,
            height_px=page.height_px,
            dpi=page.dpi,
            blank=None,
            turned_deg=None,
            flags=flags_text(page.flags, page.streaks_mm),
        )
        session.add(row)
        session.flush()
        session.refresh(sheet)
        return row

    def is_whole(self, batch: BatchRow, sheet: SheetRow, page: ScannedPage) -> bool:
        sides = [one for one in sheet.pages if (one.batch, one.fed) == (page.batch, page.fed)]
        return not batch.duplex or len(sides) == _SIDES

    def finish(self, session: Session, batch: BatchRow, sheet: SheetRow, page: ScannedPage) -> None:
        """Every side is durable: the sheet now stands for this run's pages.

        Of an item that has left meanwhile the sheet stays as it was sent; the pages are kept.
        """
        item = None if sheet.item is None else _item(session, sheet.item)
        if item is not None and item.state in _LEFT:
            return
        sheet.batch, sheet.fed, sheet.place = page.batch, page.fed, SheetPlace.CAPTURED.value
        session.flush()
        if item is None:
            return
        item.revision += 1
        again = batch.mode in (BatchMode.RESCAN.value, BatchMode.INSERT.value)
        if item.state == ItemState.HELD.value and (again or _waits_for_sheet(item)):
            self._back_to_filled(session, item)
        if again and sheet.number == 1 and _face_is_wanted_again(item):
            item.state, item.doubt, item.evidence = ItemState.CAPTURED.value, None, None
        if again and item.state in _DOCUMENTED and item.document is not None:
            # The document is built anew, with this sheet in it.
            item.state, item.document, item.release_at = ItemState.FILLED.value, None, None

    def close(self, session: Session, item: str) -> None:
        row = _item(session, item)
        if not row.closed:
            row.closed = True
            row.revision += 1

    def expect(self, session: Session, batch: BatchRow, count: int) -> None:
        """Sheets that may have been fed without a durable page, less those already waiting."""
        waiting = session.scalars(
            select(func.count()).where(
                SheetRow.item == batch.item, SheetRow.place == SheetPlace.TO_FEED_AGAIN.value
            )
        ).one()
        last = _last_number(session, batch.item)
        fed = session.scalars(select(func.max(SheetRow.fed)).where(SheetRow.batch == batch.id))
        first = (fed.one() or 0) + 1
        for extra in range(max(0, count - waiting)):
            session.add(
                SheetRow(
                    id=f"{batch.id}{_EXPECTED}{extra + 1:05d}",
                    item=batch.item,
                    number=last + 1 + extra,
                    place=SheetPlace.TO_FEED_AGAIN.value,
                    batch=batch.id,
                    fed=first + extra,
                )
            )

    def close_filled(self, session: Session, batch: BatchRow) -> tuple[str, ...]:
        """The feeder ran empty: the item that was being filled is complete, unless sheets wait."""
        fills = batch.mode in (BatchMode.CONTENTS.value, BatchMode.STACK.value)
        if not fills or batch.item is None:
            return ()
        fed = session.scalars(select(PageRow.id).where(PageRow.batch == batch.id).limit(1)).first()
        item = _item(session, batch.item)
        missing = any(sheet.place == SheetPlace.TO_FEED_AGAIN.value for sheet in item.sheets)
        if fed is None or missing:
            return ()
        self.close(session, item.id)
        return (item.id,)

    def _back_to_filled(self, session: Session, item: ItemRow) -> None:
        session.refresh(item, ["sheets"])
        if all(sheet.place != SheetPlace.TO_FEED_AGAIN.value for sheet in item.sheets):
            item.state, item.hold, item.closed = ItemState.FILLED.value, None, True
            item.tries = item.broken = 0

    def _new_item(self, session: Session, batch: BatchRow, slot: Slot) -> str:
        if slot.item is not None:
            self.close(session, slot.item)
        row = ItemRow(
            id=str(uuid4()),
            scan_id=self._scan_id(session),
            tray=batch.tray,
            state=ItemState.CAPTURED.value,
            operator=batch.operator,
            captured_at=time_text(self._now()),
            stack=slot.stack,
        )
        session.add(row)
        session.flush()
        return row.id

    def _scan_id(self, session: Session) -> str:
        """What people quote: station, day, serial of the day."""
        day = self._now().astimezone(dt.UTC).strftime("%y%m%d")
        name = f"scan_id {day}"
        counter = session.get(CounterRow, name)
        if counter is None:
            counter = CounterRow(name=name, value=0)
            session.add(counter)
        counter.value += 1
        return f"{self._station.upper()}-{day}-{counter.value:05d}"


def is_only_expected(sheet: SheetRow) -> bool:
    """Whether the sheet was named without anything of it having been captured."""
    return _EXPECTED in sheet.id and not sheet.pages


def _item(session: Session, item: str) -> ItemRow:
    return session.scalars(select(ItemRow).where(ItemRow.id == item)).one()


def _last_number(session: Session, item: str | None) -> int:
    wanted = select(func.max(SheetRow.number)).where(SheetRow.item == item)
    return session.scalars(wanted).one() or 0


def _make_room(session: Session, slot: Slot) -> int | None:
    """The number behind `slot.after`; the sheets from there on move up by one."""
    if slot.after is None:
        return None
    number = session.get_one(SheetRow, slot.after).number + 1
    later = select(SheetRow).where(SheetRow.item == slot.item, SheetRow.number >= number)
    # From the end, one by one: no two sheets may share a number at any moment.
    for sheet in session.scalars(later.order_by(SheetRow.number.desc())).all():
        sheet.number += 1
        session.flush()
    return number


def _role(sheet: SheetRow, *, back: bool) -> PageRole:
    if sheet.item is None or sheet.number != 1:
        return PageRole.CONTENT
    return PageRole.BACK if back else PageRole.FACE


def _waits_for_sheet(item: ItemRow) -> bool:
    return item.hold is not None and HoldReason.SHEET_TO_FEED_AGAIN.value in item.hold


def _face_is_wanted_again(item: ItemRow) -> bool:
    """It could not be read, or somebody who reviewed it asked for another picture."""
    doubt = item.doubt if item.state == ItemState.DOUBTFUL.value else None
    reasons = (DoubtReason.UNREADABLE_IMAGE, DoubtReason.RESCAN_ASKED)
    return doubt is not None and any(f'"{reason.value}"' in doubt for reason in reasons)
