"""A box is closed by counting it: what lies there and what the register says must be the same."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.originals import OriginalRow
from mailroom.backend.services import originals, store
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.shelves import Closing, Contents

_LIES_THERE = (PaperState.FILED, PaperState.REQUESTED, PaperState.TO_DESTROY)
"""Asked for or to be destroyed, it lies in its box until somebody takes it out."""


def contents(session: Session, label: str) -> Contents:
    """Raises Refused(LABEL or NOT_FOUND)."""
    row = store.box(session, label)
    inside = (
        select(OriginalRow, MailpieceRow.paper)
        .join(MailpieceRow, MailpieceRow.item == OriginalRow.item)
        .where(OriginalRow.box == row.label, MailpieceRow.paper.in_(_LIES_THERE))
        .order_by(OriginalRow.position)
    )
    lying = session.execute(inside)
    return Contents(
        store.shown(row),
        tuple(originals.shown(original, paper, row.shelf) for original, paper in lying),
    )


def close(session: Session, label: str, *, counted: int, staff: Staff, now: dt.datetime) -> Closing:
    """Sealed when the count agrees; else it stays open, and the answer shows both.

    Raises Refused(LABEL, NOT_FOUND; STATE when it is sealed already or nothing lies in it).
    """
    before = contents(session, label)
    if before.box.sealed:
        raise Refused(Why.STATE, "The box is sealed already.")
    if not before.originals:
        raise Refused(Why.STATE, "The box is empty. There is nothing to close.")
    if counted == len(before.originals):
        store.seal(session, label, staff=staff, now=now)
    return Closing(contents(session, label), counted)
