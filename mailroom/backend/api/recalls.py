"""Letters taken out of a mailbox after delivery, over HTTP."""

from typing import Annotated

from apiflask import APIBlueprint
from flask import Response
from pydantic import Field

from mailroom.backend.api.acting import done, shown
from mailroom.backend.api.contract import contract
from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services import reassigning, recalling
from mailroom.domain.recalling import Reassigned, RecallReason, Settlement
from mailroom.wire import Message

recalls = APIBlueprint("recalls", __name__, url_prefix="/v1/desk/recalls", tag="Recall")

_USUAL = (400, 401, 403, 404, 409, 413, 503)


class Recalling(Message):
    scan_id: Annotated[str, Field(min_length=1, max_length=64)]
    why: RecallReason


class Settling(Message):
    how: Settlement


class Reassigning(Message):
    number: Annotated[str, Field(pattern=r"^[0-9]{10}$")]


@recalls.get("")
@contract(recalls, "What is withdrawn and not settled", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, "oversee")
def cases() -> Response:
    return shown(recalling.cases)


@recalls.post("")
@contract(recalls, "Recall a letter", takes=Recalling, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "oversee")
def recall(message: Recalling) -> Response:
    now, scan_id, why = backend().clock(), message.scan_id, message.why
    return done(
        lambda session, staff: recalling.recall(session, scan_id, why, staff=staff, now=now)
    )


@recalls.post("/<key:letter>/settlement")
@contract(recalls, "How it ended", takes=Settling, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "oversee")
def settle(letter: str, message: Settling) -> Response:
    now, how = backend().clock(), message.how
    return done(lambda session, staff: recalling.settle(session, letter, how, staff=staff, now=now))


@recalls.post("/<key:letter>/recipient")
@contract(recalls, "Whose it is", takes=Reassigning, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "oversee")
def reassign(letter: str, message: Reassigning) -> Response:
    now, number = backend().clock(), message.number
    return done(
        lambda session, staff: Reassigned(
            reassigning.reassign(session, letter, number, staff=staff, now=now)
        )
    )
