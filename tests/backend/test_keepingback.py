"""Letters kept back are nobody's to see, lose nothing, and are released or withdrawn later."""

import datetime as dt

import pytest
from sqlalchemy import select

from mailroom.backend.model.mailboxes import MisdeliveryRow
from mailroom.backend.model.notifications import NotificationRow
from mailroom.backend.model.search import SearchEntryRow
from mailroom.backend.services import indexing, keepingback, reassigning, recalling, wall
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.mailboxes import Mailboxes
from mailroom.backend.services.recall import Recalls
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.domain.keepingback import KeepBack, KeepEnd, KeepReason, KeptBack
from mailroom.domain.mailpieces import DigitalState, PaperState
from mailroom.domain.recalling import Reassignment, Settlement
from tests.backend.builders import ACTIVE, OTHER
from tests.backend.house import ANNA, EVA, LARS, House, why
from tests.backend.test_reassigning import mailbox_of, shelf

HOUR = dt.timedelta(hours=1)
DESK = "desk-1"


def keep(house: House, staff: Staff = LARS, **which: object) -> KeptBack:
    asked = KeepBack(KeepReason.RECIPIENTS, **which)  # pyright: ignore[reportArgumentType]  by name
    with house.at() as session:
        return keepingback.keep(session, asked, staff=staff, now=house.now)


def end(house: House, order: KeptBack, how: KeepEnd, staff: Staff = LARS) -> None:
    with house.at() as session:
        keepingback.end(session, order.id, how, staff=staff, now=house.now)


def refused(act: object, *args: object, **named: object) -> Why:
    with pytest.raises(Refused) as error:
        act(*args, **named)  # pyright: ignore[reportCallIssue]  either of the two above
    return why(error)


def scan_id(house: House, ahead: int = 1) -> str:
    """Of the letter that comes next."""
    return f"M26-{house.made + ahead:06}"


def test_a_letter_kept_back_is_nowhere_and_nobody_is_told(house: House):
    before = shelf(house, ACTIVE[0])
    order = keep(house, scan_id=scan_id(house))
    item = house.letter()
    other = house.letter()
    assert shelf(house, ACTIVE[0]) == [scan_id(house, 0), *before]
    piece = house.piece(item)
    assert (piece.digital, piece.stopped_at) == (DigitalState.CHECKED, None)
    assert house.piece(other).stopped_at == house.now
    (letter,) = (one for one in house.letters() if one.item == item)
    with house.database.reading() as session:
        told = select(NotificationRow.id).where(NotificationRow.about == letter.key)
        assert session.scalars(told).all() == []
        assert wall.wall(session, now=house.now).kept_back == 1
        (shown,) = keepingback.keeping(session).orders
    assert (shown.id, shown.letters, shown.by) == (order.id, 1, "lars")
    mailboxes = Mailboxes(house.database, lambda: house.now)
    with pytest.raises(Refused):
        mailboxes.letter(mailbox_of(house, ACTIVE[0]), letter.key)
    assert indexing.index_missing(house.database) == 0


def test_released_it_is_there_as_of_then_with_all_that_follows(house: House):
    order = keep(house, scan_id=scan_id(house))
    name = scan_id(house)
    item = house.letter()
    house.now += 30 * HOUR
    end(house, order, KeepEnd.RELEASED)
    end(house, order, KeepEnd.RELEASED)
    (letter,) = (one for one in house.letters() if one.item == item)
    assert (letter.available_at, letter.withdrawn_at) == (house.now, None)
    piece = house.piece(item)
    assert (piece.digital, piece.stopped_at) == (DigitalState.AVAILABLE, house.now)
    mailboxes = Mailboxes(house.database, lambda: house.now)
    found = mailboxes.search(mailbox_of(house, ACTIVE[0]), name)
    assert [one.key for one in found.letters] == [letter.key]
    with house.database.reading() as session:
        told = select(NotificationRow.customer).where(NotificationRow.about == letter.key)
        assert ACTIVE[0] in set(session.scalars(told))
        entries = select(SearchEntryRow.id).where(SearchEntryRow.letter == letter.key)
        assert len(session.scalars(entries).all()) == 1
        assert keepingback.keeping(session).orders == ()
        assert wall.wall(session, now=house.now).kept_back == 0
    assert refused(end, house, order, KeepEnd.WITHDRAWN) is Why.STATE


def test_a_station_is_kept_back_from_a_time_on_and_others_are_not(house: House):
    captured = house.now
    before = house.letter(captured_at=str(captured - 2 * HOUR))
    order = keep(house, station=DESK, since=captured - 3 * HOUR)
    assert order.delivered == 1, "what is in its mailbox is recalled by itself"
    inside = house.letter(captured_at=str(captured - HOUR))
    outside = house.letter(captured_at=str(captured - 4 * HOUR))
    parcel = house.parcel()
    states = [house.piece(item).digital for item in (before, inside, outside)]
    assert states == [DigitalState.AVAILABLE, DigitalState.CHECKED, DigitalState.AVAILABLE]
    assert house.piece(parcel).paper == PaperState.TO_FORWARD
    end(house, order, KeepEnd.RELEASED)
    assert house.piece(inside).digital == DigitalState.AVAILABLE
    after = house.letter(captured_at=str(captured))
    assert house.piece(after).digital == DigitalState.AVAILABLE


def test_withdrawn_its_paper_is_the_desks_and_it_can_go_to_the_right_company(house: House):
    order = keep(house, scan_id=scan_id(house))
    item = house.letter()
    end(house, order, KeepEnd.WITHDRAWN)
    piece = house.piece(item)
    assert (piece.digital, piece.paper) == (DigitalState.WITHDRAWN, PaperState.ON_DESK)
    with house.at() as session:
        (case,) = recalling.cases(session)
        quality = wall.wall(session, now=house.now).misdelivered
    assert (case.read_at, quality.wrong) == (None, 0), "nobody had it"
    steps: list[Reassignment] = []
    for staff in (LARS, EVA):
        with house.at() as session:
            steps.append(
                reassigning.reassign(session, case.letter, OTHER[0], staff=staff, now=house.now)
            )
    assert steps == [Reassignment.PROPOSED, Reassignment.MOVED]
    assert case.scan_id in shelf(house, OTHER[0])
    assert case.scan_id not in shelf(house, ACTIVE[0])


def test_withdrawn_unseen_and_right_after_all_it_is_delivered_then(house: House):
    order = keep(house, scan_id=scan_id(house))
    name = scan_id(house)
    item = house.letter()
    end(house, order, KeepEnd.WITHDRAWN)
    house.now += 2 * HOUR
    with house.at() as session:
        (case,) = recalling.cases(session)
        recalling.settle(session, case.letter, Settlement.RELEASED, staff=EVA, now=house.now)
    assert house.piece(item).stopped_at == house.now
    mailboxes = Mailboxes(house.database, lambda: house.now)
    (found,) = mailboxes.search(mailbox_of(house, ACTIVE[0]), name).letters
    assert (found.key, found.available_at) == (case.letter, house.now)
    with house.database.reading() as session:
        told = select(NotificationRow.customer).where(NotificationRow.about == case.letter)
        assert ACTIVE[0] in set(session.scalars(told))


def test_its_own_desk_may_still_take_it_back(house: House):
    keep(house, scan_id=scan_id(house))
    item = house.letter()
    clock: Clock = lambda: house.now  # noqa: E731  a clock is a function
    answer = Recalls(house.database, clock).recall(item, station=DESK)
    assert answer.withdrawn
    assert house.piece(item).digital == DigitalState.WITHDRAWN
    with house.database.reading() as session:
        assert keepingback.count(session) == 0
        assert session.scalars(select(MisdeliveryRow)).all() == []


def test_what_cannot_be_kept_back_is_said(house: House):
    house.letter()
    here = scan_id(house, 0)
    assert refused(keep, house, ANNA, scan_id="M26-000099") is Why.SUPERVISOR_ONLY
    assert refused(keep, house, scan_id=here) is Why.STATE
    assert refused(keep, house, station="desk-9") is Why.NOT_FOUND
    assert refused(keep, house) is Why.VALIDATION
    assert refused(keep, house, scan_id=here, station=DESK) is Why.VALIDATION
    assert refused(keep, house, station=DESK, since=house.now + HOUR) is Why.VALIDATION
    order = keep(house, station=DESK)
    assert refused(end, house, order, KeepEnd.RELEASED, ANNA) is Why.SUPERVISOR_ONLY
