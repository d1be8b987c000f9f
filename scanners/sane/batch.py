"""One batch in the child: feed side after side until a reason to end, pages saved meanwhile."""

from collections.abc import Callable
from itertools import count
from threading import Event

from scanners.api import Side, Situation, Source
from scanners.failure import BatchFailure
from scanners.messages import Asking, Ended, Report, ScanBatch, is_enough
from scanners.sane import options
from scanners.sane.driver import OpenDevice
from scanners.sane.page_writer import PageWriter, ScannedSide
from scanners.sane.quirks import quirks_of
from scanners.sane.status import explained, paper_left

Emit = Callable[[Report], None]


def scan_batch(order: ScanBatch, emit: Emit, stop: Event) -> OpenDevice | None:
    """Ends with `Ended` emitted, whatever happens; returns the device, for the caller to close.

    Closing comes after the word, because drivers hang in it.
    """
    device: OpenDevice | None = None
    quirks = quirks_of(order.device)
    try:
        device = OpenDevice(order.device)
        options.apply(device, order, quirks)
        with PageWriter(
            order, emit, device.buffers, pads_with_white=quirks.pads_with_white
        ) as writer:
            ended = _feed(device, order, emit, stop, writer)
            writer.finish()
    except BatchFailure as failure:
        ended = explained(failure, device, quirks)
    emit(ended)
    return device


def _feed(
    device: OpenDevice, order: ScanBatch, emit: Emit, stop: Event, writer: PageWriter
) -> Ended:
    """Never python-sane's own loop: that ends silently on an empty feeder. Raises BatchFailure."""
    for sheet in count(1):
        if stop.is_set() or is_enough(order, sheet):
            return Ended(Situation.STOPPED, paper_left=paper_left(device, quirks_of(order.device)))
        for side in order.sides:
            emit(Asking(sheet, side))
            try:
                picture = device.next_picture()
            except BatchFailure as failure:
                # What was scanned before the trouble is saved first: it lies in the output tray.
                writer.finish()
                if side is Side.BACK and failure.situation is Situation.FEEDER_EMPTY:
                    raise BatchFailure(
                        Situation.SCANNER_FAILED, "the feeder ended between a front and its back"
                    ) from failure
                raise
            writer.put(ScannedSide(sheet, side, picture))
        if order.source is Source.FLATBED:
            break
    return Ended(Situation.FEEDER_EMPTY)
