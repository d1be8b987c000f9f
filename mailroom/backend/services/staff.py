"""Who acts: a person of ours with roles, or the backend itself on schedule."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.people import OperatorRow, SessionRow
from mailroom.backend.services import audit
from mailroom.backend.services.refusals import Refused, Why

SUPERVISOR: Final = "supervisor"
ADMINISTRATOR: Final = "administrator"
CLEARED: Final = "cleared"
"""Sees the mail of those whose identity is protected (R59)."""
_SORTING: Final = frozenset({"arrivals", "paper"})
_OFFICE: Final = _SORTING | {"customers", "fees"}
SCOPES: Final[Mapping[str, frozenset[str]]] = {
    "operator": _SORTING,
    "clerk": _OFFICE,
    SUPERVISOR: _OFFICE | {"oversee"},
    ADMINISTRATOR: frozenset({"administer", "oversee"}),
}
"""What each role may call. An administrator sees no mail and nobody's paper."""
_OPERATOR_KIND: Final = "operator"


@dataclass(frozen=True, slots=True)
class Staff:
    actor: audit.Actor
    roles: frozenset[str]

    @property
    def name(self) -> str:
        return self.actor.name

    @property
    def cleared(self) -> bool:
        return CLEARED in self.roles

    def must_supervise(self, sentence: str) -> None:
        """Raises Refused(SUPERVISOR_ONLY) for anybody else."""
        if SUPERVISOR not in self.roles:
            raise Refused(Why.SUPERVISOR_ONLY, sentence)


SCHEDULE: Final = Staff(audit.Actor(audit.ActorKind.JOB, "schedule"), frozenset({SUPERVISOR}))


def scopes_of(roles: Iterable[str]) -> frozenset[str]:
    """Everything that any of the roles may call."""
    return frozenset(scope for role in roles for scope in SCOPES.get(role, frozenset()))


def person(user: str, roles: frozenset[str]) -> Staff:
    return Staff(audit.Actor(audit.ActorKind.OPERATOR, user), roles)


def note(  # noqa: PLR0913  who did what to what, when
    session: Session,
    staff: Staff,
    action: audit.Action,
    subject: str,
    *,
    now: dt.datetime,
    detail: Mapping[str, str] | None = None,
) -> None:
    """One entry in the audit chain; a subcontractor's person brings its organisation (R7)."""
    told = dict(detail or {})
    if staff.actor.kind is audit.ActorKind.OPERATOR:
        row = session.get(OperatorRow, staff.name)
        if row is not None and row.organisation:
            told["organisation"] = row.organisation
    audit.record(session, audit.Entry(now, staff.actor, action, subject, told))


def organisation_leaves(
    session: Session, organisation: str, *, staff: Staff, now: dt.datetime
) -> tuple[str, ...]:
    """A subcontractor's people lose their accounts and sessions at once (R7); who they were."""
    if not staff.roles & {SUPERVISOR, ADMINISTRATOR}:
        sentence = "A supervisor or an administrator says that a subcontractor has left."
        raise Refused(Why.SUPERVISOR_ONLY, sentence)
    theirs = select(OperatorRow).where(OperatorRow.organisation == organisation, OperatorRow.active)
    left = session.scalars(theirs.order_by(OperatorRow.user)).all()
    for row in left:
        row.active = False
        signed = select(SessionRow).where(
            SessionRow.kind == _OPERATOR_KIND, SessionRow.subject == row.user
        )
        for one in session.scalars(signed):
            session.delete(one)
    users = tuple(row.user for row in left)
    note(
        session,
        staff,
        audit.Action.OPERATORS_REVOKED,
        organisation,
        now=now,
        detail={"people": str(len(users))},
    )
    return users
