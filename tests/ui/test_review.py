"""The review without a screen: what a key decides, what is asked, and that nothing said is lost."""

import base64
import datetime as dt
from dataclasses import replace

from PySide6.QtGui import QImage

from mailroom.domain.decisions import Category, UnscannableReason
from mailroom.domain.events import RoomTold
from mailroom.domain.review import (
    Case,
    Claimed,
    ClaimReview,
    Decided,
    DecideReview,
    EscalateReview,
    Escalation,
    PutOffReview,
    SeeReviews,
    Step,
    Verdict,
    VerdictKind,
)
from mailroom.domain.room import Question
from tests.ui.conftest import Staged, settle
from tests.ui.golden import PART, differing_parts
from ui.actions import DEFAULT_KEYS
from ui.app import Console
from ui.rehearsal.review import QUEUE, case_of
from ui.rehearsal.scenes import REGISTER, doubtful, proposed
from ui.review import Help, Review
from ui.widgets.sent_picture import SentPicture

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
KNOWN = {one.number: one for one in REGISTER}
EMPTY = Review(
    DEFAULT_KEYS,
    Help(KNOWN.get, lambda _: (), lambda menu, place: f"{menu} {place}" if place < 6 else ""),
)
ONE, OTHER = case_of(proposed()), case_of(doubtful())


def told(review: Review, question: Question, answer: object, situation: str = "", detail: str = ""):
    return review.told(RoomTold(question, answer, NOW, situation, detail))


def holding(case: Case = ONE, following: Case | None = None) -> Review:
    seen = told(EMPTY, SeeReviews(), QUEUE)
    return told(seen, ClaimReview(), Claimed(case, following))


def press(review: Review, *keys: str) -> tuple[Review, tuple[Question, ...]]:
    asked: tuple[Question, ...] = ()
    for key in keys:
        turn = review.pressed(key)
        assert isinstance(turn.work, Review)
        review, asked = turn.work, turn.questions
    return review, asked


def verdict_of(asked: tuple[Question, ...]) -> Verdict:
    decided = asked[0]
    assert isinstance(decided, DecideReview)
    return decided.verdict


def test_looking_claims_nothing_and_taking_names_the_chosen_or_the_next():
    assert EMPTY.opened().questions == (SeeReviews(),)
    seen = told(EMPTY, SeeReviews(), QUEUE)
    assert seen.chosen == QUEUE.lines[0].item
    assert press(seen, "Space")[1] == (ClaimReview(),)
    assert press(seen, "Down", "Down", "Up", "Enter")[1] == (ClaimReview(item=QUEUE.lines[1].item),)


def test_a_verdict_shows_the_next_item_at_once_and_asks_for_the_one_after():
    review, asked = press(holding(ONE, OTHER), "Space")
    assert verdict_of(asked) == Verdict(VerdictKind.ACCEPT)
    assert asked[1:] == (ClaimReview(beside=OTHER.offer.item), SeeReviews())
    assert (review.case, review.following) == (OTHER, None)
    arrived = told(review, asked[0], Decided(Step.SECOND))
    assert (arrived.case, arrived.step, arrived.sent) == (OTHER, Step.SECOND, ())


def test_a_verdict_that_did_not_arrive_comes_back_with_what_was_shown_kept():
    review, asked = press(holding(ONE, OTHER), "Space")
    lost = told(review, asked[0], None, "backend_unreachable")
    assert (lost.case, lost.following, lost.refusal[0]) == (ONE, OTHER, "backend_unreachable")
    assert press(lost, "Space")[1][0] == asked[0]
    refused = told(review, asked[0], None, "backend_refused", "40951")
    assert (refused.case, refused.refusal) == (OTHER, ("backend_refused", "40951"))


def test_candidates_by_their_place_and_kinds_by_key_and_reason():
    first = OTHER.offer.evidence.candidates[1].number
    assert verdict_of(press(holding(OTHER), "2")[1]) == Verdict(VerdictKind.PICK, first)
    parcel = verdict_of(press(holding(), "/", "3")[1])
    assert (parcel.category, parcel.reason) == (
        Category.UNSCANNABLE,
        UnscannableReason.REGISTERED,
    )
    assert verdict_of(press(holding(), "*", "2")[1]).note == "marketing 2"
    open_menu, asked = press(holding(), "/", "9")
    assert (asked, open_menu.menu is None) == ((), False)
    assert press(open_menu, "Esc")[0] == holding()


def test_a_number_is_sent_when_its_name_has_been_seen():
    number = REGISTER[0].number
    typed, asked = press(holding(), *number)
    assert (asked, typed.entry and typed.entry.picked) == ((), REGISTER[0])
    assert verdict_of(press(typed, "Enter")[1]) == Verdict(VerdictKind.TYPE, number)
    wrong, asked = press(holding(), *number[:-1], "0", "Enter")
    assert (asked, wrong.entry and wrong.entry.picked) == ((), None)
    assert press(wrong, "Esc")[0] == holding()
    unknown, asked = press(holding(), *"5560360793", "Enter")
    assert (asked, unknown.entry and unknown.entry.picked) == ((), None)


def test_whoever_is_asked_for_a_second_word_cannot_accept_the_first():
    second = holding(replace(ONE, is_second=True))
    assert press(second, "Space") == (second, ())


def test_later_rescan_and_the_supervisor():
    assert press(holding(), ".")[1][0] == PutOffReview(ONE.offer.item)
    assert verdict_of(press(holding(), "F3")[1]).kind is VerdictKind.RESCAN
    asked = press(holding(), "F4", "2")[1]
    assert asked[0] == EscalateReview(ONE.offer.item, Escalation.RULE)
    assert press(holding(), "F4", "9")[1] == ()


def test_the_envelope_is_turned_over_and_shown_whole():
    sides = len(ONE.offer.pages)
    assert press(holding(), *["Right"] * sides)[0].side == 0
    whole, _ = press(holding(), "F2")
    assert whole.whole
    assert press(whole, "Esc")[0] == holding()


def test_what_may_no_longer_be_seen_is_gone():
    shut = told(holding(), SeeReviews(), None, "not_allowed")
    assert (shut.queue, shut.case) == (None, None)
    assert told(holding(), ClaimReview(), None, "backend_refused", "40950").refusal[1] == "40950"


def test_of_a_side_as_it_was_captured_the_address_is_cut_out(staged: Staged):
    """So that a test letter looks as a desk's own offer does."""
    item = proposed()
    case, face = case_of(item), item.face
    assert face is not None
    raw = base64.b64encode(face.image.read_bytes()).decode("ascii")
    sides = (replace(case.offer.pages[0], jpeg=raw, is_upright=False),)
    bare = replace(case, offer=replace(case.offer, snippet="", pages=sides))
    console = staged("review_case")
    as_offered = address(console)
    console.window.rooms.happened(RoomTold(ClaimReview(item=item.id), Claimed(bare), NOW))
    settle()
    assert differing(as_offered, address(console)) < 0.02


def address(console: Console) -> QImage:
    (shown,) = (
        one
        for one in console.window.frame.findChildren(SentPicture)
        if one.isVisible() and one.accessibleName() == "Adressen"
    )
    return shown.grab().toImage()


def differing(one: QImage, other: QImage) -> float:
    """The share of the picture that two paintings differ in, as the eye sees them."""
    return differing_parts(one, other) / ((one.width() // PART) * (one.height() // PART))
