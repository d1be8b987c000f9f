"""Letters kept back before they are available."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "keep_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("since", instant, nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("ended_at", instant, nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_how", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keep_order")),
    )
    op.create_table(
        "kept_letter",
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("ended_at", instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["letter"], ["letter.key"], name=op.f("fk_kept_letter_letter_letter")
        ),
        sa.ForeignKeyConstraint(
            ["order"], ["keep_order.id"], name=op.f("fk_kept_letter_order_keep_order")
        ),
        sa.PrimaryKeyConstraint("letter", name=op.f("pk_kept_letter")),
    )
    op.create_index(op.f("ix_kept_letter_order"), "kept_letter", ["order"], unique=False)
