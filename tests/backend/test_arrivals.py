"""Arrivals: the day that starts the clock, the queue it makes, and what is noted at the door."""

import datetime as dt
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from mailroom.backend.model.customers import DeliveryAddressRow
from mailroom.backend.model.mail import TrayRow
from mailroom.backend.model.mailpieces import StepRow
from mailroom.backend.services import alarms, arrivals, lives, promises
from mailroom.backend.services.arrivals import Condition, NewTray
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.dispatch import Held
from mailroom.domain.mailpieces import DigitalState, PaperState
from mailroom.domain.room import AlarmKind
from tests.backend.builders import ACTIVE, ARRIVED, NOW, OTHER, decision
from tests.backend.house import ANNA, LARS, TODAY, House

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "vectors.json").read_text("utf-8"))
DAY = dt.timedelta(days=1)


def refused(error: pytest.ExceptionInfo[Refused]) -> Why:
    return error.value.why


def cannot_become(house: House, item: str, to: PaperState) -> Why:
    def move() -> None:
        with house.at() as session:
            lives.move_paper(session, lives.find(session, item), to, by="anna", at=house.now)

    with pytest.raises(Refused) as error:
        move()
    return refused(error)


def test_r11_every_arrival_is_due_by_the_vectors(house: House):
    for vector in VECTORS["two_working_days"]:
        arrived = dt.date.fromisoformat(vector["arrived"])
        item = house.letter(arrived_on=arrived)
        assert house.piece(item).due_on.isoformat() == vector["due"]


def test_r11_an_earlier_day_of_arrival_needs_a_supervisor(house: House):
    tray = NewTray("T9", TODAY - DAY, "PostNord", 3)
    with pytest.raises(Refused) as error, house.at() as session:
        arrivals.register_tray(session, tray, staff=ANNA, now=house.now)
    assert refused(error) is Why.SUPERVISOR_ONLY
    with house.at() as session:
        assert session.get(TrayRow, ("T9", TODAY - DAY)) is None
        assert arrivals.register_tray(session, tray, staff=LARS, now=house.now)
        assert session.get_one(TrayRow, ("T9", TODAY - DAY)).backdated_by == "lars"


def test_g8_the_day_is_the_one_on_the_wall_in_sweden(house: House):
    """At 23:30 UTC in November it is tomorrow in Stockholm."""
    late = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)
    with house.at(late) as session:
        tray = NewTray("T9", dt.date(2026, 11, 21), "PostNord")
        assert arrivals.register_tray(session, tray, staff=ANNA, now=late)


def test_the_same_tray_again_changes_nothing_and_another_under_its_name_is_refused(house: House):
    with house.at() as session:
        tray = NewTray("T9", TODAY, "PostNord", 3)
        assert arrivals.register_tray(session, tray, staff=ANNA, now=house.now)
        assert not arrivals.register_tray(session, tray, staff=ANNA, now=house.now)
    other = NewTray("T9", TODAY, "CityMail", 3)
    with pytest.raises(Refused) as error, house.at() as session:
        arrivals.register_tray(session, other, staff=ANNA, now=house.now)
    assert refused(error) is Why.OTHER_CONTENT


@pytest.mark.parametrize("day", [TODAY + DAY, dt.date(1999, 1, 1)])
def test_a_day_that_cannot_be_right_is_refused(house: House, day: dt.date):
    with pytest.raises(Refused) as error, house.at() as session:
        arrivals.register_tray(session, NewTray("T9", day, "X"), staff=LARS, now=house.now)
    assert refused(error) is Why.ARRIVAL


def test_a_tray_says_what_has_come_out_of_it(house: House):
    house.letter()
    with house.at() as session:
        (balance,) = arrivals.trays(session, ARRIVED)
    assert (balance.tray.id, balance.here) == ("T1", 1)


def test_r12_the_clock_stops_when_the_letter_is_available(house: House):
    piece = house.piece(house.letter())
    (letter,) = house.letters()
    assert (piece.digital, piece.stopped_at) == (DigitalState.AVAILABLE, letter.available_at)


def test_every_state_that_was_passed_is_told(house: House):
    item = house.letter()
    with house.at() as session:
        steps = session.scalars(select(StepRow).where(StepRow.item == item).order_by(StepRow.id))
        told = [(step.life, step.after) for step in steps]
    assert told == [
        ("digital", "identified"),
        ("digital", "opened"),
        ("digital", "scanned"),
        ("digital", "checked"),
        ("digital", "available"),
        ("paper", "to_file"),
    ]


def test_an_item_closes_only_when_its_paper_rests(house: House):
    item = house.letter()
    assert house.piece(item).closed_at is None
    with house.at() as session:
        piece = lives.find(session, item)
        lives.move_paper(session, piece, PaperState.FILED, by="anna", at=house.now)
    assert house.piece(item).closed_at == NOW


def test_a_step_that_the_table_does_not_have_is_refused_and_nothing_changes(house: House):
    item = house.letter()
    assert cannot_become(house, item, PaperState.DESTROYED) is Why.STATE
    assert house.piece(item).paper == PaperState.TO_FILE


def test_the_queue_is_by_due_day_and_authority_letters_come_first(house: House):
    old = house.parcel(arrived_on=ARRIVED - 2 * DAY)
    new = house.parcel(arrived_on=ARRIVED)
    authority = house.parcel(arrived_on=ARRIVED, marks=["authority"])
    with house.at() as session:
        queue = promises.open_promises(session, now=house.now)
    assert [promise.item for promise in queue] == [authority, old, new]
    assert [promise.light for promise in queue] == ["green", "red", "green"]


def test_letters_that_are_available_owe_nothing(house: House):
    house.letter()
    with house.at() as session:
        assert promises.open_promises(session, now=house.now) == ()


def test_r18_an_unscannable_is_never_filed(house: House):
    piece = house.piece(house.parcel())
    assert (piece.digital, piece.paper) == (DigitalState.UNOPENED, PaperState.TO_FORWARD)
    assert cannot_become(house, piece.item, PaperState.FILED) is Why.STATE


@pytest.mark.parametrize(
    ("country", "held"), [(None, Held.NO_ADDRESS), ("NO", Held.FOREIGN_ADDRESS)]
)
def test_g4_without_a_swedish_address_it_is_held_with_an_alarm_a_day(
    house: House, country: str | None, held: Held
):
    with house.at() as session:
        address = session.get_one(DeliveryAddressRow, ACTIVE[0])
        if country is None:
            session.delete(address)
        else:
            address.country = country
    item = house.parcel()
    piece = house.piece(item)
    assert (piece.paper, piece.held_because) == (PaperState.HELD, held)
    for day in (NOW, NOW, NOW + DAY):
        with house.at(day) as session:
            promises.run(session, day)
    with house.at() as session:
        raised = [alarm for alarm in alarms.open_alarms(session) if alarm.about == item]
        assert {alarm.kind for alarm in raised} == {AlarmKind.HELD}
        (breach,) = promises.breaches(
            session, since=ARRIVED, until=ARRIVED + 5 * DAY, now=NOW + 9 * DAY
        )
    assert breach.cause is promises.Cause.CUSTOMER_DATA


def test_r11_breaches_are_reported_with_the_day_they_were_made_good(house: House):
    item = house.parcel(arrived_on=ARRIVED - 3 * DAY)
    with house.at() as session:
        piece = lives.find(session, item)
        lives.move_paper(session, piece, PaperState.PACKED, by="anna", at=house.now)
        lives.move_paper(session, piece, PaperState.FORWARDED, by="anna", at=house.now)
        (breach,) = promises.breaches(session, since=ARRIVED - 3 * DAY, until=TODAY, now=house.now)
    assert (breach.kept_on, breach.cause) == (TODAY, promises.Cause.OURS)


def test_alarms_of_what_is_due_today_are_raised_once(house: House):
    item = house.parcel()
    due = dt.datetime.combine(house.piece(item).due_on, dt.time(8), dt.UTC)
    with house.at(due) as session:
        assert promises.run(session, due) == 1
        assert promises.run(session, due) == 0
        (alarm,) = alarms.open_alarms(session)
        assert alarm.kind is AlarmKind.DUE
        alarms.end_by_id(session, alarm.id, staff=ANNA, now=due)
        assert alarms.open_alarms(session) == ()


def test_r24_the_operator_that_brought_it_is_kept_with_the_item(house: House):
    gone = decision(category="unreadable", route="to_postal_operator", tier="c")
    piece = house.piece(house.parcel(None, operator="CityMail", decision=gone))
    assert (piece.postal_operator, piece.paper) == ("CityMail", PaperState.TO_HAND_OVER)


def test_r25_what_was_wrong_before_it_came_is_noted(house: House):
    item = house.letter()
    with house.at() as session:
        wet = [Condition.WET, Condition.OPEN]
        arrivals.note_conditions(session, item, wet, staff=ANNA, now=house.now)
    assert house.piece(item).conditions == "open wet"


@pytest.mark.parametrize("grams", [0, -5])
def test_r20_no_weight_is_no_weight(house: House, grams: int):
    item = house.parcel()
    with pytest.raises(Refused) as error, house.at() as session:
        arrivals.weigh(session, item, grams, staff=ANNA, now=house.now)
    assert refused(error) is Why.WEIGHT


def test_r5_one_cover_with_letters_for_two_companies_is_told_of_both(house: House):
    one, other = house.letter(), house.letter(OTHER)
    with house.at() as session:
        arrivals.split(session, other, envelope=one, staff=ANNA, now=house.now)
        assert arrivals.sharing(session, one) == (other,)
        assert arrivals.sharing(session, other) == (one,)
    third = house.letter()
    with pytest.raises(Refused) as error, house.at() as session:
        arrivals.split(session, third, envelope=one, staff=ANNA, now=house.now)
    assert refused(error) is Why.STATE


def test_r59_a_restricted_item_is_shown_to_cleared_staff_only(house: House):
    item = house.parcel()
    with house.at() as session:
        arrivals.restrict(session, item, staff=LARS, now=house.now)
        assert promises.open_promises(session, now=house.now) == ()
        (shown,) = promises.open_promises(session, now=house.now, cleared=True)
    assert shown.item == item


def test_g6_what_is_precious_is_not_destroyed_after_the_end(house: House):
    ended = decision(category="agreement_ended", route="destroy", tier="c")
    plain = house.parcel(None, decision=ended)
    precious = house.parcel(None, decision=ended, marks=["registered"])
    assert house.piece(plain).paper == PaperState.TO_DESTROY
    assert house.piece(precious).held_because == Held.SUPERVISOR
