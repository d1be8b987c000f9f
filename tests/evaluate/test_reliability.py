"""The confidence's own figures, on offers whose truth is known."""

from random import Random

import pytest

from mailroom.evaluate.reliability import Offer, isotonic, reliability_of


def offers(*, honest: bool, seed: int = 5) -> list[Offer]:
    """Two hundred templates; the honest confidence is right as often as it says."""
    rng = Random(seed)  # noqa: S311  a test, not a secret
    drawn: list[Offer] = []
    for at in range(4000):
        confidence = rng.random()
        right = rng.random() < (confidence if honest else confidence / 2)
        drawn.append(Offer(f"template {at % 200}", confidence, right))
    return drawn


def test_an_honest_confidence_is_found_honest():
    found = reliability_of(offers(honest=True))
    assert found.error is not None
    assert found.error < 0.05
    assert sum(one.of for one in found.bins) == 4000


def test_a_boastful_one_is_put_right_by_the_other_templates():
    found = reliability_of(offers(honest=False))
    assert found.error is not None
    assert found.error_fitted is not None
    assert found.error > 0.2
    assert found.error_fitted < 0.05


def test_the_curve_never_falls():
    curve = isotonic([(0.1, False), (0.2, True), (0.3, False), (0.4, True), (0.5, True)])
    assert curve == [(0.1, 0.0), (0.2, 0.5), (0.4, 1.0)]


def test_whole_templates_are_held_back():
    """All of one template's wrong offers lie on one side: the threshold never saw the others'."""
    found = reliability_of([Offer("a", 0.9, right=True), Offer("a", 0.5, right=False)] * 5)
    assert (found.threshold, found.above) in [(0.9, (0, 0)), (None, (0, 0))]


def test_nothing_offered_is_nothing_measured():
    found = reliability_of([])
    assert (found.bins, found.brier, found.threshold) == ((), None, None)
    assert found.above == (0, 0)


@pytest.mark.parametrize("right", [True, False])
def test_one_offer(right: bool):  # noqa: FBT001  a table's column
    assert sum(one.right for one in reliability_of([Offer("x", 1.0, right)]).bins) == right
