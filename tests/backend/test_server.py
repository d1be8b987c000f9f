"""The real program on a real port: cut bodies, kill -9 in the middle of work, and what it logs."""

import socket
import subprocess
import sys
import time

import requests
from sqlalchemy import func, select

from mailroom.backend.model.ledger import ReceiptRow
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.services import audit
from mailroom.backend.wiring import open_backend
from tests.backend.builders import (
    ACTIVE,
    decision,
    manifest,
    page,
    pdf,
    sha,
)
from tests.backend.serving import Server

Sent = dict[str, object]


def letter(version: str, document: bytes) -> dict[str, object]:
    now = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    tray = {
        "id": "T1",
        "arrived_on": time.strftime("%Y-%m-%d", time.gmtime()),
        "postal_operator": "PostNord",
        "expected": 1,
    }
    return manifest(
        version,
        document,
        tray=tray,
        decision=decision(decided_at=now),
        pages=[page(0, "face", 1), page(1) | {"text": "Hemlig sidtext"}],
    )


def test_it_starts_serves_and_stops_when_told(server: Server):
    document = pdf("Hej")
    message = letter(server.sign_in(), document)
    headers = {"Content-Type": "application/pdf"}
    blob = server.call("PUT", f"blobs/{sha(document)}", data=document, headers=headers)
    assert blob.status_code == 201
    answer = server.call("PUT", f"items/{message['id']}", json=message)
    assert answer.status_code == 201, answer.text
    assert server.call("GET", f"items/{message['id']}").json() == answer.json()
    assert server.stop() == 0
    log = server.log.read_text("utf-8")
    for secret in (ACTIVE[1], ACTIVE[0], "Skatteverket", "Hemlig", "Traceback"):
        assert secret not in log


def test_a_body_that_is_cut_leaves_nothing(server: Server):
    server.sign_in()
    document = pdf("Hej")
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        head = (
            f"PUT /v1/station/blobs/{sha(document)} HTTP/1.1\r\nHost: x\r\n"
            f"Authorization: {server.http.headers['Authorization']}\r\n"
            f"Content-Type: application/pdf\r\nContent-Length: {len(document)}\r\n\r\n"
        )
        line.sendall(head.encode() + document[:200])
    message = letter(server.call("GET", "register").json()["version"], document)
    answer = server.call("PUT", f"items/{message['id']}", json=message)
    assert answer.json()["code"] == 40909
    blobs = server.settings.data / "blobs"
    assert [path for path in blobs.rglob("*") if path.is_file()] == []


def test_killed_in_the_middle_of_work_nothing_is_half_there_and_repeating_finishes_it(
    server: Server,
):
    version = server.sign_in()
    documents = [pdf(f"Brev {number}") for number in range(12)]
    messages = [letter(version, document) for document in documents]
    sent = list(zip(documents, messages, strict=True))
    receipts: Sent = {}
    for kill_after_ms in (4, 15, 40):
        send_until_killed(server, sent, receipts, kill_after_ms)
        server.start()
        assert_nothing_is_half_there(server, receipts)
    server.http.headers.pop("Authorization", None)
    server.sign_in()
    for document, message in sent:
        send(server, document, message, receipts)
    assert len(receipts) == len(messages)
    assert_nothing_is_half_there(server, receipts)


def send_until_killed(
    server: Server, sent: list[tuple[bytes, Sent]], receipts: Sent, kill_after_ms: int
) -> None:
    killer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import os,time; time.sleep({kill_after_ms / 1000}); os.kill({server.process.pid}, 9)",
        ]
    )
    while server.process.poll() is None:
        for document, message in sent:
            try:
                send(server, document, message, receipts)
            except requests.RequestException:
                break
    killer.wait()


def send(server: Server, document: bytes, message: Sent, receipts: Sent) -> None:
    headers = {"Content-Type": "application/pdf"}
    blob = server.call("PUT", f"blobs/{sha(document)}", data=document, headers=headers)
    assert blob.status_code in {200, 201}
    answer = server.call("PUT", f"items/{message['id']}", json=message)
    assert answer.status_code in {200, 201}, answer.text
    known = receipts.setdefault(str(message["id"]), answer.json())
    assert known == answer.json()


def assert_nothing_is_half_there(server: Server, receipts: Sent) -> None:
    """Every receipt a station has is true; every item is whole: row, letter, receipt, bytes."""
    backend = open_backend(server.settings)
    with backend.database.reading() as session:
        items = set(session.scalars(select(ItemRow.id)))
        assert items == set(session.scalars(select(LetterRow.item)))
        assert items == set(session.scalars(select(ReceiptRow.item)))
        assert items >= receipts.keys()
        assert audit.first_broken(session) is None
        count = session.scalars(select(func.count()).select_from(ItemRow)).one()
        assert session.scalars(select(func.max(ReceiptRow.log_index))).one() in {None, count}
        documents = list(session.scalars(select(LetterRow.document)))
    for document in documents:
        assert sha(backend.blobs.file(document).read_bytes()) == document
    backend.close()
