"""Decoding: every kind a scanner writes, and nothing that is a trap."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mailroom.domain.errors import ImageTooLarge, UnreadableImage
from mailroom.engines.pixels.image import decode

GRADIENT = np.tile(np.linspace(0, 255, 64, dtype=np.uint8), (48, 1))


@pytest.mark.parametrize("name", ["grey.png", "grey.jpg", "grey.tif", "grey.pgm"])
def test_grey_files_of_every_format(tmp_path: Path, name: str):
    Image.fromarray(GRADIENT).save(tmp_path / name)
    pixels = decode(tmp_path / name)
    assert pixels.shape == (48, 64)
    assert abs(pixels.astype(int) - GRADIENT).max() <= 8


def test_one_bit_sixteen_bit_palette_and_cmyk(tmp_path: Path):
    one_bit = Image.fromarray(GRADIENT).convert("1")
    one_bit.save(tmp_path / "one.tif", compression="group4")
    assert set(np.unique(decode(tmp_path / "one.tif"))) == {0, 255}
    Image.fromarray(GRADIENT.astype(np.uint16) * 257).save(tmp_path / "deep.png")
    assert abs(decode(tmp_path / "deep.png").astype(int) - GRADIENT).max() <= 1
    Image.fromarray(GRADIENT).convert("P").save(tmp_path / "palette.png")
    assert decode(tmp_path / "palette.png").shape == (48, 64, 3)
    Image.fromarray(GRADIENT).convert("CMYK").save(tmp_path / "cmyk.jpg")
    cmyk = decode(tmp_path / "cmyk.jpg")
    assert cmyk.shape == (48, 64, 3)
    assert cmyk[0, 0].max() < 20
    assert cmyk[0, -1].min() > 235


@pytest.mark.parametrize("mode", ["L", "RGB", "YCbCr", "CMYK"])
@pytest.mark.parametrize("more", [{}, {"progressive": True}, {"subsampling": 0}, {"quality": 30}])
def test_a_jpeg_has_the_pixels_that_pillow_gives_it(
    tmp_path: Path, mode: str, more: dict[str, int]
):
    noise = np.random.default_rng(2).integers(0, 255, (97, 131, 3), np.uint8)
    Image.fromarray(noise).convert(mode).save(tmp_path / "a.jpg", **more)
    wanted = np.asarray(Image.open(tmp_path / "a.jpg").convert("L" if mode == "L" else "RGB"))
    assert np.array_equal(decode(tmp_path / "a.jpg"), wanted)


def test_a_jpeg_with_a_blemish_is_still_seen_and_a_torn_one_is_not(tmp_path: Path):
    Image.fromarray(np.random.default_rng(3).integers(0, 255, (200, 200), np.uint8)).save(
        tmp_path / "whole.jpg"
    )
    data = (tmp_path / "whole.jpg").read_bytes()
    end = data.rindex(b"\xff\xd9")
    (tmp_path / "blemished.jpg").write_bytes(data[:end] + b"\x00\x00\x00" + data[end:])
    assert np.array_equal(decode(tmp_path / "blemished.jpg"), decode(tmp_path / "whole.jpg"))
    (tmp_path / "torn.jpg").write_bytes(data[: len(data) // 2])
    with pytest.raises(UnreadableImage):
        decode(tmp_path / "torn.jpg")


def test_the_files_own_word_about_turning_is_not_followed(tmp_path: Path):
    image = Image.fromarray(GRADIENT)
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(tmp_path / "turned.jpg", exif=exif)
    assert decode(tmp_path / "turned.jpg").shape == (48, 64)


def test_torn_empty_and_foreign_files_are_unreadable(tmp_path: Path):
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200), np.uint8)).save(
        tmp_path / "whole.png"
    )
    data = (tmp_path / "whole.png").read_bytes()
    cases = {"torn.png": data[: len(data) // 2], "empty.png": b"", "text.png": b"hej" * 100}
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableImage):
            decode(tmp_path / name)
    Image.fromarray(GRADIENT).save(tmp_path / "moving.gif")
    with pytest.raises(UnreadableImage):
        decode(tmp_path / "moving.gif")
    with pytest.raises(UnreadableImage):
        decode(tmp_path / "absent.png")


@pytest.mark.parametrize("side", [11_000, 25_000, 2**31 - 1])
def test_a_pixel_bomb_is_refused_by_its_header(tmp_path: Path, side: int):
    (tmp_path / "bomb.png").write_bytes(_png_claiming(side, side))
    with pytest.raises(ImageTooLarge):
        decode(tmp_path / "bomb.png")


def _png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", check)

    header = struct.pack("!IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(10_000)))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")
