"""Where each item stands, digitally and on paper, and every step it took."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class MailpieceRow(Table):
    """`stopped_at` is when the clock of R11 or R19 stopped; `closed_at` when the paper rests too.

    `clock` says whether a two-day promise runs for it; `held_because` why its paper waits.
    `envelope` is the item whose cover it shared, when letters for two companies lay in one (R5).
    """

    __tablename__ = "mailpiece"

    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    customer: Mapped[str | None] = mapped_column(index=True)
    digital: Mapped[str]
    paper: Mapped[str] = mapped_column(index=True)
    arrived_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    clock: Mapped[bool]
    authority: Mapped[bool]
    restricted: Mapped[bool]
    postal_operator: Mapped[str]
    returnable: Mapped[bool]
    held_because: Mapped[str | None]
    weight_g: Mapped[int | None]
    conditions: Mapped[str]
    envelope: Mapped[str | None]
    stopped_at: Mapped[dt.datetime | None]
    closed_at: Mapped[dt.datetime | None]

    __table_args__ = (Index("ix_mailpiece_queue", "stopped_at", "due_on"),)


class StepRow(Table):
    """One transition; `life` is digital or paper."""

    __tablename__ = "mailpiece_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(ForeignKey("mailpiece.item"), index=True)
    life: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    at: Mapped[dt.datetime]
    by: Mapped[str]
