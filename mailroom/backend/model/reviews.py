"""The review queue: items in doubt that wait for a person, wherever their paper lies."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class ReviewRow(Table):
    """`offer` is what the station shows, as JSON; it is emptied when the item leaves the queue.

    A `recheck` is a delivered letter that is read again; no station knows of it. What is
    `restricted` is there for cleared staff alone (R59).
    `first` and `verdict` are JSON; with `outcome` it is over, and the row says what came of it.
    """

    __tablename__ = "review"

    item: Mapped[str] = mapped_column(primary_key=True)
    station: Mapped[str] = mapped_column(ForeignKey("station.name"), index=True)
    revision: Mapped[int]
    recheck: Mapped[bool]
    restricted: Mapped[bool] = mapped_column(server_default=false())
    scan_id: Mapped[str]
    reason: Mapped[str]
    arrived_on: Mapped[dt.date]
    due_on: Mapped[dt.date] = mapped_column(index=True)
    offered_at: Mapped[dt.datetime]
    offer: Mapped[str] = mapped_column(deferred=True)
    claimed_by: Mapped[str | None]
    claimed_until: Mapped[dt.datetime | None]
    later_until: Mapped[dt.datetime | None]
    escalated_by: Mapped[str | None]
    escalation: Mapped[str | None]
    first: Mapped[str | None]
    first_by: Mapped[str | None]
    verdict: Mapped[str | None]
    verdict_by: Mapped[str | None]
    verdict_at: Mapped[dt.datetime | None]
    outcome: Mapped[str | None]
    settled_at: Mapped[dt.datetime | None]


class SeededLetterRow(Table):
    """A test letter in the queue: an id of its own, the letter it shows, and whose that is."""

    __tablename__ = "seeded_letter"

    item: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(ForeignKey("item.id"), unique=True)
    number: Mapped[str]
    seeded_by: Mapped[str]
    seeded_at: Mapped[dt.datetime]


class DigitCropRow(Table):
    """One digit of the number read on an item of the queue, as a picture of that digit alone.

    `page` is where it is shown now, or was confirmed; it goes when its item leaves the queue.
    """

    __tablename__ = "digit_crop"

    item: Mapped[str] = mapped_column(ForeignKey("review.item"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    digit: Mapped[str]
    sure: Mapped[int]
    jpeg: Mapped[str] = mapped_column(deferred=True)
    page: Mapped[str | None]
    confirmed_by: Mapped[str | None]
    doubted_by: Mapped[str | None]

    __table_args__ = (Index("ix_digit_crop_digit", "digit", "sure"),)


class DigitPageRow(Table):
    """A page of crops that one person looks at; `crops` is JSON, items and places in order.

    The crop at `planted` is another digit on purpose. `doubted` is JSON, None until it is over.
    """

    __tablename__ = "digit_page"

    id: Mapped[str] = mapped_column(primary_key=True)
    digit: Mapped[str]
    crops: Mapped[str]
    planted: Mapped[int]
    holder: Mapped[str]
    until: Mapped[dt.datetime]
    doubted: Mapped[str | None]
    confirmed_count: Mapped[int]
    doubted_count: Mapped[int]
    overlooked: Mapped[bool]
