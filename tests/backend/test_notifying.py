"""Notifications through real servers on loopback: SMTP with TLS, and a webhook's receiver."""

import socket

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from mailroom.backend import practice
from mailroom.backend.app import backend_of
from mailroom.backend.model.customers import EmailRow
from mailroom.backend.model.notifications import NotificationRow
from mailroom.backend.services import messages
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, NOW, Desk, Reader
from tests.backend.conftest import Clock, opened, signed_in
from tests.backend.smtp import SECOND, Postbox


@pytest.fixture
def settings(settings: BackendSettings, outgoing: dict[str, object]) -> BackendSettings:
    return settings.model_copy(update=outgoing)


def rows(backend: Backend) -> list[NotificationRow]:
    with backend.database.reading() as session:
        return list(session.scalars(select(NotificationRow).order_by(NotificationRow.id)))


def test_r13_every_registered_address_is_told_of_each_letter(
    desk: Desk, backend: Backend, postbox: Postbox, addresses: list[str]
):
    desk.deliver()
    assert backend.jobs.run("notify").counts == {"sent": 2}
    assert sorted(to for tos, _ in postbox.taken for to in tos) == addresses
    assert [row.state for row in rows(backend)] == ["sent", "sent"]
    assert backend.jobs.run("notify").counts == {}
    assert len(postbox.taken) == 2


def test_nothing_personal_is_said(desk: Desk, backend: Backend, postbox: Postbox):
    desk.deliver()
    backend.jobs.run("notify")
    for _, content in postbox.taken:
        text = content.decode("utf-8")
        for secret in (ACTIVE[0], ACTIVE[1], "Skatteverket", "Faktura", "M26-000001"):
            assert secret not in text
    assert b"https://brevlada.example.se/letters" in postbox.taken[0][1]


def test_a_letter_that_is_sent_twice_is_told_once(desk: Desk, backend: Backend, postbox: Postbox):
    message = desk.deliver()
    assert desk.put_item(message).status_code == 200
    backend.jobs.run("notify")
    assert len(postbox.taken) == 1


def test_an_address_that_bounces_is_on_record_and_the_other_is_told(
    desk: Desk, backend: Backend, postbox: Postbox, addresses: list[str]
):
    postbox.refusals[SECOND] = "550 5.1.1 nobody here, says ekonomi@example.com"
    desk.deliver()
    assert backend.jobs.run("notify").counts == {"sent": len(addresses) - 1, "bounced": 1}
    bounced = next(row for row in rows(backend) if row.target == SECOND)
    assert (bounced.state, bounced.answer) == ("bounced", "550")
    with backend.database.reading() as session:
        assert session.get_one(EmailRow, (ACTIVE[0], SECOND)).bounced_at == NOW


def test_a_busy_server_is_tried_again_and_no_one_is_told_twice(
    desk: Desk, backend: Backend, postbox: Postbox, addresses: list[str], clock: Clock
):
    postbox.refusals[SECOND] = "451 later"
    desk.deliver()
    assert backend.jobs.run("notify").counts == {"sent": 1, "retried": 1}
    assert backend.jobs.run("notify").counts == {}
    postbox.refusals.clear()
    clock.pass_by(minutes=2)
    assert backend.jobs.run("notify").counts == {"sent": 1}
    assert sorted(to for tos, _ in postbox.taken for to in tos) == addresses


def test_nobody_answers_for_three_days_and_it_is_given_up(settings: BackendSettings, clock: Clock):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = settings.model_copy(update={"smtp_port": taken.getsockname()[1]})
        with opened(nobody, clock) as app:
            deliver_and_notify(app, nobody)
            for _ in range(20):
                clock.pass_by(hours=4, minutes=1)
                backend_of(app).jobs.run("notify")
            (row,) = rows(backend_of(app))
    assert row.state == "given_up"
    assert row.attempts > 10


def test_a_server_with_a_certificate_of_nobody_is_not_trusted(
    settings: BackendSettings, clock: Clock, postbox: Postbox
):
    strange = settings.model_copy(update={"smtp_ca_file": ""})
    with opened(strange, clock) as app:
        told = deliver_and_notify(app, strange)
    assert told == {"retried": 1}
    assert postbox.taken == []


def deliver_and_notify(app: APIFlask, settings: BackendSettings) -> object:
    Desk(app.test_client(), practice.seed(settings)).sign_in().deliver()
    return backend_of(app).jobs.run("notify").counts


def test_r54_unread_letters_are_reminded_of_until_they_are_read(
    desk: Desk, reader: Reader, backend: Backend, postbox: Postbox, clock: Clock
):
    desk.deliver()
    backend.jobs.run("notify")
    assert backend.jobs.run("unread").counts == {}
    clock.pass_by(days=3)
    assert backend.jobs.run("unread").counts == {"companies": 1}
    backend.jobs.run("unread")
    assert backend.jobs.run("notify").counts == {"sent": 1}
    assert "ingen har läst" in str(postbox.taken[-1][1], "utf-8")
    newest = signed_in(reader.client.application, ACTIVE[0])
    newest.client.get(f"/letters/{newest.letters()[0]}")
    clock.pass_by(days=7)
    assert backend.jobs.run("unread").counts == {}


def test_messages_of_the_agreement_are_told_once(backend: Backend, postbox: Postbox):
    with backend.database.writing() as session:
        messages.tell(session, ACTIVE[0], messages.Kind.STATEMENT, "100001", now=NOW)
    assert backend.jobs.run("messages").counts == {"messages": 1}
    assert backend.jobs.run("messages").counts == {}
    assert backend.jobs.run("notify").counts == {"sent": 1}
    assert b"100001" not in postbox.taken[0][1]
