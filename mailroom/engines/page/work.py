"""Page care and OCR of one captured page, as it is done inside a worker."""

from dataclasses import dataclass
from pathlib import Path

from mailroom.domain.pages import Page
from mailroom.domain.pagework import PageWork
from mailroom.engines.layers.encoding import encoded
from mailroom.engines.layers.file import written
from mailroom.engines.layers.flat import FlatPage, flattened
from mailroom.engines.layers.layered import LayeredPage
from mailroom.engines.ocr.words import WordLayer
from mailroom.engines.page.care import upright
from mailroom.engines.page.facts import numbers_in, page_of, recipient_numbers
from mailroom.engines.page.orientation import Pose, pose_by_reading, pose_of
from mailroom.engines.page.paymentcodes import payment_codes
from mailroom.engines.page.reading import Reading, lines_on
from mailroom.engines.page.record import PageRecord, keep, recall, record_file
from mailroom.engines.pixels.backing import Cut, backing_of
from mailroom.engines.pixels.blank import is_blank
from mailroom.engines.pixels.image import Pixels, believed_dpi, load, without_empty_colour
from mailroom.engines.pixels.ink import see
from mailroom.engines.pixels.specks import is_one_bit


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


@dataclass(frozen=True, slots=True)
class _Straight:
    """The capture as it lies under `pose`, without the scanner's backing."""

    pose: Pose
    cut: Cut
    flat: FlatPage


def _read(
    page: Page, file: Path, more_languages: tuple[str, ...]
) -> tuple[PageRecord, LayeredPage]:
    pixels = without_empty_colour(load(page))
    dpi = believed_dpi(page, pixels)
    ink = see(pixels, dpi)
    if is_blank(ink) if page.blank is None else page.blank:
        pose = Pose(page.turned_deg or 0, sure=page.turned_deg is not None, skew_deg=0.0)
        return _recorded(page, file, _straight(pixels, dpi, pose), None)
    straight = _straight(pixels, dpi, pose_of(pixels, ink, dpi, page.turned_deg))
    reading = lines_on(straight.flat, more_languages)
    if page.turned_deg is None and reading.is_gibberish:
        better = pose_by_reading(pixels, ink, dpi)
        if better.sure and better.turned_deg != straight.pose.turned_deg:
            straight = _straight(pixels, dpi, better)
            reading = lines_on(straight.flat, more_languages)
    return _recorded(page, file, straight, reading)


def _straight(pixels: Pixels, dpi: int, pose: Pose) -> _Straight:
    turned = upright(pixels, pose.turned_deg, pose.skew_deg)
    cut = backing_of(turned, dpi)
    flat = flattened(cut.of(turned), dpi, one_bit=is_one_bit(pixels))
    return _Straight(pose, cut, flat)


def _recorded(
    page: Page, file: Path, straight: _Straight, reading: Reading | None
) -> tuple[PageRecord, LayeredPage]:
    """Without a reading it is a blank side."""
    image = encoded(straight.flat)
    lines = reading.lines if reading else ()
    layer = WordLayer(image.width_px, image.height_px, image.dpi, lines)
    cut, pose = straight.cut, straight.pose
    work = PageWork(
        page=page.id,
        blank=reading is None,
        turned_deg=pose.turned_deg,
        turn_sure=pose.sure,
        skew_deg=pose.skew_deg,
        text=layer.text,
        words=file,
        numbers=numbers_in(layer.text),
        recipient_numbers=recipient_numbers(layer),
        page_of=page_of(layer),
        unread=reading is not None and reading.failed,
        cropped_px=(cut.left, cut.top, cut.right, cut.bottom),
        paper="#{:02x}{:02x}{:02x}".format(*image.paper),
        encoding=image.encoding,
        codes=payment_codes(straight.flat.grey()) if reading else (),
    )
    return PageRecord(work, layer), image
