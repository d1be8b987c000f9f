"""The backend over HTTP: blobs by checksum, items by id, receipts verified before believed."""

import hashlib
from http import HTTPStatus
from typing import Final, TypeVar

from pydantic import TypeAdapter, ValidationError
from requests import Response

from mailroom.domain.errors import BackendUnreachable, BytesChanged, ReceiptInvalid
from mailroom.domain.items import Receipt
from mailroom.domain.outgoing import Blob, SealedItem
from mailroom.domain.policy import Policy
from mailroom.domain.review import Offer, Outcome, Standing
from mailroom.engines.link.session import BackendLink, parsed
from mailroom.engines.link.stationkey import signed_by
from mailroom.wire import (
    POLICY,
    OperatorSession,
    OperatorSignIn,
    RecallAnswer,
    ReceiptMessage,
    RegisterDiff,
    RegisterSnapshot,
    ReviewOffer,
    ReviewOutcome,
)

_Answer = TypeVar("_Answer")
_JSON = {"Content-Type": "application/json"}
_STANDINGS: Final = TypeAdapter(tuple[Standing, ...])


class HttpBackend:
    """Implements the pipeline's Backend, and the register and operators' source.

    Raises BackendUnreachable, BackendRefused, ReceiptInvalid, SignInRefused, BytesChanged.
    """

    def __init__(self, link: BackendLink) -> None:
        self._link = link

    def put_item(self, sealed: SealedItem) -> Receipt:
        for blob in sealed.blobs:
            self._put_blob(blob)
        manifest = sealed.manifest.read_bytes()
        if hashlib.sha256(manifest).hexdigest() != sealed.sha256:
            raise BytesChanged("manifest")
        answer = self._link.ask(
            "PUT", f"/v1/station/items/{sealed.item}", body=manifest, headers=_JSON
        )
        return self._verified(sealed, parsed(ReceiptMessage, answer))

    def recall(self, item: str) -> bool:
        answer = self._link.ask("POST", f"/v1/station/items/{item}/recall")
        return parsed(RecallAnswer, answer).withdrawn

    def register(self, since: str | None) -> RegisterSnapshot | RegisterDiff:
        """What changed since that version, or the whole when the backend no longer knows it."""
        if since is not None:
            answer = self._link.ask(
                "GET",
                f"/v1/station/register?since={since}",
                allowed=frozenset({HTTPStatus.GONE, HTTPStatus.NOT_FOUND}),
            )
            if answer.ok:
                return parsed(RegisterDiff, answer)
        return parsed(RegisterSnapshot, self._link.ask("GET", "/v1/station/register"))

    def policy(self) -> Policy:
        return _read(POLICY, self._link.ask("GET", "/v1/station/policy"))

    def sign_in(self, user: str, secret: str) -> OperatorSession:
        request = OperatorSignIn(user=user, secret=secret)
        answer = self._link.ask(
            "POST",
            "/v1/station/operators/session",
            body=request.model_dump_json().encode(),
            headers=_JSON,
        )
        return parsed(OperatorSession, answer)

    def reviews(self) -> tuple[Standing, ...]:
        return _read(_STANDINGS, self._link.ask("GET", "/v1/station/reviews"))

    def offer_review(self, offer: Offer) -> None:
        body = ReviewOffer(offer=offer).model_dump_json().encode()
        self._link.ask("PUT", f"/v1/station/reviews/{offer.item}", body=body, headers=_JSON)

    def settle_review(self, item: str, revision: int, outcome: Outcome) -> None:
        body = ReviewOutcome(revision=revision, outcome=outcome).model_dump_json().encode()
        path = f"/v1/station/reviews/{item}/outcome"
        self._link.ask("POST", path, body=body, headers=_JSON)

    def close(self) -> None:
        self._link.close()

    def _put_blob(self, blob: Blob) -> None:
        content = blob.file.read_bytes()
        if hashlib.sha256(content).hexdigest() != blob.sha256:
            raise BytesChanged(blob.media_type)
        headers = {"Content-Type": blob.media_type.value}
        self._link.ask("PUT", f"/v1/station/blobs/{blob.sha256}", body=content, headers=headers)

    def _verified(self, sealed: SealedItem, receipt: ReceiptMessage) -> Receipt:
        """Proof that the backend has exactly these bytes: named, counted and signed."""
        said = (
            f"{receipt.item}|{receipt.mailbox or '-'}|{receipt.sha256}|{receipt.page_count}"
            f"|{receipt.received_at.isoformat()}|{receipt.log_index}"
        )
        ours = (receipt.item, receipt.sha256, receipt.page_count)
        if ours != (sealed.item, sealed.sha256, sealed.page_count):
            raise ReceiptInvalid("another item")
        if not signed_by(self._link.backend_key, receipt.signature, said):
            raise ReceiptInvalid("signature")
        return Receipt(
            item=receipt.item,
            mailbox=receipt.mailbox,
            sha256=receipt.sha256,
            page_count=receipt.page_count,
            received_at=receipt.received_at,
            log_index=receipt.log_index,
            signature=receipt.signature,
        )


def _read(wanted: TypeAdapter[_Answer], answer: Response) -> _Answer:
    try:
        return wanted.validate_json(answer.content)
    except ValidationError as error:
        raise BackendUnreachable("answer") from error
