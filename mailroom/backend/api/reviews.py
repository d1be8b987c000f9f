"""The review queue over HTTP: stations offer and obey, people claim and decide."""

from typing import Final

from apiflask import APIBlueprint
from flask import Response, request

from mailroom.backend.api.acting import done, shown, shown_to
from mailroom.backend.api.contract import contract
from mailroom.backend.api.here import backend, caller
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services import digits, review_offers, reviews, seeds
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.review import Decided, Escalation, Verdict
from mailroom.wire import Message, ReviewOffer, ReviewOutcome

offers = APIBlueprint("review_offers", __name__, url_prefix="/v1/station/reviews", tag="Station")
review = APIBlueprint("review", __name__, url_prefix="/v1/desk/reviews", tag="Review")

_USUAL: Final = (400, 401, 403, 404, 409, 413, 503)
_LARGEST: Final = 4 << 20
"""Of an offer, in bytes: two sides of an envelope and what was read on them."""


class Claiming(Message):
    beside: str = ""
    item: str = ""


class Deciding(Message):
    revision: int
    verdict: Verdict


class Seeding(Message):
    count: int


class ConfirmingDigits(Message):
    doubted: tuple[int, ...] = ()


class Escalating(Message):
    why: Escalation


@offers.get("")
@contract(offers, "What to carry out", security="bearer", refuses=(401, 403, 503))
@policy(Who.STATION, "items")
def standings() -> Response:
    return shown(lambda session: review_offers.standings(session, caller().subject))


@offers.put("/<item:item>")
@contract(offers, "A person is wanted", takes=ReviewOffer, security="bearer", refuses=_USUAL)
@policy(Who.STATION, "items")
def put(item: str, message: ReviewOffer) -> dict[str, str]:
    here, station = backend(), caller().subject
    if len(request.get_data()) > _LARGEST:
        raise Refused(Why.TOO_LARGE, "The pictures are larger than we take.")
    if message.offer.item != item:
        raise Refused(Why.VALIDATION, "The offer is of another item.")
    with here.database.writing() as session:
        review_offers.put(session, message.offer, station=station, now=here.clock())
    return {}


@offers.post("/<item:item>/outcome")
@contract(offers, "It needs nobody now", takes=ReviewOutcome, security="bearer", refuses=_USUAL)
@policy(Who.STATION, "items")
def settle(item: str, message: ReviewOutcome) -> dict[str, str]:
    here, station = backend(), caller().subject
    with here.database.writing() as session:
        review_offers.settle(
            session, item, message.revision, message.outcome, station=station, now=here.clock()
        )
    return {}


@review.get("")
@contract(review, "The queue over all stations", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, "arrivals")
def queue() -> Response:
    now = backend().clock()
    return shown_to(lambda session, staff: reviews.queue(session, staff=staff, now=now))


@review.get("/seeds")
@contract(review, "Test letters, for supervisors", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, "arrivals")
def seeded() -> Response:
    now = backend().clock()
    return shown_to(lambda session, staff: seeds.seeds(session, staff=staff, now=now))


@review.post("/seeds")
@contract(review, "Lay test letters", takes=Seeding, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "arrivals")
def seed(message: Seeding) -> Response:
    now, blobs = backend().clock(), backend().blobs
    return done(
        lambda session, staff: seeds.seed(session, blobs, message.count, staff=staff, now=now)
    )


@review.post("/claim")
@contract(review, "Claim one, with its data", takes=Claiming, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "arrivals")
def claim(message: Claiming) -> Response:
    now = backend().clock()
    return done(
        lambda session, staff: reviews.claim(
            session, beside=message.beside, item=message.item, staff=staff, now=now
        )
    )


@review.post("/<item:item>/verdict")
@contract(review, "What it is", takes=Deciding, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "arrivals")
def decide(item: str, message: Deciding) -> Response:
    now = backend().clock()
    return done(
        lambda session, staff: Decided(
            reviews.decide(session, item, message.revision, message.verdict, staff=staff, now=now)
        )
    )


@review.post("/<item:item>/later")
@contract(review, "Not now", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "arrivals")
def put_off(item: str) -> Response:
    now = backend().clock()
    return done(lambda session, staff: reviews.put_off(session, item, staff=staff, now=now))


@review.post("/<item:item>/escalation")
@contract(review, "For a supervisor", takes=Escalating, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "arrivals")
def escalate(item: str, message: Escalating) -> Response:
    now, why = backend().clock(), message.why
    return done(lambda session, staff: reviews.escalate(session, item, why, staff=staff, now=now))


@review.post("/digits")
@contract(review, "Claim a page of digits", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "arrivals")
def claim_digits() -> Response:
    now = backend().clock()
    return done(lambda session, staff: digits.claim(session, staff=staff, now=now))


@review.post("/digits/<item:page>")
@contract(review, "They are", takes=ConfirmingDigits, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "arrivals")
def confirm_digits(page: str, message: ConfirmingDigits) -> Response:
    now, doubted = backend().clock(), message.doubted
    return done(lambda session, staff: digits.confirm(session, page, doubted, staff=staff, now=now))


@review.post("/digits/<item:page>/leave")
@contract(review, "Somebody else's page", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "arrivals")
def leave_digits(page: str) -> Response:
    return done(lambda session, staff: digits.leave(session, page, staff=staff))
