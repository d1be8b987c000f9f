"""How a company joins, on which terms, and how it pays."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant


def create() -> None:
    op.create_table(
        "terms",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("version", "language", name=op.f("pk_terms")),
    )
    op.create_table(
        "terms_acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("accepted_at", Instant(), nullable=False),
        sa.Column("accepted_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_terms_acceptance_customer_customer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms_acceptance")),
    )
    with op.batch_alter_table("terms_acceptance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_terms_acceptance_customer"), ["customer"], unique=False
        )
    op.create_table(
        "activation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("signatories", sa.Integer(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("activated_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_activation_customer_customer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activation")),
    )
    with op.batch_alter_table("activation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activation_customer"), ["customer"], unique=False)
    op.create_table(
        "activation_step",
        sa.Column("activation", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("done_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activation"], ["activation.id"], name=op.f("fk_activation_step_activation_activation")
        ),
        sa.PrimaryKeyConstraint("activation", "step", "done_by", name=op.f("pk_activation_step")),
    )
    op.create_table(
        "feature",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("needs_consent", sa.Boolean(), nullable=False),
        sa.Column("introduced_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_feature")),
    )
    op.create_table(
        "feature_consent",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("feature", sa.String(), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_feature_consent_customer_customer")
        ),
        sa.ForeignKeyConstraint(
            ["feature"], ["feature.name"], name=op.f("fk_feature_consent_feature_feature")
        ),
        sa.PrimaryKeyConstraint("customer", "feature", name=op.f("pk_feature_consent")),
    )
    op.create_table(
        "payment_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("registered_at", Instant(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_payment_option_customer_customer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_option")),
    )
    with op.batch_alter_table("payment_option", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_option_customer"), ["customer"], unique=False)
    op.create_table(
        "operator_notice",
        sa.Column("agreement", sa.Integer(), nullable=False),
        sa.Column("postal_operator", sa.String(), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreement.id"], name=op.f("fk_operator_notice_agreement_agreement")
        ),
        sa.PrimaryKeyConstraint("agreement", "postal_operator", name=op.f("pk_operator_notice")),
    )
    op.create_table(
        "near_twin",
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("likeness", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["one"], ["customer.number"], name=op.f("fk_near_twin_one_customer")
        ),
        sa.ForeignKeyConstraint(
            ["other"], ["customer.number"], name=op.f("fk_near_twin_other_customer")
        ),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_near_twin")),
    )
    with op.batch_alter_table("near_twin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_near_twin_other"), ["other"], unique=False)
