"""R59: what is for a protected person is cleared staff's alone to see, from door to shelf."""

import uuid
from dataclasses import replace

from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select

from mailroom.backend.adapters.secrets import verifier_of
from mailroom.backend.app import backend_of
from mailroom.backend.model.ledger import AuditRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.reviews import DigitCropRow
from mailroom.backend.services import arrivals
from mailroom.backend.services.enrolment import appoint
from mailroom.backend.services.refusals import Why
from mailroom.backend.services.staff import person
from mailroom.backend.wiring import Backend
from mailroom.domain.decisions import DoubtReason
from mailroom.domain.digits import DigitCrop, DigitsRead
from tests.backend.builders import SECRET, Desk, decision, evidence, jpeg, sorted_item
from tests.backend.house import ANNA, LARS, House
from tests.backend.office import enter
from tests.backend.test_reviews import NEVER_READ, claim, decide, offer, offered, refusal, seen

PERSON = "19811217-2385"
CLEO = person("cleo", frozenset({"operator", "cleared"}))


def enter_as(app: APIFlask, user: str, roles: list[str]) -> FlaskClient:
    backend = backend_of(app)
    with backend.database.writing() as session:
        appoint(session, user, name=user.title(), roles=roles, verifier=verifier_of(SECRET))
    return enter(app, user)[0]


def test_r59_a_doubt_with_only_a_personnummer_waits_for_cleared_staff_alone(house: House):
    seen_on_it = replace(NEVER_READ, address_lines=(PERSON, "106 31 Stockholm"))
    theirs = replace(offer(DoubtReason.NO_NUMBER), evidence=seen_on_it)
    offered(house, theirs, usual := offer())
    for staff in (ANNA, LARS):
        assert [line.item for line in seen(house, staff).lines] == [usual.item]
        assert refusal(claim, house, staff, theirs.item) is Why.NOT_FOUND
        assert refusal(decide, house, theirs, staff) is Why.NOT_FOUND
    first = claim(house, ANNA)
    assert first is not None
    assert first.offer.item == usual.item
    assert claim(house, LARS) is None, "not even as the next one"
    assert {line.item for line in seen(house, CLEO).lines} == {theirs.item, usual.item}
    case = claim(house, CLEO, theirs.item)
    assert case is not None
    assert case.offer.evidence.address_lines[0] == PERSON


def test_r59_its_digits_are_shown_to_nobody_among_others(house: House):
    crops = tuple(DigitCrop(digit, 900, "jpeg") for digit in PERSON if digit.isdigit())
    read = DigitsRead("8112172385", crops[2:])
    (one,) = offered(house, replace(offer(), digits=read))
    with house.at() as session:
        assert session.scalars(select(DigitCropRow.item)).all() == [one.item] * 10
    seen_on_it = replace(NEVER_READ, address_lines=(PERSON,))
    offered(house, replace(one, revision=4, evidence=seen_on_it))
    with house.at() as session:
        assert session.scalars(select(DigitCropRow.item)).all() == []


def test_r59_what_a_person_marks_leaves_the_others_queue(house: House):
    item = house.parcel()
    offered(house, replace(offer(), item=item))
    assert [line.item for line in seen(house).lines] == [item]
    with house.at() as session:
        arrivals.restrict(session, item, staff=ANNA, now=house.now)
    assert seen(house).lines == ()
    assert [line.item for line in seen(house, CLEO).lines] == [item]


def test_r59_sorted_it_is_restricted_from_its_arrival_on(
    app: APIFlask, desk: Desk, backend: Backend
):
    face, version = jpeg(), desk.register_version()
    desk.put_blob(face, kind="image/jpeg")
    away = decision(category="unreadable", route="return_to_sender")
    olle = enter_as(app, "olle", ["operator"])
    cleo = enter_as(app, "cleo", ["operator", "cleared"])
    for scan_id, line, theirs in (("M26-000011", PERSON, True), ("M26-000012", "Bolaget", False)):
        read = evidence(version, numbers_seen=[], address_lines=[line])
        own = {"id": str(uuid.uuid4()), "scan_id": scan_id, "evidence": read}
        message = sorted_item(version, decision=away, recipient=None, **own)
        answer = desk.put_item(message)
        assert answer.status_code == 201, answer.text
        with backend.database.reading() as session:
            assert session.get_one(MailpieceRow, message["id"]).restricted is theirs
        asked = f"/staff/status?id={scan_id}"
        assert olle.get(asked).status_code == (404 if theirs else 200)
        assert cleo.get(asked).status_code == 200


def test_r59_its_number_stands_in_no_log(house: House):
    theirs = replace(offer(), evidence=replace(NEVER_READ, address_lines=(PERSON,)))
    offered(house, theirs)
    decide(house, theirs, CLEO)
    with house.at() as session:
        told = session.scalars(select(AuditRow.detail)).all()
    assert told
    assert not any(digits in each for each in told for digits in (PERSON, PERSON[2:8]))
