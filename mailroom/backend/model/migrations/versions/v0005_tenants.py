"""Senders that write digitally: a letter need not have been on paper."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _tenants()
    with op.batch_alter_table("letter") as batch_op:
        batch_op.alter_column("item", existing_type=sa.String(), nullable=True)
        added = sa.Column("origin", sa.String(), nullable=False, server_default="physical")
        batch_op.add_column(added)
        batch_op.add_column(sa.Column("subject", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("letter") as batch_op:
        batch_op.alter_column("origin", existing_type=sa.String(), server_default=None)
        batch_op.alter_column("subject", existing_type=sa.String(), server_default=None)
    with op.batch_alter_table("misdelivery") as batch_op:
        batch_op.drop_constraint(op.f("pk_misdelivery"), type_="primary")
        batch_op.create_primary_key(op.f("pk_misdelivery"), ["letter"])
        batch_op.alter_column("item", existing_type=sa.String(), nullable=True)


def _tenants() -> None:
    op.create_table(
        "tenant",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("verifier", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tenant")),
        sa.UniqueConstraint("number", name=op.f("uq_tenant_number")),
        sa.UniqueConstraint("client", name=op.f("uq_tenant_client")),
    )
    op.create_table(
        "tenant_sent",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("payload_sha256", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant"], ["tenant.key"], name=op.f("fk_tenant_sent_tenant_tenant")
        ),
        sa.ForeignKeyConstraint(
            ["letter"], ["letter.key"], name=op.f("fk_tenant_sent_letter_letter")
        ),
        sa.PrimaryKeyConstraint("tenant", "payload_sha256", name=op.f("pk_tenant_sent")),
        sa.UniqueConstraint("letter", name=op.f("uq_tenant_sent_letter")),
    )
    op.create_table(
        "receiver_list",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant"], ["tenant.key"], name=op.f("fk_receiver_list_tenant_tenant")
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name=op.f("pk_receiver_list")),
    )
    op.create_table(
        "letter_text",
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter"], ["letter.key"], name=op.f("fk_letter_text_letter_letter")
        ),
        sa.PrimaryKeyConstraint("letter", "position", name=op.f("pk_letter_text")),
    )
