"""Our own people at the pages that are theirs."""

import re

from apiflask import APIFlask
from flask.testing import FlaskClient

from mailroom.backend.adapters.secrets import verifier_of
from mailroom.backend.services.enrolment import appoint
from mailroom.backend.wiring import Backend
from tests.backend.builders import SECRET


def opened_office(app: APIFlask, backend: Backend) -> dict[str, FlaskClient]:
    """Two clerks, one of them a supervisor, an operator and an administrator, signed in."""
    verifier = verifier_of(SECRET)
    people = {"karin": ["clerk"], "sture": ["clerk", "supervisor"], "olle": ["operator"]}
    people["ada"] = ["administrator"]
    with backend.database.writing() as session:
        for user, roles in people.items():
            appoint(session, user, name=user.title(), roles=roles, verifier=verifier)
    return {user: enter(app, user)[0] for user in people}


def enter(app: APIFlask, user: str, secret: str = SECRET):
    client = app.test_client()
    token = re.search(r'name="token" value="([0-9a-f]{64})"', client.get("/staff/in").text)
    assert token is not None
    form = {"login": user, "secret": secret, "token": token[1]}
    return client, client.post("/staff/in", data=form)


def post(client: FlaskClient, page: str, path: str, **form: str):
    token = re.search(r'name="token" value="([0-9a-f]{64})"', client.get(page).text)
    assert token is not None
    return client.post(path, data={"token": token[1], **form})
