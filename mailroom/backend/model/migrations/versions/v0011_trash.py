"""The trash: marks on a letter, a count beside the mailbox, and files that are to go."""

import sqlalchemy as sa
from alembic import op

from mailroom.backend.model.migrations.versions.v0010_large import triggers

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TAKEN = """UPDATE mailbox SET
 letters = letters {sign} CASE WHEN {row}.trashed_at IS NULL THEN 1 ELSE 0 END,
 unread = unread {sign} CASE WHEN {row}.trashed_at IS NULL AND NOT {row}.viewed THEN 1 ELSE 0 END,
 trashed = trashed {sign}
 CASE WHEN {row}.trashed_at IS NOT NULL AND {row}.deleted_at IS NULL THEN 1 ELSE 0 END
 WHERE key = {row}.mailbox AND {row}.withdrawn_at IS NULL;"""
_LEAVES = _TAKEN.format(sign="-", row="OLD")
_COMES = _TAKEN.format(sign="+", row="NEW")
_CHANGES = "UPDATE OF mailbox, viewed, withdrawn_at, trashed_at, deleted_at"
_EVENTS = {
    "letter_comes": ("INSERT", _COMES),
    "letter_changes": (_CHANGES, _LEAVES + _COMES),
    "letter_leaves": ("DELETE", _LEAVES),
}
_REFER = (("item", "document"), ("item", "face"), ("letter", "document"), ("page_image", "sha256"))
_IN_TRASH = sa.text("trashed_at IS NOT NULL")


def upgrade() -> None:
    trashed = sa.Column("trashed", sa.Integer(), server_default=sa.text("0"), nullable=False)
    op.add_column("mailbox", trashed)
    for name in ("trashed_at", "deleted_at"):
        op.add_column("letter", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("letter", sa.Column("deleted_by", sa.String(), nullable=True))
    op.add_column("blob", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "erasure",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_erasure")),
    )
    op.create_index(
        "ix_letter_trash",
        "letter",
        ["mailbox", "available_at", "key"],
        sqlite_where=_IN_TRASH,
        postgresql_where=_IN_TRASH,
    )
    for table, name in _REFER:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
    embedded = op.get_bind().dialect.name == "sqlite"
    for name in _EVENTS:
        if embedded:
            op.execute(f"DROP TRIGGER {name}")
        else:
            op.execute(f"DROP TRIGGER {name} ON letter")
            op.execute(f"DROP FUNCTION {name}()")
    triggers(_EVENTS)
