"""The tables of the first version."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_subject"), ["subject"], unique=False)

    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "customer",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("legal_form", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_customer")),
    )
    op.create_table(
        "operator",
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("verifier", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("user", name=op.f("pk_operator")),
    )
    op.create_table(
        "register_version",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_register_version")),
    )
    op.create_table(
        "session",
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=True),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_subject"), ["subject"], unique=False)

    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_failure_account"), ["account"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_failure_at"), ["at"], unique=False)

    op.create_table(
        "station",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_station")),
    )
    op.create_table(
        "tray",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("postal_operator", sa.String(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", "arrived_on", name=op.f("pk_tray")),
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("unpaid_since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_agreement_customer_customer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_customer"), ["customer"], unique=False)

    op.create_table(
        "delivery_address",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_delivery_address_customer_customer")
        ),
        sa.PrimaryKeyConstraint("customer", name=op.f("pk_delivery_address")),
    )
    op.create_table(
        "email",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_email_customer_customer")
        ),
        sa.PrimaryKeyConstraint("customer", "address", name=op.f("pk_email")),
    )
    op.create_table(
        "item",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scan_id", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("tray", sa.String(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.Column("policy_version", sa.String(), nullable=False),
        sa.Column("register_version", sa.String(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=True),
        sa.Column("recipient_name", sa.String(), nullable=True),
        sa.Column("sheet_count", sa.Integer(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("face", sa.String(), nullable=True),
        sa.Column("captured_at", Instant(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["blob.sha256"], name=op.f("fk_item_document_blob")),
        sa.ForeignKeyConstraint(["face"], ["blob.sha256"], name=op.f("fk_item_face_blob")),
        sa.ForeignKeyConstraint(
            ["station"], ["station.name"], name=op.f("fk_item_station_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
    )
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_arrived_on"), ["arrived_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_recipient"), ["recipient"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_scan_id"), ["scan_id"], unique=False)

    op.create_table(
        "mailbox",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_mailbox_customer_customer")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_mailbox")),
        sa.UniqueConstraint("customer", name=op.f("uq_mailbox_customer")),
    )
    op.create_table(
        "other_name",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_other_name_customer_customer")
        ),
        sa.PrimaryKeyConstraint("customer", "name", name=op.f("pk_other_name")),
    )
    op.create_table(
        "page_image",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("size", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["blob.sha256"], name=op.f("fk_page_image_document_blob")
        ),
        sa.PrimaryKeyConstraint("document", "number", "size", name=op.f("pk_page_image")),
    )
    op.create_table(
        "station_nonce",
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station"], ["station.name"], name=op.f("fk_station_nonce_station_station")
        ),
        sa.PrimaryKeyConstraint("station", "nonce", name=op.f("pk_station_nonce")),
    )
    with op.batch_alter_table("station_nonce", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_station_nonce_expires_at"), ["expires_at"], unique=False
        )

    op.create_table(
        "integrator",
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("verifier", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailbox"], ["mailbox.key"], name=op.f("fk_integrator_mailbox_mailbox")
        ),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_integrator")),
    )
    with op.batch_alter_table("integrator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_integrator_mailbox"), ["mailbox"], unique=False)

    op.create_table(
        "letter",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("scan_id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("scanned_at", Instant(), nullable=False),
        sa.Column("available_at", Instant(), nullable=False),
        sa.Column("first_read_at", Instant(), nullable=True),
        sa.Column("viewed", sa.Boolean(), nullable=False),
        sa.Column("handled_at", Instant(), nullable=True),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["blob.sha256"], name=op.f("fk_letter_document_blob")
        ),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_letter_item_item")),
        sa.ForeignKeyConstraint(
            ["mailbox"], ["mailbox.key"], name=op.f("fk_letter_mailbox_mailbox")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_letter")),
        sa.UniqueConstraint("item", name=op.f("uq_letter_item")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index("ix_letter_mailbox", ["mailbox", "available_at", "key"], unique=False)

    op.create_table(
        "mailbox_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("verifier", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailbox"], ["mailbox.key"], name=op.f("fk_mailbox_user_mailbox_mailbox")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_user")),
        sa.UniqueConstraint("login", name=op.f("uq_mailbox_user_login")),
    )
    with op.batch_alter_table("mailbox_user", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailbox_user_mailbox"), ["mailbox"], unique=False)

    op.create_table(
        "manifest",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_manifest_item_item")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_manifest")),
    )
    op.create_table(
        "page",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("dpi", sa.Integer(), nullable=False),
        sa.Column("blank", sa.Boolean(), nullable=False),
        sa.Column("turned_deg", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_page_item_item")),
        sa.PrimaryKeyConstraint("item", "position", name=op.f("pk_page")),
    )
    op.create_table(
        "recall",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("report_by", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_recall_item_item")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_recall")),
    )
    op.create_table(
        "receipt",
        sa.Column("log_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_receipt_item_item")),
        sa.PrimaryKeyConstraint("log_index", name=op.f("pk_receipt")),
        sa.UniqueConstraint("item", name=op.f("uq_receipt_item")),
    )


def downgrade() -> None:
    op.drop_table("receipt")
    op.drop_table("recall")
    op.drop_table("page")
    op.drop_table("manifest")
    with op.batch_alter_table("mailbox_user", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mailbox_user_mailbox"))

    op.drop_table("mailbox_user")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index("ix_letter_mailbox")

    op.drop_table("letter")
    with op.batch_alter_table("integrator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_integrator_mailbox"))

    op.drop_table("integrator")
    with op.batch_alter_table("station_nonce", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_station_nonce_expires_at"))

    op.drop_table("station_nonce")
    op.drop_table("page_image")
    op.drop_table("other_name")
    op.drop_table("mailbox")
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_scan_id"))
        batch_op.drop_index(batch_op.f("ix_item_recipient"))
        batch_op.drop_index(batch_op.f("ix_item_arrived_on"))

    op.drop_table("item")
    op.drop_table("email")
    op.drop_table("delivery_address")
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_customer"))

    op.drop_table("agreement")
    op.drop_table("tray")
    op.drop_table("station")
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_failure_at"))
        batch_op.drop_index(batch_op.f("ix_sign_in_failure_account"))

    op.drop_table("sign_in_failure")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_subject"))
        batch_op.drop_index(batch_op.f("ix_session_expires_at"))

    op.drop_table("session")
    op.drop_table("register_version")
    op.drop_table("operator")
    op.drop_table("customer")
    op.drop_table("counter")
    op.drop_table("blob")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_subject"))

    op.drop_table("audit")
