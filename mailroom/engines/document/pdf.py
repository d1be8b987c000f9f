"""The document of one item: its pages as images with their words beneath, one archive PDF."""

import hashlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from mailroom.domain.items import Item
from mailroom.domain.pages import Page, PageRole
from mailroom.domain.pagework import BuiltDocument, PageWork
from mailroom.engines.document.archive import Particulars, save_archivable
from mailroom.engines.document.images import Sheet
from mailroom.engines.document.margin import Margin
from mailroom.engines.document.page import Leaf, draw, use_document_font
from mailroom.engines.layers.encoding import pictured
from mailroom.engines.layers.file import read_layers
from mailroom.engines.page.care import upright
from mailroom.engines.page.record import image_file, read_layer
from mailroom.engines.pixels.backing import without_backing
from mailroom.engines.pixels.image import believed_dpi, load
from mailroom.engines.settled import part_of, settle


def write_document(item: Item, work: Sequence[PageWork], target: Path) -> BuiltDocument:
    """One page per entry of `work`, in that order; blank sides are kept and marked.

    Durable at `target` when this returns; the same input gives the same bytes. Raises
    ImageTooLarge or UnreadableImage, and ValueError when there is no page at all.
    """
    if not work:
        raise ValueError("a document has at least one page")
    pages = {page.id: page for page in item.pages}
    target.parent.mkdir(parents=True, exist_ok=True)
    labels = [_label(pages[one.page], one, work) for one in work]
    leaves = [_leaf(pages[one.page], one, label) for one, label in zip(work, labels, strict=True)]
    part = part_of(target)
    use_document_font()
    margins = [leaf.margin(item.scan_id) for leaf in leaves]
    drawn = list(zip(leaves, margins, strict=True))
    sheets = [Sheet(leaf.image, margin.gutter) for leaf, margin in drawn]
    save_archivable(_draft(drawn), sheets, part, _particulars(item, labels))
    digest = hashlib.sha256(part.read_bytes()).hexdigest()
    settle(part, target)
    return BuiltDocument(target, digest, target.stat().st_size, len(work))


def _leaf(page: Page, work: PageWork, label: str) -> Leaf:
    """From what page care kept; made afresh from the capture when nothing was kept."""
    if work.words is not None and (kept := image_file(work.words)).is_file():
        layer = read_layer(work.words)
        return Leaf(read_layers(kept), None if work.blank else layer, label)
    pixels = load(page)
    dpi = believed_dpi(page, pixels)
    turned = upright(pixels, work.turned_deg, work.skew_deg)
    return Leaf(pictured(without_backing(turned, dpi), dpi), None, label)


def _label(page: Page, work: PageWork, everything: Sequence[PageWork]) -> str:
    """What the margin and the bookmark say of a page, in the language of the mail."""
    if page.role is PageRole.FACE:
        return "kuvert"
    if page.role is PageRole.BACK:
        return "kuvertets baksida"
    place = f"sida {everything.index(work) + 1} av {len(everything)}"
    return f"{place}, blank" if work.blank else place


def _draft(drawn: Sequence[tuple[Leaf, Margin]]) -> BytesIO:
    # ASCII85 would inflate every image by a quarter; the other two keep the bytes the same.
    rl_config.useA85 = 0
    draft = BytesIO()
    canvas = Canvas(draft, pageCompression=1, invariant=1)
    for leaf, margin in drawn:
        draw(canvas, leaf, margin)
    canvas.save()
    draft.seek(0)
    return draft


def _particulars(item: Item, labels: Sequence[str]) -> Particulars:
    return Particulars(
        title=f"Skannad post {item.scan_id}",
        arrived_on=item.tray.arrived_on,
        bookmarks=tuple(label.capitalize() for label in labels),
    )
