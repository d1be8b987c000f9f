from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mailroom.domain.pages import Page, PageRole
from mailroom.engines.face.picture import LOOK_DPI, picture_of


def painted(seed: int = 3) -> Image.Image:
    """Soft patches of colour, so that no coding changes them much."""
    coarse = np.random.default_rng(seed).integers(40, 250, (14, 20, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize((1601, 1103), Image.Resampling.BICUBIC)


def page_of(file: Path, dpi: int) -> Page:
    return Page("front", PageRole.FACE, 0, file, "", 1601, 1103, dpi)


@pytest.mark.parametrize("dpi", [75, 200, 300, 400, 600])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_is_seen_as_its_pixels_are(tmp_path: Path, dpi: int, mode: str):
    image = painted().convert(mode)
    image.save(tmp_path / "a.jpg", quality=95, subsampling=0)
    Image.open(tmp_path / "a.jpg").save(tmp_path / "a.png")
    quick, plain = (picture_of(page_of(tmp_path / name, dpi)) for name in ("a.jpg", "a.png"))
    assert (quick.dpi, quick.factor) == (plain.dpi, plain.factor)
    for one, other in ((quick.grey, plain.grey), (quick.look, plain.look)):
        # Eighths are rounded up by the decoder, and to the nearest by averaging.
        assert np.abs(np.subtract(one.shape, other.shape)).max() <= 1
        rows, columns = (min(sides) for sides in zip(one.shape[:2], other.shape[:2], strict=True))
        apart = one[:rows, :columns].astype(int) - other[:rows, :columns]
        assert np.abs(apart).mean() < 2
    assert quick.look.ndim == 3
    assert quick.look.shape[1] == pytest.approx(1601 * min(1, LOOK_DPI / dpi), abs=1)


def test_the_camera_s_word_for_turned_is_not_obeyed(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6
    painted().save(tmp_path / "a.jpg", exif=exif)
    assert picture_of(page_of(tmp_path / "a.jpg", 300)).grey.shape == (1103, 1601)
