"""Who may sign in: operators, companies' users, integrators; their sessions and failed attempts."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class OperatorRow(Table):
    """`roles` are separated by spaces; `verifier` is an argon2id hash.

    `organisation` is the subcontractor whose person this is (R7), None for our own.
    """

    __tablename__ = "operator"

    user: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    roles: Mapped[str]
    verifier: Mapped[str]
    active: Mapped[bool]
    organisation: Mapped[str | None]


class MailboxUserRow(Table):
    """A person of a company; `login` is what they type."""

    __tablename__ = "mailbox_user"

    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox: Mapped[str] = mapped_column(ForeignKey("mailbox.key"), index=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    verifier: Mapped[str]


class IntegratorRow(Table):
    """A program that reads one company's mailbox; `scopes` are separated by spaces."""

    __tablename__ = "integrator"

    client: Mapped[str] = mapped_column(primary_key=True)
    mailbox: Mapped[str] = mapped_column(ForeignKey("mailbox.key"), index=True)
    verifier: Mapped[str]
    scopes: Mapped[str]
    active: Mapped[bool]


class SessionRow(Table):
    """A sign-in that lasts. Only the token's hash is stored; `kind` says whose it is."""

    __tablename__ = "session"

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    mailbox: Mapped[str | None]
    scopes: Mapped[str]
    created_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)


class FailureRow(Table):
    """One refused attempt to sign in; `account` is hashed, since people type secrets there."""

    __tablename__ = "sign_in_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(index=True)
    at: Mapped[dt.datetime] = mapped_column(index=True)


class IdentityRow(Table):
    """A person at an identity provider, and whose account here that is.

    `kind` says whether `account` is a mailbox user's login or an operator's user.
    """

    __tablename__ = "identity"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    linked_at: Mapped[dt.datetime]
