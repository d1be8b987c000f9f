"""A station whose clock jumps: it says so, works on, and no letter waits for a time far off."""

import datetime as dt
import time
from pathlib import Path

from mailroom.domain.events import BackendChanged, Event, HealthChecked
from mailroom.domain.health import Matter
from mailroom.domain.items import ItemState
from mailroom.station.commands import CheckHealth
from tests.station.bench import Bench, clock
from tests.station.central import Central
from tests.station.test_chain import NUMBER


class Jumping(Bench):
    """`off` is how far this station's clock is ahead of the backend's."""

    off = dt.timedelta()

    def now(self) -> dt.datetime:
        return clock() + self.off


def is_off(event: Event) -> bool:
    return isinstance(event, BackendChanged) and event.detail == "clock_off"


def put_off(bench: Bench) -> None:
    """Wait until what is to be sent waits for a later try, by the clock that is wrong."""
    deadline = time.monotonic() + bench.hand.patience_s
    while bench.spool.items.due([ItemState.SENDING]):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_clock_a_day_ahead_is_said_and_set_right_keeps_no_letter_waiting(
    tmp_path: Path, backend: Central
) -> None:
    bench = Jumping(tmp_path, backend)
    bench.open()
    item = bench.face(NUMBER)
    bench.off = dt.timedelta(days=1)
    bench.contents(item, 2)
    said = bench.hand.wait(is_off)
    assert isinstance(said, BackendChanged)
    assert not said.online
    checked = bench.hand.do(CheckHealth(), lambda event: isinstance(event, HealthChecked))
    assert isinstance(checked, HealthChecked)
    codes = {one.matter: one.code for one in checked.findings}
    assert codes[Matter.BACKEND] == "clock"
    bench.hand.item_in(ItemState.SENDING, item=item.id)
    put_off(bench)
    bench.off = dt.timedelta()
    assert bench.hand.item_in(ItemState.DELIVERED, item=item.id).receipt is not None
    bench.close()
