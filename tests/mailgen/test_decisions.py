"""A slice of the long simulation: nobody is named who may not be."""

import pytest

from tests.mailgen.decisions import Batch, simulate


@pytest.mark.campaign
def test_no_simulated_decision_names_the_wrong_company():
    tally = simulate(Batch(count=20_000, seed=3, companies=250))
    assert tally.wrong == ()
    assert tally.automatic["ok"] > tally.decided["ok"] / 2
    assert tally.automatic["near twin"] > tally.decided["near twin"] / 3
