"""What lies in the practice feeder's hopper: sheets of paper, each an image or two."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff"})


class SheetUnreadable(Exception):
    """An image meant for the hopper cannot be opened; nothing was loaded."""


@dataclass(frozen=True, slots=True)
class PracticeSheet:
    """A sheet of any size; its resolution is the image's own, 300 dpi when it says none.

    Without a `back` the back is white paper of the front's size.
    """

    front: Path
    back: Path | None = None

    @property
    def images(self) -> tuple[Path, ...]:
        return (self.front,) if self.back is None else (self.front, self.back)


def check_sheets(sheets: Sequence[PracticeSheet]) -> None:
    """Raises SheetUnreadable for the first image whose header does not open."""
    for number, sheet in enumerate(sheets, start=1):
        for image in sheet.images:
            try:
                Image.open(image).close()
            except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as problem:
                raise SheetUnreadable(
                    f"sheet {number} of the tray: {type(problem).__name__}"
                ) from problem


def sheets_of_folder(folder: Path) -> list[PracticeSheet]:
    """The folder's images in name order; `NAME-back` is the back of `NAME-front`."""
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in IMAGE_SUFFIXES)
    by_stem = {file.stem: file for file in files}
    return [
        PracticeSheet(file, by_stem.get(file.stem.removesuffix("-front") + "-back"))
        for file in files
        if not _is_back(file, by_stem)
    ]


def _is_back(file: Path, by_stem: dict[str, Path]) -> bool:
    return file.stem.endswith("-back") and file.stem.removesuffix("-back") + "-front" in by_stem
