"""The words of an invoice: its fields, where each was read, and what speaks for it."""

from dataclasses import dataclass
from enum import StrEnum

from mailroom.domain.pages import Box


class FieldName(StrEnum):
    AMOUNT = "amount"
    """In öre; negative on a credit note."""
    EUROS = "euros"
    """In euro cents; of a code, and of print beside one."""
    DUE_DATE = "due_date"
    INVOICE_DATE = "invoice_date"
    INVOICE_NUMBER = "invoice_number"
    REFERENCE = "reference"
    BANKGIRO = "bankgiro"
    PLUSGIRO = "plusgiro"
    IBAN = "iban"
    SWISH = "swish"


class Source(StrEnum):
    """In the order in which they are believed."""

    CODE_LINE = "code_line"
    QR = "qr"
    PRINT = "print"


class Check(StrEnum):
    CHECK_DIGIT = "check_digit"
    """Its own check digit is right."""
    AGREES = "agrees"
    """Another source says the same."""
    DISAGREES = "disagrees"
    """Another source says otherwise: a person has to look."""
    SIGN_FROM_KIND = "sign_from_kind"
    """Printed without a minus on a credit note."""


class InvoiceKind(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    REMINDER = "reminder"
    DEBT_COLLECTION = "debt_collection"


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text, or a code's payload, and where it stands. `page` is a page id."""

    text: str
    page: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Field:
    name: FieldName
    value: str
    source: Source
    page: str
    box: Box | None
    checks: tuple[Check, ...] = ()

    @property
    def sound(self) -> bool:
        """Something besides the reading itself speaks for it, and nothing against."""
        known = {Check.CHECK_DIGIT, Check.AGREES} & set(self.checks)
        return bool(known) and Check.DISAGREES not in self.checks


@dataclass(frozen=True, slots=True)
class Invoice:
    """`payable` is False where the paper says that the money is drawn anyway (R51)."""

    kind: InvoiceKind
    payable: bool
    fields: tuple[Field, ...]

    def field(self, name: FieldName) -> Field | None:
        """The most believed reading of it."""
        order = list(Source)
        found = [field for field in self.fields if field.name is name]
        return min(found, key=lambda field: order.index(field.source), default=None)
