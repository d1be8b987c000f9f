"""Page care and OCR of one captured page, as it is done inside a worker."""

import dataclasses
from pathlib import Path
from typing import Final

from mailroom.domain.pages import Page
from mailroom.domain.pagework import PageWork
from mailroom.engines.layers.encoding import encoded
from mailroom.engines.layers.file import written
from mailroom.engines.layers.flat import FlatPage, flattened
from mailroom.engines.layers.layered import LayeredPage
from mailroom.engines.ocr.words import Line, Word, WordLayer
from mailroom.engines.page.care import binarised, upright
from mailroom.engines.page.columns import has_columns
from mailroom.engines.page.facts import numbers_in, page_of, recipient_numbers
from mailroom.engines.page.figuregaps import with_gaps
from mailroom.engines.page.orientation import Pose, pose_of
from mailroom.engines.page.otherlanguages import in_other_languages
from mailroom.engines.page.overlooked import with_overlooked
from mailroom.engines.page.paymentcodes import payment_codes
from mailroom.engines.page.record import PageRecord, keep, recall, record_file
from mailroom.engines.page.secondreading import mended
from mailroom.engines.page.text import ReadingTooSlow, read_lines
from mailroom.engines.pixels.backing import backing_of
from mailroom.engines.pixels.blank import is_blank
from mailroom.engines.pixels.image import believed_dpi, load, scaled, without_empty_colour
from mailroom.engines.pixels.ink import see
from mailroom.engines.pixels.specks import is_one_bit, without_specks

FULL_LIMIT_S: Final = 60.0
HALF_LIMIT_S: Final = 30.0


def read_page(page: Page, folder: Path, *, more_languages: tuple[str, ...] = ()) -> PageWork:
    """Turn, straighten and read a page; its word layer and layered image are kept in `folder`.

    It is read in Swedish, and where that is unsure in `more_languages`, as Tesseract names them.

    The capture is only read. What `page.blank` and `page.turned_deg` already say is kept. A
    second call for the same capture returns what the first one kept. Raises ImageTooLarge or
    UnreadableImage.
    """
    file = record_file(folder, page)
    known = recall(page, file, more_languages)
    if known is not None:
        return known.work
    record, image = _read(page, file, more_languages)
    folder.mkdir(parents=True, exist_ok=True)
    keep(record, page, file, written(image), more_languages)
    return record.work


def _read(
    page: Page, file: Path, more_languages: tuple[str, ...]
) -> tuple[PageRecord, LayeredPage]:
    pixels = without_empty_colour(load(page))
    dpi = believed_dpi(page, pixels)
    ink = see(pixels, dpi)
    blank = is_blank(ink) if page.blank is None else page.blank
    if blank:
        pose = Pose(page.turned_deg or 0, sure=page.turned_deg is not None, skew_deg=0.0)
    else:
        pose = pose_of(pixels, ink, dpi, page.turned_deg)
    turned = upright(pixels, pose.turned_deg, pose.skew_deg)
    cut = backing_of(turned, dpi)
    straight = cut.of(turned)
    flat = flattened(straight, dpi, one_bit=is_one_bit(pixels))
    image = encoded(flat)
    lines = () if blank else _lines(flat, more_languages)
    layer = WordLayer(image.width_px, image.height_px, image.dpi, lines or ())
    work = PageWork(
        page=page.id,
        blank=blank,
        turned_deg=pose.turned_deg,
        turn_sure=pose.sure,
        skew_deg=pose.skew_deg,
        text=layer.text,
        words=file,
        numbers=numbers_in(layer.text),
        recipient_numbers=recipient_numbers(layer),
        page_of=page_of(layer),
        unread=lines is None,
        cropped_px=(cut.left, cut.top, cut.right, cut.bottom),
        paper="#{:02x}{:02x}{:02x}".format(*image.paper),
        encoding=image.encoding,
        codes=() if blank else payment_codes(flat.grey()),
    )
    return PageRecord(work, layer), image


def _lines(flat: FlatPage, more_languages: tuple[str, ...]) -> tuple[Line, ...] | None:
    """The page's lines in its own pixels; None when OCR failed at its limits, twice.

    Tesseract is shown the grey page: black on white alone loses the rings and dots of small print.
    Only where the scanner has made it black and white is a page strewn with specks; elsewhere the
    small pieces are faint print.
    """
    for share, limit_s in ((1.0, FULL_LIMIT_S), (0.5, HALF_LIMIT_S)):
        grey, dpi = scaled(flat.grey(), share), round(flat.dpi * share)
        mono = binarised(grey)
        if flat.one_bit:
            grey = mono = without_specks(mono, dpi)
        try:
            lines = read_lines(grey, dpi, limit_s=limit_s, columns=has_columns(mono, dpi))
        except ReadingTooSlow:
            continue
        whole = in_other_languages(with_overlooked(lines, mono, dpi), grey, dpi, more_languages)
        whole = mended(whole, grey, dpi)
        return _rescaled(with_gaps(whole, mono), flat.pixels.shape[1] / grey.shape[1])
    return None


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
