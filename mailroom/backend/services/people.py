"""Our own people as an administrator sees them: accounts, roles, locks and first secrets."""

import datetime as dt
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from mailroom.backend.adapters import secrets
from mailroom.backend.model.people import OperatorRow, SessionRow
from mailroom.backend.services.audit import Action
from mailroom.backend.services.enrolment import appoint
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.sessions import Kind
from mailroom.backend.services.staff import ADMINISTRATOR, Staff, note, scopes_of
from mailroom.domain.people import Person, Role, Welcome

_THEIR_SESSIONS: Final = (Kind.OPERATOR, Kind.STAFF)


def listed(session: Session) -> tuple[Person, ...]:
    rows = session.scalars(select(OperatorRow).order_by(OperatorRow.user))
    return tuple(
        Person(
            user=row.user,
            name=row.name,
            roles=tuple(role for role in Role if role in row.roles.split()),
            is_active=row.active,
            organisation=row.organisation,
        )
        for row in rows
    )


def add(session: Session, user: str, name: str, *, staff: Staff, now: dt.datetime) -> Welcome:
    """Without any role yet. Raises Refused(OTHER_CONTENT) for a name that somebody has."""
    if session.get(OperatorRow, user) is not None:
        raise Refused(Why.OTHER_CONTENT, "Somebody has that user name already.")
    welcome = Welcome(user, secrets.new_first_secret())
    appoint(session, user, name=name, roles=(), verifier=secrets.verifier_of(welcome.secret))
    session.flush()
    note(session, staff, Action.PERSON_CHANGED, user, now=now, detail={"what": "added"})
    return welcome


def renew_secret(session: Session, user: str, *, staff: Staff, now: dt.datetime) -> Welcome:
    """Ends the person's sessions. Raises Refused(NOT_FOUND)."""
    row = _find(session, user)
    welcome = Welcome(user, secrets.new_first_secret())
    row.verifier = secrets.verifier_of(welcome.secret)
    _sign_out(session, user)
    note(session, staff, Action.PERSON_CHANGED, user, now=now, detail={"what": "secret"})
    return welcome


def set_role(  # noqa: PLR0913  who gives or takes which role of whom, when
    session: Session, user: str, role: Role, *, given: bool, staff: Staff, now: dt.datetime
) -> None:
    """It holds from the next act on, also of who is signed in.

    Raises Refused(NOT_FOUND; STATE: nobody would be left to administer).
    """
    row = _find(session, user)
    roles = set(row.roles.split())
    if not given and role is Role.ADMINISTRATOR:
        _must_leave_one(session, user)
    roles = roles | {role.value} if given else roles - {role.value}
    row.roles = " ".join(sorted(roles))
    theirs = (SessionRow.subject == user) & SessionRow.kind.in_(_THEIR_SESSIONS)
    scopes = " ".join(sorted(scopes_of(roles)))
    session.execute(update(SessionRow).where(theirs).values(scopes=scopes))
    detail = {"what": "role", "role": role.value, "given": str(given).lower()}
    note(session, staff, Action.PERSON_CHANGED, user, now=now, detail=detail)


def set_lock(session: Session, user: str, *, locked: bool, staff: Staff, now: dt.datetime) -> None:
    """Raises Refused(NOT_FOUND; STATE: nobody would be left to administer)."""
    row = _find(session, user)
    if locked:
        _must_leave_one(session, user)
        _sign_out(session, user)
    row.active = not locked
    detail = {"what": "lock", "locked": str(locked).lower()}
    note(session, staff, Action.PERSON_CHANGED, user, now=now, detail=detail)


def _must_leave_one(session: Session, user: str) -> None:
    rows = session.scalars(select(OperatorRow).where(OperatorRow.active).with_for_update())
    others = [row for row in rows if row.user != user and ADMINISTRATOR in row.roles.split()]
    if not others:
        raise Refused(Why.STATE, "Nobody would be left to administer.")


def _sign_out(session: Session, user: str) -> None:
    theirs = (SessionRow.subject == user) & SessionRow.kind.in_(_THEIR_SESSIONS)
    session.execute(delete(SessionRow).where(theirs))


def _find(session: Session, user: str) -> OperatorRow:
    row = session.get(OperatorRow, user, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "Nobody has that user name.")
    return row
