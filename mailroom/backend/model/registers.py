"""The registers that stations were given, by version."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class RegisterVersionRow(Table):
    """`version` is derived from the content; `body` is its entries as compressed JSON."""

    __tablename__ = "register_version"

    version: Mapped[str] = mapped_column(primary_key=True)
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    body: Mapped[bytes]
