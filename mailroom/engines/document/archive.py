"""What makes a drawn PDF an archive PDF: PDF/A-2b, checked by reading back what was written."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import pikepdf
import pikepdf.pdfa

from mailroom.engines.document.images import Sheet, lay_under

FLAVOUR: Final = "2b"
_LANGUAGE: Final = "sv"
_MADE_BY: Final = "Mailroom"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the file says of itself; nothing in it was read from the mail."""

    title: str
    arrived_on: dt.date
    bookmarks: tuple[str, ...]


def save_archivable(
    draft: BinaryIO, sheets: Sequence[Sheet], target: Path, particulars: Particulars
) -> None:
    """The drawn pages with their images beneath, one sheet per page.

    Raises pikepdf.pdfa.PdfaError when what was written is not valid PDF/A-2b.
    """
    with pikepdf.open(draft) as pdf:
        for page, sheet in zip(pdf.pages, sheets, strict=True):
            _strip_leftovers(page)
            lay_under(pdf, page, sheet)
        with pdf.open_outline() as outline:
            outline.root.extend(
                pikepdf.OutlineItem(label, number)
                for number, label in enumerate(particulars.bookmarks)
            )
        pikepdf.pdfa.prepare(pdf, FLAVOUR)
        _describe(pdf, particulars)
        pikepdf.pdfa.save(  # pyright: ignore[reportUnknownMemberType]  its PathLike is bare
            pdf, target, FLAVOUR, repair=False, deterministic_id=True
        )


def _strip_leftovers(page: pikepdf.Page) -> None:
    """ReportLab gives every page a slide transition and a font that is never embedded."""
    if "/Trans" in page.obj:
        del page.obj["/Trans"]
    fonts = page.resources.get("/Font")
    if fonts is not None and "/F1" in fonts:
        del fonts["/F1"]


def _describe(pdf: pikepdf.Pdf, particulars: Particulars) -> None:
    pdf.Root["/Lang"] = pikepdf.String(_LANGUAGE)
    pdf.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    # The day of arrival, not the clock: the same item gives the same bytes.
    midnight = f"{particulars.arrived_on.isoformat()}T00:00:00Z"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta["dc:title"] = particulars.title
        meta["dc:language"] = {_LANGUAGE}
        meta["xmp:CreatorTool"] = _MADE_BY
        meta["pdf:Producer"] = _MADE_BY
        for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            meta[name] = midnight
