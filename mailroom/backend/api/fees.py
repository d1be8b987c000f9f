"""The desk's fees: prices, statements, credit notes, payments."""

from apiflask import APIBlueprint
from flask import Response, request
from sqlalchemy.orm import Session

from mailroom.backend.api.acting import done, printed, seller, shown
from mailroom.backend.api.contract import PDF, XML, contract
from mailroom.backend.api.desk_messages import Allotment, CreditAsked, PaymentByHand, PriceGiven
from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.printing import paperwork
from mailroom.backend.services import crediting, fees, payments, statements
from mailroom.backend.services.peppol import sendable_xml
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.domain.pricelist import Price

money = APIBlueprint("money", __name__, url_prefix="/v1/desk", tag="Fees")

_SCOPE = "fees"
_USUAL = (400, 401, 403, 404, 409, 413, 503)
_LOOK = (401, 403, 404)
_LARGEST_FILE = 4 << 20
_TEXT = ("text/plain", "application/octet-stream")


@money.get("/prices")
@contract(money, "The price list, all of it", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def prices() -> Response:
    return shown(fees.price_list)


@money.post("/prices")
@contract(money, "A price from a day on", takes=PriceGiven, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def set_price(message: PriceGiven) -> Response:
    now = backend().clock()
    price = Price(**message.model_dump())
    return done(lambda session, staff: fees.set_price(session, price, staff=staff, now=now))


@money.get("/customers/<customer:customer>/statements")
@contract(money, "A customer's statements, newest first", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def of_customer(customer: str) -> Response:
    return shown(lambda session: statements.of_customer(session, customer))


@money.get("/statements/<int:statement>")
@contract(money, "A statement", security="bearer", refuses=_LOOK)
@policy(Who.OPERATOR, _SCOPE)
def statement(statement: int) -> Response:
    return shown(lambda session: statements.find(session, statement))


@money.get("/statements/<int:statement>.pdf")
@contract(money, "As it is printed", file=PDF, security="bearer", refuses=_LOOK)
@policy(Who.OPERATOR, _SCOPE)
def statement_pdf(statement: int) -> Response:
    return printed(
        lambda session, texts: paperwork.statement_pdf(
            statements.find(session, statement), seller(), texts
        )
    )


@money.get("/statements/<int:statement>.xml")
@contract(money, "As Peppol BIS Billing 3.0", file=XML, security="bearer", refuses=(*_LOOK, 409))
@policy(Who.OPERATOR, _SCOPE)
def statement_xml(statement: int) -> Response:
    with backend().database.reading() as session:
        xml = sendable_xml(statements.find(session, statement), seller())
    return Response(xml, mimetype="application/xml")


@money.post("/statements/<int:statement>/credit")
@contract(money, "Credit it, or some lines", takes=CreditAsked, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def credit(statement: int, message: CreditAsked) -> Response:
    now = backend().clock()

    def act(session: Session, staff: Staff) -> int:
        lines = statements.find(session, statement).lines
        if any(position > len(lines) for position in message.lines):
            raise Refused(Why.AMOUNT, "The invoice has fewer lines.")
        chosen = [lines[position - 1] for position in dict.fromkeys(message.lines)]
        return crediting.credit(session, statement, chosen or None, staff=staff, now=now)

    return done(act)


@money.post("/payments")
@contract(money, "A payment, by hand", takes=PaymentByHand, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def by_hand(message: PaymentByHand) -> Response:
    now = backend().clock()
    paid = payments.ByHand(**message.model_dump())
    return done(lambda session, staff: payments.by_hand(session, paid, staff=staff, now=now))


@money.get("/payments/unallotted")
@contract(money, "Money that nobody knows the reason of", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def unallotted() -> Response:
    return shown(payments.unallotted)


@money.post("/payments/<int:payment>/allotment")
@contract(money, "What it pays", takes=Allotment, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def allot(payment: int, message: Allotment) -> Response:
    now, number = backend().clock(), message.statement
    return done(
        lambda session, staff: payments.allot(session, payment, number, staff=staff, now=now)
    )


@money.post("/payment-files")
@contract(money, "A BgMax file", security="bearer", body=_TEXT, refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def take_file() -> Response:
    if (request.content_length or 0) > _LARGEST_FILE:
        raise Refused(Why.TOO_LARGE, "The payment file is larger than we take.")
    now, data = backend().clock(), request.get_data()
    ours = backend().settings.seller_bankgiro
    return done(
        lambda session, staff: payments.take_file(session, data, ours, staff=staff, now=now)
    )
