"""Messages of the API that are not between a station and us."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from mailroom.wire import Message, Sha256


class BlobAnswer(Message):
    sha256: Sha256
    size_bytes: int


class Health(Message):
    status: Literal["ok"] = "ok"
    version: str


class TokenAnswer(Message):
    """The integrators' token, in the words of their API."""

    state: str = ""
    access_token: str
    expires_in: int
    scope: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105  the word, not a secret


class PostalAddress(Message):
    name: str
    street: str
    postal_code: str
    city: str
    country: str = "SE"


class Services(Message):
    scanning: bool


class Company(Message):
    """`scanning_address` is where its paper goes, `scanning_fallback_address` its own."""

    key: str
    name: str
    vat_number: str
    scanning_address: PostalAddress
    scanning_fallback_address: PostalAddress | None
    services: Services


class Labels(Message):
    governmental: bool
    handled: bool
    interpreted: bool = False
    reminder: bool = False
    trashed: bool
    viewed: bool


class Part(Message):
    content_type: str
    name: str
    sha256: Sha256
    size: int
    url: str


class PaymentOption(Message):
    """As read on the letter, where its digits check.

    `amount` is in öre, null where the payer fills it in; `due_at` null where no day was read.
    """

    account: str
    amount: int | None
    currency: Literal["SEK"] = "SEK"
    due_at: dt.date | None
    reference: str
    reference_type: Literal["ocr"] = "ocr"
    type: Literal["bankgiro", "plusgiro", "giro"]


class Webhook(Message):
    """`secrets` sign today, the newest first; the second one until `overlaps`."""

    id: str
    url: str
    active: bool
    secrets: tuple[str, ...]
    overlaps: dt.datetime | None


class WebhookRequest(Message):
    url: Annotated[str, Field(min_length=1, max_length=500)]


class Content(Message):
    key: str
    created_at: dt.datetime
    received_at: dt.datetime
    receiver_name: str
    receiver_vat_number: str
    sender_name: str
    subject: str
    type: Literal["invoice", "other"] = "other"
    origin: str
    labels: Labels
    parts: tuple[Part, ...]
    payment_options: tuple[PaymentOption, ...]


class LabelChange(Message):
    """`trashed` puts it in the company's trash or takes it back; a program never deletes."""

    handled: bool | None = None
    trashed: bool | None = None
    viewed: bool | None = None


class ContentChange(Message):
    labels: LabelChange


class ContentPart(Message):
    """`data` is base64."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    content_type: Annotated[str, Field(max_length=100)]
    data: str


class TenantContent(Message):
    """A letter to a company, one PDF. `subject` names nobody and nothing private."""

    vat_number: Annotated[str, Field(max_length=20)]
    subject: Annotated[str, Field(min_length=1, max_length=120)]
    type: Literal[
        "letter",
        "invoice",
        "accounting.invoice",
        "accounting.invoicereminder",
        "accounting.invoicecreditnote",
    ]
    generated_at: Annotated[str, Field(max_length=40)] | None = None
    parts: Annotated[tuple[ContentPart, ...], Field(min_length=1, max_length=1)]


class TenantContentAnswer(Message):
    subject: str
    generated_at: str | None
    type: str


class TenantContentCourse(Message):
    """How far a letter has come; null for what has not happened."""

    key: str
    subject: str
    received_at: dt.datetime
    notified_at: dt.datetime | None
    viewed_at: dt.datetime | None


class VatNumbers(Message):
    list: Annotated[tuple[str, ...], Field(max_length=10_000)]


class VatNumberDiff(Message):
    added: tuple[str, ...]
    removed: tuple[str, ...]
