"""The whole station at real drivers: SANE's fujitsu on a practice fi-7160, and direct eSCL."""

import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pytest
from PIL import Image

from mailroom.domain.events import FeederChanged, FeederState, ScanButtonPressed
from mailroom.domain.items import Item, ItemState
from mailroom.domain.paper import PaperPlace
from mailroom.domain.separators import Separator, SeparatorKind
from mailroom.station import commands as c
from scanners.host import EsclScanner, SaneScanner
from scanners.practice.faults import FaultKind
from scanners.practice.fi7160.scanner import PracticeFi7160, compile_libusb
from scanners.practice.fi7160.sense import FiFault
from scanners.practice.scanner import PracticeScanner
from scanners.practice.sheets import PracticeSheet
from tests.station import paper
from tests.station.bench import Bench

NUMBER = "5577067472"
SHEETS = 4


class Machine(Protocol):
    """What a person does at the device."""

    def trouble(self, kind: str, sheet: int) -> None: ...
    def load(self, sheets: list[PracticeSheet]) -> None: ...
    def clear(self) -> None: ...
    def refeed(self, count: int) -> None: ...


class _Fi:
    def __init__(self, device: PracticeFi7160) -> None:
        self.load, self.clear, self.refeed = device.load, device.clear, device.refeed
        self._device = device

    def trouble(self, kind: str, sheet: int) -> None:
        self._device.fault(FiFault(kind), sheet=sheet)


class _Escl:
    def __init__(self, device: PracticeScanner) -> None:
        self.load, self.clear, self.refeed = device.load, device.clear, device.refeed
        self._device = device

    def trouble(self, kind: str, sheet: int) -> None:
        self._device.fault(FaultKind(kind), sheet=sheet)


@pytest.fixture
def fi7160(tmp_path: Path) -> Iterator[PracticeFi7160]:
    # A short path: a socket's address has room for a hundred characters.
    with (
        TemporaryDirectory(prefix="fi-") as folder,
        PracticeFi7160(Path(folder), compile_libusb(tmp_path)) as device,
    ):
        yield device


@pytest.fixture(params=["fujitsu", "escl"])
def machine(bench: Bench, request: pytest.FixtureRequest) -> Iterator[Machine]:
    bench.close()
    if request.param == "escl":
        with PracticeScanner() as feeder:
            bench.open(scanner=EsclScanner(feeder.info, feeder.url))
            yield _Escl(feeder)
        return
    fi: PracticeFi7160 = request.getfixturevalue("fi7160")
    bench.open(
        scanner=SaneScanner(fi.info, fi.device_name, fi.sane_config, environment=fi.environment)
    )
    yield _Fi(fi)


def drawn(folder: Path, chance: random.Random, count: int, code: str = "") -> list[PracticeSheet]:
    sheets: list[PracticeSheet] = []
    for _ in range(count):
        front, back = (folder / f"{chance.randrange(1 << 60)}.jpg" for _ in range(2))
        front.write_bytes(paper.picture(chance, code or None))
        back.write_bytes(paper.picture(chance))
        sheets.append(PracticeSheet(front, back))
    return sheets


def opened(bench: Bench, machine: Machine, folder: Path) -> Item:
    machine.load(drawn(folder, bench.chance, 1, NUMBER))
    bench.hand.feed(c.ScanFace())
    return bench.hand.item_in(ItemState.OPENING)


@pytest.mark.parametrize(("kind", "stuck"), [("jam", 1), ("double_feed", 2)])
def test_trouble_is_put_right_and_the_batch_goes_on(
    bench: Bench, machine: Machine, tmp_path: Path, kind: str, stuck: int
) -> None:
    item = opened(bench, machine, tmp_path)
    machine.load(drawn(tmp_path, bench.chance, SHEETS))
    machine.trouble(kind, sheet=4)
    paused = bench.hand.feed(c.ScanContents(item.id, expected=SHEETS))

    assert paused.account is not None
    assert len(paused.account.stay) == 2
    assert [one.place for one in paused.account.go_back] == [PaperPlace.IN_MACHINE] * stuck
    assert [one.number for one in paused.account.go_back] == list(range(4, 4 + stuck))
    machine.clear()
    machine.refeed(stuck)
    ready = bench.hand.feed(c.ContinueBatch(keep_double=kind == "double_feed"))

    assert ready.state is FeederState.READY
    assert ready.account is not None
    assert len(ready.account.stay) == SHEETS
    assert len(bench.hand.item_in(ItemState.DELIVERED, item=item.id).sheets) == 1 + SHEETS


def test_a_page_is_replaced_and_another_inserted(
    bench: Bench, machine: Machine, tmp_path: Path
) -> None:
    item = opened(bench, machine, tmp_path)
    machine.load(drawn(tmp_path, bench.chance, 2))
    bench.hand.feed(c.ScanContents(item.id, expected=3))
    before = bench.hand.items[item.id]
    machine.load(drawn(tmp_path, bench.chance, 1))
    bench.hand.feed(c.RescanPage(item.id, before.contents[0].id))
    machine.load(drawn(tmp_path, bench.chance, 1))
    bench.hand.feed(c.InsertPage(item.id, before.contents[2].id))

    after = bench.hand.items[item.id]
    assert [sheet.number for sheet in after.sheets] == [1, 2, 3, 4]
    assert not {page.id for page in after.contents[:2]} & {page.id for page in before.contents}
    assert after.contents[2:4] == before.contents[2:4]


def test_a_separator_changes_the_profile_and_the_stack_goes_on(
    bench: Bench, machine: Machine, tmp_path: Path
) -> None:
    grey = Separator(SeparatorKind.PROFILE, "letters_grey").payload
    first, second = (drawn(tmp_path, bench.chance, 1, NUMBER) for _ in range(2))
    machine.load([*first, *drawn(tmp_path, bench.chance, 1, grey)])
    machine.load([*second, *drawn(tmp_path, bench.chance, 2)])

    fed_on(bench, machine, bench.hand.feed(c.ScanStack()))

    items = bench.hand.station.items()
    assert [len(item.sheets) for item in items] == [1, 3]
    modes = [[mode_of(page.image) for page in item.pages] for item in items]
    assert [set(of_item) for of_item in modes] == [{"RGB"}, {"L"}]


def test_a_profile_nobody_knows_is_said_and_a_person_feeds_on(
    bench: Bench, machine: Machine, tmp_path: Path
) -> None:
    unknown = Separator(SeparatorKind.PROFILE, "nothing").payload
    machine.load(drawn(tmp_path, bench.chance, 1, NUMBER))
    machine.load([*drawn(tmp_path, bench.chance, 1, unknown), *drawn(tmp_path, bench.chance, 1)])

    assert bench.hand.refused(c.ScanStack()).detail == "no such profile"
    paused = bench.hand.wait(
        lambda event: isinstance(event, FeederChanged) and event.state is FeederState.PAUSED
    )
    assert isinstance(paused, FeederChanged)
    assert fed_on(bench, machine, paused).state is FeederState.READY
    assert [len(item.sheets) for item in bench.hand.station.items()] == [1, 1]


def fed_on(bench: Bench, machine: Machine, ended: FeederChanged) -> FeederChanged:
    """Sheets that were fetched ahead of a separator are named, laid back and fed."""
    while ended.state is not FeederState.READY:
        assert ended.account is not None
        machine.clear()
        machine.refeed(len(ended.account.go_back))
        ended = bench.hand.feed(c.ContinueBatch())
    return ended


def mode_of(file: Path) -> str:
    with Image.open(file) as image:
        return image.mode


def test_the_scanners_button_reaches_the_desk_between_batches(
    bench: Bench, fi7160: PracticeFi7160, tmp_path: Path
) -> None:
    bench.close()
    bench.open(
        scanner=SaneScanner(
            fi7160.info,
            fi7160.device_name,
            fi7160.sane_config,
            environment=fi7160.environment,
        )
    )
    opened(bench, _Fi(fi7160), tmp_path)
    fi7160.machine.press_scan()

    pressed = bench.hand.wait(lambda event: isinstance(event, ScanButtonPressed))

    assert pressed == ScanButtonPressed(fi7160.info.id)
