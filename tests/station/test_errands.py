"""The list of errands: in order, one at a time, and free before the last word is said."""

from collections.abc import Callable
from queue import Queue

from mailroom.domain.errors import CommandRefused, MailroomError
from mailroom.station.errands import Errands

PATIENCE_S = 10.0
ROUNDS = 200


def test_whoever_hears_the_last_word_may_ask_again_at_once() -> None:
    """Otherwise a quick hand that feeds on "ready" is told that the feeder is busy."""
    heard: Queue[bool] = Queue()
    errands = Errands("feeder", _unexpected)

    def errand() -> Callable[[], None]:
        return lambda: heard.put(errands.add_if_idle(errand))

    errands.start()
    assert errands.add_if_idle(errand)
    assert all(heard.get(timeout=PATIENCE_S) for _ in range(ROUNDS))
    errands.close(PATIENCE_S)


def test_an_errand_is_turned_away_while_another_runs() -> None:
    go_on: Queue[None] = Queue()
    errands = Errands("feeder", _unexpected)
    errands.start()

    def errand() -> None:
        go_on.get(timeout=PATIENCE_S)

    assert errands.add_if_idle(errand)
    assert not errands.is_idle
    assert not errands.add_if_idle(errand)
    go_on.put(None)
    errands.close(PATIENCE_S)
    assert errands.is_idle


def test_what_goes_wrong_is_told_and_the_next_errand_is_still_done() -> None:
    refused: Queue[str] = Queue()
    done: Queue[int] = Queue()
    errands = Errands("commands", lambda error: refused.put(error.code))

    def wrong() -> None:
        raise CommandRefused("no tray")

    def broken() -> Callable[[], None]:
        return lambda: done.put(1 // 0)

    for errand in (wrong, broken, lambda: done.put(7)):
        errands.add(errand)
    errands.start()
    assert refused.get(timeout=PATIENCE_S) == CommandRefused.code
    assert done.get(timeout=PATIENCE_S) == 7
    errands.close(PATIENCE_S)


def _unexpected(error: MailroomError) -> None:
    raise AssertionError(error.code)
