"""A company's programs, signed in to its mailbox."""

import base64

from apiflask import APIFlask
from sqlalchemy import select

from mailroom.backend.adapters.secrets import verifier_of
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.model.people import IntegratorRow
from mailroom.backend.services.programs import HOOKS, MARK, READ
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, SECRET

COMPANY = "/v3/partner/company"


def with_programs(backend: Backend) -> str:
    """A company's mailbox; `books` may read, mark and be called, `reader` reads alone."""
    with backend.database.writing() as session:
        found = select(MailboxRow.key).where(MailboxRow.customer == ACTIVE[0])
        key = session.scalars(found).one()
        for client, scopes in (("books", f"{READ} {MARK} {HOOKS}"), ("reader", READ)):
            session.add(
                IntegratorRow(
                    client=client,
                    mailbox=key,
                    verifier=verifier_of(SECRET),
                    scopes=scopes,
                    active=True,
                )
            )
    return key


def basic(client: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{client}:{secret}".encode()).decode()}


def bearer(app: APIFlask, client: str = "books") -> dict[str, str]:
    answer = app.test_client().post("/v1/auth", headers=basic(client, SECRET))
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json['access_token']}"}
