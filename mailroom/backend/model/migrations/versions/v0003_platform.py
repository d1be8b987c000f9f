"""Notifications, webhooks, search, jobs, identities, what a company says of its letters."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WORDS = {
    "sqlite": ("CREATE VIRTUAL TABLE search_words USING fts5(words, content='', detail=none)",),
    "postgresql": (
        "CREATE TABLE search_words (entry INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_search_words_words ON search_words USING gin (words)",
    ),
}


def upgrade() -> None:
    op.create_table(
        "checkpoint",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_checkpoint")),
    )
    op.create_table(
        "identity",
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("linked_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", "kind", name=op.f("pk_identity")),
    )
    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("began_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
    )
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.create_index("ix_job_run_job", ["job", "began_at"], unique=False)

    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", Instant(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_notification_customer_customer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint(
            "kind", "about", "channel", "target", name=op.f("uq_notification_kind")
        ),
    )
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notification_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_notification_customer"), ["customer"], unique=False)
        batch_op.create_index("ix_notification_due", ["state", "next_at"], unique=False)

    op.create_table(
        "sender_opt_out",
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailbox"], ["mailbox.key"], name=op.f("fk_sender_opt_out_mailbox_mailbox")
        ),
        sa.PrimaryKeyConstraint("mailbox", "sender", name=op.f("pk_sender_opt_out")),
    )
    op.create_table(
        "webhook",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("overlaps", Instant(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailbox"], ["mailbox.key"], name=op.f("fk_webhook_mailbox_mailbox")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
    )
    with op.batch_alter_table("webhook", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_mailbox"), ["mailbox"], unique=False)

    op.create_table(
        "misdelivery",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("report_by", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("settled_how", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_misdelivery_item_item")),
        sa.ForeignKeyConstraint(
            ["letter"], ["letter.key"], name=op.f("fk_misdelivery_letter_letter")
        ),
        sa.ForeignKeyConstraint(
            ["mailbox"], ["mailbox.key"], name=op.f("fk_misdelivery_mailbox_mailbox")
        ),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_misdelivery")),
    )
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter"], ["letter.key"], name=op.f("fk_search_entry_letter_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("letter", name=op.f("uq_search_entry_letter")),
    )
    with op.batch_alter_table("email", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bounced_at", Instant(), nullable=True))

    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(
            "ix_letter_counts", ["mailbox", "withdrawn_at", "viewed"], unique=False
        )
        batch_op.create_index(
            "ix_letter_unhandled",
            ["mailbox", "available_at", "key"],
            unique=False,
            sqlite_where=sa.text("handled_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=sa.text("handled_at IS NULL AND withdrawn_at IS NULL"),
        )
        batch_op.create_index(
            "ix_letter_unread",
            ["mailbox", "available_at", "key"],
            unique=False,
            sqlite_where=sa.text("viewed IS 0 AND withdrawn_at IS NULL"),
            postgresql_where=sa.text("viewed IS false AND withdrawn_at IS NULL"),
        )

    for statement in _WORDS[op.get_bind().dialect.name]:
        op.execute(statement)
