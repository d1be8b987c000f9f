"""Messages of the API that are not between a station and us."""

import datetime as dt
from typing import Literal

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


class Company(Message):
    key: str
    name: str
    vat_number: str


class Labels(Message):
    governmental: bool
    handled: bool
    interpreted: bool = False
    reminder: bool = False
    trashed: bool = False
    viewed: bool


class Part(Message):
    content_type: str
    name: str
    sha256: Sha256
    size: int
    url: str


class Content(Message):
    key: str
    created_at: dt.datetime
    received_at: dt.datetime
    receiver_name: str
    receiver_vat_number: str
    sender_name: str
    subject: str
    type: Literal["invoice", "other"] = "other"
    origin: Literal["physical"] = "physical"
    labels: Labels
    parts: tuple[Part, ...]


class LabelChange(Message):
    handled: bool | None = None
    viewed: bool | None = None


class ContentChange(Message):
    labels: LabelChange
