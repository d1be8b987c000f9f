"""Closing the shift over HTTP."""

import datetime as dt

from apiflask import APIBlueprint
from flask import Response

from mailroom.backend.api.acting import done, shown
from mailroom.backend.api.contract import contract
from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services import till
from mailroom.domain.till import CloseTill, Explanation
from mailroom.wire import Message

shift = APIBlueprint("shift", __name__, url_prefix="/v1/desk/till", tag="Shift")


class ClosingAsked(Message):
    day: dt.date
    differences: tuple[int | None, ...]
    why: Explanation | None = None


@shift.get("")
@contract(shift, "The day's mail, balanced", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, "arrivals")
def look() -> Response:
    now = backend().clock()
    return shown(lambda session: till.till(session, now=now))


@shift.post("")
@contract(
    shift,
    "Close the day on these figures",
    takes=ClosingAsked,
    security="bearer",
    refuses=(400, 401, 403, 409, 413, 503),
)
@policy(Who.OPERATOR, "arrivals")
def close(message: ClosingAsked) -> Response:
    now = backend().clock()
    asked = CloseTill(message.day, message.differences, message.why)
    return done(lambda session, staff: till.close(session, asked, staff=staff, now=now))
