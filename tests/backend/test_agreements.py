"""Agreements: six steps in, and what is kept of a customer on the way."""

import datetime as dt

import pytest
from sqlalchemy import delete, select

from mailroom.backend.model.customers import AgreementRow, CustomerRow, DeliveryAddressRow
from mailroom.backend.model.fees import FeeRow
from mailroom.backend.services import (
    activation,
    agreements,
    alarms,
    customers,
    features,
    messages,
    payment_options,
    senders,
    terms,
)
from mailroom.backend.services.agreements import Periods
from mailroom.backend.services.enrolment import Address, NewCustomer, enrol
from mailroom.backend.services.payment_options import Option, State
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.dispatch import Held
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.membership import Step
from mailroom.domain.register import Standing
from mailroom.domain.room import AlarmKind
from tests.backend.builders import ACTIVE, NOW, OTHER
from tests.backend.house import ANNA, LARS, TODAY, House, why

DAY = dt.timedelta(days=1)
NUMBER = ACTIVE[0]
NEW = "5569999997"
HOME = Address("Nya Bolaget AB", "Storgatan 1", "111 22", "Stockholm")


def enrolled(house: House, number: str = NEW, **changes: object) -> str:
    new = NewCustomer(
        number=number,
        name="Nya Bolaget AB",
        legal_form="AB",
        agreement=None,
        verifier="",
        **changes,
    )
    with house.at() as session:
        enrol(session, [new], now=house.now)
    return number


def published(house: House, version: str = "2018-05-25") -> None:
    with house.at() as session:
        text = terms.Terms(version, "sv", dt.date(2018, 5, 25), "Villkor")
        terms.publish(session, text, staff=LARS, now=house.now)


def test_r9_nothing_begins_before_all_six_steps_stand(house: House):
    number = enrolled(house)
    published(house)
    with house.at() as session:
        activation.begin(session, number, staff=ANNA, now=house.now, signatories=2)
        standing_ = activation.checklist(session, number, now=house.now)
        assert {step for step, done in standing_.items() if done} == {Step.MAILBOX}
        customers.change_address(session, number, HOME, staff=ANNA, now=house.now)
        customers.set_emails(session, number, ["post@nya.example"], staff=ANNA, now=house.now)
        terms.accept(session, number, "2018-05-25", language="sv", by="vd", now=house.now)
        payment_options.register(session, number, Option.BANKGIRO, now=house.now)
        steps = [(Step.SIGNATORY, "vd"), (Step.BANKID, "vd"), (Step.SIGNATORY, "ordf")]
        for step, by in steps:
            assert not activation.attest(session, number, step, by=by, staff=ANNA, now=house.now), (
                "joint signatories: both must sign and show who they are"
            )
        assert activation.attest(session, number, Step.BANKID, by="ordf", staff=ANNA, now=house.now)
    assert house.standing(TODAY, number) is Standing.ACTIVE
    assert house.standing(TODAY - DAY, number) is None


def test_r9_a_stranger_cannot_show_bankid_for_a_signatory(house: House):
    number = enrolled(house)
    with house.at() as session:
        activation.begin(session, number, staff=ANNA, now=house.now)
        for step, by in ((Step.SIGNATORY, "vd"), (Step.BANKID, "another")):
            activation.attest(session, number, step, by=by, staff=ANNA, now=house.now)
        assert not activation.checklist(session, number, now=house.now)[Step.BANKID]


def test_r1_other_legal_forms_are_refused_unless_the_terms_admit_them(house: House):
    association = enrolled(house, "8024000013")
    with pytest.raises(Refused) as error, house.at() as session:
        activation.begin(session, association, staff=ANNA, now=house.now)
    assert why(error) is Why.LEGAL_FORM
    served = activation.SERVED_FORMS | {activation.LegalForm.NON_PROFIT}
    with house.at() as session:
        assert activation.begin(session, association, staff=ANNA, now=house.now, served=served)


def test_r2_each_day_has_the_terms_that_were_accepted_for_it(house: House):
    published(house, "one")
    with house.at() as session:
        terms.accept(session, NUMBER, "one", language="sv", by="vd", now=house.now)
        later = terms.Terms("two", "sv", TODAY + DAY, "Nya villkor")
        terms.publish(session, later, staff=LARS, now=house.now)
        english = terms.Terms("two", "en", TODAY + DAY, "New terms")
        terms.publish(session, english, staff=LARS, now=house.now)
    with house.at(NOW + 2 * DAY) as session:
        with pytest.raises(Refused) as error:
            terms.accept(session, NUMBER, "one", language="sv", by="vd", now=house.now)
        assert why(error) is Why.TERMS
        terms.accept(session, NUMBER, "two", language="en", by="vd", now=house.now)
        assert terms.applying_on(session, NUMBER, TODAY - DAY) is None
        assert terms.applying_on(session, NUMBER, TODAY + DAY) == "one"
        assert terms.applying_on(session, NUMBER, TODAY + 2 * DAY) == "two"
        shown = terms.current(session, TODAY + 2 * DAY, "fi")
        assert shown is not None
        assert shown.text == "Nya villkor", "the Swedish text prevails"


def test_r2_a_published_version_never_changes_and_begins_with_swedish(house: House):
    published(house, "one")
    changed = terms.Terms("one", "sv", dt.date(2018, 5, 25), "Annat")
    with pytest.raises(Refused), house.at() as session:
        terms.publish(session, changed, staff=LARS, now=house.now)
    english = terms.Terms("two", "en", TODAY, "Terms")
    with pytest.raises(Refused), house.at() as session:
        terms.publish(session, english, staff=LARS, now=house.now)


def test_r3_mail_is_opened_on_days_of_an_agreement_only(house: House):
    with house.database.reading() as session:
        rows = select(AgreementRow).where(AgreementRow.customer == NUMBER)
        periods = Periods.of(session.scalars(rows))
    began = periods.all[0].active_from
    assert agreements.opens_on(periods, began)
    assert not agreements.opens_on(periods, began - DAY)


def test_r4_the_customers_address_is_its_name_its_number_and_106_31(house: House):
    with house.database.reading() as session:
        lines = customers.kivra_address(session, NUMBER)
    assert lines == ("Marklund Måleri AB", "Kivra: 557706-7472", "106 31 Stockholm")


def test_r8_and_r31_the_senders_are_those_whose_letters_came(house: House):
    for sender in ("Skatteverket", "Banken", "Skatteverket", ""):
        house.letter(sender=sender)
    house.letter(OTHER, sender="Annan")
    with house.database.reading() as session:
        found = senders.seen(session, NUMBER)
    assert [(one.sender, one.items) for one in found] == [("Skatteverket", 2), ("Banken", 1)]


def test_r30_senders_of_unscannables_are_listed(house: House):
    house.parcel(sender="Paketbolaget")
    house.letter(sender="Banken")
    with house.database.reading() as session:
        (found,) = senders.of_unscannables(session, NUMBER)
    assert (found.sender, found.items) == ("Paketbolaget", 1)


def test_r10_what_needs_a_yes_is_off_until_it_is_given(house: House):
    with house.at() as session:
        assert features.introduce(session, "search", needs_consent=False, staff=LARS, now=house.now)
        features.introduce(session, "courier", needs_consent=True, staff=LARS, now=house.now)
        told = {message.about for message in messages.of_customer(session, NUMBER)}
        assert told == {"search", "courier"}
        assert features.is_on(session, NUMBER, "search")
        assert not features.is_on(session, NUMBER, "courier")
        features.consent(session, NUMBER, "courier", by="vd", now=house.now)
        assert features.is_on(session, NUMBER, "courier")
        features.withdraw(session, NUMBER, "courier", now=house.now)
        assert not features.is_on(session, NUMBER, "courier")
    with pytest.raises(Refused), house.at() as session:
        features.introduce(session, "courier", needs_consent=False, staff=LARS, now=house.now)


def test_r28_an_option_that_expires_or_fails_raises_an_alarm_until_there_is_another(house: House):
    with house.at() as session:
        option = payment_options.register(
            session, NUMBER, Option.CARD, now=house.now, expires_on=TODAY + DAY
        )
        assert payment_options.run(session, house.now) == 0
    later = NOW + 2 * DAY
    with house.at(later) as session:
        assert payment_options.run(session, later) == 1
        assert payment_options.run(session, later) == 0
        (alarm,) = alarms.open_alarms(session)
        assert (alarm.kind, alarm.about) == (AlarmKind.PAYMENT_OPTION, NUMBER)
        payment_options.ended(session, option, State.REMOVED, now=later)
        second = payment_options.register(session, NUMBER, Option.BANKGIRO, now=later)
        assert alarms.open_alarms(session) == ()
        payment_options.ended(session, second, State.FAILED, now=later + DAY)
        assert alarms.open_alarms(session) != ()


@pytest.mark.parametrize(
    "address",
    [
        Address("", "Storgatan 1", "111 22", "Stockholm"),
        Address("Bolaget", "Storgatan 1", "1112", "Stockholm"),
        Address("Bolaget", "Kivra: 557706-7472", "111 22", "Stockholm"),
        Address("Bolaget", "557706-7472", "106 31", "Stockholm"),
        Address("Bolaget", "x" * 200, "111 22", "Stockholm"),
    ],
)
def test_r29_an_address_that_cannot_be_sent_to_is_refused(house: House, address: Address):
    with pytest.raises(Refused) as error, house.at() as session:
        customers.change_address(session, NUMBER, address, staff=ANNA, now=house.now)
    assert why(error) is Why.ADDRESS


def test_r29_what_waited_for_an_address_goes_on_when_there_is_one(house: House):
    with house.at() as session:
        session.execute(delete(DeliveryAddressRow).where(DeliveryAddressRow.customer == NUMBER))
    item = house.parcel()
    assert house.piece(item).held_because == Held.NO_ADDRESS
    with house.at() as session:
        customers.change_address(session, NUMBER, HOME, staff=ANNA, now=house.now)
    piece = house.piece(item)
    assert (piece.paper, piece.held_because) == (PaperState.TO_FORWARD, None)


def test_r26_a_change_of_address_costs_once_and_the_same_again_nothing(house: House):
    for _ in range(2):
        with house.at(house.now + DAY) as session:
            customers.change_address(session, NUMBER, HOME, staff=ANNA, now=house.now)
    with house.database.reading() as session:
        kinds = session.scalars(select(FeeRow.kind)).all()
    assert kinds == ["change_of_address"]


@pytest.mark.parametrize("emails", [[], [""], ["post"], ["a b@c.se"], ["a@b", "post@c.se"]])
def test_r32_an_address_to_write_to_is_always_there(house: House, emails: list[str]):
    with pytest.raises(Refused) as error, house.at() as session:
        customers.set_emails(session, NUMBER, emails, staff=ANNA, now=house.now)
    assert why(error) is Why.EMAIL


def test_r53_a_customer_is_never_made_by_beginning_an_activation(house: House):
    with pytest.raises(Refused) as error, house.at() as session:
        activation.begin(session, NEW, staff=LARS, now=house.now)
    assert why(error) is Why.NOT_FOUND
    with house.database.reading() as session:
        assert session.get(CustomerRow, NEW) is None
