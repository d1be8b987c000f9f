"""Padding goes, paper stays; a torn picture is told from a grey one."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from scanners.paper import Extent, Pixels, crop_padding, is_torn
from tests.scanners.pages import make_page


def padded(paper: Pixels, columns: int, rows: int) -> Pixels:
    window = np.full((rows, columns, paper.shape[2]), 255, np.uint8)
    window[: paper.shape[0], : paper.shape[1]] = paper
    return window


def noise(columns: int, rows: int, channels: int = 3, highest: int = 254) -> Pixels:
    return np.random.default_rng(7).integers(
        230, highest + 1, (rows, columns, channels), dtype=np.uint8
    )


@settings(max_examples=60, deadline=None)
@given(
    width=st.integers(1, 200),
    height=st.integers(1, 200),
    more_width=st.integers(0, 100),
    more_height=st.integers(0, 100),
    channels=st.sampled_from([1, 3]),
)
def test_noisy_paper_is_found_to_the_pixel(
    width: int, height: int, more_width: int, more_height: int, channels: int
) -> None:
    paper = noise(width, height, channels)

    assert crop_padding(padded(paper, width + more_width, height + more_height)) == Extent(
        width, height
    )


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), share=st.floats(0.0, 1.0))
def test_what_is_not_white_is_never_cut(seed: int, share: float) -> None:
    chance = np.random.default_rng(seed)
    picture = np.full((90, 110, 3), 255, np.uint8)
    picture[chance.random((90, 110)) < share * 0.2] = 40

    extent = crop_padding(picture)

    assert (picture[extent.height_px :] == 255).all()
    assert (picture[:, extent.width_px :] == 255).all()


def test_print_on_pure_white_paper_keeps_the_whole_window() -> None:
    window = np.full((400, 300, 3), 255, np.uint8)
    window[50:60, 40:100] = 0

    assert crop_padding(window) == Extent(300, 400)


def test_an_all_white_window_is_kept() -> None:
    assert crop_padding(np.full((40, 30, 1), 255, np.uint8)) == Extent(30, 40)


def test_a_page_that_fills_the_window_is_kept() -> None:
    assert crop_padding(noise(120, 90)) == Extent(120, 90)


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_jpeg_that_ends_early_is_torn(tmp_path: Path, mode: str, kept: float) -> None:
    data = io.BytesIO()
    make_page(5).convert(mode).save(data, "JPEG", quality=90)
    whole = _decoded(data.getvalue(), tmp_path)
    torn = _decoded(data.getvalue()[: int(kept * data.tell())], tmp_path)

    for columns, rows in ((0, 0), (300, 200)):
        assert not is_torn(padded(whole, whole.shape[1] + columns, whole.shape[0] + rows))
        assert is_torn(padded(torn, torn.shape[1] + columns, torn.shape[0] + rows))


def test_an_empty_window_is_not_torn() -> None:
    assert not is_torn(np.full((40, 30, 3), 255, np.uint8))


def test_a_rule_across_pure_white_paper_is_no_edge() -> None:
    window = np.full((400, 300, 3), 255, np.uint8)
    window[300:303, 40:260] = 0

    assert crop_padding(window) == Extent(300, 400)


def test_grey_paper_is_not_torn() -> None:
    grey = np.full((100, 100, 3), 128, np.uint8)
    grey[-3, -3] = 127

    assert not is_torn(grey)


def _decoded(data: bytes, folder: Path) -> Pixels:
    """Decoded as airscan does it: libjpeg fills in what is missing and says nothing."""
    file = folder / "page.jpg"
    file.write_bytes(data)
    with Image.open(file) as image:
        image.draft(image.mode, image.size)
        decoder_fills = pytest.MonkeyPatch()
        with decoder_fills.context() as patch:
            patch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
            pixels = np.asarray(image)
    return pixels if pixels.ndim == 3 else pixels[:, :, np.newaxis]
