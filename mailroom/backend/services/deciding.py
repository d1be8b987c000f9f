"""The backend decides again: the station's decision must follow from evidence and register.

A mailbox is never enough by itself: number, name, evidence and register version must agree
(reliability rule 10). Arrival decides, not the time of scanning (R43).
"""

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, CustomerRow, OtherNameRow
from mailroom.backend.model.database import several
from mailroom.backend.model.people import OperatorRow
from mailroom.backend.model.registers import RegisterVersionRow
from mailroom.backend.services.agreements import Periods, opens_on, standing_on
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.shape import MACHINE
from mailroom.domain.agreement import said_to_be_others
from mailroom.domain.ids import is_org_number
from mailroom.domain.register import Standing
from mailroom.domain.workdays import FIRST_YEAR, stockholm_date
from mailroom.wire import EvidenceMessage, ItemMessage

_SUPERVISOR = "supervisor"
_ASKED = several("numbers")
_NAMES = (
    select(CustomerRow.number, CustomerRow.name)
    .where(CustomerRow.number.in_(_ASKED))
    .union_all(
        select(OtherNameRow.customer, OtherNameRow.name).where(OtherNameRow.customer.in_(_ASKED))
    )
)
_AGREEMENTS = select(*AgreementRow.__table__.columns).where(AgreementRow.customer.in_(_ASKED))
_VERSIONS = select(RegisterVersionRow.version, RegisterVersionRow.last_day).where(
    RegisterVersionRow.version.in_(several("versions"))
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the backend itself knows about what the manifest names."""

    today: dt.date
    names: frozenset[str]
    """The recipient's, as written the same way; empty when the number is nobody's."""
    periods: Periods
    others: frozenset[str]
    """Other customers whose numbers were seen on the item."""
    roles: frozenset[str] | None
    """Of the person who decided; None for the machine and for somebody unknown."""
    register_day: dt.date | None
    """The last day on which the register that was used was the right one."""


def look_up(session: Session, messages: Sequence[ItemMessage], *, now: dt.datetime) -> list[Known]:
    """Everything `decide_again` needs of each, from one consistent view."""
    numbers = {message.recipient.number for message in messages if message.recipient}
    seen = {message.id: _others_seen(message) for message in messages}
    names = _names(session, numbers)
    periods = _periods(session, numbers)
    every = {number for numbers_ in seen.values() for number in numbers_}
    served = select(CustomerRow.number).where(CustomerRow.number.in_(every))
    others = frozenset(session.scalars(served)) if every else frozenset[str]()
    roles = _roles(session, {message.decision.decided_by for message in messages})
    used = {message.evidence.register_version for message in messages if message.evidence}
    versions = session.connection().execute(_VERSIONS, {"versions": list(used)})
    days: dict[str, dt.date] = {row.version: row.last_day for row in versions}
    found: list[Known] = []
    for message in messages:
        number = message.recipient.number if message.recipient else ""
        version = message.evidence.register_version if message.evidence else ""
        found.append(
            Known(
                today=stockholm_date(now),
                names=frozenset(names.get(number, ())),
                periods=Periods.of(periods.get(number, ())),
                others=others & seen[message.id],
                roles=roles.get(message.decision.decided_by),
                register_day=days.get(version),
            )
        )
    return found


def decide_again(message: ItemMessage, known: Known, *, max_age_days: int) -> None:
    """Raises Refused with the first disagreement; silence is agreement."""
    _check_arrival(message, known)
    if message.decision.decided_by != MACHINE and known.roles is None:
        raise Refused(Why.DECIDER_UNKNOWN, "The person who decided is not one of our operators.")
    if message.decision.category == "scannable":
        _check_recipient(message, known)
        _check_register(message, known, max_age_days=max_age_days)
        _check_evidence(message, known)
    else:
        _check_turned_away(message, known)


def written_alike(name: str) -> str:
    """One spelling for what differs only in case, spacing or Unicode form."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _check_arrival(message: ItemMessage, known: Known) -> None:
    arrived = message.tray.arrived_on
    if arrived > known.today or arrived.year < FIRST_YEAR:
        raise Refused(Why.ARRIVAL, "The day of arrival cannot be right.")


def _check_recipient(message: ItemMessage, known: Known) -> None:
    if message.recipient is None or not known.names:
        raise Refused(Why.NUMBER_NOT_SERVED, "The number is not in the register.")
    if not opens_on(known.periods, message.tray.arrived_on):
        sentence = "No agreement was in force on the day the item arrived."
        raise Refused(Why.AGREEMENT_NOT_IN_FORCE, sentence)
    if written_alike(message.recipient.name) not in known.names:
        raise Refused(Why.NAME_DISAGREES, "The number and the name are not the same company's.")


def _check_register(message: ItemMessage, known: Known, *, max_age_days: int) -> None:
    by_machine = message.decision.decided_by == MACHINE
    if message.evidence is None and not by_machine:
        return
    if known.register_day is None:
        raise Refused(Why.REGISTER_UNKNOWN, "The register that was used is not one of ours.")
    age = stockholm_date(message.decision.decided_at) - known.register_day
    if by_machine and age.days > max_age_days:
        raise Refused(Why.REGISTER_UNKNOWN, "The register was too old for a machine to decide.")


def _check_evidence(message: ItemMessage, known: Known) -> None:
    by_machine = message.decision.decided_by == MACHINE
    if known.others and (by_machine or _SUPERVISOR not in (known.roles or ())):
        sentence = "Another customer's number stands on the item: a supervisor must decide."
        raise Refused(Why.FOREIGN_NUMBER, sentence)
    if not by_machine or message.recipient is None:
        return
    if message.evidence is None or not _is_seen(message.recipient.number, message.evidence):
        sentence = "The recipient's number was not read on the item: a person must decide."
        raise Refused(Why.UNSUPPORTED_BY_EVIDENCE, sentence)


def _check_turned_away(message: ItemMessage, known: Known) -> None:
    decision, arrived = message.decision, message.tray.arrived_on
    in_force = bool(known.names) and opens_on(known.periods, arrived)
    if decision.category in {"not_a_customer", "agreement_ended"} and in_force:
        sentence = "An agreement was in force on the day the item arrived."
        raise Refused(Why.AGREEMENT_IN_FORCE, sentence)
    if decision.route != "forward":
        return
    if not in_force:
        sentence = "No agreement was in force on the day the item arrived."
        raise Refused(Why.AGREEMENT_NOT_IN_FORCE, sentence)
    if standing_on(known.periods, arrived) is Standing.UNPAID:
        raise Refused(Why.ROUTE, "Two reminders are unpaid: unscannable items go back (R39).")


def _is_seen(number: str, evidence: EvidenceMessage) -> bool:
    read = (reading.text for reading in evidence.readings if not reading.repaired)
    return number in evidence.numbers_seen or any(number in text for text in _digits(read))


def _digits(texts: Iterable[str]) -> Iterable[str]:
    return ("".join(sign for sign in text if sign in "0123456789") for text in texts)


def _others_seen(message: ItemMessage) -> frozenset[str]:
    evidence = message.evidence
    if evidence is None:
        return frozenset()
    own = message.recipient.number if message.recipient else ""
    said = said_to_be_others(evidence.readings, own) if own else frozenset[str]()
    seen = {*evidence.numbers_seen, *(set(evidence.foreign_numbers) - said)} - {own}
    return frozenset(digits for digits in seen if is_org_number(digits))


def _names(session: Session, numbers: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number, name in session.connection().execute(_NAMES, {"numbers": list(numbers)}):
        found.setdefault(number, set()).add(written_alike(name))
    return found


def _periods(session: Session, numbers: Collection[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in session.connection().execute(_AGREEMENTS, {"numbers": list(numbers)}):
        found.setdefault(row.customer, []).append(row)
    return found


def _roles(session: Session, deciders: Collection[str]) -> dict[str, frozenset[str]]:
    people = {decider for decider in deciders if decider != MACHINE}
    if not people:
        return {}
    named = or_(OperatorRow.user.in_(people), OperatorRow.name.in_(people))
    rows = session.scalars(select(OperatorRow).where(named, OperatorRow.active)).all()
    # A user name is one person's; it goes before somebody else's name that reads the same.
    by_name = {row.name: frozenset(row.roles.split()) for row in rows}
    return by_name | {row.user: frozenset(row.roles.split()) for row in rows}
