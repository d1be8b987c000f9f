"""Seeded test letters: nobody can tell them from samples, and they are counted apart."""

import pytest
from sqlalchemy import select

from mailroom.backend.adapters.blobs import LocalBlobs
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.reviews import ReviewRow, SeededLetterRow
from mailroom.backend.services import alarms, review_offers, reviews, seeds
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.backend.services.till import till
from mailroom.backend.services.wall import wall
from mailroom.domain.review import Verdict, VerdictKind
from mailroom.domain.room import AlarmKind
from mailroom.domain.seeds import Seeds
from tests.backend.builders import ACTIVE, OTHER
from tests.backend.house import ANNA, EVA, LARS, House, why
from tests.backend.test_rechecks import claimed, letter, picked, said

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
