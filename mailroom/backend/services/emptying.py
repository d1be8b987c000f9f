"""A mailbox that its agreement has closed: frozen, and emptied only when that is ordered (G13)."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.model.database import Database
from mailroom.backend.model.mailboxes import EmptyingRow, LetterRow, MailboxRow
from mailroom.backend.services import abandoned, audit, erasing, messages, trash
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.closure import Closure, closure_of, must
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.mailboxstates import REGRET_DAYS, Act, MailboxState
from mailroom.domain.workdays import stockholm_date

_AT_ONCE: Final = 50
"""Letters in one transaction, so that nobody waits long for it."""


@dataclass(frozen=True, slots=True)
class Emptying:
    """`mailbox` is the caller's own."""

    database: Database
    blobs: Blobs
    clock: Clock

    def closure(self, mailbox: str) -> Closure:
        with self.database.reading() as session:
            return closure_of(session, mailbox, stockholm_date(self.clock()))

    def order(self, mailbox: str, *, actor: audit.Actor) -> dt.date:
        """The day on which it is carried out. Raises Refused(MAILBOX_STATE)."""
        now = self.clock()
        today = stockholm_date(now)
        with self.database.writing() as session:
            must(session, mailbox, Act.ORDER_EMPTYING, today)
            if not _left(session, mailbox):
                raise Refused(Why.MAILBOX_STATE, "There is no letter in the mailbox.")
            row = session.get(EmptyingRow, mailbox) or EmptyingRow(mailbox=mailbox)
            row.ordered_at, row.ordered_by = now, actor.name
            row.empties_on, row.emptied_at = today + dt.timedelta(days=REGRET_DAYS), None
            session.add(row)
            _note(session, audit.Action.EMPTYING_ORDERED, mailbox, actor, now)
            return row.empties_on

    def take_back(self, mailbox: str, *, actor: audit.Actor) -> None:
        """Raises Refused(MAILBOX_STATE)."""
        now = self.clock()
        with self.database.writing() as session:
            must(session, mailbox, Act.TAKE_BACK, stockholm_date(now))
            session.delete(session.get_one(EmptyingRow, mailbox))
            abandoned.heard_of(session, mailbox, stockholm_date(now))
            _note(session, audit.Action.EMPTYING_TAKEN_BACK, mailbox, actor, now)

    def run(self) -> int:
        """Carry out the orders whose day has come; how many mailboxes were emptied.

        Goes on where a stop left it. An order in a mailbox that is open again is void.
        """
        due = select(EmptyingRow.mailbox).where(
            EmptyingRow.empties_on <= stockholm_date(self.clock()), EmptyingRow.emptied_at.is_(None)
        )
        with self.database.reading() as session:
            mailboxes = session.scalars(due).all()
        emptied = 0
        for mailbox in mailboxes:
            while self._some(mailbox):
                erasing.finish(self.database, self.blobs)
            emptied += self._is_emptied(mailbox)
        return emptied

    def _some(self, mailbox: str) -> bool:
        """Whether letters were deleted: with none left, the order is carried out."""
        now = self.clock()
        with self.database.writing() as session:
            closure = closure_of(session, mailbox, stockholm_date(now))
            order = session.get(EmptyingRow, mailbox)
            if order is None or closure.state is not MailboxState.TO_EMPTY:
                return False
            ours = audit.ActorKind.OPERATOR
            kind = ours if closure.by_us else audit.ActorKind.MAILBOX_USER
            actor = audit.Actor(kind, order.ordered_by)
            letters = session.scalars(_letters(mailbox).limit(_AT_ONCE)).all()
            for letter in letters:
                trash.forget(session, letter, actor=actor, now=now)
            if not letters:
                order.emptied_at = now
                _note(session, audit.Action.MAILBOX_EMPTIED, mailbox, actor, now)
                customer = session.get_one(MailboxRow, mailbox).customer
                about = f"{mailbox}:{order.ordered_at.isoformat()}"
                messages.tell(session, customer, messages.Kind.MAILBOX_EMPTIED, about, now=now)
            return bool(letters)

    def _is_emptied(self, mailbox: str) -> bool:
        with self.database.reading() as session:
            order = session.get(EmptyingRow, mailbox)
            return order is not None and order.emptied_at is not None


def _letters(mailbox: str) -> Select[LetterRow]:
    """All that it still has, in the trash or not."""
    here = LetterRow.withdrawn_at.is_(None) & LetterRow.deleted_at.is_(None)
    return select(LetterRow).where(LetterRow.mailbox == mailbox, here).order_by(LetterRow.key)


def _left(session: Session, mailbox: str) -> bool:
    return session.scalars(_letters(mailbox).limit(1)).first() is not None


def _note(
    session: Session, action: audit.Action, mailbox: str, actor: audit.Actor, now: dt.datetime
) -> None:
    audit.record(session, audit.Entry(now, actor, action, mailbox, {}))
