"""Codes by both readers: what they agree on, and what one spells in another alphabet."""

import io

import numpy as np
import pytest
import segno
from PIL import Image

from mailroom.domain.readings import Reader
from mailroom.engines.pixels.barcodes import read_codes
from mailroom.engines.pixels.image import Pixels

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
