"""The tables of the first version."""

from mailroom.backend.model.migrations.first import arrivals, customers, mailboxes, people

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    people.create()
    customers.create()
    arrivals.create()
    mailboxes.create()
