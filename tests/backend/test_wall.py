"""The shift's wall over real items: what came, what is promised, what was somebody else's."""

import datetime as dt

from apiflask import APIFlask

from mailroom.backend.app import backend_of
from mailroom.backend.services.wall import wall
from mailroom.domain.room import Wall
from tests.backend.builders import ARRIVED, NOW, Desk, Reader
from tests.backend.conftest import Clock
from tests.backend.test_desk_api import employed, parcel


def wall_of(app: APIFlask) -> Wall:
    backend = backend_of(app)
    with backend.database.reading() as session:
        return wall(session, now=backend.clock())


def test_an_empty_house_says_so(app: APIFlask):
    seen = wall_of(app)
    assert (seen.trays, seen.expected, seen.here, seen.open) == (0, None, 0, 0)
    assert seen.hours == seen.stations == ()
    assert seen.done_at is None


def test_a_day_is_counted_by_hour_and_station(app: APIFlask, desk: Desk, clock: Clock):
    clock.now = NOW - dt.timedelta(hours=2)
    tray = {
        "id": "T1",
        "arrived_on": NOW.date().isoformat(),
        "postal_operator": "PostNord",
        "expected": 8,
    }
    desk.deliver(tray=tray)
    clock.now = NOW
    desk.deliver(tray=tray)
    seen = wall_of(app)
    assert (seen.trays, seen.expected, seen.here, seen.left) == (1, 8, 2, 6)
    assert [(hour.begins, hour.items, hour.pages) for hour in seen.hours] == [
        (8, 1, 3),
        (9, 0, 0),
        (10, 1, 3),
    ]
    (pace,) = seen.stations
    assert (pace.station, pace.items, pace.pages, pace.pages_last_hour) == ("desk-1", 2, 6, 3)
    assert seen.items_last_hour == 1
    assert seen.done_at == NOW + dt.timedelta(hours=6)
    assert seen.misdelivered.delivered == 2


def test_promises_are_due_and_then_late(app: APIFlask, desk: Desk, clock: Clock):
    parcel(desk)
    due_on = ARRIVED + dt.timedelta(days=4)  # a Thursday's mail is due on the Monday
    assert (wall_of(app).open, wall_of(app).due_today) == (1, 0)
    clock.now = dt.datetime.combine(due_on, dt.time(9), dt.UTC)
    assert (wall_of(app).due_today, wall_of(app).overdue) == (1, 0)
    clock.pass_by(days=1)
    assert (wall_of(app).due_today, wall_of(app).overdue) == (0, 1)


def test_not_ours_is_counted_against_the_house(app: APIFlask, desk: Desk, reader: Reader):
    desk.deliver()
    reader.post(f"/letters/{reader.letters()[0]}/not-ours")
    assert wall_of(app).misdelivered.wrong == 1


def test_the_route_tells_the_same(app: APIFlask, desk: Desk):
    desk.deliver()
    told = employed(app, "karin", "clerk").get("/wall").json
    assert told["here"] == 0  # it arrived the day before
    assert [(one["station"], one["items"]) for one in told["stations"]] == [("desk-1", 1)]
