"""What is only ever added to: receipts, the audit chain, recalls, and the counters they use."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class CounterRow(Table):
    """The head of a log: how many entries it has and the last one's digest."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]
    digest: Mapped[str]


class ReceiptRow(Table):
    """The signed answer to an item; `log_index` grows by one for each."""

    __tablename__ = "receipt"

    log_index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item: Mapped[str] = mapped_column(ForeignKey("item.id"), unique=True)
    mailbox: Mapped[str | None]
    sha256: Mapped[str]
    page_count: Mapped[int]
    received_at: Mapped[dt.datetime]
    signature: Mapped[str]


class AuditRow(Table):
    """Who did what to what; `digest` covers the row and the digest before it."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    actor_kind: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    detail: Mapped[str]
    before: Mapped[str]
    digest: Mapped[str]


class RecallRow(Table):
    """A letter that was asked back; `report_by` is the end of the 72 hours when it was read."""

    __tablename__ = "recall"

    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    asked_at: Mapped[dt.datetime]
    asked_by: Mapped[str]
    withdrawn: Mapped[bool]
    report_by: Mapped[dt.datetime]


class CheckpointRow(Table):
    """The head of the audit chain at one time, signed: nothing before it can be rewritten."""

    __tablename__ = "checkpoint"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str]
    made_at: Mapped[dt.datetime]
    signature: Mapped[str]
