"""The paper store: shelves in walking order, boxes on them, and who answers for each box (R6)."""

import datetime as dt
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.originals import BoxRow, CustodyRow, ShelfRow
from mailroom.backend.services.audit import Action, advance
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.labels import LabelKind, NotALabel, label_of, parse_label
from mailroom.domain.shelves import Box

_SERIALS: Final = {
    LabelKind.SHELF: "shelf_label",
    LabelKind.BOX: "box_label",
    LabelKind.CONSIGNMENT: "consignment_label",
}


def new_label(session: Session, kind: LabelKind) -> str:
    """Never given out twice."""
    return label_of(kind, advance(session, _SERIALS[kind]).value)


def scanned(text: str, kind: LabelKind) -> str:
    """Raises Refused(LABEL) for a label of another kind or another system."""
    try:
        return parse_label(text, kind)
    except NotALabel:
        sentence = f"That is not one of our {kind.name.lower()} labels. Scan it again."
        raise Refused(Why.LABEL, sentence) from None


def new_shelf(session: Session, *, staff: Staff, now: dt.datetime) -> str:
    """Its label; it comes last in the walk."""
    last = session.scalars(select(func.max(ShelfRow.walk))).one() or 0
    label = new_label(session, LabelKind.SHELF)
    session.add(ShelfRow(label=label, walk=last + 1))
    session.flush()
    note(session, staff, Action.STORE_CHANGED, label, now=now, detail={"what": "shelf"})
    return label


def new_box(session: Session, *, staff: Staff, now: dt.datetime, shelf: str | None = None) -> str:
    """Its label; whoever opens it answers for it. Raises Refused(LABEL or NOT_FOUND)."""
    place = _shelf(session, shelf).label if shelf is not None else None
    label = new_label(session, LabelKind.BOX)
    session.add(BoxRow(label=label, shelf=place, custodian=staff.name, opened_at=now, filled=0))
    session.flush()
    note(session, staff, Action.STORE_CHANGED, label, now=now, detail={"what": "box"})
    return label


def box(session: Session, label: str) -> BoxRow:
    """Locked until the transaction ends. Raises Refused(LABEL or NOT_FOUND)."""
    found = session.get(BoxRow, scanned(label, LabelKind.BOX), with_for_update=True)
    if found is None:
        raise Refused(Why.NOT_FOUND, "There is no such box.")
    return found


def put_on_shelf(
    session: Session, label: str, shelf: str, *, staff: Staff, now: dt.datetime
) -> None:
    """Raises Refused(LABEL or NOT_FOUND)."""
    row = box(session, label)
    place = row.shelf = _shelf(session, shelf).label
    detail = {"what": "placed", "shelf": place}
    note(session, staff, Action.STORE_CHANGED, row.label, now=now, detail=detail)


def seal(session: Session, label: str, *, staff: Staff, now: dt.datetime) -> None:
    """Full: nothing more goes in. Raises Refused(LABEL or NOT_FOUND)."""
    row = box(session, label)
    row.sealed_at = row.sealed_at or now
    note(session, staff, Action.STORE_CHANGED, row.label, now=now, detail={"what": "sealed"})


def hand_over(session: Session, label: str, *, to: str, staff: Staff, now: dt.datetime) -> None:
    """`staff` takes it from the custodian by naming whom it goes to; the chain has no gap (R6).

    Raises Refused(LABEL, NOT_FOUND, or STATE when the giver does not answer for the box).
    """
    row = box(session, label)
    if row.custodian != staff.name or not to.strip() or to == staff.name:
        raise Refused(Why.STATE, "Only who answers for the box can hand it to somebody else.")
    session.add(CustodyRow(box=row.label, given_by=staff.name, taken_by=to, at=now))
    row.custodian = to
    note(session, staff, Action.CUSTODY_GIVEN, row.label, now=now, detail={"to": to})


def custodians(session: Session, label: str) -> tuple[str, ...]:
    """Everybody who has answered for it, in order of time."""
    row = box(session, label)
    given = select(CustodyRow).where(CustodyRow.box == row.label).order_by(CustodyRow.id)
    events = session.scalars(given).all()
    return (*(event.given_by for event in events), row.custodian)


def boxes(session: Session) -> tuple[Box, ...]:
    """In walking order; what stands on no shelf comes last."""
    order = (ShelfRow.walk.is_(None), ShelfRow.walk, BoxRow.label)
    placed = select(BoxRow).outerjoin(ShelfRow, ShelfRow.label == BoxRow.shelf).order_by(*order)
    return tuple(shown(row) for row in session.scalars(placed))


def shown(row: BoxRow) -> Box:
    return Box(row.label, row.shelf, row.custodian, row.filled, row.sealed_at is not None)


def _shelf(session: Session, label: str) -> ShelfRow:
    found = session.get(ShelfRow, scanned(label, LabelKind.SHELF))
    if found is None:
        raise Refused(Why.NOT_FOUND, "There is no such shelf.")
    return found
