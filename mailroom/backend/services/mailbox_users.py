"""How companies' people sign in, and what a session of theirs may see."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from mailroom.backend.adapters import secrets
from mailroom.backend.model.database import Database
from mailroom.backend.model.people import MailboxUserRow
from mailroom.backend.services import audit, identities
from mailroom.backend.services.attempts import Attempt, Attempts
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.identities import Vouched
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.sessions import Kind, Sessions, Signed
from mailroom.domain.ids import NotAnOrgNumber, parse_org_number


@dataclass(frozen=True, slots=True)
class MailboxUsers:
    database: Database
    sessions: Sessions
    attempts: Attempts
    clock: Clock
    session_lasts: dt.timedelta

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

    def sign_in_as(self, vouched: Vouched) -> str:
        """A session's token for whom a provider vouches. Raises Refused(SIGN_IN_REFUSED)."""
        with self.database.reading() as session:
            login = identities.account_of(session, vouched, Kind.MAILBOX_USER)
            user = select(MailboxUserRow).where(MailboxUserRow.login == login)
            row = session.scalars(user).one_or_none()
        if row is None:
            raise _refused()
        return self._begin(row)

    def link(self, vouched: Vouched, login: str) -> None:
        """From now on that person at the provider is that user here. Raises Refused(NOT_FOUND)."""
        login = _login(login)
        with self.database.writing() as session:
            user = select(MailboxUserRow.id).where(MailboxUserRow.login == login)
            if session.scalars(user).one_or_none() is None:
                raise Refused(Why.NOT_FOUND, "There is no such user.")
            identities.link(session, vouched, Kind.MAILBOX_USER, login, now=self.clock())

    def _begin(self, row: MailboxUserRow) -> str:
        now = self.clock()
        who = Signed(Kind.MAILBOX_USER, row.login, frozenset(), row.mailbox)
        with self.database.writing() as session:
            actor = audit.Actor(audit.ActorKind.MAILBOX_USER, row.login)
            entry = audit.Entry(now, actor, audit.Action.SIGNED_IN, row.mailbox, {})
            audit.record(session, entry)
            return self.sessions.begin(session, who, now=now, lasts=self.session_lasts)


def _login(text: str) -> str:
    try:
        return parse_org_number(text)
    except NotAnOrgNumber:
        return text.strip()


def _refused() -> Refused:
    return Refused(Why.SIGN_IN_REFUSED, "The sign-in was refused. Check the name and the secret.")
