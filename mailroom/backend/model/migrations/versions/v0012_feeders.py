"""How each station's feeder does, day by day."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feeder_day",
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("jams", sa.Integer(), nullable=False),
        sa.Column("own_pace", sa.Integer(), nullable=True),
        sa.Column("clear_s", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["station"], ["station.name"], name=op.f("fk_feeder_day_station_station")
        ),
        sa.PrimaryKeyConstraint("station", "day", name=op.f("pk_feeder_day")),
    )
    op.create_index(op.f("ix_feeder_day_day"), "feeder_day", ["day"], unique=False)
