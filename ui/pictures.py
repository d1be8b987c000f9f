"""Page images for the screen: decoded beside the window's thread, kept within a bound."""

import heapq
import itertools
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QTransform

from mailroom.domain.pages import Box

_FORMATS: Final = frozenset({b"jpeg", b"png", b"tiff"})
_LARGEST_MB: Final = 256
_MB: Final = 1024 * 1024


class Urgency(IntEnum):
    """Smaller is decoded first."""

    NOW = 0
    LIST = 1
    AHEAD = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture of `file`, turned upright, at most this large. `part` is in captured pixels."""

    file: Path
    width: int
    height: int
    turned_deg: int = 0
    part: Box | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """`image` is None when the file cannot be shown."""

    wanted: Wanted
    image: QImage | None


def decode(wanted: Wanted) -> QImage | None:
    """The picture, in the screen's own pixel format; None when the file is no readable image."""
    reader = QImageReader(str(wanted.file))
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()) not in _FORMATS:
        return None
    size = reader.size()
    part = wanted.part
    if part is not None:
        reader.setClipRect(QRect(part.x, part.y, part.width, part.height))
        size = QSize(part.width, part.height)
    room = QSize(wanted.width, wanted.height)
    if wanted.turned_deg % 180:
        room.transpose()
    target = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    if part is None and target.width() < size.width():
        reader.setScaledSize(target)
    image = reader.read()
    if image.isNull():
        return None
    if image.width() > target.width():
        mode = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(target, Qt.AspectRatioMode.KeepAspectRatio, mode)
    if wanted.turned_deg:
        image = image.transformed(QTransform().rotate(wanted.turned_deg))
    return image.convertToFormat(QImage.Format.Format_RGB32)


class PictureStore:
    """Hands out pictures it has and fetches those it has not; `announce` says when one came.

    Fetching happens on two threads of its own, the most urgent first, of equals the newest:
    the page asked for last is the one that is looked at. `announce` is called on those threads.
    """

    def __init__(self, announce: Callable[[Picture], None], *, room_mb: int = 256) -> None:
        self._announce = announce
        self._room = room_mb * _MB
        self._kept: OrderedDict[Wanted, Picture] = OrderedDict()
        self._used = 0
        self._queue: list[tuple[int, int, Wanted]] = []
        self._asked: dict[Wanted, int] = {}
        self._order = itertools.count(start=0, step=-1)
        self._turn = threading.Condition()
        self._closed = False
        QImageReader.setAllocationLimit(_LARGEST_MB)
        self._threads = [
            threading.Thread(target=self._work, name=f"picture-{place}") for place in range(2)
        ]
        for thread in self._threads:
            thread.start()

    def get(self, wanted: Wanted, urgency: Urgency = Urgency.NOW) -> Picture | None:
        """The picture if it is here; else it is fetched and announced."""
        with self._turn:
            kept = self._kept.get(wanted)
            if kept is not None:
                self._kept.move_to_end(wanted)
                return kept
            if self._asked.get(wanted, len(Urgency)) > urgency and not self._closed:
                self._asked[wanted] = urgency
                heapq.heappush(self._queue, (urgency, next(self._order), wanted))
                self._turn.notify()
        return None

    def forget_ahead(self) -> None:
        """Drop what was only fetched ahead of need and has not begun."""
        with self._turn:
            kept = [entry for entry in self._queue if entry[0] is not Urgency.AHEAD]
            for _, _, wanted in set(self._queue) - set(kept):
                if self._asked.get(wanted) == Urgency.AHEAD:
                    del self._asked[wanted]
            heapq.heapify(kept)
            self._queue = kept

    @property
    def is_idle(self) -> bool:
        """Whether nothing that was asked for is still to come."""
        return not self._asked

    @property
    def used_mb(self) -> float:
        return self._used / _MB

    def close(self) -> None:
        """Waits for the pictures being decoded, at most two."""
        with self._turn:
            self._closed = True
            self._queue.clear()
            self._turn.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (wanted := self._next()) is not None:
            picture = Picture(wanted, decode(wanted))
            self._keep(picture)
            if not self._closed:
                self._announce(picture)

    def _next(self) -> Wanted | None:
        with self._turn:
            while not self._closed:
                while self._queue:
                    urgency, _, wanted = heapq.heappop(self._queue)
                    if self._asked.get(wanted) == urgency:
                        return wanted
                self._turn.wait()
        return None

    def _keep(self, picture: Picture) -> None:
        with self._turn:
            self._asked.pop(picture.wanted, None)
            if picture.wanted in self._kept:
                return
            self._kept[picture.wanted] = picture
            self._used += _bytes(picture)
            while self._used > self._room and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._used -= _bytes(oldest)


def _bytes(picture: Picture) -> int:
    return picture.image.sizeInBytes() if picture.image is not None else 0
