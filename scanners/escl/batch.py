"""One batch in the child without SANE: a page is on the disk before the next is asked for."""

from collections.abc import Callable
from itertools import count
from threading import Event

from scanners import turbojpeg
from scanners.api import Side, Situation, Source
from scanners.density import with_density
from scanners.escl.abilities import InputAbilities, check, read_abilities
from scanners.escl.job import EsclScanJob
from scanners.escl.link import EsclLink, ScannerUnreachable
from scanners.failure import BatchFailure
from scanners.looking import Look, Looking
from scanners.messages import Asking, Ended, PageWritten, Report, ScanBatch, is_enough
from scanners.page_files import disk_situation, page_name, write_durably
from scanners.paper import Extent
from scanners.turbojpeg import JpegDamaged

# A3 at 600 dpi with room to spare; beyond it a page is refused before it is decoded.
_LARGEST_PX = 100_000_000
# Ours comes before the parent's watchdog, which can only kill.
_SHARE_OF_PATIENCE = 0.9
_UNITS_PER_INCH = 300
_MM_PER_INCH = 25.4

Emit = Callable[[Report], None]


def scan_batch(order: ScanBatch, emit: Emit, stop: Event) -> None:
    """Ends with `Ended` emitted, whatever happens, and the job deleted before that."""
    link = EsclLink(order.device)
    job = EsclScanJob(link, order.page_timeout_s * _SHARE_OF_PATIENCE)
    try:
        ended = _scan(order, link, job, emit, stop)
    except BatchFailure as failure:
        ended = Ended(failure.situation, failure.detail)
    except ScannerUnreachable as problem:
        ended = Ended(Situation.SCANNER_GONE, str(problem))
    except OSError as problem:
        ended = Ended(*disk_situation(problem))
    job.delete()
    emit(ended)


def _scan(order: ScanBatch, link: EsclLink, job: EsclScanJob, emit: Emit, stop: Event) -> Ended:
    abilities = read_abilities(link, order.source)
    check(abilities, order)
    if stop.is_set():
        return Ended(Situation.STOPPED)
    job.create(order, abilities)
    window, looking = _window(order, abilities), Looking(order)

    def look(data: bytes) -> Look:
        return looking.at_jpeg(data, window)

    for sheet in count(1):
        if stop.is_set() or is_enough(order, sheet):
            return Ended(Situation.STOPPED)
        for side in order.sides:
            emit(Asking(sheet, side))
            emit(_save(_fetch(job, side), sheet, side, order, look))
        if order.source is Source.FLATBED:
            break
    return Ended(Situation.FEEDER_EMPTY)


def _fetch(job: EsclScanJob, side: Side) -> bytes:
    try:
        return job.next_page()
    except BatchFailure as failure:
        if side is Side.BACK and failure.situation is Situation.FEEDER_EMPTY:
            raise BatchFailure(
                Situation.SCANNER_FAILED, "the feeder ended between a front and its back"
            ) from failure
        raise


def _window(order: ScanBatch, abilities: InputAbilities) -> Extent:
    """What the scanner was asked to look at, in pixels."""
    widest = abilities.max_width * order.dpi // _UNITS_PER_INCH
    longest = abilities.max_height * order.dpi // _UNITS_PER_INCH
    width = round(order.width_mm * order.dpi / _MM_PER_INCH)
    height = round(order.height_mm * order.dpi / _MM_PER_INCH)
    return Extent(min(width, widest or width), min(height, longest or height))


def _save(
    data: bytes, sheet: int, side: Side, order: ScanBatch, look: Callable[[bytes], Look]
) -> PageWritten:
    """Raises BatchFailure, PAGE_DAMAGED, and OSError."""
    try:
        header = turbojpeg.read_header(data)
        if header.width_px * header.height_px > _LARGEST_PX:
            raise BatchFailure(
                Situation.PAGE_DAMAGED, f"a page of {header.width_px} x {header.height_px} pixels"
            )
        turbojpeg.check_whole(data)
    except JpegDamaged as problem:
        raise BatchFailure(Situation.PAGE_DAMAGED, f"the scanner's JPEG: {problem}") from problem
    seen = look(data)
    write_durably(order.folder_path / page_name(sheet, side), with_density(data, order.dpi))
    return PageWritten(
        sheet=sheet,
        side=side,
        width_px=header.width_px,
        height_px=header.height_px,
        dpi=order.dpi,
        findings=seen.findings,
        streaks_mm=seen.streaks_mm,
    )
