"""Dirt, wrong light, sheets too long, cut or folded: found, and nothing on sound pages."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from scanners.api import Finding, Mode, Scanner, Side
from scanners.checks import brightness, has_folded_corner, is_too_long, streaks_mm
from scanners.practice.scanner import PracticeScanner
from scanners.practice.sheets import PracticeSheet
from tests.scanners.batches import request, run
from tests.scanners.pages import make_page

PX_PER_MM = 300 / 25.4
PAGE_MM = 640 / PX_PER_MM


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


CORNERS = [(1, 1), (-1, 1), (1, -1), (-1, -1)]


def page_with_corner(legs_mm: tuple[float, float], backing: int = 12) -> NDArray[np.uint8]:
    """A page with print on it whose top left shows the backing, sampled as the checks see it."""
    grey = np.asarray(make_page(7).convert("L")).copy()
    width, height = (leg * PX_PER_MM for leg in legs_mm)
    rows, columns = np.mgrid[: grey.shape[0], : grey.shape[1]]
    grey[columns / max(width, 1e-9) + rows / max(height, 1e-9) < 1] = backing
    return grey[:: max(1, grey.shape[0] // 100)]


@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("legs_mm", [(22, 22), (30, 18), (25, 28)])
def test_a_folded_corner_shows_its_backing(
    corner: tuple[int, int], legs_mm: tuple[float, float]
) -> None:
    grey = page_with_corner(legs_mm)[:: corner[0], :: corner[1]]
    assert has_folded_corner(grey, PX_PER_MM, grey.shape[0] / PAGE_MM)


@pytest.mark.parametrize("legs_mm", [(0, 0), (5, 5), (70, 3), (3, 80)])
def test_whole_and_skewed_sheets_have_no_folded_corner(legs_mm: tuple[float, float]) -> None:
    grey = page_with_corner(legs_mm)
    assert not has_folded_corner(grey, PX_PER_MM, grey.shape[0] / PAGE_MM)


def test_a_corner_like_the_paper_is_the_paper() -> None:
    grey = page_with_corner((25, 25), backing=240)
    assert not has_folded_corner(grey, PX_PER_MM, grey.shape[0] / PAGE_MM)


def test_a_dark_picture_in_the_corner_is_no_fold() -> None:
    grey = page_with_corner((0, 0))
    grey[: len(grey) // 3, : grey.shape[1] // 3] = 12
    assert not has_folded_corner(grey, PX_PER_MM, grey.shape[0] / PAGE_MM)


@pytest.mark.parametrize("driver", ["practice", "direct"])
def test_a_sheet_larger_than_its_window_is_told(
    feeder: PracticeScanner,
    request_fixture: Callable[[str], Scanner],
    tmp_path: Path,
    driver: str,
) -> None:
    small = make_page(7)
    small.save(tmp_path / "small.png", dpi=(300, 300))
    enlarged = small.resize((small.width * 2, small.height * 2))
    enlarged.save(tmp_path / "large.png", dpi=(300, 300))
    feeder.load([PracticeSheet(tmp_path / f"{size}.png") for size in ("large", "small", "large")])
    wide = small.width / PX_PER_MM * 1.5
    asked = request(tmp_path / "b", width_mm=wide, height_mm=400.0)

    first, second, third = run(request_fixture(driver), asked).pages

    assert (first.findings, second.findings) == ((), ())  # it may well end there
    assert third.findings == (Finding.CUT_OFF,)


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
