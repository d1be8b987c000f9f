"""Versions of the sorting table, and seeded test letters."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "sorting_policy",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("loosens", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("confirmed_at", instant, nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_at", instant, nullable=True),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_sorting_policy")),
    )
    op.create_index(
        op.f("ix_sorting_policy_in_force_from"), "sorting_policy", ["in_force_from"], unique=False
    )
    op.create_table(
        "seeded_letter",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("seeded_by", sa.String(), nullable=False),
        sa.Column("seeded_at", instant, nullable=False),
        sa.ForeignKeyConstraint(["source"], ["item.id"], name=op.f("fk_seeded_letter_source_item")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_seeded_letter")),
        sa.UniqueConstraint("source", name=op.f("uq_seeded_letter_source")),
    )
