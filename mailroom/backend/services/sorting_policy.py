"""The sorting table's versions: proposed by one supervisor, confirmed by a second if looser."""

import datetime as dt
from dataclasses import replace
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.policies import SortingPolicyRow
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.policy import Policy, PolicyRow, PolicyWrong, check, loosened
from mailroom.domain.policyfile import STANDARD
from mailroom.domain.policyversions import Policies, PolicyVersion, VersionState
from mailroom.domain.workdays import LAST_YEAR, stockholm_date

_POLICY: Final = TypeAdapter(Policy)
_SHOWN: Final = 20
_SUPERVISES: Final = "A supervisor changes the sorting table."
_NOT_WITHDRAWN: Final = SortingPolicyRow.withdrawn_at.is_(None)


def in_force(session: Session, day: dt.date) -> Policy:
    """The table that holds on a day; the shipped one before any other did."""
    latest = (SortingPolicyRow.in_force_from.desc(), SortingPolicyRow.version.desc())
    found = select(SortingPolicyRow).where(
        SortingPolicyRow.in_force_from <= day,
        SortingPolicyRow.confirmed_at.is_not(None),
        _NOT_WITHDRAWN,
    )
    row = session.scalars(found.order_by(*latest).limit(1)).first()
    return STANDARD if row is None else _policy(row)


def policies(session: Session, *, now: dt.datetime) -> Policies:
    day = stockholm_date(now)
    holds = in_force(session, day).version
    rows = session.scalars(
        select(SortingPolicyRow).order_by(SortingPolicyRow.version.desc()).limit(_SHOWN)
    )
    kept = tuple(_version(row, day, holds) for row in rows)
    state = VersionState.IN_FORCE if holds == STANDARD.version else VersionState.PAST
    return Policies(day, (*kept, PolicyVersion(STANDARD, state, "", None)))


def propose(
    session: Session,
    rows: tuple[PolicyRow, ...],
    in_force_from: dt.date,
    *,
    staff: Staff,
    now: dt.datetime,
) -> Policies:
    """The same again changes nothing.

    Raises Refused: SUPERVISOR_ONLY; POLICY for a table that would weaken what is safety, or is
    the one in force; DATE for a day that has been; POLICY_WAITS while another is to come.
    """
    staff.must_supervise(_SUPERVISES)
    day = stockholm_date(now)
    if in_force_from < day or in_force_from.year >= LAST_YEAR:
        raise Refused(Why.DATE, "A version takes effect today or later.")
    seen = policies(session, now=now)
    coming = seen.waiting
    if coming is not None:
        if (coming.policy.rows, coming.by) == (rows, staff.name):
            return seen
        raise Refused(Why.POLICY_WAITS, "Another version is to come: withdraw it first.")
    draft = Policy(_next(session), in_force_from, rows)
    looser = checked(draft, seen.in_force)
    alone = not looser
    session.add(
        SortingPolicyRow(
            version=draft.version,
            in_force_from=in_force_from,
            body=_POLICY.dump_json(draft).decode(),
            loosens=" ".join(looser),
            made_by=staff.name,
            made_at=now,
            confirmed_by=staff.name if alone else None,
            confirmed_at=now if alone else None,
        )
    )
    told = {"from": in_force_from.isoformat(), "loosens": " ".join(looser)}
    note(session, staff, Action.POLICY_PROPOSED, str(draft.version), now=now, detail=told)
    session.flush()
    return policies(session, now=now)


def checked(draft: Policy, now_in_force: Policy) -> tuple[str, ...]:
    """The codes of rows that loosen. Raises Refused(POLICY)."""
    try:
        check(draft)
    except PolicyWrong as error:
        raise Refused(Why.POLICY, f"The table is refused: {error.flaw} at {error.at}.") from error
    if draft.rows == now_in_force.rows:
        raise Refused(Why.POLICY, "Nothing is changed.")
    return loosened(now_in_force, draft)


def confirm(session: Session, version: int, *, staff: Staff, now: dt.datetime) -> Policies:
    """Raises Refused: SUPERVISOR_ONLY, SECOND_PERSON for its maker, NOT_FOUND, STATE.

    A day that has passed meanwhile becomes today: nothing takes effect in the past.
    """
    staff.must_supervise(_SUPERVISES)
    row = _find(session, version)
    if row.made_by == staff.name:
        raise Refused(Why.SECOND_PERSON, "Another supervisor than whoever made it confirms it.")
    if row.confirmed_at is None:
        row.confirmed_by, row.confirmed_at = staff.name, now
        row.in_force_from = max(row.in_force_from, stockholm_date(now))
        note(session, staff, Action.POLICY_CONFIRMED, str(version), now=now)
        session.flush()
    return policies(session, now=now)


def withdraw(session: Session, version: int, *, staff: Staff, now: dt.datetime) -> Policies:
    """Raises Refused: SUPERVISOR_ONLY, NOT_FOUND, STATE once it has been in force."""
    staff.must_supervise(_SUPERVISES)
    row = _find(session, version)
    if row.confirmed_at is not None and row.in_force_from <= stockholm_date(now):
        raise Refused(Why.STATE, "It is in force already: make another version.")
    row.withdrawn_by, row.withdrawn_at = staff.name, now
    note(session, staff, Action.POLICY_WITHDRAWN, str(version), now=now)
    session.flush()
    return policies(session, now=now)


def _find(session: Session, version: int) -> SortingPolicyRow:
    row = session.get(SortingPolicyRow, version, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such version.")
    if row.withdrawn_at is not None:
        raise Refused(Why.STATE, "It was withdrawn.")
    return row


def _next(session: Session) -> int:
    last = session.scalar(select(func.max(SortingPolicyRow.version)))
    return max(last or 0, STANDARD.version) + 1


def _policy(row: SortingPolicyRow) -> Policy:
    """Confirmed late, it holds from a later day than it was made for."""
    return replace(_POLICY.validate_json(row.body), in_force_from=row.in_force_from)


def _version(row: SortingPolicyRow, day: dt.date, holds: int) -> PolicyVersion:
    return PolicyVersion(
        policy=_policy(row),
        state=_state(row, day, holds),
        by=row.made_by,
        at=row.made_at,
        loosens=tuple(row.loosens.split()),
        confirmed_by=row.confirmed_by or "",
    )


def _state(row: SortingPolicyRow, day: dt.date, holds: int) -> VersionState:
    if row.withdrawn_at is not None:
        return VersionState.WITHDRAWN
    if row.version == holds:
        return VersionState.IN_FORCE
    if row.confirmed_at is None:
        return VersionState.WAITING
    return VersionState.COMING if row.in_force_from > day else VersionState.PAST
