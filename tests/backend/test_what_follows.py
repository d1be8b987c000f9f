"""What follows for stations and readers when agreements, senders and readers change."""

import datetime as dt
import re

import pytest
from sqlalchemy import select

from mailroom.backend.model.ledger import AuditRow
from mailroom.backend.services import audit, termination
from mailroom.backend.services.mailboxes import Mailboxes
from mailroom.backend.services.register import Registers
from mailroom.backend.services.termination import Notice
from mailroom.backend.web.company_swedish import SWEDISH
from mailroom.domain.decisions import Category
from mailroom.domain.dispatch import Reach, Situation, course_of
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.register import Standing
from tests.backend.builders import ACTIVE, Desk, Reader, decision
from tests.backend.house import LARS, TODAY, House
from tests.backend.test_desk_errands import parcel

DAY = dt.timedelta(days=1)
NUMBER = ACTIVE[0]


def registers(house: House) -> Registers:
    return Registers(house.database, lambda: house.now, dt.timedelta(days=31))


def standing_of(house: House) -> str:
    entries = registers(house).snapshot().entries
    return next(entry.standing for entry in entries if entry.number == NUMBER)


def test_r50_the_register_and_its_difference_follow_each_change(house: House):
    before = registers(house).snapshot()
    with house.at() as session:
        termination.give_notice(session, NUMBER, Notice(TODAY), staff=LARS, now=house.now)
    diff = registers(house).diff(before.version)
    assert [(entry.number, entry.standing) for entry in diff.added] == [(NUMBER, "notice")]
    assert (diff.removed, diff.day) == ((), TODAY)


@pytest.mark.parametrize(
    ("days", "standing"),
    [(0, Standing.NOTICE), (90, Standing.NOTICE), (91, Standing.ENDED)],
)
def test_r43_the_stations_know_the_first_day_on_which_nothing_is_opened(
    house: House, days: int, standing: Standing
):
    with house.at() as session:
        termination.give_notice(session, NUMBER, Notice(TODAY), staff=LARS, now=house.now)
    house.now += days * DAY
    assert standing_of(house) == standing


def test_r48_post_comes_from_every_sender_without_a_further_choice(house: House):
    for sender in ("Skatteverket", "Någon helt ny", ""):
        house.letter(sender=sender)
    assert [letter.sender for letter in house.letters()] == ["Skatteverket", "Någon helt ny", ""]


def test_r33_that_it_was_there_and_when_it_was_read_is_on_record(house: House):
    item = house.letter()
    (letter,) = house.letters()
    assert (letter.available_at, letter.first_read_at) == (house.now, None)
    later = house.now + DAY
    reader = audit.Actor(audit.ActorKind.MAILBOX_USER, NUMBER)
    mailboxes = Mailboxes(house.database, lambda: later)
    mailboxes.open(letter.mailbox, letter.key, actor=reader)
    (letter,) = house.letters()
    assert (letter.item, letter.first_read_at) == (item, later)
    with house.database.reading() as session:
        read = select(AuditRow).where(AuditRow.action == audit.Action.LETTER_READ)
        assert [row.subject for row in session.scalars(read)] == [letter.key]


def test_g2_who_was_never_a_customer_gets_nothing_opened(house: House):
    away = decision(category="not_a_customer", route="return_to_sender", tier="c")
    piece = house.piece(house.parcel(None, decision=away))
    assert (piece.digital, piece.paper) == ("unopened", PaperState.TO_RETURN)
    unreadable = Situation(
        Category.NOT_A_CUSTOMER, Reach.MISSING, returnable=False, operator_known=True
    )
    assert course_of(unreadable).to is PaperState.TO_HAND_OVER


def test_g7_a_letter_with_a_card_goes_whole_with_its_outside_only(house: House):
    card = decision(category="unscannable", route="forward", reason="debit_card", tier="c")
    piece = house.piece(house.parcel(decision=card))
    assert (piece.digital, piece.paper) == ("unopened", PaperState.TO_FORWARD)
    assert house.letters() == []


def test_r30_the_company_sees_who_sends_it_what_cannot_be_scanned(desk: Desk, reader: Reader):
    assert SWEDISH.elsewhere_title not in reader.client.get("/senders").text
    parcel(desk)
    parcel(desk)
    shown = reader.client.get("/senders").text
    assert SWEDISH.elsewhere_title in shown
    assert re.search(r'<th scope="row">Skatteverket</th><td class="figure"[^>]*>2</td>', shown)
