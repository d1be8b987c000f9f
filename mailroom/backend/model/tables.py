"""Every table of the backend, gathered so that migrations see the whole model."""

from mailroom.backend.model import (
    customers,
    ledger,
    mail,
    mailboxes,
    people,
    registers,
    stations,
)
from mailroom.backend.model.base import Table

MODULES = (customers, ledger, mail, mailboxes, people, registers, stations)
METADATA = Table.metadata
