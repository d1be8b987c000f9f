"""A station proves its own key; its operators sign in through it; guessing gets slow."""

import datetime as dt
import threading
from collections.abc import Mapping

import pytest
from apiflask import APIFlask
from argon2 import PasswordHasher

from mailroom.backend import practice
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import Backend
from tests.backend.builders import NOW, SECRET, Desk, session_request
from tests.backend.conftest import Clock

SESSION = "/v1/station/session"
OPERATORS = "/v1/station/operators/session"


@pytest.fixture
def known(settings: BackendSettings) -> practice.Practice:
    return practice.seed(settings)


def refused(app: APIFlask, request: Mapping[str, object]) -> bool:
    answer = app.test_client().post(SESSION, json=request)
    assert answer.status_code in {200, 401}, answer.text
    return answer.status_code == 401


def test_the_right_key_gets_a_token_for_at_most_eight_hours(
    app: APIFlask, known: practice.Practice
):
    answer = app.test_client().post(SESSION, json=session_request(known))
    assert answer.json.keys() == {"access_token", "expires_in", "token_type", "backend_key"}
    assert 0 < answer.json["expires_in"] <= 8 * 3600


def test_utc_may_be_written_with_a_z(app: APIFlask, known: practice.Practice):
    request = session_request(known)
    assert not refused(app, request | {"timestamp": request["timestamp"].replace("+00:00", "Z")})


@pytest.mark.parametrize(
    "change",
    [
        {"signature": "AAAA"},
        {"signature": "inte base64"},
        {"station": "desk-2"},
        {"nonce": "another-nonce-altogether"},
    ],
)
def test_anything_else_is_refused(
    app: APIFlask, known: practice.Practice, change: dict[str, object]
):
    assert refused(app, session_request(known) | change)


@pytest.mark.parametrize(
    ("seconds", "is_refused"), [(59, False), (-59, False), (61, True), (-61, True)]
)
def test_the_clock_may_be_off_by_a_minute(
    app: APIFlask,
    known: practice.Practice,
    seconds: int,
    is_refused: bool,  # noqa: FBT001  a case's value
):
    at = NOW + dt.timedelta(seconds=seconds)
    assert refused(app, session_request(known, at=at)) is is_refused


def test_a_time_without_zone_is_refused(app: APIFlask, known: practice.Practice):
    assert refused(app, session_request(known, at=NOW.replace(tzinfo=None)))


def test_a_request_works_once(app: APIFlask, known: practice.Practice):
    request = session_request(known)
    assert not refused(app, request)
    assert refused(app, request)


def test_of_eight_at_once_one_works(app: APIFlask, known: practice.Practice):
    request, together, results = session_request(known), threading.Barrier(8), []

    def ask() -> None:
        together.wait()
        results.append(refused(app, request))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False] + [True] * 7


def test_a_token_ends(desk: Desk, clock: Clock):
    clock.pass_by(hours=8)
    assert desk.client.get("/v1/station/register", headers=desk.headers).status_code == 401


def test_a_revoked_stations_token_ends_at_once(desk: Desk, backend: Backend):
    assert backend.stations.revoke("desk-1")
    assert desk.client.get("/v1/station/register", headers=desk.headers).status_code == 401
    again = desk.client.post(SESSION, json=session_request(desk.practice))
    assert again.status_code == 401


def sign_in(desk: Desk, user: str, secret: str):
    return desk.client.post(OPERATORS, json={"user": user, "secret": secret}, headers=desk.headers)


def test_an_operator_gets_roles_and_a_verifier_for_offline_use(desk: Desk):
    answer = sign_in(desk, "lars", SECRET).json
    assert answer["roles"] == ["operator", "supervisor"]
    assert PasswordHasher().verify(answer["verifier"], SECRET)


def test_an_account_waits_after_too_many_failures_and_others_do_not(desk: Desk, clock: Clock):
    for _ in range(3):
        assert sign_in(desk, "anna", "fel").status_code == 401
    waits = sign_in(desk, "anna", SECRET)
    assert (waits.status_code, waits.json["code"]) == (429, 42900)
    assert int(waits.headers["Retry-After"]) > 0
    assert sign_in(desk, "lars", SECRET).status_code == 200
    clock.pass_by(minutes=16)
    assert sign_in(desk, "anna", SECRET).status_code == 200


def test_success_forgets_earlier_failures(desk: Desk):
    for secret in ("fel", "fel", SECRET, "fel", "fel", SECRET):
        assert sign_in(desk, "anna", secret).status_code == (200 if secret == SECRET else 401)


def test_an_unknown_operator_and_a_wrong_secret_get_the_same_answer(desk: Desk):
    unknown, wrong = sign_in(desk, "nobody", SECRET), sign_in(desk, "anna", "fel")
    assert unknown.status_code == wrong.status_code == 401
    assert unknown.json == wrong.json
