"""How other people's programs sign in: those that read a mailbox, and those that send letters."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from mailroom.backend.adapters import secrets
from mailroom.backend.model.database import Database
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.model.people import IntegratorRow
from mailroom.backend.model.tenants import TenantRow
from mailroom.backend.services.attempts import Attempt, Attempts
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.delivery import new_key
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.sessions import Kind, Sessions, Signed

READ: Final = "get:kivra.v3.partner.**"
MARK: Final = "patch:kivra.v3.partner.**"
HOOKS: Final = "post:kivra.v3.partner.**"
MATCH: Final = "get:kivra.v2.tenant.**"
SEND: Final = "post:kivra.v2.tenant.**"


@dataclass(frozen=True, slots=True)
class Granted:
    """`scope` is in the words of the integrators' API."""

    token: str
    expires_in: int
    scope: str


@dataclass(frozen=True, slots=True)
class _Known:
    signed: Signed
    verifier: str


@dataclass(frozen=True, slots=True)
class Programs:
    database: Database
    sessions: Sessions
    attempts: Attempts
    clock: Clock
    token_lasts: dt.timedelta

    def admit_reader(self, client: str, number: str, scopes: Collection[str]) -> str:
        """A program may read that company's mailbox; its secret, which is kept nowhere.

        One that is known gets a new secret and these scopes, and its tokens end. Raises
        Refused(NOT_FOUND, or VALIDATION: a sender is called that).
        """
        secret = secrets.new_token()
        with self.database.writing() as session:
            owned = select(MailboxRow.key).where(MailboxRow.customer == number)
            mailbox = session.scalars(owned).one_or_none()
            if mailbox is None:
                raise Refused(Why.NOT_FOUND, "There is no such company.")
            _check_free(session.scalar(select(exists().where(TenantRow.client == client))))
            session.merge(
                IntegratorRow(
                    client=client,
                    mailbox=mailbox,
                    verifier=secrets.verifier_of(secret),
                    scopes=" ".join(sorted(scopes)),
                    active=True,
                )
            )
            self.sessions.end_all(session, Kind.INTEGRATOR, [client])
        return secret

    def admit_sender(self, client: str, number: str, name: str) -> tuple[str, str]:
        """A company may send letters under that name; its tenant key and its secret.

        As `admit_reader` for one that is known. Raises Refused(VALIDATION: another program is
        called that).
        """
        secret = secrets.new_token()
        with self.database.writing() as session:
            known = select(TenantRow).where(TenantRow.number == number)
            row = session.scalars(known).one_or_none()
            others = exists().where(TenantRow.client == client, TenantRow.number != number)
            readers = exists().where(IntegratorRow.client == client)
            _check_free(session.scalar(select(others | readers)))
            if row is None:
                row = TenantRow(key=new_key(self.clock()), number=number)
                session.add(row)
            row.client, row.name, row.active = client, name, True
            row.verifier, row.scopes = secrets.verifier_of(secret), f"{MATCH} {SEND}"
            self.sessions.end_all(session, Kind.TENANT, [row.key])
        return row.key, secret

    def grant(
        self, client: str, secret: str, *, wanted: Collection[str] = (), address: str
    ) -> Granted:
        """A token with the scopes that are `wanted`, or all there are.

        Raises Refused(SIGN_IN_REFUSED, TOO_MANY, or SCOPE for one that the client does not have).
        """
        attempt = Attempt("integrator", client, address)
        self.attempts.begin(attempt, now=self.clock())
        with self.database.reading() as session:
            known = _known(session, client)
        if not secrets.matches(known.verifier if known else None, secret) or known is None:
            sentence = "The sign-in was refused. Check the name and the secret."
            raise Refused(Why.SIGN_IN_REFUSED, sentence)
        self.attempts.succeeded(attempt)
        has = known.signed
        scopes = frozenset(wanted) or has.scopes
        if not scopes <= has.scopes:
            raise Refused(Why.SCOPE, "The client does not have every scope that it asks for.")
        who = Signed(has.kind, has.subject, scopes, has.mailbox)
        with self.database.writing() as session:
            token = self.sessions.begin(session, who, now=self.clock(), lasts=self.token_lasts)
        return Granted(token, int(self.token_lasts.total_seconds()), " ".join(sorted(scopes)))


def _known(session: Session, client: str) -> _Known | None:
    reader = session.get(IntegratorRow, client)
    if reader is not None and reader.active:
        scopes = frozenset(reader.scopes.split())
        return _Known(Signed(Kind.INTEGRATOR, client, scopes, reader.mailbox), reader.verifier)
    sends = select(TenantRow).where(TenantRow.client == client, TenantRow.active)
    sender = session.scalars(sends).one_or_none()
    if sender is None:
        return None
    scopes = frozenset(sender.scopes.split())
    return _Known(Signed(Kind.TENANT, sender.key, scopes), sender.verifier)


def _check_free(taken: bool | None) -> None:  # noqa: FBT001  what was asked is the only word
    if taken:
        raise Refused(Why.VALIDATION, "Another program is called that.")
