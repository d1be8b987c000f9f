"""Stations: each proves its own key, gets a short token, and lets its operators sign in."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete

from mailroom.backend.adapters import secrets
from mailroom.backend.adapters.keys import SigningKey, verifies
from mailroom.backend.model.database import Database
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.people import OperatorRow
from mailroom.backend.model.stations import NonceRow, StationRow
from mailroom.backend.services.attempts import Attempt, Attempts
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.sessions import Kind, Sessions, Signed
from mailroom.wire import OperatorSession, OperatorSignIn, SessionAnswer, SessionRequest

SCOPES = frozenset({"register", "blobs", "items", "operators"})


@dataclass(frozen=True, slots=True)
class Stations:
    """`leeway` is how far a station's clock may be off, either way."""

    database: Database
    sessions: Sessions
    attempts: Attempts
    key: SigningKey
    clock: Clock
    leeway: dt.timedelta
    token_lasts: dt.timedelta

    def sign_in(self, request: SessionRequest, *, timestamp_text: str) -> SessionAnswer:
        """Raises Refused(SIGN_IN_REFUSED), the same for every cause.

        The signature may cover the timestamp as it was written or in Python's ISO form, which
        differ in how they spell UTC.
        """
        now = self.clock()
        timestamp = request.timestamp
        if timestamp.tzinfo is None or abs(timestamp - now) > self.leeway:
            raise _refused()
        with self.database.writing() as session:
            station = session.get(StationRow, request.station)
            if station is None or not station.active:
                raise _refused()
            texts = {timestamp_text, timestamp.isoformat()}
            signed = (f"{request.station}|{text}|{request.nonce}" for text in texts)
            if not any(verifies(station.public_key, request.signature, text) for text in signed):
                raise _refused()
            session.execute(delete(NonceRow).where(NonceRow.expires_at < now))
            nonce = {
                "station": station.name,
                "nonce": request.nonce,
                "expires_at": now + 2 * self.leeway,
            }
            if not insert_new(session, NonceRow, nonce):
                raise _refused()
            who = Signed(Kind.STATION, station.name, SCOPES)
            token = self.sessions.begin(session, who, now=now, lasts=self.token_lasts)
        return SessionAnswer(
            access_token=token,
            expires_in=int(self.token_lasts.total_seconds()),
            backend_key=self.key.public,
        )

    def sign_in_operator(self, request: OperatorSignIn, *, address: str) -> OperatorSession:
        """Raises Refused(SIGN_IN_REFUSED or TOO_MANY)."""
        attempt = Attempt("operator", request.user, address)
        self.attempts.begin(attempt, now=self.clock())
        with self.database.reading() as session:
            row = session.get(OperatorRow, request.user)
            verifier = row.verifier if row is not None and row.active else None
        if not secrets.matches(verifier, request.secret) or row is None:
            raise _refused()
        self.attempts.succeeded(attempt)
        return OperatorSession(
            user=row.user, name=row.name, roles=tuple(row.roles.split()), verifier=row.verifier
        )

    def add(self, name: str, public_key: str) -> bool:
        """Whether it is new; a known station keeps its key."""
        station = {
            "name": name,
            "public_key": public_key,
            "active": True,
            "created_at": self.clock(),
        }
        with self.database.writing() as session:
            return insert_new(session, StationRow, station)

    def revoke(self, name: str) -> bool:
        """Whether there was such a station; its tokens end at once."""
        with self.database.writing() as session:
            station = session.get(StationRow, name)
            if station is None:
                return False
            station.active = False
            self.sessions.end_all(session, Kind.STATION, [name])
            return True


def _refused() -> Refused:
    return Refused(Why.SIGN_IN_REFUSED, "The sign-in was refused. Check the name and the secret.")
