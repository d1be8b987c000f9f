"""The desk's dispatch: consignments that leave and paper that two people destroy."""

from apiflask import APIBlueprint
from flask import Response, request
from sqlalchemy.orm import Session

from mailroom.backend.api.acting import done, printed, seller, shown
from mailroom.backend.api.contract import PDF, contract
from mailroom.backend.api.desk_messages import (
    Couriering,
    Leaving,
    Packing,
    Picking,
    Proposal,
    Tracking,
)
from mailroom.backend.api.here import address, backend, caller
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.printing import paperwork
from mailroom.backend.printing.collecting import collection_pdf as collection_paper
from mailroom.backend.printing.texts import PaperTexts
from mailroom.backend.services import (
    collecting,
    consignments,
    destructions,
    outgoing_paper,
    retiring,
)
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff_users import staff_of
from mailroom.domain.couriers import Courier
from mailroom.domain.dispatch import DestructionReason
from mailroom.domain.parcels import Sender
from mailroom.domain.workdays import stockholm_date
from mailroom.wire import OperatorSignIn

dispatch = APIBlueprint("dispatch", __name__, url_prefix="/v1/desk", tag="Dispatch")

_SCOPE = "paper"
_USUAL = (400, 401, 403, 404, 409, 413, 503)
_LOOK = (401, 403, 404, 409)


@dispatch.get("/outgoing")
@contract(
    dispatch, "What waits to be packed, and what is held", security="bearer", refuses=(401, 403)
)
@policy(Who.OPERATOR, _SCOPE)
def outgoing() -> Response:
    return shown(outgoing_paper.outgoing)


@dispatch.get("/consignments")
@contract(dispatch, "What is packed and still here", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def waiting() -> Response:
    return shown(consignments.waiting)


@dispatch.post("/consignments")
@contract(dispatch, "Pack", takes=Packing, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def pack(message: Packing) -> Response:
    now, to = backend().clock(), message.sender
    sender = Sender(to.name, to.street, to.postcode, to.city) if to else None
    return done(
        lambda session, staff: consignments.make(
            session, message.kind, message.items, staff=staff, now=now, sender=sender
        )
    )


@dispatch.get("/consignments/<label:label>")
@contract(dispatch, "A consignment", security="bearer", refuses=_LOOK)
@policy(Who.OPERATOR, _SCOPE)
def consignment(label: str) -> Response:
    return shown(lambda session: consignments.find(session, label))


@dispatch.get("/consignments/<label:label>.pdf")
@contract(dispatch, "Its label, or the hand-over list", file=PDF, security="bearer", refuses=_LOOK)
@policy(Who.OPERATOR, _SCOPE)
def consignment_pdf(label: str) -> Response:
    """A consignment without a cover of its own, for a postal operator, has its list instead."""

    def draw(session: Session, texts: PaperTexts) -> bytes:
        one = consignments.find(session, label)
        if one.postal_operator is not None:
            return _list(session, label, texts)
        return paperwork.consignment_pdf(one, seller(), texts)

    return printed(draw)


@dispatch.get("/consignments/<label:label>/list.pdf")
@contract(
    dispatch,
    "The list for the driver: this consignment and all that wait for the same one",
    file=PDF,
    security="bearer",
    refuses=_LOOK,
)
@policy(Who.OPERATOR, _SCOPE)
def collection_pdf(label: str) -> Response:
    return printed(lambda session, texts: _list(session, label, texts))


def _list(session: Session, label: str, texts: PaperTexts) -> bytes:
    loads = collecting.collection(session, label)
    by = staff_of(session, caller().subject).name
    now = backend().clock()
    return collection_paper(loads, by=by, seller=seller(), now=now, texts=texts)


@dispatch.post("/consignments/<label:label>/departure")
@contract(dispatch, "It has left", takes=Leaving, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def hand_over(label: str, message: Leaving) -> Response:
    now, tracking = backend().clock(), message.tracking
    return done(
        lambda session, staff: consignments.hand_over(
            session, label, staff=staff, now=now, tracking=tracking, couriers=_couriers()
        )
    )


@dispatch.get("/couriers")
@contract(dispatch, "Couriers by name", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def couriers() -> Response:
    return shown(lambda _: _couriers())


@dispatch.post("/consignments/<label:label>/courier")
@contract(dispatch, "Which courier takes it", takes=Couriering, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def choose(label: str, message: Couriering) -> Response:
    now, title = backend().clock(), message.title
    return done(
        lambda session, staff: consignments.choose(
            session, label, title, _couriers(), staff=staff, now=now
        )
    )


def _couriers() -> tuple[Courier, ...]:
    return backend().settings.named_couriers


@dispatch.post("/consignments/<label:label>/tracking")
@contract(
    dispatch, "The carrier's number for it", takes=Tracking, security="bearer", refuses=_USUAL
)
@policy(Who.OPERATOR, _SCOPE)
def track(label: str, message: Tracking) -> Response:
    now, number = backend().clock(), message.number
    return done(
        lambda session, staff: consignments.track(
            session, label, number, staff=staff, now=now, couriers=_couriers()
        )
    )


@dispatch.post("/consignments/<label:label>/cancel")
@contract(dispatch, "Unpack it", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def cancel(label: str) -> Response:
    now = backend().clock()
    return done(lambda session, staff: consignments.cancel(session, label, staff=staff, now=now))


@dispatch.post("/consignments/<label:label>/came-back")
@contract(dispatch, "It came back undeliverable", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def came_back(label: str) -> Response:
    now = backend().clock()
    return done(lambda session, staff: consignments.came_back(session, label, staff=staff, now=now))


def reason_asked() -> DestructionReason:
    """Raises Refused(QUERY)."""
    try:
        return DestructionReason(request.args.get("reason", ""))
    except ValueError:
        raise Refused(Why.QUERY, "Name one of the three reasons.") from None


@dispatch.get("/destructions")
@contract(dispatch, "What is proposed or approved", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def destructions_going() -> Response:
    return shown(retiring.going)


@dispatch.get("/destructions/candidates")
@contract(
    dispatch,
    "What may be proposed",
    security="bearer",
    query={"reason": "marketing, agreement_ended or retention"},
    refuses=(400, 401, 403),
)
@policy(Who.OPERATOR, _SCOPE)
def candidates() -> Response:
    today, reason = stockholm_date(backend().clock()), reason_asked()
    return shown(lambda session: destructions.set_aside(session, reason, today))


@dispatch.post("/destructions")
@contract(dispatch, "Propose to destroy", takes=Proposal, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def propose(message: Proposal) -> Response:
    now = backend().clock()
    return done(
        lambda session, staff: destructions.propose(
            session, message.reason, message.items, staff=staff, now=now
        )
    )


@dispatch.post("/destructions/<int:destruction>/approval")
@contract(dispatch, "Another person approves it", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def approve(destruction: int) -> Response:
    now = backend().clock()
    return done(
        lambda session, staff: destructions.approve(session, destruction, staff=staff, now=now)
    )


@dispatch.post("/destructions/<int:destruction>/picked")
@contract(dispatch, "Its label was scanned", takes=Picking, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def pick(destruction: int, message: Picking) -> Response:
    now, scan_id = backend().clock(), message.scan_id
    return done(
        lambda session, staff: retiring.pick(session, destruction, scan_id, staff=staff, now=now)
    )


@dispatch.post("/destructions/<int:destruction>/execution")
@contract(
    dispatch,
    "Two have destroyed it: the caller, and the witness who signs here",
    takes=OperatorSignIn,
    security="bearer",
    refuses=(*_USUAL, 429),
)
@policy(Who.OPERATOR, _SCOPE)
def carry_out(destruction: int, message: OperatorSignIn) -> Response:
    here = backend()
    now = here.clock()
    witness = here.staff.witness(message, address=address())
    return done(
        lambda session, staff: destructions.carry_out(
            session, destruction, witness=witness, staff=staff, now=now
        )
    )


@dispatch.post("/destructions/<int:destruction>/cancel")
@contract(dispatch, "It is not destroyed after all", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def cancel_destruction(destruction: int) -> Response:
    now = backend().clock()
    return done(
        lambda session, staff: destructions.cancel(session, destruction, staff=staff, now=now)
    )


@dispatch.get("/destructions/<int:destruction>/protocol.pdf")
@contract(dispatch, "The protocol, to be signed by two", file=PDF, security="bearer", refuses=_LOOK)
@policy(Who.OPERATOR, _SCOPE)
def protocol_pdf(destruction: int) -> Response:
    return printed(
        lambda session, texts: paperwork.protocol_pdf(
            destructions.protocol(session, destruction), texts
        )
    )
