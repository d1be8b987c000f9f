"""A feeder in a test: lays page files into the batch folder as a scanner does, and may fail."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image

from scanners.api import (
    BatchEnded,
    BatchEvent,
    BatchRequest,
    Finding,
    PageScanned,
    ScannerInfo,
    Side,
    Situation,
)

Sheet = tuple[bytes, ...]


def picture(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 30), (shade, shade, 255 - shade)).save(out, "JPEG", dpi=(300, 300))
    return out.getvalue()


def sheets(first: int, count: int, *, sides: int = 1) -> list[Sheet]:
    """Sheets that no two share a picture."""
    return [
        tuple(picture(first + at * sides + side) for side in range(sides)) for at in range(count)
    ]


def lay(folder: Path, sheet: int, pages: Sheet) -> list[PageScanned]:
    folder.mkdir(parents=True, exist_ok=True)
    laid: list[PageScanned] = []
    for side, content in zip(Side, pages, strict=False):
        file = folder / f"{sheet:05d}-{side}.jpg"
        file.write_bytes(content)
        laid.append(PageScanned(sheet, side, file, 20, 30, 300))
    return laid


@dataclass(slots=True)
class Feeder:
    """Implements Scanner. `dies_after` sheets the batch breaks off without a last event."""

    stack: Sequence[Sheet]
    situation: Situation = Situation.FEEDER_EMPTY
    lost: int = 0
    stuck: int = 0
    dies_after: int | None = None
    findings: tuple[Finding, ...] = ()
    info: ScannerInfo = field(default=ScannerInfo("test", "Test", "test"))
    stopped: bool = False

    def scan(self, request: BatchRequest) -> Iterator[BatchEvent]:
        for number, pages in enumerate(self.stack, start=1):
            if self.dies_after == number - 1:
                raise PowerCut
            for page in lay(request.folder, number, pages):
                yield replace(page, findings=self.findings)
        yield BatchEnded(self.situation, len(self.stack), self.lost, stuck_sheets=self.stuck)

    def stop(self) -> None:
        self.stopped = True

    def close(self) -> None:
        pass


class PowerCut(Exception):
    """The process is gone from here on; whoever catches it begins anew."""
