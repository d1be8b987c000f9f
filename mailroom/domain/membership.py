"""An agreement's life, what it takes to begin, and when it ends (R9, R34-R42, G5)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from mailroom.domain.retention import notice_ends_on


class AgreementState(StrEnum):
    PENDING = "pending"
    ACTIVE = "active"
    NOTICE = "notice"
    ENDED = "ended"


class Dunning(StrEnum):
    """How far a customer is from having paid."""

    PAID = "paid"
    OPEN = "open"
    OVERDUE = "overdue"
    REMINDED_ONCE = "reminded_once"
    REMINDED_TWICE = "reminded_twice"


class Step(StrEnum):
    """All six before anything is opened (R9)."""

    MAILBOX = "mailbox"
    SIGNATORY = "signatory"
    BANKID = "bankid"
    REQUIRED_DATA = "required_data"
    TERMS = "terms"
    PAYMENT_OPTION = "payment_option"


class EndReason(StrEnum):
    CUSTOMER = "customer"
    TERMS_REFUSED = "terms_refused"
    """Changes were not accepted: the same ninety days (R42)."""
    UNPAID = "unpaid"


class Scope(StrEnum):
    """Whether the base service ends too, by its own terms (R35)."""

    PLUS = "plus"
    BOTH = "both"


A, U = AgreementState, Dunning
AGREEMENTS: Final[Mapping[AgreementState, frozenset[AgreementState]]] = MappingProxyType(
    {
        A.PENDING: frozenset({A.ACTIVE}),
        A.ACTIVE: frozenset({A.NOTICE}),
        A.NOTICE: frozenset({A.ACTIVE, A.ENDED}),
        A.ENDED: frozenset({A.PENDING}),
    }
)
"""After the last day there is only a new activation (R41)."""
DUNNING: Final[Mapping[Dunning, frozenset[Dunning]]] = MappingProxyType(
    {
        U.PAID: frozenset(),
        U.OPEN: frozenset({U.PAID, U.OVERDUE}),
        U.OVERDUE: frozenset({U.PAID, U.REMINDED_ONCE}),
        U.REMINDED_ONCE: frozenset({U.PAID, U.REMINDED_TWICE}),
        U.REMINDED_TWICE: frozenset({U.PAID}),
    }
)
COUNTDOWN_DAYS: Final = (60, 30, 7, 1)
"""R31: days left when the customer is told again."""


@dataclass(frozen=True, slots=True)
class UnpaidEnd:
    """`late` when the second reminder came after the ninety days: a person must look (G5)."""

    ends_on: dt.date
    late: bool


def unpaid_end(due_on: dt.date, second_reminder_on: dt.date) -> UnpaidEnd:
    """R36: ninety days from the due date, but never before the second reminder's day."""
    ends_on = notice_ends_on(due_on)
    return UnpaidEnd(max(ends_on, second_reminder_on), late=second_reminder_on > ends_on)


def dunning_of(due_on: dt.date, reminders: int, today: dt.date, *, paid: bool) -> Dunning:
    """Part of the amount does not count as paid."""
    if paid:
        return Dunning.PAID
    if reminders:
        return Dunning.REMINDED_ONCE if reminders == 1 else Dunning.REMINDED_TWICE
    return Dunning.OVERDUE if today > due_on else Dunning.OPEN


def countdown_due(ends_on: dt.date, today: dt.date) -> int | None:
    """The tightest of COUNTDOWN_DAYS that has been reached; None before them and after the end."""
    left = (ends_on - today).days
    reached = [days for days in COUNTDOWN_DAYS if 0 <= left <= days]
    return min(reached, default=None)
