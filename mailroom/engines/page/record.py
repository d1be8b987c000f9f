"""The kept result of page care: one JSON file and one image per page; nothing is read twice."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from mailroom.domain.pages import Box, Page, PageCode
from mailroom.domain.pagework import PageWork
from mailroom.engines.ocr.words import Line, Word, WordLayer
from mailroom.engines.settled import write_settled

VERSION: Final = 6
"""Raised whenever page care or page OCR would come to another result."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """`layer` lies on the layered image beside this record, in that image's pixels."""

    work: PageWork
    layer: WordLayer


def record_file(folder: Path, page: Page) -> Path:
    return folder / f"{page.id}.words.json"


def image_file(record: Path) -> Path:
    return record.with_name(record.name.removesuffix(".words.json") + ".layers")


def keep(
    record: PageRecord, page: Page, file: Path, image: bytes, languages: Sequence[str]
) -> None:
    """Durable when this returns: the image first, since the record vouches for it."""
    write_settled(image_file(file), image)
    work = asdict(record.work) | {"words": None}
    fields = {
        "version": VERSION,
        "key": _key(page, languages),
        "work": work,
        "layer": _told(record.layer),
    }
    write_settled(file, json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode())


def recall(page: Page, file: Path, languages: Sequence[str]) -> PageRecord | None:
    """The record of exactly this capture in these languages under this very program, or None.

    It counts only while it agrees with what a person has said of the page since.
    """
    try:
        fields = json.loads(file.read_bytes())
        if fields["version"] != VERSION or fields["key"] != _key(page, languages):
            return None
        record = PageRecord(_work(fields["work"], file), _layer(fields["layer"]))
        return record if _agrees(record.work, page) and image_file(file).is_file() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_layer(file: Path) -> WordLayer:
    """Raises OSError, ValueError or KeyError when the record is not whole."""
    return _layer(json.loads(file.read_bytes())["layer"])


def _key(page: Page, languages: Sequence[str]) -> list[Any]:
    return [page.sha256, page.dpi, *languages]


def _agrees(work: PageWork, page: Page) -> bool:
    return page.blank in {None, work.blank} and page.turned_deg in {None, work.turned_deg}


def _work(fields: dict[str, Any], file: Path) -> PageWork:
    place = fields["page_of"]
    values = fields | {
        "words": file,
        "numbers": tuple(fields["numbers"]),
        "recipient_numbers": tuple(fields["recipient_numbers"]),
        "page_of": (place[0], place[1]) if place else None,
        "cropped_px": tuple(fields["cropped_px"]),
        "codes": tuple(_code(code) for code in fields["codes"]),
    }
    return PageWork(**dict[str, Any](values))


def _code(fields: dict[str, Any]) -> PageCode:
    return PageCode(**dict[str, Any](fields | {"box": Box(**fields["box"])}))


def _told(layer: WordLayer) -> dict[str, Any]:
    """As `asdict`, which copies every value and takes ten times as long."""
    names = Word.__match_args__
    lines = [
        {
            "words": [{name: getattr(word, name) for name in names} for word in line.words],
            "new_block": line.new_block,
        }
        for line in layer.lines
    ]
    size = {"width_px": layer.width_px, "height_px": layer.height_px, "dpi": layer.dpi}
    return {**size, "lines": lines}


def _layer(fields: dict[str, Any]) -> WordLayer:
    lines = tuple(
        Line(tuple(Word(**word) for word in line["words"]), line["new_block"])
        for line in fields["lines"]
    )
    return WordLayer(fields["width_px"], fields["height_px"], fields["dpi"], lines)
