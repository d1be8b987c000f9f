"""Seeded test letters: delivered ones whose answer two people know, read again by a third.

Each looks like a doubt from a desk or like a random sample; no station or mailbox hears of it.
"""

import datetime as dt
import json
import uuid
from random import SystemRandom
from typing import Final, TypedDict

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.mail import ItemRow, ManifestRow
from mailroom.backend.model.mailboxes import MisdeliveryRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.reviews import ReviewRow, SeededLetterRow
from mailroom.backend.services import rechecks
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.sorting_policy import in_force
from mailroom.backend.services.staff import SUPERVISOR, Staff, note
from mailroom.domain.decisions import Doubt
from mailroom.domain.evidence import Evidence
from mailroom.domain.review import Offer, Outcome, Verdict, VerdictKind, needs_two
from mailroom.domain.seeds import Seeds
from mailroom.domain.sorting import decide
from mailroom.domain.workdays import stockholm_date
from mailroom.wire import EvidenceMessage

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


class _Read(TypedDict, total=False):
    read: tuple[Doubt, Evidence]


def _as_in_doubt(session: Session, item: ItemRow, now: dt.datetime) -> _Read:
    """As its desk would offer it today, where today's rules leave it to one person's word.

    What two people would decide, what the rules pass and what has no kept evidence is shown as a
    sample is, without a reading.
    """
    manifest = session.get(ManifestRow, item.id)
    kept = json.loads(manifest.body).get("evidence") if manifest else None
    evidence = EvidenceMessage.model_validate(kept).whole if kept else None
    if evidence is None:
        return {}
    doubt = decide(evidence, at=now, policy=in_force(session, stockholm_date(now)))
    if not isinstance(doubt, Doubt) or doubt.proposal is None:
        return {}
    alone = Offer("", 0, "", item.arrived_on, doubt, evidence, "", ())
    return {} if needs_two(alone, Verdict(VerdictKind.ACCEPT)) else {"read": (doubt, evidence)}


def _lay(session: Session, blobs: Blobs, source: ReviewRow, staff: Staff, now: dt.datetime) -> int:
    """Under an id of its own. Whoever read it last is not asked."""
    item = session.get_one(ItemRow, source.item)
    name = str(uuid.uuid4())
    by = source.verdict_by or source.first_by or item.decided_by
    read = _as_in_doubt(session, item, now)
    row = rechecks.blind_row(session, blobs, item, known_as=name, not_by=by, now=now, **read)
    if row is None or item.recipient is None:
        return 0
    told = {"item": name, "source": item.id, "number": item.recipient, "seeded_by": staff.name}
    insert_new(session, ReviewRow, row)
    return int(insert_new(session, SeededLetterRow, told | {"seeded_at": now}))
