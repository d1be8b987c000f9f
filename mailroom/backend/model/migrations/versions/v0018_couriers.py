"""A consignment's courier by name."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    courier = sa.Column("courier", sa.String(), server_default="", nullable=False)
    op.add_column("consignment", courier)
