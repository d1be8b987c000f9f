"""The sorting table's versions: proposed by one, confirmed by a second, tried on past mail."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from mailroom.backend.adapters.blobs import LocalBlobs
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.services import policy_replay, sorting_policy
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.domain.decisions import Category
from mailroom.domain.evidence import Evidence, MarkKind
from mailroom.domain.policy import PolicyRow
from mailroom.domain.policyfile import STANDARD
from mailroom.domain.policyversions import Policies, Replay, VersionState, Way
from mailroom.wire import POLICY, EvidenceMessage
from tests.backend import builders
from tests.backend.builders import Desk, blob, jpeg
from tests.backend.house import ANNA, EVA, LARS, House, why
from tests.domain.test_sorting import ADVERT, CLEAR, with_marks

POLICY_EVIDENCE = TypeAdapter(Evidence)
TODAY = dt.date(2026, 11, 20)
SOON = TODAY + dt.timedelta(days=3)


def rows(code: str, /, **fields: object) -> tuple[PolicyRow, ...]:
    return tuple(
        replace(row, **fields) if row.code == code else row  # pyright: ignore[reportArgumentType]  whichever fields
        for row in STANDARD.rows
    )


STRICTER = rows("flyer", passes=False)


def seen(house: House) -> Policies:
    with house.at() as session:
        return sorting_policy.policies(session, now=house.now)


def proposed(
    house: House, draft: tuple[PolicyRow, ...], day: dt.date = SOON, staff: Staff = LARS
) -> Policies:
    with house.at() as session:
        return sorting_policy.propose(session, draft, day, staff=staff, now=house.now)


def refused(house: House, draft: tuple[PolicyRow, ...], **asked: object) -> Why:
    with pytest.raises(Refused) as error:
        proposed(house, draft, **asked)  # pyright: ignore[reportArgumentType]  by name
    return why(error)


def sorted_out(house: House, evidence: Evidence, category: str = "marketing") -> str:
    """An item whose whole evidence is kept."""
    whole = json.loads(POLICY_EVIDENCE.dump_json(evidence))
    kinds = [mark.kind.value for mark in evidence.marks]
    told = {**builders.evidence("v"), "marks": kinds, "whole": whole}
    decided = builders.decision(category=category, route="destroy")
    return house.parcel(evidence=told, decision=decided, face=blob(jpeg(), "image/jpeg"))


def replayed(
    house: House, blobs: LocalBlobs, draft: tuple[PolicyRow, ...], staff: Staff = LARS
) -> Replay:
    with house.at() as session:
        return policy_replay.replay(session, blobs, draft, staff=staff, now=house.now)


def test_the_shipped_table_holds_until_another_does(house: House):
    assert seen(house).in_force == STANDARD
    after = proposed(house, STRICTER)
    assert after.in_force == STANDARD
    assert after.waiting is not None
    assert (after.waiting.state, after.waiting.by) == (VersionState.COMING, "lars")
    house.now += dt.timedelta(days=3)
    now = seen(house)
    assert (now.in_force.version, now.in_force.rows, now.waiting) == (2, STRICTER, None)
    assert [one.state for one in now.versions] == [VersionState.IN_FORCE, VersionState.PAST]


def test_what_loosens_waits_for_another_supervisor(house: House):
    proposed(house, STRICTER, TODAY)
    assert seen(house).in_force.rows == STRICTER
    looser = proposed(house, STANDARD.rows)
    waits = looser.waiting
    assert waits is not None
    assert (waits.state, waits.loosens) == (VersionState.WAITING, ("flyer",))
    for staff, refusal in ((LARS, Why.SECOND_PERSON), (ANNA, Why.SUPERVISOR_ONLY)):
        with house.at() as session, pytest.raises(Refused) as error:
            sorting_policy.confirm(session, 3, staff=staff, now=house.now)
        assert why(error) is refusal
    house.now += dt.timedelta(days=5)
    assert seen(house).in_force.version == 2, "unconfirmed, it does not hold"
    with house.at() as session:
        done = sorting_policy.confirm(session, 3, staff=EVA, now=house.now)
    assert (done.in_force.version, done.versions[0].confirmed_by) == (3, "eva")
    assert done.in_force.in_force_from == house.now.date(), "never from a day that has been"


def test_a_version_is_withdrawn_before_it_holds_and_not_after(house: House):
    proposed(house, STRICTER)
    with house.at() as session:
        done = sorting_policy.withdraw(session, 2, staff=EVA, now=house.now)
    assert (done.waiting, done.versions[0].state) == (None, VersionState.WITHDRAWN)
    proposed(house, STRICTER, TODAY)
    for version, refusal in ((2, Why.STATE), (3, Why.STATE), (9, Why.NOT_FOUND)):
        with house.at() as session, pytest.raises(Refused) as error:
            sorting_policy.withdraw(session, version, staff=EVA, now=house.now)
        assert why(error) is refusal


def test_what_may_not_be_is_refused_and_the_same_again_counts_once(house: House):
    opened = rows("registered", category=Category.SCANNABLE, reason=None, key=0)
    assert refused(house, opened) is Why.POLICY
    assert refused(house, STANDARD.rows) is Why.POLICY
    assert refused(house, STRICTER, staff=ANNA) is Why.SUPERVISOR_ONLY
    assert refused(house, STRICTER, day=TODAY - dt.timedelta(days=1)) is Why.DATE
    assert proposed(house, STRICTER) == proposed(house, STRICTER)
    assert refused(house, rows("periodical", passes=False)) is Why.POLICY_WAITS


def test_a_replay_says_which_past_items_would_have_gone_another_way(
    house: House, blobs: LocalBlobs
):
    flyer = sorted_out(house, with_marks(*ADVERT))
    sorted_out(house, with_marks((MarkKind.REGISTERED, "rek")), "unscannable")
    house.letter()
    unkept = {**builders.evidence("v"), "marks": ["advertising"]}
    house.parcel(evidence=unkept)
    found = replayed(house, blobs, STRICTER)
    assert (found.of, found.unread, found.differing) == (4, 1, 1)
    (moved,) = found.moved
    assert found.first is not None
    assert (moved.item, moved.became) == (flyer, Category.MARKETING)
    marketing = Category.MARKETING
    assert (moved.before, moved.after) == (Way(marketing, True), Way(marketing, False))  # noqa: FBT003  as said
    opened = rows("flyer", category=Category.SCANNABLE, key=0, passes=False)
    assert replayed(house, blobs, opened).moved[0].after == Way(Category.SCANNABLE, by_itself=True)
    assert seen(house).in_force == STANDARD, "trying changes nothing"
    with pytest.raises(Refused) as error:
        replayed(house, blobs, STRICTER, ANNA)
    assert why(error) is Why.SUPERVISOR_ONLY
    with house.at() as session:
        picture = policy_replay.face(session, blobs, flyer, staff=LARS)
    assert picture.width_px == 2480


def test_restricted_mail_is_neither_replayed_nor_shown(house: House, blobs: LocalBlobs):
    hidden = sorted_out(house, with_marks(*ADVERT))
    with house.at() as session:
        session.get_one(MailpieceRow, hidden).restricted = True
    assert replayed(house, blobs, STRICTER).of == 0
    with house.at() as session, pytest.raises(Refused) as error:
        policy_replay.face(session, blobs, hidden, staff=LARS)
    assert why(error) is Why.NOT_FOUND


def test_a_station_is_given_the_table_of_the_day(desk: Desk):
    answer = desk.client.get("/v1/station/policy", headers=desk.headers)
    assert POLICY.validate_json(answer.data) == STANDARD
    assert desk.client.get("/v1/station/policy").status_code == 401


def test_the_whole_evidence_travels_and_comes_back_as_it_was():
    message = EvidenceMessage.model_validate({**builders.evidence("v"), "whole": None})
    assert message.whole is None
    kept = message.model_copy(update={"whole": CLEAR})
    assert EvidenceMessage.model_validate_json(kept.model_dump_json()).whole == CLEAR
