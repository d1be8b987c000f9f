"""A scanner of image files: a folder's PNG, JPEG and multi-page TIFF pictures in name order."""

from collections.abc import Generator, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from threading import Event

from PIL import Image, ImageOps, UnidentifiedImageError

from scanners.api import (
    BatchEnded,
    BatchEvent,
    BatchRequest,
    Mode,
    PageScanned,
    ScannerInfo,
    SheetFeeding,
    Side,
    Situation,
    Source,
)
from scanners.batch_lock import BatchLive, hold_batch
from scanners.page_files import disk_situation, encode_page, page_name, write_durably

_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff"})
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


class FolderScanner:
    """Every picture is a page; with FEEDER_DUPLEX two pictures make a sheet.

    The resolution is the picture's own, 300 dpi when it says none. A JPEG that needs no change
    is handed over as the very bytes of its file. The folder's files are left as they are.
    """

    def __init__(self, source: Path, info: ScannerInfo | None = None) -> None:
        self._source = source
        self.info = info or ScannerInfo(f"folder:{source}", source.name, "folder")
        self._stop = Event()

    def scan(self, request: BatchRequest) -> Iterator[BatchEvent]:
        """See `Scanner.scan`. A file that is no sound picture ends the batch, PAGE_DAMAGED."""
        self._stop.clear()
        return self._scan(request)

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
                for sheet, pages in _sheets(self._source, request.source):
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


class _Unreadable(Exception):
    pass


class _Picture:
    """One frame of one file, opened when its turn comes."""

    def __init__(self, file: Path, frame: int, number: int) -> None:
        self._file, self._frame, self._number = file, frame, number

    def page(self, mode: Mode) -> tuple[bytes, tuple[int, int], int]:
        """JPEG bytes, size in pixels and dpi. Raises _Unreadable, which names it by number."""
        try:
            with Image.open(self._file) as image:
                image.seek(self._frame)
                _check_size(image)
                dpi = _resolution(image)
                wanted = "L" if mode is Mode.GREY else "RGB"
                # To the end, so that a torn file is not handed on by its bytes.
                image.load()
                upright = image.getexif().get(_EXIF_ORIENTATION, 1) == 1
                if image.format == "JPEG" and image.mode == wanted and upright:
                    return self._file.read_bytes(), image.size, dpi
                page = ImageOps.exif_transpose(image).convert(wanted)
                return encode_page(page, dpi), page.size, dpi
        except _NO_PICTURE as problem:
            raise _Unreadable(
                f"picture {self._number} cannot be read: {type(problem).__name__}"
            ) from problem


def _save_sheet(
    sheet: int, pages: Iterable[_Picture], request: BatchRequest
) -> Generator[BatchEvent]:
    for side, picture in zip(Side, pages, strict=False):
        data, (width, height), dpi = picture.page(request.mode)
        file = request.folder / page_name(sheet, side)
        write_durably(file, data)
        yield PageScanned(sheet, side, file, width, height, dpi)


def _sheets(folder: Path, source: Source) -> Iterator[tuple[int, list[_Picture]]]:
    per_sheet = len(Side) if source is Source.FEEDER_DUPLEX else 1
    numbered = enumerate(_pictures(folder))
    for index, group in groupby(numbered, key=lambda pair: pair[0] // per_sheet):
        yield index + 1, [picture for _, picture in group]


def _pictures(folder: Path) -> Iterator[_Picture]:
    number = 0
    for file in sorted(p for p in folder.iterdir() if p.suffix.lower() in _SUFFIXES):
        for frame in range(_frames(file)):
            number += 1
            yield _Picture(file, frame, number)


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
