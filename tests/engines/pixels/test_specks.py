"""One-bit captures: known as such however they were packed, and freed of their dust."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from mailroom.engines.pixels.image import Pixels
from mailroom.engines.pixels.specks import is_one_bit, without_specks
from tests.engines.paper import DPI, Paper


def _letter() -> Pixels:
    paper = Paper()
    paper.write("Betalning ska vara mottagaren tillhanda senast.\n" * 9, (300, 400))
    return paper.pixels()


def _one_bit() -> Pixels:
    _, mono = cv2.threshold(cv2.cvtColor(_letter(), cv2.COLOR_RGB2GRAY), 127, 255, 0)
    return np.asarray(mono, dtype=np.uint8)


def _through_jpeg(pixels: Pixels, quality: int) -> Pixels:
    packed = io.BytesIO()
    Image.fromarray(pixels).convert("RGB").save(packed, "JPEG", quality=quality)
    return np.asarray(Image.open(packed), dtype=np.uint8)


@pytest.mark.parametrize("quality", [75, 92])
def test_black_and_white_stays_so_through_a_jpeg(quality: int):
    assert is_one_bit(_one_bit())
    assert is_one_bit(_through_jpeg(_one_bit(), quality))


def test_a_grey_scan_is_not_taken_for_one():
    soft = np.asarray(cv2.GaussianBlur(_letter(), (0, 0), 0.8), dtype=np.uint8)
    assert not is_one_bit(soft)
    assert not is_one_bit(np.full((900, 700), 255, np.uint8))


def test_dust_goes_and_the_stops_and_rings_stay():
    clean = _one_bit()
    dusty = clean.copy()
    rows, columns = np.mgrid[2000:3000:50, 300:2000:50]
    dusty[rows, columns] = 0
    np.testing.assert_array_equal(without_specks(dusty, DPI), clean)
