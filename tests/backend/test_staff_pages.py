"""Pages for our own people: the log and its signatures, jobs by hand, an item's way (R57, R59)."""

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import update

from mailroom.backend.adapters.secrets import verifier_of
from mailroom.backend.api.policies import STAFF_COOKIE
from mailroom.backend.model.ledger import AuditRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.services.enrolment import appoint
from mailroom.backend.services.refusals import Why
from mailroom.backend.services.telling import Channel
from mailroom.backend.web.staff_texts import ENGLISH, SWEDISH
from mailroom.backend.web.staff_words import STAFF_WORDS
from mailroom.backend.web.staff_words import SWEDISH as WORDS
from mailroom.backend.web.texts import SWEDISH as PAGES
from mailroom.backend.wiring import Backend
from mailroom.domain.decisions import Category
from mailroom.domain.mailpieces import PaperState
from tests.backend.builders import ACTIVE, SECRET, Desk, Reader
from tests.backend.office import enter, post

ROLES = {
    "admin": ["administrator"],
    "clerk": ["clerk"],
    "cleared": ["clerk", "cleared"],
    "nobody": [],
}


def test_everything_that_is_ours_has_its_word_in_both_languages(backend: Backend):
    for words in STAFF_WORDS.values():
        assert set(words.jobs) >= set(backend.jobs.names)
        assert set(words.categories) == set(Category)
        assert set(words.paper) == set(PaperState)
        assert set(words.channels) == set(Channel)
        assert set(words.actions) == set(WORDS.actions)


@pytest.fixture(scope="module")
def verifier() -> str:
    return verifier_of(SECRET)


@pytest.fixture
def appointed(backend: Backend, verifier: str) -> None:
    with backend.database.writing() as session:
        for user, roles in ROLES.items():
            appoint(session, user, name=user.title(), roles=roles, verifier=verifier)


@pytest.fixture
def admin(app: APIFlask, appointed: None) -> FlaskClient:
    del appointed
    return enter(app, "admin")[0]


@pytest.fixture
def clerk(app: APIFlask, appointed: None) -> FlaskClient:
    del appointed
    return enter(app, "clerk")[0]


@pytest.mark.usefixtures("appointed")
def test_a_wrong_secret_stays_outside(app: APIFlask):
    client, answer = enter(app, "admin", "fel")
    assert answer.status_code == 401
    assert client.get("/staff/log").location == "/staff/in"


@pytest.mark.usefixtures("appointed")
def test_the_session_is_out_of_reach_of_scripts_and_ends(app: APIFlask):
    client, answer = enter(app, "admin")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if STAFF_COOKIE in c)
    assert "HttpOnly" in cookie
    assert client.get("/staff/log").status_code == 200
    post(client, "/staff/jobs", "/staff/out")
    assert client.get("/staff/log").status_code == 302


def test_administrators_see_the_log_and_no_mail(desk: Desk, reader: Reader, admin: FlaskClient):
    desk.deliver()
    reader.client.get(f"/letters/{reader.letters()[0]}")
    text = admin.get("/staff/log").text
    assert WORDS.actions["letter_read"] in text
    assert WORDS.actions["item_received"] in text
    for secret in (ACTIVE[1], "Skatteverket", "Faktura 4711"):
        assert secret not in text
    assert admin.get("/staff/status?id=M26-000001").status_code == 403
    assert admin.get("/letters").status_code == 302


def test_clerks_follow_items_and_see_no_log(clerk: FlaskClient):
    assert clerk.get("/staff/").location == "/staff/status"
    for path in ("/staff/log", "/staff/jobs"):
        refused = clerk.get(path)
        assert refused.status_code == 403
        assert PAGES.error_titles[Why.FORBIDDEN] in refused.text
        assert 'href="/staff/status"' in refused.text, "the menu of what is theirs"
        assert 'href="/letters"' not in refused.text


def test_an_address_that_is_none_leads_back_to_our_own_pages(clerk: FlaskClient):
    lost = clerk.get("/staff/nothing")
    assert (lost.status_code, PAGES.error_titles[Why.NOT_FOUND] in lost.text) == (404, True)
    assert PAGES.to_start in lost.text


@pytest.mark.usefixtures("appointed")
def test_a_role_without_pages_sees_none(app: APIFlask):
    refused = enter(app, "nobody")[0].get("/staff/")
    assert refused.status_code == 403
    assert PAGES.sign_out in refused.text


def test_the_log_is_sieved(desk: Desk, admin: FlaskClient):
    message = desk.deliver()
    text = admin.get("/staff/log", query_string={"subject": message["id"]}).text
    received, signed_in = (
        f"<td>{WORDS.actions[action]}</td>" for action in ("item_received", "signed_in")
    )
    assert text.count(received) == 1
    assert signed_in not in text
    assert received not in admin.get("/staff/log?actor=admin").text


def test_the_whole_chain_is_verified_and_a_flaw_is_shouted(
    desk: Desk, admin: FlaskClient, backend: Backend
):
    desk.deliver()
    backend.jobs.run("checkpoint")
    assert SWEDISH.whole in admin.get("/staff/log?verify=1").text
    with backend.database.writing() as session:
        session.execute(update(AuditRow).where(AuditRow.number == 1).values(actor="somebody"))
    assert SWEDISH.flawed.format(number=1) in admin.get("/staff/log?verify=1").text


def test_jobs_are_seen_and_run_by_hand(admin: FlaskClient, backend: Backend):
    assert SWEDISH.never in admin.get("/staff/jobs").text
    answer = post(admin, "/staff/jobs", "/staff/jobs", job="register")
    page = admin.get(answer.location).text
    assert SWEDISH.ran.format(job=WORDS.jobs["register"], result="klart") in page
    assert backend.jobs.last()["register"].asked_by == "admin"
    post(admin, "/staff/jobs", "/staff/jobs", job="no such job")


def test_a_letter_given_back_waits_where_the_log_is_reviewed(
    desk: Desk, reader: Reader, admin: FlaskClient
):
    desk.deliver()
    reader.post(f"/letters/{reader.letters()[0]}/not-ours")
    assert SWEDISH.cases.split("{")[1].split("}")[1][:20] in admin.get("/staff/log").text


def test_r57_an_items_whole_way(desk: Desk, reader: Reader, clerk: FlaskClient, backend: Backend):
    desk.deliver()
    backend.jobs.run("notify")
    reader.client.get(f"/letters/{reader.letters()[0]}")
    text = clerk.get("/staff/status?id=m26-000001").text
    steps = [PAGES.step_arrived, PAGES.step_scanned, PAGES.step_available, PAGES.step_read]
    assert [text.index(step) for step in steps] == sorted(text.index(step) for step in steps)
    assert f"{WORDS.channels['email']}: {SWEDISH.states['waiting']}" in text
    for secret in (ACTIVE[0], ACTIVE[1], "Skatteverket", ".example"):
        assert secret not in text
    assert clerk.get("/staff/status?id=M99-1").status_code == 404


def test_r59_a_restricted_item_is_there_for_cleared_staff_alone(
    app: APIFlask, desk: Desk, clerk: FlaskClient, backend: Backend
):
    desk.deliver()
    with backend.database.writing() as session:
        session.execute(update(MailpieceRow).values(restricted=True))
    assert clerk.get("/staff/status?id=M26-000001").status_code == 404
    cleared, _ = enter(app, "cleared")
    assert cleared.get("/staff/status?id=M26-000001").status_code == 200


def test_the_pages_read_in_english_as_well(admin: FlaskClient):
    admin.get("/language/en")
    assert ENGLISH.audit_lead in admin.get("/staff/log").text
    assert ENGLISH.last_run in admin.get("/staff/jobs").text
