"""The process that renders PDF pages and may die of a bad file: nobody else holds pdfium.

`python -m scanners.pdf_child FILE DPI MODE FOLDER` writes a JPEG a page and says each on a line.
"""

import resource
import sys
from pathlib import Path
from typing import Protocol, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]  it has none
from PIL import Image

from scanners.api import Mode
from scanners.page_files import encode_page

# A3 at 600 dpi with room to spare; a page beyond it is refused before it is drawn.
_LARGEST_PX = 100_000_000
_POINTS_PER_INCH = 72
_MEMORY_BYTES = 3 << 30
_CPU_S = 600
_TOO_LARGE = 3


class _Bitmap(Protocol):
    def to_pil(self) -> Image.Image: ...


class _Page(Protocol):
    def get_size(self) -> tuple[float, float]: ...
    def render(self, *, scale: float, grayscale: bool) -> _Bitmap: ...
    def close(self) -> None: ...


class _Document(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, number: int) -> _Page: ...


class _Pdfium(Protocol):
    """The part of pypdfium2 that is used; the library carries no types."""

    def PdfDocument(self, file: Path) -> _Document: ...  # noqa: N802  the library's name


def main() -> None:
    """Exits with 1 for a file that is no sound PDF, with 3 for a page that is too large."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
    pdfium = cast("_Pdfium", pypdfium2)
    file, dpi, mode, folder = Path(sys.argv[1]), int(sys.argv[2]), Mode(sys.argv[3]), sys.argv[4]
    scale = dpi / _POINTS_PER_INCH
    try:
        document = pdfium.PdfDocument(file)
    except RuntimeError:
        # What PdfiumError is.
        sys.exit(1)
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        if width * height * scale * scale > _LARGEST_PX:
            sys.exit(_TOO_LARGE)
        image = page.render(scale=scale, grayscale=mode is Mode.GREY).to_pil()
        name = f"{number + 1:05d}.jpg"
        wanted = "L" if mode is Mode.GREY else "RGB"
        (Path(folder) / name).write_bytes(encode_page(image.convert(wanted), dpi))
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        page.close()


if __name__ == "__main__":
    main()
