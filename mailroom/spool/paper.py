"""The paper account: a batch's runs, one after another, as the sheets lying in the output stack."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.domain.batches import BatchMode, BatchState
from mailroom.domain.pages import SheetPlace
from mailroom.domain.paper import CountDiffers, PaperAccount, PaperPlace, PaperSheet, Witness
from mailroom.spool.imprints import leaps_of
from mailroom.spool.mapping import Mapping
from mailroom.spool.shelving import is_only_expected
from mailroom.spool.tables import BatchRow, ItemRow, PageRow, SheetRow

COUNT_DIFFERS = "count_differs"
"""The situation of a batch that ran empty with another number of sheets than was counted."""

_PLACES = {
    SheetPlace.CAPTURED.value: PaperPlace.CAPTURED,
    SheetPlace.TO_FEED_AGAIN.value: PaperPlace.FEED_AGAIN,
    SheetPlace.REMOVED.value: PaperPlace.REMOVED,
}


def account(session: Session, last: BatchRow, mapping: Mapping) -> PaperAccount:
    """Of the batch whose last run this is."""
    sheets = [one for run in runs(session, last) for one in _captured(session, run, mapping)]
    sheets = _with_lost(session, last, sheets)
    counted = fed(session, last)
    differs = [
        CountDiffers(Witness.IMPRINTER, leap.before.number, leap.after.number)
        for run in runs(session, last)
        for leap in leaps_of(session, run)
    ]
    if last.expected not in (None, counted) and last.situation in (None, COUNT_DIFFERS):
        differs.insert(0, CountDiffers(Witness.OPERATOR, last.expected, counted))
    return PaperAccount(
        tuple(
            PaperSheet(one.place, number, one.item, one.number, one.page)
            for number, one in enumerate(sheets, start=1)
        ),
        paper_left=last.paper_left,
        expected=last.expected,
        differs=tuple(differs),
        at_stake=len(at_stake(session, last)),
    )


def runs(session: Session, last: BatchRow) -> list[BatchRow]:
    """The run and those it goes on with, oldest first."""
    chain = [last]
    while chain[-1].continues is not None:
        chain.append(session.get_one(BatchRow, chain[-1].continues))
    return chain[::-1]


def fed(session: Session, last: BatchRow) -> int:
    """Sheets of the batch that are durable or set aside: what a person would count."""
    keys = [run.id for run in runs(session, last)]
    wanted = select(func.count()).where(
        SheetRow.batch.in_(keys), SheetRow.place != SheetPlace.TO_FEED_AGAIN.value
    )
    return session.scalars(wanted).one()


def at_stake(session: Session, last: BatchRow) -> list[SheetRow]:
    """The captured contents that the batch fed into the item still open."""
    fills = (BatchMode.CONTENTS.value, BatchMode.STACK.value)
    if last.state != BatchState.PAUSED.value or last.mode not in fills or last.item is None:
        return []
    item = session.scalars(select(ItemRow).where(ItemRow.id == last.item)).one()
    keys = [run.id for run in runs(session, last)]
    captured = [one for one in item.sheets if one.place == SheetPlace.CAPTURED.value]
    return [] if item.closed else [s for s in captured if s.number > 1 and s.batch in keys]


def _captured(session: Session, run: BatchRow, mapping: Mapping) -> Iterator[PaperSheet]:
    """Sheets of which the run left something, unless they were fed again since."""
    of_run = select(PageRow.sheet).where(PageRow.batch == run.id)
    wanted = select(SheetRow).where(SheetRow.id.in_(of_run) | (SheetRow.batch == run.id))
    fed_at: dict[int, SheetRow] = {}
    for sheet in session.scalars(wanted):
        numbers = [page.fed for page in sheet.pages if page.batch == run.id]
        stands_here = sheet.batch == run.id
        waits = sheet.place == SheetPlace.TO_FEED_AGAIN.value
        if (stands_here or waits) and not is_only_expected(sheet):
            fed_at[max([*numbers, sheet.fed if stands_here else 0])] = sheet
    for number in sorted(fed_at):
        sheet = fed_at[number]
        pages = [one for one in sheet.pages if (one.batch, one.fed) == (run.id, number)]
        front = mapping.page(pages[0], 0) if pages else None
        yield PaperSheet(_PLACES[sheet.place], number, sheet.item, sheet.number, front)


def _with_lost(session: Session, run: BatchRow, sheets: list[PaperSheet]) -> list[PaperSheet]:
    """And what the device fed beyond the last page: fetched ahead, spoilt, or in its path."""
    begun = _is_last_begun(session, run)
    beyond = max(0, run.lost - begun)
    if begun and run.stuck > beyond and sheets:
        sheets = [*sheets[:-1], replace(sheets[-1], place=PaperPlace.IN_MACHINE)]
    known = {(one.item, one.number) for one in sheets}
    waiting = [one for one in _waiting(session, run) if (one.item, one.number) not in known]
    for place in range(beyond):
        row = waiting[place] if place < len(waiting) else None
        where = PaperPlace.IN_MACHINE if place >= beyond - run.stuck else PaperPlace.FEED_AGAIN
        sheets = [
            *sheets,
            PaperSheet(where, 0, row.item if row else run.item, row.number if row else None),
        ]
    return sheets


def _is_last_begun(session: Session, run: BatchRow) -> bool:
    """Whether only one side of the last sheet came: it is among the lost."""
    last = select(func.max(PageRow.fed)).where(PageRow.batch == run.id).scalar_subquery()
    sides = select(func.count()).where(PageRow.batch == run.id, PageRow.fed == last)
    return run.duplex and session.scalars(sides).one() == 1


def _waiting(session: Session, run: BatchRow) -> Sequence[SheetRow]:
    if run.item is None or run.mode != BatchMode.CONTENTS.value:
        return ()
    wanted = select(SheetRow).where(
        SheetRow.item == run.item, SheetRow.place == SheetPlace.TO_FEED_AGAIN.value
    )
    return session.scalars(wanted.order_by(SheetRow.number)).all()
