"""Makes the mailpiece of an item that a station has sent, through every state it has passed."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, DeliveryAddressRow
from mailroom.backend.model.mail import TrayRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.services import lives
from mailroom.backend.services.agreements import Periods, standing_on
from mailroom.domain.decisions import Category
from mailroom.domain.dispatch import Course, Held, Reach, Situation, course_of
from mailroom.domain.mailpieces import DigitalState, PaperState
from mailroom.domain.register import Standing
from mailroom.domain.workdays import due_on, stockholm_date
from mailroom.wire import ItemMessage

_SWEDEN = "SE"
_AUTHORITY = "authority"
_PRECIOUS = frozenset({"registered", "insured", "receipt", _AUTHORITY})
_UNKNOWN_OPERATORS = frozenset({"", "unknown", "okänd"})
_ROUTES = {
    "open_and_scan": PaperState.TO_FILE,
    "forward": PaperState.TO_FORWARD,
    "return_to_sender": PaperState.TO_RETURN,
    "to_postal_operator": PaperState.TO_HAND_OVER,
    "destroy": PaperState.TO_DESTROY,
}
_SCANNED = (
    DigitalState.IDENTIFIED,
    DigitalState.OPENED,
    DigitalState.SCANNED,
    DigitalState.CHECKED,
    DigitalState.AVAILABLE,
)


def note(session: Session, message: ItemMessage, *, now: dt.datetime) -> MailpieceRow:
    """In the transaction that stores the item, after the tray's and the item's rows."""
    marks = set(message.evidence.marks) if message.evidence else set[str]()
    scannable = message.decision.category == Category.SCANNABLE
    piece = MailpieceRow(
        item=message.id,
        customer=message.recipient.number if message.recipient else None,
        digital=DigitalState.ARRIVED,
        paper=PaperState.ON_DESK,
        arrived_on=message.tray.arrived_on,
        due_on=due_on(message.tray.arrived_on),
        clock=scannable or message.decision.route == "forward",
        authority=_AUTHORITY in marks,
        restricted=False,
        postal_operator=_operator_of(session, message),
        returnable=bool(message.evidence and message.evidence.sender_readable),
        conditions="",
    )
    session.add(piece)
    session.flush()
    by = message.decision.decided_by
    for state, at in _path(message, now=now):
        lives.move_digital(session, piece, state, by=by, at=at)
    course = _course(session, message, piece, now=now)
    if course.to is not PaperState.ON_DESK:
        lives.move_paper(session, piece, course.to, by=by, at=now, held=course.held)
    return piece


def situation_of(
    session: Session, piece: MailpieceRow, category: Category, *, precious: bool, now: dt.datetime
) -> Situation:
    """What its course depends on today: the address and the payments as they stand now."""
    address = session.get(DeliveryAddressRow, piece.customer) if piece.customer else None
    rows = select(AgreementRow).where(AgreementRow.customer == piece.customer)
    periods = Periods.of(session.scalars(rows))
    unpaid = standing_on(periods, stockholm_date(now)) is Standing.UNPAID
    return Situation(
        category=category,
        reach=reach_of(address),
        returnable=piece.returnable,
        operator_known=piece.postal_operator.casefold() not in _UNKNOWN_OPERATORS,
        unpaid=unpaid,
        precious=precious,
    )


def reach_of(address: DeliveryAddressRow | None) -> Reach:
    if address is None:
        return Reach.MISSING
    return Reach.SWEDISH if address.country == _SWEDEN else Reach.FOREIGN


def _path(message: ItemMessage, *, now: dt.datetime) -> list[tuple[DigitalState, dt.datetime]]:
    decided = message.decision.decided_at
    if message.decision.category == Category.SCANNABLE:
        times = (decided, decided, message.captured_at, now, now)
        return list(zip(_SCANNED, times, strict=True))
    known = [(DigitalState.IDENTIFIED, decided)] if message.recipient else []
    return [*known, (DigitalState.UNOPENED, decided)]


def _course(
    session: Session, message: ItemMessage, piece: MailpieceRow, *, now: dt.datetime
) -> Course:
    """The station's route, unless today's facts turn a forwarding elsewhere (R39, G4)."""
    route = message.decision.route
    if route == "forward":
        category = Category(message.decision.category)
        situation = situation_of(session, piece, category, precious=False, now=now)
        return course_of(situation)
    if route == "destroy" and message.decision.category == Category.AGREEMENT_ENDED:
        marks = set(message.evidence.marks) if message.evidence else set[str]()
        if marks & _PRECIOUS:
            return Course(PaperState.HELD, Held.SUPERVISOR)
    return Course(_ROUTES.get(route, PaperState.ON_DESK))


def _operator_of(session: Session, message: ItemMessage) -> str:
    tray = session.get(TrayRow, (message.tray.id, message.tray.arrived_on))
    return tray.postal_operator if tray else message.tray.postal_operator
