"""Sessions of every kind, kept on the server: only a hash of the token is stored."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from mailroom.backend.adapters.secrets import new_token, token_digest
from mailroom.backend.model.database import Database
from mailroom.backend.model.people import SessionRow

_SEEN_EVERY = dt.timedelta(minutes=1)


class Kind(StrEnum):
    STATION = "station"
    MAILBOX_USER = "mailbox_user"
    INTEGRATOR = "integrator"
    OPERATOR = "operator"
    STAFF = "staff"
    TENANT = "tenant"


_IN_A_BROWSER = frozenset({Kind.MAILBOX_USER, Kind.STAFF})


@dataclass(frozen=True, slots=True)
class Signed:
    """Who is behind a token. `mailbox` is the only one that its bearer may see."""

    kind: Kind
    subject: str
    scopes: frozenset[str]
    mailbox: str | None = None


@dataclass(frozen=True, slots=True)
class Sessions:
    database: Database
    idle: dt.timedelta
    """Of no use for this long, a session in a browser has ended."""

    def begin(
        self, session: Session, signed: Signed, *, now: dt.datetime, lasts: dt.timedelta
    ) -> str:
        """A new token; ended sessions are cleared away in passing."""
        token = new_token()
        session.execute(delete(SessionRow).where(SessionRow.expires_at < now))
        session.add(
            SessionRow(
                token_sha256=token_digest(token),
                kind=signed.kind,
                subject=signed.subject,
                mailbox=signed.mailbox,
                scopes=" ".join(sorted(signed.scopes)),
                created_at=now,
                seen_at=now,
                expires_at=now + lasts,
            )
        )
        return token

    def find(self, token: str, kind: Kind, *, now: dt.datetime) -> Signed | None:
        """Whose token this is, unless it is of another kind or has ended."""
        digest = token_digest(token)
        with self.database.reading() as session:
            row = session.get(SessionRow, digest)
            if row is None or row.kind != kind or self._has_ended(row, now):
                return None
            signed = Signed(kind, row.subject, frozenset(row.scopes.split()), row.mailbox)
            unseen_for = now - row.seen_at
        if kind in _IN_A_BROWSER and unseen_for > _SEEN_EVERY:
            self._touch(digest, now)
        return signed

    def end(self, token: str) -> None:
        """Idempotent."""
        with self.database.writing() as session:
            gone = SessionRow.token_sha256 == token_digest(token)
            session.execute(delete(SessionRow).where(gone))

    def end_all(self, session: Session, kind: Kind, subjects: Sequence[str]) -> None:
        """As when a station is revoked."""
        theirs = (SessionRow.kind == kind) & SessionRow.subject.in_(subjects)
        session.execute(delete(SessionRow).where(theirs))

    def _has_ended(self, row: SessionRow, now: dt.datetime) -> bool:
        idle = row.kind in _IN_A_BROWSER and now - row.seen_at > self.idle
        return idle or now >= row.expires_at

    def _touch(self, digest: str, now: dt.datetime) -> None:
        with self.database.writing() as session:
            seen = update(SessionRow).where(SessionRow.token_sha256 == digest)
            session.execute(seen.values(seen_at=now))
