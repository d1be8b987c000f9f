"""Pages in layers: plain text small, and whatever ink alone would lose kept as a picture."""

import io
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from mailroom.engines.layers.encoding import encoded, pictured
from mailroom.engines.layers.file import read_layers, written
from mailroom.engines.layers.flat import flattened
from mailroom.engines.layers.layered import LayeredPage, LayerKind
from mailroom.engines.pixels.image import Pixels, decode
from tests.engines.paper import DPI, Paper, scan

TEXT = "Betalning ska vara mottagaren tillhanda senast på förfallodagen.\n" * 12


def shown(page: LayeredPage) -> Pixels:
    """The page as its layers paint it, in colour at its own resolution."""
    image = np.empty((page.height_px, page.width_px, 3), np.uint8)
    image[:] = page.paper
    for layer in page.layers:
        piece = layer.place.of(image)
        size = piece.shape[1], piece.shape[0]
        if layer.kind is LayerKind.PICTURE:
            seen = np.asarray(Image.open(io.BytesIO(layer.data)).convert("RGB"))
            piece[:] = cv2.resize(seen, size)
        else:
            ink = _ink(layer.data, layer.width_px, layer.height_px).astype(np.float32)
            # As every reader does: a fine stencil covers a part of a pixel.
            cover = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)[:, :, None]
            piece[:] = np.round(piece * (1 - cover) + np.array(layer.colour) * cover)
    return image


def _ink(data: bytes, width: int, height: int) -> np.ndarray:
    """Decoded by libtiff from a file that is nothing but the strip."""
    entries = [(256, width), (257, height), (258, 1), (259, 4), (262, 0), (273, 122)]
    entries += [(277, 1), (278, height), (279, len(data))]
    head = b"II*\0" + (8).to_bytes(4, "little") + len(entries).to_bytes(2, "little")
    for tag, value in entries:
        head += tag.to_bytes(2, "little") + b"\4\0" + (1).to_bytes(4, "little")
        head += value.to_bytes(4, "little")
    head += bytes(4)
    assert len(head) == 122
    return np.asarray(Image.open(io.BytesIO(head + data)).convert("L")) < 128


def _letter() -> Paper:
    paper = Paper()
    paper.write(TEXT, (300, 400))
    return paper


def _layers(paper: Paper) -> LayeredPage:
    return encoded(flattened(paper.pixels(), DPI, one_bit=False))


def test_a_page_of_text_is_ink_alone_and_small():
    page = _layers(_letter())
    assert page.encoding == "bilevel"
    assert page.size_bytes < 40_000
    assert [layer.colour for layer in page.layers] == [(0, 0, 0)]


@pytest.mark.parametrize("points", [6, 8, 11, 14])
def test_what_is_painted_is_what_was_scanned(points: float):
    """Every pixel of the capture, against how much of its area the finer stencil covers.

    An edge is rounded to the stencil's pixels, two thirds of a page's, and ink begins a little
    outside the middle of an edge so that thin joins hold: no more may differ than that explains.
    """
    paper = Paper()
    paper.write(TEXT, (300, 400), points=points)
    flat = flattened(paper.pixels(), DPI, one_bit=False)
    scanned, painted = flat.grey(), shown(encoded(flat)).min(axis=2).astype(np.int16)
    beside = np.ones((3, 3), np.uint8)
    darkest, lightest = cv2.erode(scanned, beside), cv2.dilate(scanned, beside)
    noise, quarter = 8, 64
    assert (painted >= darkest.astype(np.int16) - noise).all()
    assert (painted <= lightest.astype(np.int16) + quarter).all()
    assert (painted[darkest > 222] == 255).all()
    assert (painted[lightest < 128] == 0).all()
    more = cv2.blur(scanned.astype(np.float32), (3, 3)) - cv2.blur(
        painted.astype(np.float32), (3, 3)
    )
    assert more.min() > -0.25 * 255
    assert more.max() < 0.33 * 255


def test_a_pale_rule_is_not_painted_as_black_as_the_words_beneath():
    paper = _letter()
    paper.draw.rectangle((300, 384, 2100, 386), fill="#d0d0d0")
    rule = shown(_layers(paper))[385, 320:2080].min(axis=1)
    assert np.median(rule) > 120
    assert (rule < 245).mean() > 0.9


def test_pale_print_is_ink_from_end_to_end():
    """A word half in ink and half in a picture is read by nobody."""
    paper = Paper()
    paper.write(TEXT, (300, 400), points=7, ink="#a8a8a8")
    assert _layers(paper).encoding == "bilevel"


@pytest.mark.parametrize("ink", ["#1a3ba0", "#c01818", "#0a7a30"])
def test_coloured_ink_keeps_its_colour(ink: str):
    paper = _letter()
    paper.write("Anna Lind", (400, 2400), points=26, ink=ink)
    page = _layers(paper)
    wanted = np.array([int(ink[at : at + 2], 16) for at in (1, 3, 5)])
    assert any(
        np.abs(np.array(layer.colour) - wanted).max() < 24
        for layer in page.layers
        if layer.kind is LayerKind.STENCIL
    )


def test_faint_pencil_does_not_vanish():
    paper = _letter()
    paper.write("kontrollerad 12/9", (400, 2400), points=18, ink="#b9b9b9")
    seen = shown(_layers(paper))[2380:2560, 380:1400].min(axis=2)
    assert (seen < 215).mean() > 0.04


def test_marked_text_keeps_both_the_marker_and_the_text():
    paper = _letter()
    paper.draw.rectangle((380, 2390, 1500, 2480), fill="#fff04a")
    paper.write("Viktigt: sista dag 30 oktober", (400, 2400), points=16)
    seen = shown(_layers(paper))[2390:2480, 380:1500].astype(int)
    marker = np.median(seen.reshape(-1, 3), axis=0)
    assert marker[0] - marker[2] > 90
    assert (seen.max(axis=2) < 110).mean() > 0.03


def test_a_pale_shaded_row_does_not_become_paper():
    paper = _letter()
    paper.draw.rectangle((300, 2300, 2200, 2700), fill="#e6e6e6")
    seen = shown(_layers(paper))
    assert np.median(seen[2350:2650, 400:2100]) == pytest.approx(234, abs=8)
    assert np.median(seen[2800:3000]) == 255


def test_white_print_on_a_dark_band_stays_legible():
    paper = _letter()
    paper.draw.rectangle((0, 2300, 2480, 2600), fill="#203060")
    paper.write("Välkommen som kund", (400, 2380), points=20, ink="white")
    seen = shown(_layers(paper))[2300:2600].min(axis=2)
    print_before = np.asarray(paper.image)[2300:2600].min(axis=2) > 145
    assert ((seen > 145) != print_before).sum() < 0.05 * print_before.sum()
    assert np.median(seen) < 80


def test_a_photo_is_a_picture_and_nothing_is_stencilled_on_it():
    paper = _letter()
    noise = np.random.default_rng(3).integers(0, 255, (60, 90, 3), dtype=np.uint8)
    paper.image.paste(
        Image.fromarray(noise).resize((1350, 900), Image.Resampling.BICUBIC), (400, 1900)
    )
    page = _layers(paper)
    inside = slice(1950, 2750), slice(450, 1700)
    before = cv2.blur(np.asarray(paper.image)[inside], (15, 15)).astype(int)
    after = cv2.blur(shown(page)[inside], (15, 15)).astype(int)
    assert np.abs(before - after).mean() < 6


def test_tinted_paper_keeps_its_tint_in_a_few_bytes():
    paper = Paper((250, 232, 150))
    paper.write(TEXT, (300, 400))
    page = _layers(paper)
    assert page.paper[0] - page.paper[2] > 70
    assert page.size_bytes < 45_000


def test_a_shadow_over_the_sheet_becomes_paper():
    pixels = _letter().pixels().astype(float)
    fall = np.linspace(0.84, 1.0, pixels.shape[1])[None, :, None]
    page = encoded(flattened((pixels * fall).astype(np.uint8), DPI, one_bit=False))
    assert page.encoding == "bilevel"


def test_one_bit_captures_stay_bit_for_bit():
    pixels = np.where(np.asarray(_letter().image.convert("L")) < 128, 0, 255).astype(np.uint8)
    page = encoded(flattened(pixels, DPI, one_bit=True))
    assert (shown(page)[:, :, 0] == pixels).all()


def test_fine_scans_are_kept_at_three_hundred():
    page = encoded(flattened(cv2.resize(_letter().pixels(), None, fx=2, fy=2), 600, one_bit=False))
    assert (page.dpi, page.width_px) == (300, 2480)


def test_the_left_edge_says_where_something_stands():
    paper = Paper()
    paper.draw.rectangle((0, 1000, 40, 1200), fill="black")
    ((top, bottom),) = _layers(paper).edge
    assert top == pytest.approx(1000, abs=8)
    assert bottom == pytest.approx(1200, abs=8)


def test_an_empty_page_has_no_layers():
    page = _layers(Paper())
    assert page.layers == ()
    assert page.encoding == "bilevel"


def test_layers_survive_their_file(tmp_path: Path):
    paper = _letter()
    ImageDraw.Draw(paper.image).ellipse((500, 2500, 900, 2900), fill="#d0d0f0")
    for page in (_layers(paper), pictured(decode(scan("contract")), DPI)):
        file = tmp_path / "page.layers"
        file.write_bytes(written(page))
        assert read_layers(file) == page
        file.write_bytes(written(page)[:-1])
        with pytest.raises(ValueError, match="torn"):
            read_layers(file)
    assert replace(page, layers=()).size_bytes == 0
