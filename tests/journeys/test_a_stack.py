"""A stack of letters through SANE and the real engines: never two in one mailbox."""

from contextlib import closing
from pathlib import Path

import pytest

from mailroom.demo.services import rehearsal
from mailroom.demo.tray import PracticeItem, read_tray
from mailroom.domain.items import Item, ItemState
from mailroom.settings import resources
from mailroom.station.commands import ScanStack
from mailroom.station.wiring import build_station
from tests.station.hand import Hand
from tests.station.tray_paper import Laid, sheets_of, told_apart

NAMES = ("item_0002", "item_0018", "item_0006", "item_0021")
"""Two letters, an advertisement between them, and an envelope too smeared to be sure of."""
RESTING = (ItemState.DELIVERED, ItemState.HELD, ItemState.DOUBTFUL, ItemState.OPENING)
PATIENCE_S = 200.0


def names_in(item: Item, paper: list[Laid]) -> list[str]:
    return [told_apart(sheet.pages[0].image, paper).name for sheet in item.sheets]


def stack_of(letters: list[PracticeItem]) -> list[Laid]:
    return [sheet for letter in letters for sheet in sheets_of(letter)]


@pytest.mark.timeout(400)
def test_envelope_fronts_begin_items_and_an_unsure_one_delivers_nothing(tmp_path: Path) -> None:
    tray = {item.name: item for item in read_tray(resources() / "samples" / "tray").items}
    paper = stack_of([tray[name] for name in NAMES])
    with (
        rehearsal(tmp_path, release_delay_s=0.0) as stage,
        closing(build_station(stage.settings)) as station,
    ):
        hand = Hand(station, PATIENCE_S)
        hand.sign_in(secret=stage.secret)
        stage.hopper.load([sheet.paper for sheet in paper])
        feeder = hand.feed(ScanStack())
        for item in tuple(hand.items):
            hand.item_in(*RESTING, item=item)
    assert feeder.sheets_in_batch == len(paper)
    stacks = {tuple(names_in(item, paper)): item.state for item in hand.items.values()}
    assert sorted(name for names in stacks for name in names) == sorted(s.name for s in paper)
    assert stacks[("item_0002/0", "item_0002/1")] is ItemState.DELIVERED
    assert stacks[("item_0018/0",)] is ItemState.DELIVERED
    assert stacks[("item_0006/0", "item_0006/1", "item_0021/0")] is ItemState.HELD
