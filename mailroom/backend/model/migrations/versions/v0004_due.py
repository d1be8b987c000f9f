"""The day by which a letter asks for money."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter_due",
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter"], ["letter.key"], name=op.f("fk_letter_due_letter_letter")
        ),
        sa.PrimaryKeyConstraint("letter", name=op.f("pk_letter_due")),
    )
    op.create_index(op.f("ix_letter_due_due_on"), "letter_due", ["due_on"], unique=False)
