"""Checkpoints: a log that was rewritten from its beginning no longer agrees with what we signed."""

from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from mailroom.backend.model.ledger import AuditRow, CheckpointRow, CounterRow
from mailroom.backend.services import audit
from mailroom.backend.services.checkpoints import Flaw
from mailroom.backend.services.scrubbing import ScrubFoundDamage
from mailroom.backend.wiring import Backend
from tests.backend.builders import NOW, Desk, pdf, sha


def test_a_whole_log_is_whole(desk: Desk, backend: Backend):
    desk.deliver()
    assert backend.checkpoints.make()
    assert not backend.checkpoints.make()
    assert backend.checkpoints.verify() is None


def test_a_chain_that_was_written_anew_is_found_out(desk: Desk, backend: Backend):
    desk.deliver()
    backend.checkpoints.make()
    with backend.database.writing() as session:
        (signed,) = session.scalars(select(CheckpointRow)).all()
        session.execute(delete(AuditRow))
        session.execute(delete(CounterRow).where(CounterRow.name == "audit"))
        actor = audit.Actor(audit.ActorKind.STATION, "desk-1")
        for _ in range(signed.number):
            entry = audit.Entry(NOW, actor, audit.Action.SIGNED_IN, "somebody else", {})
            audit.record(session, entry)
    with backend.database.reading() as session:
        assert audit.first_broken(session) is None
    assert backend.checkpoints.verify() == Flaw(signed.number, "checkpoint")


def test_a_checkpoint_that_we_did_not_sign_is_found_out(desk: Desk, backend: Backend):
    desk.deliver()
    backend.checkpoints.make()
    with backend.database.writing() as session:
        session.execute(update(CheckpointRow).values(digest="0" * 64))
    flaw = backend.checkpoints.verify()
    assert flaw is not None
    assert flaw.why == "checkpoint"


def test_scrubbing_counts_what_is_whole(desk: Desk, backend: Backend):
    desk.deliver()
    assert backend.jobs.run("scrub").counts == {"whole": 1}


@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_scrubbing_finds_a_document_that_was_harmed(desk: Desk, backend: Backend, harm: str):
    desk.deliver()
    file: Path = backend.blobs.file(sha(pdf("Hej", "Sida 2")))
    if harm == "missing":
        file.unlink()
    else:
        file.write_bytes(b"%PDF-another")
    run = backend.jobs.run("scrub")
    assert (run.result, run.error) == ("failed", ScrubFoundDamage.code)
