"""Page care and OCR of one captured page, as it is done inside a worker."""

import dataclasses
from pathlib import Path
from typing import Final

from mailroom.domain.pages import Page
from mailroom.domain.pagework import PageWork
from mailroom.engines import pagefacts
from mailroom.engines.backing import without_backing
from mailroom.engines.blank import is_blank
from mailroom.engines.ink import see
from mailroom.engines.layerfile import written
from mailroom.engines.layers import LayeredPage
from mailroom.engines.orientation import Pose, pose_of
from mailroom.engines.overlooked import with_overlooked
from mailroom.engines.pagecare import binarised, upright
from mailroom.engines.pageencoding import encoded
from mailroom.engines.pageimage import Pixels, dpi_of, load, scaled
from mailroom.engines.pagerecord import PageRecord, keep, recall, record_file
from mailroom.engines.pagetext import ReadingTooSlow, read_lines
from mailroom.engines.secondreading import mended
from mailroom.engines.specks import is_one_bit, without_specks
from mailroom.engines.words import Line, Word, WordLayer

FULL_LIMIT_S: Final = 60.0
HALF_LIMIT_S: Final = 30.0
_READING_DPI: Final = 300


def read_page(page: Page, folder: Path) -> PageWork:
    """Turn, straighten and read a page; its word layer and layered image are kept in `folder`.

    The capture is only read. What `page.blank` and `page.turned_deg` already say is kept. A
    second call for the same capture returns what the first one kept. Raises ImageTooLarge or
    UnreadableImage.
    """
    file = record_file(folder, page)
    known = recall(page, file)
    if known is not None:
        return known.work
    record, image = _read(page, file)
    folder.mkdir(parents=True, exist_ok=True)
    keep(record, page, file, written(image))
    return record.work


def _read(page: Page, file: Path) -> tuple[PageRecord, LayeredPage]:
    dpi = dpi_of(page)
    pixels = load(page)
    ink = see(pixels, dpi)
    blank = is_blank(ink) if page.blank is None else page.blank
    if blank:
        pose = Pose(page.turned_deg or 0, sure=page.turned_deg is not None, skew_deg=0.0)
    else:
        pose = pose_of(pixels, ink, dpi, page.turned_deg)
    turned = upright(pixels, pose.turned_deg, pose.skew_deg)
    straight = without_backing(turned, dpi)
    one_bit = is_one_bit(pixels)
    image = encoded(straight, dpi, one_bit=one_bit)
    lines = () if blank else _lines(straight, dpi, strewn=one_bit)
    layer = WordLayer(
        image.width_px, image.height_px, image.dpi, _onto(image, straight, lines or ())
    )
    work = PageWork(
        page=page.id,
        blank=blank,
        turned_deg=pose.turned_deg,
        turn_sure=pose.sure,
        skew_deg=pose.skew_deg,
        text=layer.text,
        words=file,
        numbers=pagefacts.numbers_in(layer.text),
        recipient_numbers=pagefacts.recipient_numbers(layer),
        page_of=pagefacts.page_of(layer),
        unread=lines is None,
    )
    return PageRecord(work, layer), image


def _lines(straight: Pixels, dpi: int, *, strewn: bool) -> tuple[Line, ...] | None:
    """The page's lines in pixels of `straight`; None when OCR failed at its limits, twice.

    Only where the scanner has made it black and white is a page `strewn` with specks; elsewhere
    the small pieces are faint print.
    """
    for share, limit_s in ((1.0, FULL_LIMIT_S), (0.5, HALF_LIMIT_S)):
        factor = min(1.0, _READING_DPI / dpi) * share
        reading_dpi = round(dpi * factor)
        mono = binarised(scaled(straight, factor))
        if strewn:
            mono = without_specks(mono, reading_dpi)
        try:
            lines = read_lines(mono, reading_dpi, limit_s=limit_s)
        except ReadingTooSlow:
            continue
        whole = with_overlooked(lines, mono, reading_dpi)
        return _rescaled(mended(whole, mono, reading_dpi), straight.shape[1] / mono.shape[1])
    return None


def _onto(image: LayeredPage, straight: Pixels, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return _rescaled(lines, image.width_px / straight.shape[1])


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
