"""Signed checkpoints of the audit chain: whoever rewrites it must also hold our key."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.keys import SigningKey, verifies
from mailroom.backend.model.database import Database
from mailroom.backend.model.ledger import AuditRow, CheckpointRow
from mailroom.backend.services import audit
from mailroom.backend.services.clock import Clock


@dataclass(frozen=True, slots=True)
class Flaw:
    """`number` is the first entry that is not as it was written."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Checkpoints:
    database: Database
    clock: Clock
    key: SigningKey

    def make(self) -> bool:
        """Whether there was anything new to sign."""
        with self.database.writing() as session:
            newest = select(AuditRow).order_by(AuditRow.number.desc()).limit(1)
            head = session.scalars(newest).one_or_none()
            if head is None or session.get(CheckpointRow, head.number) is not None:
                return False
            row = CheckpointRow(
                number=head.number, digest=head.digest, made_at=self.clock(), signature=""
            )
            row.signature = self.key.sign(_signed(row))
            session.add(row)
            return True

    def verify(self) -> Flaw | None:
        """The first flaw in the chain or in what was signed of it; None when all is whole."""
        with self.database.reading() as session:
            broken = audit.first_broken(session)
            if broken is not None:
                return Flaw(broken, "chain")
            for row in session.scalars(select(CheckpointRow).order_by(CheckpointRow.number)):
                if not self._is_kept(session, row):
                    return Flaw(row.number, "checkpoint")
        return None

    def _is_kept(self, session: Session, row: CheckpointRow) -> bool:
        entry = session.get(AuditRow, row.number)
        ours = verifies(self.key.public, row.signature, _signed(row))
        return ours and entry is not None and entry.digest == row.digest


def _signed(row: CheckpointRow) -> str:
    return f"checkpoint|{row.number}|{row.digest}|{row.made_at.isoformat()}"
