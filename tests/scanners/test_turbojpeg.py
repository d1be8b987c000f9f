"""JPEGs made and checked by libjpeg-turbo: what was put in comes out, damage is never missed."""

import io
import random

import numpy as np
import pytest
from PIL import Image

from scanners.density import with_density
from scanners.turbojpeg import JpegDamaged, NotEncoded, check_whole, encode, read_header
from tests.scanners.pages import make_page


def sound(number: int = 3) -> bytes:
    data = io.BytesIO()
    make_page(number).save(data, "JPEG", quality=90, dpi=(72, 72))
    return data.getvalue()


def test_a_sound_jpeg_passes_and_says_what_it_is() -> None:
    check_whole(sound())
    header = read_header(sound())

    assert (header.width_px, header.height_px, header.is_grey) == (900, 640, False)


@pytest.mark.parametrize("keep", [0, 1, 2, 30, 5000, -2, -500])
def test_a_jpeg_that_ends_early_is_damaged(keep: int) -> None:
    with pytest.raises(JpegDamaged):
        check_whole(sound()[:keep])


@pytest.mark.parametrize("seed", range(10))
def test_a_jpeg_damaged_in_the_middle_is_damaged(seed: int) -> None:
    data = bytearray(sound())
    start = random.Random(seed).randrange(len(data) // 10, len(data) - 2000)  # noqa: S311  a test's dice
    data[start : start + 1000] = bytes(byte ^ 0x5A for byte in data[start : start + 1000])

    with pytest.raises(JpegDamaged):
        check_whole(bytes(data))


@pytest.mark.parametrize("data", [b"", b"<html>", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n"])
def test_what_is_no_jpeg_is_damaged(data: bytes) -> None:
    with pytest.raises(JpegDamaged):
        read_header(data)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_the_part_asked_for_is_encoded(mode: str) -> None:
    page = make_page(4).convert(mode)
    pixels = np.asarray(page).reshape(page.height, page.width, len(mode))

    with Image.open(io.BytesIO(encode(pixels[:500, :700], 92))) as got:
        assert (got.mode, got.size) == (mode, (700, 500))
        part = np.asarray(page.crop((0, 0, 700, 500)).convert("L")).astype(int)
        assert np.abs(np.asarray(got.convert("L")).astype(int) - part).mean() < 2


@pytest.mark.parametrize("shape", [(10, 0, 1), (0, 10, 1), (1, 70000, 1)])
def test_a_picture_that_no_jpeg_holds_is_not_encoded(shape: tuple[int, int, int]) -> None:
    with pytest.raises(NotEncoded):
        encode(np.zeros(shape, np.uint8), 92)


def test_the_resolution_is_replaced_or_added() -> None:
    plain = sound()
    bare = plain[:2] + plain[20:]

    for data in (plain, bare):
        with Image.open(io.BytesIO(with_density(data, 300))) as got:
            assert got.info["dpi"] == (300, 300)
            assert got.tobytes() == Image.open(io.BytesIO(plain)).tobytes()
    assert with_density(with_density(plain, 300), 300) == with_density(plain, 300)
