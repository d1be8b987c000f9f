"""The desk's customers: card, addresses, activation, notice; nobody is created here (R53)."""

from apiflask import APIBlueprint
from flask import Response

from mailroom.backend.api.acting import done, shown
from mailroom.backend.api.contract import contract
from mailroom.backend.api.desk_messages import (
    AddressMessage,
    Beginning,
    Emails,
    FeatureIntroduced,
    Names,
    NoticeGiven,
    OperatorTold,
    OptionGiven,
    StepTaken,
    TermsPublished,
)
from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services import (
    activation,
    card,
    customers,
    features,
    near_twins,
    payment_options,
    senders,
    staff,
    termination,
    terms,
    undeliverable,
)
from mailroom.backend.services.enrolment import Address
from mailroom.domain.workdays import stockholm_date

office = APIBlueprint("office", __name__, url_prefix="/v1/desk", tag="Customers")

_SCOPE = "customers"
_USUAL = (400, 401, 403, 404, 409, 413, 503)
_ONE = "/customers/<customer:customer>"


@office.get(_ONE)
@contract(office, "A customer's card", security="bearer", refuses=(401, 403, 404))
@policy(Who.OPERATOR, _SCOPE)
def customer_card(customer: str) -> Response:
    today = stockholm_date(backend().clock())
    return shown(lambda session: card.card_of(session, customer, today))


@office.put(f"{_ONE}/address")
@contract(office, "Where its paper goes", takes=AddressMessage, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def change_address(customer: str, message: AddressMessage) -> Response:
    now = backend().clock()
    to = Address(message.name, message.street, message.postcode, message.city)
    return done(
        lambda session, by: customers.change_address(
            session, customer, to, staff=by, now=now, country=message.country
        )
    )


@office.put(f"{_ONE}/emails")
@contract(office, "Whom to tell", takes=Emails, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def set_emails(customer: str, message: Emails) -> Response:
    now, addresses = backend().clock(), message.addresses
    return done(
        lambda session, by: customers.set_emails(session, customer, addresses, staff=by, now=now)
    )


@office.put(f"{_ONE}/names")
@contract(office, "Its names", takes=Names, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def set_names(customer: str, message: Names) -> Response:
    now = backend().clock()
    return done(
        lambda session, by: customers.set_names(
            session, customer, message.name, message.others, staff=by, now=now
        )
    )


@office.get(f"{_ONE}/senders")
@contract(office, "Who sends what cannot be scanned", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def unscannable_senders(customer: str) -> Response:
    return shown(lambda session: senders.of_unscannables(session, customer))


@office.post(f"{_ONE}/payment-options")
@contract(office, "How it pays", takes=OptionGiven, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def register_option(customer: str, message: OptionGiven) -> Response:
    now = backend().clock()

    def register(session: payment_options.Session, by: staff.Staff) -> int:
        del by
        customers.find(session, customer)
        return payment_options.register(
            session, customer, message.option, now=now, expires_on=message.expires_on
        )

    return done(register)


@office.post(f"{_ONE}/activation")
@contract(office, "An activation begins", takes=Beginning, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def begin(customer: str, message: Beginning) -> Response:
    now, count = backend().clock(), message.signatories
    return done(
        lambda session, by: activation.begin(
            session, customer, staff=by, now=now, signatories=count
        )
    )


@office.get(f"{_ONE}/activation")
@contract(office, "What is still missing", security="bearer", refuses=(401, 403, 404))
@policy(Who.OPERATOR, _SCOPE)
def checklist(customer: str) -> Response:
    now = backend().clock()
    return shown(lambda session: activation.checklist(session, customer, now=now))


@office.post(f"{_ONE}/activation/steps")
@contract(office, "A signatory has acted", takes=StepTaken, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def attest(customer: str, message: StepTaken) -> Response:
    now = backend().clock()
    return done(
        lambda session, by: activation.attest(
            session, customer, message.step, by=message.by, staff=by, now=now
        )
    )


@office.post(f"{_ONE}/notice")
@contract(office, "A notice was received", takes=NoticeGiven, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def give_notice(customer: str, message: NoticeGiven) -> Response:
    now = backend().clock()
    notice = termination.Notice(message.received_on, message.scope, message.reason)

    def give(session: payment_options.Session, by: staff.Staff) -> dict[str, str]:
        ends_on = termination.give_notice(session, customer, notice, staff=by, now=now)
        return {"ends_on": ends_on.isoformat()}

    return done(give)


@office.post(f"{_ONE}/reactivation")
@contract(office, "It goes on", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def reactivate(customer: str) -> Response:
    now = backend().clock()
    return done(lambda session, by: termination.reactivate(session, customer, staff=by, now=now))


@office.get("/near-twins")
@contract(office, "Who could be taken for whom", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def twins() -> Response:
    return shown(near_twins.listed)


@office.get("/undeliverable")
@contract(office, "Whose letters are undeliverable", security="bearer", refuses=(401, 403))
@policy(Who.OPERATOR, _SCOPE)
def ended() -> Response:
    today = stockholm_date(backend().clock())
    return shown(lambda session: undeliverable.listed(session, today))


@office.post("/undeliverable")
@contract(
    office,
    "The list for one postal operator: what it has not been told",
    takes=OperatorTold,
    security="bearer",
    refuses=_USUAL,
)
@policy(Who.OPERATOR, _SCOPE)
def tell_operator(message: OperatorTold) -> Response:
    now, whom = backend().clock(), message.postal_operator
    return done(lambda session, by: undeliverable.tell_operator(session, whom, staff=by, now=now))


@office.post("/terms")
@contract(office, "Publish terms", takes=TermsPublished, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def publish(message: TermsPublished) -> Response:
    now = backend().clock()
    text = terms.Terms(message.version, message.language, message.valid_from, message.text)
    return done(lambda session, by: terms.publish(session, text, staff=by, now=now))


@office.post("/features")
@contract(office, "Introduce a feature", takes=FeatureIntroduced, security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, _SCOPE)
def introduce(message: FeatureIntroduced) -> Response:
    now = backend().clock()
    return done(
        lambda session, by: features.introduce(
            session, message.name, needs_consent=message.needs_consent, staff=by, now=now
        )
    )


@office.post("/organisations/<label:organisation>/leave")
@contract(office, "A subcontractor has left", security="bearer", refuses=_USUAL)
@policy(Who.OPERATOR, "administer")
def organisation_leaves(organisation: str) -> Response:
    now = backend().clock()
    return done(
        lambda session, by: staff.organisation_leaves(session, organisation, staff=by, now=now)
    )
