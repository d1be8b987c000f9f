"""Seeded test letters: nobody can tell them from samples, and they are counted apart."""

import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from mailroom.backend.adapters.blobs import LocalBlobs
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.model.reviews import ReviewRow, SeededLetterRow
from mailroom.backend.services import alarms, review_offers, reviews, seeds
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, person
from mailroom.backend.services.till import till
from mailroom.backend.services.wall import wall
from mailroom.domain.decisions import Category, DoubtReason
from mailroom.domain.evidence import Candidate, Evidence, NumberMatch
from mailroom.domain.pages import Box
from mailroom.domain.readings import Reader
from mailroom.domain.register import Standing
from mailroom.domain.review import Case, Step, Verdict, VerdictKind
from mailroom.domain.room import AlarmKind
from mailroom.domain.seeds import Seeds
from tests.backend.builders import ACTIVE, OTHER, blob, decision, evidence, jpeg
from tests.backend.house import ANNA, EVA, LARS, House, why
from tests.backend.test_rechecks import claimed, letter, picked, said

OLLE = person("olle", frozenset({"operator"}))
RIGHT, WRONG = (Verdict(VerdictKind.TYPE, company[0]) for company in (ACTIVE, OTHER))


def laid(house: House, blobs: LocalBlobs, count: int = 1, staff: Staff = LARS) -> Seeds:
    with house.at() as session:
        return seeds.seed(session, blobs, count, staff=staff, now=house.now)


def told(house: House, staff: Staff = LARS) -> Seeds:
    with house.at() as session:
        return seeds.seeds(session, staff=staff, now=house.now)


@pytest.fixture
def known(house: House, blobs: LocalBlobs) -> str:
    """A letter that Eva read again as whoever delivered it."""
    item = letter(house)
    picked(house, blobs)
    with house.at() as session:
        reviews.claim(session, item=item, staff=EVA, now=house.now)
        reviews.decide(session, item, 0, RIGHT, staff=EVA, now=house.now)
    return item


def test_a_seed_looks_like_a_sample_and_no_station_hears_of_it(
    house: House, blobs: LocalBlobs, known: str
):
    assert told(house) == Seeds(is_shown=True, at_hand=1)
    assert laid(house, blobs, 5) == Seeds(is_shown=True, waiting=1)
    with house.at() as session:
        mail = len(session.scalars(select(ItemRow.id)).all())
        sample = session.get_one(ReviewRow, known)
        seeded = session.scalars(
            select(ReviewRow).join(SeededLetterRow, SeededLetterRow.item == ReviewRow.item)
        ).one()
        assert seeded.item != known
        assert (seeded.reason, seeded.recheck, seeded.scan_id) == (
            sample.reason,
            True,
            sample.scan_id,
        )
        assert review_offers.standings(session, "desk-1") == ()
        assert till(session, now=house.now).balances[0].parts[2][1] == 0
    said(house, claimed(house), RIGHT)
    with house.at() as session:
        assert len(session.scalars(select(ItemRow.id)).all()) == mail


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(("verdict", "wrong"), [(RIGHT, 0), (WRONG, 1)])
def test_how_it_was_read_counts_apart_and_raises_no_alarm(
    house: House, blobs: LocalBlobs, verdict: Verdict, wrong: int
):
    laid(house, blobs)
    said(house, claimed(house), verdict)
    now = told(house)
    assert (now.waiting, now.read, now.wrong, now.at_hand) == (0, 1, wrong, 0)
    with house.at() as session:
        real = wall(session, now=house.now).rechecked
        kinds = [one.kind for one in alarms.open_alarms(session)]
    assert (real.wrong, real.delivered) == (0, 1)
    assert AlarmKind.RECHECK not in kinds


@pytest.mark.usefixtures("known")
def test_only_supervisors_lay_them_and_know_of_them(house: House, blobs: LocalBlobs):
    with pytest.raises(Refused) as error:
        laid(house, blobs, staff=ANNA)
    assert why(error) is Why.SUPERVISOR_ONLY
    with pytest.raises(Refused) as error:
        laid(house, blobs, 0)
    assert why(error) is Why.VALIDATION
    laid(house, blobs)
    assert told(house, ANNA) == Seeds(is_shown=False)


@pytest.mark.usefixtures("known")
def test_whoever_read_it_before_is_not_asked_again(house: House, blobs: LocalBlobs):
    laid(house, blobs)
    with house.at() as session:
        seeded = select(ReviewRow).join(SeededLetterRow, SeededLetterRow.item == ReviewRow.item)
        assert session.scalars(seeded).one().first_by == "eva"


def doubtful(house: House) -> str:
    """Delivered by a person: its number was read by one reader alone, whom the name is by too."""
    number, name = ACTIVE
    best = Candidate(
        number=number,
        name=name,
        standing=Standing.ACTIVE,
        number_match=NumberMatch.EXACT,
        number_readers=(Reader.OCR,),
        name_score=100.0,
        runner_up_score=20.0,
        near_twin=False,
        name_readers=(Reader.OCR,),
        name_equal=True,
    )
    box = Box(400, 300, 500, 200)
    seen = Evidence((), 0, box, (name,), (number,), (), (best,), (), None, (), "v")
    whole = TypeAdapter(Evidence).dump_python(seen, mode="json")
    return house.letter(
        face=blob(jpeg(), "image/jpeg"),
        decision=decision(decided_by="anna", tier="b"),
        evidence=evidence("v", whole=whole),
    )


def offered_anew(house: House, blobs: LocalBlobs) -> tuple[str, Case]:
    """An item that Eva decided rightly, seeded, and Olle's claim of it."""
    item = doubtful(house)
    picked(house, blobs)
    with house.at() as session:
        reviews.claim(session, item=item, staff=EVA, now=house.now)
        reviews.decide(session, item, 0, RIGHT, staff=EVA, now=house.now)
    laid(house, blobs)
    with house.at() as session:
        case = reviews.claim(session, beside="another", staff=OLLE, now=house.now).case
    assert case is not None
    return item, case


def test_one_that_was_in_doubt_comes_as_its_desk_would_offer_it(house: House, blobs: LocalBlobs):
    item, case = offered_anew(house, blobs)
    assert (case.offer.doubt.reason, case.is_second) == (DoubtReason.ONE_READER, False)
    assert case.offer.doubt.proposal is not None
    assert [one.number for one in case.offer.evidence.candidates] == [ACTIVE[0]]
    assert said(house, case, Verdict(VerdictKind.ACCEPT), OLLE) is Step.SENT
    now = told(house)
    assert (now.read, now.wrong) == (1, 0)
    with house.at() as session:
        assert review_offers.standings(session, "desk-1") == ()
        assert len(session.scalars(select(LetterRow.key).where(LetterRow.item == item)).all()) == 1


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict(VerdictKind.TYPE, OTHER[0]),
        Verdict(VerdictKind.CATEGORY, category=Category.MARKETING),
    ],
)
def test_a_wrong_word_on_it_counts_as_wrong_and_moves_nothing(
    house: House, blobs: LocalBlobs, verdict: Verdict
):
    item, case = offered_anew(house, blobs)
    said(house, case, verdict, OLLE)
    assert told(house).wrong == 1
    piece = house.piece(item)
    assert (piece.digital, piece.customer) == ("available", ACTIVE[0])
