"""A finished document looked at from outside: its pages, the codes on their edges, its clauses."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pikepdf
import pypdfium2  # pyright: ignore[reportMissingTypeStubs]  it ships none
import zxingcpp

from mailroom.domain.errors import UnreadableImage
from mailroom.engines.document.clauses import Breach, breaches_in

_DPI: Final = 200
_EDGE_MM: Final = 12.0
_MOST_PAGES: Final = 2000
_zxing: Any = zxingcpp
_pdfium: Any = pypdfium2


@dataclass(frozen=True, slots=True)
class DocumentLook:
    """`codes` has one entry per page: what its edge says, empty where nothing can be read."""

    codes: tuple[str, ...]
    breaches: tuple[Breach, ...]


def look_at(file: Path) -> DocumentLook:
    """Raises UnreadableImage when the file is no PDF that can be opened."""
    try:
        breaches = breaches_in(file)
        with _pdfium.PdfDocument(file) as document:
            pages = min(len(document), _MOST_PAGES)
            return DocumentLook(tuple(_code(document[at]) for at in range(pages)), breaches)
    except (pikepdf.PdfError, _pdfium.PdfiumError, OSError, ValueError) as error:
        raise UnreadableImage("the document cannot be opened") from error


def _code(page: Any) -> str:  # noqa: ANN401  PDFium's binding carries no types
    width, _ = page.get_size()
    beyond = max(0.0, width - _EDGE_MM / 25.4 * 72)
    picture = page.render(scale=_DPI / 72, crop=(0, 0, beyond, 0), grayscale=True).to_numpy()
    found = _zxing.read_barcodes(
        np.ascontiguousarray(picture[:, :, 0] if picture.ndim > 2 else picture),  # noqa: PLR2004
        formats=_zxing.BarcodeFormat.DataMatrix,
    )
    return str(found[0].text) if found else ""
