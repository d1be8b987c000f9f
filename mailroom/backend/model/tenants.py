"""Senders that write digitally: who they are, what each has sent, whom each was told of."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class TenantRow(Table):
    """A company that sends through the API; `scopes` are separated by spaces."""

    __tablename__ = "tenant"

    key: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    client: Mapped[str] = mapped_column(unique=True)
    verifier: Mapped[str]
    scopes: Mapped[str]
    active: Mapped[bool]


class SentRow(Table):
    """What a tenant has sent: the same payload again is the same letter."""

    __tablename__ = "tenant_sent"

    tenant: Mapped[str] = mapped_column(ForeignKey("tenant.key"), primary_key=True)
    payload_sha256: Mapped[str] = mapped_column(primary_key=True)
    letter: Mapped[str] = mapped_column(ForeignKey("letter.key"), unique=True)


class ReceiverListRow(Table):
    """Whom a tenant was told that it reaches; `numbers` are compressed, one on each line."""

    __tablename__ = "receiver_list"

    tenant: Mapped[str] = mapped_column(ForeignKey("tenant.key"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    told_at: Mapped[dt.datetime]
    numbers: Mapped[bytes]


class LetterTextRow(Table):
    """The text of a page of a letter that never was on paper; `position` counts from 0."""

    __tablename__ = "letter_text"

    letter: Mapped[str] = mapped_column(ForeignKey("letter.key"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
