"""How legible our pages are: drawn by PDFium from the finished document, and read once more."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pypdfium2  # pyright: ignore[reportMissingTypeStubs]  it ships none
from PIL import Image

from mailroom.bench.letters import Sample
from mailroom.bench.wording import Wording, compare
from mailroom.domain.pages import PageRole
from mailroom.domain.pagework import PageWork
from mailroom.engines.layers.encoding import EDGE_MM
from mailroom.engines.layers.file import read_layers
from mailroom.engines.layers.layered import LayeredPage
from mailroom.engines.page.record import image_file
from mailroom.engines.page.work import read_page
from mailroom.engines.pixels.image import Pixels
from mailroom.engines.workers.sandbox import WorkerPool
from mailroom.evaluate.items import page_of

_DPI: Final = 300


def read_again(
    pool: WorkerPool,
    document: Path,
    samples: Sequence[Sample],
    work: Sequence[PageWork],
    folder: Path,
) -> Wording:
    """`work` is what the pages of `document` were made from; `folder` is made for the pictures.

    The scan id that we print on the free edge is painted over first: it is none of the page's.
    """
    folder.mkdir()
    opened: Any = pypdfium2.PdfDocument(document)
    try:
        pictures = [np.array(page.render(scale=_DPI / 72).to_pil()) for page in opened]
    finally:
        opened.close()
    pages = [
        page_of(_kept(picture, one, folder), PageRole.CONTENT, 1, one.page)
        for picture, one in zip(pictures, work, strict=True)
    ]
    read = [each.result() for each in [pool.submit(read_page, page, folder) for page in pages]]
    pairs = zip(samples, read, strict=True)
    return sum((compare(one.truth, again.text) for one, again in pairs if one.truth), Wording())


def _kept(picture: Pixels, work: PageWork, folder: Path) -> Path:
    file = folder / f"{work.page}.png"
    if work.words is not None:
        _clear_edge(picture, read_layers(image_file(work.words)))
    Image.fromarray(picture).save(file, compress_level=1, dpi=(_DPI, _DPI))
    return file


def _clear_edge(picture: Pixels, image: LayeredPage) -> None:
    """Only where the page itself has nothing, or was widened to have room."""
    scale = _DPI / image.dpi
    gutter = picture.shape[1] - round(image.width_px * scale)
    if gutter > EDGE_MM / 25.4 * _DPI / 2:
        picture[:, :gutter] = image.paper
        return
    free = np.ones(picture.shape[0], dtype=np.bool_)
    for top, bottom in image.edge:
        free[round(top * scale) : round(bottom * scale)] = False
    picture[free, : round(EDGE_MM / 25.4 * _DPI)] = image.paper
