"""A letter in the wrong mailbox is given to whom it is for by two people who read it alike."""

import datetime as dt

import pytest
from sqlalchemy import select, update

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.fees import FeeRow
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailboxes import LetterRow, MailboxRow, MisdeliveryRow
from mailroom.backend.model.notifications import NotificationRow
from mailroom.backend.model.originals import OriginalRow
from mailroom.backend.services import audit, indexing, misdelivery, reassigning, recalling, trail
from mailroom.backend.services.audit import Actor, ActorKind
from mailroom.backend.services.company import Companies
from mailroom.backend.services.mailboxes import Mailboxes, Wanted
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.domain.mailpieces import DigitalState, PaperState
from mailroom.domain.people import SeeTrail
from mailroom.domain.recalling import Reassignment, RecallCase, RecallReason, Settlement
from tests.backend.builders import ACTIVE, OTHER
from tests.backend.house import ANNA, EVA, LARS, House, why
from tests.backend.test_recalling import delivered

LATER = dt.timedelta(days=5)


def recalled(house: House) -> tuple[str, RecallCase]:
    item, scan_id = delivered(house)
    with house.at() as session:
        why_recalled = RecallReason.WRONG_RECIPIENT
        case = recalling.recall(session, scan_id, why_recalled, staff=LARS, now=house.now)
    return item, case


def say(house: House, letter: str, staff: Staff, number: str = OTHER[0]) -> Reassignment:
    with house.at() as session:
        return reassigning.reassign(session, letter, number, staff=staff, now=house.now)


def refused(house: House, letter: str, staff: Staff, number: str = OTHER[0]) -> Why:
    with pytest.raises(Refused) as error:
        say(house, letter, staff, number)
    return why(error)


def moved(house: House, letter: str) -> None:
    assert say(house, letter, LARS) is Reassignment.PROPOSED
    assert say(house, letter, EVA) is Reassignment.MOVED


def mailbox_of(house: House, number: str) -> str:
    with house.database.reading() as session:
        theirs = select(MailboxRow.key).where(MailboxRow.customer == number)
        return session.scalars(theirs).one()


def shelf(house: House, number: str) -> list[str]:
    mailboxes = Mailboxes(house.database, lambda: house.now)
    key = mailbox_of(house, number)
    listed = mailboxes.letters(key, Wanted())
    assert listed.total == len(listed.letters)
    return [letter.scan_id for letter in listed.letters]


def test_two_who_read_alike_move_it_and_one_alone_does_not(house: House):
    _, case = recalled(house)
    before = shelf(house, OTHER[0])
    assert say(house, case.letter, LARS) is Reassignment.PROPOSED
    assert say(house, case.letter, LARS) is Reassignment.PROPOSED
    with house.at() as session:
        (shown,) = recalling.cases(session)
    assert (shown.proposed_by, shown.moved_to) == ("lars", "")
    assert shelf(house, OTHER[0]) == before
    assert say(house, case.letter, EVA) is Reassignment.MOVED
    assert say(house, case.letter, EVA) is Reassignment.MOVED, "an answer that was lost"
    assert case.scan_id in shelf(house, OTHER[0])
    assert case.scan_id not in shelf(house, ACTIVE[0])
    with house.at() as session:
        (shown,) = recalling.cases(session)
    assert (shown.proposed_by, shown.moved_to) == ("", OTHER[0])


def test_it_is_due_as_it_arrived_and_delivered_as_of_now(house: House):
    item, case = recalled(house)
    house.now += LATER
    moved(house, case.letter)
    piece = house.piece(item)
    assert (piece.customer, piece.stopped_at) == (OTHER[0], house.now)
    assert piece.due_on < house.now.date(), "R11 counts from its arrival"
    assert (piece.digital, piece.paper) == (DigitalState.AVAILABLE, PaperState.TO_FILE)
    (letter,) = (one for one in house.letters() if one.item == item)
    assert (letter.available_at, letter.first_read_at, letter.viewed) == (house.now, None, False)
    with house.database.reading() as session:
        told = select(NotificationRow.customer).where(NotificationRow.about == letter.key)
        fee = session.scalars(select(FeeRow).where(FeeRow.about == item)).one()
        original = session.get_one(OriginalRow, item)
        row = session.get_one(ItemRow, item)
        assert set(session.scalars(told)) == {OTHER[0]}
    assert {fee.customer, original.customer, row.recipient} == {OTHER[0]}
    assert row.recipient_name == OTHER[1]


def test_the_wrong_mailbox_finds_it_by_nothing_and_the_right_one_sees_nobody_before(house: House):
    item, scan_id = delivered(house)
    (letter,) = (one.key for one in house.letters() if one.item == item)
    wrong, right = mailbox_of(house, ACTIVE[0]), mailbox_of(house, OTHER[0])
    mailboxes = Mailboxes(house.database, lambda: house.now)
    reader = Actor(ActorKind.MAILBOX_USER, "wrong-reader")
    mailboxes.open(wrong, letter, actor=reader)
    misdelivery.Misdeliveries(house.database, lambda: house.now).tell(wrong, letter, actor=reader)
    house.now += LATER
    moved(house, letter)
    for key in (wrong, right):
        with pytest.raises(Refused) as error:
            mailboxes.letter(key, letter)
        assert why(error) is Why.NOT_FOUND
    assert mailboxes.search(wrong, scan_id).letters == ()
    assert [one.scan_id for one in mailboxes.search(right, scan_id).letters] == [scan_id]
    assert indexing.index_missing(house.database) == 0
    companies = Companies(house.database, lambda: house.now)
    assert "wrong-reader" not in {one.who for one in companies.accesses(right)}
    assert "wrong-reader" in {one.who for one in companies.accesses(wrong)}


def test_the_log_tells_it_by_the_scan_id_from_the_first_reader_to_the_move(house: House):
    item, scan_id = delivered(house)
    (letter,) = (one.key for one in house.letters() if one.item == item)
    reader = Actor(ActorKind.MAILBOX_USER, "wrong-reader")
    wrong = mailbox_of(house, ACTIVE[0])
    Mailboxes(house.database, lambda: house.now).open(wrong, letter, actor=reader)
    with house.at() as session:
        recalling.recall(session, scan_id, RecallReason.DOUBTED, staff=LARS, now=house.now)
    moved(house, letter)
    with house.database.reading() as session:
        told = trail.trail(session, SeeTrail(about=scan_id))
    done = [(entry.actor, entry.action) for entry in told.entries]
    assert done[:3] == [
        ("eva", audit.Action.LETTER_REASSIGNED),
        ("lars", audit.Action.LETTER_REASSIGNED),
        ("lars", audit.Action.RECALL_ASKED),
    ]
    assert ("wrong-reader", audit.Action.LETTER_READ) in done


def test_two_who_differ_begin_again(house: House):
    _, case = recalled(house)
    third = next(number for number in served(house) if number not in (ACTIVE[0], OTHER[0]))
    assert say(house, case.letter, LARS) is Reassignment.PROPOSED
    assert say(house, case.letter, EVA, third) is Reassignment.DIFFERED
    assert say(house, case.letter, EVA, third) is Reassignment.PROPOSED
    assert say(house, case.letter, LARS, third) is Reassignment.MOVED


def served(house: House) -> list[str]:
    """Numbers under an agreement on the letters' day."""
    with house.database.reading() as session:
        ours = select(AgreementRow.customer).where(AgreementRow.ends_on.is_(None))
        return sorted(set(session.scalars(ours)))


def test_nowhere_it_may_not_be_opened_and_never_by_an_operator(house: House):
    _, case = recalled(house)
    assert refused(house, case.letter, ANNA) is Why.SUPERVISOR_ONLY
    assert refused(house, case.letter, LARS, "5560000001") is Why.NUMBER_NOT_SERVED
    assert refused(house, case.letter, LARS, ACTIVE[0]) is Why.RECIPIENT
    assert refused(house, "1" * 10 + "a" * 32, LARS) is Why.NOT_FOUND
    with house.at() as session:
        ended = update(AgreementRow).where(AgreementRow.customer == OTHER[0])
        session.execute(ended.values(ends_on=house.now.date() - dt.timedelta(days=30)))
    assert refused(house, case.letter, LARS) is Why.AGREEMENT_NOT_IN_FORCE


def test_the_case_itself_is_still_settled_but_no_longer_undone(house: House):
    _, case = recalled(house)
    moved(house, case.letter)
    assert refused(house, case.letter, LARS) is Why.STATE
    with pytest.raises(Refused) as error, house.at() as session:
        recalling.settle(session, case.letter, Settlement.RELEASED, staff=EVA, now=house.now)
    assert why(error) is Why.STATE
    with house.at() as session:
        recalling.settle(session, case.letter, Settlement.REPORTED, staff=EVA, now=house.now)
        assert recalling.cases(session) == ()


def test_who_got_it_may_say_not_ours_again(house: House):
    item, case = recalled(house)
    moved(house, case.letter)
    (letter,) = (one.key for one in house.letters() if one.item == item)
    right = mailbox_of(house, OTHER[0])
    reader = Actor(ActorKind.MAILBOX_USER, "other-reader")
    misdelivery.Misdeliveries(house.database, lambda: house.now).tell(right, letter, actor=reader)
    with house.database.reading() as session:
        told = session.scalars(select(MisdeliveryRow.letter)).all()
        gone = session.get_one(LetterRow, letter).withdrawn_at
    assert (set(told), gone) == ({case.letter, letter}, house.now)
    third = next(number for number in served(house) if number not in (ACTIVE[0], OTHER[0]))
    assert say(house, letter, LARS, third) is Reassignment.PROPOSED
    assert say(house, letter, EVA, third) is Reassignment.MOVED
    assert case.scan_id in shelf(house, third)
