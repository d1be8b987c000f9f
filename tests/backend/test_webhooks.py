"""Webhooks: signed calls to a company's own programs, until they arrive or the program is gone."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import select

from mailroom.backend.app import backend_of
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, Desk
from tests.backend.conftest import Clock, opened
from tests.backend.test_notifying import deliver_and_notify


@pytest.fixture
def settings(settings: BackendSettings, outgoing: dict[str, object]) -> BackendSettings:
    return settings.model_copy(update=outgoing)


class Receiver(HTTPServer):
    """Takes webhook calls and answers as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.answer = 200

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/kivra?x=1"


class _Taking(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((dict(self.headers), body))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        del format, args


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    thread = threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield receiver
    receiver.shutdown()
    thread.join()
    receiver.server_close()


@pytest.fixture
def mailbox(backend: Backend) -> str:
    with backend.database.reading() as session:
        mine = select(MailboxRow.key).where(MailboxRow.customer == ACTIVE[0])
        return session.scalars(mine).one()


def signatures(headers: dict[str, str]) -> list[str]:
    return headers["X-KIVRA-SIGNATURE"].split(",")


def expected(secret: str, headers: dict[str, str], body: bytes) -> str:
    text = headers["X-KIVRA-TIMESTAMP"].encode() + b":" + body
    return "v1=" + hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


def test_a_webhook_is_called_signed_and_says_only_keys(
    desk: Desk, backend: Backend, mailbox: str, receiver: Receiver
):
    hook = backend.hooks.add(mailbox, receiver.url)
    desk.deliver()
    assert backend.jobs.run("notify").counts == {"sent": 2}
    ((headers, body),) = receiver.taken
    assert signatures(headers) == [expected(hook.secrets[0], headers, body)]
    event = json.loads(body)
    assert event["event_type"] == "content.created"
    assert event["data"]["company_key"] == mailbox
    assert set(event["data"]) == {"company_key", "content_key"}


def test_while_a_secret_is_rotated_both_sign(
    desk: Desk, backend: Backend, mailbox: str, receiver: Receiver, clock: Clock
):
    old = backend.hooks.add(mailbox, receiver.url)
    new = backend.hooks.rotate(mailbox, old.id)
    assert new.secrets[1] == old.secrets[0] != new.secrets[0]
    desk.deliver()
    backend.jobs.run("notify")
    headers, body = receiver.taken[0]
    assert signatures(headers) == [expected(secret, headers, body) for secret in new.secrets]
    clock.pass_by(hours=25)
    assert backend.hooks.all(mailbox)[0].secrets == new.secrets[:1]


def test_a_receiver_that_fails_is_called_again_with_the_same_bytes(
    desk: Desk, backend: Backend, mailbox: str, receiver: Receiver, clock: Clock
):
    backend.hooks.add(mailbox, receiver.url)
    receiver.answer = 500
    desk.deliver()
    assert backend.jobs.run("notify").counts == {"sent": 1, "retried": 1}
    receiver.answer = 204
    clock.pass_by(minutes=2)
    assert backend.jobs.run("notify").counts == {"sent": 1}
    assert receiver.taken[0][1] == receiver.taken[1][1]


def test_a_receiver_that_is_gone_is_not_called_again(
    desk: Desk, backend: Backend, mailbox: str, receiver: Receiver
):
    backend.hooks.add(mailbox, receiver.url)
    receiver.answer = 410
    desk.deliver()
    assert backend.jobs.run("notify").counts == {"sent": 1, "bounced": 1}


def test_a_webhook_never_leads_inside_the_house(
    settings: BackendSettings,
    clock: Clock,
    receiver: Receiver,
):
    closed = settings.model_copy(update={"webhooks_anywhere": False})
    with opened(closed, clock) as app:
        backend = backend_of(app)
        with backend.database.reading() as session:
            mine = select(MailboxRow.key).where(MailboxRow.customer == ACTIVE[0])
            mailbox = session.scalars(mine).one()
        backend.hooks.add(mailbox, f"https://localhost:{receiver.server_port}/")
        told = deliver_and_notify(app, closed)
    assert told == {"sent": 1, "retried": 1}
    assert receiver.taken == []
