"""The lines of an upright page: Tesseract's, and what further looks add and mend."""

import dataclasses
from dataclasses import dataclass
from typing import Final

import numpy as np

from mailroom.engines.layers.flat import FlatPage
from mailroom.engines.ocr.words import Line, Word
from mailroom.engines.page.care import binarised
from mailroom.engines.page.closeup import close_up
from mailroom.engines.page.columns import has_columns
from mailroom.engines.page.figuregaps import with_gaps
from mailroom.engines.page.otherlanguages import in_other_languages
from mailroom.engines.page.overlooked import with_overlooked
from mailroom.engines.page.secondreading import mended
from mailroom.engines.page.text import ReadingTooSlow, read_lines
from mailroom.engines.pixels.image import scaled
from mailroom.engines.pixels.specks import without_specks

FULL_LIMIT_S: Final = 60.0
HALF_LIMIT_S: Final = 30.0
_GIBBERISH: Final = 50.0
"""Pages the right way up are read with 60 and mostly 90, upside down with 15 to 35."""


@dataclass(frozen=True, slots=True)
class Reading:
    """In the page's own pixels; `failed` says that OCR met its limits, twice.

    `surety` is Tesseract's own, 0 to 100, over all signs; None where it saw none.
    """

    lines: tuple[Line, ...]
    surety: float | None = None
    failed: bool = False

    @property
    def is_gibberish(self) -> bool:
        return self.surety is not None and self.surety < _GIBBERISH


def lines_on(flat: FlatPage, more_languages: tuple[str, ...]) -> Reading:
    """Tesseract is shown the grey page: black on white loses the rings and dots of small print.

    Only where the scanner has made it black and white is a page strewn with specks; elsewhere the
    small pieces are faint print.
    """
    for share, limit_s in ((1.0, FULL_LIMIT_S), (0.5, HALF_LIMIT_S)):
        grey, dpi = scaled(flat.grey(), share), round(flat.dpi * share)
        mono = binarised(grey)
        if flat.one_bit:
            grey = mono = without_specks(mono, dpi)
        view = close_up(grey, flat.paper_grey, dpi)
        try:
            seen = read_lines(view.pixels, dpi, limit_s=limit_s, columns=has_columns(mono, dpi))
        except ReadingTooSlow:
            continue
        lines = view.on_page(seen)
        whole = in_other_languages(with_overlooked(lines, mono, dpi), grey, dpi, more_languages)
        whole = with_gaps(mended(whole, grey, dpi), mono)
        return Reading(_rescaled(whole, flat.pixels.shape[1] / grey.shape[1]), _surety(seen))
    return Reading((), failed=True)


def _surety(lines: tuple[Line, ...]) -> float | None:
    words = [word for line in lines for word in line.words]
    if not words:
        return None
    signs = [len(word.text) for word in words]
    return float(np.average([word.confidence for word in words], weights=signs))


def _rescaled(lines: tuple[Line, ...], factor: float) -> tuple[Line, ...]:
    if factor == 1.0:
        return lines
    return tuple(
        dataclasses.replace(line, words=tuple(_grown(word, factor) for word in line.words))
        for line in lines
    )


def _grown(word: Word, factor: float) -> Word:
    return dataclasses.replace(
        word,
        left=round(word.left * factor),
        top=round(word.top * factor),
        right=round(word.right * factor),
        bottom=round(word.bottom * factor),
        base_left=word.base_left * factor,
        base_right=word.base_right * factor,
    )
