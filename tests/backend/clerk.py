"""People at the desk, as their programs speak for them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from apiflask import APIFlask
from flask.testing import FlaskClient

from mailroom.backend.app import backend_of
from mailroom.backend.services.enrolment import appoint
from mailroom.backend.services.sessions import Kind, Signed
from mailroom.backend.services.staff import scopes_of
from tests.backend.builders import (
    ACTIVE,
)

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


def code(answer: Any) -> int:  # noqa: ANN401  a test client's answer
    return answer.json["code"]
