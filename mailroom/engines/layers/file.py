"""The layers of one page as one file: a line that says what follows, then the bytes."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from mailroom.engines.layers.layered import Colour, Layer, LayeredPage, LayerKind, Place


def written(page: LayeredPage) -> bytes:
    """Same page, same bytes."""
    layers = [asdict(replace(layer, data=b"")) | {"data": len(layer.data)} for layer in page.layers]
    fields = asdict(replace(page, layers=())) | {"layers": layers}
    head = json.dumps(fields, separators=(",", ":")).encode()
    return b"\n".join([head, b"".join(layer.data for layer in page.layers)])


def read_layers(file: Path) -> LayeredPage:
    """Raises OSError, ValueError, KeyError or TypeError when the file is not whole."""
    head, _, body = file.read_bytes().partition(b"\n")
    fields = json.loads(head)
    layers: list[Layer] = []
    start = 0
    for told in fields["layers"]:
        end = start + told["data"]
        layers.append(_layer(told, body[start:end]))
        start = end
    if start != len(body):
        raise ValueError("a page's layers are torn")
    spans = tuple((span[0], span[1]) for span in fields["edge"])
    kept = {"layers": tuple(layers), "paper": _colour(fields["paper"]), "edge": spans}
    return LayeredPage(**dict[str, Any](fields | kept))


def _layer(told: dict[str, Any], data: bytes) -> Layer:
    values = told | {
        "kind": LayerKind(told["kind"]),
        "data": data,
        "place": Place(**told["place"]),
        "colour": _colour(told["colour"]),
    }
    return Layer(**dict[str, Any](values))


def _colour(values: list[int]) -> Colour:
    red, green, blue = values
    return red, green, blue
