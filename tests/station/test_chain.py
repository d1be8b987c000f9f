"""One station, one item and more: from the feeder to the backend's receipt."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.domain.events import FeederState, ItemChanged
from mailroom.domain.items import ItemState
from mailroom.station.commands import ScanContents, ScanFace
from mailroom.station.service import LocalStation
from tests.station import paper
from tests.station.bench import light_station
from tests.station.central import Central
from tests.station.hand import Hand

NUMBER = "5577067472"


@pytest.fixture
def hopper(tmp_path: Path) -> Path:
    return tmp_path / "hopper"


@pytest.fixture
def station(workspace: Path, hopper: Path, backend: Central) -> Iterator[LocalStation]:
    hopper.mkdir()
    station = light_station(
        workspace, hopper=hopper, url=backend.url, key_file=backend.practice.key_file
    )
    station.start()
    yield station
    station.close()


def test_a_letter_goes_from_the_feeder_to_the_mailbox(station: LocalStation, hopper: Path) -> None:
    hand = Hand(station)
    hand.sign_in()
    letter = paper.letter(random.Random(1), NUMBER, 4)
    paper.lay(hopper, (letter.face,))
    assert hand.feed(ScanFace()).state is FeederState.READY
    item = hand.item_in(ItemState.OPENING)
    paper.lay(hopper, letter.contents)
    hand.feed(ScanContents(item.id))
    done = hand.item_in(ItemState.DELIVERED)
    assert done.receipt and done.receipt.mailbox == NUMBER
    assert len(done.sheets) == 3
    hand.wait(lambda _event: hand.counters.sheets_in_items == 3 == hand.counters.sheets_fed)
    assert ItemChanged(done) in hand.seen
