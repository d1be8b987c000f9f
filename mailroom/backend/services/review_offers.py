"""What stations put into the review queue, what they are to carry out, and how it ended."""

import datetime as dt
from dataclasses import replace
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.reviews import ReviewRow
from mailroom.backend.services import digits
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.persons import is_for_a_person_alone
from mailroom.domain.review import Offer, Outcome, Standing, Verdict
from mailroom.domain.workdays import FIRST_YEAR, LAST_YEAR, due_on, stockholm_date

OFFER: Final = TypeAdapter(Offer)
VERDICT: Final = TypeAdapter(Verdict)
_MOST: Final = 1 << 31
_LONGEST: Final = 64
_KEPT: Final = dt.timedelta(days=90)
"""How long a row without pictures says what came of a verdict."""


def put(session: Session, offer: Offer, *, station: str, now: dt.datetime) -> None:
    """The same revision again changes nothing; another begins anew, claims and verdicts gone.

    Raises Refused(NOT_FOUND) for another station's item, VALIDATION and ARRIVAL.
    """
    if not (0 <= offer.revision < _MOST and 0 < len(offer.scan_id) <= _LONGEST):
        raise Refused(Why.VALIDATION, "The offer is not as agreed.")
    if not FIRST_YEAR <= offer.arrived_on.year < LAST_YEAR or offer.arrived_on > stockholm_date(
        now
    ):
        raise Refused(Why.ARRIVAL, "The day of arrival cannot be right.")
    known = find(session, offer.item, station=station)
    if known is not None and known.revision == offer.revision and known.outcome is None:
        return
    if known is not None:
        digits.drop(session, offer.item)
        session.delete(known)
        session.flush()
    restricted = _is_restricted(session, offer)
    row = {
        "item": offer.item,
        "station": station,
        "revision": offer.revision,
        "recheck": False,
        "restricted": restricted,
        "scan_id": offer.scan_id,
        "reason": offer.doubt.reason,
        "arrived_on": offer.arrived_on,
        "due_on": due_on(offer.arrived_on),
        "offered_at": now,
        "offer": OFFER.dump_json(replace(offer, digits=None)).decode(),
    }
    insert_new(session, ReviewRow, row)
    # Digits are shown among everybody's.
    digits.keep(session, offer.item, None if restricted else offer.digits)
    session.execute(delete(ReviewRow).where(ReviewRow.settled_at < now - _KEPT))


def _is_restricted(session: Session, offer: Offer) -> bool:
    """R59: marked so by a person, or for a person alone by what stands on it."""
    piece = session.get(MailpieceRow, offer.item)
    seen, day = offer.evidence, offer.arrived_on
    marked = piece is not None and piece.restricted
    return marked or is_for_a_person_alone(seen.address_lines, seen.numbers_seen, today=day)


def standings(session: Session, station: str) -> tuple[Standing, ...]:
    """Everything of the station's that is in the queue."""
    theirs = select(ReviewRow).where(
        ReviewRow.station == station, ReviewRow.outcome.is_(None), ReviewRow.recheck.is_(False)
    )
    return tuple(_standing(row) for row in session.scalars(theirs.order_by(ReviewRow.item)))


def settle(  # noqa: PLR0913  which item of whose, at which revision, how and when
    session: Session, item: str, revision: int, outcome: Outcome, *, station: str, now: dt.datetime
) -> None:
    """It leaves the queue, and its pictures are gone. Idempotent; an older revision's is ignored.

    Withdrawn at its desk while a verdict was under way, the verdict was overtaken.
    """
    row = find(session, item, station=station)
    if row is None or row.revision != revision or row.outcome is not None:
        return
    late = outcome is Outcome.WITHDRAWN and row.verdict is not None
    row.outcome = Outcome.OVERTAKEN if late else outcome
    row.settled_at, row.offer = now, ""
    digits.drop(session, item)


def find(session: Session, item: str, *, station: str) -> ReviewRow | None:
    """Locked until the transaction ends. Raises Refused(NOT_FOUND) for another station's."""
    row = session.get(ReviewRow, item, with_for_update=True)
    if row is not None and (row.station != station or row.recheck):
        raise Refused(Why.NOT_FOUND, "There is no such item.")
    return row


def _standing(row: ReviewRow) -> Standing:
    if row.verdict is None:
        return Standing(row.item, row.revision)
    verdict = VERDICT.validate_json(row.verdict)
    by, first = row.verdict_by or "", row.first_by or ""
    return Standing(row.item, row.revision, verdict, by, first, row.verdict_at)
