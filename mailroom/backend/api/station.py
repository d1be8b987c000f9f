"""What a station may do: sign in, read the register, send blobs and items, ask one back."""

from typing import Any, BinaryIO, cast

from apiflask import APIBlueprint
from flask import Response, request

from mailroom.backend.api.here import address, backend, caller
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.api.schemas import BlobAnswer, refusals
from mailroom.backend.services.refusals import Refused, Why
from mailroom.wire import (
    ItemMessage,
    OperatorSession,
    OperatorSignIn,
    ReceiptMessage,
    RecallAnswer,
    RegisterDiff,
    RegisterSnapshot,
    SessionAnswer,
    SessionRequest,
)

station = APIBlueprint("station", __name__, url_prefix="/v1/station", tag="Station")

_TYPES = ("application/pdf", "image/jpeg", "application/octet-stream")
_KB = 1 << 10


@station.post("/session")
@station.input(SessionRequest, arg_name="asked")
@station.output(SessionAnswer)
@station.doc(summary="Sign in", responses=refusals(400, 401, 413))
@policy(Who.PUBLIC)
def sign_in(asked: SessionRequest) -> SessionAnswer:
    text = cast("dict[str, Any]", request.get_json()).get("timestamp")
    return backend().stations.sign_in(asked, timestamp_text=str(text))


@station.post("/operators/session")
@station.input(OperatorSignIn, arg_name="asked")
@station.output(OperatorSession)
@station.doc(
    summary="An operator signs in", security="bearer", responses=refusals(400, 401, 403, 413, 429)
)
@policy(Who.STATION, "operators")
def sign_in_operator(asked: OperatorSignIn) -> OperatorSession:
    return backend().stations.sign_in_operator(asked, address=f"{caller().subject} {address()}")


@station.get("/register")
@station.output(RegisterSnapshot, description="The snapshot; with `since` a RegisterDiff.")
@station.doc(
    summary="Today's register, or what changed since a version",
    security="bearer",
    responses=refusals(401, 403, 410),
)
@policy(Who.STATION, "register")
def register() -> Response:
    since = request.args.get("since")
    registers = backend().registers
    answer: RegisterSnapshot | RegisterDiff
    answer = registers.snapshot() if since is None else registers.diff(since)
    return Response(answer.model_dump_json(), mimetype="application/json")


@station.put("/blobs/<sha256:sha256>")
@station.output(BlobAnswer, status_code=201)
@station.doc(
    summary="Send a blob: the raw body, named by its SHA-256",
    security="bearer",
    responses={200: "It was here already.", **refusals(400, 401, 403, 404, 413, 422, 503)},
)
@policy(Who.STATION, "blobs")
def put_blob(sha256: str) -> tuple[BlobAnswer, int]:
    if request.mimetype not in _TYPES:
        raise Refused(Why.UNSUPPORTED_TYPE, "A blob is a PDF or a JPEG.")
    stored = backend().intake.put_blob(cast("BinaryIO", request.stream), sha256)
    answer = BlobAnswer(sha256=sha256, size_bytes=stored.size_bytes)
    return answer, 201 if stored.created else 200


@station.put("/items/<item:item>")
@station.input(ItemMessage, arg_name="message")
@station.output(ReceiptMessage, status_code=201)
@station.doc(
    summary="Send an item's manifest; its id is the idempotency key",
    security="bearer",
    responses={
        200: "It was here already; the receipt is the first one.",
        **refusals(400, 401, 403, 404, 409, 413, 503),
    },
)
@policy(Who.STATION, "items")
def put_item(item: str, message: ItemMessage) -> tuple[ReceiptMessage, int]:
    if message.id != item or message.station != caller().subject:
        raise Refused(Why.VALIDATION, "The manifest is of another item or another station.")
    body = request.get_data()
    if len(body) > backend().settings.max_manifest_kb * _KB:
        raise Refused(Why.TOO_LARGE, "The manifest is larger than we take.")
    put = backend().intake.put_item(message, body)
    return put.receipt, 201 if put.created else 200


@station.get("/items/<item:item>")
@station.output(ReceiptMessage)
@station.doc(
    summary="The receipt of an item that was sent",
    security="bearer",
    responses=refusals(401, 403, 404),
)
@policy(Who.STATION, "items")
def get_item(item: str) -> ReceiptMessage:
    return backend().intake.receipt(item, station=caller().subject)


@station.post("/items/<item:item>/recall")
@station.output(RecallAnswer)
@station.doc(
    summary="Ask a letter back, which works while nobody has read it",
    security="bearer",
    responses=refusals(401, 403, 404, 503),
)
@policy(Who.STATION, "items")
def recall(item: str) -> RecallAnswer:
    return backend().recalls.recall(item, station=caller().subject)
