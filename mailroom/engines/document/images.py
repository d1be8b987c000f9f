"""A page's layers as they stand in the PDF: stencils and pictures beneath the drawn words."""

from dataclasses import dataclass
from typing import Final

import pikepdf

from mailroom.engines.layers.layered import BLACK, WHITE, Colour, Layer, LayeredPage, LayerKind

_POINTS_PER_INCH: Final = 72.0
HAIR_PX: Final = 0.01
"""Readers round a page and its images outwards: a hair less, and pixels stay pixels."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`gutter` is how far the image stands from the page's left edge, in points."""

    image: LayeredPage
    gutter: float


def lay_under(pdf: pikepdf.Pdf, page: pikepdf.Page, sheet: Sheet) -> None:
    """Everything of the sheet goes before what the page already draws."""
    image = sheet.image
    scale = _POINTS_PER_INCH / image.dpi
    drawn = [f"q {scale:.6f} 0 0 {-scale:.6f} {sheet.gutter:.4f} {image.height_px * scale:.4f} cm"]
    if image.paper != WHITE:
        drawn.append(f"{_fill(image.paper)} 0 0 {image.width_px} {image.height_px} re f")
    for number, layer in enumerate(image.layers):
        # Named by us: a name made up by the library would differ from run to run.
        name = pikepdf.Name(f"/Layer{number}")
        page.add_resource(_stream(pdf, layer), pikepdf.Name.XObject, name)
        place = layer.place
        width = place.right - place.left - 2 * HAIR_PX
        height = place.bottom - place.top - 2 * HAIR_PX
        colour = f"{_fill(layer.colour)} " if layer.kind is LayerKind.STENCIL else ""
        # The page is upside down by now, and an image's first row lies at its top.
        left, bottom = place.left + HAIR_PX, place.bottom - HAIR_PX
        matrix = f"{width:.2f} 0 0 {-height:.2f} {left:.2f} {bottom:.2f} cm"
        drawn.append(f"q {colour}{matrix} {name} Do Q")
    drawn.append("Q\n")
    page.contents_add("\n".join(drawn).encode(), prepend=True)


def _fill(colour: Colour) -> str:
    if colour == BLACK:
        return "0 g"
    return " ".join(f"{value / 255:.4f}" for value in colour) + " rg"


def _stream(pdf: pikepdf.Pdf, layer: Layer) -> pikepdf.Stream:
    named = {
        "Type": pikepdf.Name.XObject,
        "Subtype": pikepdf.Name.Image,
        "Width": layer.width_px,
        "Height": layer.height_px,
    }
    if layer.kind is LayerKind.PICTURE:
        return pikepdf.Stream(
            pdf,
            layer.data,
            **named,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray if layer.grey else pikepdf.Name.DeviceRGB,
            Filter=pikepdf.Name.DCTDecode,
        )
    return pikepdf.Stream(
        pdf,
        layer.data,
        **named,
        BitsPerComponent=1,
        ImageMask=True,
        Filter=pikepdf.Name.CCITTFaxDecode,
        DecodeParms=pikepdf.Dictionary(K=-1, Columns=layer.width_px, Rows=layer.height_px),
    )
