"""The trash and deleting for good: only at the word of the company's people, and wholly (R58)."""

import datetime as dt
import json
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mailroom.backend.adapters.blobs import LocalBlobs
from mailroom.backend.model.database import Database
from mailroom.backend.model.ledger import AuditRow
from mailroom.backend.model.mail import ErasureRow, ItemRow, ManifestRow, PageRow
from mailroom.backend.model.mailboxes import LetterDueRow, LetterRow, MailboxRow, PageImageRow
from mailroom.backend.services import archive_search, audit, unpaid, unread
from mailroom.backend.services.archive_search import Sought
from mailroom.backend.services.mailboxes import Mailboxes
from mailroom.backend.services.trash import Trash
from mailroom.backend.web.company_swedish import SWEDISH
from mailroom.backend.web.company_texts import COMPANY
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, INVOICE, OTHER, Desk, Reader, page, pdf, sha
from tests.backend.conftest import Clock, signed_in
from tests.backend.house import House
from tests.backend.shelves import boxed, filed


def trash(reader: Reader, key: str, *, put: bool = True) -> None:
    answer = reader.post(f"/letters/{key}/trash", trashed="yes" if put else "no")
    assert answer.status_code == 303


def delete(reader: Reader, key: str) -> None:
    trash(reader, key)
    answer = reader.post(f"/letters/{key}/delete")
    assert (answer.status_code, answer.location) == (303, "/trash?done=1")


def in_trash(reader: Reader) -> bool:
    return SWEDISH.trash_empty not in reader.client.get("/trash").text


def counted(backend: Backend) -> tuple[int, int, int]:
    with backend.database.reading() as session:
        row = session.scalars(select(MailboxRow).where(MailboxRow.customer == ACTIVE[0])).one()
        return row.letters, row.unread, row.trashed


def rows(database: Database, *tables: type) -> list[int]:
    with database.reading() as session:
        return [session.scalars(select(func.count()).select_from(each)).one() for each in tables]


def test_r58_a_letter_in_the_trash_is_out_of_the_way_and_comes_back(
    desk: Desk, reader: Reader, backend: Backend
):
    desk.deliver()
    (key,) = reader.letters()
    assert counted(backend) == (1, 1, 0)
    trash(reader, key)
    assert counted(backend) == (0, 0, 1)
    for query in ("", "?show=unread", "?show=unhandled", "?q=faktura"):
        assert reader.letters(query) == [], query
    assert key in reader.client.get("/trash").text
    assert SWEDISH.take_back in reader.client.get(f"/letters/{key}").text
    trash(reader, key, put=False)
    assert counted(backend) == (1, 0, 0)
    assert (reader.letters(), reader.letters("?q=faktura"), in_trash(reader)) == (
        [key],
        [key],
        False,
    )


def test_r54_r55_nothing_in_the_trash_is_reminded_of(desk: Desk, reader: Reader, backend: Backend):
    desk.deliver(pages=[page(0, "face", 1), page(1) | {"text": INVOICE}, page(2)])
    (key,) = reader.letters()
    trash(reader, key)
    due = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
    with backend.database.reading() as session:
        came = session.scalars(select(LetterRow.available_at)).one()
    for days in (3, 10, 30):
        late = came + dt.timedelta(days=days)
        assert unread.remind(backend.database, lambda late=late: late) == 0
    with backend.database.writing() as session:
        assert unpaid.remind(session, due) == 0
    trash(reader, key, put=False)
    with backend.database.writing() as session:
        assert unpaid.remind(session, due + dt.timedelta(days=7)) == 1


def test_searching_looks_past_what_is_in_the_trash(desk: Desk, reader: Reader):
    desk.deliver()
    (kept,) = reader.letters()
    for _ in range(52):
        desk.deliver()
    for key in reader.letters() + reader.letters(f"?before={reader.letters()[-1]}"):
        if key != kept:
            trash(reader, key)
    assert reader.letters("?q=faktura") == [kept]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_before_it_goes_the_page_says_what_goes_and_what_stays(
    reader: Reader, key: str, language: str
):
    assert reader.client.get(f"/letters/{key}/delete").status_code == 404
    trash(reader, key)
    reader.client.get(f"/language/{language}")
    said = reader.client.get(f"/letters/{key}/delete").text
    texts = COMPANY[language]
    until = {"sv": "19 november 2033", "en": "19 November 2033"}[language]
    for sentence in (
        *texts.delete_goes_list,
        texts.delete_paper.format(day=until),
        texts.delete_record,
        texts.delete_books,
    ):
        assert sentence in said


def test_r58_deleted_for_good_nothing_of_what_it_said_is_left(
    reader: Reader, key: str, backend: Backend
):
    with backend.database.reading() as session:
        pictures = session.scalars(select(PageImageRow.sha256)).all()
        face = session.scalars(select(ItemRow.face)).one()
    files = [sha(pdf("Hej", "Sida 2")), *pictures, *([face] if face else [])]
    assert len(pictures) >= 2
    assert all(backend.blobs.file(name).exists() for name in files)
    delete(reader, key)
    assert not any(backend.blobs.file(name).exists() for name in files)
    gone = (PageRow, ManifestRow, LetterDueRow, PageImageRow, ErasureRow)
    assert rows(backend.database, *gone) == [0] * len(gone)
    for path in ("", "/document.pdf", "/manifest.json", "/pages/1/large.jpg", "/delete"):
        assert reader.client.get(f"/letters/{key}{path}").status_code == 404, path
    assert reader.letters("?q=faktura") == []
    assert counted(backend) == (0, 0, 0)


def test_r58_that_it_came_and_who_deleted_it_when_stays_on_record(
    reader: Reader, key: str, backend: Backend, clock: Clock
):
    delete(reader, key)
    shown = reader.client.get("/trash").text
    assert "M26-000001" in shown
    assert ACTIVE[0] in shown
    with backend.database.reading() as session:
        row = session.get_one(LetterRow, key)
        assert (row.scan_id, row.deleted_at, row.deleted_by) == (
            "M26-000001",
            clock.now,
            ACTIVE[0],
        )
        actions = select(AuditRow.action, AuditRow.actor).where(AuditRow.subject == key)
        told = session.execute(actions.order_by(AuditRow.number)).all()
        assert [*map(tuple, told)][-2:] == [
            ("letter_trashed", ACTIVE[0]),
            ("letter_deleted", ACTIVE[0]),
        ]
        assert audit.first_broken(session) is None
    watched = reader.client.get("/watch").text
    assert SWEDISH.actions["letter_deleted"] in watched
    assert f'href="/letters/{key}"' not in watched


def test_r14_g12_the_paper_stays_and_is_found_by_its_scan_id(house: House, tmp_path: Path):
    (box,) = boxed(house)
    item = filed(house, box)
    before = house.piece(item).paper
    (letter,) = house.letters()
    actor = audit.Actor(audit.ActorKind.MAILBOX_USER, ACTIVE[0])
    mailboxes = Mailboxes(house.database, lambda: house.now)
    mailboxes.mark(letter.mailbox, letter.key, actor=actor, trashed=True)
    gone = Trash(house.database, LocalBlobs(tmp_path / "blobs"), lambda: house.now)
    with house.database.reading() as session:
        assert archive_search.search(session, Sought(words="Faktura"))
    gone.delete(letter.mailbox, letter.key, actor=actor)
    assert house.piece(item).paper == before
    with house.database.reading() as session:
        for words in (letter.scan_id, ACTIVE[0]):
            found = archive_search.search(session, Sought(words=words))
            assert [each.item for each in found] == [item], words
        assert archive_search.search(session, Sought(words="Faktura")) == ()


def test_r58_no_job_ever_trashes_or_deletes(
    desk: Desk, reader: Reader, app: APIFlask, backend: Backend, clock: Clock
):
    for _ in range(2):
        desk.deliver()
    trashed, kept = reader.letters()
    trash(reader, trashed)
    for years in (1, 8, 30):
        clock.now = dt.datetime(2026 + years, 6, 1, 12, tzinfo=dt.UTC)
        runs = [backend.jobs.run(name) for name in backend.jobs.names]
        assert {run.result for run in runs} == {"done"}
    reader = signed_in(app, ACTIVE[0])
    assert (reader.letters(), counted(backend)[2]) == ([kept], 1)
    for key in (trashed, kept):
        document = reader.client.get(f"/letters/{key}/document.pdf")
        assert document.data == pdf("Hej", "Sida 2")


def test_only_the_trash_is_deleted_from_and_only_ones_own(
    reader: Reader, stranger: Reader, key: str, app: APIFlask
):
    assert reader.post(f"/letters/{key}/delete").status_code == 404
    trash(reader, key)
    assert stranger.post(f"/letters/{key}/delete").status_code == 404
    assert stranger.post(f"/letters/{key}/trash", trashed="no").status_code == 404
    assert in_trash(reader)
    token = {"token": "0" * 64}
    assert reader.client.post(f"/letters/{key}/delete", data=token).status_code == 403
    assert key in signed_in(app, ACTIVE[0]).client.get("/trash").text
    assert not in_trash(stranger)
    assert OTHER[0] not in reader.client.get("/trash").text


def test_an_export_has_the_trash_and_goes_on_past_what_is_deleted_meanwhile(
    desk: Desk, reader: Reader, backend: Backend
):
    for text in ("Ett", "Två"):
        document = pdf(text, "Sida 2")
        desk.put_blob(document)
        desk.deliver(
            document={
                "sha256": sha(document),
                "size_bytes": len(document),
                "media_type": "application/pdf",
            }
        )
    newest, oldest = reader.letters()
    trash(reader, newest)
    with backend.database.reading() as session:
        mailbox = session.get_one(LetterRow, newest).mailbox
    actor = audit.Actor(audit.ActorKind.MAILBOX_USER, ACTIVE[0])
    chunks = backend.exporter.export(mailbox, actor=actor)
    begun = next(chunks)
    delete(reader, oldest)
    whole = begun + b"".join(chunks)
    assert whole.count(b"%PDF-") == 1
    assert json.dumps(newest[-6:]).strip('"').encode() in whole
