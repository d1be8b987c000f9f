"""Messages between station and backend: versioned, strict, nothing extra allowed."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from mailroom.domain.evidence import Evidence
from mailroom.domain.payment_codes import LONGEST_PAYLOAD
from mailroom.domain.policy import Policy
from mailroom.domain.review import Offer, Outcome

WIRE_VERSION = 1
POLICY = TypeAdapter(Policy)
"""`GET /v1/station/policy`: the sorting table in force today."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Px = Annotated[int, Field(ge=0, lt=1 << 20)]
Number = Annotated[str, Field(pattern=r"^[0-9]{10}$")]
ItemId = Annotated[
    str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
]


class Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class SessionRequest(Message):
    """`POST /v1/station/session`: the station proves its key.

    `signature` is base64 Ed25519 over `station|timestamp|nonce` in UTF-8.
    """

    version: Literal[1] = 1
    station: Annotated[str, Field(min_length=1, max_length=64)]
    timestamp: dt.datetime
    nonce: Annotated[str, Field(min_length=16, max_length=64)]
    signature: str


class SessionAnswer(Message):
    """`backend_key` is the base64 Ed25519 public key that signs receipts."""

    access_token: str
    expires_in: int
    token_type: Literal["bearer"] = "bearer"  # noqa: S105  the word, not a secret
    backend_key: str


class OperatorSignIn(Message):
    """`POST /v1/station/operators/session`: an operator signs in at a station."""

    user: Annotated[str, Field(min_length=1, max_length=64)]
    secret: Annotated[str, Field(min_length=1, max_length=256)]


class OperatorSession(Message):
    """`verifier` lets the station check the same secret while offline (argon2id hash)."""

    user: str
    name: str
    roles: tuple[str, ...]
    verifier: str


class RegisterEntry(Message):
    number: Number
    name: str
    legal_form: str
    standing: Literal["active", "notice", "unpaid", "ended"]
    other_names: tuple[str, ...] = ()


class RegisterSnapshot(Message):
    """`GET /v1/station/register`: the whole register of one day."""

    version: str
    day: dt.date
    entries: tuple[RegisterEntry, ...]


class RegisterDiff(Message):
    """`GET /v1/station/register?since=VERSION`: what changed; 410 when `since` is unknown."""

    since: str
    version: str
    day: dt.date
    added: tuple[RegisterEntry, ...]
    removed: tuple[Number, ...]
    """A changed entry stands in `added` under the same number."""


class TrayMessage(Message):
    id: Annotated[str, Field(min_length=1, max_length=64)]
    arrived_on: dt.date
    postal_operator: Annotated[str, Field(min_length=1, max_length=64)]
    expected: int | None = None


class DecisionMessage(Message):
    category: Literal[
        "scannable", "unscannable", "marketing", "unreadable", "not_a_customer", "agreement_ended"
    ]
    tier: Literal["a", "b", "c", "d"]
    route: Literal[
        "open_and_scan",
        "forward",
        "return_to_sender",
        "to_postal_operator",
        "destroy",
        "review",
    ]
    rule: str
    reason: (
        Literal["package", "debit_card", "registered", "odd_format", "personal_pickup"] | None
    ) = None
    decided_by: str
    decided_at: dt.datetime
    policy_version: str
    note: str = ""


class RecipientMessage(Message):
    number: Number
    name: str


class ReadingMessage(Message):
    kind: str
    text: Annotated[str, Field(max_length=4096)]
    page: str
    reader: str
    confidence: float
    repaired: bool = False
    symbology: str | None = None


class EvidenceMessage(Message):
    """What the backend decides again from: numbers, names and marks as read, and by whom.

    `whole` is all of it, so that a later version of the sorting table can be tried on it.
    """

    register_version: str
    numbers_seen: tuple[str, ...]
    foreign_numbers: tuple[str, ...]
    address_lines: tuple[str, ...]
    readings: tuple[ReadingMessage, ...]
    marks: tuple[str, ...]
    sender: str = ""
    sender_readable: bool = False
    whole: Evidence | None = None


class CodeMessage(Message):
    """A payment code on a page: its payload, and its place on the page as the document shows it."""

    text: Annotated[str, Field(max_length=LONGEST_PAYLOAD)]
    left_px: Px
    top_px: Px
    width_px: Px
    height_px: Px
    page_width_px: Annotated[Px, Field(ge=1)]
    page_height_px: Annotated[Px, Field(ge=1)]


class PageMessage(Message):
    number: int
    role: Literal["face", "back", "content"]
    sheet: int
    sha256: Sha256
    width_px: int
    height_px: int
    dpi: int
    blank: bool
    turned_deg: int
    text: str = ""
    codes: Annotated[tuple[CodeMessage, ...], Field(max_length=8)] = ()


class BlobMessage(Message):
    """Bytes uploaded before, by `PUT /v1/station/blobs/{sha256}` with the raw body."""

    sha256: Sha256
    size_bytes: int
    media_type: Literal["application/pdf", "image/jpeg"]


class ProofPage(Message):
    """One captured side; `file` and `batch` name it on the station.

    `place` is its page in the document, None for a side that is left out. Turn and skew are
    clockwise degrees; `cropped_px` is left, top, right, bottom. `paper` is "#ffffff" where paper
    was made white.
    """

    place: int | None
    role: Literal["face", "back", "content"]
    sheet: int
    sha256: Sha256
    batch: str
    file: str
    device: str
    profile: str
    dpi: int
    width_px: int
    height_px: int
    blank: bool
    turned_deg: int
    turn_sure: bool
    skew_deg: float
    cropped_px: tuple[int, int, int, int]
    paper: str
    encoding: str
    unread: bool


class ProofMessage(Message):
    """What a document was made of, and how; nothing in it was read from the mail."""

    version: Literal[1] = 1
    item: str
    scan_id: str
    station: str
    operator: str
    arrived_on: dt.date
    captured_at: dt.datetime | None
    proved_at: dt.datetime
    sheets: int
    sides: int
    pages: tuple[ProofPage, ...]
    document_sha256: Sha256
    document_bytes: int
    document_pages: int
    made_with: dict[str, str]


class SignedProof(Message):
    """`proof` is the exact text of a ProofMessage.

    `signature` is base64 Ed25519 over it in UTF-8 by the station whose base64 public key is `key`.
    """

    proof: str
    key: str
    signature: str


class ItemMessage(Message):
    """`PUT /v1/station/items/{id}`: the item's manifest; the id is the idempotency key.

    Same id and same manifest bytes give the same receipt; same id and others give 409.
    A scannable item has `document`, every other one has `face` only. From version 2 on its pages
    may name the payment codes that are printed on them.
    """

    version: Literal[1, 2] = 2
    id: ItemId
    scan_id: Annotated[str, Field(min_length=1, max_length=64)]
    station: str
    operator: str
    tray: TrayMessage
    decision: DecisionMessage
    recipient: RecipientMessage | None
    evidence: EvidenceMessage | None
    pages: tuple[PageMessage, ...]
    sheet_count: int
    document: BlobMessage | None
    face: BlobMessage | None
    captured_at: dt.datetime
    proof: SignedProof | None = None


class ReceiptMessage(Message):
    """Answer to the PUT.

    `sha256` is of the manifest bytes as received; `page_count` is the number of pages in the
    manifest, face and back included. `mailbox` is the number of the company whose mailbox has
    the letter, None for an item that is not scanned.

    `signature` is base64 Ed25519 by the backend key over
    `item|mailbox or -|sha256|page_count|received_at isoformat|log_index` in UTF-8.
    """

    item: ItemId
    mailbox: str | None
    sha256: Sha256
    page_count: int
    received_at: dt.datetime
    log_index: int
    signature: str


class RecallAnswer(Message):
    """`POST /v1/station/items/{id}/recall`: withdrawn only while nobody has read it."""

    item: ItemId
    withdrawn: bool
    reason: str = ""


class ReviewOffer(Message):
    """`PUT /v1/station/reviews/{item}`: the same revision again changes nothing.

    The pictures in it are kept only until the item has left the queue.
    """

    version: Literal[1] = 1
    offer: Offer


class ReviewOutcome(Message):
    """`POST /v1/station/reviews/{item}/outcome`: it needs nobody any more, at this revision."""

    version: Literal[1] = 1
    revision: int
    outcome: Outcome


class FeederMessage(Message):
    """`PUT /v1/station/feeder`: the feeder's day as it stands, in place of what was told before.

    `own_pace` is in pages a minute while it ran, `clear_s` the median seconds to clear a jam.
    """

    version: Literal[1] = 1
    day: dt.date
    sheets: Annotated[int, Field(ge=0, lt=1 << 31)]
    jams: Annotated[int, Field(ge=0, lt=1 << 31)]
    own_pace: Annotated[int, Field(ge=1, lt=1 << 31)] | None = None
    clear_s: Annotated[int, Field(ge=0, lt=1 << 31)] | None = None


class ErrorAnswer(Message):
    """Every refusal; also in headers `x-error-code` and `x-correlation-id`."""

    code: int
    short_message: str
    long_message: str
