"""Stations and what they send."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant


def create() -> None:
    op.create_table(
        "station",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_station")),
    )
    op.create_table(
        "station_nonce",
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station"], ["station.name"], name=op.f("fk_station_nonce_station_station")
        ),
        sa.PrimaryKeyConstraint("station", "nonce", name=op.f("pk_station_nonce")),
    )
    with op.batch_alter_table("station_nonce", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_station_nonce_expires_at"), ["expires_at"], unique=False
        )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "tray",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("postal_operator", sa.String(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", "arrived_on", name=op.f("pk_tray")),
    )
    op.create_table(
        "item",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scan_id", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("tray", sa.String(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.Column("policy_version", sa.String(), nullable=False),
        sa.Column("register_version", sa.String(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=True),
        sa.Column("recipient_name", sa.String(), nullable=True),
        sa.Column("sheet_count", sa.Integer(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("face", sa.String(), nullable=True),
        sa.Column("captured_at", Instant(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["blob.sha256"], name=op.f("fk_item_document_blob")),
        sa.ForeignKeyConstraint(["face"], ["blob.sha256"], name=op.f("fk_item_face_blob")),
        sa.ForeignKeyConstraint(
            ["station"], ["station.name"], name=op.f("fk_item_station_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
    )
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_arrived_on"), ["arrived_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_recipient"), ["recipient"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_scan_id"), ["scan_id"], unique=False)
    op.create_table(
        "page",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("dpi", sa.Integer(), nullable=False),
        sa.Column("blank", sa.Boolean(), nullable=False),
        sa.Column("turned_deg", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_page_item_item")),
        sa.PrimaryKeyConstraint("item", "position", name=op.f("pk_page")),
    )
    op.create_table(
        "manifest",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_manifest_item_item")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_manifest")),
    )
    op.create_table(
        "receipt",
        sa.Column("log_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_receipt_item_item")),
        sa.PrimaryKeyConstraint("log_index", name=op.f("pk_receipt")),
        sa.UniqueConstraint("item", name=op.f("uq_receipt_item")),
    )
    op.create_table(
        "recall",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("report_by", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_recall_item_item")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_recall")),
    )
