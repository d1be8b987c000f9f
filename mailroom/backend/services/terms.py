"""The terms by version and language, and which of them each customer accepted when (R2)."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.agreements import AcceptanceRow, TermsRow
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.workdays import stockholm_date

MASTER: Final = "sv"
"""The Swedish text prevails."""


@dataclass(frozen=True, slots=True)
class Terms:
    version: str
    language: str
    valid_from: dt.date
    text: str


def publish(session: Session, terms: Terms, *, staff: Staff, now: dt.datetime) -> bool:
    """Whether it is new. A version never changes once it is here, and begins with Swedish.

    Raises Refused(TERMS or SUPERVISOR_ONLY).
    """
    staff.must_supervise("Only a supervisor publishes terms.")
    master = session.get(TermsRow, (terms.version, MASTER))
    if terms.language != MASTER and master is None:
        raise Refused(Why.TERMS, "The Swedish text comes first: it prevails.")
    sha256 = hashlib.sha256(terms.text.encode()).hexdigest()
    values = {
        "version": terms.version,
        "language": terms.language,
        "valid_from": terms.valid_from,
        "text": terms.text,
        "sha256": sha256,
    }
    if not insert_new(session, TermsRow, values):
        known = session.get_one(TermsRow, (terms.version, terms.language))
        if (known.sha256, known.valid_from) != (sha256, terms.valid_from):
            raise Refused(Why.TERMS, "That version is published already, with another text.")
        return False
    detail = {"language": terms.language, "sha256": sha256}
    note(session, staff, Action.TERMS_PUBLISHED, terms.version, now=now, detail=detail)
    return True


def current(session: Session, day: dt.date, language: str = MASTER) -> Terms | None:
    """In force that day: in that language when there is such a text, else in Swedish."""
    begun = select(TermsRow).where(TermsRow.valid_from <= day, TermsRow.language == MASTER)
    row = session.scalars(begun.order_by(TermsRow.valid_from.desc())).first()
    if row is None:
        return None
    shown = session.get(TermsRow, (row.version, language)) or row
    return Terms(shown.version, shown.language, shown.valid_from, shown.text)


def accept(  # noqa: PLR0913  whose yes, to what, in which language, by whom, when
    session: Session, customer: str, version: str, *, language: str, by: str, now: dt.datetime
) -> None:
    """Raises Refused(TERMS) for a version that is not published or no longer current."""
    newest = current(session, stockholm_date(now))
    if newest is None or newest.version != version:
        raise Refused(Why.TERMS, "Those are not the terms in force. Read the current ones.")
    row = AcceptanceRow(
        customer=customer, version=version, language=language, accepted_at=now, accepted_by=by
    )
    session.add(row)
    session.flush()


def applying_on(session: Session, customer: str, day: dt.date) -> str | None:
    """The version that applied to this customer on that day."""
    theirs = select(AcceptanceRow).where(AcceptanceRow.customer == customer)
    rows = session.scalars(theirs.order_by(AcceptanceRow.accepted_at, AcceptanceRow.id))
    before = [row.version for row in rows if stockholm_date(row.accepted_at) <= day]
    return before[-1] if before else None
