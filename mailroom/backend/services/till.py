"""Closes a day's mail like a till: three equations, each even or signed for with a reason."""

import datetime as dt
from collections.abc import Collection
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.reviews import ReviewRow
from mailroom.backend.model.till import ClosingRow
from mailroom.backend.services.arrivals import trays
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.mailpieces import DigitalState, PaperState
from mailroom.domain.till import Account, Balance, CloseTill, Closing, Explanation, Part, Till
from mailroom.domain.workdays import stockholm_date

_BALANCES: Final = TypeAdapter(tuple[Balance, ...])
_SHOWN: Final = 6
_DELIVERED: Final = frozenset({DigitalState.AVAILABLE, DigitalState.WITHDRAWN})
_NOT_YET: Final = frozenset({PaperState.ON_DESK, PaperState.HELD, PaperState.TO_FILE})


def till(session: Session, *, now: dt.datetime) -> Till:
    """The mail that arrived today."""
    day = stockholm_date(now)
    return Till(day, _balances(session, day), _closings(session))


def close(session: Session, asked: CloseTill, *, staff: Staff, now: dt.datetime) -> Till:
    """Kept with its figures; the same again changes nothing.

    Raises Refused: STATE when the figures have moved since, or the day has; REASON for a
    difference without one; SUPERVISOR_ONLY for a difference that somebody else signs for.
    """
    seen = till(session, now=now)
    if (asked.day, asked.differences) != (seen.day, seen.differences):
        raise Refused(Why.STATE, "The figures have moved since: look again.")
    if not seen.is_even:
        staff.must_supervise("A supervisor signs for a difference.")
        if asked.why is None:
            raise Refused(Why.REASON, "Say why there is a difference.")
    why = None if seen.is_even else asked.why
    last = next((one for one in seen.closings if one.day == seen.day), None)
    if last is not None and (last.by, last.balances, last.why) == (staff.name, seen.balances, why):
        return seen
    balances = _BALANCES.dump_json(seen.balances).decode()
    session.add(ClosingRow(day=seen.day, at=now, by=staff.name, balances=balances, why=why))
    session.flush()
    told = {"even": str(seen.is_even).lower(), "why": why.value if why else ""}
    note(session, staff, Action.SHIFT_CLOSED, seen.day.isoformat(), now=now, detail=told)
    return till(session, now=now)


def _balances(session: Session, day: dt.date) -> tuple[Balance, ...]:
    states = (MailpieceRow.digital, MailpieceRow.paper, func.count())
    came = select(*states).where(MailpieceRow.arrived_on == day)
    counted = {
        (DigitalState(digital), PaperState(paper)): count
        for digital, paper, count in session.execute(
            came.group_by(MailpieceRow.digital, MailpieceRow.paper)
        )
    }

    def count(digital: Collection[DigitalState], but: Collection[PaperState] = ()) -> int:
        return sum(n for (one, paper), n in counted.items() if one in digital and paper not in but)

    scanned = count(set(DigitalState) - {DigitalState.UNOPENED})
    letters = count({DigitalState.AVAILABLE})
    parts = (
        (Part.SCANNED, scanned),
        (Part.SORTED, count({DigitalState.UNOPENED})),
        (Part.OPEN, _open(session, day)),
    )
    return (
        Balance(Account.MAIL, _arrived(session, day), parts),
        Balance(Account.LETTERS, scanned, ((Part.DELIVERED, count(_DELIVERED)),)),
        Balance(Account.PAPER, letters, ((Part.FILED, count({DigitalState.AVAILABLE}, _NOT_YET)),)),
    )


def _arrived(session: Session, day: dt.date) -> int | None:
    """What the trays' cards say; None while one of them says nothing."""
    said = [one.tray.expected for one in trays(session, day)]
    return None if not said or None in said else sum(one or 0 for one in said)


def _open(session: Session, day: dt.date) -> int:
    """Of that day's mail, in the review queue and not here yet."""
    here = select(MailpieceRow.item)
    waiting = select(func.count()).where(
        ReviewRow.outcome.is_(None),
        ReviewRow.recheck.is_(False),
        ReviewRow.arrived_on == day,
        ReviewRow.item.not_in(here),
    )
    return session.scalar(waiting) or 0


def _closings(session: Session) -> tuple[Closing, ...]:
    """Each day's last one."""
    last = select(func.max(ClosingRow.id)).group_by(ClosingRow.day)
    rows = select(ClosingRow).where(ClosingRow.id.in_(last)).order_by(ClosingRow.day.desc())
    return tuple(
        Closing(
            row.day,
            row.at,
            row.by,
            _BALANCES.validate_json(row.balances),
            Explanation(row.why) if row.why else None,
        )
        for row in session.scalars(rows.limit(_SHOWN))
    )
