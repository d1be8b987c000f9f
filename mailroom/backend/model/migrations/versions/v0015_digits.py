"""Digits of numbers in the review queue, verified in groups."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digit_crop",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("digit", sa.String(), nullable=False),
        sa.Column("sure", sa.Integer(), nullable=False),
        sa.Column("jpeg", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("doubted_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["item"], ["review.item"], name=op.f("fk_digit_crop_item_review")),
        sa.PrimaryKeyConstraint("item", "place", name=op.f("pk_digit_crop")),
    )
    op.create_index("ix_digit_crop_digit", "digit_crop", ["digit", "sure"], unique=False)
    op.create_table(
        "digit_page",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("digit", sa.String(), nullable=False),
        sa.Column("crops", sa.String(), nullable=False),
        sa.Column("planted", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("doubted", sa.String(), nullable=True),
        sa.Column("confirmed_count", sa.Integer(), nullable=False),
        sa.Column("doubted_count", sa.Integer(), nullable=False),
        sa.Column("overlooked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digit_page")),
    )
