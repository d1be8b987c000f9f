"""A backend with practice data in a folder of its own, at a fixed time."""

import datetime as dt
import io
import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from mailroom.backend import practice
from mailroom.backend.adapters.blobs import LocalBlobs
from mailroom.backend.api.policies import SESSION_COOKIE
from mailroom.backend.app import backend_of, create_app
from mailroom.backend.model.customers import AgreementRow, EmailRow
from mailroom.backend.model.database import Database
from mailroom.backend.model.fees import PriceRow
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.services import crediting, month_run, statements, termination
from mailroom.backend.services.sessions import Kind, Signed
from mailroom.backend.services.statements import Statement
from mailroom.backend.services.termination import Notice
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import Backend
from mailroom.domain.membership import Scope
from tests.backend import browsing, partner, postgres
from tests.backend.builders import (
    ACTIVE,
    INVOICE,
    NOW,
    OTHER,
    SECRET,
    Desk,
    Reader,
    jpeg,
    page,
    sha,
)
from tests.backend.clerk import Clerk, employed
from tests.backend.house import KEPT_UNTIL, LARS, House
from tests.backend.office import opened_office
from tests.backend.serving import Server
from tests.backend.smtp import SECOND, MailServer, Postbox, make_certificate

SWITCH = "MAILROOM_TESTS_DATABASE"
"""postgresql runs the same tests there, on a server of their own."""
ADDRESS = "MAILROOM_BACKEND_DATABASE_URL"
TEMPLATE = "seeded_for_all"


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Server | None]:
    """Only when asked for: otherwise the tests run on SQLite."""
    if os.environ.get(SWITCH, "sqlite") == "sqlite":
        yield None
        return
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, postgresql: postgres.Server | None) -> Path:
    """Seeded once; every test gets a copy."""
    data = tmp_path_factory.mktemp("seeded") / "data"
    with pytest.MonkeyPatch.context() as patch:
        if postgresql:
            postgresql.run(f"CREATE DATABASE {TEMPLATE}")
            patch.setenv(ADDRESS, postgresql.url(TEMPLATE))
        practice.seed(BackendSettings(data=data), companies=60, secret=SECRET)
    return data


@contextmanager
def copied(seeded: Path, data: Path, postgresql: postgres.Server | None) -> Generator[Path]:
    """A copy of what was seeded, in a folder and a database of its own."""
    shutil.copytree(seeded, data)
    if postgresql is None:
        yield data
        return
    name = postgresql.copy_of(TEMPLATE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ADDRESS, postgresql.url(name))
        yield data
    postgresql.drop(name)


@pytest.fixture
def settings(
    seeded: Path, tmp_path: Path, postgresql: postgres.Server | None
) -> Iterator[BackendSettings]:
    with copied(seeded, tmp_path / "data", postgresql) as data:
        yield BackendSettings(data=data, sign_in_failures=3)


@pytest.fixture
def house(seeded: Path, tmp_path: Path, postgresql: postgres.Server | None) -> Iterator[House]:
    with copied(seeded, tmp_path / "data", postgresql) as data:
        database = Database(BackendSettings(data=data).url, busy_timeout_s=5)
        yield House(database)
        database.close()


@pytest.fixture
def blobs(tmp_path: Path) -> LocalBlobs:
    """With the picture that a builder's face names."""
    kept = LocalBlobs(tmp_path / "pictures")
    kept.put(io.BytesIO(jpeg()), sha256=sha(jpeg()), limit_bytes=1 << 20)
    return kept


@pytest.fixture
def clock() -> Clock:
    return Clock()


class Client(FlaskClient):
    """Reads each answer to its end, as a browser would, so that files are closed."""

    def open(self, *args: Any, buffered: bool = True, **kwargs: Any) -> Any:  # noqa: ANN401
        return super().open(*args, buffered=buffered, **kwargs)


@pytest.fixture
def app(settings: BackendSettings, clock: Clock) -> Iterator[APIFlask]:
    with opened(settings, clock) as app:
        yield app


@pytest.fixture
def backend(app: APIFlask) -> Backend:
    return backend_of(app)


@pytest.fixture
def desk(app: APIFlask, settings: BackendSettings) -> Desk:
    return Desk(app.test_client(), practice.seed(settings)).sign_in()


@pytest.fixture(scope="module")
def shared_desk(
    seeded: Path, tmp_path_factory: pytest.TempPathFactory, postgresql: postgres.Server | None
) -> Iterator[Desk]:
    """One backend for the many tests of a module that leave nothing another would trip over."""
    with copied(seeded, tmp_path_factory.mktemp("shared") / "data", postgresql) as data:
        settings = BackendSettings(data=data)
        with opened(settings, Clock()) as app:
            yield Desk(app.test_client(), practice.seed(settings)).sign_in()


@contextmanager
def opened(settings: BackendSettings, clock: Clock) -> Generator[APIFlask]:
    app = create_app(settings, clock=clock)
    app.testing = True
    app.test_client_class = Client
    yield app
    backend_of(app).close()


@pytest.fixture
def reader(app: APIFlask) -> Reader:
    """Of the company that letters go to unless a test says otherwise."""
    return signed_in(app, ACTIVE[0])


@pytest.fixture
def stranger(app: APIFlask) -> Reader:
    """Of another company."""
    return signed_in(app, OTHER[0])


@pytest.fixture
def clerk(app: APIFlask) -> Clerk:
    return employed(app, "karin", "clerk")


@pytest.fixture
def supervisor(app: APIFlask) -> Clerk:
    return employed(app, "sture", "clerk", "supervisor")


def signed_in(app: APIFlask, number: str) -> Reader:
    """Without the form, whose hashing is slow on purpose."""
    backend = backend_of(app)
    with backend.database.writing() as session:
        found = select(MailboxRow.key).where(MailboxRow.customer == number)
        who = Signed(Kind.MAILBOX_USER, number, frozenset(), session.scalars(found).one())
        lasts = backend.users.session_lasts
        token = backend.sessions.begin(session, who, now=backend.clock(), lasts=lasts)
    reader = Reader(app.test_client())
    reader.client.set_cookie(SESSION_COOKIE, token)
    return reader


@pytest.fixture
def priced(house: House) -> House:
    """With a price list, and this one customer alone, so that a month run is short."""
    with house.at() as session:
        session.execute(delete(AgreementRow).where(AgreementRow.customer != ACTIVE[0]))
        ore = {"monthly": 29_900, "scanning": 350, "original": 9_900, "unscannable": 12_500}
        for row in session.scalars(select(PriceRow)):
            row.ore = ore.get(row.kind, 5_000)
    return house


@pytest.fixture
def invoice(house: House) -> Statement:
    with house.at() as session:
        session.execute(delete(AgreementRow).where(AgreementRow.customer != ACTIVE[0]))
        for row in session.scalars(select(PriceRow)):
            row.ore = {"monthly": 29_900, "scanning": 350}.get(row.kind, 0)
    house.letter()
    house.letter()
    with house.at(NOW + dt.timedelta(days=14)) as session:
        month_run.run(session, house.now)
        (found,) = statements.of_customer(session, ACTIVE[0])
    return found


@pytest.fixture
def credit_note(house: House, invoice: Statement) -> Statement:
    with house.at() as session:
        line = invoice.lines[:1]
        number = crediting.credit(session, invoice.number, line, staff=LARS, now=house.now)
        return statements.find(session, number)


@pytest.fixture
def address(app: APIFlask) -> Iterator[str]:
    with browsing.served(app) as address:
        yield address


@pytest.fixture
def mailbox(backend: Backend) -> str:
    return partner.with_programs(backend)


@pytest.fixture
def office(app: APIFlask, backend: Backend) -> dict[str, FlaskClient]:
    return opened_office(app, backend)


@pytest.fixture
def closed(desk: Desk, backend: Backend, clock: Clock) -> str:
    """Its mailbox, on the first day on which nobody has to keep its letters any more."""
    for _ in range(2):
        desk.deliver()
    with backend.database.writing() as session:
        notice = Notice(NOW.date(), Scope.BOTH)
        termination.give_notice(session, ACTIVE[0], notice, staff=LARS, now=NOW)
        theirs = select(MailboxRow.key).where(MailboxRow.customer == ACTIVE[0])
        mailbox = session.scalars(theirs).one()
    clock.now = dt.datetime.combine(KEPT_UNTIL + dt.timedelta(days=1), dt.time(9), dt.UTC)
    return mailbox


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def postbox() -> Postbox:
    """Everything that the mail server took."""
    return Postbox()


@pytest.fixture
def outgoing(postbox: Postbox, certificate: Path) -> Iterator[dict[str, object]]:
    """Settings of a backend that sends mail, to a server that runs, and calls webhooks here."""
    server = MailServer(postbox, certificate)
    server.start()
    yield {
        "smtp_host": "127.0.0.1",
        "smtp_port": server.port,
        "smtp_ca_file": str(certificate),
        "mail_from": "brevlada@example.se",
        "public_url": "https://brevlada.example.se",
        "webhooks_anywhere": True,
        "outgoing_timeout_s": 5.0,
    }
    server.stop()


@pytest.fixture
def addresses(backend: Backend) -> list[str]:
    """The company's registered addresses: two."""
    with backend.database.writing() as session:
        session.add(EmailRow(customer=ACTIVE[0], address=SECOND))
        session.flush()
        mine = select(EmailRow.address).where(EmailRow.customer == ACTIVE[0])
        return sorted(session.scalars(mine))


@pytest.fixture
def server(settings: BackendSettings, tmp_path: Path) -> Iterator[Server]:
    """The program itself, serving."""
    server = Server(settings, tmp_path / "log")
    server.start()
    yield server
    server.http.close()
    if server.process is not None and server.process.poll() is None:
        server.stop()


@pytest.fixture
def key(desk: Desk, reader: Reader) -> str:
    """An invoice that has been read, its pages drawn."""
    desk.deliver(pages=[page(0, "face", 1), page(1) | {"text": INVOICE}, page(2)])
    (key,) = reader.letters()
    reader.client.get(f"/letters/{key}")
    for number in (1, 2):
        assert reader.client.get(f"/letters/{key}/pages/{number}/large.jpg").status_code == 200
    return key
