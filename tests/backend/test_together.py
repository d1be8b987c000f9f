"""Work for everybody who waits, done by one of them; nobody fails for a neighbour."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from mailroom.backend.services.together import Together


class Work:
    """Doubles numbers; the first group waits until it is told to go on."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.begun, self.go_on = threading.Event(), threading.Event()

    def __call__(self, numbers: Sequence[int]) -> Sequence[int | Exception]:
        self.groups.append(list(numbers))
        self.begun.set()
        assert self.go_on.wait(30)
        if 0 in numbers:
            raise ZeroDivisionError
        return [LookupError() if number < 0 else 2 * number for number in numbers]


def test_those_who_come_meanwhile_are_worked_for_at_once_and_each_gets_its_own():
    work = Work()
    together = Together[int, int](work, most=4)
    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(together.put, 1)
        assert work.begun.wait(30)
        later = [pool.submit(together.put, number) for number in (2, 3, -1, 0, 5)]
        while len(together._waiting) < len(later):
            threading.Event().wait(0.001)
        work.go_on.set()
        assert (first.result(30), later[0].result(30), later[1].result(30)) == (2, 4, 6)
        assert later[4].result(30) == 10
        for waiting, error in ((later[2], LookupError), (later[3], ZeroDivisionError)):
            with pytest.raises(error):
                waiting.result(30)
    assert work.groups[0] == [1]
    assert len(work.groups[1]) == 4
    assert together.put(7) == 14
