"""How companies' people and programs sign in, and what a session of theirs may see."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from mailroom.backend.adapters import secrets
from mailroom.backend.model.database import Database
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.model.people import IdentityRow, IntegratorRow, MailboxUserRow
from mailroom.backend.services import audit
from mailroom.backend.services.attempts import Attempt, Attempts
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.sessions import Kind, Sessions, Signed
from mailroom.domain.ids import NotAnOrgNumber, parse_org_number

READ = "get:kivra.v3.partner.**"
MARK = "patch:kivra.v3.partner.**"
HOOKS = "post:kivra.v3.partner.**"


@dataclass(frozen=True, slots=True)
class Granted:
    """`scope` is in the words of the integrators' API."""

    token: str
    expires_in: int
    scope: str


@dataclass(frozen=True, slots=True)
class MailboxUsers:
    database: Database
    sessions: Sessions
    attempts: Attempts
    clock: Clock
    session_lasts: dt.timedelta
    token_lasts: dt.timedelta

    def sign_in(self, login: str, secret: str, *, address: str) -> str:
        """A session's token. A company's number may be written in any usual way.

        Raises Refused(SIGN_IN_REFUSED or TOO_MANY).
        """
        login = _login(login)
        attempt = Attempt("mailbox_user", login, address)
        self.attempts.begin(attempt, now=self.clock())
        with self.database.reading() as session:
            user = select(MailboxUserRow).where(MailboxUserRow.login == login)
            row = session.scalars(user).one_or_none()
        if not secrets.matches(row.verifier if row else None, secret) or row is None:
            raise _refused()
        self.attempts.succeeded(attempt)
        return self._begin(row)

    def sign_in_as(self, issuer: str, subject: str) -> str:
        """A session's token for whom a provider vouches. Raises Refused(SIGN_IN_REFUSED)."""
        with self.database.reading() as session:
            kind = Kind.MAILBOX_USER.value
            linked = session.get(IdentityRow, (issuer, subject, kind))
            user = select(MailboxUserRow).where(
                MailboxUserRow.login == (linked.account if linked else None)
            )
            row = session.scalars(user).one_or_none()
        if row is None:
            raise _refused()
        return self._begin(row)

    def link(self, issuer: str, subject: str, login: str) -> None:
        """From now on that person at the provider is that user here. Raises Refused(NOT_FOUND)."""
        login = _login(login)
        with self.database.writing() as session:
            user = select(MailboxUserRow.id).where(MailboxUserRow.login == login)
            if session.scalars(user).one_or_none() is None:
                raise Refused(Why.NOT_FOUND, "There is no such user.")
            session.merge(
                IdentityRow(
                    issuer=issuer,
                    subject=subject,
                    kind=Kind.MAILBOX_USER,
                    account=login,
                    linked_at=self.clock(),
                )
            )

    def admit(self, client: str, number: str, scopes: Collection[str]) -> str:
        """A program may read that company's mailbox; its secret, which is kept nowhere.

        One that is known gets a new secret and these scopes, and its tokens end. Raises
        Refused(NOT_FOUND).
        """
        secret = secrets.new_token()
        with self.database.writing() as session:
            owned = select(MailboxRow.key).where(MailboxRow.customer == number)
            mailbox = session.scalars(owned).one_or_none()
            if mailbox is None:
                raise Refused(Why.NOT_FOUND, "There is no such company.")
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

    def _begin(self, row: MailboxUserRow) -> str:
        now = self.clock()
        who = Signed(Kind.MAILBOX_USER, row.login, frozenset(), row.mailbox)
        with self.database.writing() as session:
            actor = audit.Actor(audit.ActorKind.MAILBOX_USER, row.login)
            entry = audit.Entry(now, actor, audit.Action.SIGNED_IN, row.mailbox, {})
            audit.record(session, entry)
            return self.sessions.begin(session, who, now=now, lasts=self.session_lasts)

    def grant(self, client: str, secret: str, *, address: str) -> Granted:
        """A token for an integrator's program. Raises Refused as `sign_in`."""
        attempt = Attempt("integrator", client, address)
        self.attempts.begin(attempt, now=self.clock())
        with self.database.reading() as session:
            row = session.get(IntegratorRow, client)
            verifier = row.verifier if row is not None and row.active else None
        if not secrets.matches(verifier, secret) or row is None:
            raise _refused()
        self.attempts.succeeded(attempt)
        who = Signed(Kind.INTEGRATOR, row.client, frozenset(row.scopes.split()), row.mailbox)
        with self.database.writing() as session:
            token = self.sessions.begin(session, who, now=self.clock(), lasts=self.token_lasts)
        return Granted(token, int(self.token_lasts.total_seconds()), row.scopes)


def _login(text: str) -> str:
    try:
        return parse_org_number(text)
    except NotAnOrgNumber:
        return text.strip()


def _refused() -> Refused:
    return Refused(Why.SIGN_IN_REFUSED, "The sign-in was refused. Check the name and the secret.")
