"""Random samples of what was delivered are read again, blind, and what differs is an alarm."""

import datetime as dt
import json

import pytest
from apiflask import APIFlask

from mailroom.backend.adapters.blobs import LocalBlobs
from mailroom.backend.app import backend_of
from mailroom.backend.model.reviews import ReviewRow
from mailroom.backend.services import alarms, rechecks, review_offers, reviews
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.backend.services.wall import wall
from mailroom.domain.decisions import Category, DoubtReason
from mailroom.domain.review import Case, Outcome, Step, Verdict, VerdictKind
from mailroom.domain.room import AlarmKind
from tests.backend.builders import ACTIVE, OTHER, Desk, blob, jpeg
from tests.backend.house import ANNA, LARS, House, why


def letter(house: House) -> str:
    return house.letter(face=blob(jpeg(), "image/jpeg"))


def picked(house: House, blobs: LocalBlobs, share: float = 1.0) -> int:
    with house.at() as session:
        return rechecks.pick(session, blobs, share=share, now=house.now)


def claimed(house: House) -> Case:
    with house.at() as session:
        case = reviews.claim(session, beside="another", staff=ANNA, now=house.now).case
    assert case is not None
    return case


def said(house: House, case: Case, verdict: Verdict, staff: Staff = ANNA) -> Step:
    with house.at() as session:
        return reviews.decide(session, case.offer.item, 0, verdict, staff=staff, now=house.now)


def test_a_share_is_picked_once_and_shown_without_a_reading(house: House, blobs: LocalBlobs):
    item = letter(house)
    house.letter()
    assert picked(house, blobs, 0.0) == 0
    assert [picked(house, blobs), picked(house, blobs)] == [1, 0]
    case = claimed(house)
    assert (case.offer.item, case.offer.doubt.reason) == (item, DoubtReason.BLIND_CHECK)
    assert (case.offer.evidence.candidates, case.offer.doubt.proposal) == ((), None)
    assert ACTIVE[1] not in json.dumps(review_offers.OFFER.dump_python(case.offer, mode="json"))
    with house.at() as session:
        assert review_offers.standings(session, "desk-1") == ()


def test_the_same_recipient_counts_and_another_one_is_an_alarm(house: House, blobs: LocalBlobs):
    letter(house)
    letter(house)
    assert picked(house, blobs) == 2
    said(house, claimed(house), Verdict(VerdictKind.TYPE, ACTIVE[0]))
    wrong = claimed(house)
    other = Verdict(VerdictKind.TYPE, OTHER[0])
    assert [said(house, wrong, other), said(house, wrong, other)] == [Step.SENT, Step.SENT]
    with house.at() as session:
        seen = wall(session, now=house.now).rechecked
        raised = [one.about for one in alarms.open_alarms(session) if one.kind is AlarmKind.RECHECK]
        assert {row.offer for row in session.query(ReviewRow)} == {""}
    assert (seen.wrong, seen.delivered, raised) == (1, 2, [wrong.offer.item])


def test_what_cannot_be_told_counts_neither_way_and_old_samples_are_given_up(
    house: House, blobs: LocalBlobs
):
    letter(house)
    letter(house)
    picked(house, blobs)
    said(house, claimed(house), Verdict(VerdictKind.CATEGORY, category=Category.UNREADABLE))
    house.now += dt.timedelta(days=8)
    picked(house, blobs)
    with house.at() as session:
        outcomes = {row.outcome for row in session.query(ReviewRow)}
        seen = wall(session, now=house.now).rechecked
    assert (outcomes, seen.delivered) == ({Outcome.WITHDRAWN}, 0)


def test_whoever_decided_it_is_not_asked_and_no_station_may_end_it(house: House, blobs: LocalBlobs):
    item = letter(house)
    picked(house, blobs)
    with house.at() as session:
        row = session.get_one(ReviewRow, item)
        row.first_by = LARS.name
    with pytest.raises(Refused) as error:
        said(house, claimed(house), Verdict(VerdictKind.TYPE, ACTIVE[0]), LARS)
    assert why(error) is Why.REVIEW_TAKEN
    with house.at() as session:
        assert reviews.claim(session, staff=LARS, now=house.now).case is None
    with pytest.raises(Refused) as error, house.at() as session:
        review_offers.settle(session, item, 0, Outcome.WITHDRAWN, station="desk-1", now=house.now)
    assert why(error) is Why.NOT_FOUND


def test_the_job_runs_with_the_servers_own_pictures(app: APIFlask, desk: Desk):
    desk.put_blob(jpeg(), kind="image/jpeg")
    desk.deliver(face=blob(jpeg(), "image/jpeg"))
    (job,) = (one for one in backend_of(app).jobs.all if one.name == "recheck")
    assert job.work()["letters"] in {0, 1}
