"""G13: a closed mailbox is frozen with its letters, and emptied only at its company's word."""

import datetime as dt

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select, update

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.ledger import AuditRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.services import emptying, messages, termination
from mailroom.backend.services.refusals import Why
from mailroom.backend.services.termination import Notice
from mailroom.backend.web.company_swedish import SWEDISH
from mailroom.backend.wiring import Backend
from mailroom.domain.membership import Scope
from tests.backend.builders import ACTIVE, ARRIVED, NOW, Desk, Reader, pdf, sha
from tests.backend.conftest import Clock, signed_in
from tests.backend.house import LARS
from tests.backend.partner import COMPANY, bearer

NUMBER = ACTIVE[0]
DAY = dt.timedelta(days=1)
ENDS_ON = NOW.date() + 90 * DAY


@pytest.fixture
def letters(desk: Desk) -> list[str]:
    return [str(desk.deliver()["id"]) for _ in range(2)]


def end(backend: Backend, scope: Scope = Scope.BOTH) -> None:
    with backend.database.writing() as session:
        notice = Notice(NOW.date(), scope)
        termination.give_notice(session, NUMBER, notice, staff=LARS, now=NOW)


@pytest.fixture
def closed(letters: list[str], backend: Backend, clock: Clock) -> list[str]:
    """The day after the last."""
    end(backend)
    clock.now = dt.datetime.combine(ENDS_ON + DAY, dt.time(9), dt.UTC)
    return letters


@pytest.fixture
def guest(closed: list[str], app: APIFlask) -> Reader:
    """The company's person, who signs in after the last day."""
    assert closed
    return signed_in(app, NUMBER)


def left(backend: Backend) -> int:
    with backend.database.reading() as session:
        there = select(func.count()).select_from(LetterRow).where(LetterRow.deleted_at.is_(None))
        return session.scalars(there).one()


def order(guest: Reader, **form: str):
    return guest.post("/agreement/emptying", **({"sure": "yes"} | form))


def ready(clock: Clock, backend: Backend) -> int:
    """What the job does thirty days on, and on the day before."""
    clock.pass_by(days=29)
    assert backend.emptying.run() == 0
    clock.pass_by(days=1)
    return backend.emptying.run()


def test_g13_at_the_last_day_it_is_open_and_the_day_after_frozen(
    letters: list[str], backend: Backend, clock: Clock, app: APIFlask
):
    end(backend)
    key = signed_in(app, NUMBER).letters()[0]
    for day, status in ((ENDS_ON, 303), (ENDS_ON + DAY, 409)):
        clock.now = dt.datetime.combine(day, dt.time(22, 30), dt.UTC)
        reader = signed_in(app, NUMBER)
        assert reader.post(f"/letters/{key}/handled", handled="yes").status_code == status
    assert len(letters) == 2


def test_g13_frozen_everything_is_read_and_taken_out_and_nothing_changes(
    guest: Reader, backend: Backend
):
    key, other = guest.letters()
    page = guest.client.get(f"/letters/{key}").text
    assert SWEDISH.frozen_note in page
    assert "data-trash" not in page
    assert guest.client.get(f"/letters/{key}/document.pdf").data == pdf("Hej", "Sida 2")
    assert guest.post("/export").data.startswith(b"PK")
    for act, form in (("trash", {"trashed": "yes"}), ("unread", {}), ("handled", {})):
        assert guest.post(f"/letters/{other}/{act}", **form).status_code == 409
    with backend.database.reading() as session:
        rows = session.scalars(select(LetterRow)).all()
        assert {(row.trashed_at, row.handled_at, row.deleted_at) for row in rows} == {
            (None, None, None)
        }


def test_g13_what_lies_in_the_trash_when_it_closes_stays_there(
    letters: list[str], backend: Backend, clock: Clock, app: APIFlask
):
    reader = signed_in(app, NUMBER)
    key = reader.letters()[0]
    reader.post(f"/letters/{key}/trash", trashed="yes")
    end(backend)
    clock.now = dt.datetime.combine(ENDS_ON + DAY, dt.time(9), dt.UTC)
    reader = signed_in(app, NUMBER)
    assert reader.post(f"/letters/{key}/delete").status_code == 409
    assert left(backend) == len(letters)


def test_g13_no_job_deletes_anything_however_long_it_is_frozen(
    closed: list[str], backend: Backend, clock: Clock
):
    for _ in range(3):
        clock.pass_by(days=4000)
        assert backend.emptying.run() == 0
    assert left(backend) == len(closed)


def test_g13_ordered_it_is_emptied_thirty_days_on_and_the_paper_and_the_record_stay(
    guest: Reader, backend: Backend, clock: Clock
):
    assert order(guest).location.endswith("done=1")
    assert SWEDISH.emptying_take_back in guest.client.get("/agreement").text
    assert ready(clock, backend) == 1
    assert left(backend) == 0
    assert not backend.blobs.file(sha(pdf("Hej", "Sida 2"))).exists()
    with backend.database.reading() as session:
        rows = session.scalars(select(LetterRow)).all()
        assert {row.deleted_by for row in rows} == {NUMBER}
        assert all(row.scan_id for row in rows)
        actions = session.scalars(select(AuditRow.action).order_by(AuditRow.number)).all()
        assert actions.index("emptying_ordered") < actions.index("letter_deleted")
        assert actions[-1] == "mailbox_emptied"
        told = [each.kind for each in messages.of_customer(session, NUMBER)]
        assert messages.Kind.MAILBOX_EMPTIED in told
    assert backend.emptying.run() == 0, "once"


def test_g13_an_order_must_say_that_it_is_sure_and_can_be_taken_back(
    guest: Reader, backend: Backend, clock: Clock
):
    assert order(guest, sure="").status_code == 400
    order(guest)
    assert order(guest, take_back="yes").location.endswith("done=1")
    assert order(guest, take_back="yes").location.endswith("problem=mailbox_state")
    assert ready(clock, backend) == 0
    assert left(backend) == 2


def test_g13_a_stop_in_the_middle_is_gone_on_with(
    guest: Reader, backend: Backend, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    order(guest)
    clock.pass_by(days=30)
    with monkeypatch.context() as stopped:
        stopped.setattr(emptying, "_AT_ONCE", 1)
        stopped.setattr(emptying.erasing, "finish", _stopped)
        with pytest.raises(SystemExit):
            backend.emptying.run()
    assert left(backend) == 1
    assert backend.emptying.run() == 1
    assert left(backend) == 0
    assert not backend.blobs.file(sha(pdf("Hej", "Sida 2"))).exists()


def _stopped(*_: object) -> None:
    raise SystemExit


def test_g13_a_new_agreement_opens_it_and_voids_the_order(
    guest: Reader, backend: Backend, clock: Clock, app: APIFlask
):
    order(guest)
    with backend.database.writing() as session:
        session.add(AgreementRow(customer=NUMBER, active_from=clock.now.date() + DAY))
    assert ready(clock, backend) == 0
    assert left(backend) == 2
    guest = signed_in(app, NUMBER)  # a session does not last a month
    key = guest.letters()[0]
    assert guest.post(f"/letters/{key}/handled", handled="yes").status_code == 303
    with backend.database.writing() as session:
        last = AgreementRow.active_from == ENDS_ON + 2 * DAY
        ended = {"ends_on": clock.now.date(), "scope": Scope.BOTH}
        session.execute(update(AgreementRow).where(last).values(**ended))
    clock.pass_by(days=40)
    assert backend.emptying.run() == 0, "the order was of another closing"


def test_g13_the_base_service_alone_stays_open(
    letters: list[str], backend: Backend, clock: Clock, app: APIFlask
):
    end(backend, Scope.PLUS)
    clock.now = dt.datetime.combine(ENDS_ON + DAY, dt.time(9), dt.UTC)
    reader = signed_in(app, NUMBER)
    assert order(reader).location.endswith("problem=mailbox_state")
    key = reader.letters()[0]
    assert reader.post(f"/letters/{key}/handled", handled="yes").status_code == 303
    assert len(letters) == 2


def test_g13_the_company_is_told_to_take_everything_along_before_and_after(
    letters: list[str], backend: Backend, clock: Clock, app: APIFlask
):
    reader = signed_in(app, NUMBER)
    assert len(letters) == 2
    reader.post("/agreement/notice", sure="yes", scope="both")
    before = reader.client.get("/agreement").text
    assert SWEDISH.closing_title in before
    assert 'action="/export"' in before
    assert SWEDISH.emptying_order not in before
    clock.now = dt.datetime.combine(ENDS_ON + DAY, dt.time(9), dt.UTC)
    with backend.database.writing() as session:
        termination.run(session, clock.now)
    reader = signed_in(app, NUMBER)
    after = reader.client.get("/agreement").text
    assert SWEDISH.messages["mailbox_closed"] in after
    assert SWEDISH.emptying_order in after
    assert SWEDISH.closed_more in reader.client.get("/letters").text


def test_g13_what_arrived_in_time_comes_into_the_frozen_mailbox(
    guest: Reader, desk: Desk, clock: Clock
):
    desk.sign_in(at=clock.now)
    tray = {"id": "T9", "arrived_on": ARRIVED.isoformat(), "postal_operator": "PostNord"}
    desk.deliver(tray=tray)
    assert len(guest.letters()) == 3


@pytest.mark.usefixtures("closed")
def test_g13_a_program_may_read_a_frozen_mailbox_and_mark_nothing(
    app: APIFlask,
    guest: Reader,
    mailbox: str,
):
    (key, _) = guest.letters()
    client, headers = app.test_client(), bearer(app)
    address = f"{COMPANY}/{mailbox}/content/{key}"
    assert client.get(address, headers=headers).status_code == 200
    refused = client.patch(address, json={"labels": {"handled": True}}, headers=headers)
    assert (refused.status_code, refused.json["code"]) == (409, Why.MAILBOX_STATE.number)
