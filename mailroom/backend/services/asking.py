"""A customer asks for its original: clock, address and fee as they stand when asked (R15-R17)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, DeliveryAddressRow
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.originals import BoxRow, OriginalRequestRow, OriginalRow, ShelfRow
from mailroom.backend.services import (
    alarms,
    fees,
    lives,
    messages,
    noting,
    originals,
    payment_options,
)
from mailroom.backend.services.agreements import Periods, standing_on
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import SUPERVISOR, Staff, note
from mailroom.domain.dispatch import Reach
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.pricelist import FeeKind
from mailroom.domain.register import Standing
from mailroom.domain.room import AlarmKind
from mailroom.domain.shelves import Pull
from mailroom.domain.workdays import due_on, stockholm_date


class State(StrEnum):
    ASKED = "asked"
    PICKED = "picked"
    SENT = "sent"
    CANCELLED = "cancelled"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Asked:
    """`id` is the asker's own key: the same again gives the same request."""

    id: str
    item: str
    customer: str
    by: str


@dataclass(frozen=True, slots=True)
class Request:
    id: str
    item: str
    customer: str
    state: State
    requested_at: dt.datetime
    due_on: dt.date
    fee_ore: int
    consignment: str | None


_WHY_NOT: Final = {
    PaperState.SENT: "The original has been sent to you already.",
    PaperState.PACKED: "The original is on its way to you already.",
    PaperState.REQUESTED: "The original has been asked for already.",
    PaperState.PICKED: "The original has been asked for already.",
    PaperState.DESTROYED: "The original has been destroyed after its seven years.",
    PaperState.TO_DESTROY: "The original's seven years are over.",
    PaperState.LOST: "The original cannot be found; you have been told.",
}


def ask(session: Session, asked: Asked, *, staff: Staff, now: dt.datetime) -> Request:
    """One click from the item (R15). The clock begins on the day in Sweden it was asked (R16).

    A supervisor may let through what payment or agreement would stop (G11). Raises Refused(
    NOT_FOUND, OTHER_REQUEST, NOT_ARCHIVED, ADDRESS, AGREEMENT_NOT_IN_FORCE or PAYMENT_OPTION).
    """
    known = session.get(OriginalRequestRow, asked.id)
    if known is not None:
        if (known.item, known.customer) != (asked.item, asked.customer):
            raise Refused(Why.OTHER_REQUEST, "That key was used for another request.")
        return _request(known)
    item = session.get(ItemRow, asked.item)
    if item is None or item.recipient != asked.customer:
        raise Refused(Why.NOT_FOUND, "There is no such item.")
    day = stockholm_date(now)
    if SUPERVISOR not in staff.roles:
        _check_standing(session, asked.customer, day)
    address = session.get(DeliveryAddressRow, asked.customer)
    if address is None or noting.reach_of(address) is not Reach.SWEDISH:
        raise Refused(Why.ADDRESS, "A delivery address in Sweden is needed first.")
    piece = lives.find(session, item.id)
    if piece.paper not in {PaperState.FILED, PaperState.TO_FILE}:
        usual = "Items of that kind are never archived."
        raise Refused(Why.NOT_ARCHIVED, _WHY_NOT.get(PaperState(piece.paper), usual))
    lives.move_paper(session, piece, PaperState.REQUESTED, by=asked.by, at=now)
    if session.get(OriginalRow, item.id) is None:
        originals.remember(session, item, staff=staff, now=now)
        session.flush()
    row = OriginalRequestRow(
        id=asked.id,
        item=asked.item,
        customer=asked.customer,
        requested_by=asked.by,
        requested_at=now,
        due_on=due_on(day),
        state=State.ASKED,
        name=address.name,
        street=address.street,
        postcode=address.postcode,
        city=address.city,
        fee_ore=fees.quote(session, FeeKind.ORIGINAL, day).ore,
    )
    session.add(row)
    session.flush()
    note(session, staff, Action.ORIGINAL_REQUESTED, item.id, now=now, detail={"key": asked.id})
    return _request(row)


def of_customer(session: Session, customer: str) -> tuple[Request, ...]:
    """Newest first."""
    theirs = select(OriginalRequestRow).where(OriginalRequestRow.customer == customer)
    newest = theirs.order_by(OriginalRequestRow.requested_at.desc(), OriginalRequestRow.id)
    return tuple(_request(row) for row in session.scalars(newest))


def pick_list(session: Session) -> tuple[Pull, ...]:
    """Everything that is asked for and not yet picked, in walking order."""
    order = (
        ShelfRow.walk.is_(None),
        ShelfRow.walk,
        OriginalRow.box,
        OriginalRow.position,
        OriginalRequestRow.due_on,
    )
    query = (
        select(OriginalRequestRow, OriginalRow, BoxRow.shelf)
        .join(OriginalRow, OriginalRow.item == OriginalRequestRow.item)
        .outerjoin(BoxRow, BoxRow.label == OriginalRow.box)
        .outerjoin(ShelfRow, ShelfRow.label == BoxRow.shelf)
        .where(OriginalRequestRow.state == State.ASKED)
        .order_by(*order)
    )
    return tuple(
        Pull(
            request=request.id,
            item=request.item,
            scan_id=original.scan_id,
            shelf=shelf,
            box=original.box,
            position=original.position,
            due_on=request.due_on,
        )
        for request, original, shelf in session.execute(query)
    )


def picked(session: Session, scan_id: str, *, staff: Staff, now: dt.datetime) -> Request:
    """It has been taken out of its box. Raises Refused(LABEL; STATE: nobody asked for it)."""
    item = originals.item_of(session, scan_id)
    row = _open_of(session, item)
    if row is None:
        raise Refused(Why.STATE, "Nobody has asked for that one: put it back.")
    if row.state == State.ASKED:
        piece = lives.find(session, item)
        lives.move_paper(session, piece, PaperState.PICKED, by=staff.name, at=now)
        row.state = State.PICKED
    return _request(row)


def missing(session: Session, request: str, *, staff: Staff, now: dt.datetime) -> None:
    """It does not lie where it should: an incident, and the customer is told (R6).

    Raises Refused(NOT_FOUND or STATE).
    """
    row = _find(session, request)
    piece = lives.find(session, row.item)
    lives.move_paper(session, piece, PaperState.LOST, by=staff.name, at=now)
    row.state, row.ended_at = State.MISSING, now
    alarms.raise_once(session, AlarmKind.ORIGINAL_MISSING, row.item, now=now)
    messages.tell(session, row.customer, messages.Kind.ORIGINAL_MISSING, row.id, now=now)
    detail = {"key": row.id, "state": row.state}
    note(session, staff, Action.ORIGINAL_REQUESTED, row.item, now=now, detail=detail)


def cancel(session: Session, request: str, *, staff: Staff, now: dt.datetime) -> None:
    """Not wanted any more; picked or not, it goes back to its place. Raises Refused(STATE)."""
    row = _find(session, request)
    piece = lives.find(session, row.item)
    lives.move_paper(session, piece, PaperState.FILED, by=staff.name, at=now)
    row.state, row.ended_at = State.CANCELLED, now
    detail = {"key": row.id, "state": row.state}
    note(session, staff, Action.ORIGINAL_REQUESTED, row.item, now=now, detail=detail)


def sent(session: Session, item: str, *, consignment: str, now: dt.datetime) -> None:
    """It has left: the clock of R16 has stopped, the fee falls due, the customer is told."""
    row = _open_of(session, item)
    if row is None:
        raise Refused(Why.STATE, "Nobody has asked for that one.")
    row.state, row.ended_at, row.consignment = State.SENT, now, consignment
    day = stockholm_date(row.requested_at)
    what = fees.Charge(row.customer, FeeKind.ORIGINAL, row.id, day)
    fees.charge(session, what, now=now)
    originals.take_out(session, item)
    facts = {"item": item}
    messages.tell(session, row.customer, messages.Kind.ORIGINAL_SENT, row.id, now=now, facts=facts)


def address_of(session: Session, item: str) -> tuple[str, str, str, str]:
    """As it stood when asked. Raises Refused(STATE)."""
    row = _open_of(session, item)
    if row is None:
        raise Refused(Why.STATE, "Nobody has asked for that one.")
    return row.name, row.street, row.postcode, row.city


def due_of(session: Session, item: str) -> dt.date | None:
    row = _open_of(session, item)
    return row.due_on if row else None


def _check_standing(session: Session, customer: str, day: dt.date) -> None:
    rows = select(AgreementRow).where(AgreementRow.customer == customer)
    standing = standing_on(Periods.of(session.scalars(rows)), day)
    if standing in {None, Standing.ENDED}:
        raise Refused(Why.AGREEMENT_NOT_IN_FORCE, "The agreement has ended.")
    if standing is Standing.ACTIVE:
        return
    if not payment_options.active(session, customer, day):
        raise Refused(Why.PAYMENT_OPTION, "Register a payment option that works first.")


def _open_of(session: Session, item: str) -> OriginalRequestRow | None:
    going = (OriginalRequestRow.item == item) & OriginalRequestRow.ended_at.is_(None)
    return session.scalars(select(OriginalRequestRow).where(going)).first()


def _find(session: Session, request: str) -> OriginalRequestRow:
    row = session.get(OriginalRequestRow, request, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such request.")
    if row.ended_at is not None:
        raise Refused(Why.STATE, "The request has ended already.")
    return row


def _request(row: OriginalRequestRow) -> Request:
    return Request(
        id=row.id,
        item=row.item,
        customer=row.customer,
        state=State(row.state),
        requested_at=row.requested_at,
        due_on=row.due_on,
        fee_ore=row.fee_ore,
        consignment=row.consignment,
    )
