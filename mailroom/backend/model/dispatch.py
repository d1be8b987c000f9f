"""What leaves the house: consignments, and destructions that two people answer for."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class ConsignmentRow(Table):
    """One cover or one hand-over list; the address is as it stood when it was made up."""

    __tablename__ = "consignment"

    label: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    carrier: Mapped[str | None]
    customer: Mapped[str | None] = mapped_column(ForeignKey("customer.number"))
    postal_operator: Mapped[str | None]
    name: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    city: Mapped[str]
    due_on: Mapped[dt.date]
    weight_g: Mapped[int | None]
    courier: Mapped[str] = mapped_column(server_default="")
    tracking: Mapped[str | None]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    handed_over_at: Mapped[dt.datetime | None]


class ConsignmentItemRow(Table):
    __tablename__ = "consignment_item"

    consignment: Mapped[str] = mapped_column(ForeignKey("consignment.label"), primary_key=True)
    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)


class DestructionRow(Table):
    """Paper that is to be destroyed, and its protocol: proposed, approved, carried out (R46)."""

    __tablename__ = "destruction"

    id: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str]
    state: Mapped[str]
    proposed_by: Mapped[str]
    proposed_at: Mapped[dt.datetime]
    not_before: Mapped[dt.date]
    approved_by: Mapped[str | None]
    approved_at: Mapped[dt.datetime | None]
    carried_out_by: Mapped[str | None]
    witnessed_by: Mapped[str | None]
    carried_out_at: Mapped[dt.datetime | None]
    protocol_sha256: Mapped[str | None]


class DestructionItemRow(Table):
    """`picked_by` scanned its label on the way to the shredder."""

    __tablename__ = "destruction_item"

    destruction: Mapped[int] = mapped_column(ForeignKey("destruction.id"), primary_key=True)
    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)
    picked_by: Mapped[str | None]
    picked_at: Mapped[dt.datetime | None]
