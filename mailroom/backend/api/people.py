"""Our own people over HTTP: accounts and roles, the audit log, and each one's own day."""

from typing import Annotated

from apiflask import APIBlueprint
from flask import Response, request
from pydantic import Field

from mailroom.backend.api.acting import done, shown, shown_to, told_once
from mailroom.backend.api.arrivals import day_asked
from mailroom.backend.api.contract import contract
from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services import people, trail
from mailroom.domain.people import Role, SeeTrail
from mailroom.domain.workdays import stockholm_date
from mailroom.wire import Message

staffing = APIBlueprint("people", __name__, url_prefix="/v1/desk", tag="People")

_ADMINISTER = "administer"
_USUAL = (400, 401, 403, 404, 409, 413, 503)


class NewPerson(Message):
    user: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,31}$")]
    name: Annotated[str, Field(min_length=1, max_length=100)]


class RoleSet(Message):
    role: Role
    given: bool


class LockSet(Message):
    locked: bool


@staffing.get("/people")
@contract(staffing, "Everybody and their roles", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _ADMINISTER)
def everybody() -> Response:
    return shown(people.listed)


@staffing.post("/people")
@contract(staffing, "Somebody new", takes=NewPerson, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _ADMINISTER)
def add(message: NewPerson) -> Response:
    now, user, name = backend().clock(), message.user, message.name
    return told_once(lambda session, staff: people.add(session, user, name, staff=staff, now=now))


@staffing.post("/people/<user:user>/secret")
@contract(staffing, "A new first secret", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _ADMINISTER)
def renew(user: str) -> Response:
    now = backend().clock()
    return told_once(
        lambda session, staff: people.renew_secret(session, user, staff=staff, now=now)
    )


@staffing.post("/people/<user:user>/role")
@contract(staffing, "A role given or taken", takes=RoleSet, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _ADMINISTER)
def set_role(user: str, message: RoleSet) -> Response:
    now, role, given = backend().clock(), message.role, message.given
    return done(
        lambda session, staff: people.set_role(
            session, user, role, given=given, staff=staff, now=now
        )
    )


@staffing.post("/people/<user:user>/lock")
@contract(staffing, "Locked out or in", takes=LockSet, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _ADMINISTER)
def set_lock(user: str, message: LockSet) -> Response:
    now, locked = backend().clock(), message.locked
    return done(
        lambda session, staff: people.set_lock(session, user, locked=locked, staff=staff, now=now)
    )


@staffing.get("/audit")
@contract(
    staffing,
    "Who did and saw what",
    security="bearer",
    query={"actor": "A user", "about": "A scan id or an id", "day": "One day in Sweden"},
    refuses=(400, 401, 403),
)
@policy(Who.OPERATOR, "oversee")
def audit_log() -> Response:
    today = stockholm_date(backend().clock())
    asked = SeeTrail(
        actor=request.args.get("actor", ""),
        about=request.args.get("about", ""),
        day=day_asked("day", today) if "day" in request.args else None,
    )
    return shown(lambda session: trail.trail(session, asked))


@staffing.get("/mine")
@contract(staffing, "The caller's own day", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, "arrivals")
def own_day() -> Response:
    now = backend().clock()
    return shown_to(lambda session, staff: trail.mine(session, staff=staff, now=now))
