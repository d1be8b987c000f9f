"""A withdrawn letter is given to the company that it is for, by two people who read it alike."""

import datetime as dt

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, CustomerRow
from mailroom.backend.model.fees import FeeRow
from mailroom.backend.model.inserting import values_of
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailboxes import LetterDueRow, LetterRow, MailboxRow, MisdeliveryRow
from mailroom.backend.model.originals import OriginalRow
from mailroom.backend.model.reviews import ReviewRow, SeededLetterRow
from mailroom.backend.services import delivery, indexing, letter_pages, lives
from mailroom.backend.services.agreements import Periods, opens_on
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import CLEARED, Staff, note
from mailroom.domain.mailpieces import DigitalState, PaperState
from mailroom.domain.pricelist import FeeKind
from mailroom.domain.recalling import Reassignment
from mailroom.domain.review import Outcome


def reassign(
    session: Session, letter: str, number: str, *, staff: Staff, now: dt.datetime
) -> Reassignment:
    """One supervisor says whose it is; another, who is not told, says the same, and it is moved.

    Two who differ are back at the beginning. Raises Refused(SUPERVISOR_ONLY; NOT_FOUND; STATE: the
    case is closed, or the letter has been moved or deleted; NUMBER_NOT_SERVED;
    AGREEMENT_NOT_IN_FORCE on the day it arrived; RECIPIENT: the same mailbox again).
    """
    staff.must_supervise("Supervisors give a letter to another company.")
    case = session.get(MisdeliveryRow, letter, with_for_update=True)
    if case is None or case.item is None:
        raise Refused(Why.NOT_FOUND, "There is no such case of a letter on paper.")
    if case.moved_at is not None and (case.moved_to, case.moved_by) == (number, staff.name):
        return Reassignment.MOVED
    if case.settled_at is not None or case.moved_at is not None:
        raise Refused(Why.STATE, "That case is over, or the letter has been moved.")
    item = session.get_one(ItemRow, case.item)
    mailbox = _mailbox(session, case, item, number, staff)
    if case.moved_first_by in (None, staff.name):
        case.moved_to, case.moved_first_by = number, staff.name
        step = Reassignment.PROPOSED
    elif case.moved_to != number:
        case.moved_to = case.moved_first_by = None
        step = Reassignment.DIFFERED
    else:
        _move(session, case, item, mailbox, staff=staff, now=now)
        step = Reassignment.MOVED
    detail = {"letter": letter, "step": step.value}
    if step is Reassignment.MOVED:
        detail |= {"to": number, "first": case.moved_first_by or ""}
    note(session, staff, Action.LETTER_REASSIGNED, case.item, now=now, detail=detail)
    return step


def _mailbox(
    session: Session, case: MisdeliveryRow, item: ItemRow, number: str, staff: Staff
) -> MailboxRow:
    """Where it would lie: served, and under an agreement on the day it arrived (R3, R43)."""
    theirs = select(MailboxRow).where(MailboxRow.customer == number)
    mailbox = session.scalars(theirs).one_or_none()
    if mailbox is None:
        raise Refused(Why.NUMBER_NOT_SERVED, "The number has no mailbox.")
    if mailbox.key == case.mailbox:
        raise Refused(Why.RECIPIENT, "It was taken out of that very mailbox.")
    agreements = select(AgreementRow).where(AgreementRow.customer == number)
    if not opens_on(Periods.of(session.scalars(agreements)), item.arrived_on):
        sentence = "No agreement was in force on the day the item arrived."
        raise Refused(Why.AGREEMENT_NOT_IN_FORCE, sentence)
    if lives.find(session, item.id).restricted and CLEARED not in staff.roles:
        raise Refused(Why.NOT_FOUND, "There is no such case of a letter on paper.")
    return mailbox


def _move(  # noqa: PLR0913  which letter of which item, to where, by whom, when
    session: Session,
    case: MisdeliveryRow,
    item: ItemRow,
    mailbox: MailboxRow,
    *,
    staff: Staff,
    now: dt.datetime,
) -> None:
    """A letter of its own, available now (R12) and told of (R13), due as of its arrival (R11)."""
    before = session.get_one(LetterRow, case.letter)
    if before.deleted_at is not None:
        raise Refused(Why.STATE, "That letter was deleted for good.")
    read = letter_pages.of_item(session, item.id)
    fresh = values_of(before) | {
        "key": delivery.new_key(now),
        "mailbox": mailbox.key,
        "available_at": now,
        "first_read_at": None,
        "viewed": False,
        "handled_at": None,
        "withdrawn_at": None,
        "trashed_at": None,
    }
    _forget_here(session, before, staff=staff, now=now)
    made = delivery.made_again(mailbox.customer, fresh, read)
    delivery.publish(session, [made], now=now)
    customer = session.get_one(CustomerRow, mailbox.customer)
    item.recipient, item.recipient_name = customer.number, customer.name
    _move_paper(session, item.id, customer.number, staff=staff, now=now)
    _no_longer_known(session, item.id, now=now)
    case.moved_at, case.moved_by = now, staff.name


def _forget_here(session: Session, row: LetterRow, *, staff: Staff, now: dt.datetime) -> None:
    """The old mailbox finds it by nothing; that it was there stays on record."""
    indexing.remove(session, row)
    session.execute(delete(LetterDueRow).where(LetterDueRow.letter == row.key))
    row.item, row.trashed_at, row.deleted_at, row.deleted_by = None, None, now, staff.name
    session.flush()


def _move_paper(
    session: Session, item: str, number: str, *, staff: Staff, now: dt.datetime
) -> None:
    """Its promise counts from its arrival and is kept now; a fee not yet invoiced moves (R26)."""
    piece = lives.find(session, item)
    piece.customer, piece.stopped_at = number, None
    lives.move_digital(session, piece, DigitalState.AVAILABLE, by=staff.name, at=now)
    if piece.paper == PaperState.ON_DESK:
        lives.move_paper(session, piece, PaperState.TO_FILE, by=staff.name, at=now)
    filed = session.get(OriginalRow, item)
    if filed is not None:
        filed.customer = number
    fee = (FeeRow.kind == FeeKind.SCANNING) & (FeeRow.about == item) & FeeRow.statement.is_(None)
    session.execute(update(FeeRow).where(fee).values(customer=number))


def _no_longer_known(session: Session, item: str, *, now: dt.datetime) -> None:
    """What its answer was taken for is wrong: whoever reads it now proves nothing."""
    seeded = select(SeededLetterRow.item).where(SeededLetterRow.source == item)
    shows = (ReviewRow.item == item) | ReviewRow.item.in_(seeded)
    waiting = select(ReviewRow).where(shows, ReviewRow.recheck, ReviewRow.outcome.is_(None))
    for row in session.scalars(waiting):
        row.outcome, row.settled_at, row.offer = Outcome.WITHDRAWN, now, ""
