"""The mailbox as programs read it: Kivra's words, one company per client."""

import base64

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from mailroom.backend.adapters.secrets import verifier_of
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.model.people import IntegratorRow
from mailroom.backend.services.mailbox_users import MARK, READ
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, NOW, OTHER, Desk, pdf, sha
from tests.backend.conftest import SECRET

COMPANY = "/v3/partner/company"


@pytest.fixture
def mailbox(backend: Backend) -> str:
    with backend.database.writing() as session:
        found = select(MailboxRow.key).where(MailboxRow.customer == ACTIVE[0])
        key = session.scalars(found).one()
        for client, scopes in (("books", f"{READ} {MARK}"), ("reader", READ)):
            session.add(
                IntegratorRow(
                    client=client,
                    mailbox=key,
                    verifier=verifier_of(SECRET),
                    scopes=scopes,
                    active=True,
                )
            )
    return key


def basic(client: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{client}:{secret}".encode()).decode()}


def bearer(app: APIFlask, client: str = "books") -> dict[str, str]:
    answer = app.test_client().post("/v1/auth", headers=basic(client, SECRET))
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json['access_token']}"}


@pytest.mark.usefixtures("mailbox")
def test_a_client_gets_a_limited_token(app: APIFlask):
    answer = app.test_client().post("/v1/auth", headers=basic("reader", SECRET)).json
    assert (answer["token_type"], answer["scope"]) == ("bearer", READ)
    assert answer["expires_in"] <= 28800


@pytest.mark.usefixtures("mailbox")
@pytest.mark.parametrize(
    "headers", [{}, basic("books", "fel"), basic("nobody", SECRET), {"Authorization": "Basic %%%"}]
)
def test_anything_else_is_refused(app: APIFlask, headers: dict[str, str]):
    answer = app.test_client().post("/v1/auth", headers=headers)
    assert answer.status_code == 401
    assert set(answer.json) == {"code", "short_message", "long_message"}


def test_a_letter_is_told_in_kivras_words(app: APIFlask, desk: Desk, mailbox: str):
    desk.deliver()
    client, headers = app.test_client(), bearer(app)
    assert client.get(COMPANY, headers=headers).json == [mailbox]
    company = client.get(f"{COMPANY}/{mailbox}", headers=headers).json
    assert company == {"key": mailbox, "name": ACTIVE[1], "vat_number": f"SE{ACTIVE[0]}01"}
    (key,) = client.get(f"{COMPANY}/{mailbox}/content", headers=headers).json
    content = client.get(f"{COMPANY}/{mailbox}/content/{key}", headers=headers).json
    document = pdf("Hej", "Sida 2")
    (part,) = content["parts"]
    assert (part["sha256"], part["size"]) == (sha(document), len(document))
    assert (content["origin"], content["sender_name"]) == ("physical", "Skatteverket")
    assert content["received_at"].startswith(NOW.isoformat()[:19])
    assert client.get(part["url"], headers=headers).data == document


def test_labels_narrow_and_are_changed(app: APIFlask, desk: Desk, mailbox: str):
    desk.deliver()
    client, headers = app.test_client(), bearer(app)
    contents = f"{COMPANY}/{mailbox}/content"
    (key,) = client.get(f"{contents}?handled=false&viewed=false", headers=headers).json
    change = {"labels": {"handled": True, "viewed": True}}
    labels = client.patch(f"{contents}/{key}", json=change, headers=headers).json["labels"]
    assert (labels["handled"], labels["viewed"]) == (True, True)
    assert client.get(f"{contents}?handled=false", headers=headers).json == []
    assert client.get(f"{contents}?handled=maybe", headers=headers).json["code"] == 40033


def test_a_reading_client_may_not_mark(app: APIFlask, desk: Desk, mailbox: str):
    desk.deliver()
    client, headers = app.test_client(), bearer(app, "reader")
    (key,) = client.get(f"{COMPANY}/{mailbox}/content", headers=headers).json
    change = {"labels": {"handled": True}}
    answer = client.patch(f"{COMPANY}/{mailbox}/content/{key}", json=change, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (403, 40300)


def test_another_company_does_not_exist(app: APIFlask, backend: Backend, mailbox: str):
    with backend.database.reading() as session:
        found = select(MailboxRow.key).where(MailboxRow.customer == OTHER[0])
        other = session.scalars(found).one()
    client, headers = app.test_client(), bearer(app)
    for path in ("", "/content", f"/content/{mailbox}"):
        answer = client.get(f"{COMPANY}/{other}{path}", headers=headers)
        assert (answer.status_code, answer.json["code"]) == (404, 40400)


@pytest.mark.usefixtures("mailbox")
def test_no_cookies_here(app: APIFlask):
    answer = app.test_client().get(COMPANY, headers=bearer(app))
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
