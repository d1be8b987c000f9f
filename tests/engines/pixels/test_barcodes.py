"""Codes by both readers: what they agree on, and what one spells in another alphabet."""

import io

import numpy as np
import pytest
import segno
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from mailroom.domain.readings import Reader
from mailroom.engines.pixels.barcodes import read_codes, striped_places
from mailroom.engines.pixels.image import Pixels, scaled
from tests.engines.faces import SERIF

SWEDISH = '{"uqr":1,"nme":"Vätterkraft Elnät i Åmål","iref":"9051157403"}'


def face_with(text: str, alphabet: str) -> Pixels:
    """A QR code in the middle of an A5 sheet."""
    drawn = io.BytesIO()
    segno.make(text, encoding=alphabet, eci=False, micro=False).save(drawn, kind="png", scale=8)
    sheet = Image.new("L", (1748, 1240), 255)
    sheet.paste(Image.open(drawn).convert("L"), (700, 400))
    return np.asarray(sheet, dtype=np.uint8)


@pytest.mark.parametrize("alphabet", ["iso-8859-1", "utf-8"])
def test_both_readers_spell_swedish_alike(alphabet: str):
    codes = read_codes(face_with(SWEDISH, alphabet))
    assert {code.reader for code in codes} == {Reader.ZXING, Reader.ZBAR}
    assert {code.text for code in codes} == {SWEDISH}


@pytest.mark.parametrize("text", ["\u202e4453719655", "\u200f556917\u20113544", "Ä", "日本"])
def test_what_was_sent_as_utf_8_is_read_as_that(text: str):
    codes = read_codes(face_with(text, "utf-8"))
    assert {code.text for code in codes} == {text}


def cover(turned_deg: int) -> tuple[Pixels, tuple[int, int]]:
    """A magazine's front, text and clouds and a code in its lower part, and the code's middle."""
    clouds = np.random.default_rng(3).integers(60, 240, (60, 43), dtype=np.uint8)
    sheet = Image.fromarray(clouds).resize((1700, 2400), Image.Resampling.BICUBIC)
    pen, print_ = ImageDraw.Draw(sheet), ImageFont.truetype(SERIF, 48)
    for row in range(12):
        pen.text((150, 200 + 90 * row), "Hösten är här: mil efter mil i skogen", 20, print_)
    bars = zxingcpp.create_barcode("9770012345000", zxingcpp.BarcodeFormat.EAN13).to_image(scale=4)
    code = Image.fromarray(np.array(bars)).resize((420, 220), Image.Resampling.NEAREST)
    sheet.paste(code.rotate(turned_deg, expand=True), (1000, 1900))
    wide, high = (code.height, code.width) if turned_deg % 180 else code.size
    return np.asarray(sheet), (1000 + wide // 2, 1900 + high // 2)


@pytest.mark.parametrize("turned_deg", [0, 90, 180, 270])
@pytest.mark.parametrize("kind", ["Code128", "EAN13", "PDF417", "DataMatrix", "QRCode", "Aztec"])
def test_a_code_is_read_whichever_way_it_lies(kind: str, turned_deg: int):
    text = "9770012345000"
    form = getattr(zxingcpp.BarcodeFormat, kind)
    drawn = Image.fromarray(np.array(zxingcpp.create_barcode(text, form).to_image(scale=4)))
    sheet = Image.new("L", (1748, 1240), 255)
    sheet.paste(drawn.rotate(turned_deg, expand=True), (700, 300))
    codes = read_codes(np.asarray(sheet, dtype=np.uint8))
    assert {code.text for code in codes} == {text}


@pytest.mark.parametrize("turned_deg", [0, 90, 180, 270])
def test_a_small_code_is_read_from_blurred_print_on_grainy_paper(turned_deg: int):
    form = zxingcpp.BarcodeFormat.DataMatrix
    drawn = Image.fromarray(np.array(zxingcpp.create_barcode("5733315666", form).to_image(scale=3)))
    sheet = Image.new("L", (2244, 1181), 230)
    sheet.paste(drawn.point(lambda tone: 70 if tone < 128 else 230), (1800, 510))
    blurred = sheet.rotate(turned_deg, expand=True).filter(ImageFilter.GaussianBlur(1.2))
    grain = np.random.default_rng(7).normal(0, 5, (blurred.height, blurred.width))
    codes = read_codes((np.asarray(blurred) + grain).clip(0, 255).astype(np.uint8))
    assert [(code.symbology, code.text) for code in codes] == [("DataMatrix", "5733315666")]


@pytest.mark.parametrize("turned_deg", [0, 90, 180])
def test_bars_are_told_from_print_and_pictures(turned_deg: int):
    front, (x, y) = cover(turned_deg)
    places = [bars.box for bars in striped_places(scaled(front, 0.5))]
    assert any(
        place.x < x < place.x + place.width and place.y < y < place.y + place.height
        for place in places
    )
    assert sum(place.width * place.height for place in places) < 0.1 * front.size
    found = read_codes(front, thoroughly=True)
    assert {code.reader for code in found} == {Reader.ZXING, Reader.ZBAR}
    assert {code.text for code in found} == {"9770012345000"}
