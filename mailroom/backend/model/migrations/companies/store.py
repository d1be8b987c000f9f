"""Where the paper lies, and who asks for it."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant


def create() -> None:
    op.create_table(
        "shelf",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("walk", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("label", name=op.f("pk_shelf")),
        sa.UniqueConstraint("walk", name=op.f("uq_shelf_walk")),
    )
    op.create_table(
        "box",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("shelf", sa.String(), nullable=True),
        sa.Column("custodian", sa.String(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("sealed_at", Instant(), nullable=True),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["shelf"], ["shelf.label"], name=op.f("fk_box_shelf_shelf")),
        sa.PrimaryKeyConstraint("label", name=op.f("pk_box")),
    )
    op.create_table(
        "custody",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("box", sa.String(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["box"], ["box.label"], name=op.f("fk_custody_box_box")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody")),
    )
    with op.batch_alter_table("custody", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_custody_box"), ["box"], unique=False)
    op.create_table(
        "original",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("scan_id", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.Column("box", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("filed_at", Instant(), nullable=False),
        sa.Column("filed_by", sa.String(), nullable=False),
        sa.Column("held_by", sa.String(), nullable=True),
        sa.Column("held_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["box"], ["box.label"], name=op.f("fk_original_box_box")),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_original_customer_customer")
        ),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_original_item_item")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_original")),
        sa.UniqueConstraint("box", "position", name=op.f("uq_original_box")),
    )
    with op.batch_alter_table("original", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_original_keep_until"), ["keep_until"], unique=False)
        batch_op.create_index(batch_op.f("ix_original_scan_id"), ["scan_id"], unique=False)
    op.create_table(
        "original_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("requested_by", sa.String(), nullable=False),
        sa.Column("requested_at", Instant(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("fee_ore", sa.Integer(), nullable=False),
        sa.Column("consignment", sa.String(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consignment"],
            ["consignment.label"],
            name=op.f("fk_original_request_consignment_consignment"),
        ),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_original_request_customer_customer")
        ),
        sa.ForeignKeyConstraint(
            ["item"], ["original.item"], name=op.f("fk_original_request_item_original")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_original_request")),
    )
    with op.batch_alter_table("original_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_original_request_customer"), ["customer"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_original_request_item"), ["item"], unique=False)
        batch_op.create_index(batch_op.f("ix_original_request_state"), ["state"], unique=False)
