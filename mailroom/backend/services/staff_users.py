"""Our own people sign in to the desk's API; the roles make the scopes."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailroom.backend.model.database import Database
from mailroom.backend.model.people import OperatorRow
from mailroom.backend.services import audit, identities
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.identities import Vouched
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
        with self.database.writing() as session:
            return self._begin(session, known.user, known.roles)

    def sign_in_as(self, vouched: Vouched) -> str:
        """As `sign_in_to_pages`, for whom a provider vouches. Raises Refused(SIGN_IN_REFUSED)."""
        with self.database.writing() as session:
            user = identities.account_of(session, vouched, Kind.OPERATOR)
            row = session.get(OperatorRow, user) if user is not None else None
            if row is None or not row.active:
                raise Refused(Why.SIGN_IN_REFUSED, "The person is not one of our operators.")
            return self._begin(session, row.user, row.roles.split())

    def link(self, vouched: Vouched, user: str) -> None:
        """From now on that person at the provider is that operator. Raises Refused(NOT_FOUND)."""
        with self.database.writing() as session:
            if session.get(OperatorRow, user) is None:
                raise Refused(Why.NOT_FOUND, "There is no such operator.")
            identities.link(session, vouched, Kind.OPERATOR, user, now=self.clock())

    def _begin(self, session: Session, user: str, roles: Collection[str]) -> str:
        now = self.clock()
        actor = audit.Actor(audit.ActorKind.OPERATOR, user)
        audit.record(session, audit.Entry(now, actor, audit.Action.SIGNED_IN, "staff", {}))
        who = Signed(Kind.STAFF, user, scopes_of(roles))
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
