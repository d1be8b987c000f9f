"""Digits verified in groups: a page is one person's, decides nothing, and shows if one looked."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from mailroom.backend.model.reviews import DigitCropRow, DigitPageRow
from mailroom.backend.services import digits, review_offers, reviews
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, person
from mailroom.domain.decisions import DoubtReason
from mailroom.domain.digits import FEWEST, MOST, DigitCrop, DigitPage, DigitsDone, DigitsRead
from mailroom.domain.review import Offer, Outcome, Stage, Step, Verdict, VerdictKind
from tests.backend.builders import ACTIVE, OTHER
from tests.backend.house import ANNA, EVA, House, why
from tests.backend.test_reviews import ACCEPT, OLLE, claim, decide, offer, offered, stages

TWIN = DoubtReason.NEAR_TWIN
MEANT = Verdict(VerdictKind.PICK, ACTIVE[0])


def with_digits(number: str = ACTIVE[0], why: DoubtReason = TWIN, sure: int = 900) -> Offer:
    """Each crop names its digit and how sure it is, so that a test can see what a page shows."""
    crops = tuple(DigitCrop(digit, sure, f"{digit}at{sure}") for digit in number)
    return replace(offer(why), digits=DigitsRead(number, crops))


def page(house: House, staff: Staff = ANNA) -> DigitPage | None:
    with house.at() as session:
        return digits.claim(session, staff=staff, now=house.now).page


def planted(shown: DigitPage) -> int:
    (at,) = (at for at, crop in enumerate(shown.crops) if not crop.startswith(shown.digit))
    return at


def confirm(house: House, shown: DigitPage, *doubted: int, staff: Staff = ANNA) -> DigitsDone:
    with house.at() as session:
        return digits.confirm(session, shown.id, doubted, staff=staff, now=house.now)


def confirm_all(house: House, staff: Staff = ANNA) -> int:
    """Every page there is, well looked at; how many they were."""
    pages = 0
    while (shown := page(house, staff)) is not None:
        confirm(house, shown, planted(shown), staff=staff)
        pages += 1
    return pages


def queue_of(house: House, count: int = FEWEST, why: DoubtReason = TWIN) -> tuple[Offer, ...]:
    return offered(house, *(with_digits(why=why) for _ in range(count)))


def test_a_page_shows_one_digit_least_sure_first_and_one_that_is_another(house: House):
    offered(house, *(with_digits(sure=900 - at) for at in range(30)))
    shown = page(house)
    assert shown is not None
    assert len(shown.crops) == MOST
    own = [crop for crop in shown.crops if crop.startswith(shown.digit)]
    assert len(own) == MOST - 1
    assert own == sorted(own, key=lambda crop: int(crop.split("at")[1]))


def test_few_digits_make_no_page(house: House):
    often = max(ACTIVE[0].count(digit) for digit in ACTIVE[0])
    queue_of(house, (FEWEST - 1) // often)
    assert page(house) is None


def test_two_people_never_hold_one_crop_and_a_page_comes_again(house: House):
    queue_of(house)
    mine, theirs = page(house), page(house, OLLE)
    assert mine is not None
    assert theirs is not None
    assert mine.digit != theirs.digit
    again = page(house)
    assert again is not None
    assert (again.id, again.crops) == (mine.id, mine.crops)
    with pytest.raises(Refused) as error:
        confirm(house, mine, staff=OLLE)
    assert why(error) is Why.REVIEW_TAKEN


def test_what_is_left_or_lapses_is_anybodys_again(house: House):
    queue_of(house)
    mine = page(house)
    assert mine is not None
    with house.at() as session:
        digits.leave(session, mine.id, staff=ANNA)
    theirs = page(house, OLLE)
    assert theirs is not None
    assert theirs.digit == mine.digit
    house.now += dt.timedelta(minutes=6)
    third = page(house, EVA)
    assert third is not None
    assert third.digit == mine.digit
    late = confirm(house, theirs, planted(theirs), staff=OLLE)
    assert late.confirmed == 0, "the crops are somebody else's by now"


def test_confirmed_pages_decide_nothing_by_themselves(house: House):
    waiting = queue_of(house)
    assert confirm_all(house) == len(set(ACTIVE[0]))
    assert set(stages(house).values()) == {Stage.WAITING}
    with house.at() as session:
        told = review_offers.standings(session, "desk-1")
    assert len(told) == len(waiting)
    assert all(one.verdict is None for one in told)


def test_every_digit_seen_is_the_first_of_two_for_a_near_twin(house: House):
    one, *_ = queue_of(house)
    confirm_all(house)
    case = claim(house, OLLE, one.item)
    assert case is not None
    assert case.digits is not None
    assert case.digits.by == ("anna",)
    assert decide(house, one, OLLE, MEANT) is Step.SENT
    with house.at() as session:
        standing = next(
            told for told in review_offers.standings(session, "desk-1") if told.item == one.item
        )
    assert (standing.by, standing.first_by) == ("olle", "anna")


def test_one_page_alone_is_nobodys_word(house: House):
    waiting = queue_of(house)
    for _ in range(len(set(ACTIVE[0])) - 1):  # all pages but the last
        shown = page(house)
        assert shown is not None
        confirm(house, shown, planted(shown))
        assert decide(house, waiting[0], OLLE, MEANT) is Step.SECOND


def test_a_number_of_one_digit_needs_two_pages(house: House):
    (one, *_) = offered(house, *(with_digits("5555555555") for _ in range(3)), with_digits())
    shown = page(house)
    assert shown is not None
    confirm(house, shown, planted(shown))
    with house.at() as session:
        seen = digits.seen(session, one.item)
        places = session.scalars(select(DigitCropRow).where(DigitCropRow.item == one.item)).all()
    assert {place.confirmed_by for place in places} == {"anna"}
    assert seen is not None
    assert seen.by == ()


def test_whoever_saw_the_digits_is_not_the_second_person_too(house: House):
    one, *_ = queue_of(house)
    confirm_all(house)
    assert decide(house, one, ANNA, MEANT) is Step.SECOND


def test_another_number_or_another_doubt_still_takes_two(house: House):
    one, *_ = queue_of(house)
    other, *_ = queue_of(house, why=DoubtReason.TWO_NUMBERS)
    confirm_all(house)
    assert decide(house, one, OLLE, Verdict(VerdictKind.TYPE, OTHER[0])) is Step.SECOND
    assert decide(house, other, OLLE, MEANT) is Step.SECOND


def test_a_page_passed_without_looking_counts_for_nothing_but_its_doubts(house: House):
    queue_of(house)
    shown = page(house)
    assert shown is not None
    wrong = (planted(shown) + 1) % len(shown.crops)
    done = confirm(house, shown, wrong)
    assert done == DigitsDone(0, 1, overlooked=True)
    with house.at() as session:
        kept = session.scalars(select(DigitCropRow)).all()
    assert {crop.confirmed_by for crop in kept} == {None}
    assert sum(crop.doubted_by == "anna" for crop in kept) == 1


def test_a_doubted_digit_goes_to_people_and_takes_one_more(house: House):
    waiting = queue_of(house, why=DoubtReason.ONE_READER)
    assert decide(house, waiting[-1], OLLE, ACCEPT) is Step.SENT
    shown = page(house)
    assert shown is not None
    at = next(at for at, crop in enumerate(shown.crops) if at != planted(shown))
    confirm(house, shown, planted(shown), at)
    with house.at() as session:
        (crop,) = session.scalars(select(DigitCropRow).where(DigitCropRow.doubted_by == "anna"))
    doubted = next(one for one in waiting if one.item == crop.item)
    case = claim(house, OLLE, doubted.item)
    assert case is not None
    assert case.digits is not None
    assert case.digits.doubted == (crop.place,)
    assert decide(house, doubted, OLLE, ACCEPT) is Step.SECOND
    assert claim(house, EVA, doubted.item) is not None
    again = claim(house, EVA, doubted.item)
    assert again is not None
    assert again.digits is None, "a second person is not told what others made of it"


def test_a_page_counts_once_however_often_it_is_sent(house: House):
    queue_of(house)
    shown = page(house)
    assert shown is not None
    done = confirm(house, shown, planted(shown))
    assert confirm(house, shown, planted(shown)) == done
    with pytest.raises(Refused) as error:
        confirm(house, shown)
    assert why(error) is Why.REVIEW_OVER
    with pytest.raises(Refused) as error, house.at() as session:
        digits.confirm(session, shown.id, (MOST,), staff=ANNA, now=house.now)
    assert why(error) is Why.VALIDATION


def test_what_leaves_the_queue_or_changes_takes_its_crops_along(house: House):
    one, *others = queue_of(house)
    shown = page(house)
    assert shown is not None
    offered(house, replace(one, revision=4, digits=None))
    with house.at() as session:
        review_offers.settle(
            session,
            others[0].item,
            others[0].revision,
            Outcome.WITHDRAWN,
            station="desk-1",
            now=house.now,
        )
        left = {crop.item for crop in session.scalars(select(DigitCropRow))}
    assert left == {other.item for other in others[1:]}
    fewer = page(house)
    assert fewer is None or len(fewer.crops) < len(shown.crops)
    with house.at() as session:
        assert session.get(DigitPageRow, shown.id) is None


def test_digits_that_do_not_spell_the_number_are_refused(house: House):
    read = with_digits()
    assert read.digits is not None
    with pytest.raises(Refused) as error:
        offered(house, replace(read, digits=replace(read.digits, number=OTHER[0])))
    assert why(error) is Why.VALIDATION


def test_digits_of_what_is_a_supervisors_are_on_nobodys_page(house: House):
    waiting = queue_of(house)
    for one in waiting:
        with house.at() as session:
            reviews.escalate(
                session, one.item, reviews.Escalation.SENSITIVE, staff=ANNA, now=house.now
            )
    assert page(house, person("per", frozenset({"operator"}))) is None
