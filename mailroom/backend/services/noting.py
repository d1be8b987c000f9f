"""Makes the mailpieces of items that a station has sent, through every state they have passed."""

import datetime as dt
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, DeliveryAddressRow
from mailroom.backend.model.database import several
from mailroom.backend.model.inserting import insert_many
from mailroom.backend.model.mail import TrayRow
from mailroom.backend.model.mailpieces import MailpieceRow, StepRow
from mailroom.backend.services import fees
from mailroom.backend.services.agreements import Periods, standing_on
from mailroom.backend.services.arrival import Arrival
from mailroom.domain.decisions import Category
from mailroom.domain.dispatch import Course, Held, Reach, Situation, course_of
from mailroom.domain.mailpieces import DigitalState, PaperState
from mailroom.domain.persons import is_for_a_person_alone
from mailroom.domain.pricelist import FeeKind
from mailroom.domain.register import Standing
from mailroom.domain.workdays import due_on, stockholm_date
from mailroom.wire import ItemMessage

_SWEDEN = "SE"
_AUTHORITY = "authority"
_PRECIOUS = frozenset({"registered", "insured", "receipt", _AUTHORITY})
_UNKNOWN_OPERATORS = frozenset({"", "unknown", "okänd"})
ROUTES: Mapping[str, PaperState] = {
    "open_and_scan": PaperState.TO_FILE,
    "forward": PaperState.TO_FORWARD,
    "return_to_sender": PaperState.TO_RETURN,
    "to_postal_operator": PaperState.TO_HAND_OVER,
    "destroy": PaperState.TO_DESTROY,
}
_TRAYS = select(TrayRow.id, TrayRow.arrived_on, TrayRow.postal_operator).where(
    TrayRow.id.in_(several("trays"))
)
SCANNED = (
    DigitalState.ARRIVED,
    DigitalState.IDENTIFIED,
    DigitalState.OPENED,
    DigitalState.SCANNED,
    DigitalState.CHECKED,
    DigitalState.AVAILABLE,
)


@dataclass(frozen=True, slots=True)
class _Facts:
    """Of everybody whose item is forwarded, as it stands today."""

    reach: Mapping[str, Reach]
    unpaid: frozenset[str]


def note(
    session: Session,
    arrivals: Collection[Arrival],
    *,
    now: dt.datetime,
    kept: Container[str] = frozenset(),
) -> None:
    """In the transaction that stores the items; what was scanned is charged for (R26).

    Items `kept` back are not available, and their clocks go on.
    """
    messages = [each.message for each in arrivals]
    forwarded = {
        message.recipient.number
        for message in messages
        if message.decision.route == "forward" and message.recipient
    }
    facts = _facts(session, forwarded, now=now)
    courses = [_course(message, facts) for message in messages]
    operators = _operators(session, messages)
    pieces = [
        _piece(message, course, operators, now, is_kept=message.id in kept)
        for message, course in zip(messages, courses, strict=True)
    ]
    insert_many(session, MailpieceRow, pieces)
    steps = [
        step
        for message, course in zip(messages, courses, strict=True)
        for step in _steps(message, course, now, is_kept=message.id in kept)
    ]
    insert_many(session, StepRow, steps)
    fees.charge_many(session, [_scan(each) for each in arrivals if _is_scanned(each)], now=now)


def situation_of(
    session: Session, piece: MailpieceRow, category: Category, *, now: dt.datetime
) -> Situation:
    """What its course depends on today: the address and the payments as they stand now."""
    owner = piece.customer or ""
    facts = _facts(session, {owner}, now=now)
    return Situation(
        category=category,
        reach=facts.reach.get(owner, Reach.MISSING),
        returnable=piece.returnable,
        operator_known=is_known(piece.postal_operator),
        unpaid=owner in facts.unpaid,
    )


def reach_of(address: DeliveryAddressRow | None) -> Reach:
    if address is None:
        return Reach.MISSING
    return Reach.SWEDISH if address.country == _SWEDEN else Reach.FOREIGN


def is_known(postal_operator: str) -> bool:
    """Whether anything can be handed to them (R24)."""
    return postal_operator.casefold() not in _UNKNOWN_OPERATORS


def _facts(session: Session, customers: Collection[str], *, now: dt.datetime) -> _Facts:
    if not customers:
        return _Facts({}, frozenset())
    living = select(DeliveryAddressRow).where(DeliveryAddressRow.customer.in_(customers))
    reach = {row.customer: reach_of(row) for row in session.scalars(living)}
    rows: dict[str, list[AgreementRow]] = {}
    theirs = select(AgreementRow).where(AgreementRow.customer.in_(customers))
    for row in session.scalars(theirs):
        rows.setdefault(row.customer, []).append(row)
    today = stockholm_date(now)
    unpaid = {
        number
        for number, agreements in rows.items()
        if standing_on(Periods.of(agreements), today) is Standing.UNPAID
    }
    return _Facts(reach, frozenset(unpaid))


def _operators(session: Session, messages: Sequence[ItemMessage]) -> Mapping[Any, str]:
    """The tray's own row tells who brought it: the dock knows better than a manifest (R24)."""
    asked = {"trays": list({message.tray.id for message in messages})}
    rows = session.connection().execute(_TRAYS, asked)
    return {(row.id, row.arrived_on): row.postal_operator for row in rows}


def _piece(
    message: ItemMessage,
    course: Course,
    operators: Mapping[Any, str],
    now: dt.datetime,
    *,
    is_kept: bool,
) -> dict[str, Any]:
    tray, evidence = message.tray, message.evidence
    scanned = message.decision.category == Category.SCANNABLE
    return {
        "item": message.id,
        "customer": message.recipient.number if message.recipient else None,
        "digital": _path(message, now, is_kept=is_kept)[-1][0],
        "paper": course.to,
        "arrived_on": tray.arrived_on,
        "due_on": due_on(tray.arrived_on),
        "clock": scanned or message.decision.route == "forward",
        "authority": _AUTHORITY in (evidence.marks if evidence else ()),
        "restricted": _is_restricted(message),
        "postal_operator": operators.get((tray.id, tray.arrived_on), tray.postal_operator),
        "returnable": bool(evidence and evidence.sender_readable),
        "held_because": course.held,
        "weight_g": None,
        "conditions": "",
        "envelope": None,
        "stopped_at": now if scanned and not is_kept else None,
        "closed_at": None,
    }


def _is_restricted(message: ItemMessage) -> bool:
    """R59: nobody's whose number is on it but a person's."""
    seen = message.evidence
    if seen is None or message.recipient is not None:
        return False
    day = message.tray.arrived_on
    return is_for_a_person_alone(seen.address_lines, seen.numbers_seen, today=day)


def _steps(
    message: ItemMessage, course: Course, now: dt.datetime, *, is_kept: bool
) -> list[dict[str, Any]]:
    path = _path(message, now, is_kept=is_kept)
    moves = [("digital", before, after, at) for (before, _), (after, at) in pairwise(path)]
    if course.to is not PaperState.ON_DESK:
        moves.append(("paper", PaperState.ON_DESK, course.to, now))
    by = message.decision.decided_by
    return [
        {"item": message.id, "life": life, "before": before, "after": after, "at": at, "by": by}
        for life, before, after, at in moves
    ]


def _path(
    message: ItemMessage, now: dt.datetime, *, is_kept: bool
) -> Sequence[tuple[str, dt.datetime]]:
    decided, captured = message.decision.decided_at, message.captured_at
    if message.decision.category == Category.SCANNABLE:
        times = (captured, decided, decided, captured, now, now)
        path = list(zip(SCANNED, times, strict=True))
        return path[:-1] if is_kept else path
    known = [(DigitalState.IDENTIFIED, decided)] if message.recipient else []
    return [(DigitalState.ARRIVED, captured), *known, (DigitalState.UNOPENED, decided)]


def _course(message: ItemMessage, facts: _Facts) -> Course:
    """The station's route, unless today's facts turn a forwarding elsewhere (R39, G4)."""
    decision, evidence = message.decision, message.evidence
    if decision.route == "forward" and message.recipient:
        number = message.recipient.number
        return course_of(
            Situation(
                category=Category(decision.category),
                reach=facts.reach.get(number, Reach.MISSING),
                returnable=bool(evidence and evidence.sender_readable),
                operator_known=is_known(message.tray.postal_operator),
                unpaid=number in facts.unpaid,
            )
        )
    ended = decision.category == Category.AGREEMENT_ENDED and decision.route == "destroy"
    if ended and evidence and _PRECIOUS & set(evidence.marks):
        return Course(PaperState.HELD, Held.SUPERVISOR)
    return Course(ROUTES.get(decision.route, PaperState.ON_DESK))


def _is_scanned(arrival: Arrival) -> bool:
    return arrival.message.decision.category == Category.SCANNABLE


def _scan(arrival: Arrival) -> fees.Charge:
    message = arrival.message
    return fees.Charge(
        customer=message.recipient.number if message.recipient else "",
        kind=FeeKind.SCANNING,
        about=message.id,
        day=message.tray.arrived_on,
        pages=max(1, arrival.document_pages),
    )
