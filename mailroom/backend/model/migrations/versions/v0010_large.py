"""What grows large is not walked through: counts beside a mailbox, originals by day and company."""

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LEAVES = (
    "UPDATE mailbox SET letters = letters - 1,"
    " unread = unread - CASE WHEN OLD.viewed THEN 0 ELSE 1 END"
    " WHERE key = OLD.mailbox AND OLD.withdrawn_at IS NULL;"
)
_COMES = (
    "UPDATE mailbox SET letters = letters + 1,"
    " unread = unread + CASE WHEN NEW.viewed THEN 0 ELSE 1 END"
    " WHERE key = NEW.mailbox AND NEW.withdrawn_at IS NULL;"
)
_EVENTS = {
    "letter_comes": ("INSERT", _COMES),
    "letter_changes": ("UPDATE OF mailbox, viewed, withdrawn_at", _LEAVES + _COMES),
    "letter_leaves": ("DELETE", _LEAVES),
}
_COUNTED = (
    "UPDATE mailbox SET"
    " letters = (SELECT count(*) FROM letter"
    " WHERE letter.mailbox = mailbox.key AND withdrawn_at IS NULL),"
    " unread = (SELECT count(*) FROM letter"
    " WHERE letter.mailbox = mailbox.key AND withdrawn_at IS NULL AND NOT viewed)"
)


def upgrade() -> None:
    for name in ("letters", "unread"):
        column = sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)
        op.add_column("mailbox", column)
    op.execute(_COUNTED)
    op.drop_index("ix_letter_counts", table_name="letter")
    op.create_index("ix_original_arrived", "original", ["arrived_on", "item"])
    op.create_index("ix_original_customer", "original", ["customer", "arrived_on", "item"])
    triggers(_EVENTS)


def triggers(events: Mapping[str, tuple[str, str]]) -> None:
    """What the database does by itself after an event on a letter, by name."""
    embedded = op.get_bind().dialect.name == "sqlite"
    for name, (event, work) in events.items():
        for statement in (_embedded if embedded else _served)(name, event, work):
            op.execute(statement)


def _embedded(name: str, event: str, work: str) -> tuple[str, ...]:
    return (f"CREATE TRIGGER {name} AFTER {event} ON letter BEGIN {work} END",)


def _served(name: str, event: str, work: str) -> tuple[str, ...]:
    body = f"BEGIN {work} RETURN NULL; END"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {name} AFTER {event} ON letter FOR EACH ROW EXECUTE FUNCTION {name}()",
    )
