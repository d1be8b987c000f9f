"""The desk's API: the day's work over HTTP, who may do it, and a key that counts once."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from mailroom.backend.app import backend_of
from mailroom.backend.model.customers import CustomerRow
from mailroom.backend.model.people import OperatorRow
from mailroom.backend.services.enrolment import appoint
from mailroom.backend.services.sessions import Kind, Signed
from mailroom.backend.services.staff import scopes_of
from tests.backend.builders import (
    ACTIVE,
    ARRIVED,
    NOW,
    Desk,
    blob,
    decision,
    evidence,
    jpeg,
    page,
    sorted_item,
)
from tests.backend.conftest import SECRET
from tests.domain.giro_files import deposit, giro_file, payment

NUMBER = ACTIVE[0]
CUSTOMER = f"/customers/{NUMBER}"


@dataclass
class Clerk:
    """A signed-in person of ours; asks for JSON and gives what came."""

    client: FlaskClient
    headers: dict[str, str]

    def get(self, path: str):
        return self.client.get(f"/v1/desk{path}", headers=self.headers)

    def send(self, path: str, body: object = None, *, key: str = "", method: str = "POST"):
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        return self.client.open(f"/v1/desk{path}", method=method, json=body or {}, headers=headers)

    def value(self, path: str, body: object = None) -> Any:  # noqa: ANN401  JSON
        answer = self.send(path, body)
        assert answer.status_code == 200, answer.text
        given = answer.json
        return given["value"] if isinstance(given, dict) and "value" in given else given


def employed(app: APIFlask, user: str, *roles: str) -> Clerk:
    backend = backend_of(app)
    with backend.database.writing() as session:
        appoint(session, user, name=user, roles=roles, verifier="")
        who = Signed(Kind.OPERATOR, user, scopes_of(roles))
        lasts = dt.timedelta(hours=8)
        token = backend.sessions.begin(session, who, now=backend.clock(), lasts=lasts)
    return Clerk(app.test_client(), {"Authorization": f"Bearer {token}"})


@pytest.fixture
def clerk(app: APIFlask) -> Clerk:
    return employed(app, "karin", "clerk")


@pytest.fixture
def supervisor(app: APIFlask) -> Clerk:
    return employed(app, "sture", "clerk", "supervisor")


def code(answer: Any) -> int:  # noqa: ANN401  a test client's answer
    return answer.json["code"]


def test_an_operator_signs_in_and_gets_what_the_roles_allow(app: APIFlask, desk: Desk):
    who = {"user": "lars", "secret": SECRET}
    answer = desk.client.post("/v1/desk/session", json=who)
    assert answer.status_code == 200
    assert answer.json["scope"] == "arrivals customers fees oversee paper"
    clerk = Clerk(app.test_client(), {"Authorization": f"Bearer {answer.json['access_token']}"})
    assert clerk.get("/queue").status_code == 200
    refused = desk.client.post("/v1/desk/session", json=who | {"secret": "fel"})
    assert code(refused) == 40103


def test_an_administrator_sees_no_mail_and_nobodys_paper(app: APIFlask):
    admin = employed(app, "adam", "administrator")
    for path in ("/queue", "/originals?customer=1", f"/customers/{NUMBER}", "/prices", "/boxes"):
        assert code(admin.get(path)) == 40300
    assert admin.value("/organisations/Budfirman/leave") == []


def test_r7_a_subcontractors_people_lose_everything_at_once(app: APIFlask):
    admin, courier = employed(app, "adam", "administrator"), employed(app, "bud", "operator")
    backend = backend_of(app)
    with backend.database.writing() as session:
        session.get_one(OperatorRow, "bud").organisation = "Budfirman"
    assert courier.get("/queue").status_code == 200
    assert admin.value("/organisations/Budfirman/leave") == ["bud"]
    assert code(courier.get("/queue")) == 40100


def test_who_lost_a_role_meanwhile_acts_without_it(app: APIFlask, supervisor: Clerk):
    backend = backend_of(app)
    with backend.database.writing() as session:
        session.get_one(OperatorRow, "sture").roles = "clerk"
    tray = {"id": "T7", "arrived_on": "2026-11-10", "postal_operator": "PostNord"}
    assert code(supervisor.send("/trays", tray)) == 40302


def test_a_key_counts_once_and_never_for_another_request(clerk: Clerk):
    first = clerk.send("/boxes", {}, key="k1")
    again = clerk.send("/boxes", {}, key="k1")
    assert first.json == again.json
    assert len(clerk.get("/boxes").json) == 1
    assert code(clerk.send("/boxes", {"shelf": "MS1"}, key="k1")) == 40900
    assert code(clerk.send("/shelves", {}, key="k1")) == 40900
    assert clerk.send("/boxes", {}, key="k2").json != first.json


def test_a_refused_request_uses_no_key_up(clerk: Clerk):
    filing = {"scan_id": "M99-1", "box": "RR123456785SE"}
    for _ in range(2):
        assert code(clerk.send("/originals", filing, key="k1")) == 40933


def test_a_letter_from_the_tray_to_the_customers_door(clerk: Clerk, supervisor: Clerk, desk: Desk):
    tray = {"id": "T1", "arrived_on": ARRIVED.isoformat(), "postal_operator": "PostNord"}
    assert supervisor.value("/trays", tray | {"expected": 10}) is True
    item = desk.deliver()
    (balance,) = clerk.get(f"/trays?day={ARRIVED}").json
    assert balance["here"] == 1
    shelf = clerk.value("/shelves")
    box = clerk.value("/boxes", {"shelf": shelf})
    placed = clerk.value("/originals", {"scan_id": item["scan_id"], "box": box})
    assert (placed["box"], placed["shelf"], placed["position"]) == (box, shelf, 1)
    (found,) = clerk.get("/originals?sender=skatte&text=faktura").json
    assert found["item"] == item["id"]
    asked = {"id": "r1", "item": item["id"], "customer": NUMBER}
    assert clerk.value("/requests", asked)["due_on"] == "2026-11-24"
    assert [pull["box"] for pull in clerk.get("/requests/picks").json] == [box]
    assert clerk.get("/requests/picks.pdf").data.startswith(b"%PDF")
    clerk.value("/requests/picked", {"scan_id": item["scan_id"]})
    made = clerk.value("/consignments", {"kind": "original", "items": [item["id"]]})
    label = made["label"]
    assert clerk.get(f"/consignments/{label}.pdf").data.startswith(b"%PDF")
    assert clerk.get(f"/labels/{box}.pdf").data.startswith(b"%PDF")
    assert [one["label"] for one in clerk.get("/consignments").json] == [label]
    assert clerk.value(f"/consignments/{label}/departure")["state"] == "handed_over"
    assert clerk.value(f"/consignments/{label}/came-back") == {}
    (found,) = clerk.get(f"/originals?item={item['id']}").json
    assert (found["paper"], found["box"]) == ("to_file", None)


def test_r59_a_restricted_original_is_found_by_cleared_staff_alone(
    app: APIFlask, clerk: Clerk, desk: Desk
):
    item = desk.deliver()
    box = clerk.value("/boxes", {"shelf": clerk.value("/shelves")})
    clerk.value("/originals", {"scan_id": item["scan_id"], "box": box})
    clerk.send(f"/items/{item['id']}/restriction")
    cleared = employed(app, "cleo", "clerk", "cleared")
    for asked in (f"item={item['id']}", "words=faktura", "text=faktura", f"customer={NUMBER}"):
        assert clerk.get(f"/originals?{asked}").json == []
        assert [each["item"] for each in cleared.get(f"/originals?{asked}").json] == [item["id"]]


def parcel(desk: Desk) -> str:
    face = jpeg()
    desk.put_blob(face, kind="image/jpeg")
    version = desk.register_version()
    message = sorted_item(
        version,
        id=str(uuid.uuid4()),
        decision=decision(category="unscannable", route="forward", reason="package"),
        recipient={"number": NUMBER, "name": ACTIVE[1]},
        evidence=evidence(version),
        pages=[page(0, "face", 1)],
        face=blob(face, "image/jpeg"),
    )
    answer = desk.put_item(message)
    assert answer.status_code == 201, answer.text
    return str(message["id"])


def test_a_parcel_is_weighed_packed_and_gone(clerk: Clerk, desk: Desk):
    item = parcel(desk)
    (promise,) = clerk.get("/queue").json
    assert (promise["item"], promise["paper"]) == (item, "to_forward")
    packing = {"kind": "forward", "items": [item]}
    assert code(clerk.send("/consignments", packing)) == 40931
    clerk.value(f"/items/{item}/weight", {"grams": 20_001})
    clerk.value(f"/items/{item}/conditions", {"conditions": ["wet"]})
    made = clerk.value("/consignments", packing)
    assert made["carrier"] == "courier"
    clerk.value(f"/consignments/{made['label']}/cancel")
    label = clerk.value("/consignments", packing)["label"]
    tracked = f"/consignments/{label}/tracking"
    assert code(clerk.send(tracked, {"number": "RR473124828SE"})) == 40000
    assert clerk.value(tracked, {"number": "rr 473124829 se"})["tracking"] == "RR473124829SE"
    clerk.value(f"/consignments/{label}/departure")
    assert clerk.get(f"/consignments/{label}").json["tracking"] == "RR473124829SE"
    assert code(clerk.send(tracked, {"number": "RR473124829SE"})) == 40930
    assert clerk.get("/queue").json == []
    assert clerk.get("/breaches?since=2026-11-01").json == []


def test_two_people_destroy_the_second_by_her_own_secret(
    clerk: Clerk, supervisor: Clerk, desk: Desk, app: APIFlask
):
    face = jpeg()
    desk.put_blob(face, kind="image/jpeg")
    advert = sorted_item(desk.register_version(), face=blob(face, "image/jpeg"))
    assert desk.put_item(advert).status_code == 201
    assert clerk.get("/destructions/candidates?reason=marketing").json == [advert["id"]]
    asked = {"reason": "marketing", "items": [advert["id"]]}
    number = clerk.value("/destructions", asked)
    assert code(clerk.send(f"/destructions/{number}/approval")) == 40302
    supervisor.value(f"/destructions/{number}/approval")
    wrong = {"user": "anna", "secret": "fel"}
    assert code(clerk.send(f"/destructions/{number}/execution", wrong)) == 40103
    witness = {"user": "anna", "secret": SECRET}
    assert code(clerk.send(f"/destructions/{number}/execution", witness)) == 40945
    backend_of(app).clock.pass_by(days=14)  # pyright: ignore[reportFunctionMemberAccess]
    again = employed(app, "karin", "clerk")
    assert code(again.send(f"/destructions/{number}/execution", witness)) == 40930
    again.value(f"/destructions/{number}/picked", {"scan_id": advert["scan_id"]})
    assert again.get("/destructions").json[0]["lines"][0]["is_picked"]
    protocol = again.value(f"/destructions/{number}/execution", witness)
    assert (protocol["carried_out_by"], protocol["witnessed_by"]) == ("karin", "anna")
    assert again.get(f"/destructions/{number}/protocol.pdf").data.startswith(b"%PDF")


def test_r53_there_is_no_way_to_create_a_customer(app: APIFlask, clerk: Clerk):
    new = "5569999997"
    home = {"name": "A", "street": "B 1", "postcode": "111 22", "city": "C"}
    for path, method, body in (
        (f"/customers/{new}/address", "PUT", home),
        (f"/customers/{new}/names", "PUT", {"name": "A"}),
        (f"/customers/{new}/activation", "POST", {}),
        (f"/customers/{new}/payment-options", "POST", {"option": "card"}),
    ):
        assert code(clerk.send(path, body, method=method)) == 40400
    posts = {
        rule.rule for rule in app.url_map.iter_rules() if {"POST", "PUT"} & (rule.methods or set())
    }
    assert not {rule for rule in posts if rule.endswith(("/customers", "<customer:customer>"))}
    with backend_of(app).database.reading() as session:
        assert session.scalars(select(func.count()).select_from(CustomerRow)).one() == 60


def test_a_customers_card_is_kept_by_clerks(clerk: Clerk, supervisor: Clerk):
    home = {"name": "A", "street": "B 1", "postcode": "11122", "city": "C"}
    assert clerk.send(f"{CUSTOMER}/address", home, method="PUT").status_code == 200
    loop = home | {"postcode": "106 31"}
    assert code(clerk.send(f"{CUSTOMER}/address", loop, method="PUT")) == 40932
    emails = {"addresses": ["ny@bolaget.example"]}
    assert clerk.send(f"{CUSTOMER}/emails", emails, method="PUT").status_code == 200
    names = {"name": "Marklund Måleri AB", "others": ["Marklunds"]}
    assert clerk.send(f"{CUSTOMER}/names", names, method="PUT").status_code == 200
    clerk.value(f"{CUSTOMER}/payment-options", {"option": "bankgiro"})
    card = clerk.get(CUSTOMER).json
    assert card["address"]["postcode"] == "111 22"
    assert card["emails"] == emails["addresses"]
    assert (card["other_names"], card["standing"]) == (["Marklunds"], "active")
    notice = {"received_on": NOW.date().isoformat()}
    assert clerk.value(f"{CUSTOMER}/notice", notice) == {"ends_on": "2027-02-18"}
    assert clerk.get(CUSTOMER).json["standing"] == "notice"
    assert clerk.value(f"{CUSTOMER}/reactivation") == {}
    assert clerk.get(f"{CUSTOMER}/senders").json == []
    assert clerk.get("/undeliverable").json
    told = clerk.value("/undeliverable", {"postal_operator": "PostNord"})
    assert told == clerk.get("/undeliverable").json
    text = {"version": "1", "language": "sv", "valid_from": "2026-11-01", "text": "Villkor"}
    assert code(clerk.send("/terms", text)) == 40302
    assert supervisor.value("/terms", text) is True
    assert supervisor.value("/features", {"name": "x", "needs_consent": True}) > 0


def test_money_comes_in_by_file_and_by_hand(app: APIFlask, supervisor: Clerk, desk: Desk):
    price = {"kind": "scanning", "valid_from": "2026-11-21", "unit": "item"}
    assert supervisor.value("/prices", price | {"ore": 500, "vat_percent": 25}) == {}
    assert code(supervisor.send("/prices", price | {"ore": 500, "vat_percent": 17})) == 40944
    assert len(supervisor.get("/prices").json) == 6
    backend = backend_of(app)
    backend.clock.pass_by(days=2)  # pyright: ignore[reportFunctionMemberAccess]
    again = employed(app, "sture", "clerk", "supervisor")
    desk.sign_in(at=backend.clock()).deliver(
        tray={"id": "T2", "arrived_on": "2026-11-21", "postal_operator": "PostNord"}
    )
    backend.clock.pass_by(days=10)  # pyright: ignore[reportFunctionMemberAccess]
    again = employed(app, "sture", "clerk", "supervisor")
    assert backend.jobs.run("month").counts == {"statements": 1}
    (statement,) = again.get(f"{CUSTOMER}/statements").json
    number, reference = statement["number"], statement["reference"]
    assert again.get(f"/statements/{number}.pdf").data.startswith(b"%PDF")
    assert again.get(f"/statements/{number}.xml").data.startswith(b"<?xml")
    file = giro_file(
        deposit("1234566", dt.date(2026, 12, 1), payment(100, reference), payment(1, "9"))
    )
    taken = again.client.post(
        "/v1/desk/payment-files", data=file, content_type="text/plain", headers=again.headers
    )
    assert (taken.status_code, taken.json["unknown"]) == (200, 1), taken.text
    (left,) = again.get("/payments/unallotted").json
    assert again.value(f"/payments/{left['id']}/allotment", {"statement": number}) == {}
    rest = again.get(f"/statements/{number}").json["outstanding_ore"]
    assert rest == 625 - 101
    by_hand = {"key": "k", "statement": number, "ore": 24, "paid_on": "2026-12-01"}
    assert again.value("/payments", by_hand) is True
    note = again.value(f"/statements/{number}/credit", {"lines": [1]})
    assert again.get(f"/statements/{note}").json["credits"] == number
    assert code(again.send(f"/statements/{number}/credit", {"lines": [9]})) == 40944


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/trays", {"id": "", "arrived_on": "2026-11-20", "postal_operator": "x"}),
        ("/trays", {"id": "T", "arrived_on": "2026-02-30", "postal_operator": "x"}),
        ("/trays", {"id": "T", "arrived_on": "2026-11-20", "postal_operator": "x", "more": 1}),
        ("/originals", {"scan_id": "x" * 100, "box": "x"}),
        ("/consignments", {"kind": "gift", "items": []}),
        ("/payments", {"key": "k", "statement": 1, "ore": -5, "paid_on": "2026-11-20"}),
        ("/items/00000000-0000-0000-0000-000000000007/weight", {"grams": "heavy"}),
    ],
)
def test_what_is_not_as_agreed_is_refused_with_a_code(
    clerk: Clerk, path: str, body: dict[str, object]
):
    answer = clerk.send(path, body)
    assert code(answer) == 40000
    assert answer.json["long_message"]


@pytest.mark.parametrize("query", ["day=igår", "day=1999-01-01", "day=2026-02-29"])
def test_a_day_that_is_none_is_refused(clerk: Clerk, query: str):
    assert code(clerk.get(f"/trays?{query}")) == 40033


def test_jobs_of_the_rules_run_twice_and_do_nothing_new(app: APIFlask):
    backend = backend_of(app)
    ours = ["promises", "payment-options", "agreements", "month", "reminders", "retention"]
    for name in [*ours, "near-twins"]:
        assert backend.jobs.run(name).result == "done"
        again = backend.jobs.run(name)
        assert again.result == "done"
        if name != "near-twins":
            assert json.loads(json.dumps(dict(again.counts))) == {}
