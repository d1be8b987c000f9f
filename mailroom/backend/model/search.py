"""The search index's own names for letters; the words lie beside it, in the database's own way."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class SearchEntryRow(Table):
    """`id` grows with time: the newest match is the one with the largest."""

    __tablename__ = "search_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter: Mapped[str] = mapped_column(ForeignKey("letter.key"), unique=True)
