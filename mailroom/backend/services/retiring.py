"""The round for what is to be destroyed: what there is, in walking order, label by label (R46)."""

import datetime as dt
from typing import Final, TypeVarTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from mailroom.backend.model.dispatch import DestructionItemRow, DestructionRow
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.originals import BoxRow, OriginalRow, ShelfRow
from mailroom.backend.services import destructions, originals
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.domain.dispatch import DestructionReason, DestructionState
from mailroom.domain.retiring import Destruction, DestructionLine, Retired

Columns = TypeVarTuple("Columns")
_WALK: Final = (
    ShelfRow.walk.is_(None),
    ShelfRow.walk,
    OriginalRow.box,
    OriginalRow.position,
    ItemRow.arrived_on,
    ItemRow.id,
)
_GOING: Final = (DestructionState.PROPOSED, DestructionState.APPROVED)


def retired(session: Session, reason: DestructionReason, day: dt.date) -> tuple[Retired, ...]:
    """What may be proposed for that reason, and with retention every original on hold."""
    wanted = [ItemRow.id.in_(destructions.set_aside(session, reason, day))]
    if reason is DestructionReason.RETENTION:
        wanted.append(OriginalRow.held_by.is_not(None))
    query = _placed(select(ItemRow, OriginalRow, BoxRow.shelf)).where(or_(*wanted))
    order = (OriginalRow.keep_until.is_(None), OriginalRow.keep_until, *_WALK)
    return tuple(_retired(*row) for row in session.execute(query.order_by(*order)))


def going(session: Session) -> tuple[Destruction, ...]:
    """Proposed or approved, the oldest first."""
    rows = (
        select(DestructionRow).where(DestructionRow.state.in_(_GOING)).order_by(DestructionRow.id)
    )
    return tuple(_shown(session, row) for row in session.scalars(rows))


def pick(session: Session, number: int, scan_id: str, *, staff: Staff, now: dt.datetime) -> None:
    """Its label was scanned; again changes nothing.

    Raises Refused(NOT_FOUND; LABEL; LEGAL_HOLD; STATE: it is not approved, or not one of these).
    """
    item = originals.item_of(session, scan_id)
    row = session.get(DestructionRow, number, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such destruction.")
    line = session.get(DestructionItemRow, (number, item))
    if row.state != DestructionState.APPROVED or line is None:
        raise Refused(Why.STATE, "That one is not to be destroyed now: put it back.")
    kept = session.get(OriginalRow, item)
    if kept is not None and kept.held_by is not None:
        raise Refused(Why.LEGAL_HOLD, "It is held for the law: put it back.")
    if line.picked_at is None:
        line.picked_by, line.picked_at = staff.name, now


def _shown(session: Session, row: DestructionRow) -> Destruction:
    query = _placed(
        select(ItemRow, OriginalRow, BoxRow.shelf, DestructionItemRow.picked_at).join(
            DestructionItemRow, DestructionItemRow.item == ItemRow.id
        )
    ).where(DestructionItemRow.destruction == row.id)
    lines = (
        DestructionLine(
            item=item.id,
            scan_id=item.scan_id,
            shelf=shelf,
            box=original.box if original else None,
            position=original.position if original else None,
            is_picked=picked_at is not None,
        )
        for item, original, shelf, picked_at in session.execute(query.order_by(*_WALK))
    )
    return Destruction(
        number=row.id,
        reason=DestructionReason(row.reason),
        state=DestructionState(row.state),
        proposed_by=row.proposed_by,
        approved_by=row.approved_by,
        not_before=row.not_before,
        lines=tuple(lines),
    )


def _placed(query: Select[*Columns]) -> Select[*Columns]:
    """With where each item's paper lies, if it lies in the archive."""
    return (
        query.outerjoin(OriginalRow, OriginalRow.item == ItemRow.id)
        .outerjoin(BoxRow, BoxRow.label == OriginalRow.box)
        .outerjoin(ShelfRow, ShelfRow.label == BoxRow.shelf)
    )


def _retired(item: ItemRow, original: OriginalRow | None, shelf: str | None) -> Retired:
    return Retired(
        item=item.id,
        scan_id=item.scan_id,
        arrived_on=item.arrived_on,
        keep_until=original.keep_until if original else None,
        shelf=shelf,
        box=original.box if original else None,
        position=original.position if original else None,
        held_because=original.held_because if original else None,
    )
