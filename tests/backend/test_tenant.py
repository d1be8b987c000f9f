"""Letters that senders write digitally, in the shape of Kivra's tenant API (R48-R50, R57)."""

import base64
import io
import zipfile

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from mailroom.backend.__main__ import main
from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.mailboxes import LetterRow, MisdeliveryRow
from mailroom.backend.model.search import SearchEntryRow
from mailroom.backend.model.tenants import TenantRow
from mailroom.backend.services import audit
from mailroom.backend.services.indexing import index_missing
from mailroom.backend.services.programs import MATCH, SEND
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, NOW, OTHER, Reader, pdf
from tests.backend.conftest import Clock
from tests.backend.partner import basic

SENDER = ("5564404035", "Kraftbolaget AB")


class Tenant:
    """A sender's program, signed in."""

    def __init__(self, app: APIFlask, backend: Backend) -> None:
        self.client: FlaskClient = app.test_client()
        self.key, self.secret = backend.programs.admit_sender("power", *SENDER)
        token = self.client.post("/v1/auth", headers=basic("power", self.secret)).json
        self.headers = {"Authorization": f"Bearer {token['access_token']}"}

    def post(self, path: str, body: object):
        return self.client.post(f"/v2/tenant/{self.key}{path}", json=body, headers=self.headers)

    def get(self, path: str):
        return self.client.get(f"/v2/tenant/{self.key}{path}", headers=self.headers)

    def send(self, **changes: object):
        return self.post("/content", content(**changes))

    def match(self, *numbers: str) -> list[str]:
        return self.post("/companymatch/vatnr", {"list": numbers}).json["list"]


@pytest.fixture
def tenant(app: APIFlask, backend: Backend) -> Tenant:
    return Tenant(app, backend)


def vat(number: str) -> str:
    return f"SE{number}01"


def part(data: bytes) -> dict[str, str]:
    written = base64.b64encode(data).decode()
    return {"name": "brev.pdf", "content_type": "application/pdf", "data": written}


def content(**changes: object) -> dict[str, object]:
    return {
        "vat_number": vat(ACTIVE[0]),
        "subject": "Elnätsavgift november",
        "type": "letter",
        "generated_at": "2026-11-20",
        "parts": [part(pdf("Hej från elnätet", "Andra sidan"))],
        **changes,
    }


def test_a_letter_is_in_the_mailbox_at_once(tenant: Tenant, reader: Reader, stranger: Reader):
    answer = tenant.send()
    assert (answer.status_code, answer.json["subject"]) == (201, "Elnätsavgift november")
    key = answer.headers["kivra-objkey"]
    assert reader.letters() == [key]
    assert reader.letters("?q=elnatet") == [key]
    assert stranger.letters() == []
    shown = reader.client.get(f"/letters/{key}").text
    assert "Kraftbolaget AB" in shown
    assert "Elnätsavgift november" in shown
    assert "Andra sidan" in shown
    assert f"/letters/{key}/original" not in shown
    assert reader.client.get(f"/letters/{key}/document.pdf").data.startswith(b"%PDF-")
    course = tenant.client.get(answer.headers["location"], headers=tenant.headers).json
    assert course["key"] == key
    assert course["viewed_at"].startswith(NOW.isoformat()[:19])


def test_the_same_payload_again_is_the_same_letter(tenant: Tenant, reader: Reader):
    first = tenant.send()
    again = tenant.send(generated_at="2026-11-21")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["kivra-objkey"] == first.headers["kivra-objkey"]
    other = tenant.send(subject="Elnätsavgift december")
    assert other.headers["kivra-objkey"] != first.headers["kivra-objkey"]
    assert len(reader.letters()) == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"vat_number": "SE556440403701"}, 40018),
        ({"vat_number": "SE202100548901"}, 40024),
        ({"parts": [part(b"<html>")]}, 40047),
        ({"parts": [part(b"%PDF-1.7\nno")]}, 40047),
        ({"parts": [part(b"") | {"data": "%%%"}]}, 40019),
        ({"parts": [part(pdf("Hej")) | {"content_type": "text/html"}]}, 40028),
        ({"parts": []}, 40000),
        ({"type": "letter.salary"}, 40000),
        ({"subject": ""}, 40000),
    ],
)
def test_what_is_not_as_agreed_is_refused(
    tenant: Tenant, reader: Reader, changes: dict[str, object], code: int
):
    answer = tenant.send(**changes)
    assert (answer.json["code"], answer.headers["x-error-code"]) == (code, str(code))
    assert answer.headers["x-correlation-id"]
    assert reader.letters() == []


def test_r49_a_sender_that_was_switched_off_has_ten_days(
    tenant: Tenant, backend: Backend, clock: Clock, reader: Reader
):
    tenant.send()
    reader.post("/senders", sender=SENDER[1], off="yes")
    clock.pass_by(days=9)
    tenant = Tenant(tenant.client.application, backend)
    assert tenant.match(vat(ACTIVE[0])) == [vat(ACTIVE[0])]
    clock.pass_by(days=1)
    tenant = Tenant(tenant.client.application, backend)
    assert tenant.match(vat(ACTIVE[0]), vat(OTHER[0])) == [vat(OTHER[0])]
    assert tenant.send(subject="Senare").json["code"] == 40024
    assert tenant.send().status_code == 200


def test_r50_who_came_and_who_left_since_a_list(tenant: Tenant, backend: Backend):
    listed = tenant.get("/company")
    assert {vat(ACTIVE[0]), vat(OTHER[0])} <= set(listed.json)
    since = listed.headers["diff-id"]
    assert tenant.get(f"/company/diff/{since}").json == {"added": [], "removed": []}
    with backend.database.writing() as session:
        theirs = select(AgreementRow).where(AgreementRow.customer == OTHER[0])
        for row in session.scalars(theirs):
            row.ends_on, row.scope = NOW.date().replace(day=1), "both"
    difference = tenant.get(f"/company/diff/{since}").json
    assert difference == {"added": [], "removed": [vat(OTHER[0])]}
    assert tenant.match(vat(OTHER[0]), "SE1", "nonsense") == []
    assert tenant.get(f"/company/diff/{'a' * 32}").json["code"] == 41000


def test_a_list_is_kept_for_a_month(tenant: Tenant, backend: Backend, clock: Clock):
    since = tenant.get("/company").headers["diff-id"]
    clock.pass_by(days=32)
    tenant = Tenant(tenant.client.application, backend)
    assert tenant.get(f"/company/diff/{since}").json["code"] == 41000


def test_no_more_than_fifty_letters_a_minute_to_one(tenant: Tenant, clock: Clock, reader: Reader):
    for number in range(50):
        assert tenant.send(subject=f"Brev {number}").status_code == 201
    refused = tenant.send(subject="Ett till")
    assert (refused.status_code, refused.json["code"]) == (429, 42900)
    clock.pass_by(minutes=2)
    assert tenant.send(subject="Ett till").status_code == 201
    assert reader.client.get("/letters").status_code == 200


def test_not_ours_withdraws_what_never_was_paper(tenant: Tenant, reader: Reader, backend: Backend):
    key = tenant.send().headers["kivra-objkey"]
    reader.post(f"/letters/{key}/not-ours")
    assert reader.letters() == []
    with backend.database.reading() as session:
        case = session.scalars(select(MisdeliveryRow)).one()
        assert (case.letter, case.item) == (key, None)
        assert audit.first_broken(session) is None


def test_there_is_no_original_of_it(tenant: Tenant, reader: Reader):
    key = tenant.send().headers["kivra-objkey"]
    assert reader.post(f"/letters/{key}/original").status_code == 303
    assert reader.client.get("/originals").text.count(key) == 0
    assert reader.client.get(f"/letters/{key}/manifest.json").status_code == 404


def test_the_export_has_it(tenant: Tenant, reader: Reader):
    tenant.send()
    whole = zipfile.ZipFile(io.BytesIO(reader.post("/export").data))
    assert len([name for name in whole.namelist() if name.endswith(".pdf")]) == 1
    assert "Elnätsavgift november" in whole.read("brev.csv").decode()


def test_another_senders_things_do_not_exist(tenant: Tenant, backend: Backend, app: APIFlask):
    key = tenant.send().headers["kivra-objkey"]
    other, secret = backend.programs.admit_sender("water", "5566000179", "Vattenbolaget AB")
    token = app.test_client().post("/v1/auth", headers=basic("water", secret)).json["access_token"]
    tenant.headers = {"Authorization": f"Bearer {token}"}
    for path in (f"/content/{key}", "/company", f"/company/diff/{'a' * 32}"):
        assert tenant.get(path).json["code"] == 40400
    assert tenant.send(subject="Nytt").json["code"] == 40400
    assert (
        tenant.client.get(f"/v2/tenant/{other}/content/{key}", headers=tenant.headers).json["code"]
        == 40400
    )
    assert tenant.client.get("/v2/tenant", headers=tenant.headers).json == [{"key": other}]


def test_a_token_for_less_than_all(tenant: Tenant):
    ask = {"grant_type": "client_credentials", "scope": MATCH, "state": "s1"}
    granted = tenant.client.post("/v1/auth", headers=basic("power", tenant.secret), data=ask).json
    assert (granted["scope"], granted["state"]) == (MATCH, "s1")
    tenant.headers = {"Authorization": f"Bearer {granted['access_token']}"}
    assert tenant.match(vat(ACTIVE[0])) == [vat(ACTIVE[0])]
    assert tenant.send().json["code"] == 40300
    for wrong, code in (({"scope": f"{SEND} all"}, 40003), ({"grant_type": "password"}, 40000)):
        answer = tenant.client.post("/v1/auth", headers=basic("power", tenant.secret), data=wrong)
        assert answer.json["code"] == code


def test_a_sender_is_admitted_from_the_command_line(
    backend: Backend, capsys: pytest.CaptureFixture[str]
):
    words = ["--data", str(backend.settings.data), "tenant", "power", "--company", SENDER[0]]
    assert main([*words, "--name", SENDER[1]]) == 0
    key, secret = (line.split(": ")[1] for line in capsys.readouterr().out.splitlines())
    assert backend.programs.grant("power", secret, address="").scope == f"{MATCH} {SEND}"
    assert main([*words, "--name", "Kraftbolaget i Norr AB"]) == 0
    with backend.database.reading() as session:
        row = session.scalars(select(TenantRow)).one()
        assert (row.key, row.name) == (key, "Kraftbolaget i Norr AB")


def test_a_letter_that_was_written_is_indexed_again(
    tenant: Tenant, backend: Backend, reader: Reader
):
    key = tenant.send().headers["kivra-objkey"]
    with backend.database.writing() as session:
        row = session.get_one(LetterRow, key)
        assert (row.item, row.origin) == (None, "kivra")
        session.execute(delete(SearchEntryRow))
    assert index_missing(backend.database) == 1
    assert reader.letters("?q=elnatsavgift+sidan") == [key]
