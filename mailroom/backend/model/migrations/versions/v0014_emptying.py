"""The order to empty a mailbox that its agreement has closed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "emptying",
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ordered_by", sa.String(), nullable=False),
        sa.Column("empties_on", sa.Date(), nullable=False),
        sa.Column("emptied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["mailbox"], ["mailbox.key"], name=op.f("fk_emptying_mailbox_mailbox")
        ),
        sa.PrimaryKeyConstraint("mailbox", name=op.f("pk_emptying")),
    )
    op.create_index(op.f("ix_emptying_empties_on"), "emptying", ["empties_on"], unique=False)
