"""A folder of mail as it is evaluated: what an item consists of, without its answers."""

import csv
import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from mailroom.domain.pages import Page, PageRole
from mailroom.wire import RegisterEntry, RegisterSnapshot

_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_STANDINGS: Final = {
    "active": "active",
    "notice": "notice",
    "payment_overdue_two_reminders": "unpaid",
    "unpaid": "unpaid",
    "terminated": "ended",
    "ended": "ended",
}
_DEFAULT_DPI: Final = 300
_LEAST_DPI: Final = 72
_MOST_DPI: Final = 1200


@dataclass(frozen=True, slots=True)
class MailItem:
    name: str
    front: Path | None
    back: Path | None
    pages: tuple[tuple[str, Path], ...]


def items_in(folder: Path) -> tuple[MailItem, ...]:
    """Every `item_*` folder, in order; answers that lie beside the images are not opened."""
    return tuple(_item(path) for path in sorted(folder.glob("item_*")) if path.is_dir())


def page_of(file: Path, role: PageRole, number: int, name: str) -> Page:
    """A page as capture would have made it; the resolution is what the file says, else 300."""
    return Page(
        id=name,
        role=role,
        number=number,
        image=file,
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        width_px=0,
        height_px=0,
        dpi=_dpi_of(file),
    )


def write_register(register_csv: Path, target: Path) -> None:
    """The snapshot file that stations load, from a register in CSV.

    Raises KeyError or ValueError when a column is missing or an entry is malformed.
    """
    with register_csv.open(encoding="utf-8-sig", newline="") as file:
        entries = tuple(
            RegisterEntry(
                number=row["org_number"].strip(),
                name=row["name"].strip(),
                legal_form=row.get("legal_form", ""),
                standing=_STANDINGS[row["status"].strip()],  # pyright: ignore[reportArgumentType]  the model checks it
            )
            for row in csv.DictReader(file)
        )
    version = hashlib.sha256(register_csv.read_bytes()).hexdigest()[:16]
    day = dt.datetime.now(dt.UTC).date()
    snapshot = RegisterSnapshot(version=version, day=day, entries=entries)
    target.write_text(snapshot.model_dump_json(), encoding="utf-8")


def _item(path: Path) -> MailItem:
    images = {
        file.stem.lower(): file
        for file in sorted(path.iterdir())
        if file.suffix.lower() in _SUFFIXES and file.is_file()
    }
    pages = tuple((stem, file) for stem, file in images.items() if stem.startswith("page"))
    return MailItem(path.name, images.get("front"), images.get("back"), pages)


def _dpi_of(file: Path) -> int:
    try:
        with Image.open(file) as image:
            said = image.info.get("dpi", (0, 0))
            dpi = round(float(said[0]))
    except (OSError, ValueError, TypeError, Image.DecompressionBombError):
        return _DEFAULT_DPI
    return dpi if _LEAST_DPI < dpi <= _MOST_DPI else _DEFAULT_DPI
