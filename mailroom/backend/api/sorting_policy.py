"""The sorting table over HTTP: seen by everybody who sorts, changed by supervisors."""

import datetime as dt
from typing import Final

from apiflask import APIBlueprint
from flask import Response

from mailroom.backend.api.acting import done, shown, shown_to
from mailroom.backend.api.contract import contract
from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services import policy_replay, sorting_policy
from mailroom.domain.policy import PolicyRow
from mailroom.wire import Message

sorting = APIBlueprint("sorting", __name__, url_prefix="/v1/desk/policy", tag="Sorting table")

_ACTS: Final = (400, 401, 403, 404, 409, 413, 503)


class Rows(Message):
    rows: tuple[PolicyRow, ...]


class Proposing(Rows):
    in_force_from: dt.date


@sorting.get("")
@contract(sorting, "The table's versions", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, "arrivals")
def look() -> Response:
    now = backend().clock()
    return shown(lambda session: sorting_policy.policies(session, now=now))


@sorting.post("/replay")
@contract(sorting, "Past items by a draft", takes=Rows, security="bearer", refuses=_ACTS)
@policy(Who.OPERATOR, "arrivals")
def replay(message: Rows) -> Response:
    now, blobs, rows = backend().clock(), backend().blobs, message.rows
    return shown_to(
        lambda session, staff: policy_replay.replay(session, blobs, rows, staff=staff, now=now)
    )


@sorting.get("/faces/<item:item>")
@contract(sorting, "A past item's outside", security="bearer", refuses=(401, 403, 404))
@policy(Who.OPERATOR, "arrivals")
def face(item: str) -> Response:
    blobs = backend().blobs
    return shown_to(lambda session, staff: policy_replay.face(session, blobs, item, staff=staff))


@sorting.post("")
@contract(sorting, "A new version", takes=Proposing, security="bearer", refuses=_ACTS)
@policy(Who.OPERATOR, "arrivals")
def propose(message: Proposing) -> Response:
    now, day = backend().clock(), message.in_force_from
    return done(
        lambda session, staff: sorting_policy.propose(
            session, message.rows, day, staff=staff, now=now
        )
    )


@sorting.post("/<int:version>/confirm")
@contract(sorting, "A second supervisor confirms", security="bearer", refuses=_ACTS)
@policy(Who.OPERATOR, "arrivals")
def confirm(version: int) -> Response:
    now = backend().clock()
    return done(
        lambda session, staff: sorting_policy.confirm(session, version, staff=staff, now=now)
    )


@sorting.post("/<int:version>/withdraw")
@contract(sorting, "Not after all", security="bearer", refuses=_ACTS)
@policy(Who.OPERATOR, "arrivals")
def withdraw(version: int) -> Response:
    now = backend().clock()
    return done(
        lambda session, staff: sorting_policy.withdraw(session, version, staff=staff, now=now)
    )
