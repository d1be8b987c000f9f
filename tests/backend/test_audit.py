"""The audit chain shows whatever is done to it afterwards; nothing personal stands in it."""

import pytest
from sqlalchemy import text

from mailroom.backend.services import audit
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, Desk, Reader

ATTACKS = {
    "edit": "UPDATE audit SET actor = 'somebody' WHERE number = 2",
    "edit the time": "UPDATE audit SET at = '2020-01-01' WHERE number = 2",
    "delete": "DELETE FROM audit WHERE number = 2",
    "cut the end off": "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)",
    "swap": "UPDATE audit SET number = 99 - number WHERE number IN (2, 3)",
    "insert": "INSERT INTO audit SELECT number + 1, at, actor_kind, actor, action, "
    "subject, detail, before, digest FROM audit ORDER BY number DESC LIMIT 1",
}


@pytest.fixture
def busy(desk: Desk, reader: Reader, backend: Backend) -> Backend:
    for _ in range(2):
        desk.deliver()
    for key in reader.letters():
        reader.client.get(f"/letters/{key}")
    return backend


def test_the_chain_is_whole(busy: Backend):
    with busy.database.reading() as session:
        assert audit.first_broken(session) is None


def test_every_change_is_seen(busy: Backend):
    for name, attack in ATTACKS.items():
        with busy.database.reading() as session:
            session.execute(text(attack))
            assert audit.first_broken(session) is not None, name


def test_who_looked_at_what_is_known_and_nothing_that_was_read(busy: Backend):
    with busy.database.reading() as session:
        rows = session.execute(text("SELECT actor, action, subject, detail FROM audit")).all()
    assert sum(row.action == "letter_read" and row.actor == ACTIVE[0] for row in rows) == 2
    written = " ".join(map(str, rows))
    assert "Skatteverket" not in written
    assert ACTIVE[1] not in written
