"""The near-twin list: whole after a rebuild, and after each change as if it had been rebuilt."""

import pytest

from mailroom.backend.services import customers, near_twins
from mailroom.backend.services.refusals import Refused, Why
from tests.backend.builders import ACTIVE, OTHER
from tests.backend.house import ANNA, House


def test_the_list_follows_each_change_of_a_name(house: House):
    with house.at() as session:
        near_twins.rebuild(session)
        before = near_twins.listed(session)
        names = ["Handelcentrum i Motala"]
        customers.set_names(session, ACTIVE[0], ACTIVE[1], names, staff=ANNA, now=house.now)
        changed = near_twins.listed(session)
        (pair,) = set(changed) - set(before)
        assert {pair.one, pair.other} == {ACTIVE[0], OTHER[0]}
        near_twins.run(session, house.now)
        assert near_twins.listed(session) == changed
        customers.set_names(session, ACTIVE[0], ACTIVE[1], [], staff=ANNA, now=house.now)
        assert near_twins.listed(session) == before


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_r4_a_name_that_fits_on_no_envelope_is_refused(house: House, name: str):
    with pytest.raises(Refused) as error, house.at() as session:
        customers.set_names(session, ACTIVE[0], name, [], staff=ANNA, now=house.now)
    assert error.value.why is Why.VALIDATION
