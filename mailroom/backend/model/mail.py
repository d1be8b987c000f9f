"""What arrived: trays, items with their pages and manifests, and the blobs they name."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class TrayRow(Table):
    """What arrived together; the clock of R11 starts at `arrived_on`.

    `backdated_by` is the supervisor who let it be registered on a later day than it arrived.
    """

    __tablename__ = "tray"

    id: Mapped[str] = mapped_column(primary_key=True)
    arrived_on: Mapped[dt.date] = mapped_column(primary_key=True)
    postal_operator: Mapped[str]
    expected: Mapped[int | None]
    registered_at: Mapped[dt.datetime | None]
    registered_by: Mapped[str | None]
    backdated_by: Mapped[str | None]


class BlobRow(Table):
    """Bytes on disk that something refers to; the name is their SHA-256.

    From `erased_at` on they are gone, and the row says that they should be.
    """

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size_bytes: Mapped[int]
    media_type: Mapped[str]
    created_at: Mapped[dt.datetime]
    erased_at: Mapped[dt.datetime | None]


class ErasureRow(Table):
    """A file that is to go: what a transaction decided, done when it has ended."""

    __tablename__ = "erasure"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    ordered_at: Mapped[dt.datetime]


class ItemRow(Table):
    """One piece of mail as a station sent it and as the backend decided again."""

    __tablename__ = "item"

    id: Mapped[str] = mapped_column(primary_key=True)
    scan_id: Mapped[str] = mapped_column(index=True)
    station: Mapped[str] = mapped_column(ForeignKey("station.name"))
    operator: Mapped[str]
    tray: Mapped[str]
    arrived_on: Mapped[dt.date] = mapped_column(index=True)
    due_on: Mapped[dt.date]
    category: Mapped[str]
    tier: Mapped[str]
    route: Mapped[str]
    rule: Mapped[str]
    reason: Mapped[str | None]
    decided_by: Mapped[str]
    decided_at: Mapped[dt.datetime]
    policy_version: Mapped[str]
    register_version: Mapped[str | None]
    recipient: Mapped[str | None] = mapped_column(index=True)
    recipient_name: Mapped[str | None]
    sheet_count: Mapped[int]
    page_count: Mapped[int]
    document: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"), index=True)
    face: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"), index=True)
    captured_at: Mapped[dt.datetime]
    received_at: Mapped[dt.datetime]


class PageRow(Table):
    """One side of a sheet; `position` is its place in the manifest, from 0."""

    __tablename__ = "page"

    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    role: Mapped[str]
    sheet: Mapped[int]
    sha256: Mapped[str]
    width_px: Mapped[int]
    height_px: Mapped[int]
    dpi: Mapped[int]
    blank: Mapped[bool]
    turned_deg: Mapped[int]
    text: Mapped[str]


class PageCodeRow(Table):
    """A payment code on a page; it lies in pixels of the page as the document shows it."""

    __tablename__ = "page_code"

    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    left_px: Mapped[int]
    top_px: Mapped[int]
    width_px: Mapped[int]
    height_px: Mapped[int]
    page_width_px: Mapped[int]
    page_height_px: Mapped[int]


class ManifestRow(Table):
    """The exact bytes of the manifest, so that every decision can be replayed."""

    __tablename__ = "manifest"

    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    sha256: Mapped[str]
    body: Mapped[bytes]
