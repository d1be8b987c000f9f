"""The desk's API: the day's work over HTTP, who may do it, and a key that counts once."""

import json

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mailroom.backend.app import backend_of
from mailroom.backend.model.customers import CustomerRow
from mailroom.backend.model.people import OperatorRow
from tests.backend.builders import (
    NOW,
    SECRET,
    Desk,
)
from tests.backend.clerk import CUSTOMER, NUMBER, Clerk, code, employed


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
