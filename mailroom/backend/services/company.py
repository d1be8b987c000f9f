"""What a company sees and changes of itself: addresses, senders, originals, agreement, people."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, DeliveryAddressRow, EmailRow
from mailroom.backend.model.database import Database
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.ledger import AuditRow
from mailroom.backend.model.mailboxes import LetterRow, SenderOptOutRow
from mailroom.backend.model.people import MailboxUserRow
from mailroom.backend.services import (
    asking,
    audit,
    customers,
    fees,
    messages,
    payment_options,
    senders,
    statements,
    termination,
    terms,
)
from mailroom.backend.services.agreements import Period, Periods, standing_on
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.enrolment import Address
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.senders import Seen
from mailroom.backend.services.staff import Staff
from mailroom.domain.membership import Scope
from mailroom.domain.pricelist import FeeKind
from mailroom.domain.register import Standing
from mailroom.domain.workdays import stockholm_date

_NEWEST = 200


@dataclass(frozen=True, slots=True)
class Email:
    """`bounced_at` when its server last refused it for good."""

    address: str
    bounced_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Contact:
    kivra_address: tuple[str, str, str]
    delivery: Address | None
    verified_at: dt.datetime | None
    emails: tuple[Email, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """`off` is the company's own choice (R49); paper comes all the same (G3)."""

    name: str
    letters: int
    off: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """`period` is the one that runs or ran last; `terms` the version that applies today."""

    standing: Standing | None
    period: Period | None
    terms: str | None
    payment_options: tuple[str, ...]
    messages: tuple[messages.Message, ...]


@dataclass(frozen=True, slots=True)
class Original:
    request: asking.Request
    letter: str | None
    sender: str
    scan_id: str


@dataclass(frozen=True, slots=True)
class Access:
    """One look at one of the company's letters, or one change to it.

    `letter` is empty once it is no longer there to be opened.
    """

    at: dt.datetime
    kind: str
    who: str
    action: str
    letter: str
    sender: str


@dataclass(frozen=True, slots=True)
class Companies:
    """`number` and `mailbox` are the caller's own: another's do not exist."""

    database: Database
    clock: Clock

    def contact(self, number: str) -> Contact:
        with self.database.reading() as session:
            row = session.get(DeliveryAddressRow, number)
            emails = select(EmailRow).where(EmailRow.customer == number).order_by(EmailRow.address)
            return Contact(
                kivra_address=customers.kivra_address(session, number),
                delivery=Address(row.name, row.street, row.postcode, row.city) if row else None,
                verified_at=row.verified_at if row else None,
                emails=tuple(Email(r.address, r.bounced_at) for r in session.scalars(emails)),
            )

    def change_address(self, number: str, address: Address, *, actor: audit.Actor) -> None:
        """Raises Refused(ADDRESS)."""
        with self.database.writing() as session:
            customers.change_address(session, number, address, staff=_self(actor), now=self.clock())

    def set_emails(self, number: str, addresses: Iterable[str], *, actor: audit.Actor) -> None:
        """Raises Refused(EMAIL)."""
        with self.database.writing() as session:
            customers.set_emails(session, number, addresses, staff=_self(actor), now=self.clock())

    def senders(self, number: str, mailbox: str) -> tuple[Sender, ...]:
        """Everybody who has written, and whoever was switched off before."""
        with self.database.reading() as session:
            seen = {each.sender: each.items for each in senders.seen(session, number)}
            chosen = select(SenderOptOutRow.sender).where(SenderOptOutRow.mailbox == mailbox)
            off = set(session.scalars(chosen))
        names = sorted(seen.keys() | off, key=lambda name: (-seen.get(name, 0), name))
        return tuple(Sender(name, seen.get(name, 0), name in off) for name in names)

    def unscannable_senders(self, number: str) -> tuple[Seen, ...]:
        """Who could be asked to send elsewhere (R30)."""
        with self.database.reading() as session:
            return senders.of_unscannables(session, number)

    def switch_sender(self, mailbox: str, sender: str, *, off: bool, actor: audit.Actor) -> None:
        """Reversible, and true at once. Raises Refused(NOT_FOUND): nobody of that name wrote."""
        now = self.clock()
        with self.database.writing() as session:
            known = select(LetterRow.key).where(
                LetterRow.mailbox == mailbox, LetterRow.sender == sender
            )
            choice = (SenderOptOutRow.mailbox == mailbox) & (SenderOptOutRow.sender == sender)
            if off and session.scalars(known.limit(1)).first() is None:
                raise Refused(Why.NOT_FOUND, "There is no such sender.")
            if off:
                row = {"mailbox": mailbox, "sender": sender, "since": now, "by": actor.name}
                insert_new(session, SenderOptOutRow, row)
            else:
                session.execute(delete(SenderOptOutRow).where(choice))
            detail = {"off": str(off).lower()}
            entry = audit.Entry(now, actor, audit.Action.SENDER_SWITCHED, mailbox, detail)
            audit.record(session, entry)

    def ask_original(self, number: str, mailbox: str, letter: str, *, actor: audit.Actor) -> None:
        """Once per letter (R15). Raises Refused as `asking.ask`."""
        with self.database.writing() as session:
            item = _item(session, mailbox, letter)
            earlier = [each for each in asking.of_customer(session, number) if each.item == item]
            asked = asking.Asked(f"{letter}-{len(earlier) + 1}", item, number, actor.name)
            asking.ask(session, asked, staff=_self(actor), now=self.clock())

    def originals(self, number: str) -> tuple[Original, ...]:
        """What was asked for, the newest first."""
        with self.database.reading() as session:
            found: list[Original] = []
            for request in asking.of_customer(session, number):
                row = session.scalars(
                    select(LetterRow).where(LetterRow.item == request.item)
                ).one_or_none()
                visible = row is not None and row.withdrawn_at is None and row.deleted_at is None
                found.append(
                    Original(
                        request=request,
                        letter=row.key if row and visible else None,
                        sender=row.sender if row else "",
                        scan_id=row.scan_id if row else "",
                    )
                )
            return tuple(found)

    def original_of(self, number: str, mailbox: str, letter: str) -> asking.Request | None:
        """The latest request for this letter's paper."""
        with self.database.reading() as session:
            item = _item(session, mailbox, letter)
            asked = asking.of_customer(session, number)
            return next((each for each in asked if each.item == item), None)

    def price_of_original(self) -> int | None:
        """In öre without VAT; None while no price list says."""
        with self.database.reading() as session:
            try:
                return fees.quote(session, FeeKind.ORIGINAL, stockholm_date(self.clock())).ore
            except Refused:
                return None

    def agreement(self, number: str) -> Agreement:
        today = stockholm_date(self.clock())
        with self.database.reading() as session:
            rows = select(AgreementRow).where(AgreementRow.customer == number)
            periods = Periods.of(session.scalars(rows))
            options = payment_options.active(session, number, today)
            return Agreement(
                standing=standing_on(periods, today),
                period=periods.all[-1] if periods.all else None,
                terms=terms.applying_on(session, number, today),
                payment_options=tuple(option.kind for option in options),
                messages=messages.of_customer(session, number),
            )

    def give_notice(self, number: str, scope: Scope, *, actor: audit.Actor) -> dt.date:
        """Ninety days from today (R34), of the scanning alone or of both (R35).

        Raises Refused(STATE).
        """
        with self.database.writing() as session:
            notice = termination.Notice(stockholm_date(self.clock()), scope)
            return termination.give_notice(
                session, number, notice, staff=_self(actor), now=self.clock()
            )

    def reactivate(self, number: str, *, actor: audit.Actor) -> None:
        """Raises Refused(STATE or PAYMENT_OPTION)."""
        with self.database.writing() as session:
            termination.reactivate(session, number, staff=_self(actor), now=self.clock())

    def register_payment_option(self, number: str, kind: payment_options.Option) -> None:
        with self.database.writing() as session:
            payment_options.register(session, number, kind, now=self.clock())

    def statement(self, number: str, statement: int) -> statements.Statement:
        """Raises Refused(NOT_FOUND), also for another company's."""
        with self.database.reading() as session:
            found = statements.find(session, statement)
        if found.customer != number:
            raise Refused(Why.NOT_FOUND, "There is no such statement.")
        return found

    def statements(self, number: str) -> tuple[statements.Statement, ...]:
        with self.database.reading() as session:
            return statements.of_customer(session, number)

    def people(self, mailbox: str) -> tuple[tuple[str, str], ...]:
        """Login and name of everybody who may sign in."""
        theirs = select(MailboxUserRow).where(MailboxUserRow.mailbox == mailbox)
        with self.database.reading() as session:
            rows = session.scalars(theirs.order_by(MailboxUserRow.login))
            return tuple((row.login, row.name) for row in rows)

    def accesses(self, mailbox: str, *, most: int | None = _NEWEST) -> tuple[Access, ...]:
        """The newest looks at and changes to its letters, by whomever; None for every one."""
        with self.database.reading() as session:
            every = select(AuditRow, LetterRow).where(
                LetterRow.mailbox == mailbox,
                (AuditRow.subject == LetterRow.key) | (AuditRow.subject == LetterRow.item),
                AuditRow.at >= LetterRow.available_at,  # before, it may have been another's
            )
            rows = session.execute(every.order_by(AuditRow.number.desc()).limit(most))
            return tuple(
                Access(row.at, row.actor_kind, row.actor, row.action, _open(letter), letter.sender)
                for row, letter in rows
            )


def _open(letter: LetterRow) -> str:
    return letter.key if letter.withdrawn_at is None and letter.deleted_at is None else ""


def _self(actor: audit.Actor) -> Staff:
    """A company's person acts for the company alone, with no role of ours."""
    return Staff(actor, frozenset())


def _item(session: Session, mailbox: str, letter: str) -> str:
    ours = (LetterRow.key == letter) & (LetterRow.mailbox == mailbox)
    still = LetterRow.withdrawn_at.is_(None) & LetterRow.deleted_at.is_(None)
    here = select(LetterRow.item).where(ours, still)
    found = session.execute(here).one_or_none()
    if found is None:
        raise Refused(Why.NOT_FOUND, "There is nothing here with that name.")
    item: str | None = found.item
    if item is None:
        raise Refused(Why.NOT_ARCHIVED, "The letter was written digitally: there is no paper.")
    return item
