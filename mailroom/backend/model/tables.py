"""Every table of the backend, gathered so that migrations see the whole model."""

from mailroom.backend.model import (
    agreements,
    customers,
    dispatch,
    fees,
    jobs,
    ledger,
    mail,
    mailboxes,
    mailpieces,
    messages,
    notifications,
    originals,
    people,
    policies,
    registers,
    reviews,
    search,
    stations,
    tenants,
    till,
)
from mailroom.backend.model.base import Table

MODULES = (
    agreements,
    customers,
    dispatch,
    fees,
    jobs,
    ledger,
    mail,
    mailboxes,
    mailpieces,
    messages,
    notifications,
    originals,
    people,
    policies,
    registers,
    reviews,
    search,
    stations,
    tenants,
    till,
)
METADATA = Table.metadata
