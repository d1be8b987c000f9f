"""Agreements, both lives of an item, originals, dispatch, fees and messages."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.base import Instant
from mailroom.backend.model.migrations.companies import (
    agreements,
    dispatch,
    fees,
    mailpieces,
    store,
)

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
    agreements.create()
    mailpieces.create()
    dispatch.create()
    store.create()
    fees.create()
    _widen()
    for statement in (_PLACES, _REASONS, _PRICES):
        op.execute(statement)


def _widen() -> None:
    """Columns that tables of the first version gain."""
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
