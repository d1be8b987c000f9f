"""Letters kept back before their companies have them, over HTTP."""

import datetime as dt
from typing import Annotated

from apiflask import APIBlueprint
from flask import Response
from pydantic import AwareDatetime, Field

from mailroom.backend.api.acting import done, shown
from mailroom.backend.api.contract import contract
from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services import keepingback
from mailroom.domain.keepingback import KeepBack, KeepEnd, KeepReason
from mailroom.wire import Message

keeping = APIBlueprint("keeping", __name__, url_prefix="/v1/desk/keeping", tag="Recall")

_USUAL = (400, 401, 403, 404, 409, 413, 503)
_Name = Annotated[str, Field(max_length=64)]


class KeepingBack(Message):
    why: KeepReason
    scan_id: _Name = ""
    station: _Name = ""
    since: AwareDatetime | None = None


class Ending(Message):
    how: KeepEnd


@keeping.get("")
@contract(keeping, "What is kept back", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, "oversee")
def orders() -> Response:
    return shown(keepingback.keeping)


@keeping.post("")
@contract(keeping, "Keep letters back", takes=KeepingBack, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "oversee")
def keep(message: KeepingBack) -> Response:
    now = backend().clock()
    since = message.since.astimezone(dt.UTC) if message.since else None
    asked = KeepBack(message.why, message.scan_id, message.station, since)
    return done(lambda session, staff: keepingback.keep(session, asked, staff=staff, now=now))


@keeping.post("/<int:order>/end")
@contract(keeping, "Release or withdraw", takes=Ending, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "oversee")
def end(order: int, message: Ending) -> Response:
    now, how = backend().clock(), message.how
    return done(lambda session, staff: keepingback.end(session, order, how, staff=staff, now=now))
