"""Who may call what, tried for every route there is, by everybody there is."""

import itertools
import uuid

import pytest
from apiflask import APIFlask
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from mailroom.backend.api.policies import RouteWithoutPolicy, Who, guard, policy_of
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.services.sessions import Kind, Signed
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, NOW

KEY = "1795222273" + "8" * 32
VALUES = {
    "sha256": "a" * 64,
    "item": str(uuid.UUID(int=7)),
    "company": KEY,
    "letter": KEY,
    "content": KEY,
    "tenant_key": KEY,
    "diff_id": "a" * 32,
    "webhook": "webhook_" + "a" * 24,
    "key": KEY,
    "number": 1,
    "customer": ACTIVE[0],
    "label": "MB00000018",
    "organisation": "Budfirman",
    "alarm": 1,
    "order": 1,
    "page": str(uuid.UUID(int=8)),
    "asked": "k1",
    "destruction": 1,
    "user": "anna",
    "statement": 1,
    "payment": 1,
    "version": 1,
    "size": "large",
    "code": "sv",
    "filename": "mailbox.css",
}
CALLERS = ["nobody", *Kind]


def routes(app: Flask):
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


@pytest.fixture
def tokens(backend: Backend) -> dict[str, str]:
    """One token of each kind, with no scopes at all."""
    with backend.database.writing() as session:
        found = select(MailboxRow.key).where(MailboxRow.customer == ACTIVE[0])
        mailbox = session.scalars(found).one()
        return {
            kind: backend.sessions.begin(
                session,
                Signed(kind, "desk-1", frozenset(), mailbox),
                now=NOW,
                lasts=backend.stations.token_lasts,
            )
            for kind in Kind
        }


def test_a_route_without_a_policy_stops_the_program():
    app = Flask("bare")
    app.add_url_rule("/bare", "bare", lambda: "")
    with pytest.raises(RouteWithoutPolicy):
        guard(app)


def test_nobody_gets_further_than_the_policy_says(app: APIFlask, tokens: dict[str, str]):
    tried = 0
    for (rule, method), caller in itertools.product(routes(app), CALLERS):
        wanted = policy_of(app, rule.endpoint)
        if wanted.who is Who.PUBLIC:
            continue
        tried += 1
        status = call(app, rule, method, caller, tokens)
        if caller != wanted.who.value:
            assert status in {401, 302}, (rule.rule, method, caller, status)
        elif wanted.scope:
            assert status == 403, (rule.rule, method, caller, status)
        else:
            assert status in {200, 403, 404}, (rule.rule, method, caller, status)
    assert tried >= 4 * 15


def test_the_public_routes_are_these(app: APIFlask):
    public = {
        rule.endpoint for rule, _ in routes(app) if policy_of(app, rule.endpoint).who is Who.PUBLIC
    }
    assert public == {
        "station.sign_in",
        "desk.sign_in",
        "partner.grant",
        "health.alive",
        "openapi.spec",
        "web.static",
        "web.start",
        "web.sign_in",
        "web.check_in",
        "web.choose_language",
        "web.go_to_provider",
        "web.back_from_provider",
        "staff.sign_in",
        "staff.check_in",
        "staff.go_to_provider",
        "staff.back_from_provider",
    }


def call(app: APIFlask, rule: Rule, method: str, caller: str, tokens: dict[str, str]) -> int:
    values = {name: VALUES[name] for name in rule.arguments}
    client = app.test_client()
    headers = {}
    if caller != "nobody":
        client.set_cookie("mailroom_session", tokens[caller])
        client.set_cookie("mailroom_staff", tokens[caller])
        headers["Authorization"] = f"Bearer {tokens[caller]}"
    with app.test_request_context():
        path = rule.build(values)[1]
    return client.open(
        path, method=method, headers=headers, json={} if method != "GET" else None
    ).status_code


def test_every_answer_carries_the_headers(app: APIFlask):
    for path in ("/health", "/in", "/nothing", "/v1/station/register"):
        headers = app.test_client().get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["x-correlation-id"]
