"""What a station may do: sign in, read the register, send blobs and items, ask one back."""

from typing import Any, BinaryIO, cast

from apiflask import APIBlueprint
from flask import Response, request

from mailroom.backend.api.acting import shown
from mailroom.backend.api.contract import contract
from mailroom.backend.api.here import address, backend, caller
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.api.schemas import BlobAnswer
from mailroom.backend.services import sorting_policy
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.workdays import stockholm_date
from mailroom.wire import (
    ItemMessage,
    OperatorSession,
    OperatorSignIn,
    RecallAnswer,
    ReceiptMessage,
    RegisterDiff,
    RegisterSnapshot,
    SessionAnswer,
    SessionRequest,
)

station = APIBlueprint("station", __name__, url_prefix="/v1/station", tag="Station")

_TYPES = ("application/pdf", "image/jpeg", "application/octet-stream")
_KB = 1 << 10


@station.post("/session")
@contract(
    station, "Sign in", takes=SessionRequest, gives=SessionAnswer, refuses=(400, 401, 413, 503)
)
@policy(Who.PUBLIC)
def sign_in(message: SessionRequest) -> SessionAnswer:
    text = cast("dict[str, Any]", request.get_json()).get("timestamp")
    return backend().stations.sign_in(message, timestamp_text=str(text))


@station.post("/operators/session")
@contract(
    station,
    "An operator signs in",
    takes=OperatorSignIn,
    gives=OperatorSession,
    security="bearer",
    refuses=(400, 401, 403, 413, 429, 503),
)
@policy(Who.STATION, "operators")
def sign_in_operator(message: OperatorSignIn) -> OperatorSession:
    return backend().stations.sign_in_operator(message, address=f"{caller().subject} {address()}")


@station.get("/register")
@contract(
    station,
    "Today's register; with `since` a RegisterDiff from that version",
    gives=RegisterSnapshot,
    security="bearer",
    query={"since": "A version: answer with what has changed since"},
    refuses=(401, 403, 410, 503),
)
@policy(Who.STATION, "register")
def register() -> Response:
    since = request.args.get("since")
    registers = backend().registers
    answer: RegisterSnapshot | RegisterDiff
    answer = registers.snapshot() if since is None else registers.diff(since)
    return Response(answer.model_dump_json(), mimetype="application/json")


@station.get("/policy")
@contract(station, "The sorting table in force today", security="bearer", refuses=(401, 403, 503))
@policy(Who.STATION, "register")
def sorting_table() -> Response:
    day = stockholm_date(backend().clock())
    return shown(lambda session: sorting_policy.in_force(session, day))


@station.put("/blobs/<sha256:sha256>")
@contract(
    station,
    "Send a blob: the raw body, named by its SHA-256",
    gives=BlobAnswer,
    status=201,
    security="bearer",
    also={200: "It was here already"},
    body=_TYPES,
    refuses=(400, 401, 403, 404, 413, 422, 503),
)
@policy(Who.STATION, "blobs")
def put_blob(sha256: str) -> tuple[BlobAnswer, int]:
    if request.mimetype not in _TYPES:
        raise Refused(Why.UNSUPPORTED_TYPE, "A blob is a PDF or a JPEG.")
    stored = backend().intake.put_blob(cast("BinaryIO", request.stream), sha256)
    answer = BlobAnswer(sha256=sha256, size_bytes=stored.size_bytes)
    return answer, 201 if stored.created else 200


@station.put("/items/<item:item>")
@contract(
    station,
    "Send an item's manifest; its id is the idempotency key",
    takes=ItemMessage,
    gives=ReceiptMessage,
    status=201,
    security="bearer",
    also={200: "It was here already; the receipt is the first one"},
    refuses=(400, 401, 403, 404, 409, 413, 503),
)
@policy(Who.STATION, "items")
def put_item(item: str, message: ItemMessage) -> tuple[ReceiptMessage, int]:
    body = request.get_data()
    if len(body) > backend().settings.max_manifest_kb * _KB:
        raise Refused(Why.TOO_LARGE, "The manifest is larger than we take.")
    if message.id != item or message.station != caller().subject:
        raise Refused(Why.VALIDATION, "The manifest is of another item or another station.")
    put = backend().intake.put_item(message, body)
    return put.receipt, 201 if put.created else 200


@station.get("/items/<item:item>")
@contract(
    station,
    "The receipt of an item that was sent",
    gives=ReceiptMessage,
    security="bearer",
    refuses=(401, 403, 404, 503),
)
@policy(Who.STATION, "items")
def get_item(item: str) -> ReceiptMessage:
    return backend().intake.receipt(item, station=caller().subject)


@station.post("/items/<item:item>/recall")
@contract(
    station,
    "Ask a letter back, which works while nobody has read it",
    gives=RecallAnswer,
    security="bearer",
    refuses=(401, 403, 404, 503),
)
@policy(Who.STATION, "items")
def recall(item: str) -> RecallAnswer:
    return backend().recalls.recall(item, station=caller().subject)
