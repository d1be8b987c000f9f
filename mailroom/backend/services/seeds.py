"""Seeded test letters: delivered ones whose answer two people know, read again by a third.

Nobody can tell one from a random sample, and no station or mailbox ever hears of it.
"""

import datetime as dt
import uuid
from random import SystemRandom
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.model.database import insert_new
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailboxes import MisdeliveryRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.reviews import ReviewRow, SeededLetterRow
from mailroom.backend.services import rechecks
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import SUPERVISOR, Staff, note
from mailroom.domain.review import Outcome
from mailroom.domain.seeds import Seeds

MOST: Final = 50
"""At a time."""
_DAYS: Final = 30


def seeds(session: Session, *, staff: Staff, now: dt.datetime) -> Seeds:
    """Shown to supervisors; to anybody else there are none."""
    if SUPERVISOR not in staff.roles:
        return Seeds(is_shown=False)
    since = now - dt.timedelta(days=_DAYS)
    ours = (
        select(ReviewRow.outcome, func.count())
        .join(SeededLetterRow, SeededLetterRow.item == ReviewRow.item)
        .where(ReviewRow.outcome.is_(None) | (ReviewRow.settled_at > since))
        .group_by(ReviewRow.outcome)
    )
    counts = {row[0]: row[1] for row in session.execute(ours)}
    wrong = counts.get(Outcome.DIFFERED, 0)
    at_hand = session.scalar(select(func.count()).select_from(_at_hand().subquery())) or 0
    return Seeds(
        is_shown=True,
        waiting=counts.get(None, 0),
        read=wrong + counts.get(Outcome.AGREED, 0),
        wrong=wrong,
        untold=counts.get(Outcome.WITHDRAWN, 0),
        at_hand=at_hand,
        days=_DAYS,
    )


def seed(session: Session, blobs: Blobs, count: int, *, staff: Staff, now: dt.datetime) -> Seeds:
    """Chance chooses which. Raises Refused(SUPERVISOR_ONLY, VALIDATION)."""
    staff.must_supervise("A supervisor lays test letters.")
    if not 1 <= count <= MOST:
        raise Refused(Why.VALIDATION, f"One to {MOST} test letters at a time.")
    known = session.scalars(_at_hand()).all()
    chosen = SystemRandom().sample(known, min(count, len(known)))
    laid = sum(_lay(session, blobs, source, staff, now) for source in chosen)
    note(session, staff, Action.LETTERS_SEEDED, "review", now=now, detail={"letters": str(laid)})
    session.flush()
    return seeds(session, staff=staff, now=now)


def _at_hand() -> Select[ReviewRow]:
    """Letters that somebody read again, blind, as whoever delivered them; each is used once.

    One that was ever withdrawn is not known well enough.
    """
    used = select(SeededLetterRow.source)
    doubted = select(MisdeliveryRow.item).where(MisdeliveryRow.item.is_not(None))
    ours = select(SeededLetterRow.item)
    return (
        select(ReviewRow)
        .join(MailpieceRow, MailpieceRow.item == ReviewRow.item)
        .where(
            ReviewRow.recheck.is_(True),
            ReviewRow.outcome == Outcome.AGREED,
            ReviewRow.item.not_in(used),
            ReviewRow.item.not_in(doubted),
            ReviewRow.item.not_in(ours),
            MailpieceRow.restricted.is_(False),
        )
        .order_by(ReviewRow.item)
    )


def _lay(session: Session, blobs: Blobs, source: ReviewRow, staff: Staff, now: dt.datetime) -> int:
    """Under an id of its own. Whoever read it last is not asked."""
    item = session.get_one(ItemRow, source.item)
    name = str(uuid.uuid4())
    by = source.verdict_by or source.first_by or item.decided_by
    row = rechecks.blind_row(session, blobs, item, known_as=name, not_by=by, now=now)
    if row is None or item.recipient is None:
        return 0
    told = {"item": name, "source": item.id, "number": item.recipient, "seeded_by": staff.name}
    insert_new(session, ReviewRow, row)
    return int(insert_new(session, SeededLetterRow, told | {"seeded_at": now}))
