"""A delivered letter is recalled by a supervisor and settled by another, released or reported."""

import pytest

from mailroom.backend.services import misdelivery, originals, recalling, store, wall
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.mailpieces import DigitalState, PaperState
from mailroom.domain.recalling import RecallReason, Settlement
from tests.backend.builders import ACTIVE
from tests.backend.house import ANNA, EVA, LARS, House, why

WRONG = RecallReason.WRONG_RECIPIENT


def delivered(house: House) -> tuple[str, str]:
    """A letter's item and scan id; its paper lies in a box."""
    item, scan_id = house.letter(), f"M26-{house.made:06}"
    with house.at() as session:
        box = store.new_box(session, staff=ANNA, now=house.now)
        originals.file(session, scan_id, box, staff=ANNA, now=house.now)
    return item, scan_id


def lives_of(house: House, item: str) -> tuple[str, str]:
    piece = house.piece(item)
    return piece.digital, piece.paper


def test_what_a_supervisor_recalls_is_in_no_mailbox_and_its_paper_is_the_desks(house: House):
    item, scan_id = delivered(house)
    with house.at() as session:
        case = recalling.recall(session, scan_id, WRONG, staff=LARS, now=house.now)
        assert recalling.cases(session) == (case,)
        assert originals.find(session, item).box is None
    assert (case.customer, case.scan_id, case.read_at) == (ACTIVE[0], scan_id, None)
    assert (case.report_by - case.told_at).total_seconds() == 72 * 3600
    assert lives_of(house, item) == (DigitalState.WITHDRAWN, PaperState.ON_DESK)
    (letter,) = house.letters()
    assert letter.withdrawn_at == house.now
    counted = misdelivery.Misdeliveries(house.database, lambda: house.now).open()
    assert [one.item for one in counted] == [item]


def test_only_another_supervisor_releases_it_into_the_same_mailbox(house: House):
    item, scan_id = delivered(house)
    stopped = house.piece(item).stopped_at
    (before,) = house.letters()
    with house.at() as session:
        case = recalling.recall(session, scan_id, RecallReason.DOUBTED, staff=LARS, now=house.now)
    for staff, reason in ((ANNA, Why.SUPERVISOR_ONLY), (LARS, Why.SECOND_PERSON)):
        with pytest.raises(Refused) as error, house.at() as session:
            recalling.settle(session, case.letter, Settlement.RELEASED, staff=staff, now=house.now)
        assert why(error) is reason
    with house.at() as session:
        recalling.settle(session, case.letter, Settlement.RELEASED, staff=EVA, now=house.now)
        assert recalling.cases(session) == ()
        assert wall.wall(session, now=house.now).misdelivered.wrong == 0
    (after,) = house.letters()
    assert (after.mailbox, after.withdrawn_at) == (before.mailbox, None)
    assert lives_of(house, item) == (DigitalState.AVAILABLE, PaperState.TO_FILE)
    assert house.piece(item).stopped_at == stopped, "its promise was kept the first time"


def test_what_was_wrong_stays_withdrawn_and_is_counted(house: House):
    item, scan_id = delivered(house)
    with house.at() as session:
        case = recalling.recall(session, scan_id, WRONG, staff=LARS, now=house.now)
        recalling.settle(session, case.letter, Settlement.REPORTED, staff=EVA, now=house.now)
        assert wall.wall(session, now=house.now).misdelivered.wrong == 1
    assert lives_of(house, item) == (DigitalState.WITHDRAWN, PaperState.ON_DESK)
    with pytest.raises(Refused) as error, house.at() as session:
        recalling.settle(session, case.letter, Settlement.RELEASED, staff=EVA, now=house.now)
    assert why(error) is Why.STATE
    with pytest.raises(Refused) as error, house.at() as session:
        recalling.recall(session, scan_id, WRONG, staff=LARS, now=house.now)
    assert why(error) is Why.NOT_FOUND


def test_what_cannot_be_recalled_changes_nothing(house: House):
    _, scan_id = delivered(house)
    parcel = house.parcel()
    for asked, staff, reason in (
        (scan_id, ANNA, Why.SUPERVISOR_ONLY),
        ("M26-999999", LARS, Why.LABEL),
        (f"M26-{house.made:06}", LARS, Why.NOT_FOUND),
    ):
        with pytest.raises(Refused) as error, house.at() as session:
            recalling.recall(session, asked, WRONG, staff=staff, now=house.now)
        assert why(error) is reason
    assert house.piece(parcel).paper == PaperState.TO_FORWARD
    with house.at() as session:
        assert recalling.cases(session) == ()
    assert house.letters()[0].withdrawn_at is None
