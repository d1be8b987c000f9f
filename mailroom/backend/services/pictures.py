"""Pictures of pages: drawn after delivery so that pages turn at once, or when first asked for."""

import datetime as dt
import hashlib
import io
import queue
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.adapters.drawing import Drawing, Undrawable
from mailroom.backend.model.database import Database
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.mailboxes import LetterRow, PageImageRow
from mailroom.backend.services import erasing
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.errors import DiskFailed
from mailroom.logs import log

_LIMIT_BYTES = 64 << 20
_LOOK_EVERY_S = 60.0


class Size(StrEnum):
    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class PageImage:
    sha256: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Pictures:
    database: Database
    blobs: Blobs
    drawing: Drawing
    large_px: int
    small_px: int

    def find(self, document: str, number: int, size: Size) -> PageImage:
        """Drawn now if it has not been. Raises Refused(PAGE_NOT_DRAWN), DiskFailed."""
        with self.database.reading() as session:
            row = session.get(PageImageRow, (document, number, size.value))
            if row is not None:
                return PageImage(row.sha256, row.width_px, row.height_px)
        return self._draw(document, number, size)

    def sizes(self, document: str) -> dict[int, tuple[int, int]]:
        """Width and height of the large pictures that are drawn, by page."""
        large = PageImageRow.size == Size.LARGE.value
        rows = select(PageImageRow).where(PageImageRow.document == document, large)
        with self.database.reading() as session:
            found = session.scalars(rows)
            return {row.number: (row.width_px, row.height_px) for row in found}

    def page_count(self, document: str) -> int:
        """Pages of the PDF itself. Raises Refused(PAGE_NOT_DRAWN)."""
        try:
            return self.drawing.count_pages(self.blobs.file(document))
        except (Undrawable, FileNotFoundError):
            raise _not_drawn() from None

    def undrawn(self) -> list[str]:
        """Documents in a mailbox of which not one page has been drawn."""
        drawn = select(PageImageRow.document)
        with self.database.reading() as session:
            waiting = select(LetterRow.document).where(LetterRow.document.not_in(drawn))
            here = LetterRow.withdrawn_at.is_(None) & LetterRow.deleted_at.is_(None)
            return list(session.scalars(waiting.where(here)))

    def _draw(self, document: str, number: int, size: Size) -> PageImage:
        width = self.large_px if size is Size.LARGE else self.small_px
        try:
            picture = self.drawing.draw(self.blobs.file(document), number, width_px=width)
        except (Undrawable, FileNotFoundError):
            raise _not_drawn() from None
        sha256 = hashlib.sha256(picture.data).hexdigest()
        self._keep(picture.data, sha256)
        row = {
            "document": document,
            "number": number,
            "size": size.value,
            "sha256": sha256,
            "width_px": picture.width_px,
            "height_px": picture.height_px,
        }
        with self.database.writing() as session:
            drawn_in_vain = erasing.is_erased(session, document)
            if drawn_in_vain:
                erasing.order(session, [sha256], now=dt.datetime.now(dt.UTC))
            else:
                insert_new(session, PageImageRow, row)
                if self.blobs.size(sha256) is None:  # it went with a page that looked the same
                    self._keep(picture.data, sha256)
        if drawn_in_vain:
            erasing.finish(self.database, self.blobs)
            raise _not_drawn()
        return PageImage(sha256, picture.width_px, picture.height_px)

    def _keep(self, picture: bytes, sha256: str) -> None:
        self.blobs.put(io.BytesIO(picture), sha256=sha256, limit_bytes=_LIMIT_BYTES)


@dataclass(slots=True)
class Painter:
    """Draws in the background. Its queue is a hint: what was lost is found in the database."""

    pictures: Pictures
    _waiting: queue.SimpleQueue[str | None] = field(default_factory=queue.SimpleQueue[str | None])
    _stopping: threading.Event = field(default_factory=threading.Event)
    _hopeless: set[str] = field(default_factory=set[str])
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._stopping.clear()
        self._thread = threading.Thread(target=self._work, name="painter", daemon=True)
        self._thread.start()

    def hint(self, document: str) -> None:
        """Never blocks."""
        self._waiting.put(document)

    def stop(self) -> None:
        """When it returns, nothing is being drawn; the page at hand is finished first."""
        if self._thread is not None:
            self._stopping.set()
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        due: Iterable[str] = self.pictures.undrawn()
        while not self._stopping.is_set():
            for document in due:
                self._paint(document)
            due = self._next()

    def _next(self) -> list[str]:
        try:
            hinted = self._waiting.get(timeout=_LOOK_EVERY_S)
        except queue.Empty:
            return self.pictures.undrawn()
        return [hinted] if hinted is not None else []

    def _paint(self, document: str) -> None:
        if document in self._hopeless:
            return
        try:
            for number in range(1, self.pictures.page_count(document) + 1):
                for size in Size:
                    if self._stopping.is_set():
                        return
                    self.pictures.find(document, number, size)
        except (Refused, DiskFailed) as error:
            self._hopeless.add(document)
            log("painter").warning("document not drawn", code=error.code)
        except DatabaseError as error:
            # It is drawn when somebody asks for it, or after the next start.
            log("painter").warning("document not drawn", situation=type(error).__name__)


def _not_drawn() -> Refused:
    return Refused(Why.PAGE_NOT_DRAWN, "The page cannot be shown right now. Download the PDF.")
