"""Delivery: a letter is made available, and the clock of R11 stops, in one transaction (R12)."""

import datetime as dt
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.mailboxes import LetterRow, MailboxRow
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.workdays import due_on
from mailroom.wire import ItemMessage

LONGEST_SENDER = 120
_AUTHORITY = "authority"


def new_key(now: dt.datetime) -> str:
    """A key in the shape integrators know: ten digits of seconds and 32 hex digits."""
    return f"{int(now.timestamp()):010d}{secrets.token_hex(16)}"


def make_available(
    session: Session, message: ItemMessage, *, page_count: int, now: dt.datetime
) -> None:
    """Put the letter in its recipient's mailbox. Raises Refused when there is none."""
    number = message.recipient.number if message.recipient else ""
    mailbox = session.scalars(select(MailboxRow).where(MailboxRow.customer == number)).first()
    if mailbox is None or message.document is None:
        raise Refused(Why.NUMBER_NOT_SERVED, "The number has no mailbox.")
    evidence = message.evidence
    session.add(
        LetterRow(
            key=new_key(now),
            item=message.id,
            mailbox=mailbox.key,
            scan_id=message.scan_id,
            document=message.document.sha256,
            sender=one_line(evidence.sender) if evidence else "",
            kind=_AUTHORITY if evidence and _AUTHORITY in evidence.marks else "letter",
            page_count=page_count,
            arrived_on=message.tray.arrived_on,
            due_on=due_on(message.tray.arrived_on),
            scanned_at=message.captured_at,
            available_at=now,
            first_read_at=None,
            viewed=False,
            handled_at=None,
            withdrawn_at=None,
        )
    )


def one_line(text: str) -> str:
    """Printable, on one line, not too long: what was read on an envelope is anybody's text."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())[:LONGEST_SENDER]
