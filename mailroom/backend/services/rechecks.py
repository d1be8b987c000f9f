"""Quality by random samples: a share of the delivered letters is read again by somebody else."""

import datetime as dt
import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.reviews import ReviewRow, SeededLetterRow
from mailroom.backend.services import alarms
from mailroom.backend.services.faces import face_of
from mailroom.backend.services.review_offers import OFFER
from mailroom.domain.decisions import Category, Doubt, DoubtReason
from mailroom.domain.evidence import Evidence
from mailroom.domain.review import Offer, Outcome, Verdict, VerdictKind, meaning
from mailroom.domain.room import AlarmKind
from mailroom.domain.workdays import due_on, stockholm_date

_LATELY: Final = dt.timedelta(days=2)
_OPEN_FOR: Final = dt.timedelta(days=7)
_PARTS: Final = 1_000_000
_UNSEEN: Final = Evidence((), 0, None, (), (), (), (), (), None, (), "")
"""What was read is not shown: whoever looks again reads for themselves."""
_BLIND: Final = (Doubt(DoubtReason.BLIND_CHECK, "blind_check"), _UNSEEN)


def pick(session: Session, blobs: Blobs, *, share: float, now: dt.datetime) -> int:
    """How many letters of the last two days joined the queue; each is picked once or never.

    The item's own random id decides, so that nobody can foresee which. Items that a person has
    reviewed already, restricted ones and those without a picture are left out.
    """
    _give_up(session, now)
    letters = (
        select(ItemRow)
        .join(LetterRow, LetterRow.item == ItemRow.id)
        .join(MailpieceRow, MailpieceRow.item == ItemRow.id)
        .where(
            LetterRow.available_at > now - _LATELY,
            LetterRow.withdrawn_at.is_(None),
            LetterRow.deleted_at.is_(None),
            MailpieceRow.restricted.is_(False),
            ItemRow.face.is_not(None),
            ItemRow.id.not_in(select(ReviewRow.item)),
        )
    )
    chosen = [
        item
        for item in session.scalars(letters)
        if uuid.UUID(item.id).int % _PARTS < share * _PARTS
    ]
    return sum(_join(session, blobs, item, now) for item in chosen)


def judge(
    session: Session, row: ReviewRow, doubt: Doubt, verdict: Verdict, *, now: dt.datetime
) -> None:
    """Settles it: the same recipient, another one (an alarm), or it could not be told.

    A seeded test letter raises no alarm: nothing of it was delivered.
    """
    row.settled_at, row.offer = now, ""
    unsure = verdict.kind is VerdictKind.RESCAN or verdict.category is Category.UNREADABLE
    if unsure:
        row.outcome = Outcome.WITHDRAWN
        return
    seeded = session.get(SeededLetterRow, row.item)
    delivered = seeded.number if seeded else session.get_one(ItemRow, row.item).recipient
    same = meaning(doubt, verdict) == (Category.SCANNABLE, delivered)
    row.outcome = Outcome.AGREED if same else Outcome.DIFFERED
    if not same and seeded is None:
        alarms.raise_once(session, AlarmKind.RECHECK, row.item, now=now)


def _join(session: Session, blobs: Blobs, item: ItemRow, now: dt.datetime) -> int:
    """Whoever decided it is not asked: for them it counts as looked at."""
    row = blind_row(session, blobs, item, known_as=item.id, not_by=item.decided_by, now=now)
    return 0 if row is None else int(insert_new(session, ReviewRow, row))


def blind_row(  # noqa: PLR0913  which letter, under which id, for everybody but whom
    session: Session,
    blobs: Blobs,
    item: ItemRow,
    *,
    known_as: str,
    not_by: str,
    now: dt.datetime,
    read: tuple[Doubt, Evidence] = _BLIND,
) -> dict[str, object] | None:
    """A row of the queue that shows a letter's face and what was `read`; None without a picture."""
    shown = face_of(session, blobs, item)
    if shown is None:
        return None
    doubt, evidence = read
    offer = Offer(known_as, 0, item.scan_id, item.arrived_on, doubt, evidence, "", (shown,))
    return {
        "item": known_as,
        "station": item.station,
        "revision": 0,
        "recheck": True,
        "scan_id": item.scan_id,
        "reason": doubt.reason,
        "arrived_on": item.arrived_on,
        "due_on": due_on(stockholm_date(now)),
        "offered_at": now,
        "offer": OFFER.dump_json(offer).decode(),
        "first_by": not_by,
    }


def _give_up(session: Session, now: dt.datetime) -> None:
    """What nobody had time for is no longer a picture of the present."""
    old = select(ReviewRow).where(
        ReviewRow.recheck.is_(True),
        ReviewRow.outcome.is_(None),
        ReviewRow.offered_at < now - _OPEN_FOR,
    )
    for row in session.scalars(old):
        row.outcome, row.settled_at, row.offer = Outcome.WITHDRAWN, now, ""
