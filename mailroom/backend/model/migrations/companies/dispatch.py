"""What leaves the house, and what is destroyed."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant


def create() -> None:
    op.create_table(
        "consignment",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=True),
        sa.Column("customer", sa.String(), nullable=True),
        sa.Column("postal_operator", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("tracking", sa.String(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("handed_over_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_consignment_customer_customer")
        ),
        sa.PrimaryKeyConstraint("label", name=op.f("pk_consignment")),
    )
    with op.batch_alter_table("consignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consignment_state"), ["state"], unique=False)
    op.create_table(
        "consignment_item",
        sa.Column("consignment", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consignment"],
            ["consignment.label"],
            name=op.f("fk_consignment_item_consignment_consignment"),
        ),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_consignment_item_item_item")),
        sa.PrimaryKeyConstraint("consignment", "item", name=op.f("pk_consignment_item")),
    )
    with op.batch_alter_table("consignment_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consignment_item_item"), ["item"], unique=False)
    op.create_table(
        "destruction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", Instant(), nullable=False),
        sa.Column("not_before", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("approved_at", Instant(), nullable=True),
        sa.Column("carried_out_by", sa.String(), nullable=True),
        sa.Column("witnessed_by", sa.String(), nullable=True),
        sa.Column("carried_out_at", Instant(), nullable=True),
        sa.Column("protocol_sha256", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction")),
    )
    op.create_table(
        "destruction_item",
        sa.Column("destruction", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["destruction"],
            ["destruction.id"],
            name=op.f("fk_destruction_item_destruction_destruction"),
        ),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_destruction_item_item_item")),
        sa.PrimaryKeyConstraint("destruction", "item", name=op.f("pk_destruction_item")),
    )
    with op.batch_alter_table("destruction_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_destruction_item_item"), ["item"], unique=False)
