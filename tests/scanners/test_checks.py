"""A dirty glass, wrong brightness, a sheet too long: found, and nothing found on sound pages."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scanners.api import Finding, Mode, Scanner, Side
from scanners.checks import brightness, is_too_long, streaks_mm
from scanners.practice.scanner import PracticeScanner
from scanners.practice.sheets import PracticeSheet
from tests.scanners.batches import request, run
from tests.scanners.pages import make_page

PX_PER_MM = 300 / 25.4


def page(number: int = 1, size_px: tuple[int, int] = (900, 640)) -> np.ndarray:
    return np.asarray(make_page(number, size_px).convert("L")).copy()


@pytest.mark.parametrize("size_px", [(900, 640), (640, 900), (2000, 640)])
@pytest.mark.parametrize("number", range(5))
def test_a_sound_page_has_no_finding(number: int, size_px: tuple[int, int]) -> None:
    grey = page(number, size_px)

    assert streaks_mm(grey, PX_PER_MM) == ()
    assert brightness(grey) is None


@pytest.mark.parametrize("width", [1, 2, 4])
@pytest.mark.parametrize("shade", [-40, 60])
def test_a_line_from_end_to_end_is_a_streak(width: int, shade: int) -> None:
    darkened = np.clip(page().astype(int) - 80, 0, 255)
    darkened[:, 700 : 700 + width] += shade
    grey = np.clip(darkened, 0, 255).astype(np.uint8)

    (streak,) = streaks_mm(grey, PX_PER_MM)

    assert streak == pytest.approx(700 / PX_PER_MM, abs=0.3)


def test_two_streaks_are_told_apart() -> None:
    grey = page()
    grey[:, 500] = 190
    grey[:, 820:822] = 150

    assert len(streaks_mm(grey, PX_PER_MM)) == 2


def test_a_ruled_line_and_the_papers_edge_are_no_streaks() -> None:
    grey = page()
    grey[80:-80, 700] = 0
    grey[:, :8] = 40
    grey[:, -6:] = 90

    assert streaks_mm(grey, PX_PER_MM) == ()


@pytest.mark.parametrize("size", [(640, 3), (3, 900), (0, 0), (1, 1)])
def test_a_sliver_has_no_streaks(size: tuple[int, int]) -> None:
    assert streaks_mm(np.zeros(size, np.uint8), PX_PER_MM) == ()


def test_a_page_in_the_dark_and_one_that_fades_are_said() -> None:
    dark = (page() // 4).astype(np.uint8)
    faint = np.full((640, 900), 255, np.uint8)
    faint[100:110, 100:800] = 215

    assert brightness(dark) is Finding.TOO_DARK
    assert brightness(faint) is Finding.TOO_LIGHT
    assert brightness(np.full((640, 900), 255, np.uint8)) is None


@pytest.mark.parametrize(
    ("height", "told", "long"),
    [(297, 297.0, False), (305, 297.0, False), (310, 297.0, True), (900, None, False)],
)
def test_longer_than_the_format(height: float, told: float | None, *, long: bool) -> None:
    assert is_too_long(height, told) is long


@pytest.mark.parametrize("driver", ["practice", "direct"])
@pytest.mark.parametrize("mode", list(Mode))
def test_findings_come_with_the_page(
    feeder: PracticeScanner,
    request_fixture: Callable[[str], Scanner],
    tmp_path: Path,
    driver: str,
    mode: Mode,
) -> None:
    dirty = np.asarray(make_page(7)).copy()
    dirty[:, 600:603] -= 60
    Image.fromarray(dirty).save(tmp_path / "dirty.png", dpi=(300, 300))
    make_page(8).save(tmp_path / "clean.png", dpi=(300, 300))
    feeder.load([PracticeSheet(tmp_path / name) for name in ("dirty.png", "clean.png")])

    asked = request(tmp_path / "b", mode=mode, format_height_mm=30.0)
    first, second = run(request_fixture(driver), asked).pages

    assert (first.side, first.findings) == (Side.FRONT, (Finding.STREAK, Finding.TOO_LONG))
    assert first.streaks_mm == pytest.approx((601 / PX_PER_MM,), abs=0.3)
    assert second.findings == (Finding.TOO_LONG,)


@pytest.fixture
def request_fixture(request: pytest.FixtureRequest) -> Callable[[str], Scanner]:
    return request.getfixturevalue
