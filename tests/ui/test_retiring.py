"""Retention and destruction without a screen: holds, signatures, labels, and what is refused."""

import datetime as dt

import pytest

from mailroom.domain.dispatch import DestructionReason
from mailroom.domain.events import RoomTold
from mailroom.domain.retiring import (
    ApproveDestruction,
    CancelDestruction,
    CarryOut,
    HoldOriginal,
    HoldReason,
    LiftHold,
    LiftReason,
    PickRetired,
    PrintProtocol,
    ProposeDestruction,
    SeeDestructions,
    SeeRetired,
)
from mailroom.domain.room import Question
from ui.rehearsal.archive import typed
from ui.rehearsal.retiring import APPROVED, CARTED, PROPOSED, RETIRED, retired
from ui.retiring import Did, Retiring, Step
from ui.screens.retiring import draw
from ui.texts.phrase import Language, Say

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
RETENTION = DestructionReason.RETENTION
LOOKS = (SeeRetired(RETENTION), SeeDestructions())


def keyed(work: Retiring, *keys: str) -> tuple[Retiring, tuple[Question, ...]]:
    asked: list[Question] = []
    for key in keys:
        turn = work.pressed(key)
        assert isinstance(turn.work, Retiring)
        work = turn.work
        asked += turn.questions
    return work, tuple(asked)


def fresh(*going: object) -> Retiring:
    work = Retiring()
    for event in retired(*going):  # type: ignore[arg-type]
        assert isinstance(event, RoomTold)
        work = work.told(event)
    return work


def no(work: Retiring, question: Question, detail: str) -> Retiring:
    return work.told(RoomTold(question, None, None, "backend_refused", detail))


def test_it_looks_at_what_is_past_its_years_and_at_what_is_going():
    assert Retiring().opened().questions == LOOKS
    work, asked = keyed(fresh(), "F2")
    assert asked == (SeeRetired(DestructionReason.MARKETING), SeeDestructions())
    late = work.told(RoomTold(LOOKS[0], RETIRED, NOW))
    assert late.retired == (), "an answer to the question before is not shown as this one's"


def test_everything_that_no_hold_keeps_is_proposed():
    work, asked = keyed(fresh(), "F3")
    items = tuple(one.item for one in RETIRED if one.held_because is None)
    assert asked == (ProposeDestruction(RETENTION, items), *LOOKS)
    assert work.told(RoomTold(asked[0], None, NOW)).did is Did.PROPOSED
    assert keyed(Retiring(), "F3") == (Retiring(did=Did.NOTHING), ())


def test_a_digit_says_why_an_original_is_held_and_why_no_longer():
    work, asked = keyed(fresh(), "F4", "9", "1")
    assert asked == (HoldOriginal(RETIRED[0].item, HoldReason.DISPUTE), *LOOKS)
    assert work.step is Step.LABEL
    _, asked = keyed(fresh(), "Down", "F4", "3")
    assert asked == (LiftHold(RETIRED[1].item, LiftReason.MISTAKEN), *LOOKS)
    assert keyed(fresh(), "F4", "Esc")[0].step is Step.LABEL


def test_a_label_is_picked_for_its_own_approved_destruction_whichever_is_shown():
    work = fresh(PROPOSED, APPROVED)
    scan_id = APPROVED.lines[5].scan_id
    work, asked = keyed(work, *typed(scan_id.lower()))
    assert asked == (PickRetired(APPROVED.number, scan_id), SeeDestructions())
    assert (work.current, work.field) == (APPROVED, "")
    assert work.told(RoomTold(asked[0], None, NOW)).did is Did.PICKED
    assert no(work, asked[0], "40935").refusal == "40935"
    work, asked = keyed(work, *typed(PROPOSED.lines[0].scan_id))
    assert (asked, work.did) == ((), Did.NOT_APPROVED)
    work, asked = keyed(work, *typed("BORD-9-261120-00001"))
    assert (asked, work.did) == ((), Did.NOT_AMONG)


def test_f5_is_the_next_signature_that_it_wants():
    assert keyed(fresh(), "F5")[0].did is Did.NONE_GOING
    assert keyed(fresh(PROPOSED), "F5")[1] == (ApproveDestruction(PROPOSED.number), *LOOKS)
    work, asked = keyed(fresh(APPROVED), "F5")
    assert (asked, work.did, work.about) == ((), Did.LEFT, str(APPROVED.left))


def test_two_sign_and_the_secret_is_seen_nowhere():
    work, asked = keyed(fresh(CARTED), "F5", *typed("maja"), *"s3cret")
    assert (asked, work.step) == ((), Step.SECRET)
    page = draw(work, Say(Language.EN))
    assert "s3cret" not in repr(page)
    assert len(page.field) == len("s3cret")
    work, asked = keyed(work, "Enter")
    signing = CarryOut(CARTED.number, "maja", "s3cret")
    assert asked == (signing, PrintProtocol(CARTED.number), *LOOKS)
    assert "s3cret" not in repr(signing)
    assert (work.field, work.witness) == ("", "")
    assert work.told(RoomTold(signing, None, NOW)).did is Did.CARRIED_OUT


@pytest.mark.parametrize("number", ["40103", "40303", "40935", "40945", "40930", "40300"])
def test_a_refused_signature_is_said_and_the_missing_protocol_is_not(number: str):
    _, asked = keyed(fresh(CARTED), "F5", *typed("maja"), *typed("x"))
    work = no(no(fresh(CARTED), asked[0], number), asked[1], "40930")
    assert work.refusal == number
    for language in Language:
        assert "{" not in draw(work, Say(language)).said


def test_calling_off_is_asked_twice():
    assert keyed(fresh(PROPOSED), "F8", "Esc", "Enter")[1] == ()
    _, asked = keyed(fresh(PROPOSED, APPROVED), "Right", "F8", "Enter")
    assert asked == (CancelDestruction(APPROVED.number), *LOOKS)


def test_every_situation_has_its_page_in_both_languages():
    works = [fresh(), Retiring(), fresh(PROPOSED), fresh(APPROVED, PROPOSED), fresh(CARTED)]
    works += [keyed(fresh(CARTED), key)[0] for key in ("F4", "F5", "F8")]
    for language in Language:
        pages = [draw(work, Say(language)) for work in works]
        assert all(page.title and page.said and page.asks for page in pages)
        assert not any("{" in text for page in pages for text in (*page.facts, page.asks))
