"""A company's mailbox and the letters in it."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class MailboxRow(Table):
    """The database itself counts, so that a list need not count what it heads.

    `letters` and `unread` are those outside the trash, `trashed` those in it.
    """

    __tablename__ = "mailbox"

    key: Mapped[str] = mapped_column(primary_key=True)
    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), unique=True)
    created_at: Mapped[dt.datetime]
    letters: Mapped[int] = mapped_column(server_default=text("0"))
    unread: Mapped[int] = mapped_column(server_default=text("0"))
    trashed: Mapped[int] = mapped_column(server_default=text("0"))


class EmptyingRow(Table):
    """A closed mailbox's company has ordered that its letters go (G13).

    It holds only from the closing before it until the mailbox opens again.
    """

    __tablename__ = "emptying"

    mailbox: Mapped[str] = mapped_column(ForeignKey("mailbox.key"), primary_key=True)
    ordered_at: Mapped[dt.datetime]
    ordered_by: Mapped[str]
    empties_on: Mapped[dt.date] = mapped_column(index=True)
    emptied_at: Mapped[dt.datetime | None]


class AbandonmentRow(Table):
    """Two people of ours have said that a mailbox whose company never came back be emptied (G13).

    `heard_of_on` is when its company took that back.
    """

    __tablename__ = "abandonment"

    mailbox: Mapped[str] = mapped_column(ForeignKey("mailbox.key"), primary_key=True)
    proposed_by: Mapped[str | None]
    proposed_at: Mapped[dt.datetime | None]
    approved_by: Mapped[str | None]
    approved_at: Mapped[dt.datetime | None]
    heard_of_on: Mapped[dt.date | None]


class LetterRow(Table):
    """One e-letter. It exists for the company from `available_at` until `withdrawn_at`.

    `first_read_at` never goes back; `viewed` is the reader's own mark and may. `origin` is physical
    for what came on paper; what a sender wrote digitally has no `item`, but a `subject`.

    `trashed_at` is the reader's mark too, and may go back. After `deleted_at`, which only who reads
    it can bring about (R58), the row alone is left to say that it was here.
    """

    __tablename__ = "letter"

    key: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str | None] = mapped_column(ForeignKey("item.id"), unique=True)
    mailbox: Mapped[str] = mapped_column(ForeignKey("mailbox.key"))
    scan_id: Mapped[str]
    document: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    sender: Mapped[str]
    kind: Mapped[str]
    page_count: Mapped[int]
    arrived_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    scanned_at: Mapped[dt.datetime]
    available_at: Mapped[dt.datetime]
    first_read_at: Mapped[dt.datetime | None]
    viewed: Mapped[bool]
    handled_at: Mapped[dt.datetime | None]
    withdrawn_at: Mapped[dt.datetime | None]
    origin: Mapped[str]
    subject: Mapped[str]
    trashed_at: Mapped[dt.datetime | None]
    deleted_at: Mapped[dt.datetime | None]
    deleted_by: Mapped[str | None]

    __table_args__ = (
        Index("ix_letter_mailbox", "mailbox", "available_at", "key"),
        Index(
            "ix_letter_unread",
            "mailbox",
            "available_at",
            "key",
            sqlite_where=text("viewed IS 0 AND withdrawn_at IS NULL"),
            postgresql_where=text("viewed IS false AND withdrawn_at IS NULL"),
        ),
        Index(
            "ix_letter_unhandled",
            "mailbox",
            "available_at",
            "key",
            sqlite_where=text("handled_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("handled_at IS NULL AND withdrawn_at IS NULL"),
        ),
        Index(
            "ix_letter_trash",
            "mailbox",
            "available_at",
            "key",
            sqlite_where=text("trashed_at IS NOT NULL"),
            postgresql_where=text("trashed_at IS NOT NULL"),
        ),
    )


class LetterDueRow(Table):
    """A letter that asks for money by a day; `reminded` counts the reminders of it (R55)."""

    __tablename__ = "letter_due"

    letter: Mapped[str] = mapped_column(ForeignKey("letter.key"), primary_key=True)
    due_on: Mapped[dt.date] = mapped_column(index=True)
    reminded: Mapped[int]


class PageImageRow(Table):
    """A page of a document as a picture, drawn once."""

    __tablename__ = "page_image"

    document: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    width_px: Mapped[int]
    height_px: Mapped[int]


class SenderOptOutRow(Table):
    """A sender that the company has switched off (R49); it never stops paper (G3)."""

    __tablename__ = "sender_opt_out"

    mailbox: Mapped[str] = mapped_column(ForeignKey("mailbox.key"), primary_key=True)
    sender: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[dt.datetime]
    by: Mapped[str]


class MisdeliveryRow(Table):
    """A letter that its reader says is somebody else's; `report_by` ends the 72 hours.

    `read_at` is when it had first been read, so that what was seen by whom is on record. `item`
    is None for a letter that never was on paper. `moved_to` is the customer's number that
    `moved_first_by` says it is for; since `moved_at`, when another said so too, it is theirs.
    """

    __tablename__ = "misdelivery"

    item: Mapped[str | None] = mapped_column(ForeignKey("item.id"))
    letter: Mapped[str] = mapped_column(ForeignKey("letter.key"), primary_key=True)
    mailbox: Mapped[str] = mapped_column(ForeignKey("mailbox.key"))
    told_at: Mapped[dt.datetime]
    told_by: Mapped[str]
    read_at: Mapped[dt.datetime | None]
    report_by: Mapped[dt.datetime]
    settled_at: Mapped[dt.datetime | None]
    settled_by: Mapped[str | None]
    settled_how: Mapped[str | None]
    moved_to: Mapped[str | None]
    moved_first_by: Mapped[str | None]
    moved_by: Mapped[str | None]
    moved_at: Mapped[dt.datetime | None]


class KeepOrderRow(Table):
    """A supervisor's word that a letter, or all of a station's from a time on, be kept back."""

    __tablename__ = "keep_order"

    id: Mapped[int] = mapped_column(primary_key=True)
    scan_id: Mapped[str]
    station: Mapped[str]
    since: Mapped[dt.datetime]
    why: Mapped[str]
    by: Mapped[str]
    at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
    ended_by: Mapped[str | None]
    ended_how: Mapped[str | None]


class KeptLetterRow(Table):
    """A letter that came while an order was in force: withdrawn before anybody saw it."""

    __tablename__ = "kept_letter"

    letter: Mapped[str] = mapped_column(ForeignKey("letter.key"), primary_key=True)
    order: Mapped[int] = mapped_column(ForeignKey("keep_order.id"), index=True)
    ended_at: Mapped[dt.datetime | None]
