"""What a customer, a postal operator or our own people must be told, each thing once."""

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class MessageRow(Table):
    """Waits until it has been sent; `facts` holds ids, dates and counts as JSON."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), index=True)
    kind: Mapped[str]
    about: Mapped[str]
    facts: Mapped[str]
    made_at: Mapped[dt.datetime]
    sent_at: Mapped[dt.datetime | None] = mapped_column(index=True)

    __table_args__ = (UniqueConstraint("customer", "kind", "about"),)


class AlarmRow(Table):
    """Something that a clerk must see to, once a day until it is over."""

    __tablename__ = "alarm"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    about: Mapped[str]
    day: Mapped[dt.date]
    raised_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
    ended_by: Mapped[str | None]

    __table_args__ = (UniqueConstraint("kind", "about", "day"),)


class OperatorNoticeRow(Table):
    """A postal operator was told that a customer's letters are undeliverable (R44)."""

    __tablename__ = "operator_notice"

    agreement: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    postal_operator: Mapped[str] = mapped_column(primary_key=True)
    told_at: Mapped[dt.datetime]
    told_by: Mapped[str]


class NearTwinRow(Table):
    """Two customers that could be taken for each other, lower number first."""

    __tablename__ = "near_twin"

    one: Mapped[str] = mapped_column(ForeignKey("customer.number"), primary_key=True)
    other: Mapped[str] = mapped_column(ForeignKey("customer.number"), primary_key=True, index=True)
    likeness: Mapped[str]


class OnceRow(Table):
    """A request that was carried out, under the caller's own key."""

    __tablename__ = "once"

    caller: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    body_sha256: Mapped[str]
    status: Mapped[int]
    answer: Mapped[str]
    at: Mapped[dt.datetime]
