"""Files that are to go: never while anything needs them, and finished whatever stops it."""

import uuid
from pathlib import Path

import pytest
from sqlalchemy import select

from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.mail import BlobRow, ErasureRow, ItemRow
from mailroom.backend.model.reviews import ReviewRow, SeededLetterRow
from mailroom.backend.services import erasing
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, Desk, Reader, pdf, sha
from tests.backend.conftest import Clock
from tests.backend.test_trash import delete, rows


def test_a_document_that_another_letter_has_too_stays_for_that_one(
    desk: Desk, reader: Reader, backend: Backend
):
    for _ in range(2):
        desk.deliver()
    first, second = reader.letters()
    reader.client.get(f"/letters/{second}/pages/1/small.jpg")
    delete(reader, first)
    assert reader.client.get(f"/letters/{second}/document.pdf").data == pdf("Hej", "Sida 2")
    assert reader.client.get(f"/letters/{second}/pages/1/small.jpg").status_code == 200
    delete(reader, second)
    assert not backend.blobs.file(sha(pdf("Hej", "Sida 2"))).exists()


def test_its_face_waits_for_nobody_to_read_it_again(
    reader: Reader,
    key: str,
    backend: Backend,
    clock: Clock,
):
    other = str(uuid.UUID(int=7))
    waiting = {
        "station": "desk-1",
        "revision": 0,
        "recheck": True,
        "scan_id": "M26-000001",
        "reason": "blind_check",
        "arrived_on": clock.now.date(),
        "due_on": clock.now.date(),
        "offered_at": clock.now,
        "offer": "its face",
    }
    with backend.database.writing() as session:
        item = session.scalars(select(ItemRow.id)).one()
        for known_as in (item, other):
            insert_new(session, ReviewRow, waiting | {"item": known_as})
        seeded = {"item": other, "source": item, "number": ACTIVE[0], "seeded_by": "lars"}
        insert_new(session, SeededLetterRow, seeded | {"seeded_at": clock.now})
    delete(reader, key)
    with backend.database.reading() as session:
        queue = session.execute(select(ReviewRow.outcome, ReviewRow.offer)).all()
    assert [*map(tuple, queue)] == [("withdrawn", "")] * 2


def test_the_scrub_does_not_miss_what_was_deleted_and_finishes_it(
    reader: Reader,
    key: str,
    backend: Backend,
    monkeypatch: pytest.MonkeyPatch,
):
    document = backend.blobs.file(sha(pdf("Hej", "Sida 2")))
    taken = Path.unlink

    def failing(path: Path, *, missing_ok: bool = False) -> None:
        if path == document:
            raise OSError(5, "the disk does not answer")
        taken(path, missing_ok=missing_ok)

    with monkeypatch.context() as disk:
        disk.setattr(Path, "unlink", failing)
        delete(reader, key)
        # While the disk still refuses: whoever is drawing pages finishes what was ordered, too.
        assert document.exists()
    assert reader.client.get(f"/letters/{key}").status_code == 404
    assert backend.jobs.run("scrub").result == "done"
    assert not document.exists()
    assert rows(backend.database, ErasureRow) == [0]
    assert backend.jobs.run("scrub").result == "done"


def test_the_same_bytes_sent_anew_are_kept_again(desk: Desk, reader: Reader, backend: Backend):
    desk.deliver()
    delete(reader, reader.letters()[0])
    desk.deliver()
    (anew,) = reader.letters()
    erasing.finish(backend.database, backend.blobs)
    assert reader.client.get(f"/letters/{anew}/document.pdf").data == pdf("Hej", "Sida 2")
    with backend.database.reading() as session:
        blob = session.get_one(BlobRow, sha(pdf("Hej", "Sida 2")))
        assert blob.erased_at is None


def test_what_was_erased_between_sending_and_taking_in_is_asked_for_again(
    desk: Desk, reader: Reader, backend: Backend
):
    desk.deliver()
    delete(reader, reader.letters()[0])
    with backend.database.writing() as session, pytest.raises(Refused) as error:
        erasing.check_there(session, backend.blobs, [sha(pdf("Hej", "Sida 2"))])
    assert error.value.why is Why.BLOB_MISSING
