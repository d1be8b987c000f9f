"""Versions of the sorting table: who made each, from which day, and who confirmed it."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class SortingPolicyRow(Table):
    """`body` is the table as JSON and never changes; `loosens` are codes of rows, by spaces."""

    __tablename__ = "sorting_policy"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    in_force_from: Mapped[dt.date] = mapped_column(index=True)
    body: Mapped[str]
    loosens: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[dt.datetime]
    confirmed_by: Mapped[str | None]
    confirmed_at: Mapped[dt.datetime | None]
    withdrawn_by: Mapped[str | None]
    withdrawn_at: Mapped[dt.datetime | None]
