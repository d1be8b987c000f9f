"""A lighter copy of a document, for a service that takes no more than so many bytes."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pikepdf
import pikepdf.pdfa
from PIL import Image

from mailroom.domain.errors import UnreadableImage
from mailroom.engines.document.archive import FLAVOUR
from mailroom.engines.settled import part_of, settle

_STEPS: Final = ((1.0, 40), (0.75, 40), (0.5, 40), (0.5, 20))
"""Share of the pictures' resolution, 200 dpi at most, and their JPEG quality: best first."""


def write_light(document: Path, target: Path, most_bytes: int) -> int | None:
    """Its size in bytes; None, and no file, when even the lightest copy is heavier.

    Only pictures give way: words, ink stencils, codes and the archive format stay. Durable at
    `target` when this returns. Raises UnreadableImage when `document` is no PDF.
    """
    part = part_of(target)
    try:
        for share, quality in ((1.0, None), *_STEPS):
            with pikepdf.open(document) as pdf:
                if quality is not None:
                    for picture in _pictures(pdf):
                        _lighten(picture, share, quality)
                pikepdf.pdfa.save(pdf, part, FLAVOUR, repair=False, deterministic_id=True)  # pyright: ignore[reportUnknownMemberType]  its PathLike is bare
            if part.stat().st_size <= most_bytes:
                settle(part, target)
                return target.stat().st_size
    except (pikepdf.PdfError, pikepdf.pdfa.PdfaError) as error:
        raise UnreadableImage("the document cannot be opened, or is no archive file") from error
    finally:
        part.unlink(missing_ok=True)
    return None


def _pictures(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") == pikepdf.Name.DCTDecode:
            yield thing


def _lighten(picture: Any, share: float, quality: int) -> None:  # noqa: ANN401  any PDF stream
    data = picture.read_raw_bytes()
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        size = tuple(max(1, round(side * share)) for side in image.size)
        smaller = image.resize((size[0], size[1]), Image.Resampling.LANCZOS)
    light = io.BytesIO()
    smaller.save(light, "JPEG", quality=quality, optimize=True)
    if len(light.getvalue()) < len(data):
        picture.write(light.getvalue(), filter=pikepdf.Name.DCTDecode)
        picture.Width, picture.Height = smaller.size
