"""A scanner keeps its name when its cable moves to another port."""

from pathlib import Path

import pytest

from scanners.api import ScannerInfo, Situation
from scanners.discovery import find_scanners
from scanners.host import SaneScanner
from scanners.messages import DeviceSeen
from scanners.practice.scanner import PracticeScanner
from scanners.sane.naming import present_name, stable_name
from tests.scanners.batches import request, run
from tests.scanners.conftest import Trays


def seen(name: str, model: str = "DR-C225") -> DeviceSeen:
    return DeviceSeen(name, "CANON", model, "sheetfed scanner")


@pytest.mark.parametrize(
    ("name", "stable"),
    [
        ("canon_dr:libusb:001:004", "canon_dr:CANON:DR-C225"),
        ("kodak:/dev/sg1", "kodak:CANON:DR-C225"),
        ("airscan:e1:Office", "airscan:CANON:DR-C225"),
        ("fujitsu:fi-7160:170001", "fujitsu:fi-7160:170001"),
    ],
)
def test_a_name_with_a_port_in_it_is_not_kept(name: str, stable: str) -> None:
    assert stable_name(seen(name)) == stable


def test_the_only_one_of_its_model_is_found_and_no_other() -> None:
    wanted = "canon_dr:CANON:DR-C225"
    first, second = seen("canon_dr:libusb:001:004"), seen("canon_dr:libusb:003:011")
    assert present_name(wanted, [first, seen("canon_dr:libusb:001:005", "DR-M160")]) == first.name
    assert present_name(wanted, [first, second]) is None
    assert present_name(wanted, []) is None


@pytest.mark.parametrize("place", [0, 1])
def test_a_scanner_is_opened_by_its_stable_name_wherever_it_hangs(
    feeder: PracticeScanner, tray_of: Trays, tmp_path: Path, place: int
) -> None:
    config = feeder.write_sane_config(tmp_path / "sane")
    lines = (config / "airscan.conf").read_text().splitlines()
    other = '"Elsewhere" = http://127.0.0.1:9/eSCL/, eSCL'
    lines.insert(1 + place, other)
    (config / "airscan.conf").write_text("\n".join(lines) + "\n")
    (ours,) = [one for one in find_scanners(config).found if "Practice" in one.device]
    assert ours.info.id != ours.device
    feeder.load(tray_of(2, 1).sheets)

    scanner = SaneScanner(ours.info, ours.info.id, config)

    assert run(scanner, request(tmp_path / "b")).ended.sheets == 2


def test_a_stable_name_of_nobody_is_a_scanner_that_is_gone(
    feeder: PracticeScanner, tmp_path: Path
) -> None:
    config = feeder.write_sane_config(tmp_path / "sane")
    nobody = SaneScanner(ScannerInfo("x", "X", "sane"), "canon_dr:CANON:DR-C225", config)
    assert run(nobody, request(tmp_path / "b")).ended.situation is Situation.SCANNER_GONE
