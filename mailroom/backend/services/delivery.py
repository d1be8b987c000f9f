"""Delivery: a letter is made available, and the clock of R11 stops, in one transaction (R12)."""

import datetime as dt
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.database import several
from mailroom.backend.model.inserting import insert_many
from mailroom.backend.model.mailboxes import KeptLetterRow, LetterRow, MailboxRow
from mailroom.backend.services import indexing, telling, unpaid
from mailroom.backend.services.arrival import Arrival
from mailroom.backend.services.letter_pages import CodeOnPage, LetterPages
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.pages import Box, PageCode
from mailroom.domain.workdays import due_on
from mailroom.wire import ItemMessage

LONGEST_SENDER = 120
LETTER = "letter"
PHYSICAL = "physical"
_AUTHORITY = "authority"
_Kept = Mapping[str, int]
_NONE: Final[_Kept] = MappingProxyType({})
_MAILBOXES = select(MailboxRow.customer, MailboxRow.key).where(
    MailboxRow.customer.in_(several("numbers"))
)


def new_key(now: dt.datetime) -> str:
    """A key in the shape integrators know: ten digits of seconds and 32 hex digits."""
    return f"{int(now.timestamp()):010d}{secrets.token_hex(16)}"


@dataclass(frozen=True, slots=True)
class Made:
    """A letter's row, whose it is, and what was read on its pages: `words` are those of `texts`."""

    owner: str
    row: dict[str, Any]
    texts: tuple[str, ...]
    words: frozenset[str]
    codes: tuple[CodeOnPage, ...] = ()


def made_again(owner: str, row: dict[str, Any], read: LetterPages) -> Made:
    """Of a letter that was here before, from its pages as they were kept."""
    return Made(owner, row, read.texts, indexing.words_on(read.texts), read.codes)


def make_available(
    session: Session, arrivals: Collection[Arrival], *, now: dt.datetime, kept: _Kept = _NONE
) -> None:
    """Put each scanned letter in its recipient's mailbox; others are passed over.

    Those `kept` back, each by the order of that number, are nobody's to see, and nobody is told.
    Raises Refused when a recipient has no mailbox.
    """
    scanned = [each for each in arrivals if each.message.decision.category == "scannable"]
    numbers = {each.message.recipient.number for each in scanned if each.message.recipient}
    owned = session.connection().execute(_MAILBOXES, {"numbers": list(numbers)})
    mailboxes: dict[str, str] = {row.customer: row.key for row in owned}
    made = [_made(each, mailboxes, now) for each in scanned]
    publish(session, [each for each in made if each.row["item"] not in kept], now=now)
    back = [each.row for each in made if each.row["item"] in kept]
    insert_many(session, LetterRow, [row | {"withdrawn_at": now} for row in back])
    orders = [{"letter": row["key"], "order": kept[row["item"]]} for row in back]
    insert_many(session, KeptLetterRow, orders)


def publish(session: Session, letters: Sequence[Made], *, now: dt.datetime) -> None:
    """Make them visible, with all that follows: the index, the due dates, the notifications."""
    # Each mailbox keeps its count: two writers that take them in one order never wait in a ring.
    rows = sorted((each.row for each in letters), key=itemgetter("mailbox"))
    insert_many(session, LetterRow, rows)
    follow(session, letters, now=now)


def follow(session: Session, letters: Sequence[Made], *, now: dt.datetime) -> None:
    """What follows when letters that are there become visible."""
    indexing.index(
        session,
        [
            indexing.New(row["key"], row["mailbox"], indexing.remembered(row, each.words))
            for each in letters
            for row in (each.row,)
        ],
    )
    unpaid.note_due(session, [(each.row["key"], each.texts, each.codes) for each in letters])
    told = [telling.Telling(each.owner, telling.LETTER, each.row["key"]) for each in letters]
    telling.tell(session, told, now=now)


def _made(arrival: Arrival, mailboxes: Mapping[str, str], now: dt.datetime) -> Made:
    message = arrival.message
    number = message.recipient.number if message.recipient else ""
    row = _letter(arrival, mailboxes, now)
    return Made(number, row, arrival.texts, arrival.words, tuple(_codes(message)))


def _codes(message: ItemMessage) -> Iterator[CodeOnPage]:
    for number, page in enumerate(message.pages, 1):
        for code in page.codes:
            box = Box(code.left_px, code.top_px, code.width_px, code.height_px)
            found = PageCode(code.text, box, code.page_width_px, code.page_height_px)
            yield CodeOnPage(number, found)


def _letter(arrival: Arrival, mailboxes: Mapping[str, str], now: dt.datetime) -> dict[str, Any]:
    message = arrival.message
    number = message.recipient.number if message.recipient else ""
    if number not in mailboxes or message.document is None:
        raise Refused(Why.NUMBER_NOT_SERVED, "The number has no mailbox.")
    evidence = message.evidence
    return {
        "key": new_key(now),
        "item": message.id,
        "mailbox": mailboxes[number],
        "scan_id": message.scan_id,
        "document": message.document.sha256,
        "sender": one_line(evidence.sender) if evidence else "",
        "kind": _AUTHORITY if evidence and _AUTHORITY in evidence.marks else LETTER,
        "page_count": arrival.document_pages,
        "arrived_on": message.tray.arrived_on,
        "due_on": due_on(message.tray.arrived_on),
        "scanned_at": message.captured_at,
        "available_at": now,
        "first_read_at": None,
        "viewed": False,
        "handled_at": None,
        "withdrawn_at": None,
        "origin": PHYSICAL,
        "subject": "",
    }


def one_line(text: str) -> str:
    """Printable, on one line, not too long: what was read on an envelope is anybody's text."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())[:LONGEST_SENDER]
