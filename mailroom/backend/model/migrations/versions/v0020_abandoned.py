"""Two people's word that a closed mailbox, long past what the law asks, be emptied."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "abandonment",
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=True),
        sa.Column("proposed_at", Instant(), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("approved_at", Instant(), nullable=True),
        sa.Column("heard_of_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mailbox"], ["mailbox.key"], name=op.f("fk_abandonment_mailbox_mailbox")
        ),
        sa.PrimaryKeyConstraint("mailbox", name=op.f("pk_abandonment")),
    )
