"""Consignments: what is packed, weighed, labelled and handed over (R15-R20, R23-R24, R38-R40)."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import DeliveryAddressRow
from mailroom.backend.model.dispatch import ConsignmentItemRow, ConsignmentRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.services import asking, fees, lives, messages, noting, store
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.couriers import Courier, titled
from mailroom.domain.dispatch import (
    CONSIGNMENTS,
    PACKS,
    WEIGHED,
    ConsignmentKind,
    ConsignmentState,
    Held,
    Reach,
)
from mailroom.domain.labels import LabelKind
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.parcels import Consignment, Sender
from mailroom.domain.pricelist import FeeKind
from mailroom.domain.retention import HEAVIEST_BY_POST_G, Carrier, carrier_of
from mailroom.domain.tracking import NotACarriage, parse_carriage
from mailroom.domain.workdays import stockholm_date

_OWNED = frozenset({ConsignmentKind.FORWARD, ConsignmentKind.ORIGINAL})


def make(  # noqa: PLR0913  what, to whom it goes back, by whom, when
    session: Session,
    kind: ConsignmentKind,
    items: Sequence[str],
    *,
    staff: Staff,
    now: dt.datetime,
    sender: Sender | None = None,
) -> Consignment:
    """Pack what waits for it: one owner and one address, or one postal operator.

    Raises Refused(NOT_FOUND, STATE, WEIGHT or ADDRESS); nothing is packed then.
    """
    pieces = [lives.find(session, item) for item in dict.fromkeys(items)]
    if not pieces:
        raise Refused(Why.VALIDATION, "A consignment holds at least one item.")
    before, _ = PACKS[kind]
    if any(piece.paper != before for piece in pieces):
        raise Refused(Why.STATE, "One of the items does not wait for such a consignment.")
    _check_together(kind, pieces)
    row = _row(session, kind, pieces, sender=sender, staff=staff, now=now)
    session.add(row)
    session.flush()
    for piece in pieces:
        session.add(ConsignmentItemRow(consignment=row.label, item=piece.item))
        lives.move_paper(session, piece, PaperState.PACKED, by=staff.name, at=now)
    detail = {"kind": kind.value, "items": str(len(pieces)), "carrier": row.carrier or ""}
    note(session, staff, Action.CONSIGNMENT_MADE, row.label, now=now, detail=detail)
    return find(session, row.label)


def track(  # noqa: PLR0913  which number for which, by whom, when, among which couriers
    session: Session,
    label: str,
    number: str,
    *,
    staff: Staff,
    now: dt.datetime,
    couriers: Sequence[Courier] = (),
) -> Consignment:
    """The carrier's number for it, before it has left; again with another corrects it.

    It must have the form of the chosen courier's. Raises Refused(LABEL, NOT_FOUND, STATE, or
    VALIDATION for what is no such number).
    """
    row = _find(session, label)
    if row.state != ConsignmentState.OPEN:
        raise Refused(Why.STATE, "It has left already.")
    try:
        row.tracking = known = parse_carriage(number)
    except NotACarriage:
        raise Refused(Why.VALIDATION, "That is no carrier's number. Scan it again.") from None
    courier = titled(couriers, row.courier)
    if courier is not None and not courier.numbers(known):
        raise Refused(Why.VALIDATION, "That is not one of the courier's numbers. Scan it again.")
    detail = {"tracking": known}
    note(session, staff, Action.CONSIGNMENT_MADE, row.label, now=now, detail=detail)
    return find(session, row.label)


def choose(  # noqa: PLR0913  which of whom for which, by whom, when
    session: Session,
    label: str,
    title: str,
    couriers: Sequence[Courier],
    *,
    staff: Staff,
    now: dt.datetime,
) -> Consignment:
    """The courier by name, before it has left; another one's number is no longer its own.

    Raises Refused(LABEL, NOT_FOUND; STATE; ROUTE: it goes by post or list (R20); WEIGHT).
    """
    row = _find(session, label)
    courier = titled(couriers, title)
    if courier is None:
        raise Refused(Why.NOT_FOUND, "There is no such courier.")
    if row.state != ConsignmentState.OPEN:
        raise Refused(Why.STATE, "It has left already.")
    if row.carrier != Carrier.COURIER:
        raise Refused(Why.ROUTE, "Up to twenty kilograms it goes by post.")
    weights = [lives.find(session, item).weight_g or 0 for item in _items(session, row.label)]
    if max(weights, default=0) > courier.heaviest_g:
        raise Refused(Why.WEIGHT, "It is heavier than that courier takes.")
    row.courier = courier.title
    if row.tracking is not None and not courier.numbers(row.tracking):
        row.tracking = None
    note(session, staff, Action.CONSIGNMENT_MADE, row.label, now=now, detail={"courier": title})
    return find(session, row.label)


def hand_over(  # noqa: PLR0913  what, by whom, when, under which number, among which couriers
    session: Session,
    label: str,
    *,
    staff: Staff,
    now: dt.datetime,
    tracking: str | None = None,
    couriers: Sequence[Courier] = (),
) -> Consignment:
    """It has left: clocks stop, fees fall due, customers are told. The same again changes nothing.

    Where there are `couriers`, what is too heavy for post leaves only with one of them named.
    Raises Refused(LABEL, NOT_FOUND, STATE, or COURIER).
    """
    row = _find(session, label)
    if row.state == ConsignmentState.HANDED_OVER:
        return find(session, row.label)
    if row.carrier == Carrier.COURIER and couriers and not row.courier:
        raise Refused(Why.COURIER, "Choose the courier that takes it first.")
    _turn(row, ConsignmentState.HANDED_OVER)
    row.handed_over_at, row.tracking = now, tracking or row.tracking
    kind = ConsignmentKind(row.kind)
    _, after = PACKS[kind]
    for item in _items(session, row.label):
        lives.move_paper(session, lives.find(session, item), after, by=staff.name, at=now)
        if kind is ConsignmentKind.ORIGINAL:
            asking.sent(session, item, consignment=row.label, now=now)
        elif kind is ConsignmentKind.FORWARD and row.customer is not None:
            day = stockholm_date(now)
            what = fees.Charge(row.customer, FeeKind.UNSCANNABLE, item, day)
            fees.charge(session, what, now=now)
    note(session, staff, Action.CONSIGNMENT_LEFT, row.label, now=now)
    return find(session, row.label)


def cancel(session: Session, label: str, *, staff: Staff, now: dt.datetime) -> None:
    """Unpacked again before it left. Raises Refused(LABEL, NOT_FOUND or STATE)."""
    row = _find(session, label)
    _turn(row, ConsignmentState.CANCELLED)
    before, _ = PACKS[ConsignmentKind(row.kind)]
    for item in _items(session, row.label):
        lives.move_paper(session, lives.find(session, item), before, by=staff.name, at=now)
    detail = {"state": row.state}
    note(session, staff, Action.CONSIGNMENT_LEFT, row.label, now=now, detail=detail)


def came_back(session: Session, label: str, *, staff: Staff, now: dt.datetime) -> None:
    """Undeliverable, and here again: an original is filed anew, the customer is told (R17).

    Raises Refused(LABEL, NOT_FOUND or STATE).
    """
    row = _find(session, label)
    if row.kind not in _OWNED or row.customer is None:
        raise Refused(Why.STATE, "Only what went to a customer can come back from one.")
    _turn(row, ConsignmentState.CAME_BACK)
    for item in _items(session, row.label):
        piece = lives.find(session, item)
        if row.kind == ConsignmentKind.ORIGINAL:
            lives.move_paper(session, piece, PaperState.TO_FILE, by=staff.name, at=now)
        else:
            held = Held.CAME_BACK
            lives.move_paper(session, piece, PaperState.HELD, by=staff.name, at=now, held=held)
    kind = messages.Kind.ORIGINAL_CAME_BACK
    messages.tell(session, row.customer, kind, row.label, now=now)
    note(session, staff, Action.CONSIGNMENT_LEFT, row.label, now=now, detail={"state": row.state})


def find(session: Session, label: str) -> Consignment:
    """Raises Refused(LABEL or NOT_FOUND)."""
    row = _find(session, label)
    return Consignment(
        label=row.label,
        kind=ConsignmentKind(row.kind),
        state=ConsignmentState(row.state),
        carrier=Carrier(row.carrier) if row.carrier else None,
        customer=row.customer,
        postal_operator=row.postal_operator,
        name=row.name,
        street=row.street,
        postcode=row.postcode,
        city=row.city,
        due_on=row.due_on,
        weight_g=row.weight_g,
        tracking=row.tracking,
        items=_items(session, row.label),
        courier=row.courier,
    )


def waiting(session: Session) -> tuple[Consignment, ...]:
    """Still here, the most urgent first."""
    here = select(ConsignmentRow.label).where(ConsignmentRow.state == ConsignmentState.OPEN)
    labels = session.scalars(here.order_by(ConsignmentRow.due_on, ConsignmentRow.label)).all()
    return tuple(find(session, label) for label in labels)


def _check_together(kind: ConsignmentKind, pieces: Sequence[MailpieceRow]) -> None:
    """One owner; one operator; R20's weight for each item, and one carrier for all."""
    if kind in _OWNED and len({piece.customer for piece in pieces}) > 1:
        raise Refused(Why.STATE, "Two customers' items never go in one cover.")
    operators = {piece.postal_operator for piece in pieces}
    if kind is ConsignmentKind.HAND_OVER and len(operators) > 1:
        raise Refused(Why.STATE, "They were brought by different postal operators.")
    if kind is ConsignmentKind.RETURN and len(pieces) > 1:
        raise Refused(Why.STATE, "Each item is returned to its own sender.")
    if kind not in WEIGHED:
        return
    weights = [piece.weight_g for piece in pieces]
    if not all(weights):
        raise Refused(Why.WEIGHT, "Weigh it first: the weight decides how it travels.")
    if len({carrier_of(weight or 0) for weight in weights}) > 1:
        raise Refused(Why.WEIGHT, "What goes by courier and what goes by post are packed apart.")


def _row(  # noqa: PLR0913  what, of whom, to where, by whom, when
    session: Session,
    kind: ConsignmentKind,
    pieces: Sequence[MailpieceRow],
    *,
    sender: Sender | None,
    staff: Staff,
    now: dt.datetime,
) -> ConsignmentRow:
    name, street, postcode, city = _address(session, kind, pieces, sender)
    weights = [piece.weight_g for piece in pieces]
    weight = sum(each or 0 for each in weights) if all(weights) else None
    dues = [
        asking.due_of(session, piece.item) or piece.due_on
        if kind is ConsignmentKind.ORIGINAL
        else piece.due_on
        for piece in pieces
    ]
    return ConsignmentRow(
        label=store.new_label(session, LabelKind.CONSIGNMENT),
        kind=kind,
        state=ConsignmentState.OPEN,
        carrier=_carrier(kind, weights, weight),
        customer=pieces[0].customer if kind in _OWNED else None,
        postal_operator=pieces[0].postal_operator if kind is ConsignmentKind.HAND_OVER else None,
        name=name,
        street=street,
        postcode=postcode,
        city=city,
        due_on=min(dues),
        weight_g=weight,
        made_at=now,
        made_by=staff.name,
    )


def _carrier(
    kind: ConsignmentKind, weights: Sequence[int | None], total: int | None
) -> Carrier | None:
    if kind is ConsignmentKind.HAND_OVER:
        return None
    if kind not in WEIGHED:
        return Carrier.POST
    carrier = carrier_of(max(weight or 0 for weight in weights))
    if carrier is Carrier.POST and (total or 0) > HEAVIEST_BY_POST_G:
        raise Refused(Why.WEIGHT, "Together they are too heavy for post: make two of it.")
    return carrier


def _address(
    session: Session,
    kind: ConsignmentKind,
    pieces: Sequence[MailpieceRow],
    sender: Sender | None,
) -> tuple[str, str, str, str]:
    match kind:
        case ConsignmentKind.HAND_OVER:
            return "", "", "", ""
        case ConsignmentKind.RETURN:
            if sender is None or not all((sender.name, sender.street, sender.city)):
                raise Refused(Why.ADDRESS, "Write the sender's address as it stands on the cover.")
            return sender.name, sender.street, sender.postcode, sender.city
        case ConsignmentKind.ORIGINAL:
            addresses = {asking.address_of(session, piece.item) for piece in pieces}
            if len(addresses) > 1:
                raise Refused(Why.ADDRESS, "They were asked for to different addresses.")
            return addresses.pop()
        case ConsignmentKind.FORWARD:
            row = session.get(DeliveryAddressRow, pieces[0].customer)
            if row is None or noting.reach_of(row) is not Reach.SWEDISH:
                raise Refused(Why.ADDRESS, "A delivery address in Sweden is needed first.")
            return row.name, row.street, row.postcode, row.city


def _find(session: Session, label: str) -> ConsignmentRow:
    scanned = store.scanned(label, LabelKind.CONSIGNMENT)
    row = session.get(ConsignmentRow, scanned, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such consignment.")
    return row


def _turn(row: ConsignmentRow, to: ConsignmentState) -> None:
    if to not in CONSIGNMENTS[ConsignmentState(row.state)]:
        raise Refused(Why.STATE, f"A consignment that is {row.state} cannot become {to}.")
    row.state = to


def _items(session: Session, label: str) -> tuple[str, ...]:
    inside = select(ConsignmentItemRow.item).where(ConsignmentItemRow.consignment == label)
    return tuple(session.scalars(inside.order_by(ConsignmentItemRow.item)))
