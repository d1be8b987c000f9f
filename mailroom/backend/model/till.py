"""Shifts that have been closed, with the figures they were closed on."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class ClosingRow(Table):
    """Only ever added to; `balances` is JSON, `why` what a difference was signed for with."""

    __tablename__ = "closing"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[dt.date] = mapped_column(index=True)
    at: Mapped[dt.datetime]
    by: Mapped[str]
    balances: Mapped[str]
    why: Mapped[str | None]
