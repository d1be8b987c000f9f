"""Who scanned the label of each item that is to be destroyed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("destruction_item", sa.Column("picked_by", sa.String(), nullable=True))
    op.add_column(
        "destruction_item", sa.Column("picked_at", sa.DateTime(timezone=True), nullable=True)
    )
