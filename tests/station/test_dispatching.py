"""Dispatch over the wire: an original is picked, packed, printed, and leaves by its own label."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from mailroom.domain.couriers import ChooseCourier, SeeCouriers
from mailroom.domain.dispatch import ConsignmentKind, ConsignmentState
from mailroom.domain.parcels import (
    Consignment,
    Outgoing,
    Pack,
    PrintCollection,
    PrintConsignment,
    SeeConsignments,
    SeeOutgoing,
    SendConsignment,
    Sender,
    TakeBack,
    UnpackConsignment,
    WeighItem,
)
from mailroom.domain.retention import Carrier
from mailroom.domain.shelves import PickOriginal, Pull, SeePulls
from tests.station.bench import Bench
from tests.station.central import central
from tests.station.test_archiving import answered, refusal
from tests.station.test_room import asked


@pytest.fixture
def furnished(tmp_path: Path) -> Iterator[Bench]:
    """A station at a backend whose archive has originals that are asked for."""
    running = central(tmp_path / "data", furnished=True)
    running.start()
    bench = Bench(tmp_path, running)
    bench.open()
    yield bench
    bench.close()
    running.stop()


def outgoing(bench: Bench) -> tuple[Outgoing, ...]:
    return cast("tuple[Outgoing, ...]", answered(bench, SeeOutgoing(), tuple))


def test_an_original_leaves_by_its_label_and_only_once(furnished: Bench):
    bench = furnished
    assert outgoing(bench) == ()
    pulls = cast("tuple[Pull, ...]", answered(bench, SeePulls(), tuple))
    assert asked(bench, PickOriginal(pulls[0].scan_id)).situation == ""
    (line,) = outgoing(bench)
    assert (line.scan_id, line.kind) == (pulls[0].scan_id, ConsignmentKind.ORIGINAL)
    assert asked(bench, WeighItem(line.item, 40)).situation == ""
    assert outgoing(bench)[0].weight_g == 40
    back = Sender("Bokhandeln AB", "Ågatan 3", "111 22", "Stockholm")
    assert refusal(bench, Pack(ConsignmentKind.RETURN, (line.item,), back)) == "40930"

    made = answered(bench, Pack(ConsignmentKind.ORIGINAL, (line.item,)), Consignment)
    assert (made.state, made.carrier) == (ConsignmentState.OPEN, Carrier.POST)
    assert outgoing(bench) == ()
    assert answered(bench, SeeCouriers(), tuple) == ()
    assert refusal(bench, ChooseCourier(made.label, "Budbilen")) == "40400"
    assert answered(bench, PrintConsignment(made.label), bytes).startswith(b"%PDF")
    assert answered(bench, PrintCollection(made.label), bytes).startswith(b"%PDF")
    assert asked(bench, UnpackConsignment(made.label)).situation == ""
    assert outgoing(bench)[0].item == line.item
    assert refusal(bench, SendConsignment(made.label)) == "40930", "it was unpacked"

    made = answered(bench, Pack(ConsignmentKind.ORIGINAL, (line.item,)), Consignment)
    assert answered(bench, SeeConsignments(), tuple) == (made,)
    for _ in range(2):
        left = answered(bench, SendConsignment(made.label), Consignment)
        assert left.state is ConsignmentState.HANDED_OVER
    assert answered(bench, SeeConsignments(), tuple) == ()
    assert asked(bench, TakeBack(made.label)).situation == ""
    assert refusal(bench, TakeBack(made.label)) == "40930"
