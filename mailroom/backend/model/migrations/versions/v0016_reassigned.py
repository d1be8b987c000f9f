"""Misdelivered letters are given to whom they are for."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("moved_to", "moved_first_by", "moved_by"):
        op.add_column("misdelivery", sa.Column(name, sa.String(), nullable=True))
    op.add_column("misdelivery", sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))
