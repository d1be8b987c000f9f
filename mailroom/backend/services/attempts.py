"""Slows down whoever guesses: an account or an address waits after too many failures."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from mailroom.backend.model.database import Database
from mailroom.backend.model.people import FailureRow
from mailroom.backend.services.refusals import Refused, Why

_PER_ADDRESS = 10
"""One address may fail this many times as often as one account: offices share an address."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """`kind` keeps operators and mailbox users apart; `address` is where the request came from."""

    kind: str
    login: str
    address: str

    @property
    def account_digest(self) -> str:
        return _digest("account", self.kind, self.login)

    @property
    def address_digest(self) -> str:
        return _digest("address", self.kind, self.address)


@dataclass(frozen=True, slots=True)
class Attempts:
    database: Database
    allowed: int
    window: dt.timedelta

    def begin(self, attempt: Attempt, *, now: dt.datetime) -> None:
        """Counts as a failure until `succeeded` says otherwise. Raises Refused(TOO_MANY)."""
        with self.database.writing() as session:
            old = delete(FailureRow).where(FailureRow.at < now - self.window)
            session.execute(old)
            limits = (
                (attempt.account_digest, self.allowed),
                (attempt.address_digest, self.allowed * _PER_ADDRESS),
            )
            for digest, limit in limits:
                count = select(func.count()).where(FailureRow.account == digest)
                if session.scalars(count).one() >= limit:
                    raise Refused(Why.TOO_MANY, "Too many attempts. Wait a while and try again.")
                session.add(FailureRow(account=digest, at=now))

    def succeeded(self, attempt: Attempt) -> None:
        """The account is clean; the address has one failure fewer."""
        with self.database.writing() as session:
            session.execute(delete(FailureRow).where(FailureRow.account == attempt.account_digest))
            last = (
                select(func.max(FailureRow.id))
                .where(FailureRow.account == attempt.address_digest)
                .scalar_subquery()
            )
            session.execute(delete(FailureRow).where(FailureRow.id == last))


def _digest(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()
