"""Customers: names, addresses and the agreement that lets their mail be opened."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class CustomerRow(Table):
    """`number` is ten digits and part of the postal address (R4)."""

    __tablename__ = "customer"

    number: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    legal_form: Mapped[str]
    created_at: Mapped[dt.datetime]


class OtherNameRow(Table):
    """An earlier or secondary name that senders still use."""

    __tablename__ = "other_name"

    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)


class DeliveryAddressRow(Table):
    """Where unscannables and originals go (R19, R29)."""

    __tablename__ = "delivery_address"

    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), primary_key=True)
    name: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    city: Mapped[str]
    country: Mapped[str] = mapped_column(server_default="SE")
    verified_at: Mapped[dt.datetime | None]


class EmailRow(Table):
    """Every one of them is told of each new letter (R13, R32)."""

    __tablename__ = "email"

    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    bounced_at: Mapped[dt.datetime | None]


class AgreementRow(Table):
    """One period in which mail may be opened: from `active_from` to `ends_on`, both included.

    `notice_on` is when a notice was received (R34); `unpaid_since` is the due date that two
    reminders have not helped (R36, R39). `scope` says whether the base service ends too (R35),
    `reason` why it ends (R42), `flag` that a person must look at the end date (G5).
    """

    __tablename__ = "agreement"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), index=True)
    active_from: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]
    notice_on: Mapped[dt.date | None]
    unpaid_since: Mapped[dt.date | None]
    scope: Mapped[str | None]
    reason: Mapped[str | None]
    flag: Mapped[str | None]
