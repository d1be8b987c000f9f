"""What is charged: the dated price list, fees, statements, payments and their reminders."""

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class PriceRow(Table):
    """What one kind of fee costs from a day on, in öre without VAT (R26)."""

    __tablename__ = "price"

    kind: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    unit: Mapped[str]
    ore: Mapped[int]
    vat_percent: Mapped[int]


class FeeRow(Table):
    """Something that happened and costs; `about` makes it happen once."""

    __tablename__ = "fee"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), index=True)
    kind: Mapped[str]
    about: Mapped[str]
    day: Mapped[dt.date]
    quantity: Mapped[int]
    unit_ore: Mapped[int]
    vat_percent: Mapped[int]
    made_at: Mapped[dt.datetime]
    statement: Mapped[int | None] = mapped_column(ForeignKey("statement.number"), index=True)

    __table_args__ = (UniqueConstraint("kind", "about"),)


class StatementRow(Table):
    """One month's invoice, or the credit note `credits` one; amounts in öre.

    `month` is its first day. Name and address are as they stood when it was issued.
    """

    __tablename__ = "statement"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), index=True)
    kind: Mapped[str]
    month: Mapped[dt.date]
    credits: Mapped[int | None] = mapped_column(ForeignKey("statement.number"))
    name: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    city: Mapped[str]
    issued_on: Mapped[dt.date]
    due_on: Mapped[dt.date] = mapped_column(index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    net_ore: Mapped[int]
    vat_ore: Mapped[int]
    paid_ore: Mapped[int]
    settled_at: Mapped[dt.datetime | None]
    run: Mapped[str] = mapped_column(unique=True)


class StatementLineRow(Table):
    """A line as it was invoiced; nothing changes it, a credit note sets it right."""

    __tablename__ = "statement_line"

    statement: Mapped[int] = mapped_column(ForeignKey("statement.number"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    quantity: Mapped[int]
    unit_ore: Mapped[int]
    net_ore: Mapped[int]
    vat_percent: Mapped[int]


class PaymentFileRow(Table):
    """A payment file that was taken in; the same bytes are taken in once."""

    __tablename__ = "payment_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    taken_at: Mapped[dt.datetime]
    taken_by: Mapped[str]
    payments: Mapped[int]
    ore: Mapped[int]


class PaymentRow(Table):
    """Money that came in; `statement` None until somebody knows what it pays."""

    __tablename__ = "payment"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    statement: Mapped[int | None] = mapped_column(ForeignKey("statement.number"), index=True)
    ore: Mapped[int]
    paid_on: Mapped[dt.date]
    reference: Mapped[str]
    file: Mapped[str | None] = mapped_column(ForeignKey("payment_file.sha256"))
    noted_at: Mapped[dt.datetime]
    noted_by: Mapped[str]


class PaymentReminderRow(Table):
    """The first or the second reminder of a statement (R36)."""

    __tablename__ = "payment_reminder"

    statement: Mapped[int] = mapped_column(ForeignKey("statement.number"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    sent_on: Mapped[dt.date]
    made_at: Mapped[dt.datetime]
