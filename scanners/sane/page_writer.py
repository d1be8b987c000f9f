"""Saves pages in order while the feeder brings the next: one thread encodes, another syncs.

Waiting for the disk costs no processor, so the next page is encoded meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Self

import numpy as np

from scanners.api import Side, Situation
from scanners.density import with_density
from scanners.failure import BatchFailure
from scanners.looking import Looking, Sample, sample
from scanners.messages import PageWritten, ScanBatch
from scanners.page_files import JPEG_QUALITY, disk_situation, page_name, write_durably
from scanners.paper import Extent, Pixels, crop_padding, is_torn
from scanners.sane.driver import Picture
from scanners.sane.reading import Buffers
from scanners.turbojpeg import NotEncoded, encode

# Pictures waiting to be encoded; each may be 50 MB, and more would only hide a slow disk.
_WAITING = 2
_WAITING_ENCODED = 2


@dataclass(frozen=True, slots=True)
class ScannedSide:
    sheet: int
    side: Side
    picture: Picture


@dataclass(frozen=True, slots=True)
class _EncodedSide:
    sheet: int
    side: Side
    extent: Extent
    window: Extent
    data: bytes
    sample: Sample


class PageWriter:
    """After the first page that cannot be saved no later one is: order is never broken."""

    def __init__(
        self,
        order: ScanBatch,
        emit: Callable[[PageWritten], None],
        buffers: Buffers,
        *,
        pads_with_white: bool,
    ) -> None:
        self._order, self._emit, self._pads_with_white = order, emit, pads_with_white
        self._buffers, self._looking = buffers, Looking(order)
        self._queue: Queue[ScannedSide | None] = Queue(_WAITING)
        self._failure: BatchFailure | None = None
        self._encoded: Queue[_EncodedSide | None] = Queue(_WAITING_ENCODED)
        self._threads = [
            Thread(target=self._encode_all, name="page-encoder", daemon=True),
            Thread(target=self._save_all, name="page-writer", daemon=True),
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._join()

    def put(self, side: ScannedSide) -> None:
        """Waits while the disk is behind. Raises BatchFailure for a page before this one."""
        self._raise_failure()
        self._queue.put(side)

    def finish(self) -> None:
        """Returns when every page put is durable. Raises BatchFailure when one is not."""
        self._join()
        self._raise_failure()

    def _join(self) -> None:
        if self._threads:
            self._queue.put(None)
            for thread in self._threads:
                thread.join()
            self._threads.clear()

    def _raise_failure(self) -> None:
        if self._failure:
            raise self._failure

    def _encode_all(self) -> None:
        while (side := self._queue.get()) is not None:
            if self._failure is None:
                try:
                    self._encoded.put(self._encode(side))
                except BatchFailure as failure:
                    self._fail(failure)
                except NotEncoded as problem:
                    self._fail(BatchFailure(Situation.PAGE_DAMAGED, str(problem)))
            if isinstance(side.picture.data, bytearray):
                self._buffers.give_back(side.picture.data)
        self._encoded.put(None)

    def _save_all(self) -> None:
        spoilt = False
        while (side := self._encoded.get()) is not None:
            if spoilt:
                continue
            try:
                name = page_name(side.sheet, side.side)
                write_durably(self._order.folder_path / name, side.data)
            except OSError as problem:
                spoilt = True
                self._fail(BatchFailure(*disk_situation(problem)))
            else:
                self._emit(self._written(side))

    def _fail(self, failure: BatchFailure) -> None:
        """A disk that fails goes before a later page's damage: it came first, in paper order."""
        if self._failure is None or failure.situation is not Situation.PAGE_DAMAGED:
            self._failure = failure

    def _encode(self, scanned: ScannedSide) -> _EncodedSide:
        picture = scanned.picture
        pixels = _pixels(picture)
        extent = self._paper(pixels)
        paper = pixels[: extent.height_px, : extent.width_px]
        data = with_density(encode(paper, JPEG_QUALITY), self._order.dpi)
        window, seen = (
            Extent(picture.width_px, picture.height_px),
            sample(paper[:, :, paper.shape[2] // 2]),
        )
        return _EncodedSide(scanned.sheet, scanned.side, extent, window, data, seen)

    def _written(self, side: _EncodedSide) -> PageWritten:
        look = self._looking.at_sample(side.sample, side.extent, side.window)
        return PageWritten(
            sheet=side.sheet,
            side=side.side,
            width_px=side.extent.width_px,
            height_px=side.extent.height_px,
            dpi=self._order.dpi,
            findings=look.findings,
            streaks_mm=look.streaks_mm,
        )

    def _paper(self, pixels: Pixels) -> Extent:
        """Raises BatchFailure, PAGE_DAMAGED."""
        if not self._pads_with_white:
            return Extent(pixels.shape[1], pixels.shape[0])
        if is_torn(pixels):
            raise BatchFailure(Situation.PAGE_DAMAGED, "the scanner's picture ended early")
        return crop_padding(pixels)


def _pixels(picture: Picture) -> Pixels:
    shape = (picture.height_px, picture.width_px, picture.channels)
    return np.frombuffer(picture.data, np.uint8, prod(shape)).reshape(shape)
