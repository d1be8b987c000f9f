"""Whole errands at the desk: a letter to the door, a parcel out, paper destroyed, money in."""

import datetime as dt
import uuid

from apiflask import APIFlask

from mailroom.backend.app import backend_of
from tests.backend.builders import (
    ACTIVE,
    ARRIVED,
    SECRET,
    Desk,
    blob,
    decision,
    evidence,
    jpeg,
    page,
    sorted_item,
)
from tests.backend.clerk import CUSTOMER, NUMBER, Clerk, code, employed
from tests.domain.giro_files import deposit, giro_file, payment


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
