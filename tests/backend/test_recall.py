"""Recall works while nobody has read the letter, and says so when it does not."""

import threading
import uuid

import pytest
from sqlalchemy import select

from mailroom.backend.model.ledger import AuditRow, RecallRow
from mailroom.backend.wiring import Backend
from tests.backend.builders import NOW, Desk, Reader, jpeg, sorted_item
from tests.backend.conftest import Clock


def test_an_unread_letter_is_withdrawn(desk: Desk, reader: Reader, backend: Backend):
    message = desk.deliver()
    (key,) = reader.letters()
    answer = desk.recall(message["id"])
    assert answer.json == {"item": message["id"], "withdrawn": True, "reason": ""}
    assert reader.letters() == []
    assert reader.client.get(f"/letters/{key}").status_code == 404
    with backend.database.reading() as session:
        recall = session.get_one(RecallRow, message["id"])
        assert (recall.report_by - NOW).total_seconds() == 72 * 3600
        actions = list(session.scalars(select(AuditRow.action).order_by(AuditRow.number)))
        assert actions[-1] == "recall_asked"


@pytest.mark.parametrize("path", ["", "/pages/1/large.jpg", "/document.pdf"])
def test_once_seen_in_any_way_it_stays(desk: Desk, reader: Reader, path: str):
    message = desk.deliver()
    (key,) = reader.letters()
    assert reader.client.get(f"/letters/{key}{path}").status_code == 200
    answer = desk.recall(message["id"]).json
    assert (answer["withdrawn"], answer["reason"]) == (False, "read")
    assert reader.letters() == [key]


def test_marked_as_unread_is_still_read(desk: Desk, reader: Reader):
    message = desk.deliver()
    (key,) = reader.letters()
    reader.client.get(f"/letters/{key}")
    reader.post(f"/letters/{key}/unread")
    assert not desk.recall(message["id"]).json["withdrawn"]


def test_asked_again_the_answer_is_the_same(desk: Desk):
    message = desk.deliver()
    assert desk.recall(message["id"]).json == desk.recall(message["id"]).json


def test_after_a_recall_the_receipt_is_still_repeated_and_nothing_reappears(
    desk: Desk, reader: Reader
):
    message = desk.deliver()
    desk.recall(message["id"])
    assert desk.put_item(message).status_code == 200
    assert reader.letters() == []


def test_what_was_never_delivered_cannot_be_withdrawn(desk: Desk):
    desk.put_blob(jpeg(), kind="image/jpeg")
    message = sorted_item(desk.register_version())
    assert desk.put_item(message).status_code == 201
    assert desk.recall(message["id"]).json["reason"] == "not_delivered"


def test_an_unknown_item_is_not_found(desk: Desk):
    assert desk.recall(uuid.uuid4()).status_code == 404


def test_of_reading_and_recalling_at_once_exactly_one_wins(
    desk: Desk, reader: Reader, clock: Clock
):
    for _ in range(5):
        clock.pass_by(seconds=1)
        message = desk.deliver()
        key = reader.letters()[0]
        together, seen = threading.Barrier(2), []

        thread = threading.Thread(target=read, args=(reader, key, together, seen))
        thread.start()
        together.wait()
        withdrawn = desk.recall(message["id"]).json["withdrawn"]
        thread.join()
        assert seen == [404 if withdrawn else 200]


def read(reader: Reader, key: str, together: threading.Barrier, seen: list[int]) -> None:
    together.wait()
    seen.append(reader.client.get(f"/letters/{key}").status_code)
