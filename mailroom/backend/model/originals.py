"""Where the paper lies: shelves, boxes, positions, who answers for them, and who asked for it."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class ShelfRow(Table):
    """`walk` is its place in the round through the store."""

    __tablename__ = "shelf"

    label: Mapped[str] = mapped_column(primary_key=True)
    walk: Mapped[int] = mapped_column(unique=True)


class BoxRow(Table):
    """`custodian` answers for it (R6); `filled` is the last position that was given out."""

    __tablename__ = "box"

    label: Mapped[str] = mapped_column(primary_key=True)
    shelf: Mapped[str | None] = mapped_column(ForeignKey("shelf.label"))
    custodian: Mapped[str]
    opened_at: Mapped[dt.datetime]
    sealed_at: Mapped[dt.datetime | None]
    filled: Mapped[int]


class CustodyRow(Table):
    """A box changed hands."""

    __tablename__ = "custody"

    id: Mapped[int] = mapped_column(primary_key=True)
    box: Mapped[str] = mapped_column(ForeignKey("box.label"), index=True)
    given_by: Mapped[str]
    taken_by: Mapped[str]
    at: Mapped[dt.datetime]


class OriginalRow(Table):
    """The paper of one scanned item; `keep_until` is a day to ask at, not to destroy at (R14)."""

    __tablename__ = "original"

    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    scan_id: Mapped[str] = mapped_column(index=True)
    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"))
    sender: Mapped[str]
    arrived_on: Mapped[dt.date]
    keep_until: Mapped[dt.date] = mapped_column(index=True)
    box: Mapped[str | None] = mapped_column(ForeignKey("box.label"))
    position: Mapped[int | None]
    filed_at: Mapped[dt.datetime]
    filed_by: Mapped[str]
    held_by: Mapped[str | None]
    held_because: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("box", "position"),
        Index("ix_original_arrived", "arrived_on", "item"),
        Index("ix_original_customer", "customer", "arrived_on", "item"),
    )


class OriginalRequestRow(Table):
    """A customer wants its paper (R15-R17); the address is as it stood when asked."""

    __tablename__ = "original_request"

    id: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(ForeignKey("original.item"), index=True)
    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), index=True)
    requested_by: Mapped[str]
    requested_at: Mapped[dt.datetime]
    due_on: Mapped[dt.date]
    state: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    city: Mapped[str]
    fee_ore: Mapped[int]
    consignment: Mapped[str | None] = mapped_column(ForeignKey("consignment.label"))
    ended_at: Mapped[dt.datetime | None]
