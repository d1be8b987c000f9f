"""A station sends items; each has one effect and one receipt, however often and fast it is sent."""

import base64
import json
import threading
import time
import uuid
from collections.abc import Callable

import pytest
from apiflask import APIFlask
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import func, select

from mailroom.backend.model.base import Table
from mailroom.backend.model.ledger import AuditRow, ReceiptRow
from mailroom.backend.model.mail import ItemRow, ManifestRow, PageRow
from mailroom.backend.model.mailboxes import LetterRow, PageImageRow
from mailroom.backend.services import audit
from mailroom.backend.services.receipts import signed_text
from mailroom.backend.wiring import Backend
from mailroom.wire import ReceiptMessage
from tests.backend.builders import (
    ACTIVE,
    Desk,
    blob,
    decision,
    jpeg,
    manifest,
    page,
    pdf,
    sha,
    sorted_item,
)


def count(backend: Backend, table: type[Table]) -> int:
    with backend.database.reading() as session:
        return session.scalars(select(func.count()).select_from(table)).one()


def test_a_receipt_proves_what_was_received(desk: Desk):
    message = manifest(desk.register_version())
    desk.put_blob(pdf("Hej"))
    body = json.dumps(message).encode()
    receipt = ReceiptMessage.model_validate_json(desk.put_item(message).text)
    assert receipt.sha256 == sha(body)
    assert (receipt.item, receipt.mailbox, receipt.page_count) == (message["id"], ACTIVE[0], 2)
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(desk.backend_key))
    key.verify(base64.b64decode(receipt.signature), signed_text(receipt).encode())


def test_the_same_again_gets_the_same_receipt_and_no_second_letter(desk: Desk, backend: Backend):
    message = desk.deliver()
    first = desk.client.get(f"/v1/station/items/{message['id']}", headers=desk.headers)
    again = desk.put_item(message)
    assert again.status_code == 200
    assert again.json == first.json
    assert count(backend, LetterRow) == count(backend, ReceiptRow) == 1


def test_the_same_id_with_other_bytes_is_refused_and_changes_nothing(desk: Desk, backend: Backend):
    message = desk.deliver()
    answer = desk.put_item(message | {"scan_id": "M26-999999"})
    assert (answer.status_code, answer.json["code"]) == (409, 40900)
    assert desk.put_item(message).status_code == 200
    with backend.database.reading() as session:
        assert session.get_one(ItemRow, message["id"]).scan_id == message["scan_id"]


def test_log_indexes_grow_by_one(desk: Desk, backend: Backend):
    for _ in range(3):
        desk.deliver()
    with backend.database.reading() as session:
        indexes = session.scalars(select(ReceiptRow.log_index).order_by(ReceiptRow.log_index))
        assert list(indexes) == [1, 2, 3]


def test_eight_at_once_have_one_effect_and_one_receipt(app: APIFlask, desk: Desk, backend: Backend):
    message = manifest(desk.register_version())
    desk.put_blob(pdf("Hej"))
    together, answers = threading.Barrier(8), []

    def send() -> None:
        mine = Desk(app.test_client(), desk.practice, desk.headers)
        together.wait()
        answers.append(mine.put_item(message))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.text for answer in answers}) == 1
    tables = (ItemRow, LetterRow, ReceiptRow, ManifestRow)
    assert [count(backend, table) for table in tables] == [1, 1, 1, 1]


def test_eight_different_items_at_once_all_arrive(app: APIFlask, desk: Desk, backend: Backend):
    desk.put_blob(pdf("Hej"))
    version = desk.register_version()
    together, statuses = threading.Barrier(8), []

    def send() -> None:
        mine = Desk(app.test_client(), desk.practice, desk.headers)
        together.wait()
        statuses.append(mine.put_item(manifest(version)).status_code)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [201] * 8
    with backend.database.reading() as session:
        indexes = sorted(session.scalars(select(ReceiptRow.log_index)))
        assert indexes == list(range(1, 9))
        assert audit.first_broken(session) is None


@pytest.mark.parametrize("category", ["marketing", "unreadable", "not_a_customer"])
def test_an_item_that_is_not_opened_is_stored_and_in_no_mailbox(
    desk: Desk, backend: Backend, category: str
):
    desk.put_blob(jpeg(), kind="image/jpeg")
    route = "destroy" if category == "marketing" else "return_to_sender"
    message = sorted_item(
        desk.register_version(), decision=decision(category=category, route=route)
    )
    answer = desk.put_item(message)
    assert (answer.status_code, answer.json["mailbox"]) == (201, None)
    assert count(backend, LetterRow) == 0
    with backend.database.reading() as session:
        assert session.get_one(ItemRow, message["id"]).face == sha(jpeg())


def test_a_refused_item_leaves_nothing(desk: Desk, backend: Backend):
    desk.put_blob(pdf("Hej"))
    recipient = {"number": ACTIVE[0], "name": "Ett annat namn AB"}
    message = manifest(desk.register_version(), recipient=recipient)
    audited = count(backend, AuditRow)
    assert desk.put_item(message).status_code == 409
    tables = (ItemRow, PageRow, LetterRow, ReceiptRow, ManifestRow)
    assert [count(backend, table) for table in tables] == [0] * 5
    assert count(backend, AuditRow) == audited
    corrected = message | {"recipient": {"number": ACTIVE[0], "name": ACTIVE[1]}}
    assert desk.put_item(corrected).status_code == 201


def test_the_manifest_is_kept_to_the_byte(desk: Desk, backend: Backend):
    message = desk.deliver()
    with backend.database.reading() as session:
        kept = session.get_one(ManifestRow, message["id"])
    assert kept.body == json.dumps(message).encode()
    assert kept.sha256 == sha(kept.body)


def test_pages_are_drawn_after_delivery(desk: Desk, backend: Backend):
    desk.deliver()
    wait_until(lambda: count(backend, PageImageRow) == 4)


def test_a_lost_hint_is_found_again_by_the_next_painter(desk: Desk, backend: Backend):
    backend.painter.stop()
    desk.deliver()
    assert len(backend.pictures.undrawn()) == 1
    backend.painter.start()
    wait_until(lambda: backend.pictures.undrawn() == [])


def wait_until(true: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 60
    while not true():
        assert time.monotonic() < give_up
        time.sleep(0.02)


BROKEN = [
    (b"", 40008),
    (b"{", 40008),
    (b"\xff\xfe", 40008),
    (b"[]", 40000),
    (b"null", 40000),
    (b"{}", 40000),
    (b"[" * 100_000, 40008),
]


@pytest.mark.parametrize(("body", "code"), BROKEN)
def test_a_broken_manifest_is_refused_in_words(shared_desk: Desk, body: bytes, code: int):
    answer = shared_desk.client.put(
        f"/v1/station/items/{uuid.uuid4()}",
        data=body,
        content_type="application/json",
        headers=shared_desk.headers,
    )
    assert (answer.status_code, answer.json["code"]) == (400, code), answer.text


def odd(version: str) -> list[dict[str, object]]:
    return [
        manifest(version, extra="field"),
        manifest(version, station="desk-2"),
        manifest(version, sheet_count=10**30),
        manifest(version, pages=[page(0, "face", 1), page(1) | {"width_px": 2**70}]),
        manifest(version, pages=[page(0, "face", 1), page(1) | {"turned_deg": 45}]),
        manifest(version, captured_at="2026-11-20T10:00:00"),
        manifest(version, captured_at="0001-01-01T00:00:00+14:00"),
        manifest(version, document=blob(pdf("Hej"), "application/pdf") | {"sha256": "../x"}),
    ]


@pytest.mark.parametrize("which", range(8))
def test_values_that_cannot_be_are_refused(shared_desk: Desk, which: int):
    shared_desk.put_blob(pdf("Hej"))
    answer = shared_desk.put_item(odd(shared_desk.register_version())[which])
    assert (answer.status_code, answer.json["code"]) == (400, 40000), answer.text


def test_a_refusal_never_repeats_what_came_in(shared_desk: Desk):
    recipient = {"number": ACTIVE[0], "name": "Hemliga Bolaget AB"}
    answer = shared_desk.put_item(
        manifest(shared_desk.register_version(), recipient=recipient, sheet_count="x")
    )
    assert "Hemliga" not in answer.text
    assert answer.headers["x-correlation-id"]


def test_another_stations_item_is_not_ours_to_know(shared_desk: Desk):
    assert (
        shared_desk.client.get(
            f"/v1/station/items/{uuid.uuid4()}", headers=shared_desk.headers
        ).status_code
        == 404
    )
