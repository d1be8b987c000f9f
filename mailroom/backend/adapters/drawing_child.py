"""The child that reads documents: no files written, little memory, dies with its parent's pipe."""

import io
import json
import os
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]  it ships none
from PIL import Image

_JPEG_QUALITY: Final = 82
_MAX_PIXELS: Final = 40_000_000
_MOST_TEXT: Final = 100_000
"""Of one page, in signs."""
_CPU_S: Final = 600
_MB: Final = 1 << 20


def main() -> None:
    """Requests are lines of JSON on standard input; answers a line of JSON and then bytes."""
    # The parsing library may print: what it says must not end up among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit(int(sys.argv[1]))
    os.nice(int(sys.argv[2]))
    for line in sys.stdin.buffer:
        header, data = _answer(json.loads(line))
        answers.write(json.dumps(header | {"bytes": len(data)}).encode() + b"\n" + data)
        answers.flush()


def _limit(memory_mb: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory_mb * _MB),
        (resource.RLIMIT_CPU, _CPU_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _answer(request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        return _VERBS[request["do"]](request)
    except (pypdfium2.PdfiumError, MemoryError, OSError, ValueError) as error:
        return {"refused": type(error).__name__}, b""


def _count(request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    with pypdfium2.PdfDocument(request["file"]) as document:
        return {"pages": len(document)}, b""


def _read(request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    texts: list[str] = []
    with pypdfium2.PdfDocument(request["file"]) as document:
        for number in range(len(document)):
            page: Any = document[number]  # untyped, as below
            texts.append(page.get_textpage().get_text_bounded()[:_MOST_TEXT])
    return {}, json.dumps(texts).encode()


def _draw(request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    with pypdfium2.PdfDocument(request["file"]) as document:
        number = request["number"]
        if not 1 <= number <= len(document):
            raise ValueError("no such page")
        page: Any = document[number - 1]  # its library leaves the drawing untyped
        width, height = page.get_size()
        scale = request["width_px"] / width
        if width * height * scale * scale > _MAX_PIXELS:
            raise ValueError("the page is too large")
        picture: Image.Image = page.render(scale=scale).to_pil()
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return {"width_px": picture.width, "height_px": picture.height}, target.getvalue()


_VERBS: Final[Mapping[str, Callable[[Mapping[str, Any]], tuple[dict[str, Any], bytes]]]] = {
    "count": _count,
    "draw": _draw,
    "read": _read,
}

if __name__ == "__main__":
    main()
