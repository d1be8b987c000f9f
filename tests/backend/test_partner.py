"""The mailbox as programs read it: Kivra's words, one company per client."""

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from mailroom.backend.__main__ import main
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.services.programs import READ
from mailroom.backend.wiring import Backend
from mailroom.domain.references import CodeLine
from tests.backend.builders import ACTIVE, NOW, OTHER, SECRET, Desk, page, pdf, sha
from tests.backend.partner import COMPANY, basic, bearer


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
    assert (company["key"], company["name"]) == (mailbox, ACTIVE[1])
    assert company["vat_number"] == f"SE{ACTIVE[0]}01"
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


def test_the_trash_is_a_label_and_a_program_never_deletes(app: APIFlask, desk: Desk, mailbox: str):
    desk.deliver()
    client, headers = app.test_client(), bearer(app)
    contents = f"{COMPANY}/{mailbox}/content"
    (key,) = client.get(f"{contents}?trashed=false", headers=headers).json
    for trashed, listed in ((True, [key]), (False, [])):
        change = {"labels": {"trashed": trashed}}
        labels = client.patch(f"{contents}/{key}", json=change, headers=headers).json["labels"]
        assert (labels["trashed"], labels["viewed"]) == (trashed, False)
        assert client.get(f"{contents}?trashed=true", headers=headers).json == listed
    assert client.get(contents, headers=headers).json == [key]
    assert client.delete(f"{contents}/{key}", headers=headers).status_code == 405


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


@pytest.mark.usefixtures("mailbox")
def test_the_addresses_of_a_company_in_kivras_words(app: APIFlask, mailbox: str):
    company = app.test_client().get(f"{COMPANY}/{mailbox}", headers=bearer(app)).json
    assert company["services"] == {"scanning": True}
    assert company["scanning_address"]["street"] == "Kivra: 557706-7472"
    assert company["scanning_address"]["postal_code"] == "106 31"
    assert company["scanning_fallback_address"]["country"] == "SE"


def test_what_a_letter_asks_to_be_paid_is_in_ore(app: APIFlask, desk: Desk, mailbox: str):
    line = CodeLine("25042950342", 1447100, "2374825", "41").text()
    text = f"Faktura\nFörfallodatum 2026-11-30\n{line}"
    desk.deliver(pages=[page(0, "face", 1), page(1) | {"text": text}, page(2)])
    headers = bearer(app)
    (key,) = app.test_client().get(f"{COMPANY}/{mailbox}/content", headers=headers).json
    content = app.test_client().get(f"{COMPANY}/{mailbox}/content/{key}", headers=headers).json
    assert content["type"] == "invoice"
    assert content["payment_options"] == [
        {
            "account": "237-4825",
            "amount": 1447100,
            "currency": "SEK",
            "due_at": "2026-11-30",
            "reference": "25042950342",
            "reference_type": "ocr",
            "type": "bankgiro",
        }
    ]


def test_webhooks_are_set_rotated_and_removed(app: APIFlask, mailbox: str):
    client, headers = app.test_client(), bearer(app)
    path = f"{COMPANY}/{mailbox}/webhook"
    made = client.post(path, json={"url": "https://example.com/kivra"}, headers=headers)
    assert made.status_code == 201
    hook = made.json["id"]
    rotated = client.post(f"{path}/{hook}/rotate", headers=headers).json
    assert rotated["secrets"][1] == made.json["secrets"][0]
    assert [each["id"] for each in client.get(path, headers=headers).json] == [hook]
    assert client.delete(f"{path}/{hook}", headers=headers).status_code == 204
    assert client.delete(f"{path}/{hook}", headers=headers).status_code == 404
    assert client.get(path, headers=headers).json == []


@pytest.mark.parametrize("url", ["http://example.com", "https://", "https://a:b@example.com", "x"])
def test_a_webhook_must_be_reached_safely(app: APIFlask, mailbox: str, url: str):
    path = f"{COMPANY}/{mailbox}/webhook"
    answer = app.test_client().post(path, json={"url": url}, headers=bearer(app))
    assert (answer.status_code, answer.json["code"]) == (400, 40000)


@pytest.mark.usefixtures("mailbox")
def test_without_the_scope_there_are_no_webhooks(app: APIFlask, mailbox: str):
    path = f"{COMPANY}/{mailbox}/webhook"
    assert app.test_client().get(path, headers=bearer(app, "reader")).status_code == 403


def test_a_program_is_admitted_from_the_command_line(
    app: APIFlask, backend: Backend, capsys: pytest.CaptureFixture[str]
):
    words = ["--data", str(backend.settings.data), "integrator", "ledger", "--company", ACTIVE[0]]
    assert main(words) == 0
    secret = capsys.readouterr().out.split(": ")[1].strip()
    answer = app.test_client().post("/v1/auth", headers=basic("ledger", secret))
    assert answer.json["scope"] == READ
