"""A scanner of files: a folder's PNG, JPEG, multi-page TIFF and PDF pages in name order."""

import io
from collections.abc import Generator, Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from threading import Event

from PIL import Image, ImageOps, UnidentifiedImageError

from scanners.api import (
    BatchEnded,
    BatchEvent,
    BatchRequest,
    Capabilities,
    Mode,
    OptionTried,
    Outcome,
    PageScanned,
    ScannerInfo,
    ScannerTrouble,
    Sensors,
    SheetFeeding,
    Side,
    Situation,
    Source,
)
from scanners.arriving import files_of, wait_until_whole, whole_files_of
from scanners.batch_lock import BatchLive, hold_batch
from scanners.page_files import disk_situation, encode_page, page_name, write_durably
from scanners.pdf_pages import PdfUnreadable, render

# A3 at 600 dpi with room to spare; beyond it a file is refused before it is decoded.
_LARGEST_PX = 100_000_000
_PLAIN_DPI = 300
_EXIF_ORIENTATION = 0x0112
_NO_PICTURE = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombError,
)


class _Unreadable(Exception):
    pass


class _Picture:
    """One frame of one file, opened when its turn comes."""

    def __init__(self, file: Path, frame: int, number: int, content: bytes | None = None) -> None:
        """`content` is the file's, where the file is gone by the picture's turn."""
        self._file, self._frame, self._number = file, frame, number
        self._content = content

    def page(self, mode: Mode) -> tuple[bytes, tuple[int, int], int]:
        """JPEG bytes, size in pixels and dpi. Raises _Unreadable, which names it by number."""
        try:
            source = self._file if self._content is None else io.BytesIO(self._content)
            with Image.open(source) as image:
                image.seek(self._frame)
                _check_size(image)
                dpi = _resolution(image)
                wanted = "L" if mode is Mode.GREY else "RGB"
                # To the end, so that a torn file is not handed on by its bytes.
                image.load()
                upright = image.getexif().get(_EXIF_ORIENTATION, 1) == 1
                if image.format == "JPEG" and image.mode == wanted and upright:
                    return self._content or self._file.read_bytes(), image.size, dpi
                page = ImageOps.exif_transpose(image).convert(wanted)
                return encode_page(page, dpi), page.size, dpi
        except _NO_PICTURE as problem:
            raise _Unreadable(
                f"picture {self._number} cannot be read: {type(problem).__name__}"
            ) from problem


class FolderScanner:
    """Every picture is a page; with FEEDER_DUPLEX two pictures make a sheet.

    The resolution is the picture's own, 300 dpi when it says none; a PDF's pages are drawn at the
    request's. A JPEG that needs no change is handed over as the very bytes of its file. A file
    that is still being written is waited for: until it ends as its kind does, or has rested for
    `settle_s`. The folder's files are left as they are.
    """

    def __init__(
        self, source: Path, info: ScannerInfo | None = None, *, settle_s: float = 2.0
    ) -> None:
        self._source, self._settle_s = source, settle_s
        self.info = info or ScannerInfo(f"folder:{source}", source.name, "folder")
        self._stop = Event()

    def scan(self, request: BatchRequest) -> Iterator[BatchEvent]:
        """See `Scanner.scan`. A file that is no sound picture ends the batch, PAGE_DAMAGED."""
        self._stop.clear()
        return self._scan(request)

    def capabilities(self) -> Capabilities:
        """Whatever its pictures are."""
        return Capabilities((Source.FEEDER, Source.FEEDER_DUPLEX), tuple(Mode), feels_paper=True)

    def try_out(self, request: BatchRequest) -> Iterator[OptionTried]:
        """Pictures are what they are; only the mode can be asked for."""
        yield OptionTried("mode", request.mode, request.mode, Outcome.ACCEPTED)

    def watch(self, every_s: float = 0.5) -> Iterator[Sensors]:
        """Paper is loaded while the folder holds a picture that is completely written."""
        self._stop.clear()
        told: Sensors | None = None
        while True:
            felt = Sensors(paper_loaded=self._is_loaded())
            if felt != told:
                told = felt
                yield felt
            if self._stop.wait(every_s):
                return

    def _is_loaded(self) -> bool:
        try:
            return any(True for _ in whole_files_of(self._source, self._settle_s))
        except FileNotFoundError as problem:
            raise ScannerTrouble(Situation.SCANNER_GONE, "the folder is not there") from problem

    def stop(self) -> None:
        """End after the sheet being read."""
        self._stop.set()

    def close(self) -> None:
        """Nothing is held between batches."""
        self.stop()

    def _scan(self, request: BatchRequest) -> Iterator[BatchEvent]:
        sheets = 0
        try:
            request.folder.mkdir(parents=True, exist_ok=True)
            with hold_batch(request.folder):
                for sheet, pages in self._sheets(request):
                    enough = request.max_sheets is not None and sheet > request.max_sheets
                    if self._stop.is_set() or enough:
                        yield BatchEnded(Situation.STOPPED, sheets)
                        return
                    yield SheetFeeding(sheet)
                    yield from _save_sheet(sheet, pages, request)
                    sheets = sheet
                yield BatchEnded(Situation.FEEDER_EMPTY, sheets, paper_left=False)
        except _Unreadable as problem:
            yield BatchEnded(Situation.PAGE_DAMAGED, sheets, detail=str(problem))
        except FileNotFoundError:
            yield BatchEnded(Situation.SCANNER_GONE, sheets, detail="the folder is not there")
        except BatchLive:
            yield BatchEnded(Situation.SCANNER_BUSY, sheets, detail="the batch is being written")
        except OSError as problem:
            situation, detail = disk_situation(problem)
            yield BatchEnded(situation, sheets, detail=detail)

    def _sheets(self, request: BatchRequest) -> Iterator[tuple[int, list[_Picture]]]:
        per_sheet = len(Side) if request.source is Source.FEEDER_DUPLEX else 1
        pictures = self._pictures(request)
        for sheet in count(1):
            pages = list(islice(pictures, per_sheet))
            if not pages:
                return
            yield sheet, pages

    def _pictures(self, request: BatchRequest) -> Iterator[_Picture]:
        number = 0
        for file in files_of(self._source):
            wait_until_whole(file, self._settle_s, self._stop)
            for picture in _of_file(file, number, request):
                number += 1
                yield picture


def _save_sheet(
    sheet: int, pages: Iterable[_Picture], request: BatchRequest
) -> Generator[BatchEvent]:
    for side, picture in zip(Side, pages, strict=False):
        data, (width, height), dpi = picture.page(request.mode)
        file = request.folder / page_name(sheet, side)
        write_durably(file, data)
        yield PageScanned(sheet, side, file, width, height, dpi)


def _of_file(file: Path, number: int, request: BatchRequest) -> Iterator[_Picture]:
    """Raises _Unreadable for a PDF that breaks off."""
    if file.suffix.lower() != ".pdf":
        for frame in range(_frames(file)):
            yield _Picture(file, frame, number + frame + 1)
        return
    try:
        for at, page in enumerate(
            render(file, request.dpi, request.mode, request.page_timeout_s), start=1
        ):
            yield _Picture(page, 0, number + at, page.read_bytes())
    except PdfUnreadable as problem:
        raise _Unreadable(f"the PDF behind picture {number} cannot be read") from problem


def _frames(file: Path) -> int:
    """An unreadable file counts as one picture: it is met, and named, in its turn."""
    try:
        with Image.open(file) as image:
            return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    except _NO_PICTURE:
        return 1


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > _LARGEST_PX:
        raise ValueError("too large")


def _resolution(image: Image.Image) -> int:
    dpi = image.info.get("dpi")
    return round(float(dpi[0])) if dpi and float(dpi[0]) > 1 else _PLAIN_DPI
