"""Our own people: accounts, roles that hold from the next act on, locks, and the audit log."""

import datetime as dt

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from mailroom.backend.app import backend_of
from mailroom.backend.model.ledger import AuditRow
from tests.backend.builders import SECRET, Desk, blob, jpeg, sorted_item
from tests.backend.clerk import Clerk, code, employed


@pytest.fixture
def clerk(app: APIFlask) -> Clerk:
    return employed(app, "karin", "clerk")


@pytest.fixture
def supervisor(app: APIFlask) -> Clerk:
    return employed(app, "sture", "supervisor")


@pytest.fixture
def administrator(app: APIFlask) -> Clerk:
    return employed(app, "ada", "administrator")


def signs_in(app: APIFlask, user: str, secret: str) -> bool:
    who = {"user": user, "secret": secret}
    return app.test_client().post("/v1/desk/session", json=who).status_code == 200


def test_somebody_new_has_a_secret_that_is_told_once_and_no_role(
    app: APIFlask, administrator: Clerk
):
    new = {"user": "maja", "name": "Maja Ek"}
    keyed = Clerk(administrator.client, administrator.headers | {"Idempotency-Key": "k1"})
    told = keyed.value("/people", new)
    assert signs_in(app, "maja", told["secret"])
    listed = {one["user"]: one for one in administrator.get("/people").json}
    assert listed["maja"] == new | {"roles": [], "is_active": True, "organisation": None}
    assert code(keyed.send("/people", new)) == 40900
    for user in ("", "Maja Ek", "x" * 33, "../ada"):
        assert code(administrator.send("/people", new | {"user": user})) == 40000
    again = administrator.value("/people/maja/secret")
    assert not signs_in(app, "maja", told["secret"])
    assert signs_in(app, "maja", again["secret"])
    assert code(administrator.send("/people/nobody/secret")) == 40400
    assert told["secret"] not in str(administrator.get("/audit").json)


def test_a_role_that_is_taken_holds_at_the_next_act_of_who_is_signed_in(
    app: APIFlask, administrator: Clerk
):
    karin = employed(app, "karin", "clerk")
    assert karin.get("/boxes").status_code == 200
    administrator.send("/people/karin/role", {"role": "clerk", "given": False})
    assert code(karin.get("/boxes")) == 40300
    administrator.send("/people/karin/role", {"role": "supervisor", "given": True})
    assert karin.get("/audit").status_code == 200
    administrator.send("/people/karin/lock", {"locked": True})
    assert code(karin.get("/boxes")) == 40100
    assert not signs_in(app, "lars", "wrong")
    administrator.send("/people/lars/lock", {"locked": True})
    assert not signs_in(app, "lars", SECRET)
    administrator.send("/people/lars/lock", {"locked": False})
    assert signs_in(app, "lars", SECRET)


def test_somebody_is_always_left_to_administer(app: APIFlask, administrator: Clerk):
    taken = {"role": "administrator", "given": False}
    assert code(administrator.send("/people/ada/role", taken)) == 40930
    assert code(administrator.send("/people/ada/lock", {"locked": True})) == 40930
    employed(app, "bo", "administrator")
    assert administrator.send("/people/ada/role", taken).status_code == 200
    assert code(administrator.get("/people")) == 40300


def test_the_log_is_filtered_by_person_item_and_day_and_says_when_it_was_changed(
    app: APIFlask, desk: Desk, administrator: Clerk, supervisor: Clerk
):
    face = jpeg()
    desk.put_blob(face, kind="image/jpeg")
    sent = sorted_item(desk.register_version(), face=blob(face, "image/jpeg"))
    assert desk.put_item(sent).status_code == 201
    administrator.send("/people/lars/role", {"role": "clerk", "given": True})
    about = supervisor.get(f"/audit?about={sent['scan_id'].lower()}").json["entries"]
    assert "item_received" in {one["action"] for one in about}
    assert {one["known_as"] for one in about} == {sent["scan_id"]}
    (given,) = supervisor.get("/audit?actor=Ada").json["entries"]
    assert (given["action"], given["subject"], given["known_as"]) == ("person_changed", "lars", "")
    today = dt.datetime.fromisoformat(given["at"]).date()
    assert supervisor.get(f"/audit?day={today}&actor=ada").json["entries"] == [given]
    assert supervisor.get(f"/audit?day={today + dt.timedelta(days=1)}").json["entries"] == []
    assert supervisor.get("/audit").json["broken"] is None
    with backend_of(app).database.writing() as session:
        changed = update(AuditRow).where(AuditRow.number == given["number"])
        session.execute(changed.values(actor="eve"))
    assert supervisor.get("/audit").json["broken"] == given["number"]


def test_figures_of_the_day_are_ones_own(app: APIFlask, clerk: Clerk, supervisor: Clerk):
    for _ in range(2):
        supervisor.send("/shelves")
    assert supervisor.get("/mine").json == [{"action": "store_changed", "count": 2}]
    assert clerk.get("/mine").json == []
    assert code(clerk.get("/audit")) == 40300
    assert code(clerk.get("/people")) == 40300
    assert code(employed(app, "ada", "administrator").get("/mine")) == 40300
