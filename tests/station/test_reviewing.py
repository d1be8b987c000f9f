"""An item in doubt is decided at another console, by the same rules as at its own."""

import base64
import datetime as dt
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from mailroom.domain.decisions import Category, DoubtReason, UnscannableReason
from mailroom.domain.digits import (
    FEWEST,
    ClaimDigits,
    ConfirmDigits,
    DigitsClaimed,
    DigitsDone,
    LeaveDigits,
)
from mailroom.domain.errors import BackendRefused
from mailroom.domain.items import Item, ItemState
from mailroom.domain.review import (
    Case,
    Claimed,
    ClaimReview,
    Decided,
    DecideReview,
    Outcome,
    Queue,
    ReviewQuestion,
    SeeReviews,
    Step,
    Verdict,
    VerdictKind,
)
from mailroom.engines.link.http import HttpBackend
from mailroom.engines.link.room import HttpRoom
from mailroom.engines.link.session import BackendLink
from mailroom.engines.link.stationkey import StationKey
from mailroom.station.commands import ChangeCategory, RescanPage
from tests.backend.test_digits import with_digits
from tests.station import paper
from tests.station.bench import Bench, clock
from tests.station.central import SECRET, Central, central

PATIENCE = 200
PARCEL = partial(ChangeCategory, category=Category.UNSCANNABLE, reason=UnscannableReason.PACKAGE)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """A backend of its own, so that its queue is these tests'."""
    own = central(tmp_path_factory.mktemp("reviews") / "data")
    own.start()
    yield own
    own.stop()


@pytest.fixture
def bench(tmp_path: Path, house: Central) -> Iterator[Bench]:
    bench = Bench(tmp_path, house)
    bench.review_after = dt.timedelta(0)
    bench.open()
    yield bench
    bench.close()


class Reviewer:
    """Somebody at another console: only the room's questions, over HTTP."""

    def __init__(self, central: Central, user: str = "lars") -> None:
        self.room = HttpRoom(central.url)
        self.room.sign_in(user, SECRET)

    def ask(self, question: ReviewQuestion) -> object:
        return self.room.answer(question)

    def claimed(self, bench: Bench, item: Item) -> Case:
        """The item's case, once its station has offered it."""
        for _ in range(PATIENCE):
            queue = self.ask(SeeReviews())
            assert isinstance(queue, Queue)
            if any(line.item == item.id for line in queue.lines):
                found = self.ask(ClaimReview(item=item.id))
                assert isinstance(found, Claimed)
                assert found.case is not None
                return found.case
            bench.hand.settle()
            _rest()
        raise AssertionError("never offered")

    def decide(self, case: Case, verdict: Verdict) -> Step:
        said = self.ask(DecideReview(case.offer.item, case.offer.revision, verdict))
        assert isinstance(said, Decided)
        return said.step

    def gone(self, item: Item) -> Queue:
        """The queue, once the item has left it."""
        for _ in range(PATIENCE):
            queue = self.ask(SeeReviews())
            assert isinstance(queue, Queue)
            if all(line.item != item.id for line in queue.lines):
                return queue
            _rest()
        raise AssertionError("never left the queue")


def _rest() -> None:
    time.sleep(0.05)


def test_a_verdict_from_elsewhere_is_the_persons_own_decision(bench: Bench, house: Central):
    doubtful = bench.face("nobody")
    reviewer = Reviewer(house)
    case = reviewer.claimed(bench, doubtful)
    assert base64.b64decode(case.offer.snippet).startswith(b"\xff\xd8")
    assert [page.page for page in case.offer.pages] == [page.id for page in doubtful.pages]
    number = bench.station.find_customers("AB")[0].number
    typed = Verdict(VerdictKind.TYPE, number)
    assert reviewer.decide(case, typed) is Step.SECOND
    second = Reviewer(house, "anna")
    assert second.decide(second.claimed(bench, doubtful), typed) is Step.SENT
    opening = bench.hand.item_in(ItemState.OPENING, item=doubtful.id)
    assert opening.decision is not None
    assert (opening.decision.decided_by, opening.decision.category) == (
        "anna",
        Category.SCANNABLE,
    )
    assert opening.decision.recipient is not None
    assert opening.decision.recipient.number == number
    reviewer.gone(doubtful)


def test_its_own_desk_goes_first_and_the_reviewer_is_told(bench: Bench, house: Central):
    doubtful = bench.face("nobody")
    reviewer = Reviewer(house)
    case = reviewer.claimed(bench, doubtful)
    bench.close()
    reviewer.decide(case, Verdict(VerdictKind.CATEGORY, category=Category.MARKETING))
    house.stop()
    bench.open()
    bench.station.do(PARCEL(doubtful.id))
    bench.hand.item_in(ItemState.SENDING, item=doubtful.id)
    house.start()
    assert doubtful.scan_id in reviewer.gone(doubtful).overtaken
    decided = bench.hand.items[doubtful.id].decision
    assert decided is not None
    assert (decided.decided_by, decided.category) == ("anna", Category.UNSCANNABLE)


def test_what_was_decided_at_its_desk_can_no_longer_be_decided_elsewhere(
    bench: Bench, house: Central
):
    doubtful = bench.face("nobody")
    reviewer = Reviewer(house)
    case = reviewer.claimed(bench, doubtful)
    bench.station.do(PARCEL(doubtful.id))
    reviewer.gone(doubtful)
    with pytest.raises(BackendRefused, match="40951"):
        reviewer.decide(case, Verdict(VerdictKind.CATEGORY, category=Category.MARKETING))


def test_asked_to_be_fed_again_it_says_so_and_stays_its_desks(bench: Bench, house: Central):
    doubtful = bench.face("nobody")
    reviewer = Reviewer(house)
    reviewer.decide(reviewer.claimed(bench, doubtful), Verdict(VerdictKind.RESCAN))
    reviewer.gone(doubtful)
    assert _reason(bench, doubtful) is DoubtReason.RESCAN_ASKED
    face = bench.hand.items[doubtful.id].face
    assert face is not None
    paper.lay(bench.hopper, (paper.picture(bench.chance, "nobody either"),))
    bench.hand.feed(RescanPage(doubtful.id, face.id))
    again = reviewer.claimed(bench, doubtful)
    assert again.offer.revision > doubtful.revision


def _reason(bench: Bench, item: Item) -> DoubtReason | None:
    bench.hand.settle()
    doubt = bench.hand.items[item.id].doubt
    return doubt.reason if doubt else None


def test_nothing_is_lost_while_the_backend_is_away(bench: Bench, house: Central):
    doubtful = bench.face("nobody")
    reviewer = Reviewer(house)
    case = reviewer.claimed(bench, doubtful)
    bench.close()
    verdict = Verdict(VerdictKind.CATEGORY, category=Category.MARKETING)
    assert reviewer.decide(case, verdict) is Step.SENT
    house.stop()
    bench.open(sign_in=False)
    house.start()
    decided = bench.hand.item_in(ItemState.SENDING, ItemState.DELIVERED, item=doubtful.id)
    assert decided.decision is not None
    assert decided.decision.decided_by == "lars"
    assert reviewer.decide(case, verdict) is Step.SENT
    reviewer.gone(doubtful)


def test_digits_are_claimed_confirmed_and_left_over_http(tmp_path: Path, house: Central):
    """No desk runs here, which would withdraw what it does not know."""
    key, pinned = StationKey.open(house.practice.key_file), tmp_path / "backend.key"
    desk = HttpBackend(BackendLink(house.url, station="desk-1", key=key, pinned=pinned, now=clock))
    offers = [with_digits() for _ in range(FEWEST)]
    for offer in offers:
        desk.offer_review(offer)
    lars, anna = Reviewer(house).room, Reviewer(house, "anna").room
    mine, theirs = lars.answer(ClaimDigits()), anna.answer(ClaimDigits())
    assert isinstance(mine, DigitsClaimed)
    assert isinstance(theirs, DigitsClaimed)
    assert mine.page is not None
    assert theirs.page is not None
    digit = mine.page.digit
    assert digit != theirs.page.digit
    anna.answer(LeaveDigits(theirs.page.id))
    (other,) = (at for at, crop in enumerate(mine.page.crops) if not crop.startswith(digit))
    done = lars.answer(ConfirmDigits(mine.page.id, (other,)))
    assert done == DigitsDone(len(mine.page.crops) - 1, 0)
    for offer in offers:
        desk.settle_review(offer.item, offer.revision, Outcome.WITHDRAWN)
    assert lars.answer(ClaimDigits()) == DigitsClaimed(None, 0)
