"""Our own people sign in to the desk's API; the roles make the scopes."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailroom.backend.model.database import Database
from mailroom.backend.model.people import OperatorRow
from mailroom.backend.services import audit
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.sessions import Kind, Sessions, Signed
from mailroom.backend.services.staff import Staff, person, scopes_of
from mailroom.backend.services.stations import Stations
from mailroom.wire import OperatorSignIn


@dataclass(frozen=True, slots=True)
class Granted:
    token: str
    expires_in: int
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class StaffUsers:
    database: Database
    sessions: Sessions
    stations: Stations
    clock: Clock
    token_lasts: dt.timedelta

    def sign_in(self, request: OperatorSignIn, *, address: str) -> Granted:
        """Raises Refused(SIGN_IN_REFUSED or TOO_MANY)."""
        known = self.stations.sign_in_operator(request, address=address)
        scopes = scopes_of(known.roles)
        with self.database.writing() as session:
            who = Signed(Kind.OPERATOR, known.user, scopes)
            token = self.sessions.begin(session, who, now=self.clock(), lasts=self.token_lasts)
        return Granted(token, int(self.token_lasts.total_seconds()), scopes)

    def sign_in_to_pages(self, request: OperatorSignIn, *, address: str) -> str:
        """A session's token for a browser; on record. Raises as `sign_in`."""
        known = self.stations.sign_in_operator(request, address=address)
        now = self.clock()
        with self.database.writing() as session:
            actor = audit.Actor(audit.ActorKind.OPERATOR, known.user)
            audit.record(session, audit.Entry(now, actor, audit.Action.SIGNED_IN, "staff", {}))
            who = Signed(Kind.STAFF, known.user, scopes_of(known.roles))
            return self.sessions.begin(session, who, now=now, lasts=self.token_lasts)

    def witness(self, request: OperatorSignIn, *, address: str) -> Staff:
        """A second person, who shows who they are at this moment. Raises as `sign_in`."""
        known = self.stations.sign_in_operator(request, address=address)
        return person(known.user, frozenset(known.roles))


def staff_of(session: Session, user: str) -> Staff:
    """With the roles they have now, not those of when they signed in. Raises Refused."""
    row = session.get(OperatorRow, user)
    if row is None or not row.active:
        raise Refused(Why.NOT_SIGNED_IN, "Sign in first: there is no valid token.")
    return person(row.user, frozenset(row.roles.split()))
