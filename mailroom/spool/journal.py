"""The journal: what happened, in order, each entry sealed to the one before it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.spool.tables import JournalRow

_BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """`subject` is an item, batch or tray id. Nothing that was read from mail stands here."""

    at: str
    what: str
    subject: str
    actor: str
    facts: Mapping[str, str | int | None]


def write(session: Session, entry: Entry) -> None:
    """Append within the caller's transaction, so that fact and entry stand or fall together."""
    last = session.scalars(select(JournalRow).order_by(JournalRow.seq.desc()).limit(1)).first()
    row = JournalRow(
        seq=last.seq + 1 if last else 1,
        at=entry.at,
        what=entry.what,
        subject=entry.subject,
        actor=entry.actor,
        facts=json.dumps(dict(entry.facts), sort_keys=True),
        before=last.digest if last else _BEGINNING,
        digest="",
    )
    row.digest = _digest(row)
    session.add(row)
    session.flush()


def first_break(session: Session) -> int | None:
    """The first entry that does not follow from the one before it; None when all do."""
    before, expected = _BEGINNING, 1
    for row in session.scalars(select(JournalRow).order_by(JournalRow.seq)):
        if (row.seq, row.before, row.digest) != (expected, before, _digest(row)):
            return expected
        before, expected = row.digest, expected + 1
    return None


def _digest(row: JournalRow) -> str:
    parts = (str(row.seq), row.at, row.what, row.subject, row.actor, row.facts, row.before)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
