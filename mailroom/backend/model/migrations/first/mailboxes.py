"""Mailboxes and their letters."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant


def create() -> None:
    op.create_table(
        "mailbox",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_mailbox_customer_customer")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_mailbox")),
        sa.UniqueConstraint("customer", name=op.f("uq_mailbox_customer")),
    )
    op.create_table(
        "letter",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("scan_id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("scanned_at", Instant(), nullable=False),
        sa.Column("available_at", Instant(), nullable=False),
        sa.Column("first_read_at", Instant(), nullable=True),
        sa.Column("viewed", sa.Boolean(), nullable=False),
        sa.Column("handled_at", Instant(), nullable=True),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["blob.sha256"], name=op.f("fk_letter_document_blob")
        ),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_letter_item_item")),
        sa.ForeignKeyConstraint(
            ["mailbox"], ["mailbox.key"], name=op.f("fk_letter_mailbox_mailbox")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_letter")),
        sa.UniqueConstraint("item", name=op.f("uq_letter_item")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index("ix_letter_mailbox", ["mailbox", "available_at", "key"], unique=False)
    op.create_table(
        "page_image",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("size", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["blob.sha256"], name=op.f("fk_page_image_document_blob")
        ),
        sa.PrimaryKeyConstraint("document", "number", "size", name=op.f("pk_page_image")),
    )
    op.create_table(
        "integrator",
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("verifier", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailbox"], ["mailbox.key"], name=op.f("fk_integrator_mailbox_mailbox")
        ),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_integrator")),
    )
    with op.batch_alter_table("integrator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_integrator_mailbox"), ["mailbox"], unique=False)
    op.create_table(
        "mailbox_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("verifier", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailbox"], ["mailbox.key"], name=op.f("fk_mailbox_user_mailbox_mailbox")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_user")),
        sa.UniqueConstraint("login", name=op.f("uq_mailbox_user_login")),
    )
    with op.batch_alter_table("mailbox_user", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailbox_user_mailbox"), ["mailbox"], unique=False)
