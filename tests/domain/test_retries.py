"""Back-off doubles, is spread by chance, and never waits longer than it may."""

from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.retries import BackOff

CHANCES = st.floats(0, 1, exclude_max=True)


def test_the_schedule_without_chance() -> None:
    waits = [BackOff(1, 300).wait_s(attempt, chance=0) for attempt in range(1, 12)]
    assert waits == [0.5, 1, 2, 4, 8, 16, 32, 64, 128, 150, 150]


@given(st.integers(0, 10**9), CHANCES)
def test_a_wait_is_within_half_and_all_of_its_step(attempt: int, chance: float) -> None:
    lowest = BackOff(1, 300).wait_s(attempt, chance=0)
    assert lowest <= BackOff(1, 300).wait_s(attempt, chance=chance) <= min(2 * lowest, 300)


@given(st.integers(1, 60))
def test_waits_never_shrink(attempt: int) -> None:
    back_off = BackOff(1, 300)
    assert back_off.wait_s(attempt, chance=0.5) <= back_off.wait_s(attempt + 1, chance=0.5)
