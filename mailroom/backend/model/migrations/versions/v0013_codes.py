"""The payment codes that are printed on a letter's pages."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_PIXELS = ("left_px", "top_px", "width_px", "height_px", "page_width_px", "page_height_px")


def upgrade() -> None:
    op.create_table(
        "page_code",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _PIXELS),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_page_code_item_item")),
        sa.PrimaryKeyConstraint("item", "position", "place", name=op.f("pk_page_code")),
    )
