"""The desk's paper store: boxes, filing, searching, and what customers have asked for."""

from apiflask import APIBlueprint
from flask import Response, request

from mailroom.backend.api.acting import done, printed, shown, shown_to
from mailroom.backend.api.arrivals import day_asked
from mailroom.backend.api.contract import PDF, contract
from mailroom.backend.api.desk_messages import (
    Asking,
    BoxCount,
    BoxOpening,
    Custody,
    Filing,
    Holding,
    Lifting,
    Picking,
    Placing,
)
from mailroom.backend.api.dispatch import reason_asked
from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.printing import paperwork
from mailroom.backend.services import asking, closing, originals, retiring, store
from mailroom.backend.services.archive_search import Sought
from mailroom.backend.services.archive_search import search as search_archive
from mailroom.domain.labels import LabelKind
from mailroom.domain.workdays import stockholm_date

paper = APIBlueprint("paper", __name__, url_prefix="/v1/desk", tag="Paper store")

_SCOPE = "paper"
_USUAL = (400, 401, 403, 404, 409, 413, 503)
_PDF = (401, 403, 404, 409)


@paper.get("/boxes")
@contract(paper, "Every box, in walking order", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def boxes() -> Response:
    return shown(store.boxes)


@paper.post("/shelves")
@contract(paper, "A new shelf, last in the walk", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def new_shelf() -> Response:
    now = backend().clock()
    return done(lambda session, staff: store.new_shelf(session, staff=staff, now=now))


@paper.post("/boxes")
@contract(paper, "A new box", takes=BoxOpening, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def new_box(message: BoxOpening) -> Response:
    now, shelf = backend().clock(), message.shelf
    return done(lambda session, staff: store.new_box(session, staff=staff, now=now, shelf=shelf))


@paper.post("/boxes/<label:label>/shelf")
@contract(paper, "Where it stands", takes=Placing, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def place(label: str, message: Placing) -> Response:
    now, shelf = backend().clock(), message.shelf
    return done(
        lambda session, staff: store.put_on_shelf(session, label, shelf, staff=staff, now=now)
    )


@paper.post("/boxes/<label:label>/seal")
@contract(paper, "It is full", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def seal(label: str) -> Response:
    now = backend().clock()
    return done(lambda session, staff: store.seal(session, label, staff=staff, now=now))


@paper.get("/boxes/<label:label>")
@contract(paper, "What lies in it", security="bearer", refuses=_PDF)
@policy(Who.OPERATOR, _SCOPE)
def box(label: str) -> Response:
    return shown(lambda session: closing.contents(session, label))


@paper.post("/boxes/<label:label>/closing")
@contract(paper, "It is full, and counted", takes=BoxCount, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def close_box(label: str, message: BoxCount) -> Response:
    now, counted = backend().clock(), message.counted
    return done(
        lambda session, staff: closing.close(session, label, counted=counted, staff=staff, now=now)
    )


@paper.get("/boxes/<label:label>/range.pdf")
@contract(
    paper, "The sticker that says from where to where", file=PDF, security="bearer", refuses=_PDF
)
@policy(Who.OPERATOR, _SCOPE)
def range_pdf(label: str) -> Response:
    return printed(
        lambda session, texts: paperwork.range_pdf(closing.contents(session, label), texts)
    )


@paper.get("/boxes/<label:label>/contents.pdf")
@contract(paper, "Its contents sheet", file=PDF, security="bearer", refuses=_PDF)
@policy(Who.OPERATOR, _SCOPE)
def contents_pdf(label: str) -> Response:
    now = backend().clock()
    return printed(
        lambda session, texts: paperwork.contents_pdf(closing.contents(session, label), now, texts)
    )


@paper.post("/boxes/<label:label>/custodian")
@contract(paper, "Hand it to somebody else", takes=Custody, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def hand_box_over(label: str, message: Custody) -> Response:
    now, to = backend().clock(), message.to
    return done(lambda session, staff: store.hand_over(session, label, to=to, staff=staff, now=now))


@paper.get("/labels/<label:label>.pdf")
@contract(paper, "The sticker of a box", file=PDF, security="bearer", refuses=_PDF)
@policy(Who.OPERATOR, _SCOPE)
def sticker(label: str) -> Response:
    known = store.scanned(label, LabelKind.BOX)
    return printed(lambda _, texts: paperwork.label_pdf(known, texts))


@paper.get("/originals")
@contract(
    paper,
    "Where the paper lies",
    security="bearer",
    query={
        "scan_id": "As on the paper's edge",
        "item": "Its id",
        "customer": "A number",
        "sender": "Words of the sender's name, or how they begin",
        "arrived_from": "First day",
        "arrived_to": "Last day",
        "text": "Words of it, three letters at least",
        "words": "Each found somewhere: id, customer, name, sender, day or text; whole or begun",
    },
    refuses=(400, 401, 403),
)
@policy(Who.OPERATOR, _SCOPE)
def search() -> Response:
    asked = request.args
    today = stockholm_date(backend().clock())
    sought = Sought(
        scan_id=asked.get("scan_id"),
        item=asked.get("item"),
        customer=asked.get("customer"),
        sender=asked.get("sender"),
        arrived_from=day_asked("arrived_from", today) if "arrived_from" in asked else None,
        arrived_to=day_asked("arrived_to", today) if "arrived_to" in asked else None,
        text=asked.get("text"),
        words=asked.get("words"),
    )
    return shown_to(lambda session, staff: search_archive(session, sought, cleared=staff.cleared))


@paper.get("/originals/retired")
@contract(
    paper,
    "What may be destroyed for a reason, and with retention what is on legal hold",
    security="bearer",
    query={"reason": "marketing, agreement_ended or retention"},
    refuses=(400, 401, 403),
)
@policy(Who.OPERATOR, _SCOPE)
def retired() -> Response:
    today, reason = stockholm_date(backend().clock()), reason_asked()
    return shown(lambda session: retiring.retired(session, reason, today))


@paper.post("/originals")
@contract(paper, "Lay it into a box", takes=Filing, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def file(message: Filing) -> Response:
    now, scan_id, box = backend().clock(), message.scan_id, message.box
    return done(lambda session, staff: originals.file(session, scan_id, box, staff=staff, now=now))


@paper.post("/originals/<item:item>/hold")
@contract(paper, "Hold it for the law", takes=Holding, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def hold(item: str, message: Holding) -> Response:
    now, why = backend().clock(), message.why
    return done(lambda session, staff: originals.hold(session, item, why, staff=staff, now=now))


@paper.post("/originals/<item:item>/release")
@contract(paper, "The legal hold has ended", takes=Lifting, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def release(item: str, message: Lifting) -> Response:
    now, why = backend().clock(), message.why
    return done(lambda session, staff: originals.release(session, item, why, staff=staff, now=now))


@paper.post("/requests")
@contract(paper, "An original is asked for", takes=Asking, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def ask(message: Asking) -> Response:
    now = backend().clock()
    return done(
        lambda session, staff: asking.ask(
            session,
            asking.Asked(message.id, message.item, message.customer, staff.name),
            staff=staff,
            now=now,
        )
    )


@paper.get("/requests/picks")
@contract(paper, "What to fetch, in walking order", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def picks() -> Response:
    return shown(asking.pick_list)


@paper.get("/requests/picks.pdf")
@contract(paper, "The pick list on paper", file=PDF, security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def picks_pdf() -> Response:
    now = backend().clock()
    return printed(
        lambda session, texts: paperwork.pick_list_pdf(asking.pick_list(session), now, texts)
    )


@paper.post("/requests/picked")
@contract(paper, "It has been taken out", takes=Picking, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def picked(message: Picking) -> Response:
    now, scan_id = backend().clock(), message.scan_id
    return done(lambda session, staff: asking.picked(session, scan_id, staff=staff, now=now))


@paper.post("/requests/<label:asked>/missing")
@contract(paper, "It is not in its place", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def missing(asked: str) -> Response:
    now = backend().clock()
    return done(lambda session, staff: asking.missing(session, asked, staff=staff, now=now))


@paper.post("/requests/<label:asked>/cancel")
@contract(paper, "It is not wanted any more", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def cancel(asked: str) -> Response:
    now = backend().clock()
    return done(lambda session, staff: asking.cancel(session, asked, staff=staff, now=now))
