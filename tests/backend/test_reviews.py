"""The review queue: one person holds an item, two decide where the tier asks, each word once."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from mailroom.backend.model.reviews import ReviewRow
from mailroom.backend.services import review_offers, reviews
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, person
from mailroom.domain.decisions import (
    Category,
    Decision,
    Doubt,
    DoubtReason,
    PaperRoute,
    Recipient,
    Tier,
)
from mailroom.domain.evidence import Evidence
from mailroom.domain.review import (
    Case,
    Escalation,
    Offer,
    Outcome,
    Queue,
    Stage,
    Step,
    Verdict,
    VerdictKind,
)
from tests.backend.builders import ACTIVE, ARRIVED, NOW, OTHER
from tests.backend.house import ANNA, EVA, LARS, House, why

NEVER_READ = Evidence((), 0, None, (), (), (), (), (), None, (), "v")
OLLE = person("olle", frozenset({"operator"}))
ACCEPT = Verdict(VerdictKind.ACCEPT)
AWAY = Verdict(VerdictKind.CATEGORY, category=Category.MARKETING)


def offer(reason: DoubtReason = DoubtReason.ONE_READER, *, days_ago: int = 0) -> Offer:
    number, name = ACTIVE
    proposed = Decision(
        Category.SCANNABLE,
        Tier.B,
        PaperRoute.OPEN_AND_SCAN,
        "r",
        "machine",
        NOW,
        Recipient(number, name),
    )
    arrived = ARRIVED - dt.timedelta(days=days_ago)
    doubt = Doubt(reason, "r", proposed)
    return Offer(str(uuid.uuid4()), 3, "M26-000001", arrived, doubt, NEVER_READ, "", ())


def offered(house: House, *waiting: Offer) -> tuple[Offer, ...]:
    with house.at() as session:
        for one in waiting:
            review_offers.put(session, one, station="desk-1", now=house.now)
    return waiting


def claim(house: House, staff: Staff, item: str = "", beside: str = "another") -> Case | None:
    """One alone; what is held beside nothing brings the one that follows."""
    with house.at() as session:
        found = reviews.claim(session, item=item, beside=beside, staff=staff, now=house.now)
    return found.case


def item_of(case: Case | None) -> str | None:
    return case.offer.item if case else None


def decide(house: House, one: Offer, staff: Staff, verdict: Verdict = ACCEPT) -> Step:
    with house.at() as session:
        return reviews.decide(session, one.item, one.revision, verdict, staff=staff, now=house.now)


def seen(house: House, staff: Staff = ANNA) -> Queue:
    with house.at() as session:
        return reviews.queue(session, staff=staff, now=house.now)


def stages(house: House) -> dict[str, Stage]:
    return {line.item: line.stage for line in seen(house).lines}


def refusal(act: object, *args: object, **named: object) -> Why:
    with pytest.raises(Refused) as error:
        act(*args, **named)  # pyright: ignore[reportCallIssue]  any of the helpers above
    return why(error)


def test_the_most_urgent_first_and_never_one_item_for_two(house: House):
    late, later = offered(house, offer(), offer(days_ago=3))
    assert [line.item for line in seen(house).lines] == [later.item, late.item]
    first = claim(house, ANNA)
    assert item_of(first) == later.item
    assert item_of(claim(house, OLLE)) == late.item
    assert claim(house, EVA) is None
    assert refusal(claim, house, EVA, later.item) is Why.REVIEW_TAKEN
    assert refusal(decide, house, later, EVA) is Why.REVIEW_TAKEN
    assert {line.holder for line in seen(house).lines} == {"anna", "olle"}


def test_what_one_holds_comes_again_and_the_next_one_beside_it(house: House):
    offered(house, offer(), offer())
    first = claim(house, ANNA)
    assert item_of(claim(house, ANNA)) == item_of(first)
    second = claim(house, ANNA, beside=item_of(first) or "")
    assert item_of(second) not in (None, item_of(first))
    assert item_of(claim(house, ANNA, beside=item_of(first) or "")) == item_of(second)
    with house.at() as session:
        both = reviews.claim(session, staff=ANNA, now=house.now)
    assert {item_of(both.case), item_of(both.following)} == {item_of(first), item_of(second)}


def test_a_claim_ends_by_itself_and_a_late_verdict_counts_while_nobody_else_has_it(house: House):
    (one,) = offered(house, offer())
    claim(house, ANNA)
    house.now += reviews.LEASE + dt.timedelta(seconds=1)
    assert stages(house) == {one.item: Stage.WAITING}
    assert item_of(claim(house, OLLE)) == one.item
    assert refusal(decide, house, one, ANNA) is Why.REVIEW_TAKEN
    house.now += reviews.LEASE + dt.timedelta(seconds=1)
    assert decide(house, one, ANNA) is Step.SENT


def test_a_verdict_counts_once_however_often_it_is_sent(house: House):
    (one,) = offered(house, offer())
    assert [decide(house, one, ANNA), decide(house, one, ANNA)] == [Step.SENT, Step.SENT]
    assert refusal(decide, house, one, ANNA, AWAY) is Why.REVIEW_OVER
    assert refusal(decide, house, one, OLLE) is Why.REVIEW_OVER
    with house.at() as session:
        (standing,) = review_offers.standings(session, "desk-1")
    assert (standing.verdict, standing.by, standing.revision) == (ACCEPT, "anna", 3)


def test_a_conflict_takes_two_people_who_do_not_see_each_others_word(house: House):
    (one,) = offered(house, offer(DoubtReason.NEAR_TWIN))
    assert decide(house, one, ANNA) is Step.SECOND
    assert decide(house, one, ANNA) is Step.SECOND
    assert claim(house, ANNA) is None
    assert refusal(claim, house, ANNA, one.item) is Why.SECOND_PERSON
    second = claim(house, OLLE)
    assert second is not None
    assert second.is_second
    picked = Verdict(VerdictKind.PICK, ACTIVE[0])
    assert decide(house, one, OLLE, picked) is Step.SENT
    with house.at() as session:
        (standing,) = review_offers.standings(session, "desk-1")
    assert (standing.by, standing.first_by) == ("olle", "anna")


def test_two_who_differ_leave_it_to_a_supervisor_whose_word_is_the_last(house: House):
    (one,) = offered(house, offer(DoubtReason.TWO_NUMBERS))
    decide(house, one, ANNA)
    assert decide(house, one, OLLE, Verdict(VerdictKind.TYPE, OTHER[0])) is Step.SUPERVISOR
    assert claim(house, person("per", frozenset({"operator"}))) is None
    case = claim(house, LARS)
    assert case is not None
    assert case.escalation is Escalation.DIFFERED
    assert decide(house, one, LARS, Verdict(VerdictKind.TYPE, OTHER[0])) is Step.SENT


def test_a_typed_number_that_nothing_bears_out_takes_two(house: House):
    alone, borne = offer(), offer()
    borne = replace(borne, evidence=replace(NEVER_READ, numbers_seen=(OTHER[0],)))
    offered(house, alone, borne)
    typed = Verdict(VerdictKind.TYPE, OTHER[0])
    assert decide(house, borne, ANNA, typed) is Step.SENT
    assert decide(house, alone, ANNA, typed) is Step.SECOND
    assert decide(house, alone, OLLE, typed) is Step.SENT


def test_what_is_not_opened_needs_one_person_only(house: House):
    (one,) = offered(house, offer(DoubtReason.HANDWRITING))
    assert decide(house, one, ANNA, AWAY) is Step.SENT


def test_put_off_it_waits_a_while_and_escalated_it_is_a_supervisors(house: House):
    one, other = offered(house, offer(days_ago=1), offer())
    claim(house, ANNA)
    with house.at() as session:
        reviews.put_off(session, one.item, staff=ANNA, now=house.now)
    assert stages(house)[one.item] is Stage.LATER
    assert item_of(claim(house, ANNA)) == other.item
    with house.at() as session:
        reviews.escalate(session, other.item, Escalation.RULE, staff=ANNA, now=house.now)
    assert claim(house, ANNA) is None
    assert refusal(claim, house, ANNA, other.item) is Why.SUPERVISOR_ONLY
    assert item_of(claim(house, LARS)) == other.item
    house.now += dt.timedelta(minutes=16)
    assert item_of(claim(house, ANNA)) == one.item


def test_a_new_revision_begins_anew_and_the_same_one_changes_nothing(house: House):
    (one,) = offered(house, offer())
    claim(house, ANNA)
    offered(house, one)
    assert stages(house)[one.item] is Stage.CLAIMED
    offered(house, replace(one, revision=4))
    assert stages(house)[one.item] is Stage.WAITING
    assert refusal(decide, house, one, ANNA) is Why.REVIEW_OVER


def test_what_has_left_the_queue_keeps_no_picture_and_tells_who_was_too_late(house: House):
    one, other = offered(house, offer(), offer())
    decide(house, one, ANNA)

    def settle(which: Offer, outcome: Outcome, session: Session) -> None:
        review_offers.settle(
            session, which.item, which.revision, outcome, station="desk-1", now=house.now
        )

    with house.at() as session:
        settle(one, Outcome.WITHDRAWN, session)
        settle(other, Outcome.WITHDRAWN, session)
        settle(other, Outcome.WITHDRAWN, session)
    with house.at() as session:
        rows = {row.item: row for row in session.query(ReviewRow)}
        assert {row.offer for row in rows.values()} == {""}
        outcomes = (rows[one.item].outcome, rows[other.item].outcome)
    assert outcomes == (Outcome.OVERTAKEN, Outcome.WITHDRAWN)
    assert seen(house, ANNA).overtaken == (one.scan_id,)
    assert seen(house, OLLE) == Queue(house.now.date(), ())


def test_a_number_nobody_has_and_an_impossible_offer_are_refused(house: House):
    (one,) = offered(house, offer())
    assert (
        refusal(decide, house, one, ANNA, Verdict(VerdictKind.TYPE, "5560000001"))
        is Why.NUMBER_NOT_SERVED
    )
    parcel = Verdict(VerdictKind.CATEGORY, category=Category.UNSCANNABLE)
    assert refusal(decide, house, one, ANNA, parcel) is Why.REASON
    tomorrow = replace(offer(), arrived_on=house.now.date() + dt.timedelta(days=1))
    assert refusal(offered, house, tomorrow) is Why.ARRIVAL
    assert refusal(offered, house, replace(offer(), revision=-1)) is Why.VALIDATION
