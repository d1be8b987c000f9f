"""The served register: who may receive mail here, as of which day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Standing(StrEnum):
    """A customer's agreement as the station needs it (R36, R39, R43)."""

    ACTIVE = "active"
    NOTICE = "notice"
    UNPAID = "unpaid"
    """Two reminders went unpaid: letters are scanned, unscannables go back (R39)."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Customer:
    """`number` is ten digits. `other_names` are earlier or secondary names, matched like `name`."""

    number: str
    name: str
    legal_form: str
    standing: Standing
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """One day's snapshot. Near twins are worked out when it is loaded, not per item."""

    version: str
    day: dt.date
    customers: Mapping[str, Customer] = field(hash=False)
