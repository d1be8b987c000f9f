"""Every table of the backend, gathered so that migrations see the whole model."""

from mailroom.backend.model import (
    agreements,
    customers,
    dispatch,
    fees,
    ledger,
    mail,
    mailboxes,
    mailpieces,
    messages,
    originals,
    people,
    registers,
    stations,
)
from mailroom.backend.model.base import Table

MODULES = (
    agreements,
    customers,
    dispatch,
    fees,
    ledger,
    mail,
    mailboxes,
    mailpieces,
    messages,
    originals,
    people,
    registers,
    stations,
)
METADATA = Table.metadata
