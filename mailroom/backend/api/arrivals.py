"""The desk: signing in, what arrived, what is due, what is wrong."""

import datetime as dt

from apiflask import APIBlueprint
from flask import Response, request

from mailroom.backend.api.acting import done, shown, shown_to
from mailroom.backend.api.contract import contract
from mailroom.backend.api.desk_messages import (
    BroughtBy,
    Conditions,
    Course,
    SharedCover,
    TrayArrival,
    Weighing,
)
from mailroom.backend.api.here import address, backend
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.api.schemas import TokenAnswer
from mailroom.backend.services import alarms, arrivals, promises, steering, wall
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.workdays import FIRST_YEAR, LAST_YEAR, stockholm_date
from mailroom.wire import OperatorSignIn

desk = APIBlueprint("desk", __name__, url_prefix="/v1/desk", tag="Desk")

_SCOPE = "arrivals"
_USUAL = (400, 401, 403, 404, 409, 413, 503)
_CLEARED = "cleared"


@desk.post("/session")
@contract(
    desk, "Sign in", takes=OperatorSignIn, gives=TokenAnswer, refuses=(400, 401, 413, 429, 503)
)
@policy(Who.PUBLIC)
def sign_in(message: OperatorSignIn) -> TokenAnswer:
    granted = backend().staff.sign_in(message, address=address())
    return TokenAnswer(
        access_token=granted.token,
        expires_in=granted.expires_in,
        scope=" ".join(sorted(granted.scopes)),
    )


@desk.get("/queue")
@contract(desk, "What is promised, the most urgent first", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def queue() -> Response:
    now = backend().clock()
    return shown_to(
        lambda session, staff: promises.open_promises(
            session, now=now, cleared=_CLEARED in staff.roles
        )
    )


@desk.get("/wall")
@contract(desk, "How the day stands, over all stations", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def day_wall() -> Response:
    now = backend().clock()
    return shown(lambda session: wall.wall(session, now=now))


@desk.get("/breaches")
@contract(
    desk,
    "Promises that were not kept",
    security="bearer",
    query={"since": "First due day", "until": "Last due day; today when left out"},
    refuses=(400, 401, 403),
)
@policy(Who.OPERATOR, _SCOPE)
def breaches() -> Response:
    now = backend().clock()
    today = stockholm_date(now)
    since = day_asked("since", today.replace(day=1))
    until = day_asked("until", today)
    return shown(lambda session: promises.breaches(session, since=since, until=until, now=now))


@desk.get("/alarms")
@contract(desk, "What must be seen to", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def open_alarms() -> Response:
    return shown(alarms.open_alarms)


@desk.post("/alarms/<int:alarm>/end")
@contract(desk, "It has been seen to", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def end_alarm(alarm: int) -> Response:
    now = backend().clock()
    return done(lambda session, staff: alarms.end_by_id(session, alarm, staff=staff, now=now))


@desk.get("/trays")
@contract(
    desk,
    "A day's trays, and what has come out of them",
    security="bearer",
    query={"day": "Today when left out"},
    refuses=(400, 401, 403),
)
@policy(Who.OPERATOR, _SCOPE)
def trays() -> Response:
    day = day_asked("day", stockholm_date(backend().clock()))
    return shown(lambda session: arrivals.trays(session, day))


@desk.post("/trays")
@contract(desk, "A tray has arrived", takes=TrayArrival, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def register_tray(message: TrayArrival) -> Response:
    now = backend().clock()
    tray = arrivals.NewTray(**message.model_dump())
    return done(lambda session, staff: arrivals.register_tray(session, tray, staff=staff, now=now))


@desk.post("/items/<item:item>/weight")
@contract(desk, "It was weighed", takes=Weighing, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def weigh(item: str, message: Weighing) -> Response:
    now, grams = backend().clock(), message.grams
    return done(lambda session, staff: arrivals.weigh(session, item, grams, staff=staff, now=now))


@desk.post("/items/<item:item>/conditions")
@contract(desk, "How it came", takes=Conditions, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def note_conditions(item: str, message: Conditions) -> Response:
    now, noted = backend().clock(), message.conditions
    return done(
        lambda session, staff: arrivals.note_conditions(session, item, noted, staff=staff, now=now)
    )


@desk.post("/items/<item:item>/restriction")
@contract(desk, "For cleared staff only", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def restrict(item: str) -> Response:
    now = backend().clock()
    return done(lambda session, staff: arrivals.restrict(session, item, staff=staff, now=now))


@desk.post("/items/<item:item>/cover")
@contract(desk, "It shared another's cover", takes=SharedCover, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def split(item: str, message: SharedCover) -> Response:
    now, cover = backend().clock(), message.envelope
    return done(
        lambda session, staff: arrivals.split(session, item, envelope=cover, staff=staff, now=now)
    )


@desk.post("/items/<item:item>/course")
@contract(desk, "Where its paper goes", takes=Course, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def steer(item: str, message: Course) -> Response:
    now, to = backend().clock(), message.to
    return done(lambda session, staff: steering.steer(session, item, to, staff=staff, now=now))


@desk.post("/items/<item:item>/postal-operator")
@contract(desk, "Who brought it", takes=BroughtBy, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def name_operator(item: str, message: BroughtBy) -> Response:
    now, name = backend().clock(), message.postal_operator
    return done(
        lambda session, staff: steering.name_operator(session, item, name, staff=staff, now=now)
    )


def day_asked(name: str, usual: dt.date) -> dt.date:
    """A date in the query. Raises Refused(QUERY)."""
    text = request.args.get(name)
    if text is None:
        return usual
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = dt.date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(Why.QUERY, f"{name} is a day, written 2026-11-20.")
    return day
