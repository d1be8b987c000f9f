"""Both lives of an item, alarms, and keys that count once."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant


def create() -> None:
    op.create_table(
        "mailpiece",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=True),
        sa.Column("digital", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("clock", sa.Boolean(), nullable=False),
        sa.Column("authority", sa.Boolean(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("postal_operator", sa.String(), nullable=False),
        sa.Column("returnable", sa.Boolean(), nullable=False),
        sa.Column("held_because", sa.String(), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("envelope", sa.String(), nullable=True),
        sa.Column("stopped_at", Instant(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_mailpiece_item_item")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_mailpiece")),
    )
    with op.batch_alter_table("mailpiece", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailpiece_customer"), ["customer"], unique=False)
        batch_op.create_index(batch_op.f("ix_mailpiece_paper"), ["paper"], unique=False)
        batch_op.create_index("ix_mailpiece_queue", ["stopped_at", "due_on"], unique=False)
    op.create_table(
        "mailpiece_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("life", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item"], ["mailpiece.item"], name=op.f("fk_mailpiece_step_item_mailpiece")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailpiece_step")),
    )
    with op.batch_alter_table("mailpiece_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailpiece_step_item"), ["item"], unique=False)
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("raised_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint("kind", "about", "day", name=op.f("uq_alarm_kind")),
    )
    op.create_table(
        "once",
        sa.Column("caller", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body_sha256", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("caller", "key", name=op.f("pk_once")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_message_customer_customer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("customer", "kind", "about", name=op.f("uq_message_customer")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_customer"), ["customer"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_sent_at"), ["sent_at"], unique=False)
