"""The spool's tables, by noun: tray, batch, item, sheet, page, journal, counter."""

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Table(DeclarativeBase):
    pass


class TrayRow(Table):
    __tablename__ = "tray"

    id: Mapped[str] = mapped_column(primary_key=True)
    arrived_on: Mapped[dt.date]
    postal_operator: Mapped[str]
    expected: Mapped[int | None]
    opened_at: Mapped[str]


class BatchRow(Table):
    """`whole` counts the sheets that are durable with all their sides."""

    __tablename__ = "batch"

    id: Mapped[str] = mapped_column(primary_key=True)
    tray: Mapped[str] = mapped_column(ForeignKey("tray.id"))
    mode: Mapped[str]
    folder: Mapped[str]
    duplex: Mapped[bool]
    dpi: Mapped[int]
    operator: Mapped[str]
    begun_at: Mapped[str] = mapped_column(index=True)
    item: Mapped[str | None]
    sheet: Mapped[str | None]
    state: Mapped[str] = mapped_column(index=True)
    situation: Mapped[str | None]
    settled: Mapped[bool] = mapped_column(default=False)
    """Whatever it asked to feed again has been fed, or a person said that there is nothing."""
    continues: Mapped[str | None] = mapped_column(default=None)
    """The paused run that this one went on with."""
    expected: Mapped[int | None] = mapped_column(default=None)
    """Sheets that a person counted, over all the runs that go on with one another."""
    lost: Mapped[int] = mapped_column(default=0)
    """Sheets that the device may have fed without a durable page."""
    stuck: Mapped[int] = mapped_column(default=0)
    """How many of those, the last ones, are in the paper path."""
    paper_left: Mapped[bool | None] = mapped_column(default=None)
    faces: Mapped[bool] = mapped_column(default=False)
    """A separator said so: each sheet that follows is the outside of an item of its own."""
    parted: Mapped[bool] = mapped_column(default=False)
    """A separator asked for another profile: what this run feeds behind it is to be fed again."""
    imprint: Mapped[str] = mapped_column(default="")
    """What the imprinter was told to print."""
    ended_at: Mapped[str | None] = mapped_column(default=None)
    """Empty while it feeds, and for a run of before this was kept."""


class ItemRow(Table):
    """`place` keeps the order of arrival; values are JSON written by the codec."""

    __tablename__ = "item"

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    scan_id: Mapped[str] = mapped_column(unique=True)
    tray: Mapped[str] = mapped_column(ForeignKey("tray.id"), index=True)
    state: Mapped[str] = mapped_column(index=True)
    closed: Mapped[bool] = mapped_column(default=False)
    stack: Mapped[bool] = mapped_column(default=False)
    operator: Mapped[str]
    captured_at: Mapped[str]
    evidence: Mapped[str | None]
    decision: Mapped[str | None]
    doubt: Mapped[str | None]
    hold: Mapped[str | None]
    document: Mapped[str | None]
    receipt: Mapped[str | None]
    release_at: Mapped[str | None]
    withdrawn_at: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    broken: Mapped[int] = mapped_column(default=0)
    """How often a worker died over it in its present state."""
    retry_at: Mapped[str | None]
    sheets: Mapped[list["SheetRow"]] = relationship(order_by="SheetRow.number", lazy="selectin")


class SheetRow(Table):
    """`batch` and `fed` name the run that its present pages came from.

    A sheet of no item is a separator, or a surplus sheet that waits to be fed again.
    """

    __tablename__ = "sheet"
    __table_args__ = (
        UniqueConstraint("item", "number", name="one_sheet_per_number"),
        UniqueConstraint("batch", "fed", name="one_sheet_per_feed"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str | None] = mapped_column(ForeignKey("item.id"), index=True)
    number: Mapped[int]
    place: Mapped[str] = mapped_column(index=True)
    batch: Mapped[str] = mapped_column(ForeignKey("batch.id"))
    fed: Mapped[int]
    pages: Mapped[list["PageRow"]] = relationship(order_by="PageRow.back", lazy="selectin")


class PageRow(Table):
    """Kept for ever, also after the sheet was fed again: the captures are the proof."""

    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("batch", "fed", "back", name="one_page_per_side"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    sheet: Mapped[str] = mapped_column(ForeignKey("sheet.id"), index=True)
    batch: Mapped[str] = mapped_column(ForeignKey("batch.id"))
    fed: Mapped[int]
    back: Mapped[bool]
    role: Mapped[str]
    file: Mapped[str]
    sha256: Mapped[str]
    width_px: Mapped[int]
    height_px: Mapped[int]
    dpi: Mapped[int]
    blank: Mapped[bool | None]
    turned_deg: Mapped[int | None]
    flags: Mapped[str] = mapped_column(default="")
    """PageFlag values, then the places of streaks in millimetres, with spaces between."""
    imprint: Mapped[int | None] = mapped_column(default=None)
    """The imprinter's number on its sheet, once it has been read."""


class JournalRow(Table):
    __tablename__ = "journal"

    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    what: Mapped[str]
    subject: Mapped[str]
    actor: Mapped[str]
    facts: Mapped[str]
    before: Mapped[str]
    digest: Mapped[str]


class CounterRow(Table):
    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]
