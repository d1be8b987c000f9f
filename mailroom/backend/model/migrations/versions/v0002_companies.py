"""Agreements, both lives of an item, originals, dispatch, fees and messages."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_PLACES = """
INSERT INTO mailpiece (
    item, customer, digital, paper, arrived_on, due_on, clock, authority, restricted,
    postal_operator, returnable, conditions, stopped_at, closed_at
)
SELECT
    item.id, item.recipient,
    CASE
        WHEN letter.withdrawn_at IS NOT NULL THEN 'withdrawn'
        WHEN item.category = 'scannable' THEN 'available'
        ELSE 'unopened'
    END,
    CASE item.route
        WHEN 'open_and_scan' THEN 'to_file'
        WHEN 'forward' THEN 'to_forward'
        WHEN 'return_to_sender' THEN 'to_return'
        WHEN 'to_postal_operator' THEN 'to_hand_over'
        WHEN 'destroy' THEN 'to_destroy'
        ELSE 'on_desk'
    END,
    item.arrived_on, item.due_on,
    item.category = 'scannable' OR item.route = 'forward',
    COALESCE(letter.kind = 'authority', false), false,
    COALESCE(tray.postal_operator, ''), item.route = 'return_to_sender', '',
    CASE WHEN item.category = 'scannable' THEN item.received_at END, NULL
FROM item
LEFT JOIN letter ON letter.item = item.id
LEFT JOIN tray ON tray.id = item.tray AND tray.arrived_on = item.arrived_on
"""
_REASONS = """
UPDATE agreement SET
    reason = CASE WHEN unpaid_since IS NOT NULL THEN 'unpaid' ELSE 'customer' END,
    scope = 'plus'
WHERE ends_on IS NOT NULL
"""
_PRICES = """
INSERT INTO price (kind, valid_from, unit, ore, vat_percent) VALUES
    ('monthly', '2018-05-25', 'month', 0, 25),
    ('scanning', '2018-05-25', 'item', 0, 25),
    ('original', '2018-05-25', 'item', 0, 25),
    ('unscannable', '2018-05-25', 'item', 0, 25),
    ('change_of_address', '2018-05-25', 'item', 0, 25)
"""


def upgrade() -> None:
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("raised_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint("kind", "about", "day", name=op.f("uq_alarm_kind")),
    )
    op.create_table(
        "destruction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", Instant(), nullable=False),
        sa.Column("not_before", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("approved_at", Instant(), nullable=True),
        sa.Column("carried_out_by", sa.String(), nullable=True),
        sa.Column("witnessed_by", sa.String(), nullable=True),
        sa.Column("carried_out_at", Instant(), nullable=True),
        sa.Column("protocol_sha256", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction")),
    )
    op.create_table(
        "feature",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("needs_consent", sa.Boolean(), nullable=False),
        sa.Column("introduced_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_feature")),
    )
    op.create_table(
        "once",
        sa.Column("caller", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body_sha256", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("caller", "key", name=op.f("pk_once")),
    )
    op.create_table(
        "payment_file",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("taken_at", Instant(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("ore", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_payment_file")),
    )
    op.create_table(
        "price",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("ore", sa.Integer(), nullable=False),
        sa.Column("vat_percent", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "valid_from", name=op.f("pk_price")),
    )
    op.create_table(
        "shelf",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("walk", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("label", name=op.f("pk_shelf")),
        sa.UniqueConstraint("walk", name=op.f("uq_shelf_walk")),
    )
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
        "box",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("shelf", sa.String(), nullable=True),
        sa.Column("custodian", sa.String(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("sealed_at", Instant(), nullable=True),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["shelf"], ["shelf.label"], name=op.f("fk_box_shelf_shelf")),
        sa.PrimaryKeyConstraint("label", name=op.f("pk_box")),
    )
    op.create_table(
        "consignment",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=True),
        sa.Column("customer", sa.String(), nullable=True),
        sa.Column("postal_operator", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("tracking", sa.String(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("handed_over_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_consignment_customer_customer")
        ),
        sa.PrimaryKeyConstraint("label", name=op.f("pk_consignment")),
    )
    with op.batch_alter_table("consignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consignment_state"), ["state"], unique=False)

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
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_message_customer_customer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("customer", "kind", "about", name=op.f("uq_message_customer")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_customer"), ["customer"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_sent_at"), ["sent_at"], unique=False)

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
        "statement",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("credits", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("net_ore", sa.Integer(), nullable=False),
        sa.Column("vat_ore", sa.Integer(), nullable=False),
        sa.Column("paid_ore", sa.Integer(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("run", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["credits"], ["statement.number"], name=op.f("fk_statement_credits_statement")
        ),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_statement_customer_customer")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statement")),
        sa.UniqueConstraint("reference", name=op.f("uq_statement_reference")),
        sa.UniqueConstraint("run", name=op.f("uq_statement_run")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_customer"), ["customer"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_due_on"), ["due_on"], unique=False)

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
        "consignment_item",
        sa.Column("consignment", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consignment"],
            ["consignment.label"],
            name=op.f("fk_consignment_item_consignment_consignment"),
        ),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_consignment_item_item_item")),
        sa.PrimaryKeyConstraint("consignment", "item", name=op.f("pk_consignment_item")),
    )
    with op.batch_alter_table("consignment_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consignment_item_item"), ["item"], unique=False)

    op.create_table(
        "custody",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("box", sa.String(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["box"], ["box.label"], name=op.f("fk_custody_box_box")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody")),
    )
    with op.batch_alter_table("custody", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_custody_box"), ["box"], unique=False)

    op.create_table(
        "destruction_item",
        sa.Column("destruction", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["destruction"],
            ["destruction.id"],
            name=op.f("fk_destruction_item_destruction_destruction"),
        ),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_destruction_item_item_item")),
        sa.PrimaryKeyConstraint("destruction", "item", name=op.f("pk_destruction_item")),
    )
    with op.batch_alter_table("destruction_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_destruction_item_item"), ["item"], unique=False)

    op.create_table(
        "fee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_ore", sa.Integer(), nullable=False),
        sa.Column("vat_percent", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_fee_customer_customer")
        ),
        sa.ForeignKeyConstraint(
            ["statement"], ["statement.number"], name=op.f("fk_fee_statement_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee")),
        sa.UniqueConstraint("kind", "about", name=op.f("uq_fee_kind")),
    )
    with op.batch_alter_table("fee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fee_customer"), ["customer"], unique=False)
        batch_op.create_index(batch_op.f("ix_fee_statement"), ["statement"], unique=False)

    op.create_table(
        "mailpiece",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=True),
        sa.Column("digital", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("clock", sa.Boolean(), nullable=False),
        sa.Column("authority", sa.Boolean(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("postal_operator", sa.String(), nullable=False),
        sa.Column("returnable", sa.Boolean(), nullable=False),
        sa.Column("held_because", sa.String(), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("envelope", sa.String(), nullable=True),
        sa.Column("stopped_at", Instant(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_mailpiece_item_item")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_mailpiece")),
    )
    with op.batch_alter_table("mailpiece", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailpiece_customer"), ["customer"], unique=False)
        batch_op.create_index(batch_op.f("ix_mailpiece_paper"), ["paper"], unique=False)
        batch_op.create_index("ix_mailpiece_queue", ["stopped_at", "due_on"], unique=False)

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
        "original",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("scan_id", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.Column("box", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("filed_at", Instant(), nullable=False),
        sa.Column("filed_by", sa.String(), nullable=False),
        sa.Column("held_by", sa.String(), nullable=True),
        sa.Column("held_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["box"], ["box.label"], name=op.f("fk_original_box_box")),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_original_customer_customer")
        ),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_original_item_item")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_original")),
        sa.UniqueConstraint("box", "position", name=op.f("uq_original_box")),
    )
    with op.batch_alter_table("original", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_original_keep_until"), ["keep_until"], unique=False)
        batch_op.create_index(batch_op.f("ix_original_scan_id"), ["scan_id"], unique=False)

    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=True),
        sa.Column("ore", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=True),
        sa.Column("noted_at", Instant(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file"], ["payment_file.sha256"], name=op.f("fk_payment_file_payment_file")
        ),
        sa.ForeignKeyConstraint(
            ["statement"], ["statement.number"], name=op.f("fk_payment_statement_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("key", name=op.f("uq_payment_key")),
    )
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_statement"), ["statement"], unique=False)

    op.create_table(
        "payment_reminder",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"],
            ["statement.number"],
            name=op.f("fk_payment_reminder_statement_statement"),
        ),
        sa.PrimaryKeyConstraint("statement", "number", name=op.f("pk_payment_reminder")),
    )
    op.create_table(
        "statement_line",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_ore", sa.Integer(), nullable=False),
        sa.Column("net_ore", sa.Integer(), nullable=False),
        sa.Column("vat_percent", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statement.number"], name=op.f("fk_statement_line_statement_statement")
        ),
        sa.PrimaryKeyConstraint("statement", "position", name=op.f("pk_statement_line")),
    )
    op.create_table(
        "mailpiece_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("life", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item"], ["mailpiece.item"], name=op.f("fk_mailpiece_step_item_mailpiece")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailpiece_step")),
    )
    with op.batch_alter_table("mailpiece_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailpiece_step_item"), ["item"], unique=False)

    op.create_table(
        "original_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("requested_by", sa.String(), nullable=False),
        sa.Column("requested_at", Instant(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("fee_ore", sa.Integer(), nullable=False),
        sa.Column("consignment", sa.String(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consignment"],
            ["consignment.label"],
            name=op.f("fk_original_request_consignment_consignment"),
        ),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.number"], name=op.f("fk_original_request_customer_customer")
        ),
        sa.ForeignKeyConstraint(
            ["item"], ["original.item"], name=op.f("fk_original_request_item_original")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_original_request")),
    )
    with op.batch_alter_table("original_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_original_request_customer"), ["customer"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_original_request_item"), ["item"], unique=False)
        batch_op.create_index(batch_op.f("ix_original_request_state"), ["state"], unique=False)

    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("scope", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("flag", sa.String(), nullable=True))

    with op.batch_alter_table("delivery_address", schema=None) as batch_op:
        batch_op.add_column(sa.Column("country", sa.String(), server_default="SE", nullable=False))
        batch_op.add_column(sa.Column("verified_at", Instant(), nullable=True))

    with op.batch_alter_table("operator", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organisation", sa.String(), nullable=True))

    with op.batch_alter_table("tray", schema=None) as batch_op:
        batch_op.add_column(sa.Column("registered_at", Instant(), nullable=True))
        batch_op.add_column(sa.Column("registered_by", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("backdated_by", sa.String(), nullable=True))

    op.execute(_PLACES)
    op.execute(_REASONS)
    op.execute(_PRICES)


def downgrade() -> None:
    with op.batch_alter_table("tray", schema=None) as batch_op:
        batch_op.drop_column("backdated_by")
        batch_op.drop_column("registered_by")
        batch_op.drop_column("registered_at")

    with op.batch_alter_table("operator", schema=None) as batch_op:
        batch_op.drop_column("organisation")

    with op.batch_alter_table("delivery_address", schema=None) as batch_op:
        batch_op.drop_column("verified_at")
        batch_op.drop_column("country")

    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_column("flag")
        batch_op.drop_column("reason")
        batch_op.drop_column("scope")

    with op.batch_alter_table("original_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_original_request_state"))
        batch_op.drop_index(batch_op.f("ix_original_request_item"))
        batch_op.drop_index(batch_op.f("ix_original_request_customer"))

    op.drop_table("original_request")
    with op.batch_alter_table("mailpiece_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mailpiece_step_item"))

    op.drop_table("mailpiece_step")
    op.drop_table("statement_line")
    op.drop_table("payment_reminder")
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payment_statement"))

    op.drop_table("payment")
    with op.batch_alter_table("original", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_original_scan_id"))
        batch_op.drop_index(batch_op.f("ix_original_keep_until"))

    op.drop_table("original")
    op.drop_table("operator_notice")
    with op.batch_alter_table("mailpiece", schema=None) as batch_op:
        batch_op.drop_index("ix_mailpiece_queue")
        batch_op.drop_index(batch_op.f("ix_mailpiece_paper"))
        batch_op.drop_index(batch_op.f("ix_mailpiece_customer"))

    op.drop_table("mailpiece")
    with op.batch_alter_table("fee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fee_statement"))
        batch_op.drop_index(batch_op.f("ix_fee_customer"))

    op.drop_table("fee")
    with op.batch_alter_table("destruction_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_destruction_item_item"))

    op.drop_table("destruction_item")
    with op.batch_alter_table("custody", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_custody_box"))

    op.drop_table("custody")
    with op.batch_alter_table("consignment_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consignment_item_item"))

    op.drop_table("consignment_item")
    op.drop_table("activation_step")
    with op.batch_alter_table("terms_acceptance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_terms_acceptance_customer"))

    op.drop_table("terms_acceptance")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_due_on"))
        batch_op.drop_index(batch_op.f("ix_statement_customer"))

    op.drop_table("statement")
    with op.batch_alter_table("payment_option", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payment_option_customer"))

    op.drop_table("payment_option")
    with op.batch_alter_table("near_twin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_near_twin_other"))

    op.drop_table("near_twin")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_sent_at"))
        batch_op.drop_index(batch_op.f("ix_message_customer"))

    op.drop_table("message")
    op.drop_table("feature_consent")
    with op.batch_alter_table("consignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consignment_state"))

    op.drop_table("consignment")
    op.drop_table("box")
    with op.batch_alter_table("activation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activation_customer"))

    op.drop_table("activation")
    op.drop_table("terms")
    op.drop_table("shelf")
    op.drop_table("price")
    op.drop_table("payment_file")
    op.drop_table("once")
    op.drop_table("feature")
    op.drop_table("destruction")
    op.drop_table("alarm")
