"""Invoices in the mailbox: when the company is reminded, and what makes it stop."""

import datetime as dt

import pytest
from sqlalchemy import select

from mailroom.backend.model.mailboxes import LetterDueRow
from mailroom.backend.model.notifications import NotificationRow
from mailroom.backend.services import audit, unpaid
from mailroom.backend.services.mailboxes import Mailboxes
from mailroom.domain.references import CodeLine
from tests.backend.builders import ACTIVE, OTHER, page
from tests.backend.house import House

LINE = CodeLine("25042950342", 1447100, "2374825", "41").text()
DUE = dt.date(2026, 11, 30)
FIRST = dt.date(2026, 11, 27)
INVOICE = f"Faktura\nFörfallodatum 2026-11-30\n{LINE}"
READER = audit.Actor(audit.ActorKind.MAILBOX_USER, ACTIVE[0])


def invoice(house: House, text: str = INVOICE, company: tuple[str, str] = ACTIVE) -> None:
    house.letter(company, pages=[page(0, "face", 1), page(1) | {"text": text}])


def reminded(house: House, day: dt.date) -> int:
    with house.at(dt.datetime.combine(day, dt.time(9), dt.UTC)) as session:
        return unpaid.remind(session, house.now)


def told(house: House) -> list[tuple[str, str]]:
    with house.database.reading() as session:
        kinds = (unpaid.UNPAID, unpaid.OVERDUE)
        rows = select(NotificationRow.about, NotificationRow.kind)
        found = session.execute(rows.where(NotificationRow.kind.in_(kinds)).distinct())
        return sorted((about.partition(":")[2], kind) for about, kind in found)


def mark(house: House, *, handled: bool) -> None:
    (letter,) = house.letters()
    mailboxes = Mailboxes(house.database, lambda: house.now)
    mailboxes.mark(letter.mailbox, letter.key, actor=READER, handled=handled)


def test_r55_an_unpaid_invoice_is_reminded_of_before_on_and_after_its_due_date(house: House):
    invoice(house)
    days = {DUE + dt.timedelta(days=days) for days in range(-10, 40)}
    on = [day for day in sorted(days) if reminded(house, day) + reminded(house, day)]
    after = [DUE + dt.timedelta(days=days) for days in (7, 14, 28)]
    assert on == [FIRST, DUE, *after]
    assert told(house) == [
        (str(FIRST), "unpaid"),
        (str(DUE), "unpaid"),
        *((str(day), "overdue") for day in after),
    ]


def test_r55_what_fell_due_while_nothing_ran_is_one_reminder(house: House):
    invoice(house)
    late = DUE + dt.timedelta(days=9)
    assert (reminded(house, late), reminded(house, late)) == (1, 0)
    assert told(house) == [(str(late), "overdue")]


def test_r55_a_company_is_reminded_once_a_day_however_many_its_invoices(house: House):
    for _ in range(3):
        invoice(house)
    invoice(house, company=OTHER)
    assert reminded(house, FIRST) == 2
    assert told(house) == [(str(FIRST), "unpaid")] * 2


def test_r56_handled_stops_the_reminders_at_once_and_can_be_taken_back(house: House):
    invoice(house)
    mark(house, handled=True)
    assert (reminded(house, FIRST), reminded(house, DUE)) == (0, 0)
    mark(house, handled=False)
    assert reminded(house, DUE) == 0
    assert reminded(house, DUE + dt.timedelta(days=7)) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"Faktura\n{LINE}",
        "Kreditfaktura\nAtt betala 300,00\nFörfallodatum 2026-11-30",
        f"Betalas via autogiro\nFörfallodatum 2026-11-30\n{LINE}",
        "Faktura\nFörfallodatum 2026-11-30\nBetalas senast 2026-12-15",
        "Faktura\nFörfallodatum 2026-13-41",
        "Faktura\nFörfallodatum 2000-01-01",
    ],
    ids=["no due date", "credit note", "autogiro", "two dates", "no date", "a misread year"],
)
def test_r55_without_one_due_date_to_pay_by_nothing_is_reminded_of(house: House, text: str):
    invoice(house, text)
    with house.database.reading() as session:
        assert session.scalars(select(LetterDueRow)).all() == []


def test_r55_a_letter_that_was_recalled_is_not_reminded_of(house: House):
    invoice(house)
    (letter,) = house.letters()
    with house.at() as session:
        session.merge(letter).withdrawn_at = house.now
    assert reminded(house, FIRST) == 0
