"""Who invoices, and whom undeliverable paper returns to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seller:
    """`number` is ten digits; `bankgiro` is digits only."""

    name: str
    number: str
    street: str
    postcode: str
    city: str
    bankgiro: str
