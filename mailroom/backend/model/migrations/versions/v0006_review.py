"""The review queue over all stations."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "review",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("recheck", sa.Boolean(), nullable=False),
        sa.Column("scan_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("offered_at", instant, nullable=False),
        sa.Column("offer", sa.String(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("claimed_until", instant, nullable=True),
        sa.Column("later_until", instant, nullable=True),
        sa.Column("escalated_by", sa.String(), nullable=True),
        sa.Column("escalation", sa.String(), nullable=True),
        sa.Column("first", sa.String(), nullable=True),
        sa.Column("first_by", sa.String(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("verdict_by", sa.String(), nullable=True),
        sa.Column("verdict_at", instant, nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("settled_at", instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["station"], ["station.name"], name=op.f("fk_review_station_station")
        ),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_due_on"), "review", ["due_on"], unique=False)
    op.create_index(op.f("ix_review_station"), "review", ["station"], unique=False)
