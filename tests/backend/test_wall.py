"""The shift's wall counts what is there: trays, promises, stations, letters that went wrong."""

import datetime as dt

from apiflask import APIFlask

from mailroom.backend.model.mail import ItemRow
from mailroom.backend.services import alarms, arrivals, audit
from mailroom.backend.services.arrivals import NewTray
from mailroom.backend.services.misdelivery import Misdeliveries
from mailroom.backend.services.wall import wall
from mailroom.domain.room import AlarmKind, Wall
from tests.backend.builders import ACTIVE, ARRIVED, NOW, Desk
from tests.backend.clerk import employed
from tests.backend.conftest import Clock
from tests.backend.house import LARS, House

HOUR = dt.timedelta(hours=1)


def seen(house: House) -> Wall:
    with house.at() as session:
        return wall(session, now=house.now)


def registered(house: House, tray: str, expected: int | None) -> None:
    new = NewTray(tray, house.now.date(), "PostNord", expected)
    with house.at() as session:
        arrivals.register_tray(session, new, staff=LARS, now=house.now)


def test_a_quiet_morning_is_all_zeros_and_says_so(house: House):
    quiet = seen(house)
    assert (quiet.trays, quiet.expected, quiet.left, quiet.here) == (0, None, None, 0)
    assert (quiet.hours, quiet.stations, quiet.done_at) == ((), (), None)
    assert quiet.misdelivered.interval == (0.0, 1.0)


def test_one_full_tray_does_not_make_up_for_another(house: House):
    registered(house, "T1", 1)
    registered(house, "T2", 4)
    for _ in range(3):
        house.letter(tray=tray(house, "T1"), arrived_on=house.now.date())
    now = seen(house)
    assert (now.expected, now.here, now.left) == (5, 3, 4)
    registered(house, "T3", None)
    assert (seen(house).expected, seen(house).left) == (None, None)


def tray(house: House, name: str) -> dict[str, object]:
    return {"id": name, "arrived_on": house.now.date().isoformat(), "postal_operator": "PostNord"}


def test_promises_are_open_then_due_then_overdue_and_then_kept(house: House):
    item = house.letter(arrived_on=house.now.date())
    parcel = house.parcel(arrived_on=house.now.date())
    due = house.piece(parcel).due_on
    assert house.piece(item).due_on == due
    before = seen(house)
    assert (before.open >= 1, before.due_today, before.overdue) == (True, 0, 0)
    house.now = dt.datetime.combine(due, dt.time(9), dt.UTC)
    assert seen(house).due_today == before.open
    house.now += dt.timedelta(days=1)
    late = seen(house)
    assert (late.due_today, late.overdue) == (0, before.open)


def test_the_hours_run_from_the_first_item_to_now_and_the_pace_is_the_last_hours(house: House):
    house.letter()
    first = seen(house)
    house.now += 2 * HOUR + dt.timedelta(minutes=10)
    house.letter()
    now = seen(house)
    assert [hour.items for hour in now.hours] == [1, 0, 1]
    assert now.hours[0].begins == first.hours[0].begins
    (station,) = now.stations
    assert (station.items, now.items_last_hour) == (2, 1)
    assert station.pages_last_hour * 2 == station.pages == sum(h.pages for h in now.hours)
    assert len(now.policies) == 1


def told(desk: Desk, **changes: object) -> int:
    figures = {"day": NOW.date().isoformat(), "sheets": 800, "jams": 2, "own_pace": 58}
    message = figures | {"clear_s": 41} | changes
    return desk.client.put("/v1/station/feeder", json=message, headers=desk.headers).status_code


def test_what_a_station_tells_of_its_feeder_stands_on_the_wall_and_is_told_anew(
    app: APIFlask, desk: Desk
):
    operator = employed(app, "olle", "operator")
    assert operator.get("/wall").json["stations"] == []
    assert [told(desk), told(desk)] == [200, 200]
    (station,) = operator.get("/wall").json["stations"]
    assert (station["station"], station["items"]) == ("desk-1", 0)
    assert station["feeder"] == {
        "day": NOW.date().isoformat(),
        "sheets": 800,
        "jams": 2,
        "own_pace": 58,
        "clear_s": 41,
    }
    yesterday = (NOW.date() - dt.timedelta(days=1)).isoformat()
    assert told(desk, day=yesterday, sheets=5) == 200
    assert told(desk, jams=3, clear_s=None) == 200
    (station,) = operator.get("/wall").json["stations"]
    assert [station["feeder"][name] for name in ("sheets", "jams", "clear_s")] == [800, 3, None]


def test_figures_that_cannot_be_are_refused_and_change_nothing(app: APIFlask, desk: Desk):
    tomorrow = (NOW.date() + dt.timedelta(days=1)).isoformat()
    wrong = ({"day": tomorrow}, {"day": "1999-01-01"}, {"sheets": -1}, {"jams": 1 << 31})
    assert [told(desk, **one) for one in wrong] == [400] * 4
    assert told(desk, operator="lars") == 400
    assert employed(app, "olle", "operator").get("/wall").json["stations"] == []


def test_a_letter_that_was_not_theirs_is_counted_among_those_delivered(house: House, clock: Clock):
    wrong = house.letter()
    house.letter()
    house.now += HOUR
    letter = next(one for one in house.letters() if one.item == wrong)
    reader = audit.Actor(audit.ActorKind.MAILBOX_USER, "reader")
    Misdeliveries(house.database, clock).tell(letter.mailbox, letter.key, actor=reader)
    counted = seen(house).misdelivered
    assert (counted.wrong, counted.delivered) == (1, 2)


def test_an_alarm_is_called_what_a_person_calls_it(house: House):
    item = house.parcel()
    number, name = ACTIVE
    with house.at() as session:
        scan_id = session.get_one(ItemRow, item).scan_id
        for kind, about in ((AlarmKind.HELD, item), (AlarmKind.EMAIL, number)):
            alarms.raise_once(session, kind, about, now=house.now)
        alarms.raise_once(session, AlarmKind.RETENTION, "originals", now=house.now)
    with house.at() as session:
        called = {one.kind: one.known_as for one in alarms.open_alarms(session)}
    assert called == {
        AlarmKind.HELD: scan_id,
        AlarmKind.EMAIL: name,
        AlarmKind.RETENTION: "",
    }


def test_the_wall_is_for_those_who_sort_and_not_for_the_administrator(app: APIFlask, desk: Desk):
    desk.deliver()
    operator, admin = employed(app, "olle", "operator"), employed(app, "adam", "administrator")
    assert operator.get("/wall").json["day"] >= ARRIVED.isoformat()
    assert admin.get("/wall").json["code"] == 40300
