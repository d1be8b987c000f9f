"""Codes that ask for a payment: UsingQR, Swish, the EPC's; others are the sender's own."""

from typing import Final

from mailroom.domain.pages import PageCode
from mailroom.domain.payment_codes import is_payment_code
from mailroom.engines.pixels.barcodes import read_qr_codes
from mailroom.engines.pixels.image import Pixels

MOST_CODES: Final = 8
"""Of one page: an invoice has one or two."""


def payment_codes(grey: Pixels) -> tuple[PageCode, ...]:
    """In the pixels of `grey`, an upright page; each payload once, where it was seen first."""
    height, width = grey.shape[:2]
    found = {
        code.text: PageCode(code.text, code.box, width, height)
        for code in reversed(read_qr_codes(grey))
        if is_payment_code(code.text)
    }
    return tuple(reversed(found.values()))[:MOST_CODES]
