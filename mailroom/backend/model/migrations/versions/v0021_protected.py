"""What the queue holds for cleared staff alone (R59)."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    restricted = sa.Column("restricted", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("review", restricted)
